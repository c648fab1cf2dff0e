"""The one path of all changes of tasks: target by target, all of them or none.

Also what no change may do, whatever it is: be dated after today, or before its task came up.
"""

from collections.abc import Callable, Sequence
from datetime import date

from fjkx.changes.types import Change, Outcome, with_records
from fjkx.plan.errors import ObstacleError, RequestError
from fjkx.plan.model import Plan, Record, Task
from fjkx.words.names import Target, compact

Make = Callable[[Task, int | None], Change]


def on_each(plan: Plan, targets: Sequence[Target], make: Make) -> Outcome:
    """The plan with every target changed as `make` says, which gets the task as the targets
    before left it, and the number of a measure or None. What is recorded is added to a task, and
    to its measures, once for all targets: thousands of measures are done in linear time.

    Raises RequestError if `make` does for the only target, else ObstacleError with all of them.
    """
    tasks = list(plan.tasks)
    changes: list[Change] = []
    obstacles: dict[Target, RequestError] = {}
    for target in targets:
        try:
            change = make(tasks[target.position], target.measure)
        except RequestError as error:
            obstacles[target] = error
            continue
        tasks[target.position] = change.after
        changes.append(change)
    if obstacles:
        raise obstacle(plan, targets, obstacles)
    return recorded(plan._replace(tasks=tuple(tasks)), changes)


def recorded(plan: Plan, changes: Sequence[Change]) -> Outcome:
    """The plan, in which tasks are as the changes left them, with the records of these."""
    new: dict[str, list[Record]] = {}
    for change in changes:
        new.setdefault(change.after.id, []).extend(change.records)
    tasks = tuple(
        with_records(task, records) if (records := new.get(task.id)) else task
        for task in plan.tasks
    )
    left = {task.id: task for task in tasks if task.id in new}

    def with_its_records(change: Change) -> Change:
        task = left[change.after.id]
        after = change.after._replace(measures=task.measures, records=task.records)
        return change._replace(after=after) if change.records else change

    return Outcome(plan._replace(tasks=tasks), tuple(map(with_its_records, changes)))


def obstacle(
    plan: Plan, targets: Sequence[Target], obstacles: dict[Target, RequestError]
) -> RequestError:
    """What stands in the way: that of the only target; of several all, and what is the rest."""
    errors = list(obstacles.values())
    if len(targets) == 1:
        return errors[0]
    rest = [target for target in targets if target not in obstacles]
    message = "；".join(dict.fromkeys(map(str, errors)))
    hint = errors[0].hint if len(errors) == 1 or not rest else ""
    return ObstacleError(message, hint, len(rest), compact(plan, rest))


def refuse_future(on: date, today: date) -> None:
    """Raise RequestError for a day after `today`."""
    if on > today:
        raise RequestError(f"日期 {on} 在今天({today})之后", "还没发生的事不能记为已办")


def refuse_before_added(task: Task, on: date) -> None:
    """Raise RequestError for a day on which the task had not yet come up."""
    if task.added is not None and on < task.added:
        raise RequestError(
            f"第 {task.id} 项在 {task.added} 才增列，不能记 {on} 的事",
            f"日期用 --on 给出，不早于 {task.added}；增列日期不对：fjkx edit {task.id}",
        )


def refuse_measure(task: Task, number: int | None, command: str) -> None:
    """Raise RequestError for a measure where only tasks will do."""
    if number is not None:
        raise RequestError(
            f"举措 {task.id}.{number} 没有自己的时限、单位和标题",
            f"整项任务：fjkx {command} {task.id} …",
        )
