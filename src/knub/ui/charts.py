"""A line chart of one figure through the lists with its limit, as plain geometry a template draws.

Nothing is drawn across an unknown value or a break in the definition.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

__all__ = ["Break", "Chart", "Drawing", "Series", "Tick", "draw", "scale", "ticks"]

TextOf = Callable[[float], str]
WIDTH, HEIGHT = 720, 260
ROOM_FOR_A_YEAR = 40
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 40


@dataclass(frozen=True)
class Series:
    """Values on dates; None is unknown. `kind` is "limit", or "figure", "second", "third" or "fourth" for how
    the line is drawn."""

    label: str
    kind: str
    values: Sequence[tuple[date, float | None]]


@dataclass(frozen=True)
class Break:
    """From this day the definition is another."""

    on: date
    label: str


@dataclass(frozen=True)
class Chart:
    """What a chart shows; `summary` says it in a sentence."""

    key: str
    title: str
    summary: str
    unit: str
    series: Sequence[Series]
    breaks: Sequence[Break] = field(default=())
    decimals: int = 1


@dataclass(frozen=True)
class Tick:
    """A place on an axis and its text."""

    at: float
    text: str


@dataclass(frozen=True)
class Dot:
    """A known value."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Line:
    """A series as pieces of line (points of an SVG polyline) and dots."""

    label: str
    kind: str
    pieces: Sequence[str]
    dots: Sequence[Dot]


@dataclass(frozen=True)
class Drawing:
    """A chart with every coordinate decided, in a box of `width` by `height`."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    lines: Sequence[Line]
    years: Sequence[Tick]
    values: Sequence[Tick]
    breaks: Sequence[Tick]


def ticks(low: float, high: float, *, about: int = 4) -> list[float]:
    """Return round values that cover low to high.

    >>> ticks(38.2, 61.0)
    [30.0, 40.0, 50.0, 60.0, 70.0]
    >>> ticks(0.3, 2.9)
    [0.0, 1.0, 2.0, 3.0]
    >>> ticks(5, 5)
    [4.0, 4.5, 5.0, 5.5, 6.0]
    """
    if high <= low:
        low, high = low - 1, high + 1
    rough = (high - low) / about
    power = 10 ** math.floor(math.log10(rough))
    step = next(size * power for size in (1, 2, 5, 10) if size * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(float(step * place), 10) for place in range(first, last + 1)]


def scale(value: float, low: float, high: float, start: float, end: float) -> float:
    """Return where a value between low and high lies between start and end, with one decimal.

    >>> scale(5, 0, 10, 100, 200)
    150.0
    """
    return round(start + (value - low) / (high - low) * (end - start), 1)


def draw(chart: Chart, *, text_of: TextOf, tick_of: TextOf | None = None) -> Drawing | None:
    """Return the drawing of a chart; None where no value is known. `tick_of` writes the marks of the axis."""
    known = [value for series in chart.series for _day, value in series.values if value is not None]
    days = [day for series in chart.series for day, _value in series.values]
    figures = [value for series in chart.series if series.kind != "limit" for _day, value in series.values]
    if all(value is None for value in figures):
        return None
    marks = ticks(min(known), max(known))
    frame = _Frame(min(days), max(days), marks[0], marks[-1])
    return Drawing(
        WIDTH,
        HEIGHT,
        LEFT,
        WIDTH - RIGHT,
        TOP,
        HEIGHT - BOTTOM,
        lines=[_line(series, chart, frame, text_of) for series in chart.series],
        years=_years(days, frame),
        values=[Tick(frame.y(mark), (tick_of or text_of)(mark)) for mark in marks],
        breaks=[Tick(frame.x(found.on), found.label) for found in chart.breaks if frame.first < found.on <= frame.last],
    )


@dataclass(frozen=True)
class _Frame:
    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        start, end = date(self.first.year, 1, 1).toordinal(), date(self.last.year, 12, 31).toordinal()
        return scale(day.toordinal(), start, end, LEFT, WIDTH - RIGHT)

    def y(self, value: float) -> float:
        return scale(value, self.low, self.high, HEIGHT - BOTTOM, TOP)


def _years(days: Sequence[date], frame: _Frame) -> list[Tick]:
    """Write each year below its last list, as far as there is room."""
    last_of_year = {day.year: day for day in sorted(days)}
    marks: list[Tick] = []
    for year, day in sorted(last_of_year.items(), reverse=True):
        if not marks or marks[-1].at - frame.x(day) >= ROOM_FOR_A_YEAR:
            marks.append(Tick(frame.x(day), str(year)))
    return marks[::-1]


def _line(series: Series, chart: Chart, frame: _Frame, text_of: TextOf) -> Line:
    known = [(day, value) for day, value in series.values if value is not None]
    dots = [Dot(frame.x(day), frame.y(value), f"{day.year}: {text_of(value)}") for day, value in known]
    pieces = _steps(series, chart, frame) if series.kind == "limit" else _pieces(series, chart, frame)
    return Line(series.label, series.kind, pieces, [] if series.kind == "limit" else dots)


def _pieces(series: Series, chart: Chart, frame: _Frame) -> list[str]:
    pieces: list[list[str]] = [[]]
    before: date | None = None
    for day, value in series.values:
        if value is None or (before is not None and _broken(before, day, chart)):
            pieces.append([])
        if value is not None:
            pieces[-1].append(f"{frame.x(day)},{frame.y(value)}")
        before = day
    return [" ".join(piece) for piece in pieces if len(piece) > 1]


def _steps(series: Series, chart: Chart, frame: _Frame) -> list[str]:
    ends = [*(day for day, _value in series.values[1:]), date(frame.last.year, 12, 31)]
    pieces: list[str] = []
    joined = False
    for (day, value), end in zip(series.values, ends, strict=True):
        stop = _until_break(day, end, chart)
        if value is not None:
            piece = f"{frame.x(day)},{frame.y(value)} {frame.x(stop)},{frame.y(value)}"
            pieces = [*pieces[:-1], f"{pieces[-1]} {piece}"] if joined else [*pieces, piece]
        joined = value is not None and stop == end and not _broken(day, end, chart)
    return pieces


def _until_break(day: date, end: date, chart: Chart) -> date:
    return min([end, *(found.on for found in chart.breaks if day < found.on)])


def _broken(before: date, day: date, chart: Chart) -> bool:
    return any(before < found.on <= day for found in chart.breaks)
