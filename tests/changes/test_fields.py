"""Fields, deadlines and new tasks: what changes, what is recorded, what is refused."""

from datetime import date
from typing import Any

import pytest

from fjkx.changes.fields import Edits, extend, set_fields
from fjkx.changes.tasks import NewTask, add_task
from fjkx.changes.types import Change, Outcome, Report
from fjkx.plan.errors import RequestError
from fjkx.plan.model import (
    Measure,
    Plan,
    Record,
    Section,
    Task,
    Unit,
    Was,
    split_text,
    times_extended,
)
from fjkx.words.names import Target

TODAY = date(2020, 6, 20)
REPORT = Report(TODAY)
REASON = Report(TODAY, "办公室", "疫情影响")
JUNE, SEPTEMBER = date(2020, 6, 30), date(2020, 9, 30)
UNITS = (Unit("办公室"), Unit("学会学术部", ("学会部",)), Unit("院士办"))
TASK = Task("14", "t", "doing", lead=("学会部", "办公室"), measures=(Measure("甲。"),))
DATED = TASK._replace(due=JUNE, due_text="6月底前")


def plan_of(*tasks: Task, **fields: Any) -> Plan:
    return Plan("x", 2020, units=UNITS, tasks=tasks)._replace(**fields)


def put(task: Task, report: Report = REPORT, **edits: Any) -> Change:
    """What `set` makes of one task."""
    outcome = set_fields(plan_of(task), [Target(0)], Edits(**edits), report, TODAY)
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def put_refused(task: Task, report: Report = REPORT, **edits: Any) -> str:
    with pytest.raises(RequestError) as caught:
        put(task, report, **edits)
    return f"{caught.value} | {caught.value.hint}"


def move(task: Task, due: date, report: Report = REASON, measure: int | None = None) -> Change:
    """What `extend` makes of one task."""
    outcome = extend(plan_of(task), [Target(0, measure)], lambda _: (due,), report, TODAY)
    assert outcome.plan.tasks == (outcome.changes[0].after,)
    return outcome.changes[0]


def move_refused(task: Task, report: Report = REASON, measure: int | None = None) -> str:
    with pytest.raises(RequestError) as caught:
        move(task, SEPTEMBER, report, measure)
    return f"{caught.value} | {caught.value.hint}"


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
        ({"remove_lead": ("院士办",)}, {}),
        ({"add_lead": ("院士办",), "remove_lead": ("学会部",)}, {"lead": ("办公室", "院士办")}),
        ({"lead": ("院士办",), "add_lead": ("办公室",)}, {"lead": ("院士办", "办公室")}),
        ({"add_support": ("院士办",)}, {"support": ("院士办",)}),
        ({"remove_support": ("院士办",)}, {}),
        ({"clear": ("support", "leaders", "due", "due_text")}, {}),
    ],
)
def test_set(edits: dict[str, Any], fields: dict[str, Any]) -> None:
    """And what the fields were is recorded, on one line."""
    before, after = put(TASK, REASON._replace(by=None), **edits)[:2]
    was = Was(**{name: getattr(TASK, name) for name in fields})
    records = (Record(TODAY, note="疫情影响", was=was),) if fields else ()
    assert (before, after) == (TASK, TASK._replace(**fields, records=records))


def test_a_task_that_loses_its_lead_units_is_told() -> None:
    said = ("第 14 项没有牵头单位了；指定：fjkx set 14 --lead 单位",)
    record = Record(TODAY, was=Was(lead=TASK.lead))
    after = TASK._replace(lead=(), records=(record,))
    for edits in ({"clear": ("lead",)}, {"remove_lead": ("办公室", "学会部")}):
        assert put(TASK, **edits) == Change(TASK, after, remarks=said)


def test_a_new_first_lead_wants_a_reason_and_is_said() -> None:
    assert put_refused(TASK, add_lead=("院士办",), remove_lead=("学会部",)) == (
        "第 14 项的第一牵头由“学会学术部”改为“办公室”，要写明原因"
        " | fjkx set 14 --lead 办公室 --lead 院士办 -m 原因"
    )
    change = put(TASK, REASON, lead=("院士办", "学会部"))
    assert change.remarks == ("第 14 项的第一牵头由“学会学术部”改为“院士办”",)
    for same in (("学会学术部",), ("学会部", "院士办")):
        assert put(TASK, lead=same).remarks == ()
    assert put(TASK._replace(lead=()), lead=("院士办",)).after.lead == ("院士办",)


def test_a_deadline_and_a_unit_are_one_record() -> None:
    record = Record(TODAY, by="办公室", due=JUNE, note="疫情影响", was=Was(support=()))
    assert put(TASK, REASON, due=JUNE, support=("院士办",)).after.records == (record,)


def test_a_task_moves_to_another_section_without_its_group() -> None:
    task = TASK._replace(section="一", group="（一）党建")
    plan = plan_of(task, sections=SECTIONS)
    outcome = set_fields(plan, [Target(0)], Edits(section="服务"), REPORT, TODAY)
    after = task._replace(section="二", group=None)
    assert outcome.changes == (Change(task, after, remarks=("第 14 项离开“（一）党建”",)),)
    again = set_fields(outcome.plan, [Target(0)], Edits(section="2"), REPORT, TODAY)
    assert again.changes == (Change(after, after, kept=("section",)),)
    with pytest.raises(RequestError, match="没有部分“九”"):
        set_fields(plan, [Target(0)], Edits(section="九"), REPORT, TODAY)


def test_the_first_deadline_is_recorded_without_one_before() -> None:
    record = Record(TODAY, by="办公室", due=JUNE)
    after = TASK._replace(due=JUNE, due_text="6月底前", records=(record,))
    report = Report(TODAY, "办公室")
    assert put(TASK, report, due=JUNE, due_text="6月底前") == Change(TASK, after)
    assert times_extended(after) == 0


def test_what_an_edit_leaves_as_it_is_is_named() -> None:
    """And nothing is recorded, whatever the note."""
    for task, report, edits, kept in (
        (DATED, REPORT, {"due": JUNE}, ("due",)),
        (DATED, REASON, {"due": JUNE}, ("due",)),
        (TASK, REASON, {"clear": ("due",)}, ("due",)),
        (TASK, REPORT, {"remove_lead": ("院士办",), "title": " t "}, ("lead", "title")),
        (TASK, REPORT, {"clear": ("leaders", "support")}, ("support", "leaders")),
        (DATED, REPORT, {"due": JUNE, "due_text": "6月底前"}, ("due", "due_text")),
    ):
        assert put(task, report, **edits) == Change(task, task, kept=kept)


def test_a_deadline_that_is_set_moves_by_extension_only() -> None:
    assert put_refused(DATED, due=SEPTEMBER) == (
        "第 14 项的时限已定为 2020-06-30，改期要写明原因 | fjkx extend 14 2020-09-30 -m 原因"
    )


def test_a_wording_that_is_no_date_goes_alone_and_is_said() -> None:
    assert put(TASK, due_text="长期坚持") == Change(
        TASK,
        TASK._replace(due_text="长期坚持"),
        remarks=("“长期坚持”不是日期，只记作第 14 项的完成时限原文；没有设时限",),
    )
    change = put(DATED, due_text="长期坚持")
    assert change.after == DATED._replace(due_text="长期坚持")
    assert change.remarks == (
        "“长期坚持”不是日期，只记作第 14 项的完成时限原文；时限仍是 2020-06-30",
    )


def test_a_deadline_is_taken_back_with_a_reason() -> None:
    assert put_refused(DATED, clear=("due",)) == (
        "第 14 项的时限已定为 2020-06-30，撤销要写明原因 | fjkx set 14 --clear due -m 原因"
    )
    record = Record(TODAY, by="办公室", due_was=JUNE, note="疫情影响")
    after = DATED._replace(due=None, due_text=None, records=(record,))
    assert put(DATED, REASON, clear=("due", "due_text")) == Change(DATED, after)
    assert times_extended(after) == 0


def test_a_note_explains_what_is_recorded_and_nothing_else() -> None:
    """As a record of its own it would look like a report of the unit's."""
    refused = "set 的说明只用来说明时限、单位、领导、标题的变动 | 记一条进展：fjkx note 14 进展情况"
    for edits in ({"due_text": "长期坚持"}, {"clear": ("due_text",)}):
        assert put_refused(TASK, REASON, **edits) == refused
    record = Record(TODAY, by="办公室", due=JUNE, note="疫情影响")
    assert put(TASK, REASON, due=JUNE).after.records == (record,)
    blank = put(TASK, REASON._replace(note=" "), title="新题").after.records
    assert blank == (Record(TODAY, by="办公室", was=Was(title="t")),)


@pytest.mark.parametrize(
    ("due", "fields", "said"),
    [
        ("2020-06-20", {}, ()),
        ("2020-06-19", {}, ("第 14 项的时限 2020-06-19 已过 1 天，算逾期",)),
        ("2020-06-19", {"status": "done"}, ()),
        (
            "2019-12-31",
            {},
            ("第 14 项的时限 2019-12-31 早于计划的起始 2020-01-01，已过 172 天，算逾期",),
        ),
        (
            "2020-06-01",
            {"added": date(2020, 6, 2), "status": "done"},
            ("第 14 项的时限 2020-06-01 早于增列日期 2020-06-02",),
        ),
        ("2020-09-30", {"due_text": "三季度"}, ()),
        (
            "2020-09-30",
            {"due_text": "长期坚持"},
            ("第 14 项的完成时限原文仍是“长期坚持”；清空：fjkx set 14 --clear due_text",),
        ),
    ],
)
def test_what_a_new_deadline_says(due: str, fields: dict[str, Any], said: tuple[str, ...]) -> None:
    assert put(TASK._replace(**fields), due=date.fromisoformat(due)).remarks == said


def test_units_that_lead_and_support_are_told() -> None:
    said = (
        "“学会学术部”在第 14 项里既牵头又配合；只牵头：fjkx set 14 --remove-support 学会学术部",
    )
    both = put(TASK, support=("学会部", "院士办"))
    assert both.remarks == said
    assert put(both.after, title="新题").remarks == ()
    new = added(plan_of(TASK), lead=("学会部",), support=("学会学术部",))
    assert new.remarks == (said[0].replace("14", "15"),)


@pytest.mark.parametrize(
    ("edits", "message"),
    [
        ({}, "没有写要改什么 | 例如：fjkx set 14 --due 9月底 --lead 院士办"),
        ({"clear": ("title",)}, "不能清空 title | 可清空：lead、support、leaders、due、due_text"),
        ({"clear": ("lead",), "lead": ("院士办",)}, "lead 不能又改又清空 | 两者只留一个"),
        ({"clear": ("lead",), "add_lead": ("院士办",)}, "lead 不能又改又清空 | 两者只留一个"),
        ({"clear": ("due",), "due": JUNE}, "due 不能又改又清空 | 两者只留一个"),
        (
            {"title": " "},
            "任务的标题不能为空 | 例如：fjkx set 14 --title 筹备年会",
        ),
        (
            {"title": "筹备\n年会"},
            "任务的标题只能写一行 | 例如：fjkx set 14 --title 筹备年会",
        ),
        (
            {"leaders": ("王一、李二",)},
            "姓名“王一、李二”里不能有“、” | 一次写一个；几个单位就重复写选项",
        ),
        (
            {"add_support": ("院士辨",)},
            "没有单位“院士辨” | 你是不是要找 院士办？若是新单位，加上 --declare",
        ),
        (
            {"remove_support": ("院士办,办公室",)},
            "没有单位“院士办,办公室”"
            " | 一次写一个单位；要几个就重复写选项，如"
            " --remove-support 院士办 --remove-support 办公室",
        ),
        ({"remove_lead": ("院士辨",)}, "没有单位“院士辨” | 你是不是要找 院士办？"),
        ({"lead": ("办",)}, "“办”可以是几个单位 | 请写明是哪一个：办公室、院士办"),
    ],
)
def test_edits_refused(edits: dict[str, Any], message: str) -> None:
    assert put_refused(TASK, **edits) == message


def test_units_are_declared_if_asked() -> None:
    edits = Edits(lead=("外事办",), add_support=("外事办", "院士"))
    outcome = set_fields(plan_of(TASK), [Target(0)], edits, REASON, TODAY, declare=True)
    record = Record(TODAY, None, None, "办公室", note="疫情影响", was=Was(TASK.lead, ()))
    after = TASK._replace(lead=("外事办",), support=("外事办", "院士办"), records=(record,))
    first = "第 14 项的第一牵头由“学会学术部”改为“外事办”"
    both = "“外事办”在第 14 项里既牵头又配合；只牵头：fjkx set 14 --remove-support 外事办"
    assert outcome == Outcome(
        plan_of(after, units=(*UNITS, Unit("外事办"))),
        (Change(TASK, after, remarks=(first, both)),),
        remarks=("单位“外事办”已加入单位表",),
    )


def test_several_tasks_or_none() -> None:
    second = DATED._replace(id="15")
    plan = plan_of(TASK, second)
    edits = Edits(support=("院士办",))
    outcome = set_fields(plan, [Target(1), Target(0)], edits, REPORT, TODAY)
    assert [task.support for task in outcome.plan.tasks] == [("院士办",), ("院士办",)]
    assert [change.after.id for change in outcome.changes] == ["15", "14"]
    with pytest.raises(RequestError, match="第 15 项的时限已定为 2020-06-30"):
        set_fields(plan, [Target(0), Target(1)], Edits(due=SEPTEMBER), REPORT, TODAY)
    with pytest.raises(RequestError, match="2 项任务不能用同一个标题"):
        set_fields(plan, [Target(0), Target(1)], Edits(title="新题"), REPORT, TODAY)


def test_measures_have_no_fields_to_set() -> None:
    with pytest.raises(RequestError) as caught:
        set_fields(plan_of(TASK), [Target(0, 1)], Edits(due=JUNE), REPORT, TODAY)
    assert str(caught.value) == "举措 14.1 没有自己的时限、单位和标题"
    assert caught.value.hint == "整项任务：fjkx set 14 …"


# -- deadlines ------------------------------------------------------------------------------


def test_an_extension_keeps_both_days_and_the_reason() -> None:
    record = Record(TODAY, by="办公室", due=SEPTEMBER, due_was=JUNE, note="疫情影响")
    after = DATED._replace(due=SEPTEMBER, records=(record,))
    assert move(DATED, SEPTEMBER) == Change(DATED, after)
    assert times_extended(after) == 1
    assert times_extended(move(after, JUNE).after) == 2


def test_a_deadline_taken_back_and_set_anew_has_moved_if_it_is_another() -> None:
    taken_back = put(DATED, REASON, clear=("due",)).after
    assert times_extended(taken_back) == 0
    assert times_extended(put(taken_back, due=JUNE).after) == 0
    again = put(taken_back, due=SEPTEMBER).after
    assert times_extended(again) == 1
    assert times_extended(put(put(again, REASON, clear=("due",)).after, due=JUNE).after) == 2


def test_times_extended_go_by_days_not_by_lines() -> None:
    records = (
        Record(date(2020, 6, 11), due=SEPTEMBER, due_was=JUNE),
        Record(date(2020, 5, 11), due=JUNE),
    )
    assert times_extended(TASK._replace(due=SEPTEMBER, records=records)) == 1


def test_the_same_day_is_no_change() -> None:
    assert move(DATED, JUNE) == Change(DATED, DATED, kept=("due",))
    late = DATED._replace(due=date(2020, 6, 10))
    assert move(late, date(2020, 6, 10)) == Change(late, late, kept=("due",))


def test_an_earlier_day_is_allowed_and_said() -> None:
    change = move(DATED, date(2020, 6, 25))
    assert change.after.due == date(2020, 6, 25)
    assert change.remarks == ("第 14 项的时限提前了 5 天",)


def test_what_is_overdue_already_is_extended_and_said() -> None:
    late = DATED._replace(due=date(2020, 6, 10))
    assert move(late, SEPTEMBER).remarks == ("第 14 项此前已逾期 10 天",)
    assert move(late, date(2020, 6, 19)).remarks == (
        "第 14 项此前已逾期 10 天",
        "第 14 项的新时限已过 1 天，算逾期",
    )


def test_overdue_is_what_it_was_on_the_day_it_was_extended() -> None:
    late = DATED._replace(due=date(2020, 6, 10))
    assert move(late, SEPTEMBER, REASON._replace(on=date(2020, 6, 10))).remarks == ()
    assert move(late, SEPTEMBER, REASON._replace(on=date(2020, 6, 12))).remarks == (
        "第 14 项此前已逾期 2 天",
    )


def test_who_extends_what_is_not_theirs_is_said() -> None:
    remark = "第 14 项不由院士办牵头或配合"
    assert move(DATED, SEPTEMBER, REASON._replace(by="院士办")).remarks == (remark,)
    assert move(DATED, JUNE, REASON._replace(by="院士办")).remarks == ()


def test_extensions_refused() -> None:
    assert move_refused(DATED, REPORT) == "改期要写明原因 | fjkx extend 14 2020-09-30 -m 原因"
    assert move_refused(DATED, Report(TODAY, None, " ")).startswith("改期要写明原因")
    assert move_refused(TASK) == (
        "第 14 项还没有时限，不能改期 | 先设时限：fjkx set 14 --due 2020-09-30"
    )
    assert move_refused(DATED, measure=1) == (
        "举措 14.1 没有自己的时限、单位和标题 | 整项任务：fjkx extend 14 …"
    )
    for status, label in (("done", "已办结"), ("closed", "已销号"), ("dropped", "已取消")):
        assert move_refused(DATED._replace(status=status)) == (
            f"第 14 项{label}，时限不再变动 | 先退回重办：fjkx reopen 14"
        )


def test_days_of_deadlines() -> None:
    tomorrow = Report(date(2020, 6, 21), None, "x")
    assert move_refused(DATED, tomorrow).startswith("日期 2020-06-21 在今天(2020-06-20)之后")
    assert put_refused(TASK, tomorrow, due=JUNE).startswith("日期 2020-06-21 在今天")
    once = move(DATED, SEPTEMBER).after
    assert move_refused(once._replace(due=JUNE), Report(date(2020, 6, 19), None, "x")) == (
        "第 14 项的时限在 2020-06-20 已有变动，不能再记 2020-06-19 的变动"
        " | fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-06-20"
    )
    assert move(once, JUNE, Report(TODAY, None, "x")).after.due == JUNE


def test_days_before_the_task_was_added() -> None:
    refused = (
        "第 14 项在 2020-06-01 才增列，不能记 2020-05-31 的事"
        " | 日期用 --on 给出，不早于 2020-06-01；增列日期不对：fjkx edit 14"
    )
    early, task = REASON._replace(on=date(2020, 5, 31)), TASK._replace(added=date(2020, 6, 1))
    dated = task._replace(due=JUNE)
    assert put_refused(task, early._replace(note=None), due=JUNE) == refused
    assert put_refused(dated, early, clear=("due",)) == refused
    assert move_refused(dated, early) == refused
    assert put_refused(task, early, title="新题") == refused
    assert (
        put(task, early._replace(note=None), due_text="长期").after.due_text == "长期"
    )  # no record
    assert move(dated, SEPTEMBER, REASON._replace(on=date(2020, 6, 1))).after.due == SEPTEMBER


def test_extending_several_or_none() -> None:
    plan = plan_of(DATED, TASK._replace(id="15"))
    with pytest.raises(RequestError, match="第 15 项还没有时限"):
        extend(plan, [Target(0), Target(1)], lambda _: (SEPTEMBER,), REASON, TODAY)


# -- new tasks ------------------------------------------------------------------------------

SECTIONS = (Section("一", "学习"), Section("二", "服务"), Section("三", "改革"))


def added(plan: Plan, **fields: Any) -> Outcome:
    return add_task(plan, NewTask(**{"title": "新", **fields}), TODAY)


def test_a_new_task() -> None:
    new = NewTask(
        " 筹备年会 ",
        ("学会部", "院士"),
        ("办公室",),
        ("王一",),
        "服务",
        SEPTEMBER,
        "9月底前",
        "拟定方案;\n报批。再报",
    )
    plan = plan_of(Task("1", "a", section="一"), Task("2", "b", section="三"), sections=SECTIONS)
    task = Task(
        "3",
        "筹备年会",
        section="二",
        lead=("学会学术部", "院士办"),
        support=("办公室",),
        leaders=("王一",),
        due=SEPTEMBER,
        due_text="9月底前",
        added=TODAY,
        measures=(Measure("拟定方案;"), Measure("报批。"), Measure("再报")),
    )
    outcome = add_task(plan, new, TODAY)
    assert outcome == Outcome(
        plan._replace(tasks=(plan.tasks[0], task, plan.tasks[1])),
        added=(task,),
        remarks=("“9月底前”按 2020-09-30 计，原文一并记下",),
    )


@pytest.mark.parametrize(
    ("sections", "section", "place"),
    [
        ("", "二", 0),
        ("一一二三", "一", 2),
        ("一一二三", "二", 3),
        ("一一二三", "三", 4),
        ("一一二三", None, 4),
        ("二三", "一", 0),
        ("一三", "二", 1),
        ("三一三", "二", 2),
        ("一二一", "一", 3),
    ],
)
def test_the_place_of_a_new_task(sections: str, section: str | None, place: int) -> None:
    tasks = [Task(str(number), "t", section=each) for number, each in enumerate(sections, 1)]
    plan = added(plan_of(*tasks, sections=SECTIONS), section=section).plan
    assert [task.id for task in plan.tasks].index(str(len(tasks) + 1)) == place
    assert plan.tasks[:place] + plan.tasks[place + 1 :] == tuple(tasks)


@pytest.mark.parametrize(
    ("ids", "new"),
    [
        ((), "1"),
        (("1", "2"), "3"),
        (("30", "2"), "31"),
        (("二-3", "一-1", "二-1"), "二-4"),
        (("一-7",), "二-1"),
        (("一-7", "8"), "9"),
        (("甲",), "1"),
    ],
)
def test_the_number_of_a_new_task(ids: tuple[str, ...], new: str) -> None:
    plan = plan_of(*(Task(each, "t") for each in ids), sections=SECTIONS)
    assert added(plan, section="二").added[0].id == new


def test_the_number_of_a_new_task_is_like_those_of_its_section() -> None:
    sections = (Section("1", "学习"), Section("2", "服务"))
    plan = plan_of(Task("甲-4", "t", section="1"), sections=sections)
    assert added(plan, section="学习").added[0].id == "甲-5"
    assert added(plan, section="服务").added[0].id == "二-1"


def test_new_tasks_refused() -> None:
    plan = plan_of(Task("一-1", "t", section="一"), sections=SECTIONS)
    for fields, message in (
        ({}, "本计划按部分编号，请写明新任务属于哪个部分"),
        ({"section": "四"}, "没有部分“四”"),
        ({"section": "一", "title": " "}, "任务的标题不能为空"),
        ({"section": "一", "title": "a\r\nb"}, "任务的标题只能写一行"),
        ({"section": "一", "lead": ("外事办",)}, "没有单位“外事办”"),
    ):
        with pytest.raises(RequestError, match=message):
            added(plan, **fields)


def test_what_a_new_task_says() -> None:
    new = NewTask("新", ("外事办",), due_text="长期坚持")
    outcome = add_task(plan_of(), new, TODAY, declare=True)
    assert outcome.plan.units == (*UNITS, Unit("外事办"))
    assert outcome.remarks == (
        "单位“外事办”已加入单位表",
        "“长期坚持”不是日期，只记作完成时限原文；没有设时限",
    )
    assert added(plan_of(), due=date(2020, 6, 19)).remarks == (
        "第 1 项的时限 2020-06-19 早于增列日期 2020-06-20，已过 1 天，算逾期",
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ()),
        ("甲", ("甲",)),
        ("甲。乙；丙;丁", ("甲。", "乙；", "丙;", "丁")),
        ("“甲。”乙（丙；）丁。", ("“甲。”", "乙（丙；）", "丁。")),
        ("甲。\n 乙。", ("甲。\n ", "乙。")),
        ("。。甲", ("。。", "甲")),
    ],
)
def test_a_text_in_sentences(text: str, sentences: tuple[str, ...]) -> None:
    assert split_text(text) == sentences
    assert "".join(sentences) == text
