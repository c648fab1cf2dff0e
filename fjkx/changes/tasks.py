"""Tasks that come and go: added during the year, carried over from last year's plan, removed."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from fjkx.changes.fields import Edits, about_edits, about_wording, resolve_edits, valid_title
from fjkx.changes.measures import measures_from
from fjkx.changes.targets import on_each
from fjkx.changes.types import Change, Outcome, Report, without_blanks
from fjkx.plan.errors import RequestError
from fjkx.plan.model import (
    OPEN,
    Measure,
    Origin,
    Plan,
    Task,
    canonical_names,
    next_id,
    period,
)
from fjkx.words.names import Target, chinese_number

# -- new tasks ------------------------------------------------------------------------------


def add_task(plan: Plan, new: Edits, text: str, today: date, declare: bool = False) -> Outcome:
    """Put a task with what is given at the end of its section, with the next free number, added
    `today` unless the plan's period has yet to start. The sentences of `text` are its measures.

    Raises RequestError for no title, a unit that is not declared (unless `declare` adds it), a
    section that is not declared, or none where numbers begin anew in each.
    """
    title = valid_title(new.title or "")
    plan, new, remarks = resolve_edits(plan, new, declare)
    task = Task(
        new_id(plan, new.section),
        title,
        section=new.section,
        lead=new.lead or (),
        support=new.support or (),
        leaders=new.leaders or (),
        due=new.due,
        due_text=(new.due_text or "").strip() or None,
        added=came_up(plan, today),
        measures=measures_from(text),
    )
    remarks += about_wording(new.due, new.due_text)
    remarks += about_edits(plan, Task(task.id, ""), task, new, today)
    same = [each.id for each in plan.tasks if (each.title, each.section) == (title, task.section)]
    if same:
        remarks += (
            f"第 {task.id} 项和第 {'、'.join(same)} 项标题相同；录重了：fjkx remove {task.id}",
        )
    at = place_in_section(plan, new.section)
    tasks = (*plan.tasks[:at], task, *plan.tasks[at:])
    return Outcome(plan._replace(tasks=tasks), added=(task,), remarks=remarks)


def came_up(plan: Plan, today: date) -> date | None:
    """The day on which a new task came up during the year: none before the plan's period."""
    return today if today >= period(plan)[0] else None


def new_id(plan: Plan, section: str | None) -> str:
    """The number after the highest of the plan, or of the section where every id names its
    section (二-3). Raises RequestError if that section is not given."""
    ids = [task.id for task in plan.tasks]
    if not ids or not all(re.fullmatch(".+-[0-9]+", each) for each in ids):
        return next_id(ids)
    if section is None:
        raise RequestError("本计划按部分编号，请写明新任务属于哪个部分", "fjkx … --section 部分")
    own = [task.id.rpartition("-")[0] for task in plan.tasks if task.section == section]
    return next_id(ids, own[-1] if own else chinese_number(section))  # 2-1 would be a range


def place_in_section(plan: Plan, section: str | None) -> int:
    """Where in `plan.tasks` a new task of the section goes: behind its last task; the first of
    a section behind the tasks of the sections before; without a section at the end."""
    order = [known.id for known in plan.sections]
    sections = [task.section for task in plan.tasks]
    if section is None or not sections:
        return len(sections)
    upto = (order[: order.index(section)] if section in order else []) + [section]
    for wanted in reversed(upto):
        if wanted in sections:
            return len(sections) - sections[::-1].index(wanted)
    return 0


def remove_tasks(
    plan: Plan, targets: Sequence[Target], report: Report, force: bool = False
) -> Outcome:
    """Take tasks out of the plan. Raises RequestError for measures, and for tasks that have
    records, unless with `force` and a reason in `report`."""
    reason = without_blanks(report).note

    def refuse(task: Task, number: int | None) -> Change:
        if number is not None:
            name = f"{task.id}.{number}"
            raise RequestError(f"{name} 是举措", f"删去举措：fjkx measure remove {name}")
        if task.records and not (force and reason):
            wrong = "要写明原因" if force else "不能删除"
            raise RequestError(
                f"第 {task.id} 项有 {len(task.records)} 条进展记录，{wrong}",
                f"取消任务：fjkx drop {task.id}；确要删除：fjkx … --force -m 原因",
            )
        return Change(task, task)

    changes = on_each(plan, targets, refuse).changes
    gone = {target.position for target in targets}
    left = (task for place, task in enumerate(plan.tasks) if place not in gone)
    removed = tuple(change.before for change in changes)
    return Outcome(plan._replace(tasks=tuple(left)), removed=removed)


# -- from one year to the next --------------------------------------------------------------


def carry(plan: Plan, old: Plan, targets: Sequence[Target] | None, today: date) -> Outcome:
    """Carry what is open in an earlier plan, or those of its tasks that are meant, on in this
    one: new tasks, still to do, with their units and open measures, in the section of that
    title, and where they come from. What was carried before is not again.

    Raises RequestError for this plan itself or a later year's, a measure, and for tasks meant that
    are not open.
    """
    if (old.title, old.year) == (plan.title, plan.year):
        raise RequestError(
            f"“{old.title}”就是本计划，结转的应是上年的计划",
            f"本计划用 -f 写明：fjkx carry 上年计划 -f workplan{plan.year + 1}.yaml",
        )
    if old.year > plan.year:
        raise RequestError(
            f"“{old.title}”是 {old.year} 年的，不能结转到 {plan.year} 年的计划",
            f"本计划用 -f 写明：fjkx carry 上年计划 -f workplan{old.year}.yaml",
        )
    if targets is None:
        targets = [Target(at) for at, task in enumerate(old.tasks) if task.status in OPEN]

    def refuse(task: Task, number: int | None) -> Change:
        if number is not None:
            raise RequestError(
                f"“{old.title}”的举措 {task.id}.{number} 只能随整项任务结转", f"写 {task.id} 即可"
            )
        if task.status not in OPEN:
            raise RequestError(f"“{old.title}”第 {task.id} 项已经了结，不必结转")
        return Change(task, task)

    there = {task.origin for task in plan.tasks}
    chosen = [change.before for change in on_each(old, targets, refuse).changes]
    again = {task.id: None for task in chosen if Origin(old.title, task.id) in there}
    fresh = [task for task in chosen if task.id not in again]
    plan, fresh, remarks = with_units(plan, old, fresh)
    if again:
        remarks.append(f"原第 {'、'.join(again)} 项已经结转，未变")
    added: list[Task] = []
    for section, group in in_sections(plan, old, fresh).items():
        head, dash, first = new_id(plan, section).rpartition("-")
        new = [
            carried(task, section, Origin(old.title, task.id))._replace(
                id=f"{head}{dash}{number}", added=came_up(plan, today)
            )
            for number, task in enumerate(group, start=int(first))
        ]
        at = place_in_section(plan, section)
        plan = plan._replace(tasks=(*plan.tasks[:at], *new, *plan.tasks[at:]))
        added += new
        remarks += (text for pair in zip(group, new, strict=True) for text in about_carried(*pair))
    return Outcome(plan, added=tuple(added), remarks=tuple(remarks))


def in_sections(plan: Plan, old: Plan, tasks: Sequence[Task]) -> dict[str | None, list[Task]]:
    """Tasks of an earlier plan by the section of this one that has the title of theirs; None is
    none."""
    ids = {section.title: section.id for section in plan.sections}
    here = {section.id: ids.get(section.title) for section in old.sections}
    groups: dict[str | None, list[Task]] = {}
    for task in tasks:
        groups.setdefault(here.get(task.section or ""), []).append(task)
    return groups


def carried(task: Task, section: str | None, origin: Origin) -> Task:
    """What of a task comes along, yet without a number."""
    return Task(
        "",
        task.title,
        section=section,
        lead=task.lead,
        support=task.support,
        leaders=task.leaders,
        origin=origin,
        measures=tuple(Measure(each.text) for each in task.measures if each.status != "done"),
    )


def with_units(plan: Plan, old: Plan, tasks: Sequence[Task]) -> tuple[Plan, list[Task], list[str]]:
    """The tasks of an earlier plan with their units by the names that this plan has, the plan with
    those units declared that it did not know, and what to say of these."""
    known, names = canonical_names(plan), canonical_names(old)
    named = {unit for task in tasks for unit in (*task.lead, *task.support)}
    wording = {unit: known.get(unit) or known.get(names[unit], names[unit]) for unit in named}
    new = [
        unit._replace(aliases=tuple(alias for alias in unit.aliases if alias not in known))
        for unit in old.units
        if unit.name in wording.values() and unit.name not in known
    ]
    respelled = [
        task._replace(
            lead=tuple(dict.fromkeys(wording[unit] for unit in task.lead)),
            support=tuple(dict.fromkeys(wording[unit] for unit in task.support)),
        )
        for task in tasks
    ]
    remarks = [f"单位“{unit.name}”已加入单位表" for unit in new]
    return plan._replace(units=(*plan.units, *new)), respelled, remarks


def about_carried(task: Task, new: Task) -> Iterator[str]:
    """What of a task did not come along: its section, its deadline."""
    this = f"第 {new.id} 项（原第 {task.id} 项）"
    if task.section is not None and new.section is None:
        yield f"{this}所属的部分本计划没有；指定：fjkx set {new.id} --move-to 部分"
    if due := task.due or task.due_text:
        yield f"{this}原时限 {due}；重定：fjkx set {new.id} --due 时限"


def new_plan(title: str, year: int, old: Plan | None) -> Plan:
    """An empty plan for a year, with the units and sections of an earlier one, and who issues
    it and signs letters."""
    title = valid_title(title, "计划")
    if old is None:
        return Plan(title, year)
    return Plan(
        title,
        year,
        issuer=old.issuer,
        office=old.office,
        contact=old.contact,
        phone=old.phone,
        units=old.units,
        sections=tuple(section._replace(text=None) for section in old.sections),
    )
