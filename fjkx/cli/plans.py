"""Plan files for the commands: found, read, and changed in one step."""

import os
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from fjkx.cli.output import message, refuse_output
from fjkx.cli.settings import Settings
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task

if TYPE_CHECKING:
    from fjkx.changes.steps import Outcome


class Opened(NamedTuple):
    """A plan, the path of its file as the user knows it, and the day it is looked at from."""

    path: str
    plan: Plan
    today: date


class View(NamedTuple):
    """A plan as the records say it stood at the end of `day`, the path of its file, and the plan
    as it is `now`. `untold` are the ids of tasks of which the records do not tell everything."""

    path: str
    plan: Plan
    day: date
    now: Plan
    untold: tuple[str, ...] = ()


def find_plan(settings: Settings) -> str:
    """The path of the plan file meant. Raises FileError or RequestError if there is none."""
    from fjkx import store

    return store.find(settings.file, os.curdir, settings.today)


def open_plan(settings: Settings) -> Opened:
    """The plan meant. Raises FileError for a file that cannot be read or has errors."""
    from fjkx import store
    from fjkx.file.check import require
    from fjkx.file.schema import parse

    path = find_plan(settings)
    return Opened(path, require(parse(store.read(path)), path), settings.today)


def view_plan(settings: Settings, as_of: str | None) -> View:
    """The plan meant at the end of the day typed, or as it is today. Raises FileError as above,
    RequestError for a day to come."""
    path, plan, today = open_plan(settings)
    if as_of is None:
        return View(path, plan, today, plan)
    from fjkx.plan import history
    from fjkx.words import dates

    day = dates.parse_day(as_of, plan.year, today)
    if day > today:
        example = f"回看过去的一天，如 --as-of {today.replace(day=1)}"
        raise RequestError(f"{day} 还没有到，今天是 {today}", example)
    past = history.as_of(plan, day, today)
    return View(path, past.plan, day, plan, past.untold)


def tell_untold(view: View, tasks: Iterable[Task]) -> tuple[str, ...]:
    """Say of which of the tasks the records do not tell everything; their ids."""
    if not view.untold:
        return ()
    from fjkx.views.parts import untold_words

    all_untold = frozenset(view.untold)
    untold = tuple(task.id for task in tasks if task.id in all_untold)
    if untold:
        message(f"注意：{untold_words(untold)}")
    return untold


def change_plan(settings: Settings, change: "Callable[[Plan], Outcome]") -> "tuple[str, Outcome]":
    """Replace the plan in its file by the outcome's: one write, one undo. The path and outcome.

    Raises FjkxError, nothing then written.
    """
    from fjkx import store
    from fjkx.file.check import require
    from fjkx.file.edit import rewrite
    from fjkx.file.schema import parse

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
