"""Fetch the front-end packages and make what the site serves of them, and compile the Danish texts.

python -m knub.ui.build        writes build/static/; a second run does nothing
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent
BUILD = PROJECT / "build"
NPM = BUILD / "npm"
STATIC = BUILD / "static"
FRONT_END_FILES = ("package.json", "package-lock.json", ".npmrc")

AREA = re.compile(r'\{id:"[^"]*",name:"[^"]*",en_name:"[^"]*",display_name:"[^"]*",code:"(\d{3})",d:"([^"]+)"')
PATH_STEP = re.compile(r"([MLHVCZmlhvcz])([^MLHVCZmlhvcz]*)")
NUMBER = re.compile(r"-?\d*\.?\d+")
GRID = 16
MAP_WIDTH, MAP_HEIGHT = 15556, 18900


def main() -> int:
    """Build what is not built yet; return the exit code."""
    compile_texts()
    stamp = BUILD / "front-end.stamp"
    wanted = fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted:
        return 0
    try:
        fetch()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"The front-end packages could not be fetched ({error}). Check the network and try again.\n")
        return 1
    shutil.rmtree(STATIC, ignore_errors=True)
    prune_design_system(NPM / "node_modules" / "dkfds", STATIC / "fds")
    draw_map(NPM / "node_modules" / "react-denmark-map", STATIC / "map")
    stamp.write_text(wanted)
    return 0


def fingerprint() -> str:
    """Return a mark that changes when the packages or this program do."""
    sources = [*(PROJECT / name for name in FRONT_END_FILES), Path(__file__)]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def npm_command() -> str:
    """Return npm from the machine, or the one installed beside Python."""
    return shutil.which("npm") or str(Path(sysconfig.get_path("scripts")) / "npm")


def fetch() -> None:
    """Install the packages of package-lock.json into build/npm."""
    NPM.mkdir(parents=True, exist_ok=True)
    for name in FRONT_END_FILES:
        shutil.copy(PROJECT / name, NPM / name)
    subprocess.run([npm_command(), "ci", "--loglevel=error"], cwd=NPM, check=True, stdout=subprocess.DEVNULL)


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
    """Write one symbol per municipality, coarse enough for a map of the country (k0101 is København)."""
    shapes = (source / "dist" / "esm" / "index.js").read_text(encoding="utf-8")
    paths = {f"0{code}": coarse(path) for code, path in AREA.findall(shapes)}
    drawn = "".join(f'<path id="k{code}" d="{path}"/>' for code, path in sorted(paths.items()))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {MAP_WIDTH} {MAP_HEIGHT}">{drawn}</svg>'
    write(target / "denmark.svg", svg)
    write(target / "municipalities.json", json.dumps(sorted(paths)))
    copy(source / "LICENSE.md", target / "LICENSE.md")


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
