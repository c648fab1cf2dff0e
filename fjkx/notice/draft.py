"""What an import makes of a notice: a plan, what it left out, and where a person must decide."""

from typing import Literal, TypeAlias

from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan
from fjkx.plan.named import NamedTuple

# Why text is not in the plan: it belongs to the page around the notice or to its covering
# letter, to another attachment, is a note to the text, struck through in it, a title in whose
# place another was asked for, a clause's 等, or was not understood.
# Of a ledger: a column that a plan has no place for, a total or repeated heads, another sheet.
Reason = (
    Literal["page", "letter", "attached", "note", "struck", "replaced", "clause", "unclear"]
    | Literal["column", "total", "sheet"]
)
# What a doubt is about: ("task", id), ("section", id), ("unit", name); None for the whole plan.
Place: TypeAlias = tuple[str, str] | None


class Left(NamedTuple):
    """Text of the notice that is not in the plan; `line` counts from 1."""

    line: int
    text: str
    reason: Reason


class Doubt(NamedTuple):
    """A place where a person must decide, in one Chinese line; `line` counts from 1."""

    line: int
    message: str
    place: Place = None


class Draft(NamedTuple):
    """An import's result."""

    plan: Plan
    left: tuple[Left, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def too_large() -> RequestError:
    """The refusal of a notice whose plan could not be read again."""
    return RequestError("通知太大：写成的计划会超过计划文件的上限", "请把通知拆成几份，分别导入")
