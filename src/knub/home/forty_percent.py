"""The answer of the 40 per cent calculator: what is counted, what each measure does, and how sure the side is."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from knub.domain.forty_percent import Measure, Share, after, share
from knub.domain.master_data import MasterData
from knub.domain.timeline import Dated
from knub.home.stock_forms import KEPT_AS, FortyPercentForm


@dataclass(frozen=True)
class Result:
    """A share with and without the demolished dwellings, which the act lets one count."""

    without: Share
    counted: Share


@dataclass(frozen=True)
class Step:
    """A measure, the share when it alone is done, and when it and those before it are."""

    measure: Measure
    alone: Result
    together: Result


@dataclass(frozen=True)
class Answer:
    """Now, each measure in the user's order, and the end; the target is a share 0-1."""

    now: Result
    steps: tuple[Step, ...]
    target: float

    @property
    def end(self) -> Result:
        """The shares when every measure is done."""
        return self.steps[-1].together if self.steps else self.now


def answer(form: FortyPercentForm) -> Answer:
    """Return what follows from what was typed; the form is valid."""
    measures = form.measures()
    steps = [
        Step(one, _result(form, [one]), _result(form, measures[: place + 1])) for place, one in enumerate(measures)
    ]
    return Answer(_result(form, []), tuple(steps), float(form.cleaned_data["target"]) / 100)


def _result(form: FortyPercentForm, measures: list[Measure]) -> Result:
    stock = after(form.stock(), measures)
    return Result(share(stock, form.counting(demolished=False)), share(stock, form.counting(demolished=True)))


def initial(known: MasterData) -> dict[str, object]:
    """Return what the municipality has stated of the area, for the fields of the form; nothing else is filled in."""
    fields: dict[str, Dated[Decimal] | None] = {name: getattr(known, key) for name, key in KEPT_AS.items()}
    stated = {name: dated for name, dated in fields.items() if dated is not None}
    values: dict[str, object] = {name: int(dated.value) for name, dated in stated.items()}
    if known.target_share is not None:
        values["target"] = (known.target_share.value * 100).normalize()
    return values | _oldest(list(stated.values()))


def _oldest(stated: list[Dated[Decimal]]) -> dict[str, object]:
    """Return the day of the oldest number, which is as far as they all go, and the sources."""
    if not stated:
        return {}
    days: list[date] = [dated.starts for dated in stated]
    return {"as_of": min(days), "source": "; ".join(dict.fromkeys(dated.source for dated in stated))[:200]}
