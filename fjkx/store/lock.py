"""One writer at a time: the `.fjkx` folder beside a plan, and the lock in it.

The lock is on a file of its own, never on the plan: the plan is replaced, and a lock on it
would stay with the old file.
"""

import os
import stat
import sys
from typing import Final, NamedTuple

from fjkx.plan.errors import FileError
from fjkx.store import files

WAIT: Final = 20.0
"""Seconds that a writer waits for its turn."""


class Place(NamedTuple):
    """Where a plan's things are: `path` as given, `plan` with symlinks resolved, and beside it
    `folder` (.fjkx) with the `lock` file and the folder of `states`."""

    path: str
    plan: str
    folder: str
    lock: str
    states: str

    @property
    def pending(self) -> str:
        """The undo state of a step in flight."""
        return os.path.join(self.states, "pending")


def locate(path: str) -> Place:
    """The place of an existing plan. Raises FileError."""
    try:
        os.stat(path)
        plan = os.path.realpath(path, strict=True)
    except OSError as error:
        raise files.explain(error, path, "读取") from error
    folder = os.path.join(os.path.dirname(plan), ".fjkx")
    stem = os.path.join(folder, os.path.basename(plan))
    return Place(path, plan, folder, stem + ".lock", stem + ".undo")


def acquire(place: Place) -> int:
    """Takes the lock on a plan that can be written; `release` gives it back.

    Raises FileError when the plan or its folder is read-only, when another writer does not
    finish within `WAIT` seconds, and for what else may stop a write.
    """
    try:
        _require_writable(place)
        make_folder(place.folder)
        _ignore_all(place.folder)
        return _wait(place)
    except OSError as error:
        raise files.explain(error, place.path, "写入") from error


def release(lock: int) -> None:
    """Gives the lock back; what was written under it stays written."""
    try:
        os.close(lock)
    except OSError:
        return


def _require_writable(place: Place) -> None:
    """Raises FileError for what is not a plan file, and for one that must not be replaced: the
    replacement itself would succeed on a read-only file."""
    if not stat.S_ISREG(os.stat(place.plan).st_mode):
        files.read_bytes(place.path)
    if files.is_read_only(place.plan):
        raise FileError(
            f"{place.path}: 文件是只读的，没有写入", f"解除只读：chmod u+w {place.path}"
        )
    folder = os.path.dirname(place.plan)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileError(
            f"{place.path}: 所在文件夹不可写，没有写入", f"检查文件夹的权限：ls -ld {folder}"
        )


def make_folder(folder: str) -> None:
    """Makes a folder of ours unless it is there; another process may make it meanwhile.

    Raises FileError when it cannot be made, or is a file or a link to elsewhere.
    """
    try:
        os.mkdir(folder)
    except FileExistsError:
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise FileError(
                f"{folder}: 应当是 fjkx 自己的文件夹，却是文件或链接，没有写入", "移走或改名后再试"
            ) from None
    except OSError as error:
        raise files.explain(error, folder, "建立") from error


def _ignore_all(folder: str) -> None:
    """Keeps the folder out of git. Raises OSError."""
    path = os.path.join(folder, ".gitignore")
    if os.path.lexists(path):
        return
    try:
        files.write_new(path, b"*\n")
    except FileExistsError:
        return


def _wait(place: Place) -> int:
    """The lock file, open and locked. Raises FileError after `WAIT` seconds, and OSError."""
    import time

    deadline = time.monotonic() + WAIT
    pause = 0.002
    while (descriptor := _try(place.lock)) is None:
        if time.monotonic() >= deadline:
            raise FileError(
                f"{place.path}: 另一个 fjkx 正在写入，等了 {WAIT:g} 秒，没有写入", "稍后再试"
            )
        time.sleep(pause)
        pause = min(2 * pause, 0.03)
    return descriptor


def _try(path: str) -> int | None:
    """The lock file, open and locked, or None while another process has it. Raises OSError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if _lock(descriptor) and _is_still(path, descriptor):
            return descriptor
    except BaseException:
        release(descriptor)
        raise
    release(descriptor)
    return None


def _is_still(path: str, descriptor: int) -> bool:
    """Whether the open file still has that name: somebody may have cleaned up meanwhile."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False


if sys.platform == "win32":

    def _lock(descriptor: int) -> bool:
        """Locks an open file until it is closed, unless another process has."""
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def _lock(descriptor: int) -> bool:
        """Locks an open file until it is closed, unless another process has. Raises OSError
        where files cannot be locked."""
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
