"""A notice as plain text → its lines, with the rows of tables set by bars, tabs or blanks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from fjkx.notice.numbers import ITEM, number
from fjkx.notice.page import is_rule
from fjkx.notice.source import WIDEST, Cell, Line
from fjkx.notice.table import column_of, header, is_table_heading, row_number
from fjkx.notice.width import glued, width

_BAR: Final = re.compile("[|｜│┃]")
_BLANKS: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")
_ONE_CELL: Final = re.compile(r"\s*[|｜│┃]+\s*|\s*[|｜│┃]?[^|｜│┃]+[|｜│┃]+\s*")
_FEWEST_BARRED: Final = 6
_QUOTE: Final = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')  # a cell of several lines, as Excel copies it
_QUOTED_LINES: Final = 20
_ROLES: Final = ("lead", "responsible", "support")
_FEWEST: Final = 3  # columns by blanks: two blanks stand in any heading
_SLACK: Final = 1  # columns by which a cell set by blanks may stand beside its head
_FAR: Final = 1_000_000
_LONGEST_ROW: Final = 4000  # characters of a wrapped row
_NEAR: Final = 50  # lines that are looked at to tell how a table is set


class Ruled(NamedTuple):
    """How the rows of a table are set: what parts a line into cells, how many these are, and
    whether a rule is drawn between rows, so that the lines between two of them are one row."""

    cells: Callable[[str], list[str]]
    columns: int
    roles: tuple[int, ...]  # the columns of units, that of who leads first
    starts: tuple[int, ...]  # where the heads begin, in columns of the line
    boxed: bool = False


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text, those from a table's header on as rows of cells."""
    source = unbarred(list(unquoted(text.splitlines())))
    found: list[Line] = []
    ruled: Ruled | None = None
    fresh = True  # behind a rule
    at = 0
    while at < len(source):
        line_number, line = source[at]
        opened = header_at(source, at)
        if opened is not None:
            ruled, size = opened
            heads = [cell for _, each in source[at : at + size] for cell in ruled.cells(each)]
            found.append(row(line_number, heads, ruled.columns))
            at += size
            continue
        at += 1
        if ruled is None or not read_row(found, ruled, line_number, line, fresh):
            found.append(Line(line_number, line))
            if line.strip() and not is_rule(line):
                ruled = None
        fresh = is_rule(line)
    return tuple(found)


def unbarred(source: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without the bars of a table with a cell to a line: at their ends, or on lines of
    their own, which are left empty."""
    single = [at for at, (_, line) in enumerate(source) if _ONE_CELL.fullmatch(line)]
    rows = sum(len(by_bars(line)) > 1 for _, line in source)
    if len(single) < _FEWEST_BARRED or rows > len(single):
        return source
    return [(line_number, line.strip(" \u3000|｜│┃")) for line_number, line in source]


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


def header_at(source: Sequence[tuple[int, str]], at: int) -> tuple[Ruled, int] | None:
    """How the table is set whose header begins at a line, and how many lines that takes; None
    for any other line."""
    line = source[at][1]
    for cells in (by_bars, by_tabs, by_blanks):
        texts = cells(line)
        fewest = _FEWEST if cells is by_blanks else 2
        if not fewest <= len(texts) <= WIDEST:  # each row gets as many cells as its header
            continue
        found = header([Cell(text) for text in texts])
        if found is None:
            continue
        size = 1
        if cells is by_bars and at + 1 < len(source):
            more = by_bars(source[at + 1][1])
            both = header([Cell(text) for text in (*texts, *more)])
            if both is not None and len(more) > 1 and all(map(column_of, more)):
                found, texts, size = both, [*texts, *more], 2
        roles = [role for role in _ROLES if role in found.columns]
        columns = tuple(map(found.columns.index, roles))
        starts = tuple(start for start, _ in chunks(line))
        return Ruled(cells, len(texts), columns, starts, is_boxed(source, at + size)), size
    return None


def is_boxed(source: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether the rows of a table from `at` on are told apart by rules: below the header's more
    than that of the table's end."""
    rules = 0
    for _, line in source[at : at + _NEAR]:
        if is_rule(line):
            rules += 1
        elif not _BAR.search(line):
            break
        if rules > 2:
            return True
    return False


def read_row(found: list[Line], ruled: Ruled, line_number: int, line: str, fresh: bool) -> bool:
    """Add a line below a table's header to its rows, or to the last of them; whether it is one
    of them. With `fresh` a rule stands above it."""
    texts = ruled.cells(line)
    if len([text for text in texts if text]) == 1 and is_table_heading("".join(texts)):
        heading = "".join(texts)
        found.append(Line(line_number, heading, (Cell(heading, ruled.columns),)))
        return True
    above = next((each for each in reversed(found) if each.cells), None)
    if ruled.cells is by_blanks and len(texts) != ruled.columns:
        texts = by_place(line, ruled) or []
    if not is_row(texts, ruled) or above is None:
        return False
    if found[-1].cells and goes_on(found, texts, ruled, fresh):
        found[-1] = joined(found[-1], texts)
    elif found[-1].cells and fills(found[-1], texts, ruled):
        found[-1] = filled(found[-1], texts)
    else:
        whole = row(line_number, moved(texts, found, ruled), ruled.columns)
        found.append(spanned(whole, above, ruled.roles))
    return True


def is_row(texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether a line parted into cells is a row of the table: by bars or tabs with as many
    cells or fewer, by blanks with as many, since these stand in texts too."""
    if ruled.cells is by_blanks:
        return len(texts) == ruled.columns
    return 2 <= len(texts) <= ruled.columns and any(texts)


def goes_on(found: Sequence[Line], texts: Sequence[str], ruled: Ruled, fresh: bool) -> bool:
    """Whether a line goes on the row above it: its first cell is empty, or between two rules."""
    if len(found[-1].text) > _LONGEST_ROW:
        return False
    if ruled.boxed:
        return not fresh
    return not texts[0] and len(texts) == ruled.columns and is_body(found[-1])


def is_body(line: Line) -> bool:
    """Whether a row is none of the header's."""
    return header(line.cells) is None


def fills(above: Line, texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether the cells of a line are those that the row above it lacks: it was broken."""
    had = len(above.text.split("\t"))
    return (
        ruled.cells is by_bars
        and is_body(above)
        and had + len(texts) == ruled.columns
        and row_number(texts[0]) is None
        and number(texts[0]) is None
    )


def filled(above: Line, texts: Sequence[str]) -> Line:
    """The row above with the cells that it lacks."""
    had = above.text.split("\t")
    return row(above.number, [*had, *texts], len(had) + len(texts))


def moved(texts: Sequence[str], found: Sequence[Line], ruled: Ruled) -> list[str]:
    """The cells of a row whose first ones are missing, as where they spanned rows, in their
    columns: the numbered one below those above it."""
    own = numbered(texts)
    if own is None or ruled.cells is by_blanks:
        return list(texts)
    near = islice(reversed(found), _NEAR)
    columns = (numbered([cell.text for cell in each.cells]) for each in near)
    column = next((at for at in columns if at), own) - own
    if column <= 0:
        return list(texts)
    bare = list(texts)
    while bare and not bare[-1]:
        bare.pop()
    return [""] * column + bare if column + len(bare) <= ruled.columns else list(texts)


def numbered(texts: Sequence[str]) -> int | None:
    """The first cell that is a number in digits, or opens with a number of tasks."""
    for at, text in enumerate(texts):
        found = number(text)
        if (found and found.rank == ITEM) or text.isdecimal():
            return at
    return None


def by_bars(line: str) -> list[str]:
    """The cells of a line between bars, those at its ends left out; none of a rule's."""
    if is_rule(line):
        return []
    inner = line.strip().removeprefix("|").removesuffix("|").strip("│┃｜")
    return [cell.strip() for cell in _BAR.split(inner)]


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
    ends = [(found.start(), found.end()) for found in _BLANKS.finditer(line, begin)]
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
