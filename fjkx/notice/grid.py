"""The cells of a table that span rows or columns → rows in which every column has its cell."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from fjkx.notice.source import Cell, Line
from fjkx.notice.table import header
from fjkx.plan.errors import RequestError

MOST_CELLS: Final = 1_000_000
"""The cells of a notice's tables, with the repetition of those that span rows."""

_MOST_COLUMNS: Final = 200  # in which a cell that spans rows is repeated
_MOST_LINES: Final = 8  # in the head of a column, and characters in each
_LONGEST_LINE: Final = 100


class Placed(NamedTuple):
    """A cell as it is given: the columns and rows it spans, and the lines in it."""

    span: int
    rows: int
    lines: list[Line]


def table_lines(rows: Sequence[Sequence[Placed]], most: int = MOST_CELLS) -> list[Line]:
    """The rows of a table of tasks; of any other, such as one for the layout, its lines.

    Raises RequestError for more than `most` cells.
    """
    if any(header(list(map(_head, row))) for row in rows):
        return rows_of(rows, most)
    return [line for row in rows for placed in row for line in placed.lines]


def _head(placed: Placed) -> Cell:
    """A cell as the head of a column, empty for what is too long for one: a table's cells may
    hold whole tables."""
    brief = len(placed.lines) <= _MOST_LINES and all(
        len(line.text) <= _LONGEST_LINE for line in placed.lines
    )
    return _cell(placed) if brief else Cell("", placed.span)


def _cell(placed: Placed) -> Cell:
    """A cell with its text."""
    texts = [line.text for line in placed.lines if line.text.strip()]
    return Cell("\n".join(texts), placed.span)


def rows_of(rows: Sequence[Sequence[Placed]], most: int) -> list[Line]:
    """The rows as lines with cells; a cell that spans rows is repeated below, as `above`.

    Raises RequestError for more than `most` cells.
    """
    found: list[Line] = []
    carried: dict[int, tuple[int, Cell]] = {}  # by column: rows still to come, and the cell
    last = 1
    for row in rows:
        cells, carried = _placed(row, carried)
        most -= len(cells)
        if most < 0:
            raise RequestError("通知里的表格太大，读不下", "请把通知拆成几份，分别导入")
        own = [cell.text for cell in cells if not cell.above]
        last = next((line.number for placed in row for line in placed.lines), last)
        found.append(Line(last, "\t".join(own), tuple(cells)))
    return found


def _placed(
    row: Sequence[Placed], carried: dict[int, tuple[int, Cell]]
) -> tuple[list[Cell], dict[int, tuple[int, Cell]]]:
    """The cells of a row with those that reach into it from above, and what it hands down."""
    cells: list[Cell] = []
    below: dict[int, tuple[int, Cell]] = {}
    waiting = list(reversed(row))
    column, end = 0, max(carried, default=-1)
    while waiting or column <= end:
        if column in carried:
            left, cell = carried[column]
            above = cell
        elif waiting:
            placed = waiting.pop()
            left, cell = placed.rows, _cell(placed)
            above = cell._replace(above=True)
        else:
            left, cell, above = 1, Cell(""), Cell("")
        cells.append(cell)
        if left > 1 and column < _MOST_COLUMNS:
            below[column] = (left - 1, above)
        column += cell.span
    return cells, below
