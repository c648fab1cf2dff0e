"""Plan files for the commands: found, read, and changed in one step."""

import os
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from fjkx.cli.settings import Settings
from fjkx.model import Plan


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


def change_plan(path: str, change: Callable[[Plan], Plan], label: str) -> None:
    """Replace the plan in the file by `change(plan)`, one write and one undo; `label` is the
    command as the list of undo states shall show it. Raises FjkxError, nothing then written."""
    from fjkx import store
    from fjkx.check import require
    from fjkx.edit import rewrite
    from fjkx.parse import parse

    def rewritten(text: str) -> str:
        document = parse(text)
        return rewrite(document, change(require(document, path)))

    store.update(path, rewritten, label, now())


def now() -> str:
    """The clock's time for undo states, to the second, as `2020-05-11 09:30:00`."""
    return datetime.now().isoformat(" ", "seconds")
