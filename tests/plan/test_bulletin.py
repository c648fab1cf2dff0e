"""The period report, as values."""

from datetime import date
from typing import Any

import pytest

from fjkx.plan.bulletin import Bulletin, bulletin, last_places, next_end, ranked
from fjkx.plan.model import Plan, Record, Task, Unit
from fjkx.plan.summary import summarise
from tests.supervised_plan import PLAN, TODAY, day


def report(*records: Record, **fields: Any) -> Bulletin:
    """The second quarter of a plan of one task."""
    task = Task("1", "甲", records=records)._replace(**fields)
    return bulletin(Plan("t", 2020, tasks=(task,)), day("04-01"), day("06-30"), TODAY)


def became(*records: Record, **fields: Any) -> list[tuple[str, ...]]:
    found = report(*records, **fields)
    return [each.became for part in found.progress for each in part.tasks]


def test_a_period_that_is_not_over_is_as_of_today() -> None:
    third = bulletin(PLAN, day("07-01"), day("09-30"), TODAY)
    assert (third.day, third.until, third.before.as_of) == (TODAY, day("09-30"), day("06-30"))
    assert third.now.total.doing == 3  # task 7, which was started by hand
    assert third.progress == ()


def test_completed_tasks_come_first_in_their_section() -> None:
    tasks = (
        Task("1", "甲", "doing", records=(Record(day("05-01"), status="doing"),)),
        Task("2", "乙", "done", records=(Record(day("05-02"), status="done"),)),
    )
    found = bulletin(Plan("t", 2020, tasks=tasks), day("04-01"), day("06-30"), TODAY)
    assert [each.task.id for each in found.progress[0].tasks] == ["2", "1"]


DONE = Record(day("03-10"), status="done")


@pytest.mark.parametrize(
    ("records", "status", "expected"),
    [
        ((Record(day("05-01"), status="done"),), "done", [("done",)]),
        ((DONE, Record(day("05-01"), status="closed")), "closed", [("closed",)]),
        ((DONE, Record(day("05-01"), status="doing")), "doing", [("doing",)]),
        (
            (DONE, Record(day("05-01"), status="doing"), Record(day("05-02"), status="done")),
            "done",
            [()],
        ),
        ((Record(day("05-01"), status="dropped"),), "dropped", [("dropped",)]),
        (
            (Record(day("05-01"), status="done"), Record(day("05-02"), status="doing")),
            "doing",
            [()],
        ),
        ((Record(day("05-01"), measure=1, status="done"),), "doing", [()]),
    ],
)
def test_what_a_task_became(
    records: tuple[Record, ...], status: str, expected: list[tuple[str, ...]]
) -> None:
    assert became(*records, status=status) == expected


def test_what_was_changed_by_hand_did_not_happen_in_the_period() -> None:
    found = report(Record(day("05-01"), note="在办"), status="done")
    assert [each.became for part in found.progress for each in part.tasks] == [()]
    assert found.unrecorded == ("1",)


def test_what_was_recorded_before_a_task_was_added_counts_from_then() -> None:
    done = Record(day("03-10"), status="done", note="已办")
    found = report(done, status="done", added=day("05-20"))
    assert (found.before.total.tasks, found.now.total.complete, found.added) == (0, 1, 1)
    assert [(each.became, each.records) for each in found.progress[0].tasks] == [
        (("done",), (done,))
    ]
    later = report(done, status="done", added=day("07-01"))
    assert (later.now.total.tasks, later.progress) == (0, ())


def test_problems_are_those_at_the_end_of_the_period() -> None:
    first = bulletin(PLAN, day("01-01"), day("03-31"), TODAY)
    assert (first.blocked, first.overdue, first.problems, first.extensions) == ((), (), (), ())
    task = Task("1", "甲", due=day("06-30"), records=(Record(day("07-01"), status="done"),))
    plan = Plan("t", 2020, tasks=(task._replace(status="done", due=day("06-29")),))
    assert len(bulletin(plan, day("04-01"), day("06-30"), TODAY).overdue) == 1


def test_what_is_due_on_the_last_day_is_not_overdue_nor_of_the_next_period() -> None:
    """It is expired, whenever the bulletin is made."""
    for due, *counts in (("06-29", 1, 0, 0), ("06-30", 0, 1, 0), ("07-01", 0, 0, 1)):
        found = report(due=day(due))
        lists = (found.overdue, found.expired, found.due)
        assert (list(map(len, lists)), found.remaining) == (counts, ()), due
        assert (found.next_since, found.next_until) == (day("07-01"), day("09-30"))
    done = report(Record(day("06-30"), status="done"), status="done", due=day("06-30"))
    assert done.expired == ()


def test_units_are_ranked_by_what_is_complete_then_by_progress() -> None:
    def led(number: str, unit: str, status: str, percent: int) -> Task:
        return Task(number, unit, status, lead=(unit,), percent=percent)

    tasks = (
        led("1", "甲", "doing", 40),
        led("2", "乙", "done", 0),
        led("3", "丙", "doing", 60),
        led("4", "丁", "doing", 40),
    )
    units = (*map(Unit, "甲乙丙丁"), Unit("戊"))
    plan = Plan("t", 2020, units=units, tasks=tasks)
    groups = summarise(plan, tasks, "dept", TODAY).groups
    places = ranked(groups)
    named = [(place, group.key) for place, group in places]
    assert named == [(1, "乙"), (2, "丙"), (3, "甲"), (3, "丁")]
    for most, last in ((4, "甲丁丙乙"), (3, "甲丁丙"), (2, "甲丁"), (1, "")):
        assert "".join(group.key or "" for group in last_places(places, most)) == last


def test_the_last_planned_step_of_open_tasks() -> None:
    steps = (Record(day("05-01"), next="一"), Record(day("05-20"), next="二"))
    assert [e.record.next for e in report(*steps).steps] == ["二"]
    done = Record(day("06-01"), status="done")
    assert report(*steps, done, status="done").steps == ()


@pytest.mark.parametrize(
    "days",
    [
        "2020-04-01 2020-06-30 2020-09-30",
        "2020-10-01 2020-12-31 2021-03-31",
        "2020-01-01 2020-01-31 2020-02-29",
        "2020-01-01 2020-12-31 2021-12-31",
        "2020-05-04 2020-05-10 2020-05-17",
        "2020-04-01 2020-05-15 2020-06-29",
        "2020-06-30 2020-06-30 2020-07-01",
        "9999-10-01 9999-12-31 9999-12-31",
        "9999-12-30 9999-12-31 9999-12-31",
    ],
)
def test_the_next_period_is_as_long(days: str) -> None:
    since, until, end = map(date.fromisoformat, days.split())
    assert next_end(since, until) == end


def test_days_at_the_ends_of_the_calendar() -> None:
    found = bulletin(PLAN, date.min, date.max, TODAY)
    assert (found.day, found.next_until) == (TODAY, date.max)


def test_what_comes_back_is_said_and_what_is_dropped_is_no_problem() -> None:
    back = report(
        Record(day("03-01"), status="dropped"), Record(day("05-01"), status="doing"), status="doing"
    )
    assert (back.dropped, back.restored) == (0, 1)
    gone = report(
        Record(day("05-01"), problem="难"), Record(day("05-02"), status="dropped"), status="dropped"
    )
    assert (gone.dropped, gone.restored, gone.problems) == (1, 0, ())
