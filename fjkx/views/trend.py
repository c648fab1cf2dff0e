"""Completion over time beside pro-rata."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Final

from fjkx.plan.history import Pace, Point, Trend
from fjkx.plan.model import Plan, period
from fjkx.plan.query import Filter, is_filtered
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.parts import day

NAMES: Final[Mapping[Pace, tuple[str, str]]] = {"week": ("周", "本周"), "month": ("月份", "本月")}
SETBACKS: Final = {"reopened": "退回重办", "dropped": "取消"}


def trend_chart(plan: Plan, trend: Trend, shown: int, flt: Filter) -> doc.View:
    """The plan's title, a row for every period, and how to read it. `shown` is how many tasks the
    trend is of, `flt` what they were selected by."""

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        periods = parts.table(parts.specs_on(medium, _specs(plan, trend)), trend.points)
        periods = periods._replace(legend=("办结", "序时进度"))
        blocks: list[doc.Block] = [doc.Title(plan.title, f"截至 {trend.as_of.isoformat()}")]
        if is_filtered(flt) or not shown:
            blocks.append(doc.Note(parts.tally(plan, shown, flt)))
        if shown and trend.points:
            blocks.append(periods)
        if shown and not trend.points:
            blocks.append(doc.Note(f"计划从 {period(plan)[0]} 开始，还没有走势可看"))
        return (doc.Document(tuple(blocks), main=periods),)

    return doc.View(documents, partial(_data, trend))


def _specs(plan: Plan, trend: Trend) -> list[parts.Spec[Point]]:
    """The columns, with those for what was taken back, if anything was."""
    name, this = NAMES[trend.by]
    taken_back = [field for field in SETBACKS if any(getattr(p, field) for p in trend.points)]
    return [
        parts.everywhere(name, lambda point: _label(plan, trend, point), "id"),
        parts.on_screen(this, lambda point: point.completed or None, "number"),
        parts.in_data(f"{this}完成", lambda point: point.completed, "number"),
        *(spec for field in taken_back for spec in _setback(field)),
        parts.on_screen("累计", _total, "number"),
        parts.in_data("累计完成", _total, "number", parts.PAPER),
        # Apart: a spreadsheet takes 1/3 for a day.
        parts.in_data("累计完成", lambda p: p.total, "number", parts.SHEET),
        parts.in_data("任务数", lambda p: p.tasks, "number", parts.SHEET),
        RATE,
        parts.in_data("办结率", _bar, "bar", parts.LEDGER),
        parts.on_screen("", _bar, "bar"),
        parts.on_screen("序时", lambda point: doc.Percent(point.pro_rata), "percent"),
        parts.in_data("序时进度", lambda point: doc.Percent(point.pro_rata), "percent"),
    ]


def _setback(field: str) -> Iterator[parts.Spec[Point]]:
    """What was taken back; on a screen nothing where there was nothing."""
    head = SETBACKS[field]
    yield parts.on_screen(head, lambda point: getattr(point, field) or None, "number")
    yield parts.in_data(head, lambda point: getattr(point, field), "number")


RATE: Final[parts.Spec[Point]] = parts.in_data(
    "办结率", lambda point: doc.Percent(_rate(point)), "percent", parts.SCREEN | parts.FIGURES
)


def _label(plan: Plan, trend: Trend, point: Point) -> str:
    """`6月` or `06-08~06-14`; with the year if it is not the plan's."""
    if trend.by == "week":
        return f"{day(point.since, plan.year)}~{day(point.until, plan.year)}"
    month = f"{point.since.month}月"
    return month if point.since.year == plan.year else f"{point.since.year}年{month}"


def _total(point: Point) -> str:
    return f"{point.total}/{point.tasks}"


def _rate(point: Point) -> float:
    """The share complete at the end of the period in percent, 0–100; 0 of nothing."""
    return 100.0 * point.total / point.tasks if point.tasks else 0.0


def _bar(point: Point) -> doc.Meter:
    """The share complete, good where it reaches pro-rata, where there is a mark."""
    rate = _rate(point)
    return doc.Meter(rate, "good" if rate >= point.pro_rata else "bad", point.pro_rata)


def _data(trend: Trend) -> Mapping[str, doc.Data]:
    """The periods in order; kind `trend`. Percentages, and `expected`, the tasks that pro-rata
    would have complete, have one decimal."""
    periods = [_fields(point) for point in trend.points]
    fields = parts.unrecorded_fields(trend.unrecorded)
    return parts.data("trend", trend.as_of, by=trend.by, **fields, periods=periods)


def _fields(point: Point) -> dict[str, doc.Data]:
    counts = ("completed", "reopened", "dropped", "total", "tasks")
    return {
        **parts.fields(point, "since", "until", *counts),
        "percent_complete": round(_rate(point), 1),
        "pro_rata": round(point.pro_rata, 1),
        "expected": round(point.pro_rata * point.tasks / 100.0, 1),
    }
