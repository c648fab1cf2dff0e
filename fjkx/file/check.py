"""What is wrong with a plan file, all of it: structural findings, and rules over the plan.

Each rule is a small function plan → problems with a stable code; errors make a file unusable
until they are mended, warnings never stop anything.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from fjkx.file.problems import Problem, locator, shortened, to_findings
from fjkx.file.schema import NO_YEAR, Document, node_at, parse
from fjkx.file.slips import MENDABLE, mended
from fjkx.file.tree import Mapping, Node, Sequence
from fjkx.file.values import separate_items, separate_names
from fjkx.plan.errors import FileError
from fjkx.plan.model import (
    MEASURE_STATUSES,
    Finding,
    Plan,
    Task,
    canonical_names,
    in_order,
    is_report,
    last_status_record,
    moves_due,
    period,
    reporters,
)
from fjkx.words.names import Target, similar_units

Place = Callable[..., int]
Rule = Callable[[Plan, Place], Iterator[Problem]]

LONGEST_ID: Final = 20  # characters
YEAR: Final = 366  # days
MOST_YEARS: Final = 10  # of a plan: two five-year plans
COMPARED: Final = 10_000  # names that undeclared ones are compared with; more get no advice


def check(document: Document, today: date | None = None) -> tuple[Finding, ...]:
    """Every finding, errors and warnings, sorted by position; days to come are found from
    `today`."""
    problems = problems_of(document)
    if today is not None and document.plan is not None and document.root is not None:
        problems = (*problems, *days_to_come(document.plan, places(document.root), today))
    return to_findings(document.text, problems)


def require(document: Document, name: str) -> Plan:
    """The plan of a file without errors. Raises FileError that names the first error's place
    and how many there are; `name` is how the user knows the file."""
    errors = tuple(p for p in problems_of(document) if p.severity == "error")
    if document.plan is not None and not errors:
        return document.plan
    first = to_findings(document.text, errors)[0]
    count = f"共 {len(errors)} 处错误；" if len(errors) > 1 else ""
    emptied = all(
        line.lstrip().startswith("#") for line in document.text.split("\n") if line.strip()
    )
    lost = "；恢复以前的内容：fjkx restore" if emptied else ""
    raise FileError(
        f"{name}:{first.line}:{first.column}: {first.message}",
        f"{count}fjkx check 列出全部，fjkx edit 打开文件{lost}",
    )


def line_of(document: Document, target: Target | None) -> int:
    """The line, from 1, of a task or measure, or without one of the first error."""
    if target is None:
        return next((f.line for f in check(document) if f.severity == "error"), 1)
    measures = () if target.measure is None else ("measures", target.measure - 1)
    node = node_at(document.root, "tasks", target.position, *measures)
    return locator(document.text)(node.start)[0] if node else 1


def problems_of(document: Document) -> tuple[Problem, ...]:
    """Structural problems and those of the rules, in no particular order."""
    plan, root = document.plan, document.root
    if plan is None or root is None:
        return (*document.problems, *problems_behind_slips(document))

    place = places(root)
    return (*document.problems, *(p for rule in RULES for p in rule(plan, place)))


def places(root: Mapping) -> Place:
    """Where a path of the plan stands in the file, or as much of the path as is there."""

    entries: dict[int, dict[str, Node]] = {}  # of mappings that were asked for, by where they begin

    def entry_of(mapping: Mapping, key: str) -> Node | None:
        if mapping.start not in entries:
            pairs = reversed(mapping.entries)  # of several that are alike the first holds
            entries[mapping.start] = {name.value: value for name, value in pairs}
        return entries[mapping.start].get(key)

    def place(*path: str | int) -> int:
        node: Node = root
        for step in path:
            below: Node | None = None
            if isinstance(node, Mapping) and isinstance(step, str):
                below = entry_of(node, step)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                below = node.items[step]
            if below is None:
                break
            node = below
        return node.start

    return place


def problems_behind_slips(document: Document) -> Iterator[Problem]:
    """What else is wrong with a file that slips of the hand keep from being read: the
    problems of the file with these slips mended, at their places in the file as it is."""
    slips = [problem.at for problem in document.problems if problem.code in MENDABLE]
    if not slips:
        return
    text, original = mended(document.text, slips)
    again = parse(text)
    if again.root is not None:
        for problem in problems_of(again):
            yield problem._replace(at=original(problem.at))


def repeated(
    values: Iterable[tuple[str, tuple[str | int, ...]]],
) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The values, with their paths, that have occurred before; empty ones do not count."""
    seen: set[str] = set()
    for value, path in values:
        if value and value in seen:
            yield value, path
        seen.add(value)


# -- rules ----------------------------------------------------------------------------------

_FORBIDDEN: Final = re.compile(r"[\s.,、，;；:#\"'“”‘’\[\]{}]")
_ID: Final = re.compile(r"[1-9]\w*|[^\W\d_]\w*(?:-\w+)*")
_ID_SHAPE: Final = "应写成 14 或 二-3 的样子"


def duplicate_ids(plan: Plan, place: Place) -> Iterator[Problem]:
    """Two tasks, or two sections, with one id."""
    tasks = ((task.id, ("tasks", i, "id")) for i, task in enumerate(plan.tasks))
    highest: dict[str, int] = {}
    for head, number in filter(None, (numbered(task.id) for task in plan.tasks)):
        highest[head] = max(highest.get(head, 0), number)
    for value, path in repeated(tasks):
        free = ""
        if found := numbered(value):
            highest[found[0]] += 1
            free = f"；下一个空号是 {found[0]}{highest[found[0]]}"
        yield Problem(place(*path), f"序号 {value} 重复，任务的序号必须唯一{free}", "duplicate-id")
    sections = ((section.id, ("sections", i, "id")) for i, section in enumerate(plan.sections))
    for value, path in repeated(sections):
        yield Problem(place(*path), f"部分 {value} 重复，部分的编号必须唯一", "duplicate-id")


def numbered(task_id: str) -> tuple[str, int] | None:
    """What an id's number follows, and the number: 二- and 3 of 二-3, nothing and 14 of 14."""
    head, dash, number = task_id.rpartition("-")
    if number.isdecimal() and len(task_id) <= LONGEST_ID:
        return head + dash, int(number)
    return None


def untypable_ids(plan: Plan, place: Place) -> Iterator[Problem]:
    """An id that could not be typed after a command, or would mean something else there."""
    for index, task in enumerate(plan.tasks):
        at = place("tasks", index, "id")
        if _FORBIDDEN.search(task.id):
            message = f"序号“{task.id}”里不能有空白、点、逗号或引号，{_ID_SHAPE}"
            yield Problem(at, message, "id")
        elif len(task.id) > LONGEST_ID:
            yield Problem(at, f"序号有 {len(task.id)} 个字，最多 {LONGEST_ID} 个", "id")
        elif task.id and not _ID.fullmatch(task.id):
            yield Problem(at, f"序号“{task.id}”{wrong_shape(task.id)}", "id")


def wrong_shape(task_id: str) -> str:
    """What is wrong with an id that is neither a number nor a word."""
    if re.fullmatch("0+[1-9][0-9]*", task_id):
        return f"前面不要写 0，请写成 {task_id.lstrip('0')}"
    if re.fullmatch("[0-9]+-[0-9]+", task_id):
        return f"在命令里会被当作一个范围，{_ID_SHAPE}"
    return _ID_SHAPE


def duplicate_units(plan: Plan, place: Place) -> Iterator[Problem]:
    """One wording that stands for two units."""

    def names() -> Iterator[tuple[str, tuple[str | int, ...]]]:
        for i, unit in enumerate(plan.units):
            yield unit.name, ("units", i, "name")
            for j, alias in enumerate(unit.aliases):
                yield alias, ("units", i, "aliases", j)

    for value, path in repeated(names()):
        yield Problem(place(*path), f"单位“{value}”重复声明", "duplicate-unit")


def undeclared_units(plan: Plan, place: Place) -> Iterator[Problem]:
    """A unit that `units` does not declare; in a record's `by` that is only a warning."""
    declared = canonical_names(plan)
    told: dict[str, str] = {}

    def undeclared(name: str) -> str:
        if name not in told:
            likely = len(told) * len(declared) < COMPARED
            near = similar_units(plan, name) if likely else ()
            advice = f"你是不是要写 {'、'.join(near)}？" if near else ""
            told[name] = f"单位“{name}”没有在 units 里声明；{advice}若是新单位，请加到 units 里"
        return told[name]

    for i, task in enumerate(plan.tasks):
        for field in ("lead", "support"):
            for j, name in enumerate(getattr(task, field)):
                if name and name not in declared:
                    at = place("tasks", i, field, j)
                    if "、" in name and len(separate_names(name)) > 1:
                        yield Problem(at, separate_items(name), "list-as-text")
                    else:
                        yield Problem(at, undeclared(name), "undeclared-unit")
        for j, record in enumerate(task.records):
            for k, name in enumerate(reporters(record)):
                if name and name not in declared:
                    at = place("tasks", i, "records", j, "by", k)
                    yield Problem(at, undeclared(name), "undeclared-unit", "warning")


def undeclared_sections(plan: Plan, place: Place) -> Iterator[Problem]:
    """A section that `sections` does not declare."""
    known = {section.id: section for section in plan.sections}
    listed = shortened("、".join(known)) or "无"
    for i, task in enumerate(plan.tasks):
        if task.section is not None and task.section not in known:
            message = f"部分“{task.section}”没有在 sections 里声明；已声明：{listed}"
            yield Problem(place("tasks", i, "section"), message, "undeclared-section")


def missing_measures(plan: Plan, place: Place) -> Iterator[Problem]:
    """A record of a measure that the task does not have."""
    for i, task in enumerate(plan.tasks):
        for j, record in enumerate(task.records):
            if record.measure is not None and record.measure > len(task.measures):
                message = f"没有第 {record.measure} 条举措，本任务有 {len(task.measures)} 条"
                at = place("tasks", i, "records", j, "measure")
                yield Problem(at, message, "no-such-measure")


def measure_statuses(plan: Plan, place: Place) -> Iterator[Problem]:
    """A record that gives a measure a status which only tasks have."""
    for i, task in enumerate(plan.tasks):
        for j, record in enumerate(task.records):
            if record.measure and record.status not in (None, *MEASURE_STATUSES):
                message = f"举措的状态只能是 todo 或 done，不是 {record.status}"
                yield Problem(place("tasks", i, "records", j, "status"), message, "status")


def record_dates(plan: Plan, place: Place) -> Iterator[Problem]:
    """A report from before the plan's period or the day the plan was issued; any record from before
    the day its task was added, or from more than a year after the period."""
    first, last = period(plan)
    if plan.year == NO_YEAR:
        return
    for i, task in enumerate(plan.tasks):
        for j, record in enumerate(task.records):
            if record.date == date.min:
                continue
            reports = is_report(record)
            if reports and record.date < first:
                message = f"记录日期 {record.date} 早于计划的起始 {first}"
            elif task.added is not None and record.date < task.added:
                message = f"记录日期 {record.date} 早于任务的增列日期 {task.added}"
            elif reports and plan.issued is not None and record.date < plan.issued:
                message = f"记录日期 {record.date} 早于计划的印发日期 {plan.issued}"
            elif (record.date - last).days > YEAR:
                message = f"记录日期 {record.date} 比计划的截止 {last} 晚一年以上"
            else:
                continue
            at = place("tasks", i, "records", j, "date")
            yield Problem(at, message, "record-date", "warning")


def days_to_come(plan: Plan, place: Place, today: date) -> Iterator[Problem]:
    """A record, or a task that was added, of a day after today."""
    for i, task in enumerate(plan.tasks):
        if task.added is not None and task.added > today:
            message = f"增列日期 {task.added} 在今天({today})之后"
            yield Problem(place("tasks", i, "added"), message, "future", "warning")
        for j, record in enumerate(task.records):
            if record.date > today:
                message = f"记录日期 {record.date} 在今天({today})之后"
                at = place("tasks", i, "records", j, "date")
                yield Problem(at, message, "future", "warning")


def status_records_in_order(plan: Plan, place: Place) -> Iterator[Problem]:
    """A status of a task or of a measure from a day before that of the one written above it:
    the last in the file is not the last by day, which the plan as of a day goes by."""
    for i, task in enumerate(plan.tasks):
        latest: dict[int | None, date] = {}
        for j, record in enumerate(task.records):
            if record.status is None or record.date == date.min:
                continue
            before = latest.get(record.measure, record.date)
            if record.date < before:
                message = f"状态记录 {record.date} 排在 {before} 之后，记录应按日期先后排列"
                at = place("tasks", i, "records", j, "date")
                yield Problem(at, message, "record-order", "warning")
            latest[record.measure] = max(before, record.date)


def wrong_period(plan: Plan, place: Place) -> Iterator[Problem]:
    """A plan that ends before it starts, or goes on so long that a week or month of it each has
    no sense."""
    first, last = period(plan)
    if plan.year == NO_YEAR and not (plan.start and plan.due):
        return
    at = place("plan", "due" if plan.due else "start")
    if last < first:
        yield Problem(at, f"计划的截止 {last} 早于起始 {first}", "period")
    elif (last - first).days > MOST_YEARS * YEAR:
        yield Problem(at, f"计划从 {first} 到 {last}，长于 {MOST_YEARS} 年", "period")


def no_lead(plan: Plan, place: Place) -> Iterator[Problem]:
    """A task for which no unit answers."""
    for i, task in enumerate(plan.tasks):
        if task.id and not task.lead:
            at = place("tasks", i, "lead")
            yield Problem(at, f"第 {task.id} 项没有牵头单位", "no-lead", "warning")


def repeated_units(plan: Plan, place: Place) -> Iterator[Problem]:
    """A unit that a task names twice by the same wording; by two, of units that were merged, it
    counts once, as one that leads."""
    for i, task in enumerate(plan.tasks):
        names = (
            (name, ("tasks", i, field, j))
            for field in ("lead", "support")
            for j, name in enumerate(getattr(task, field))
        )
        for value, path in repeated(names):
            both = path[2] == "support" and value in task.lead
            what = "既牵头又配合，按牵头计" if both else "写了两次"
            message = f"第 {task.id} 项里单位“{value}”{what}"
            yield Problem(place(*path), message, "repeated-unit", "warning")


def status_unlike_record(plan: Plan, place: Place) -> Iterator[Problem]:
    """A stored status that the last record of it contradicts: one was changed by hand."""
    for i, task in enumerate(plan.tasks):
        last = last_status_record(task)
        if last is not None and last.status != task.status:
            message = f"第 {task.id} 项状态是 {task.status}，最后一条记录却是 {last.status}"
            yield Problem(place("tasks", i, "status"), message, "status-record", "warning")
        for number, status in last_measure_statuses(task).items():
            if (
                number <= len(task.measures)
                and status in MEASURE_STATUSES
                and task.measures[number - 1].status != status
            ):
                stored = task.measures[number - 1].status
                message = f"举措 {task.id}.{number} 状态是 {stored}，最后一条记录却是 {status}"
                at = place("tasks", i, "measures", number - 1, "status")
                yield Problem(at, message, "status-record", "warning")


def due_unlike_record(plan: Plan, place: Place) -> Iterator[Problem]:
    """A stored deadline that the last record of it contradicts: one was changed by hand."""
    for i, task in enumerate(plan.tasks):
        moved = in_order(filter(moves_due, task.records))
        if moved and moved[-1].due != task.due:
            stored, told = task.due or "没有时限", moved[-1].due or "撤销"
            message = f"第 {task.id} 项的完成时限是 {stored}，最后一条记录却是 {told}"
            yield Problem(place("tasks", i, "due"), message, "due-record", "warning")


def last_measure_statuses(task: Task) -> dict[int, str]:
    """Measure number → the status of its last record."""
    return {r.measure: r.status for r in task.records if r.measure and r.status}


def ids_out_of_order(plan: Plan, place: Place) -> Iterator[Problem]:
    """Numbers that do not rise through a section; tasks added in the year may stand anywhere."""
    highest: dict[str | None, int] = {}
    for i, task in enumerate(plan.tasks):
        if not task.id.isdecimal() or len(task.id) > LONGEST_ID or task.added is not None:
            continue
        above = highest.get(task.section, 0)
        if int(task.id) < above:
            message = f"序号 {task.id} 排在 {above} 之后"
            yield Problem(place("tasks", i, "id"), message, "id-order", "warning")
        highest[task.section] = max(above, int(task.id))


RULES: Final[tuple[Rule, ...]] = (
    duplicate_ids,
    untypable_ids,
    duplicate_units,
    undeclared_units,
    undeclared_sections,
    missing_measures,
    measure_statuses,
    record_dates,
    status_records_in_order,
    wrong_period,
    no_lead,
    repeated_units,
    status_unlike_record,
    due_unlike_record,
    ids_out_of_order,
)
