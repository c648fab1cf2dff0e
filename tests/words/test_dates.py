"""Typed days, with exact answers, and what holds for any text."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fjkx.plan.errors import UsageError
from fjkx.plan.model import YEARS, Plan
from fjkx.words.dates import EXAMPLES, due, happened, is_day, looked_at, without_plan
from fjkx.words.wordings import last_day
from tests.cases import cases, parts

TABLES = parts(Path(__file__).with_name("tables.txt"))
TODAY = date(2021, 2, 10)
PLAN = Plan("要点", 2021)

NO_DAYS = [
    *("", " ", "长期坚持", "底", "前", "年", "月", "季度", "日", "第", "+", "-"),
    *("13月", "0月", "〇月", "13-1", "9月0日"),
    *("五季度", "0季度", "0000-01-01", "0000年", "二十月", "十十月", "一二月", "九月三一日"),
    *("9", "30", "930", "2020-W40-3", "2020", "2020-9-", "-9-30", "2020-9/30"),
    *("9.30.1", "2020.9.30.1", "9-30-2020", "20-9-30", "24年6月", "上旬"),
    *("9月3 0日", "20 20-09-30", "9月初", "3-6月", "9月底前完成", "9月、10月", "三季度啊"),
    *("+7", "7d", "+d", "+7月", "+-7d", "+99999d", "每月", "明日复明日", "９９９９９-1-1"),
    *("Q", "Q0", "Q5", "3Q", "21Q3", "Q3Q4", "第Q3", "Q3 2020", "Q34", "2020-9-10月"),
    *("周", "周八", "周0", "周12", "下周八", "下下周", "每周五", "周五下午", "本周一季度", "五周"),
    *("7天", "7天前", "天后", "两天", "99999天后", "+7天后", "两年后", "半天后", "3年内", "两周内"),
    *("2020-09-30T00:00", "9月30日\x00", "９月\udcff", "1" * 5000, "一" * 5000),
]


@pytest.mark.parametrize(("text", "day"), cases(TABLES["days"]))
def test_a_day_is_itself_in_the_plan_of_its_year(text: str, day: str) -> None:
    assert str(due(text, PLAN, TODAY)) == day


@pytest.mark.parametrize(("text", "days"), cases(TABLES["periods"]))
def test_a_period_means_its_last_day_or_since_its_first(text: str, days: str) -> None:
    first = looked_at(text, PLAN, TODAY, since=True)
    assert f"{first} {looked_at(text, PLAN, TODAY)}" == days
    assert str(due(text, PLAN, TODAY)) == days.split()[1]


@pytest.mark.parametrize("text", NO_DAYS)
def test_no_day_is_refused_with_examples(text: str) -> None:
    for read in (happened, looked_at, due):
        with pytest.raises(UsageError) as caught:
            read(text, PLAN, TODAY)
        assert (str(caught.value), caught.value.hint) == (f"“{text}”不是有效的日期", EXAMPLES)
    assert not is_day(text)


@pytest.mark.parametrize(
    ("text", "month"),
    cases(
        "2月只有29天: 2月30日|2020-02-30\n2月只有28天: 2021-02-29\n9月只有30天: 9-31|2020-9月31日"
    ),
)
def test_of_a_day_that_a_month_has_not_its_length_is_said(text: str, month: str) -> None:
    with pytest.raises(UsageError) as caught:
        due(text, PLAN, TODAY)
    assert str(caught.value) == f"“{text}”不是有效的日期：{month}"


@pytest.mark.parametrize(("text", "day"), cases(TABLES["spoken"]))
def test_days_as_they_are_spoken(text: str, day: str) -> None:
    assert str(due(text, Plan("t", 2020), date(2020, 7, 2))) == day


def test_a_day_without_a_month_that_happened_is_the_latest() -> None:
    plan = Plan("t", 2020)
    assert str(happened("30日", plan, date(2020, 7, 2))) == "2020-06-30"
    assert str(happened("31日", plan, date(2020, 6, 15))) == "2020-05-31"
    assert str(due("+1m", plan, date(2020, 1, 31))) == "2020-02-29"


def test_the_examples_are_dates() -> None:
    examples = EXAMPLES.removeprefix("日期可写作 ").split("、")
    assert [str(due(each, PLAN, TODAY)) for each in examples] == [
        *("2020-09-30", *["2021-09-30"] * 4, "2021-12-31"),
        *("2021-02-10", "2021-02-28", "2021-02-17"),
    ]


@pytest.mark.parametrize(
    "text", ["9999-12-31", "0001-01-01", "1899-12-31", "3000年底", "9999年Q3", "+9999w", "昨天"]
)
def test_years_are_bounded(text: str) -> None:
    today = date(1900, 1, 1) if text == "昨天" else date(2990, 1, 1)
    for read in (happened, looked_at, due):
        with pytest.raises(UsageError) as caught:
            read(text, PLAN, today)
        assert str(caught.value) == f"“{text}”的年份不在 1900 到 2999 之间"
    with pytest.raises(UsageError):
        without_plan(text, today)
    assert last_day(text, 2990) is None


def test_from_today_across_the_year() -> None:
    december = date(2020, 12, 31)
    words = ("明天", "下月底", "下季度末", "月底", "季末", "+1d", "周五", "本周")
    assert [str(due(word, PLAN, december)) for word in words] == [
        *("2021-01-01", "2021-01-31", "2021-03-31", "2020-12-31", "2020-12-31", "2021-01-01"),
        *("2021-01-01", "2021-01-03"),
    ]


@pytest.mark.parametrize("today", [date(2021, 2, 8), date(2021, 2, 14)])
def test_a_week_begins_on_monday(today: date) -> None:
    words = ("本周一", "本周日", "本周", "下周一", "下周", "上周日")
    assert [str(looked_at(word, PLAN, today)) for word in words] == [
        *("2021-02-08", "2021-02-14", "2021-02-14", "2021-02-15", "2021-02-21", "2021-02-07")
    ]
    assert str(looked_at("本周", PLAN, today, since=True)) == "2021-02-08"


@pytest.mark.parametrize(
    "text", ["明天", "+7d", "1天后", "本周", "下周五", "下月底", "下季度", "明年", "明年3月"]
)
def test_after_the_last_day_there_is(text: str) -> None:
    with pytest.raises(UsageError):
        due(text, Plan("", 2999), date(2999, 12, 31))


BOUNDED = st.dates(date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31))


@given(BOUNDED, BOUNDED)
def test_every_day_in_every_notation(day: date, today: date) -> None:
    year, month, number = f"{day.year:04}", day.month, day.day
    for text in (
        f"{year}-{month}-{number}",
        f"{year}/{month:02}/{number:02}",
        f"{year}年{month}月{number}日",
        f"{month}.{number}",
        f"{month}月{number}号前",
    ):
        assert due(text, Plan("", day.year), today) == day
        assert last_day(text, day.year) == day


@given(st.dates(date(1900, 1, 1), date(2800, 1, 1)), st.integers(0, 9999))
def test_steps_from_today(today: date, count: int) -> None:
    assert happened(f"+{count}d", PLAN, today) == today + timedelta(days=count)
    assert due(f"+{count}w", PLAN, today) == today + timedelta(weeks=count)


WORDS = "2024|12|3|三十|季度|上半年|中旬|明年|次年|全年|完成|持续"
PIECES = st.sampled_from(
    (*"年月日号底末前至-~/.、，。每起初中第季天度元本dw+ \n９㋈二十", *WORDS.split("|"))
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.integers(1900, 2999), BOUNDED)
@example("1" * 5000, 2020, TODAY)
@example("ﷺ\udcff²①Ⅸ月", 2020, TODAY)
@example("9" * 4 + "年底", 2020, TODAY)
def test_any_text_is_a_day_or_refused(text: str, year: int, today: date) -> None:
    end = last_day(text, year)
    assert end is None or isinstance(end, date)
    for read in (happened, looked_at, due):
        try:
            assert read(text, Plan("", year), today).year in YEARS
        except UsageError as error:
            assert str(error).startswith(f"“{text}”")


@given(st.lists(PIECES).map("".join))
def test_a_typed_day_never_begins_after_it_ends(text: str) -> None:
    try:
        end = looked_at(text, PLAN, TODAY)
    except UsageError:
        return
    assert looked_at(text, PLAN, TODAY, since=True) <= end
