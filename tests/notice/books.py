"""Workbooks as the tests write them: values in cells, and what else a person does to a sheet."""

import io
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font

Value = str | float | date | None
Marks = Mapping[str, Sequence[str]]


def value(text: str) -> Value:
    """What is in a cell that shows this text, ⏎ for a line feed."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    if re.fullmatch(r"-?\d{1,3}", text):
        return int(text)
    if re.fullmatch(r"-?\d{1,2}\.\d+", text):
        return float(text)
    return text.replace("⏎", "\n") or None


def struck(sheet: Any, place: str) -> None:
    sheet[place].font = Font(strike=True)


def comment(sheet: Any, place: str) -> None:
    sheet[place].comment = Comment("请核实", "张三")


def hidden(sheet: Any, row: str) -> None:
    sheet.row_dimensions[int(row)].hidden = True


def merged(sheet: Any, span: str) -> None:
    sheet.merge_cells(span)


EDITS: dict[str, Callable[[Any, str], None]] = {
    each.__name__: each for each in (struck, comment, hidden, merged)
}


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
