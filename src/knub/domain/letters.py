"""Texts with fields in braces, such as "Kære {fornavn}": which they have, and what they say when filled in."""

import re
from collections.abc import Mapping

__all__ = ["MARKS", "escaped", "fields_of", "merge"]

FIELD = re.compile(r"\{([^\W\d_][\w ]{0,39})\}")
MARKS = r"\`*_{}[]()#+-.!|<>~&:/"


def fields_of(text: str) -> tuple[str, ...]:
    """Return the names of the fields in a text, each once, in their order.

    >>> fields_of("Kære {fornavn} i {kommune}. {fornavn}! { } {1}")
    ('fornavn', 'kommune')
    """
    return tuple(dict.fromkeys(FIELD.findall(text)))


def merge(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its fields filled in; a field without a value stays, so that it is seen.

    >>> merge("Kære {fornavn}, {pris}", {"fornavn": "Bo {pris}"})
    'Kære Bo {pris}, {pris}'
    """
    return FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def escaped(value: str) -> str:
    r"""Return a value so that Markdown shows it as it is, on one line.

    >>> escaped("Bo *Bæk*\n[x](y)")
    'Bo \\*Bæk\\* \\[x\\]\\(y\\)'
    """
    return "".join(f"\\{letter}" if letter in MARKS else letter for letter in " ".join(value.split()))
