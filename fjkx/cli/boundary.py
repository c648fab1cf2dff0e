"""The error boundary: any failure → one line on stderr, a hint, an exit code."""

import codecs
import io
import os
import sys
from typing import TextIO

import typer

from fjkx.plan.characters import escape
from fjkx.plan.errors import FjkxError

INTERRUPTED = 130
INTERNAL = 1
ESCAPE = "fjkx.escape"
OFFICE = frozenset({"python_calamine", "xlrd", "xlsxwriter"})  # the extra `office`


def guard(argv: list[str] | None) -> int:
    """Run a command line and return its exit code, having said what went wrong if anything did.

    A reader that closes the pipe ends the command quietly, with 0.
    """
    tolerate()
    if atomic := sys.modules.get("fjkx.store.atomic"):
        atomic.WRITTEN.clear()  # of an earlier run in this process
    try:
        from fjkx.cli.globals import execute

        code = execute(sys.argv[1:] if argv is None else argv)
        if code == INTERRUPTED:  # Typer makes an exit code of it
            raise KeyboardInterrupt
        _flush()
    except KeyboardInterrupt:
        code = _fail(_interrupted(), INTERRUPTED)
    except (BrokenPipeError, typer.Exit):  # there is nobody left to tell
        code = 0
    except FjkxError as error:
        code = _fail(error, error.exit_code)
    except Exception as error:
        code = _fail(_internal(error), INTERNAL)
    _settle(sys.stdout)
    _settle(sys.stderr)
    return code


def tolerate() -> None:
    """Make stdout and stderr take any text: what their encoding lacks is spelled as in JSON,
    so that JSON stays JSON in every encoding."""
    codecs.register_error(ESCAPE, _escape)
    sys.stdout = sys.stdout or _nowhere()  # None when the descriptor was closed
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPE)


def _escape(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(map(escape, error.object[error.start : error.end])), error.end


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # lives until exit


def _flush() -> None:
    """Bring out what is still buffered. Raises Exit, FjkxError."""
    from fjkx.cli.output import writing

    with writing():
        sys.stdout.flush()


def _fail(error: FjkxError, code: int) -> int:
    """Report the error behind what the command has already put out."""
    from fjkx.cli.output import message

    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _silence(sys.stdout)
    message(f"错误：{error}")
    if error.hint:
        message(f"提示：{error.hint}")
    return code


def _interrupted() -> FjkxError:
    """What Ctrl-C came too late for, or that it did not."""
    from fjkx.store import WRITTEN

    if WRITTEN:
        return FjkxError(f"已中断，但 {'、'.join(WRITTEN)} 已经写入", "先看结果，不要直接重复执行")
    return FjkxError("已中断，没有写入")


def _internal(error: Exception) -> FjkxError:
    """An error nobody foresaw, in one line with its place in the program."""
    if isinstance(error, MemoryError):
        return FjkxError("内存不足")
    if isinstance(error, ModuleNotFoundError) and error.name in OFFICE:
        return FjkxError("没有安装读写 Excel 的库", "请安装：pip install '.[office]'")
    from traceback import extract_tb

    what = " ".join(f"{type(error).__name__}: {error}".split())
    *_, innermost = extract_tb(error.__traceback__)
    place = f"{os.path.basename(innermost.filename)}:{innermost.lineno}"
    return FjkxError(
        f"程序内部出错：{what}（{place}）",
        "这是程序的缺陷，请把上面一行和所用的命令告诉维护人",
    )


def _settle(stream: TextIO) -> None:
    """Leave nothing in the stream that could fail again, noisily, at the interpreter's end."""
    try:
        stream.flush()
    except (OSError, ValueError):
        _silence(stream)


def _silence(stream: TextIO) -> None:
    """Send what is left in a broken stream to nowhere."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass  # not a real file: nothing to be noisy about
