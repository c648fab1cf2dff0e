"""The one path of all changes of tasks: target by target, all of them or none.

Also what no change may do, whatever it is: be dated after today, or before its task came up.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from fjkx.changes.types import Change, Outcome, with_records
from fjkx.plan.errors import ObstacleError, RequestError
from fjkx.plan.model import Plan, Record, Task, period
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
    if len(targets) == 1:
        return next(iter(obstacles.values()))
    rest = [target for target in targets if target not in obstacles]
    message = "；".join(dict.fromkeys(obstacle_words(plan, obstacles)))
    return ObstacleError(message, common_hint(plan, obstacles), len(rest), compact(plan, rest))


def obstacle_words(plan: Plan, obstacles: dict[Target, RequestError]) -> Iterator[str]:
    """The obstacles, what is the same of several tasks once: `第 4-11、13 项未启动，不能销号`."""
    alike: dict[str, list[Target]] = {}
    for target, error in obstacles.items():
        own = f"第 {plan.tasks[target.position].id} 项"
        what = str(error).removeprefix(own) if target.measure is None else str(error)
        alike.setdefault(what, []).append(target)
    for what, those in alike.items():
        if str(obstacles[those[0]]) == what:
            yield what
        else:
            yield f"第 {compact(plan, those).replace(' ', '、')} 项{what}"


def common_hint(plan: Plan, obstacles: dict[Target, RequestError]) -> str:
    """The hint that all obstacles give, of all their tasks where it ends with the task: `fjkx done
    4-5 12`; none where they give several."""
    tasks = [target._replace(measure=None) for target in obstacles]
    ends = [f" {plan.tasks[target.position].id}" for target in tasks]
    hints = [error.hint for error in obstacles.values()]
    heads = {hint.removesuffix(end) for hint, end in zip(hints, ends, strict=True)}
    if len(heads) > 1:
        return ""
    head = heads.pop()
    return head if head == hints[0] else f"{head} {compact(plan, tasks)}"


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


def refuse_before_start(plan: Plan, task: Task, on: date, today: date) -> None:
    """Raise RequestError for a change of status on a day before the plan's period starts."""
    start = period(plan)[0]
    if on < start:
        way = f"日期用 --on 给出，不早于 {start}" if start <= today else f"到 {start} 才能记"
        raise RequestError(
            f"计划从 {start} 开始，第 {task.id} 项不能记 {on} 的变动",
            f"{way}；起始不对：fjkx edit，改 plan 的 start",
        )


def refuse_measure(task: Task, number: int | None, command: str) -> None:
    """Raise RequestError for a measure where only tasks will do."""
    if number is not None:
        raise RequestError(
            f"举措 {task.id}.{number} 没有自己的时限、单位和标题",
            f"整项任务：fjkx {command} {task.id}{' -m 原因' * (command == 'extend')}",
        )
