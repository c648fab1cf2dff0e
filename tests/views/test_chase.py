"""Exact screens, letters and JSON of the chase list."""

import json
from pathlib import Path

from fjkx.plan.model import Plan, Record, Task
from fjkx.plan.query import Filter
from tests.shown import chased, screens, shown
from tests.supervised_plan import PLAN, TODAY, day

FIXTURES = Path(__file__).parents[1] / "fixtures"
EVERYTHING = chased(PLAN, TODAY)
ONE_UNIT = chased(PLAN, TODAY, Filter(units=("院士办",), role="lead"))


def test_list_60() -> None:
    assert (
        screens(EVERYTHING, 60)
        == """
福建省科协2020年工作要点催办清单 · 截至 2020-07-01
逾期 1 · 受阻 1 · 临期 1 · 滞后 3 · 久未报送 3

序号  任务 / 抄送       时限     情况
────────────────────────────────────────────────────────────
学会学术部 · 2 项
   2  助力脱贫攻坚和乡  06-26    逾期 5 天 · 50 天未报送
      村振兴            改期1次  05-12 · 2.1 已办结 · 学会学
      抄送：院士办、             术部 · 已挂牌
      科技馆
   4  开展科技创新战略  07-03    临期，还有 2 天
      研究                       滞后 39 个百分点
                                 06-25 · 推进中 · 进度 60% ·
                                 学会学术部 · 方案已报批 ·
                                 问题：经费缺口8万元

院士办 · 1 项
   3  深化“院士专家八            受阻 · 滞后 20 个百分点
      闽行”活动                  问题：院士行程取消
                                 06-24 · 正在联系

只是滞后或久未报送（逐项列出：fjkx chase --all）
牵头单位        滞后  久未报送
──────────────────────────────
科技馆                7
未指定牵头单位  5     5

需要催办 3 项，另有 2 项只列编号
一项任务有几种情况的，各计一次
"""
    )


def test_list_of_a_unit() -> None:
    assert (
        screens(ONE_UNIT, 120)
        == """
福建省科协2020年工作要点催办清单 · 截至 2020-07-01
受阻 1 · 滞后 1

序号  任务 / 抄送               情况
───────────────────────────────────────────────────────
院士办 · 1 项
   3  深化“院士专家八闽行”活动  受阻 · 滞后 20 个百分点
                                问题：院士行程取消
                                06-24 · 正在联系

需要催办 1 项 · 牵头单位：院士办
一项任务有几种情况的，各计一次
"""
    )


def test_letters() -> None:
    assert shown(EVERYTHING, "markdown") == (FIXTURES / "chase.md").read_text("utf-8")


def test_nothing_to_press_for_is_one_line() -> None:
    early = PLAN._replace(tasks=PLAN.tasks[:1])
    line = "截至 2020-07-01 没有需要催办的任务"
    assert shown(chased(early, TODAY)) == f"{line}\n"
    assert shown(chased(early, TODAY), "markdown") == f"{line}\n"
    one = Filter(units=("院士办",), role="lead")
    assert shown(chased(early, TODAY, one)) == f"{line} · 牵头单位：院士办\n"


def test_what_is_due_today_and_a_deadline_taken_back_or_only_in_words() -> None:
    tasks = (
        Task("1", "甲", "doing", lead=("乙",), due=day("07-01"), percent=100, added=TODAY),
        Task(
            "2",
            "丙",
            "blocked",
            lead=("乙",),
            due_text="长期坚持",
            percent=100,
            records=(Record(day("06-30"), due_was=day("06-20"), problem="一\n二", note="暂缓"),),
        ),
    )
    plan = Plan("t", 2020, tasks=tasks)
    assert (
        screens(chased(plan, TODAY), 80)
        == """
t催办清单 · 截至 2020-07-01
受阻 1 · 临期 1

序号  任务 / 抄送  时限      情况
──────────────────────────────────────────────────────────
乙 · 2 项
   2  丙           长期坚持  受阻
                             问题：一 二
                             06-30 · 撤销时限 06-20 · 暂缓
   1  甲           07-01     临期，今天到期

需要催办 2 项
"""
    )


def test_a_long_wording_of_the_deadline_is_wrapped() -> None:
    task = Task("1", "甲", "blocked", due_text="长期坚持，年底前初见成效", added=TODAY)
    plan = Plan("t", 2020, tasks=(task,))
    text = screens(chased(plan, TODAY), 60)
    assert "   1  甲           长期坚持，年  受阻\n" in text
    assert "                   底前初见成效\n" in text


def test_text_of_the_file_is_no_markup() -> None:
    task = Task("1", "<b>|*甲*\x1b", "blocked", lead=("[乙]",), added=TODAY)
    plan = Plan("t", 2020, tasks=(task,))
    letter = shown(chased(plan, TODAY), "markdown")
    assert "\n\\[乙\\]：\n" in letter
    assert "| 1 | &lt;b&gt;\\|\\*甲\\*\\\\u001b |  | 受阻" in letter


def test_json() -> None:
    found = json.loads(shown(EVERYTHING, "json"))
    assert list(found) == [
        *("schema_version", "kind", "as_of", "soon", "stale"),
        *("untold", "untold_tasks", "total", "units"),
    ]
    assert (found["kind"], found["as_of"], found["soon"], found["stale"]) == (
        *("chase", "2020-07-01", 7, 30),
    )
    assert found["total"] == {
        "tasks": 5,
        "overdue": 1,
        "blocked": 1,
        "soon": 1,
        "behind": 3,
        "stale": 3,
    }
    assert [unit["total"] for unit in found["units"]][1:3] == [
        {"tasks": 1, "overdue": 0, "blocked": 1, "soon": 0, "behind": 1, "stale": 0},
        {"tasks": 1, "overdue": 0, "blocked": 0, "soon": 0, "behind": 0, "stale": 1},
    ]
    assert [(unit["unit"], len(unit["tasks"])) for unit in found["units"]] == [
        ("学会学术部", 2),
        ("院士办", 1),
        ("科技馆", 1),
        (None, 1),
    ]
    assert found["units"][1]["tasks"][0] == {
        "id": "3",
        "title": "深化“院士专家八闽行”活动",
        "section": "二",
        "lead": ["院士办"],
        "status": "blocked",
        "progress": 30.0,
        "pro_rata": 50.0,
        "due": None,
        "due_text": None,
        "times_extended": 0,
        "kind": "blocked",
        "marks": [
            {"kind": "blocked", "amount": None},
            {"kind": "behind", "amount": 20.0},
        ],
        "problem": "院士行程取消",
        "last_record": {
            "date": "2020-06-24",
            "measure": None,
            "status": None,
            "by": None,
            "percent": None,
            "due": None,
            "due_was": None,
            "note": "正在联系",
            "problem": None,
            "next": "8月改为线上",
            "chased": None,
            "was": None,
        },
        "last_report": "2020-06-24",
        "pressed": None,
        "sent": False,
        "quiet": False,
    }
    assert found["units"][3]["tasks"][0]["quiet"]
    assert found["units"][3]["tasks"][0]["last_record"] is None
