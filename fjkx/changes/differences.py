"""What differs between two states of one plan, whoever changed it: an editor, or undo."""

from fjkx.changes.types import Change, Outcome
from fjkx.plan.model import Plan, Task, is_complete


def differences(before: Plan, after: Plan) -> Outcome:
    """The tasks, and the measures, that differ between two states of one plan, and the tasks
    that only one of them has."""
    earlier = {task.id: task for task in before.tasks}
    now = {task.id for task in after.tasks}
    changes = tuple(
        change
        for task in after.tasks
        if (was := earlier.get(task.id)) is not None and was != task
        for change in task_differences(was, task)
    )
    added = tuple(task for task in after.tasks if task.id not in earlier)
    removed = tuple(task for task in before.tasks if task.id not in now)
    return Outcome(after, changes, added, removed)


def task_differences(before: Task, after: Task) -> list[Change]:
    """The task's step and its measures'; or, where no status differs, that something does."""
    found = [Change(before, after)] if before.status != after.status else []
    return [*found, *measure_differences(before, after)] or [Change(before, after)]


def measure_differences(before: Task, after: Task) -> list[Change]:
    """The measures whose status differs, where they are as many and still count for themselves."""
    if len(before.measures) != len(after.measures) or is_complete(after):
        return []
    return [
        Change(before._replace(status=after.status), after, number)
        for number, pair in enumerate(zip(before.measures, after.measures, strict=True), 1)
        if pair[0].status != pair[1].status
    ]
