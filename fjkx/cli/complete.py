"""What the shell may offer for a value: (value, description) pairs.

The plan is read only here, only when such a value is completed; without a readable plan there
is nothing to offer.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

import typer

from fjkx.cli.retype import ACTIVE
from fjkx.cli.settings import current
from fjkx.plan.characters import is_plain

if TYPE_CHECKING:
    from fjkx.plan.model import Plan

BREAKS: Final = frozenset(":=@")  # where bash begins another word

Candidates = list[tuple[str, str]]
Finder = Callable[[typer.Context, str], Candidates]


def offer(find: Finder) -> Finder:
    """Put what a function finds through the filter; whatever goes wrong, nothing is found."""

    @wraps(find)
    def offered(ctx: typer.Context, incomplete: str) -> Candidates:
        try:
            found = harmless(find(ctx, incomplete))
            return [(value, text) for value, text in found if not value.startswith("-")]
        except Exception:
            return []  # a shell at its prompt is no place for an error

    return offered


def harmless(candidates: Iterable[tuple[str, str]]) -> Candidates:
    """The candidates whose value no shell acts on, with what it would act on, and what cannot
    be shown, taken out of their descriptions."""
    return [
        (value, " ".join("".join(c if _is_inert(c) else " " for c in text).split()))
        for value, text in candidates
        if value and value == _inert(value)
    ]


def described(items: list[Any]) -> list[Any]:
    """Typer's own candidates, put through the same filter."""
    kept = dict(harmless((item.value, item.help or "") for item in items))
    for item in items:
        item.help = kept.get(item.value)
    return [item for item in items if item.value in kept]


def _is_inert(character: str) -> bool:
    return is_plain(character) and character not in ACTIVE


def _inert(text: str) -> str:
    """The text without what a shell acts on, cannot be shown, or begins another word."""
    return "".join(c for c in text if _is_inert(c) and c not in BREAKS)


@offer
def units(ctx: typer.Context, incomplete: str) -> Candidates:
    """Declared units and, when something is typed, their aliases; of a name with characters that
    are not offered the rest, where that means the unit and no other."""
    from fjkx.words.names import units_meant

    plan = _plan(ctx)
    found = [(unit.name, unit.name, "") for unit in plan.units]
    if incomplete:
        found += [(unit.name, alias, unit.name) for unit in plan.units for alias in unit.aliases]
    parts = ((unit, name, _inert(name), text) for unit, name, text in found)
    return [
        (part, text)
        for unit, name, part, text in parts
        if part == name or units_meant(plan, part) == [unit]
    ]


@offer
def statuses(ctx: typer.Context, incomplete: str) -> Candidates:
    """Status words in English, then in Chinese, and `open` for the unfinished ones."""
    from fjkx.plan.model import STATUS_LABELS

    labels = {"open": "未办结", **STATUS_LABELS}
    return [*labels.items(), *((label, token) for token, label in labels.items())]


@offer
def lights(ctx: typer.Context, incomplete: str) -> Candidates:
    """Light words in Chinese and English."""
    from fjkx.plan.model import LIGHT_LABELS

    return [*((label, token) for token, label in LIGHT_LABELS.items()), *LIGHT_LABELS.items()]


@offer
def sections(ctx: typer.Context, incomplete: str) -> Candidates:
    """Section ids with their titles."""
    return [(section.id, section.title) for section in _plan(ctx).sections]


@offer
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


def _plan(ctx: typer.Context) -> "Plan":
    """The plan that the command line would use, or as much of it as can be read. Raises
    FjkxError."""
    from fjkx.cli.plans import open_plan, read_text, search_plan
    from fjkx.plan.errors import FileError

    settings = current(ctx)
    try:
        return open_plan(settings).plan
    except FileError:
        from fjkx.file.schema import parse
        from fjkx.plan.model import Plan

        return parse(read_text(search_plan(settings).path)).plan or Plan(title="", year=0)
