"""Records of what happened."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from fjkx.plan.model import Plan, Record, declared, reporters
from fjkx.plan.query import Entry
from fjkx.views import document as doc
from fjkx.views import parts


def log(plan: Plan, entries: Sequence[Entry], today: date, asked: bool = False) -> doc.View:
    """The records in the order given, each with its task; on a screen the task of all of them, if
    it is one, stands above instead. `asked` says that only some were asked for."""
    nothing = "没有符合条件的记录" if asked else "还没有进展记录"

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        of_one = medium == "screen" and len({entry.task.id for entry in entries}) == 1
        records = record_table(plan, entries, medium, of_one)
        blocks: list[doc.Block] = [] if medium == "screen" else [doc.Title(plan.title)]
        if of_one:
            blocks = [doc.Title(parts.name_of(entries[0].task))]
        blocks += [records, doc.Note(f"共 {len(entries)} 条记录")] if entries else []
        return (doc.Document((*blocks, *([] if entries else [doc.Note(nothing)])), main=records),)

    def fields() -> dict[str, doc.Data]:
        return parts.data("log", today, records=[parts.entry_fields(entry) for entry in entries])

    return doc.View(documents, fields)


def record_table(
    plan: Plan,
    entries: Sequence[Entry],
    medium: doc.Medium,
    of_one: bool = False,
    bare: bool = False,
) -> doc.Table:
    """A row per record; `of_one` task, it needs no columns that name the task."""
    specs = [
        spec for spec in parts.specs_on(medium, _specs(plan)) if not (of_one and spec in OF_TASK)
    ]
    return parts.table(specs, entries, bare)


OF_TASK: Final[Sequence[parts.Spec[Entry]]] = (
    parts.in_data("序号", lambda each: each.task.id, "id"),
    parts.in_data("任务", lambda each: doc.Words(each.task.title)),
    parts.on_screen("任务", lambda each: parts.name_of(each.task)),
)


def _specs(plan: Plan) -> list[parts.Spec[Entry]]:
    """The columns, in which units are called by their declared names."""
    return [
        parts.everywhere("日期", lambda each: each.record.date, "date"),
        *OF_TASK,
        # A number alone: a spreadsheet takes 14.10 for 14.1.
        parts.in_data("举措", lambda each: each.record.measure, "number"),
        parts.in_data("状态", parts.step_words, "status"),
        parts.in_data("报送单位", lambda each: _reporters(plan, each.record)),
        parts.in_data("进度(%)", lambda each: each.record.percent, "number"),
        parts.in_data("完成时限", lambda each: each.record.due, "date"),
        parts.in_data("原时限", lambda each: each.record.due_was, "date"),
        parts.in_data("说明", lambda each: each.record.note),
        parts.in_data("问题", lambda each: each.record.problem),
        parts.in_data("下一步", lambda each: each.record.next),
        parts.in_data("调整", lambda each: "；".join(parts.adjusted_parts(plan, each)) or None),
        parts.in_data("第几次催办", lambda each: each.record.chased, "number"),
        parts.on_screen("记录", lambda each: parts.record_lines(plan, each)),
    ]


def _reporters(plan: Plan, record: Record) -> str | None:
    return "、".join(declared(plan, reporters(record))) or None
