"""What it must stand: full disks, hostile files, hostile texts."""

import random
import shutil
import subprocess
from itertools import pairwise, product
from pathlib import Path

import pytest

from fjkx.cli import main
from tests.office import SHIPPED
from tests.plans import text_of
from tests.store.disk import entries, python


def quick(plan: Path, *argv: str) -> int:
    """The exit code of the command on the plan, without a process of its own."""
    return main(["-f", str(plan), *argv])


# -- the disk -------------------------------------------------------------------------------


def test_really_full_disk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "none"]
    place = tmp_path / "disk"
    place.mkdir()
    if shutil.which("mount") is None or subprocess.run([*mount, place], check=False).returncode:
        pytest.skip("no small file system to be had")
    try:
        plan = Path(shutil.copy(SHIPPED, place / "plan.yaml"))
        assert quick(plan, "start", "1") == 0
        before = plan.read_bytes()
        with (place / "rest").open("wb", buffering=0) as rest, pytest.raises(OSError):
            while rest.write(b"x" * 4096):
                pass
        full = "磁盘已满\n提示：清理磁盘空间后再试\n"
        for argv, code, what in (
            (["done", "14"], 3, "无法写入"),
            (["undo"], 3, "无法写入"),
            (["init", str(place / "neu.yaml")], 3, "无法写入"),
            (["list", "-o", str(place / "out.csv")], 1, "无法写入输出"),
        ):
            capsys.readouterr()
            assert quick(plan, *argv) == code
            out, err = capsys.readouterr()
            assert (out, err.endswith(f": {what}：{full}")) == ("", True)
            assert plan.read_bytes() == before
            assert entries(place) == [".fjkx", "plan.yaml", "rest"]
        assert quick(plan, "list") == 0
        (place / "rest").unlink()
        assert quick(plan, "undo") == 0
        assert plan.read_bytes() == SHIPPED.read_bytes()
    finally:
        subprocess.run(["umount", place], check=False)


# -- hostile files --------------------------------------------------------------------------

PREFIX = SHIPPED.read_text("utf-8")
BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}]\n" for old, new in pairwise("abcdefghij")
)
OBJECT = PREFIX.replace("title: 加强", "title: !!python/object/apply:os.system [ls] #", 1)
HOSTILE: list[tuple[str | bytes, str]] = [
    ("", ": 文件是空的（0 字节）"),
    (BOMB, ":1:4: 计划文件里不允许 YAML 锚点(&a)"),
    (OBJECT, ":35:12: 计划文件里不允许 YAML 类型标签(!…)"),
    ("[" * 100_000, ":1:33: 嵌套超过 32 层"),
    ("[" * 100_000 + "]" * 100_000, ":1:33: 嵌套超过 32 层"),
    ("{a: " * 100_000, ":1:129: 嵌套超过 32 层"),
    ("- " * 100_000, ":1:65: 嵌套超过 32 层"),
    ("? " * 100_000, ":1:65: 嵌套超过 32 层"),
    ("计划 文件 0123456789 abc\n" * 9_000, ":1:1: 不是计划文件"),
    (random.Random(1).randbytes(1 << 20), ":1:1: 文件不是 UTF-8"),
    (b"\0" * ((32 << 20) + 1), ":1:1: 文件有 32.0 MiB"),
    ("<<<<<<< x\n" * 20_000, ":1:1: git 合并冲突标记"),
    (PREFIX.replace("理论", "理\0论", 1), ":44:15: 文件里有空字符 NUL"),
    (PREFIX.replace("- id: 1\n", f"- id: {'9' * 10_000}\n", 1), ":43:9: 序号有 10000 个字"),
    (PREFIX.encode("gbk"), ":3:10: 文件不是 UTF-8 编码，看起来是 GBK（GB18030）"),
]
EACH = """
import sys, fjkx.cli
for path in sys.argv[1:]:
    for argv in (["done", "1"], ["check", "-o", "/dev/stderr"]):
        print(fjkx.cli.main(["-f", path, *argv]))
"""


def test_hostile_files_end_nothing_and_stay_as_they_are(tmp_path: Path) -> None:
    """One process reads them all: none takes it down, or is written over."""
    plans = [tmp_path / f"{number}.yaml" for number in range(len(HOSTILE))]
    for plan, (content, _) in zip(plans, HOSTILE, strict=True):
        plan.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = [plan.stat() for plan in plans]
    done = python(EACH, *plans)
    codes = done.stdout.split()
    assert (done.returncode, len(codes)) == (0, 2 * len(plans))
    assert {*codes[::2]} == {"3"} and {*codes[1::2]} <= {"1", "3"}
    lines = [line.removeprefix("错误：") for line in done.stderr.splitlines()]
    for plan, (_, message) in zip(plans, HOSTILE, strict=True):
        assert any(line.startswith(f"{plan}{message}") for line in lines)
        place = f"{plan}{message.partition(' ')[0]}"  # `check` has a kind behind it
        assert sum(line.startswith(place) for line in lines) >= 2
    assert max(map(len, lines)) < 1000
    after = [plan.stat() for plan in plans]
    assert [(s.st_mtime_ns, s.st_ino) for s in after] == [(s.st_mtime_ns, s.st_ino) for s in before]


# -- text that would act --------------------------------------------------------------------

FORMATS = ("table", "json", "csv", "md")
SHOWN = ("summary", "list", "log", "unit list", "chase", "bulletin", "trend", "show 1")
SCREENS = [
    *(f"{command} --format {form}" for command, form in product(SHOWN, FORMATS)),
    *(f"summary --by {by}" for by in ("dept", "status")),
    "text",
    "list --sort due 红",
    "unit add 红\u3164",
    "unit alias 部 x",
    "add 红\u202e --lead 部 --text 红\u00ad。",
    "set 1 --leader 王\u200b一",
    "set 1 --title 红\U000e0001",
    "note 1 红\ufff9",
    "extend 1 9月底 -m 红\u3164",
    "\u3164",
    "list --\u034f",
    "list --measures",
    "list -d 部 任务",
    "list -d x\x1b",
    "list x\x1b[31m",
    "list -s x\x1b",
    "show x\x1b",
    "\x1b[2J",
    "done 1.1 -m \x1b[31m",
    "done 1 --by 部",
    "log",
    "undo --list",
    "undo",
    "check",
    "check --format json",
    "edit 1",
    "init x\x1b[31m/new.yaml",
]


def harmless(text: str) -> bool:
    printable = all(char.isprintable() or char in "\n\r" for char in text.removeprefix("\ufeff"))
    return printable and "\u034f" not in text and "\u3164" not in text


def test_text_of_the_file_never_acts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EDITOR", raising=False)
    folder = tmp_path / "x\x1b[31m"
    folder.mkdir()
    plan = folder / "p\x1b[2J\u202e.yaml"
    plan.write_text(text_of("nasty"), "utf-8")
    shown = 0
    for line in SCREENS:
        assert quick(plan, *line.split(" ")) in (0, 1, 2)
        out, err = capsys.readouterr()
        assert harmless(out) and harmless(err), line
        assert harmless(plan.read_text("utf-8")), line
        assert "内部出错" not in err
        shown += "[bold]" in out
    assert shown >= 26
