"""Roll-ups of tasks, as a whole and by section, unit or status: values in, values out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from fjkx.plan.model import (
    STATUSES,
    Plan,
    Task,
    declared,
    is_overdue,
    mean_progress,
    plan_pro_rata,
    supporting,
)
from fjkx.plan.named import NamedTuple

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
    if by == "dept":
        groups = _units(plan, tasks, today, units)
    else:
        grouped = _grouped(plan, tasks, by).items()
        groups = tuple(_group(plan, key, members, today) for key, members in grouped)
    total = _group(plan, None, tasks, today)
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


def _grouped(plan: Plan, tasks: Sequence[Task], by: By) -> dict[str | None, list[Task]]:
    """The tasks by section, status or leader, in the order of rows."""
    sections = [section.id for section in plan.sections]
    keys: dict[By, Iterable[str]] = {
        "section": sections,
        "status": STATUSES,
        "leader": (name for task in plan.tasks for name in task.leaders),
    }
    grouped: dict[str | None, list[Task]] = {key: [] for key in (*keys[by], None)}
    for task in tasks:
        own = {"section": (task.section,), "status": (task.status,), "leader": task.leaders}[by]
        for key in dict.fromkeys(own) or (None,):
            grouped[key if key in grouped else None].append(task)
    empty = {None, "dropped"} if len(tasks) == len(plan.tasks) else grouped.keys()
    return {key: members for key, members in grouped.items() if members or key not in empty}


def _units(
    plan: Plan, tasks: Sequence[Task], today: date, units: tuple[str, ...]
) -> tuple[Group, ...]:
    """A group per unit, the busiest first."""
    leads, firsts, supports = _by_unit(plan, tasks)
    order = {unit.name: place for place, unit in enumerate(plan.units)}
    keys = units or (
        *(key for key in order if len(tasks) == len(plan.tasks) or key in {**leads, **supports}),
        *(key for key in {**leads, **supports} if key not in order),
    )
    groups = [
        _group(plan, key, leads.get(key, ()), today, (firsts[key], supports[key]))
        for key in dict.fromkeys(keys)
    ]
    groups.sort(key=lambda group: (-group.tasks, order.get(group.key or "", len(order))))
    return tuple(groups)


def _by_unit(
    plan: Plan, tasks: Iterable[Task]
) -> tuple[dict[str, list[Task]], Counter[str], Counter[str]]:
    """By declared name: the tasks it leads, how many of them first, how many it supports.
    A unit named twice in a task counts once; dropped tasks count in the first only."""
    leads: dict[str, list[Task]] = {}
    firsts: Counter[str] = Counter()
    supports: Counter[str] = Counter()
    for task in tasks:
        counts = int(task.status != "dropped")
        lead = declared(plan, task.lead)
        for unit in lead:
            leads.setdefault(unit, []).append(task)
        firsts.update(dict.fromkeys(lead[:1], counts))
        supports.update(dict.fromkeys(supporting(plan, task), counts))
    return leads, firsts, supports


def _group(
    plan: Plan,
    key: str | None,
    tasks: Sequence[Task],
    today: date,
    roles: tuple[int, int] | None = None,
) -> Group:
    """Count and average `tasks`. `roles` are how many a unit leads first, and how many it
    supports; without one how many have a lead, and how many support."""
    counts = Counter(task.status for task in tasks)
    kept = [task for task in tasks if task.status != "dropped"]
    complete = counts["done"] + counts["closed"]
    if roles is None:
        roles = sum(bool(t.lead) for t in kept), sum(bool(supporting(plan, t)) for t in kept)
    return Group(
        key,
        tasks=len(kept),
        first_lead=roles[0],
        supports=roles[1],
        complete=complete,
        percent_complete=_percent(complete, len(kept)),
        progress=mean_progress(tasks),
        overdue=sum(is_overdue(task, today) for task in tasks),
        **{status: counts[status] for status in STATUSES},
    )


def _percent(part: int, whole: int) -> float:
    """`part` ÷ `whole` in percent, 0 when there is no whole."""
    return 100.0 * part / whole if whole else 0.0
