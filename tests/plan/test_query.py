from datetime import date

import pytest

from fjkx.plan.model import OPEN, Plan, Record, Role, Task
from fjkx.plan.query import Filter, Sort, arrange, by_section, is_filtered, journal, select
from tests.small_plan import PLAN, TODAY


def ids(flt: Filter) -> list[str]:
    return [task.id for task in select(PLAN, flt)]


def test_an_empty_filter_selects_everything() -> None:
    assert ids(Filter()) == ["1", "2", "3", "4", "5"]
    assert not is_filtered(Filter(role="first"))
    assert is_filtered(Filter(keywords=("x",)))


@pytest.mark.parametrize(
    ("role", "expected"),
    [("any", ["1", "2", "4", "5"]), ("lead", ["1", "4", "5"]), ("first", ["1", "5"])],
)
def test_role(role: Role, expected: list[str]) -> None:
    assert ids(Filter(units=("办公室",), role=role)) == expected


@pytest.mark.parametrize(
    ("flt", "expected"),
    [
        (Filter(due_by=date(2020, 6, 30)), ["2", "4"]),
        (Filter(due_by=date(2020, 6, 29)), ["4"]),
        (Filter(due_by=date(2020, 6, 9)), []),
        (Filter(no_due=True), ["1", "3", "5"]),
        (Filter(no_due=True, due_by=date(2020, 6, 30)), []),
        (Filter(lights=frozenset({"overdue"})), ["4"]),
        (Filter(lights=frozenset({"overdue", "behind"})), ["2", "3", "4"]),
        (Filter(lights=frozenset({"complete"})), ["1"]),
        (Filter(lights=frozenset({"soon", "ok"})), []),
        (Filter(lights=frozenset({"behind"}), due_by=date(2020, 12, 31)), ["2"]),
    ],
)
def test_deadlines(flt: Filter, expected: list[str]) -> None:
    assert [task.id for task in select(PLAN, flt, TODAY)] == expected
    assert is_filtered(flt)


def test_lights_are_those_of_the_day() -> None:
    flt = Filter(lights=frozenset({"soon"}))
    assert [task.id for task in select(PLAN, flt, date(2020, 6, 23))] == ["2"]
    assert select(PLAN, flt, date(2020, 6, 22)) == ()


def test_support_role() -> None:
    assert ids(Filter(units=("办公室",), role="support")) == ["2"]


def test_role_asks_nothing_without_units() -> None:
    assert ids(Filter(role="support")) == ["1", "2", "3", "4", "5"]


def test_units_are_found_under_their_aliases() -> None:
    assert ids(Filter(units=("学会学术部",), role="first")) == ["2", "4"]


def test_values_of_one_field_are_alternatives_and_fields_must_all_hold() -> None:
    assert ids(Filter(units=("院士办", "办公室"), statuses=OPEN)) == ["2", "3", "4"]
    assert ids(Filter(units=("院士办", "办公室"), statuses=OPEN, sections=("一",))) == []
    assert ids(Filter(sections=("一", "二"), statuses=frozenset({"todo", "closed"}))) == ["1", "4"]


@pytest.mark.parametrize(
    ("keywords", "expected"),
    [
        (("2",), ["2"]),  # an id in full, not 2020 or 12
        (("脱贫",), ["2"]),
        (("cast",), ["4"]),
        (("ＣＡＳＴ",), ["4"]),
        (("学会学术部",), ["2", "4"]),
        (("学会部",), ["2", "4"]),
        (("李二",), ["2"]),
        (("院士", "八闽"), ["3"]),
        (("院士", "空中课堂；"), ["2"]),
        (("落实。助力",), []),
        (("经费未到位",), []),  # records are not looked at
    ],
)
def test_keywords(keywords: tuple[str, ...], expected: list[str]) -> None:
    assert ids(Filter(keywords=keywords)) == expected


def test_an_id_is_no_keyword_in_part() -> None:
    plan = Plan("t", 2020, tasks=(Task("14", "甲"), Task("4", "乙")))
    assert [task.id for task in select(plan, Filter(keywords=("4",)))] == ["4"]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("id", "12345"),
        ("status", "42315"),
        ("due", "42135"),
        ("progress", "43215"),
    ],
)
def test_arrange(sort: Sort, expected: str) -> None:
    assert "".join(task.id for task in arrange(PLAN, reversed(PLAN.tasks), sort)) == expected


def test_sections_in_plan_order_and_tasks_without_one_last() -> None:
    tasks = (PLAN.tasks[4], PLAN.tasks[3], PLAN.tasks[0])
    found = [
        (section and section.id, [task.id for task in members])
        for section, members in by_section(PLAN, tasks)
    ]
    assert found == [("一", ["1"]), ("二", ["4"]), (None, ["5"])]


def test_a_section_nobody_declared_is_none() -> None:
    tasks = (Task("9", "甲", section="九"),)
    assert by_section(PLAN, tasks) == ((None, tasks),)


def test_the_journal_has_the_newest_first_and_of_one_day_the_last_written() -> None:
    found = [(entry.task.id, entry.record.date.day) for entry in journal(PLAN.tasks)]
    assert found == [("5", 12), ("2", 2), ("2", 2), ("2", 11)]
    assert [entry.record.percent for entry in journal(PLAN.tasks)] == [None, 60, None, None]


def test_the_journal_sorts_records_written_out_of_order() -> None:
    task = Task("1", "甲", records=(Record(date(2020, 3, 2)), Record(date(2020, 3, 1))))
    assert [entry.record.date.day for entry in journal([task])] == [2, 1]
