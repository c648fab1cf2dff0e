from datetime import date

import pytest

from fjkx.plan.model import Plan, Task, Unit
from fjkx.plan.query import Filter, select
from fjkx.plan.summary import (
    Attention,
    By,
    Group,
    attention,
    count,
    on_schedule,
    percent_closed,
    summarise,
)
from tests.small_plan import PLAN, TODAY


def test_the_total_leaves_dropped_tasks_out_of_every_denominator() -> None:
    total = summarise(PLAN, PLAN.tasks, "section", TODAY).total
    assert total == Group(
        key=None,
        tasks=4,
        first_lead=4,
        supports=1,
        complete=1,
        percent_complete=25.0,
        progress=(100 + 50 + 30 + 0) / 4,
        todo=1,
        doing=1,
        blocked=1,
        done=0,
        closed=1,
        dropped=1,
        overdue=1,
    )
    assert percent_closed(total) == 25.0
    assert [count(total, status) for status in ("closed", "done", "dropped")] == [1, 0, 1]


@pytest.mark.parametrize(
    ("by", "flt", "expected"),
    [
        ("section", Filter(), "一 1/1、二 0/3、三 0/0、None 0/0"),
        ("section", Filter(sections=("二",)), "二 0/3"),
        ("status", Filter(), "todo 0/1、doing 0/1、blocked 0/1、done 0/0、closed 1/1、dropped 0/0"),
        ("status", Filter(statuses=frozenset({"doing"})), "doing 0/1"),
        ("leader", Filter(), "王一 0/1、李二 0/1、None 1/3"),
        ("leader", Filter(keywords=("八闽",)), "None 0/1"),
        ("dept", Filter(keywords=("八闽",)), "院士办 0/1"),
    ],
)
def test_rows_are_all_there_are_when_nothing_is_filtered_out(
    by: By, flt: Filter, expected: str
) -> None:
    groups = summarise(PLAN, select(PLAN, flt), by, TODAY).groups
    assert "、".join(f"{each.key} {each.complete}/{each.tasks}" for each in groups) == expected


def test_by_dept_joint_tasks_count_for_every_lead_and_support_apart() -> None:
    summary = summarise(PLAN, PLAN.tasks, "dept", TODAY)
    rows = [(g.key, g.tasks, g.first_lead, g.supports, g.complete) for g in summary.groups]
    assert rows == [
        ("办公室", 2, 1, 1, 1),
        ("学会学术部", 2, 2, 0, 0),
        ("院士办", 2, 1, 0, 0),
        ("青少年科技活动中心", 1, 0, 0, 0),
    ]
    assert summary.total.tasks == 4
    assert summary.groups[0].dropped == 1


def test_by_dept_only_the_units_asked_for() -> None:
    tasks = select(PLAN, Filter(units=("院士办",)))
    summary = summarise(PLAN, tasks, "dept", TODAY, ("院士办",))
    assert [(group.key, group.tasks) for group in summary.groups] == [("院士办", 2)]


def test_by_dept_a_unit_named_twice_counts_once_and_one_without_tasks_is_shown() -> None:
    plan = Plan(
        "t",
        2020,
        units=(Unit("甲", ("甲部",)), Unit("乙")),
        tasks=(Task("1", "一", lead=("甲", "甲部")),),
    )
    groups = summarise(plan, plan.tasks, "dept", TODAY).groups
    assert [(group.key, group.tasks, group.first_lead) for group in groups] == [
        ("甲", 1, 1),
        ("乙", 0, 0),
    ]


def test_no_tasks_at_all() -> None:
    summary = summarise(Plan("t", 2020), (), "section", TODAY)
    assert (summary.total.tasks, summary.total.progress, summary.groups) == (0, 0.0, ())


def test_on_schedule_is_at_least_pro_rata() -> None:
    plan = Plan("t", 2020, tasks=(Task("1", "甲", percent=50),))
    days = [date(2020, 7, 1), date(2020, 7, 2)]  # days 183 and 184 of 366
    verdicts = [on_schedule(summarise(plan, plan.tasks, "section", day)) for day in days]
    assert verdicts == [True, False]


def test_attention_is_about_open_tasks() -> None:
    assert attention(PLAN, TODAY) == Attention(overdue=1, blocked=1)
    assert attention(PLAN, date(2020, 6, 10)) == Attention(overdue=0, blocked=1)
    assert attention(PLAN, date(2020, 7, 1)) == Attention(overdue=2, blocked=1)


def test_no_tasks_are_neither_on_schedule_nor_behind() -> None:
    dropped = Plan("x", 2020, tasks=(Task("1", "a", "dropped"),))
    for plan in (dropped, dropped._replace(tasks=())):
        for day in (date(2019, 1, 1), date(2020, 7, 1)):
            assert on_schedule(summarise(plan, plan.tasks, "section", day)) is None
