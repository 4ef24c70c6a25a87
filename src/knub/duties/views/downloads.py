"""The rules as files, with the same filter as on screen."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from knub.domain.rules import Rule
from knub.domain.values import Text
from knub.duties import queries
from knub.duties.forms import RuleFilterForm
from knub.duties.templatetags.duties_law import ADDRESSEES, CATEGORIES, FORCES, KINDS, category_names
from knub.duties.views.rules import since_year
from knub.parameters import rule_book, tags
from knub.ui.exports import Cell, Format, table_response


def rules(request: HttpRequest, form: Format) -> HttpResponse:
    """Return the rules with the same filter as on screen."""
    found = queries.rules(RuleFilterForm(request.GET).chosen())
    headings = [
        _("Theme"), _("Rule"), _("In plain words"), _("Kind"), _("Whom it speaks to"), _("Subject area"),
        _("Categories"), _("Stands in"), _("From"), _("To"), _("Deadline"), _("Confirmed in the act"), _("Note"),
        _("Sources"), _("Last read"), _("Read again by"), _("Address"),
    ]  # fmt: skip
    return table_response("regler", headings, map(_rule, found), form)


def overview(_request: HttpRequest, form: Format) -> HttpResponse:
    """Return must, may not and may against the four categories."""
    names = category_names()
    headings = [_("What"), _("Rule"), _("Stands in"), *(names[key].capitalize() for key in CATEGORIES)]
    forces = queries.overview(timezone.localdate())
    return table_response("regler-efter-kategori", headings, (_marks(r) for _f, found in forces for r in found), form)


def news(request: HttpRequest, form: Format) -> HttpResponse:
    """Return what has begun, ended or changed."""
    today = timezone.localdate()
    since = since_year(request.GET.get("siden", ""), today)
    found = queries.news(date(since, 1, 1), today)
    headings = [_("Day"), _("What"), _("Rule"), _("In plain words")]
    said = {"began": _("Began"), "ended": _("Ended"), "changed": _("Changed")}
    rows: Iterable[list[Cell]] = (
        [one.on, said[one.what], _text(one.rule.title), _text((one.change or one.rule).says)] for one in found
    )
    return table_response(f"regler-aendret-siden-{since}", headings, rows, form)


def funding(_request: HttpRequest, form: Format) -> HttpResponse:
    """Return the frames of money."""
    headings = [_("Rule"), _("Stands in"), _("Frame"), _("From"), _("To"), _("Apply by"), _("Afterwards")]
    return table_response("midler", headings, map(_frame, queries.funding()), form)


def _text(written: Text | None) -> str:
    return written.in_language(get_language() or "da") if written else ""


def _stands_in(rule: Rule) -> str:
    places = (f"{_text(one.act.title)} {one.paragraph or ''}".strip() for one in rule.basis)
    return "; ".join(places)


def _rule(rule: Rule) -> list[Cell]:
    names = category_names()
    return [
        _text(rule_book().themes[rule.theme]),
        _text(rule.title),
        _text(rule.says),
        str(KINDS[rule.kind]),
        str(ADDRESSEES[rule.addressee]),
        _text(tags().subject_areas[rule.subject_area]),
        ", ".join(names[key] for key in rule.categories),
        _stands_in(rule),
        rule.starts,
        rule.ends,
        _text(rule.due.says) if rule.due else "",
        _("yes") if rule.verified else _("no"),
        _text(rule.note),
        "; ".join(rule.sources) or _text(rule.source_note),
        rule.read_on,
        rule.review_on,
        rule.key,
    ]


def _marks(rule: Rule) -> list[Cell]:
    marks = [_("yes") if key in rule.categories else "" for key in CATEGORIES]
    return [str(FORCES[rule.force]), _text(rule.title), _stands_in(rule), *marks]


def _frame(rule: Rule) -> list[Cell]:
    assert rule.funding is not None  # noqa: S101 - queries.funding
    money = rule.funding
    return [
        _text(rule.title), _stands_in(rule), _text(money.frame), rule.starts, rule.ends, _text(money.apply_by),
        _text(money.afterwards),
    ]  # fmt: skip
