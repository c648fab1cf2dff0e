"""What a command changed, before → after, in lines. Without Rich: updates never wait for it."""

from collections.abc import Iterable

from fjkx.model import STATUS_LABELS, Plan, Task, is_complete, mean_progress
from fjkx.render.text import one_line, percentage
from fjkx.workflow import Change, open_measures


def changes_text(changes: tuple[Change, ...], plan: Plan) -> str:
    """A line for every change in the order given, hints at the next step, the plan's new total."""
    lines = [line for change in changes for line in change_lines(change)]
    lines += [hint for change in changes for hint in next_step(change)]
    return "\n".join((*lines, total_line(plan))) + "\n"


def change_lines(change: Change) -> list[str]:
    """`14  未启动 → 已办结  标题`; what held already is said to be unchanged."""
    before, after, measure = change.before, change.after, change.measure
    if measure is None:
        return [line(after.id, before.status, after.status, after.title, change.noted)]
    name = f"{after.id}.{measure}"
    was, now = (measure_status(task, measure) for task in (before, after))
    lines = [line(name, was, now, after.measures[measure - 1].text, change.noted)]
    if before.status != after.status:
        lines.append(line(after.id, before.status, after.status, after.title, False))
    return lines


def measure_status(task: Task, number: int) -> str:
    """The status a measure counts as: in a complete task all of them are done."""
    return "done" if is_complete(task) else task.measures[number - 1].status


def line(name: str, before: str, after: str, text: str, noted: bool) -> str:
    if before == after:
        state = f"{STATUS_LABELS[after]}，未变" + ("，说明已记入" if noted else "")
    else:
        state = f"{STATUS_LABELS[before]} → {STATUS_LABELS[after]}"
    return f"{name}  {state}  {one_line(text)}"


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


def undone_text(label: str, time: str, before: Plan | None, after: Plan | None) -> str:
    """Which command was undone, and what that did to statuses and to the total."""
    return f"已撤销 {time} 的 {one_line(label)}\n{between_text(before, after)}"


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
