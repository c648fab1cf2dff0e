"""Exact screens, document and JSON of the bulletin."""

import json
from datetime import date
from pathlib import Path

import pytest

from fjkx.plan.model import Plan, Record, Task
from fjkx.views.bulletin import period_words
from tests.shown import reported, screens, shown
from tests.supervised_plan import PLAN, TODAY, day

FIXTURES = Path(__file__).parents[1] / "fixtures"
QUARTER = reported(PLAN, day("04-01"), day("06-30"), TODAY)
UNIT = reported(PLAN, day("07-01"), day("09-30"), TODAY, "院士办")


def written(plan: Plan, since: str, until: str, today: date = TODAY) -> str:
    return shown(reported(plan, day(since), day(until), today), "markdown")


def test_the_quarter_80() -> None:
    assert (
        screens(QUARTER, 80)
        == """
福建省科协2020年工作要点进展通报
2020年第二季度(2020-04-01 至 2020-06-30)

一、总体情况
截至 2020-06-30，共 6 项任务，办结 1 项，办结率 16.7%；其中销号 1 项，销号率
16.7%。平均进度 40.0%，序时进度 49.7%，欠序时 9.7 个百分点。
与期初(2020-03-31)相比，办结由 0/6 项变为 1/6 项，办结率上升 16.7 个百分点，平均
进度上升 35.0 个百分点，新增任务 1 项，取消任务 1 项。
未启动 2 项，推进中 2 项，受阻 1 项，已办结 0 项，已销号 1 项，已取消 1 项(不计
入)；逾期 1 项。
1 项任务(第 7 项)有手工改动而没有记录，期初情况只按记录推算。

二、各单位完成情况
单位        任牵头  第一牵头  办结  销号  逾期  办结率
──────────────────────────────────────────────────────
学会学术部       2         2     0     0     1    0.0%
院士办           2         1     0     0     1    0.0%
科技馆           2         1     0     0     1    0.0%
办公室           1         1     1     1     0  100.0%
──────────────────────────────────────────────────────
合计             6         5     1     1     1   16.7%

共同牵头的任务在每个牵头单位各计一次，在合计中只计一次。

三、本期进展
  一、学习
    第 1 项 加强理论学习(本期办结、销号)
      05-11 · 推进中 · 办公室 · 已举办第一期
      06-15 · 已办结 · 办公室 · 四期全部结束
      06-20 · 已销号 · 已核验
  二、服务
    第 2 项 助力脱贫攻坚和乡村振兴
      05-12 · 2.1 已办结 · 学会部 · 已挂牌
    第 3 项 深化“院士专家八闽行”活动
      06-10 · 受阻 · 院士办 · 院士行程取消
      06-24 · 正在联系
    第 4 项 开展科技创新战略研究
      06-25 · 推进中 · 进度 60% · 学会学术部 · 方案已报批 · 问题：经费缺口8万元
    第 6 项 组建专委会(本期取消)
      06-12 · 已取消 · 并入第4项

四、存在问题
受阻 1 项
  第 3 项 深化“院士专家八闽行”活动(院士办)：院士行程取消
逾期 1 项
  第 2 项 助力脱贫攻坚和乡村振兴(学会部、院士办、科技馆)：时限 2020-06-26，逾期
  4 天
反映的问题 1 条
  第 4 项 开展科技创新战略研究：经费缺口8万元(2020-06-25，学会学术部)
改期 1 项
  第 2 项 助力脱贫攻坚和乡村振兴(学会部、院士办、科技馆)：2020-05-25 时限由
  2020-05-31 改为 2020-06-26，原因：疫情影响

五、下期重点
2020-06-30 至 2020-09-30 到期 2 项
  第 4 项 开展科技创新战略研究(学会学术部)：时限 2020-07-03
  第 7 项 举办科普日(科技馆)：时限 2020-09-20
下一步措施 2 条
  第 3 项 深化“院士专家八闽行”活动：8月改为线上(2020-06-24)
  第 4 项 开展科技创新战略研究：协调财政追加(2020-06-25，学会学术部)
"""
    )


def test_a_unit_in_a_period_not_over_60() -> None:
    assert (
        screens(UNIT, 60)
        == """
福建省科协2020年工作要点进展通报
2020年第三季度(2020-07-01 至 2020-09-30) · 截至 2020-07-01 ·
牵头单位：院士办

一、总体情况
截至 2020-07-01，共 2 项任务，办结 0 项，办结率 0.0%；其中销
号 0 项，销号率 0.0%。平均进度 40.0%，序时进度 50.0%，欠序时
10.0 个百分点。
与期初(2020-06-30)相比，办结仍为 0/2 项，办结率持平，平均进
度持平。
未启动 0 项，推进中 1 项，受阻 1 项，已办结 0 项，已销号 0
项；逾期 1 项。

二、各单位完成情况
单位    任牵头  第一牵头  办结  销号  逾期  办结率
──────────────────────────────────────────────────
院士办       2         1     0     0     1    0.0%

三、本期进展
无

四、存在问题
受阻 1 项
  第 3 项 深化“院士专家八闽行”活动(院士办)：院士行程取消
逾期 1 项
  第 2 项 助力脱贫攻坚和乡村振兴(学会部、院士办、科技馆)：时
  限 2020-06-26，逾期 5 天
反映的问题：无
改期：无

五、下期重点
2020-07-01 至 2020-12-31 到期：无
下一步措施：无
"""
    )


def test_the_document() -> None:
    assert shown(QUARTER, "markdown") == (FIXTURES / "bulletin.md").read_text("utf-8")


def test_dropped_tasks_alone_are_not_behind() -> None:
    plan = Plan("t", 2020, tasks=(Task("1", "甲", "dropped"),))
    document = written(plan, "01-01", "03-31", day("03-31"))
    assert "平均进度 0.0%，序时进度 24.9%。\n" in document


def test_empty_parts_say_so() -> None:
    plan = Plan("t", 2020)
    document = written(plan, "01-01", "03-31", TODAY)
    assert (
        "\n" + document
        == """
# t进展通报

2020年第一季度(2020-01-01 至 2020-03-31)

## 一、总体情况

没有任务。

## 二、各单位完成情况

无

## 三、本期进展

无

## 四、存在问题

受阻：无

逾期：无

反映的问题：无

改期：无

## 五、下期重点

2020-03-31 至 2020-06-30 到期：无

下一步措施：无

2020年3月31日
"""
    )


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2020-10-01", "2020-12-31", "2020年第四季度(2020-10-01 至 2020-12-31)"),
        ("2020-02-01", "2020-02-29", "2020年2月(2020-02-01 至 2020-02-29)"),
        ("2020-01-01", "2020-12-31", "2020年(2020-01-01 至 2020-12-31)"),
        ("2020-02-01", "2020-04-30", "2020-02-01 至 2020-04-30"),
        ("2020-04-01", "2020-06-29", "2020-04-01 至 2020-06-29"),
        ("2020-04-02", "2020-06-30", "2020-04-02 至 2020-06-30"),
        ("2019-04-01", "2020-06-30", "2019-04-01 至 2020-06-30"),
    ],
)
def test_periods_in_words(since: str, until: str, words: str) -> None:
    assert period_words(date.fromisoformat(since), date.fromisoformat(until)) == words


def test_falling_behind_and_deadlines_taken_back_are_said() -> None:
    records = (
        Record(day("03-01"), status="done"),
        Record(day("05-01"), status="doing", note="核验未通过"),
        Record(day("05-02"), due_was=day("05-31"), note="暂缓"),
    )
    plan = Plan("t", 2020, tasks=(Task("1", "甲", "doing", records=records),))
    document = written(plan, "04-01", "06-30", TODAY)
    assert (
        "办结由 1/1 项变为 0/1 项，办结率下降 100.0 个百分点，平均进度下降 100.0 个百分点。"
        in document
    )
    assert "- 第 1 项 甲(本期退回重办)\n  - 05-01 · 推进中 · 核验未通过\n" in document
    assert "- 第 1 项 甲：2020-05-02 撤销时限 2020-05-31，原因：暂缓\n" in document


def test_a_task_whose_deadline_moved_twice_is_one_task() -> None:
    records = (
        Record(day("05-01"), due=day("05-31"), due_was=day("04-30"), note="汛期"),
        Record(day("05-30"), due=day("07-31"), due_was=day("05-31"), note="场地"),
    )
    task = Task("1", "甲", "doing", due=day("07-31"), records=records)
    for tasks, heading in (
        ((task,), "### 改期 2 次(1 项)\n"),
        ((task, task._replace(id="2")), "### 改期 4 次(2 项)\n"),
        (
            (task._replace(records=records[:1]), task._replace(id="2", records=())),
            "### 改期 1 项\n",
        ),
    ):
        plan = Plan("t", 2020, tasks=tasks)
        document = written(plan, "04-01", "06-30", TODAY)
        assert heading in document


@pytest.mark.parametrize(
    ("percents", "verdict"),
    [
        ((45, 46, 46), "平均进度 45.7%，序时进度 49.7%，欠序时 4.0 个百分点。"),
        ((49, 50, 50), "平均进度 49.7%，序时进度 49.7%，欠序时不足 0.1 个百分点。"),
        ((50, 50, 50), "平均进度 50.0%，序时进度 49.7%，达序时。"),
    ],
)
def test_differences_are_those_of_the_figures_shown(
    percents: tuple[int, ...], verdict: str
) -> None:
    tasks = tuple(
        Task(str(n), "甲", "doing", percent=p, records=(Record(day("05-01"), percent=p),))
        for n, p in enumerate(percents)
    )
    plan = Plan("t", 2020, tasks=tasks)
    document = written(plan, "04-01", "06-30", TODAY)
    assert verdict in document
    assert f"平均进度上升 {verdict[5:9]} 个百分点。" in document


def test_json() -> None:
    found = json.loads(shown(QUARTER, "json"))
    assert list(found) == [
        *("schema_version", "kind", "as_of", "since", "until", "units", "pro_rata", "total"),
        *("before", "added", "dropped", "restored", "untold", "untold_tasks"),
        *("groups", "progress", "problems", "next"),
    ]
    assert (found["kind"], found["as_of"], found["pro_rata"]) == ("bulletin", "2020-06-30", 49.7)
    assert (found["since"], found["until"], found["units"]) == ("2020-04-01", "2020-06-30", [])
    assert (found["total"]["complete"], found["before"]["total"]["complete"]) == (1, 0)
    assert (found["before"]["as_of"], found["before"]["pro_rata"]) == ("2020-03-31", 24.9)
    assert [group["key"] for group in found["groups"]] == [
        *("学会学术部", "院士办", "科技馆", "办公室"),
    ]
    assert [part["section"] for part in found["progress"]] == ["一", "二"]
    first = found["progress"][0]["tasks"][0]
    assert (first["id"], first["became"], len(first["records"])) == ("1", ["done", "closed"], 3)
    assert found["problems"]["overdue"] == [
        {
            "id": "2",
            "title": "助力脱贫攻坚和乡村振兴",
            "lead": ["学会部", "院士办", "科技馆"],
            "status": "doing",
            "due": "2020-06-26",
            "days": 4,
        }
    ]
    assert found["problems"]["blocked"][0]["problem"] == "院士行程取消"
    assert found["problems"]["extensions"][0]["due_was"] == "2020-05-31"
    assert found["problems"]["reported"][0]["task"] == "4"
    assert found["next"]["until"] == "2020-09-30"
    assert [task["id"] for task in found["next"]["due"]] == ["4", "7"]
    assert [step["next"] for step in found["next"]["steps"]] == ["8月改为线上", "协调财政追加"]
