"""Exact screens, document and JSON of the bulletin."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from fjkx.plan.model import Plan, Record, Task, Was
from fjkx.views.bulletin import period_words
from tests.shown import reported, screen, screens, shown
from tests.supervised_plan import PLAN, TODAY, day

FIXTURES = Path(__file__).parents[1] / "fixtures"
QUARTER = reported(PLAN, day("04-01"), day("06-30"), TODAY)
RETURNED = "（本期退回重办）。"
UNIT = reported(PLAN, day("07-01"), day("09-30"), TODAY, "院士办")


def written(plan: Plan, since: str, until: str, today: date = TODAY) -> str:
    return shown(reported(plan, day(since), day(until), today), "markdown")


def test_a_unit_in_a_period_not_over_60() -> None:
    assert screens(UNIT, 60) == screen("bulletin: a unit in a period not over 60")


def test_the_document() -> None:
    assert shown(QUARTER, "markdown") == (FIXTURES / "bulletin.md").read_text("utf-8")


def test_dropped_tasks_alone_are_not_behind() -> None:
    plan = Plan("t", 2020, tasks=(Task("1", "甲", "dropped"),))
    document = written(plan, "01-01", "03-31", day("03-31"))
    assert "平均进度0.0%，序时进度24.9%。\n" in document


def test_empty_parts_say_so() -> None:
    plan = Plan("t", 2020)
    document = written(plan, "01-01", "03-31", TODAY)
    assert "\n" + document == screen("bulletin: empty parts say so")


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2020-10-01", "2020-12-31", "2020年第四季度"),
        ("2020-01-01", "2020-06-30", "2020年上半年"),
        ("2020-07-01", "2020-12-31", "2020年下半年"),
        ("2020-03-01", "2020-08-31", "2020年3月1日至2020年8月31日"),
        ("2020-02-01", "2020-02-29", "2020年2月"),
        ("2020-01-01", "2020-12-31", "2020年"),
        ("2020-02-01", "2020-04-30", "2020年2月1日至2020年4月30日"),
        ("2020-04-01", "2020-06-29", "2020年4月1日至2020年6月29日"),
        ("2020-04-02", "2020-06-30", "2020年4月2日至2020年6月30日"),
        ("2019-04-01", "2020-06-30", "2019年4月1日至2020年6月30日"),
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
    assert "办结减少1项，办结率下降100.0个百分点，平均进度下降100.0个百分点。" in document
    assert "- 第1项 甲（本期退回重办）：核验未通过。\n" in document
    assert "- 第1项 甲：撤销时限5月31日，原因：暂缓。\n" in document


def test_a_task_whose_deadline_moved_twice_is_one_task() -> None:
    records = (
        Record(day("05-01"), due=day("05-31"), due_was=day("04-30"), note="汛期"),
        Record(day("05-30"), due=day("07-31"), due_was=day("05-31"), note="场地"),
    )
    task = Task("1", "甲", "doing", due=day("07-31"), records=records)
    for tasks, heading in (
        ((task,), "### （一）改期2次（1项）\n"),
        ((task, task._replace(id="2")), "### （一）改期4次（2项）\n"),
        (
            (task._replace(records=records[:1]), task._replace(id="2", records=())),
            "### （二）改期1项\n",
        ),
    ):
        plan = Plan("t", 2020, tasks=tasks)
        document = written(plan, "04-01", "06-30", TODAY)
        assert heading in document


@pytest.mark.parametrize(
    ("percents", "verdict"),
    [
        ((45, 46, 46), "平均进度45.7%，序时进度49.7%，低于序时进度4.0个百分点。"),
        ((49, 50, 50), "平均进度49.7%，序时进度49.7%，低于序时进度不足0.1个百分点。"),
        ((50, 50, 50), "平均进度50.0%，序时进度49.7%，达到序时进度。"),
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
    assert f"平均进度上升{verdict[4:8]}个百分点。" in document


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([Record(day("06-01"), percent=30, note="完成三成左右")], "：完成三成左右。"),
        ([Record(day("06-01"), percent=50, note="进度50%")], "：进度50%。"),
        ([Record(day("06-01"), percent=60, note="布展完成50%")], "：布展完成50%，完成60%。"),
        ([Record(day("06-01"), status="done")], "（本期办结）。"),
        (
            [
                Record(day("06-01"), status="done"),
                Record(day("06-02"), status="doing", note="不全"),
            ],
            "：退回重办，不全。",
        ),
        (
            [
                Record(day("06-01"), status="done", by="院士办", note="建成5个"),
                Record(day("06-02"), status="doing", note="不全"),
                Record(day("06-02"), status="done", by="院士办"),
            ],
            "（本期办结）：院士办：建成5个。",
        ),
        (
            [
                Record(day("05-01"), status="blocked", note="疫情"),
                Record(day("06-08"), status="doing", note="已开视频会议"),
            ],
            "：受阻，疫情。恢复推进，已开视频会议。",
        ),
        (
            [
                Record(day("05-01"), status="dropped", note="上级调整"),
                Record(day("06-08"), status="doing"),
            ],
            "：6月8日恢复。",
        ),
        (
            [Record(day("03-01"), status="dropped"), Record(day("06-08"), status="doing")],
            "（本期恢复）。",
        ),
        (
            [
                Record(day("05-01"), percent=50, by="院士办", note="名单已拟"),
                Record(day("05-02"), percent=20, by="科技馆", note="在办"),
                Record(day("05-20"), percent=70),
                Record(day("06-08"), percent=80, by="院士办", note="已报"),
            ],
            "：院士办：名单已拟。科技馆：在办。院士办：已报，完成80%。",
        ),
        ([Record(day("03-01"), status="done"), Record(day("06-02"), status="doing")], RETURNED),
    ],
)
def test_nothing_is_said_twice_and_what_was_returned_is_said(
    records: list[Record], said: str
) -> None:
    status = next((record.status for record in records[::-1] if record.status), "doing")
    task = Task("1", "年会", status=status, records=tuple(records))
    text = written(PLAN._replace(tasks=(task,)), "04-01", "06-30")
    assert re.findall("第1项 年会(.*)", text.partition("## 四")[0]) == [said]


def test_what_was_adjusted() -> None:
    """In a sixth part: each of two changes of one field in turn, in names declared now; what came
    after the period is not in it, nor is whoever was named first."""
    records = (
        Record(day("02-01"), was=Was(support=()), note="分工。"),
        Record(day("05-06"), was=Was(lead=("学会部", "院士办")), note="分工"),
        Record(
            day("05-08"),
            by="科技馆",
            was=Was(lead=("院士办",), support=(), leaders=("王一",), title="旧题"),
        ),
        Record(day("07-02"), was=Was(lead=("科技馆",), support=("院士办", "学会部"))),
    )
    task = Task("1", "年会", lead=("办公室",), support=("学会部",), records=records)
    plan = PLAN._replace(tasks=(task,))
    second = written(plan, "04-01", "06-30", day("07-05"))
    assert second.partition("## 五、")[2].partition("## ")[2] == (
        "六、任务调整\n\n"
        "- 第1项 年会：牵头单位由学会学术部、院士办调整为院士办，原因：分工。\n"
        "- 第1项 年会：牵头单位由院士办调整为科技馆，责任领导由王一调整为无，"
        "标题由“旧题”调整为“年会”。\n\n"
        "特此通报。\n\n福建省科学技术协会  \n2020年7月5日\n"
    )
    first = written(plan, "01-01", "03-31", day("07-05"))
    assert "六、" not in first
    found = json.loads(shown(reported(plan, day("05-07"), day("06-30"), day("07-05")), "json"))
    (only,) = found["adjustments"]
    assert (only["task"], only["by"], only["became"]) == (
        *("1", "科技馆"),
        {"lead": ["科技馆"], "leaders": [], "title": "年会"},
    )
    assert only["was"] == {
        "lead": ["院士办"],
        "support": [],
        "leaders": ["王一"],
        "title": "旧题",
    }


def test_json() -> None:
    assert shown(QUARTER, "json") == (FIXTURES / "bulletin.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("percents", "said"),
    [
        ([0] * 6, "各单位平均进度低于序时进度（50.0%），末位并列的有6个单位。"),
        ([60] + [0] * 6, "6个单位平均进度低于序时进度（50.0%），末位并列的有6个单位。"),
        (
            [20] * 4 + [10, 0, 0],
            "各单位平均进度低于序时进度（50.0%），名次居后的是6部（0.0%）、7部（0.0%）、5部（10.0%）。",
        ),
        ([60, 20, 20], "平均进度低于序时进度（50.0%）的单位有2个：2部（20.0%）、3部（20.0%）。"),
    ],
)
def test_of_the_units_behind_whole_places_are_named_from_the_last(
    percents: list[int], said: str
) -> None:
    """None where the last place alone has too many."""
    tasks = tuple(
        Task(str(at), "甲", "doing", lead=(f"{at}部",), percent=percent)
        for at, percent in enumerate(percents, 1)
    )
    assert f"\n\n{said}\n" in written(Plan("t", 2020, tasks=tasks), "07-01", "09-30")
