"""Read names and mail addresses as people paste them: from a mail program, a spreadsheet or a list."""

import re
from dataclasses import dataclass

__all__ = ["Address", "BadAddress", "read_addresses"]

MAIL = re.compile(r"[^\s@<>;,\"]+@[^\s@<>;,\"]+\.[^\s@<>;,\".]{2,}")
WHOLE_MAIL = re.compile(r"[a-z0-9._%+'-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
IN_BRACKETS = re.compile(r"\s*\"?(?P<name>[^<>\"]*)\"?\s*<(?P<mail>[^<>]*)>\s*")
LONGEST = 254


@dataclass(frozen=True)
class Address:
    """A mail address in small letters, with a name where one was given; `line` counts from 1."""

    email: str
    name: str = ""
    line: int = 0


@dataclass(frozen=True)
class BadAddress:
    """What stands on a line that is no address."""

    line: int
    text: str


def read_addresses(pasted: str) -> tuple[tuple[Address, ...], tuple[BadAddress, ...]]:
    """Return the addresses of a pasted list, each once, and everything that is none.

    One a line, or several after each other with comma or semicolon; `Name <mail>`, `mail;name`, `name<tab>mail`.

    >>> good, bad = read_addresses("Bo Bæk <BO@by.dk>, eva@by.dk\\nmail;navn\\nib@by.dk;Ib Å\\nOle\\tole(a)by.dk")
    >>> [(one.name, one.email, one.line) for one in good]
    [('Bo Bæk', 'bo@by.dk', 1), ('', 'eva@by.dk', 1), ('Ib Å', 'ib@by.dk', 3)]
    >>> bad
    (BadAddress(line=4, text='Ole\\tole(a)by.dk'),)
    """
    good: dict[str, Address] = {}
    bad: list[BadAddress] = []
    for number, line in enumerate(pasted.splitlines(), start=1):
        if _is_heading(line):
            continue
        for piece in _pieces(line):
            address = _address(piece, number)
            if address is None:
                bad.append(BadAddress(number, piece.strip()))
            else:
                good.setdefault(address.email, address)
    return tuple(good.values()), tuple(bad)


def _is_heading(line: str) -> bool:
    """Return whether a line is empty or names columns, such as "navn;mail"."""
    words = {word.strip().casefold() for word in re.split(r"[;,\t]", line)}
    return words <= {"", "navn", "name", "mail", "e-mail", "email", "arbejdsmail", "titel", "title"}


def _pieces(line: str) -> list[str]:
    """Return one piece for each address on a line; a line with one address is one piece, name and all."""
    if len(re.findall("@", line)) <= 1:
        return [line]
    found, start = [], 0
    for mark in re.finditer(r"[;,](?=[^;,]*@)|\s(?=[^\s;,<>]+@[^\s;,<>]+\s*(?:$|\s))", line):
        if "@" in line[start : mark.start()]:
            found.append(line[start : mark.start()])
            start = mark.end()
    return [piece for piece in [*found, line[start:]] if piece.strip(" ;,\t")]


def _address(piece: str, line: int) -> Address | None:
    bracketed = IN_BRACKETS.fullmatch(piece.strip(" ;,\t"))
    if bracketed:
        return _checked(bracketed["mail"], bracketed["name"], line)
    parts = [part.strip(" \"'<>") for part in re.split(r"[;,\t]", piece) if part.strip()]
    if len(parts) == 1:
        parts = _spaced(parts[0])
    mails = [part for part in parts if "@" in part]
    names = [part for part in parts if "@" not in part]
    return _checked(mails[0], names[0] if names else "", line) if len(mails) == 1 else None


def _spaced(text: str) -> list[str]:
    """Return name and mail of "Bo Bæk bo@by.dk"; anything else stays as it is."""
    words = text.split()
    mails = [word for word in words if MAIL.fullmatch(word)]
    rest = " ".join(word for word in words if word not in mails)
    return [*mails, rest] if len(mails) == 1 and rest else [text]


def _checked(mail: str, name: str, line: int) -> Address | None:
    written = mail.strip().removeprefix("mailto:").casefold()
    fits = len(written) <= LONGEST and ".." not in written and WHOLE_MAIL.fullmatch(written)
    return Address(written, " ".join(name.split())[:120], line) if fits else None
