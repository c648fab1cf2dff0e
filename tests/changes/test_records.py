"""Corrections of the history: what a task is then, what stays, what is refused."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.changes.fields import Edits, extend, set_fields
from fjkx.changes.records import Correction, contradictions, correct
from fjkx.changes.steps import STEPS, advance, record_reports
from fjkx.changes.types import Change, Report
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.history import is_recorded
from fjkx.plan.model import Measure, Plan, Record, Task, Was, in_order, times_extended
from fjkx.words.names import Target
from tests.refused import refused

TODAY = date(2020, 6, 20)
MEASURES = (Measure("甲。"), Measure("乙。"))


def day(text: str) -> date:
    """A day of 2020: `05-11`."""
    return date.fromisoformat(f"2020-{text}")


JUNE, JULY, AUGUST = day("06-30"), day("07-31"), day("08-31")


def right(
    task: Task, number: int | None = None, measure: int | None = None, **fields: Any
) -> Change:
    """What a correction makes of the task."""
    plan = Plan("x", 2020, tasks=(task,))
    outcome = correct(plan, Target(0, measure), number, Correction(**fields), TODAY)
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


STARTED = Record(day("05-10"), status="doing", by="办公室", note="已启动")
HALF = Record(day("05-20"), percent=50, problem="缺人")
DONE = Record(day("06-01"), status="done")
CLOSED = Record(day("06-10"), status="closed")
TASK = Task("14", "t", "closed", percent=50, records=(STARTED, HALF, DONE, CLOSED))


def test_who_is_said_to_report_what_is_not_theirs_is_said() -> None:
    led = TASK._replace(lead=("办公室",))
    assert right(led, by="办公室").remarks == ()
    assert right(led, by="院士办").remarks == ("第 14 项不由院士办牵头或配合",)


def test_the_last_record_unless_another_is_named() -> None:
    after = right(TASK, date=day("06-11")).after
    assert after.records == (STARTED, HALF, DONE, CLOSED._replace(date=day("06-11")))
    change = right(TASK, 2, percent=60, problem=" ", next="补招", by="院士办", note="好")
    record = Record(day("05-20"), percent=60, by="院士办", note="好", next="补招")
    assert change.after == TASK._replace(percent=60, records=(STARTED, record, DONE, CLOSED))
    assert change.corrected == 2
    assert right(TASK, 2, percent=50) == Change(TASK, TASK, corrected=2)
    renamed = TASK._replace(records=(Record(TODAY, was=Was(title="旧"), note="更名"),))
    assert right(renamed, 1, note="改名").after.records[0].was == Was(title="旧")


def test_a_record_taken_out_takes_back_what_it_told() -> None:
    change = right(TASK, delete=True)
    assert change.after == TASK._replace(status="done", records=TASK.records[:3])
    assert change.corrected == 4
    assert right(TASK, 2, delete=True).after.percent is None
    only = Task("14", "t", "doing", records=(STARTED,))
    assert right(only, delete=True).after == Task("14", "t")


def test_a_measures_last_record_and_what_it_told() -> None:
    records = (Record(day("05-10"), 1, "done"), Record(day("05-11"), 2, "done"), HALF)
    done = tuple(each._replace(status="done") for each in MEASURES)
    task = Task("14", "t", "doing", percent=50, measures=done, records=records)
    after = right(task, measure=1, delete=True).after
    assert after.measures == (Measure("甲。"), Measure("乙。", "done"))
    assert (after.status, after.records) == ("doing", records[1:])
    after = right(after, measure=2, delete=True).after
    assert after.status == "doing"  # the report of half alone has started it
    assert right(after, delete=True).after.status == "todo"


def test_what_no_record_explains_stays_and_is_told() -> None:
    by_hand = TASK._replace(status="doing", percent=80)
    change = right(by_hand, delete=True)
    assert change.after == by_hand._replace(records=TASK.records[:3])
    assert change.remarks == ("第 14 项的状态是推进中，不是由记录得来的，未变",)
    said = "第 14 项的进度是80，不是由记录得来的，未变"
    assert right(by_hand, 2, percent=60).remarks == (said,)
    measures = (Measure("甲。", "done"),)
    told = Task("14", "t", measures=measures, records=(HALF,))
    assert right(told, delete=True).after.measures == measures


# -- deadlines ------------------------------------------------------------------------------

SET = Record(day("05-01"), due=JUNE)
MOVED = Record(day("05-20"), due=JULY, due_was=JUNE, note="汛期")
AGAIN = Record(day("06-10"), due=AUGUST, due_was=JULY, note="场地")
BACK = Record(day("05-20"), due_was=JUNE, note="撤销")
SOONER, FROM_NONE = MOVED._replace(due=day("07-15")), MOVED._replace(due_was=None)
FROM_SOONER, FROM_JUNE = AGAIN._replace(due_was=day("07-15")), AGAIN._replace(due_was=JUNE)


EARLIER = day("07-15")


@pytest.mark.parametrize(
    ("task", "number", "fields", "now", "left", "times"),
    [
        ((JUNE, SET), 1, {"due": JULY}, JULY, [SET._replace(due=JULY)], 0),
        ((AUGUST, SET, MOVED, AGAIN), 2, {"due": EARLIER}, AUGUST, [SET, SOONER, FROM_SOONER], 2),
        ((AUGUST, SET, MOVED, AGAIN), 2, {"delete": True}, AUGUST, [SET, FROM_JUNE], 1),
        ((AUGUST, SET, MOVED, AGAIN), 1, {"delete": True}, AUGUST, [FROM_NONE, AGAIN], 1),
        ((AUGUST, SET, MOVED, AGAIN), 3, {"delete": True}, JULY, [SET, MOVED], 1),
        ((JULY, MOVED), 1, {"delete": True}, JUNE, [], 0),  # the notice's own comes back
        ((None, BACK), 1, {"delete": True}, JUNE, [], 0),
    ],
)
def test_a_corrected_deadline_is_no_extension_and_the_next_moves_from_it(
    task: tuple[date | None, *tuple[Record, ...]],
    number: int,
    fields: dict[str, Any],
    now: date,
    left: list[Record],
    times: int,
) -> None:
    due, *records = task
    after = right(Task("14", "t", due=due, records=tuple(records)), number, **fields).after
    assert (after.due, list(after.records), times_extended(after)) == (now, left, times)


RENAMED = Record(day("05-01"), was=Was(("甲", "乙"), title="旧"), note="调整")
LED_AGAIN = Record(day("05-20"), was=Was(("乙",), leaders=()), note="再调整")


@pytest.mark.parametrize(
    ("records", "number", "now", "left"),
    [
        (
            (RENAMED, LED_AGAIN),  # the file's order; the title was changed once
            *(1, ("旧", ("乙", "甲"), ("张三",))),
            [LED_AGAIN._replace(was=Was(("甲", "乙"), leaders=()))],
        ),
        (
            (LED_AGAIN, RENAMED),  # noted afterwards
            *(2, ("旧", ("乙", "甲"), ("张三",))),
            [LED_AGAIN._replace(was=Was(("甲", "乙"), leaders=()))],
        ),
        ((RENAMED, LED_AGAIN), 2, ("新", ("乙",), ()), [RENAMED]),
    ],
)
def test_what_a_change_taken_out_found_is_handed_on_or_is_again(
    records: tuple[Record, ...],
    number: int,
    now: tuple[str, tuple[str, ...], tuple[str, ...]],
    left: list[Record],
) -> None:
    task = Task("3", "新", lead=("乙", "甲"), leaders=("张三",), records=records)
    after = right(task, number, delete=True).after
    assert (after.title, after.lead, after.leaders) == now
    assert list(after.records) == left


def test_what_the_office_notes_itself_is_no_report() -> None:
    """A 催办, a deadline or a change of units behind the last report is not taken for it."""
    chased = Record(day("06-11"), chased=1)
    renamed = Record(day("06-12"), was=Was(title="旧"))
    task = Task("14", "t", "doing", due=JUNE, records=(SET, STARTED, chased, renamed))
    assert right(task, by="院士办").corrected == 2
    assert right(task, delete=True).corrected == 2
    assert right(task, due=JULY, note="更正").corrected == 1
    unreported = task._replace(records=(chased,))
    assert refused(lambda: right(unreported, by="院士办")) == (
        "第 14 项的 1 条记录中没有报送的 | fjkx show 14 列出各条，用 --record 写明第几条"
    )
    foreign: dict[str, Any] = {"by": "院士办", "percent": 5, "problem": "缺", "next": "补"}
    for number, kind in ((1, "时限变动"), (3, "催办"), (4, "任务调整")):
        for field, value in foreign.items():
            if field != "by" or number == 3:
                wrong = f"第 14 项的这条记录是{kind}，没有"
                correction = {field: value}
                said = refused(right, task, number, **correction)
                assert said.startswith(wrong)
        assert right(task, number, date=day("05-20"), note="好").corrected == number


def test_any_report_that_is_left_has_started_the_task() -> None:
    first, chased = Record(day("06-01"), 1, "done"), Record(day("06-02"), chased=1)
    done = (MEASURES[0]._replace(status="done"), MEASURES[1])
    for left in (HALF._replace(date=day("06-04")), Record(day("06-04"), 2, note="丙")):
        records = (first, chased, left)
        task = Task("14", "t", "doing", percent=left.percent, records=records, measures=done)
        after = right(task, 1, delete=True).after
        assert after == task._replace(records=records[1:], measures=MEASURES)
        assert right(after, 2, delete=True).after.status == "todo"


def test_what_is_blank_is_taken_out_where_nothing_needs_it() -> None:
    by = Record(TODAY, status="blocked", by="办公室", note="缺人", problem="缺人")
    task = STUCK._replace(records=(by,))
    assert right(task, by="", note="").after.records == (by._replace(by=None, note=None),)


def test_a_deadline_that_is_corrected_is_said_like_one_that_is_set_or_moved() -> None:
    assert right(MOVED_TWICE, due=day("06-15")).remarks == (
        "第 14 项的时限提前了 15 天",
        "第 14 项的新时限已过 5 天，算逾期",
    )
    said = ("第 14 项的时限 2019-06-01 早于计划的起始 2020-01-01，已过 385 天，算逾期",)
    assert right(Task("14", "t", due=JUNE, records=(SET,)), due=date(2019, 6, 1)).remarks == said


def test_a_deadline_that_no_record_tells_of_is_corrected_itself() -> None:
    change = right(NOTICED, due=JULY)
    assert change.after == NOTICED._replace(due=JULY)
    assert change.remarks == ("更正的是第 14 项原定的时限，不算改期",)
    assert right(NOTICED, due=JUNE).kept == ("due",)


def test_what_becomes_of_a_measure_is_told() -> None:
    plan = Plan("x", 2020, tasks=(OF_MEASURES,))
    changes = correct(plan, Target(0, 2), None, Correction(delete=True), TODAY).changes
    assert [(each.measure, each.after.measures[1].status) for each in changes] == [
        (None, "todo"),
        (2, "todo"),
    ]


# -- refusals -------------------------------------------------------------------------------

NOTED = Task("14", "t", records=(Record(TODAY, by="办公室", note="好"),))
OF_MEASURES = Task(
    *("14", "t", "doing"),
    measures=tuple(each._replace(status="done") for each in MEASURES),
    records=(Record(day("05-10"), 1, "done"), Record(day("05-11"), 2, "done")),
)


DELETE = {"delete": True}
MOVED_TWICE = Task("14", "t", due=JULY, records=(SET, MOVED))
NOTICED = TASK._replace(due=JUNE)
TAKEN_BACK = Task("14", "t", records=(SET, BACK))
STUCK = Task("14", "t", "blocked", records=(Record(TODAY, status="blocked", note="缺人"),))
CHANGED = Record(TODAY, was=Was(lead=("甲",)), note="调整")
BACK_AGAIN = Task("14", "t", lead=("甲",), records=(CHANGED, CHANGED._replace(was=Was(("乙",)))))
LED = Task("14", "t", lead=("乙",), records=(CHANGED,))


@pytest.mark.parametrize(
    ("task", "number", "fields", "message"),
    [
        (TASK, None, {}, "没有写要更正什么"),
        (TASK, None, {"delete": True, "note": "x"}, "更正和删去只能写一样"),
        (TASK, 0, DELETE, "第 14 项没有第 0 条记录 | fjkx show 14 列出各条记录"),
        (TASK, 5, DELETE, "第 14 项没有第 5 条记录 | fjkx show 14 列出各条记录"),
        (OF_MEASURES, 2, {"measure": 1, "delete": True}, "举措 14.1 没有第 2 条记录"),
        (OF_MEASURES, None, {"measure": 1, "percent": 60}, "举措 14.1 没有百分比进度"),
        (TASK, None, {"date": day("06-21")}, "日期 2020-06-21 在今天(2020-06-20)之后"),
        (TASK, 2, {"percent": 101}, "进度 101 不在 0 到 100 之间"),
        (TASK, 4, {"due": JULY}, "第 14 项的这条记录没有定时限 | 设时限：fjkx set 14"),
        (TASK, None, {"due": JULY}, "第 14 项的 4 条记录中没有定时限的 | 设时限：fjkx set 14"),
        (
            NOTICED,
            1,
            {"due": JULY},
            "第 14 项的这条记录没有定时限 | 更正时限：fjkx correct --due 2020-",
        ),
        (NOTICED, None, {"due": JULY, "note": "x"}, "第 14 项的时限没有记录，只能更正时限本身"),
        (TASK, 3, DELETE, "第 14 项在 2020-06-10 的记录成了 推进中 → 已销号，没有这样"),
        (TASK, 4, {"date": day("05-30")}, "第 14 项在 2020-06-01 已有状态的变动，不能再记"),
        (TASK, 1, {"date": day("06-02")}, "第 14 项在 2020-06-02 已有状态的变动，不能再记"),
        (TASK, 1, {"date": date(2019, 12, 31)}, "计划从 2020-01-01 开始，第 14 项不能记"),
        (Task("14", "t"), None, DELETE, "第 14 项还没有进展记录"),
        (NOTED, None, {"note": ""}, "更正之后这条记录什么也没有了"),
        (NOTED._replace(added=TODAY), None, {"date": JUNE}, "日期 2020-06-30 在今天"),
        (NOTED._replace(added=TODAY), None, {"date": day("06-09")}, "第 14 项在 2020-06-20 才"),
        (MOVED_TWICE, 2, {"date": day("04-30")}, "第 14 项在 2020-05-01 已有时限的变动"),
        (MOVED_TWICE, 2, {"due": JUNE}, "第 14 项第 2 条记录的新旧时限就一样了，不成其为改期"),
        (MOVED_TWICE, 1, {"due": JULY}, "第 14 项第 2 条记录的新旧时限就一样了，不成其为改期"),
        (TAKEN_BACK, 1, DELETE, "第 14 项第 2 条记录的新旧时限就一样了，不成其为改期"),
        (MOVED_TWICE, 2, {"note": " "}, "第 14 项改期要写明原因 | 改写原因：fjkx correct 14"),
        (TAKEN_BACK, 2, {"note": ""}, "第 14 项撤销时限要写明原因"),
        (STUCK, 1, {"note": ""}, "第 14 项受阻要写明原因"),
        (LED, 1, {"note": ""}, "第 14 项换第一牵头要写明原因"),
        (BACK_AGAIN, 1, DELETE, "第 14 项第 2 条记录又改回原样，成了没有改动 | 先删去那一条：fjkx"),
    ],
)
def test_refusals(task: Task, number: int | None, fields: dict[str, Any], message: str) -> None:
    assert refused(lambda: right(task, number, **fields)).startswith(message)


def test_a_history_that_contradicts_itself_already_can_be_corrected() -> None:
    task = TASK._replace(records=(STARTED, HALF, CLOSED))
    assert list(contradictions(task))
    assert right(task, 2, percent=60).after.percent == 60
    assert right(task, delete=True).after.status == "doing"


# -- what the commands write ----------------------------------------------------------------

ACTIONS = st.tuples(
    st.sampled_from([*STEPS, "note", "set", "clear", "extend", "lead"]),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 9),
    st.integers(0, 100),
)
CORRECTIONS = st.tuples(
    st.integers(1, 9),
    st.builds(Correction, delete=st.just(True))
    | st.builds(
        Correction,
        st.none() | st.dates(day("01-01"), TODAY),
        note=st.none() | st.sampled_from(["", "改"]),
        percent=st.none() | st.integers(0, 100),
        due=st.none() | st.dates(day("06-01"), day("12-31")),
    ),
)


def act(plan: Plan, action: tuple[str, int | None, int, int], today: date) -> Plan:
    """One command; what is refused changes nothing."""
    command, measure, ahead, percent = action
    target, report = Target(0, measure), Report(today, note="说明")
    due = today + timedelta(ahead)
    try:
        if command in STEPS:
            return advance(plan, command, [target], report, today).plan
        if command == "note":
            share = None if measure else percent
            return record_reports(plan, {target: report._replace(percent=share)}, today).plan
        if command == "extend":
            return extend(plan, [target], lambda _: (due,), report, today).plan
        edits = {"set": Edits(due=due), "clear": Edits(clear=("due",))}
        renamed = Edits(title=f"{percent}")
        return set_fields(plan, [target], edits.get(command, renamed), report, today).plan
    except (RequestError, UsageError):
        return plan


@settings(max_examples=150, deadline=None)
@given(st.lists(ACTIONS, max_size=15), st.lists(CORRECTIONS, max_size=5))
def test_corrected_records_tell_the_task(
    actions: list[tuple[str, int | None, int, int]], corrections: list[tuple[int, Correction]]
) -> None:
    """After any corrections of what commands wrote the records still tell the task, no deadline
    has moved from another than the one before it, and nothing contradicts itself."""
    plan = Plan("x", 2020, tasks=(Task("14", "t", due=JUNE, measures=MEASURES),))
    for number, action in enumerate(actions):
        plan = act(plan, action, day("01-10") + timedelta(3 * number))
    for number, correction in corrections:
        before = plan.tasks[0]
        try:
            plan = correct(plan, Target(0), number, correction, TODAY).plan
        except (RequestError, UsageError):
            continue
        task = plan.tasks[0]
        assert is_recorded(task)
        assert not list(contradictions(task))
        moves = [record for record in task.records if record.due or record.due_was]
        for former, later in pairwise(moves):
            assert later.due_was == former.due
        assert len(before.records) - len(task.records) == correction.delete
        titles = titles_of(before)
        if correction.delete and (was := before.records[number - 1].was):
            del titles[titles.index(was.title) + 1]  # what the change had made of it
        assert titles_of(task) == titles
        assert all(former != later for former, later in pairwise(titles))


def titles_of(task: Task) -> list[str | None]:
    """What the title was in turn, and is."""
    return [*(r.was.title for r in in_order(task.records) if r.was), task.title]
