"""New content for a file: whole or not at all, and open to the same people as before.

What is written first has a name of its own, hidden, in the `.fjkx` beside the target where there
is one, which git does not see, else beside the target. Its writer keeps it locked, so that
whoever writes there next can tell what a killed writer left, and removes that.
"""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from fjkx.plan.errors import FileError, RequestError
from fjkx.store.files import NO_LINK, explain, reason

OWN: Final = ".fjkx"
"""The folder of ours beside a plan."""

WRITTEN: Final[list[str]] = []
"""What this process has written so far, for the word on Ctrl-C."""

_CREATE: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK | getattr(os, "O_BINARY", 0)
_ENDING: Final = ".fjkx-tmp"
_ACL: Final = "system.posix_acl_access"
_ACLS: Final = (_ACL, "system.posix_acl_default")

if sys.platform == "win32":

    def lock(descriptor: int) -> bool:
        """Locks an open file until it is closed, unless another process has."""
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:

    def lock(descriptor: int) -> bool:
        """Locks an open file until it is closed, unless another process has. Raises OSError
        where files cannot be locked."""
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def finished(target: str, data: bytes, like: str | None = None) -> Iterator[str]:
    """A temporary file with `data`, on the disk and ready to be moved to `target` or linked to
    it; with the rights of the file `like`. Afterwards it is gone. Raises OSError, FileError."""
    folder = _workshop(target)
    clear(folder)
    path = os.path.join(folder, f".{unique()}{_ENDING}")
    descriptor = os.open(path, _CREATE, 0o666 if like is None else 0o600)
    try:
        with suppress(OSError):  # without locks it may be taken for a dead writer's
            lock(descriptor)
        write_all(descriptor, data)
        if like is not None:
            take_after(descriptor, like)
        os.fsync(descriptor)
        if os.name == "nt":  # where open files cannot be moved
            os.close(descriptor)
        yield path
    finally:
        with suppress(OSError):
            os.close(descriptor)
        remove(path)


def replace(target: str, data: bytes, like: str | None = None) -> None:
    """Gives `target` the content `data`. Raises OSError and FileError, `target` unchanged."""
    with finished(target, data, like) as temporary:
        move(temporary, target)


def move(temporary: str, target: str) -> None:
    """Moves `temporary` over `target`, and makes that last through a power cut where the system
    can. Raises OSError when `target` is unchanged."""
    try:
        os.replace(temporary, target)
    finally:  # also when Ctrl-C comes at this moment
        if not os.path.lexists(temporary):
            WRITTEN.append(target)
    sync_folder(os.path.dirname(target))


def put(temporary: str, target: str) -> None:
    """Gives `temporary` the name `target`, which nothing has yet, and never overwrites. Raises
    OSError, FileExistsError too."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:  # no hard links here: take the name first
        os.close(os.open(target, _CREATE, 0o600))
        try:
            os.replace(temporary, target)
        finally:
            if os.path.lexists(temporary):  # the name is all there is
                remove(target)
    sync_folder(os.path.dirname(target))


def put_asked(temporary: str, target: str) -> None:
    """As `put`, for what the user asked for, so that Ctrl-C at this moment can tell of it."""
    try:
        put(temporary, target)
    finally:
        with suppress(OSError):
            if not os.path.lexists(temporary) or os.path.samefile(temporary, target):
                WRITTEN.append(target)


def create(path: str, data: bytes) -> None:
    """A new file with `data`, all of it or none. Raises RequestError when anything, a dangling
    symlink too, has that name already; FileError when it cannot be written."""
    try:
        if os.path.lexists(path):
            raise FileExistsError
        with finished(path, data) as temporary:
            put_asked(temporary, path)
    except FileExistsError as error:
        raise RequestError(
            f"{path}: 已经存在，没有改动它", "换一个路径：fjkx init 路径；查看它：fjkx check"
        ) from error
    except FileNotFoundError as error:
        raise FileError(f"{path}: 无法写入：文件夹不存在", "先建立文件夹，或换一个路径") from error
    except OSError as error:
        raise explain(error, path, "写入") from error


def unique() -> str:
    """A word that no other process comes upon, whatever its number or its machine."""
    return os.urandom(6).hex()


def _workshop(target: str) -> str:
    """The folder in which the target's next content is made."""
    folder = os.path.dirname(target) or os.curdir
    own = os.path.join(folder, OWN)
    return own if is_folder(own) and os.access(own, os.W_OK | os.X_OK) else folder


def clear(folder: str) -> None:
    """Removes what killed writers left in a folder, and nothing that is still being written."""
    with suppress(OSError):
        for name in os.listdir(folder):
            if name.startswith(".") and name.endswith(_ENDING):
                _remove_dead(os.path.join(folder, name))


def _remove_dead(path: str) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR | NO_LINK | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return
    with suppress(OSError):
        if lock(descriptor):
            remove(path)
    os.close(descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all of `data`, however few bytes the system takes at a time. Raises OSError."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def sync_folder(folder: str) -> None:
    """Makes the folder's entries durable, where the system can; some cannot."""
    with suppress(OSError):
        descriptor = os.open(folder or os.curdir, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: str) -> None:
    """Removes a file if it is there and can be removed."""
    with suppress(OSError):
        os.unlink(path)


def is_folder(path: str) -> bool:
    """Whether it is a folder, and no link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False


# Rights


def take_after(new: int | str, like: str) -> None:
    """Gives a file (open, or by path) or a folder the rights of another: owner where allowed,
    group, mode, ACL; a file also its extended attributes, but for `security.*`, which the system
    assigns. Nothing is done where all is so already, or it is not ours.

    Raises FileError where that would change who can do what.
    """
    if sys.platform == "win32":
        return
    have, want = os.stat(new), os.stat(like)
    if os.geteuid() not in (0, have.st_uid):
        return
    _take_owner(new, have, want, like)
    _take_attributes(new, like, stat.S_ISDIR(want.st_mode))
    if stat.S_IMODE(os.stat(new).st_mode) != stat.S_IMODE(want.st_mode):
        os.chmod(new, stat.S_IMODE(want.st_mode))


def _take_owner(new: int | str, have: os.stat_result, want: os.stat_result, like: str) -> None:
    """Only root gives files away; others give them to a group that they belong to."""
    try:
        if os.geteuid() == 0 and have.st_uid != want.st_uid:
            os.chown(new, want.st_uid, want.st_gid)
        elif have.st_gid != want.st_gid:
            os.chown(new, -1, want.st_gid)
    except OSError:
        if want.st_mode >> 3 & ~want.st_mode & 0o7:  # more than everybody has
            raise FileError(
                f"{like}: 你不在它的用户组（{want.st_gid}）中，写入会改变谁能读写它，没有写入",
                f"请管理员把你加入该组，或改它的组：chgrp 组名 {like}",
            ) from None


def _take_attributes(new: int | str, like: str, folder: bool) -> None:
    if not hasattr(os, "listxattr"):
        return
    wanted, had = _attributes(like, folder), _attributes(new, folder)
    for name in (*(had.keys() - wanted.keys()), *wanted):
        try:
            if name not in wanted:  # inherited from the folder
                os.removexattr(new, name)
            elif wanted[name] != had.get(name):
                os.setxattr(new, name, wanted[name])
        except OSError as error:
            what = "访问控制表（ACL）" if name in _ACLS else f"扩展属性 {name}"
            raise FileError(
                f"{like}: 保不住它的{what}：{reason(error)[0]}，没有写入",
                f"查看：getfacl {like}；getfattr -d {like}",
            ) from None


def _attributes(path: int | str, folder: bool) -> dict[str, bytes]:
    try:
        names = os.listxattr(path)
        return {
            name: os.getxattr(path, name)
            for name in names
            if (name in _ACLS if folder else not name.startswith("security."))
        }
    except OSError:  # a file system without them
        return {}
