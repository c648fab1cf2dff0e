"""Single files: read, with every refusal explained."""

import os
import stat
from collections.abc import Callable
from typing import Final

from fjkx.plan.errors import FileError

LIMIT: Final = 32 * 1024 * 1024
"""The largest plan file, in bytes."""

ANY: Final = 8 * LIMIT
"""The largest file that is still taken to stand where a plan was."""

READ: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_PIECE: Final = 1 << 20  # bytes that are read at once, at least
NO_LINK: Final = getattr(os, "O_NOFOLLOW", 0)
"""Flag for what lies in `.fjkx`: an error where it is a link."""


def read(path: str, name: str | None = None, most: int = LIMIT) -> bytes:
    """The bytes of a regular file of at most `most`; errors call it `name`.

    Raises FileError for whatever is another kind of file or larger, without reading it; never
    blocks.
    """
    told = name or path
    try:
        return regular(
            path, most, lambda mode: _not_regular(told, mode), lambda size: too_large(told, size)
        )
    except OSError as error:
        raise explain(error, told, "读取") from error


def regular(
    path: str,
    most: int,
    other: Callable[[int], FileError],
    larger: Callable[[int], FileError],
) -> bytes:
    """The bytes of a regular file. Raises what `other` makes of the mode of another kind of file,
    what `larger` makes of a size above `most`, before it is read, and OSError; never blocks."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise other(status.st_mode)
    if status.st_size > most:
        raise larger(status.st_size)
    data = slurp(path, most + 1)
    if len(data) > most:  # it has grown meanwhile
        raise larger(len(data))
    return data


def slurp(path: str, most: int, flags: int = 0) -> bytes:
    """At most `most` bytes from the start of a file that may grow meanwhile."""
    chunks = []
    descriptor = os.open(path, READ | flags)
    try:
        # In one piece, which need not be copied; some file systems tell no size.
        size = max(os.fstat(descriptor).st_size + 1, _PIECE)
        while most > 0 and (chunk := os.read(descriptor, min(most, size))):
            chunks.append(chunk)
            most -= len(chunk)
    finally:
        os.close(descriptor)
    return b"".join(chunks)


def too_large(path: str, size: int) -> FileError:
    """The refusal of a plan file of `size` bytes."""
    return FileError(
        f"{path}:1:1: 文件有 {size / (1024 * 1024):.1f} MiB，超过上限 {LIMIT >> 20} MiB",
        "计划文件通常只有几十 KiB；检查是不是指错了文件",
    )


def _not_regular(path: str, mode: int) -> FileError:
    if stat.S_ISDIR(mode):
        return FileError(f"{path}: 这是文件夹，不是计划文件", "用 -f 指定其中的计划文件")
    return FileError(f"{path}: 这是{kind_of(mode)}，不是计划文件", "用 -f 指定一个普通文件")


def kind_of(mode: int) -> str:
    """What a file is that is neither a regular one nor a folder, in Chinese."""
    kinds = ((stat.S_ISFIFO, "命名管道"), (stat.S_ISSOCK, "套接字"))
    return next((name for test, name in kinds if test(mode)), "设备文件")


def reason(error: OSError) -> tuple[str, str]:
    """What an operating system error means, and what helps, in Chinese."""
    import errno

    known = {
        errno.ENOENT: ("文件不存在", "检查路径和文件名"),
        errno.EACCES: ("没有权限", "检查文件和所在文件夹的权限，或请有权限的人操作"),
        errno.EPERM: ("没有权限", "检查文件和所在文件夹的权限，或请有权限的人操作"),
        errno.ELOOP: ("符号链接循环，或不允许用符号链接", "检查符号链接指向哪里：ls -l"),
        errno.ENAMETOOLONG: ("路径或文件名太长", "换一个短一些的路径"),
        errno.ENOTDIR: ("路径中有一段不是文件夹", "检查路径"),
        errno.EISDIR: ("这是文件夹", "指定一个文件"),
        errno.EEXIST: ("同名文件已经存在", "换一个文件名"),
        errno.ENOSPC: ("磁盘已满", "清理磁盘空间后再试"),
        errno.EFBIG: ("超过系统允许的文件大小", "检查 ulimit -f 和文件系统的限制"),
        errno.EROFS: ("文件系统是只读的", "换到可写的位置再试"),
        errno.EIO: ("磁盘读写出错", "检查磁盘；先把计划文件备份到别处"),
        errno.EPIPE: ("读取的一方已经关闭", ""),
        getattr(errno, "EDQUOT", -1): ("超出磁盘配额", "清理磁盘空间后再试"),
    }
    fallback = f"系统错误 {error.errno}（{error.strerror or type(error).__name__}）"
    return known.get(error.errno or 0, (fallback, "排除这个错误后再试"))


def explain(error: OSError, path: str, action: str) -> FileError:
    """The FileError for an operating system error met when `action` (读取, 写入) was tried."""
    if isinstance(error, FileNotFoundError) and os.path.islink(path):
        target = os.readlink(path)
        return FileError(f"{path}: 符号链接指向的文件不存在：{target}", "检查符号链接：ls -l")
    what, hint = reason(error)
    return FileError(f"{path}: 无法{action}：{what}{_elsewhere(error, path)}", hint)


def _elsewhere(error: OSError, path: str) -> str:
    """The file the system complained of, in brackets, when it is not `path` itself."""
    culprit = error.filename
    if not isinstance(culprit, str) or os.path.basename(culprit) == os.path.basename(path):
        return ""
    return f"（{culprit}）"


def bundled() -> bytes:
    """The plan that comes with the program: in its package, or in the checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    name = "workplan2020.yaml"
    installed = os.path.join(package, name)
    if os.path.exists(installed):
        return read(installed)
    return read(os.path.join(os.path.dirname(package), "data", name))
