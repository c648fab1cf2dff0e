"""The deadline wordings of notices, with exact answers."""

import json
from functools import partial
from pathlib import Path

import pytest

from fjkx.words.wordings import is_slip, last_day
from tests.cases import cases
from tests.steps import lines

WORDS = json.loads((Path(__file__).parents[1] / "fixtures" / "due_words.json").read_text("utf-8"))

# In a plan of 2024.
WORDINGS = """
2024-06-30: 完成时限：6月底前|6月底前完成首针|2024.6前
2024-12-20: 12 月 20 日⏎前完成
2024-12-31: 十二月底前|2024年|全年持续推进|年底前取得成效，长期坚持
2024-09-30: ９月３０日前|9.30前完成|9月到位|9月开展前期工作|9月中下旬
2024-09-15: 9月15前
2024-10-31: 10月举办
# several, ranges
2024-12-31: 12月底前、6月底前|第三、四季度|二至四季度|6月起至12月底
2024-03-20: 3月5日前、20日前
2024-09-30: 3、6、9月|前三季度
2024-03-08: 3月5-8日
2024-09-20: 9月上旬至中旬
2024-05-31: 3.1—5.31
2024-08-31: 2024.3-2024.8
2025-01-31: 2024年12-1月|11月初至1月底
2025-01-10: 11月20日至1月10日
2025-02-28: 2024年11月至2025年2月
2026-02-28: 2025年11月至次年2月
2025-07-31: 明年3月至明年7月
2025-09-30: 2025年6月、9月
2024-05-01: 5月1日、2月30日
# what recurs or belongs to something else does not stand in the way of a date
2024-12-31: 每月5日报送，12月底前总结|每月5日报送⏎12月底前总结|每月⏎12月底前
2024-07-31: 7月底前完成每个项目
2024-06-30: 6月底前完成全年任务的一半|6月底前完成投资12.5亿元
2024-09-30: 3个月内摸清底数，9月底前整改
2024-12-20: 每季度、\r⏎12月⏎20日前
# the year that is written counts
2020-09-30: 2020.9月30日|2020-9月底
2020-10-31: 2020/9月-10月|2020-9-10月
2021-09-30: 2021年Q3|2021Q3前|2021-Q3
2024-09-30: Q1、Q3
2024-12-31: Q2-Q4
# behind what is no date, and what only looks like a duration
2024-09-30: 3/9月底前|一/三季度
2024-06-30: 2月30日前、6月底前
2019-03-01: 2019-02-29、2019-03-01
2024-12-31: 九月三一日、12月底|6月底前过半年底前完成|2024年内|下半年内|今年内|年 内
2025-12-31: 两年内完成，2025年底前见效
# only what follows is no deadline
2024-12-31: 12月底前，不早于9月
2024-10-31: 10月底前(农历九月)
# behind a word that ends like a year of its own
2024-12-31: 各大学年底前报送|临近年底|学会年底前换届
"""


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


@pytest.mark.parametrize(("text", "end"), cases(WORDINGS))
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
