"""Plan files for the commands: found, read, and changed in one step."""

import os
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from fjkx.cli.output import message, refuse_output
from fjkx.cli.settings import Settings
from fjkx.errors import RequestError
from fjkx.model import Plan

if TYPE_CHECKING:
    from fjkx.workflow import Outcome


class Opened(NamedTuple):
    """A plan, the path of its file as the user knows it, and the day it is looked at from."""

    path: str
    plan: Plan
    today: date


def find_plan(settings: Settings) -> str:
    """The path of the plan file meant. Raises FileError or RequestError if there is none."""
    from fjkx import store

    return store.find(settings.file, os.curdir, settings.today)


def open_plan(settings: Settings, as_of: str | None = None) -> Opened:
    """The plan meant, or as the records say it stood at the end of a day that is typed, seen
    from that day. Raises FileError for a file that cannot be read or has errors, RequestError
    for a day to come."""
    from fjkx import store
    from fjkx.check import require
    from fjkx.parse import parse

    path = find_plan(settings)
    plan = require(parse(store.read(path)), path)
    if as_of is None:
        return Opened(path, plan, settings.today)
    return Opened(path, *plan_as_of(plan, as_of, settings.today))


def plan_as_of(plan: Plan, typed: str, today: date) -> tuple[Plan, date]:
    """The plan at the end of the day typed, and that day; of which tasks the records cannot tell
    everything is said."""
    from fjkx import dates, history

    day = dates.parse_day(typed, plan.year, today)
    if day > today:
        raise RequestError(f"{day} 还没有到，今天是 {today}", "回看过去的一天：--as-of 2020-06-30")
    past = history.as_of(plan, day, today)
    if past.untold:
        from fjkx.render.text import task_words

        message(f"注意：{task_words(past.untold)}有手工改动而没有记录的内容，只能按记录推算")
    return past.plan, day


def change_plan(settings: Settings, change: "Callable[[Plan], Outcome]") -> "tuple[str, Outcome]":
    """Replace the plan in its file by the outcome's: one write, one undo. The path and outcome.

    Raises FjkxError, nothing then written.
    """
    from fjkx import store
    from fjkx.check import require
    from fjkx.edit import rewrite
    from fjkx.parse import parse

    path = find_plan(settings)
    refuse_output(settings, path)
    outcomes: list[Outcome] = []

    def rewritten(text: str) -> str:
        document = parse(text)
        outcomes.append(change(require(document, path)))
        return rewrite(document, outcomes[-1].plan, path)

    store.update(path, rewritten, settings.typed, now())
    return path, outcomes[-1]


def now() -> str:
    """The clock's time for undo states, to the second, as `2020-05-11 09:30:00`."""
    return datetime.now().isoformat(" ", "seconds")
