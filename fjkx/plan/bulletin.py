"""The period report (进展通报) as values: where the plan stands at both ends of a period, and what
happened in between."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Final

from fjkx.plan.chase import problem
from fjkx.plan.history import as_of, is_recorded, status_after, turns
from fjkx.plan.model import (
    COMPLETE,
    OPEN,
    Plan,
    Record,
    Section,
    Task,
    Was,
    declared,
    in_order,
    is_overdue,
    is_report,
    reporters,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Entry, Filter, by_section, select
from fjkx.plan.summary import Group, Summary, summarise

_DAY: Final = timedelta(1)
AWAY: Final = COMPLETE | {"dropped"}  # steps after which a task is not open, and back again
BACK: Final = frozenset({"reopened", "restored"})


class Blocked(NamedTuple):
    """A blocked task, and what it is blocked by as far as its records say."""

    task: Task
    problem: str | None


class Adjustment(NamedTuple):
    """A change of units, leaders or title, with its record, what they were before, and what they
    `became`; None is what stayed, or was named for the first time."""

    task: Task
    record: Record
    was: Was
    became: Was


class Told(NamedTuple):
    """A record of the period with what is to be told of it: `by` the declared units that report,
    the `step` that the task made with it, a status or `resumed` (it was blocked), `reopened` or
    `restored` (it was dropped), and its `percent`, if it is the last of these units, or of all
    where no unit is named; what was undone within the period is empty."""

    record: Record
    by: tuple[str, ...] = ()
    step: str = ""
    percent: int | None = None


class TaskProgress(NamedTuple):
    """What a task's records of the period say, in order, and what of it is `told`. `became` is what
    it is now and was not at the start, of done, closed, doing (reopened) and dropped; a task closed
    may be both."""

    task: Task
    became: tuple[str, ...]
    records: tuple[Record, ...]
    told: tuple[Told, ...] = ()


class SectionProgress(NamedTuple):
    """What happened in a section, None for tasks without: first what was completed or closed."""

    section: Section | None
    tasks: tuple[TaskProgress, ...]


class Bulletin(NamedTuple):
    """The report on `since`..`until`, both inclusive, as of `day`: the last of them, or `made`, the
    day on which it is.

    `before` and `now` roll up the day before it began and `day`, `now` by unit; `unrecorded` are
    the ids of tasks that have something their records do not tell; `added`, `dropped` and
    `restored` count the tasks new, dropped, and no longer dropped since. `problems` are those
    reported of tasks still open, `extensions` moved deadlines and such taken back, `adjustments`
    changes of units, leaders and titles. Open tasks due on `day` itself, on which nothing is
    overdue yet, are `expired` if it is the last; else `remaining` are those due from it to `until`.
    `due` are those of the next period, which is as long and begins the day after; `steps` are
    those planned.
    """

    since: date
    until: date
    day: date
    made: date
    units: tuple[str, ...]
    before: Summary
    now: Summary
    unrecorded: tuple[str, ...]
    added: int
    dropped: int
    restored: int
    progress: tuple[SectionProgress, ...]
    blocked: tuple[Blocked, ...]
    overdue: tuple[Task, ...]
    expired: tuple[Task, ...]
    problems: tuple[Entry, ...]
    extensions: tuple[Entry, ...]
    adjustments: tuple[Adjustment, ...]
    next_since: date
    next_until: date
    remaining: tuple[Task, ...]
    due: tuple[Task, ...]
    steps: tuple[Entry, ...]


def span(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """First and last day of the period meant, both inclusive: what is left out comes from today's
    quarter, or from the quarter of the last day; with `since` alone the last is `today`."""
    last = until or (today if since else quarter(today)[1])
    return since or quarter(last)[0], last


def quarter(day: date) -> tuple[date, date]:
    """First and last day of the quarter that a day is in."""
    month = 3 * ((day.month - 1) // 3) + 1
    last = date(day.year + (month == 10), (month + 3) % 12, 1)
    return date(day.year, month, 1), last - _DAY


def bulletin(
    plan: Plan, since: date, until: date, today: date, units: tuple[str, ...] = ()
) -> Bulletin:
    """The report on `since`..`until`, with `units` (declared names) on the tasks they lead.

    Both ends are as the records tell. What is not in them (changed by hand) is in the figures
    of today, and counted, but never said to have happened in the period.
    """
    day = min(until, today)
    end = as_of(plan, day, today)
    flt = Filter(units=units, role="lead")
    start = date.fromordinal(max(since.toordinal() - 1, 1))
    past = as_of(plan, start, today)
    tasks, earlier = select(end, flt), select(past, flt)
    old = {task.id: task for task in earlier}
    entries = period_entries(tasks, since, day)
    after, following = min(until, date.max - _DAY) + _DAY, next_end(since, until)
    still = [task for task in tasks if task.status in OPEN]
    records = [Entry(task, record) for task in tasks for record in entries[task.id]]
    return Bulletin(
        since=since,
        until=until,
        day=day,
        made=today,
        units=units,
        before=summarise(past, earlier, "dept", start, units),
        now=summarise(end, tasks, "dept", day, units),
        unrecorded=tuple(t.id for t in plan.tasks if t.id in entries and not is_recorded(t)),
        added=sum(task.id not in old for task in tasks),
        dropped=sum(became(task, old, entries[task.id]) == ("dropped",) for task in tasks),
        restored=sum(
            task.status != "dropped" and old.get(task.id, task).status == "dropped"
            for task in tasks
        ),
        progress=tuple(progress_by_section(end, tasks, old, entries)),
        blocked=tuple(Blocked(t, problem(t)) for t in still if t.status == "blocked"),
        overdue=tuple(by_due(task for task in still if is_overdue(task, day))),
        expired=due_between(still, until, until) if day == until else (),
        problems=tuple(e for e in records if e.record.problem and e.task.status in OPEN),
        extensions=tuple(e for e in records if e.record.due_was),
        adjustments=tuple(adjustments(plan, records)),
        next_since=after,
        next_until=following,
        remaining=due_between(still, day, until) if day < until else (),
        due=due_between(still, after, following),
        steps=tuple(
            Entry(task, planned[-1])
            for task in still
            if (planned := [record for record in entries[task.id] if record.next])
        ),
    )


def period_entries(
    tasks: Iterable[Task], since: date, until: date
) -> dict[str, tuple[Record, ...]]:
    """By task id the records of the period, in order; what a task's records say of days before
    it was added counts for the day on which it was."""
    return {
        task.id: tuple(
            record
            for record in in_order(task.records)
            if since <= max(record.date, task.added or record.date) <= until
        )
        for task in tasks
    }


def adjustments(plan: Plan, entries: Iterable[Entry]) -> Iterator[Adjustment]:
    """The changes of units, leaders and titles among the records, by all that the plan has of the
    tasks. To name whom nobody was named before is none."""
    now = {task.id: task for task in plan.tasks}
    for id_, some in groupby(entries, key=lambda entry: entry.task.id):
        told = turns(now[id_])
        for task, record, *_ in some:
            old = {name: was for name, was in (record.was or Was())._asdict().items() if was}
            became = told[id(record)].became
            if old and became:
                new = Was(**{name: getattr(became, name) for name in old})
                yield Adjustment(task, record, Was(**old), new)


def due_between(tasks: Iterable[Task], first: date, last: date) -> tuple[Task, ...]:
    """The tasks due on these days, both inclusive, the earliest first."""
    return tuple(by_due(task for task in tasks if task.due and first <= task.due <= last))


def ranked(groups: Iterable[Group]) -> list[tuple[int, Group]]:
    """The groups that have tasks with their places from 1, equal ones sharing one: by the share
    complete, then by mean progress, then fewer overdue."""
    found = sorted((group for group in groups if group.tasks), key=_standing)
    places: list[tuple[int, Group]] = []
    for at, group in enumerate(found, 1):
        same = bool(places) and _standing(places[-1][1]) == _standing(group)
        places.append((places[-1][0] if same else at, group))
    return places


def last_places(places: Sequence[tuple[int, Group]], most: int) -> list[Group]:
    """The groups of the last of these places, the last place first: all who share a place or none
    of them, `most` in all. None where the last place alone has more."""
    found: list[Group] = []
    for _, some in groupby(reversed(places), key=itemgetter(0)):
        tied = [group for _, group in some][::-1]
        if len(found) + len(tied) > most:
            break
        found += tied
    return found


def _standing(group: Group) -> tuple[float, float, int]:
    return -group.percent_complete, -round(group.progress, 1), group.overdue


def by_due(tasks: Iterable[Task]) -> list[Task]:
    """The tasks, all of which have a deadline, the earliest first."""
    return sorted(tasks, key=lambda task: task.due or date.max)


def progress_by_section(
    plan: Plan,
    tasks: Sequence[Task],
    old: Mapping[str, Task],
    entries: Mapping[str, Sequence[Record]],
) -> Iterator[SectionProgress]:
    """What happened in each section where something did; what the office changes is no progress."""
    for section, members in by_section(plan, tasks):
        found = []
        for task in members:
            records = tuple(r for r in entries[task.id] if is_report(r))
            if records:
                now = became(task, old, records)
                found.append(TaskProgress(task, now, records, tuple(told(plan, task, records))))
        found.sort(key=lambda each: not frozenset(each.became) & COMPLETE)
        if found:
            yield SectionProgress(section, tuple(found))


def told(plan: Plan, task: Task, records: Sequence[Record]) -> Iterator[Told]:
    """The records of a period, in order, but for those in which a task was only dropped and then
    restored, or taken up again and then completed or dropped all the same."""
    made = steps_made(task)
    gone, back = (
        max((at for at, record in enumerate(records) if made[id(record)] in steps), default=-1)
        for steps in (AWAY, BACK)
    )
    by = [declared(plan, reporters(record)) for record in records]
    last = {(): -1} | {each: at for at, each in enumerate(by) if records[at].percent is not None}
    for at, record in enumerate(records):
        step = made[id(record)]
        undone = at < (back if step in AWAY else gone if step in BACK else -1)
        if undone and step not in COMPLETE:
            continue
        final = at == last.get(by[at]) and at >= (last[()] if by[at] else max(last.values()))
        yield Told(record, by[at], "" if undone else step, record.percent if final else None)


def steps_made(task: Task) -> dict[int, str]:
    """What step the task made with each of its records, as Told has it, by the record's `id`."""
    made, status = {}, "todo"
    for record in in_order(task.records):
        was, status = status, status_after(status, record)
        step = "" if record.status is None or record.measure or was == status else status
        if step in OPEN and was not in OPEN:
            step = "restored" if was == "dropped" else "reopened"
        elif step == "doing" and was == "blocked":
            step = "resumed"
        made[id(record)] = step
    return made


def became(task: Task, old: Mapping[str, Task], records: Iterable[Record]) -> tuple[str, ...]:
    """What the task is by these records of its period that it was not in `old`: of done,
    closed, doing (reopened) and dropped."""
    was = old[task.id].status if task.id in old else "todo"
    recorded = frozenset(r.status for r in records if r.measure is None and r.status is not None)
    now = task.status
    if now == "dropped":
        return ("dropped",) if was != now and now in recorded else ()
    if now in OPEN:
        return ("doing",) if was not in OPEN and recorded & OPEN else ()
    done = ("done",) if now in COMPLETE and was not in COMPLETE and recorded & COMPLETE else ()
    closed = ("closed",) if now == "closed" != was and now in recorded else ()
    return done + closed


def next_end(since: date, until: date) -> date:
    """The last day of the period after `since`..`until`: as many months if these are whole
    months, else as many days."""
    last = until.year * 12 + until.month - 1
    if since.day == 1 and month_end(last) == until:
        months = last - (since.year * 12 + since.month - 1) + 1
        return month_end(last + max(months, 0))
    length = until.toordinal() - since.toordinal() + 1
    return date.fromordinal(min(until.toordinal() + max(length, 0), date.max.toordinal()))


def month_end(number: int) -> date:
    """The last day of a month; `number` is 12 × its year and how many months precede it there.
    Months after the last there is end with it."""
    year, month = divmod(number + 1, 12)
    return date(year, month + 1, 1) - _DAY if year <= date.max.year else date.max
