"""What units report in messages: taken apart, shown and recorded; who reports; what is said twice."""

import io
import json
import sys

import pytest

from fjkx.cli import note
from tests.office import PLAN, Office

MESSAGE = """\
张主任好，现将我办工作报来，请审阅。
2. 助力乡村振兴：小院挂牌6个，本项完成约60％。问题：无。下一步：再挂4个。
深化“八闽行”活动：已全部完成。
第1项　配合办班1期。
第9项：另有安排。
院士办
"""


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message on standard input, as programs on Windows write it."""
    stdin(monkeypatch, MESSAGE.encode("gbk"))


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Have `data` on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.usefixtures("said")
def test_a_message_about_several_tasks_is_one_write(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx note - --by 院士办
第 2 项  助力乡村振兴

进展      小院挂牌6个，本项完成约60％。
问题      无。
下一步    再挂4个。
进度      60%
存疑      百分数是约数（本项完成约60%）

第 3 项  深化“八闽行”活动

进展      已全部完成。
状态      已办结

第 1 项  加强理论学习

进展      配合办班1期。
存疑      第 1 项不由院士办牵头

第 9 项  计划里没有，不记

进展      另有安排。
存疑      计划里没有第 9 项

未记入 3 处
  张主任好，
  现将我办工作报来，请审阅。
  院士办
2  进度 无 → 60%，说明已记入  助力乡村振兴
3  受阻 → 已办结，说明已记入  深化“八闽行”活动
1  已销号，说明已记入         加强理论学习
第 1 项不由院士办牵头或配合
第 2 项 举措 1/2，60%
全计划完成 2/4（50.0%），平均进度 65.0%
""")
    office.transcript("""
$ fjkx undo
已撤销：note - --by 院士办
1  进展记录 3 → 2 条  加强理论学习
2  进度 60% → 无      助力乡村振兴
3  已办结 → 受阻      深化“八闽行”活动
第 2 项 举措 1/2，50%
第 3 项 进度 30%
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_text("utf-8") == PLAN


@pytest.mark.usefixtures("said")
def test_a_dry_run_shows_and_writes_nothing(office: Office) -> None:
    plan = office.write()
    office.transcript("""
$ fjkx note - --by 院士办 --dry-run
第 2 项  助力乡村振兴

进展      小院挂牌6个，本项完成约60％。
问题      无。
下一步    再挂4个。
进度      60%
存疑      百分数是约数（本项完成约60%）

第 3 项  深化“八闽行”活动

进展      已全部完成。
状态      已办结

第 1 项  加强理论学习

进展      配合办班1期。
存疑      第 1 项不由院士办牵头

第 9 项  计划里没有，不记

进展      另有安排。
存疑      计划里没有第 9 项

未记入 3 处
  张主任好，
  现将我办工作报来，请审阅。
  院士办
""")
    assert plan.read_text("utf-8") == PLAN


@pytest.mark.usefixtures("said")
def test_a_message_for_programs(office: Office) -> None:
    plan = office.write()
    said = office.type("fjkx note - --by 院士办 --dry-run --format json").partition("\n")[2]
    told = json.loads(said)
    assert told["kind"] == "message"
    assert told["left_out"] == ["张主任好，", "现将我办工作报来，请审阅。", "院士办"]
    assert [entry["task"] for entry in told["entries"]] == ["2", "3", "1", "9"]
    assert told["entries"][0] == {
        "task": "2",
        "note": "小院挂牌6个，本项完成约60％。",
        "problem": "无。",
        "next": "再挂4个。",
        "percent": 60,
        "status": None,
        "doubts": ["百分数是约数（本项完成约60%）"],
    }
    assert plan.read_text("utf-8") == PLAN


def test_a_message_about_one_task(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx note 4 '一、进展：已立项42个，完成60%。二、问题：经费未到位。三、下一步：7月开题。'
第 4 项  开展战略研究

进展      已立项42个，完成60%。
问题      经费未到位。
下一步    7月开题。
进度      60%
4  未启动 → 推进中，进度 无 → 60%，说明已记入  开展战略研究
第 4 项 进度 60%
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 4 '一、进展：已立项42个，完成60%。二、问题：经费未到位。三、下一步：7月开题。'
第 4 项  开展战略研究

进展      已立项42个，完成60%。
问题      经费未到位。
下一步    7月开题。
进度      60%
4  推进中，未变  开展战略研究
第 4 项在 2020-06-15 已有同样的一条，没有再记
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 4 '一、进展：已立项43个。二、问题：无。' --plain
4  推进中，说明已记入  开展战略研究
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 2.2 '进展：讲师已定。完成30%。'
第 2 项  助力乡村振兴

进展      讲师已定。完成30%。
存疑      举措没有进度和状态，只记文字
2.2  未启动，说明已记入  开展空中课堂。
全计划完成 1/4（25.0%），平均进度 60.0%
$ fjkx note 3 本项已完成。 --problem 经费未到位
第 3 项  深化“八闽行”活动

进展      本项已完成。
状态      已办结
3  受阻 → 已办结，说明已记入  深化“八闽行”活动
全计划完成 2/4（50.0%），平均进度 77.5%
$ fjkx log 4
4. 开展战略研究

第几条  日期        记录
────────────────────────────────────────────────────────
     2  2020-06-15  一、进展：已立项43个。二、问题：无。
     1  2020-06-15  推进中 · 进度 60%
                    已立项42个，完成60%。
                    问题：经费未到位。
                    下一步：7月开题。

共 2 条记录
$ fjkx note 4 收到
未记入 1 处
  收到
! 错误：没有看出报了什么进展
! 提示：照原样记下：加上 --plain
[1]
$ fjkx note 4 --percent 70
4  进度 60% → 70%，说明已记入  开展战略研究
第 4 项 进度 70%
全计划完成 2/4（50.0%），平均进度 80.0%
$ fjkx note 4 --problem 缺人
4  推进中，说明已记入  开展战略研究
全计划完成 2/4（50.0%），平均进度 80.0%
$ fjkx note 4 -m 已开题
4  推进中，说明已记入  开展战略研究
全计划完成 2/4（50.0%），平均进度 80.0%
$ fjkx note 4 已开题 -m 已开题
! 错误：进展写了两个
! 提示：写在编号后面，或写在 -m 后面，写一个即可
[2]
$ fjkx note - 已开题
! 错误：来文从标准输入读取
! 提示：例如：fjkx note - --by 院士办 < 来文.txt
[2]
""")


def test_who_reports(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx note 2 联合调研1次 --by 院士办、学会部
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx note 2 联合办班 --by 院士办 --by 科技馆
2  推进中，说明已记入  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx note 4 提供场地 --by 科技馆
4  未启动 → 推进中，说明已记入  开展战略研究
第 4 项不由科技馆牵头或配合
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx log 2
2. 助力乡村振兴

第几条  日期        记录
───────────────────────────────────────
     4  2020-06-15  院士办、科技馆
                    联合办班
     3  2020-06-15  院士办、学会学术部
                    联合调研1次
     2  2020-06-02  2.1 已办结
     1  2020-05-12  推进中 · 学会学术部
                    已启动

共 4 条记录
""")


def test_a_question_before_several_tasks(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = office.write()
    asked: list[str] = []
    monkeypatch.setattr(note, "can_ask", lambda: True)
    monkeypatch.setattr(note, "confirm", asked.append)  # which is no yes
    stdin(monkeypatch, MESSAGE.encode())
    office.type("fjkx note - --by 院士办")
    assert asked == ["将记入 3 项任务（2、3、1），继续吗？"]
    assert plan.read_text("utf-8") == PLAN
    stdin(monkeypatch, MESSAGE.encode())
    office.type("fjkx note - --by 院士办 -y")
    assert len(asked) == 1
    assert plan.read_text("utf-8") != PLAN


def test_a_question_where_something_is_left_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also of one task alone, and what is told of some task is not left out in silence."""
    plan = office.write()
    asked: list[str] = []
    monkeypatch.setattr(note, "can_ask", lambda: True)
    monkeypatch.setattr(note, "confirm", asked.append)
    stdin(monkeypatch, "第2项：小院挂牌\n另外3项没什么进展\n".encode())
    assert office.type("fjkx note - --by 院士办").endswith(
        "未记入 1 处\n"
        "  另外3项没什么进展\n"
        "其中像是进展的，看不出是哪一项：写明序号或标题，或 fjkx note 编号 - 单独记\n"
        "! 没有记入任何任务；不再询问：加上 -y\n[1]\n"
    )
    assert asked == ["将记入 1 项任务（2），继续吗？"]
    assert plan.read_text("utf-8") == PLAN


@pytest.mark.parametrize("data", [b"", "收到，谢谢".encode()])
def test_a_message_that_names_no_task(
    office: Office, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    office.write()
    stdin(monkeypatch, data)
    assert office.type("fjkx note - --by 院士办").endswith(
        "! 错误：看不出说的是哪几项任务\n! 提示：写明序号或标题；只说一项：fjkx note 14 -\n[1]\n"
    )


def test_a_row_with_nothing_but_none_is_not_recorded(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = office.write()
    stdin(monkeypatch, "序号\t进展\t问题\n2\t小院挂牌\t无\n3\t\t无\n".encode())
    assert office.type("fjkx note - --by 院士办").endswith("平均进度 45.0%\n")
    assert plan.read_text("utf-8").count("小院挂牌") == 1
    assert "无" not in plan.read_text("utf-8")
