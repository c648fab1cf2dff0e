"""Plan files for the commands: found, read, and changed in one step."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

import typer

from fjkx import __version__, store
from fjkx.cli.formats import FORMATS, chosen
from fjkx.cli.output import emit, message, refuse_output
from fjkx.cli.retype import tell
from fjkx.cli.settings import Settings, current
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task, period
from fjkx.plan.named import NamedTuple

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome
    from fjkx.views.document import View


class Opened(NamedTuple):
    """A plan, the path of its file as the user knows it, and the day it is looked at from."""

    path: str
    plan: Plan
    today: date


class Look(NamedTuple):
    """What a command shows: a plan as the records say it stood at the end of `day`, the path of
    its file, the plan as it is `now`, and the `format` that is wanted. `unrecorded` are the ids of
    tasks with something that no record explains."""

    settings: Settings
    format: str
    path: str
    plan: Plan
    day: date
    now: Plan
    unrecorded: tuple[str, ...] = ()


def search_plan(settings: Settings) -> store.Found:
    """The plan file meant, and whether it might be another. Raises FileError or RequestError if
    there is none."""
    return store.search(settings.file, os.curdir, settings.today)


def open_plan(settings: Settings) -> Opened:
    """The plan meant, as it was kept when these bytes were first read, else as it is read now.
    Raises FileError for a file that cannot be read or has errors."""
    path = search_plan(settings).path
    data = store.read(path)
    plan = kept_plan(data)
    if plan is None:
        plan = read_plan(path, data)
        settings.later(partial(keep_plan, data, plan))
    return Opened(path, plan, settings.today)


def read_plan(path: str, data: bytes) -> Plan:
    """The plan that `data`, the content of `path`, is. Raises FileError where it is none."""
    from fjkx.file.check import require
    from fjkx.file.decode import decode
    from fjkx.file.schema import parse

    return require(parse(decode(data, path)), path)


def read_text(path: str) -> str:
    """A plan file's text. Raises FileError where it cannot be read, or is no text."""
    from fjkx.file.decode import decode

    return decode(store.read(path), path)


def kept_plan(content: bytes) -> Plan | None:
    """The plan kept for a file of that content, if it is there and whole."""
    from fjkx.plan import rows
    from fjkx.store import cache

    data = cache.load(content, kind_of_rows())
    with suppress(ValueError):
        return None if data is None else rows.plan_of(data)
    return None


def keep_plan(content: bytes, plan: Plan) -> None:
    """Keep a plan that was read, so that the next command need not read it."""
    from fjkx.plan import rows
    from fjkx.store import cache

    with suppress(UnicodeEncodeError):
        cache.keep(content, kind_of_rows(), rows.rows_of(plan))


def kind_of_rows() -> str:
    """What of the program decides which rows are its own: its version, and their layout."""
    from fjkx.plan import rows

    return f"{__version__}-{rows.LAYOUT}"


def look_at(
    ctx: typer.Context,
    format: str | None,
    as_of: str | None = None,
    known: tuple[str, ...] = FORMATS,
) -> Look:
    """The plan meant at the end of the day typed, or as it is today. Raises FileError as above,
    UsageError for a format of no command's, RequestError for a day to come."""
    settings = current(ctx)
    kind = chosen(settings, format, known)
    path, plan, today = open_plan(settings)
    if as_of is None:
        return Look(settings, kind, path, plan, today, plan)
    from fjkx.plan import history

    day = looked_at(plan, as_of, today)
    if day > today:
        example = f"回看过去的一天，如 --as-of {today.replace(day=1)}"
        raise RequestError(f"{day} 还没有到，今天是 {today}", example)
    if day < (start := period(plan)[0]):
        message(f"注意：计划从 {start} 开始，{day} 还没有它")
    then = history.as_of(plan, day, today)
    return Look(settings, kind, path, then, day, plan, history.unrecorded(plan, day, today))


def show(look: Look, view: "View", count: str = "") -> None:
    """Emit a view of the plan looked at; `count` says how much it is, like 26 项."""
    emit(look.settings, view, look.format, look.path, count)


def looked_at(plan: Plan, typed: str, today: date, since: bool = False) -> date:
    """The day typed as the end, or `since` as the start, of what is looked at; one outside the
    plan's period is pointed out where it did not name its year. Raises UsageError."""
    from fjkx.words import dates

    day = dates.looked_at(typed, plan, today, since)
    first, last = period(plan)
    if not first <= day <= last and dates.without_plan(typed, today) is None:
        message(f"注意：“{typed}”按 {day} 计，不在计划的起止 {first} 至 {last} 之内")
    return day


def reply_day(plan: Plan, typed: str | None, today: date) -> date | None:
    """The day typed by which units are asked to answer, if one is. Raises UsageError for what is no
    day, RequestError for one that is over."""
    from fjkx.words import dates

    day = None if typed is None else dates.due(typed, plan, today)
    if day is not None and day < today:
        raise RequestError(
            f"回复时限 {day} 已经过了，今天是 {today}", f"例如：--reply-by {today + timedelta(7)}"
        )
    return day


def warn_unrecorded(
    ctx: typer.Context, ids: Iterable[str], tasks: Iterable[Task]
) -> tuple[str, ...]:
    """Point out which of the tasks are among `ids`, those with something that no record explains,
    and how to have one explain it; their ids."""
    unrecorded = frozenset(ids)
    found = tuple(task.id for task in tasks if task.id in unrecorded) if unrecorded else ()
    if found:
        from fjkx.views.parts import task_words

        message(f"注意：{task_words(found)}有手工改动而没有记录的内容，只能按记录推算")
        tell(ctx, f"提示：在 records 里补上一条：fjkx edit {found[0]}")
    return found


def change_plan(settings: Settings, change: "Callable[[Plan], Outcome]") -> "tuple[str, Outcome]":
    """Replace the plan in its file by the outcome's: one write, one undo. The path and outcome.

    Raises FjkxError, nothing then written.
    """
    from fjkx.file.check import require
    from fjkx.file.edit import rewrite
    from fjkx.file.schema import parse

    found = search_plan(settings)
    refuse_output(settings, found.path)
    outcomes: list[Outcome] = []

    def rewritten(text: str) -> str:
        document = parse(text)
        outcomes.append(change(require(document, found.path)))
        return rewrite(document, outcomes[-1].plan, found.path)

    report_written(found, write_text(found.path, rewritten, settings.typed))
    return found.path, outcomes[-1]


def write_text(path: str, change: Callable[[str], str], label: str) -> "store.Written":
    """Replace a plan file's text by what `change` makes of it: one write, one undo, that of the
    command `label`. Raises FjkxError, nothing then written."""
    from fjkx.file.decode import decode

    return store.update(path, lambda data: change(decode(data, path)).encode(), label, now())


def report_written(found: store.Found, written: "store.Written") -> None:
    """Say which plan was written where its user might think of another, and that it has parted
    from its other names."""
    if written.changed and found.another:
        message(f"写入的是 {found.path}")
    if written.parted:
        message(f"注意：{found.path} 还有别的名字（硬链接），从此分开，那里仍是旧内容")


def now() -> str:
    """The clock's time for undo states, to the second, as `2020-05-11 09:30:00`."""
    return datetime.now().isoformat(" ", "seconds")
