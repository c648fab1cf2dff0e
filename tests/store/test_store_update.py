"""Plans written: atomically, one writer at a time, whatever fails on the way."""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fjkx import store
from fjkx.plan.errors import RequestError
from fjkx.store import atomic, drafts, lock, versions
from fjkx.store.checksum import sha256
from tests.store.disk import (
    DATA,
    TEXT,
    append,
    each_fault,
    entries,
    failure,
    forget,
    numbered,
    refusal,
    restore,
    update,
)

# Update


def test_update(plan: Path) -> None:
    plan.chmod(0o600)
    assert store.update(str(plan), append("# end\n"), "done 14", "2020-06-01 09:30").changed
    assert plan.read_bytes() == DATA + b"# end\n"
    assert entries(plan.parent) == [".fjkx", plan.name]
    assert entries(plan.parent / ".fjkx") == [
        ".gitignore",
        plan.name + ".lock",
        plan.name + ".versions",
    ]
    assert (plan.parent / ".fjkx" / ".gitignore").read_bytes() == b"*\n"
    assert numbered(plan) == ["000001", "000002"]
    versions = plan.parent / ".fjkx" / f"{plan.name}.versions"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (plan, *versions.iterdir())} == {0o600}


def test_an_update_that_changes_nothing_or_is_refused_writes_nothing(plan: Path) -> None:
    def refuse(_: bytes) -> bytes:
        raise RequestError("没有第 99 项任务")

    os.utime(plan, ns=(1, 1))
    before = plan.stat()
    assert update(plan, TEXT) is False
    assert refusal(store.update, str(plan), refuse, "done 99", "now") == ("没有第 99 项任务", "")
    message, _ = failure(update, plan, "x" * (store.LIMIT + 1024 * 1024))
    assert message == f"{plan}:1:1: 文件有 33.0 MiB，超过上限 32 MiB"
    after = plan.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, 1)
    assert store.listed(str(plan)) == ()
    assert update(plan, "x\n") is True


@pytest.mark.parametrize("late", [False, True], ids=["before versions are kept", "behind it"])
def test_changed_underneath(plan: Path, late: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_hand(*arguments: Any, real: Callable[..., Any] = versions.add) -> Any:
        result = real(*arguments)
        plan.write_text(TEXT + "# by hand\n")
        return result

    def change(data: bytes) -> bytes:
        if late:
            monkeypatch.setattr(versions, "add", by_hand)
        else:
            plan.write_bytes(data + b"# by hand\n")
        return data + b"# by fjkx\n"

    assert failure(store.update, str(plan), change, "done 14", "now") == (
        f"{plan}: 文件在读取之后被别的程序改动了，没有写入",
        "保存并关闭正在编辑它的程序，再试一次",
    )
    assert plan.read_text() == TEXT + "# by hand\n"
    assert entries(plan.parent) == [".fjkx", plan.name]
    assert numbered(plan) == ["000001"]


def test_vanished_underneath(plan: Path) -> None:
    def change(data: bytes) -> bytes:
        plan.unlink()
        return data + b"x"

    message, _ = failure(store.update, str(plan), change, "done 14", "now")
    assert message == f"{plan}: 无法写入：文件不存在"
    assert entries(plan.parent) == [".fjkx"]


def test_a_temporary_file_left_over_is_cleared_up(plan: Path) -> None:
    assert update(plan, TEXT) is False
    for folder in (plan.parent, plan.parent / ".fjkx"):
        (folder / ".0123.fjkx-tmp").write_text("half a pl")
    (plan.parent / ".4567.fjkx-tmp").symlink_to("/etc/hosts")
    with atomic.finished(str(plan.parent / "list.csv"), b"being written") as alive:
        assert update(plan, "x\n") is True
        assert Path(alive).read_bytes() == b"being written"
    assert entries(plan.parent) == [".4567.fjkx-tmp", ".fjkx", plan.name]
    assert not (plan.parent / ".fjkx" / ".0123.fjkx-tmp").exists()


# What fails


STEPS: dict[str, tuple[int, Callable[[Path], object], set[str]]] = {
    "first": (0, lambda plan: update(plan, "new\n"), {"new\n"}),
    "update": (2, lambda plan: update(plan, "new\n"), {"new\n"}),
    "undo": (2, lambda plan: store.undo(str(plan)), {TEXT + "# 1\n"}),
    "restore": (2, lambda plan: restore(plan), {TEXT + "# 1\n", TEXT}),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_at_every_system_call(plan: Path, step: str) -> None:
    """Whatever fails: the exit code is true, and every text there was is still to be had."""
    earlier, call, wanted = STEPS[step]
    texts = [TEXT + "".join(f"# {number}\n" for number in range(1, n + 1)) for n in range(3)]

    def begin() -> None:
        forget(plan)
        plan.write_text(TEXT)
        for text in texts[1 : earlier + 1]:
            update(plan, text)

    def check(raised: bool) -> None:
        text = plan.read_text()
        assert text == texts[earlier] if raised else text in {*wanted, texts[earlier]}
        assert raised or text in wanted or step == "restore"  # when no other could be read
        assert set(entries(plan.parent)) - {".fjkx"} == {plan.name}  # it may fail before .fjkx
        kept = {version.sha256 for version in store.listed(str(plan))} | {sha256(text.encode())}
        assert kept >= {sha256(text.encode()) for text in texts[: earlier + 1]}
        begin()

    begin()
    assert each_fault(lambda: call(plan), check, errno.EIO) > 25


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
        assert failure(drafts.begin, str(plan), b"old") == busy
        assert store.read(str(plan)) == DATA
        assert store.listed(str(plan)) == ()
    assert update(plan, "x\n") is True


def test_a_lock_file_that_was_removed_meanwhile_is_not_trusted(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(lock.locate(str(plan)).lock)
    removed: list[Path] = []

    def remove_once(descriptor: int, real: Callable[[int], bool] = atomic.lock) -> bool:
        if not removed:
            path.unlink()
            removed.append(path)
        return real(descriptor)

    monkeypatch.setattr(atomic, "lock", remove_once)
    monkeypatch.setattr(lock, "WAIT", 0.1)
    with locked(plan):
        assert path.exists()
        assert failure(update, plan, "x\n")[0].startswith(f"{plan}: 另一个 fjkx 正在写入")
