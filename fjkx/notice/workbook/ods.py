"""An .ods workbook → its sheets, from its content: texts stand there as they are shown. calamine
sees of these neither that nor merged cells, comments and what is hidden."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from fjkx.notice.package import DAMAGED, Room, child, name_of, number_in, value_of
from fjkx.notice.workbook.cells import (
    AGAIN,
    MOST_CELLS,
    Book,
    Cell,
    Odd,
    Sheet,
    Shown,
    Span,
    damaged,
    too_many,
)

KIND: Final = "OpenDocument 表格"
_HIDDEN: Final = ("collapse", "filter")


def book(data: bytes) -> Book:
    """The sheets of a workbook. Raises RequestError for one that is damaged, locked with a
    password, or too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            root = Room(KIND, AGAIN).tree(archive, "content.xml")
    except (*DAMAGED, KeyError):
        raise damaged(KIND) from None
    styles = {value_of(each, "name") or "": each for each in child(root, "automatic-styles") or ()}
    tables = child(root, "body", "spreadsheet") or ()
    sheets = (_Sheet(each, styles) for each in tables if name_of(each) == "table")
    return Book(tuple(each.read() for each in sheets), KIND)


class _Sheet:
    """A sheet being read downwards."""

    def __init__(self, table: Element, styles: dict[str, Element]) -> None:
        self.table, self.styles = table, styles
        self.cells: dict[tuple[int, int], Cell] = {}
        self.comments: dict[tuple[int, int], str] = {}
        self.merged: list[Span] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()

    def read(self) -> Sheet:
        """The sheet. Raises RequestError for more cells than are read."""
        row = column = 1
        for each in _inside(self.table):
            if name_of(each) == "table-column":
                many = number_in(each, 1, "number-columns-repeated")
                if value_of(each, "visibility") in _HIDDEN:
                    self.hidden_columns.update(range(column, column + min(many, 16_384)))
                column += many
            elif name_of(each) == "table-row":
                many = number_in(each, 1, "number-rows-repeated")
                if value_of(each, "visibility") in _HIDDEN:
                    self.hidden_rows.update(range(row, row + min(many, MOST_CELLS)))
                self.row(each, row, many)
                row += many
        style = child(self.styles.get(value_of(self.table, "style-name") or ""), "table-properties")
        return Sheet(
            value_of(self.table, "name") or "",
            self.cells,
            tuple(self.merged),
            self.comments,
            value_of(style, "display") == "false",
            frozenset(self.hidden_rows),
            frozenset(self.hidden_columns),
        )

    def row(self, row: Element, top: int, rows: int) -> None:
        """The cells of a row that comes `rows` times."""
        left = 1
        for each in row:
            if name_of(each) not in ("table-cell", "covered-table-cell"):
                continue
            many = number_in(each, 1, "number-columns-repeated")
            cell = self.cell(each) if len(each) else None
            if cell is not None:
                if len(self.cells) + many * rows > MOST_CELLS:
                    raise too_many()
                places = ((top + r, left + c) for r in range(rows) for c in range(many))
                self.cells.update(dict.fromkeys(places, cell))
            wide = number_in(each, 1, "number-columns-spanned")
            high = number_in(each, 1, "number-rows-spanned")
            if wide > 1 or high > 1:
                self.merged.append(Span(top, left, top + high - 1, left + wide - 1))
            note = child(each, "annotation")
            if note is not None and (text := _text(note).strip()):
                self.comments[top, left] = text
            left += many

    def cell(self, cell: Element) -> Cell | None:
        """A cell as it is shown; None for one that is empty."""
        text, kind = _text(cell), value_of(cell, "value-type")
        if not text.strip():
            return Cell("图片", None, odd=("单元格里是图片",)) if _has_picture(cell) else None
        if text.startswith(("#", "Err:")) and value_of(cell, "formula"):
            return Cell(text, None, odd=("错误值",))
        odd: tuple[Odd, ...] = ("有删除线",) if self.struck(cell) else ()
        number = value_of(cell, "value")
        try:
            if kind == "date":
                day = date.fromisoformat((value_of(cell, "date-value") or "")[:10])
                return Cell(text, day, _shown(text), odd)
            if kind in ("float", "percentage") and number:
                shown: Shown = "percent" if kind == "percentage" else "number"
                return Cell(text, float(number), shown, odd)
        except ValueError:
            pass
        return Cell(text, text, odd=odd)

    def struck(self, cell: Element) -> bool:
        """Whether some of a cell's text is struck out."""
        for each in cell.iter():
            style = self.styles.get(value_of(each, "style-name") or "")
            line = value_of(child(style, "text-properties"), "text-line-through-style")
            if line not in (None, "none"):
                return True
        return False


def _inside(table: Element) -> Iterator[Element]:
    """The columns and rows of a table, those in groups too."""
    groups = ("table-header-rows", "table-row-group", "table-rows", "table-column-group")
    for each in table:
        if name_of(each) in (*groups, "table-header-columns", "table-columns"):
            yield from _inside(each)
        else:
            yield each


def _text(cell: Element) -> str:
    """The paragraphs of a cell or comment as lines."""
    return "\n".join(_line(each) for each in cell if name_of(each) == "p")


def _line(element: Element) -> str:
    """The text of a paragraph: blanks and breaks are elements."""
    parts = [element.text or ""]
    for each in element:
        kind = name_of(each)
        if kind == "s":
            parts.append(" " * min(number_in(each, 1, "c"), 1000))
        elif kind == "line-break":
            parts.append("\n")
        elif kind != "annotation":
            parts.append(_line(each))
        parts.append(each.tail or "")
    return "".join(parts)


def _has_picture(cell: Element) -> bool:
    """Whether a picture stands in a cell."""
    return any(name_of(each) == "image" for each in cell.iter())


def _shown(text: str) -> Shown:
    """Whether a day as it is shown has its day, or only a month: 2024年11月, 2024-11."""
    parts = "".join(char if char.isdecimal() else " " for char in text).split()
    month = text.rstrip().endswith("月") or (len(parts) == 2 and len(parts[0]) == 4)
    return "month" if month else "day"
