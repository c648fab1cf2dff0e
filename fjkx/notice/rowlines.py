"""Tables with a cell to a line, as pages copied into a text have them: heads, rows, cells."""

from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.notice.clause import listed_parts
from fjkx.notice.numbers import ITEM, number
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.roles import UNIT_ROLES, is_due, is_nothing, is_unit
from fjkx.notice.source import Cell
from fjkx.notice.table import Column, Table, column_of, header, is_table_heading, row_number
from fjkx.notice.width import half

_FEWEST_HEADS: Final = 3
_MOST_HEADS: Final = 16
_MOST_LINES: Final = 40  # of a row that are told apart; the rest is beside its columns
_SHORT: Final = 12

# What it costs to leave a column empty, and each line more than one in it: a page's text drops
# empty cells, and breaks long ones. What does not fit a column costs more than both.
_EMPTY: Final[dict[Column | None, float]] = {"number": 99, "title": 50, "lead": 2, "support": 1.2}
_MORE: Final[dict[Column | None, float]] = {
    "number": 99,
    "support": 0.1,
    "responsible": 0.1,
    "text": 0.2,
    "lead": 0.3,
}
_USUAL_EMPTY: Final = 1.5
_USUAL_MORE: Final = 0.5
_MISFIT: Final = 4.0
_BEYOND: Final = 2.5
_FAR: Final = 1e9
_ODD: Final = 1.5


def line_header(paragraphs: Sequence[Paragraph], at: int) -> tuple[Table, int] | None:
    """The table whose heads stand one to a line from `at`, and the index behind them. Two lines
    are one head where only together they are one: 牵头 above 单位."""
    heads: list[str] = []
    end, last = at, min(at + _MOST_HEADS, len(paragraphs))
    while end < last and not paragraphs[end].cells:
        text = paragraphs[end].text
        below = paragraphs[end + 1].text if end + 1 < last else ""
        broken = bool(below) and not column_of(below) and column_of(text + below) is not None
        if not (broken or column_of(text)):
            break
        heads.append(text + below if broken else text)
        end += 1 + broken
    if len(heads) < _FEWEST_HEADS or end == len(paragraphs):
        return None
    found = header([Cell(head) for head in heads])
    if found is None:
        return None
    return (
        (found, end)
        if "number" in found.columns or row_value(found, paragraphs[end]) == 1
        else None
    )


def line_rows(
    paragraphs: Sequence[Paragraph], table: Table, start: int
) -> Iterator[tuple[int, tuple[Paragraph, ...]]]:
    """The rows of a table: each its first index, and its lines; a heading is a row of one line.

    A row begins with the number that follows the last row's, with 1 behind a heading, and with
    a greater one where the row before has a line for each column. The table ends where the
    next one's heads stand.
    """
    begin, wanted = start, 0
    for at in range(start, len(paragraphs) + 1):
        last = at == len(paragraphs) or line_header(paragraphs, at) is not None
        value = None if last else row_value(table, paragraphs[at])
        full = at - begin >= len(table.columns) - 1
        after_heading = begin < at and is_table_heading(paragraphs[begin].text)
        begins = value is not None and (
            value == wanted
            or not wanted
            or (value == 1 and (after_heading or full))
            or (value > wanted and full)
        )
        heads = not last and is_table_heading(paragraphs[at].text)
        if (last or begins or heads or after_heading) and begin < at:
            yield begin, tuple(paragraphs[begin:at])
            begin = at
        if last:
            return
        wanted = value + 1 if begins and value is not None else wanted


def row_value(table: Table, paragraph: Paragraph) -> int | None:
    """The number with which a line begins a row: alone, or in a table without a column for it
    before the task."""
    if "number" in table.columns:
        return row_number(paragraph.text)
    found = number(paragraph.text)
    return found.value if found is not None and found.rank == ITEM else None


def spread(table: Table, lines: Sequence[str]) -> tuple[Cell, ...]:
    """The lines of a row in the columns, in their order, as they fit these best by their words;
    what fits none, and lines beyond the most that are told apart, stand behind the columns."""
    own, beyond = lines[:_MOST_LINES], lines[_MOST_LINES:]
    best: list[tuple[float, tuple[int, ...]]] = [
        (0.0 if not at else _FAR, ()) for at in range(len(own) + 1)
    ]
    for column in (*table.columns, None):
        fits = [misfit(column, line) for line in own]
        following: list[tuple[float, tuple[int, ...]]] = []
        for end in range(len(own) + 1):
            ways = (
                (best[begin][0] + price(column, fits[begin:end]), (*best[begin][1], end))
                for begin in range(end + 1)
            )
            following.append(min(ways, key=lambda way: way[0]))
        best = following
    ends = best[-1][1]
    cells = ["\n".join(own[begin:end]) for begin, end in zip((0, *ends), ends, strict=False)]
    rest = "\n".join(part for part in (cells.pop(), *beyond) if part)
    return (*map(Cell, cells), *([Cell(rest)] if rest else []))


def price(column: Column | None, fits: Sequence[float]) -> float:
    """What it costs to have lines that fit so well in a column."""
    if column is None:
        return _BEYOND * len(fits)
    if not fits:
        return _EMPTY.get(column, _USUAL_EMPTY)
    return sum(fits) + (len(fits) - 1) * _MORE.get(column, _USUAL_MORE)


def misfit(column: Column | None, line: str) -> float:
    """How ill a line fits a column by its words, 0 for well."""
    flat = half(line).strip()
    due = is_due(flat) and len(flat) <= _SHORT
    if column == "number":
        return 0 if row_number(line) is not None else _MISFIT
    if is_nothing(flat):
        return 0
    names = [part.text for part in listed_parts(line, "responsible") if part.role != "dropped"]
    prose = "。" in flat or number(line) is not None
    units = bool(names) and not due and not prose and all(map(is_unit, names))
    people = bool(names) and not due and all(map(is_person, names))
    if column == "due":
        return 0 if due else _MISFIT if units or "。" in flat else _ODD
    if column in UNIT_ROLES:
        return 0 if units else _MISFIT if due else _ODD if people else _MISFIT - 1
    if column == "leader":
        return 0 if people and not units else _ODD if people else _MISFIT
    if column in ("title", "text", "category"):
        return _ODD if due or units or people else 0
    return 1


def is_person(name: str) -> bool:
    """Whether a name could be a person's by its length."""
    return 2 <= len("".join(name.split())) <= 4 and name.isalpha() and not name.isascii()
