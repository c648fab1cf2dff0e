"""Notices: the files and streams of which an import makes plans, and where these go."""

import os
import stat
from collections.abc import Sequence
from typing import IO, Final

from fjkx.plan.errors import FileError, RequestError
from fjkx.store.atomic import create
from fjkx.store.files import LIMIT, explain, kind_of, regular
from fjkx.store.journal import Written, update
from fjkx.store.output import is_input

WORKBOOKS: Final = (".xlsx", ".xls", ".ods", ".xlsm", ".et")


def read_notice(path: str) -> bytes:
    """The bytes of a regular file of at most `LIMIT` bytes. Raises FileError; never blocks."""
    try:
        return regular(
            path, LIMIT, lambda mode: _not_regular(path, mode), lambda _: _too_large(path)
        )
    except FileNotFoundError as error:
        if os.path.islink(path):
            raise explain(error, path, "读取") from error
        raise FileError(
            f"{path}: 没有这个文件", "检查路径；通知可以是 .txt、.html 或 .docx"
        ) from error
    except OSError as error:
        raise explain(error, path, "读取") from error


def _not_regular(path: str, mode: int) -> FileError:
    if stat.S_ISDIR(mode):
        return FileError(f"{path}: 这是文件夹，不是通知", "写出其中通知的文件名")
    return FileError(
        f"{path}: 这是{kind_of(mode)}，不能直接读取", "从标准输入读取：fjkx import - < 文件"
    )


def read_stream(stream: IO[bytes] | None) -> bytes:
    """All of standard input, which is None where it is closed. Raises FileError then, where it
    cannot be read, and for more than `LIMIT` bytes."""
    if stream is None:
        raise FileError("标准输入: 已经关闭，读不到通知", "写出通知的文件名")
    try:
        data = stream.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise FileError("标准输入: 读不到通知", "写出通知的文件名") from error
    if len(data) > LIMIT:
        raise _too_large("标准输入")
    return data


def put_plan(
    target: str, data: bytes, notice: str | None, command: str, when: str, force: bool
) -> Written:
    """Write a new plan file, or with `force` other content into an old one, as a step that can be
    undone: `command` and `when` say which.

    Raises RequestError where there is a file already or the target is the `notice` itself,
    FileError where it cannot be written.
    """
    given = notice is not None and os.path.exists(target) and os.path.samefile(notice, target)
    if given or is_input(target):
        raise RequestError(f"{target}: 是通知本身，不能写成计划", "用 -o 另写一个文件名")
    if os.path.isdir(target):
        raise RequestError(
            f"{target}: 这是文件夹，不能写成计划", "写出其中的文件名：-o 文件夹/文件名"
        )
    if not os.path.lexists(target):
        create(target, data)
        return Written(True)
    if force:
        return update(target, lambda _: data, command, when)
    raise RequestError(
        f"{target}: 已经存在，没有改动它", "换一个文件名：-o 文件名；或覆盖它：--force"
    )


def _too_large(name: str) -> FileError:
    """The refusal of a notice that is larger than a plan may be."""
    return FileError(f"{name}: 通知超过上限 {LIMIT >> 20} MiB", "请把通知拆成几份，分别导入")


def workbooks(paths: Sequence[str]) -> list[tuple[str, bytes | str]]:
    """Workbooks by their names with their bytes, or with why they cannot be read; of a folder all
    that lie in it, in order, but for the lock files that office programs leave (~$院士办.xlsx)."""
    found: list[str] = []
    for path in paths:
        found += _in_folder(path) if os.path.isdir(path) else [path]
    return [(name, _bytes_or_reason(name)) for name in dict.fromkeys(found)]


def _in_folder(folder: str) -> list[str]:
    """The workbooks in a folder. Raises FileError for a folder that cannot be read."""
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        raise explain(error, folder, "读取") from error
    ends = (name for name in names if name.lower().endswith(WORKBOOKS))
    return [os.path.join(folder, name) for name in ends if not name.startswith(("~$", "."))]


def _bytes_or_reason(path: str) -> bytes | str:
    """The bytes of a workbook, or why there are none."""
    try:
        return read_notice(path)
    except FileError as error:
        return str(error).removeprefix(f"{path}: ")
