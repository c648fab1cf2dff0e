"""An .xlsx workbook → its sheets. What is stored comes from calamine; how it is shown, and what
calamine does not see (errors, formulas without a result, hidden rows, comments, struck-out text,
pictures in cells), from a look at the parts."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from fjkx.notice.package import (
    DAMAGED,
    Room,
    child,
    is_on,
    main_part,
    name_of,
    number_in,
    relations,
    value_of,
)
from fjkx.notice.workbook.cells import (
    AGAIN,
    BUILTIN,
    MOST_CELLS,
    Book,
    Cell,
    Odd,
    Sheet,
    Span,
    cell_of,
    damaged,
    too_many,
)
from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple

KIND: Final = "Excel 工作簿"
MOST_ROOM: Final = 2_000_000  # cells of the rectangle around all that a sheet has: calamine's size
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_MAIN: Final = "xl/workbook.xml"


class Style(NamedTuple):
    """How a cell is shown: its number format, and whether its text is struck out."""

    code: str = "General"
    struck: bool = False


class Parts(NamedTuple):
    """What all sheets of a workbook share: styles by number, and struck-out strings."""

    styles: tuple[Style, ...]
    struck: frozenset[str]


class Look(NamedTuple):
    """What is seen of a sheet: formats and oddities of its cells, and the texts of errors."""

    sheet: Sheet
    codes: dict[tuple[int, int], str]
    odd: dict[tuple[int, int], tuple[Odd, ...]]
    errors: dict[tuple[int, int], str]


def book(data: bytes) -> Book:
    """The sheets of a workbook. Raises RequestError for one that is damaged, locked with a
    password, or too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            looks = list(_looks(archive, Room(KIND, AGAIN)))
        return Book(tuple(_sheets(data, looks)), KIND)
    except DAMAGED:
        raise damaged(KIND) from None


def _looks(archive: ZipFile, room: Room) -> Iterator[Look]:
    """What is seen of each sheet. All that calamine unpacks is unpacked here, in bounds."""
    names = set(archive.namelist())
    main = main_part(archive, names, room) or _MAIN
    parts = {each.id: each for each in relations(archive, names, room, main)}
    trees = {
        each.kind: room.tree(archive, each.name)
        for each in parts.values()
        if each.kind in ("styles", "sharedStrings") and each.name in names
    }
    shared = Parts(_styles(trees.get("styles")), _struck(trees.get("sharedStrings")))
    for each in child(room.tree(archive, main), "sheets") or ():
        part = parts.get(value_of(each, "id") or "")
        if part is None or part.kind != "worksheet" or part.name not in names:
            continue
        hidden = (value_of(each, "state") or "visible") != "visible"
        sheet = Sheet(value_of(each, "name") or "", {}, hidden=hidden)
        comments = {
            place: text
            for other in relations(archive, names, room, part.name)
            if other.kind == "comments" and other.name in names
            for place, text in _comments(room.tree(archive, other.name))
        }
        yield _look(room.tree(archive, part.name), sheet._replace(comments=comments), shared)


def _sheets(data: bytes, looks: list[Look]) -> Iterator[Sheet]:
    """The sheets with their values. Raises RequestError for more cells than are read."""
    from python_calamine import CalamineError, CalamineWorkbook

    left = MOST_CELLS
    try:
        opened = CalamineWorkbook.from_filelike(BytesIO(data))
        for look in looks:
            values = opened.get_sheet_by_name(look.sheet.name)
            cells = dict(_cells(values.to_python(skip_empty_area=True), values.start, look))
            left -= len(cells)
            if left < 0:
                raise too_many()
            yield look.sheet._replace(cells=cells)
    except CalamineError:
        raise damaged(KIND) from None


def _cells(
    rows: Sequence[Sequence[object]], start: tuple[int, int] | None, look: Look
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells that have a value, or show an error or a picture in the place of one."""
    top, left = start or (0, 0)
    for row, values in enumerate(rows, start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            if value == "":
                continue
            place = (row, column)
            cell = cell_of(value, look.codes.get(place, "General"))
            if cell is not None and place not in look.errors:
                yield place, cell._replace(odd=look.odd.get(place, ()))
    for place, text in look.errors.items():
        yield place, Cell(text, None, odd=look.odd[place])


def _look(root: Element, sheet: Sheet, shared: Parts) -> Look:
    """What is seen of a sheet's part. Raises RequestError where its cells lie too far apart."""
    look = Look(sheet, {}, {}, {})
    rows: set[int] = set()
    hidden: set[int] = set()
    at = right = 0
    for row in child(root, "sheetData") or ():
        at = number_in(row, at + 1, "r")
        if row.get("hidden") in ("1", "true"):
            hidden.add(at)
        place = (at, 0)
        for cell in row:
            place = _place(cell.get("r")) or (at, place[1] + 1)
            if _seen(cell, place, look, shared):
                rows.add(place[0])
                right = max(right, place[1])
        if len(look.codes) > MOST_CELLS:
            raise too_many()
    if rows and (max(rows) - min(rows) + 1) * right > MOST_ROOM:
        message = f"工作表“{sheet.name}”第 {max(rows)} 行还有内容，离表格太远，读不下"
        raise RequestError(message, "请删去表格以外的行和列，再读")
    merged = tuple(
        span for each in child(root, "mergeCells") or () if (span := _span(value_of(each, "ref")))
    )
    return look._replace(
        sheet=sheet._replace(
            merged=merged, hidden_rows=frozenset(hidden), hidden_columns=_hidden_columns(root)
        )
    )


def _seen(cell: Element, place: tuple[int, int], look: Look, shared: Parts) -> bool:
    """Note what is seen of a cell; whether it has anything in it."""
    inside = {name_of(each): each for each in cell}
    kind, stored, formula = cell.get("t"), inside.get("v"), inside.get("f")
    text = (stored.text or "") if stored is not None else ""
    if not text and formula is None and "is" not in inside:
        return False
    at = number_in(cell, 0, "s")
    style = shared.styles[at] if at < len(shared.styles) else Style()
    look.codes[place] = style.code
    odd: list[Odd] = []
    if formula is not None and "DISPIMG" in (formula.text or ""):
        odd.append("单元格里是图片")
        look.errors[place] = "图片"
    elif kind == "e":
        odd.append("错误值")
        look.errors[place] = text
    elif formula is not None and not text and kind != "str":
        odd.append("公式没有存下结果")
        look.errors[place] = f"={formula.text or ''}"
    if style.struck or (kind == "s" and text in shared.struck):
        odd.append("有删除线")
    if odd:
        look.odd[place] = tuple(odd)
    return True


def _place(reference: str | None) -> tuple[int, int] | None:
    """Row and column of a reference such as AB12."""
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _span(reference: str | None) -> Span | None:
    """The cells of a range such as A1:C3."""
    first, _, last = (reference or "").partition(":")
    start, end = _place(first), _place(last)
    return Span(*start, *end) if start and end else None


def _hidden_columns(root: Element) -> frozenset[int]:
    """The columns that are not shown."""
    spans = (
        range(number_in(each, 1, "min"), min(number_in(each, 1, "max"), 16_384) + 1)
        for each in child(root, "cols") or ()
        if value_of(each, "hidden") in ("1", "true")
    )
    return frozenset(column for span in spans for column in span)


def _styles(root: Element | None) -> tuple[Style, ...]:
    """The styles of cells by their number."""
    formats = {
        number_in(each, 0, "numFmtId"): value_of(each, "formatCode") or ""
        for each in child(root, "numFmts") or ()
    }
    codes: Mapping[int, str] = {**BUILTIN, **formats}
    fonts = [is_on(child(font, "strike")) for font in child(root, "fonts") or ()]
    return tuple(
        Style(
            codes.get(number_in(each, 0, "numFmtId"), "General"),
            number_in(each, 0, "fontId") in {at for at, struck in enumerate(fonts) if struck},
        )
        for each in child(root, "cellXfs") or ()
    )


def _struck(root: Element | None) -> frozenset[str]:
    """The numbers of the shared strings of which a part is struck out."""
    return frozenset(
        str(at)
        for at, each in enumerate(root if root is not None else ())
        if any(is_on(child(run, "rPr", "strike")) for run in each if name_of(run) == "r")
    )


def _comments(root: Element) -> Iterator[tuple[tuple[int, int], str]]:
    """The comments of a sheet by their cells."""
    for each in child(root, "commentList") or ():
        place = _place(value_of(each, "ref"))
        text = "".join(part.text or "" for part in each.iter() if name_of(part) == "t")
        if place is not None and text.strip():
            yield place, text.strip()
