"""Tables pasted as text: their rows, as cells by the role of their columns."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final, TypeAlias

from fjkx.notice.message.parts import Field, Piece, label, pieces
from fjkx.notice.message.progress import Progress, progress
from fjkx.notice.message.text import letters
from fjkx.notice.source import APART
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half

# What stands in a column: number, title, a part of the report, or other.
Role: TypeAlias = str

_ROLES: Final = (
    ("other", re.compile("时间|时限|期限|日期|单位|部门|责任|备注|举措|负责")),
    ("number", re.compile(r"(?:任务|项目)?[序编]?号|No\.?|项次", re.I)),
)
_TITLE: Final = re.compile("任务|要点|事项|项目|工作|内容|名称")
_NOTHING: Final = re.compile(r"[/\\—\-–\s]*")
_RULE: Final = re.compile(r"[\s|:—-]+")
_COMMA: Final = re.compile("[,，]")
_APART: Final = (re.compile(r"\t"), re.compile("[|｜│]"), APART, _COMMA)
_LINES: Final = 50  # that a cell may have


class Head(NamedTuple):
    """The roles of a table's columns, what parts its cells, and at which line its rows begin.
    Without `apart` every cell has a line of its own."""

    roles: Sequence[Role]
    apart: re.Pattern[str] | None
    start: int


def with_rows(lines: Sequence[str]) -> Iterator[str | dict[Role, str]]:
    """The lines of a message; below the head of a table its rows, as cells by their role."""
    at = 0
    while at < len(lines):
        head = head_at(lines, at)
        if head is None:
            yield lines[at]
            at += 1
            continue
        at = head.start
        while at < len(lines) and (row := row_at(lines, at, head)):
            cells, at = row
            yield by_role(head.roles, cells)


def head_at(lines: Sequence[str], at: int) -> Head | None:
    """The head of a table whose columns are named on a line, or on a line each; where none is, but
    a row begins with a number, the usual columns."""
    for apart in _APART:
        roles = [role(head) for head in cells_of(lines[at], apart)]
        if is_head(roles):
            return Head(roles, apart, at + 1)
    roles = list(takewhile(bool, map(role, lines[at : at + 10])))
    if is_head(roles) and len(roles) > 2:
        return Head(roles, None, at + len(roles))
    cells = cells_of(lines[at], _APART[0])
    if len(cells) > 2 and half(cells[0]).isdecimal():
        title = ["title"] if len(cells) > 4 else []
        return Head(["number", *title, "note", "problem", "next"], _APART[0], at)
    return None


def is_head(roles: Sequence[Role]) -> bool:
    """Whether columns are those of a report: of a task, and at least one of its parts."""
    return not {"number", "title"}.isdisjoint(roles) and not {
        "note",
        "state",
        "problem",
    }.isdisjoint(roles)


def role(head: str) -> Role:
    """What stands in a column, by its head; empty for what is none."""
    flat = re.sub(r"[\s()%]", "", half(head))
    if not flat or len(flat) > 12:
        return ""
    known = next((name for name, shape in _ROLES if shape.search(flat)), None)
    found = label(flat, True)
    if known is None and found and found.heads:
        return found.field
    return known or ("title" if _TITLE.search(flat) else "")


def cells_of(line: str, apart: re.Pattern[str]) -> list[str]:
    """The cells of a row, without the bars around it."""
    text = line.strip("\r\n")
    if apart is _APART[1]:
        text = text.strip().strip("|｜│")
    return [cell.strip() for cell in apart.split(text.strip(" ") if apart is APART else text)]


def row_at(lines: Sequence[str], at: int, head: Head) -> tuple[list[str], int] | None:
    """The cells of the row at a line, and where the next begins; None behind the table. In
    quotation marks, as a workbook copies it, a cell may have several lines."""
    if head.apart is None:
        end = at + len(head.roles)
        return (list(lines[at:end]), end) if half(lines[at]).strip().isdecimal() else None
    row, end = lines[at], at + 1
    while row.count('"') % 2 and end < min(len(lines), at + _LINES):
        row, end = f"{row}\n{lines[end]}", end + 1
    cells = cells_of(row, head.apart)
    if _RULE.fullmatch(row):
        return [], end
    if len(cells) < 2 or (head.apart is _COMMA and len(cells) != len(head.roles)):
        return None
    return cells, end


def by_role(roles: Sequence[Role], cells: Sequence[str]) -> dict[Role, str]:
    """The cells of a row by the roles of their columns; of two columns for the progress one that
    says but 60% or 已完成 tells the state."""
    row: dict[Role, str] = {}
    for name, cell in zip(roles, cells, strict=False):
        text = "" if _NOTHING.fullmatch(cell) else cell.strip('"').strip()
        name = "state" if roles.count(name) > 1 and is_state(text) else name
        row[name] = " ".join(filter(None, (row.get(name), text)))
    return row


def is_state(text: str) -> bool:
    """Whether a cell says how far the task is and nothing else."""
    return re.search("[,，。;；]", text) is None and progress(text) != Progress()


def row_pieces(row: dict[Role, str]) -> Iterator[Piece]:
    """The parts of a report in a row. Where one column has all of it, labels and cues part it."""
    fields: tuple[Field, ...] = ("state", "note", "problem", "next")
    alone = row.keys().isdisjoint(("problem", "next"))
    for field in fields:
        text = row.get(field, "")
        if field == "note" and alone:
            yield from (piece for line in text.splitlines() for piece in pieces(line))
        elif letters(text):
            yield Piece(text, "", field)
