"""Tables of tasks: which column says what, and their rows as nodes."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from fjkx.notice.clause import Part, listed_parts
from fjkx.notice.node import Node, node
from fjkx.notice.numbers import GROUP, HEADING, ITEM, SECTION, number, value_of
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.roles import Role, is_due, is_unit, role_of_label
from fjkx.notice.source import WIDEST, Cell
from fjkx.notice.width import glued, half

Column = Role | Literal["number", "title", "text", "category", "remark"]

_NUMBER: Final = ("序号", "编号", "序", "号", "项次", "任务序号", "任务编号", "No", "No.", "NO.")
# How the heads of columns end, the first that fits counting: 工作内容 is a text, 任务 a title.
_ENDS: Final[dict[Column, tuple[str, ...]]] = {
    "remark": (
        *("备注", "进展", "说明", "完成情况", "落实情况", "联系人", "电话", "状态", "来源"),
    ),
    "category": ("类别", "领域", "板块", "分类", "方面", "类型", "篇章", "部分", "一级"),
    "text": ("举措", "措施", "内容", "要求", "标准", "目标", "做法", "节点", "成果"),
    "title": ("任务", "名称", "事项", "项目", "实事", "工作", "要点"),
}
_LONGEST_HEAD: Final = 12
_UNIT_ROLES: Final = ("lead", "responsible", "support")
_FEWEST_HEADS: Final = 3
_MOST_HEADS: Final = 16


class Table(NamedTuple):
    """The columns of a table, from its header, with the words above each."""

    columns: tuple[Column | None, ...]
    heads: tuple[str, ...]


@lru_cache(maxsize=256)
def column_of(head: str) -> Column | None:
    """What a column holds, by its head; None for words that head no column."""
    words = "".join(half(head).split())
    if not words or len(words.partition("(")[0]) > _LONGEST_HEAD:
        return None
    if words in _NUMBER:
        return "number"
    role = role_of_label(words)
    if role is not None:
        return role
    plain = words.partition("(")[0]
    return next((column for column, ends in _ENDS.items() if plain.endswith(ends)), None)


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
    heads = [column_of(word) for word in words]
    kinds = set(heads)
    if not kinds & {"title", "text"} or not kinds & {"number", *_UNIT_ROLES, "due"}:
        return None
    if sum(head is not None for head in heads) * 2 < len(heads):
        return None
    return Table(with_title(heads), tuple(words))


def with_title(heads: Sequence[Column | None]) -> tuple[Column | None, ...]:
    """The columns with the first content as title, where none is called a task."""
    columns = list(heads)
    if "title" not in columns:
        columns[columns.index("text")] = "title"
    first = columns.index("title")
    return tuple(
        "text" if column == "title" and at > first else column for at, column in enumerate(columns)
    )


def line_header(paragraphs: Sequence[Paragraph], at: int) -> tuple[Table, int] | None:
    """The table whose heads stand one to a line from `at`, and the index behind them."""
    end, last = at, min(at + _MOST_HEADS, len(paragraphs))
    while end < last and not paragraphs[end].cells and column_of(paragraphs[end].text):
        end += 1
    if end - at < _FEWEST_HEADS:
        return None
    found = header([Cell(paragraph.text) for paragraph in paragraphs[at:end]])
    return None if found is None or "number" not in found.columns else (found, end)


def line_rows(
    paragraphs: Sequence[Paragraph], table: Table, start: int
) -> Iterator[tuple[int, tuple[Paragraph, ...]]]:
    """The rows of a table with a cell to a line: each its first index, and its lines.

    A row begins with the number that follows the last row's; a heading is a row of one line.
    """
    begin, wanted = start, 1
    for at in range(start, len(paragraphs) + 1):
        last = at == len(paragraphs)
        opens = not last and row_number(paragraphs[at].text) == wanted
        heads = not last and is_table_heading(paragraphs[at].text)
        if (last or opens or heads or is_table_heading(paragraphs[begin].text)) and begin < at:
            yield begin, tuple(paragraphs[begin:at])
            begin = at
        wanted += opens


def row_number(text: str) -> int | None:
    """The number in a number cell: 1, 1. or （一）."""
    flat = half(text).strip().strip("().、")
    try:
        return (value_of(flat) or None) if 0 < len(flat) <= 4 else None
    except ValueError:
        return None


def is_table_heading(text: str) -> bool:
    """Whether a cell is a heading over rows: 一、… or （一）… ."""
    found = number(text)
    return found is not None and found.rank in (SECTION, GROUP) and found.end < len(text)


def spread(table: Table, lines: Sequence[str]) -> tuple[Cell, ...]:
    """The lines of a row in the columns: the number, its contents, then those of the roles.

    A deadline is known by its words, and a unit's name by its end; several lines of one list
    belong together.
    """
    rest = list(lines[1:])
    columns = list(enumerate(table.columns))
    cells: dict[int, list[str]] = {table.columns.index("number"): [lines[0]]}
    contents = [at for at, column in columns if column in ("title", "text", "category")]
    roles = [at for at, column in columns if column in (*_UNIT_ROLES, "leader")]
    if "due" in table.columns:
        due = next((at for at in range(len(rest) - 1, 0, -1) if is_due(half(rest[at]))), None)
        if due is not None:
            cells[table.columns.index("due")] = [rest.pop(due)]
    for column in contents[:-1]:
        cells[column] = [rest.pop(0)] if rest else []
    if contents:
        long = next((at for at in range(1, len(rest)) if is_unit(rest[at])), min(1, len(rest)))
        cells[contents[-1]] = rest[:long]
        rest = rest[long:]
    for column in roles:
        many = len(rest) if column == roles[-1] else 1
        cells[column] = rest[:many]
        rest = rest[many:]
    ordered = [Cell("\n".join(cells.get(at, []))) for at, _ in columns]
    return (*ordered, *([Cell("\n".join(rest))] if rest else []))


def row_columns(table: Table, cells: Sequence[Cell]) -> dict[Column, Cell]:
    """The cells of a row by what their column holds; two of one column are joined, and what
    stands in a column without a known head is a remark."""
    found: dict[Column, Cell] = {}
    at = 0
    for cell in cells:
        column = (table.columns[at] if at < len(table.columns) else None) or "remark"
        if cell.text.strip():
            before = found.get(column)
            found[column] = merged(before, cell) if before else cell
        at += cell.span
    return found


def merged(one: Cell, other: Cell) -> Cell:
    """Two cells of one row as one, new if either is."""
    return other._replace(text=f"{one.text}\n{other.text}", above=one.above and other.above)


def untold(columns: dict[Column, Cell]) -> Iterator[str]:
    """What stands in a row that a task has no place for: remarks, and in the column of the
    numbers what is none."""
    for column, cell in columns.items():
        if cell.above:
            continue
        if column == "remark" or (column == "number" and row_number(cell.text) is None):
            yield cell.text


def is_heading_row(table: Table, cells: Sequence[Cell]) -> bool:
    """Whether a row is a heading over others: one text across the table."""
    filled = [cell for cell in cells if cell.text.strip() and not cell.above]
    if len(filled) != 1 or any(cell.above and cell.text.strip() for cell in cells):
        return False
    return filled[0].span >= len(table.columns) - 1 or number(filled[0].text) is not None


def heading_node(line: int, text: str) -> Node:
    """A heading over rows, with its number if it has one."""
    whole = glued(text.split("\n"))
    found = number(whole)
    if found is None or found.rank not in (SECTION, GROUP):
        return node(line, HEADING, 0, "", whole.strip())
    return node(line, found.rank, found.value, whole[: found.end].strip(), whole[found.end :])


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
        whole=text is not None,
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
    item.parts.extend(part for part in role_parts(fresh) if part not in item.parts)
