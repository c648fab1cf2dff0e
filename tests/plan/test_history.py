"""The plan as of a day, and completion over time."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.changes.fields import Edits, extend, set_fields
from fjkx.changes.steps import STEPS, advance, record_reports
from fjkx.changes.types import Outcome, Report
from fjkx.plan.errors import FjkxError
from fjkx.plan.history import (
    Move,
    Point,
    as_of,
    completions,
    is_recorded,
    replay,
    trend,
    turns,
    unrecorded,
)
from fjkx.plan.model import Measure, Plan, Record, Task, Turn, Was, in_order
from fjkx.words.names import Target

TODAY = date(2020, 9, 30)


def day(text: str) -> date:
    return date.fromisoformat(f"2020-{text}")


def one(*records: Record, **fields: Any) -> Plan:
    task = Task("1", "甲", measures=(Measure("一。"), Measure("二。")), records=records)
    return Plan("t", 2020, tasks=(task._replace(**fields),))


def then(plan: Plan, text: str) -> Task:
    return as_of(plan, day(text), TODAY).tasks[0]


# -- the plan as of a day -------------------------------------------------------------------


def test_what_records_mean_among_the_others() -> None:
    """Taken back from done or dropped is 退回重办, unblocked is not; a change made what the next
    of the same says was there before, by days and not by places."""
    (task,) = one(
        Record(day("03-02"), was=Was(leaders=("王一",), title="旧"), status="doing"),
        Record(day("03-01"), was=Was(leaders=())),
        Record(day("03-03"), status="blocked"),
        Record(day("03-04"), status="doing"),
        Record(day("03-05"), status="dropped"),
        Record(day("03-06"), status="doing"),
        Record(day("03-07"), measure=1, status="done"),
        leaders=("李二",),
    ).tasks
    told = turns(task)
    assert [told[id(record)] for record in task.records] == [
        Turn(became=Was(leaders=("李二",), title="甲")),
        Turn(became=Was(leaders=("王一",))),
        *(Turn(), Turn(), Turn(), Turn(reopens=True), Turn()),
    ]


def test_today_and_later_it_is_the_plan_itself() -> None:
    plan = one(Record(day("12-01"), status="done"), status="blocked", percent=3)
    for text in ("09-30", "10-01", "12-31"):
        assert as_of(plan, day(text), TODAY) == plan


def test_records_go_by_day_and_those_of_one_day_as_the_file_has_them() -> None:
    plan = one(
        Record(day("06-20"), status="done"),
        Record(day("06-20"), status="closed"),
        Record(day("06-01"), status="doing"),
        status="closed",
    )
    statuses = [then(plan, text).status for text in ("06-01", "06-19", "06-20")]
    assert statuses == ["doing", "doing", "closed"]


def test_a_deadline_without_a_record_was_there_all_along() -> None:
    plan = one(due=day("10-31"))
    assert then(plan, "01-01").due == day("10-31")
    assert unrecorded(plan, day("01-01"), TODAY) == ()


def test_a_deadline_changed_by_hand_stays_what_its_records_say_on_days_before() -> None:
    may, june = Record(day("05-10"), due=day("06-30")), day("06-30")
    first = one(may, due=day("07-31"))
    assert [then(first, text).due for text in ("05-09", "05-10", "09-01")] == [None, june, june]
    moved = Record(day("07-01"), due=day("08-31"), due_was=day("07-31"), note="顺延")
    plan = one(may, moved, due=day("09-30"))
    dues = [None, june, june, day("08-31")]
    assert [then(plan, text).due for text in ("05-09", "05-10", "06-30", "07-01")] == dues


def test_tasks_added_later_are_not_there_yet() -> None:
    plan = one(added=day("07-01"), status="done")
    assert as_of(plan, day("06-30"), TODAY) == plan._replace(tasks=())
    assert len(as_of(plan, day("07-01"), TODAY).tasks) == 1


@pytest.mark.parametrize(
    "by_hand",
    [
        {"status": "done"},
        {"percent": 40},
        {"measures": (Measure("一。", "done"), Measure("二。"))},
    ],
)
def test_what_was_changed_by_hand_is_counted_not_guessed(by_hand: dict[str, Any]) -> None:
    assert unrecorded(one(**by_hand), day("06-01"), TODAY) == ("1",)
    assert then(one(**by_hand), "06-01") == one().tasks[0]


def test_a_deadline_unlike_its_last_record_is_counted() -> None:
    plan = one(Record(day("05-10"), due=day("06-30")), due=day("07-31"))
    assert unrecorded(plan, day("09-01"), TODAY) == ("1",)
    assert then(plan, "05-09").due is None


# -- what the commands write ----------------------------------------------------------------

FIRST = date(2020, 1, 1)
STEP = st.tuples(
    st.sampled_from([*STEPS, "note", "set", "clear", "extend"]),
    st.sampled_from([Target(0, None), Target(0, 1), Target(1, None), Target(1, 2)]),
    st.integers(0, 200),
    st.integers(0, 12),
    st.integers(0, 100),
)
TWO = Plan(
    "t",
    2020,
    tasks=tuple(Task(n, "甲", measures=(Measure("一。"), Measure("二。"))) for n in ("1", "2")),
)


def take(plan: Plan, step: tuple[str, Target, int, int, int], today: date) -> Outcome:
    """One command, reported `back` days after the fact."""
    command, target, ahead, back, percent = step
    on = today - timedelta(back)
    due = today + timedelta(ahead)
    if command in STEPS:
        return advance(plan, command, [target], Report(on, note="说明"), today)
    if command == "note":
        share = percent if target.measure is None else None
        reports = {target: Report(on, percent=share, problem="问题")}
        return record_reports(plan, reports, today)
    if command == "extend":
        return extend(plan, [target], lambda _: due, Report(on, note="原因"), today)
    edits = Edits(due=due) if command == "set" else Edits(clear=("due",))
    return set_fields(plan, [target], edits, Report(on, note="原因"), today)


@settings(max_examples=150)
@given(st.lists(STEP, max_size=25))
def test_replaying_what_the_commands_record_gives_the_plan(
    steps: list[tuple[str, Target, int, int, int]],
) -> None:
    plan, today = TWO, FIRST
    for number, step in enumerate(steps):
        today = FIRST + timedelta(20 + 5 * number)
        with suppress(FjkxError):
            plan = take(plan, step, today).plan
    assert unrecorded(plan, today, today + timedelta(1)) == ()
    for task in plan.tasks:
        assert replay(task, in_order(task.records)) == task
        assert is_recorded(task)
    assert as_of(plan, today, today + timedelta(1)) == plan


@settings(max_examples=60)
@given(st.lists(STEP, max_size=12))
def test_what_was_recorded_at_once_is_told_for_every_day(
    steps: list[tuple[str, Target, int, int, int]],
) -> None:
    plan, states = TWO, []
    for number, step in enumerate(steps):
        today = FIRST + timedelta(5 * number)
        with suppress(FjkxError):
            plan = take(plan, (*step[:3], 0, step[4]), today).plan
        states.append((today, plan))
    for then_today, state in states:
        assert as_of(plan, then_today, date(2021, 1, 1)) == state
        assert unrecorded(plan, then_today, date(2021, 1, 1)) == ()


# -- completion over time -------------------------------------------------------------------

THREE = Plan(
    "t",
    2020,
    tasks=(
        Task(
            "1",
            "甲",
            "doing",
            records=(
                Record(day("01-20"), status="done"),
                Record(day("02-03"), status="closed"),
                Record(day("03-05"), status="doing"),
            ),
        ),
        Task("2", "乙", "dropped", records=(Record(day("02-10"), status="dropped"),)),
        Task("3", "丙", "done", added=day("03-01"), records=(Record(day("03-31"), status="done"),)),
    ),
)


def test_completions_are_changes_by_day() -> None:
    assert completions(THREE.tasks) == [
        Move(date.min, 0, 1),
        Move(date.min, 0, 1),
        Move(day("01-20"), 1, 0),
        Move(day("02-10"), 0, -1),
        Move(day("03-01"), 0, 1),
        Move(day("03-05"), -1, 0),
        Move(day("03-31"), 1, 0),
    ]


def test_what_is_taken_back_within_a_day_is_no_change() -> None:
    there_and_back = one(Record(day("05-10"), status="done"), Record(day("05-10"), status="doing"))
    assert completions(there_and_back.tasks) == [Move(date.min, 0, 1)]
    dropped = one(
        Record(day("05-10"), status="done"),
        Record(day("05-11"), status="dropped"),
        Record(day("05-12"), status="doing"),
    )
    assert completions(dropped.tasks)[1:] == [
        Move(day("05-10"), 1, 0),
        Move(day("05-11"), -1, -1),
        Move(day("05-12"), 0, 1),
    ]


def test_what_was_recorded_before_a_task_was_added_counts_from_then() -> None:
    done = Record(day("03-10"), status="done")
    early = one(done, status="done", added=day("05-20"))
    assert completions(early.tasks) == [Move(day("05-20"), 0, 1), Move(day("05-20"), 1, 0)]
    found = trend(early, early.tasks, "month", day("06-15"))
    assert [point[2:6] for point in found.points] == [(0, 0, 0, 0)] * 4 + [(1, 0, 1, 1)] + [
        (0, 0, 1, 1)
    ]
    reopened = one(done, Record(day("04-01"), status="doing"), status="doing", added=day("05-20"))
    assert completions(reopened.tasks) == [Move(day("05-20"), 0, 1)]


RECORDED = st.builds(
    Record, st.dates(FIRST, TODAY), status=st.sampled_from(["doing", "done", "dropped"])
)
ADDED = st.one_of(st.none(), st.dates(FIRST, date(2021, 1, 31)))


@settings(max_examples=100)
@given(st.lists(st.tuples(ADDED, st.lists(RECORDED, max_size=4)), max_size=4))
def test_never_more_tasks_complete_than_there_are(
    histories: list[tuple[date | None, list[Record]]],
) -> None:
    tasks = tuple(
        Task(str(number), "甲", added=added, records=tuple(records))
        for number, (added, records) in enumerate(histories, 1)
    )
    for point in trend(Plan("t", 2020, tasks=tasks), tasks, "week", TODAY).points:
        assert 0 <= point.total <= point.tasks <= len(tasks)
        assert point.completed >= 0 <= point.reopened


def test_trend_by_month() -> None:
    found = trend(THREE, THREE.tasks, "month", day("04-15"))
    assert (found.by, found.as_of, found.unrecorded) == ("month", day("04-15"), ())
    assert [point[:6] for point in found.points] == [
        (day("01-01"), day("01-31"), 1, 0, 1, 2),
        (day("02-01"), day("02-29"), 0, 0, 1, 1),
        (day("03-01"), day("03-31"), 1, 1, 1, 2),
        (day("04-01"), day("04-15"), 0, 0, 1, 2),
    ]
    rates = [round(point.pro_rata, 2) for point in found.points]
    assert rates == [8.47, 16.39, 24.86, 28.96]  # 31, 60, 91, 106 of 366 days


def test_trend_by_week_begins_on_monday() -> None:
    found = trend(THREE, THREE.tasks, "week", day("01-21"))
    assert [point[:5] for point in found.points] == [
        (day("01-01"), day("01-05"), 0, 0, 0),
        (day("01-06"), day("01-12"), 0, 0, 0),
        (day("01-13"), day("01-19"), 0, 0, 0),
        (day("01-20"), day("01-21"), 1, 0, 1),
    ]


def test_the_trend_ends_with_the_plan_and_has_nothing_before_it() -> None:
    over = trend(THREE, THREE.tasks, "month", date(2021, 3, 1))
    assert (len(over.points), over.as_of) == (12, day("12-31"))
    assert over.points[-1] == Point(day("12-01"), day("12-31"), 0, 0, 1, 2, 100.0, 0)
    assert trend(THREE, THREE.tasks, "week", date(2019, 12, 31)).points == ()


DONE = Record(day("01-05"), status="done")
LAST_YEAR = Record(date(2019, 12, 20), status="done")


@pytest.mark.parametrize(
    ("records", "status", "counts", "by_hand"),
    [
        ((LAST_YEAR,), "done", (0, 0, 1, 1, 0), ()),  # in the total only
        ((DONE, Record(day("01-20"), status="dropped")), "dropped", (1, 0, 0, 0, 1), ()),
        ((DONE, Record(day("01-20"), status="doing")), "doing", (1, 1, 0, 1, 0), ()),
        ((), "done", (0, 0, 0, 1, 0), ("1",)),
        ((), "blocked", (0, 0, 0, 1, 0), ()),
    ],
)
def test_completed_reopened_total_tasks_and_dropped(
    records: tuple[Record, ...], status: str, counts: tuple[int, ...], by_hand: tuple[str, ...]
) -> None:
    plan = one(*records, status=status)
    found = trend(plan, plan.tasks, "month", day("01-31"))
    assert ((*found.points[0][2:6], found.points[0].dropped), found.unrecorded) == (counts, by_hand)


def test_the_last_period_there_can_be() -> None:
    plan = Plan("t", 9999)
    last = date(9999, 12, 31)
    assert trend(plan, (), "week", last).points[-1].until == last
    assert trend(plan, (), "month", last).points[-1].since == date(9999, 12, 1)
