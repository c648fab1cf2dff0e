"""What was typed, in terms of the plan: who reports what when, texts, deadlines."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, AnyStr

from fjkx.cli.output import is_terminal
from fjkx.plan.errors import RequestError, UsageError
from fjkx.plan.model import Plan, period
from fjkx.words import dates, names

if TYPE_CHECKING:
    from fjkx.changes.types import Report

MOST = 1 << 20  # bytes of a text from standard input


def reported(
    plan: Plan, by: Sequence[str], on: str | None, note: str | None, today: date
) -> "Report":
    """Who reports what on which day. Raises FjkxError where it has no meaning."""
    from fjkx.changes.types import Report

    day = today if on is None else happened(on, plan, today)
    units = names.units(plan, by)
    return Report(day, units[0] if len(units) == 1 else units or None, note)


def happened(typed: str, plan: Plan, today: date) -> date:
    """The day on which something happened. Raises RequestError for one before the plan's period
    where no year was typed: it may be meant to come; UsageError for what is no day."""
    day, start = dates.happened(typed, plan, today), period(plan)[0]
    if day < start and dates.without_plan(typed, today) is None:
        raise RequestError(
            f"“{typed}”没有写年份，今天({today})以前最近的是 {day}，早于计划的起始 {start}",
            f"确是这一天，写明年份：--on {day}；还没发生的事不能记为已办",
        )
    return day


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
    from fjkx.notice.read import decode

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
