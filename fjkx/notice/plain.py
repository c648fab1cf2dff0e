"""A notice as plain text → its lines, with the rows of tables set by bars, tabs or blanks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from fjkx.notice.page import is_rule
from fjkx.notice.source import APART, WIDEST, Cell, Line, glued, width
from fjkx.notice.tables import header, is_table_heading
from fjkx.plan.named import NamedTuple

_BARS: Final = "|｜│┃"
_BAR: Final = re.compile(f"[{_BARS}]")
_DRAWN_BAR: Final = re.compile("[│┃]")
_MARKDOWN: Final = re.compile(r"^#{1,6}[ \t]+(?=\S)", re.M)
_ONE_BAR: Final = re.compile(r"^([^|\n]*+)\|[ \t]*$", re.M)
_FEWEST: Final = 3  # columns by blanks: two blanks stand in any heading
_SLACK: Final = 1  # columns by which a cell set by blanks may stand beside its head
_FAR: Final = 1_000_000
_LONGEST_ROW: Final = 4000  # characters of a wrapped row


class Ruled(NamedTuple):
    """How the rows of a table are set: what parts a line into cells, how many these are, and where
    the heads begin, in columns of the line."""

    cells: Callable[[str], list[str]]
    columns: int
    starts: tuple[int, ...]


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, those from a table's header on as rows of cells, the headings of
    Markdown without their signs, cells that stand a line each without the bar behind them."""
    bare = _ONE_BAR.sub(r"\1", _MARKDOWN.sub("", text))
    found: list[Line] = []
    ruled: Ruled | None = None
    above: Line | None = None  # the last row below the header
    for number, line in enumerate(bare.splitlines(), 1):
        opened = header_of(line)
        texts = opened.cells(line) if opened else row_of(line, ruled) if ruled else []
        if opened is not None:
            ruled, above = opened, None
        if ruled is None or not texts:
            found.append(Line(number, line))
            ruled = ruled if is_rule(line) or not line.strip() else None
        elif above is not None and found[-1] is above and goes_on(above, texts, ruled, line):
            above = found[-1] = joined(above, texts)
        else:
            found.append(row(number, texts, ruled.columns, above))
            above = None if opened else found[-1]
    return tuple(found)


def header_of(line: str) -> Ruled | None:
    """How the table is set whose header a line is; None for any other line."""
    for cells in (by_bars, by_tabs, by_blanks):
        texts = cells(line)
        fewest = _FEWEST if cells is by_blanks else 2
        if fewest <= len(texts) <= WIDEST and header([Cell(text) for text in texts]) is not None:
            return Ruled(cells, len(texts), tuple(start for start, _ in chunks(line)))
    return None


def row_of(line: str, ruled: Ruled) -> list[str]:
    """The cells of a line below a table's header, one for a heading; none where it is no row: by
    bars or tabs it has as many cells or fewer, by blanks each below its head."""
    texts = ruled.cells(line)
    filled = [text for text in texts if text]
    if len(filled) == 1 and is_table_heading(filled[0]):
        return filled
    if ruled.cells is by_blanks:
        return texts if len(texts) == ruled.columns else by_place(line, ruled)
    return texts if 2 <= len(texts) <= ruled.columns and filled else []


def goes_on(above: Line, texts: Sequence[str], ruled: Ruled, line: str) -> bool:
    """Whether a line goes on the row above it: with an empty first cell in a table that is drawn or
    set by blanks, whose cells are wrapped."""
    wraps = ruled.cells is by_blanks or _DRAWN_BAR.search(line) is not None
    full = not texts[0] and len(texts) == len(above.cells)
    return wraps and full and len(above.text) <= _LONGEST_ROW


def by_bars(line: str) -> list[str]:
    """The cells of a line between bars, those at both its ends left out; none of a rule's."""
    cells = [] if is_rule(line) else [cell.strip() for cell in _BAR.split(line.strip())]
    edged = len(cells) > 2 and not (cells[0] or cells[-1])
    return cells[1:-1] if edged else cells


def by_tabs(line: str) -> list[str]:
    """The cells of a line between tabs."""
    return [cell.strip() for cell in line.split("\t")]


def by_blanks(line: str) -> list[str]:
    """The cells of a line between two blanks or a wide one."""
    return [text for _, text in chunks(line)]


def chunks(line: str) -> Iterator[tuple[int, str]]:
    """The cells of a line between blanks, each with the column at which it begins."""
    begin = len(line) - len(line.lstrip())
    ends = [(found.start(), found.end()) for found in APART.finditer(line, begin)]
    last = len(line.rstrip())
    column = width(line[:begin])
    for (_, start), (end, after) in pairwise([(begin, begin), *ends, (last, last)]):
        if line[start:end].strip():
            yield column, line[start:end].strip()
        column += width(line[start:after])


def by_place(line: str, ruled: Ruled) -> list[str]:
    """The cells of a line in the columns below whose heads they stand; none where one stands below
    no head, or reaches into the next column."""
    texts = [""] * ruled.columns
    for start, text in chunks(line):
        near = (at for at, head in enumerate(ruled.starts) if abs(head - start) <= _SLACK)
        column = next(near, None)
        if column is None or start + width(text) > (*ruled.starts, _FAR)[column + 1]:
            return []
        texts[column] = text
    return texts if any(texts) else []


def row(number: int, texts: Sequence[str], columns: int, above: Line | None) -> Line:
    """A row with as many cells as its table has columns, or a heading over them all. Empty first
    cells go on those above: a text cannot show cells that span rows."""
    if len(texts) == 1:
        return Line(number, texts[0], (Cell(texts[0], columns),))
    cells = [*map(Cell, texts), *[Cell("")] * (columns - len(texts))]
    if above is not None and len(above.cells) == columns:
        first = next((at for at, cell in enumerate(cells) if cell.text), 0)
        cells[:first] = [cell._replace(above=True) for cell in above.cells[:first]]
    return Line(number, "\t".join(texts), tuple(cells))


def joined(above: Line, texts: Sequence[str]) -> Line:
    """A row with the cells of the line below it joined to its own: their text was wrapped."""
    cells = [
        cell._replace(text=glued([cell.text, text]))
        for cell, text in zip(above.cells, texts, strict=True)
    ]
    return Line(above.number, "\t".join(cell.text for cell in cells), tuple(cells))
