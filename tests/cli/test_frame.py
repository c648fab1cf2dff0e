"""The frame around the commands: settings, help pages, errors. (What is shown of them stands in
`transcripts/usage.txt`, `help.txt` and `streams.txt`.)"""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer

import fjkx
from fjkx.cli import frame, main, output, pick
from fjkx.cli.settings import Given, Settings, settle
from fjkx.plan.characters import cells
from fjkx.plan.errors import FileError, RequestError

LIMIT = 80
CHINESE = re.compile("[一-鿿]")
PLAIN = Settings(None, date(2020, 1, 1), None, True)


def test_without_a_day_the_clock_is_read() -> None:
    """And a day in words counts from it; an empty variable is none."""
    for given, environ in ((Given(), {"FJKX_TODAY": ""}), (Given(today="今天"), {"FJKX_FILE": ""})):
        before = date.today()
        settled = settle(given, environ)
        assert before <= settled.today <= date.today()
        assert settled == PLAIN._replace(today=settled.today)


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


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        *((typed, "--help") for typed in ("help", "-h", "help help", "help -h", "--no-color help")),
        *((typed, "done --help") for typed in ("help done", "help done 1", "done -h")),
        *((typed, "--version") for typed in ("version", "-f x version", "done --version")),
    ],
)
def test_other_words_for_help_and_version(
    capsys: pytest.CaptureFixture[str], typed: str, same: str
) -> None:
    assert main(typed.split()) == 0
    shown = capsys.readouterr()
    assert main(same.split()) == 0
    assert shown == capsys.readouterr()
    assert same != "--version" or shown == (f"fjkx {fjkx.__version__}\n", "")


# -- the boundary ---------------------------------------------------------------------------


BUG = "提示：这是程序的缺陷，请把上面一行和所用的命令告诉维护人\n"


@pytest.mark.parametrize(
    ("failure", "code", "err"),
    [
        (RequestError("没有", "看：fjkx list"), 1, "错误：没有\n提示：看：fjkx list\n"),
        (FileError("plan.yaml:3:1: 坏\x1b[31m\n了"), 3, "错误：plan.yaml:3:1: 坏\\u001b[31m 了\n"),
        (KeyboardInterrupt(), 130, "错误：已中断，没有写入\n"),
        (MemoryError(), 1, "错误：内存不足\n"),
        (typer.Exit(1), 1, ""),
        (KeyError("x"), 1, f"错误：程序内部出错：KeyError: 'x'（test_frame.py:LINE）\n{BUG}"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_failures_are_lines_and_codes(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    failure: BaseException,
    code: int,
    err: str,
) -> None:
    """A bug is a line with its place."""

    def fails(name: str, options: list[Any]) -> frame.Command:
        output.put(PLAIN, "先输出的\n")
        raise failure

    monkeypatch.setattr(frame, "load", fails)
    assert main(["list"]) == code
    source = Path(__file__).read_text("utf-8").partition("        raise failure\n")[0]
    err = err.replace("LINE", str(source.count("\n") + 1))
    assert capsys.readouterr() == ("先输出的\n", err)


# -- what a terminal is shown ---------------------------------------------------------------


def test_width(monkeypatch: pytest.MonkeyPatch) -> None:
    for columns, width in (("72", 72), ("0", 100), ("", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        assert output.screen(PLAIN) == (width, False, sys.stdout.encoding, False)


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
    for name, value in {"TERM": "xterm", **variables}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(output, "is_terminal", lambda stream: True)
    assert output.screen(PLAIN._replace(**settings)).color is color
