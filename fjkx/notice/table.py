"""Tables of tasks: which column says what, and their rows as nodes."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from fjkx.notice.clause import Part, listed_parts
from fjkx.notice.node import Node, node
from fjkx.notice.numbers import GROUP, HEADING, ITEM, SECTION, number, value_of
from fjkx.notice.roles import UNIT_ROLES, Role, is_nothing, role_of_label
from fjkx.notice.source import WIDEST, Cell
from fjkx.notice.width import glued, half

Column = Role | Literal["number", "title", "text", "category", "remark"]

_NUMBER: Final = ("序号", "编号", "序", "号", "项次", "任务序号", "任务编号", "No", "No.", "NO.")
# How the heads of columns end, the first that fits counting: 工作内容 is a text, 任务 a title.
_ENDS: Final[dict[Column, tuple[str, ...]]] = {
    "remark": ("备注", "进展", "说明", "情况", "联系人", "联系方式", "电话", "状态", "来源"),
    "category": ("类别", "领域", "板块", "分类", "方面", "类型", "篇章", "部分", "一级"),
    "text": ("举措", "措施", "内容", "要求", "标准", "目标", "做法", "节点", "成果"),
    "title": ("任务", "名称", "事项", "项目", "实事", "工作", "要点", "安排"),
}
_LONGEST_HEAD: Final = 12
_PEOPLE: Final = (*UNIT_ROLES, "leader")
# The heads that tables have, as they stand where their cells ran together.
_HEADS: Final = (
    *("序号", "编号", "项目名称", "任务名称", "工作任务", "重点任务", "具体任务", "工作内容"),
    *("任务内容", "工作要求", "具体要求", "目标任务", "主要任务", "任务", "事项", "民生实事"),
    *("具体措施", "工作措施", "责任单位", "责任部门", "责任科室", "责任处室", "牵头单位"),
    *("牵头部门", "牵头科室", "配合单位", "配合部门", "协办单位", "责任领导", "分管领导"),
    *("责任人", "完成时限", "完成时间", "时限要求", "备注"),
)
_NUMERAL: Final = re.compile("[一二三四五六七八九十]+[、.]?")
_DITTO: Final = ("同上", "〃", "″")
_LONGEST_NUMBER: Final = 6
_MOST_NEAR: Final = 200  # names of a task among which one that comes again is looked for
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
    if not words or len(words.partition("(")[0]) > _LONGEST_HEAD or is_table_heading(words):
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
    if not kinds & {"title", "text"} or not kinds & {"number", *UNIT_ROLES, "due"}:
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
    """Whether a line is the heads of a table with at most a blank between them."""
    flat = half(text[: _MOST_HEADS * _LONGEST_HEAD]).strip()
    words = flat.split()
    heads = list(map(column_of, words)) if len(words) >= _FEWEST_HEADS else glued_heads(flat)
    return len(heads) >= _FEWEST_HEADS and None not in heads and bool(set(heads) & set(_PEOPLE))


def glued_heads(flat: str) -> list[Column | None]:
    """The columns whose heads a text begins with, one behind the other, the longest of each."""
    found: list[Column | None] = []
    at = 0
    while at < len(flat) and len(found) < _MOST_HEADS:
        heads = (head for head in _HEADS if flat.startswith(head, at))
        head = max(heads, key=len, default="")
        if not head:
            break
        found.append(column_of(head))
        at += len(head)
    return found


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
        upper._replace(above=True) if half(cell.text).strip() in _DITTO else cell
        for cell, upper in zip(cells, above, strict=True)
    )


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
