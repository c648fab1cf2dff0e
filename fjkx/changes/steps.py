"""Steps of a task's life (start, block, done, close, drop, reopen) and notes: intent → a new plan.

A step changes `status` and appends one record. Measures know only todo and done. A done
measure starts a task that is still todo: its record says so without one of its own. A note
starts it too: on the task the note's record carries the status, on a measure, whose record
is the measure's own, a record of the task's start goes before it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from fjkx.plan.errors import RequestError
from fjkx.plan.model import OPEN, STATUS_LABELS, Measure, Plan, Record, Task, is_complete
from fjkx.words.names import Target


class Step(NamedTuple):
    """What one command does: the statuses it leaves, those it finds done already, its own."""

    leaves: frozenset[str]
    holds: frozenset[str]
    to: str


class Report(NamedTuple):
    """Who reports what, when: the part of a record that the command's options give. A blank
    note is none."""

    on: date
    by: str | None = None
    note: str | None = None


class Said(NamedTuple):
    """What a note says beside its text: percent 0–100, 存在问题, 下一步措施. Blank is none."""

    percent: int | None = None
    problem: str | None = None
    next: str | None = None


class Change(NamedTuple):
    """One target before and after. `measure` counts from 1, None is the task itself.

    `noted` says that a note was recorded; of a step, whose change of status tells of its
    record, only where the status held already. `said` are sentences for the user: what the
    command did beside, what it left alone, what may follow. `kept` are the fields that the
    command was about, where the task is as it was.
    """

    before: Task
    after: Task
    measure: int | None = None
    noted: bool = False
    said: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Outcome(NamedTuple):
    """The plan that is meant, and what became of each target in the order typed.

    `added` are tasks that are new; `said` are sentences about the plan as a whole.
    """

    plan: Plan
    changes: tuple[Change, ...]
    added: tuple[Task, ...] = ()
    said: tuple[str, ...] = ()


STEPS: Final = {
    "start": Step(frozenset({"todo", "blocked"}), frozenset({"doing"}), "doing"),
    "block": Step(frozenset({"todo", "doing"}), frozenset({"blocked"}), "blocked"),
    "done": Step(OPEN, frozenset({"done", "closed"}), "done"),
    "close": Step(frozenset({"done"}), frozenset({"closed"}), "closed"),
    "drop": Step(OPEN | {"done"}, frozenset({"dropped"}), "dropped"),
    "reopen": Step(frozenset({"done", "closed", "dropped"}), frozenset({"doing"}), "doing"),
}
_ACTIONS: Final = {
    "start": "启动",
    "block": "标为受阻",
    "done": "办结",
    "close": "销号",
    "drop": "取消",
    "reopen": "重开",
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
    report = report._replace(note=written(report.note))
    tasks = list(plan.tasks)
    changes: list[Change] = []
    for position, number in targets:
        before = tasks[position]
        refuse_before_added(before, report)
        after = (
            advance_task(before, command, report)
            if number is None
            else advance_measure(before, number, command, report)
        )
        noted = same_statuses(before, after) and after != before
        tasks[position] = after
        changes.append(Change(before, after, number, noted))
    return Outcome(plan._replace(tasks=tuple(tasks)), tuple(changes))


def note(plan: Plan, targets: Sequence[Target], report: Report, said: Said, today: date) -> Outcome:
    """Record what is reported on every target, or on none of them; the status of what is not
    todo stays, also that of complete and dropped tasks.

    Raises RequestError for a note that says nothing, a percentage that is not 0–100 or is a
    measure's, a day after `today` or before the task was added, or a start dated before the
    task's last status record.
    """
    refuse_future(report, today)
    report = report._replace(note=written(report.note))
    said = said._replace(problem=written(said.problem), next=written(said.next))
    if report.note is None and said == Said():
        raise RequestError("没有写要记的内容", "例如：fjkx note 14 已举办第一期 --percent 60")
    if said.percent is not None and not 0 <= said.percent <= 100:
        raise RequestError(f"进度 {said.percent} 不在 0 到 100 之间", "例如：--percent 60")
    tasks = list(plan.tasks)
    changes: list[Change] = []
    for position, number in targets:
        change = note_target(tasks[position], number, report, said)
        tasks[position] = change.after
        changes.append(change)
    return Outcome(plan._replace(tasks=tuple(tasks)), tuple(changes))


def note_target(before: Task, number: int | None, report: Report, said: Said) -> Change:
    """One target before and after the note. Raises RequestError as `note` does."""
    refuse_before_added(before, report)
    noted = (
        note_task(before, report, said)
        if number is None
        else note_measure(before, number, report, said)
    )
    sentences = () if number is not None else about_percent(before, report, said)
    return Change(before, noted, number, True, sentences)


def note_task(task: Task, report: Report, said: Said) -> Task:
    """The task with the note in a record, started if it was todo, at the percentage reported
    unless a later day's record has another."""
    starts = is_todo(task)
    if starts:
        refuse_earlier(task, None, report)
    record = Record(
        report.on,
        status="doing" if starts else None,
        by=report.by,
        percent=said.percent,
        note=report.note,
        problem=said.problem,
        next=said.next,
    )
    percent = task.percent
    if said.percent is not None and later_percent(task, report.on) is None:
        percent = said.percent
    status = "doing" if starts else task.status
    return task._replace(status=status, percent=percent, records=(*task.records, record))


def note_measure(task: Task, number: int, report: Report, said: Said) -> Task:
    """The task with the note in a record of its measure `number`, behind one of its own start
    if it was todo. Raises RequestError for a percentage, which measures do not have."""
    if said.percent is not None:
        raise RequestError(
            f"举措 {task.id}.{number} 没有百分比进度",
            f"整项任务的进度：fjkx note {task.id} … --percent {said.percent}",
        )
    started = advance_task(task, "start", report._replace(note=None)) if is_todo(task) else task
    record = Record(
        report.on, number, by=report.by, note=report.note, problem=said.problem, next=said.next
    )
    return started._replace(records=(*started.records, record))


def is_todo(task: Task) -> bool:
    """Whether the task has not been started."""
    return task.status == "todo"


def later_percent(task: Task, day: date) -> Record | None:
    """The latest record of a day after `day` that has a percentage of the task."""
    later = [r for r in task.records if r.percent is not None and r.date > day]
    return max(later, key=lambda record: record.date, default=None)


def about_percent(task: Task, report: Report, said: Said) -> tuple[str, ...]:
    """What to say of the percentage in a task's note: not the latest one, not what a complete
    task counts as, or nothing left to do."""
    if said.percent is None:
        return ()
    later = later_percent(task, report.on)
    if is_complete(task) and said.percent < 100:
        label = STATUS_LABELS[task.status]
        kept = "" if later else f"，所报 {said.percent}% 重开后才算"
        return (f"第 {task.id} 项{label}，进度仍按 100% 计{kept}",)
    if later is not None:
        return (f"第 {task.id} 项在 {later.date} 已报 {later.percent}%，现进度未变",)
    if said.percent == 100 and task.status in OPEN:
        return (f"第 {task.id} 项进度已到 100%，尚未办结；办结：fjkx done {task.id}",)
    return ()


def written(text: str | None) -> str | None:
    """The text, or None if it is blank."""
    return text if text and text.strip() else None


def refuse_future(report: Report, today: date) -> None:
    """Raise RequestError for a report dated after `today`."""
    if report.on > today:
        raise RequestError(f"日期 {report.on} 在今天({today})之后", "还没发生的事不能记为已办")


def refuse_before_added(task: Task, report: Report) -> None:
    """Raise RequestError for a day on which the task had not yet come up."""
    if task.added is not None and report.on < task.added:
        raise RequestError(
            f"第 {task.id} 项在 {task.added} 才增列，不能记 {report.on} 的事",
            f"日期用 --on 给出，不早于 {task.added}；增列日期不对：fjkx edit {task.id}",
        )


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
    refuse_earlier(task, None, report)
    record = Record(report.on, status=step.to, by=report.by, note=report.note)
    return task._replace(status=step.to, records=(*task.records, record))


def advance_measure(task: Task, number: int, command: str, report: Report) -> Task:
    """The task after the step on its measure `number`. Raises RequestError as above."""
    if command not in ("done", "reopen"):
        raise RequestError(
            f"举措 {task.id}.{number} 只能办结或重开，不能{_ACTIONS[command]}",
            f"整项任务：fjkx {command} {task.id}",
        )
    wanted = "done" if command == "done" else "todo"
    measure = task.measures[number - 1]
    if task.status == "dropped" or (is_complete(task) and wanted == "todo"):
        label = STATUS_LABELS[task.status]
        raise RequestError(
            f"第 {task.id} 项{label}，不能{_ACTIONS[command]}举措 {task.id}.{number}",
            f"先重开整项任务：fjkx reopen {task.id}",
        )
    if measure.status == wanted or is_complete(task):
        return note_only(task, number, report)
    refuse_earlier(task, number, report)
    record = Record(report.on, number, wanted, report.by, note=report.note)
    measures = list(task.measures)
    measures[number - 1] = Measure(measure.text, wanted)
    starts = task.status == "todo" and wanted == "done"
    return task._replace(
        status="doing" if starts else task.status,
        measures=tuple(measures),
        records=(*task.records, record),
    )


def note_only(task: Task, number: int | None, report: Report) -> Task:
    """The task whose status holds already: unchanged, but for a note that was given."""
    if report.note is None:
        return task
    record = Record(report.on, number, by=report.by, note=report.note)
    return task._replace(records=(*task.records, record))


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
    wrong = f"第 {task.id} 项{STATUS_LABELS[task.status]}，不能{_ACTIONS[command]}"
    if command == "close" and task.status in OPEN:
        return RequestError(wrong, f"先办结：fjkx done {task.id}")
    if command == "reopen":
        return RequestError(wrong, f"它没有办结，继续推进：fjkx start {task.id}")
    return RequestError(wrong, f"先重开：fjkx reopen {task.id}")


def open_measures(task: Task) -> int:
    """How many measures of an open task are still to do."""
    return sum(measure.status != "done" for measure in task.measures)
