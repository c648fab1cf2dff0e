"""What bash, zsh and fish are offered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import fjkx
from fjkx.cli import main, scripts, shells
from tests.office import HANGS

ROOT = Path(fjkx.__file__).parent.parent

PLAN = """\
schema: 1
plan: {title: 计划, year: 2020}
units:
  - name: 学会学术部
    aliases: [学会部]
  - name: 院士办
  - name: 省 直 机关
sections:
  - {id: 一, title: "第一:部分"}
  - {id: 二, title: 第二部分}
tasks:
  - id: 1
    title: 甲
    status: todo
  - id: 14
    title: "乙:丙"
    status: todo
    measures:
      - {text: 第一条。, status: todo}
      - {text: 第二条。, status: todo}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, which is the current one."""
    (tmp_path / "workplan2020.yaml").write_text(PLAN, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("FJKX_FILE", "FJKX_TODAY", "_FJKX_COMP_TYPE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def offered(*words: str) -> list[str]:
    """Values alone, as bash gets them when it inserts."""
    return [line.partition("  (")[0] for line in shells.candidates("bash", list(words))]


def test_commands() -> None:
    assert offered("s") == ["summary", "show", "start", "set"]
    assert shells.candidates("zsh", ["und"]) == ["undo:撤销上一次写入"]
    assert shells.candidates("fish", ["und"]) == ["undo\t撤销上一次写入"]
    assert "list" in offered("")
    assert offered("14", "") == []


def test_options() -> None:
    assert offered("list", "--f") == ["--format", "--file"]
    assert offered("--show") == ["--show-completion"]
    assert offered("--show-completion", "") == ["bash", "zsh", "fish"]
    assert offered("summary", "--by", "") == ["section", "dept", "status"]


def test_units(folder: Path) -> None:
    assert offered("list", "--dept", "") == ["学会学术部", "院士办", r"省\ 直\ 机关"]
    assert offered("list", "-d", "学") == ["学会学术部", "学会部"]
    assert offered("done", "14", "--by", "院") == ["院士办"]
    assert offered("list", "--dept", "院士办", "--dept", "学会学") == ["学会学术部"]
    assert shells.candidates("zsh", ["list", "-d", "学会部"]) == ["学会部:学会学术部"]


def test_units_behind_an_equals_sign(folder: Path) -> None:
    assert offered("list", "--dept", "=", "院") == ["院士办"]
    assert offered("list", "--dept", "=")[1:2] == ["院士办"]
    assert shells.candidates("zsh", ["list", "--dept=院"]) == ["院士办"]
    assert shells.candidates("fish", ["list", "--dept=院"]) == ["--dept=院士办\t"]


@pytest.mark.parametrize("quote", ["'", '"'])
def test_quoted_words(folder: Path, quote: str) -> None:
    assert offered("list", "--dept", f"{quote}省 直") == ["省 直 机关"]
    assert offered("list", "--dept", r"省\ 直") == [r"省\ 直\ 机关"]
    assert shells.unquote(f"{quote}") == ""


def test_tasks_and_measures(folder: Path) -> None:
    assert shells.candidates("zsh", ["show", ""]) == ["1:甲", "14:乙:丙"]
    assert shells.candidates("fish", ["done", "1", "14."]) == ["14.1\t第一条。", "14.2\t第二条。"]
    assert offered("done", "1", "") == ["1", "14"]
    assert offered("log", "9") == []
    assert offered("edit", "") == ["1", "14"]


def test_bash_lists_titles_but_inserts_values(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_FJKX_COMP_TYPE", "63")
    assert shells.candidates("bash", ["show", ""]) == ["1  (甲)", "14  (乙:丙)"]
    assert shells.candidates("bash", ["show", "14"]) == ["14"]
    monkeypatch.setenv("_FJKX_COMP_TYPE", "37")
    assert shells.candidates("bash", ["show", ""]) == ["1", "14"]


def test_statuses_and_sections(folder: Path) -> None:
    assert offered("list", "-s", "d") == ["doing", "done", "dropped"]
    assert shells.candidates("fish", ["list", "-s", "已办"]) == ["已办结\tdone"]
    assert shells.candidates("zsh", ["list", "--section", ""]) == ["一:第一:部分", "二:第二部分"]


def test_colons_in_values_are_escaped_for_zsh() -> None:
    from fjkx.cli.vendored import CompletionItem

    item = CompletionItem("a:b\\c", help="x\ty\nz\x1b[31m")
    assert shells.LINES["zsh"](item, "") == r"a\:b\\c:x y z [31m"
    assert shells.LINES["fish"](item, "") == "a:b\\c\tx y z [31m"


def test_the_file_named_on_the_line_counts(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(PLAN.replace("院士办", "院外办"), "utf-8")
    assert offered("-f", str(other), "list", "-d", "院") == ["院外办"]
    assert offered("list", "-f", str(other), "-d", "院") == ["院外办"]
    assert offered("list", f"--file={other}", "-d", "院") == ["院外办"]


@pytest.mark.parametrize("words", [["-f", "w"], ["list", "-o", ""], ["init", ""]])
def test_paths_are_left_to_the_shell(words: list[str]) -> None:
    assert shells.candidates("bash", words) == [":files"]
    assert shells.candidates("fish", words) == [":files"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a: [", b"", b"schema: 1\n"])
def test_a_plan_that_cannot_be_read_offers_nothing(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes | None,
) -> None:
    plan = folder / "workplan2020.yaml"
    plan.unlink()
    if content is not None:
        plan.write_bytes(content)
    monkeypatch.setenv("_FJKX_COMPLETE", "zsh")
    main(["list", "--dept", ""])
    assert capsys.readouterr() == ("", "")


def test_nonsense_says_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_FJKX_COMPLETE", "tcsh")
    assert main(["l"]) == 1
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_shown(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["--show-completion", shell]) == 0
    out = capsys.readouterr().out
    assert f"fjkx --show-completion {shell}" in out
    assert f"_FJKX_COMPLETE={shell}" in out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_valid(shell: str) -> None:
    program = shutil.which(shell)
    if program is None:
        # Few systems have all three; what any of them takes is tested with bash, which all have.
        pytest.skip(f"{shell} is not installed, and reads no script but its own")
    subprocess.run([program, "-n"], input=scripts.script(shell).encode(), check=True, timeout=HANGS)


def command(folder: Path) -> Path:
    """A folder with an executable `fjkx`."""
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "fjkx"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m fjkx "$@"\n')
    program.chmod(0o755)
    return programs


@pytest.mark.parametrize(
    ("words", "reply"),
    [
        ("fjkx list --dept 院", "院士办"),
        ("fjkx list --dept = 院", "院士办"),
        ("fjkx list --dept 省", r"省\ 直\ 机关"),
        ("fjkx show ''", "1  (甲)|14  (乙:丙)"),
        ("fjkx list --status 已", "已办结  (done)|已销号  (closed)|已取消  (dropped)"),
        ("fjkx -f ''", ""),
    ],
)
def test_in_bash(folder: Path, words: str, reply: str) -> None:
    driver = (
        'eval "$(fjkx --show-completion bash)"; compopt() { :; }; COMP_TYPE=63\n'
        f"COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))\n"
        '_fjkx_completion fjkx; IFS="|"; printf %s "${COMPREPLY[*]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", driver],
        env={
            **os.environ,
            "PATH": f"{command(folder)}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        check=True,
        timeout=HANGS,
    )
    assert (done.stdout.decode(), done.stderr) == (reply, b"")


# fish alone can say what it completes: nothing stands in for it where it is not installed.
@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("fjkx list --dept 院", "院士办\n"),
        ("fjkx list --dept=院", "--dept=院士办\n"),
        ("fjkx show ", "1\t甲\n14\t乙:丙\n"),
        ("fjkx -f wo", "workplan2020.yaml\n"),
    ],
)
def test_in_fish(folder: Path, line: str, reply: str) -> None:
    done = subprocess.run(
        [
            "fish",
            "--no-config",
            "-c",
            f"fjkx --show-completion fish | source; complete -C '{line}'",
        ],
        env={
            **os.environ,
            "PATH": f"{command(folder)}:{os.environ['PATH']}",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
        },
        capture_output=True,
        check=True,
        timeout=HANGS,
    )
    assert done.stdout.decode() == reply
