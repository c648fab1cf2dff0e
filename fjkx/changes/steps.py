"""Steps of a task's life (start, block, done, close, drop, reopen), and what units report.

A step changes `status` and adds one record. Measures know only todo and done. A report starts a
task that is still todo, and so does one of a measure, done or not: on the task its record carries
the status, on a measure, whose record is the measure's own, it goes without saying.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from fjkx.changes.targets import (
    on_each,
    refuse_before_added,
    refuse_before_start,
    refuse_future,
)
from fjkx.changes.types import Change, Outcome, Report, without_blanks
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import (
    COMPLETE,
    OPEN,
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    declared,
    is_complete,
    kept,
    reporters,
)
from fjkx.plan.named import NamedTuple
from fjkx.words.names import Target


class Step(NamedTuple):
    """What one command does: the statuses it leaves, its own, and the word for it; `holds` are
    those that it finds done already."""

    leaves: frozenset[str]
    to: str
    action: str

    @property
    def holds(self) -> frozenset[str]:
        return COMPLETE if self.to == "done" else frozenset({self.to})


STEPS: Final = {
    "start": Step(frozenset({"todo", "blocked"}), "doing", "启动"),
    "block": Step(frozenset({"todo", "doing"}), "blocked", "标为受阻"),
    "done": Step(OPEN, "done", "办结"),
    "close": Step(frozenset({"done"}), "closed", "销号"),
    "drop": Step(OPEN | {"done"}, "dropped", "取消"),
    "reopen": Step(COMPLETE | {"dropped"}, "doing", "退回重办"),
}


def advance(
    plan: Plan, command: str, targets: Sequence[Target], report: Report, today: date
) -> Outcome:
    """Take the step `command`, a key of STEPS, on every target, or on none of them.

    Raises RequestError, naming the command that helps, for a step the rules do not allow, a
    day after `today`, or a day before the plan's period, before the task was added or before the
    target's last status record.
    """
    refuse_future(report.on, today)
    report = without_blanks(report)

    def step(task: Task, number: int | None) -> Change:
        refuse_before_added(task, report.on)
        if number is None:
            change = advance_task(task, command, report)
        else:
            change = advance_measure(task, number, command, report)
        refuse_early_status(plan, change, report.on, today)
        if change.noted and is_recorded(plan, task, number, report):
            return Change(task, task, number, remarks=(about_repetition(task, report),))
        by = about_reporters(plan, task, report) if change.records else ()
        return change._replace(remarks=by)

    return on_each(plan, targets, step)


def record_reports(plan: Plan, reports: Mapping[Target, Report], today: date) -> Outcome:
    """Record what is reported of each target, or of none of them; the status of what is not todo
    stays, also that of complete and dropped tasks, unless another is reported that it may take.
    The same report of the same day is not recorded again.

    Raises RequestError for a report that says nothing, a percentage that is not 0–100 or is a
    measure's, a day after `today` or before the task was added, or a change of status dated
    before the plan's period or the task's last status record.
    """
    found = {target: without_blanks(report) for target, report in reports.items()}
    for report in found.values():
        refuse_future(report.on, today)
        refuse_percent(report.percent)
        if report == Report(report.on, report.by):
            raise UsageError("没有写要记的内容", "用法见 fjkx note --help")
    positions = {task.id: position for position, task in enumerate(plan.tasks)}

    def record(task: Task, number: int | None) -> Change:
        report = found[Target(positions[task.id], number)]
        refuse_before_added(task, report.on)
        if is_recorded(plan, task, number, report):
            return Change(task, task, number, remarks=(about_repetition(task, report),))
        if number is None:
            change = report_task(task, report)
        elif report.status == "done":
            change = advance_measure(task, number, "done", report)
        else:
            change = report_measure(task, number, report)
        refuse_early_status(plan, change, report.on, today)
        about = about_state(change.after, report) if number is None else ()
        by = about_reporters(plan, task, report)
        return change._replace(noted=True, remarks=(*by, *about))

    return on_each(plan, list(found), record)


@kept
def reports_of(
    records: tuple[Record, ...],
) -> dict[tuple[int | None, Report], list[tuple[str, ...]]]:
    """By the number of a measure and what is reported of it, the units that report it."""
    found: dict[tuple[int | None, Report], list[tuple[str, ...]]] = {}
    for record in records:
        if (record.due, record.due_was, record.was) == (None, None, None):
            report = Report(
                record.date, None, record.note, record.percent, record.problem, record.next
            )
            found.setdefault((record.measure, report), []).append(reporters(record))
    return found


def is_recorded(plan: Plan, task: Task, number: int | None, report: Report) -> bool:
    """Whether a record of the day says the same already, of the same units in whatever order."""
    by = frozenset(declared(plan, reporters(record_of(report))))
    same = reports_of(task.records).get((number, report._replace(by=None, status=None)), ())
    return any(frozenset(declared(plan, names)) == by for names in same)


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
    """The record of a report; of a status only if it is one of the `fields`."""
    values = report._replace(status=None)._asdict() | fields
    return Record(values.pop("on"), **values)


def report_task(task: Task, report: Report) -> Change:
    """The report in a record of the task, at the percentage reported unless a later day's record
    has another; in the status reported if the task may take that, else started if it was todo and
    is not reported so."""
    status, percent = task.status, task.percent
    step = {"done": STEPS["done"], "blocked": STEPS["block"]}.get(report.status or "")
    if step and status in step.leaves:
        status = step.to
    elif report.status != "todo":
        status = started(task).status
    told = status != task.status or report.status == status == "todo"
    if told:
        refuse_earlier(task, None, report)
    if report.percent is not None and later_percent(task, report.on) is None:
        percent = report.percent
    record = record_of(report, status=status if told else None)
    return Change(task, task._replace(status=status, percent=percent), records=(record,))


def report_measure(task: Task, number: int, report: Report) -> Change:
    """The report in a record of the measure, which starts a task that was todo. Raises
    RequestError for a percentage, which measures do not have."""
    if report.percent is not None:
        raise RequestError(
            f"举措 {task.id}.{number} 没有百分比进度",
            f"整项任务的进度：fjkx note {task.id}",
        )
    return Change(task, started(task), number, (record_of(report, measure=number),))


def started(task: Task) -> Task:
    """The task after a report on it or on one of its measures."""
    return task._replace(status="doing") if task.status == "todo" else task


def later_percent(task: Task, day: date) -> Record | None:
    """The latest record of a day after `day` that has a percentage of the task."""
    later = [r for r in task.records if r.percent is not None and r.date > day]
    return max(later, key=lambda record: record.date, default=None)


def about_state(task: Task, report: Report) -> tuple[str, ...]:
    """What to say of the status and the percentage in a task's note, as far as they change
    nothing."""
    stays: tuple[str, ...] = ()
    if report.status is not None and report.status != task.status:
        labels = (STATUS_LABELS[task.status], STATUS_LABELS[report.status])
        stays = ("第 {} 项{}，报为{}，状态未动".format(task.id, *labels),)
    return (*stays, *about_percent(task, report))


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


def refuse_percent(percent: int | None) -> None:
    """Raise RequestError for a percentage that is not 0–100."""
    if percent is not None and not 0 <= percent <= 100:
        raise RequestError(f"进度 {percent} 不在 0 到 100 之间", "例如：--percent 60")


def advance_task(task: Task, command: str, report: Report) -> Change:
    """The step on a task. Raises RequestError if the step is not allowed."""
    step = STEPS[command]
    if task.status in step.holds:
        return note_only(task, None, report)
    if task.status not in step.leaves:
        raise refusal(task, command)
    if command == "block" and not report.note:
        raise RequestError(f"第 {task.id} 项受阻要写明原因", "fjkx … -m 原因")
    refuse_earlier(task, None, report)
    record = record_of(report, status=step.to)
    return Change(task, task._replace(status=step.to), records=(record,))


def advance_measure(task: Task, number: int, command: str, report: Report) -> Change:
    """The step on measure `number` of a task. Raises RequestError if it is not allowed."""
    action = STEPS[command].action
    if command not in ("done", "reopen"):
        raise RequestError(
            f"举措 {task.id}.{number} 只能办结或退回重办，不能{action}",
            f"整项任务：fjkx {command} {task.id}{' -m 原因' * (command == 'block')}",
        )
    wanted = "done" if command == "done" else "todo"
    if task.status == "dropped" or (is_complete(task) and wanted == "todo"):
        label = STATUS_LABELS[task.status]
        raise RequestError(
            f"第 {task.id} 项{label}，不能{action}举措 {task.id}.{number}",
            f"先退回重办整项任务：fjkx reopen {task.id}",
        )
    if task.measures[number - 1].status == wanted or is_complete(task):
        return note_only(task, number, report)
    refuse_earlier(task, number, report)
    after = started(task) if wanted == "done" else task
    return Change(task, after, number, (record_of(report, measure=number, status=wanted),))


def refuse_early_status(plan: Plan, change: Change, on: date, today: date) -> None:
    """Raise RequestError for a change of status before the plan's period starts."""
    recorded = any(record.status is not None for record in change.records)
    if recorded or change.before.status != change.after.status:
        refuse_before_start(plan, change.before, on, today)


def note_only(task: Task, number: int | None, report: Report) -> Change:
    """Nothing of what holds already, but for a note that was given."""
    if not report.note:
        return Change(task, task, number)
    change = report_task(task, report) if number is None else report_measure(task, number, report)
    return change._replace(noted=True)


@kept
def last_status_days(records: tuple[Record, ...]) -> dict[int | None, date]:
    """By the number of the measure, None for the task, the day of its last status record."""
    return {record.measure: record.date for record in records if record.status is not None}


def refuse_earlier(task: Task, number: int | None, report: Report) -> None:
    """Raise RequestError for a day before the last status record of the same target."""
    last = last_status_days(task.records).get(number)
    if last is not None and report.on < last:
        what = f"第 {task.id} 项" if number is None else f"举措 {task.id}.{number} "
        raise RequestError(
            f"{what}在 {last} 已有状态记录，不能再记 {report.on} 的变动",
            f"fjkx log {task.id} 查看记录；日期用 --on 给出，不早于 {last}",
        )


def refusal(task: Task, command: str) -> RequestError:
    """Why the step is refused, and the command that helps."""
    wrong = f"第 {task.id} 项{STATUS_LABELS[task.status]}，不能{STEPS[command].action}"
    if command == "close" and task.status in OPEN:
        return RequestError(wrong, f"先办结：fjkx done {task.id}")
    if command == "reopen":
        return RequestError(wrong, f"它没有办结，继续推进：fjkx start {task.id}")
    return RequestError(wrong, f"先退回重办：fjkx reopen {task.id}")
