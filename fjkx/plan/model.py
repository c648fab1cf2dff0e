"""The plan as immutable values, and the facts that follow from them.

Values mirror the file item by item: `plan.tasks[3].lead[0]` is the first item of `lead` in
the fourth item of `tasks`. Text is the file's own wording; unit names may be aliases.
NamedTuples, not dataclasses: importing dataclasses costs start-up.
"""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from operator import attrgetter
from typing import Final, Literal, TypeAlias, TypeVar

from fjkx.plan.named import NamedTuple

Day: TypeAlias = date  # `Record.date` hides the type's own name in its class
Role = Literal["any", "lead", "first", "support"]
Light = Literal["complete", "overdue", "soon", "behind", "ok"]
Severity = Literal["error", "warning"]
Reporters: TypeAlias = str | tuple[str, ...] | None  # a unit, or several that report together
Names: TypeAlias = tuple[str, ...]
Of = TypeVar("Of")
Made = TypeVar("Made")

STATUSES: Final = ("todo", "doing", "blocked", "done", "closed", "dropped")
MEASURE_STATUSES: Final = ("todo", "done")
OPEN: Final = frozenset({"todo", "doing", "blocked"})
COMPLETE: Final = frozenset({"done", "closed"})

STATUS_LABELS: Final = {
    "todo": "未启动",
    "doing": "推进中",
    "blocked": "受阻",
    "done": "已办结",
    "closed": "已销号",
    "dropped": "已取消",
}
LIGHT_LABELS: Final[dict[Light, str]] = {
    "complete": "完成",
    "overdue": "逾期",
    "soon": "临期",
    "behind": "滞后",
    "ok": "正常",
}

_SENTENCE: Final = r"[^。;；]*[。;；]+[”’」』》）)]*\s*|[^。;；]+$"

YEARS: Final = range(1900, 3000)
"""The years of which there are dates: those a plan may be of, and far enough from the ends of
`date` that a quarter or some weeks more never leave it."""

SOON_DAYS: Final = 7
BEHIND_POINTS: Final = 10.0
STALE_DAYS: Final = 30


class Unit(NamedTuple):
    """A declared unit: its name in the plan's own wording, and other wordings of it."""

    name: str
    aliases: tuple[str, ...] = ()


class Section(NamedTuple):
    """A section of the notice; `id` is its printed number (一), `text` what precedes its tasks."""

    id: str
    title: str
    text: str | None = None


class Measure(NamedTuple):
    """One sentence of a task's text, punctuation kept; `status` is todo or done."""

    text: str
    status: str = "todo"


class Was(NamedTuple):
    """What a task's units, leaders and title were before a change; None is what stayed."""

    lead: Names | None = None
    support: Names | None = None
    leaders: Names | None = None
    title: str | None = None


class Origin(NamedTuple):
    """The task of an earlier plan that is carried on: the plan's title, the task's id there."""

    plan: str
    id: str


class Record(NamedTuple):
    """A dated entry in a task's history. `measure` counts from 1; `percent` is 0–100; `chased`
    says the how-manieth 催办 it is, from 1."""

    date: Day
    measure: int | None = None
    status: str | None = None
    by: Reporters = None
    percent: int | None = None
    due: Day | None = None
    due_was: Day | None = None
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    chased: int | None = None
    was: Was | None = None
    extra: tuple[tuple[str, str], ...] = ()


class Turn(NamedTuple):
    """What a record means that only those around it tell: whether it `reopens` a task that was
    complete or dropped (退回重办), and what the units, leaders and title that it changed `became`;
    None is what stayed."""

    reopens: bool = False
    became: Was | None = None


class Task(NamedTuple):
    """A numbered item of the plan. `lead` is in the notice's order, the first lead first."""

    id: str
    title: str
    status: str = "todo"
    section: str | None = None
    group: str | None = None
    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    due: date | None = None
    due_text: str | None = None
    percent: int | None = None
    added: date | None = None
    origin: Origin | None = None
    measures: tuple[Measure, ...] = ()
    records: tuple[Record, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


class Plan(NamedTuple):
    """A yearly plan. `start` and `due` are as written; `period` gives the effective days."""

    title: str
    year: int
    issuer: str | None = None
    issued: date | None = None
    source: str | None = None
    preamble: str | None = None
    start: date | None = None
    due: date | None = None
    office: str | None = None
    contact: str | None = None
    phone: str | None = None
    units: tuple[Unit, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


class Span(NamedTuple):
    """Characters `start` up to but not including `end` of the file's text."""

    start: int
    end: int


class Finding(NamedTuple):
    """One thing wrong with a plan file. Lines and columns count characters from 1.

    Field order makes sorting findings sort them by position.
    """

    line: int
    column: int
    severity: Severity
    message: str
    code: str


def is_complete(task: Task) -> bool:
    """Whether the task is done or closed."""
    return task.status in COMPLETE


def measures_done(task: Task) -> int:
    """How many measures count as done: all of them in a complete task."""
    if is_complete(task):
        return len(task.measures)
    return len([measure for measure in task.measures if measure.status == "done"])


def progress(task: Task) -> float:
    """Progress in percent, 0–100: complete is 100, else the greater of `percent` and the
    share of measures done."""
    if is_complete(task):
        return 100.0
    done = measures_done(task)
    share = 100.0 * done / len(task.measures) if done else 0.0
    return max(float(task.percent or 0), share)


def period(plan: Plan) -> tuple[date, date]:
    """First and last day of the plan, both inclusive; 1 January to 31 December by default."""
    return plan.start or date(plan.year, 1, 1), plan.due or date(plan.year, 12, 31)


def elapsed(first: date, last: date, today: date) -> float:
    """The share of `first`..`last` (both inclusive) passed at the end of `today`, in percent
    0–100. A period that ends before it starts has passed once `today` reaches its end."""
    if last < first:
        return 100.0 if today >= last else 0.0
    days = (last - first).days + 1
    return 100.0 * min(max((today - first).days + 1, 0), days) / days


def plan_pro_rata(plan: Plan, today: date) -> float:
    """序时进度 of the whole plan in percent, 0–100."""
    first, last = period(plan)
    return elapsed(first, last, today)


def pro_rata(plan: Plan, task: Task, today: date) -> float:
    """序时进度 of one task in percent, 0–100: from the day it could be begun to the task's due
    day, or the plan's."""
    return elapsed(known_since(plan, task), task.due or period(plan)[1], today)


def known_since(plan: Plan, task: Task) -> date:
    """The day from which work and reports on the task can be expected: the latest of the plan's
    start, the day it was issued and the day the task was added."""
    start = period(plan)[0]
    return max(start, plan.issued or start, task.added or start)


def is_overdue(task: Task, today: date) -> bool:
    """Whether an open task's due day has passed; the due day itself is not overdue."""
    return task.status in OPEN and task.due is not None and task.due < today


def is_soon(task: Task, today: date, days: int = SOON_DAYS) -> bool:
    """Whether an open task's due day is today or at most `days` ahead."""
    if task.status not in OPEN or task.due is None:
        return False
    return 0 <= (task.due - today).days <= days


def points_behind(plan: Plan, task: Task, today: date) -> float:
    """How many percentage points an open task is behind its pro-rata (滞后), not rounded; 0 where
    it is less than counts. Of one that is overdue all of its pro-rata has passed: that it is
    behind goes without saying."""
    if task.status not in OPEN or is_overdue(task, today):
        return 0.0
    points = pro_rata(plan, task, today) - progress(task)
    return points if points > BEHIND_POINTS else 0.0


def light(plan: Plan, task: Task, today: date) -> Light | None:
    """The first that holds of complete, overdue, soon, behind, ok; dropped tasks have none."""
    if task.status == "dropped":
        return None
    if is_complete(task):
        return "complete"
    if is_overdue(task, today):
        return "overdue"
    if is_soon(task, today):
        return "soon"
    return "behind" if points_behind(plan, task, today) else "ok"


def mean_progress(tasks: Iterable[Task]) -> float:
    """Mean progress in percent, 0–100, of the tasks that are not dropped; 0 when none is."""
    values = [progress(task) for task in tasks if task.status != "dropped"]
    return sum(values) / len(values) if values else 0.0


def kept(make: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """`make` with its last result kept while it is asked about the same object: what follows from
    all units or sections is asked for again for each of many tasks."""
    last: list[tuple[Of, Made]] = []

    def ask(of: Of) -> Made:
        if not last or last[0][0] is not of:
            last[:] = [(of, make(of))]
        return last[0][1]

    return ask


@kept
def _names_of(units: tuple[Unit, ...]) -> dict[str, str]:
    names = {alias: unit.name for unit in units for alias in unit.aliases}
    names.update((unit.name, unit.name) for unit in units)
    return names


def canonical_names(plan: Plan) -> dict[str, str]:
    """Every declared name and alias → the unit's declared name; not to be changed."""
    return _names_of(plan.units)


def declared(plan: Plan, units: Collection[str]) -> Names:
    """The declared names of units, each once, in their order; one that is not declared as it is."""
    if not units:
        return ()
    names = canonical_names(plan)
    return tuple(dict.fromkeys([names.get(unit, unit) for unit in units]))


def supporting(plan: Plan, task: Task) -> Names:
    """The declared names of the units that help with the task; one that leads it, by whatever
    wording, counts as that alone."""
    if not task.support:
        return ()
    lead = declared(plan, task.lead)
    return tuple(unit for unit in declared(plan, task.support) if unit not in lead)


@kept
def _titles_of(sections: tuple[Section, ...]) -> dict[str, str]:
    return {section.id: section.title for section in sections}


def section_titles(plan: Plan) -> dict[str, str]:
    """Section id → title, in the plan's order; not to be changed."""
    return _titles_of(plan.sections)


def reporters(record: Record) -> Names:
    """The units that report, as the record names them."""
    return (record.by,) if isinstance(record.by, str) else record.by or ()


def last_status_record(task: Task) -> Record | None:
    """The last record, in file order, that sets the status of the task itself."""
    for record in reversed(task.records):
        if record.status is not None and record.measure is None:
            return record
    return None


def in_order(records: Iterable[Record]) -> list[Record]:
    """The records by day, those of one day as they stand in the file."""
    return sorted(records, key=attrgetter("date"))


def moves_due(record: Record) -> bool:
    """Whether the record sets, moves or takes back the deadline."""
    return record.due is not None or record.due_was is not None


def is_report(record: Record) -> bool:
    """Whether the record says how the task goes: a status, a percentage, a problem, a next step,
    or a note that is not the office's own: why a deadline, a unit or the title changed, or what
    was said when pressing."""
    own = moves_due(record) or record.was or record.chased
    noted = record.note and not own
    reported = (record.status, record.problem, record.next, noted)
    return record.percent is not None or any(reported)


def times_extended(task: Task) -> int:
    """How often the task's deadline moved: a day set in its place that is another, even if it was
    taken back in between."""
    times, last = 0, None
    for record in in_order(filter(moves_due, task.records)):
        last = record.due_was or last
        if record.due is not None:
            times += last not in (None, record.due)
            last = record.due
    return times


def next_id(ids: Iterable[str], head: str = "") -> str:
    """The id after the highest of those that are numbers, or with a `head` (二) of those that go
    on from it (二-3)."""
    prefix = f"{head}-" if head else ""
    numbers = [each.removeprefix(prefix) for each in ids if each.startswith(prefix)]
    return f"{prefix}{max((int(each) for each in numbers if each.isdecimal()), default=0) + 1}"


def own_text(task: Task) -> str:
    """The task's text in the notice after its title: its measures joined."""
    return "".join(measure.text for measure in task.measures)


def split_text(text: str) -> tuple[str, ...]:
    """A task's text in sentences, one for each measure: after 。 ; ； and the quotation marks and
    brackets that close there. Joined they are the text again."""
    return tuple(re.findall(_SENTENCE, text))
