"""Which tasks, in which order: values in, values out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal

from fjkx.plan.characters import plain
from fjkx.plan.model import (
    STATUSES,
    Light,
    Plan,
    Record,
    Role,
    Section,
    Task,
    Turn,
    declared,
    light,
    progress,
    reporters,
    supporting,
)
from fjkx.plan.named import NamedTuple

_STRAIGHT: Final = str.maketrans("“”„‘’", '"""\'\'')
Sort = Literal["id", "status", "due", "progress", "dept", "leader"]


class Filter(NamedTuple):
    """What a task must be to be listed; an empty field asks nothing.

    `units` are declared names, `statuses` English tokens, `sections` section ids. Values of one
    field are alternatives, different fields and all `keywords` must hold. `role` says in which
    role one of `units` must take part; without units it asks nothing. `due_by` asks for a
    deadline on that day or before, `no_due` for none, `lights` what warning a task has, `leaders`
    who is in charge of it.
    """

    keywords: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    statuses: frozenset[str] = frozenset()
    sections: tuple[str, ...] = ()
    role: Role = "any"
    due_by: date | None = None
    lights: frozenset[Light] = frozenset()
    no_due: bool = False
    leaders: tuple[str, ...] = ()


class Entry(NamedTuple):
    """A record together with the task it belongs to, and what it means there; `number` is its
    place among the task's records, from 1, where that is asked for."""

    task: Task
    record: Record
    turn: Turn = Turn()
    number: int = 0


def is_filtered(flt: Filter) -> bool:
    """Whether the filter asks anything at all."""
    return flt._replace(role="any") != Filter()


def units_in_role(plan: Plan, task: Task, role: Role) -> tuple[str, ...]:
    """The declared names of the task's units in a role, in order; "any" is lead or support."""
    match role:
        case "lead":
            return declared(plan, task.lead)
        case "first":
            return declared(plan, task.lead[:1])
        case "support":
            return supporting(plan, task)
    return declared(plan, task.lead + task.support)


def select(plan: Plan, flt: Filter, today: date | None = None) -> tuple[Task, ...]:
    """The tasks of the plan for which the filter holds, in plan order. Lights depend on
    `today`: a filter that asks for some needs it."""
    tests = list(_tests(plan, flt, today))
    return tuple(task for task in plan.tasks if all(test(task) for test in tests))


def _tests(plan: Plan, flt: Filter, today: date | None) -> Iterator[Callable[[Task], bool]]:
    """The questions the filter asks, the cheapest first."""
    if flt.statuses:
        yield lambda task: task.status in flt.statuses
    if flt.sections:
        yield lambda task: task.section in flt.sections
    if flt.leaders:
        yield lambda task: not frozenset(flt.leaders).isdisjoint(task.leaders)
    if flt.units:
        wanted = frozenset(flt.units)
        yield lambda task: not wanted.isdisjoint(units_in_role(plan, task, flt.role))
    if (last := flt.due_by) is not None:
        yield lambda task: task.due is not None and task.due <= last
    if flt.no_due:
        yield lambda task: task.due is None
    if flt.lights:
        assert today is not None, "lights depend on the day"
        yield lambda task: light(plan, task, today) in flt.lights
    if flt.keywords:
        keywords, wordings = [fold(word) for word in flt.keywords], _wordings(plan)
        yield lambda task: _matches(task, keywords, wordings)


def _matches(task: Task, keywords: Iterable[str], wordings: Mapping[str, str]) -> bool:
    """Whether every folded keyword is the task's id or part of its words, which stand a line each,
    so that no match spans two of them."""
    units = (wordings.get(unit, unit) for unit in (*task.lead, *task.support))
    texts = (measure.text for measure in task.measures)
    words = fold("\n".join((task.title, *texts, *task.leaders, *units)))
    return all(word == fold(task.id) or word in words for word in keywords)


def _wordings(plan: Plan) -> dict[str, str]:
    """Every declared name and alias → all wordings of that unit, a line each."""
    wordings = {}
    for unit in plan.units:
        lines = "\n".join((unit.name, *unit.aliases))
        wordings.update(dict.fromkeys((unit.name, *unit.aliases), lines))
    return wordings


def fold(text: str) -> str:
    """The text without the differences a search ignores: case, full and half width, curly and
    straight quotes, characters that are drawn as nothing."""
    return plain(text).translate(_STRAIGHT).casefold()


def arrange(plan: Plan, tasks: Iterable[Task], sort: Sort) -> tuple[Task, ...]:
    """The tasks in the order asked for; what is equal stays in plan order.

    "status" follows the life of a task (todo … dropped), "due" has the earliest deadline first
    and tasks without one last, "progress" the least first and dropped tasks last; "dept" goes by
    the first lead in the order in which units are declared, "leader" by the first leader in the
    order in which the plan names them, tasks without one last.
    """
    place = {task.id: index for index, task in enumerate(plan.tasks)}
    ordered = sorted(tasks, key=lambda task: place[task.id])
    if sort == "dept":
        units = [unit.name for unit in plan.units]
        ordered = _by_first(ordered, units, lambda task: declared(plan, task.lead[:1]))
    elif sort == "leader":
        leaders = [name for task in plan.tasks for name in task.leaders]
        ordered = _by_first(ordered, leaders, lambda task: task.leaders[:1])
    if sort == "status":
        ordered.sort(key=lambda task: STATUSES.index(task.status))
    elif sort == "due":
        ordered.sort(key=lambda task: (task.due is None, task.due or 0))
    elif sort == "progress":
        ordered.sort(key=lambda task: (task.status == "dropped", progress(task)))
    return tuple(ordered)


def _by_first(
    tasks: Iterable[Task], order: Iterable[str], of: Callable[[Task], Sequence[str]]
) -> list[Task]:
    """The tasks by the place that the first name `of` each has in the order, others last."""
    place = {name: at for at, name in enumerate(dict.fromkeys(order))}
    return sorted(tasks, key=lambda task: place.get("".join(of(task)), len(place)))


def by_section(
    plan: Plan, tasks: Iterable[Task]
) -> tuple[tuple[Section | None, tuple[Task, ...]], ...]:
    """The tasks grouped by section, in the plan's order of sections, those without one (None)
    last. Sections without any of the tasks are left out."""
    sections: dict[str | None, Section | None] = {each.id: each for each in plan.sections}
    groups: dict[str | None, list[Task]] = {key: [] for key in (*sections, None)}
    for task in tasks:
        groups[task.section if task.section in sections else None].append(task)
    return tuple((sections.get(key), tuple(group)) for key, group in groups.items() if group)


def journal(
    tasks: Iterable[Task],
    by: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[Entry, ...]:
    """The records of the tasks, the newest day first. Of one day: by task in the order given,
    and within a task the one written last first. Only those that a unit of `by` (declared names;
    `names` are what the records may call them) reports, from `since` to `until`, both inclusive."""
    from fjkx.plan.history import turns  # not for the start of what lists tasks

    wanted, known = frozenset(by), names or {}
    entries = [
        Entry(task, record, told[id(record)], number)
        for task in tasks
        for told in (turns(task),)
        for number, record in reversed([*enumerate(task.records, start=1)])
        if (since is None or since <= record.date)
        and (until is None or record.date <= until)
        and (not wanted or not wanted.isdisjoint(known.get(n, n) for n in reporters(record)))
    ]
    entries.sort(key=lambda entry: entry.record.date, reverse=True)
    return tuple(entries)
