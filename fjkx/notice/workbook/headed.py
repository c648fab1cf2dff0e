"""A sheet as it is seen, and the table of tasks in it: its heads, and what its columns hold."""

from collections.abc import Mapping
from typing import Final

from fjkx.notice.heads import Column, column_of, refuse_counts, status_of, with_title
from fjkx.notice.source import glued
from fjkx.notice.tables import DITTO
from fjkx.notice.workbook.amounts import amount_of
from fjkx.notice.workbook.cells import Cell, Sheet, Span
from fjkx.plan.named import NamedTuple

_LAST_HEAD: Final = 30  # the row in which the heads of a ledger begin at the latest
_FEWEST_HEADS: Final = 3
_PEOPLE_OR_TIME: Final[frozenset[Column]] = frozenset(
    {"lead", "responsible", "support", "leader", "due"}
)


class Grid:
    """A sheet as it is seen: a merged cell stands in all places that it covers."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.cells = with_ditto(sheet.cells)
        self.rows = sorted({row for row, _ in sheet.cells})
        self.right = max((column for _, column in sheet.cells), default=0)
        self.spans: dict[tuple[int, int], Span] = {}
        last = self.rows[-1] if self.rows else 0
        for span in sheet.merged:
            for row in range(span.top, min(span.bottom, last) + 1):
                for column in range(span.left, min(span.right, self.right) + 1):
                    self.spans[row, column] = span

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell that covers a place, None where it is empty."""
        span = self.spans.get((row, column))
        return self.cells.get((span.top, span.left) if span else (row, column))

    def text(self, row: int, column: int) -> str:
        """The text that is seen at a place."""
        cell = self.cell(row, column)
        return "" if cell is None else cell.text.strip()

    def above(self, row: int, column: int) -> bool:
        """Whether the place belongs to a merged cell that began in a row above."""
        span = self.spans.get((row, column))
        return span is not None and span.top < row

    def own(self, row: int) -> dict[int, Cell]:
        """The cells that begin in a row, by their columns."""
        return {
            column: self.cells[row, column]
            for column in range(1, self.right + 1)
            if (row, column) in self.cells and not self.above(row, column)
        }


def with_ditto(cells: Mapping[tuple[int, int], Cell]) -> dict[tuple[int, int], Cell]:
    """The cells, for 同上 those above."""
    found: dict[tuple[int, int], Cell] = {}
    above: dict[int, Cell] = {}
    for (row, column), cell in sorted(cells.items()):
        if cell.text.strip() in DITTO and column in above:
            found[row, column] = above[column]._replace(odd=())
        else:
            found[row, column] = above[column] = cell
    return found


class Table(NamedTuple):
    """Where the heads of a ledger stand (rows, inclusive), what each column holds, its words."""

    first: int
    last: int
    columns: Mapping[int, Column]
    heads: Mapping[int, str]

    def of(self, *kinds: Column) -> list[int]:
        """The columns of some kinds, from the left."""
        return [at for at, column in self.columns.items() if column in kinds]


def heads_of(grid: Grid) -> Table | None:
    """The heads of a sheet: the first row that names a content and says who, when or which."""
    for row in grid.rows:
        if row > _LAST_HEAD:
            break
        table = _heads_at(grid, row)
        if table is not None:
            return table
    return None


def _heads_at(grid: Grid, row: int) -> Table | None:
    """The heads that begin in a row, which may go on below it."""
    own = grid.own(row)
    kinds = {column_of(cell.text) for cell in own.values()}
    if len(own) < _FEWEST_HEADS or not kinds & {"title", "text", "problem"}:
        return None
    spans = (grid.spans.get((row, column)) for column in own)
    last = max((span.bottom for span in spans if span), default=row)
    if last == row and (below := grid.own(row + 1)) and _goes_on(grid, row, below):
        last = row + 1
    heads: dict[int, str] = {}
    columns: list[Column | None] = []
    for column in range(1, grid.right + 1):
        texts = [grid.text(at, column) for at in range(row, last + 1)]
        words = list(dict.fromkeys(filter(None, texts)))
        heads[column] = glued((words or [""])[-1].split())
        columns.append(column_of(heads[column], words[0] if len(words) > 1 else ""))
    known = [column for column in columns if column]
    if len(known) < _FEWEST_HEADS or not set(known) & {"number", "due", *_PEOPLE_OR_TIME}:
        return None
    refuse_counts(heads.values())
    titled = dict(enumerate(with_title(columns), start=1))
    return _settled(grid, Table(row, last, titled, heads))


def _goes_on(grid: Grid, row: int, below: Mapping[int, Cell]) -> bool:
    """Whether the row below heads is their second: nothing but heads, below those of groups."""
    wide = {c for c in below if (span := grid.spans.get((row, c))) and span.right > span.left}
    empty = {c for c in below if not grid.text(row, c)}
    return set(below) <= wide | empty and all(column_of(c.text) for c in below.values())


def _settled(grid: Grid, table: Table) -> Table:
    """The table with what its cells say where heads do not: 完成情况 may hold shares, words or
    texts; and a first content that spans tasks is their category."""
    columns = dict(table.columns)
    below = [row for row in grid.rows if row > table.last]
    several = len(table.of("note", "amount")) > 1
    for column in table.of("amount", "note", "percent"):
        cells = [cell for row in below if (cell := grid.own(row).get(column))]
        shares = sum(amount_of(cell).percent is not None or bool(cell.odd) for cell in cells)
        words = sum(status_of(cell.text) is not None for cell in cells)
        if shares * 2 > len(cells):
            columns[column] = "percent"
        elif words * 2 > len(cells) and (several or columns[column] != "note"):
            columns[column] = "status"
        elif columns[column] == "amount" or not shares:
            columns[column] = "note"
    number_at, title_at, texts = table.of("number"), table.of("title"), table.of("text")
    if title_at and texts and not table.of("category"):
        spanned = (
            grid.above(row, title_at[0])
            and not (number_at and grid.above(row, number_at[0]))
            and bool(number_at and grid.text(row, number_at[0]))
            for row in below
        )
        if any(spanned):
            columns[title_at[0]], columns[texts[0]] = "category", "title"
    return table._replace(columns=columns)
