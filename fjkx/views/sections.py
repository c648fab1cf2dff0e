"""The sections of a plan."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from fjkx.plan.model import Plan, Section
from fjkx.plan.named import NamedTuple
from fjkx.views import document as doc
from fjkx.views import parts


class Counted(NamedTuple):
    """A section, and how many tasks it has."""

    section: Section
    tasks: int


SPECS: Final[Sequence[parts.Spec[Counted]]] = (
    parts.everywhere("编号", lambda each: doc.Words(each.section.id), "id"),
    parts.everywhere("部分", lambda each: doc.Words(each.section.title)),
    parts.everywhere("任务数", lambda each: each.tasks, "number"),
)


def section_list(plan: Plan, today: date) -> doc.View:
    """The sections in the plan's order, with how many tasks each has."""
    tasks = Counter(task.section for task in plan.tasks)
    counted = [Counted(section, tasks[section.id]) for section in plan.sections]

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        table = parts.table(SPECS, counted)
        title = [] if medium == "screen" else [doc.Title(plan.title)]
        shown = table if counted else doc.Note("还没有声明部分")
        return (doc.Document((*title, shown), main=table),)

    listed: list[doc.Data] = [
        {"id": each.section.id, "title": each.section.title, "tasks": each.tasks}
        for each in counted
    ]
    return doc.View(documents, lambda: parts.data("section-list", today, sections=listed))
