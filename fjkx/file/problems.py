"""What is wrong with a text, by index, and the lines and columns at which people find it."""

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Final

from fjkx.plan.characters import one_line
from fjkx.plan.model import Finding, Severity
from fjkx.plan.named import NamedTuple

LONGEST: Final = 400  # characters of a message
BOM: Final = "\ufeff"


class Mend(NamedTuple):
    """The one value that the characters `start` up to but not including `end`, one scalar, can
    mean; a tuple of names is a list, or with `items` takes the place of one item of a list."""

    start: int
    end: int
    value: str | int | date | tuple[str, ...]
    items: bool = False


class Problem(NamedTuple):
    """A finding before its place is counted in lines: `at` is an index into the text. `mend` is
    what to write there where what is written has one reading."""

    at: int
    message: str
    code: str
    severity: Severity = "error"
    mend: Mend | None = None


def marks_before(text: str) -> int:
    """How many byte order marks the text begins with; tools that add one may add another."""
    return len(text) - len(text.lstrip(BOM))


def locator(text: str) -> Callable[[int], tuple[int, int]]:
    """A function from an index into `text` to its line and column, both counted from 1.

    Lines end at LF, CR LF or CR, as editors count them; a byte order mark has no column.
    """
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    marks = marks_before(text)

    def locate(index: int) -> tuple[int, int]:
        line = bisect_right(starts, index)
        column = index - starts[line - 1] + 1
        return line, max(column - marks, 1) if line == 1 else column

    return locate


def to_findings(text: str, problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """The problems with their lines and columns, sorted by position, each message one line."""
    if not problems:
        return ()
    locate = locator(text)
    found = {Finding(*locate(p.at), p.severity, shortened(p.message), p.code) for p in problems}
    return tuple(sorted(found))


def shortened(message: str) -> str:
    """The message on one line, without the middle of a value that goes on for pages."""
    if len(message) > LONGEST:
        message = f"{message[: LONGEST // 2]}……{message[-LONGEST // 2 :]}"
    return one_line(message)
