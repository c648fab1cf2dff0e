"""A notice as plain text → its lines, with the rows of tables set by bars, tabs or blanks."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

from fjkx.notice.numbers import ITEM, number
from fjkx.notice.page import is_rule
from fjkx.notice.roles import UNIT_ROLES
from fjkx.notice.source import APART, WIDEST, Cell, Line, glued, width
from fjkx.notice.tables import column_of, header, is_table_heading, row_number
from fjkx.plan.named import NamedTuple

_BARS: Final = "|｜│┃"
_BAR: Final = re.compile(f"[{_BARS}]")
_DRAWN_BAR: Final = re.compile("[│┃]")
_FEWEST_BARRED: Final = 6
_QUOTE: Final = re.compile(r'(?:^|\t)"(?:[^"]|"")*$')  # a cell of several lines, as Excel copies it
_QUOTED_LINES: Final = 20
_FEWEST: Final = 3  # columns by blanks: two blanks stand in any heading
_SLACK: Final = 1  # columns by which a cell set by blanks may stand beside its head
_FAR: Final = 1_000_000
_LONGEST_ROW: Final = 4000  # characters of a wrapped row
_NEAR: Final = 50  # lines that are looked at to tell how a table is set
_ABOVE: Final = 4  # rows above one that show where the numbered cell stands


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
    above: Line | None = None  # the last row below the header
    fresh = True  # behind a rule
    at = 0
    while at < len(source):
        line_number, line = source[at]
        opened = header_at(source, at)
        if opened is not None:
            (ruled, size), above = opened, None
            heads = [cell for _, each in source[at : at + size] for cell in ruled.cells(each)]
            found.append(row(line_number, heads, ruled.columns))
            at += size
            continue
        at += 1
        whole = None if ruled is None else row_of(found, above, ruled, source[at - 1], fresh)
        if whole is None:
            found.append(Line(line_number, line))
            if line.strip() and not is_rule(line):
                ruled = None
        elif whole.number == line_number:
            found.append(whole)
        else:
            found[-1] = whole
        above = whole or above
        fresh = is_rule(line)
    return tuple(found)


def unbarred(source: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines without the bars of a table with a cell to a line: at their ends, or on lines of
    their own, which are left empty."""
    single = [at for at, (_, line) in enumerate(source) if is_one_cell(line)]
    rows = sum(len(by_bars(line)) > 1 for _, line in source)
    if len(single) < _FEWEST_BARRED or rows > len(single):
        return source
    return [(line_number, line.strip(f" \u3000{_BARS}")) for line_number, line in source]


def is_one_cell(line: str) -> bool:
    """Whether a line is one cell with a bar behind it, or but a bar."""
    text = line.strip()
    inner = text.strip(_BARS)
    return text[-1:] != "" and text[-1] in _BARS and _BAR.search(inner) is None


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
        roles = [role for role in UNIT_ROLES if role in found.columns]
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


def row_of(
    found: Sequence[Line],
    above: Line | None,
    ruled: Ruled,
    numbered_line: tuple[int, str],
    fresh: bool,
) -> Line | None:
    """The row that a line below a table's header is, or with which it goes on the last one; None if
    it is none of the table. With `fresh` a rule stands above it."""
    line_number, line = numbered_line
    texts = ruled.cells(line)
    if len([text for text in texts if text]) == 1 and is_table_heading("".join(texts)):
        heading = "".join(texts)
        return Line(line_number, heading, (Cell(heading, ruled.columns),))
    if ruled.cells is by_blanks and len(texts) != ruled.columns:
        texts = by_place(line, ruled) or []
    if not is_row(texts, ruled):
        return None
    if above is not None and found[-1] is above:
        if goes_on(above, texts, ruled, line, fresh):
            return joined(above, texts)
        if fills(above, texts, ruled):
            return filled(above, texts)
    whole = row(line_number, moved(texts, found, ruled), ruled.columns)
    return whole if above is None else spanned(whole, above, ruled.roles)


def is_row(texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether a line parted into cells is a row of the table: by bars or tabs with as many
    cells or fewer, by blanks with as many, since these stand in texts too."""
    if ruled.cells is by_blanks:
        return len(texts) == ruled.columns
    return 2 <= len(texts) <= ruled.columns and any(texts)


def goes_on(above: Line, texts: Sequence[str], ruled: Ruled, line: str, fresh: bool) -> bool:
    """Whether a line goes on the row above it: between two rules, or with an empty first cell in
    a table that is drawn or set by blanks, whose cells are wrapped."""
    if len(above.text) > _LONGEST_ROW:
        return False
    if ruled.boxed:
        return not fresh
    wraps = ruled.cells is by_blanks or _DRAWN_BAR.search(line) is not None
    return wraps and not texts[0] and len(texts) == ruled.columns


def fills(above: Line, texts: Sequence[str], ruled: Ruled) -> bool:
    """Whether the cells of a line are those that the row above it lacks: it was broken."""
    had = len(above.text.split("\t"))
    return (
        ruled.cells is by_bars
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
    near = islice(reversed(found), _ABOVE)
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
