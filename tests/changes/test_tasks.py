"""Tasks that are removed, and tasks and plans that come from an earlier year."""

from datetime import date

import pytest

from fjkx.changes.tasks import carry, new_plan, remove_tasks
from fjkx.changes.types import Outcome, Report
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit
from fjkx.words.names import Target

TODAY = date(2021, 1, 5)
DAY = date(2020, 5, 11)

# -- removed --------------------------------------------------------------------------------

TASKS = (Task("1", "甲"), Task("2", "甲"), Task("3", "乙", records=(Record(DAY, note="好"),)))
PLAN = Plan("x", 2020, tasks=TASKS)


def test_a_task_entered_twice_is_removed() -> None:
    outcome = remove_tasks(PLAN, [Target(1), Target(0)], Report(TODAY))
    assert outcome == Outcome(PLAN._replace(tasks=TASKS[2:]), removed=(TASKS[1], TASKS[0]))


def test_a_task_with_records_goes_by_force_and_for_a_reason() -> None:
    hint = "取消任务：fjkx drop 3；确要删除：fjkx remove 3 --force -m 原因"
    for force, note, why in ((False, "错录", "不能删除"), (True, " ", "要写明原因")):
        with pytest.raises(RequestError) as caught:
            remove_tasks(PLAN, [Target(2)], Report(TODAY, note=note), force)
        assert (str(caught.value), caught.value.hint) == (f"第 3 项有 1 条进展记录，{why}", hint)
    assert remove_tasks(PLAN, [Target(2)], Report(TODAY, note="错录"), True).removed == TASKS[2:]
    with pytest.raises(RequestError, match="第 3 项有 1 条进展记录，不能删除"):
        remove_tasks(PLAN, [Target(0), Target(2)], Report(TODAY))


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


def test_only_open_tasks_are_carried() -> None:
    with pytest.raises(RequestError, match="“2020年要点”第 1 项已经了结，不必结转"):
        carry(NEW, OLD, [Target(0)], TODAY)
    with pytest.raises(RequestError, match=r"举措 2\.1 没有自己的"):
        carry(NEW, OLD, [Target(1, 1)], TODAY)
    with pytest.raises(RequestError, match="就是本计划"):
        carry(OLD, OLD, None, TODAY)


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
    with pytest.raises(RequestError, match="计划的标题不能为空"):
        new_plan(" ", 2021, None)
