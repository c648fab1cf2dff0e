"""Workbooks as values: sheets of cells, each with its text as a person sees it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, TypeAlias

from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple

MOST_CELLS: Final = 200_000
"""The cells with something in them that a workbook may have, those that it merges included."""

AGAIN: Final = "请用 Excel 或 WPS 打开，另存为没有密码的 .xlsx 后再读"

Value: TypeAlias = str | float | date | None
# What a number format makes of a cell: a day with its day, or a month without one.
Shown = Literal["text", "number", "percent", "day", "month"]
# What is wrong with a cell, in the words of a message; of an error value its text says which.
Odd = Literal["错误值", "公式没有存下结果", "有删除线", "单元格里是图片"]


class Cell(NamedTuple):
    """A cell that is not empty: its text as it is shown, its value, which is None for an error."""

    text: str
    value: Value
    shown: Shown = "text"
    odd: tuple[Odd, ...] = ()


class Span(NamedTuple):
    """Merged cells: rows and columns from 1, all inclusive."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(NamedTuple):
    """A sheet: its cells and comments by row and column, which count from 1."""

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merged: tuple[Span, ...] = ()
    comments: Mapping[tuple[int, int], str] = {}
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


class Book(NamedTuple):
    """A workbook; `kind` says what it is in a person's words."""

    sheets: tuple[Sheet, ...]
    kind: str


def column_name(column: int) -> str:
    """The letters of a column, which counts from 1: 1 → A, 28 → AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """The name of a cell, both counting from 1: (18, 8) → H18."""
    return f"{column_name(column)}{row}"


def too_many() -> RequestError:
    """The refusal of a workbook with more cells than are read."""
    return RequestError(f"表格超过 {MOST_CELLS} 个单元格，读不下", "请删去无关的工作表，再读")


def damaged(kind: str) -> RequestError:
    """The refusal of a workbook that cannot be read."""
    return RequestError(f"{kind}损坏或加密，读不出来", AGAIN)


# -- number formats -------------------------------------------------------------------------

EPOCH: Final = datetime(1899, 12, 30)
_LATEST: Final = 2_958_465  # 31 December 9999
# Those that files name by number alone; 27 to 58 as Chinese Excel shows them.
_YEAR_MONTH: Final = 'yyyy"年"m"月"'
_MONTH_DAY: Final = 'm"月"d"日"'
BUILTIN: Final = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    22: "yyyy/m/d h:mm",
    30: "m-d-yy",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    31: 'yyyy"年"m"月"d"日"',
    49: "@",
}
_CONDITION: Final = re.compile(r"\[[^\]]*\]")
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_TIME: Final = re.compile("[hH]|AM/PM")
_FIELD: Final = re.compile(r"y+|m+|d+|.", re.I | re.S)
_DIGITS: Final = re.compile(r"[0#?][0#?,]*(?:\.([0#?]+))?")


def cell_of(value: object, code: str) -> Cell | None:
    """A stored value as a cell whose number format is `code`; None for one that is empty."""
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE", None)
    if isinstance(value, str):
        return Cell(value, value) if value.strip() else None
    if isinstance(value, time | timedelta):
        return Cell(str(value), str(value))
    bare = _LITERAL.sub("", _CONDITION.sub("", code.split(";")[0])).lower()
    if isinstance(value, int | float):
        if _is_date(bare) and 1 <= value <= _LATEST:
            value = EPOCH + timedelta(days=value)
        else:
            return _number(float(value), code.split(";")[0])
    if not isinstance(value, date):
        return None
    day = value.date() if isinstance(value, datetime) else value
    shown: Shown = "month" if "m" in bare and not set("dh") & set(bare) else "day"
    return Cell(_day(day, code.split(";")[0]) if _is_date(bare) else str(day), day, shown)


def _is_date(bare: str) -> bool:
    """Whether a format without its literals shows days or months."""
    return bool(set(bare) & set("yd")) or bare.strip("/-. ") in ("m", "mm", "mmm")


def _number(value: float, code: str) -> Cell:
    """A number as it is shown: 0.6 as 60%, 1.1 as 1.10, 3 as 第3项."""
    found = _DIGITS.search(_LITERAL.sub(_blank, code))
    if found is None or code == "@":
        return Cell(plain_number(value), value, "number")
    percent = "%" in _LITERAL.sub("", code)
    amount = value * 100 if percent else value
    places = found[1] or ""
    comma = "," if "," in found[0] else ""
    text = f"{amount:{comma}.{len(places)}f}"
    if "#" in places:
        text = text.rstrip("0").rstrip(".")
    around = (code[: found.start()], text, code[found.end() :])
    text = "".join(_CONDITION.sub("", _LITERAL.sub(_literal, part)) for part in around)
    return Cell(text.strip(), value, "percent" if percent else "number")


def _blank(found: re.Match[str]) -> str:
    """As many blanks as a literal is long."""
    return " " * len(found[0])


def _literal(found: re.Match[str]) -> str:
    """What a literal of a format shows."""
    return found[1] or found[2] or ""


def plain_number(value: float) -> str:
    """A number as a cell without a format shows it, in at most 15 digits."""
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.15g}"


def _day(day: date, code: str) -> str:
    """A day as a format shows it; the time of day is left out."""
    parts: list[str] = []
    at = 0
    code = _TIME.split(_CONDITION.sub("", code))[0]
    for literal in [*_LITERAL.finditer(code), None]:
        end = len(code) if literal is None else literal.start()
        parts.extend(_field(field, day) for field in _FIELD.findall(code[at:end]))
        if literal is not None:
            parts.append(_literal(literal))
            at = literal.end()
    return "".join(parts).strip(" :@")


def _field(field: str, day: date) -> str:
    """One field of a date's format."""
    kind, wide = field[0].lower(), len(field) == 2
    match kind:
        case "y":
            return f"{day.year:04d}" if len(field) > 2 else f"{day.year % 100:02d}"
        case "m":
            return f"{day.month:02d}" if wide else f"{day.month}"
        case "d":
            return f"{day.day:02d}" if wide else f"{day.day}"
    return field
