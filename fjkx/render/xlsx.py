"""Documents as an Excel workbook: a sheet each, numbers and days as such, ready to print on A4.

Texts are written as texts and never as formulas, links or numbers. XlsxWriter is imported here
only, and this module only where a workbook is asked for.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO
from itertools import zip_longest
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from fjkx.plan.characters import cells, visible
from fjkx.render.columns import shared, wanted
from fjkx.render.screen import Screen
from fjkx.views import document as doc

LONGEST: Final = 32_767  # characters that a cell takes (Excel specifications and limits)
A4: Final = 9
ROOM: Final = 120  # columns of a screen beside each other on A4 lying across
STRETCH: Final = 1.08  # 宋体 of 11 points is wider than two digits
# What a protected sheet still lets people do.
ALLOWED: Final = dict.fromkeys(("format_columns", "format_rows", "sort", "autofilter"), True)
HEIGHT: Final = 16.5  # points of a line, in fonts that stand in for 宋体 too
MOST_LINES: Final = 24  # a row is at most 409 points high
FONT: Final = {"font_name": "宋体", "font_size": 11, "valign": "vcenter", "text_wrap": True}
FILLS: Final[dict[doc.Tone, str]] = {"bad": "#F8CBAD", "warn": "#FFE699", "good": "#C6E0B4"}
INKS: Final[dict[doc.Tone, str]] = {
    "bad": "#C00000",
    "warn": "#9C5700",
    "good": "#375623",
    "active": "#1F4E79",
    "faint": "#7F7F7F",
}


def render(view: doc.View, screen: Screen) -> bytes:
    """The view as a workbook."""
    return workbook(view.documents("ledger"))


def workbook(documents: Sequence[doc.Document]) -> bytes:
    """The documents as the bytes of an .xlsx file, a sheet for each, named as they are."""
    buffer = BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **plain}) as book:
        book.formats[0].set_font_name("宋体")
        taken: set[str] = set()
        for document in documents:
            sheet = book.add_worksheet(sheet_name(document.name, taken))
            Sheet(book, sheet, document).write()
            if document.hidden:
                sheet.very_hidden()
    return buffer.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, without []:*?/\\ and without a ' at its
    ends, none of those `taken` in any case; the next one is added to them."""
    wanted = "".join(" " if each in "[]:*?/\\" else each for each in visible(name)).strip("' ")
    wanted = wanted[:31] or "任务"
    found, number = wanted, 2
    while found.lower() in taken:
        end = f" ({number})"
        found, number = wanted[: 31 - len(end)] + end, number + 1
    taken.add(found.lower())
    return found


class Sheet:
    """One document being written downwards: `at` is the next free row, counted from 0."""

    def __init__(self, book: Workbook, sheet: Worksheet, document: doc.Document) -> None:
        self.book, self.sheet, self.document = book, sheet, document
        self.formats: dict[frozenset[tuple[str, Any]], Format] = {}
        tables = [block for block in document.blocks if isinstance(block, doc.Table)]
        self.main = document.table()
        self.columns = max((len(table.columns) for table in tables), default=1)
        self.widths = [*map(max, zip_longest(*map(widths_of, tables), fillvalue=1))] or [ROOM]
        self.at = 0
        self.form = any(column.fill for table in tables for column in table.columns)

    def write(self) -> None:
        """All blocks, and how the sheet is printed."""
        for at, width in enumerate(self.widths):
            self.sheet.set_column(at, at, width * STRETCH + 1, self.format())
        self.sheet.set_paper(A4)
        self.sheet.set_landscape()
        self.sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C第 &P 页，共 &N 页")
        for block in self.document.blocks:
            self.block(block)
        if self.form:
            self.sheet.protect("", ALLOWED)

    def format(self, **more: Any) -> Format:
        """A cell format, made once."""
        key = frozenset(more.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format({**FONT, **more})
        return self.formats[key]

    def block(self, block: doc.Block) -> None:
        """One block, below what is there."""
        match block:
            case doc.Title(text, aside):
                self.line(text, bold=True, font_size=16, align="center")
                if aside:
                    self.line(aside, align="center", font_color=INKS["faint"])
            case doc.Table():
                self.table(block)
            case doc.CutLine():
                self.line("- " * (sum(self.widths) // 2), font_color=INKS["faint"])
            case doc.Heading(text):
                self.line(text, bold=True)
            case doc.Note(text):
                self.line(text, font_color=INKS["faint"])
            case doc.Signature(who, day):
                self.line("\n".join(filter(None, (who, doc.text_of(day)))), align="right")
            case _:
                for text in doc.as_lines(block):
                    self.line(text)

    def line(self, text: str, columns: int = 0, **style: Any) -> None:
        """A text over some columns, or over all, as high as it is long: merged cells do not
        grow."""
        last, size = (columns or self.columns) - 1, style.get("font_size", 11)
        room = sum(self.widths[: last + 1]) * 11 // size
        for piece in pieces(visible(text)):
            lines = min(height(piece, room), MOST_LINES)
            self.sheet.set_row(self.at, HEIGHT * lines * size / 11)
            if last:
                self.sheet.merge_range(self.at, 0, self.at, last, "", self.format(**style))
            self.sheet.write_string(self.at, 0, piece, self.format(**style))
            self.at += 1

    def table(self, table: doc.Table) -> None:
        """Headings, rows under the headings of their groups, the total. The main table's headings
        stay in sight, filter its rows, and are repeated on every page."""
        head, last = self.at, len(table.columns) - 1
        style = self.format(bold=True, border=1, bg_color="#D9E1F2", align="center")
        for at, column in enumerate(table.columns):
            self.sheet.write_string(head, at, visible(column.heading), style)
        self.at += 1
        for group in table.groups:
            if group.heading:
                self.line(group.heading, last + 1, bold=True, border=1, bg_color="#F2F2F2")
            for row in group.rows:
                self.row(table.columns, row)
        for at, column in enumerate(table.columns):
            if column.fill is not None and self.at > head + 1:
                self.sheet.data_validation(head + 1, at, self.at - 1, at, checked(column.fill))
        if table is self.main and self.at > head + 1:
            self.sheet.freeze_panes(head + 1, 0)
            self.sheet.autofilter(head, 0, self.at - 1, last)
            self.sheet.repeat_rows(head)
        if table.foot:
            self.row(table.columns, table.foot, bold=True)

    def row(self, columns: Sequence[doc.Column], row: doc.Row, **more: Any) -> None:
        """A row of values, as high as they need: not every program that opens a sheet makes rows
        higher. Texts too long for a cell go on in the row below."""
        sizes = zip(map(doc.text_of, row.cells), self.widths, strict=False)
        lines = max(height(text, width) for text, width in sizes)
        self.sheet.set_row(self.at, HEIGHT * min(lines, MOST_LINES))
        rest: list[Iterator[str]] = []
        for at, (column, value) in enumerate(zip(columns, row.cells, strict=True)):
            rest.append(self.cell(at, column, value, **more))
        self.at += 1
        while any(texts := [next(each, "") for each in rest]):
            for at, text in enumerate(texts):
                self.sheet.write_string(self.at, at, text, self.format(border=1, **more))
            self.at += 1
        for check in row.below:
            self.line(doc.ticked(check), len(columns), border=1)

    def cell(self, at: int, column: doc.Column, value: doc.Value, **more: Any) -> Iterator[str]:
        """A value as what it is, bordered; returns what of its text had no room."""
        style: dict[str, Any] = {"border": 1, **more}
        if column.fill is not None:
            style["locked"] = value is not None and value == doc.NOT_ASKED
        if column.kind not in ("text", "names"):
            style["align"] = "center"
        match value:
            case None:
                self.sheet.write_blank(self.at, at, None, self.format(**style))
            case doc.Meter(share) | doc.Percent(share):
                style["num_format"] = "0.0%"
                self.sheet.write_number(self.at, at, share / 100, self.format(**style))
            case float() | int():
                style["num_format"] = "0.0" if isinstance(value, float) else "0"
                self.sheet.write_number(self.at, at, value, self.format(**style))
            case date():
                style["num_format"] = "yyyy-mm-dd"
                self.sheet.write_datetime(self.at, at, value, self.format(**style))
            case _:
                if isinstance(value, doc.Words):
                    style |= toned(column, value.tone)
                texts = pieces(visible(doc.text_of(value)))
                self.sheet.write_string(self.at, at, next(texts), self.format(**style))
                return texts
        return iter(())


def checked(fill: doc.Fill) -> dict[str, Any]:
    """What a spreadsheet lets nobody type into a cell that is to be filled in."""
    rule: dict[str, Any] = {"ignore_blank": True, "error_type": "warning"}
    if fill.choices:
        return {**rule, "validate": "list", "source": list(fill.choices)}
    if fill.least is None or fill.most is None:
        return {"validate": "any"}
    limits = {"criteria": "between", "minimum": fill.least, "maximum": fill.most}
    title, message = "请核对", f"这里填 {fill.least} 到 {fill.most} 的整数"
    return {**rule, **limits, "validate": "integer", "error_title": title, "error_message": message}


def toned(column: doc.Column, tone: doc.Tone) -> dict[str, str]:
    """A light is seen by its ground, a status by its ink; the word says the same. What was filled
    in wrong is seen too."""
    if column.kind == "light" or (column.fill is not None and tone == "bad"):
        return {"bg_color": FILLS[tone]} if tone in FILLS else {}
    return {"font_color": INKS[tone]} if column.kind == "status" and tone in INKS else {}


def pieces(text: str) -> Iterator[str]:
    """The text in pieces that a cell takes, at least one; none begins amid a surrogate pair."""
    for start in range(0, len(text) or 1, LONGEST // 2):
        yield text[start : start + LONGEST // 2]


def height(text: str, room: int) -> int:
    """Lines that a text takes in so many columns of a screen."""
    return sum(max(1, -(-cells(part) // room)) for part in text.split("\n"))


def widths_of(table: doc.Table) -> list[int]:
    """Columns of a screen that a table's columns take; not more than a page holds, where the texts
    may be broken."""
    widths = wanted(table)
    return widths if sum(widths) <= ROOM else shared(table, ROOM)
