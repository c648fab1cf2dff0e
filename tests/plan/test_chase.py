"""What to press for, as values."""

from datetime import date, timedelta
from typing import Any

import pytest

from fjkx.plan.chase import (
    ALL,
    Chase,
    Kind,
    Mark,
    Pressed,
    case_of,
    chase,
    counts,
    is_report,
    problem,
    time_of,
)
from fjkx.plan.model import Plan, Record, Task, Unit, light, pro_rata
from fjkx.plan.query import Filter, select
from tests.supervised_plan import PLAN, TODAY, day


def listed(found: Chase) -> list[tuple[str | None, list[str]]]:
    return [(group.unit, [case.task.id for case in group.cases]) for group in found.units]


def marks(today: date = TODAY, soon: int = 7, stale: int = 30, **fields: Any) -> list[Mark]:
    task = Task("1", "甲", status="doing")._replace(**fields)
    return list(case_of(Plan("t", 2020), task, today, soon, stale).marks)


def test_what_to_press_for_by_lead_unit() -> None:
    found = chase(PLAN, PLAN.tasks, TODAY)
    assert [case.task.id for case in found.cases] == ["2", "3", "4"]
    assert [case.task.id for case in found.quiet] == ["5", "7"]
    assert listed(found) == [
        ("学会学术部", ["2", "4"]),
        ("院士办", ["3"]),
        ("科技馆", []),
        (None, []),
    ]
    assert [[case.task.id for case in group.quiet] for group in found.units] == [
        [],
        [],
        ["7"],
        ["5"],
    ]
    assert (found.as_of, found.soon, found.stale) == (TODAY, 7, 30)


def test_only_the_units_asked_for_and_what_they_lead() -> None:
    tasks = select(PLAN, Filter(units=("办公室", "院士办")))
    found = chase(PLAN, tasks, TODAY, ("办公室", "院士办"), role="lead")
    assert listed(found) == [("院士办", ["2", "3"])]
    assert listed(chase(PLAN, tasks, TODAY, ("办公室", "院士办"))) == [("院士办", ["3"])]
    assert [case.task.id for case in found.cases] == ["2", "3"]  # 4 is only supported


def test_a_unit_named_twice_is_pressed_once_and_an_undeclared_one_too() -> None:
    task = Task("1", "甲", lead=("甲", "甲部", "乙"))
    plan = Plan("t", 2020, units=(Unit("甲", ("甲部",)),), tasks=(task,))
    assert listed(chase(plan, plan.tasks, TODAY, loud=ALL, role="lead")) == [
        ("甲", ["1"]),
        ("乙", ["1"]),
    ]


def test_all_that_holds_of_a_task_the_first_first() -> None:
    found = {case.task.id: case for case in chase(PLAN, PLAN.tasks, TODAY, loud=ALL).cases}
    assert found["2"].marks == (Mark("overdue", 5), Mark("stale", 50))
    assert found["3"].marks[0] == Mark("blocked")
    assert found["3"].marks[1].kind == "behind"
    assert found["3"].marks[1].amount == pytest.approx(100 * 183 / 366 - 30)
    assert [mark.kind for mark in found["4"].marks] == ["soon", "behind"]
    assert found["7"].marks == (Mark("stale", 182),)


def test_every_mark_is_counted_not_only_the_first() -> None:
    late = Task("1", "甲", "blocked", due=day("06-01"), added=day("05-01"))
    plan = Plan("t", 2020, tasks=(late, Task("2", "乙", "blocked", added=TODAY, percent=100)))
    found = chase(plan, plan.tasks, TODAY)
    assert [len(case.marks) for case in found.cases] == [3, 1]
    assert counts(found.cases) == {"overdue": 1, "blocked": 2, "soon": 0, "behind": 0, "stale": 1}


def test_the_most_urgent_come_first() -> None:
    def task(number: str, due: str, **fields: Any) -> Task:
        new = Task(number, "甲", "doing", lead=("甲",), due=day(due), added=TODAY)
        return new._replace(percent=100, **fields)

    plan = Plan(
        "t",
        2020,
        tasks=(
            task("1", "07-05"),
            task("2", "06-29"),
            task("3", "12-31", status="blocked"),
            task("4", "07-02"),
            task("5", "06-01", status="blocked"),
        ),
    )
    assert listed(chase(plan, plan.tasks, TODAY)) == [("甲", ["5", "2", "3", "4", "1"])]


def test_the_days_of_a_deadline() -> None:
    def kinds(due: date, soon: int = 7) -> list[Mark]:
        return marks(due=due, percent=100, added=TODAY, soon=soon)

    assert kinds(TODAY - timedelta(1)) == [Mark("overdue", 1)]
    assert kinds(TODAY) == [Mark("soon", 0)]
    assert kinds(TODAY + timedelta(7)) == [Mark("soon", 7)]
    assert kinds(TODAY + timedelta(8)) == []
    assert kinds(TODAY + timedelta(8), soon=8) == [Mark("soon", 8)]
    assert kinds(TODAY, soon=0) == [Mark("soon", 0)]


def test_behind_is_more_than_ten_points() -> None:
    today = day("07-01")  # 50 % of the year
    heard = (Record(today, note="在办"),)
    assert marks(today, percent=40, records=heard) == []
    assert marks(today, percent=39, records=heard) == [Mark("behind", 11.0)]


def test_a_task_added_later_is_behind_from_then_on() -> None:
    plan = Plan("t", 2020)
    task = Task("27", "甲", due=day("07-10"), added=day("07-01"))
    days = [day(text) for text in ("06-30", "07-01", "07-05", "07-10", "07-11")]
    assert [pro_rata(plan, task, each) for each in days] == [0.0, 10.0, 50.0, 100.0, 100.0]
    assert [light(plan, task._replace(due=None), each) for each in days[1:3]] == ["ok", "ok"]
    assert marks(day("07-01"), added=day("07-01")) == []
    early = task._replace(added=date(2019, 12, 20))
    assert pro_rata(plan, early, day("01-01")) == pytest.approx(100 / 192)
    overdue = task._replace(due=day("06-30"))  # added with a deadline that was over
    assert [pro_rata(plan, overdue, each) for each in days[:2]] == [100.0, 100.0]


def test_what_is_overdue_is_not_behind_as_well() -> None:
    assert marks(due=day("06-30"), added=TODAY) == [Mark("overdue", 1)]


def test_without_a_record_days_count_from_its_coming_up_or_the_plans_start() -> None:
    assert marks(percent=100, added=day("06-01")) == [Mark("stale", 30)]
    assert marks(percent=100, added=day("06-02")) == []
    assert marks(percent=100) == [Mark("stale", 182)]
    # the later day, wherever it stands
    records = (Record(day("06-20"), note="在办"), Record(day("05-01"), note="在办"))
    assert marks(percent=100, records=records) == []
    assert marks(percent=100, records=records, stale=11) == [Mark("stale", 11)]


def test_deadlines_set_and_moved_by_the_office_are_no_reports() -> None:
    may, june = day("05-31"), day("06-30")
    office = (
        Record(day("06-20"), due=may),
        Record(day("06-21"), due=june, due_was=may, note="疫情影响"),
        Record(day("06-22"), due_was=june, note="不设时限"),
        Record(day("06-23"), by="办公室"),
    )
    assert marks(percent=100, records=office) == [Mark("stale", 182)]
    heard = (Record(day("05-01"), note="在办"), *office)
    assert marks(percent=100, records=heard) == [Mark("stale", 61)]
    case = case_of(Plan("t", 2020), Task("1", "甲", records=heard), TODAY, 7, 30)
    assert (case.last, case.reported) == (office[-1], day("05-01"))


@pytest.mark.parametrize(
    "said",
    [
        {"status": "doing"},
        {"percent": 0},
        {"note": "在办"},
        {"problem": "缺人"},
        {"next": "补招"},
        {"measure": 1, "status": "done"},
        {"due": day("06-30"), "percent": 10},
    ],
)
def test_what_counts_as_a_report(said: dict[str, Any]) -> None:
    assert is_report(Record(TODAY, **said))


def test_nobody_reports_on_a_plan_that_is_not_issued_or_has_not_started() -> None:
    start, task = day("03-01"), Task("1", "甲", percent=100)
    late = Plan("t", 2020, start=start, issued=day("04-30"))
    early = Plan("t", 2020, start=start, issued=date(2019, 12, 20))
    found = [
        [case_of(plan, task, today, 7, 30).marks for today in (day("03-31"), day("05-30"))]
        for plan in (late, early)
    ]
    assert found == [[(), (Mark("stale", 30),)], [(Mark("stale", 30),), (Mark("stale", 90),)]]


@pytest.mark.parametrize("status", ["done", "closed", "dropped"])
def test_only_open_tasks_are_pressed_for(status: str) -> None:
    assert marks(status=status, due=day("01-31")) == []


BLOCK = Record(day("05-10"), status="blocked", note="场地未落实")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((BLOCK,), "场地未落实"),
        ((BLOCK, Record(day("05-20"), note="正在联系")), "场地未落实"),
        ((BLOCK, Record(day("05-20"), problem="经费不足")), "经费不足"),
        ((Record(day("05-20"), problem="经费不足"), BLOCK), "经费不足"),  # by day
        ((Record(day("05-01"), problem="经费不足"), BLOCK), "场地未落实"),
        ((BLOCK._replace(note=None), Record(day("05-20"), note="正在联系")), "正在联系"),
        ((BLOCK._replace(note=None),), None),
        ((Record(day("05-01"), problem="经费不足"),), "经费不足"),  # blocked by hand
        ((), None),
    ],
)
def test_what_a_task_is_blocked_by(records: tuple[Record, ...], said: str | None) -> None:
    assert problem(Task("1", "甲", "blocked", records=records)) == said


def test_only_blocked_tasks_have_a_problem_to_show() -> None:
    found = {case.task.id: case.problem for case in chase(PLAN, PLAN.tasks, TODAY, loud=ALL).cases}
    assert found == {"2": None, "3": "院士行程取消", "4": None, "5": None, "7": None}


def test_only_some_marks_and_what_is_loud() -> None:
    def ids(**asked: Any) -> tuple[list[str], list[str]]:
        found = chase(PLAN, PLAN.tasks, TODAY, **asked)
        return [c.task.id for c in found.cases], [c.task.id for c in found.quiet]

    assert ids(loud=ALL) == (["2", "3", "4", "5", "7"], [])
    stale = frozenset[Kind]({"stale"})
    assert ids(loud=stale, kinds=stale) == (["2", "5", "7"], [])


def test_what_was_pressed_for_before() -> None:
    first, second = Record(day("06-10"), chased=1), Record(TODAY, chased=2)
    told = Record(day("06-20"), note="方案已印发")

    def pressed(*records: Record) -> tuple[Pressed | None, int]:
        case = case_of(PLAN, Task("1", "甲", records=records), TODAY, 7, 30)
        return case.pressed, time_of(case)

    assert pressed() == (None, 1)
    assert pressed(first) == (Pressed(1, day("06-10"), False), 2)
    assert pressed(first, told) == (Pressed(1, day("06-10"), True), 2)
    before = told._replace(date=day("06-10"))
    assert pressed(before, first) == (Pressed(1, day("06-10"), False), 2)
    assert pressed(first, before) == (Pressed(1, day("06-10"), True), 2)
    assert pressed(first, second) == (Pressed(1, day("06-10"), False), 2), "of today, once"


def test_a_report_is_asked_for_once_the_plan_was_issued() -> None:
    plan = Plan("t", 2020, issued=day("04-30"))
    early = Task("1", "甲", records=(Record(day("01-10"), note="先行准备"),))
    case = case_of(plan, early, day("07-03"), 7, 30)
    assert case.marks[-1] == Mark("stale", 64)
    assert case.marks[0].kind == "behind"
    assert case.marks[0].amount == pytest.approx(100 * 65 / 246)
