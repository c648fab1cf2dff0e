"""What the transcripts share: a small plan, and the user's folder with a user who types in it.

In a transcript `$ fjkx …` is typed, lines that begin with `! ` are on stderr, `[1]` is an exit
code other than 0, and everything else is on stdout; `~` is the folder. `fjkx … < FILE` has the
file on standard input, `export NAME=VALUE` sets a variable, `answer n` sits down at the terminal
to type that at what is asked, `clock 8:30:00` sets the clock, `cd` goes elsewhere, `changes`
prints the lines of the plan that are not as they were at first, `fill` types values into the cells
of a workbook and `cells` shows some; all else is the shell's, where `fjkx` is a process of its own.
"""

import difflib
import io
import os
import re
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from fjkx.cli import main
from tests.plans import text_of

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data" / "workplan2020.yaml"
HANGS = 100  # seconds after which what a test waits for counts as hung
PLAN = text_of("small")
PROGRAMS = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))


class Clock(datetime):
    """A clock that stands still."""

    at = (9, 30, 5)

    @classmethod
    def now(cls, tz: object = None) -> "Clock":
        return cls(2020, 6, 15, *cls.at)


class Terminal(io.StringIO):
    """What somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


class Office:
    """The user's folder, and what the user types in it."""

    def __init__(
        self, folder: Path, capture: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch
    ) -> None:
        self.folder = folder
        self.capture = capture
        self.patch = patch
        self.first = ""

    def answer(self, typed: str) -> None:
        """Sit at the terminal from now on, and type this at what is asked."""
        self.patch.setattr(sys, "stdin", Terminal(typed))
        self.patch.setattr(sys.stderr, "isatty", lambda: True)

    def transcript(self, expected: str) -> None:
        """Type each command of the transcript, and compare what happens with it."""
        expected = expected.removeprefix("\n")
        typed = [line[2:] for line in expected.splitlines() if line.startswith("$ ")]
        compare("".join(self.type(line) for line in typed), expected)

    def type(self, line: str) -> str:
        """One command and what it did, as a transcript."""
        out, err, code = self.run(line)
        assert (out or "\n").endswith("\n")
        assert (err or "\n").endswith(("\n", "[y/N] "))
        failed = [f"[{code}]"] if code else []
        said = [f"! {text}" for text in err.splitlines()]
        return "".join(f"{text}\n" for text in [f"$ {line}", *out.splitlines(), *said, *failed])

    def run(self, line: str) -> tuple[str, str, int]:
        """What a command puts out on stdout and stderr, and its exit code."""
        program, *argv = shlex.split(line)
        if program == "fjkx":
            if "<" in argv:
                *argv, _, name = argv
                self.pipe((self.folder / name).read_bytes())
            code = main(argv)
            out, err = map(self.without_chance, self.capture.readouterr())
            return out, err, code
        if program == "export":
            self.patch.setenv(*argv[0].split("=", 1))
        elif program == "answer":
            self.answer("".join(f"{word}\n" for word in argv))
        elif program == "clock":
            self.patch.setattr(Clock, "at", tuple(map(int, argv[0].split(":"))))
        elif program == "cd":
            self.patch.chdir(argv[0])
        elif program == "fill":
            fill(*argv)
        elif program == "cells":
            return shown(*argv), "", 0
        elif program == "changes":
            return self.changes(), "", 0
        else:
            done = subprocess.run(
                ["sh", "-c", line],
                env={**os.environ, "PATH": PROGRAMS, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                encoding="utf-8",
                timeout=HANGS,
                check=False,
            )
            return done.stdout, self.without_chance(done.stderr), done.returncode
        return "", "", 0

    def without_chance(self, text: str) -> str:
        """The text with `~` for the folder, and drafts without what makes their names their own."""
        text = text.replace(str(self.folder), "~")
        return re.sub("(?<=[.]edit-)[0-9a-f]+-[0-9a-f]+", "…", text)

    def pipe(self, data: bytes) -> None:
        """Have the data on standard input."""
        self.patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))

    def changes(self) -> str:
        """The lines of the plan that are gone, and those that are new."""
        now = (self.folder / "workplan2020.yaml").read_bytes().decode().splitlines(keepends=True)
        lines = difflib.unified_diff(self.first.splitlines(keepends=True), now, n=0)
        return "".join(line for line in [*lines][2:] if not line.startswith("@@"))

    def write(self, text: str = PLAN, name: str = "workplan2020.yaml") -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        if name == "workplan2020.yaml":
            self.first = text
        return path

    def ship(self) -> Path:
        return self.write(SHIPPED.read_text("utf-8"))


def fill(name: str, *typed: str) -> None:
    """Type values into cells of a workbook's first sheet, each as `J5=已举办`."""
    book = openpyxl.load_workbook(name)
    for cell, _, value in (each.partition("=") for each in typed):
        book.worksheets[0][cell] = value
    book.save(name)


def shown(name: str, *cells: str) -> str:
    """What is in cells of a workbook's first sheet, and whether they are coloured."""
    sheet = openpyxl.load_workbook(name).worksheets[0]
    colours = {cell: sheet[cell].fill.fgColor.rgb for cell in cells}
    marks = {cell: f" [{rgb[2:]}]" * (rgb != "00000000") for cell, rgb in colours.items()}
    return "".join(f"{cell}: {sheet[cell].value}{marks[cell]}\n" for cell in cells)


def compare(actual: str, expected: str) -> None:
    assert actual == expected
