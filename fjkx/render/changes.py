"""What a command changed, before → after, in lines. Without Rich: updates never wait for it."""

from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import east_asian_width

from fjkx.model import STATUS_LABELS, Plan, Task, is_complete, mean_progress
from fjkx.render.text import one_line, percentage
from fjkx.workflow import Change, open_measures


class Row(NamedTuple):
    """One change: the id of the task or measure, what became of its status, its own words."""

    name: str
    state: str
    text: str


def changes_text(changes: tuple[Change, ...], plan: Plan) -> str:
    """A line for every change in the order given, hints at the next step, the plan's new total."""
    rows = [row for change in changes for row in change_rows(change)]
    hints = [hint for change in changes for hint in next_step(change)]
    return "\n".join((*aligned(rows), *hints, total_line(plan))) + "\n"


def change_rows(change: Change) -> list[Row]:
    """`14  未启动 → 已办结  标题`; what held already is said to be unchanged."""
    before, after, measure = change.before, change.after, change.measure
    if measure is None:
        return [row(after.id, before.status, after.status, after.title, change.noted)]
    name, text = f"{after.id}.{measure}", after.measures[measure - 1].text
    was, now = (measure_status(task, measure) for task in (before, after))
    rows = [row(name, was, now, text, change.noted)]
    if before.status != after.status:
        rows.append(row(after.id, before.status, after.status, after.title, False))
    return rows


def measure_status(task: Task, number: int) -> str:
    """The status a measure counts as: in a complete task all of them are done."""
    return "done" if is_complete(task) else task.measures[number - 1].status


def row(name: str, before: str, after: str, text: str, noted: bool) -> Row:
    """One change in words."""
    if before == after:
        state = f"{STATUS_LABELS[after]}，未变" + ("，说明已记入" if noted else "")
    else:
        state = f"{STATUS_LABELS[before]} → {STATUS_LABELS[after]}"
    return Row(one_line(name), state, one_line(text))


def aligned(rows: list[Row]) -> list[str]:
    """The rows as lines with their names and states below each other."""
    name = max((cells(row.name) for row in rows), default=0)
    state = max((cells(row.state) for row in rows), default=0)
    return [
        f"{row.name}{' ' * (name - cells(row.name))}  "
        f"{row.state}{' ' * (state - cells(row.state))}  {row.text}"
        for row in rows
    ]


def cells(text: str) -> int:
    """Columns that an id or a state takes up on a terminal; Rich's own count costs start-up."""
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


def next_step(change: Change) -> list[str]:
    """After the last open measure of a task: the command that completes the task."""
    task = change.after
    completed = change.measure is not None and change.before.measures != task.measures
    if completed and open_measures(task) == 0:
        return [f"第 {task.id} 项的举措已全部办结；整项办结：fjkx done {task.id}"]
    return []


def total_line(plan: Plan) -> str:
    """Where the whole plan stands."""
    tasks = [task for task in plan.tasks if task.status != "dropped"]
    complete = sum(map(is_complete, tasks))
    share = percentage(100.0 * complete / len(tasks) if tasks else 0.0)
    mean = percentage(mean_progress(tasks))
    return f"全计划完成 {complete}/{len(tasks)}（{share}），平均进度 {mean}"


def differences(before: Plan, after: Plan) -> tuple[Change, ...]:
    """The tasks, and the measures, whose status differs between two states of one plan."""
    earlier = {task.id: task for task in before.tasks}
    return tuple(
        change
        for task in after.tasks
        if (was := earlier.get(task.id)) is not None and was != task
        for change in task_differences(was, task)
    )


def task_differences(before: Task, after: Task) -> list[Change]:
    found = [Change(before, after)] if before.status != after.status else []
    if len(before.measures) == len(after.measures):
        found += [
            Change(before._replace(status=after.status), after, number)
            for number, pair in enumerate(zip(before.measures, after.measures, strict=True), 1)
            if pair[0].status != pair[1].status and not is_complete(after)
        ]
    return found


def undone_text(label: str, before: Plan | None, after: Plan | None) -> str:
    """Which command was undone, and what that did to statuses and to the total."""
    return f"已撤销：{one_line(label)}\n{between_text(before, after)}"


def edited_text(before: Plan | None, after: Plan | None) -> str:
    """What an editor did to statuses and to the total."""
    return f"已保存修改\n{between_text(before, after)}"


def between_text(before: Plan | None, after: Plan | None) -> str:
    """The differences of two states of the plan, as far as both could be read."""
    if before is None or after is None:
        return ""
    return changes_text(differences(before, after), after)


def states_text(states: Iterable[tuple[str, str]]) -> str:
    """The commands that can be undone, given as time and label, newest first."""
    lines = [f"{time}  {one_line(label)}\n" for time, label in states]
    return "".join(lines) or "没有可以撤销的操作\n"
