"""The page for leaders: how the plan stands, unit by unit, how it went, and every task."""

from collections.abc import Iterable, Iterator
from datetime import date

from fjkx.plan.history import trend
from fjkx.plan.model import Plan
from fjkx.plan.query import Filter
from fjkx.plan.summary import summarise
from fjkx.views import document as doc
from fjkx.views.list import Listed, task_list
from fjkx.views.summary import Shown, overview
from fjkx.views.trend import trend_chart


def leaders_page(plan: Plan, today: date, unrecorded: tuple[str, ...]) -> doc.View:
    """The summary by unit, the months of the year and all tasks as one, under the title of the
    first; `unrecorded` as in `Shown`."""
    everything = Filter()
    units = summarise(plan, plan.tasks, "dept", today)
    summary = overview(Shown(plan, units, everything, unrecorded=unrecorded))
    months = trend(plan, plan.tasks, "month", today)
    chart = trend_chart(plan, months, len(plan.tasks), everything)
    tasks = task_list(Listed(plan, plan.tasks, everything, today))

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        return (
            *summary.documents(medium),
            doc.Document(tuple(_part("走势", chart.documents(medium)))),
            doc.Document(tuple(_part("各项任务", tasks.documents(medium)))),
        )

    return doc.View(documents)


def _part(heading: str, documents: Iterable[doc.Document]) -> Iterator[doc.Block]:
    """The documents under a heading instead of their own titles."""
    yield doc.Heading(heading)
    for document in documents:
        yield from (block for block in document.blocks if not isinstance(block, doc.Title))
