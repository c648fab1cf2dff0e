"""What the transcripts share: a small plan, and the user's folder with a user who types in it.

In a transcript `$ fjkx …` is typed, lines that begin with `! ` are on stderr, `[1]` is an exit
code other than 0, and everything else is on stdout.
"""

import io
import shlex
import shutil
import sys
from datetime import datetime
from pathlib import Path

import pytest

from fjkx.cli import main

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "data" / "workplan2020.yaml"
HANGS = 100  # seconds after which what a test waits for counts as hung
PLAN = """\
schema: 1
plan: {title: 工作要点, year: 2020}
units:
  - name: 办公室
  - name: 学会学术部
    aliases: [学会部]
  - name: 院士办
  - name: 科技馆
sections:
  - {id: 一, title: 学习}
  - {id: 二, title: 服务}
tasks:
  - id: 1
    title: 加强理论学习
    section: 一
    lead: [办公室]
    status: closed
    records:
      - {date: 2020-05-11, status: done, by: 办公室}
      - {date: 2020-05-20, status: closed}
  - id: 2
    title: 助力乡村振兴
    section: 二
    lead: [学会部, 院士办]
    support: [科技馆]
    leaders: [王一]
    status: doing
    due: 2020-06-30
    due_text: 6月底前
    x-备注: 每月一报
    measures:
      - text: 创建“科技小院”。
        status: done
      - text: 开展空中课堂。
        status: todo
    records:
      - {date: 2020-05-12, status: doing, by: 学会部, note: 已启动}
      - {date: 2020-06-02, measure: 1, status: done}
  - id: 3
    title: 深化“八闽行”活动
    section: 二
    lead: [院士办]
    status: blocked
    percent: 30
  - id: 4
    title: 开展战略研究
    section: 二
    lead: [学会学术部, 办公室]
    status: todo
    due: 2020-06-10
  - id: 5
    title: 加强党的建设
    lead: [办公室]
    status: dropped
"""


class Clock(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: object = None) -> "Clock":
        return cls(2020, 6, 15, 9, 30, 5)


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
        program, *argv = shlex.split(line)
        assert program == "fjkx"
        code = main(argv)
        out, err = self.capture.readouterr()
        assert (out or "\n").endswith("\n")
        assert (err or "\n").endswith(("\n", "[y/N] "))
        failed = [f"[{code}]"] if code else []
        said = [f"! {text}" for text in err.splitlines()]
        return "".join(f"{text}\n" for text in [f"$ {line}", *out.splitlines(), *said, *failed])

    def write(self, text: str = PLAN, name: str = "workplan2020.yaml") -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def ship(self) -> Path:
        return Path(shutil.copy(SHIPPED, self.folder))


def compare(actual: str, expected: str) -> None:
    assert actual == expected
