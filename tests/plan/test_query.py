"""Which tasks, in which order; the records of tasks."""

from datetime import date
from typing import Any

import pytest

from fjkx.plan.model import OPEN, Plan, Record, Task, supporting
from fjkx.plan.query import Filter, Sort, arrange, by_section, is_filtered, journal, select
from fjkx.plan.summary import By, summarise
from tests.small_plan import PLAN, TODAY

JUNE = date(2020, 6, 30)
OFFICE, BOTH = ("办公室",), ("院士办", "办公室")


def lights(*names: Any) -> frozenset[Any]:
    return frozenset(names)


@pytest.mark.parametrize(
    ("flt", "expected"),
    [
        (Filter(), "12345"),
        (Filter(units=OFFICE), "1245"),
        (Filter(units=OFFICE, role="lead"), "145"),
        (Filter(units=OFFICE, role="first"), "15"),
        (Filter(units=OFFICE, role="support"), "2"),
        (Filter(role="support"), "12345"),  # a role asks nothing without units
        (Filter(units=("学会学术部",), role="first"), "24"),  # under its alias too
        (Filter(units=BOTH, statuses=OPEN), "234"),
        (Filter(units=BOTH, statuses=OPEN, sections=("一",)), ""),
        (Filter(sections=("一", "二"), statuses=frozenset({"todo", "closed"})), "14"),
        (Filter(due_by=JUNE), "24"),
        (Filter(due_by=date(2020, 6, 29)), "4"),
        (Filter(due_by=date(2020, 6, 9)), ""),
        (Filter(no_due=True), "135"),
        (Filter(no_due=True, due_by=JUNE), ""),
        (Filter(lights=lights("overdue")), "4"),
        (Filter(lights=lights("overdue", "behind")), "234"),
        (Filter(lights=lights("complete")), "1"),
        (Filter(lights=lights("soon", "ok")), ""),
        (Filter(lights=lights("behind"), due_by=date(2020, 12, 31)), "2"),
        (Filter(keywords=("2",)), "2"),  # an id in full, not 2020 or 12
        (Filter(keywords=("脱贫",)), "2"),
        (Filter(keywords=("cast",)), "4"),
        (Filter(keywords=("ＣＡＳＴ",)), "4"),
        (Filter(keywords=("学会学术部",)), "24"),
        (Filter(keywords=("学会部",)), "24"),
        (Filter(keywords=("李二",)), "2"),
        (Filter(keywords=("院士", "八闽")), "3"),
        (Filter(keywords=("院士", "空中课堂；")), "2"),
        (Filter(keywords=("落实。助力",)), ""),
        (Filter(keywords=("经费未到位",)), ""),  # records are not looked at
    ],
)
def test_filters(flt: Filter, expected: str) -> None:
    assert "".join(task.id for task in select(PLAN, flt, TODAY)) == expected
    assert is_filtered(flt) == (flt._replace(role="any") != Filter())


def test_lights_are_those_of_the_day_and_ids_are_no_keywords_in_part() -> None:
    flt = Filter(lights=lights("soon"))
    assert [task.id for task in select(PLAN, flt, date(2020, 6, 23))] == ["2"]
    assert select(PLAN, flt, date(2020, 6, 22)) == ()
    plan = Plan("t", 2020, tasks=(Task("14", "甲"), Task("4", "乙")))
    assert [task.id for task in select(plan, Filter(keywords=("4",)))] == ["4"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("id", "12345"), ("status", "42315"), ("due", "42135"), ("progress", "43215")],
)
def test_arrange(sort: Sort, expected: str) -> None:
    assert "".join(task.id for task in arrange(PLAN, reversed(PLAN.tasks), sort)) == expected


def test_sections_in_plan_order_and_tasks_without_a_declared_one_last() -> None:
    tasks = (PLAN.tasks[4], PLAN.tasks[3], PLAN.tasks[0], Task("9", "甲", section="九"))
    found = [
        (section and section.id, "".join(task.id for task in members))
        for section, members in by_section(PLAN, tasks)
    ]
    assert found == [("一", "1"), ("二", "4"), (None, "59")]


def test_the_journal_has_the_newest_first_and_of_one_day_the_last_written() -> None:
    found = [(task.id, record.date.day, record.percent) for task, record, *_ in journal(PLAN.tasks)]
    assert found == [("5", 12, None), ("2", 2, 60), ("2", 2, None), ("2", 11, None)]
    task = Task("1", "甲", records=(Record(date(2020, 3, 2)), Record(date(2020, 3, 1))))
    assert [entry.record.date.day for entry in journal([task])] == [2, 1]


def test_a_unit_that_leads_a_task_under_another_wording_does_not_support_it() -> None:
    task = Task("1", "甲", lead=("学会部",), support=("办公室", "学会学术部"))
    plan = PLAN._replace(tasks=(task,))
    assert supporting(plan, task) == OFFICE
    assert select(plan, Filter(units=("学会学术部",), role="support")) == ()
    only = plan._replace(tasks=(task._replace(support=("学会学术部",)),))
    groupings: tuple[By, ...] = ("section", "dept")
    for by in groupings:
        assert not any(group.supports for group in summarise(only, only.tasks, by, TODAY).groups)
