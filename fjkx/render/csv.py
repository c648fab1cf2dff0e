"""A document's main table for a spreadsheet: CSV as Excel reads it, none of it a formula."""

from typing import Final

from fjkx.plan.characters import visible
from fjkx.plan.errors import UsageError
from fjkx.render.screen import Screen
from fjkx.views.document import View, text_of

BOM: Final = "\ufeff"
FORMULA: Final = frozenset("=+-@＝＋－＠\t\r")


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
    """The text as a spreadsheet may have it: after a ' if it would be run as a formula."""
    start = text[:1] if text[:1] in FORMULA else text.lstrip()[:1]
    return f"'{visible(text)}" if start in FORMULA else visible(text)
