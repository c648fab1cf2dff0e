"""Steps of a task's life (start, block, done, close, drop, reopen) and notes: intent → a new plan.

A step changes `status` and appends one record. Measures know only todo and done. A done
measure starts a task that is still todo: its record says so without one of its own. A note
starts it too: on the task the note's record carries the status, on a measure, whose record
is the measure's own, a record of the task's start goes before it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from fjkx.changes.targets import on_each, refuse_before_added, refuse_future
from fjkx.changes.types import Change, Outcome, Report, recorded, without_blanks
from fjkx.plan.errors import RequestError
from fjkx.plan.model import (
    OPEN,
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    declared,
    is_complete,
    reporters,
)
from fjkx.words.names import Target


class Step(NamedTuple):
    """What one command does: the statuses it leaves, those it finds done already, its own, and
    the word for it."""

    leaves: frozenset[str]
    holds: frozenset[str]
    to: str
    action: str


class Told(NamedTuple):
    """What is reported of one target; `status` is done or blocked, where a task is said to be, of a
    measure done."""

    target: Target
    report: Report
    status: str | None = None


STEPS: Final = {
    "start": Step(frozenset({"todo", "blocked"}), frozenset({"doing"}), "doing", "启动"),
    "block": Step(frozenset({"todo", "doing"}), frozenset({"blocked"}), "blocked", "标为受阻"),
    "done": Step(OPEN, frozenset({"done", "closed"}), "done", "办结"),
    "close": Step(frozenset({"done"}), frozenset({"closed"}), "closed", "销号"),
    "drop": Step(OPEN | {"done"}, frozenset({"dropped"}), "dropped", "取消"),
    "reopen": Step(
        frozenset({"done", "closed", "dropped"}), frozenset({"doing"}), "doing", "退回重办"
    ),
}


def advance(
    plan: Plan, command: str, targets: Sequence[Target], report: Report, today: date
) -> Outcome:
    """Take the step `command`, a key of STEPS, on every target, or on none of them.

    Raises RequestError, naming the command that helps, for a step the rules do not allow, a
    day after `today`, or a day before the task was added or before the target's last status
    record.
    """
    refuse_future(report, today)
    report = without_blanks(report)

    def step(task: Task, number: int | None) -> Change:
        refuse_before_added(task, report)
        if number is None:
            after = advance_task(task, command, report)
        else:
            after = advance_measure(task, number, command, report)
        noted = same_statuses(task, after) and after != task
        if noted and is_recorded(plan, task, number, report):
            return Change(task, task, number, remarks=(about_repetition(task, report),))
        by = about_reporters(plan, task, report) if after != task else ()
        return Change(task, after, number, noted, by)

    return on_each(plan, targets, step)


def note(plan: Plan, targets: Sequence[Target], report: Report, today: date) -> Outcome:
    """Record what is reported on every target, or on none of them, as `take` does."""
    return take(plan, [Told(target, report) for target in targets], today)


def take(plan: Plan, told: Sequence[Told], today: date) -> Outcome:
    """Record what is reported of each target, or of none of them; the status of what is not todo
    stays, also that of complete and dropped tasks, unless another is reported that it may take.
    The same report of the same day is not recorded again.

    Raises RequestError for a note that says nothing, a percentage that is not 0–100 or is a
    measure's, a day after `today` or before the task was added, or a change of status dated
    before the task's last status record.
    """
    said = {each.target: without_blanks(each.report) for each in told}
    statuses = {each.target: each.status for each in told}
    for target, report in said.items():
        refuse_future(report, today)
        refuse_percent(report.percent)
        if statuses[target] is None:
            refuse_nothing(report)
    positions = {task.id: position for position, task in enumerate(plan.tasks)}

    def record(task: Task, number: int | None) -> Change:
        target = Target(positions[task.id], number)
        report, status = said[target], statuses[target]
        refuse_before_added(task, report)
        if is_recorded(plan, task, number, report):
            return Change(task, task, number, remarks=(about_repetition(task, report),))
        by = about_reporters(plan, task, report)
        if number is not None and status == "done":
            return Change(task, advance_measure(task, number, "done", report), number, True, by)
        if number is not None:
            return Change(task, note_measure(task, number, report), number, True, by)
        after = note_task(task, report, status)
        return Change(task, after, None, True, (*by, *about_percent(after, report)))

    return on_each(plan, list(said), record)


def is_recorded(plan: Plan, task: Task, number: int | None, report: Report) -> bool:
    """Whether a record of the day says the same already, of the same units in whatever order."""

    def said(r: Record) -> tuple[object, ...]:
        by = frozenset(declared(plan, reporters(r)))
        return (r.date, r.measure, by, r.note, r.percent, r.problem, r.next)

    new = said(record_of(report, measure=number))
    office = (None, None, None)
    return any(said(r) == new and (r.due, r.due_was, r.was) == office for r in task.records)


def about_repetition(task: Task, report: Report) -> str:
    """That a report is recorded already."""
    return f"第 {task.id} 项在 {report.on} 已有同样的一条，没有再记"


def about_reporters(plan: Plan, task: Task, report: Report) -> tuple[str, ...]:
    """Which of the units that report do not answer for the task, if any do."""
    answer = declared(plan, (*task.lead, *task.support))
    by = declared(plan, reporters(record_of(report)))
    others = [name for name in by if name not in answer]
    return (f"第 {task.id} 项不由{'、'.join(others)}牵头或配合",) if others and answer else ()


def record_of(report: Report, **fields: Any) -> Record:
    """The record of a report."""
    said = report._asdict()
    return Record(said.pop("on"), **said, **fields)


def note_task(task: Task, report: Report, to: str | None = None) -> Task:
    """The task with the note in a record, at the percentage reported unless a later day's record
    has another; in the status reported (`to`, done or blocked) if it may take that, else started
    if it was todo."""
    status, percent = task.status, task.percent
    if to is not None and status in (STEPS["done"] if to == "done" else STEPS["block"]).leaves:
        status = to
    elif status == "todo":
        status = "doing"
    if status != task.status:
        refuse_earlier(task, None, report)
    if report.percent is not None and later_percent(task, report.on) is None:
        percent = report.percent
    record = record_of(report, status=status if status != task.status else None)
    return recorded(task, record)._replace(status=status, percent=percent)


def note_measure(task: Task, number: int, report: Report) -> Task:
    """The task with the note in a record of its measure `number`, behind one of its own start
    if it was todo. Raises RequestError for a percentage, which measures do not have."""
    if report.percent is not None:
        raise RequestError(
            f"举措 {task.id}.{number} 没有百分比进度",
            f"整项任务的进度：fjkx note {task.id} … --percent {report.percent}",
        )
    start = Report(report.on, report.by)
    started = advance_task(task, "start", start) if task.status == "todo" else task
    return recorded(started, record_of(report, measure=number))


def later_percent(task: Task, day: date) -> Record | None:
    """The latest record of a day after `day` that has a percentage of the task."""
    later = [r for r in task.records if r.percent is not None and r.date > day]
    return max(later, key=lambda record: record.date, default=None)


def about_percent(task: Task, report: Report) -> tuple[str, ...]:
    """What to say of the percentage in a task's note: not the latest one, not what a complete
    task counts as, or nothing left to do."""
    if report.percent is None:
        return ()
    later = later_percent(task, report.on)
    if is_complete(task) and report.percent < 100:
        label = STATUS_LABELS[task.status]
        kept = "" if later else f"，所报 {report.percent}% 退回重办后才算"
        return (f"第 {task.id} 项{label}，进度仍按 100% 计{kept}",)
    if later is not None:
        return (f"第 {task.id} 项在 {later.date} 已报 {later.percent}%，现进度未变",)
    if report.percent == 100 and task.status in OPEN:
        return (f"第 {task.id} 项进度已到 100%，尚未办结；办结：fjkx done {task.id}",)
    return ()


def refuse_nothing(report: Report) -> None:
    """Raise RequestError for a report that says nothing."""
    if report == Report(report.on, report.by):
        raise RequestError("没有写要记的内容", "例如：fjkx note 14 已举办第一期 --percent 60")


def refuse_percent(percent: int | None) -> None:
    """Raise RequestError for a percentage that is not 0–100."""
    if percent is not None and not 0 <= percent <= 100:
        raise RequestError(f"进度 {percent} 不在 0 到 100 之间", "例如：--percent 60")


def same_statuses(before: Task, after: Task) -> bool:
    """Whether neither the task's status nor that of a measure differs."""
    return before.status == after.status and before.measures == after.measures


def advance_task(task: Task, command: str, report: Report) -> Task:
    """The task after the step. Raises RequestError if the step is not allowed."""
    step = STEPS[command]
    if task.status in step.holds:
        return note_only(task, None, report)
    if task.status not in step.leaves:
        raise refusal(task, command)
    if command == "block" and not report.note:
        raise RequestError(f"第 {task.id} 项受阻要写明原因", f"fjkx block {task.id} -m 原因")
    refuse_earlier(task, None, report)
    return recorded(task, record_of(report, status=step.to))._replace(status=step.to)


def advance_measure(task: Task, number: int, command: str, report: Report) -> Task:
    """The task after the step on its measure `number`. Raises RequestError as above."""
    action = STEPS[command].action
    if command not in ("done", "reopen"):
        raise RequestError(
            f"举措 {task.id}.{number} 只能办结或退回重办，不能{action}",
            f"整项任务：fjkx {command} {task.id}",
        )
    wanted = "done" if command == "done" else "todo"
    measure = task.measures[number - 1]
    if task.status == "dropped" or (is_complete(task) and wanted == "todo"):
        label = STATUS_LABELS[task.status]
        raise RequestError(
            f"第 {task.id} 项{label}，不能{action}举措 {task.id}.{number}",
            f"先退回重办整项任务：fjkx reopen {task.id}",
        )
    if measure.status == wanted or is_complete(task):
        return note_only(task, number, report)
    refuse_earlier(task, number, report)
    measures = list(task.measures)
    measures[number - 1] = measure._replace(status=wanted)
    starts = task.status == "todo" and wanted == "done"
    return recorded(task, record_of(report, measure=number, status=wanted))._replace(
        status="doing" if starts else task.status, measures=tuple(measures)
    )


def note_only(task: Task, number: int | None, report: Report) -> Task:
    """The task whose status holds already: unchanged, but for a note that was given."""
    return recorded(task, record_of(report, measure=number)) if report.note else task


def refuse_earlier(task: Task, number: int | None, report: Report) -> None:
    """Raise RequestError for a day before the last status record of the same target."""
    days = [r.date for r in task.records if r.status is not None and r.measure == number]
    if days and report.on < days[-1]:
        what = f"第 {task.id} 项" if number is None else f"举措 {task.id}.{number} "
        raise RequestError(
            f"{what}在 {days[-1]} 已有状态记录，不能再记 {report.on} 的变动",
            f"fjkx log {task.id} 查看记录；日期用 --on 给出，不早于 {days[-1]}",
        )


def refusal(task: Task, command: str) -> RequestError:
    """Why the step is refused, and the command that helps."""
    wrong = f"第 {task.id} 项{STATUS_LABELS[task.status]}，不能{STEPS[command].action}"
    if command == "close" and task.status in OPEN:
        return RequestError(wrong, f"先办结：fjkx done {task.id}")
    if command == "reopen":
        return RequestError(wrong, f"它没有办结，继续推进：fjkx start {task.id}")
    return RequestError(wrong, f"先退回重办：fjkx reopen {task.id}")


def open_measures(task: Task) -> int:
    """How many measures of an open task are still to do."""
    return sum(measure.status != "done" for measure in task.measures)
