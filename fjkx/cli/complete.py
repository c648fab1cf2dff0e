"""What the shell may offer for a value: (value, description) pairs.

The plan is read only here, only when such a value is completed; without a readable plan there
is nothing to offer.
"""

from typing import TYPE_CHECKING, Final

import typer

from fjkx.cli.settings import Given, settle
from fjkx.plan.errors import FjkxError

if TYPE_CHECKING:
    from fjkx.plan.model import Plan

FILES: Final = ":files"  # in a description: the shell is to complete file names

Candidates = list[tuple[str, str]]


def units(ctx: typer.Context, incomplete: str) -> Candidates:
    """Declared units and, when something is typed, their aliases."""
    found = [(unit.name, "") for unit in _plan(ctx).units]
    if incomplete:
        found += [(alias, unit.name) for unit in _plan(ctx).units for alias in unit.aliases]
    return found


def statuses(incomplete: str) -> Candidates:
    """Status words in English, then in Chinese, and `open` for the unfinished ones."""
    from fjkx.plan.model import STATUS_LABELS

    labels = {"open": "未办结", **STATUS_LABELS}
    return [*labels.items(), *((label, token) for token, label in labels.items())]


def lights(incomplete: str) -> Candidates:
    """Light words in Chinese and English."""
    from fjkx.plan.model import LIGHT_LABELS

    return [*((label, token) for token, label in LIGHT_LABELS.items()), *LIGHT_LABELS.items()]


def sections(ctx: typer.Context, incomplete: str) -> Candidates:
    """Section ids with their titles."""
    return [(section.id, section.title) for section in _plan(ctx).sections]


def targets(ctx: typer.Context, incomplete: str) -> Candidates:
    """Task ids with titles; after `14.` the measures of task 14."""
    tasks = _plan(ctx).tasks
    task_id, dot, _ = incomplete.rpartition(".")
    if not dot:
        return [(task.id, task.title) for task in tasks]
    return [
        (f"{task_id}.{number}", measure.text)
        for task in tasks
        if task.id == task_id
        for number, measure in enumerate(task.measures, 1)
    ]


def files(incomplete: str) -> Candidates:
    """Nothing of its own: the shell completes file names."""
    return [(incomplete, FILES)]


def _plan(ctx: typer.Context) -> "Plan":
    """The plan that the command line would use, or an empty one if it cannot be read."""
    from fjkx import store
    from fjkx.cli.plans import find_plan
    from fjkx.file import schema as parse
    from fjkx.plan.model import Plan

    nothing = Plan(title="", year=0)
    try:
        settings = settle(ctx.obj if isinstance(ctx.obj, Given) else Given())
        return parse.parse(store.read(find_plan(settings))).plan or nothing
    except FjkxError:
        return nothing
