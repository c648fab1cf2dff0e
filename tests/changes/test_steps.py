"""The steps of a task's life: every command on every status; reports, days, several targets."""

from datetime import date
from typing import Any

import pytest

from fjkx.changes.steps import STEPS, advance, record_reports
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.errors import ObstacleError
from fjkx.plan.model import STATUSES, Measure, Plan, Record, Task, Unit, Was
from fjkx.words.names import Target
from tests.refused import refused

EARLY, MAY, TODAY = date(2020, 5, 9), date(2020, 5, 10), date(2020, 6, 1)
MEASURES = (Measure("甲。"), Measure("乙。", "done"))
TASK = Task("14", "t", "doing", measures=MEASURES)
STARTED = TASK._replace(records=(Record(MAY, status="doing"),))


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


def test_completing_a_task_leaves_its_measures_so_reopening_loses_nothing() -> None:
    again = step(step(TASK, "done").after, "reopen").after
    assert again._replace(records=()) == TASK


def test_what_is_blocked_has_a_reason() -> None:
    for note in (None, " "):
        assert refused(step, TASK, "block", note=note) == (
            "第 14 项受阻要写明原因 | fjkx … -m 原因"
        )


# -- days -----------------------------------------------------------------------------------

FUTURE = "日期 2020-06-02 在今天(2020-06-01)之后 | 还没发生的事不能记为已办"
EARLIER = (
    "{} 2020-05-10 已有状态记录，不能再记 2020-05-09 的变动"
    " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-05-10"
)
NOT_YET = (
    "第 14 项在 2020-05-10 才增列，不能记 2020-05-09 的事"
    " | 日期用 --on 给出，不早于 2020-05-10；增列日期不对：fjkx edit 14"
)
OF_MEASURE = TASK._replace(records=(Record(MAY, 2, "done"), Record(date(2020, 5, 8), 1, "todo")))
ADDED = TASK._replace(added=MAY)
NOT_STARTED = STARTED._replace(status="todo")


@pytest.mark.parametrize(
    ("task", "command", "measure", "on", "message"),
    [
        (TASK, "done", None, date(2020, 6, 2), FUTURE),
        (TASK, "start", None, date(2020, 6, 2), FUTURE),  # although nothing would change
        (TASK, "report", None, date(2020, 6, 2), FUTURE),
        (STARTED, "done", None, EARLY, EARLIER.format("第 14 项在")),
        (STARTED, "done", None, MAY, ""),
        (STARTED, "start", None, EARLY, ""),  # a note on what holds may be older
        (STARTED, "report", None, EARLY, ""),
        (NOT_STARTED, "report", None, EARLY, EARLIER.format("第 14 项在")),
        (NOT_STARTED, "report", 1, EARLY, ""),
        (TASK._replace(records=(Record(MAY, note="x"),)), "done", None, EARLY, ""),
        (OF_MEASURE, "done", None, EARLY, ""),
        (OF_MEASURE, "done", 1, EARLY, ""),
        (OF_MEASURE, "reopen", 2, EARLY, EARLIER.format("举措 14.2 在")),
        (ADDED, "done", None, EARLY, NOT_YET),
        (ADDED, "start", None, EARLY, NOT_YET),
        (ADDED, "done", 1, EARLY, NOT_YET),
        (ADDED, "report", None, EARLY, NOT_YET),
        (ADDED, "report", 1, EARLY, NOT_YET),
        (ADDED, "done", 1, MAY, ""),
        (ADDED, "report", 1, MAY, ""),
    ],
)
def test_days(task: Task, command: str, measure: int | None, on: date, message: str) -> None:
    def call() -> Change:
        if command == "report":
            return reported(task, measure, on=on, note="补记")
        return step(task, command, measure, on=on, note="补记")

    if message:
        assert refused(call) == message
    else:
        assert call().after.records[-1].date == on


# -- reports --------------------------------------------------------------------------------

WHOLE: dict[str, Any] = {
    "by": "办公室",
    "note": "好",
    "percent": 60,
    "problem": "缺人",
    "next": "补招",
}


@pytest.mark.parametrize("status", STATUSES)
def test_a_report_is_one_record_and_starts_a_task(status: str) -> None:
    task = TASK._replace(status=status)
    started = "doing" if status == "todo" else None
    record = Record(TODAY, None, started, **WHOLE)
    after = task._replace(status=started or status, percent=60, records=(record,))
    assert reported(task, **WHOLE)._replace(remarks=()) == Change(
        task, after, None, (record,), noted=True
    )


@pytest.mark.parametrize(
    ("status", "said", "records"),
    [
        ("doing", "好", [Record(TODAY, 2, note="好", problem="缺人")]),
        ("todo", " ", [Record(TODAY, 2, problem="缺人")]),
    ],
)
def test_a_report_on_a_measure_starts_its_task(
    status: str, said: str, records: list[Record]
) -> None:
    change = reported(TASK._replace(status=status), 2, note=said, problem="缺人")
    assert change.after == TASK._replace(status="doing", records=tuple(records))
    assert (change.measure, change.noted) == (2, True)


def test_a_note_beside_a_step_on_what_holds_already_is_recorded_without_a_status() -> None:
    closed = TASK._replace(status="closed")
    record = Record(MAY, by="办公室", note="补材料")
    assert step(closed, "done", on=MAY, by="办公室", note="补材料") == Change(
        closed, closed._replace(records=(record,)), None, (record,), noted=True
    )
    assert step(TASK, "done", 2, note="补").records == (Record(TODAY, 2, note="补"),)
    for note in (None, "", " "):  # a unit alone is no reason for a record
        assert step(closed, "done", by="办公室", note=note) == Change(closed, closed)
    assert step(TASK, "done", note=" ").records == (Record(TODAY, status="done"),)


@pytest.mark.parametrize("text", [{"note": " 好 "}, {"problem": " 好 "}, {"next": " 好 "}])
def test_one_of_the_three_texts_will_do(text: dict[str, Any]) -> None:
    assert reported(TASK, **text).records == (Record(TODAY, **text),)


def test_a_report_that_says_nothing_is_refused() -> None:
    expected = "没有写要记的内容 | 用法见 fjkx note --help"
    assert refused(lambda: reported(TASK)) == expected
    blank: dict[str, Any] = {"by": "办公室", "note": " ", "problem": "", "next": " \n"}
    assert refused(lambda: reported(TASK, 1, **blank)) == expected


def test_the_same_report_of_a_day_is_recorded_once() -> None:
    report: dict[str, Any] = {"by": "办公室", "note": "好", "percent": 60}
    once = reported(TASK, **report).after
    said = "第 14 项在 2020-06-01 已有同样的一条，没有再记"
    assert reported(once, **report) == Change(once, once, remarks=(said,))
    others: list[dict[str, Any]] = [{"percent": 70}, {"by": None}, {"on": MAY}]
    for other in others:
        assert len(reported(once, **{**report, **other}).after.records) == 2
    adjusted = TASK._replace(records=(Record(TODAY, note="好", was=Was(title="旧")),))
    assert len(reported(adjusted, note="好").after.records) == 2
    units = (Unit("办公室"), Unit("学会学术部", ("学会部",)))
    plan, by = Plan("x", 2020, units=units, tasks=(TASK,)), ("办公室", "学会学术部")
    joint = record_reports(plan, {Target(0): Report(TODAY, by, "好")}, TODAY).plan
    again = {Target(0): Report(TODAY, ("学会部", "办公室"), "好")}
    assert record_reports(joint, again, TODAY).plan == joint
    for measure in (None, 1):  # a step with its reason too
        done = step(TASK, "done", measure, note="已举办").after
        repeated = step(done, "done", measure, note="已举办")
        assert repeated == Change(done, done, measure, remarks=(said,))
        assert len(step(done, "done", measure, note="又举办").after.records) == 2


@pytest.mark.parametrize(
    ("by", "said"),
    [
        ("学会部", ()),
        ("科技馆", ()),
        (("院士办", "学会部"), ("第 14 项不由院士办牵头或配合",)),
    ],
)
def test_who_does_not_answer_for_a_task_is_said(
    by: str | tuple[str, ...], said: tuple[str, ...]
) -> None:
    task = TASK._replace(lead=("学会学术部",), support=("科技馆",))
    units = (Unit("学会学术部", ("学会部",)), Unit("科技馆"), Unit("院士办"))
    plan, report = Plan("x", 2020, units=units, tasks=(task,)), Report(TODAY, by, "好")
    assert record_reports(plan, {Target(0): report}, TODAY).changes[0].remarks == said
    assert advance(plan, "done", [Target(0)], report, TODAY).changes[0].remarks == said


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


# -- percentages ----------------------------------------------------------------------------

REPORTED = (Record(MAY, percent=40), Record(date(2020, 5, 20), percent=50))
OVER = TASK._replace(percent=50, records=REPORTED)
STAYS = "第 14 项{}，进度仍按 100% 计"


@pytest.mark.parametrize(
    ("task", "on", "percent", "now", "said"),
    [
        (TASK, TODAY, 0, 0, ()),
        (TASK, TODAY, 99, 99, ()),
        (TASK, TODAY, 100, 100, ("第 14 项进度已到 100%，尚未办结；办结：fjkx done 14",)),
        (TASK._replace(status="closed"), TODAY, 100, 100, ()),
        *(
            (
                TASK._replace(status=s),
                TODAY,
                60,
                60,
                (f"{STAYS.format(w)}，所报 60% 退回重办后才算",),
            )
            for s, w in (("done", "已办结"), ("closed", "已销号"))
        ),
        (OVER._replace(status="done"), MAY, 60, 50, (STAYS.format("已办结"),)),
        (OVER, MAY, 100, 50, ("第 14 项在 2020-05-20 已报 50%，现进度未变",)),
        (OVER, date(2020, 5, 20), 20, 20, ()),
    ],
)
def test_a_percentage_holds_unless_a_later_day_has_another(
    task: Task, on: date, percent: int, now: int, said: tuple[str, ...]
) -> None:
    change = reported(task, on=on, percent=percent)
    assert (change.after.status, change.after.percent, change.remarks) == (task.status, now, said)
    assert change.after.records[-1] == Record(on, percent=percent)


def test_percentages_out_of_bounds_or_of_a_measure_are_refused() -> None:
    assert refused(lambda: reported(TASK, percent=-1)).startswith("进度 -1 不在 0 到 100 之间")
    assert refused(lambda: reported(TASK, percent=101)) == (
        "进度 101 不在 0 到 100 之间 | 例如：--percent 60"
    )
    assert refused(lambda: reported(TASK, 2, percent=60)) == (
        "举措 14.2 没有百分比进度 | 整项任务的进度：fjkx note 14"
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
