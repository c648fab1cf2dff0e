"""Plans read and created, output files, and what may go wrong with each."""

import errno
import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest

from fjkx import store
from tests.store.disk import (
    CALLS,
    DATA,
    each_fault,
    entries,
    failure,
    python,
    refusal,
)


def test_the_size_is_bounded_before_reading_and_meanwhile(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size, told in ((50 << 20, "50.0"), (store.LIMIT + 1, "32.0")):
        os.truncate(plan, size)
        assert failure(store.read, str(plan)) == (
            f"{plan}:1:1: 文件有 {told} MiB，超过上限 32 MiB",
            "计划文件通常只有几十 KiB；检查是不是指错了文件",
        )
    small = Path(__file__).stat()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: small)
        message, _ = failure(store.read, str(plan))
    assert message == f"{plan}:1:1: 文件有 32.0 MiB，超过上限 32 MiB"
    os.truncate(plan, store.LIMIT)
    assert len(store.read(str(plan))) == store.LIMIT


@pytest.mark.parametrize(
    ("error", "what", "hint"),
    [
        (OSError(errno.ETXTBSY, "Busy"), "系统错误 26（Busy）", "排除这个错误后再试"),
        (OSError(errno.EFBIG, ""), "超过系统允许的文件大小", "检查 ulimit -f 和文件系统的限制"),
        (FileNotFoundError(errno.ENOENT, ""), "文件不存在", "检查路径和文件名"),
    ],
)
def test_what_fails_after_a_look_at_it_is_one_line_too(
    plan: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, what: str, hint: str
) -> None:
    monkeypatch.setattr(os, "open", failing(error))
    assert failure(store.read, str(plan)) == (f"{plan}: 无法读取：{what}", hint)


def failing(error: OSError) -> object:
    """A system call that fails so."""

    def call(*_: object) -> NoReturn:
        raise error

    return call


# Create


def test_a_new_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    path = tmp_path / "workplan2020.yaml"
    store.create(str(path), "标题\r\n".encode())
    assert path.read_bytes() == "标题\r\n".encode()
    assert entries(tmp_path) == [path.name]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


@pytest.mark.parametrize("kind", ["file", "race", "folder", "dangling"])
@pytest.mark.parametrize("linked", [True, False])
def test_create_never_overwrites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, linked: bool
) -> None:
    """Nor what another process makes at this moment, nor where there are no hard links."""
    path = tmp_path / "plan.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "dangling":
        path.symlink_to("nowhere")
    else:
        path.write_text("mine")
    if not linked:
        monkeypatch.setattr(os, "link", failing(PermissionError(errno.EPERM, "")))
    if kind == "race":
        monkeypatch.setattr(os.path, "lexists", lambda name: not name.endswith("plan.yaml"))
    assert refusal(store.create, str(path), DATA) == (
        f"{path}: 已经存在，没有改动它",
        "换一个路径：fjkx init 路径；查看它：fjkx check",
    )
    assert entries(tmp_path) == ["plan.yaml"]
    assert not path.is_file() or path.read_text() == "mine"


def test_create_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    monkeypatch.setattr(os, "link", failing(PermissionError(errno.EPERM, "")))
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", failing(OSError(errno.EIO, "")))
        failure(store.create, str(path), DATA)
    assert entries(tmp_path) == []
    store.create(str(path), DATA)
    assert path.read_bytes() == DATA
    assert entries(tmp_path) == ["plan.yaml"]


# Output


def output(path: Path, data: bytes) -> None:
    store.write_output(str(path), data, store.Guard())


def test_output_keeps_rights_and_links(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    output(path, "编号\r\n".encode())
    assert path.read_bytes() == "编号\r\n".encode()
    path.chmod(0o640)
    output(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)
    for name, target in (("link.csv", "list.csv"), ("dangling.csv", "new.csv")):
        (tmp_path / name).symlink_to(target)
        output(tmp_path / name, b"")
        assert (tmp_path / name).is_symlink() and (tmp_path / target).read_bytes() == b""
    assert entries(tmp_path) == ["dangling.csv", "link.csv", "list.csv", "new.csv"]


def test_create_with_a_fault_at_every_system_call(tmp_path: Path) -> None:
    path = tmp_path / "workplan2020.yaml"

    def check(raised: bool) -> None:
        assert entries(tmp_path) in ([], [path.name])
        assert path.exists() or raised
        if path.exists():
            assert path.read_bytes() == DATA
            path.unlink()

    calls = tuple(name for name in CALLS if name != "unlink")  # a failed clean-up stays visible
    assert each_fault(lambda: store.create(str(path), DATA), check, errno.EPERM, calls) > 5


def test_output_with_a_fault_at_every_system_call(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")

    def check(raised: bool) -> None:
        assert entries(tmp_path) == [path.name]
        assert path.read_bytes() == (b"old" if raised else b"new")
        path.write_bytes(b"old")

    assert each_fault(lambda: output(path, b"new"), check, errno.ENOSPC) > 5


# Start-up

IMPORTS = """
import sys
import fjkx.plan.errors, fjkx.plan.named, datetime, hashlib, typing, collections.abc
before = set(sys.modules)
from fjkx import store
store.read(store.search(None, ".", datetime.date(2020, 6, 1)).path)
print(*sorted(set(sys.modules) - before))
store.update(sys.argv[1], lambda data: data + b"x", "done 1", "now")
print(*sorted(set(sys.modules) - before))
"""


def test_reading_and_writing_import_next_to_nothing(plan: Path) -> None:
    reading, writing = python(IMPORTS, plan).stdout.splitlines()
    assert reading == "fjkx.store fjkx.store.discover fjkx.store.files"
    ours = {f"fjkx.store.{name}" for name in ("atomic", "checksum", "journal", "lock", "versions")}
    assert set(writing.split()) == {*reading.split(), *ours, "fcntl"}
