"""The error boundary: any failure → one line on stderr, a hint, an exit code."""

import codecs
import io
import os
import sys
from types import TracebackType
from typing import TextIO

from fjkx.cli.output import flush
from fjkx.plan.errors import FjkxError

INTERRUPTED = 130
INTERNAL = 1
ESCAPE = "fjkx.escape"


def guard(argv: list[str] | None) -> int:
    """Run a command line and return its exit code, having said what went wrong if anything did.

    A reader that closes the pipe ends the command quietly, with 0.
    """
    tolerate()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        flush()
    except KeyboardInterrupt:
        code = _fail(FjkxError("已中断"), INTERRUPTED)
    except BrokenPipeError:
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
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass")
    pairs = zip(units[::2], units[1::2], strict=True)
    return "".join(f"\\u{high:02x}{low:02x}" for high, low in pairs), error.end


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # lives until exit


def _run(args: list[str]) -> int:
    if shell := os.environ.get("_FJKX_COMPLETE"):
        from fjkx.cli import shells

        return shells.complete(shell, args)
    from fjkx.cli import frame

    return frame.execute(args)


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


def _internal(error: Exception) -> FjkxError:
    """An error nobody foresaw, in one line with its place in the program."""
    if isinstance(error, MemoryError):
        return FjkxError("内存不足")
    what = " ".join(f"{type(error).__name__}: {error}".split())
    return FjkxError(
        f"程序内部出错：{what}（{_place(error.__traceback__)}）",
        "这是程序的缺陷，请把上面一行和所用的命令告诉维护人",
    )


def _place(traceback: TracebackType | None) -> str:
    """`module.py:line` of the innermost frame."""
    place = "?"
    while traceback is not None:
        name = os.path.basename(traceback.tb_frame.f_code.co_filename)
        place = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


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
