"""One writer at a time: the `.fjkx` folder beside a plan, and the lock in it.

The lock is on a file of its own: the plan is replaced, and a lock on it would stay with the old
file. But that file can be deleted while it is held. So a writer also locks the plan itself for
the moment in which it is compared and replaced: of two with a lock each, the second then finds
another file.
"""

import os
import stat
from typing import Final

from fjkx.plan.errors import FileError
from fjkx.plan.named import NamedTuple
from fjkx.store import atomic, files
from fjkx.store.files import NO_LINK

WAIT: Final = 20.0
"""Seconds that a writer waits for its turn."""


class Place(NamedTuple):
    """Where a plan's things are: `path` as given, `plan` with symlinks resolved, once and for
    all, and beside it `folder` (.fjkx) with the `lock` file and the folder of `versions`."""

    path: str
    plan: str
    folder: str
    lock: str
    versions: str


def locate(path: str, gone: bool = False) -> Place:
    """The place of a plan, which may be `gone` where that is said. Raises FileError."""
    try:
        plan = os.path.realpath(path, strict=not (gone and not os.path.exists(path)))
        if not gone:
            os.stat(plan)
    except OSError as error:
        raise files.explain(error, path, "读取") from error
    folder = os.path.join(os.path.dirname(plan), atomic.OWN)
    stem = os.path.join(folder, os.path.basename(plan))
    return Place(path, plan, folder, stem + ".lock", stem + ".versions")


def acquire(place: Place) -> int:
    """Takes the lock on a plan that can be written; `release` gives it back.

    Raises FileError when the plan or its folder is read-only, when another writer does not
    finish within `WAIT` seconds, and for what else may stop a write.
    """
    try:
        _require_writable(place)
        return _wait(place, place.lock, os.O_CREAT)
    except OSError as error:
        raise files.explain(error, place.path, "写入") from error


def pin(place: Place) -> int:
    """Locks the plan's file as it is now; `release` gives it back. Raises FileError, OSError."""
    if os.name == "nt":  # no open file can be moved over there, nor a held lock be deleted
        return os.open(os.devnull, os.O_RDONLY)
    return _wait(place, place.plan, 0)


def release(descriptor: int) -> None:
    """Gives a lock back; what was written under it stays written."""
    try:
        os.close(descriptor)
    except OSError:
        return


def _require_writable(place: Place) -> None:
    """Raises FileError for what is not a plan file, and for one that must not be replaced: the
    replacement itself would succeed on a read-only file."""
    if os.path.exists(place.plan):
        if not stat.S_ISREG(os.stat(place.plan).st_mode):
            files.read(place.plan, place.path)
        if is_read_only(place.plan):
            raise FileError(
                f"{place.path}: 文件是只读的，没有写入", f"解除只读：chmod u+w {place.path}"
            )
    folder = os.path.dirname(place.plan)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise FileError(
            f"{place.path}: 所在文件夹不可写，没有写入", f"检查文件夹的权限：ls -ld {folder}"
        )


def is_read_only(path: str) -> bool:
    """Whether writing the file is forbidden: to everybody (then to root too), or to us."""
    return not os.stat(path).st_mode & 0o222 or not os.access(path, os.W_OK)


def make_folder(folder: str, like: str) -> None:
    """Makes a folder of ours unless it is there, as open as the folder `like`; another process
    may make it meanwhile. Raises FileError when it cannot be made, or is a file or a link."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        require_own(folder)
    except OSError as error:
        raise files.explain(error, folder, "建立") from error
    atomic.take_after(folder, like)


def require_own(folder: str) -> None:
    """Raises FileError for a folder of ours that is a file, or a link to elsewhere."""
    if os.path.lexists(folder) and not atomic.is_folder(folder):
        raise FileError(
            f"{folder}: 应当是 fjkx 自己的文件夹，却是文件或链接，没有写入", "移走或改名后再试"
        )


def _ignore_all(place: Place) -> None:
    """Keeps the folder out of git. Raises OSError."""
    path = os.path.join(place.folder, ".gitignore")
    if os.path.lexists(path):
        return
    try:
        with atomic.finished(path, b"*\n", _like(place)) as temporary:
            atomic.put(temporary, path)
    except FileExistsError:
        return


def _like(place: Place) -> str | None:
    """What gives its rights to all of ours: the plan, while it is there."""
    return place.plan if os.path.exists(place.plan) else None


def _wait(place: Place, path: str, flags: int) -> int:
    """The file, open and locked. Raises FileError after `WAIT` seconds, and OSError."""
    import time

    deadline = time.monotonic() + WAIT
    pause = 0.002
    while (descriptor := _try(place, path, flags)) is None:
        if time.monotonic() >= deadline:
            raise FileError(
                f"{place.path}: 另一个 fjkx 正在写入，等了 {WAIT:g} 秒，没有写入", "稍后再试"
            )
        time.sleep(pause)
        pause = min(2 * pause, 0.03)
    return descriptor


def _try(place: Place, path: str, flags: int) -> int | None:
    """The file, open and locked, or None while another process has it. Raises OSError."""
    try:
        if flags:
            make_folder(place.folder, os.path.dirname(place.plan))
            _ignore_all(place)
        descriptor = os.open(path, os.O_RDWR | flags | NO_LINK, 0o666)
    except FileNotFoundError:
        if flags and os.path.exists(os.path.dirname(place.plan)):
            return None  # the folder has been deleted at this moment
        raise
    try:
        if flags and (like := _like(place)):
            atomic.take_after(descriptor, like)
        if atomic.lock(descriptor) and is_still(path, descriptor):
            return descriptor
    except BaseException:
        release(descriptor)
        raise
    release(descriptor)
    return None


def is_still(path: str, descriptor: int) -> bool:
    """Whether the open file still has that name, so that other writers find the lock on it:
    somebody may have cleaned up meanwhile."""
    try:
        return os.path.samestat(os.lstat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False
