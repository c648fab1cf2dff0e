"""What the records tell of earlier days: the plan as of a day, and completion over time.

A task starts todo. Its records, in the order of their days and those of one day as the file
has them, set its status, its measures and its percentage; any report starts a task that is
still todo, but one that a measure is to do again. Titles, units and texts are not in the records:
they are as they are now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Final, Literal

from fjkx.plan.model import (
    COMPLETE,
    OPEN,
    Measure,
    Plan,
    Record,
    Task,
    Turn,
    Was,
    in_order,
    is_report,
    moves_due,
    period,
    plan_pro_rata,
)
from fjkx.plan.named import NamedTuple

Pace = Literal["week", "month"]

_DAY: Final = timedelta(1)


class Move(NamedTuple):
    """A day on which a task became complete (`complete` 1) or no longer was (-1), was dropped
    (`tasks` -1), or came or came back (1). One of the two may be 0."""

    day: date
    complete: int
    tasks: int


class Point(NamedTuple):
    """A week or month of the trend, `since` and `until` inclusive. Of `tasks` not dropped at
    its end `total` are complete then; within it `completed` became so, `reopened` no longer are
    but open again, and `dropped` are out of the count. `pro_rata` is the plan's at its end,
    0–100, not rounded."""

    since: date
    until: date
    completed: int
    reopened: int
    total: int
    tasks: int
    pro_rata: float
    dropped: int


class Trend(NamedTuple):
    """Completion over the plan's period up to `as_of`. `unrecorded` are the ids of the tasks that
    are now complete or dropped, or are not, otherwise than their records tell, by which the points
    go."""

    by: Pace
    as_of: date
    points: tuple[Point, ...]
    unrecorded: tuple[str, ...]


# -- the plan as of a day -------------------------------------------------------------------


def unrecorded(plan: Plan, day: date, today: date) -> tuple[str, ...]:
    """The ids of the tasks as of a day that have something which their records do not tell, changed
    by hand; `as_of` has these as far as the records say. From `today` on that is nothing."""
    if day >= today:
        return ()
    return tuple(t.id for t in plan.tasks if _is_there(t, day) and not is_recorded(t))


def as_of(plan: Plan, day: date, today: date) -> Plan:
    """The plan as the records say it stood at the end of `day`; from `today` on it is the plan
    itself. Tasks added later are not there yet, and later records are cut."""
    if day >= today:
        return plan
    known = (task for task in plan.tasks if _is_there(task, day))
    return plan._replace(tasks=tuple(_task_as_of(task, day) for task in known))


def _is_there(task: Task, day: date) -> bool:
    return task.added is None or task.added <= day


def is_recorded(task: Task) -> bool:
    """Whether the records, all of them replayed, give the task's status, its percentage, the
    status of its measures, and the deadline where they tell of one."""
    replayed = replay(task, in_order(task.records))
    fields = attrgetter("status", "percent", "due", "measures")
    return bool(fields(task) == fields(replayed))


def replay(task: Task, records: Sequence[Record]) -> Task:
    """The task as these records, which are in order, leave it when it starts from nothing; the
    deadline as they leave it, or the task's where none moves it."""
    status, percent, due = "todo", None, task.due
    measures: dict[int, str] = {}
    for record in records:
        status = status_after(status, record)
        if record.measure is not None and record.status is not None:
            measures[record.measure] = record.status
        if record.percent is not None:
            percent = record.percent
        if moves_due(record):
            due = record.due
    return task._replace(
        status=status, percent=percent, due=due, measures=_measures(task, measures)
    )


def status_after(status: str, record: Record) -> str:
    """The status of a task of this status after the record."""
    if record.status is not None and record.measure is None:
        return record.status
    starts = status == "todo" and record.status != "todo" and is_report(record)
    return "doing" if starts else status


def _measures(task: Task, statuses: dict[int, str]) -> tuple[Measure, ...]:
    """The task's measures in these statuses, by number; todo where there is none."""
    if not statuses and all(measure.status == "todo" for measure in task.measures):
        return task.measures
    return tuple(
        Measure(measure.text, statuses.get(number, "todo"))
        for number, measure in enumerate(task.measures, start=1)
    )


def _task_as_of(task: Task, day: date) -> Task:
    """The task as its records say it stood at the end of `day`; its deadline, of which they may
    tell only later, as the first of these found it."""
    ordered = in_order(task.records)
    later = [record for record in ordered if record.date > day and moves_due(record)]
    found = task._replace(due=later[0].due_was) if later else task
    return replay(found, [record for record in ordered if record.date <= day])._replace(
        records=tuple(record for record in task.records if record.date <= day)
    )


# -- what a record means --------------------------------------------------------------------


def turns(task: Task) -> Mapping[int, Turn]:
    """What each of the task's records means among all of them, by the `id` of the record. A change
    made what the next of the same says it was before, or what the task has now."""
    ordered = in_order(task.records)
    reopening, status = set(), "todo"
    for record in ordered:
        was, status = status, status_after(status, record)
        if was not in OPEN and status in OPEN:
            reopening.add(id(record))
    became, now = {}, Was(task.lead, task.support, task.leaders, task.title)
    for record in reversed(ordered):
        if record.was is not None:
            old = {name: was for name, was in record.was._asdict().items() if was is not None}
            became[id(record)] = Was(**{name: getattr(now, name) for name in old})
            now = now._replace(**old)
    return {id(each): Turn(id(each) in reopening, became.get(id(each))) for each in ordered}


def told(task: Task) -> list[Record]:
    """The records, in order, in whose notes a unit tells how the task goes; not those in which the
    office does: why it sends the task back, drops it or closes it, or what it changes."""
    meant = turns(task)
    return [
        record
        for record in in_order(task.records)
        if record.note
        and is_report(record)
        and not meant[id(record)].reopens
        and record.status not in ("closed", "dropped", "todo")
    ]


# -- completion over time -------------------------------------------------------------------


def completions(tasks: Iterable[Task]) -> list[Move]:
    """Every change in how many tasks there are and how many are complete, by day. A task that
    was there from the start is there from the first day there is; one that was added counts
    from the day on which it was, also with what its records say of days before."""
    moves = [move for task in tasks for move in _moves(task)]
    moves.sort()
    return moves


def _moves(task: Task) -> Iterator[Move]:
    """What the records tell of one task, net of what is taken back within a day."""
    first = task.added or date.min
    yield Move(first, 0, 1)
    ordered = in_order(task.records)
    days = [max(record.date, first) for record in ordered]
    before = status = "todo"
    for place, record in enumerate(ordered):
        status = status_after(status, record)
        if place + 1 == len(ordered) or days[place + 1] != days[place]:
            complete = (status in COMPLETE) - (before in COMPLETE)
            kept = (before == "dropped") - (status == "dropped")
            if complete or kept:
                yield Move(days[place], complete, kept)
            before = status


def trend(plan: Plan, tasks: Sequence[Task], by: Pace, today: date) -> Trend:
    """How completion of `tasks`, a selection of the plan's, went by week (from Monday) or by
    month within the plan's period, up to `today`. A plan not begun has no points."""
    first, last = period(plan)
    as_of = min(today, last)
    moves = completions(tasks)
    points: list[Point] = []
    total = count = place = 0
    for since, until in periods(first, as_of, by):
        completed = reopened = dropped = 0
        while place < len(moves) and moves[place].day <= until:
            day, complete, kept = moves[place]
            total, count, place = total + complete, count + kept, place + 1
            completed += complete > 0 and day >= since
            reopened += complete < 0 <= kept and day >= since
            dropped += kept < 0 and day >= since
        rate = plan_pro_rata(plan, until)
        points.append(Point(since, until, completed, reopened, total, count, rate, dropped))
    return Trend(by, as_of, tuple(points), tuple(task.id for task in tasks if _is_unrecorded(task)))


def periods(first: date, last: date, by: Pace) -> Iterator[tuple[date, date]]:
    """The weeks or months, first and last day each, of which `first`..`last` is made up; what
    lies outside is cut off."""
    since = first
    while since <= last:
        until = _end(since, last, by)
        yield since, until
        if until == last:
            return
        since = until + _DAY


def _end(day: date, last: date, by: Pace) -> date:
    """The last day of the week or month of a day, or `last` if it comes before."""
    if by == "week":
        return date.fromordinal(min(day.toordinal() + 6 - day.weekday(), last.toordinal()))
    if (day.year, day.month) == (last.year, last.month):
        return last
    following = day.replace(day=28) + 4 * _DAY
    return following - following.day * _DAY


def _is_unrecorded(task: Task) -> bool:
    """Whether the task counts otherwise than its records tell."""
    status = "todo"
    for record in in_order(task.records):
        status = status_after(status, record)
    return any((status in each) != (task.status in each) for each in (COMPLETE, {"dropped"}))
