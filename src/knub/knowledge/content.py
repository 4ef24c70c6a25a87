"""What can stand on a page of each kind, apart from who wrote it and when. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

__all__ = [
    "EVERY_FIELD", "FIELDS", "Content", "Effect", "EffectKind", "Evidence", "Kind", "Partner", "Reader", "TextField",
    "VisibleTo",
]  # fmt: skip

DATES = ("valid_from", "valid_to", "held_on")
LISTS = ("themes", "subject_areas", "levels", "areas", "criteria", "partners")


class Kind(TextChoices):
    """The five kinds; the value stands in the address of a filter."""

    PRACTICE = "omraadeindsats", _("Area practice")
    INTERPRETATION = "regelfortolkning", _("Rule interpretation")
    TOOL = "redskab", _("Tool")
    TALK = "oplaeg", _("Talk")
    TIP = "kort-raad", _("Short advice")


class VisibleTo(TextChoices):
    """Who may read a page."""

    EVERYONE = "everyone", _("Everyone, also without login")
    MEMBERS = "members", _("People of member municipalities and the secretariat")
    MUNICIPALITY = "municipality", _("Only our own municipality")


class Reader(TextChoices):
    """Whose reading of a rule it is."""

    MUNICIPALITY = "municipality", _("The municipality")
    KL = "kl", _("KL")
    MINISTRY = "ministry", _("The ministry")


class Partner(TextChoices):
    """Who took part, by kind."""

    HOUSING = "housing_organisation", _("Housing organisation")
    RESIDENTS = "residents", _("Residents' board or residents")
    POLICE = "police", _("Police")
    SCHOOL = "school", _("School")
    DAY_CARE = "day_care", _("Day care")
    JOB_CENTRE = "job_centre", _("Job centre")
    BUSINESS = "business", _("Local business")
    ASSOCIATIONS = "associations", _("Associations and volunteers")
    FOUNDATION = "foundation", _("Foundation or Landsbyggefonden")
    STATE = "state", _("State body")


class EffectKind(TextChoices):
    """What a practice may have had an effect on; the words of KL's page of 12 May 2021."""

    SAFETY = "safety", _("Safety")
    WELL_BEING = "well_being", _("Well-being")
    IDENTITY = "identity", _("Place identity")
    SOCIAL = "social", _("Social integration with the district")
    PHYSICAL = "physical", _("Physical integration with the district")
    STATUS = "status", _("Socio-economic status")


class Evidence(TextChoices):
    """How well an effect is known."""

    IMPRESSION = "impression", _("Our own impression")
    TOLD = "told", _("Told by residents or partners")
    MEASURED = "measured", _("Own figures before and after")
    EVALUATED = "evaluated", _("Evaluated by others")
    RESEARCHED = "researched", _("Research with a comparison")


@dataclass(frozen=True)
class Effect:
    """What there was an effect on, how well that is known, and what was seen, which may be nothing."""

    kind: str
    evidence: str
    text: str


@dataclass(frozen=True)
class TextField:
    """One text of a kind: its key, what it asks, a hint, and how many lines the box has; one is a single line."""

    key: str
    label: StrOrPromise
    hint: StrOrPromise = ""
    rows: int = 5
    required: bool = False


FIELDS: Mapping[str, Sequence[TextField]] = {
    Kind.PRACTICE: (
        TextField("challenge", _("What was the challenge?"), required=True),
        TextField("done", _("What did you do?"), rows=10, required=True),
        TextField("residents", _("How did residents take part?"), _("Also write if they did not.")),
        TextField("cost", _("What did it cost, and who paid?"), rows=3),
        TextField("period", _("When?"), _("For example 2019-2022."), rows=1),
        TextField("failed", _("What did not work?"), _("Often what others learn most from.")),
    ),
    Kind.INTERPRETATION: (
        TextField("question", _("The question"), rows=4, required=True),
        TextField("reading", _("The reading"), _("Say what is certain, and what is not."), rows=10, required=True),
        TextField("basis", _("What it builds on"), _("Act, remarks, answer from the ministry, practice."), rows=4),
    ),
    Kind.TOOL: (
        TextField("purpose", _("What is it for?"), rows=4, required=True),
        TextField("how", _("How is it used?"), rows=8),
        TextField("version", _("Version"), _("For example 2 or March 2026."), rows=1),
        TextField("licence", _("What may others do with it?"), _("For example: use and change freely."), rows=1),
        TextField("link", _("Where does it lie?"), _("An address that begins with https://"), rows=1),
    ),
    Kind.TALK: (
        TextField("claim", _("What did the talk say?"), rows=4, required=True),
        TextField("numbers", _("The most important numbers"), rows=4),
        TextField("source", _("Source of the numbers"), rows=2),
        TextField("speaker", _("Who held it?"), _("The organisation; a name only if the speaker agrees."), rows=1),
    ),
    Kind.TIP: (TextField("advice", _("The advice"), _("Three lines."), rows=3, required=True),),
}  # fmt: skip
EVERY_FIELD = {one.key: one for fields in FIELDS.values() for one in fields}


@dataclass(frozen=True)
class Content:
    """Everything a writer can change on a page. `texts` holds Markdown by the key of its field."""

    title: str
    summary: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    co_authors: str = ""
    visible_to: str = VisibleTo.MEMBERS
    themes: Sequence[str] = ()
    subject_areas: Sequence[str] = ()
    levels: Sequence[str] = ()
    areas: Sequence[str] = ()  # keys
    criteria: Sequence[str] = ()
    partners: Sequence[str] = ()
    effects: Sequence[Effect] = ()
    paragraph: str = ""
    reading_by: str = ""
    valid_from: date | None = None
    valid_to: date | None = None  # the last day
    held_on: date | None = None

    def changed(self, values: Mapping[str, Any]) -> "Content":
        """Return the same with other values."""
        return replace(self, **values)

    def as_json(self) -> dict[str, Any]:
        """Return what is stored of a revision."""
        found = asdict(self)
        found.update({name: found[name].isoformat() if found[name] else None for name in DATES})
        found.update({name: sorted(found[name]) for name in LISTS})
        return found

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Content":
        """Return what a revision held."""
        found = dict(stored)
        found.update({name: date.fromisoformat(found[name]) if found.get(name) else None for name in DATES})
        found["effects"] = tuple(Effect(**effect) for effect in found.get("effects", ()))
        return cls(**found)
