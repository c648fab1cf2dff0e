"""Plan files for the commands: found, read, and changed in one step."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from fjkx.cli.output import refuse_output
from fjkx.cli.settings import Settings
from fjkx.model import Plan

if TYPE_CHECKING:
    from fjkx.workflow import Outcome


class Opened(NamedTuple):
    """A plan and the path of its file as the user knows it."""

    path: str
    plan: Plan


def find_plan(settings: Settings) -> str:
    """The path of the plan file meant. Raises FileError or RequestError if there is none."""
    from fjkx import store

    return store.find(settings.file, os.curdir, settings.today)


def open_plan(settings: Settings) -> Opened:
    """The plan meant. Raises FileError for a file that cannot be read or has errors."""
    from fjkx import store
    from fjkx.check import require
    from fjkx.parse import parse

    path = find_plan(settings)
    return Opened(path, require(parse(store.read(path)), path))


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
        return rewrite(document, outcomes[-1].plan)

    store.update(path, rewritten, settings.typed, now())
    return path, outcomes[-1]


def now() -> str:
    """The clock's time for undo states, to the second, as `2020-05-11 09:30:00`."""
    return datetime.now().isoformat(" ", "seconds")
