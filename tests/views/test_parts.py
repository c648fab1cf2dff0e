from datetime import date

import pytest

from fjkx.plan.model import OPEN
from fjkx.plan.query import Filter
from fjkx.views.document import percentage
from fjkx.views.parts import day, filter_words, tally, task_words
from fjkx.views.states import state_list
from tests.shown import shown
from tests.small_plan import PLAN


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
        "关键词：科普 + 院士 · 第一牵头：院士办、办公室 · 状态：未办结、已办结 · 部分：一、二"
    )
    assert filter_words(Filter(statuses=frozenset({"doing", "todo"}))) == "状态：未启动、推进中"
    dues = Filter(due_by=date(2020, 6, 30), lights=frozenset({"soon", "overdue"}), no_due=True)
    assert filter_words(dues) == "时限不晚于 2020-06-30 · 没有时限 · 预警：逾期、临期"


def test_tally() -> None:
    assert tally(PLAN, 5, Filter()) == "共 5 项"
    assert tally(PLAN, 2, Filter(units=("院士办",))) == "5 项中的 2 项 · 单位：院士办"
    assert tally(PLAN, 0, Filter(("\x1b",))) == "5 项中没有符合条件的任务 · 关键词：\x1b"
    assert tally(PLAN._replace(tasks=()), 0, Filter(("甲",))) == "计划中还没有任务"


def test_tasks_by_number_as_long_as_they_are_few() -> None:
    assert task_words(("3",)) == "1 项任务（第 3 项）"
    assert task_words(("3", "二-4\x1b")) == "2 项任务（第 3、二-4\x1b 项）"
    ten = tuple(str(number) for number in range(1, 11))
    assert task_words(ten) == "10 项任务（第 1、2、3、4、5、6、7、8、9、10 项）"
    assert task_words((*ten, "11")) == "11 项任务（第 1、2、3、4、5、6、7、8、9、10 项等）"


def test_time_and_label_of_a_state_are_data() -> None:
    listed = state_list([("\x1b]0;x\x07", "done 1\u202e"), ("2020-06-15", "a\nb")])
    assert shown(listed, "plain") == (
        " 1  \\u001b]0;x\\u0007  done 1\\u202e\n 2  2020-06-15        a b\n"
    )
