"""What was typed, in terms of the plan: who reports what when, deadlines, and whether to ask."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, AnyStr, Protocol

import typer

from fjkx.cli.output import can_ask, confirm, is_terminal, message
from fjkx.cli.plans import open_plan
from fjkx.cli.settings import Settings
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan
from fjkx.words import dates, names

if TYPE_CHECKING:
    from fjkx.changes.types import Outcome, Report

MANY = 3
MOST = 1 << 20  # bytes of a text from standard input


class Reported(Protocol):
    """The options that every record takes, as typed."""

    @property
    def by(self) -> Sequence[str]: ...
    @property
    def on(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


def reported(plan: Plan, typed: Reported, today: date) -> "Report":
    """Who reports what on which day. Raises FjkxError where it has no meaning."""
    from fjkx.changes.types import Report

    on = today if typed.on is None else dates.happened(typed.on, plan, today)
    by = names.units(plan, typed.by)
    return Report(on, by[0] if len(by) == 1 else by or None, typed.note)


def from_stdin(text: str) -> str:
    """The text typed, or for `-` all of standard input in whatever usual encoding, its lines ended
    by a line feed, the last by nothing. Raises RequestError for what is no text, and for more
    than MOST bytes, of which no more are read; a terminal has its own encoding."""
    if text != "-":
        return text
    if is_terminal(sys.stdin):
        return bounded(sys.stdin.read(MOST + 1)).rstrip("\n")
    data = bounded(sys.stdin.buffer.read(MOST + 1)) if sys.stdin else b""
    if not data.strip():
        return ""
    from fjkx.notice.decode import decode

    return decode(data)[0].replace("\r\n", "\n").rstrip("\n")


def bounded(read: AnyStr) -> AnyStr:
    """What was read, unless it goes on after MOST. Raises RequestError."""
    if len(read) > MOST:
        raise RequestError(
            f"标准输入超过 {MOST >> 20} MiB，不像一段说明或正文", "检查 < 或 | 接上的是哪个文件"
        )
    return read


def deadline(plan: Plan, typed: str | None, today: date) -> tuple[date | None, str | None]:
    """A deadline typed as a day; as a wording that allows one (3-6月), which is kept beside it;
    or as one that names none (长期坚持, 每月5日). Raises UsageError for what looks like a day but
    is not."""
    if typed is None:
        return None, None
    try:
        return dates.due(typed, plan, today), None
    except UsageError:
        from fjkx.words import wordings

        day = wordings.due_day(typed, plan, today)
        if day is None and (not typed.strip() or wordings.is_slip(typed)):
            raise
        return day, typed.strip()


def ask_before_many(
    settings: Settings, ids: list[str], yes: bool, step: "Callable[[Plan], Outcome]"
) -> None:
    """On a terminal, ask before three or more tasks change; a no ends the command with 1."""
    if yes or not can_ask() or not names.may_be_many(ids, MANY):
        return
    changes = step(open_plan(settings).plan).changes
    changed = dict.fromkeys(each.after.id for each in changes if each.before != each.after)
    question = f"将改动 {len(changed)} 项任务（{'、'.join(changed)}），继续吗？"
    if len(changed) >= MANY and not confirm(question):
        message("没有改动任何任务；不再询问：加上 -y")
        raise typer.Exit(1)
