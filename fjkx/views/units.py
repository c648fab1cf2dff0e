"""The units of a plan."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from fjkx.plan.model import Plan, Unit
from fjkx.views import document as doc
from fjkx.views import parts

SPECS: Final[Sequence[parts.Spec[Unit]]] = (
    parts.everywhere("单位", lambda unit: doc.Words(unit.name)),
    parts.everywhere("别名", lambda unit: doc.Names(unit.aliases), "names"),
)


def unit_list(plan: Plan, today: date) -> doc.View:
    """The units in the order of declaration, with their other wordings."""

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        units = parts.table(SPECS, plan.units)
        title = [] if medium == "screen" else [doc.Title(plan.title)]
        shown = units if plan.units else doc.Note("还没有声明单位")
        return (doc.Document((*title, shown), main=units),)

    listed = [{"name": unit.name, "aliases": unit.aliases} for unit in plan.units]
    return doc.View(documents, lambda: parts.data("unit-list", today, units=listed))
