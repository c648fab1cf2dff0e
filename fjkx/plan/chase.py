"""What to press for now (催办): the chase list as values."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, Literal

from fjkx.plan.history import told
from fjkx.plan.model import (
    OPEN,
    SOON_DAYS,
    STALE_DAYS,
    Plan,
    Record,
    Task,
    declared,
    in_order,
    is_complete,
    is_overdue,
    is_report,
    is_soon,
    known_since,
    points_behind,
)
from fjkx.plan.named import NamedTuple

Kind = Literal["overdue", "blocked", "soon", "behind", "stale"]
KINDS: Final[tuple[Kind, ...]] = ("overdue", "blocked", "soon", "behind", "stale")
LOUD: Final[frozenset[Kind]] = frozenset({"overdue", "blocked", "soon"})
ALL: Final[frozenset[Kind]] = frozenset(KINDS)


class Mark(NamedTuple):
    """One reason to press for a task. `amount` is days since the deadline (overdue), days to it
    (soon), points progress is behind pro-rata (behind, not rounded), days without a report
    (stale); None for blocked."""

    kind: Kind
    amount: float | None = None


class Pressed(NamedTuple):
    """That a task was pressed for before: how often, last on which day, and whether a report came
    since."""

    times: int
    on: date
    answered: bool


class Case(NamedTuple):
    """A task to press for: all that holds of it, in the order of KINDS, what it is blocked by
    as far as reported (None if it is not blocked), its last record, the last one that is a report,
    how it was pressed for before `as_of` (None if it was not), and whether it was on that day."""

    task: Task
    marks: tuple[Mark, ...]
    problem: str | None
    last: Record | None
    report: Record | None
    pressed: Pressed | None = None
    sent: bool = False


class UnitCases(NamedTuple):
    """What to press a lead unit for: `unit` is its declared name, None for tasks without a
    lead. `cases` are those to act on, the most urgent first by the first mark of each; `quiet` are
    the others in plan order."""

    unit: str | None
    cases: tuple[Case, ...]
    quiet: tuple[Case, ...] = ()


class Chase(NamedTuple):
    """What to press for on the day `as_of`: every case once in plan order, those to act on and
    the `quiet` ones, and the same by lead unit. `soon` and `stale` are the days that count as
    such."""

    as_of: date
    soon: int
    stale: int
    cases: tuple[Case, ...]
    quiet: tuple[Case, ...]
    units: tuple[UnitCases, ...]


def chase(
    plan: Plan,
    tasks: Sequence[Task],
    today: date,
    units: Sequence[str] = (),
    soon: int = SOON_DAYS,
    stale: int = STALE_DAYS,
    loud: frozenset[Kind] = LOUD,
    kinds: frozenset[Kind] = ALL,
    role: Literal["first", "lead"] = "first",
) -> Chase:
    """What to press for among `tasks`, a selection of the plan's: open tasks that are overdue,
    blocked, due within `soon` days, behind pro-rata, or without a report for `stale` days, as
    far as that is of `kinds`. Cases of none of the `loud` kinds are quiet. Records in which the
    office only sets or moves a deadline are no reports.

    Each task under its first lead, or with the role "lead" under every lead. The unit with most
    cases to act on first, ties in the order of declaration, tasks without a lead last; with
    `units` (declared names) only what these lead in that role.
    """
    leads: dict[str, tuple[str | None, ...]] = {
        task.id: declared(plan, task.lead)[: 1 if role == "first" else None] or (None,)
        for task in tasks
    }
    wanted = frozenset(units)
    asked = [task for task in tasks if not wanted or wanted & frozenset(leads[task.id])]
    found = (case_of(plan, task, today, soon, stale) for task in asked)
    cases = [case for case in found if any(mark.kind in kinds for mark in case.marks)]
    grouped: dict[str | None, list[Case]] = {unit.name: [] for unit in plan.units}
    for case in cases:
        for unit in leads[case.task.id]:
            if not wanted or unit in wanted:
                grouped.setdefault(unit, []).append(case)
    acted = {c.task.id for c in cases if not loud.isdisjoint(mark.kind for mark in c.marks)}

    def parted(cases: Iterable[Case]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
        found: tuple[list[Case], list[Case]] = ([], [])
        for case in cases:
            found[case.task.id not in acted].append(case)
        return tuple(found[0]), tuple(found[1])

    groups = [
        UnitCases(unit, tuple(sorted(loud_ones, key=urgency)), quiet)
        for unit, group in grouped.items()
        if group
        for loud_ones, quiet in [parted(group)]
    ]
    groups.sort(key=lambda group: (group.unit is None, -len(group.cases), -len(group.quiet)))
    return Chase(today, soon, stale, *parted(cases), tuple(groups))


def counts(cases: Iterable[Case]) -> dict[Kind, int]:
    """How many of the cases have each mark, in the order of KINDS; one that has several counts
    once for each of them."""
    kinds = Counter(mark.kind for case in cases for mark in case.marks)
    return {kind: kinds[kind] for kind in KINDS}


def case_of(plan: Plan, task: Task, today: date, soon: int, stale: int) -> Case:
    """The task with all that holds of it, which may be nothing."""
    ordered = in_order(task.records)
    last = ordered[-1] if ordered else None
    report = next((record for record in reversed(ordered) if is_report(record)), None)
    marks = tuple(_marks(plan, task, today, soon, stale, report)) if task.status in OPEN else ()
    blocked_by = problem(task) if task.status == "blocked" else None
    sent = any(record.chased and record.date == today for record in ordered)
    return Case(task, marks, blocked_by, last, report, pressed_before(ordered, today), sent)


def pressed_before(records: Sequence[Record], day: date) -> Pressed | None:
    """How a task with these records, in order, was pressed for before the day: to press again on
    the day itself is the same time, not one more."""
    pressed = [at for at, each in enumerate(records) if each.chased and each.date < day]
    if not pressed:
        return None
    times = max(records[at].chased or 0 for at in pressed)
    answered = any(map(is_report, records[pressed[-1] + 1 :]))
    return Pressed(times, records[pressed[-1]].date, answered)


def time_of(case: Case) -> int:
    """The how-manieth 催办 of the task it is when it is pressed for on that day, from 1."""
    return case.pressed.times + 1 if case.pressed else 1


def _marks(
    plan: Plan, task: Task, today: date, soon: int, stale: int, report: Record | None
) -> Iterator[Mark]:
    """What holds of an open task."""
    if task.due is not None and is_overdue(task, today):
        yield Mark("overdue", (today - task.due).days)
    if task.status == "blocked":
        yield Mark("blocked")
    if task.due is not None and is_soon(task, today, soon):
        yield Mark("soon", (task.due - today).days)
    if behind := points_behind(plan, task, today):
        yield Mark("behind", behind)
    silent = (today - max(report.date if report else date.min, known_since(plan, task))).days
    if silent >= stale:
        yield Mark("stale", silent)


def problem(task: Task) -> str | None:
    """What a blocked task is blocked by, as far as its records say: the last problem reported
    since it was blocked, else the note with which it was, else the last note since."""
    since: list[Record] = []
    for record in reversed(in_order(task.records)):
        since.append(record)
        if record.status == "blocked" and record.measure is None:
            break
    problems = [record.problem for record in since if record.problem]
    if problems:
        return problems[0]
    if since and since[-1].status == "blocked" and since[-1].note:
        return since[-1].note
    return next((record.note for record in since if record.note), None)


def urgency(case: Case) -> tuple[int, float]:
    """What cases are sorted by: the first mark; what is due longest or next, most behind, or
    longest without a record comes first."""
    kind, amount = case.marks[0]
    return KINDS.index(kind), (amount or 0) if kind == "soon" else -(amount or 0)


class Standing(NamedTuple):
    """The last report in which a unit says something, and the problem and the next step that
    stand: those of the last report that names either. A complete task has neither."""

    progress: Record | None = None
    problem: str | None = None
    next: str | None = None


def standing(task: Task) -> Standing:
    """What the task's records say of it now; what the office itself notes is no report. A blocked
    task has the problem that it is pressed for."""
    reports = [record for record in in_order(task.records) if is_report(record)]
    noted = told(task)
    asked = [record for record in reports if record.problem or record.next]
    progress = noted[-1] if noted else None
    if is_complete(task):
        return Standing(progress)
    blocked = problem(task) if task.status == "blocked" else None
    last = asked[-1] if asked else None
    return Standing(progress, blocked or (last and last.problem), last and last.next)
