"""A notice as plain text → its lines, with the rows of tables set by bars, tabs or blanks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from fjkx.notice.page import is_rule
from fjkx.notice.roles import UNIT_ROLES
from fjkx.notice.source import APART, WIDEST, Cell, Line, glued, width
from fjkx.notice.tables import header, is_table_heading
from fjkx.plan.named import NamedTuple

_BARS: Final = "|｜│┃"
_BAR: Final = re.compile(f"[{_BARS}]")
_DRAWN_BAR: Final = re.compile("[│┃]")
_QUOTE: Final = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')  # a cell of several lines, as Excel copies it
_QUOTED_LINES: Final = 20
_FEWEST: Final = 3  # columns by blanks: two blanks stand in any heading
_SLACK: Final = 1  # columns by which a cell set by blanks may stand beside its head
_FAR: Final = 1_000_000
_LONGEST_ROW: Final = 4000  # characters of a wrapped row


class Ruled(NamedTuple):
    """How the rows of a table are set: what parts a line into cells, and how many these are."""

    cells: Callable[[str], list[str]]
    columns: int
    roles: tuple[int, ...]  # the columns of units, that of who leads first
    starts: tuple[int, ...]  # where the heads begin, in columns of the line
    edged: bool  # its lines begin with a bar


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, those from a table's header on as rows of cells."""
    found: list[Line] = []
    ruled: Ruled | None = None
    above: Line | None = None  # the last row below the header
    for line_number, line in unquoted(text.splitlines()):
        opened = header_of(line)
        if opened is not None:
            ruled, above = opened, None
            found.append(row(line_number, ruled.cells(line), ruled.columns))
            continue
        read_row = None if ruled is None else row_of(found, above, ruled, line_number, line)
        if read_row is None:
            found.append(Line(line_number, line))
            if line.strip() and not is_rule(line):
                ruled = None
        elif read_row.number == line_number:
            found.append(read_row)
        else:
            found[-1] = read_row
        above = read_row or above
    return tuple(found)


def unquoted(source: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; those of a quoted cell as one, its lines apart by U+000B."""
    at = 0
    while at < len(source):
        line, size = source[at], 1
        while "\t" in line and _QUOTE.search(line) and size < _QUOTED_LINES:
            if at + size == len(source):
                break
            line += "\v" + source[at + size]
            size += 1
        closed = size > 1 and not _QUOTE.search(line)
        yield at + 1, line if closed else source[at]
        at += size if closed else 1


def header_of(line: str) -> Ruled | None:
    """How the table is set whose header a line is; None for any other line."""
    for cells in (by_bars, by_tabs, by_blanks):
        texts = cells(line)
        fewest = _FEWEST if cells is by_blanks else 2
        if not fewest <= len(texts) <= WIDEST:  # each row gets as many cells as its header
            continue
        found = header([Cell(text) for text in texts])
        if found is not None:
            roles = [role for role in UNIT_ROLES if role in found.columns]
            starts = tuple(start for start, _ in chunks(line))
            columns = tuple(map(found.columns.index, roles))
            return Ruled(cells, len(texts), columns, starts, line.lstrip().startswith(tuple(_BARS)))
    return None


def row_of(
    found: Sequence[Line],
    above: Line | None,
    ruled: Ruled,
    line_number: int,
    line: str,
) -> Line | None:
    """The row that a line below a table's header is, or with which it goes on the last one; None if
    it is none of the table."""
    texts = ruled.cells(line)
    if not ruled.edged and line.lstrip().startswith(tuple(_BARS)) and len(texts) < ruled.columns:
        texts = ["", *texts]
    if len([text for text in texts if text]) == 1 and is_table_heading("".join(texts)):
        heading = "".join(texts)
        return Line(line_number, heading, (Cell(heading, ruled.columns),))
    if ruled.cells is by_blanks and len(texts) != ruled.columns:
        texts = by_place(line, ruled) or []
    if not is_row(texts, ruled):
        return None
    if above is not None and found[-1] is above and goes_on(above, texts, ruled, line):
        return joined(above, texts)
    read_row = row(line_number, texts, ruled.columns)
    return read_row if above is None else spanned(read_row, above, ruled.roles)


def is_row(texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether a line parted into cells is a row of the table: by bars or tabs with as many
    cells or fewer, by blanks with as many, since these stand in texts too."""
    if ruled.cells is by_blanks:
        return len(texts) == ruled.columns
    return 2 <= len(texts) <= ruled.columns and any(texts)


def goes_on(above: Line, texts: Sequence[str], ruled: Ruled, line: str) -> bool:
    """Whether a line goes on the row above it: with an empty first cell in a table that is drawn or
    set by blanks, whose cells are wrapped."""
    wraps = ruled.cells is by_blanks or _DRAWN_BAR.search(line) is not None
    full = not texts[0] and len(texts) == ruled.columns
    return wraps and full and len(above.text) <= _LONGEST_ROW


def by_bars(line: str) -> list[str]:
    """The cells of a line between bars, those at its ends left out; none of a rule's."""
    if is_rule(line):
        return []
    text = line.strip()
    begin, end = text[:1] != "" and text[0] in _BARS, len(text) > 1 and text[-1] in _BARS
    return [cell.strip() for cell in _BAR.split(text[begin : len(text) - end])]


def by_tabs(line: str) -> list[str]:
    """The cells of a line between tabs; a quoted one without its quotes, its lines apart."""
    return [unquote(cell.strip(" \u3000")) for cell in line.split("\t")]


def unquote(cell: str) -> str:
    """The text of a cell that is quoted since it has several lines."""
    if "\v" not in cell:
        return cell.strip()
    return cell.strip('"').replace('""', '"').replace("\v", "\n")


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


def by_place(line: str, ruled: Ruled) -> list[str] | None:
    """The cells of a line in the columns below whose heads they stand; None where one stands
    below none, or reaches into the next."""
    texts = [""] * ruled.columns
    ends = [*ruled.starts[1:], _FAR]
    for start, text in chunks(line):
        column = next(
            (at for at, head in enumerate(ruled.starts) if abs(head - start) <= _SLACK), -1
        )
        if column < 0 or start + width(text) > ends[column]:
            return None
        texts[column] = text
    return texts


def row(number: int, texts: Sequence[str], columns: int) -> Line:
    """A row with as many cells as its table has columns, the missing ones empty."""
    cells = [*map(Cell, texts), *[Cell("")] * (columns - len(texts))]
    return Line(number, "\t".join(texts), tuple(cells))


def spanned(below: Line, above: Line, roles: Sequence[int]) -> Line:
    """A row whose empty first cells, and whose empty cell of who leads with the empty ones of
    units beside it, go on those above: a text cannot show cells that span rows, and no task
    is without a lead."""
    cells = list(below.cells)
    if len(above.cells) != len(cells):
        return below
    first = next((at for at, cell in enumerate(cells) if cell.text), 0)
    lead = roles and not cells[roles[0]].text
    for column in (*range(first), *(roles if lead else ())):
        if not cells[column].text:
            cells[column] = above.cells[column]._replace(above=True)
    return below._replace(cells=tuple(cells))


def joined(above: Line, texts: Sequence[str]) -> Line:
    """A row with the cells of the line below it joined to its own: their text was wrapped."""
    more = [*texts, *[""] * (len(above.cells) - len(texts))]
    cells = [
        cell._replace(text=glued([cell.text, text]))
        for cell, text in zip(above.cells, more, strict=False)
    ]
    return Line(above.number, "\t".join(cell.text for cell in cells), tuple(cells))
