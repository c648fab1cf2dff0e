"""Supervision: filters by deadline, chase, trend, the plan as of a day: exact transcripts."""

import pytest

from tests.office import PLAN, Office


def test_what_the_records_cannot_tell_is_in_every_format(office: Office) -> None:
    """Of the tasks that are shown."""
    office.write()
    unrecorded = '"untold": 2,\n  "untold_tasks": [\n    "3",\n    "5"\n  ],\n'
    for command in ("summary", "list", "show 1-5", "chase"):
        assert unrecorded in office.type(f"fjkx {command} --as-of 5-15 --format json")
        assert '"untold": 0,' in office.type(f"fjkx {command} --format json")
        document = office.type(f"fjkx {command} --as-of 5-15 --format md")
        said = "有手工改动而没有记录的内容，只能按记录推算"
        assert f"\n! 注意：2 项任务(第 3、5 项){said}\n" in document
        assert f"\n\n2 项任务(第 3、5 项){said}\n" in document or command == "chase"
    office.transcript("""
$ fjkx list -d 院士办 --as-of 5-15 --format md
# 工作要点

| 序号 | 任务 | 所属部分 | 牵头单位 | 配合单位 | 责任领导 | 状态 | 进度(%) | 已完成举措 | 举措总数 | 完成时限 | 时限要求 | 预警 | 改期次数 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 2 | 助力乡村振兴 | 二、服务 | 学会部、院士办 | 科技馆 | 王一 | 推进中 | 0.0 | 0 | 2 | 2020-06-30 | 6月底前 | 滞后 | 0 |
| 3 | 深化“八闽行”活动 | 二、服务 | 院士办 |  |  | 未启动 | 0.0 | 0 | 0 |  |  | 滞后 | 0 |

1 项任务(第 3 项)有手工改动而没有记录的内容，只能按记录推算

5 项中的 2 项 · 单位：院士办
! 注意：1 项任务(第 3 项)有手工改动而没有记录的内容，只能按记录推算
$ fjkx chase -d 院士办 --all --as-of 2-15 --format md
# 催办单

院士办：

根据《工作要点》，截至2020年2月15日，由贵单位牵头的任务有1项需要催办：滞后1项，久未报送1项（一项任务有几种情况的，各计一次）。

| 序号 | 任务 | 完成时限 | 情况 | 存在问题 |
| --- | --- | --- | --- | --- |
| 3 | 深化“八闽行”活动 |  | 滞后 13 个百分点；下达 45 天未报送 |  |

请抓紧办理，将进展情况、存在问题和下一步措施报送我们。

1 项任务(第 3 项)有手工改动而没有记录的内容，只能按记录推算

2020年2月15日
! 注意：1 项任务(第 3 项)有手工改动而没有记录的内容，只能按记录推算
$ fjkx chase -d 学会部 --as-of 2-15 --format md
截至 2020-02-15 没有需要催办的任务；另有 2 项只是滞后或久未报送 · 第一牵头：学会学术部
""")


LOOKS = ("summary", "summary --by dept", "list", "show 1-5", "chase", "chase -d 院士办")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("format", ["table", "json", "md"])
def test_as_of_today_is_the_plan_as_it_is(office: Office, look: str, format: str) -> None:
    office.write()
    shown = office.type(f"fjkx {look} --format {format}").partition("\n")
    assert (
        office.type(f"fjkx {look} --format {format} --as-of 今天").partition("\n")[1:] == shown[1:]
    )


def test_bulletin(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx bulletin
工作要点进展通报

机关各部室、各直属单位：

现将《工作要点》2020年第二季度（截至2020年6月15日）进展情况通报如下：

一、总体情况
截至2020年6月15日，共有任务4项，办结1项，办结率25.0%；其中销号1项，销号率25.0%。
平均进度45.0%，序时进度45.6%，低于序时进度0.6个百分点。
与期初（2020年3月31日）相比，办结增加1项，办结率上升25.0个百分点，平均进度上升
45.0个百分点。
按状态分，未启动1项，推进中1项，受阻1项，已销号1项，已取消1项（不计入任务总
数）；逾期1项。
2 项任务(第 3、5 项)有手工改动而没有记录，期初情况只按记录推算。

二、各单位完成情况
名次  单位        任牵头  第一牵头  办结  销号  逾期  办结率  平均进度
──────────────────────────────────────────────────────────────────────
   1  办公室           2         1     1     1     1   50.0%     50.0%
   2  院士办           2         1     0     0     0    0.0%     40.0%
   3  学会学术部       2         2     0     0     1    0.0%     25.0%
──────────────────────────────────────────────────────────────────────
      合计             4         4     1     1     1   25.0%     45.0%

共同牵头的任务在每个牵头单位各计一次，在合计中只计一次。

平均进度低于序时进度（45.6%）的单位有2个：学会学术部（25.0%）、院士办（40.0%）。

三、本期进展
  （一）学习
    第1项 加强理论学习（本期办结、销号）：办结、销号。
  （二）服务
    第2项 助力乡村振兴：学会部：已启动。6月2日第1条举措办结。

四、存在问题
（一）受阻1项
  第3项 深化“八闽行”活动（院士办）。
（二）逾期1项
  第4项 开展战略研究（学会学术部、办公室）：时限6月10日，逾期5天。

五、下期重点
（一）本期内还将到期1项
  第2项 助力乡村振兴（学会部、院士办）：时限6月30日。
$ fjkx bulletin --since 5月 -d 院士办 --format md
# 工作要点进展通报

院士办：

现将《工作要点》中由院士办牵头的任务2020年5月1日至2020年6月15日进展情况通报如下：

## 一、总体情况

截至2020年6月15日，共有任务2项，办结0项，办结率0.0%；其中销号0项，销号率0.0%。平均进度40.0%，序时进度45.6%，低于序时进度5.6个百分点。

与期初（2020年4月30日）相比，办结仍为0项，办结率持平，平均进度上升40.0个百分点。

按状态分，推进中1项，受阻1项；逾期0项。

1 项任务(第 3 项)有手工改动而没有记录，期初情况只按记录推算。

## 二、各单位完成情况

| 名次 | 单位 | 任牵头 | 第一牵头 | 办结 | 销号 | 逾期 | 办结率 | 平均进度 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 院士办 | 2 | 1 | 0 | 0 | 0 | 0.0% | 40.0% |

平均进度低于序时进度（45.6%）的单位有1个：院士办（40.0%）。

## 三、本期进展

### （一）服务

- 第2项 助力乡村振兴：学会部：已启动。6月2日第1条举措办结。

## 四、存在问题

### （一）受阻1项

- 第3项 深化“八闽行”活动（院士办）。

## 五、下期重点

### （一）6月16日至7月31日到期1项

- 第2项 助力乡村振兴（学会部、院士办）：时限6月30日。

2020年6月15日
$ fjkx bulletin --since 三季度
! 错误：三季度：这段时间从 2020-07-01 开始，还没有到，今天是 2020-06-15
! 提示：例如：fjkx bulletin --since 2020-04-01
[1]
$ fjkx bulletin --since 6-1 --until 5-1
! 错误：起 2020-06-01 晚于止 2020-05-01
! 提示：例如：--since 4-1 --until 6-30
[2]
$ fjkx bulletin --until 一季度 -o 通报.txt
! 已写入 通报.txt
""")
    lines = office.folder.joinpath("通报.txt").read_text("utf-8").splitlines()
    assert any("2020年第一季度进展情况" in line for line in lines)


def test_what_was_sent_is_recorded_and_the_next_is_the_second(office: Office) -> None:
    text = PLAN.replace(
        "year: 2020}", "year: 2020, office: 省科协办公室, contact: 林一, phone: 0591-8700}"
    )
    office.write(text.replace(", 院士办]\n    support", "]\n    support"))
    office.transcript("""
$ fjkx chase --only 逾期 --reply-by 6-22 --format md --record
# 催办单

学会学术部：

根据《工作要点》，截至2020年6月15日，由贵单位牵头的任务有1项需要催办：逾期1项，久未报送1项（一项任务有几种情况的，各计一次）。

| 序号 | 任务 | 完成时限 | 情况 | 存在问题 |
| --- | --- | --- | --- | --- |
| 4 | 开展战略研究 | 2020-06-10 | 逾期 5 天；下达 166 天未报送 |  |

请抓紧办理，于2020年6月22日前将进展情况、存在问题和下一步措施报送省科协办公室（联系人：林一，电话：0591-8700）。

省科协办公室 \x20
2020年6月15日

抄送：办公室（第4项）
! 已记入催办 1 项；撤销：fjkx undo
$ fjkx chase --only 逾期 --record --format message
【催办】学会学术部：《工作要点》截至2020年6月15日有1项需要催办：
第4项 开展战略研究：逾期 5 天；下达 166 天未报送（抄送：办公室）
请抓紧办理，将进展情况、存在问题和下一步措施报送省科协办公室（联系人：林一，电话：0591-8700）。
! 今天的催办已经记过，没有再记
$ fjkx chase --only 逾期 --today 2020-06-18 --format md
# 催办单

学会学术部：

根据《工作要点》，截至2020年6月18日，由贵单位牵头的任务有1项需要催办：逾期1项，久未报送1项（一项任务有几种情况的，各计一次）。本次为第2次催办。第4项上次催办后仍未报送。

| 序号 | 任务 | 完成时限 | 情况 | 存在问题 |
| --- | --- | --- | --- | --- |
| 4 | 开展战略研究 | 2020-06-10 | 逾期 8 天；下达 169 天未报送；已催办 1 次，2020-06-15 后未报送 |  |

请抓紧办理，将进展情况、存在问题和下一步措施报送省科协办公室（联系人：林一，电话：0591-8700）。

省科协办公室 \x20
2020年6月18日

抄送：办公室（第4项）
$ fjkx note 4 提纲已定 --by 学会部 --today 2020-06-18
4  未启动 → 推进中，说明已记入  开展战略研究
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx chase --only 逾期 --today 2020-06-20
工作要点催办清单 · 截至 2020-06-20
逾期 1

序号  任务 / 抄送   时限   情况
─────────────────────────────────────────────────────────────────
学会学术部 · 1 项
   4  开展战略研究  06-10  逾期 10 天
      抄送：办公室         已催办 1 次，06-15 后有报送
                           06-18 · 推进中 · 学会学术部 · 提纲已定

需要催办 1 项
$ fjkx chase --only 超期
! 错误：没有“超期”这种情况
! 提示：可用：逾期、受阻、临期、滞后、久未报送
[1]
$ fjkx chase --record --as-of 6-1
! 错误：--record 记今天的催办，不和 --as-of 一起用
! 提示：例如：fjkx chase --record
[2]
$ fjkx chase --only 受阻 --format message --dept 院士办 -o 群.txt
! 已写入 群.txt，1 项
$ fjkx log 4
4. 开展战略研究

日期        记录
───────────────────────────────
2020-06-18  推进中 · 学会学术部
            提纲已定
2020-06-15  第 1 次催办

共 2 条记录
""")


def test_texts_for_a_chat_have_room_for_less_than_2048_bytes(office: Office) -> None:
    tasks = "".join(
        f"  - {{id: {n}, title: {'长' * (900 if n == 3 else 60)}, lead: [办公室], status: blocked}}\n"
        for n in range(1, 30)
    )
    office.write(PLAN[: PLAN.index("tasks:")] + "tasks:\n" + tasks)
    out = office.type("fjkx chase --format message").split("\n", 1)[1]
    texts = ["【" + each for each in out.split("【")[1:]]
    assert len(texts) > 4
    assert all(len(text.strip().encode()) < 2048 for text in texts)
    assert out.count("长") == 28 * 60 + 900
