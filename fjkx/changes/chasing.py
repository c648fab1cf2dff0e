"""That tasks were pressed for (催办): each gets a record that says the how-manieth time it was."""

from collections.abc import Iterable
from datetime import date

from fjkx.changes.targets import recorded
from fjkx.changes.types import Change, Outcome
from fjkx.plan.chase import Case, time_of
from fjkx.plan.model import Plan, Record


def record_chase(plan: Plan, cases: Iterable[Case], on: date) -> Outcome:
    """Record of the task of each case that it was pressed for on the day, once for a day."""
    times = {case.task.id: time_of(case) for case in cases}
    return recorded(
        plan,
        [
            Change(task, task, records=(Record(on, chased=times[task.id]),))
            for task in plan.tasks
            if task.id in times
            and not any(record.chased and record.date == on for record in task.records)
        ],
    )
