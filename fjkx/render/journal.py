"""The records of a plan or a task, as a table."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.text import Text

from fjkx.plan.model import Record, Task
from fjkx.plan.query import Entry
from fjkx.render.grid import (
    FAINT,
    GAP,
    HEADER,
    STATUS_STYLES,
    Column,
    cell,
    header,
    paragraphs,
    table,
    usable,
    widest,
)
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import change_parts, day, one_line, visible

DAY: Final = 10


def journal_table(entries: Sequence[Entry], screen: Screen) -> str:
    """The records in the order given, each with its day, its task and what it says; the task
    of all of them, if it is one, stands above instead."""
    if not entries:
        return draw([Text("还没有进展记录", style=FAINT)], screen)
    width = usable(screen.width)
    count = Text(f"共 {len(entries)} 条记录", style=FAINT)
    if len({task.id for task, _ in entries}) == 1:
        top = [cell(_name(entries[0].task), width, HEADER), Text("")]
        return draw([*top, *_one(entries, width), Text(""), count], screen)
    return draw([*_several(entries, width), Text(""), count], screen)


def _one(entries: Sequence[Entry], width: int) -> Iterator[Text]:
    """The records of one task."""
    columns = [Column("日期", DAY), Column("记录", width - DAY - GAP)]
    yield from header(columns)
    yield table(columns, [_cells(entry, columns) for entry in entries])


def _several(entries: Sequence[Entry], width: int) -> Iterator[Text]:
    """The records of several tasks, each with its task."""
    room = width - DAY - 2 * GAP
    name_width = min(max(4, widest(_name(task) for task, _ in entries)), room * 2 // 5)
    columns = [Column("日期", DAY), Column("任务", name_width), Column("记录", room - name_width)]
    yield from header(columns)
    yield table(columns, [_cells(entry, columns) for entry in entries])


def _cells(entry: Entry, columns: Sequence[Column]) -> list[Text]:
    """The cells of a record, with its task if there is a column for it."""
    task, record = entry
    names = [cell(_name(task), columns[1].width)] if len(columns) == 3 else []
    return [Text(day(record.date)), *names, details(task, record, columns[-1].width)]


def _name(task: Task) -> str:
    return f"{one_line(task.id)}. {one_line(task.title)}"


def details(task: Task, record: Record, width: int) -> Text:
    """What a record says: what changed and who reported it, then the texts, a line each."""
    lines = [line for line in (_change(task, record, width),) if line.plain]
    for label, text in (("", record.note), ("问题：", record.problem), ("下一步：", record.next)):
        if text:
            lines.append(paragraphs(f"{label}{visible(text)}", width))
    lines += [
        paragraphs(f"{one_line(key)}：{visible(value)}", width, FAINT)
        for key, value in record.extra
    ]
    return Text("\n").join(lines)


def _change(task: Task, record: Record, width: int) -> Text:
    """`14.2 已办结 · 进度 50% · 时限 2020-06-30 → 2020-09-30 · 院士办`."""
    parts = list(change_parts(task, record))
    text = cell(" · ".join(parts), width)
    if record.status is not None:
        text.stylize(STATUS_STYLES[record.status], 0, len(parts[0]))
    return text
