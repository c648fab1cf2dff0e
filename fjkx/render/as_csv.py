"""Tables for a spreadsheet: CSV as Excel reads it, of which nothing is run as a formula."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from fjkx.plan.model import Plan, Task
from fjkx.plan.query import Entry
from fjkx.plan.summary import Summary
from fjkx.render.rows import record_rows, summary_rows, task_rows, unit_rows
from fjkx.render.text import visible

BOM: Final = "\ufeff"
FORMULA: Final = frozenset("=+-@＝＋－＠\t\r")
# Behind what some spreadsheets end a cell at; split there, quotation marks do not protect. The run
# is taken whole, so that many `;` are passed over once.
INNER_FORMULA: Final = r"""([;\n][;\s"']*+)([=+\-@＝＋－＠]?)"""


def task_list(plan: Plan, tasks: Sequence[Task], today: date, measures: bool = False) -> str:
    """A line per task in the order given, below a header; with `measures` one per measure too."""
    return _written(task_rows(plan, tasks, today, measures))


def summary(plan: Plan, roll_up: Summary) -> str:
    """A line per group and one for the total, below a header."""
    return _written(summary_rows(plan, roll_up))


def log(entries: Iterable[Entry]) -> str:
    """A line per record in the order given, below a header."""
    return _written(record_rows(entries))


def units(plan: Plan) -> str:
    """A line per unit in the order of declaration, below a header."""
    return _written(unit_rows(plan))


def _written(rows: Iterable[Iterable[str]]) -> str:
    """A byte order mark, which tells Excel that this is UTF-8, and the rows ended by CRLF."""
    from csv import writer
    from io import StringIO

    file = StringIO(newline="")
    writer(file).writerows([_harmless(text) for text in row] for row in rows)
    return BOM + file.getvalue()


def _harmless(text: str) -> str:
    """The text as a spreadsheet may have it: a ' stands before what would be run as a formula, at
    its start, and behind what some spreadsheets end a cell at: `a;=1+1` becomes `a;'=1+1`."""
    import re

    def split(found: "re.Match[str]") -> str:
        return f"{found[1]}'{found[2]}" if found[2] else found[1]

    start = text[:1] if text[:1] in FORMULA else text.lstrip()[:1]
    opening = "'" if start in FORMULA else ""
    return opening + re.sub(INNER_FORMULA, split, visible(text))
