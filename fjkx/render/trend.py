"""Completion over time, as a chart of bars with a mark where pro-rata stands."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from rich.text import Span, Text

from fjkx.plan.history import Point, Trend
from fjkx.plan.model import Plan
from fjkx.plan.query import Filter, is_filtered
from fjkx.render.grid import (
    FAINT,
    GAP,
    HEADER,
    Column,
    bar,
    cell,
    header,
    table,
    taken,
    usable,
    widest,
)
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import one_line, percentage, tally
from fjkx.render.trend_text import NAMES, label, notes, rate, setbacks

LONGEST_BAR: Final = 60
RATE: Final = 6  # 100.0%
MARK: Final = "┃"
MARKED: Final = "yellow"


def trend_chart(plan: Plan, trend: Trend, shown: int, flt: Filter, screen: Screen) -> str:
    """The plan's title, a bar for every period, and how to read it. `shown` is how many tasks
    the trend is of, `flt` what they were selected by."""
    width = usable(screen.width)
    heading = f"{one_line(plan.title)} · 截至 {trend.as_of.isoformat()}"
    parts = [cell(heading, width, HEADER)]
    if is_filtered(flt) or not shown:
        parts.append(cell(tally(plan, shown, flt), width, FAINT))
    if shown and trend.points:
        parts += [Text(""), *_chart(plan, trend, width), Text(""), _legend()]
    if shown:
        parts += [cell(note, width, FAINT) for note in notes(plan, trend)]
    return draw(parts, screen)


def _chart(plan: Plan, trend: Trend, width: int) -> Iterator[Text]:
    """The header, and a row for every period."""
    taken_back = setbacks(trend)
    figures = _figures(plan, trend, taken_back)
    length = min(LONGEST_BAR, width - taken(figures) - RATE - 2 * GAP)
    columns = [*figures, Column("", length), Column("序时", RATE, "right")]
    yield from header(columns)
    yield table(columns, [_row(plan, trend, point, taken_back, length) for point in trend.points])


def _figures(plan: Plan, trend: Trend, taken_back: Mapping[str, str]) -> list[Column]:
    """The columns before the bar, with those for what was taken back, if anything was."""
    name, this = NAMES[trend.by]
    periods = max(4, widest(label(plan, trend, point) for point in trend.points))
    totals = max(4, widest(_total(point) for point in trend.points))
    return [
        Column(name, periods, "right"),
        Column(this, 4, "right"),
        *(Column(head, 4, "right") for head in taken_back.values()),
        Column("累计", totals, "right"),
        Column("办结率", RATE, "right"),
    ]


def _row(
    plan: Plan, trend: Trend, point: Point, taken_back: Iterable[str], length: int
) -> list[Text]:
    """The cells of a period; what did not happen is left empty."""
    changes = [point.completed, *(getattr(point, field) for field in taken_back)]
    return [
        Text(label(plan, trend, point)),
        *(Text(str(number or "")) for number in changes),
        Text(_total(point)),
        Text(percentage(rate(point))),
        gauge(rate(point), point.pro_rata, length),
        Text(percentage(point.pro_rata), style=FAINT),
    ]


def _total(point: Point) -> str:
    return f"{point.total}/{point.tasks}"


def gauge(percent: float, pro_rata: float, width: int) -> Text:
    """A bar, green where it reaches pro-rata, else red, with a mark at pro-rata."""
    style = "green" if percent >= pro_rata else "red"
    line, place = bar(percent, width).plain, min(int(width * pro_rata / 100.0), width - 1)
    full = line.count("━")
    spans = [
        Span(0, min(full, place), style),
        Span(min(full, place), place, FAINT),
        Span(place, place + 1, MARKED),
        Span(place + 1, full, style),
        Span(max(full, place + 1), width, FAINT),
    ]
    return Text(f"{line[:place]}{MARK}{line[place + 1 :]}", spans=[s for s in spans if s])


def _legend() -> Text:
    """How to read a bar."""
    return Text.assemble(("━", "green"), (" 办结  ", FAINT), (MARK, MARKED), (" 序时进度", FAINT))
