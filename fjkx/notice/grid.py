"""The cells of a table that span rows or columns → rows in which every column has its cell."""

from collections.abc import Sequence
from typing import NamedTuple

from fjkx.notice.source import Cell, Line

_MOST_COLUMNS = 200


class Placed(NamedTuple):
    """A cell as it is given: the columns and rows it spans, and the lines in it."""

    span: int
    rows: int
    lines: list[Line]


def rows_of(rows: Sequence[Sequence[Placed]]) -> list[Line]:
    """The rows as lines with cells; a cell that spans rows is repeated below, as `above`."""
    found: list[Line] = []
    carried: dict[int, tuple[int, Cell]] = {}  # by column: rows still to come, and the cell
    last = 1
    for row in rows:
        cells, carried = _placed(row, carried)
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
    column = 0
    while (waiting or any(at >= column for at in carried)) and column < _MOST_COLUMNS:
        if column in carried:
            left, cell = carried[column]
            cell = cell._replace(above=True)
        elif waiting:
            placed = waiting.pop()
            left = placed.rows
            texts = [line.text for line in placed.lines if line.text.strip()]
            cell = Cell("\n".join(texts), placed.span)
        else:
            column += 1
            cells.append(Cell(""))
            continue
        cells.append(cell)
        if left > 1:
            below[column] = (left - 1, cell)
        column += cell.span
    return cells, below
