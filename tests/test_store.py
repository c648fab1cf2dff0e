"""The disk: finding, reading, writing, locking, undoing, and what may go wrong with each."""

import errno
import os
import random
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx import store
from fjkx.errors import FileError, FjkxError, RequestError
from fjkx.store import lock, states

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2020, 6, 1)
TEXT = "schema: 1\nplan:\n  title: 福建省科协2020年工作要点\n  year: 2020\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "workplan2020.yaml"
    path.write_bytes(TEXT.encode())
    return path


def update(path: Path, text: str, label: str = "done 14") -> bool:
    return store.update(str(path), replace_by(text), label, "2020-06-01 09:30")


def append(line: str) -> Callable[[str], str]:
    return lambda text: text + line


def replace_by(text: str) -> Callable[[str], str]:
    return lambda _: text


def failure(call: Callable[..., object], *arguments: object) -> tuple[str, str]:
    """Message and hint of the FileError that the call raises."""
    with pytest.raises(FileError) as caught:
        call(*arguments)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    return str(caught.value), caught.value.hint


def refusal(call: Callable[..., object], *arguments: object) -> tuple[str, str]:
    """Message and hint of the RequestError that the call raises."""
    with pytest.raises(RequestError) as caught:
        call(*arguments)
    assert caught.value.exit_code == 1
    return str(caught.value), caught.value.hint


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def numbered(plan: Path) -> list[str]:
    return entries(plan.parent / ".fjkx" / f"{plan.name}.undo")


def python(code: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        timeout=100,
        check=False,
        **options,
    )


# Find


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("schema: 1\n")


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        (["workplan2020.yaml"], ".", "workplan2020.yaml"),
        (["workplan.yaml"], ".", "workplan.yaml"),
        (["data/workplan2019.yaml"], ".", "data/workplan2019.yaml"),
        (["data/workplan2020.yaml", "a/b/x"], "a/b", "data/workplan2020.yaml"),
        (["workplan2020.yaml", "data/x"], "data", "workplan2020.yaml"),
        (["workplan2020.yaml", "a/data/workplan2019.yaml"], "a", "a/data/workplan2019.yaml"),
        (["workplan2019.yaml", "workplan2020.yaml"], ".", "workplan2020.yaml"),
        (["workplan2019.yaml", "data/workplan-2020.yaml"], ".", "data/workplan-2020.yaml"),
        (["workplan2020.yaml", "workplan2020-old.yaml"], ".", "workplan2020.yaml"),
        (["workplan2020.yaml", "workplan2020.yaml~", "notes.yaml"], ".", "workplan2020.yaml"),
        (["workplan2020.yaml", "workplan2019.yaml/x"], ".", "workplan2020.yaml"),
    ],
)
def test_find(tmp_path: Path, files: list[str], start: str, found: str) -> None:
    touch(tmp_path, *files)
    assert store.find(None, str(tmp_path / start), TODAY) == str(tmp_path / found)


def test_find_spells_paths_like_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "data/workplan2020.yaml", "sub/x")
    monkeypatch.chdir(tmp_path)
    assert store.find(None, ".", TODAY) == str(Path("data", "workplan2020.yaml"))
    monkeypatch.chdir(tmp_path / "sub")
    assert store.find(None, ".", TODAY) == str(tmp_path / "data" / "workplan2020.yaml")


def test_find_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "workplan2018.yaml", "data/workplan2019.yaml")
    monkeypatch.chdir(tmp_path)
    assert failure(store.find, None, ".", TODAY) == (
        "有多个计划文件：workplan2018.yaml、data/workplan2019.yaml",
        "用 -f 指定其中一个，例如：fjkx -f data/workplan2019.yaml",
    )


def test_find_the_same_name_twice_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "workplan2020.yaml", "data/workplan2020.yaml")
    monkeypatch.chdir(tmp_path)
    message, _ = failure(store.find, None, ".", TODAY)
    assert message == "有多个计划文件：workplan2020.yaml、data/workplan2020.yaml"


def test_find_none(tmp_path: Path) -> None:
    assert failure(store.find, None, str(tmp_path), TODAY) == (
        "这里和上级文件夹中都没有计划文件（workplan*.yaml）",
        "在这里新建一份：fjkx init；或者用 -f 指定计划文件",
    )


def test_find_explicit(tmp_path: Path) -> None:
    touch(tmp_path, "workplan2020.yaml", "other.yml")
    other = str(tmp_path / "other.yml")
    assert store.find(other, str(tmp_path), TODAY) == other
    missing = str(tmp_path / "missing.yaml")
    assert failure(store.find, missing, str(tmp_path), TODAY) == (
        f"{missing}: 无法读取：文件不存在",
        "检查路径；要新建一份计划：fjkx init",
    )


# Read


@pytest.mark.parametrize(
    "text",
    [TEXT, "\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT[:-1], "a\rb\u2028c", "a: \0b\n"],
)
def test_read_leaves_the_text_alone(plan: Path, text: str) -> None:
    plan.write_bytes(text.encode())
    assert store.read(str(plan)) == text


def test_read_creates_nothing(plan: Path) -> None:
    store.read(str(plan))
    assert store.undo_states(str(plan)) == ()
    assert entries(plan.parent) == [plan.name]


CHINESE = "schema: 1\nplan:\n  title: 福建省科协工作要点,深入学习贯彻重要论述精神\n"
CONVERT = "在编辑器中另存为 UTF-8，或：iconv -f {} -t UTF-8 {} > 新文件.yaml"


@pytest.mark.parametrize(
    ("data", "place", "shown", "name"),
    [
        (CHINESE.encode("gbk"), "3:10", "GBK（GB18030）", "GB18030"),
        (CHINESE.encode("gb18030") * 500, "3:10", "GBK（GB18030）", "GB18030"),
        (CHINESE.encode("utf-16"), "1:1", "UTF-16", "UTF-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "1:1", "UTF-16", "UTF-16"),
        (CHINESE.encode("utf-16-le"), "1:1", "UTF-16LE", "UTF-16LE"),
        (CHINESE.encode("utf-16-be"), "1:1", "UTF-16BE", "UTF-16BE"),
        ("schema: 1\n".encode("utf-16-le"), "1:1", "UTF-16LE", "UTF-16LE"),
    ],
)
def test_read_other_encodings(plan: Path, data: bytes, place: str, shown: str, name: str) -> None:
    plan.write_bytes(data)
    assert failure(store.read, str(plan)) == (
        f"{plan}:{place}: 文件不是 UTF-8 编码，看起来是 {shown}",
        CONVERT.format(name, plan),
    )


@pytest.mark.parametrize(
    ("data", "place", "byte"),
    [
        (b"\xff", "1:1", "FF"),
        (b"a: 1\nb: \xc3", "2:4", "C3"),
        ("\ufeff标题: ".encode() + b"\x80", "1:5", "80"),
        (CHINESE.encode().replace("深".encode(), b"\xe6\xb7", 1), "3:20", "E6"),
        (CHINESE.encode() + b"x: \xe4\xb8", "4:4", "E4"),
        (b"\xed\xa0\x80", "1:1", "ED"),
    ],
)
def test_read_damaged_utf8(plan: Path, data: bytes, place: str, byte: str) -> None:
    plan.write_bytes(data)
    assert failure(store.read, str(plan)) == (
        f"{plan}:{place}: 文件不是 UTF-8 编码，字节 0x{byte} 无法识别",
        "用编辑器打开，改正这一处后另存为 UTF-8；或从备份、git 中恢复",
    )


def test_read_empty(plan: Path) -> None:
    plan.write_bytes(b"")
    assert failure(store.read, str(plan)) == (
        f"{plan}: 文件是空的（0 字节）",
        "从备份或 git 中恢复它；要重新开始，先删除它，再运行 fjkx init",
    )


def test_read_bounds_the_size_before_reading(plan: Path) -> None:
    with plan.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert failure(store.read, str(plan)) == (
        f"{plan}:1:1: 文件有 50.0 MiB，超过上限 32 MiB",
        "计划文件通常只有几十 KiB；检查是不是指错了文件",
    )
    os.truncate(plan, store.LIMIT)
    assert len(store.read(str(plan))) == store.LIMIT


def test_read_bounds_what_grows_meanwhile(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with plan.open("wb") as file:
        file.truncate(store.LIMIT + 1)
    small = Path(__file__).stat()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: small)
        message, _ = failure(store.read, str(plan))
    assert message == f"{plan}:1:1: 文件有 32.0 MiB，超过上限 32 MiB"


def test_read_what_is_not_a_regular_file(tmp_path: Path) -> None:
    folder, fifo, unix = tmp_path / "folder", tmp_path / "fifo", tmp_path / "socket"
    folder.mkdir()
    os.mkfifo(fifo)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(unix))
        for path, kind, hint in [
            (str(folder), "文件夹", "用 -f 指定其中的计划文件"),
            (str(fifo), "命名管道", "用 -f 指定一个普通文件"),
            (str(unix), "套接字", "用 -f 指定一个普通文件"),
            ("/dev/null", "设备文件", "用 -f 指定一个普通文件"),
        ]:
            refused = (f"{path}: 这是{kind}，不是计划文件", hint)
            assert failure(store.read, path) == refused
            assert failure(store.update, path, append("x"), "done 1", "now") == refused
            assert failure(store.undo, path) == refused
    assert entries(tmp_path) == ["fifo", "folder", "socket"]


def test_read_operating_system_errors(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "dangling").symlink_to("gone.yaml")
    (tmp_path / "loop").symlink_to("loop")
    for path, what in [
        (tmp_path / "missing", "无法读取：文件不存在"),
        (tmp_path / "dangling", "符号链接指向的文件不存在：gone.yaml"),
        (tmp_path / "loop", "无法读取：符号链接循环，或不允许用符号链接"),
        (tmp_path / ("长" * 100), "无法读取：路径或文件名太长"),
        (plan / "x", "无法读取：路径中有一段不是文件夹"),
    ]:
        message, hint = failure(store.read, str(path))
        assert message == f"{path}: {what}"
        assert hint
        assert failure(store.update, str(path), append("x"), "done 1", "now")[0] == message


def test_read_vanished_after_stat(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = plan.stat()
    plan.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: status)
        message, _ = failure(store.read, str(plan))
    assert message == f"{plan}: 无法读取：文件不存在"


def test_an_unforeseen_error_is_one_line_too(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> int:
        raise OSError(errno.ETXTBSY, "Text file busy")

    monkeypatch.setattr(os, "open", busy)
    message, hint = failure(store.read, str(plan))
    assert message == f"{plan}: 无法读取：系统错误 {errno.ETXTBSY}（Text file busy）"
    assert hint == "排除这个错误后再试"


# Update


def test_update(plan: Path) -> None:
    seen = []

    def change(text: str) -> str:
        seen.append(text)
        return text + "# 完\n"

    assert store.update(str(plan), change, "done 14", "2020-06-01 09:30") is True
    assert seen == [TEXT]
    assert plan.read_bytes() == (TEXT + "# 完\n").encode()
    assert entries(plan.parent) == [".fjkx", plan.name]
    assert entries(plan.parent / ".fjkx") == [
        ".gitignore",
        plan.name + ".lock",
        plan.name + ".undo",
    ]
    assert (plan.parent / ".fjkx" / ".gitignore").read_bytes() == b"*\n"
    assert numbered(plan) == ["000001"]


def test_update_to_the_same_text_writes_nothing(plan: Path) -> None:
    os.utime(plan, ns=(1, 1))
    before = plan.stat()
    assert update(plan, TEXT) is False
    after = plan.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, 1)
    assert store.undo_states(str(plan)) == ()


def test_update_that_is_refused_writes_nothing(plan: Path) -> None:
    def refuse(_: str) -> str:
        raise RequestError("没有第 99 项任务")

    assert refusal(store.update, str(plan), refuse, "done 99", "now") == ("没有第 99 项任务", "")
    assert plan.read_text() == TEXT
    assert store.undo_states(str(plan)) == ()
    assert update(plan, "x\n") is True


def test_update_refuses_what_it_could_not_read_again(plan: Path) -> None:
    assert refusal(update, plan, "note: \udcff\n") == (
        f"{plan}: 要写入的文字无法编码为 UTF-8，没有写入",
        "检查输入的文字和终端的编码",
    )
    message, _ = failure(update, plan, "x" * (store.LIMIT + 1024 * 1024))
    assert message == f"{plan}:1:1: 文件有 33.0 MiB，超过上限 32 MiB"
    assert plan.read_text() == TEXT


@pytest.mark.parametrize(
    "text", ["\ufeff" + TEXT, TEXT.replace("\n", "\r\n"), TEXT[:-1], "a\rb\r\nc\u2028d\x85e"]
)
def test_bytes_are_kept_through_update_and_undo(plan: Path, text: str) -> None:
    plan.write_bytes(text.encode())
    store.update(str(plan), append("# 完"), "done 14", "now")
    assert plan.read_bytes() == (text + "# 完").encode()
    store.undo(str(plan))
    assert plan.read_bytes() == text.encode()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_is_kept_and_the_undo_state_is_as_private(plan: Path, mode: int) -> None:
    plan.chmod(mode)
    update(plan, "x\n")
    state = plan.parent / ".fjkx" / f"{plan.name}.undo" / "000001"
    assert stat.S_IMODE(state.stat().st_mode) == mode
    assert stat.S_IMODE(plan.stat().st_mode) == mode
    store.undo(str(plan))
    assert stat.S_IMODE(plan.stat().st_mode) == mode


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_owner_is_kept(plan: Path) -> None:
    os.chown(plan, 1234, 4321)
    update(plan, "x\n")
    assert (plan.stat().st_uid, plan.stat().st_gid) == (1234, 4321)


def test_a_symlinked_plan_stays_a_symlink(tmp_path: Path) -> None:
    real = tmp_path / "real" / "plan.yaml"
    link = tmp_path / "links" / "workplan2020.yaml"
    real.parent.mkdir()
    link.parent.mkdir()
    real.write_text(TEXT)
    link.symlink_to("../real/plan.yaml")
    update(link, "x\n")
    assert link.is_symlink()
    assert real.read_text() == "x\n"
    assert entries(link.parent) == ["workplan2020.yaml"]
    assert entries(real.parent) == [".fjkx", "plan.yaml"]
    store.undo(str(real))
    assert link.read_text() == TEXT


def test_changed_underneath(plan: Path) -> None:
    def change(text: str) -> str:
        plan.write_text(text + "# by hand\n")
        return text + "# by fjkx\n"

    assert failure(store.update, str(plan), change, "done 14", "now") == (
        f"{plan}: 文件在读取之后被别的程序改动了，没有写入",
        "保存并关闭正在编辑它的程序，再试一次",
    )
    assert plan.read_text() == TEXT + "# by hand\n"
    assert entries(plan.parent) == [".fjkx", plan.name]
    assert numbered(plan) == []


def test_vanished_underneath(plan: Path) -> None:
    def change(text: str) -> str:
        plan.unlink()
        return text + "x"

    message, _ = failure(store.update, str(plan), change, "done 14", "now")
    assert message == f"{plan}: 无法写入：文件不存在"
    assert entries(plan.parent) == [".fjkx"]


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_read_only_plan_is_refused_even_for_root(plan: Path, mode: int) -> None:
    update(plan, "x\n")
    plan.chmod(mode)
    refused = (f"{plan}: 文件是只读的，没有写入", f"解除只读：chmod u+w {plan}")
    assert failure(update, plan, "y\n") == refused
    assert failure(store.undo, str(plan)) == refused
    assert plan.read_text() == "x\n"
    plan.chmod(0o644)
    assert store.undo(str(plan)).label == "done 14"


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_a_strange_fjkx_folder_is_refused(plan: Path, tmp_path: Path, kind: str) -> None:
    own = tmp_path / ".fjkx"
    if kind == "file":
        own.write_text("mine")
    else:
        own.symlink_to("/tmp" if kind == "link" else "nowhere")
    assert failure(update, plan, "x\n") == (
        f"{own}: 应当是 fjkx 自己的文件夹，却是文件或链接，没有写入",
        "移走或改名后再试",
    )
    assert plan.read_text() == TEXT
    assert entries(tmp_path) == [".fjkx", plan.name]


def test_a_lock_that_is_a_symlink_is_not_followed(plan: Path, tmp_path: Path) -> None:
    own = tmp_path / ".fjkx"
    own.mkdir()
    (own / f"{plan.name}.lock").symlink_to(tmp_path / "elsewhere")
    message, _ = failure(update, plan, "x\n")
    lock_path = own / f"{plan.name}.lock"
    assert message == f"{plan}: 无法写入：符号链接循环，或不允许用符号链接（{lock_path}）"
    assert not (tmp_path / "elsewhere").exists()


def test_a_temporary_file_left_over_is_cleared_up(plan: Path) -> None:
    left = plan.parent / f".{plan.name}.fjkx-tmp"
    left.write_text("half a pl")
    assert update(plan, TEXT) is False
    assert entries(plan.parent) == [".fjkx", plan.name]
    left.symlink_to("/etc/hosts")
    assert update(plan, "x\n") is True
    assert entries(plan.parent) == [".fjkx", plan.name]


UNPRIVILEGED = """
import errno, os, sys, time, fcntl
from fjkx import store
from fjkx.errors import FjkxError
import fjkx.store.encoding, fjkx.store.journal, fjkx.store.output
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
path, action = sys.argv[1:]
actions = {
    "read": lambda: print(len(store.read(path))),
    "update": lambda: print(store.update(path, lambda text: text + "x", "done 1", "now")),
    "output": lambda: store.write_output(path, b"new", None),
    "states": lambda: print(store.undo_states(path)),
}
try:
    actions[action]()
except FjkxError as error:
    print(error.exit_code, error, error.hint, sep="|")
"""


@pytest.fixture
def open_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that other users reach, with a plan of theirs."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        if folder.stat().st_uid == os.getuid():
            folder.chmod(0o755)
    place = tmp_path / "open"
    place.mkdir()
    (place / "plan.yaml").write_text(TEXT)
    if os.getuid() == 0:
        os.chown(place, 65534, 65534)
        os.chown(place / "plan.yaml", 65534, 65534)
    yield place
    place.chmod(0o755)


def unprivileged(path: Path, action: str) -> str:
    run = python(UNPRIVILEGED, path, action)
    assert (run.returncode, run.stderr) == (0, "")
    return run.stdout.rstrip("\n")


def test_an_unreadable_plan(open_folder: Path) -> None:
    plan = open_folder / "plan.yaml"
    plan.chmod(0o200)
    hint = "检查文件和所在文件夹的权限，或请有权限的人操作"
    assert unprivileged(plan, "read") == f"3|{plan}: 无法读取：没有权限|{hint}"
    assert unprivileged(plan, "update") == f"3|{plan}: 无法读取：没有权限|{hint}"


def test_a_read_only_folder(open_folder: Path) -> None:
    plan = open_folder / "plan.yaml"
    open_folder.chmod(0o555)
    assert unprivileged(plan, "update") == (
        f"3|{plan}: 所在文件夹不可写，没有写入|检查文件夹的权限：ls -ld {open_folder}"
    )
    assert unprivileged(plan, "read") == str(len(TEXT))
    assert unprivileged(plan, "states") == "()"
    assert entries(open_folder) == ["plan.yaml"]


def test_an_unsearchable_folder(open_folder: Path) -> None:
    plan = open_folder / "plan.yaml"
    open_folder.chmod(0o000)
    hint = "检查文件和所在文件夹的权限，或请有权限的人操作"
    assert unprivileged(plan, "read") == f"3|{plan}: 无法读取：没有权限|{hint}"


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_what_belongs_to_somebody_else(open_folder: Path) -> None:
    plan, own = open_folder / "plan.yaml", open_folder / ".fjkx"
    os.chown(plan, 0, 0)
    assert unprivileged(plan, "update") == (
        f"3|{plan}: 文件是只读的，没有写入|解除只读：chmod u+w {plan}"
    )
    os.chown(plan, 65534, 65534)
    own.mkdir(mode=0o755)
    lock_path = own / "plan.yaml.lock"
    message = unprivileged(plan, "update")
    assert message.startswith(f"3|{plan}: 无法写入：没有权限（{own}")
    lock_path.touch(mode=0o644)
    (own / ".gitignore").touch()
    assert unprivileged(plan, "update").startswith(f"3|{plan}: 无法写入：没有权限（{lock_path}）|")
    assert plan.read_text() == TEXT


# Faults at every system call

CALLS = (
    "close",
    "fchmod",
    "fstat",
    "fsync",
    "link",
    "listdir",
    "lstat",
    "mkdir",
    "open",
    "read",
    "rename",
    "replace",
    "stat",
    "unlink",
    "write",
)


class Faults:
    """Fails the n-th of the system calls, whichever it is; closing closes all the same."""

    def __init__(
        self, patch: pytest.MonkeyPatch, fail_at: int, code: int, calls: tuple[str, ...]
    ) -> None:
        self.count = 0
        self.fail_at = fail_at
        self.code = code
        for name in calls:
            patch.setattr(os, name, self.wrap(name, getattr(os, name)))

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count == self.fail_at:
                if name == "close":
                    real(*arguments)
                if name == "write":
                    real(arguments[0], bytes(arguments[1])[:3])
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **options)

        return call


def each_fault(
    call: Callable[[], object],
    check: Callable[[bool], None],
    code: int,
    calls: tuple[str, ...] = CALLS,
) -> int:
    """Calls with the 1st, 2nd, … system call failing until none does; the number of faults.

    `check` is told whether the call raised.
    """
    for fail_at in range(1, 300):
        raised = False
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, fail_at, code, calls)
            try:
                call()
            except FjkxError as error:
                raised = True
                assert str(error).count("\n") == 0
        check(raised)
        if faults.count < fail_at:
            assert not raised
            return fail_at - 1
    raise AssertionError("the call never ends")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("fresh", [True, False])
def test_update_with_a_fault_at_every_system_call(plan: Path, code: int, fresh: bool) -> None:
    texts = [TEXT]

    def call() -> None:
        store.update(str(plan), append(f"# {len(texts)}\n"), "note", "now")

    def check(raised: bool) -> None:
        if not raised:
            texts.append(texts[-1] + f"# {len(texts)}\n")
        assert plan.read_text() == texts[-1]
        left = [name for name in entries(plan.parent) if name not in (".fjkx", plan.name)]
        assert left == []
        if fresh:
            forget(plan)
            texts[:] = [texts[-1]]

    assert each_fault(call, check, code) > 25
    while len(texts) > 1:
        texts.pop()
        store.undo(str(plan))
        assert plan.read_text() == texts[-1]
    assert store.undo_states(str(plan)) == ()


def forget(plan: Path) -> None:
    own = plan.parent / ".fjkx"
    for folder, folders, names in os.walk(own, topdown=False):
        for name in names:
            Path(folder, name).unlink()
        for name in folders:
            Path(folder, name).rmdir()
    if own.exists():
        own.rmdir()


def test_undo_with_a_fault_at_every_system_call(plan: Path) -> None:
    def check(raised: bool) -> None:
        assert entries(plan.parent) == [".fjkx", plan.name]
        if raised:
            assert plan.read_text() == "x\n"
            assert [state.label for state in store.undo_states(str(plan))] == ["done 14"]
        else:
            assert plan.read_text() == TEXT
            assert store.undo_states(str(plan)) == ()
            assert update(plan, "x\n")

    assert update(plan, "x\n")
    assert each_fault(lambda: store.undo(str(plan)), check, errno.EIO) > 25


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EPERM])
def test_create_with_a_fault_at_every_system_call(tmp_path: Path, code: int) -> None:
    path = tmp_path / "workplan2020.yaml"

    def check(raised: bool) -> None:
        assert entries(tmp_path) in ([], [path.name])
        assert path.exists() or raised
        if path.exists():
            assert path.read_text() == TEXT
            path.unlink()

    calls = tuple(name for name in CALLS if name != "unlink")  # a failed clean-up stays visible
    assert each_fault(lambda: store.create(str(path), TEXT), check, code, calls) > 5


def test_output_with_a_fault_at_every_system_call(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")

    def check(raised: bool) -> None:
        assert entries(tmp_path) == [path.name]
        assert path.read_bytes() == (b"old" if raised else b"new")
        path.write_bytes(b"old")

    def call() -> None:
        store.write_output(str(path), b"new", None)

    assert each_fault(call, check, errno.ENOSPC) > 5


LIMITED = """
import resource, sys
from fjkx import store
from fjkx.errors import FjkxError
path, action = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    if action == "update":
        store.update(path, lambda text: text + "x" * 5000, "done 1", "now")
    elif action == "create":
        store.create(path, "x" * 5000)
    else:
        store.write_output(path, b"x" * 5000, None)
except FjkxError as error:
    print(error.exit_code, error, error.hint, sep="|")
"""


def test_a_limit_on_the_size_of_files(plan: Path, tmp_path: Path) -> None:
    what = "超过系统允许的文件大小|检查 ulimit -f 和文件系统的限制"
    assert python(LIMITED, plan, "update").stdout == f"3|{plan}: 无法写入：{what}\n"
    assert plan.read_text() == TEXT
    new = tmp_path / "new.yaml"
    assert python(LIMITED, new, "create").stdout == f"3|{new}: 无法写入：{what}\n"
    out = tmp_path / "out.csv"
    out.write_text("old")
    assert python(LIMITED, out, "output").stdout == f"1|{out}: 无法写入输出：{what}\n"
    assert out.read_text() == "old"
    assert entries(tmp_path) == [".fjkx", "out.csv", plan.name]
    assert store.undo_states(str(plan)) == ()


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A file system of 128 KiB on the folder, where that is permitted."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(tmp_path: Path) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with small_disk(folder):
        plan = folder / "workplan2020.yaml"
        plan.write_text("x" * 40_000)
        full = (f"{plan}: 无法写入：磁盘已满", "清理磁盘空间后再试")
        assert failure(update, plan, "y" * 60_000) == full
        assert update(plan, "x" * 40_000 + "y") is True
        filler = folder / "filler"
        with pytest.raises(OSError, match="No space left"):
            filler.write_bytes(b"z" * 200_000)
        assert failure(update, plan, "z" * 50_000) == full
        assert failure(store.undo, str(plan)) == full
        assert refusal(store.write_output, str(folder / "out"), b"out", None) == (
            f"{folder / 'out'}: 无法写入输出：磁盘已满",
            "清理磁盘空间后再试",
        )
        assert failure(store.create, str(folder / "new.yaml"), TEXT)[0].endswith("：磁盘已满")
        assert entries(folder) == [".fjkx", "filler", plan.name]
        assert plan.read_text() == "x" * 40_000 + "y"
        filler.unlink()
        store.undo(str(plan))
        assert plan.read_text() == "x" * 40_000


# The lock


@contextmanager
def locked(plan: Path) -> Iterator[None]:
    """The plan's lock held, as another process would hold it."""
    place = lock.locate(str(plan))
    held = lock.acquire(place)
    try:
        yield
    finally:
        lock.release(held)


def test_a_writer_that_never_finishes(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "WAIT", 0.1)
    busy = (f"{plan}: 另一个 fjkx 正在写入，等了 0.1 秒，没有写入", "稍后再试")
    with locked(plan):
        assert failure(update, plan, "x\n") == busy
        assert failure(store.undo, str(plan)) == busy
        assert failure(store.record, str(plan), "old", "edit", "now") == busy
        assert store.read(str(plan)) == TEXT
        assert store.undo_states(str(plan)) == ()
    assert update(plan, "x\n") is True


def test_a_writer_waits_its_turn_and_sees_what_came_before(plan: Path) -> None:
    waiting = threading.Thread(target=store.update, args=(str(plan), append("b"), "b", "now"))
    with locked(plan):
        waiting.start()
        waiting.join(0.05)
        assert waiting.is_alive()
        plan.write_text(TEXT + "a")
    waiting.join(10)
    assert plan.read_text() == TEXT + "ab"


def test_a_lock_file_that_was_removed_meanwhile_is_not_trusted(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(lock.locate(str(plan)).lock)
    removed: list[Path] = []

    def remove_once(descriptor: int, real: Callable[[int], bool] = lock._lock) -> bool:
        if not removed:
            path.unlink()
            removed.append(path)
        return real(descriptor)

    monkeypatch.setattr(lock, "_lock", remove_once)
    monkeypatch.setattr(lock, "WAIT", 0.1)
    with locked(plan):
        assert path.exists()
        assert failure(update, plan, "x\n")[0].startswith(f"{plan}: 另一个 fjkx 正在写入")


APPEND = """
import sys
from fjkx import store
path, line = sys.argv[1:]
store.update(path, lambda text: text + line + "\\n", "add " + line, "now")
"""


def test_forty_writers_at_once(plan: Path) -> None:
    writers = [
        subprocess.Popen([sys.executable, "-c", APPEND, plan, f"# {number}"], cwd=ROOT)
        for number in range(40)
    ]
    assert [writer.wait(100) for writer in writers] == [0] * 40
    lines = plan.read_text().removeprefix(TEXT).splitlines()
    assert sorted(lines) == sorted(f"# {number}" for number in range(40))
    assert entries(plan.parent) == [".fjkx", plan.name]
    undone = [store.undo(str(plan)).label for _ in range(40)]
    assert undone == [f"add {line}" for line in reversed(lines)]
    assert plan.read_text() == TEXT


# Killed

GROW = """
import sys
from fjkx import store
path = sys.argv[1]
print("ready", flush=True)
for number in range(int(sys.argv[2]), 1_000_000):
    store.update(path, lambda text: text + f"# {number}\\n", f"add {number}", "now")
"""


def kill_updates(plan: Path, kills: int, seed: int) -> None:
    """Kills a process that updates without pause, over and over, and looks at what it left."""
    chance = random.Random(seed)
    count = 0
    for _ in range(kills):
        with subprocess.Popen(
            [sys.executable, "-c", GROW, plan, str(count)], cwd=ROOT, stdout=subprocess.PIPE
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"ready\n"
            time.sleep(chance.uniform(0, 0.03))
            writer.send_signal(signal.SIGKILL)
        count = plan.read_bytes().count(b"#")
        content = TEXT + "".join(f"# {number}\n" for number in range(count))
        assert plan.read_text() == content
        listed = store.undo_states(str(plan))
        assert [state.label for state in listed[:1]] == [f"add {count - 1}"] * bool(count)
        store.update(str(plan), append(f"# {count}\n"), f"add {count}", "now")
        assert entries(plan.parent) == [".fjkx", plan.name]
        assert store.undo(str(plan)).label == f"add {count}"
        assert plan.read_text() == content
    for number in range(count - 1, max(-1, count - 1 - len(store.undo_states(str(plan)))), -1):
        assert store.undo(str(plan)).label == f"add {number}"
    kept = plan.read_bytes().count(b"#")
    assert plan.read_text() == TEXT + "".join(f"# {number}\n" for number in range(kept))


def test_kill(plan: Path) -> None:
    kill_updates(plan, 30, 2020)


@pytest.mark.long
def test_kill_200(plan: Path) -> None:
    kill_updates(plan, 200, 1)


class Killed(BaseException):
    """Stands for the end of the process at one system call."""


def kill_at(call: Callable[[], object], kill_from: int) -> bool:
    """Calls with every system call from the n-th on failing; whether that came to pass."""
    with pytest.MonkeyPatch.context() as patch:
        count = 0

        def dead(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                nonlocal count
                count += 1
                if count < kill_from:
                    return real(*arguments, **options)
                if name == "close":
                    real(*arguments)
                raise Killed

            return call

        for name in CALLS:
            patch.setattr(os, name, dead(name, getattr(os, name)))
        try:
            call()
        except Killed:
            return True
    return False


def test_an_update_that_dies_at_every_system_call(plan: Path) -> None:
    kill_from = 0
    dies = True
    while dies:
        kill_from += 1
        plan.write_text("0\n")
        forget(plan)
        update(plan, "1\n", "first")
        dies = kill_at(lambda: update(plan, "2\n", "second"), kill_from)
        happened = ["second"] if plan.read_text() == "2\n" else []
        assert plan.read_text() == ("2\n" if happened else "1\n")
        assert [state.label for state in store.undo_states(str(plan))] == [*happened, "first"]
        assert [store.undo(str(plan)).label for _ in (*happened, "first")] == [*happened, "first"]
        assert plan.read_text() == "0\n"
        assert entries(plan.parent) == [".fjkx", plan.name]
    assert kill_from > 25


def test_an_undo_that_dies_at_every_system_call(plan: Path) -> None:
    kill_from = 0
    dies = True
    while dies:
        kill_from += 1
        plan.write_text("0\n")
        forget(plan)
        update(plan, "1\n", "first")
        update(plan, "2\n", "second")
        dies = kill_at(lambda: store.undo(str(plan)), kill_from)
        left = ["first"] if plan.read_text() == "1\n" else ["second", "first"]
        assert plan.read_text() == ("1\n" if left == ["first"] else "2\n")
        assert [state.label for state in store.undo_states(str(plan))] == left
        assert [store.undo(str(plan)).label for _ in left] == left
        assert plan.read_text() == "0\n"
        assert entries(plan.parent) == [".fjkx", plan.name]
    assert kill_from > 25


# Undo


def test_undo_goes_back_step_by_step(plan: Path) -> None:
    texts = [TEXT, "a\n" + TEXT, TEXT, TEXT.replace("2020", "2021"), "福\n", TEXT * 3]
    for number, text in enumerate(texts[1:], 1):
        store.update(str(plan), replace_by(text), f"step {number}", f"day {number}")
    listed = store.undo_states(str(plan))
    assert [(state.label, state.time) for state in listed] == [
        (f"step {number}", f"day {number}") for number in (5, 4, 3, 2, 1)
    ]
    for text, state in zip(reversed(texts[:-1]), listed, strict=True):
        assert store.undo(str(plan)) == state
        assert plan.read_text() == text
    assert refusal(store.undo, str(plan)) == (
        f"{plan}: 没有可以撤销的操作",
        "查看各项任务的记录：fjkx log",
    )


def test_an_undo_state_holds_only_what_was_replaced(plan: Path) -> None:
    update(plan, TEXT.replace("2020年", "2021年"))
    (state,) = store.undo_states(str(plan))
    place = TEXT.encode().index("2020年".encode()) + 3
    assert (state.offset, state.length, state.old) == (place, 1, b"0")


@pytest.mark.parametrize(
    "label",
    ["done 14 -m '完成 报告'", "", "note\nwith\r\nlines", "\\n", "\udcff", "\x1b[31m", "😀"],
)
def test_labels_come_back_as_they_were(plan: Path, label: str) -> None:
    update(plan, "\n\nx\n", label)
    assert store.undo_states(str(plan))[0].label == label
    assert store.undo(str(plan)).label == label
    assert plan.read_text() == TEXT


def test_the_last_fifty_states_are_kept(plan: Path) -> None:
    for number in range(53):
        store.update(str(plan), append(f"{number}\n"), f"step {number}", "now")
        assert len(store.undo_states(str(plan))) == min(number + 1, 50)
    assert numbered(plan) == [f"{number:06d}" for number in range(4, 54)]
    for _ in range(50):
        store.undo(str(plan))
    assert plan.read_text() == TEXT + "0\n1\n2\n"
    refusal(store.undo, str(plan))


@pytest.mark.parametrize("by_hand", ["y\n", "x\n# 手改\n", "", TEXT])
def test_undo_refuses_what_changed_since(plan: Path, by_hand: str) -> None:
    update(plan, "w\n", "start 3")
    plan.write_text(TEXT)
    update(plan, "x\n", "done 14\n-m a")
    plan.write_text(by_hand)
    assert failure(store.undo, str(plan)) == (
        f"{plan}: 文件在上次操作（done 14 -m a）之后又被改动过，不能撤销",
        "查看改动：git diff；要恢复旧内容，请用备份或 git",
    )
    assert plan.read_text() == by_hand
    assert len(store.undo_states(str(plan))) == 2
    plan.write_text("x\n")
    assert store.undo(str(plan)).label == "done 14\n-m a"


def test_plans_side_by_side_have_their_own_states(tmp_path: Path) -> None:
    one, two = tmp_path / "workplan2019.yaml", tmp_path / "workplan2020.yaml"
    for path in (one, two):
        path.write_text(TEXT)
    update(one, "1\n", "one")
    update(two, "2\n", "two")
    assert store.undo(str(one)).label == "one"
    assert (one.read_text(), two.read_text()) == (TEXT, "2\n")
    refusal(store.undo, str(one))


def damage(data: bytes, kind: int) -> bytes:
    """One of several ways to spoil a file."""
    flipped = bytearray(data)
    flipped[(kind * len(data)) // 40 % len(data)] ^= 1
    return (data[: kind * len(data) // 40], bytes(flipped), data + b"x")[kind % 3]


@pytest.mark.parametrize("kind", range(40))
def test_a_damaged_state_never_restores_wrong_bytes(plan: Path, kind: int) -> None:
    update(plan, TEXT.replace("福建省科协", "x"))
    path = plan.parent / ".fjkx" / f"{plan.name}.undo" / "000001"
    path.write_bytes(damage(path.read_bytes(), kind))
    refused = (f"{path}: 撤销记录已损坏，不能撤销", "要恢复旧内容，请用备份或 git")
    assert failure(store.undo, str(plan)) == refused
    assert failure(store.undo_states, str(plan)) == refused
    assert plan.read_text() == TEXT.replace("福建省科协", "x")
    assert update(plan, "y\n") is True
    assert store.undo(str(plan)).label == "done 14"


def test_a_state_whose_sums_do_not_fit_is_damaged(plan: Path) -> None:
    update(plan, "x\n")
    path = plan.parent / ".fjkx" / f"{plan.name}.undo" / "000001"
    state = states.load(str(path))
    path.write_bytes(states.dump(state._replace(old=b"wrong")))
    assert failure(store.undo, str(plan))[0] == f"{path}: 撤销记录已损坏，不能撤销"
    assert plan.read_text() == "x\n"


@given(before=st.binary(max_size=60), after=st.binary(max_size=60), common=st.binary(max_size=40))
def test_a_state_leads_back(before: bytes, after: bytes, common: bytes) -> None:
    before, after = common + before + common, common + after + common
    state = states.make(before, after, "标签\n", "now")
    assert states.restored(state, after) == before
    assert states.parse(states.dump(state)) == state
    assert len(state.old) <= len(before) - len(common)


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, max_size=5))
def test_update_and_undo_restore_the_bytes(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    plan = tmp_path_factory.mktemp("plan") / "plan.yaml"
    plan.write_bytes(texts[0].encode())
    written = [before for before, text in pairwise(texts) if update(plan, text)]
    assert plan.read_bytes() == texts[-1].encode()
    for text in reversed(written):
        store.undo(str(plan))
        assert plan.read_bytes() == text.encode()
    assert store.undo_states(str(plan)) == ()


# Record


def test_record_makes_an_editors_work_undoable(plan: Path) -> None:
    update(plan, "x\n", "first")
    before = store.read(str(plan))
    plan.write_bytes(b"\xff by an editor\n")
    assert store.record(str(plan), before, "edit 14", "now") is True
    assert [state.label for state in store.undo_states(str(plan))] == ["edit 14", "first"]
    assert store.undo(str(plan)).label == "edit 14"
    assert plan.read_text() == "x\n"
    assert store.undo(str(plan)).label == "first"


def test_record_of_an_editor_that_emptied_the_file(plan: Path) -> None:
    plan.write_bytes(b"")
    assert store.record(str(plan), TEXT, "edit 14", "now") is True
    store.undo(str(plan))
    assert plan.read_text() == TEXT


def test_record_of_nothing(plan: Path) -> None:
    assert store.record(str(plan), TEXT, "edit 14", "now") is False
    assert store.undo_states(str(plan)) == ()


# Create


def test_create(tmp_path: Path) -> None:
    path = tmp_path / "workplan2020.yaml"
    store.create(str(path), "标题\r\n")
    assert path.read_bytes() == "标题\r\n".encode()
    assert entries(tmp_path) == [path.name]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_create_never_overwrites(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.yaml"
    if kind == "file":
        path.write_text("mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    assert refusal(store.create, str(path), TEXT) == (
        f"{path}: 已经存在，没有改动它",
        "换一个路径：fjkx init 路径；查看它：fjkx check",
    )
    assert entries(tmp_path) == ["plan.yaml"]
    assert kind != "file" or path.read_text() == "mine"


def test_create_loses_a_race(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    assert refusal(store.create, str(path), TEXT)[0] == f"{path}: 已经存在，没有改动它"
    assert path.read_text() == "mine"
    assert entries(tmp_path) == ["plan.yaml"]


def test_create_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "plan.yaml"
    store.create(str(path), TEXT)
    assert path.read_text() == TEXT
    assert refusal(store.create, str(path), "x")[0] == f"{path}: 已经存在，没有改动它"
    assert entries(tmp_path) == ["plan.yaml"]


def test_create_in_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "no" / "plan.yaml"
    assert failure(store.create, str(path), TEXT) == (
        f"{path}: 无法写入：文件夹不存在",
        "先建立文件夹，或换一个路径",
    )


def test_bundled() -> None:
    assert store.bundled() == (ROOT / "data" / "workplan2020.yaml").read_bytes().decode()


# Output


def output(path: object, plan: Path | None = None, data: bytes = "编号\r\n".encode()) -> None:
    store.write_output(str(path), data, None if plan is None else str(plan))


def test_output(tmp_path: Path, plan: Path) -> None:
    path = tmp_path / "list.csv"
    output(path, plan)
    assert path.read_bytes() == "编号\r\n".encode()
    path.chmod(0o640)
    output(path, plan, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    output(path, None, b"")
    assert path.read_bytes() == b""
    assert entries(tmp_path) == ["list.csv", plan.name]


def test_output_through_symlinks(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    (tmp_path / "dangling.csv").symlink_to("new.csv")
    output(tmp_path / "link.csv", plan, b"1")
    output(tmp_path / "dangling.csv", plan, b"2")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"1"
    assert (tmp_path / "new.csv").read_bytes() == b"2"


def test_output_never_replaces_the_plan(tmp_path: Path, plan: Path) -> None:
    link, hard, planlink = tmp_path / "link", tmp_path / "hard", tmp_path / "planlink"
    link.symlink_to(plan)
    planlink.symlink_to(plan)
    os.link(plan, hard)
    for path, of_plan in [(plan, plan), (link, plan), (hard, plan), (plan, planlink)]:
        assert refusal(output, path, of_plan) == (
            f"{path}: 这是计划文件本身，不能用作输出文件",
            "换一个输出文件名",
        )
    assert plan.read_text() == TEXT


def test_output_never_goes_into_the_undo_states(tmp_path: Path, plan: Path) -> None:
    update(plan, "x\n")
    (tmp_path / "link").symlink_to(".fjkx")
    for path in (
        tmp_path / ".fjkx" / f"{plan.name}.undo" / "000001",
        tmp_path / ".fjkx" / "new",
        tmp_path / "link" / "new",
        tmp_path / ".fjkx",
    ):
        assert refusal(output, path, plan) == (
            f"{path}: .fjkx 中是撤销记录，不能放输出文件",
            "换一个输出文件名",
        )
    store.undo(str(plan))


def test_output_failures(tmp_path: Path) -> None:
    read_only = tmp_path / "read-only"
    read_only.touch(mode=0o444)
    other = "换一个输出文件名"
    for path, message, hint in [
        (tmp_path, "这是文件夹，不能用作输出文件", other),
        (tmp_path / "no" / "x", "无法写入输出：文件夹不存在", f"先建立文件夹，或{other}"),
        (read_only, "输出文件是只读的", f"{other}，或去掉只读属性"),
        (read_only / "x", "无法写入输出：路径中有一段不是文件夹", "检查路径"),
    ]:
        assert refusal(output, path) == (f"{path}: {message}", hint)
    assert entries(tmp_path) == ["read-only"]


def test_output_to_a_fifo_and_a_device(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    received = []
    reader = threading.Thread(target=lambda: received.append(fifo.read_bytes()))
    reader.start()
    output(fifo, None, b"x" * 100_000)
    reader.join(10)
    assert received == [b"x" * 100_000]
    output("/dev/null")
    assert stat.S_ISFIFO(fifo.stat().st_mode)


OUTPUT = """
import sys
from fjkx import store
store.write_output(sys.argv[1], b"new\\n", None)
"""


def test_output_to_standard_output(tmp_path: Path) -> None:
    run = python(OUTPUT, "/dev/stdout")
    assert (run.returncode, run.stdout, run.stderr) == (0, "new\n", "")
    log = tmp_path / "log"
    log.write_text("old\n")
    with log.open("a") as file:
        subprocess.run(
            [sys.executable, "-c", OUTPUT, "/dev/stdout"], cwd=ROOT, stdout=file, check=True
        )
    assert log.read_text() == "old\nnew\n"


# Start-up

IMPORTS = """
import sys
import fjkx.errors, datetime, typing, collections.abc
before = set(sys.modules)
from fjkx import store
store.read(store.find(None, ".", datetime.date(2020, 6, 1)))
print(*sorted(set(sys.modules) - before))
if len(sys.argv) > 1:
    store.update(sys.argv[1], lambda text: text + "x", "done 1", "now")
    print(*sorted(set(sys.modules) - before))
"""


def test_reading_and_writing_import_next_to_nothing(plan: Path) -> None:
    reading, writing = python(IMPORTS, plan).stdout.splitlines()
    assert reading == "fjkx.store fjkx.store.discover fjkx.store.files"
    ours = {"fjkx.store.journal", "fjkx.store.lock", "fjkx.store.states"}
    cheap = {"fcntl", "_sha256" if sys.version_info < (3, 12) else "_sha2"}
    assert set(writing.split()) == {*reading.split(), *ours, *cheap}
