"""Tasks in full."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from fjkx.plan.characters import one_line
from fjkx.plan.model import (
    Plan,
    Task,
    declared,
    is_complete,
    measures_done,
    pro_rata,
    progress,
    supporting,
)
from fjkx.plan.query import Filter, journal
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.log import record_table
from fjkx.views.parts import day

if TYPE_CHECKING:
    from fjkx.views.list import Listed


def cards(
    plan: Plan, tasks: Sequence[Task], today: date, unrecorded: tuple[str, ...] = ()
) -> doc.View:
    """Each task in full, in the order given: its fields, its measures, its history. As one table
    and as data it is the list of these tasks. `unrecorded` are the ids of those of which the
    records do not tell everything."""

    def listed() -> "Listed":
        from fjkx.views.list import Listed

        return Listed(plan, tasks, Filter(), today, measures=True, unrecorded=unrecorded)

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        blocks = tuple(block for task in tasks for block in _card(plan, task, today, medium))
        if medium == "screen":
            return (doc.Document(blocks),)
        from fjkx.views.list import task_table

        return (doc.Document(blocks, main=task_table(listed(), "sheet")),)

    def data() -> Mapping[str, doc.Data]:
        from fjkx.views.list import task_data

        return task_data(listed())

    return doc.View(documents, data)


def _card(plan: Plan, task: Task, today: date, medium: doc.Medium) -> Iterator[doc.Block]:
    """The parts of one task that it has."""
    yield doc.Title(parts.name_of(task))
    yield doc.Fields(tuple(_fields(plan, task, today)))
    if task.measures:
        yield doc.Heading("举措")
        yield doc.Checks(parts.checks(task, enumerate(task.measures, start=1)))
    if task.records:
        yield doc.Heading("进展记录")
        yield record_table(plan, journal([task]), medium, of_one=True, bare=True)


def _fields(plan: Plan, task: Task, today: date) -> Iterator[tuple[str, doc.Value]]:
    """The task's fields with their labels; those it does not have are left out, lead units
    apart, which every task should have."""
    if task.section:
        yield "所属部分", parts.section_heading(plan, task.section)
    if task.group:
        yield "所属分组", doc.Words(task.group)
    yield "牵头单位", _lead(declared(plan, task.lead))
    if support := supporting(plan, task):
        yield "配合单位", doc.Names(support)
    if task.leaders:
        yield "责任领导", doc.Names(task.leaders)
    yield "状态", parts.status_words(task.status)
    if due := _due(task):
        yield "完成时限", due
    if task.status != "dropped":
        yield "完成进度", _progress(task)
        yield (
            "序时进度",
            doc.Meter(
                pro_rata(plan, task, today), "faint", label=parts.light_words(plan, task, today)
            ),
        )
    if task.added:
        yield "增列日期", task.added
    if task.origin:
        yield "结转自", doc.Words(f"{task.origin.plan} 第 {task.origin.id} 项")
    yield from task.extra


def _lead(units: Sequence[str]) -> doc.Value:
    """The lead units; the first is marked if it is not the only one."""
    if not units:
        return doc.Words("未指定", "warn")
    first, *others = units
    return doc.Names((f"{first}(第一牵头)", *others) if others else (first,))


def _due(task: Task) -> str:
    """The deadline with the notice's wording, which is what it was if it moved, and how often."""
    words, moved = one_line(task.due_text or ""), parts.extended_words(task)
    words = f"原为{words}" if words and moved else words
    due = f"{day(task.due)}({words})" if task.due and words else day(task.due) or words
    return " · ".join(part for part in (due, moved) if part)


def _progress(task: Task) -> doc.Meter:
    """Progress, and the measures done of all."""
    done, total = measures_done(task), len(task.measures)
    label = doc.Words(f"举措 {done}/{total}") if total else None
    return doc.Meter(progress(task), "good" if is_complete(task) else "active", label=label)
