"""What units report in messages: taken apart, shown and recorded; who reports; what is said twice."""

import io
import json
import sys

import pytest

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


def test_a_question_before_several_tasks(office: Office) -> None:
    plan = office.write()
    office.answer("n\n")
    asked = office.type("fjkx note - --by 院士办 -m '第2项：已挂牌。第3项：已完成。'")
    assert asked.endswith(
        "! 将记入 2 项任务（2、3），继续吗？ [y/N] 没有记入任何任务；不再询问：加上 -y\n[1]\n"
    )
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
