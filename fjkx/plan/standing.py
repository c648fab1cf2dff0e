"""What is known of a task now, by what was reported last."""

from fjkx.plan.chase import is_report, problem
from fjkx.plan.model import Record, Task, in_order, is_complete
from fjkx.plan.named import NamedTuple


class Standing(NamedTuple):
    """The last report that says something, and the problem and the next step that stand: those
    of the last report that names either. A complete task has neither."""

    progress: Record | None = None
    problem: str | None = None
    next: str | None = None


def standing(task: Task) -> Standing:
    """What the task's records say of it now; what the office itself notes is no report. A blocked
    task has the problem that it is pressed for."""
    reports = [record for record in in_order(task.records) if is_report(record)]
    noted = [record for record in reports if record.note]
    asked = [record for record in reports if record.problem or record.next]
    progress = noted[-1] if noted else None
    if is_complete(task):
        return Standing(progress)
    blocked = problem(task) if task.status == "blocked" else None
    last = asked[-1] if asked else None
    return Standing(progress, blocked or (last and last.problem), last and last.next)
