"""Tasks that are added or removed, and tasks and plans that come from an earlier year."""

from datetime import date
from typing import Any

import pytest

from fjkx.changes.fields import Edits
from fjkx.changes.tasks import add_task, carry, new_plan
from fjkx.changes.types import Outcome
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit, split_text
from fjkx.words.names import Target
from tests.refused import refused

TODAY = date(2021, 1, 5)
DAY = date(2020, 5, 11)

# -- added ----------------------------------------------------------------------------------

SECTIONS = (Section("一", "学习"), Section("二", "服务"), Section("三", "改革"))
UNITS = (Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办"))
EMPTY = Plan("x", 2021, units=UNITS, sections=SECTIONS)


def added(plan: Plan, declare: bool = False, **fields: Any) -> Outcome:
    text = fields.pop("text", "")
    return add_task(plan, Edits(**{"title": "新", **fields}), text, TODAY, declare)


@pytest.mark.parametrize(
    ("sections", "section", "place"),
    [
        ("", "二", 0),
        ("一一二三", "一", 2),
        ("一一二三", "二", 3),
        ("一一二三", None, 4),
        ("二三", "一", 0),
        ("一三", "二", 1),
        ("三一三", "二", 2),
        ("一二一", "一", 3),
    ],
)
def test_the_place_of_a_new_task(sections: str, section: str | None, place: int) -> None:
    tasks = [Task(str(number), "t", section=each) for number, each in enumerate(sections, 1)]
    plan = added(EMPTY._replace(tasks=tuple(tasks)), section=section).plan
    assert [task.id for task in plan.tasks].index(str(len(tasks) + 1)) == place
    assert plan.tasks[:place] + plan.tasks[place + 1 :] == tuple(tasks)


@pytest.mark.parametrize(
    ("ids", "section", "new"),
    [
        ("", "二", "1"),
        ("1 2", "二", "3"),
        ("30 2", "二", "31"),
        ("二-3 一-1 二-1", "二", "二-4"),
        ("一-7", "二", "二-1"),
        ("一-7 8", "二", "9"),
        ("甲", "二", "1"),
        ("甲-4", "一", "甲-5"),  # like those of its section
    ],
)
def test_the_number_of_a_new_task(ids: str, section: str, new: str) -> None:
    plan = EMPTY._replace(tasks=tuple(Task(each, "t", section="一") for each in ids.split()))
    plan = plan._replace(
        tasks=tuple(t._replace(section=t.id[0] if t.id[0] in "一二" else "一") for t in plan.tasks)
    )
    assert added(plan, section=section).added[0].id == new


def test_numbers_of_sections_with_digits_are_no_ranges() -> None:
    plan = Plan("x", 2021, sections=(Section("1", "学习"), Section("2", "服务")))
    plan = plan._replace(tasks=(Task("甲-4", "t", section="1"),))
    assert added(plan, section="服务").added[0].id == "二-1"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "本计划按部分编号，请写明新任务属于哪个部分"),
        ({"section": "四"}, "没有部分“四”"),
        ({"section": "一", "title": " "}, "任务的标题不能为空"),
        ({"section": "一", "title": "a\r\nb"}, "任务的标题只能写一行"),
        ({"section": "一", "lead": ("外事办",)}, "没有单位“外事办”"),
    ],
)
def test_new_tasks_refused(fields: dict[str, Any], message: str) -> None:
    plan = EMPTY._replace(tasks=(Task("一-1", "t", section="一"),))
    assert refused(lambda: added(plan, **fields)).startswith(message)


@pytest.mark.parametrize(
    "sentences",
    [
        (),
        ("甲",),
        ("甲。", "乙；", "丙;", "丁"),
        ("“甲。”", "乙（丙；）", "丁。"),
        ("甲。\n ", "乙。"),
        ("。。", "甲"),
    ],
)
def test_a_text_in_sentences(sentences: tuple[str, ...]) -> None:
    assert split_text("".join(sentences)) == sentences


# -- carried over ---------------------------------------------------------------------------

OLD = Plan(
    "2020年要点",
    2020,
    issuer="省科协",
    office="省科协办公室",
    units=(Unit("办公室"), Unit("学会学术部", ("学会部", "学会处")), Unit("院士办")),
    sections=(Section("一", "学习", "本部分"), Section("二", "服务"), Section("三", "改革")),
    tasks=(
        Task("1", "学", "closed", "一", lead=("办公室",)),
        Task(
            *("2", "服务基层", "doing", "二"),
            lead=("学会部", "院士办"),
            support=("办公室",),
            leaders=("王一",),
            due=date(2020, 9, 30),
            percent=60,
            measures=(Measure("甲。", "done"), Measure("乙。")),
            records=(Record(DAY, status="doing", percent=60),),
        ),
        Task("3", "改", "todo", "三", lead=("院士办",), due_text="长期坚持"),
        Task("4", "零", "blocked"),
        Task("5", "弃", "dropped"),
    ),
)
NEW = Plan(
    "2021年要点",
    2021,
    units=(Unit("学会学术部"), Unit("学会处")),
    sections=(Section("一", "服务"), Section("二", "别的")),
    tasks=(Task("1", "新", section="一"), Task("2", "另", section="二")),
)


def test_what_is_open_comes_along_to_be_done() -> None:
    outcome = carry(NEW, OLD, None, TODAY)
    two = Task(
        *("3", "服务基层", "todo", "一"),
        lead=("学会学术部", "院士办"),
        support=("办公室",),
        leaders=("王一",),
        added=TODAY,
        origin=Origin("2020年要点", "2"),
        measures=(Measure("乙。"),),
    )
    three = Task("4", "改", lead=("院士办",), added=TODAY, origin=Origin("2020年要点", "3"))
    four = Task("5", "零", added=TODAY, origin=Origin("2020年要点", "4"))
    assert outcome.plan == NEW._replace(
        units=(*NEW.units, Unit("办公室"), Unit("院士办")),
        tasks=(NEW.tasks[0], two, NEW.tasks[1], three, four),
    )
    assert outcome.added == (two, three, four)
    assert outcome.remarks == (
        "单位“办公室”已加入单位表",
        "单位“院士办”已加入单位表",
        "第 3 项（原第 2 项）原时限 2020-09-30；重定：fjkx set 3 --due 时限",
        "第 4 项（原第 3 项）所属的部分本计划没有；指定：fjkx set 4 --move-to 部分",
        "第 4 项（原第 3 项）原时限 长期坚持；重定：fjkx set 4 --due 时限",
    )


def test_what_was_carried_is_not_again() -> None:
    once = carry(NEW, OLD, [Target(1)], TODAY)
    assert [task.id for task in once.added] == ["3"]
    again = carry(once.plan, OLD, [Target(1)], TODAY)
    assert again == Outcome(once.plan, remarks=("原第 2 项已经结转，未变",))
    assert [task.origin for task in carry(once.plan, OLD, None, TODAY).added] == [
        Origin("2020年要点", "3"),
        Origin("2020年要点", "4"),
    ]


def test_numbers_go_on_within_a_section_where_they_begin_anew_in_each() -> None:
    tasks = (Task("一-1", "新", section="一"), Task("二-1", "另", section="二"))
    plan = NEW._replace(tasks=tasks)
    old = OLD._replace(tasks=(OLD.tasks[1], OLD.tasks[1]._replace(id="9")))
    assert [task.id for task in carry(plan, old, None, TODAY).plan.tasks] == [
        *("一-1", "一-2", "一-3", "二-1"),
    ]


def test_units_of_last_year_are_declared_without_wordings_that_are_taken() -> None:
    plan = NEW._replace(units=(Unit("学会处"),))
    outcome = carry(plan, OLD, [Target(1)], TODAY)
    assert Unit("学会学术部", ("学会部",)) in outcome.plan.units
    assert outcome.added[0].lead == ("学会学术部", "院士办")


def test_a_carried_task_has_the_names_that_the_plan_declares() -> None:
    plan = NEW._replace(units=(Unit("院士办"), Unit("学术部", ("学会学术部", "办公室"))))
    carried = carry(plan, OLD, [Target(1)], TODAY).added[0]
    assert (carried.lead, carried.support) == (("学术部", "院士办"), ("学术部",))


def test_only_open_tasks_are_carried() -> None:
    for target, said in (
        (Target(0), "“2020年要点”第 1 项已经了结，不必结转"),
        (Target(1, 1), "“2020年要点”的举措 2.1 只能随整项任务结转 | 写 2 即可"),
    ):
        call = (NEW, OLD, [target], TODAY)
        assert refused(carry, *call).startswith(said)
    itself = refused(lambda: carry(OLD, OLD, None, TODAY))
    assert itself.startswith("“2020年要点”就是本计划")


def test_a_new_plan_has_the_units_and_sections_of_the_last() -> None:
    assert new_plan(" 2021年要点 ", 2021, None) == Plan("2021年要点", 2021)
    assert new_plan("2021年要点", 2021, OLD) == Plan(
        "2021年要点",
        2021,
        issuer="省科协",
        office="省科协办公室",
        units=OLD.units,
        sections=(Section("一", "学习"), Section("二", "服务"), Section("三", "改革")),
    )
    assert refused(lambda: new_plan(" ", 2021, None)).startswith("计划的标题不能为空")
