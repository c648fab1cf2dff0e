"""Transcripts of dates without a year: what is written and said, refused, and warned of."""

import pytest

from tests.office import PLAN, Office

ISSUED = "schema: 1\nplan: {title: 工作要点, year: 2020, issued: 2020-04-30}"
SCHOOL = PLAN.replace("year: 2020", "year: 2020, start: 2020-10-01, due: 2021-09-30")


def test_what_happened_last_year(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FJKX_TODAY", "2021-01-10")
    office.write(PLAN.replace("schema: 1\nplan: {title: 工作要点, year: 2020}", ISSUED))
    office.transcript("""
$ fjkx done 4 --on 1-3
4  未启动 → 已办结  开展战略研究
日期记作 2021-01-03，晚于计划的截止 2020-12-31
全计划完成 2/4（50.0%），平均进度 70.0%
$ fjkx note 3 场地已定 --on 上周五
3  受阻，说明已记入  深化“八闽行”活动
日期记作 2021-01-01，晚于计划的截止 2020-12-31
全计划完成 2/4（50.0%），平均进度 70.0%
$ fjkx note 3 早已报过 --on 2020-3-1
3  受阻，说明已记入  深化“八闽行”活动
日期记作 2020-03-01，早于计划的印发日期 2020-04-30
全计划完成 2/4（50.0%），平均进度 70.0%
$ fjkx note 3 再早一年 --on 2019-12-1
3  受阻，说明已记入  深化“八闽行”活动
日期记作 2019-12-01，早于计划的起始 2020-01-01
全计划完成 2/4（50.0%），平均进度 70.0%
$ fjkx note 3 今日无事
3  受阻，说明已记入  深化“八闽行”活动
全计划完成 2/4（50.0%），平均进度 70.0%
$ fjkx done 2 --on 2019-12-1
! 错误：第 2 项在 2020-05-12 已有状态记录，不能再记 2019-12-01 的变动
! 提示：fjkx log 2 查看记录；日期用 --on 给出，不早于 2020-05-12
[1]
$ fjkx done 3 --on 2019-12-1
! 错误：计划从 2020-01-01 开始，第 3 项不能记 2019-12-01 的变动
! 提示：日期用 --on 给出，不早于 2020-01-01；起始不对：fjkx edit，改 plan 的 start
[1]
$ fjkx check
workplan2020.yaml:47:16: warning: 记录日期 2020-03-01 早于计划的印发日期 2020-04-30 [record-date]
workplan2020.yaml:48:16: warning: 记录日期 2019-12-01 早于计划的起始 2020-01-01 [record-date]
""")


def test_a_plan_that_has_not_begun(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FJKX_TODAY", "2020-12-28")
    office.write(PLAN.replace("year: 2020", "year: 2021"), "workplan2021.yaml")
    office.transcript("""
$ fjkx done 4 --on 12-25
! 错误：“12-25”没有写年份，今天(2020-12-28)以前最近的是 2020-12-25，早于计划的起始 2021-01-01
! 提示：确是这一天，写明年份：--on 2020-12-25；还没发生的事不能记为已办
[1]
$ fjkx done 4
! 错误：计划从 2021-01-01 开始，第 4 项不能记 2020-12-28 的变动
! 提示：日期用 --on 给出，不早于 2021-01-01；起始不对：fjkx edit，改 plan 的 start
[1]
$ fjkx set 3 --due 3月底
3  时限 无 → 2021-03-31  深化“八闽行”活动
日期记作 2020-12-28，早于计划的起始 2021-01-01
全计划完成 1/4（25.0%），平均进度 45.0%
""")


def test_a_plan_over_two_years(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FJKX_TODAY", "2021-01-25")
    office.write(SCHOOL)
    office.transcript("""
$ fjkx set 3 --due 9月底
3  时限 无 → 2021-09-30  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx start 4 --on 1-15
4  未启动 → 推进中  开展战略研究
日期记作 2021-01-15
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx extend 3 10月底 -m 场地调整
3  时限 2021-09-30 → 2021-10-31  深化“八闽行”活动
第 3 项的新时限 2021-10-31 晚于计划的截止 2021-09-30
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx extend 3 10月底 -m 场地调整
3  时限 2021-10-31，未变  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx extend 2,3 3月底 -m 统一改期
2  时限 2020-06-30 → 2021-03-31  助力乡村振兴
3  时限 2021-10-31 → 2022-03-31  深化“八闽行”活动
第 2 项此前已逾期 209 天
第 3 项的新时限 2022-03-31 晚于计划的截止 2021-09-30
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx list --due-by 9月底 -s open
序号  任务          牵头单位            状态    进度  时限        预警
──────────────────────────────────────────────────────────────────────
二、服务
   2  助力乡村振兴  学会学术部、院士办  推进中   50%  2021-03-31  滞后
                                                      改1次
   4  开展战略研究  学会学术部、办公室  推进中    0%  06-10       逾期

5 项中的 2 项 · 状态：未办结 · 时限不晚于 2021-09-30
""")
    assert "2021-01-20" in office.type("fjkx chase --as-of 1-20").splitlines()[1]
    assert "2021年1月1日至2021年1月25日" in office.type("fjkx bulletin --since 一季度")
    assert "2020年第四季度" in office.type("fjkx bulletin --since Q4 --until Q4")


def test_a_reading_outside_of_the_plan_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write()
    monkeypatch.setenv("FJKX_TODAY", "2021-02-10")
    said = office.type("fjkx list --as-of 1-20 -s 受阻 --format csv").splitlines()
    assert (
        said[-1] == "! 注意：“1-20”按 2021-01-20 计，不在计划的起止 2020-01-01 至 2020-12-31 之内"
    )
    for named in ("2021-01-20", "昨天", "上周五", "12-20"):
        assert "! " not in office.type(f"fjkx list --as-of {named} -s 受阻 --format csv")
    office.transcript("""
$ fjkx set 3 --due 明年3月
3  时限 无 → 2022-03-31  深化“八闽行”活动
第 3 项的时限 2022-03-31 晚于计划的截止 2020-12-31
全计划完成 1/4（25.0%），平均进度 45.0%
""")


def test_years_are_bounded(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx bulletin --until 9999-12-31
! 错误：“9999-12-31”的年份不在 1900 到 2999 之间
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx list --today 0001-01-01
! 错误：--today：“0001-01-01”的年份不在 1900 到 2999 之间
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx list --due-by +9999w --today 2990-01-01
! 错误：“+9999w”的年份不在 1900 到 2999 之间
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
""")
    plan.write_text(PLAN.replace("year: 2020", "year: 2020, start: 0001-01-01, due: 9999-12-31"))
    office.transcript("""
$ fjkx trend --by week
! 错误：workplan2020.yaml:2:40: 日期 0001-01-01 的年份不在 1900 到 2999 之间
! 提示：共 2 处错误；fjkx check 列出全部，fjkx edit 打开文件
[3]
""")
    plan.write_text(PLAN.replace("year: 2020", "year: 2020, start: 1900-01-01, due: 2999-12-31"))
    office.transcript("""
$ fjkx trend --by week
! 错误：workplan2020.yaml:2:57: 计划从 1900-01-01 到 2999-12-31，长于 10 年
! 提示：fjkx check 列出全部，fjkx edit 打开文件
[3]
""")
    plan.write_text(PLAN.replace("year: 2020", "year: 2020, start: 2021-06-01"))
    assert "计划的截止 2020-12-31 早于起始 2021-06-01" in office.type("fjkx check")
