"""Long screens on a terminal go through the user's pager, nothing else does."""

import shlex
from pathlib import Path

import pytest

from tests.child import on_terminal
from tests.office import Office


@pytest.fixture(autouse=True)
def folder(office: Office) -> Path:
    """A folder with the shipped plan."""
    return office.ship().parent


def shown(*args: str, pager: str) -> list[str]:
    """The lines that a terminal of 24 shows of a command."""
    text, code = on_terminal("-m", "fjkx", "--no-color", *args, PAGER=pager)
    assert code == 0
    return text.splitlines()


@pytest.fixture
def pager(folder: Path) -> str:
    """A pager that says so, and leaves after three lines."""
    program = folder / "page r.sh"
    program.write_text('#!/bin/sh\necho "pager $1"; head -n 3; exec 0<&-\n', "utf-8")
    program.chmod(0o700)
    return f"{shlex.quote(str(program))} -x"


def test_what_is_longer_than_the_terminal_goes_through_the_pager(pager: str) -> None:
    lines = shown("list", pager=pager)
    assert (lines[0], lines[1][:2], len(lines)) == ("pager -x", "序号", 4)
    assert shown("text", pager=pager)[0] == "pager -x"


def test_less_keeps_colours_and_leaves_the_screen() -> None:
    lines = shown("list", pager="sh -c 'echo \"$LESS\"; cat'")
    assert (lines[0], lines[-1]) == ("FRX", "共 26 项")


@pytest.mark.parametrize("none", ["", "cat", "no-such-program", "less '"])
def test_without_a_pager_all_is_shown(none: str) -> None:
    assert shown("list", pager=none)[-1] == "共 26 项"


def test_what_fits_takes_no_pager_nor_what_is_to_take_none(pager: str, folder: Path) -> None:
    assert shown("summary", pager=pager)[0] != "pager -x"
    assert shown("list", "--no-pager", pager=pager)[-1] == "共 26 项"
    assert shown("list", "-o", "x.txt", pager=pager) == ["已写入 x.txt，26 项"]
    assert (folder / "x.txt").read_text("utf-8").endswith("共 26 项\n")
