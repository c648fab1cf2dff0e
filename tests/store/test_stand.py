"""What it must stand, in real processes: many at once, kills, full disks, hostile files,
poor terminals. Nothing is timed; the timeout only ends what hangs."""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest

from fjkx.cli import main
from tests.office import PLAN, SHIPPED
from tests.store.disk import ROOT, entries, many_tasks, python

HANGS = 100
ENVIRONMENT = {
    **{
        name: value for name, value in os.environ.items() if not name.startswith(("FJKX", "PYTHON"))
    },
    "PYTHONPATH": str(ROOT),
    "PYTHONIOENCODING": "utf-8",
    "PYTHONDONTWRITEBYTECODE": "1",  # a full disk leaves halves
    "FJKX_TODAY": "2020-06-15",
    "COLUMNS": "80",
}
COMMAND = [sys.executable, "-m", "fjkx"]


def start(plan: Path, *argv: str | Path, **options: Any) -> "subprocess.Popen[bytes]":
    """The command on the plan, under way."""
    return subprocess.Popen(
        [*COMMAND, "-f", plan, *argv],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **{"cwd": plan.parent, "env": ENVIRONMENT, **options},
    )


def run(plan: Path, *argv: str | Path, **options: Any) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of the command on the plan."""
    with start(plan, *argv, **options) as process:
        out, err = process.communicate(timeout=HANGS)
    return process.returncode, out.decode(), err.decode()


def refused(plan: Path, *argv: str | Path, **options: Any) -> str:
    """The message of a command that is refused with 3: a line, then at most one hint."""
    code, out, err = run(plan, *argv, **options)
    assert (code, out) == (3, "")
    first, *hints = err.splitlines()
    assert first.startswith("错误：") and [hint[:3] for hint in hints] in ([], ["提示："])
    return first.removeprefix("错误：")


def quick(plan: Path, *argv: str) -> int:
    """The exit code of the command on the plan, without a process of its own."""
    return main(["-f", str(plan), *argv])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(SHIPPED, tmp_path / "plan.yaml"))


# -- many at once ---------------------------------------------------------------------------


def all_at_once(plan: Path, commands: list[list[str]]) -> list[bytes]:
    """Run all the commands in parallel; each must exit with 0. What each printed."""
    processes = [start(plan, *argv) for argv in commands]
    output = [process.communicate(timeout=HANGS) for process in processes]
    assert [process.returncode for process in processes] == [0] * len(commands)
    assert {err for _, err in output} == {b""}
    return [out for out, _ in output]


def test_many_at_once(tmp_path: Path) -> None:
    """Of eight tasks each is done once, of one task eight measures, whoever comes first; the
    steps are undone one by one."""
    plan = tmp_path / "plan.yaml"
    measures = "".join(f"      - {{text: 第{number}条。}}\n" for number in range(1, 9))
    text = many_tasks(9).rpartition("      - text")[0] + measures
    plan.write_text(text, "utf-8")
    whole = [["done", str(number)] for number in range(1, 9)]
    parts = [["done", f"9.{number}", "-m", f"第{number}条"] for number in range(1, 9)]
    said = all_at_once(
        plan, [command for pair in zip(whole, parts, strict=True) for command in pair]
    )
    after = plan.read_text("utf-8")
    record = "    records:\n      - {date: 2020-06-15, status: done}\n"
    assert after.count(record) == 8
    for number in range(1, 9):
        assert f"- {{text: 第{number}条。, status: done}}\n" in after
        kept = f"- {{date: 2020-06-15, measure: {number}, status: done, note: 第{number}条}}\n"
        assert kept in after
    totals = {out.decode().splitlines()[-1].partition("（")[0] for out in said}
    assert totals >= {f"全计划完成 {number}/9" for number in range(1, 9)}
    assert entries(tmp_path) == [".fjkx", "plan.yaml"]
    for _ in range(16):
        assert quick(plan, "undo") == 0
    assert plan.read_text("utf-8") == text


# -- kills ----------------------------------------------------------------------------------


def test_kill_a_crowd(tmp_path: Path) -> None:
    """Writers killed while others wait for them: the others go on."""
    plan = tmp_path / "plan.yaml"
    plan.write_text(many_tasks(12), "utf-8")
    processes = [start(plan, "done", str(number)) for number in range(1, 13)]
    time.sleep(0.3)
    for process in processes[::3]:
        process.kill()
    for process in processes:
        process.communicate(timeout=HANGS)
    codes = [process.returncode for process in processes]
    assert set(codes[::3]) <= {0, -signal.SIGKILL}
    assert {*codes[1::3], *codes[2::3]} == {0}
    assert run(plan, "check") == (0, "", "")
    done = plan.read_text("utf-8").count("{date: 2020-06-15, status: done}")
    assert codes.count(0) <= done <= 12
    for _ in range(done):
        assert quick(plan, "undo") == 0
    assert plan.read_text("utf-8") == many_tasks(12)


# -- the disk -------------------------------------------------------------------------------


def test_really_full_disk(tmp_path: Path) -> None:
    mount = shutil.which("mount")
    place = tmp_path / "disk"
    place.mkdir()
    if (
        mount is None
        or subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=256k", "none", place],
            capture_output=True,
            check=False,
        ).returncode
    ):
        pytest.skip("no small file system to be had")
    try:
        plan = Path(shutil.copy(SHIPPED, place / "plan.yaml"))
        assert run(plan, "start", "1")[0] == 0
        before = plan.read_bytes()
        with (place / "rest").open("wb", buffering=0) as rest, pytest.raises(OSError):
            while rest.write(b"x" * 4096):
                pass
        for command in (["done", "14"], ["undo"], ["init", "neu.yaml"]):
            code, out, err = run(plan, *command)
            assert (code, out) == (3, "")
            assert err.endswith(": 无法写入：磁盘已满\n提示：清理磁盘空间后再试\n")
            assert plan.read_bytes() == before
            assert entries(place) == [".fjkx", "plan.yaml", "rest"]
        code, out, err = run(plan, "list", "-o", "out.csv")
        assert (code, out) == (1, "")
        assert err.endswith(": 无法写入输出：磁盘已满\n提示：清理磁盘空间后再试\n")
        assert entries(place) == [".fjkx", "plan.yaml", "rest"]
        assert run(plan, "list")[0] == 0
        (place / "rest").unlink()
        assert run(plan, "undo")[0] == 0
        assert plan.read_bytes() == SHIPPED.read_bytes()
    finally:
        subprocess.run(["umount", place], check=False)


@pytest.mark.parametrize("command", [["list"], ["done", "14"], ["check"], ["undo"], ["edit"]])
def test_what_is_no_plan_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "circle").symlink_to("circle")
    socket.socket(socket.AF_UNIX).bind(str(tmp_path / "socket"))
    before = entries(tmp_path)
    expected = {
        "/dev/null": "这是设备文件，不是计划文件",
        "socket": "这是套接字，不是计划文件",
        "长" * 100: "无法读取：路径或文件名太长",
        "file/x": "无法读取：路径中有一段不是文件夹",
        "folder": "这是文件夹，不是计划文件",
        "fifo": "这是命名管道，不是计划文件",
        "gone": "无法读取：文件不存在",
        "dangling": "符号链接指向的文件不存在：nowhere",
        "circle": "无法读取：符号链接循环，或不允许用符号链接",
    }
    for name, message in expected.items():
        assert quick(tmp_path / name, *command) == 3
        out, err = capsys.readouterr()
        first, hint = err.splitlines()
        assert (out, first) == ("", f"错误：{tmp_path / name}: {message}")
        assert hint.startswith("提示：")
    assert entries(tmp_path) == before


# -- hostile files --------------------------------------------------------------------------

PREFIX = SHIPPED.read_text("utf-8")
BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}, *{old}]\n" for old, new in pairwise("abcdefghij")
)
NOISE = "计划 文件 0123456789 abc\n"
HOSTILE: dict[str, tuple[Callable[[], bytes | str], str]] = {
    "nothing": (lambda: "", " 文件是空的（0 字节）"),
    "bomb": (lambda: BOMB, "1:4: 计划文件里不允许 YAML 锚点(&a)"),
    "object": (
        lambda: PREFIX.replace("title: 加强", "title: !!python/object/apply:os.system [ls] #", 1),
        "35:12: 计划文件里不允许 YAML 类型标签(!…)",
    ),
    "brackets": (lambda: "[" * 100_000, "1:33: 嵌套超过 32 层"),
    "balanced brackets": (lambda: "[" * 100_000 + "]" * 100_000, "1:33: 嵌套超过 32 层"),
    "braces": (lambda: "{a: " * 100_000, "1:129: 嵌套超过 32 层"),
    "dashes": (lambda: "- " * 100_000, "1:65: 嵌套超过 32 层"),
    "question marks": (lambda: "? " * 100_000, "1:65: 嵌套超过 32 层"),
    "50 MB of noise": (lambda: random.Random(1).randbytes(50 << 20), "1:1: 文件有 50.0 MiB"),
    "3 MB of junk": (lambda: NOISE * 90_000, "1:1: 不是计划文件"),
    "20 MB of noise": (lambda: random.Random(1).randbytes(20 << 20), "1:1: 文件不是 UTF-8"),
    "many conflicts": (lambda: "<<<<<<< x\n" * 200_000, "1:1: git 合并冲突标记"),
    "NUL": (lambda: PREFIX.replace("理论", "理\0论", 1), "44:15: 文件里有空字符 NUL"),
    "invalid": (
        lambda: PREFIX.encode().replace("理论".encode(), b"\xff\xfe", 1),
        "44:14: 文件不是 UTF-8 编码，字节 0xFF 无法识别",
    ),
    "GBK": (lambda: PREFIX.encode("gbk"), "3:10: 文件不是 UTF-8 编码，看起来是 GBK（GB18030）"),
    "a long number": (
        lambda: PREFIX.replace("- id: 1\n", f"- id: {'9' * 10_000}\n", 1),
        "43:9: 序号有 10000 个字",
    ),
    "a word": (lambda: "hello\n", "1:1: 不是计划文件"),
    "two plans": (lambda: f"{PREFIX}---\n{PREFIX}", "393:1: 一个文件只能有一份计划"),
}


DANGEROUS = (
    "bomb",
    "object",
    "brackets",
    "balanced brackets",
    "braces",
    "dashes",
    "question marks",
)
LARGE = [name for name in HOSTILE if " of " in name]


def write_hostile(folder: Path, name: str) -> tuple[Path, str]:
    """That file, and how the message about it begins."""
    make, message = HOSTILE[name]
    plan = folder / "plan.yaml"
    content = make()
    plan.write_bytes(content if isinstance(content, bytes) else content.encode())
    return plan, f"{plan}:{message}"


EACH = "import sys, fjkx.cli; [fjkx.cli.main(['-f', path, 'list']) for path in sys.argv[1:]]"


def test_hostile_files_end_nothing(tmp_path: Path) -> None:
    """One process reads them all: none takes it down, or takes it all memory."""
    told = []
    for name in (*DANGEROUS, *LARGE):
        (tmp_path / name).mkdir()
        told.append(write_hostile(tmp_path / name, name))
    done = python(EACH, *(plan for plan, _ in told))
    assert (done.returncode, done.stdout) == (0, "")
    errors = [line for line in done.stderr.splitlines() if line.startswith("错误：")]
    assert len(errors) == len(told)
    for line, (_, message) in zip(errors, told, strict=True):
        assert line.removeprefix("错误：").startswith(message)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in LARGE])
def test_hostile_files_stay_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plan, message = write_hostile(tmp_path, name)
    before = plan.stat()
    assert quick(plan, "done", "1") == 3
    assert capsys.readouterr().err.startswith(f"错误：{message}")
    assert quick(plan, "check") in (1, 3)
    out, err = capsys.readouterr()
    assert (out + err).removeprefix("错误：").startswith(message.partition(" ")[0])
    assert max(map(len, (out + err).splitlines())) < 1000
    assert (plan.stat().st_mtime_ns, plan.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


@pytest.mark.long
def test_30_mb_of_lines(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(NOISE * ((30 << 20) // len(NOISE.encode())), "utf-8")
    assert refused(plan, "list").startswith(f"{plan}:1:1: 不是计划文件")


@pytest.mark.long
def test_a_million_items(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    task = "  - {id: 1, title: a, status: todo}\n"
    plan.write_text("schema: 1\nplan: {title: a, year: 2020}\ntasks:\n" + task * 800_000)
    assert refused(plan, "list").startswith(f"{plan}:125002:10: 内容超过 1000000 个元素")


# -- text that would act --------------------------------------------------------------------

UNSEEN = r"\u00ad\u034f\u180e\u2062\u206a\u3164\ufff9\U000e0001"
NASTY = rf"\e[31m[bold]红[/bold]\a\u202e:smile:\u0085{UNSEEN}"
NASTY_PLAN = f"""\
schema: 1
plan: {{title: "{NASTY}标题", year: 2020, issuer: "{NASTY}"}}
units: [{{name: "{NASTY}部", aliases: ["{NASTY}"]}}]
sections: [{{id: 一, title: "{NASTY}"}}]
tasks:
  - id: 1
    title: "{NASTY}任务"
    section: 一
    group: "{NASTY}"
    lead: ["{NASTY}部"]
    support: ["{NASTY}部"]
    leaders: ["{NASTY}"]
    status: todo
    due: 2020-06-30
    due_text: "{NASTY}"
    x-own: "{NASTY}"
    measures: [{{text: "{NASTY}"}}]
    records: [{{date: 2020-05-01, by: "{NASTY}部", note: "{NASTY}", problem: "{NASTY}"}}]
"""
FORMATS = ("table", "json", "csv", "md")
SCREENS = [
    *(
        [command, "--format", form]
        for command, form in product(("summary", "list", "log"), FORMATS)
    ),
    *(["summary", "--by", by] for by in ("dept", "status")),
    *(["unit", "list", "--format", form] for form in FORMATS),
    *(["chase", "--format", form] for form in ("table", "json", "md")),
    *(["bulletin", "--since", "5-1", "--format", form] for form in ("table", "json", "md")),
    *(["trend", "--format", form] for form in FORMATS),
    ["text"],
    ["list", "--sort", "due", "红"],
    ["unit", "add", "红\u3164"],
    ["unit", "alias", "部", "x"],
    ["add", "红\u202e", "--lead", "部", "--text", "红\u00ad。"],
    ["set", "1", "--leader", "王\u200b一"],
    ["set", "1", "--title", "红\U000e0001"],
    ["note", "1", "红\ufff9"],
    ["extend", "1", "9月底", "-m", "红\u3164"],
    ["\u3164"],
    ["list", "--\u034f"],
    *(["show", "1", "--format", form] for form in ("table", "json", "md")),
    ["list", "--measures"],
    ["list", "-d", "部", "任务"],
    ["list", "-d", "x\x1b"],
    ["list", "x\x1b[31m"],
    ["list", "-s", "x\x1b"],
    ["show", "x\x1b"],
    ["done", "1.1", "-m", "\x1b[31m"],
    ["done", "1", "--by", "部"],
    ["log"],
    ["undo", "--list"],
    ["undo"],
    ["check"],
    ["check", "--format", "json"],
    ["edit", "1"],
    ["init", "x\x1b[31m/new.yaml"],
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
    plan.write_text(NASTY_PLAN, "utf-8")
    shown = 0
    for argv in SCREENS:
        assert quick(plan, *argv) in (0, 1, 2)
        out, err = capsys.readouterr()
        assert harmless(out) and harmless(err), argv
        assert harmless(plan.read_text("utf-8")), argv
        assert "内部出错" not in err
        shown += "[bold]" in out
    assert shown >= 26


@pytest.mark.parametrize(
    "slip", [r'lead: ["\e[31m"]', r'"\e[2J": 1', r'status: "\e[31m"', r'due: "\e"', r'x-"\e": 1']
)
def test_findings_never_act(tmp_path: Path, capsys: pytest.CaptureFixture[str], slip: str) -> None:
    plan = tmp_path / "p\x1b[31m.yaml"
    plan.write_text(many_tasks(1).replace("lead: [办公室]", slip), "utf-8")
    for argv in (["check"], ["check", "--format", "json"], ["list"], ["done", "1"]):
        quick(plan, *argv)
        out, err = capsys.readouterr()
        assert out + err and harmless(out) and harmless(err)


# -- poor terminals -------------------------------------------------------------------------

POOR = {
    "gbk": {"PYTHONIOENCODING": "gbk"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "C without UTF-8 mode": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "PYTHONIOENCODING": "",
    },
    "C, dumb": {"LC_ALL": "C", "PYTHONIOENCODING": "", "TERM": "dumb"},
}
ENCODINGS = {"gbk": "gbk", "ascii": "ascii", "C without UTF-8 mode": "ascii"}
SOME_OF_EACH = [
    ["list", "--measures"],
    ["show", "2", "--format", "json"],
    ["log", "--format", "csv"],
    ["done", "99"],
]


@pytest.mark.parametrize("name", POOR)
def test_poor_encodings(tmp_path: Path, name: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN.replace("加强理论", "😀加强理论"), "utf-8")
    encoding = ENCODINGS.get(name, "utf-8")
    for argv in SOME_OF_EACH:
        with start(plan, *argv, env={**ENVIRONMENT, **POOR[name]}) as process:
            raw, err = process.communicate(timeout=HANGS)
        assert process.returncode == (argv[-1] == "99"), err
        assert bool(err) == (argv[-1] == "99") and b"Traceback" not in err
        err.decode(encoding)
        out = raw.decode("utf-8" if argv[-1] == "csv" else encoding)
        if encoding == "ascii" and argv[-1] == "--measures":
            assert "?" in out
        elif argv[-1] == "--measures":
            assert "加强理论学习" in out and ("😀" in out) == (encoding != "gbk")


def shell(plan: Path, line: str, **options: Any) -> tuple[int, str, str]:
    """A shell's command line in which `fjkx` stands for the command on the plan."""
    words = " ".join(f"'{word}'" for word in (*COMMAND, "-f", str(plan)))
    done = subprocess.run(
        ["bash", "-c", f'fjkx() {{ {words} "$@"; }}; set -o pipefail; {line}'],
        env=ENVIRONMENT,
        capture_output=True,
        timeout=HANGS,
        check=False,
        **options,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


@pytest.mark.parametrize("command", ["list", "list --format json"])
def test_closed_pipes(tmp_path: Path, command: str) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(many_tasks(800), "utf-8")
    code, out, err = shell(plan, f"fjkx {command} | head -1")
    assert (code, out.count("\n") <= 1, err) == (0, True, "")
    assert shell(plan, f"fjkx {command} | true") == (0, "", "")


def test_an_update_into_a_closed_pipe_takes_place(plan: Path) -> None:
    assert shell(plan, "fjkx done 14 | true") == (0, "", "")
    assert plan.read_bytes() != SHIPPED.read_bytes()
    assert run(plan, "undo")[0] == 0
    assert plan.read_bytes() == SHIPPED.read_bytes()


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-"])
def test_closed_streams(plan: Path, closed: str) -> None:
    for command, wanted in (("list", 0), ("done 1-3", 0), ("x", 2)):
        code, _, err = shell(plan, f"fjkx {command} {closed}")
        assert code == wanted
        assert "Traceback" not in err
    assert quick(plan, "undo") == 0
    assert plan.read_bytes() == SHIPPED.read_bytes()
