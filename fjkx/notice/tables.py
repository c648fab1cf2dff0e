"""Tables of tasks: which column says what, their rows, and these as tasks."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal

from fjkx.notice import heads
from fjkx.notice.clause import Part, listed_parts
from fjkx.notice.numbers import GROUP, HEADING, ITEM, SECTION, number, value_of
from fjkx.notice.outline import Node, node
from fjkx.notice.source import WIDEST, Cell, Line, Paragraph, glued
from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.roles import UNIT_ROLES, Role, is_due
from fjkx.words.units import is_nothing, is_unit

Column = Role | Literal["number", "title", "text", "category", "remark"]
_KEPT: Final[tuple[Column, ...]] = (
    *(*UNIT_ROLES, "leader", "due"),
    *("number", "title", "text", "category"),
)
_LONGEST_HEAD: Final = 12
_RAN_TOGETHER: Final = ("责任单位", "责任部门", "责任科室", "牵头单位", "牵头部门", "责任领导")
_NUMERAL: Final = re.compile("[一二三四五六七八九十]+[、.]?")
TOTALS: Final = ("合计", "总计", "小计", "共计", "备注", "说明")
DITTO: Final = ("同上", "〃", "″")
_LONGEST_NUMBER: Final = 6
_MOST_NEAR: Final = 200  # names of a task among which one that comes again is looked for
_FEWEST_HEADS: Final = 3
_MOST_HEADS: Final = 16


class Table(NamedTuple):
    """The columns of a table, from its header, with the words above each."""

    columns: tuple[Column, ...]
    heads: tuple[str, ...]


def column_of(head: str) -> Column | None:
    """What a column holds, by its head as that of a ledger; a remark where a notice's plan has no
    place for it. None for words that head no column."""
    column = head_of(head)
    return None if column is None else kept(column)


@lru_cache(maxsize=256)
def head_of(words: str) -> heads.Column | None:
    """What a column holds in a ledger; a heading over rows heads none."""
    return None if is_table_heading(words) else heads.column_of(words)


def kept(column: heads.Column | None) -> Column:
    """What of a ledger's columns a notice's plan has a place for; all others are remarks."""
    return next((each for each in _KEPT if each == column), "remark")


def header(cells: Sequence[Cell], above: Table | None = None) -> Table | None:
    """The table that a row heads, or None if it heads none: it has to name a content and a
    role, or a number and a content. Below the first row of a header of two rows, `above`, it
    has to name what is not named there."""
    words = [cell.text for cell in cells for _ in range(min(cell.span, WIDEST))]
    if above is not None:
        own = [cell.text for cell in cells if cell.text.strip() and not cell.above]
        if not own or not all(map(column_of, own)) or len(words) != len(above.heads):
            return None
        words = [new or old for new, old in zip(words, above.heads, strict=True)]
    found = [head_of(word) for word in words]
    kinds = set(map(kept, found))
    if not kinds & {"title", "text"} or not kinds & {"number", *UNIT_ROLES, "due"}:
        return None
    if sum(column is not None for column in found) * 2 < len(found):
        return None
    heads.refuse_counts(words)
    return Table(tuple(map(kept, heads.with_title(found))), tuple(words))


def regrouped(table: Table, rows: Sequence[Sequence[Cell]]) -> Table:
    """The table with its first content as category where that cell spans tasks, or is numbered
    above them: 一、 beside 1. and 2."""
    found = list(table.columns)
    if "category" in found or "text" not in found:
        return table
    if any(stands_over(row_columns(table, cells)) for cells in rows):
        found[found.index("title")], found[found.index("text")] = "category", "title"
        return table._replace(columns=tuple(found))
    return table


def stands_over(columns: dict[Column, Cell]) -> bool:
    """Whether the first content of a row is a heading over the second: it goes on from above
    while that is new, or their numbers say so."""
    title, text = columns.get("title"), columns.get("text")
    if title is None or text is None or text.above:
        return False
    if title.above:
        own = columns.get("number")
        return own is None or not own.above
    upper, lower = number(title.text), number(text.text)
    return upper is not None and lower is not None and upper.rank < lower.rank == ITEM


def ran_together(text: str) -> bool:
    """Whether a line begins with the heads of a table, nothing or a blank between them."""
    flat = "".join(half(text[: _MOST_HEADS * _LONGEST_HEAD]).split())
    return flat.startswith(("序", "编号", "项次")) and any(head in flat for head in _RAN_TOGETHER)


def row_number(text: str) -> int | None:
    """The number in a number cell: 1, 1. or （一）."""
    flat = half(text).strip().strip("().、")
    try:
        return (value_of(flat) or None) if 0 < len(flat) <= _LONGEST_NUMBER else None
    except ValueError:
        return None


def is_table_heading(text: str) -> bool:
    """Whether a cell is a heading over rows: 一、… or （一）… ."""
    found = number(text)
    return found is not None and found.rank in (SECTION, GROUP) and found.end < len(text)


def with_ditto(cells: tuple[Cell, ...], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cells of a row, with those above for 同上."""
    if len(cells) != len(above):
        return cells
    return tuple(
        upper._replace(above=True) if half(cell.text).strip() in DITTO else cell
        for cell, upper in zip(cells, above, strict=True)
    )


def row_columns(table: Table, cells: Sequence[Cell]) -> dict[Column, Cell]:
    """The cells of a row by what their column holds; two of one column are joined, and what
    stands in a column without a known head is a remark."""
    found: dict[Column, Cell] = {}
    at = 0
    for cell in cells:
        column: Column = table.columns[at] if at < len(table.columns) else "remark"
        if cell.text.strip():
            before = found.get(column)
            found[column] = merged(before, cell) if before else cell
        at += cell.span
    return found


def merged(one: Cell, other: Cell) -> Cell:
    """Two cells of one row as one, new if either is."""
    return other._replace(text=f"{one.text}\n{other.text}", above=one.above and other.above)


def unplaced(columns: dict[Column, Cell]) -> Iterator[str]:
    """What stands in a row that a task has no place for: remarks, and in the column of the
    numbers what is none."""
    for column, cell in columns.items():
        if cell.above:
            continue
        remark = column == "remark" and not is_nothing(cell.text)
        if remark or (column == "number" and row_number(cell.text) is None):
            yield cell.text


def is_heading_row(table: Table, cells: Sequence[Cell]) -> bool:
    """Whether a row is a heading over others: one text across the table."""
    filled = [cell for cell in cells if cell.text.strip() and not cell.above]
    if len(filled) != 1 or any(cell.above and cell.text.strip() for cell in cells):
        return False
    return filled[0].span >= len(table.columns) - 1 or number(filled[0].text) is not None


def is_numeral_row(columns: dict[Column, Cell]) -> bool:
    """Whether a row is a heading whose number stands in the column for it: 一 | 夯实基础 | |, with
    nobody in the columns of units and no day in that of deadlines."""
    own, title = columns.get("number"), columns.get("title")
    others = set(columns) - {"number", "title"}
    return (
        own is not None
        and title is not None
        and not others
        and not own.above
        and _NUMERAL.fullmatch(half(own.text).strip()) is not None
    )


def heading_node(line: int, text: str) -> Node:
    """A heading over rows, with its number if it has one."""
    heading = glued(text.split("\n"))
    found = number(heading)
    if found is None or found.rank not in (SECTION, GROUP):
        return node(line, HEADING, 0, "", heading.strip())
    return node(line, found.rank, found.value, heading[: found.end].strip(), heading[found.end :])


def task_node(line: int, columns: dict[Column, Cell], following: int) -> Node:
    """The task in a row; `following` is its number where the row has none."""
    title = columns.get("title") or columns.get("text") or Cell("")
    text = columns.get("text") if "title" in columns else None
    own = number(title.text)
    value = row_number(columns["number"].text) if "number" in columns else None
    first = title.text.strip()
    printed = columns["number"].text.strip() if "number" in columns else ""
    if own is not None and own.rank in (GROUP, ITEM) and value in (None, own.value):
        printed = printed or first[: own.end].strip()
        value, first = own.value, first[own.end :]
    lines = [line_.strip() for line_ in first.split("\n") if line_.strip()]
    further = [] if text is None else [part.strip() for part in text.text.split("\n")]
    item = Node(
        line,
        ITEM,
        following if value is None else value,
        printed,
        (lines or [""])[0] if text is None else glued(lines),
        lines[1:] if text is None else [part for part in further if part],
        [],
        [],
        [],
        title_only=text is not None and "。" not in title.text.strip().rstrip("。"),
        row=True,
    )
    item.parts.extend(role_parts(columns))
    return item


def role_parts(columns: dict[Column, Cell]) -> Iterator[Part]:
    """What the role columns of a row say."""
    roles: tuple[Role, ...] = ("leader", "lead", "responsible", "support", "due")
    for role in roles:
        if role in columns:
            yield from listed_parts(columns[role].text, role)


def more(item: Node, columns: dict[Column, Cell]) -> None:
    """Add a row that goes on a task, since its number spans both: its texts and new names."""
    for column in ("title", "text"):
        cell = columns.get(column)
        if cell is not None and not cell.above:
            item.texts.extend(part.strip() for part in cell.text.split("\n") if part.strip())
    fresh = {column: cell for column, cell in columns.items() if not cell.above}
    near = item.parts[-_MOST_NEAR:]
    item.parts.extend(part for part in role_parts(fresh) if part not in near)


MOST_CELLS: Final = 1_000_000
"""The cells of a notice's tables, with the repetition of those that span rows."""

_MOST_COLUMNS: Final = 200  # in which a cell that spans rows is repeated
_MOST_HEAD_LINES: Final = 8  # in the head of a column, and characters in each
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
    brief = len(placed.lines) <= _MOST_HEAD_LINES and all(
        len(line.text) <= _LONGEST_LINE for line in placed.lines
    )
    return _cell(placed) if brief else Cell("", placed.span)


def _cell(placed: Placed) -> Cell:
    """A cell with its text."""
    texts = [line.text for line in placed.lines if line.text.strip() and not _is_aside(line)]
    return Cell("\n".join(texts), placed.span)


def _is_aside(line: Line) -> bool:
    """Whether a line in a cell is none of its text: struck through, or a note to it."""
    return line.mark in ("struck", "note")


def rows_of(rows: Sequence[Sequence[Placed]], most: int) -> list[Line]:
    """The rows as lines with cells, each before what is struck through in it and its notes; a cell
    that spans rows is repeated below, as `above`.

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
        found += [line for placed in row for line in placed.lines if _is_aside(line)]
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


_FIGURE: Final = re.compile(r"\d")
_SHORT: Final = 12  # of a deadline
_OFFICES: Final = "局委办部处科室股院所会心站队组"  # how no name of a person ends


def line_header(paragraphs: Sequence[Paragraph], at: int) -> tuple[Table, int] | None:
    """The table whose heads stand one to a line from `at`, and the index behind them. Two lines
    are one head where only together they are one: 牵头 above 单位."""
    heads: list[str] = []
    end, last = at, min(at + _MOST_HEADS, len(paragraphs))
    while end < last and not paragraphs[end].cells:
        text = paragraphs[end].text
        below = paragraphs[end + 1].text if end + 1 < last else ""
        alone = bool(column_of(below)) or number(below) is not None or row_number(below) is not None
        broken = bool(below) and not alone and column_of(text + below) is not None
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
    """The lines of a row in the columns, in their order: each in the next one that it fits by its
    words, else where the one before it stands; prose behind the last stands behind the columns."""
    columns, cells = table.columns, [list[str]() for _ in (*table.columns, None)]
    at = 0
    for line in lines:
        kinds = kinds_of(line)
        first = columns.index("title") if not cells[columns.index("title")] else len(columns)
        fits = (to for to in range(at, min(first + 1, len(columns))) if columns[to] in kinds)
        following = [to for to in fits if to > at or not cells[at]]
        if following:
            at = following[0]
        elif first < len(columns):
            at = max(at, first)
        elif "。" in line and columns[at] not in ("title", "text", "category", "remark"):
            at = len(columns)
        cells[at].append(line)
        at = min(at, len(columns) - 1)
    return tuple(Cell("\n".join(own)) for own in (cells if cells[-1] else cells[:-1]))


def kinds_of(line: str) -> set[Column]:
    """The columns that a line fits by its words."""
    flat = half(line).strip()
    if row_number(line) is not None:
        return {"number"}
    plain = "".join(flat.split())
    if is_due(plain) and len(plain) <= _SHORT:
        return {"due"}
    if is_nothing(flat):
        return {*UNIT_ROLES, "leader", "due", "remark"}
    listed = flat if _FIGURE.search(flat) else flat.rstrip("。")  # a list may end with a stop
    prose = "。" in listed or number(line) is not None
    names = [part.text for part in listed_parts(line, "responsible") if part.role != "dropped"]
    units = bool(names) and not prose and all(map(is_unit, names))
    people = [part.text for part in listed_parts(line, "leader") if part.role == "leader"]
    persons = bool(people) and not prose and all(map(is_person, people))
    if units:
        return {*UNIT_ROLES, *(("leader",) if persons and line[-1] not in _OFFICES else ())}
    if persons:
        return {"leader", "remark"}
    return {"title", "text", "category", "remark"}


def is_person(name: str) -> bool:
    """Whether a name could be a person's by its length."""
    return 2 <= len("".join(name.split())) <= 4 and name.isalpha() and not name.isascii()
