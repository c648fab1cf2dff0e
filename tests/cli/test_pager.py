"""Long screens on a terminal go through the user's pager, nothing else does."""

import os
import pty
import shlex
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.child import written
from tests.office import HANGS, ROOT, SHIPPED

ROWS, COLUMNS = 24, 80


def at_terminal(folder: Path, *args: str, **variables: str) -> str:
    """What a terminal of 24 lines shows of a command line."""
    leader, follower = pty.openpty()
    termios.tcsetwinsize(follower, (ROWS, COLUMNS))
    done = subprocess.Popen(
        [sys.executable, "-m", "fjkx", "-f", str(SHIPPED), "--no-color", *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), "FJKX_TODAY": "2020-06-15", **variables},
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
    )
    os.close(follower)
    shown = written(leader)
    assert done.wait(HANGS) == 0
    os.close(leader)
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that says so, and leaves after three lines."""
    program = tmp_path / "page r.sh"
    program.write_text('#!/bin/sh\necho "pager $1"; head -n 3; exec 0<&-\n', "utf-8")
    program.chmod(0o700)
    return f"{shlex.quote(str(program))} -x"


def test_what_is_longer_than_the_terminal_goes_through_the_pager(
    tmp_path: Path, pager: str
) -> None:
    shown = at_terminal(tmp_path, "list", PAGER=pager)
    assert shown.splitlines()[0] == "pager -x"
    assert shown.splitlines()[1].startswith("序号  任务")
    assert len(shown.splitlines()) == 4


def test_what_fits_does_not(tmp_path: Path, pager: str) -> None:
    assert "pager" not in at_terminal(tmp_path, "summary", PAGER=pager)
    assert "pager" in at_terminal(tmp_path, "text", PAGER=pager)


def test_less_keeps_colours_and_leaves_the_screen(tmp_path: Path) -> None:
    shown = at_terminal(tmp_path, "list", PAGER="sh -c 'echo \"$LESS\"; cat'")
    assert shown.splitlines()[0] == "FRX"
    assert shown.splitlines()[-1] == "共 26 项"


@pytest.mark.parametrize("none", ["", "cat", "no-such-program", "less '"])
def test_without_a_pager_all_is_shown(tmp_path: Path, none: str) -> None:
    assert at_terminal(tmp_path, "list", PAGER=none).splitlines()[-1] == "共 26 项"


def test_no_pager_where_none_is_wanted(tmp_path: Path, pager: str) -> None:
    assert "pager" not in at_terminal(tmp_path, "list", "--no-pager", PAGER=pager)


def test_a_file_takes_no_pager(tmp_path: Path, pager: str) -> None:
    said = at_terminal(tmp_path, "list", "-o", "x.txt", PAGER=pager)
    assert said == "已写入 x.txt，26 项\n"
    assert (tmp_path / "x.txt").read_text("utf-8").endswith("共 26 项\n")
