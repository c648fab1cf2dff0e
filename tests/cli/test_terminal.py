"""Updates on a real terminal, and Ctrl-C at the worst moments."""

import os
import re
import sys
from types import ModuleType

import pytest

from fjkx.cli import output
from fjkx.plan.characters import COMMAND, cells
from fjkx.store import atomic
from tests.child import child, on_terminal
from tests.office import Office


@pytest.mark.parametrize(
    ("answer", "code", "done"),
    [("y\n", 0, 3), ("是\n", 0, 3), ("\n", 1, 0), ("n\n", 1, 0), ("\x04", 1, 0), ("\x03", 130, 0)],
    ids=["y", "是", "enter", "n", "end", "interrupt"],
)
def test_the_question_on_a_real_terminal(office: Office, answer: str, code: int, done: int) -> None:
    plan = office.ship()
    before = plan.read_bytes()
    shown, ended = on_terminal("-m", "fjkx", "done", "1-3", awaited="[y/N] ", typed=answer)
    assert "将办结 1-3 共 3 项，继续吗？ [y/N] " in shown
    assert (ended, plan.read_text("utf-8").count("status: done}")) == (code, done)
    assert (plan.read_bytes() == before) is (done == 0)
    assert ("没有改动任何任务" in shown) is (code == 1)
    assert ("已中断" in shown) is (code == 130)


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
    done = child("-c", code, "done", "1")
    assert (done.returncode, plan.read_bytes() != before) == (130, written)
    said = f"已中断，但 {plan} 已经写入" if written else "已中断，没有写入"
    assert done.stderr.decode().splitlines()[0] == f"错误：{said}"
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


REFUSED = (
    *("list -d 不存在", "list --section 不存在", "block 1-7 9-12 --by 院士办 --by 科技馆"),
    *("close 4-11 13", "set 14 --lead 院士办 --due 9月底 --support 科技馆 --leader 王一"),
    *("done 3 99 --by 院士办 --on 2020-06-01 -m 已经验收合格，材料报送办公室", "chase --only 超期"),
)


@pytest.mark.parametrize("line", REFUSED)
def test_messages_are_folded_on_a_terminal_but_commands_stay_whole(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    office.ship()
    piped = office.run(f"fjkx {line}")[1].splitlines()
    monkeypatch.setattr(output, "is_terminal", lambda stream: stream is sys.stderr)
    monkeypatch.setattr(output, "_columns", lambda stream: 40)
    shown = office.run(f"fjkx {line}")[1]
    commands = [found.group() for text in piped for found in re.finditer(COMMAND, text)]
    assert all(command in shown for command in commands)
    for each in shown.splitlines():
        assert cells(each) <= 40 or each.strip().startswith("fjkx ")
    for each in ("错误：", "提示："):
        assert not re.search(f"{each}\n(?!  )", shown)
    assert "".join(shown.split()) == "".join("".join(piped).split())


def test_a_terminal_shows_long_measures_with_a_hanging_indent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.ship()
    monkeypatch.setattr(output, "is_terminal", lambda stream: stream is sys.stdout)
    monkeypatch.setattr(output, "_columns", lambda stream: 60)
    assert office.type("fjkx done 14.1").splitlines()[1:4] == [
        "14.1  未启动 → 已办结  组织开展全国科普日活动,遴选发布全省十",
        "                       佳科学传播人物、十佳科普教育基地(科技",
        "                       馆分馆)、科普工作十佳学会等。",
    ]
    monkeypatch.setattr(output, "_columns", lambda stream: 30)  # too little to indent
    assert office.type("fjkx done 14.3").splitlines()[1:2] == [
        "14.3  未启动 → 已办结  举办福建科普大讲坛等活动。",
    ]
