"""The progress tables: the whole selection, and a row for each part of it."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from rich.text import Text

from fjkx.plan.model import STATUS_LABELS, STATUSES, Plan
from fjkx.plan.query import Filter, is_filtered
from fjkx.plan.summary import Attention, Group, Summary, count, on_schedule, percent_closed
from fjkx.render.grid import (
    FAINT,
    GAP,
    HEADER,
    LIGHT_STYLES,
    STATUS_STYLES,
    Column,
    bar,
    cell,
    flow,
    header,
    rule,
    table,
    usable,
    widest,
)
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import (
    counting_notes,
    one_line,
    percentage,
    schedule_word,
    section_heading,
    tally,
)

BAR: Final = 20
LEAST_BAR: Final = 5
SECTION_BAR: Final = 12
LEAST_NAME: Final = 14
TOTAL_BAR: Final = 30
KEY_LABELS: Final = {"section": "部分", "dept": "单位", "status": "状态"}
RATE: Final = 6  # 100.0%
VERDICT_STYLES: Final = {True: "green", False: "bold red", None: ""}
FOLDED: Final = {
    "任牵头": "任\n牵头",
    "首位牵头": "首位\n牵头",
    "未启动": "未\n启动",
    "推进中": "推进\n中",
    "已办结": "已\n办结",
    "已销号": "已\n销号",
    "已取消": "已\n取消",
}


class Figure(NamedTuple):
    """A column of figures: its header, and what it says of each group."""

    header: str
    values: tuple[str, ...]

    @property
    def width(self) -> int:
        """Cells taken."""
        return widest((*self.header.split("\n"), *self.values))


def overview(
    plan: Plan,
    summary: Summary,
    flt: Filter,
    screen: Screen,
    attention: Attention | None = None,
    past: bool = False,
) -> str:
    """The title, the totals with pro-rata beside them, a row per group, and the filters that
    hold; last, if `attention` is given and there is any, what wants it, or on a day that is
    `past` wanted it then."""
    parts: list[Text] = [*_title(plan, summary, flt, screen.width), Text("")]
    parts += _totals(summary, screen.width)
    if summary.groups:
        parts += [Text(""), *_groups(plan, summary, screen.width)]
    parts += _notes(summary, screen.width)
    if attention and any(attention):
        parts += [Text(""), attention_line(attention, summary.as_of if past else None)]
    return draw(parts, screen)


def attention_line(attention: Attention, as_of: date | None) -> Text:
    """What wants attention, or did at the end of a day, and the command that shows it."""
    parts = [
        Text(f"{label} {number}", style=LIGHT_STYLES["overdue"])
        for label, number in (("逾期", attention.overdue), ("受阻", attention.blocked))
        if number
    ]
    command = f"fjkx chase --as-of {as_of}" if as_of else "fjkx chase"
    return Text.assemble(Text(" · ").join(parts), (" → ", FAINT), command)


def _title(plan: Plan, summary: Summary, flt: Filter, width: int) -> Iterator[Text]:
    """The plan's title, the day, and what the filters leave of the plan."""
    title, as_of = one_line(plan.title), f"截至 {summary.as_of.isoformat()}"
    yield cell(f"{title} · {as_of}", usable(width), HEADER)
    if is_filtered(flt):
        shown = summary.total.tasks + summary.total.dropped
        yield cell(tally(plan, shown, flt), usable(width), FAINT)


def _totals(summary: Summary, width: int) -> Iterator[Text]:
    """Completion, progress and pro-rata below each other, and the count of each status."""
    total = summary.total
    verdict = Text(schedule_word(summary), style=VERDICT_STYLES[on_schedule(summary)])
    closed = f"销号率 {percentage(percent_closed(total))}"
    words = Text(f"{total.complete}/{total.tasks} 项 · {closed}")
    size = min(TOTAL_BAR, usable(width) - 8 - RATE - words.cell_len - 3 * GAP)
    lines = [
        ("办结率", total.percent_complete, words, "green"),
        ("平均进度", total.progress, verdict, "cyan"),
        ("序时进度", summary.pro_rata, Text(""), FAINT),
    ]
    columns = [
        Column("", 8),
        Column("", RATE, "right"),
        Column("", size),
        Column("", words.cell_len),
    ]
    yield table(
        columns,
        [
            [Text(name), Text(percentage(value)), bar(value, size, look), words]
            for name, value, words, look in lines
        ],
    )
    yield Text("")
    yield _status_counts(total, usable(width))


def _status_counts(group: Group, width: int, occurring: bool = False) -> Text:
    """`未启动 20 · 推进中 3 …`: of those that `occurring`, or all but 已取消 whatever they are."""
    parts = [
        Text(
            f"{STATUS_LABELS[status]} {number}",
            style=STATUS_STYLES[status] if number else FAINT,
        )
        for status in STATUSES
        if (number := count(group, status)) or not (occurring or status == "dropped")
    ]
    return flow(parts, width)


def _groups(plan: Plan, summary: Summary, width: int) -> Iterator[Text]:
    """A row per group: name, figures, bar; by unit also the count of every status that occurs,
    in columns, or where these find no room in a line of its own, and a row for the total."""
    groups = [*summary.groups, *([summary.total] if _has_total(summary) else [])]
    names = [_name(plan, summary, group) for group in groups]
    figures, name_width = _layout(summary, groups, names, usable(width))
    in_lines = summary.by == "dept" and len(figures) == len(_figures(summary, groups))
    size = min(BAR, _room(figures, usable(width)) - name_width)
    columns = [
        Column(KEY_LABELS[summary.by], name_width),
        *(Column(figure.header, figure.width, "right") for figure in figures),
        Column("", size),
    ]
    yield from header(columns)
    for place, (group, name) in enumerate(zip(groups, names, strict=True)):
        if group is summary.total:
            yield rule(columns)
        label = _name_cell(summary, group, name, name_width)
        cells = [Text(figure.values[place]) for figure in figures]
        yield table(columns, [[label, *cells, _share_bar(summary, group, size)]])
        counts = _status_counts(group, usable(width) - 2 * GAP, occurring=True)
        if in_lines and counts:
            yield table([Column("", 0), Column("", usable(width) - GAP)], [[Text(""), counts]])


def _has_total(summary: Summary) -> bool:
    """Whether the table ends with the total; by section and status the rows simply add up."""
    return summary.by == "dept" and len(summary.groups) > 1


def _layout(
    summary: Summary, groups: Sequence[Group], names: Sequence[str], width: int
) -> tuple[list[Figure], int]:
    """The columns of figures, and the width of the names: the first choice that has room."""
    figures, natural = _figures(summary, groups), max(4, widest(names))
    counts = _counts(groups) if summary.by == "dept" else []
    everything = [*figures[:-2], *counts, *figures[-2:]]
    if _room(everything, width) >= natural + LEAST_BAR and counts:
        return everything, natural
    if _room(folded := _fold(everything), width) >= min(natural, LEAST_NAME) + LEAST_BAR and counts:
        return folded, min(natural, _room(folded, width) - LEAST_BAR)
    least = LEAST_BAR if summary.by == "dept" else SECTION_BAR
    if _room(figures, width) < natural + least:
        figures = _fold(figures)
    return figures, min(natural, _room(figures, width) - least)


def _fold(figures: Sequence[Figure]) -> list[Figure]:
    """The same columns, narrower: long headers on two lines."""
    return [figure._replace(header=FOLDED.get(figure.header, figure.header)) for figure in figures]


def _room(figures: Sequence[Figure], width: int) -> int:
    """What is left for name and bar beside these figures."""
    return width - sum(figure.width + GAP for figure in figures) - GAP


def _figures(summary: Summary, groups: Sequence[Group]) -> list[Figure]:
    """The columns of figures that are always there."""
    rates = Figure("办结率", tuple(_rate(group) for group in groups))
    complete = Figure("完成", tuple(f"{group.complete}/{group.tasks}" for group in groups))
    if summary.by == "section":
        return [complete, rates]
    if summary.by == "status":
        shares = tuple(_share_words(summary, group) for group in groups)
        return [
            Figure("任务", tuple(str(_size(group)) for group in groups)),
            Figure("占比", shares),
        ]
    leads = Figure("任牵头", tuple(str(group.tasks) for group in groups))
    firsts = Figure("首位牵头", tuple(str(group.first_lead) for group in groups))
    supports = Figure("配合", tuple(str(group.supports) for group in groups))
    helped = any(group.supports for group in groups)
    return [leads, firsts, *([supports] if helped else []), complete, rates]


def _rate(group: Group) -> str:
    """The share complete; nothing where there are no tasks to complete."""
    return percentage(group.percent_complete) if group.tasks else ""


def _counts(groups: Sequence[Group]) -> list[Figure]:
    """A column for each status that occurs."""
    return [
        Figure(STATUS_LABELS[status], tuple(str(count(group, status)) for group in groups))
        for status in STATUSES
        if any(count(group, status) for group in groups)
    ]


def _name(plan: Plan, summary: Summary, group: Group) -> str:
    """What the group is called."""
    if group is summary.total:
        return "合计"
    if summary.by == "section":
        return section_heading(plan, group.key)
    key = group.key or ""
    return STATUS_LABELS[key] if summary.by == "status" else one_line(key)


def _name_cell(summary: Summary, group: Group, name: str, width: int) -> Text:
    """The name, in the status's style if it is one."""
    style = STATUS_STYLES[group.key or ""] if summary.by == "status" else ""
    return cell(name, width, style)


def _size(group: Group) -> int:
    """How many tasks a status has, the dropped ones too."""
    return count(group, group.key or "")


def _share(summary: Summary, group: Group) -> float:
    """What the bar shows, in percent 0–100: the share of the total that a status has, else the
    share complete."""
    if summary.by != "status":
        return group.percent_complete
    return 100.0 * group.tasks / summary.total.tasks if summary.total.tasks else 0.0


def _share_words(summary: Summary, group: Group) -> str:
    """The share of the total; nothing for dropped tasks, which leave the denominator."""
    return "" if group.key == "dropped" else percentage(_share(summary, group))


def _share_bar(summary: Summary, group: Group, width: int) -> Text:
    """The share as a bar; nothing where it is a share of nothing."""
    style = "cyan" if summary.by == "status" else "green"
    shown = group.tasks or (summary.by == "status" and group.key != "dropped")
    return bar(_share(summary, group), width, style) if shown else Text("")


def _notes(summary: Summary, width: int) -> Iterator[Text]:
    """How the figures are counted."""
    notes = counting_notes(summary)
    if notes:
        yield Text("")
    for note in notes:
        yield cell(note, usable(width), FAINT)
