"""That tasks were pressed for (催办): each gets a record that says the how-manieth time it was."""

from collections.abc import Iterable
from datetime import date

from fjkx.changes.types import Change, Outcome, recorded
from fjkx.plan.chase import Case, time_of
from fjkx.plan.model import Plan, Record, Task


def record_chase(plan: Plan, cases: Iterable[Case], on: date) -> Outcome:
    """Record of the task of each case that it was pressed for on the day; of one of which that is
    recorded already, nothing."""
    times = {case.task.id: time_of(case) for case in cases}
    changes = [
        Change(task, pressed(task, on, times[task.id])) for task in plan.tasks if task.id in times
    ]
    after = {change.after.id: change.after for change in changes}
    tasks = tuple(after.get(task.id, task) for task in plan.tasks)
    return Outcome(plan._replace(tasks=tasks), tuple(c for c in changes if c.before != c.after))


def pressed(task: Task, on: date, times: int) -> Task:
    """The task with the record, once for a day."""
    if any(record.chased and record.date == on for record in task.records):
        return task
    return recorded(task, Record(on, chased=times))
