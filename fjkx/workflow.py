"""Steps of a task's life (start, block, done, close, drop, reopen): intent → a new plan.

A step changes `status` and appends one record. Measures know only todo and done. A done
measure starts a task that is still todo: its record says so without one of its own.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from fjkx.errors import RequestError
from fjkx.model import OPEN, STATUS_LABELS, Measure, Plan, Record, Task, is_complete
from fjkx.names import Target


class Step(NamedTuple):
    """What one command does: the statuses it leaves, those it finds done already, its own."""

    leaves: frozenset[str]
    holds: frozenset[str]
    to: str


class Report(NamedTuple):
    """Who reports what, when: the part of a record that the command's options give. An empty
    note is none."""

    on: date
    by: str | None = None
    note: str | None = None


class Change(NamedTuple):
    """One target before and after. `measure` counts from 1, None is the task itself.

    `noted` says that a note was recorded although the status held already.
    """

    before: Task
    after: Task
    measure: int | None = None
    noted: bool = False


class Outcome(NamedTuple):
    """The plan that is meant, and what became of each target in the order typed."""

    plan: Plan
    changes: tuple[Change, ...]


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
    day after `today`, or a day before the target's last status record.
    """
    if report.on > today:
        raise RequestError(f"日期 {report.on} 在今天({today})之后", "还没发生的事不能记为已办")
    report = report._replace(note=report.note or None)
    tasks = list(plan.tasks)
    changes: list[Change] = []
    for position, number in targets:
        before = tasks[position]
        after = (
            advance_task(before, command, report)
            if number is None
            else advance_measure(before, number, command, report)
        )
        noted = same_statuses(before, after) and after != before
        tasks[position] = after
        changes.append(Change(before, after, number, noted))
    return Outcome(plan._replace(tasks=tuple(tasks)), tuple(changes))


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
