"""Roll-ups of tasks, as a whole and by section, unit or status: values in, values out."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from fjkx.plan.model import (
    STATUSES,
    Plan,
    Task,
    declared,
    is_overdue,
    mean_progress,
    plan_pro_rata,
)
from fjkx.plan.query import by_section

By = Literal["section", "dept", "status", "leader"]


class Group(NamedTuple):
    """What some tasks amount to.

    `key` is a section id, a unit's declared name, a leader, a status, or None (the total, and
    tasks without a section or leader). `tasks`, `first_lead` and `supports` leave dropped tasks
    out, so `tasks` is the denominator of every rate and the sum of todo, doing, blocked, done and
    closed. `first_lead` counts tasks whose first lead the unit is (in a group that is not a
    unit: tasks that have a lead), `supports` those it supports (tasks that have support).
    `percent_complete` and `progress` are 0–100, not rounded.
    """

    key: str | None
    tasks: int
    first_lead: int
    supports: int
    complete: int
    percent_complete: float
    progress: float
    todo: int
    doing: int
    blocked: int
    done: int
    closed: int
    dropped: int
    overdue: int


class Summary(NamedTuple):
    """The roll-up of some tasks of a plan as of a day; `pro_rata` is the plan's, 0–100.

    `total` counts every task once; `groups` may count a joint task once for every unit.
    """

    by: By
    as_of: date
    pro_rata: float
    total: Group
    groups: tuple[Group, ...]


class Attention(NamedTuple):
    """How many tasks of the plan are past their deadline, and how many are blocked."""

    overdue: int
    blocked: int


def summarise(
    plan: Plan, tasks: Sequence[Task], by: By, today: date, units: tuple[str, ...] = ()
) -> Summary:
    """Roll up `tasks`, a selection of the plan's.

    By section: the plan's order, tasks without one last; a section without tasks has a row only
    when nothing is filtered out. By dept: the unit with most tasks first, ties in the order of
    declaration; with `units` (declared names) only their rows; units that take part in no
    selected task have a row only when nothing is filtered out. By status: in the order of a
    task's life; one without tasks has a row only when nothing is filtered out, dropped never. By
    leader: in the order in which the plan names them, tasks without one last.
    """
    total = _group(None, tasks, today, *_counted(tasks))
    if by == "section":
        groups = _sections(plan, tasks, today)
    elif by == "dept":
        groups = _units(plan, tasks, today, units)
    elif by == "leader":
        groups = _leaders(plan, tasks, today)
    else:
        groups = _statuses(plan, tasks, today)
    return Summary(by, today, plan_pro_rata(plan, today), total, groups)


def count(group: Group, status: str) -> int:
    """How many tasks of the group have the status, an English token."""
    number: int = getattr(group, status)
    return number


def percent_closed(group: Group) -> float:
    """销号率 in percent, 0–100: closed ÷ tasks; 0 when there are none."""
    return _percent(group.closed, group.tasks)


def on_schedule(summary: Summary) -> bool | None:
    """Whether mean progress is at least the plan's pro-rata (达到, else 低于序时进度); None where
    there are no tasks that could be."""
    return summary.total.progress >= summary.pro_rata if summary.total.tasks else None


def attention(plan: Plan, today: date) -> Attention:
    """What wants attention in the whole plan."""
    return Attention(
        overdue=sum(is_overdue(task, today) for task in plan.tasks),
        blocked=sum(task.status == "blocked" for task in plan.tasks),
    )


def _sections(plan: Plan, tasks: Sequence[Task], today: date) -> tuple[Group, ...]:
    """A group per section."""
    grouped = {
        section.id if section else None: members for section, members in by_section(plan, tasks)
    }
    if len(tasks) == len(plan.tasks):
        keys: list[str | None] = [section.id for section in plan.sections]
        keys += [None] * (None in grouped)
    else:
        keys = list(grouped)
    return tuple(_plain(key, grouped.get(key, ()), today) for key in keys)


def _leaders(plan: Plan, tasks: Sequence[Task], today: date) -> tuple[Group, ...]:
    """A group per leader of a task, and one for the tasks without."""
    order = dict.fromkeys(name for task in plan.tasks for name in task.leaders)
    grouped: dict[str | None, list[Task]] = {name: [] for name in (*order, None)}
    for task in tasks:
        for name in dict.fromkeys(task.leaders) or (None,):
            grouped[name].append(task)
    return tuple(_plain(name, members, today) for name, members in grouped.items() if members)


def _statuses(plan: Plan, tasks: Sequence[Task], today: date) -> tuple[Group, ...]:
    """A group per status."""
    whole = len(tasks) == len(plan.tasks)
    grouped: dict[str, list[Task]] = {status: [] for status in STATUSES}
    for task in tasks:
        grouped[task.status].append(task)
    return tuple(
        _plain(status, members, today)
        for status, members in grouped.items()
        if members or (whole and status != "dropped")
    )


def _units(
    plan: Plan, tasks: Sequence[Task], today: date, units: tuple[str, ...]
) -> tuple[Group, ...]:
    """A group per unit, the busiest first."""
    leads, firsts, supports = _by_unit(plan, tasks)
    known = dict.fromkeys(unit.name for unit in plan.units)
    taking_part = {**leads, **supports}
    keys: Iterable[str]
    if units:
        keys = units
    elif len(tasks) == len(plan.tasks):
        keys = {**known, **dict.fromkeys(taking_part)}
    else:
        keys = [*(key for key in known if key in taking_part), *taking_part.keys() - known]
    groups = [
        _group(key, leads.get(key, ()), today, firsts.get(key, 0), supports.get(key, 0))
        for key in dict.fromkeys(keys)
    ]
    order = {key: place for place, key in enumerate(known)}
    groups.sort(key=lambda group: (-group.tasks, order.get(group.key or "", len(order))))
    return tuple(groups)


def _by_unit(
    plan: Plan, tasks: Iterable[Task]
) -> tuple[dict[str, list[Task]], dict[str, int], dict[str, int]]:
    """By declared name: the tasks it leads, how many of them first, how many it supports.
    A unit named twice in a task counts once; dropped tasks count in the first only."""
    leads: dict[str, list[Task]] = {}
    firsts: dict[str, int] = {}
    supports: dict[str, int] = {}
    for task in tasks:
        counts = task.status != "dropped"
        for place, unit in enumerate(declared(plan, task.lead)):
            leads.setdefault(unit, []).append(task)
            if place == 0:
                firsts[unit] = firsts.get(unit, 0) + counts
        for unit in declared(plan, task.support):
            supports[unit] = supports.get(unit, 0) + counts
    return leads, firsts, supports


def _plain(key: str | None, tasks: Sequence[Task], today: date) -> Group:
    """The group of a section or status."""
    return _group(key, tasks, today, *_counted(tasks))


def _counted(tasks: Iterable[Task]) -> tuple[int, int]:
    """How many tasks have a lead, and how many have support, dropped ones left out."""
    kept = [task for task in tasks if task.status != "dropped"]
    return sum(bool(task.lead) for task in kept), sum(bool(task.support) for task in kept)


def _group(
    key: str | None, tasks: Sequence[Task], today: date, first_lead: int, supports: int
) -> Group:
    """Count and average `tasks`."""
    counts = dict.fromkeys(STATUSES, 0)
    for task in tasks:
        counts[task.status] += 1
    kept = len(tasks) - counts["dropped"]
    complete = counts["done"] + counts["closed"]
    return Group(
        key=key,
        tasks=kept,
        first_lead=first_lead,
        supports=supports,
        complete=complete,
        percent_complete=_percent(complete, kept),
        progress=mean_progress(tasks),
        overdue=sum(is_overdue(task, today) for task in tasks),
        **counts,
    )


def _percent(part: int, whole: int) -> float:
    """`part` ÷ `whole` in percent, 0 when there is no whole."""
    return 100.0 * part / whole if whole else 0.0
