"""How editors are told the line, and one that hands the file to a window."""

import pytest

from fjkx.cli.edit import editor_command
from tests.office import PLAN, Office


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "a b.yaml"]),
        ({"EDITOR": "vim", "VISUAL": "nano -l"}, ["nano", "-l", "+7", "a b.yaml"]),
        ({"VISUAL": "", "EDITOR": "ed"}, ["ed", "+7", "a b.yaml"]),
        ({"EDITOR": "/usr/bin/code -n"}, ["/usr/bin/code", "-n", "--wait", "--goto", "a b.yaml:7"]),
        ({"EDITOR": "hx"}, ["hx", "a b.yaml:7"]),
        ({"EDITOR": "subl"}, ["subl", "--wait", "a b.yaml:7"]),
        ({"EDITOR": "gedit --wait"}, ["gedit", "--wait", "+7", "a b.yaml"]),
        ({"EDITOR": "notepad"}, ["notepad", "a b.yaml"]),
        ({"EDITOR": "'./我的 编辑器' -w"}, ["./我的 编辑器", "-w", "+7", "a b.yaml"]),
    ],
)
def test_editors_are_told_the_line(environ: dict[str, str], command: list[str]) -> None:
    assert editor_command(environ, "a b.yaml", 7) == command


def test_an_editor_that_returns_at_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """As one does that hands the file to a window; what is saved there later is not lost."""
    plan = office.write()
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("fjkx.cli.edit.AT_ONCE", 60.0)
    lines = office.type("fjkx edit").splitlines()
    (copy,) = (office.folder / ".fjkx").glob("*.yaml")
    assert lines[1:] == [
        "没有修改",
        "! 注意：编辑器马上就结束了；如果窗口还开着，保存后运行 fjkx edit -y 写入 "
        "~/.fjkx/workplan2020.yaml.edit-….yaml",
    ]
    copy.write_text(PLAN.replace("战略", "策略"))
    assert office.type("fjkx edit -y").splitlines()[1] == "已保存修改"
    assert plan.read_text() == PLAN.replace("战略", "策略")
    assert not copy.exists()
