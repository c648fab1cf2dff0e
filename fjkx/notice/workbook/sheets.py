"""The bytes of a workbook, .xlsx, .xls, .ods or .csv, told by what is in them → its sheets."""

from typing import Final

from fjkx.notice.workbook.cells import AGAIN, MOST_CELLS, Book, Cell, Sheet, too_many
from fjkx.plan.errors import RequestError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD: Final = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")  # .xls of the nineties
_DELIMITERS: Final = ",\t;"
_BINARY: Final = "二进制工作簿（.xlsb）"
_OTHERS: Final = {"word": "Word 文档", "ppt": "幻灯片"}


def is_workbook(data: bytes) -> bool:
    """Whether bytes are those of a workbook other than .csv, which is any text."""
    return data.startswith((_OLE, *_OLD)) or (
        data.startswith(_ZIP) and _inside(data) in ("xlsx", "ods", _BINARY)
    )


def read(data: bytes) -> Book:
    """The sheets of a workbook.

    Raises RequestError, in one line, for what is empty, none, damaged, locked with a password, or
    larger than is read (`MOST_CELLS`, 32 MiB unpacked).
    """
    if not data:
        raise RequestError("文件是空的（0 字节）", "请对方重新保存，再发一次")
    if data.startswith((_OLE, *_OLD)):
        from fjkx.notice.workbook import xls

        return xls.book(data)
    if not data.startswith(_ZIP):
        return _csv(data)
    kind = _inside(data)
    if kind == "xlsx":
        from fjkx.notice.workbook import xlsx

        return xlsx.book(data)
    if kind == "ods":
        from fjkx.notice.workbook import ods

        return ods.book(data)
    raise RequestError(f"这是{kind}，不是 Excel 工作簿", AGAIN)


def _inside(data: bytes) -> str:
    """What an archive holds: xlsx, ods, xlsb, or something else in a person's words."""
    from io import BytesIO
    from zipfile import ZipFile

    from fjkx.notice.package import DAMAGED

    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if "xl/workbook.bin" in names:
                return _BINARY
            if any(name.startswith("xl/") for name in names):
                return "xlsx"
            if "content.xml" in names and "mimetype" in names:
                with archive.open("mimetype") as stream:
                    return "ods" if b"spreadsheet" in stream.read(100) else "OpenDocument 文字文档"
    except DAMAGED:
        return "损坏的文件"
    folders = {name.partition("/")[0] for name in names}
    return next((name for folder, name in _OTHERS.items() if folder in folders), "压缩包")


def _csv(data: bytes) -> Book:
    """The rows of a text whose cells are parted by commas, tabs or semicolons, whichever comes
    most often."""
    import csv

    from fjkx.notice.read import decode

    text, encoding = decode(data)
    delimiter = max(_DELIMITERS, key=text[:8192].count)
    cells: dict[tuple[int, int], Cell] = {}
    try:
        rows = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
        for row, values in enumerate(rows, start=1):
            filled = enumerate(values, start=1)
            cells.update(((row, at), Cell(each, each)) for at, each in filled if each.strip())
            if len(cells) > MOST_CELLS:
                raise too_many()
    except csv.Error:
        raise RequestError("表格里有过长的单元格，读不下", AGAIN) from None
    return Book((Sheet("", cells),), f"逗号分隔的文本，{encoding}")
