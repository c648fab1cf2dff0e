"""Where text goes: data to stdout or the file of `-o`, messages to stderr."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO

import typer

from fjkx.cli.settings import Settings
from fjkx.plan.characters import one_line
from fjkx.plan.errors import FjkxError, RequestError

if TYPE_CHECKING:
    from fjkx.render.terminal import Screen
    from fjkx.store import Guard

PIPE_WIDTH = 100
BOM = "\ufeff"
YES = frozenset({"y", "yes", "是", "好"})


def emit(
    settings: Settings,
    text: str,
    plan_path: str | None = None,
    count: str = "",
    inputs: tuple[str, ...] = (),
    new: bool = False,
) -> None:
    """Write data to stdout, or as UTF-8 to the file of `-o`, saying so and how much it is
    (`count`, like 26 项); never over the plan, another of the `inputs` or, if it has to be
    `new`, anything else.

    Text that starts with a byte order mark goes out as UTF-8 whatever the encoding of stdout.
    Raises FjkxError; a reader of stdout that has gone ends the command quietly.
    """
    if settings.output is not None:
        from fjkx import store

        data = text.encode("utf-8", "backslashreplace")
        if store.write_output(settings.output, data, guard(plan_path, inputs, new)):
            message("，".join(filter(None, (f"已写入 {settings.output}", count))))
        return
    with writing():
        if text.startswith(BOM):
            _write_bytes(sys.stdout, text.encode("utf-8", "backslashreplace"))
        else:
            sys.stdout.write(text)


def report(settings: Settings, text: str, plan_path: str) -> None:
    """Emit what a command has done. Raises RequestError where it cannot be shown, saying that
    it is done all the same."""
    try:
        emit(settings, text, plan_path)
        with writing():
            sys.stdout.flush()
    except FjkxError as error:
        raise RequestError(
            f"计划已经更新，只是结果没能写出：{error}", "不要重复执行；查看结果：fjkx log"
        ) from None


def refuse_output(settings: Settings, plan_path: str) -> None:
    """Before the plan is changed: refuse a file of `-o` that could not take the text that `report`
    will write. Raises RequestError and UsageError."""
    if settings.output is not None:
        from fjkx import store
        from fjkx.cli.formats import TEXT, chosen

        store.refuse_output(settings.output, guard(plan_path))
        chosen(settings, None, TEXT)


def guard(plan_path: str | None, inputs: tuple[str, ...] = (), new: bool = False) -> "Guard":
    """What no output of this command goes to."""
    from fjkx.file.likeness import is_plan
    from fjkx.store import Guard

    return Guard(plan_path, inputs, is_plan, new)


def message(text: str) -> None:
    """Write one line to stderr, behind what stdout has got so far, with the codes of characters
    that may not be shown. Failing to is no failure."""
    with suppress(OSError, ValueError):  # told when the command ends
        sys.stdout.flush()
    with suppress(OSError, ValueError):  # a broken stderr: there is nobody left to tell
        sys.stderr.write(f"{one_line(text)}\n")


def can_ask() -> bool:
    """Whether somebody sits at a terminal who sees a question and can answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def confirm(question: str) -> bool:
    """Ask on the terminal; True for yes, anything else is no."""
    sys.stdout.flush()
    sys.stderr.write(f"{one_line(question)} [y/N] ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        message("")  # the question's line is still open
    return answer.strip().lower() in YES


def screen(settings: Settings) -> "Screen":
    """What stdout, or the file of `-o`, can show: its width in columns, colour, encoding."""
    from fjkx.render.terminal import Screen

    terminal = settings.output is None and is_terminal(sys.stdout)
    return Screen(
        width=width(terminal),
        color=terminal and settings.color and _wants_color(),
        encoding="utf-8" if settings.output is not None else sys.stdout.encoding or "utf-8",
    )


def line_end(settings: Settings) -> int | None:
    """Columns after which the terminal on stdout breaks lines; None for a pipe or a file, whose
    readers want them whole."""
    terminal = settings.output is None and is_terminal(sys.stdout)
    return width(terminal) if terminal else None


def width(terminal: bool) -> int:
    """Columns of the terminal on stdout; where there is none `$COLUMNS`, else those of the
    terminal on stderr, before which somebody sits at a pager, else 100."""
    if terminal:
        return _columns(sys.stdout) or PIPE_WIDTH
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    return (is_terminal(sys.stderr) and _columns(sys.stderr)) or PIPE_WIDTH


def _columns(stream: TextIO) -> int:
    """Columns of the terminal behind a stream, 0 where it does not tell."""
    try:
        return os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        return 0


@contextmanager
def writing() -> Iterator[None]:
    """Say in Chinese why stdout does not take what is written. Raises FjkxError; a reader that
    has gone ends the command quietly."""
    try:
        yield
    except BrokenPipeError:
        raise typer.Exit from None
    except OSError as error:
        if error.errno in (errno.EPIPE, errno.EINVAL) and os.name == "nt":
            raise typer.Exit from None  # how Windows reports it
        full = error.errno == errno.ENOSPC
        reason = "设备没有剩余空间" if full else error.strerror or str(error)
        raise FjkxError(f"无法写到标准输出：{reason}") from None


def _write_bytes(stream: TextIO, data: bytes) -> None:
    stream.flush()
    stream.buffer.write(data)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody looks at the stream or types into it."""
    return stream is not None and not stream.closed and stream.isatty()


def _wants_color() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
