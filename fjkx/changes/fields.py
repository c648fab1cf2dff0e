"""Changes of what the plan says of a task: its fields, its deadline.

Intent → a new plan. What stays keeps its wording: a unit that a task names by an alias keeps
that alias. A deadline once set moves only with a reason; every move is a record, so that the
plan as of an earlier day can be told: the first deadline is `due` alone, an extension `due`
and `due_was`, one taken back `due_was` alone.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from fjkx.changes.steps import about_reporters
from fjkx.changes.targets import on_each, refuse_before_added, refuse_future, refuse_measure
from fjkx.changes.types import Change, Outcome, Report, without_blanks
from fjkx.changes.units import resolve_units, valid_name
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import (
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    Was,
    canonical_names,
    declared,
    is_complete,
    is_overdue,
    moves_due,
    period,
)
from fjkx.plan.named import NamedTuple
from fjkx.words.names import Target, parted
from fjkx.words.names import section as section_named
from fjkx.words.names import unit as unit_named

CLEARABLE: Final = ("lead", "support", "leaders", "due", "due_text")
FIELDS: Final = ("due", "due_text", "lead", "support", "leaders", "title", "section")
CHANGED: Final = {  # what records tell of, in their words
    "due": "时限",
    "lead": "牵头单位",
    "support": "配合单位",
    "leaders": "责任领导",
    "title": "标题",
}
RECORDED: Final = frozenset(FIELDS) - {"due_text", "section"}
_EMPTY: Final = Task("", "")


class Edits(NamedTuple):
    """What is to change in a task; None and () leave as it is. Units as typed.

    `lead`, `support` and `leaders` replace the whole list, before the units to add and remove.
    `due_text` alone is a wording that names no day. `section` is where the task moves, as typed.
    `clear` are names in CLEARABLE.
    """

    title: str | None = None
    lead: tuple[str, ...] | None = None
    support: tuple[str, ...] | None = None
    leaders: tuple[str, ...] | None = None
    add_lead: tuple[str, ...] = ()
    remove_lead: tuple[str, ...] = ()
    add_support: tuple[str, ...] = ()
    remove_support: tuple[str, ...] = ()
    due: date | None = None
    due_text: str | None = None
    section: str | None = None
    clear: tuple[str, ...] = ()


# -- fields of tasks ------------------------------------------------------------------------


def set_fields(
    plan: Plan,
    targets: Sequence[Target],
    edits: Edits,
    report: Report,
    today: date,
    declare: bool = False,
) -> Outcome:
    """Make the edits on every target, or on none of them.

    A deadline that is set or taken back, and what units, leaders and title were before, are
    recorded as `report` says. `declare` adds units that are not declared to the plan. Raises
    RequestError for a measure, a unit or section that is not declared, a deadline that is set
    already, one to take back or a new first lead without a note, a note on what leaves no
    record, a field that cannot be cleared, an empty title, a day after `today`, or a record from
    before the task was added.
    """
    refuse_future(report.on, today)
    report = without_blanks(report)
    refuse_contradictions(edits, len(targets))
    known, edits, remarks = resolve_edits(plan, edits, declare)
    remarks += about_wording(edits.due, edits.due_text)

    def put(task: Task, number: int | None) -> Change:
        refuse_measure(task, number, "set")
        after = edited(known, task, edits, report)
        records = records_of_edit(task, after, report)
        about = about_edits(known, task, after, edits, today)
        kept = edited_fields(edits) * (after == task)
        return Change(task, after, None, records, remarks=about, kept=kept)

    return on_each(known, targets, put)._replace(remarks=remarks)


def edited_fields(edits: Edits) -> tuple[str, ...]:
    """The fields of a task that the edits are about."""
    given = {
        name.removeprefix("add_").removeprefix("remove_")
        for name, value in edits._asdict().items()
        if value is not None and value != ()
    }
    return tuple(field for field in FIELDS if field in given.union(edits.clear))


def refuse_contradictions(edits: Edits, many: int) -> None:
    """Raise UsageError for no edits, RequestError for such as no task could take."""
    if edits == Edits():
        raise UsageError("没有写要改什么", "用法见 fjkx set --help")
    for field in edits.clear:
        if field not in CLEARABLE:
            raise RequestError(f"不能清空 {field}", f"可清空：{'、'.join(CLEARABLE)}")
        if getattr(edits, field) is not None or getattr(edits, f"add_{field}", None):
            raise RequestError(f"{field} 不能又改又清空", "两者只留一个")
    if edits.title is not None:
        valid_title(edits.title)
        if many > 1:
            raise RequestError(
                f"{many} 项任务不能用同一个标题", "标题请逐项改：fjkx set 编号 --title 标题"
            )


def resolve_edits(plan: Plan, edits: Edits, declare: bool) -> tuple[Plan, Edits, tuple[str, ...]]:
    """The edits with declared units, the plan that declares them all, and what to say of it."""
    remarks: tuple[str, ...] = ()
    resolved: dict[str, Any] = {}
    for field in ("lead", "support", "add_lead", "add_support"):
        if typed := getattr(edits, field):
            option = f"--{field.replace('_', '-')}"
            plan, resolved[field], new = resolve_units(plan, typed, declare, option)
            remarks += new
    for field in ("remove_lead", "remove_support"):
        typed, option = getattr(edits, field), f"--{field.replace('_', '-')}"
        resolved[field] = tuple(unit_named(plan, each, option) for each in parted(plan, typed))
    if edits.leaders is not None:
        resolved["leaders"] = valid_leaders(edits.leaders)
    if edits.section is not None:
        resolved["section"] = section_named(plan, edits.section)
    return plan, edits._replace(**resolved), remarks


def edited(plan: Plan, task: Task, edits: Edits, report: Report) -> Task:
    """The task after the edits, whose units are declared. Raises RequestError as above."""
    if report.note is not None and not RECORDED.intersection(edited_fields(edits)):
        raise RequestError(
            "set 的说明只用来说明时限、单位、领导、标题的变动",
            f"记一条进展：fjkx note {task.id} 进展情况",
        )
    values: dict[str, Any] = {
        field: value.strip() or None if isinstance(value, str) else value
        for field in FIELDS
        if (value := getattr(edits, field)) is not None
    }
    for role in ("lead", "support"):
        new, add, remove = (getattr(edits, f"{verb}{role}") for verb in ("", "add_", "remove_"))
        values[role] = units_after(plan, getattr(task, role), new, add, remove)
    values |= {field: getattr(_EMPTY, field) for field in edits.clear}
    after = task._replace(**values)
    if after.section != task.section:  # whose heading the group was
        after = after._replace(group=None)
    refuse_unexplained(plan, task, after, report)
    return after


def refuse_unexplained(plan: Plan, task: Task, after: Task, report: Report) -> None:
    """Raise RequestError for a deadline that stands already, and for one taken back or a first
    lead replaced without a reason."""
    of = f"第 {task.id} 项的"
    if task.due != after.due and task.due is not None and after.due is not None:
        raise RequestError(
            f"{of}时限已定为 {task.due}，改期要写明原因",
            f"fjkx extend {task.id} {after.due} -m 原因；"
            f"原来录错了，不算改期：fjkx correct {task.id} --due {after.due}",
        )
    if report.note is not None:
        return
    if task.due is not None and after.due is None:
        raise RequestError(f"{of}时限已定为 {task.due}，撤销要写明原因", "fjkx … -m 原因")
    for moved in about_first_lead(plan, task, after):
        raise RequestError(f"{moved}，要写明原因", "fjkx … -m 原因")


def about_first_lead(plan: Plan, before: Task, after: Task) -> Iterator[str]:
    """That another unit than before is the first lead, or none is."""
    old, new = (declared(plan, task.lead[:1]) for task in (before, after))
    if old and old != new:
        yield f"第 {after.id} 项的第一牵头由“{old[0]}”改为{f'“{new[0]}”' if new else '无'}"


def records_of_edit(task: Task, after: Task, report: Report) -> tuple[Record, ...]:
    """What the edit leaves in the history. Raises RequestError for a day before
    the task was added, or before the last record that changed the same."""
    old = {
        name: was for name in Was._fields if (was := getattr(task, name)) != getattr(after, name)
    }
    due, due_was = (after.due, task.due) if task.due != after.due else (None, None)
    if not old and due is due_was:
        return ()
    refuse_before_added(task, report.on)
    refuse_earlier(task, report, [*old, *(["due"] if due is not due_was else [])])
    changed = Was(**old) if old else None
    record = Record(
        report.on, by=report.by, due=due, due_was=due_was, note=report.note, was=changed
    )
    return (record,)


def units_after(
    plan: Plan,
    old: tuple[str, ...],
    new: tuple[str, ...] | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
) -> tuple[str, ...]:
    """The units of a task, `new` in the place of the old ones if given; each once, and those
    that stay in the wording they have."""
    if new is None and not add and not remove:
        return old
    names = canonical_names(plan)
    wording = {names.get(name, name): name for name in reversed(old)}
    wanted = declared(plan, old) if new is None else new
    return tuple(
        wording.get(name, name) for name in dict.fromkeys((*wanted, *add)) if name not in remove
    )


def about_edits(
    plan: Plan, before: Task, after: Task, edits: Edits, today: date
) -> tuple[str, ...]:
    """What to say of a wording that names no day, of a deadline that is new, and of units."""
    remarks: list[str] = []
    if edits.due_text is not None and edits.due is None:
        stays = f"时限仍是 {after.due}" if after.due else "没有设时限"
        remarks.append(f"“{after.due_text}”不是日期，只记作第 {after.id} 项的完成时限原文；{stays}")
    if before.lead and not after.lead:
        remarks.append(f"第 {after.id} 项没有牵头单位了；指定：fjkx set {after.id} --lead 单位")
    else:
        remarks += about_first_lead(plan, before, after)
    if before.group and not after.group:
        remarks.append(f"第 {after.id} 项离开“{before.group}”")
    if after.due != before.due:
        remarks += about_due(plan, after, today)
    if (after.lead, after.support) != (before.lead, before.support):
        remarks += about_both_roles(plan, after)
    return tuple(remarks)


def about_wording(due: date | None, text: str | None) -> tuple[str, ...]:
    """What a wording that names a day (3-6月) was taken for."""
    return () if due is None or text is None else (f"“{text}”按 {due} 计，原文一并记下",)


def about_due(plan: Plan, task: Task, today: date) -> Iterator[str]:
    """What to say of a deadline that is new: before there was a plan or the task, behind the plan's
    period, past already, or not what the notice's wording beside it says."""
    if task.due is None:
        return
    wrong = []
    if task.due < (start := period(plan)[0]):
        wrong.append(f"早于计划的起始 {start}")
    elif task.added is not None and task.due < task.added:
        wrong.append(f"早于增列日期 {task.added}")
    elif task.due > (last := period(plan)[1]):
        wrong.append(f"晚于计划的截止 {last}")
    if is_overdue(task, today):
        wrong.append(f"已过 {(today - task.due).days} 天，算逾期")
    if wrong:
        yield f"第 {task.id} 项的时限 {task.due} {'，'.join(wrong)}"
    if task.due_text is not None:
        from fjkx.words.wordings import due_day

        if due_day(task.due_text, plan, today) != task.due:
            clear = f"fjkx set {task.id} --clear due_text"
            yield f"第 {task.id} 项的完成时限原文仍是“{task.due_text}”；清空：{clear}"


def about_both_roles(plan: Plan, task: Task) -> Iterator[str]:
    """What to say of units that both lead a task and support it."""
    lead = frozenset(declared(plan, task.lead))
    for unit in declared(plan, task.support):
        if unit in lead:
            yield (
                f"“{unit}”在第 {task.id} 项里既牵头又配合，按牵头计；"
                f"只牵头：fjkx set {task.id} --remove-support {unit}"
            )


# -- deadlines ------------------------------------------------------------------------------


def extend(
    plan: Plan,
    targets: Sequence[Target],
    due: Callable[[date | None], Sequence[date]],
    report: Report,
    today: date,
) -> Outcome:
    """Move the deadline of every target, or of none of them, for the reason in `report.note`.

    `due` tells the new deadline from the one that stands, or those that may be meant; where they
    are one it stays. Raises RequestError for two of them, without a reason, for a measure, a task
    without a deadline, one complete or dropped, a day after `today`, or a day before the task was
    added or before the last record of its deadline.
    """
    refuse_future(report.on, today)
    report = without_blanks(report)

    def move(task: Task, number: int | None) -> Change:
        refuse_measure(task, number, "extend")
        day = the_one(task, due(task.due), report)
        refuse_extension(task, day, report)
        if day == task.due:
            return Change(task, task, kept=("due",))
        record = Record(report.on, by=report.by, due=day, due_was=task.due, note=report.note)
        after = task._replace(due=day)
        about = about_extension(plan, task, after, report.on, today)
        by = about_reporters(plan, task, report)
        return Change(task, after, None, (record,), remarks=(*about, *by))

    return on_each(plan, targets, move)


def the_one(task: Task, days: Sequence[date], report: Report) -> date:
    """The day meant. Raises RequestError for two, with the command for each."""
    if len(days) == 1:
        return days[0]
    from shlex import quote

    text = report.note or "原因"
    raise RequestError(
        f"第 {task.id} 项的时限是 {task.due}，新时限可以是 {' 或 '.join(map(str, days))}",
        "请写明年份：" + "；".join(f"fjkx extend {task.id} {day} -m {quote(text)}" for day in days),
    )


def refuse_extension(task: Task, due: date, report: Report) -> None:
    """Raise RequestError for a deadline that may not be moved."""
    if report.note is None:
        raise RequestError("改期要写明原因", "fjkx … -m 原因")
    if task.due is None:
        raise RequestError(
            f"第 {task.id} 项还没有时限，不能改期", f"先设时限：fjkx set {task.id} --due {due}"
        )
    if is_complete(task) or task.status == "dropped":
        raise RequestError(
            f"第 {task.id} 项{STATUS_LABELS[task.status]}，时限不再变动",
            f"先退回重办：fjkx reopen {task.id}",
        )
    if task.due != due:
        refuse_before_added(task, report.on)
        refuse_earlier(task, report)


def about_extension(
    plan: Plan, before: Task, after: Task, on: date, today: date
) -> tuple[str, ...]:
    """What to say of a deadline moved on a day: earlier now, behind the plan's period, overdue
    then, overdue today. The notice's wording beside it stays: the deadline was moved from it."""
    was, now, last = before.due, after.due, period(plan)[1]
    assert was is not None and now is not None
    of = f"第 {after.id} 项"
    said = (
        (now < was, f"{of}的时限提前了 {(was - now).days} 天"),
        (now > last, f"{of}的新时限 {now} 晚于计划的截止 {last}"),
        (is_overdue(before, on), f"{of}此前已逾期 {(on - was).days} 天"),
        (is_overdue(after, today), f"{of}的新时限已过 {(today - now).days} 天，算逾期"),
    )
    return tuple(words for holds, words in said if holds)


def refuse_earlier(task: Task, report: Report, fields: Iterable[str] = ("due",)) -> None:
    """Raise RequestError for a day before the last record that changed one of the fields."""
    for field in fields:
        changed = (record.date for record in task.records if field in changes_of(record))
        last = max(changed, default=report.on)
        if report.on < last:
            raise RequestError(
                f"第 {task.id} 项的{CHANGED[field]}在 {last} 已有变动，不能再记 {report.on} 的变动",
                f"fjkx log {task.id} 查看记录；日期用 --on 给出，不早于 {last}",
            )


def changes_of(record: Record) -> list[str]:
    """The fields, keys of CHANGED, that a record says it changed."""
    was = (record.was or Was())._asdict()
    return ["due"] * moves_due(record) + [name for name in was if was[name] is not None]


# -- what may be written --------------------------------------------------------------------


def valid_title(title: str, of: str = "任务") -> str:
    """The title without blanks around it. Raises RequestError if nothing or more than a line is
    left."""
    lines = title.strip().splitlines()
    if len(lines) != 1:
        wrong = "只能写一行" if lines else "不能为空"
        raise RequestError(f"{of}的标题{wrong}", "写成一行文字，如 筹备年会")
    return lines[0]


def valid_leaders(names: Iterable[str]) -> tuple[str, ...]:
    """Names of persons, each once; several in one value are parted by 、. Raises RequestError for
    one that is empty, and for two Chinese names that a blank parts."""
    persons = dict.fromkeys(
        valid_name(name, "姓名") for value in names for name in value.strip("、").split("、")
    )
    for person in persons:
        first, *others = person.split()
        if others and not any(part.isascii() for part in (first, *others)) and len(first) > 1:
            raise RequestError(
                f"“{person}”像是几个人", f"几个人写成：--leader {'、'.join((first, *others))}"
            )
    return tuple(persons)
