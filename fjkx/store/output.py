"""Output files: what `-o FILE` writes."""

import errno
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple
from fjkx.store.atomic import replace, write_all
from fjkx.store.files import LIMIT, reason, slurp
from fjkx.store.lock import is_read_only

PLAN_ENDINGS: Final = (".yaml", ".yml")  # of files that no output is written to, in lower case
PAPERS: Final = (".docx", ".xlsx")  # endings of files that people edit, in lower case
OTHER: Final = "换一个输出文件名"

_STANDARD: Final = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR: Final = re.compile(r"/(?:dev|proc/self)/fd/([0-9]+)")


class Guard(NamedTuple):
    """What no output goes to: the plan of the command, its other inputs, a file that holds a plan,
    as `is_plan` tells from its bytes; with `new` any file that is there already."""

    plan: str | None = None
    inputs: tuple[str, ...] = ()
    is_plan: Callable[[bytes], bool] = lambda data: False
    new: bool = False


def write_output(path: str, data: bytes, guard: Guard) -> bool:
    """Writes `data` to `path`: a regular file is replaced whole or not at all; terminals, pipes
    and devices are written directly, and an open file stays where it was redirected to. Whether it
    was a file.

    Raises RequestError for what `guard` keeps, by whatever name or link, for `.yaml` and for what
    lies in a `.fjkx`, and for every failure.
    """
    with _explained(path):
        target = _refuse(path, guard)
        _write(path, target, data)
    return not is_stream(path)


def refuse_output(path: str, guard: Guard) -> None:
    """Raises the RequestError that `write_output` would, as far as it can be told without
    writing; so that nothing else is written first."""
    with _explained(path):
        _refuse(path, guard)


def paper_there(path: str) -> float | None:
    """When the file at `path` was last written, in seconds since 1970, if it is a paper that is
    there already and that people go on with by hand: to replace it may lose what they did."""
    if not path.lower().endswith(PAPERS) or is_stream(path):
        return None
    try:
        return os.stat(path).st_mtime
    except (OSError, ValueError):
        return None


def is_stream(path: str) -> bool:
    """Whether what is written to `path` goes to a terminal, a pipe, a device or a file that is
    open already, rather than to a file of that name."""
    if _descriptor(path) is not None:
        return True
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return False
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _descriptor(path: str) -> int | None:
    """The open file that a name like /dev/stdout or /dev/fd/3 stands for."""
    name = os.path.abspath(path)
    numbered = _DESCRIPTOR.fullmatch(name)
    return int(numbered[1]) if numbered else _STANDARD.get(name)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Every failure as a RequestError that names the output file."""
    try:
        yield
    except FileNotFoundError as error:
        if _descriptor(path) is not None:
            raise RequestError(f"{path}: 无法写入输出：它没有打开", OTHER) from error
        raise RequestError(
            f"{path}: 无法写入输出：文件夹不存在", "先建立文件夹，或换一个输出文件名"
        ) from error
    except OSError as error:
        what, hint = reason(error)
        raise RequestError(f"{path}: 无法写入输出：{what}", hint) from error


def _refuse(path: str, guard: Guard) -> str:
    """The real path of `path`, which is looked up once. Raises RequestError and OSError where no
    output may or can be written."""
    target = os.path.realpath(path)
    _refuse_own(path, target, guard)
    if os.path.basename(path) in ("", ".", "..") or os.path.isdir(target):
        what = "这是文件夹" if os.path.isdir(target) else "这样写的是文件夹"
        raise RequestError(f"{path}: {what}，不能用作输出文件", OTHER)
    _refuse_place(target, path)
    if os.path.isfile(path) and guard.is_plan(slurp(path, LIMIT)):
        raise RequestError(f"{path}: 这是一份计划，不能用作输出文件", OTHER)
    return target


def _refuse_own(path: str, target: str, guard: Guard) -> None:
    """Raises RequestError for plans and what lies beside them, for inputs, and for what is there
    where only a new file will do."""
    if guard.plan is not None and _is_same(target, os.path.realpath(guard.plan)):
        raise RequestError(f"{path}: 这是计划文件本身，不能用作输出文件", OTHER)
    if ".fjkx" in target.split(os.sep):
        raise RequestError(f"{path}: .fjkx 中是撤销记录，不能放输出文件", OTHER)
    if any(_is_same(target, os.path.realpath(each)) for each in guard.inputs) or is_input(target):
        raise RequestError(f"{path}: 这是本命令读取的文件，不能用作输出文件", OTHER)
    if target.lower().endswith(PLAN_ENDINGS):
        raise RequestError(f"{path}: 输出不写入 .yaml 文件，以免覆盖计划", f"{OTHER}，如 任务.txt")
    if guard.new and os.path.exists(target) and not is_stream(path):
        raise RequestError(f"{path}: 已经存在，--dry-run 不改动已有的文件", OTHER)


def is_input(target: str) -> bool:
    """Whether it is the regular file that standard input comes from."""
    try:
        status = os.fstat(0)
        return stat.S_ISREG(status.st_mode) and os.path.samestat(status, os.stat(target))
    except OSError:
        return False


def _refuse_place(target: str, path: str) -> None:
    """Raises RequestError and OSError where no file can be written."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        if _descriptor(path) is not None:
            raise
        _refuse_folder(os.path.dirname(target))
        return
    if _is_open(path, status) is not None or not stat.S_ISREG(status.st_mode):
        return
    if is_read_only(path):
        raise RequestError(f"{path}: 输出文件是只读的", f"{OTHER}，或去掉只读属性")
    _refuse_folder(os.path.dirname(target))


def _refuse_folder(folder: str) -> None:
    """Raises OSError for a folder that is not there, or in which nothing can be made."""
    os.stat(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _is_same(target: str, other: str) -> bool:
    """Whether two real paths are one file, also by a hard link."""
    try:
        return target == other or os.path.samefile(target, other)
    except OSError:
        return False


def _write(path: str, target: str, data: bytes) -> None:
    try:
        status = os.stat(path)
    except FileNotFoundError:
        replace(target, data)
        return
    if (descriptor := _is_open(path, status)) is not None:
        write_all(descriptor, data)
    elif not stat.S_ISREG(status.st_mode):
        _write_directly(path, data)
    else:
        replace(target, data, target)


def _is_open(path: str, status: os.stat_result) -> int | None:
    """The descriptor under which it is open already: `-o /dev/stdout >> file` must append."""
    if (named := _descriptor(path)) is not None:
        return named
    try:
        return 1 if os.path.samestat(os.fstat(1), status) else None
    except OSError:
        return None


def _write_directly(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)
