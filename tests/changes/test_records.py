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
from fjkx.plan.model import Measure, Plan, Record, Task, Was, in_order
from fjkx.words.names import Target

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


def test_any_report_that_is_left_has_started_the_task() -> None:
    first, chased = Record(day("06-01"), 1, "done"), Record(day("06-02"), chased=1)
    done = (MEASURES[0]._replace(status="done"), MEASURES[1])
    for left in (HALF._replace(date=day("06-04")), Record(day("06-04"), 2, note="丙")):
        records = (first, chased, left)
        task = Task("14", "t", "doing", percent=left.percent, records=records, measures=done)
        after = right(task, 1, delete=True).after
        assert after == task._replace(records=records[1:], measures=MEASURES)
        assert right(after, 2, delete=True).after.status == "todo"


# -- refusals -------------------------------------------------------------------------------


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
