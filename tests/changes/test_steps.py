"""The steps of a task's life: every command on every status, measures, dates, notes."""

from datetime import date

import pytest

from fjkx.changes.steps import STEPS, Told, advance, note, open_measures, take
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.errors import ObstacleError, RequestError
from fjkx.plan.model import STATUSES, Measure, Plan, Record, Task, Unit, Was
from fjkx.words.names import Target

TODAY = date(2020, 6, 1)
REPORT = Report(TODAY)
MEASURES = (Measure("甲。"), Measure("乙。", "done"))


def step(task: Task, command: str, measure: int | None = None, report: Report = REPORT) -> Change:
    """What the command makes of one task, or of its measure."""
    outcome = advance(Plan("x", 2020, tasks=(task,)), command, [Target(0, measure)], report, TODAY)
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    assert outcome.changes[0].before == task
    assert outcome.changes[0].measure == measure
    return outcome.changes[0]


def refusal(task: Task, command: str, measure: int | None = None, report: Report = REPORT) -> str:
    with pytest.raises(RequestError) as caught:
        step(task, command, measure, report)
    return f"{caught.value} | {caught.value.hint}"


# -- tasks ----------------------------------------------------------------------------------

REOPEN = "先退回重办：fjkx reopen 14"
CLOSE = "先办结：fjkx done 14"
START = "它没有办结，继续推进：fjkx start 14"

# A status is the new one, "" is unchanged, anything else is the refusal.
TABLE = {
    "start": {
        "todo": "doing",
        "doing": "",
        "blocked": "doing",
        "done": f"第 14 项已办结，不能启动 | {REOPEN}",
        "closed": f"第 14 项已销号，不能启动 | {REOPEN}",
        "dropped": f"第 14 项已取消，不能启动 | {REOPEN}",
    },
    "block": {
        "todo": "blocked",
        "doing": "blocked",
        "blocked": "",
        "done": f"第 14 项已办结，不能标为受阻 | {REOPEN}",
        "closed": f"第 14 项已销号，不能标为受阻 | {REOPEN}",
        "dropped": f"第 14 项已取消，不能标为受阻 | {REOPEN}",
    },
    "done": {
        "todo": "done",
        "doing": "done",
        "blocked": "done",
        "done": "",
        "closed": "",
        "dropped": f"第 14 项已取消，不能办结 | {REOPEN}",
    },
    "close": {
        "todo": f"第 14 项未启动，不能销号 | {CLOSE}",
        "doing": f"第 14 项推进中，不能销号 | {CLOSE}",
        "blocked": f"第 14 项受阻，不能销号 | {CLOSE}",
        "done": "closed",
        "closed": "",
        "dropped": f"第 14 项已取消，不能销号 | {REOPEN}",
    },
    "drop": {
        "todo": "dropped",
        "doing": "dropped",
        "blocked": "dropped",
        "done": "dropped",
        "closed": f"第 14 项已销号，不能取消 | {REOPEN}",
        "dropped": "",
    },
    "reopen": {
        "todo": f"第 14 项未启动，不能退回重办 | {START}",
        "doing": "",
        "blocked": f"第 14 项受阻，不能退回重办 | {START}",
        "done": "doing",
        "closed": "doing",
        "dropped": "doing",
    },
}


def test_the_table_is_whole() -> None:
    assert list(TABLE) == list(STEPS)
    assert {command: tuple(row) for command, row in TABLE.items()} == dict.fromkeys(STEPS, STATUSES)


@pytest.mark.parametrize(
    ("command", "status", "expected"),
    [(command, status, cell) for command, row in TABLE.items() for status, cell in row.items()],
)
def test_every_command_on_every_status(command: str, status: str, expected: str) -> None:
    task = Task("14", "t", status, measures=MEASURES)
    if expected == "":
        assert step(task, command) == Change(task, task)
    elif expected in STATUSES:
        records = (Record(TODAY, status=expected, note="缘由"),)
        after = step(task, command, report=Report(TODAY, note="缘由")).after
        assert after == task._replace(status=expected, records=records)
    else:
        assert refusal(task, command) == expected


def test_completing_a_task_leaves_its_measures_so_reopening_loses_nothing() -> None:
    task = Task("14", "t", "doing", measures=MEASURES)
    again = step(step(task, "done").after, "reopen").after
    assert again._replace(records=()) == task


def test_a_record_has_what_the_options_gave() -> None:
    old = Record(date(2020, 3, 1), status="doing", note="旧")
    task = Task("14", "t", "doing", records=(old,))
    change = step(task, "block", report=Report(date(2020, 5, 2), "办公室", "缺人"))
    new = Record(date(2020, 5, 2), status="blocked", by="办公室", note="缺人")
    assert change == Change(task, task._replace(status="blocked", records=(old, new)))


# -- measures -------------------------------------------------------------------------------

ONLY = "举措 14.1 只能办结或退回重办，不能{} | 整项任务：fjkx {} 14"


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize(
    ("command", "action"),
    [("start", "启动"), ("block", "标为受阻"), ("close", "销号"), ("drop", "取消")],
)
def test_measures_know_only_todo_and_done(status: str, command: str, action: str) -> None:
    task = Task("14", "t", status, measures=MEASURES)
    assert refusal(task, command, 1) == ONLY.format(action, command)


DROPPED = "第 14 项已取消，不能{}举措 14.{} | 先退回重办整项任务：fjkx reopen 14"
COMPLETE = "第 14 项{}，不能退回重办举措 14.{} | 先退回重办整项任务：fjkx reopen 14"

# (task's status, measure's status) after; None is unchanged. Measure 1 is todo, 2 is done.
MEASURE_TABLE: dict[tuple[str, int], dict[str, tuple[str, str] | str | None]] = {
    ("done", 1): {
        "todo": ("doing", "done"),
        "doing": ("doing", "done"),
        "blocked": ("blocked", "done"),
        "done": None,
        "closed": None,
        "dropped": DROPPED.format("办结", 1),
    },
    ("done", 2): {
        "todo": None,
        "doing": None,
        "blocked": None,
        "done": None,
        "closed": None,
        "dropped": DROPPED.format("办结", 2),
    },
    ("reopen", 1): {
        "todo": None,
        "doing": None,
        "blocked": None,
        "done": COMPLETE.format("已办结", 1),
        "closed": COMPLETE.format("已销号", 1),
        "dropped": DROPPED.format("退回重办", 1),
    },
    ("reopen", 2): {
        "todo": ("todo", "todo"),
        "doing": ("doing", "todo"),
        "blocked": ("blocked", "todo"),
        "done": COMPLETE.format("已办结", 2),
        "closed": COMPLETE.format("已销号", 2),
        "dropped": DROPPED.format("退回重办", 2),
    },
}


@pytest.mark.parametrize(
    ("command", "number", "status", "expected"),
    [
        (command, number, status, cell)
        for (command, number), row in MEASURE_TABLE.items()
        for status, cell in row.items()
    ],
)
def test_measures_in_every_status_of_their_task(
    command: str, number: int, status: str, expected: tuple[str, str] | str | None
) -> None:
    task = Task("14", "t", status, measures=MEASURES)
    if expected is None:
        assert step(task, command, number) == Change(task, task, number)
    elif isinstance(expected, str):
        assert refusal(task, command, number) == expected
    else:
        change = step(task, command, number)
        assert (change.after.status, change.after.measures[number - 1].status) == expected
        assert change.after.measures[2 - number] == MEASURES[2 - number]
        assert change.after.records == (Record(TODAY, number, expected[1]),)
        assert step(change.after, command, number).after == change.after


def test_open_measures() -> None:
    assert open_measures(Task("14", "t", measures=MEASURES)) == 1
    assert open_measures(step(Task("14", "t", measures=MEASURES), "done", 1).after) == 0
    assert open_measures(Task("14", "t")) == 0


# -- dates ----------------------------------------------------------------------------------


def test_a_day_after_today_is_refused() -> None:
    assert refusal(Task("14", "t"), "done", report=Report(date(2020, 6, 2))) == (
        "日期 2020-06-02 在今天(2020-06-01)之后 | 还没发生的事不能记为已办"
    )


def test_a_day_after_today_is_refused_even_if_nothing_would_change() -> None:
    with pytest.raises(RequestError):
        step(Task("14", "t", "done"), "done", report=Report(date(2020, 6, 2), note="x"))


STARTED = Task("14", "t", "doing", records=(Record(date(2020, 5, 10), status="doing"),))


def test_a_status_before_the_last_status_record_is_refused() -> None:
    assert refusal(STARTED, "done", report=Report(date(2020, 5, 9))) == (
        "第 14 项在 2020-05-10 已有状态记录，不能再记 2020-05-09 的变动"
        " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-05-10"
    )


def test_the_day_of_the_last_status_record_itself_will_do() -> None:
    assert step(STARTED, "done", report=Report(date(2020, 5, 10))).after.status == "done"


def test_records_without_a_status_do_not_count() -> None:
    task = Task("14", "t", "doing", records=(Record(date(2020, 5, 10), note="x"),))
    assert step(task, "done", report=Report(date(2020, 5, 9))).after.status == "done"


def test_a_measure_has_days_of_its_own() -> None:
    records = (Record(date(2020, 5, 10), 2, "done"), Record(date(2020, 5, 8), 1, "todo"))
    task = Task("14", "t", "doing", measures=MEASURES, records=records)
    day = Report(date(2020, 5, 9))
    assert step(task, "done", report=day).after.status == "done"
    assert step(task, "done", 1, day).after.measures[0].status == "done"
    assert refusal(task, "reopen", 2, day) == (
        "举措 14.2 在 2020-05-10 已有状态记录，不能再记 2020-05-09 的变动"
        " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-05-10"
    )


ADDED = Task("27", "t", "doing", measures=MEASURES, added=date(2020, 5, 10))
BEFORE_ADDED = (
    "第 27 项在 2020-05-10 才增列，不能记 2020-05-09 的事"
    " | 日期用 --on 给出，不早于 2020-05-10；增列日期不对：fjkx edit 27"
)


@pytest.mark.parametrize(("command", "measure"), [("done", None), ("start", None), ("done", 1)])
def test_a_day_before_the_task_was_added_is_refused(command: str, measure: int | None) -> None:
    early = Report(date(2020, 5, 9), None, "补记")
    assert refusal(ADDED, command, measure, early) == BEFORE_ADDED
    assert step(ADDED, command, measure, early._replace(on=date(2020, 5, 10))).after != ADDED


@pytest.mark.parametrize("measure", [None, 1])
def test_a_note_from_before_the_task_was_added_is_refused(measure: int | None) -> None:
    early = Report(date(2020, 5, 9), None, "补记")
    assert note_refusal(ADDED, measure, early) == BEFORE_ADDED
    assert noted(ADDED, measure, early._replace(on=date(2020, 5, 10))).noted


# -- notes on what holds already ------------------------------------------------------------


def test_a_note_on_what_holds_already_is_recorded_without_a_status() -> None:
    task = Task("14", "t", "closed")
    report = Report(date(2020, 5, 2), "办公室", "补材料")
    record = Record(date(2020, 5, 2), by="办公室", note="补材料")
    assert step(task, "done", report=report) == Change(
        task, task._replace(records=(record,)), None, noted=True
    )


def test_a_note_on_a_measure_that_is_done_names_the_measure() -> None:
    task = Task("14", "t", "doing", measures=MEASURES)
    change = step(task, "done", 2, Report(TODAY, None, "补材料"))
    assert change.after.records == (Record(TODAY, 2, note="补材料"),)
    assert change.noted


def test_a_note_may_be_older_than_the_last_status_record() -> None:
    change = step(STARTED, "start", report=Report(date(2020, 5, 1), None, "补记"))
    assert change.after.records[-1] == Record(date(2020, 5, 1), note="补记")


def test_a_unit_alone_or_an_empty_note_is_no_reason_for_a_record() -> None:
    task = Task("14", "t", "done")
    assert step(task, "done", report=Report(TODAY, "办公室")) == Change(task, task)
    assert step(task, "done", report=Report(TODAY, "办公室", "")) == Change(task, task)
    assert step(Task("14", "t"), "done", report=Report(TODAY, None, "")).after.records == (
        Record(TODAY, status="done"),
    )


# -- several targets ------------------------------------------------------------------------


def test_several_targets_in_the_order_typed() -> None:
    tasks = (Task("1", "a"), Task("2", "b", "done"), Task("3", "c", measures=MEASURES))
    plan = Plan("x", 2020, tasks=tasks)
    outcome = advance(plan, "done", [Target(2, 1), Target(1), Target(2), Target(0)], REPORT, TODAY)
    done = Record(TODAY, status="done")
    first = Task("1", "a", "done", records=(done,))
    started = tasks[2]._replace(
        status="doing",
        measures=(Measure("甲。", "done"), Measure("乙。", "done")),
        records=(Record(TODAY, 1, "done"),),
    )
    third = started._replace(status="done", records=(*started.records, done))
    assert outcome == Outcome(
        plan._replace(tasks=(first, tasks[1], third)),
        (
            Change(tasks[2], started, 1),
            Change(tasks[1], tasks[1]),
            Change(started, third),
            Change(tasks[0], first),
        ),
    )


def test_all_obstacles_are_told_at_once_and_what_is_not_in_the_way() -> None:
    tasks = tuple(Task(str(n), "t", status) for n, status in enumerate(STATUSES * 2, 1))
    plan = Plan("x", 2020, tasks=tasks)
    with pytest.raises(ObstacleError) as caught:
        advance(plan, "done", [Target(place) for place in range(12)], REPORT, TODAY)
    assert str(caught.value) == "第 6 项已取消，不能办结；第 12 项已取消，不能办结"
    assert (caught.value.hint, caught.value.count, caught.value.rest) == ("", 10, "1-5 7-11")
    with pytest.raises(ObstacleError) as caught:
        advance(plan, "close", [Target(3), Target(4), Target(5)], REPORT, TODAY)
    assert (str(caught.value), caught.value.hint, caught.value.count, caught.value.rest) == (
        *("第 6 项已取消，不能销号", "先退回重办：fjkx reopen 6", 2, "4-5"),
    )


def test_no_targets_no_change() -> None:
    plan = Plan("x", 2020, tasks=(Task("1", "a"),))
    assert advance(plan, "done", [], REPORT, TODAY) == Outcome(plan, ())


# -- notes ----------------------------------------------------------------------------------

EARLY = date(2020, 5, 2)


def noted(task: Task, measure: int | None = None, report: Report = REPORT) -> Change:
    """What a note makes of one task, or of its measure."""
    outcome = note(Plan("x", 2020, tasks=(task,)), [Target(0, measure)], report, TODAY)
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def note_refusal(task: Task, measure: int | None, report: Report) -> str:
    with pytest.raises(RequestError) as caught:
        noted(task, measure, report)
    return f"{caught.value} | {caught.value.hint}"


def test_a_note_is_one_record_and_starts_a_task() -> None:
    report = Report(EARLY, "办公室", "已举办第一期", 60, "经费未到位", "6月底前落实")
    task = Task("14", "t", measures=MEASURES)
    record = Record(
        EARLY,
        status="doing",
        by="办公室",
        percent=60,
        note="已举办第一期",
        problem="经费未到位",
        next="6月底前落实",
    )
    after = task._replace(status="doing", percent=60, records=(record,))
    assert noted(task, None, report) == Change(task, after, noted=True)


@pytest.mark.parametrize("status", [status for status in STATUSES if status != "todo"])
def test_a_note_leaves_any_other_status_also_what_is_over(status: str) -> None:
    task = Task("14", "t", status, percent=30)
    record = Record(TODAY, note="补材料")
    change = noted(task, None, Report(TODAY, None, "补材料"))
    assert change == Change(task, task._replace(records=(record,)), None, noted=True)


def test_a_note_on_a_measure_is_a_record_of_the_measure() -> None:
    task = Task("14", "t", "doing", measures=MEASURES)
    record = Record(TODAY, 2, by="办公室", note="好", problem="缺人")
    assert noted(task, 2, Report(TODAY, "办公室", "好", None, "缺人")) == Change(
        task, task._replace(records=(record,)), 2, noted=True
    )


def test_a_note_on_a_measure_of_a_task_not_started_records_the_start_first() -> None:
    task = Task("14", "t", measures=MEASURES)
    records = (Record(EARLY, status="doing", by="办公室"), Record(EARLY, 1, by="办公室", note="好"))
    assert noted(task, 1, Report(EARLY, "办公室", "好")) == Change(
        task, task._replace(status="doing", records=records), 1, noted=True
    )


def test_the_same_report_of_a_day_is_recorded_once() -> None:
    report = Report(TODAY, "办公室", "好", 60)
    once = noted(Task("14", "t", "doing"), None, report).after
    said = "第 14 项在 2020-06-01 已有同样的一条，没有再记"
    assert noted(once, None, report) == Change(once, once, remarks=(said,))
    assert len(noted(once, None, report._replace(percent=70)).after.records) == 2
    assert len(noted(once, None, report._replace(by=None)).after.records) == 2
    assert len(noted(once, None, report._replace(on=EARLY)).after.records) == 2
    adjusted = once._replace(records=(Record(TODAY, note="好", was=Was(title="旧")),))
    assert len(noted(adjusted, None, Report(TODAY, note="好")).after.records) == 2


def test_a_joint_report_is_the_same_in_whatever_order() -> None:
    report = Report(TODAY, ("办公室", "学会学术部"), "好")
    plan = Plan("x", 2020, units=(Unit("办公室"), Unit("学会学术部", ("学会部",))))
    plan = plan._replace(tasks=(Task("14", "t", "doing"),))
    once = note(plan, [Target(0)], report, TODAY).plan
    again = report._replace(by=("学会部", "办公室"))
    assert note(once, [Target(0)], again, TODAY).plan == once


@pytest.mark.parametrize("measure", [None, 1])
def test_a_step_with_its_reason_is_recorded_once(measure: int | None) -> None:
    report = Report(TODAY, "办公室", "已举办")
    once = step(Task("14", "t", "doing", measures=MEASURES), "done", measure, report).after
    said = "第 14 项在 2020-06-01 已有同样的一条，没有再记"
    assert step(once, "done", measure, report) == Change(once, once, measure, remarks=(said,))
    other = step(once, "done", measure, report._replace(note="又举办")).after
    assert len(other.records) == len(once.records) + 1


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
    task = Task("14", "t", "doing", lead=("学会学术部",), support=("科技馆",))
    units = (Unit("学会学术部", ("学会部",)), Unit("科技馆"), Unit("院士办"))
    plan = Plan("x", 2020, units=units, tasks=(task,))
    change = note(plan, [Target(0)], Report(TODAY, by, "好"), TODAY).changes[0]
    assert change.remarks == said


@pytest.mark.parametrize(
    ("before", "reported", "after"),
    [
        ("todo", "done", "done"),
        ("blocked", "done", "done"),
        ("doing", "blocked", "blocked"),
        ("closed", "done", "closed"),
        ("dropped", "blocked", "dropped"),
        ("done", "blocked", "done"),
    ],
)
def test_a_status_reported_is_taken_where_it_may_be(before: str, reported: str, after: str) -> None:
    plan = Plan("x", 2020, tasks=(Task("14", "t", before),))
    told = [Told(Target(0), Report(TODAY, note="好"), reported)]
    task = take(plan, told, TODAY).plan.tasks[0]
    assert (task.status, task.records[-1].status) == (after, None if before == after else after)


def test_one_of_the_three_texts_will_do() -> None:
    task = Task("14", "t", "doing")
    assert noted(task, report=Report(TODAY, problem="缺人")).after.records == (
        Record(TODAY, problem="缺人"),
    )
    assert noted(task, report=Report(TODAY, next="补招")).after.records == (
        Record(TODAY, next="补招"),
    )
    assert noted(task, report=Report(TODAY, percent=0)).after == task._replace(
        percent=0, records=(Record(TODAY, percent=0),)
    )


def test_a_note_that_says_nothing_is_refused() -> None:
    expected = "没有写要记的内容 | 例如：fjkx note 14 已举办第一期 --percent 60"
    assert note_refusal(Task("14", "t"), None, REPORT) == expected
    assert (
        note_refusal(Task("14", "t"), 1, Report(TODAY, "办公室", " ", None, "", " \n")) == expected
    )


def test_blank_texts_are_none() -> None:
    task = Task("14", "t", "doing")
    change = noted(task, None, Report(TODAY, None, " 已印发 ", None, " ", "\u3000"))
    assert change.after.records == (Record(TODAY, note=" 已印发 "),)
    assert step(task, "done", report=Report(TODAY, None, " ")).after.records == (
        Record(TODAY, status="done"),
    )


def test_what_is_blocked_has_a_reason() -> None:
    for report in (Report(TODAY), Report(TODAY, note=" ")):
        with pytest.raises(RequestError) as caught:
            step(Task("14", "t", "doing"), "block", report=report)
        assert str(caught.value) == "第 14 项受阻要写明原因"
        assert caught.value.hint == "fjkx block 14 -m 原因"


def test_a_hundred_percent_does_not_complete() -> None:
    change = noted(Task("14", "t", "doing"), report=Report(TODAY, percent=100))
    assert (change.after.status, change.after.percent) == ("doing", 100)
    assert change.remarks == ("第 14 项进度已到 100%，尚未办结；办结：fjkx done 14",)
    assert noted(Task("14", "t", "closed"), report=Report(TODAY, percent=100)).remarks == ()
    assert noted(Task("14", "t", "doing"), report=Report(TODAY, percent=99)).remarks == ()


def test_a_complete_task_stays_at_a_hundred_percent() -> None:
    for status, label in (("done", "已办结"), ("closed", "已销号")):
        change = noted(Task("14", "t", status), report=Report(TODAY, percent=60))
        assert (change.after.status, change.after.percent) == (status, 60)
        assert change.remarks == (f"第 14 项{label}，进度仍按 100% 计，所报 60% 退回重办后才算",)
    later = Task("14", "t", "done", percent=80, records=(Record(TODAY, percent=80),))
    assert noted(later, None, Report(EARLY, percent=60)).remarks == (
        "第 14 项已办结，进度仍按 100% 计",
    )


def test_percentages_out_of_bounds_or_of_a_measure_are_refused() -> None:
    task = Task("14", "t", "doing", measures=MEASURES)
    for percent in (-1, 101):
        assert note_refusal(task, None, Report(TODAY, percent=percent)) == (
            f"进度 {percent} 不在 0 到 100 之间 | 例如：--percent 60"
        )
    assert note_refusal(task, 2, Report(TODAY, percent=60)) == (
        "举措 14.2 没有百分比进度 | 整项任务的进度：fjkx note 14 … --percent 60"
    )


def test_an_older_percentage_is_recorded_but_does_not_hold() -> None:
    records = (Record(EARLY, percent=40), Record(date(2020, 5, 9), percent=50))
    task = Task("14", "t", "doing", percent=50, records=records)
    change = noted(task, None, Report(EARLY, percent=100))
    assert (change.after.percent, change.after.records[-1]) == (50, Record(EARLY, percent=100))
    assert change.remarks == ("第 14 项在 2020-05-09 已报 50%，现进度未变",)
    assert noted(task, None, Report(date(2020, 5, 9), percent=20)).after.percent == 20


def test_days_of_notes() -> None:
    assert note_refusal(Task("14", "t"), None, Report(date(2020, 6, 2), None, "好")) == (
        "日期 2020-06-02 在今天(2020-06-01)之后 | 还没发生的事不能记为已办"
    )
    again = Task("14", "t", records=STARTED.records, measures=MEASURES)
    for measure in (None, 1):
        assert note_refusal(again, measure, Report(date(2020, 5, 9), None, "好")) == (
            "第 14 项在 2020-05-10 已有状态记录，不能再记 2020-05-09 的变动"
            " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-05-10"
        )
    late = noted(STARTED, None, Report(date(2020, 5, 9), None, "补记"))
    assert late.after.records[-1] == Record(date(2020, 5, 9), note="补记")


def test_notes_on_several_targets_or_on_none() -> None:
    tasks = (Task("1", "a"), Task("2", "b", measures=MEASURES))
    plan = Plan("x", 2020, tasks=tasks)
    outcome = note(plan, [Target(1, 2), Target(1), Target(0)], Report(TODAY, None, "好"), TODAY)
    start, own = Record(TODAY, status="doing"), Record(TODAY, note="好")
    second = (start, Record(TODAY, 2, note="好"), own)
    first = (Record(TODAY, status="doing", note="好"),)
    assert [task.records for task in outcome.plan.tasks] == [first, second]
    assert [change.after.id for change in outcome.changes] == ["2", "2", "1"]
    with pytest.raises(RequestError, match=r"举措 2\.1 没有百分比"):
        note(plan, [Target(0), Target(1, 1)], Report(TODAY, percent=60), TODAY)
