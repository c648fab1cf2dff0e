"""One task in full."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from rich.text import Text

from fjkx.plan.model import (
    STATUS_LABELS,
    Plan,
    Task,
    is_complete,
    light,
    measures_done,
    pro_rata,
    progress,
)
from fjkx.plan.query import journal
from fjkx.render.grid import (
    FAINT,
    GAP,
    HEADER,
    HEADING,
    LIGHT_STYLES,
    STATUS_STYLES,
    Column,
    bar,
    cell,
    list_cell,
    paragraphs,
    table,
    usable,
    widest,
)
from fjkx.render.journal import DAY, details
from fjkx.render.task_list import measure_mark
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import (
    day,
    extended_words,
    light_word,
    one_line,
    percentage,
    section_heading,
    visible,
)

BAR: Final = 20
LABEL: Final = 8


def cards(plan: Plan, tasks: Sequence[Task], today: date, screen: Screen) -> str:
    """Each task in full, in the order given: its fields, its measures, its history."""
    parts: list[Text] = []
    for task in tasks:
        if parts:
            parts += [Text(""), Text("")]
        parts += _card(plan, task, today, usable(screen.width))
    return draw(parts, screen)


def _card(plan: Plan, task: Task, today: date, width: int) -> Iterator[Text]:
    """The parts of one task that it has."""
    yield cell(f"{one_line(task.id)}. {one_line(task.title)}", width, HEADER)
    yield Text("")
    columns = [Column("", LABEL), Column("", width - LABEL - GAP)]
    fields = _fields(plan, task, today, width - LABEL - GAP)
    yield table(columns, [[Text(label, style=FAINT), value] for label, value in fields])
    if task.measures:
        yield from (Text(""), Text("举措", style=HEADING), _measures(task, width))
    if task.records:
        yield from (Text(""), Text("进展记录", style=HEADING), _history(task, width))


def _fields(plan: Plan, task: Task, today: date, width: int) -> Iterator[tuple[str, Text]]:
    """The task's fields with their labels; those it does not have are left out, lead units
    apart, which every task should have."""
    if task.section:
        yield "所属部分", cell(section_heading(plan, task.section), width)
    if task.group:
        yield "", cell(one_line(task.group), width)
    yield "牵头单位", _lead(task, width)
    if task.support:
        yield "配合单位", list_cell([one_line(unit) for unit in task.support], width)
    if task.leaders:
        yield "责任领导", list_cell([one_line(name) for name in task.leaders], width)
    yield "状态", Text(STATUS_LABELS[task.status], style=STATUS_STYLES[task.status])
    if due := _due(task):
        yield "完成时限", cell(due, width)
    if task.status != "dropped":
        yield "完成进度", _progress(task)
        yield "序时进度", _pro_rata(plan, task, today)
    if task.added:
        yield "增列日期", Text(day(task.added))
    for key, value in task.extra:
        yield from _extra(one_line(key), visible(value), width)


def _extra(key: str, value: str, width: int) -> Iterator[tuple[str, Text]]:
    """A field of the user's own; a long name takes a line of its own."""
    if widest([key]) <= LABEL:
        yield key, paragraphs(value, width)
    else:
        yield "", Text("\n").join([cell(key, width, FAINT), paragraphs(value, width)])


def _lead(task: Task, width: int) -> Text:
    """The lead units; the first is marked if it is not the only one."""
    units = [one_line(unit) for unit in task.lead]
    if len(units) > 1:
        units[0] += "(首位牵头)"
    return list_cell(units, width) if units else Text("未指定", style="yellow")


def _due(task: Task) -> str:
    """The deadline with the notice's wording, and how often it moved."""
    words, moved = one_line(task.due_text or ""), extended_words(task)
    due = f"{day(task.due)}({words})" if task.due and words else day(task.due) or words
    return " · ".join(part for part in (due, moved) if part)


def _progress(task: Task) -> Text:
    """The bar, the percentage, and the measures done of all."""
    value = progress(task)
    line = _gauge(value, "green" if is_complete(task) else "cyan")
    if task.measures:
        line.append(f"  举措 {measures_done(task)}/{len(task.measures)}")
    return line


def _pro_rata(plan: Plan, task: Task, today: date) -> Text:
    """The bar and percentage of pro-rata, and the light."""
    line = _gauge(pro_rata(plan, task, today), FAINT)
    found = light(plan, task, today)
    return line.append("  ").append(
        light_word(plan, task, today), style=LIGHT_STYLES[found] if found else ""
    )


def _gauge(value: float, style: str) -> Text:
    return bar(value, BAR, style).append(f"  {percentage(value):>6}")


def _measures(task: Task, width: int) -> Text:
    """Every measure with its number and state."""
    numbers = [one_line(f"{task.id}.{place}") for place in range(1, len(task.measures) + 1)]
    columns = [Column("", 1), Column("", widest(numbers))]
    room = width - 1 - widest(numbers) - 2 * GAP
    rows = zip(numbers, task.measures, strict=True)
    return table(
        [*columns, Column("", room)],
        [
            [measure_mark(task, measure), Text(number), cell(one_line(measure.text), room)]
            for number, measure in rows
        ],
    )


def _history(task: Task, width: int) -> Text:
    """The records, the newest first."""
    room = width - DAY - GAP
    return table(
        [Column("", DAY), Column("", room)],
        [
            [Text(day(record.date), style=FAINT), details(task, record, room)]
            for _, record in journal([task])
        ],
    )
