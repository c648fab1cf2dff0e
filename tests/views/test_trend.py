"""What a small plan's completion over time says that its transcript does not."""

from datetime import date

from fjkx.plan.history import Pace, trend
from fjkx.plan.model import Plan, Record, Task
from fjkx.plan.query import Filter
from fjkx.render.screen import Screen
from fjkx.views.document import View
from fjkx.views.trend import trend_chart
from tests.shown import screen, screens, shown

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


def view(by: Pace = "month", plan: Plan = YEAR) -> View:
    points = trend(plan, plan.tasks, by, date(2020, 7, 15))
    return trend_chart(plan, points, len(plan.tasks), Filter())


def test_reopened_and_dropped_have_columns_of_their_own() -> None:
    assert screens(view(), 60) == screen("trend: reopened and dropped have columns of their own")


def test_reaching_pro_rata_is_green_and_falling_short_red() -> None:
    colored = shown(view(), "terminal", Screen(80, color=True)).splitlines()
    assert "\x1b[32m━" in colored[4]
    assert "\x1b[1;31m━" in colored[7]


def test_csv_names_other_years_and_has_no_fraction_that_a_spreadsheet_takes_for_a_day() -> None:
    plan = YEAR._replace(start=date(2019, 12, 30), due=date(2020, 1, 10))
    assert shown(view(plan=plan), "csv").split() == [
        "\ufeff月份,本月完成,累计完成,任务数,办结率,序时进度",
        "2019年12月,0,0,3,0.0%,16.7%",
        "1月,0,0,3,0.0%,100.0%",
    ]
    weeks = shown(view("week", plan), "csv").split()[1:]
    assert [row.partition(",")[0] for row in weeks] == ["2019-12-30~01-05", "01-06~01-10"]
