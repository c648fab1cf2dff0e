"""What to press for, as values."""

from datetime import date
from typing import Any

import pytest

from fjkx.plan.chase import (
    ALL,
    Chase,
    Kind,
    Mark,
    Pressed,
    Standing,
    case_of,
    chase,
    counts,
    problem,
    standing,
    time_of,
)
from fjkx.plan.model import Plan, Record, Task, Unit, light, pro_rata
from fjkx.plan.query import Filter, select
from tests.supervised_plan import PLAN, TODAY, day


def listed(found: Chase) -> list[tuple[str | None, str, str]]:
    """The ids of the cases to act on, and of the quiet ones, by unit."""
    return [
        (
            group.unit,
            "".join(case.task.id for case in group.cases),
            "".join(case.task.id for case in group.quiet),
        )
        for group in found.units
    ]


def marks(plan: Plan, today: date, soon: int = 7, stale: int = 30, **fields: Any) -> list[Mark]:
    task = Task("1", "甲", status="doing")._replace(**fields)
    return list(case_of(plan, task, today, soon, stale).marks)


# -- by lead unit ---------------------------------------------------------------------------

STALE = frozenset[Kind]({"stale"})
TWICE = Task("1", "甲", lead=("甲", "甲部", "乙"))
ONE_UNIT = Plan("t", 2020, units=(Unit("甲", ("甲部",)),), tasks=(TWICE,))
SOME = select(PLAN, Filter(units=("办公室", "院士办")))


@pytest.mark.parametrize(
    ("plan", "tasks", "asked", "expected"),
    [
        (
            PLAN,
            PLAN.tasks,
            {},
            [("学会学术部", "24", ""), ("院士办", "3", ""), ("科技馆", "", "7"), (None, "", "5")],
        ),
        (
            PLAN,
            PLAN.tasks,
            {"loud": ALL},
            [("学会学术部", "24", ""), ("院士办", "3", ""), ("科技馆", "7", ""), (None, "5", "")],
        ),
        (
            PLAN,
            PLAN.tasks,
            {"loud": STALE, "kinds": STALE},
            [("学会学术部", "2", ""), ("科技馆", "7", ""), (None, "5", "")],
        ),
        (PLAN, SOME, {"units": ("办公室", "院士办")}, [("院士办", "3", "")]),  # 4 is supported
        (PLAN, SOME, {"units": ("办公室", "院士办"), "role": "lead"}, [("院士办", "23", "")]),
        # named twice, and an undeclared one
        (ONE_UNIT, (TWICE,), {"loud": ALL, "role": "lead"}, [("甲", "1", ""), ("乙", "1", "")]),
    ],
)
def test_what_to_press_for_by_lead_unit(
    plan: Plan, tasks: tuple[Task, ...], asked: dict[str, Any], expected: list[object]
) -> None:
    found = chase(plan, tasks, TODAY, **asked)
    assert listed(found) == expected
    ids = {case.task.id for group in found.units for case in group.cases}
    assert [case.task.id for case in found.cases] == sorted(ids)  # each once, in plan order
    assert ids.isdisjoint(case.task.id for case in found.quiet)
    assert (found.as_of, found.soon, found.stale) == (TODAY, 7, 30)


def test_the_most_urgent_come_first() -> None:
    due = {"1": "07-05", "2": "06-29", "3": "12-31", "4": "07-02", "5": "06-01"}
    tasks = tuple(
        Task(number, "甲", "blocked" if number in "35" else "doing", lead=("甲",))._replace(
            due=day(text), added=TODAY, percent=100
        )
        for number, text in due.items()
    )
    assert listed(chase(Plan("t", 2020, tasks=tasks), tasks, TODAY)) == [("甲", "52341", "")]


def test_every_mark_is_counted_not_only_the_first() -> None:
    late = Task("1", "甲", "blocked", due=day("06-01"), added=day("05-01"))
    tasks = (late, Task("2", "乙", "blocked", added=TODAY, percent=100))
    found = chase(Plan("t", 2020, tasks=tasks), tasks, TODAY)
    assert [len(case.marks) for case in found.cases] == [3, 1]
    assert counts(found.cases) == {"overdue": 1, "blocked": 2, "soon": 0, "behind": 0, "stale": 1}


# -- what holds of a task -------------------------------------------------------------------

YEAR = Plan("t", 2020)
ISSUED = Plan("t", 2020, start=day("03-01"), issued=day("04-30"))
EARLY = Plan("t", 2020, start=day("03-01"), issued=date(2019, 12, 20))
HALF = day("07-01")  # 50 % of the year; TODAY
HEARD = (Record(HALF, note="在办"),)
BEFORE, JUNE = (Record(day(text), note="在办") for text in ("05-01", "06-20"))
OFFICE = (
    Record(day("06-20"), due=day("05-31")),
    Record(day("06-21"), due=day("06-30"), due_was=day("05-31"), note="疫情影响"),
    Record(day("06-22"), due_was=day("06-30"), note="不设时限"),
    Record(day("06-23"), by="办公室"),
)
NEW: dict[str, Any] = {"percent": 100, "added": TODAY}


@pytest.mark.parametrize(
    ("plan", "today", "fields", "expected"),
    [
        (YEAR, TODAY, NEW | {"due": day("06-30")}, "overdue 1"),
        (YEAR, TODAY, NEW | {"due": TODAY}, "soon 0"),
        (YEAR, TODAY, NEW | {"due": day("07-08")}, "soon 7"),
        (YEAR, TODAY, NEW | {"due": day("07-09")}, ""),
        (YEAR, TODAY, NEW | {"due": day("07-09"), "soon": 8}, "soon 8"),
        (YEAR, TODAY, NEW | {"due": TODAY, "soon": 0}, "soon 0"),
        *(
            (YEAR, TODAY, {"status": status, "due": day("01-31")}, "")
            for status in ("done", "closed", "dropped")
        ),
        # more than ten points behind; what is overdue is not behind as well
        (YEAR, HALF, {"percent": 40, "records": HEARD}, ""),
        (YEAR, HALF, {"percent": 39, "records": HEARD}, "behind 11"),
        (YEAR, TODAY, {"due": day("06-30"), "added": TODAY}, "overdue 1"),
        (YEAR, HALF, {"added": HALF}, ""),
        (YEAR, TODAY, {"status": "blocked"} | NEW, "blocked"),
        # days without a report count from its coming up, or the plan's start or issue
        (YEAR, TODAY, {"percent": 100, "added": day("06-01")}, "stale 30"),
        (YEAR, TODAY, {"percent": 100, "added": day("06-02")}, ""),
        (YEAR, TODAY, {"percent": 100}, "stale 182"),
        (ISSUED, day("03-31"), {"percent": 100}, ""),
        (ISSUED, day("05-30"), {"percent": 100}, "stale 30"),
        (EARLY, day("03-31"), {"percent": 100}, "stale 30"),
        # from the latest day, wherever it stands, but not from what the office itself records
        (YEAR, TODAY, {"percent": 100, "stale": 11, "records": (JUNE, BEFORE)}, "stale 11"),
        (YEAR, TODAY, {"percent": 100, "records": OFFICE}, "stale 182"),
        (YEAR, TODAY, {"percent": 100, "records": (BEFORE, *OFFICE)}, "stale 61"),
        # each of these is a report
        *(
            (YEAR, TODAY, {"records": (Record(TODAY, **said),), **NEW, "added": None}, "")
            for said in (
                {"status": "doing"},
                {"percent": 0},
                {"note": "在办"},
                {"problem": "缺人"},
                {"next": "补招"},
                {"measure": 1, "status": "done"},
                {"due": day("06-30"), "percent": 10},
            )
        ),
    ],
)
def test_what_holds_of_a_task(
    plan: Plan, today: date, fields: dict[str, Any], expected: str
) -> None:
    found = marks(plan, today, **fields)
    shown = (m.kind if m.amount is None else f"{m.kind} {m.amount:g}" for m in found)
    assert "、".join(shown) == expected


def test_all_that_holds_of_a_task_the_first_first() -> None:
    found = {case.task.id: case for case in chase(PLAN, PLAN.tasks, TODAY, loud=ALL).cases}
    assert found["2"].marks == (Mark("overdue", 5), Mark("stale", 50))
    assert found["3"].marks[0] == Mark("blocked")
    assert found["3"].marks[1].amount == pytest.approx(100 * 183 / 366 - 30)
    assert [mark.kind for mark in found["4"].marks] == ["soon", "behind"]
    assert [case.problem for case in found.values()] == [None, "院士行程取消", None, None, None]
    heard = (BEFORE, *OFFICE)
    case = case_of(YEAR, Task("1", "甲", records=heard), TODAY, 7, 30)
    assert (case.last, case.report) == (OFFICE[-1], BEFORE)


def test_a_task_added_later_is_behind_from_then_on() -> None:
    task = Task("27", "甲", due=day("07-10"), added=day("07-01"))
    days = [day(text) for text in ("06-30", "07-01", "07-05", "07-10", "07-11")]
    assert [pro_rata(YEAR, task, each) for each in days] == [0.0, 10.0, 50.0, 100.0, 100.0]
    assert [light(YEAR, task._replace(due=None), each) for each in days[1:3]] == ["ok", "ok"]
    early = task._replace(added=date(2019, 12, 20))
    assert pro_rata(YEAR, early, day("01-01")) == pytest.approx(100 / 192)
    overdue = task._replace(due=day("06-30"))  # added with a deadline that was over
    assert [pro_rata(YEAR, overdue, each) for each in days[:2]] == [100.0, 100.0]
    plan = YEAR._replace(issued=day("04-30"))
    found = marks(plan, day("07-03"), records=(Record(day("01-10"), note="先行准备"),))
    assert [mark.kind for mark in found] == ["behind", "stale"]
    assert found[0].amount == pytest.approx(100 * 65 / 246)


BLOCK = Record(day("05-10"), status="blocked", note="场地未落实")
MONEY, CALL = Record(day("05-20"), problem="经费不足"), Record(day("05-20"), note="正在联系")


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((BLOCK,), "场地未落实"),
        ((BLOCK, CALL), "场地未落实"),
        ((BLOCK, MONEY), "经费不足"),
        ((MONEY, BLOCK), "经费不足"),  # by day
        ((MONEY._replace(date=day("05-01")), BLOCK), "场地未落实"),
        ((BLOCK._replace(note=None), CALL), "正在联系"),
        ((BLOCK._replace(note=None),), None),
        ((MONEY,), "经费不足"),  # blocked by hand
        ((), None),
    ],
)
def test_what_a_task_is_blocked_by(records: tuple[Record, ...], said: str | None) -> None:
    assert problem(Task("1", "甲", "blocked", records=records)) == said


FIRST, SECOND = Record(day("06-10"), chased=1), Record(TODAY, chased=2)
THEN, LATER = (Record(day(text), note="方案已印发") for text in ("06-10", "06-20"))
OPEN, ANSWERED = (Pressed(1, day("06-10"), answered) for answered in (False, True))


NEEDY = Record(day("05-08"), note="已办一期", problem="缺人", next="补招")
GOING = Record(day("05-20"), note="已办二期")
AHEAD = Record(day("05-21"), next="办三期")


HELD = Record(day("06-10"), status="done", note="已举办")
BACK = Record(day("06-12"), status="doing", note="材料不全")
CLOSED = Record(day("06-12"), status="closed", note="材料已核")
DROPPED = Record(day("06-11"), status="dropped", note="上级调整")
OF_MEASURE = Record(day("06-11"), 1, "todo", note="材料不全")


@pytest.mark.parametrize(
    ("status", "records", "expected"),
    [
        ("doing", (), Standing()),
        ("doing", (GOING, NEEDY), Standing(GOING, "缺人", "补招")),
        ("doing", (NEEDY, AHEAD), Standing(NEEDY, None, "办三期")),
        ("doing", (NEEDY, Record(day("06-01"), chased=1)), Standing(NEEDY, "缺人", "补招")),
        ("blocked", (NEEDY, BLOCK), Standing(BLOCK, "场地未落实", "补招")),
        ("done", (NEEDY, GOING), Standing(GOING)),
        ("doing", (GOING, HELD, BACK), Standing(HELD)),  # the office's reasons are no progress
        ("closed", (HELD, CLOSED), Standing(HELD)),
        ("dropped", (GOING, DROPPED), Standing(GOING)),
        ("doing", (GOING, DROPPED, BACK), Standing(GOING)),
        ("doing", (GOING, OF_MEASURE), Standing(GOING)),
    ],
)
def test_what_stands_of_a_task(
    status: str, records: tuple[Record, ...], expected: Standing
) -> None:
    assert standing(Task("1", "甲", status=status, records=records)) == expected


@pytest.mark.parametrize(
    ("records", "pressed", "time"),
    [
        ((), None, 1),
        ((FIRST,), OPEN, 2),
        ((FIRST, LATER), ANSWERED, 2),
        ((THEN, FIRST), OPEN, 2),
        ((FIRST, THEN), ANSWERED, 2),
        ((FIRST, SECOND), OPEN, 2),  # of today, once
    ],
)
def test_what_was_pressed_for_before(
    records: tuple[Record, ...], pressed: Pressed | None, time: int
) -> None:
    case = case_of(PLAN, Task("1", "甲", records=records), TODAY, 7, 30)
    assert (case.pressed, time_of(case)) == (pressed, time)
    assert case.sent == (SECOND in records)
