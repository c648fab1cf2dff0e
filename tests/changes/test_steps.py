"""The steps of a task's life: every command on every status; reports, days, several targets."""

from datetime import date
from typing import Any

import pytest

from fjkx.changes.steps import STEPS, advance, record_reports
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.errors import ObstacleError
from fjkx.plan.model import STATUSES, Measure, Plan, Record, Task
from fjkx.words.names import Target
from tests.refused import refused

EARLY, MAY, TODAY = date(2020, 5, 9), date(2020, 5, 10), date(2020, 6, 1)
MEASURES = (Measure("甲。"), Measure("乙。", "done"))
TASK = Task("14", "t", "doing", measures=MEASURES)


def only(outcome: Outcome) -> Change:
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def step(task: Task, command: str, measure: int | None = None, **report: Any) -> Change:
    """What the command makes of a task, or of its measure."""
    plan, told = Plan("x", 2020, tasks=(task,)), Report(**{"on": TODAY, **report})
    return only(advance(plan, command, [Target(0, measure)], told, TODAY))


def reported(task: Task, measure: int | None = None, **report: Any) -> Change:
    """What a report makes of a task, or of its measure."""
    plan, told = Plan("x", 2020, tasks=(task,)), Report(**{"on": TODAY, **report})
    return only(record_reports(plan, {Target(0, measure): told}, TODAY))


# -- every command on every status ----------------------------------------------------------

# = is unchanged, a letter a refusal, anything else the task's new status, with + and - after
# that of the measure: done, todo. Measure 1 is todo, measure 2 done.
TABLE = """
          todo     doing    blocked   done     closed  dropped
start     doing    =        doing     R        R       R
block     blocked  blocked  =         R        R       R
done      done     done     done      =        =       R
close     D        D        D         closed   =       R
drop      dropped  dropped  dropped   dropped  R       =
reopen    S        =        S         doing    doing   doing
done.1    doing+   doing+   blocked+  =        =       M
done.2    =        =        =         =        =       M
reopen.1  =        =        =         M        M       M
reopen.2  todo-    doing-   blocked-  M        M       M
start.1   O        O        O         O        O       O
block.1   O        O        O         O        O       O
close.1   O        O        O         O        O       O
drop.1    O        O        O         O        O       O
"""
REFUSALS = {
    "R": "第 14 项{label}，不能{action} | 先退回重办：fjkx reopen 14",
    "D": "第 14 项{label}，不能{action} | 先办结：fjkx done 14",
    "S": "第 14 项{label}，不能{action} | 它没有办结，继续推进：fjkx start 14",
    "M": "第 14 项{label}，不能{action}举措 14.{n} | 先退回重办整项任务：fjkx reopen 14",
    "O": "举措 14.{n} 只能办结或退回重办，不能{action} | 整项任务：fjkx {command} 14{reason}",
}
LABELS = dict(
    zip(STATUSES, ("未启动", "推进中", "受阻", "已办结", "已销号", "已取消"), strict=True)
)
ACTIONS = dict(zip(STEPS, ("启动", "标为受阻", "办结", "销号", "取消", "退回重办"), strict=True))
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (command, status, cell)
    for command, *cells in ROWS[1:]
    for status, cell in zip(ROWS[0], cells, strict=True)
]


@pytest.mark.parametrize(("typed", "status", "cell"), CELLS)
def test_every_command_on_every_status(typed: str, status: str, cell: str) -> None:
    command, _, number = typed.partition(".")
    measure, task = int(number) if number else None, TASK._replace(status=status)
    if cell == "=":
        assert step(task, command, measure) == Change(task, task, measure)
    elif cell in REFUSALS:
        reason = " -m 原因" * (command == "block")
        words = {"label": LABELS[status], "action": ACTIONS[command], "reason": reason}
        expected = REFUSALS[cell].format(command=command, n=number, **words)
        assert refused(lambda: step(task, command, measure)) == expected
    else:
        new = cell.strip("+-")
        of_measure = {"+": "done", "-": "todo"}.get(cell[-1])
        measures = list(MEASURES)
        if measure:
            measures[measure - 1] = measures[measure - 1]._replace(status=str(of_measure))
        record = Record(TODAY, measure, of_measure or new, note="缘由")
        after = task._replace(status=new, measures=tuple(measures), records=(record,))
        change = step(task, command, measure, note="缘由")
        assert change == Change(task, after, measure, (record,))
        assert step(after, command, measure).after == after


# -- reports --------------------------------------------------------------------------------

WHOLE: dict[str, Any] = {
    "by": "办公室",
    "note": "好",
    "percent": 60,
    "problem": "缺人",
    "next": "补招",
}


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        ("todo", "done", "done"),
        ("blocked", "done", "done"),
        ("doing", "blocked", "blocked"),
        ("closed", "done", "closed"),
        ("dropped", "blocked", "dropped"),
        ("done", "blocked", "done"),
    ],
)
def test_a_status_reported_is_taken_where_it_may_be(before: str, said: str, after: str) -> None:
    task = reported(TASK._replace(status=before), note="好", status=said).after
    assert (task.status, task.records[-1].status) == (after, None if before == after else after)


def test_a_measure_reported_done_is_done() -> None:
    after = reported(TASK, 1, note="好", status="done").after
    assert (after.measures[0].status, after.records) == (
        "done",
        (Record(TODAY, 1, "done", note="好"),),
    )


# -- several targets ------------------------------------------------------------------------


def test_several_targets_in_the_order_typed() -> None:
    """Each change has the task as the targets before left it; what is recorded of it is there."""
    tasks = (Task("1", "a"), Task("2", "b", "done"), Task("3", "c", measures=MEASURES))
    plan, typed = Plan("x", 2020, tasks=tasks), [Target(2, 1), Target(1), Target(2), Target(0)]
    outcome = advance(plan, "done", typed, Report(TODAY), TODAY)
    done, measure = Record(TODAY, status="done"), Record(TODAY, 1, "done")
    both = (Measure("甲。", "done"), Measure("乙。", "done"))
    third = tasks[2]._replace(status="done", measures=both, records=(measure, done))
    first = tasks[0]._replace(status="done", records=(done,))
    assert outcome == Outcome(
        plan._replace(tasks=(first, tasks[1], third)),
        (
            Change(tasks[2], third._replace(status="doing"), 1, (measure,)),
            Change(tasks[1], tasks[1]),
            Change(tasks[2]._replace(status="doing"), third, None, (done,)),
            Change(tasks[0], first, None, (done,)),
        ),
    )
    assert advance(plan, "done", [], Report(TODAY), TODAY) == Outcome(plan)


def test_reports_of_several_targets_or_of_none() -> None:
    plan = Plan("x", 2020, tasks=(Task("1", "a"), Task("2", "b", measures=MEASURES)))
    note = Report(TODAY, note="好")
    outcome = record_reports(plan, dict.fromkeys([Target(1, 2), Target(1), Target(0)], note), TODAY)
    own = Record(TODAY, note="好")
    assert [task.records for task in outcome.plan.tasks] == [
        (Record(TODAY, status="doing", note="好"),),
        (Record(TODAY, 2, note="好"), own),
    ]
    share = dict.fromkeys([Target(0), Target(1, 1)], Report(TODAY, percent=60))
    assert "举措 2.1 没有百分比" in refused(lambda: record_reports(plan, share, TODAY))


def test_all_obstacles_are_told_at_once_and_what_is_not_in_the_way() -> None:
    tasks = tuple(Task(str(n), "t", status) for n, status in enumerate(STATUSES * 2, 1))
    plan = Plan("x", 2020, tasks=tasks)
    for command, places, expected in (
        (
            "done",
            range(12),
            ("第 6、12 项已取消，不能办结", "先退回重办：fjkx reopen 6 12", 10, "1-5 7-11"),
        ),
        ("close", (3, 4, 5), ("第 6 项已取消，不能销号", "先退回重办：fjkx reopen 6", 2, "4-5")),
    ):
        with pytest.raises(ObstacleError) as caught:
            advance(plan, command, [Target(at) for at in places], Report(TODAY), TODAY)
        error = caught.value
        assert (str(error), error.hint, error.count, error.rest) == expected
