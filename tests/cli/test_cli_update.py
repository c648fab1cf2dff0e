"""Transcripts of updating and undoing."""

import os
import select
import signal
import subprocess
import sys
from types import ModuleType

import pytest

from fjkx.cli import output
from fjkx.store import atomic
from tests.office import HANGS, ROOT, SHIPPED, Office

# -- updating ---------------------------------------------------------------------------------


# -- asking -----------------------------------------------------------------------------------


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


INTERRUPT = """
import os, signal, sys
from fjkx import cli
from fjkx.cli import change
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
