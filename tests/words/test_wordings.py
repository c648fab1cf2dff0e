"""The deadline wordings of notices, with exact answers."""

import json
from functools import partial
from pathlib import Path

import pytest

from fjkx.words.wordings import is_slip, last_day
from tests.cases import cases, parts
from tests.steps import lines

TABLES = parts(Path(__file__).with_name("tables.txt"))
WORDS = json.loads((Path(__file__).parents[1] / "fixtures" / "due_words.json").read_text("utf-8"))

# In a plan of 2024.
NO_DEADLINE = [
    *("", "长期", "常态化推进", "按季度推进", "适时", "3个月内", "10个工作日内", "根据需要"),
    *("每年12月底前", "每月20日、25日前", "全年每季度一次", "一季度一次", "一月一报", "逐月"),
    *("6月起", "自2024年5月1日起施行", "3月开始", "9月30日后", "2025年以后"),
    *("2月30日前", "4月31日", "2024-02-30", "13月底前", "五季度", "2.30前"),
    *("9月初", "9月中", "2025年初", "2025年春节前", "9月开学前", "全年任务", "9月1 5日前"),
    *("完成投资3.5亿元", "3.5亿元", "2/3以上", "第3批", "24年6月", "100%", "20日前", "中旬"),
    *("不早于9月", "不得早于9月底", "农历八月", "农历八月十五日前", "九月廿日", "九月卅日", "+3月"),
    *("本月底", "今天", "+7d", "月底前", "季末", "本周五", "下周", "7天后", "两周后"),
    # an impossible date is not read from its middle
    *("2019-02-29", "2019/2/29前", "2019.2.29", "0000-01-01", "99999-01-01", "2019-2月29日"),
    *(
        "九月三一日",
        "九月十十日",
        "2021年9月三一日",
        "9月31日",
        "24-9-30",
        "2020.9.31",
        "Q5",
        "Q345",
    ),
    *("99999999999999999999年底", "24年底前", "3年年底", "24Q3", "IQ3测试"),
    # durations
    *("3年内完成", "两年内", "半年内", "十年内", "一年以内", "3-5年内", "1.5年内", "两个年度内"),
    *("几年内", "十余年内", "一周年内", "三十五年内", "一二年内", "近年内", "近两年内"),
    # years of their own
    *("学年底前", "本学年内", "2020学年底", "2023—2024学年末", "新学年度内", "本财年底前"),
    # a line end does not part 每 from what recurs
    *("每\n年底前", "每月5日\n、20日前"),
]


@pytest.mark.parametrize("case", WORDS, ids=[case["raw"] for case in WORDS])
def test_due_words(case: dict[str, str | int | None]) -> None:
    end = last_day(str(case["raw"]), int(case["plan_year"] or 0))
    assert (end and end.isoformat()) == case["end"]


@pytest.mark.parametrize(("text", "end"), cases(TABLES["wordings"]))
def test_the_last_day_of_a_wording(text: str, end: str) -> None:
    assert str(last_day(text, 2024)) == end


@pytest.mark.parametrize("text", NO_DEADLINE)
def test_no_last_day(text: str) -> None:
    assert last_day(text, 2024) is None


SLIPS = [
    *("2月30日", "二月三十日", "九月廿日", "+3月", "2020-13-01", "13月", "五季度", "２月30日前"),
    *("9月31日前完成", "3个月", "九月三一日"),
]
NO_SLIPS = [
    *("长期坚持", "每月5日", "每季度末月20日前", "每年9月底", "9月起", "2020年起", "9月30日以后"),
    *("6-9月每月", "不早于9月", "农历八月", "一月一次", "逐月报送1次", "两年内", "十四五期间", ""),
]


@pytest.mark.parametrize("text", SLIPS + NO_SLIPS)
def test_what_was_meant_for_a_day(text: str) -> None:
    assert last_day(text, 2020) is None
    assert is_slip(text) == (text in SLIPS)


@pytest.mark.parametrize("year", [-1, 0, 1899, 3000, 9999, 10**30])
@pytest.mark.parametrize("text", ["12-1月", "明年", "11月至次年2月", "年底前"])
def test_years_that_calendars_do_not_have(text: str, year: int) -> None:
    assert last_day(text, year) is None


PIECES = "3|一|-|至|前|9月|9月-|3、|年|3-|9月开|2019-|9\n|每\n|每月\n|2019.9"


@pytest.mark.parametrize("piece", PIECES.split("|"))
def test_long_wordings_take_linear_time(piece: str) -> None:
    few, many = (lines(partial(last_day, piece * count, 2024)) for count in (100, 800))
    assert many <= 9 * few + 100
