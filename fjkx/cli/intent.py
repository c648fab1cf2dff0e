"""What was typed, in terms of the plan: who reports what when, deadlines, and whether to ask."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

import typer

from fjkx.cli.output import can_ask, confirm, message
from fjkx.cli.plans import open_plan
from fjkx.cli.settings import Settings
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan
from fjkx.words import dates, names

if TYPE_CHECKING:
    from fjkx.changes.steps import Outcome, Report

MANY = 3


class Reported(Protocol):
    """The options that every record takes, as typed."""

    @property
    def by(self) -> str | None: ...
    @property
    def on(self) -> str | None: ...
    @property
    def note(self) -> str | None: ...


def reported(plan: Plan, typed: Reported, today: date) -> "Report":
    """Who reports what on which day. Raises FjkxError where it has no meaning."""
    from fjkx.changes.steps import Report

    on = today if typed.on is None else dates.happened(typed.on, plan, today)
    by = None if typed.by is None else names.unit(plan, typed.by)
    return Report(on, by, typed.note)


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
