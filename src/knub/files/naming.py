"""Which names a file may have, and which kinds of file KNUB takes; every refusal says what to do."""

import unicodedata
from collections.abc import Mapping

from knub.domain.errors import KnubError
from knub.domain.values import Text

__all__ = ["KINDS", "READABLE", "RefusedError", "checked_name", "ending_of"]

LONGEST_NAME = 120
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf", ".docx": WORD, ".xlsx": SHEET, ".pptx": SLIDES,
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".csv": "text/csv", ".txt": "text/plain",
}  # fmt: skip
READABLE: Mapping[str, str] = {"application/pdf": "pdf", WORD: "word", SLIDES: "slides"}  # as files.texts knows them
WITH_MACROS = {".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".sldm"}
OLD_OFFICE = {".doc", ".dot", ".xls", ".xlt", ".ppt", ".pps", ".pot"}
PAGES = {".html", ".htm", ".xhtml", ".mhtml", ".mht", ".svg", ".svgz", ".xml", ".xsl", ".xslt"}
ARCHIVES = {".zip", ".7z", ".rar", ".gz", ".tar", ".tgz"}
PROGRAMS = {
    ".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".msp", ".dll", ".cpl", ".hta", ".js", ".jse", ".mjs",
    ".vbs", ".vbe", ".ws", ".wsf", ".wsh", ".ps1", ".psm1", ".lnk", ".url", ".reg", ".inf", ".jar", ".sh", ".bash",
    ".py", ".php", ".pl", ".rb", ".app", ".dmg", ".apk", ".iso", ".img", ".vhd", ".chm", ".scf", ".library-ms", ".one",
}  # fmt: skip
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
NOT_IN_NAMES = '<>:"|?*'
DEVICES = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}

REFUSALS: Mapping[str, Text] = {
    "no_file": Text("Vælg en fil.", "Choose a file."),
    "path": Text(
        "Filens navn indeholder en sti (/ eller \\). Giv filen et navn uden sti, og prøv igen.",
        "The name of the file contains a path (/ or \\). Give the file a name without a path and try again.",
    ),
    "characters": Text(
        "Filens navn indeholder usynlige tegn, eller tegn som et filnavn ikke kan have (< > : \" | ? *). "
        "Omdøb filen med almindelige bogstaver, tal, mellemrum og bindestreg.",
        "The name of the file has invisible characters, or some that no file name can have (< > : \" | ? *). "
        "Rename the file with ordinary letters, digits, spaces and hyphens.",
    ),
    "name_long": Text(
        "Filens navn er for langt: højst 120 tegn. Giv filen et kortere navn.",
        "The name of the file is too long: at most 120 characters. Give the file a shorter name.",
    ),
    "no_ending": Text(
        "Filens navn har ingen endelse, f.eks. .pdf. Gem filen igen som PDF, Word, Excel, PowerPoint, billede, CSV "
        "eller tekst.",
        "The name of the file has no ending, such as .pdf. Save the file again as PDF, Word, Excel, PowerPoint, image, "
        "CSV or text.",
    ),
    "ending": Text(
        "Den slags fil kan ikke lægges op. Brug PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), et billede "
        "(.png, .jpg, .gif, .webp), CSV eller tekst (.txt).",
        "This kind of file cannot be uploaded. Use PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx), an image "
        "(.png, .jpg, .gif, .webp), CSV or text (.txt).",
    ),
    "double_ending": Text(
        "Filens navn har to endelser, og den ene er et programs. Omdøb filen, så den kun har sin rigtige endelse.",
        "The name of the file has two endings, one of them a program's. Rename it, with its true ending only.",
    ),
    "program": Text(
        "Programmer kan ikke lægges op. Er det et dokument, så gem det som PDF, og læg det op.",
        "Programs cannot be uploaded. If it is a document, save it as PDF and upload that.",
    ),
    "macros": Text(
        "Dokumentet indeholder makroer, som kan skade andres computere. Gem det uden makroer, f.eks. som .docx, .xlsx, "
        ".pptx eller PDF, og læg det op igen.",
        "The document contains macros, which can harm other people's computers. Save it without macros, for instance "
        "as .docx, .xlsx, .pptx or PDF, and upload it again.",
    ),
    "old_office": Text(
        "Filen er i et gammelt Office-format. Åbn den, vælg Gem som, og gem den som .docx, .xlsx, .pptx eller PDF.",
        "The file is in an old Office format. Open it, choose Save as, and save it as .docx, .xlsx, .pptx or PDF.",
    ),
    "page": Text(
        "Websider og tegninger i HTML, SVG eller XML kan ikke lægges op, fordi de kan indeholde programmer. Gem siden "
        "som PDF eller billedet som PNG.",
        "Web pages and drawings in HTML, SVG or XML cannot be uploaded, since they can contain programs. Save the page "
        "as PDF, or the image as PNG.",
    ),
    "archive": Text(
        "Filen er en pakket mappe. Pak den ud, og læg filerne op hver for sig.",
        "The file is a compressed folder. Unpack it, and upload the files one by one.",
    ),
    "empty": Text(
        "Filen er tom. Åbn den på din egen computer, og se, om den rigtige fil er valgt.",
        "The file is empty. Open it on your own computer, and see whether the right file is chosen.",
    ),
    "large": Text(
        "Filen er større end 50 MB. Gem den mindre: I PowerPoint og Word kan billeder komprimeres, og en PDF kan "
        "gemmes i mindste størrelse.",
        "The file is larger than 50 MB. Make it smaller: PowerPoint and Word can compress images, and a PDF can be "
        "saved in its smallest size.",
    ),
    "mismatch": Text(
        "Filens indhold er af en anden slags, end endelsen siger. Åbn filen, gem den igen med Gem som, og læg den op.",
        "The content of the file is of another kind than its ending says. Open it, save it again, and upload it.",
    ),
    "locked": Text(
        "Filen er beskyttet med en adgangskode. Fjern koden, så de, der må se filen, også kan åbne den.",
        "The file is protected by a password. Remove it, so that those who may see the file can open it.",
    ),
    "broken": Text(
        "Filen er beskadiget og kan ikke åbnes. Åbn den på din egen computer, gem den igen, og læg den op.",
        "The file is damaged and cannot be opened. Open it on your own computer, save it again, and upload it.",
    ),
    "bomb": Text(
        "Filen fylder usædvanligt meget, når den pakkes ud, og kan ikke lægges op. Gem den som PDF i stedet.",
        "The file grows unusually large when it is unpacked, and cannot be uploaded. Save it as PDF instead.",
    ),
    "not_text": Text(
        "Filen er ikke ren tekst, som endelsen siger. Gem den igen som tekst eller CSV med tegnsættet UTF-8.",
        "The file is not plain text, as its ending says. Save it again as text or CSV in UTF-8.",
    ),
}  # fmt: skip


class RefusedError(KnubError):
    """A file that is not taken in; `text` says why and what to do."""

    def __init__(self, code: str) -> None:
        self.code, self.text = code, REFUSALS[code]
        super().__init__(self.text.en)


def checked_name(name: str) -> str:
    """Return a name that is safe to store, show and save under on any machine; RefusedError if it is not.

    >>> checked_name(" Udviklingsplan 2.1.pdf ")
    'Udviklingsplan 2.1.pdf'
    """
    name = unicodedata.normalize("NFC", name).strip()
    if "/" in name or "\\" in name:
        raise RefusedError("path")
    if any(unicodedata.category(letter) in HIDDEN or letter in NOT_IN_NAMES for letter in name):
        raise RefusedError("characters")
    if name.startswith(".") or name.split(".")[0].strip().casefold() in DEVICES:
        raise RefusedError("characters")
    if len(name) > LONGEST_NAME:
        raise RefusedError("name_long")
    _refuse_endings(name)
    return name


def ending_of(name: str) -> str:
    """Return the last ending of a name with its dot, in small letters; empty if it has none.

    >>> ending_of("Brev.PDF"), ending_of("Brev."), ending_of("Brev")
    ('.pdf', '', '')
    """
    stem, dot, last = name.rpartition(".")
    return f".{last.casefold()}" if dot and stem and last else ""


def _refuse_endings(name: str) -> None:
    ending, inner = ending_of(name), {f".{part.strip().casefold()}" for part in name.split(".")[1:-1]}
    refused = next((code for code, endings in BY_ENDING.items() if ending in endings), None)
    if not ending:
        raise RefusedError("no_ending")
    if refused:
        raise RefusedError(refused)
    if ending not in KINDS:
        raise RefusedError("ending")
    if inner & (PROGRAMS | WITH_MACROS | PAGES):
        raise RefusedError("double_ending")


BY_ENDING = {"macros": WITH_MACROS, "old_office": OLD_OFFICE, "page": PAGES, "archive": ARCHIVES, "program": PROGRAMS}
