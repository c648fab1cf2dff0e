"""The trend in words, for documents and for programs. Without Rich."""

from collections.abc import Iterable, Iterator
from typing import Final

from fjkx.plan.history import Pace, Point, Trend
from fjkx.plan.model import Plan, period
from fjkx.plan.query import Filter
from fjkx.render.as_json import Value, document, untold_fields
from fjkx.render.text import day, percentage, tally, task_words

NAMES: Final[dict[Pace, tuple[str, str]]] = {"week": ("周", "本周"), "month": ("月份", "本月")}


def markdown(plan: Plan, trend: Trend, shown: int, flt: Filter) -> str:
    """The plan's title, the day, a row for every period, notes, and how many of how many tasks
    (`shown`, selected by `flt`) it is about."""
    from fjkx.render.markdown import joined, plain, table

    parts = [f"# {plain(plan.title)}", f"截至 {trend.as_of.isoformat()}"]
    if shown and trend.points:
        parts.append(table(rows(plan, trend)))
    parts += [plain(note) for note in notes(plan, trend)]
    return joined([*parts, plain(tally(plan, shown, flt))])


def json(trend: Trend, encoding: str = "utf-8") -> str:
    """The periods in order; kind `trend`. Percentages, and `expected`, the tasks that pro-rata
    would have complete, have one decimal."""
    return document("trend", trend.as_of, encoding, **fields(trend))


def fields(trend: Trend) -> dict[str, Value]:
    """What the JSON document has beside its head."""
    return {
        "by": trend.by,
        **untold_fields(trend.untold),
        "periods": [
            {
                "since": point.since.isoformat(),
                "until": point.until.isoformat(),
                "completed": point.completed,
                "reopened": point.reopened,
                "dropped": point.dropped,
                "total": point.total,
                "tasks": point.tasks,
                "percent_complete": round(rate(point), 1),
                "pro_rata": round(point.pro_rata, 1),
                "expected": round(point.pro_rata * point.tasks / 100.0, 1),
            }
            for point in trend.points
        ],
    }


def rows(plan: Plan, trend: Trend) -> list[list[str]]:
    """A row per period below a header."""
    name, this = NAMES[trend.by]
    taken_back = setbacks(trend)
    header = [name, f"{this}完成", *taken_back.values(), "累计完成", "办结率", "序时进度"]
    return [header, *(list(_row(plan, trend, point, taken_back)) for point in trend.points)]


def _row(plan: Plan, trend: Trend, point: Point, taken_back: Iterable[str]) -> Iterator[str]:
    yield label(plan, trend, point)
    yield str(point.completed)
    for field in taken_back:
        yield str(getattr(point, field))
    yield f"{point.total}/{point.tasks}"
    yield percentage(rate(point))
    yield percentage(point.pro_rata)


def label(plan: Plan, trend: Trend, point: Point) -> str:
    """`6月` or `06-08~06-14`; with the year if it is not the plan's."""
    if trend.by == "week":
        return f"{day(point.since, plan.year)}~{day(point.until, plan.year)}"
    month = f"{point.since.month}月"
    return month if point.since.year == plan.year else f"{point.since.year}年{month}"


def rate(point: Point) -> float:
    """The share complete at the end of the period in percent, 0–100; 0 of nothing."""
    return 100.0 * point.total / point.tasks if point.tasks else 0.0


def setbacks(trend: Trend) -> dict[str, str]:
    """The fields of points, with their heads, for what was reopened or dropped if anything was."""
    heads = {"reopened": "重开", "dropped": "取消"}
    return {
        field: head
        for field, head in heads.items()
        if any(getattr(point, field) for point in trend.points)
    }


def notes(plan: Plan, trend: Trend) -> list[str]:
    """What needs saying of the figures."""
    if not trend.points:
        return [f"计划从 {period(plan)[0].isoformat()} 开始，还没有走势可看"]
    if trend.untold:
        return [f"{task_words(trend.untold)}的办结或取消没有记录可查，这里只按记录计"]
    return []
