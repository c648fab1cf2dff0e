"""Exact charts of a small plan's completion over time."""

import json
from datetime import date

from fjkx.plan.history import Pace, trend
from fjkx.plan.model import Plan, Record, Task
from fjkx.plan.query import Filter, select
from fjkx.render.cells import bar
from fjkx.render.screen import Screen
from fjkx.views.document import Meter, View
from fjkx.views.trend import trend_chart
from tests.shown import shown
from tests.small_plan import PLAN

ALL = Filter()
YEAR = Plan(
    "2020年工作要点",
    2020,
    start=date(2020, 4, 1),
    due=date(2020, 9, 30),
    tasks=(
        Task("1", "甲", "closed", records=(Record(date(2020, 4, 30), status="done"),)),
        Task(
            "2",
            "乙",
            "doing",
            records=(
                Record(date(2020, 5, 4), status="done"),
                Record(date(2020, 6, 1), status="doing"),
            ),
        ),
        Task("3", "丙", "dropped", records=(Record(date(2020, 6, 10), status="dropped"),)),
        Task("4", "丁", "done", added=date(2020, 5, 20)),
    ),
)


def view(by: Pace = "month", flt: Filter = ALL, plan: Plan = YEAR) -> View:
    tasks = select(plan, flt)
    return trend_chart(plan, trend(plan, tasks, by, date(2020, 7, 15)), len(tasks), flt)


def chart(screen: Screen, by: Pace = "month", flt: Filter = ALL, plan: Plan = YEAR) -> str:
    return "\n" + shown(view(by, flt, plan), "terminal", screen)


def test_by_month_80() -> None:
    assert (
        chart(Screen(80))
        == """
2020年工作要点 · 截至 2020-07-15

月份  本月  退回重办  取消  累计  办结率                                    序时
────────────────────────────────────────────────────────────────────────────────
 4月     1                   1/3   33.3%  ━━━━━┃━━━━─────────────────────  16.4%
 5月     1                   2/4   50.0%  ━━━━━━━━━━┃━━━━━───────────────  33.3%
 6月               1     1   1/3   33.3%  ━━━━━━━━━━─────┃───────────────  49.7%
 7月                         1/3   33.3%  ━━━━━━━━━━───────┃─────────────  57.9%

━ 办结  ┃ 序时进度
"""
    )


def test_by_month_60() -> None:
    assert (
        chart(Screen(60))
        == """
2020年工作要点 · 截至 2020-07-15

月份  本月  退回重办  取消  累计  办结率                序时
────────────────────────────────────────────────────────────
 4月     1                   1/3   33.3%  ━┃━━───────  16.4%
 5月     1                   2/4   50.0%  ━━━┃━━─────  33.3%
 6月               1     1   1/3   33.3%  ━━━━─┃─────  49.7%
 7月                         1/3   33.3%  ━━━━──┃────  57.9%

━ 办结  ┃ 序时进度
"""
    )


def test_by_week_of_some_tasks() -> None:
    assert (
        chart(Screen(80), "week", Filter(keywords=("甲",)))
        == """
2020年工作要点 · 截至 2020-07-15
4 项中的 1 项 · 关键词：甲

         周  本周  累计  办结率                                             序时
────────────────────────────────────────────────────────────────────────────────
04-01~04-05         0/1    0.0%  ─┃──────────────────────────────────────   2.7%
04-06~04-12         0/1    0.0%  ──┃─────────────────────────────────────   6.6%
04-13~04-19         0/1    0.0%  ────┃───────────────────────────────────  10.4%
04-20~04-26         0/1    0.0%  ─────┃──────────────────────────────────  14.2%
04-27~05-03     1   1/1  100.0%  ━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  18.0%
05-04~05-10         1/1  100.0%  ━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  21.9%
05-11~05-17         1/1  100.0%  ━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  25.7%
05-18~05-24         1/1  100.0%  ━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━━━━  29.5%
05-25~05-31         1/1  100.0%  ━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━━  33.3%
06-01~06-07         1/1  100.0%  ━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━━━  37.2%
06-08~06-14         1/1  100.0%  ━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━━  41.0%
06-15~06-21         1/1  100.0%  ━━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━━━  44.8%
06-22~06-28         1/1  100.0%  ━━━━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━━  48.6%
06-29~07-05         1/1  100.0%  ━━━━━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━━━  52.5%
07-06~07-12         1/1  100.0%  ━━━━━━━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━━  56.3%
07-13~07-15         1/1  100.0%  ━━━━━━━━━━━━━━━━━━━━━━━┃━━━━━━━━━━━━━━━━  57.9%

━ 办结  ┃ 序时进度
"""
    )


def test_without_characters_to_draw_with() -> None:
    assert (
        chart(Screen(60, encoding="ascii"))
        == """
2020?????????? - ???? 2020-07-15

????  ????  ????????  ????  ????  ??????                ????
------------------------------------------------------------
 4??     1                   1/3   33.3%  =|==-------  16.4%
 5??     1                   2/4   50.0%  ===|==-----  33.3%
 6??               1     1   1/3   33.3%  ====-|-----  49.7%
 7??                         1/3   33.3%  ====--|----  57.9%

= ????  | ????????
"""
    )
    assert "┃" in chart(Screen(60, encoding="gbk"))


def test_of_nothing() -> None:
    assert (
        chart(Screen(80), flt=Filter(keywords=("火星",)))
        == """
2020年工作要点 · 截至 2020-07-15
4 项中没有符合条件的任务 · 关键词：火星
"""
    )


def test_before_the_plan_begins() -> None:
    assert (
        chart(Screen(80), plan=YEAR._replace(start=date(2020, 8, 1)))
        == """
2020年工作要点 · 截至 2020-07-15
计划从 2020-08-01 开始，还没有走势可看
"""
    )


def drawn(percent: float, mark: float) -> str:
    return "".join(text for text, _ in bar(Meter(percent, mark=mark), 10))


def test_the_mark_stands_where_pro_rata_ends() -> None:
    assert drawn(50.0, 50.0) == "━━━━━┃────"
    assert drawn(49.0, 50.0) == "━━━━━┃────"
    assert drawn(80.0, 50.0) == "━━━━━┃━━──"
    assert drawn(0.0, 100.0) == "─────────┃"
    assert drawn(100.0, 0.0) == "┃━━━━━━━━━"


def test_reaching_pro_rata_is_green_and_falling_short_red() -> None:
    colored = chart(Screen(80, color=True)).splitlines()
    assert "\x1b[32m━" in colored[5]
    assert "\x1b[1;31m━" in colored[8]


def test_a_year_other_than_the_plans_is_written() -> None:
    plan = YEAR._replace(start=date(2019, 12, 30), due=date(2020, 1, 10))
    months, weeks = (shown(view(by, plan=plan), "csv") for by in ("month", "week"))
    assert [row.partition(",")[0] for row in months.split()[1:]] == ["2019年12月", "1月"]
    assert [row.partition(",")[0] for row in weeks.split()[1:]] == [
        "2019-12-30~01-05",
        "01-06~01-10",
    ]


def test_markdown() -> None:
    assert (
        "\n" + shown(view(), "markdown")
        == """
# 2020年工作要点

截至 2020-07-15

| 月份 | 本月完成 | 退回重办 | 取消 | 累计完成 | 办结率 | 序时进度 |
| --- | --- | --- | --- | --- | --- | --- |
| 4月 | 1 | 0 | 0 | 1/3 | 33.3% | 16.4% |
| 5月 | 1 | 0 | 0 | 2/4 | 50.0% | 33.3% |
| 6月 | 0 | 1 | 1 | 1/3 | 33.3% | 49.7% |
| 7月 | 0 | 0 | 0 | 1/3 | 33.3% | 57.9% |
"""
    )


def test_csv_has_no_fraction_that_a_spreadsheet_takes_for_a_day() -> None:
    assert shown(view(), "csv").splitlines()[:2] == [
        "\ufeff月份,本月完成,退回重办,取消,累计完成,任务数,办结率,序时进度",
        "4月,1,0,0,1,3,33.3%,16.4%",
    ]


def test_json() -> None:
    found = trend(PLAN, PLAN.tasks, "month", date(2020, 6, 15))
    document = json.loads(shown(trend_chart(PLAN, found, 5, ALL), "json"))
    periods = document.pop("periods")
    assert document == {
        "schema_version": 1,
        "kind": "trend",
        "as_of": "2020-06-15",
        "by": "month",
        "untold": 1,
        "untold_tasks": ["1"],
    }
    assert len(periods) == 6
    assert periods[-1] == {
        "since": "2020-06-01",
        "until": "2020-06-15",
        "completed": 0,
        "reopened": 0,
        "dropped": 1,
        "total": 0,
        "tasks": 4,
        "percent_complete": 0.0,
        "pro_rata": 45.6,
        "expected": 1.8,
    }
