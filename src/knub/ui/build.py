"""Fetch the front-end packages, make what the site serves of them, and compile the Danish texts.

python -m knub.ui.build        writes build/static/, build/fonts/ and build/collected/; a second run does nothing

Node is not needed: npm comes from the machine or from a Python package, and what it fetches stays in build/npm.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
BUILD = PROJECT / "build"
NPM = BUILD / "npm"
STATIC = BUILD / "static"
FONTS = BUILD / "fonts"
COLLECTED = BUILD / "collected"
FRONT_END_FILES = ("package.json", "package-lock.json", ".npmrc")
NO_PACKAGES = "The front-end packages could not be fetched. Is there a network? Run the same command again. ({})\n"
NO_NPM = "npm was not found. Install the packages of requirements-node.txt and run the same command again.\n"

AREA = re.compile(r'\{id:"[^"]*",name:"[^"]*",en_name:"[^"]*",display_name:"[^"]*",code:"(\d{3})",d:"([^"]+)"')
PATH_STEP = re.compile(r"([MLHVCZmlhvcz])([^MLHVCZmlhvcz]*)")
NUMBER = re.compile(r"-?\d*\.?\d+")
POINT = re.compile(r"[ML](-?\d+) (-?\d+)")
WEIGHTS_ON_PAPER = ("Regular", "Italic", "SemiBold")
GRID = 16
BORNHOLM = "0400"

Box = tuple[int, int, int, int]


def main() -> int:
    """Build what is not built yet; return the exit code."""
    compile_texts()
    stamp = BUILD / "front-end.stamp"
    wanted = fingerprint()
    if is_built(stamp, wanted):
        return 0
    try:
        fetch()
    except FileNotFoundError:
        sys.stderr.write(NO_NPM)
        return 1
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(NO_PACKAGES.format(error))
        return 1
    build()
    stamp.write_text(wanted, encoding="utf-8")
    return 0


def is_built(stamp: Path, wanted: str) -> bool:
    """Tell whether everything is there, made from what lies here now."""
    made = stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted
    return made and STATIC.is_dir() and FONTS.is_dir() and COLLECTED.is_dir()


def fingerprint() -> str:
    """Return a mark that changes when the packages, our own static files or this program do."""
    own = sorted(path for path in PACKAGE.glob("*/static/**/*") if path.is_file())
    sources = [*(PROJECT / name for name in FRONT_END_FILES), PROJECT / "requirements.txt", Path(__file__), *own]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def build() -> None:
    """Make what the site serves of the packages, and collect it with our own files."""
    shutil.rmtree(STATIC, ignore_errors=True)
    prune_design_system(NPM / "node_modules" / "dkfds", STATIC / "fds")
    copy_fonts(NPM / "node_modules" / "dkfds", FONTS)
    draw_map(NPM / "node_modules" / "react-denmark-map", STATIC / "map")
    collect()


def collect() -> None:
    """Collect all static files under names that change with their content."""
    surroundings = {"DJANGO_SETTINGS_MODULE": "knub.settings", "PYTHONPATH": str(PACKAGE.parent)}
    key = os.environ.get("KNUB_SECRET_KEY", "only-for-collecting")
    command = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(command, check=True, env={**os.environ, **surroundings, "KNUB_SECRET_KEY": key})


def npm_command() -> str:
    """Return npm from the machine, or the one installed beside Python."""
    return shutil.which("npm") or str(Path(sysconfig.get_path("scripts")) / "npm")


def fetch() -> None:
    """Install the packages of package-lock.json into build/npm."""
    NPM.mkdir(parents=True, exist_ok=True)
    for name in FRONT_END_FILES:
        shutil.copy(PROJECT / name, NPM / name)
    command = [npm_command(), "ci", "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"]
    subprocess.run(command, cwd=NPM, check=True, stdout=subprocess.DEVNULL)


def prune_design_system(source: Path, target: Path) -> None:
    """Keep the style sheet, the script, the woff2 fonts and the icons of the design system, with their licence."""
    css = (source / "dist" / "css" / "dkfds.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", only_woff2(css))
    write(target / "css" / "dkfds.css", css)
    script = (source / "dist" / "js" / "dkfds.min.js").read_text(encoding="utf-8")
    write(target / "js" / "dkfds.js", re.sub(r"//# sourceMappingURL=\S+", "", script))
    for reference in set(re.findall(r"url\(\.\./([^)\"']+)\)", css)):
        copy(source / "dist" / reference, target / reference)
    copy(source / "dist" / "img" / "all-svg-icons.svg", target / "img" / "all-svg-icons.svg")
    copy(source / "LICENSE.md", target / "LICENSE.md")


def copy_fonts(source: Path, target: Path) -> None:
    """Keep the fonts of the design system in the form that knub.ui.pdf can read, with their licence."""
    for weight in WEIGHTS_ON_PAPER:
        name = f"IBMPlexSans-{weight}.otf"
        copy(source / "dist" / "fonts" / "IBMPlexSans" / "complete" / "otf" / name, target / name)
    copy(source / "LICENSE.md", target / "LICENSE.md")


def only_woff2(css: str) -> str:
    """Keep only the woff2 file of each font.

    >>> only_woff2("@font-face{src:url(a.woff) format('woff'),url(a.woff2) format('woff2')}b{}")
    "@font-face{src:url(a.woff2) format('woff2')}b{}"
    """
    return re.sub(r"src:([^;}]+)", lambda found: "src:" + _woff2(found.group(1)), css)


def _woff2(sources: str) -> str:
    kept = [part for part in sources.split(",") if "woff2" in part]
    return ",".join(kept) if kept else sources


def draw_map(source: Path, target: Path) -> None:
    """Write the country as one group of paths, one per municipality (k0101 is København), and what frames it."""
    shapes = (source / "dist" / "esm" / "index.js").read_text(encoding="utf-8")
    paths = {f"0{code}": coarse(path) for code, path in AREA.findall(shapes)}
    drawn = "".join(f'<path id="k{code}" d="{path}"/>' for code, path in sorted(paths.items()))
    country, island = box(paths.values()), box([paths[BORNHOLM]])
    view = " ".join(map(str, country))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}"><g id="denmark">{drawn}</g></svg>'
    write(target / "denmark.svg", svg)
    write(target / "denmark.json", json.dumps({"country": country, "bornholm": island, "codes": sorted(paths)}))
    copy(source / "LICENSE.md", target / "LICENSE.md")


def box(paths: Iterable[str]) -> Box:
    """Return the least box around coarse paths: left, top, width, height.

    >>> box(["M16 32L48 32L48 96Z"])
    (16, 32, 32, 64)
    """
    points = [(int(x), int(y)) for path in paths for x, y in POINT.findall(path)]
    left, top = min(x for x, _y in points), min(y for _x, y in points)
    return left, top, max(x for x, _y in points) - left, max(y for _x, y in points) - top


def coarse(path: str) -> str:
    """Return a path of straight lines between the end points of the curves, on a coarse grid.

    >>> coarse("M100,100c1,1 2,2 40,40l0,40Z")
    'M96 96L144 144L144 176Z'
    """
    x = y = 0.0
    out: list[str] = []
    for step, written in PATH_STEP.findall(path):
        if step in "Zz":
            out.append("Z")
            continue
        values = [float(number) for number in NUMBER.findall(written)]
        size = {"C": 6, "H": 1, "V": 1}.get(step.upper(), 2)
        for start in range(0, len(values), size):
            x, y = _end_point(step, values[start : start + size], x, y)
            point = f"{round(x / GRID) * GRID} {round(y / GRID) * GRID}"
            letter = "M" if step in "Mm" and start == 0 else "L"
            if not out or out[-1][1:] != point or letter == "M":
                out.append(letter + point)
    return "".join(out)


def _end_point(step: str, values: list[float], x: float, y: float) -> tuple[float, float]:
    relative = step.islower()
    base_x, base_y = (x, y) if relative else (0.0, 0.0)
    if step in "Hh":
        return base_x + values[0], y
    if step in "Vv":
        return x, base_y + values[0]
    return base_x + values[-2], base_y + values[-1]


def compile_texts() -> None:
    """Compile the Danish texts where they are newer than what was compiled."""
    for source in PACKAGE.glob("locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.is_file() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalog)


def write(path: Path, content: str) -> None:
    """Write a text file, with the folders it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def copy(source: Path, target: Path) -> None:
    """Copy a file, with the folders it needs."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


if __name__ == "__main__":
    sys.exit(main())
