"""Output files: what `-o FILE` writes."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fjkx.plan.errors import RequestError
from fjkx.store.atomic import replace, write_all
from fjkx.store.files import reason
from fjkx.store.lock import is_read_only

PLAN_ENDINGS: Final = (".yaml", ".yml")  # of files that no output is written to, in lower case


def write_output(path: str, data: bytes, plan_path: str | None) -> None:
    """Writes `data` to `path`: a regular file is replaced whole or not at all; terminals, pipes
    and devices are written directly, and standard output stays where it was redirected to.

    Raises RequestError when `path` is the plan itself, by whatever name, or lies in its
    `.fjkx`, and for every failure.
    """
    with _explained(path):
        _refuse_plan(path, plan_path)
        _write(path, data)


def refuse_output(path: str, plan_path: str) -> None:
    """Raises the RequestError that `write_output` would, as far as it can be told without
    writing; so that nothing else is written first."""
    with _explained(path):
        _refuse_plan(path, plan_path)
        _refuse_place(path)


@contextmanager
def _explained(path: str) -> Iterator[None]:
    """Every failure as a RequestError that names the output file."""
    try:
        yield
    except FileNotFoundError as error:
        raise RequestError(
            f"{path}: 无法写入输出：文件夹不存在", "先建立文件夹，或换一个输出文件名"
        ) from error
    except OSError as error:
        what, hint = reason(error)
        raise RequestError(f"{path}: 无法写入输出：{what}", hint) from error


def _refuse_plan(path: str, plan_path: str | None) -> None:
    """Raises RequestError for the plan itself and its `.fjkx`, and for what may be another plan:
    no output is YAML."""
    if plan_path is not None:
        _refuse_own(path, plan_path)
    if path.lower().endswith(PLAN_ENDINGS):
        raise RequestError(
            f"{path}: 输出不写入 .yaml 文件，以免覆盖计划", "换一个输出文件名，如 任务.txt"
        )


def _refuse_own(path: str, plan_path: str) -> None:
    plan, target = os.path.realpath(plan_path), os.path.realpath(path)
    if target == plan or (os.path.exists(path) and _same_file(path, plan)):
        raise RequestError(f"{path}: 这是计划文件本身，不能用作输出文件", "换一个输出文件名")
    own = os.path.join(os.path.dirname(plan), ".fjkx")
    if target == own or target.startswith(own + os.sep):
        raise RequestError(f"{path}: .fjkx 中是撤销记录，不能放输出文件", "换一个输出文件名")


def _refuse_place(path: str) -> None:
    """Raises RequestError and OSError where no output can be written."""
    try:
        status = os.stat(path)
    except FileNotFoundError:
        _refuse_folder(os.path.dirname(os.path.realpath(path)))
        return
    if stat.S_ISDIR(status.st_mode):
        raise RequestError(f"{path}: 这是文件夹，不能用作输出文件", "换一个输出文件名")
    if _is_standard_output(status) or not stat.S_ISREG(status.st_mode):
        return
    if is_read_only(path):
        raise RequestError(f"{path}: 输出文件是只读的", "换一个输出文件名，或去掉只读属性")
    _refuse_folder(os.path.dirname(os.path.realpath(path)))


def _refuse_folder(folder: str) -> None:
    """Raises OSError for a folder that is not there, or in which nothing can be made."""
    os.stat(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _same_file(path: str, plan: str) -> bool:
    return os.path.exists(plan) and os.path.samefile(path, plan)


def _write(path: str, data: bytes) -> None:
    _refuse_place(path)
    try:
        status = os.stat(path)
    except FileNotFoundError:
        replace(os.path.realpath(path), data)
        return
    if _is_standard_output(status):
        write_all(1, data)
    elif not stat.S_ISREG(status.st_mode):
        _write_directly(path, data)
    else:
        target = os.path.realpath(path)
        replace(target, data, target)


def _is_standard_output(status: os.stat_result) -> bool:
    """Whether it is where standard output already goes: `-o /dev/stdout >> file` must append."""
    try:
        return os.path.samestat(os.fstat(1), status)
    except OSError:
        return False


def _write_directly(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        write_all(descriptor, data)
    finally:
        os.close(descriptor)
