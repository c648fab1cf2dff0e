"""A document's main table for a spreadsheet: CSV as Excel reads it, none of it a formula."""

from typing import Final

from fjkx.plan.characters import visible
from fjkx.plan.errors import UsageError
from fjkx.render.screen import Screen
from fjkx.views.document import View, text_of

BOM: Final = "\ufeff"
FORMULA: Final = frozenset("=+-@＝＋－＠\t\r")
# Behind what some spreadsheets end a cell at; split there, quotation marks do not protect. The run
# is taken whole, so that many `;` are passed over once.
INNER_FORMULA: Final = r"""([;\n][;\s"']*+)([=+\-@＝＋－＠]?)"""


def render(view: View, screen: Screen) -> str:
    """A byte order mark, which tells Excel that this is UTF-8, the header and a line per row,
    ended by CRLF. Raises UsageError for what has no table."""
    from csv import writer
    from io import StringIO

    table = next((each.table() for each in view.documents("sheet")), None)
    if table is None:
        raise UsageError("这里没有表格，写不成 csv", "换一种格式")
    file = StringIO(newline="")
    lines = writer(file)
    lines.writerow([column.heading for column in table.columns])
    lines.writerows([_harmless(text_of(cell)) for cell in row.cells] for row in table.rows())
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
