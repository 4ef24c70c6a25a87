"""Which pages are about a rule, and which rules a page is about: by the paragraph it reads, or by what it names."""

import json
import re
from collections.abc import Sequence

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.urls import reverse

from knub.domain.rules import Basis, Rule
from knub.duties.queries import every_rule
from knub.knowledge.content import Kind
from knub.knowledge.models import Page, State, paragraph_key

STANDS_ALONE = r"(?![0-9]| ?[a-hj-zæø](?![a-zæøå]))"  # § 60 is neither § 601 nor § 60 b; "i" is a word


def pages_on_rule(pages: QuerySet[Page], rule: Rule) -> list[Page]:
    """Return the published pages about a rule, newest first; one query.

    A reading is about the rules of its paragraph. Any page is about a rule whose card it links to, or whose paragraph
    it names together with the act.
    """
    about = Q(written__contains=address_of(rule))
    for basis in _read(rule):
        key = _key(basis)
        about |= Q(kind=Kind.INTERPRETATION, paragraph_key__regex=rf"^{re.escape(key)}(-|$)")
        about |= Q(kind=Kind.INTERPRETATION, paragraph_key__in=_wider(key))
        about |= Q(written__icontains=basis.act.title.da, written__iregex=_pattern(basis))
    found = pages.filter(state=State.PUBLISHED).annotate(written=Cast("texts", TextField()))
    return list(found.filter(about).select_related("municipality").order_by("-changed_at", "pk"))


def rules_of(page: Page) -> list[Rule]:
    """Return the rules a page is about, in the order of the catalogue; no query."""
    written = json.dumps(page.texts, ensure_ascii=False)
    return [rule for rule in every_rule() if _is_about(page, written, rule)]


def address_of(rule: Rule) -> str:
    """Return the address of a rule's card."""
    return reverse("home:rule", args=[rule.key])


def _is_about(page: Page, written: str, rule: Rule) -> bool:
    if address_of(rule) in written:
        return True
    return any(_reads(page, basis) or _names(written, basis) for basis in _read(rule))


def _reads(page: Page, basis: Basis) -> bool:
    key, own = _key(basis), page.paragraph_key
    return page.kind == Kind.INTERPRETATION and (own == key or own.startswith(f"{key}-") or own in _wider(key))


def _names(written: str, basis: Basis) -> bool:
    named = basis.act.title.da.casefold() in written.casefold()
    return named and re.search(_pattern(basis), written, re.IGNORECASE) is not None


def _read(rule: Rule) -> list[Basis]:
    return [basis for basis in rule.basis if basis.paragraph]


def _key(basis: Basis) -> str:
    return paragraph_key(f"{basis.act.title.da} {basis.paragraph}")


def _wider(key: str) -> Sequence[str]:
    """Return the keys of what a paragraph lies in: the whole paragraph of "…-60-stk-4" is "…-60"."""
    return [key[: found.start()] for found in re.finditer("-stk-", key)]


def _pattern(basis: Basis) -> str:
    """Return how a text may write a paragraph: "§ 60, stk. 4", "§60 stk 4"."""
    parts = re.findall(r"[0-9]+|[^\W\d_]+", basis.paragraph or "")
    return r"§+ *" + r"[ ,.§]*".join(map(re.escape, parts)) + STANDS_ALONE
