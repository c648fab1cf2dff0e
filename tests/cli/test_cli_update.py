"""Transcripts of updating and undoing."""

import os
import select
import signal
import subprocess
import sys
from types import ModuleType

import pytest

from fjkx.cli import change, output
from fjkx.store import atomic
from tests.office import HANGS, ROOT, SHIPPED, Office

# -- updating ---------------------------------------------------------------------------------


def test_every_step(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx start 14
14  未启动 → 推进中  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx block 14 -m 场地未落实
14  推进中 → 受阻  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx start 14
14  受阻 → 推进中  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx done 14 --by 科普部 --on 2020-06-15
14  推进中 → 已办结  打造科普品牌项目和特色活动
日期记作 2020-06-15
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx close 14
14  已办结 → 已销号  打造科普品牌项目和特色活动
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx reopen 14 -m 材料不全
14  已销号 → 推进中  打造科普品牌项目和特色活动
第 14 项 举措 0/4，0%
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx drop 14
14  推进中 → 已取消  打造科普品牌项目和特色活动
全计划完成 0/25（0.0%），平均进度 0.0%
$ fjkx reopen 14
14  已取消 → 推进中  打造科普品牌项目和特色活动
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx log 14
14. 打造科普品牌项目和特色活动

第几条  日期        记录
───────────────────────────────────────────
     8  2020-06-15  推进中
     7  2020-06-15  已取消
     6  2020-06-15  推进中
                    材料不全
     5  2020-06-15  已销号
     4  2020-06-15  已办结 · 科学技术普及部
     3  2020-06-15  推进中
     2  2020-06-15  受阻
                    场地未落实
     1  2020-06-15  推进中

共 8 条记录
""")


def test_a_step_may_be_dated_back_but_not_behind_another(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx start 14 --on 2020-05-11
14  未启动 → 推进中  打造科普品牌项目和特色活动
日期记作 2020-05-11
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx done 14 --on 2020-05-10
! 错误：第 14 项在 2020-05-11 已有状态记录，不能再记 2020-05-10 的变动
! 提示：fjkx log 14 查看记录；日期用 --on 给出，不早于 2020-05-11
[1]
$ fjkx done 14 --on 2020-06-16
! 错误：日期 2020-06-16 在今天(2020-06-15)之后
! 提示：还没发生的事不能记为已办
[1]
$ fjkx done 14 --on 2020-06-31
! 错误：“2020-06-31”不是有效的日期：6月只有30天
! 提示：日期可写作 2020-09-30、9-30、9月30日、9月底、三季度、年底、今天、月底、+7d
[2]
$ fjkx done 14 --on 昨天
14  推进中 → 已办结  打造科普品牌项目和特色活动
日期记作 2020-06-14
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx done 14 --on 2020-05-11
14  已办结，未变  打造科普品牌项目和特色活动
全计划完成 1/26（3.8%），平均进度 3.8%
! 提示：未变的任务没有记入 --by、--on；更正已有的记录：fjkx correct 编号
$ fjkx start 14 --today 2020-05-12 --on 2020-05-13
! 错误：日期 2020-05-13 在今天(2020-05-12)之后
! 提示：还没发生的事不能记为已办
[1]
""")


def test_what_holds_is_unchanged(office: Office) -> None:
    plan = office.write()
    before = plan.read_bytes()
    office.transcript("""
$ fjkx start 2
2  推进中，未变  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx block 3
3  受阻，未变  深化“八闽行”活动
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx done 1
1  已销号，未变  加强理论学习
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx close 1
1  已销号，未变  加强理论学习
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx drop 5
5  已取消，未变  加强党的建设
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx reopen 2
2  推进中，未变  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx done 2.1
2.1  已办结，未变  创建“科技小院”。
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx reopen 2.2
2.2  未启动，未变  开展空中课堂。
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo --list
没有可以撤销的操作
""")
    assert plan.read_bytes() == before
    office.transcript("""
$ fjkx done 1 -m 再次来函
1  已销号，说明已记入  加强理论学习
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx done 2.1 -m 已验收 --by 院士办
2.1  已办结，说明已记入  创建“科技小院”。
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx done 1 -m ''
1  已销号，未变  加强理论学习
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx log 1
1. 加强理论学习

第几条  日期        记录
───────────────────────────────────
     3  2020-06-15  再次来函
     2  2020-05-20  已销号
     1  2020-05-11  已办结 · 办公室

共 3 条记录
$ fjkx undo
已撤销：done 2.1 -m 已验收 --by 院士办
2  进展记录 3 → 2 条  助力乡村振兴
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：done 1 -m 再次来函
1  进展记录 3 → 2 条  加强理论学习
全计划完成 1/4（25.0%），平均进度 45.0%
""")
    assert plan.read_bytes() == before


def test_refused_steps(office: Office) -> None:
    plan = office.write()
    before = plan.read_bytes()
    office.transcript("""
$ fjkx start 1
! 错误：第 1 项已销号，不能启动
! 提示：先退回重办：fjkx reopen 1
[1]
$ fjkx block 1
! 错误：第 1 项已销号，不能标为受阻
! 提示：先退回重办：fjkx reopen 1
[1]
$ fjkx drop 1
! 错误：第 1 项已销号，不能取消
! 提示：先退回重办：fjkx reopen 1
[1]
$ fjkx done 5
! 错误：第 5 项已取消，不能办结
! 提示：先退回重办：fjkx reopen 5
[1]
$ fjkx close 2
! 错误：第 2 项推进中，不能销号
! 提示：先办结：fjkx done 2
[1]
$ fjkx close 5
! 错误：第 5 项已取消，不能销号
! 提示：先退回重办：fjkx reopen 5
[1]
$ fjkx reopen 4
! 错误：第 4 项未启动，不能退回重办
! 提示：它没有办结，继续推进：fjkx start 4
[1]
$ fjkx start 5
! 错误：第 5 项已取消，不能启动
! 提示：先退回重办：fjkx reopen 5
[1]
$ fjkx start 2.1
! 错误：举措 2.1 只能办结或退回重办，不能启动
! 提示：整项任务：fjkx start 2
[1]
$ fjkx block 2.1
! 错误：举措 2.1 只能办结或退回重办，不能标为受阻
! 提示：整项任务：fjkx block 2
[1]
$ fjkx drop 2.1
! 错误：举措 2.1 只能办结或退回重办，不能取消
! 提示：整项任务：fjkx drop 2
[1]
$ fjkx close 2.1
! 错误：举措 2.1 只能办结或退回重办，不能销号
! 提示：整项任务：fjkx close 2
[1]
$ fjkx done 2.3
! 错误：第 2 项没有第 3 条举措，它有 2 条
! 提示：fjkx show 2 列出各条举措
[1]
$ fjkx done 2.0
! 错误：第 2 项没有第 0 条举措，它有 2 条
! 提示：fjkx show 2 列出各条举措
[1]
$ fjkx done 4.1
! 错误：第 4 项没有第 1 条举措，它有 0 条
! 提示：fjkx show 4 列出各条举措
[1]
$ fjkx done 4 5
! 错误：第 5 项已取消，不能办结
! 提示：先退回重办：fjkx reopen 5；其余 1 项：fjkx done 4
[1]
$ fjkx done 99
! 错误：没有第 99 项任务
! 提示：本计划的序号从 1 到 5；fjkx list 列出全部
[1]
$ fjkx done 2-9
! 错误：没有第 9 项任务
! 提示：本计划的序号从 1 到 5；fjkx list 列出全部
[1]
$ fjkx done 3-1
! 错误：范围 3-1 前后颠倒
! 提示：请写成 1-3
[1]
$ fjkx done 战略
! 错误：“战略”不是任务序号
! 提示：按文字查找：fjkx list 战略
[1]
$ fjkx done x
! 错误：“x”不是任务序号
! 提示：写成 14、14.2 或 16-18；本计划的序号从 1 到 5
[1]
$ fjkx done ,
! 错误：没有给出任务序号
! 提示：例如：fjkx show 14
[1]
$ fjkx done
! 错误：缺少参数 ID…
! 提示：例如：fjkx done 14；也可用筛选条件，如 -d 院士办
[2]
$ fjkx done 4 --by 办
! 错误：“办”可以是几个单位
! 提示：请写明是哪一个：办公室、院士办
[1]
$ fjkx done 4 --by 人事处
! 错误：没有单位“人事处”
! 提示：本计划的单位：办公室、学会学术部、院士办、科技馆
[1]
""")
    assert plan.read_bytes() == before
    assert not office.folder.joinpath(".fjkx/workplan2020.yaml.versions").exists() or not list(
        office.folder.joinpath(".fjkx/workplan2020.yaml.versions").iterdir()
    )


def test_measures(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx done 7.1 --by 院士办 -m 已成行
7.1  未启动 → 已办结  以“院士专家八闽区域行”“院士专家八闽产业行”为重点,加强院士专家与地方的互动对接,提升活动质量和成效。
7    未启动 → 推进中  深化“院士专家八闽行”活动
第 7 项 举措 1/3，33%
全计划完成 0/26（0.0%），平均进度 1.3%
$ fjkx done 14.1,14.2、１４．３
14.1  未启动 → 已办结  组织开展全国科普日活动,遴选发布全省十佳科学传播人物、十佳科普教育基地(科技馆分馆)、科普工作十佳学会等。
14    未启动 → 推进中  打造科普品牌项目和特色活动
14.2  未启动 → 已办结  制定实施科学传播工作计划,组织闽江科学传播学者到校园、乡村、社区等地开展科学传播活动。
14.3  未启动 → 已办结  举办福建科普大讲坛等活动。
第 14 项 举措 3/4，75%
全计划完成 0/26（0.0%），平均进度 4.2%
$ fjkx done 14.4
14.4  未启动 → 已办结  创新开展“海丝”科普展览、科技馆“科学之夜”等特色科普活动,提升活动吸引力和实效性。
第 14 项的举措已全部办结；整项办结：fjkx done 14
第 14 项 举措 4/4，100%
全计划完成 0/26（0.0%），平均进度 5.1%
$ fjkx reopen 14.4
14.4  已办结 → 未启动  创新开展“海丝”科普展览、科技馆“科学之夜”等特色科普活动,提升活动吸引力和实效性。
第 14 项 举措 3/4，75%
全计划完成 0/26（0.0%），平均进度 4.2%
$ fjkx done 14
14  推进中 → 已办结  打造科普品牌项目和特色活动
全计划完成 1/26（3.8%），平均进度 5.1%
$ fjkx done 14.4
14.4  已随任务办结，未变  创新开展“海丝”科普展览、科技馆“科学之夜”等特色科普活动,提升活动吸引力和实效性。
全计划完成 1/26（3.8%），平均进度 5.1%
$ fjkx reopen 14.4
! 错误：第 14 项已办结，不能退回重办举措 14.4
! 提示：先退回重办整项任务：fjkx reopen 14
[1]
$ fjkx drop 2
2  未启动 → 已取消  坚决贯彻中央部署和省委要求
全计划完成 1/25（4.0%），平均进度 5.3%
$ fjkx done 2.1
! 错误：第 2 项已取消，不能办结举措 2.1
! 提示：先退回重办整项任务：fjkx reopen 2
[1]
$ fjkx undo --list
 1  2020-06-15 09:30:05  drop 2
 2  2020-06-15 09:30:05  done 14
 3  2020-06-15 09:30:05  reopen 14.4
 4  2020-06-15 09:30:05  done 14.4
 5  2020-06-15 09:30:05  done 14.1,14.2、１４．３
 6  2020-06-15 09:30:05  done 7.1 --by 院士办 -m 已成行
 7  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
""")


def test_several_tasks_are_one_write(office: Office) -> None:
    plan = office.ship()
    before = plan.read_bytes()
    office.transcript("""
$ fjkx done 3 16-18,1、２ 3
3   未启动 → 已办结  加强对科技工作者的宣传引领
16  未启动 → 已办结  创新青少年科技教育模式
17  未启动 → 已办结  加强国际科技交流合作
18  未启动 → 已办结  提升闽台港澳科技交流活动影响力
1   未启动 → 已办结  加强理论学习
2   未启动 → 已办结  坚决贯彻中央部署和省委要求
全计划完成 6/26（23.1%），平均进度 23.1%
$ fjkx undo
已撤销：done 3 16-18,1、２ 3
1   已办结 → 未启动  加强理论学习
2   已办结 → 未启动  坚决贯彻中央部署和省委要求
3   已办结 → 未启动  加强对科技工作者的宣传引领
16  已办结 → 未启动  创新青少年科技教育模式
17  已办结 → 未启动  加强国际科技交流合作
18  已办结 → 未启动  提升闽台港澳科技交流活动影响力
第 1 项 举措 0/3，0%
第 2 项 举措 0/1，0%
第 3 项 举措 0/4，0%
第 16 项 举措 0/3，0%
第 17 项 举措 0/1，0%
第 18 项 举措 0/3，0%
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx undo
! 错误：workplan2020.yaml: 没有可以撤销的操作
! 提示：查看各项任务的记录：fjkx log
[1]
""")
    assert plan.read_bytes() == before


# -- asking -----------------------------------------------------------------------------------


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The questions asked, on a terminal where every answer is no."""
    asked: list[str] = []

    def refuse(question: str) -> bool:
        asked.append(question)
        return False

    monkeypatch.setattr(change, "can_ask", lambda: True)
    monkeypatch.setattr(change, "confirm", refuse)
    return asked


def test_three_tasks_are_asked_about(office: Office, questions: list[str]) -> None:
    plan = office.ship()
    before = plan.read_bytes()
    office.transcript("""
$ fjkx drop 1 16-17
! 没有改动任何任务；不再询问：加上 -y
[1]
$ fjkx set -d 院士办 --due 9月底 --leader 王一
! 4  时限 无 → 2020-09-30，领导 无 → 王一
! 6  时限 无 → 2020-09-30，领导 无 → 王一
! 7  时限 无 → 2020-09-30，领导 无 → 王一
! 20  时限 无 → 2020-09-30，领导 无 → 王一
! 没有改动任何任务；不再询问：加上 -y
[1]
""")
    assert plan.read_bytes() == before
    assert questions == [
        "将取消 1 16-17 共 3 项，继续吗？",
        "将改动 4 6-7 20 共 4 项的时限、领导，继续吗？",
    ]


def test_what_filters_choose_is_asked_about_whatever_its_number(
    office: Office, questions: list[str]
) -> None:
    """And the values that it gets are shown."""
    office.ship()
    office.transcript("""
$ fjkx set 16 --due 6月底
16  时限 无 → 2020-06-30  创新青少年科技教育模式
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx extend --section 三 --due-by 6月底 8月底 -m 汛期
! 16  时限 2020-06-30 → 2020-08-31
! 没有改动任何任务；不再询问：加上 -y
[1]
$ fjkx extend 16 8月底 -m 汛期
16  时限 2020-06-30 → 2020-08-31  创新青少年科技教育模式
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx extend 16 7月底 -m 提前
! 错误：第 16 项的时限是 2020-08-31，新时限可以是 2020-07-31 或 2021-07-31
! 提示：请写明年份：fjkx extend 16 2020-07-31 -m '提前'；fjkx extend 16 2021-07-31 -m '提前'
[1]
$ fjkx extend 16 2020-07-31 -m 提前
16  时限 2020-08-31 → 2020-07-31  创新青少年科技教育模式
第 16 项的时限提前了 31 天
全计划完成 0/26（0.0%），平均进度 0.0%
$ fjkx set 1-3 --due 9月底
! 1  时限 无 → 2020-09-30
! 2  时限 无 → 2020-09-30
! 3  时限 无 → 2020-09-30
! 没有改动任何任务；不再询问：加上 -y
[1]
""")
    assert questions == ["将改期 16 共 1 项，继续吗？", "将改动 1-3 共 3 项的时限，继续吗？"]


def test_two_tasks_are_not_asked_about(office: Office, questions: list[str]) -> None:
    office.ship()
    office.transcript("""
$ fjkx start 14 14.1 14.2
! 错误：举措 14.1 只能办结或退回重办，不能启动；举措 14.2 只能办结或退回重办，不能启动
! 提示：整项任务：fjkx start 14；其余 1 项：fjkx start 14
[1]
$ fjkx done 14.1 14.2 14.3 16
14.1  未启动 → 已办结  组织开展全国科普日活动,遴选发布全省十佳科学传播人物、十佳科普教育基地(科技馆分馆)、科普工作十佳学会等。
14    未启动 → 推进中  打造科普品牌项目和特色活动
14.2  未启动 → 已办结  制定实施科学传播工作计划,组织闽江科学传播学者到校园、乡村、社区等地开展科学传播活动。
14.3  未启动 → 已办结  举办福建科普大讲坛等活动。
16    未启动 → 已办结  创新青少年科技教育模式
第 14 项 举措 3/4，75%
全计划完成 1/26（3.8%），平均进度 6.7%
$ fjkx drop 1-3 -y
1  未启动 → 已取消  加强理论学习
2  未启动 → 已取消  坚决贯彻中央部署和省委要求
3  未启动 → 已取消  加强对科技工作者的宣传引领
全计划完成 1/23（4.3%），平均进度 7.6%
$ fjkx drop 1-99
! 错误：没有第 99 项任务
! 提示：本计划的序号从 1 到 26；fjkx list 列出全部
[1]
""")
    assert questions == []


def test_a_yes_goes_on(
    office: Office, questions: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office.ship()
    monkeypatch.setattr(change, "confirm", lambda question: True)
    office.transcript("""
$ fjkx start 1-3
1  未启动 → 推进中  加强理论学习
2  未启动 → 推进中  坚决贯彻中央部署和省委要求
3  未启动 → 推进中  加强对科技工作者的宣传引领
全计划完成 0/26（0.0%），平均进度 0.0%
""")


@pytest.mark.parametrize(
    ("answer", "code", "done"),
    [("y\n", 0, 3), ("是\n", 0, 3), ("\n", 1, 0), ("n\n", 1, 0), ("\x04", 1, 0), ("\x03", 130, 0)],
    ids=["y", "是", "enter", "n", "end", "interrupt"],
)
def test_the_question_on_a_real_terminal(office: Office, answer: str, code: int, done: int) -> None:
    plan = office.ship()
    before = plan.read_bytes()
    shown, ended = on_a_terminal(["done", "1-3"], "[y/N] ", answer)
    assert "将办结 1-3 共 3 项，继续吗？ [y/N] " in shown
    assert (ended, plan.read_text("utf-8").count("status: done}")) == (code, done)
    assert (plan.read_bytes() == before) is (done == 0)
    assert ("没有改动任何任务" in shown) is (code == 1)
    assert ("已中断" in shown) is (code == 130)


def on_a_terminal(argv: list[str], awaited: str, answer: str) -> tuple[str, int]:
    """What a terminal shows, and the exit code, when `answer` is typed at `awaited`."""
    import pty

    pid, terminal = pty.fork()
    if pid == 0:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored in what a shell runs behind it
        os.environ.update(PYTHONPATH=str(ROOT), PYTHONIOENCODING="utf-8")
        os.execv(sys.executable, [sys.executable, "-m", "fjkx", *argv])
    shown = b""
    typed = False
    try:
        while chunk := read_terminal(terminal):
            shown += chunk
            if not typed and awaited.encode() in shown:
                os.write(terminal, answer.encode())
                typed = True
    finally:
        os.close(terminal)  # which ends what still waits there
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def read_terminal(terminal: int) -> bytes:
    assert select.select([terminal], [], [], HANGS)[0], "nothing is shown any more"
    try:
        return os.read(terminal, 4096)
    except OSError:  # how Linux says that nobody is there any more
        return b""


# -- undo -------------------------------------------------------------------------------------


def test_undo_goes_back_step_by_step(office: Office) -> None:
    plan = office.ship()
    states = [plan.read_bytes()]
    for line in ("fjkx start 1", "fjkx done 14.2 -m 好", "fjkx done 2-4"):
        office.type(line)
        states.append(plan.read_bytes())
    office.transcript("""
$ fjkx undo --list
 1  2020-06-15 09:30:05  done 2-4
 2  2020-06-15 09:30:05  done 14.2 -m 好
 3  2020-06-15 09:30:05  start 1
 4  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
$ fjkx undo
已撤销：done 2-4
2  已办结 → 未启动  坚决贯彻中央部署和省委要求
3  已办结 → 未启动  加强对科技工作者的宣传引领
4  已办结 → 未启动  助力脱贫攻坚和乡村振兴
第 2 项 举措 0/1，0%
第 3 项 举措 0/4，0%
第 4 项 举措 0/4，0%
全计划完成 0/26（0.0%），平均进度 1.0%
""")
    assert plan.read_bytes() == states[2]
    for state in reversed(states[:2]):
        office.type("fjkx undo")
        assert plan.read_bytes() == state
    office.transcript("""
$ fjkx undo
! 错误：workplan2020.yaml: 没有可以撤销的操作
! 提示：查看各项任务的记录：fjkx log
[1]
$ fjkx undo --list
 1  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
 2  2020-06-15 09:30:05  start 1
 3  2020-06-15 09:30:05  done 14.2 -m 好
 4  2020-06-15 09:30:05  done 2-4
$ fjkx restore
已恢复：2020-06-15 09:30:05  start 1
1  未启动 → 推进中  加强理论学习
全计划完成 0/26（0.0%），平均进度 0.0%
""")


def test_restore_after_a_hand(office: Office) -> None:
    plan = office.ship()
    for command in ("done 1", "close 1"):
        office.type(f"fjkx {command}")
    plan.write_text("购物清单\n")
    office.transcript("""
$ fjkx restore
已恢复：2020-06-15 09:30:05  close 1
$ fjkx restore 4
已恢复：2020-06-15 09:30:05  done 1
1  已销号 → 已办结  加强理论学习
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx undo --list
 1  2020-06-15 09:30:05  restore 4
 2  2020-06-15 09:30:05  restore
 3  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
 4  2020-06-15 09:30:05  close 1
 5  2020-06-15 09:30:05  done 1
 6  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
$ fjkx restore 1
文件与要恢复的版本相同，没有改动
$ fjkx restore 7
! 错误：workplan2020.yaml: 没有第 7 个版本，共有 6 个
! 提示：有哪些版本：fjkx undo --list
[1]
$ fjkx undo
已撤销：restore 4
1  已办结 → 已销号  加强理论学习
全计划完成 1/26（3.8%），平均进度 3.8%
""")


def test_a_version_that_is_ruined_is_told(office: Office) -> None:
    """The newest that is not there may be the ruin itself, which was kept before."""
    plan = office.ship()
    office.type("fjkx done 1")
    good = plan.read_bytes()
    plan.write_bytes(b"")
    office.transcript("""
$ fjkx restore
已恢复：2020-06-15 09:30:05  done 1
$ fjkx restore
已恢复：2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
! 注意：这个版本还不能用：workplan2020.yaml: 文件是空的（0 字节）
! 提示：别的版本：fjkx undo --list，再 fjkx restore 序号
$ fjkx undo
已撤销：restore
$ fjkx undo
已撤销：restore
! 注意：这个版本还不能用：workplan2020.yaml: 文件是空的（0 字节）
! 提示：别的版本：fjkx undo --list，再 fjkx restore 序号
$ fjkx restore
已恢复：2020-06-15 09:30:05  restore
""")
    assert plan.read_bytes() == good


def test_a_second_name_is_told_once(office: Office) -> None:
    plan = office.ship()
    os.link(plan, office.folder / "别名")
    office.transcript("""
$ fjkx done 1
1  未启动 → 已办结  加强理论学习
全计划完成 1/26（3.8%），平均进度 3.8%
! 注意：workplan2020.yaml 还有别的名字（硬链接），从此分开，那里仍是旧内容
$ fjkx done 1
1  已办结，未变  加强理论学习
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx undo
已撤销：done 1
1  已办结 → 未启动  加强理论学习
第 1 项 举措 0/3，0%
全计划完成 0/26（0.0%），平均进度 0.0%
""")


INTERRUPT = """
import os, signal, sys
from fjkx import cli
from fjkx.cli import change, output
from fjkx.store import atomic, versions
def interrupted(*arguments, real={module}.{name}):
    if {after}:
        real(*arguments)
    if {after} is False or atomic.WRITTEN or {name!r} == "replace":
        signal.raise_signal(signal.SIGINT)
{module}.{name} = interrupted
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(cli.main(sys.argv[1:]))
"""
AT = {
    "before": ("versions", "add", False),
    "at the rename": ("os", "replace", True),
    "behind it": ("atomic", "sync_folder", True),
    "while telling": ("change", "report", True),
}


@pytest.mark.parametrize("moment", AT)
def test_ctrl_c_says_whether_the_plan_is_written(office: Office, moment: str) -> None:
    plan = office.ship()
    office.type("fjkx start 1")
    before = plan.read_bytes()
    module, name, written = AT[moment]
    code = INTERRUPT.format(module=module, name=name, after=written)
    done = subprocess.run(
        [sys.executable, "-c", code, "done", "1"],
        cwd=office.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    assert (done.returncode, plan.read_bytes() != before) == (130, written)
    said = f"已中断，但 {plan} 已经写入" if written else "已中断，没有写入"
    assert done.stderr.splitlines()[0] == f"错误：{said}"
    assert (
        office.type("fjkx undo").splitlines()[1] == f"已撤销：{'done 1' if written else 'start 1'}"
    )


@pytest.mark.parametrize("module", [os, atomic], ids=["at the link", "behind it"])
@pytest.mark.parametrize("command", ["init", "import 通知.txt -o workplan2020.yaml", "restore"])
def test_ctrl_c_says_whether_a_new_plan_is_written(
    office: Office, monkeypatch: pytest.MonkeyPatch, command: str, module: ModuleType
) -> None:
    plan = office.ship()
    office.type("fjkx done 1")
    plan.unlink()
    office.write("1.甲。（责任单位：乙科）\n", "通知.txt")
    name = "link" if module is os else "sync_folder"
    real = getattr(module, name)

    def interrupted(*arguments: str) -> None:
        real(*arguments)
        if plan.exists():
            raise KeyboardInterrupt

    monkeypatch.setattr(module, name, interrupted)
    said = office.type(f"fjkx -f workplan2020.yaml {command}").splitlines()
    assert (said[1].partition(" ")[0], said[-1]) == ("!", "[130]")
    assert said[1].endswith("workplan2020.yaml 已经写入")


def test_undo_is_refused_after_a_hand(office: Office) -> None:
    plan = office.ship()
    office.type("fjkx done 1")
    done = plan.read_bytes()
    plan.write_bytes(done + b"# \n")
    office.transcript("""
$ fjkx undo --list
 1  2020-06-15 09:30:05  done 1
 2  2020-06-15 09:30:05  （在 fjkx 之外写成的内容）
$ fjkx undo
! 错误：workplan2020.yaml: 文件在上次操作（done 1）之后又被改动过，不能撤销
! 提示：恢复以前的内容：fjkx restore；有哪些版本：fjkx undo --list
[3]
""")
    assert plan.read_bytes() == done + b"# \n"
    plan.write_bytes(done)
    office.transcript("""
$ fjkx undo
已撤销：done 1
1  已办结 → 未启动  加强理论学习
第 1 项 举措 0/3，0%
全计划完成 0/26（0.0%），平均进度 0.0%
""")
    assert plan.read_bytes() == SHIPPED.read_bytes()


def test_a_terminal_shows_long_measures_with_a_hanging_indent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.ship()
    monkeypatch.setattr(output, "is_terminal", lambda stream: stream is sys.stdout)
    monkeypatch.setattr(output, "_columns", lambda stream: 60)
    office.transcript("""
$ fjkx done 14.1 14.3
14.1  未启动 → 已办结  组织开展全国科普日活动,遴选发布全省十
                       佳科学传播人物、十佳科普教育基地(科技
                       馆分馆)、科普工作十佳学会等。
14    未启动 → 推进中  打造科普品牌项目和特色活动
14.3  未启动 → 已办结  举办福建科普大讲坛等活动。
第 14 项 举措 2/4，50%
全计划完成 0/26（0.0%），平均进度 1.9%
$ fjkx undo
已撤销：done 14.1 14.3
14    推进中 → 未启动  打造科普品牌项目和特色活动
14.1  已办结 → 未启动  组织开展全国科普日活动,遴选发布全省十
                       佳科学传播人物、十佳科普教育基地(科技
                       馆分馆)、科普工作十佳学会等。
14.3  已办结 → 未启动  举办福建科普大讲坛等活动。
第 14 项 举措 0/4，0%
全计划完成 0/26（0.0%），平均进度 0.0%
""")
    monkeypatch.setattr(output, "_columns", lambda stream: 30)  # too little to indent
    assert office.type("fjkx done 14.3").splitlines()[1:] == [
        "14.3  未启动 → 已办结  举办福建科普大讲坛等活动。",
        "14    未启动 → 推进中  打造科普品牌项目和特色活动",
        "第 14 项 举措 1/4，25%",
        "全计划完成 0/26（0.0%），平均进度 1.0%",
    ]


def test_what_there_is_not_and_the_rest(office: Office) -> None:
    office.write()
    office.transcript("""
$ fjkx -f workplan2020.yaml done 99 4 98 --by 科技馆 --today 2020-06-16
! 错误：没有第 99 项任务；没有第 98 项任务
! 提示：fjkx list 列出全部任务；其余 1 项：fjkx done 4 --by 科技馆 -f workplan2020.yaml --today 2020-06-16
[1]
$ fjkx done 4 --by 科技馆 -f workplan2020.yaml --today 2020-06-16
4  未启动 → 已办结  开展战略研究
第 4 项不由科技馆牵头或配合
全计划完成 2/4（50.0%），平均进度 70.0%
""")


def test_a_step_told_twice_is_recorded_once(office: Office) -> None:
    office.ship()
    office.transcript("""
$ fjkx done 9 9.1 -m 学会服务站 --by 学会部 --on 6-1
9    未启动 → 已办结           组织学会力量服务科技创新
9.1  已随任务办结，说明已记入  精心培育15个服务“三创”优秀学会,持续打造学术交流、科技智库等精品项目,形成科技社团服务“三创”新模式、新经验。
日期记作 2020-06-01
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx done 9 9.1 -m 学会服务站 --by 学会部 --on 6-1 --today 2020-07-01
9    已办结，未变        组织学会力量服务科技创新
9.1  已随任务办结，未变  精心培育15个服务“三创”优秀学会,持续打造学术交流、科技智库等精品项目,形成科技社团服务“三创”新模式、新经验。
第 9 项在 2020-06-01 已有同样的一条，没有再记
全计划完成 1/26（3.8%），平均进度 3.8%
$ fjkx log 9
9. 组织学会力量服务科技创新

第几条  日期        记录
───────────────────────────────────────
     2  2020-06-01  9.1 · 学会学术部
                    学会服务站
     1  2020-06-01  已办结 · 学会学术部
                    学会服务站

共 2 条记录
""")
