"""A notice as plain text → its lines, with the rows of tables set by bars, tabs or blanks."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from fjkx.notice.page import is_rule
from fjkx.notice.source import WIDEST, Cell, Line
from fjkx.notice.table import header, is_table_heading
from fjkx.notice.width import glued

_BARS: Final = re.compile(r"\s*[|｜│┃]\s*")
_TABS: Final = re.compile(r"[ \u3000]*\t[ \u3000]*")
_BLANKS: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_ROLES: Final = ("lead", "responsible", "support")
_LONGEST_ROW: Final = 20_000  # characters of a row that is still taken for wrapped
_FEWEST: Final = 3  # columns by blanks: two blanks stand in any heading


class Ruled(NamedTuple):
    """How the rows of a table are set: what parts a line into cells, and how many these are."""

    cells: Callable[[str], list[str]]
    columns: int
    roles: tuple[int, ...]  # the columns of units, that of who leads first


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, those from a table's header on as rows of cells."""
    found: list[Line] = []
    ruled: Ruled | None = None
    for number, line in enumerate(text.splitlines(), 1):
        texts = ruled.cells(line) if ruled else []
        if ruled is not None and len(texts) == 1 and is_table_heading(texts[0]):
            found.append(Line(number, texts[0], (Cell(texts[0], ruled.columns),)))
            continue
        if ruled is not None and is_row(texts, ruled):
            if texts[0] or not found[-1].cells or len(found[-1].text) > _LONGEST_ROW:
                found.append(spanned(row(number, texts, ruled.columns), found[-1], ruled.roles))
            else:
                found[-1] = joined(found[-1], texts)
            continue
        opened = header_of(line)
        if opened is not None:
            ruled = opened
            found.append(row(number, opened.cells(line), opened.columns))
            continue
        found.append(Line(number, line))
        if line.strip() and not is_rule(line):
            ruled = None
    return tuple(found)


def header_of(line: str) -> Ruled | None:
    """How the table is set whose header a line is; None for any other line."""
    for cells in (by_bars, by_tabs, by_blanks):
        texts = cells(line)
        fewest = _FEWEST if cells is by_blanks else 2
        apt = fewest <= len(texts) <= WIDEST  # each row gets as many cells as its header
        found = header([Cell(text) for text in texts]) if apt else None
        if found is not None:
            roles = [role for role in _ROLES if role in found.columns]
            return Ruled(cells, len(texts), tuple(map(found.columns.index, roles)))
    return None


def is_row(texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether a line parted into cells is a row of the table: by bars or tabs with as many
    cells or fewer, by blanks with as many, since these stand in texts too."""
    if ruled.cells is by_blanks:
        return len(texts) == ruled.columns
    return 2 <= len(texts) <= ruled.columns and any(texts)


def by_bars(line: str) -> list[str]:
    """The cells of a line between bars, those at its ends left out; none of a rule's."""
    if is_rule(line):
        return []
    inner = line.strip().removeprefix("|").removesuffix("|").strip("│┃｜")
    return [cell.strip() for cell in _BARS.split(inner)]


def by_tabs(line: str) -> list[str]:
    """The cells of a line between tabs."""
    return [cell.strip() for cell in _TABS.split(line.rstrip("\n"))]


def by_blanks(line: str) -> list[str]:
    """The cells of a line between two blanks or a wide one."""
    return _BLANKS.split(line.strip())


def row(number: int, texts: Sequence[str], columns: int) -> Line:
    """A row with as many cells as its table has columns, the missing ones empty."""
    cells = [*map(Cell, texts), *[Cell("")] * (columns - len(texts))]
    return Line(number, "\t".join(texts), tuple(cells))


def spanned(below: Line, above: Line, roles: Sequence[int]) -> Line:
    """A row whose empty cell of who leads, with the empty ones of units beside it, goes on
    those above: a text cannot show cells that span rows, and no task is without a lead."""
    if not roles or len(above.cells) <= max(roles) or below.cells[roles[0]].text:
        return below
    cells = list(below.cells)
    for column in roles:
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
