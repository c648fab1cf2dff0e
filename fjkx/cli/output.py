"""Where text goes: data to stdout or the file of `-o`, messages to stderr."""

import errno
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

from fjkx.cli.settings import Settings
from fjkx.plan.characters import cells, one_line
from fjkx.plan.errors import FjkxError, RequestError, UsageError

if TYPE_CHECKING:
    from fjkx.render.screen import Screen
    from fjkx.store import Guard
    from fjkx.views.document import View

Done = TypeVar("Done")

PIPE_WIDTH = 100
BOM = "\ufeff"
PATIENCE = 1.0  # seconds after which one wants to see that something is being done
YES = frozenset({"y", "yes", "是", "好"})


# Names of formats, with the module of `render` that writes them.
FORMATS = {
    "table": "terminal",
    "text": "plain",
    "md": "markdown",
    "csv": "csv",
    "json": "json",
    "xlsx": "xlsx",
    "docx": "docx",
    "html": "html",
}


def emit(
    settings: Settings,
    view: "View",
    format: str = "table",
    plan_path: str | None = None,
    count: str = "",
    inputs: tuple[str, ...] = (),
    new: bool = False,
) -> None:
    """Write a view in a format, as `put` does; on a terminal that it does not fit, through the
    user's pager."""
    on = screen(settings)
    made: str | bytes = import_module(f"fjkx.render.{FORMATS[format]}").render(view, on)
    if isinstance(made, bytes):
        if on.terminal:
            raise UsageError(f"终端上看不了 {format}", f"写成文件，如 -o 结果.{format}")
    elif on.terminal and settings.pager and paged(made, on.width):
        return
    put(settings, made, plan_path, count, inputs, new)


def aside(settings: Settings, view: "View") -> None:
    """Show on stderr what goes to stdout where the command does what it should."""
    from fjkx.render.terminal import render

    here = screen(settings._replace(output=None, color=False))._replace(width=width(False))
    for line in render(view, here).splitlines():
        message(line)


def put(
    settings: Settings,
    content: str | bytes,
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

        path, kept = settings.output, guard(plan_path, inputs, new)
        was = _replaced(path, kept)
        if store.write_output(path, _encoded(content), kept):
            done = f"已替换 {path}（原为 {was} 的）" if was else f"已写入 {path}"
            message("，".join(filter(None, (done, count))))
        return
    with writing():
        if isinstance(content, bytes) or content.startswith(BOM):
            _write_bytes(sys.stdout, _encoded(content))
        else:
            sys.stdout.write(content)


def _replaced(path: str, guard: "Guard") -> str:
    """The day and time of the paper that is at `path` and may have been gone on with by hand,
    after a question whether to replace it; empty where there is none. Somebody who can be asked
    and does not want that ends the command with 1. Raises RequestError as `refuse_output`."""
    from datetime import datetime

    from fjkx import store

    seconds = store.paper_there(path)
    if seconds is None:
        return ""
    store.refuse_output(path, guard)
    was = f"{datetime.fromtimestamp(seconds):%Y-%m-%d %H:%M}"
    if can_ask() and not confirm(f"{path} 已经有了，是 {was} 的，替换它吗？"):
        message("没有写入，原来的还在；要都留着：-o 后换一个文件名")
        raise typer.Exit(1)
    return was


def put_folder(
    folder: str,
    made: Sequence[tuple[str, Callable[[], str | bytes]]],
    ending: str,
    label: str,
    plan_path: str,
    force: bool | None = None,
) -> None:
    """Write files into a folder, each with the name of whose it is and what makes its content.
    Raises RequestError, nothing then written, where one is there already, but with `force`; None
    is where nobody can ask for that."""
    from fjkx import store

    if not made:
        return
    names = [*store.file_names([name for name, _ in made], ending)]
    store.refuse_files(folder, names, guard(plan_path), force)
    with working(label, len(made)) as done:
        files = {name: done(make()) for name, (_, make) in zip(names, made, strict=True)}
    for name, data in files.items():
        store.write_output(os.path.join(folder, name), _encoded(data), guard(plan_path))


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")


def report(settings: Settings, view: "View", plan_path: str) -> None:
    """Emit what a command has done, without a pager. Raises RequestError where it cannot be
    shown, saying that it is done all the same."""
    try:
        emit(settings._replace(pager=False), view, "text", plan_path)
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
    """Write one line to stderr, behind what stdout has got so far. Failing to is no failure."""
    with suppress(OSError, ValueError):  # told when the command ends
        sys.stdout.flush()
    with suppress(OSError, ValueError):  # a broken stderr: there is nobody left to tell
        sys.stderr.write(f"{_folded(text)}\n")


def _folded(text: str) -> str:
    """The text on one line, with the codes of characters that may not be shown; on a terminal on
    stderr in as many as it takes."""
    line, columns = one_line(text), is_terminal(sys.stderr) and _columns(sys.stderr)
    if not columns or cells(line) <= columns:
        return line
    from fjkx.render.wrap import folded

    return folded(line, columns, 2)


@contextmanager
def working(label: str, total: int | None = None) -> Iterator[Callable[[Done], Done]]:
    """Around work of `total` steps, or of none that can be counted: a bar on stderr, if that is a
    terminal, once it has taken a second. What is yielded is called with what a step made."""
    if not is_terminal(sys.stderr):
        yield lambda done: done
        return
    from threading import Timer

    from fjkx.render.progress import Bar

    bar = Bar(label, total)
    timer = Timer(PATIENCE, bar.show)
    timer.start()
    try:
        yield bar.step
    finally:
        timer.cancel()
        timer.join()
        bar.close()


def can_ask() -> bool:
    """Whether somebody sits at a terminal who sees a question and can answer it."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def confirm(question: str) -> bool:
    """Ask on the terminal; True for yes, anything else is no."""
    sys.stdout.flush()
    sys.stderr.write(f"{_folded(f'{question} [y/N]')} ")
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        message("")  # the question's line is still open
    return answer.strip().lower() in YES


def agree(question: str, otherwise: str, yes: bool = False) -> None:
    """Go on with a `yes`, with one typed, or where nobody can be asked; anything else ends the
    command with 1, saying `otherwise`."""
    if not yes and can_ask() and not confirm(question):
        message(f"{otherwise}；不再询问：加上 -y")
        raise typer.Exit(1)


def screen(settings: Settings) -> "Screen":
    """What stdout, or the file of `-o`, can show: its width in columns, colour, encoding."""
    from fjkx.render.screen import Screen

    terminal = settings.output is None and is_terminal(sys.stdout)
    return Screen(
        width=width(terminal),
        color=terminal and settings.color and _wants_color(),
        encoding="utf-8" if settings.output is not None else sys.stdout.encoding or "utf-8",
        terminal=terminal,
    )


def paged(text: str, width: int) -> bool:
    """Show text that is longer than the terminal on stdout, whose lines have `width` cells, in the
    user's pager, `$PAGER`, else less; whether that was done. An empty `$PAGER` and cat are none."""
    import re
    import shlex
    import subprocess

    plain = re.sub("\x1b\\[[0-9;]*m", "", text)
    tall = sum(-(-max(cells(line), 1) // width) for line in plain.splitlines())
    if tall < os.get_terminal_size(sys.stdout.fileno()).lines:
        return False
    less = {"LESS": os.environ.get("LESS", "FRX")}  # as git does: colours, and no other screen
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
        if not command or command[0] == "cat":
            return False
        sys.stdout.flush()
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, **less})
    except (OSError, ValueError):
        return False
    assert pager.stdin is not None
    errors = sys.stdout.errors or "strict"
    with suppress(BrokenPipeError), pager.stdin:  # to leave it before its end is usual
        pager.stdin.write(text.encode(sys.stdout.encoding or "utf-8", errors))
    while True:
        try:
            pager.wait()
            return True
        except KeyboardInterrupt:
            continue  # a key of the pager's


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
