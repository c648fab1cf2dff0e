from datetime import date

import pytest

from fjkx.plan.model import OPEN
from fjkx.plan.query import Filter
from fjkx.render.text import day, filter_words, one_line, percentage, tally, task_words, visible
from tests.small_plan import PLAN


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("科普\x1b[31m", "科普\\u001b[31m"),
        ("\x00\x07\x7f\x9b", "\\u0000\\u0007\\u007f\\u009b"),
        ("\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"),
        ("\u2028\x85\ufeff", "\\u2028\\u0085\\ufeff"),
        ("\ud800", "\\ud800"),
        ("科\u200b普\u2060部", "科\\u200b普\\u2060部"),
        ("\u200c\u200d", "\u200c\u200d"),
        ("a\tb\r\nc\rd", "a b\nc\\u000dd"),
        ("“6·18” [bold]e\u0301 👨\u200d👩", "“6·18” [bold]e\u0301 👨\u200d👩"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert one_line(text) == shown.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第一行\n第二行", "第一行 第二行"),
        ("第一行 \r\n\n  第二行\n", "第一行 第二行"),
        ("\n\t\n", ""),
        (" 一行 ", " 一行 "),
    ],
)
def test_lines_are_joined_with_one_blank(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.0, 1, "0.0%"),
        (0.01, 1, "0.1%"),
        (99.99, 1, "99.9%"),
        (100.0, 1, "100.0%"),
        (100 / 3, 1, "33.3%"),
        (99.7, 0, "99%"),
        (0.2, 0, "1%"),
        (200 / 3, 0, "67%"),
    ],
)
def test_only_what_is_whole_is_shown_as_whole(value: float, decimals: int, shown: str) -> None:
    assert percentage(value, decimals) == shown


def test_days_of_the_year_are_short() -> None:
    assert day(date(2020, 6, 3), 2020) == "06-03"
    assert day(date(2021, 6, 3), 2020) == "2021-06-03"
    assert day(date(2020, 6, 3)) == "2020-06-03"
    assert day(None, 2020) == ""


def test_filters_in_words() -> None:
    flt = Filter(("科普", "院士"), ("院士办", "办公室"), OPEN | {"done"}, ("一", "二"), "first")
    assert filter_words(flt) == (
        "关键词：科普 + 院士 · 首位牵头：院士办、办公室 · 状态：未办结、已办结 · 部分：一、二"
    )
    assert filter_words(Filter(statuses=frozenset({"doing", "todo"}))) == "状态：未启动、推进中"
    dues = Filter(due_by=date(2020, 6, 30), lights=frozenset({"soon", "overdue"}), no_due=True)
    assert filter_words(dues) == "期限不晚于 2020-06-30 · 没有期限 · 预警：逾期、临期"


def test_tally() -> None:
    assert tally(PLAN, 5, Filter()) == "共 5 项"
    assert tally(PLAN, 2, Filter(units=("院士办",))) == "5 项中的 2 项 · 单位：院士办"
    assert tally(PLAN, 0, Filter(("\x1b",))) == "5 项中没有符合条件的任务 · 关键词：\\u001b"
    assert tally(PLAN._replace(tasks=()), 0, Filter(("甲",))) == "计划中还没有任务"


def test_tasks_by_number_as_long_as_they_are_few() -> None:
    assert task_words(("3",)) == "1 项任务(第 3 项)"
    assert task_words(("3", "二-4\x1b")) == "2 项任务(第 3、二-4\\u001b 项)"
    ten = tuple(str(number) for number in range(1, 11))
    assert task_words(ten) == "10 项任务(第 1、2、3、4、5、6、7、8、9、10 项)"
    assert task_words((*ten, "11")) == "11 项任务(第 1、2、3、4、5、6、7、8、9、10 项等)"
