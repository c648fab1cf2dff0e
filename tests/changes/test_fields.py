"""Fields and deadlines: what changes, what is recorded, what is said, what is refused."""

from datetime import date
from typing import Any

import pytest

from fjkx.changes.fields import Edits, extend, set_fields
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.model import Measure, Plan, Record, Section, Task, Unit, Was, times_extended
from fjkx.words.names import Target
from tests.refused import refused

TODAY = date(2020, 6, 20)
REPORT = Report(TODAY)
REASON = Report(TODAY, "办公室", "疫情影响")
JUNE, SEPTEMBER, LATE = date(2020, 6, 30), date(2020, 9, 30), date(2020, 6, 10)
UNITS = (Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办"))
TASK = Task("14", "t", "doing", lead=("学会部", "办公室"), measures=(Measure("甲。"),))
DATED = TASK._replace(due=JUNE, due_text="6月底前")


def plan_of(*tasks: Task, **fields: Any) -> Plan:
    return Plan("x", 2020, units=UNITS, tasks=tasks)._replace(**fields)


def only(outcome: Outcome) -> Change:
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def put(task: Task, report: Report = REPORT, **edits: Any) -> Change:
    """What `set` makes of one task."""
    return only(set_fields(plan_of(task), [Target(0)], Edits(**edits), report, TODAY))


def move(task: Task, due: date, report: Report = REASON, measure: int | None = None) -> Change:
    """What `extend` makes of one task."""
    return only(extend(plan_of(task), [Target(0, measure)], lambda _: (due,), report, TODAY))


# -- fields ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edits", "fields"),
    [
        ({"title": " 新题 "}, {"title": "新题"}),
        ({"lead": ("院士",)}, {"lead": ("院士办",)}),
        ({"lead": ("办公室", "学会学术部")}, {"lead": ("办公室", "学会部")}),
        ({"lead": ("院士办", "院士")}, {"lead": ("院士办",)}),
        ({"support": ("学会部",)}, {"support": ("学会学术部",)}),
        ({"leaders": ("王一", "李二", "王一")}, {"leaders": ("王一", "李二")}),
        ({"add_lead": ("院士办", "学会学术部")}, {"lead": ("学会部", "办公室", "院士办")}),
        ({"remove_lead": ("学会学术部",)}, {"lead": ("办公室",)}),
        ({"add_lead": ("院士办",), "remove_lead": ("学会部",)}, {"lead": ("办公室", "院士办")}),
        ({"lead": ("院士办",), "add_lead": ("办公室",)}, {"lead": ("院士办", "办公室")}),
        ({"add_support": ("院士办",)}, {"support": ("院士办",)}),
        ({"due": JUNE}, {"due": JUNE}),
        ({"due": JUNE, "support": ("院士办",)}, {"due": JUNE, "support": ("院士办",)}),
    ],
)
def test_what_is_set_is_recorded_with_what_it_was(
    edits: dict[str, Any], fields: dict[str, Any]
) -> None:
    """On one line; a deadline without one before it."""
    change, due = put(TASK, REASON, **edits), fields.get("due")
    was = {name: getattr(TASK, name) for name in fields if name != "due"}
    record = Record(TODAY, by="办公室", due=due, note="疫情影响", was=Was(**was) if was else None)
    assert (change.after, change.records) == (
        TASK._replace(**fields, records=(record,)),
        (record,),
    )


@pytest.mark.parametrize(
    ("task", "report", "edits", "kept"),
    [
        (DATED, REPORT, {"due": JUNE}, ("due",)),
        (DATED, REASON, {"due": JUNE}, ("due",)),
        (DATED, REPORT, {"due": JUNE, "due_text": "6月底前"}, ("due", "due_text")),
        (TASK, REASON, {"clear": ("due",)}, ("due",)),
        (TASK, REPORT, {"remove_lead": ("院士办",), "title": " t "}, ("lead", "title")),
        (TASK, REPORT, {"remove_support": ("院士办",)}, ("support",)),
        (TASK, REPORT, {"clear": ("leaders", "support")}, ("support", "leaders")),
    ],
)
def test_what_an_edit_leaves_as_it_is_is_named_and_not_recorded(
    task: Task, report: Report, edits: dict[str, Any], kept: tuple[str, ...]
) -> None:
    said = ("“6月底前”按 2020-06-30 计，原文一并记下",) if "due_text" in edits else ()
    outcome = set_fields(plan_of(task), [Target(0)], Edits(**edits), report, TODAY)
    assert outcome == Outcome(plan_of(task), (Change(task, task, kept=kept),), remarks=said)


def test_a_task_moves_to_another_section_without_its_group() -> None:
    task = TASK._replace(section="一", group="（一）党建")
    plan = plan_of(task, sections=(Section("一", "学习"), Section("二", "服务")))
    after = task._replace(section="二", group=None)
    for typed in ("服务", "2"):
        moved = only(set_fields(plan, [Target(0)], Edits(section=typed), REPORT, TODAY))
        assert moved == Change(task, after, remarks=("第 14 项离开“（一）党建”",))
    nine = refused(lambda: set_fields(plan, [Target(0)], Edits(section="九"), REPORT, TODAY))
    assert nine.startswith("没有部分“九”")


def test_units_are_declared_if_asked() -> None:
    edits = Edits(lead=("外事办",), add_support=("外事办", "院士"))
    outcome = set_fields(plan_of(TASK), [Target(0)], edits, REASON, TODAY, declare=True)
    assert outcome.plan.units == (*UNITS, Unit("外事办"))
    assert outcome.plan.tasks[0][5:7] == (("外事办",), ("外事办", "院士办"))
    assert outcome.remarks == ("单位“外事办”已加入单位表",)


def test_several_tasks_or_none() -> None:
    plan, both = plan_of(TASK, DATED._replace(id="15")), [Target(1), Target(0)]
    outcome = set_fields(plan, both, Edits(support=("院士办",)), REPORT, TODAY)
    assert [task.support for task in outcome.plan.tasks] == [("院士办",), ("院士办",)]
    assert [change.after.id for change in outcome.changes] == ["15", "14"]
    for edits, message in (
        (Edits(due=SEPTEMBER), "第 15 项的时限已定为 2020-06-30"),
        (Edits(title="新题"), "2 项任务不能用同一个标题"),
    ):
        call = (plan, both, edits, REPORT, TODAY)
        assert refused(set_fields, *call).startswith(message)
    moved = refused(lambda: extend(plan, both, lambda _: (SEPTEMBER,), REASON, TODAY))
    assert moved.startswith("第 14 项还没有时限")


FIRST_LEAD = "第 14 项的第一牵头由“学会学术部”改为“{}”"
OF_MEASURE = "举措 14.1 没有自己的时限、单位和标题"
NO_LEAD = "第 14 项没有牵头单位了；指定：fjkx set 14 --lead 单位"
BOTH = (
    "“学会学术部”在第 14 项里既牵头又配合，按牵头计；"
    "只牵头：fjkx set 14 --remove-support 学会学术部"
)
WORDING = "“长期坚持”不是日期，只记作第 14 项的完成时限原文；"
ENDED = TASK._replace(status="done")
ADDED = ENDED._replace(added=date(2020, 6, 2))


@pytest.mark.parametrize(
    ("task", "edits", "said"),
    [
        (TASK, {"lead": ("院士办", "学会部")}, [FIRST_LEAD.format("院士办")]),
        (TASK, {"lead": ("学会学术部",)}, []),
        (TASK, {"add_lead": ("院士办",)}, []),
        (TASK._replace(lead=()), {"lead": ("院士办",)}, []),
        (TASK, {"clear": ("lead",)}, [NO_LEAD]),
        (TASK, {"remove_lead": ("办公室", "学会部")}, [NO_LEAD]),
        (TASK, {"support": ("学会部", "院士办")}, [BOTH]),
        (TASK._replace(support=("学会部",)), {"title": "新题"}, []),
        (TASK, {"due": TODAY}, []),
        (TASK, {"due": date(2020, 6, 19)}, ["第 14 项的时限 2020-06-19 已过 1 天，算逾期"]),
        (ENDED, {"due": date(2020, 6, 19)}, []),
        (
            TASK,
            {"due": date(2019, 12, 31)},
            ["第 14 项的时限 2019-12-31 早于计划的起始 2020-01-01，已过 172 天，算逾期"],
        ),
        (TASK, {"due": date(2021, 1, 1)}, ["第 14 项的时限 2021-01-01 晚于计划的截止 2020-12-31"]),
        (
            ADDED,
            {"due": date(2020, 6, 1)},
            ["第 14 项的时限 2020-06-01 早于增列日期 2020-06-02"],
        ),
        (TASK._replace(due_text="三季度"), {"due": SEPTEMBER}, []),
        (
            TASK._replace(due_text="长期坚持"),
            {"due": SEPTEMBER},
            ["第 14 项的完成时限原文仍是“长期坚持”；清空：fjkx set 14 --clear due_text"],
        ),
    ],
)
def test_what_an_edit_says(task: Task, edits: dict[str, Any], said: list[str]) -> None:
    assert list(put(task, REASON, **edits).remarks) == said


def test_a_wording_that_is_no_date_goes_alone_and_is_said() -> None:
    for task, stays in ((TASK, "没有设时限"), (DATED, "时限仍是 2020-06-30")):
        after = task._replace(due_text="长期坚持")
        assert put(task, due_text="长期坚持") == Change(task, after, remarks=(WORDING + stays,))


UNEXPLAINED = "set 的说明只用来说明时限、单位、领导、标题的变动 | 记一条进展：fjkx note 14 进展情况"
ONE_EACH = "一次写一个单位；要几个就重复写选项，如 --remove-support 院士办 --remove-support 办公室"


@pytest.mark.parametrize(
    ("task", "edits", "message"),
    [
        (TASK, {}, "没有写要改什么 | 用法见 fjkx set --help"),
        (
            TASK,
            {"clear": ("title",)},
            "不能清空 title | 可清空：lead、support、leaders、due、due_text",
        ),
        (TASK, {"clear": ("lead",), "lead": ("院士办",)}, "lead 不能又改又清空 | 两者只留一个"),
        (TASK, {"clear": ("lead",), "add_lead": ("院士办",)}, "lead 不能又改又清空 | 两者只留一个"),
        (TASK, {"clear": ("due",), "due": JUNE}, "due 不能又改又清空 | 两者只留一个"),
        (TASK, {"title": " "}, "任务的标题不能为空 | 写成一行文字，如 筹备年会"),
        (TASK, {"title": "筹\n备"}, "任务的标题只能写一行 | 写成一行文字，如 筹备年会"),
        (
            TASK,
            {"leaders": ("王一 李二",)},
            "“王一 李二”像是几个人 | 几个人写成：--leader 王一、李二",
        ),
        (
            TASK,
            {"add_support": ("院士辨",)},
            "没有单位“院士辨” | 你是不是要找 院士办？若是新单位，加上 --declare",
        ),
        (
            TASK,
            {"remove_support": ("院士办,办公室",)},
            f"没有单位“院士办,办公室” | {ONE_EACH}",
        ),
        (TASK, {"remove_lead": ("院士辨",)}, "没有单位“院士辨” | 你是不是要找 院士办？"),
        (TASK, {"lead": ("办",)}, "“办”可以是几个单位 | 请写明是哪一个：办公室、院士办"),
        (
            TASK,
            {"add_lead": ("院士办",), "remove_lead": ("学会部",)},
            f"{FIRST_LEAD.format('办公室')}，要写明原因 | fjkx … -m 原因",
        ),
        (
            DATED,
            {"due": SEPTEMBER},
            "第 14 项的时限已定为 2020-06-30，改期要写明原因 | fjkx extend 14 2020-09-30 -m 原因"
            "；原来录错了，不算改期：fjkx correct 14 --due 2020-09-30",
        ),
        (
            DATED,
            {"clear": ("due",)},
            "第 14 项的时限已定为 2020-06-30，撤销要写明原因 | fjkx … -m 原因",
        ),
    ],
)
def test_edits_refused(task: Task, edits: dict[str, Any], message: str) -> None:
    assert refused(lambda: put(task, **edits)) == message


def test_a_note_explains_what_is_recorded_and_nothing_else() -> None:
    """As a record of its own it would look like a report of the unit's."""
    for edits in ({"due_text": "长期坚持"}, {"clear": ("due_text",)}):
        assert refused(put, TASK, REASON, **edits) == UNEXPLAINED
    blank = put(TASK, REASON._replace(note=" "), title="新题").records
    assert blank == (Record(TODAY, by="办公室", was=Was(title="t")),)


# -- deadlines ------------------------------------------------------------------------------


def test_deadlines_set_moved_and_taken_back_and_how_often_they_moved() -> None:
    first = put(TASK, due=JUNE).after
    moved = move(first, SEPTEMBER)
    record = Record(TODAY, by="办公室", due=SEPTEMBER, due_was=JUNE, note="疫情影响")
    assert moved == Change(
        first,
        first._replace(due=SEPTEMBER, records=(*first.records, record)),
        None,
        (record,),
    )
    gone = put(DATED, REASON, clear=("due", "due_text"))
    assert gone.after[:-2] == DATED._replace(due=None, due_text=None)[:-2]
    assert gone.records == (Record(TODAY, by="办公室", due_was=JUNE, note="疫情影响"),)
    again = put(gone.after, due=SEPTEMBER).after
    back = put(put(again, REASON, clear=("due",)).after, due=JUNE).after
    by_days = (Record(TODAY, due=SEPTEMBER, due_was=JUNE), Record(LATE, due=JUNE))
    for task, times in (
        (first, 0),
        (moved.after, 1),
        (move(moved.after, JUNE).after, 2),
        (gone.after, 0),
        (put(gone.after, due=JUNE).after, 0),
        (again, 1),
        (back, 2),
        (TASK._replace(due=SEPTEMBER, records=by_days), 1),
    ):
        assert times_extended(task) == times


@pytest.mark.parametrize(
    ("was", "on", "now", "said"),
    [
        (JUNE, TODAY, date(2020, 6, 25), ["的时限提前了 5 天"]),
        (LATE, TODAY, SEPTEMBER, ["此前已逾期 10 天"]),
        (LATE, TODAY, date(2020, 6, 19), ["此前已逾期 10 天", "的新时限已过 1 天，算逾期"]),
        (LATE, LATE, SEPTEMBER, []),
        (LATE, date(2020, 6, 12), SEPTEMBER, ["此前已逾期 2 天"]),
        (JUNE, TODAY, date(2021, 1, 1), ["的新时限 2021-01-01 晚于计划的截止 2020-12-31"]),
        (LATE, TODAY, LATE, []),
    ],
)
def test_what_an_extension_says(was: date, on: date, now: date, said: list[str]) -> None:
    task = DATED._replace(due=was)
    change = move(task, now, REASON._replace(on=on))
    assert (change.after.due, list(change.remarks)) == (now, [f"第 14 项{each}" for each in said])
    others = move(task, now, REASON._replace(on=on, by="院士办")).remarks[len(said) :]
    assert others == ("第 14 项不由院士办牵头或配合",) * (was != now)
    assert (change.kept, change.after == task) == ((("due",), True) if was == now else ((), False))


ONCE = move(DATED, SEPTEMBER).after._replace(due=JUNE)
FROM_JUNE = DATED._replace(added=date(2020, 6, 1))
MAY = REASON._replace(on=date(2020, 5, 31))
TOMORROW = REASON._replace(on=date(2020, 6, 21))
NOT_YET = (
    "第 14 项在 2020-06-01 才增列，不能记 2020-05-31 的事"
    " | 日期用 --on 给出，不早于 2020-06-01；增列日期不对：fjkx edit 14"
)


@pytest.mark.parametrize(
    ("task", "report", "measure", "message"),
    [
        (DATED, REPORT, None, "改期要写明原因 | fjkx … -m 原因"),
        (DATED, Report(TODAY, None, " "), None, "改期要写明原因"),
        (
            TASK,
            REASON,
            None,
            "第 14 项还没有时限，不能改期 | 先设时限：fjkx set 14 --due 2020-09-30",
        ),
        (
            DATED,
            REASON,
            1,
            f"{OF_MEASURE} | 整项任务：fjkx extend 14 -m 原因",
        ),
        *(
            (
                DATED._replace(status=status),
                REASON,
                None,
                f"第 14 项{label}，时限不再变动 | 先退回重办：fjkx reopen 14",
            )
            for status, label in (("done", "已办结"), ("closed", "已销号"), ("dropped", "已取消"))
        ),
        (DATED, TOMORROW, None, "日期 2020-06-21 在今天(2020-06-20)之后"),
        (
            ONCE,
            REASON._replace(on=date(2020, 6, 19)),
            None,
            "第 14 项的时限在 2020-06-20 已有变动，不能再记 2020-06-19 的变动"
            " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-06-20",
        ),
        (FROM_JUNE, MAY, None, NOT_YET),
    ],
)
def test_extensions_refused(task: Task, report: Report, measure: int | None, message: str) -> None:
    assert refused(lambda: move(task, SEPTEMBER, report, measure)).startswith(message)


def test_days_and_measures_that_no_field_is_set_for() -> None:
    assert refused(lambda: put(TASK, TOMORROW, due=JUNE)).startswith("日期 2020-06-21 在今天")
    for edits in ({"clear": ("due",)}, {"title": "新题"}, {"support": ("院士办",)}):
        assert refused(put, FROM_JUNE, MAY, **edits) == NOT_YET
    assert put(FROM_JUNE, MAY._replace(note=None), due_text="长期").after.due_text == "长期"
    of_measure = refused(
        lambda: set_fields(plan_of(TASK), [Target(0, 1)], Edits(due=JUNE), REPORT, TODAY)
    )
    assert of_measure == f"{OF_MEASURE} | 整项任务：fjkx set 14"
