"""The frame around the commands: options anywhere, help, errors, streams."""

import os
import re
import subprocess
import sys
from datetime import date
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
import typer

import fjkx
from fjkx.cli import frame, main, output, pick
from fjkx.cli.options import Ids
from fjkx.cli.pages import page
from fjkx.cli.settings import Given, Settings, current, settle
from fjkx.plan.characters import cells
from fjkx.plan.errors import FileError, RequestError, UsageError
from fjkx.words.dates import EXAMPLES
from tests import child
from tests.office import HANGS

ROOT = Path(fjkx.__file__).parent.parent
LIMIT = 80
CHINESE = re.compile("[一-鿿]")


def probe(
    ctx: typer.Context,
    *,
    ids: Ids,
    color: Annotated[
        Literal["red", "green"], typer.Option("--paint", metavar="颜色", help="油漆")
    ] = "red",
    loud: Annotated[bool, typer.Option("--loud", help="大声")] = False,
) -> None:
    """Show what arrived, or fail as `ids` says."""
    settings = current(ctx)
    failures = {
        "request": RequestError("没有任务 99", "看全部任务：fjkx list"),
        "file": FileError("plan.yaml:3:1: 坏\x1b[31m\n了"),
        "bug": KeyError("x"),
        "interrupt": KeyboardInterrupt(),
        "memory": MemoryError(),
        "leave": typer.Exit(1),
    }
    if ids[0] in failures:
        output.put(settings, "先输出的\n")
        raise failures[ids[0]]
    output.put(settings, f"{ids} {color} {loud} {settings[:-1]}\n")


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings from the outside, and a command `probe`."""
    for name in ("FJKX_FILE", "FJKX_TODAY", "COLUMNS", "NO_COLOR", "_FJKX_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    module = ModuleType("fjkx.cli.probing")
    app = typer.Typer()
    app.command("probe", help="试探。", epilog="fjkx probe 1")(probe)
    vars(module).update(app=app)
    monkeypatch.setitem(sys.modules, "fjkx.cli.probing", module)
    monkeypatch.setitem(frame.COMMANDS, "probe", frame.Entry("probing", "试探框架", "查看"))


def settings_of(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What `probe` printed of its settings."""
    assert main(list(args)) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


# -- global options -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "args",
    [
        ["-f", "a.yaml", "--today", "2020-09-30", "--no-color", "probe", "1"],
        ["probe", "-f", "a.yaml", "--today", "2020-09-30", "--no-color", "1"],
        ["probe", "1", "--file=a.yaml", "--today=2020-09-30", "--no-color"],
        [
            "-f",
            "b.yaml",
            "--today",
            "1999-01-01",
            "--no-color",
            "probe",
            "1",
            "-f",
            "a.yaml",
            "--today",
            "2020-09-30",
        ],
    ],
    ids=["before", "after", "last", "both: after wins"],
)
def test_global_options_anywhere(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert settings_of(capsys, *args) == (
        "['1'] red False ('a.yaml', datetime.date(2020, 9, 30), None, False, "
        f"{' '.join(args)!r}, True)\n"
    )


def test_settle_prefers_options_to_environment_to_default() -> None:
    environ = {"FJKX_FILE": "env.yaml", "FJKX_TODAY": "2020-01-02"}
    day, typed = date(2020, 1, 2), date(2020, 9, 30)
    assert settle(Given(), environ) == Settings("env.yaml", day, None, True)
    assert settle(Given("opt.yaml", "2020-09-30", "x", True), environ) == Settings(
        "opt.yaml", typed, "x", False
    )
    assert settle(Given(today="2020-09-30"), {"FJKX_FILE": "", "FJKX_TODAY": "x"}) == Settings(
        None, typed, None, True
    )
    before = date.today()
    assert before <= settle(Given(), {"FJKX_TODAY": ""}).today <= date.today()


def test_bad_day_in_environment_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FJKX_TODAY", "改天")
    assert main(["probe", "1"]) == 2
    assert capsys.readouterr() == (
        "",
        f"错误：环境变量 FJKX_TODAY：“改天”不是有效的日期\n提示：{EXAMPLES}\n",
    )
    assert main(["--help"]) == 0


def test_a_day_in_words_counts_from_the_clock() -> None:
    before = date.today()
    assert before <= settle(Given(today="今天")).today <= date.today()


@pytest.mark.parametrize("text", ["年底", "6月底", "三季度", "9-30", "2-29", "上半年"])
def test_today_is_a_day_with_its_year(text: str) -> None:
    """The plan, whose year would be meant, is not read yet."""
    with pytest.raises(UsageError) as caught:
        settle(Given(), {"FJKX_TODAY": text})
    assert str(caught.value) == f"环境变量 FJKX_TODAY：“{text}”没有写年份"
    assert caught.value.hint == "要写明年份，如 2020-09-30；从今天算起的不必，如 昨天、+7d"
    assert settle(Given(today="2020年6月底")).today == date(2020, 6, 30)


# -- help -----------------------------------------------------------------------------------


def test_front_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    lines = out.splitlines()
    assert lines[0] == "用法：fjkx [全局选项] 命令 [选项] [参数]"
    assert "  list               列出任务，可按单位、状态、部分、关键词筛选" in lines
    assert "  -f, --file 文件    计划文件（$FJKX_FILE）；不写则在当前文件夹及上级中查找" in lines
    assert lines[-1] == "  fjkx summary --by dept"


def test_page_of_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "--help"]) == 0
    out = capsys.readouterr().out
    assert out.split("\n\n")[:4] == [
        "用法：fjkx probe [选项] ID…",
        "试探框架。试探。",
        "参数\n"
        "  ID…               任务的编号；可写几个，也可写 16-18；14.2 是第 14 项的第 2 条\n"
        "                    举措",
        "选项\n      --paint 颜色  油漆；默认 red\n      --loud        大声",
    ]
    assert out.endswith("示例\n  fjkx probe 1\n\n全局选项 -f、-o、--today 等见 fjkx --help。\n")


@pytest.mark.parametrize("name", frame.COMMANDS)
def test_every_page_is_chinese_explains_its_choices_and_fits(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert main([name, "--help"]) == 0
    out = capsys.readouterr().out
    assert max(cells(line) for line in out.splitlines()) <= LIMIT
    for english in ("Usage", "Options", "Arguments", "Show this", "default", "required", "TEXT"):
        assert english not in out
    for param in frame.load(name, []).params:
        if getattr(param, "rich_help_panel", "") == pick.PANEL:
            continue  # on the page of list
        for choice in getattr(param.type, "choices", ()):
            assert choice in out
        assert CHINESE.search(getattr(param, "help", None) or ""), param
    assert f"\n  fjkx {name}" in out.partition("示例")[2]


def test_help_follows_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert main(["list", "--help"]) == 0
    assert max(map(cells, capsys.readouterr().out.splitlines())) <= 60


def test_wide_terms_stand_above_their_meaning() -> None:
    blocks = {"选项": [("-x", "短"), ("--a-very-long-option 文件文件", "长")], "参数": []}
    options = "选项\n  -x  短\n  --a-very-long-option 文件文件\n      长"
    assert page("u", "t", blocks, "e", "尾") == f"用法：u\n\nt\n\n{options}\n\n示例\n  e\n\n尾\n"


@pytest.mark.parametrize(
    ("args", "same"),
    [
        (["help"], ["--help"]),
        (["-h"], ["--help"]),
        (["help", "help"], ["--help"]),
        (["help", "-h"], ["--help"]),
        (["--no-color", "help"], ["--help"]),
        (["help", "probe"], ["probe", "--help"]),
        (["help", "probe", "1"], ["probe", "--help"]),
        (["probe", "-h"], ["probe", "--help"]),
        (["-f", "x", "version"], ["--version"]),
    ],
)
def test_other_words_for_help(
    capsys: pytest.CaptureFixture[str], args: list[str], same: list[str]
) -> None:
    assert main(args) == 0
    shown = capsys.readouterr()
    assert main(same) == 0
    assert shown == capsys.readouterr()


@pytest.mark.parametrize("args", [["version"], ["--version"], ["probe", "--version"]])
def test_version(capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert main(args) == 0
    assert capsys.readouterr() == (f"fjkx {fjkx.__version__}\n", "")


def test_an_option_value_may_look_like_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert "('-x', " in settings_of(capsys, "probe", "1", "-f", "-x")
    assert settings_of(capsys, "probe", "--", "-file").startswith("['-file']")


# -- the boundary ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("failure", "code", "err"),
    [
        ("request", 1, "错误：没有任务 99\n提示：看全部任务：fjkx list\n"),
        ("file", 3, "错误：plan.yaml:3:1: 坏\\u001b[31m 了\n"),
        ("interrupt", 130, "错误：已中断，没有写入\n"),
        ("memory", 1, "错误：内存不足\n"),
        ("leave", 1, ""),
    ],
)
def test_failures_are_lines_and_codes(
    capsys: pytest.CaptureFixture[str], failure: str, code: int, err: str
) -> None:
    assert main(["probe", failure]) == code
    assert capsys.readouterr() == ("先输出的\n", err)


def test_a_bug_is_one_line_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["probe", "bug"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    line = next(
        number
        for number, text in enumerate(Path(__file__).read_text("utf-8").splitlines(), 1)
        if text == "        raise failures[ids[0]]"
    )
    assert first == f"错误：程序内部出错：KeyError: 'x'（test_frame.py:{line}）"
    assert second == "提示：这是程序的缺陷，请把上面一行和所用的命令告诉维护人"


def test_output_goes_to_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    target = tmp_path / "结果.txt"
    assert main(["probe", "1", "-o", str(target)]) == 0
    assert capsys.readouterr() == ("", f"已写入 {target}\n")
    assert target.read_text("utf-8").startswith("['1'] red False")


def test_marked_text_goes_out_as_utf8_in_any_encoding() -> None:
    code = (
        "from fjkx.cli.output import put; from fjkx.cli.settings import *;"
        "s = settle(Given()); put(s, '福'); put(s, '\\ufeff福'); put(s, '建\\n')"
    )
    done = child.child("-c", code, PYTHONIOENCODING="gbk")
    assert done.returncode == 0
    assert done.stdout == "福".encode("gbk") + "\ufeff福".encode() + "建\n".encode("gbk")


@pytest.mark.parametrize(
    ("answer", "agreed"),
    [("y\n", True), ("YES\n", True), (" 是 \n", True), ("\n", False), ("", False), ("n\n", False)],
)
def test_confirm(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str, agreed: bool
) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO(answer))
    assert output.confirm("改动 3 项\x1b，继续吗？") is agreed
    ended = "" if answer else "\n"
    assert capsys.readouterr() == ("", f"改动 3 项\\u001b，继续吗？ [y/N] {ended}")
    assert not output.can_ask()


def test_screen(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Settings(None, date(2020, 1, 1), None, True)
    assert output.screen(plain) == (100, False, sys.stdout.encoding, False)
    monkeypatch.setenv("COLUMNS", "72")
    assert output.screen(plain._replace(output="x")) == (72, False, "utf-8", False)
    monkeypatch.setenv("COLUMNS", "0")
    assert output.screen(plain).width == 100


@pytest.mark.parametrize(
    ("variables", "settings", "color"),
    [
        ({}, {}, True),
        ({"NO_COLOR": "1"}, {}, False),
        ({"NO_COLOR": ""}, {}, True),
        ({"TERM": "dumb"}, {}, False),
        ({}, {"color": False}, False),
        ({}, {"output": "x"}, False),
    ],
)
def test_color_of_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    settings: dict[str, Any],
    color: bool,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    given = Settings(None, date(2020, 1, 1), None, True)._replace(**settings)
    assert output.screen(given).color is color


# -- real streams ---------------------------------------------------------------------------


def test_gbk_and_ascii_streams() -> None:
    gbk = child.fjkx("lsit", "--x", PYTHONIOENCODING="gbk")
    assert gbk.stderr.decode("gbk") == "错误：没有 lsit 这个命令\n提示：你是不是要找 fjkx list\n"
    ascii_help = child.fjkx("--help", PYTHONIOENCODING="ascii")
    assert ascii_help.returncode == 0
    assert ascii_help.stdout.startswith(rb"\u7528\u6cd5\uff1afjkx [")


def test_what_an_encoding_lacks_is_spelled_as_json() -> None:
    done = child.fjkx("😀", PYTHONIOENCODING="ascii")
    assert done.returncode == 2
    assert rb"\u6ca1\u6709 \ud83d\ude00 " in done.stderr


def test_bytes_that_are_no_text() -> None:
    done = child.fjkx("list", b"\xff\xe9", LC_ALL="C")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[0] == r"错误：“\udcff\udce9”不是有效的 UTF-8 文字"


def test_posix_locale() -> None:
    done = child.fjkx("--version", LC_ALL="POSIX", LANG="")
    assert (done.returncode, done.stderr) == (0, b"")


def test_full_device() -> None:
    with Path("/dev/full").open("wb") as full:
        done = child.fjkx("--help", stdout=full, PYTHONIOENCODING="utf-8")
    assert done.returncode == 1
    assert done.stderr.decode() == "错误：无法写到标准输出：设备没有剩余空间\n"


@pytest.mark.parametrize(
    ("redirection", "code"), [(">&-", 0), ("2>&-", 0), ("2>/dev/full", 0), (">&- 2>&-", 0)]
)
def test_closed_streams(redirection: str, code: int) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m fjkx --help {redirection}'],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        timeout=HANGS,
    )
    assert (done.returncode, done.stderr) == (code, b"")


def test_reader_that_has_gone() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = child.fjkx("--help", stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
