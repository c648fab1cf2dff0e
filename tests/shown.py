"""Every view there is, of a plan; and what a view looks like in a format."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path

from fjkx.changes.types import Outcome
from fjkx.notice.draft import Doubt, Draft, Left
from fjkx.plan.bulletin import bulletin
from fjkx.plan.chase import chase
from fjkx.plan.history import trend
from fjkx.plan.model import Finding, Plan, Task
from fjkx.plan.query import Filter, Sort, arrange, journal, select
from fjkx.plan.summary import By, attention, summarise
from fjkx.render.screen import Screen
from fjkx.views.bulletin import bulletin_report
from fjkx.views.changes import outcome_view
from fjkx.views.chase import Asked, chase_list
from fjkx.views.document import Block, Document, View
from fjkx.views.findings import finding_list
from fjkx.views.imported import found, imported
from fjkx.views.list import Listed, task_list
from fjkx.views.log import log
from fjkx.views.show import cards
from fjkx.views.states import state_list
from fjkx.views.summary import Shown, overview
from fjkx.views.text import notice_view
from fjkx.views.trend import trend_chart
from fjkx.views.units import unit_list
from tests.cases import parts

ALL = Filter()
WIDTHS = (60, 80, 120, 200)
SCREENS = parts(Path(__file__).parent / "views" / "screens.txt")


def shown(view: View, format: str = "terminal", screen: Screen | None = None) -> str:
    """The view as a format of that module writes it."""
    text: str = import_module(f"fjkx.render.{format}").render(view, screen or Screen())
    return text


def one(*blocks: Block) -> View:
    """A view of a document of these blocks."""
    return View(lambda medium: (Document(blocks),))


def screens(view: View, width: int) -> str:
    """The view on a screen so wide, after an empty line, as transcripts begin."""
    return "\n" + shown(view, "terminal", Screen(width))


def screen(name: str) -> str:
    """The screen of that name in `views/screens.txt`, after an empty line."""
    return f"\n{SCREENS[name].rstrip()}\n"


def listed(
    plan: Plan, today: date, flt: Filter = ALL, sort: Sort = "id", measures: bool = False
) -> View:
    """The list of the tasks for which a filter holds."""
    tasks = arrange(plan, select(plan, flt, today), sort)
    return task_list(Listed(plan, tasks, flt, today, sort, measures))


def summed(plan: Plan, today: date, by: By = "section", flt: Filter = ALL) -> View:
    """The roll-up of the tasks for which a filter holds."""
    roll_up = summarise(plan, select(plan, flt), by, today, flt.units)
    wanting = None if flt.units else attention(plan, today)
    return overview(Shown(plan, roll_up, flt, wanting))


def chased(plan: Plan, today: date, flt: Filter = ALL) -> View:
    """What to press for among the tasks for which a filter holds."""
    return chase_list(Asked(plan, chase(plan, select(plan, flt), today, flt.units), flt))


def reported(plan: Plan, since: date, until: date, today: date, *units: str) -> View:
    """The bulletin on some days."""
    return bulletin_report(plan, bulletin(plan, since, until, today, units))


def logged(plan: Plan, today: date, *ids: str) -> View:
    """The records of some tasks, or of all."""
    tasks = [task for task in plan.tasks if not ids or task.id in ids]
    return log(plan, journal(tasks), today)


def tables(plan: Plan, today: date) -> Iterator[tuple[str, View]]:
    """Every view that has a table, by the command that shows it."""
    yield "list", listed(plan, today)
    yield "list --measures", listed(plan, today, measures=True)
    yield "list --sort due", listed(plan, today, sort="due")
    word = plan.tasks[1].measures[-1].text[:2]
    yield "list KEYWORD", listed(plan, today, Filter((word,)))
    yield "list -d", listed(plan, today, Filter(units=(plan.units[0].name,)))
    yield "list NOTHING", listed(plan, today, Filter(("火星",)))
    for by in ("section", "dept", "status"):
        yield f"summary --by {by}", summed(plan, today, by)
    yield "show", cards(plan, plan.tasks, today)
    yield "log", logged(plan, today)
    yield "log ID", logged(plan, today, plan.tasks[1].id)
    yield "chase", chased(plan, today)
    yield "bulletin", reported(plan, date(2020, 4, 1), date(2020, 6, 30), today)
    for pace in ("month", "week"):
        points = trend(plan, plan.tasks, pace, today)
        yield f"trend --by {pace}", trend_chart(plan, points, len(plan.tasks), ALL)
    yield "unit", unit_list(plan, today)
    draft = Draft(plan, (Left(3, plan.title, "page"),), (Doubt(12, plan.title),))
    yield "import --dry-run", found(draft, "通知.txt", "UTF-8")
    yield "import", imported(draft, "通知.txt", "UTF-8", "计划.yaml")


def lines(plan: Plan, today: date) -> Iterator[tuple[str, View]]:
    """Every view that is lines."""
    new = Task("99", plan.tasks[0].title)
    yield "add", outcome_view(Outcome(plan, added=(new,), remarks=(plan.title,)))
    yield "check", finding_list("计划.yaml", [Finding(1, 2, "error", plan.title, "x")], today)
    yield "undo --list", state_list([("2020-05-11 09:30:00", plan.title)])
    yield "text", notice_view(plan)
