"""An old .xls workbook → its sheets, through xlrd: calamine sees neither formats nor what is
hidden, struck out or commented in these."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from fjkx.notice.workbook.cells import (
    AGAIN,
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

if TYPE_CHECKING:
    import xlrd

KIND: Final = "Excel 97 工作簿"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def book(data: bytes) -> Book:
    """The sheets of a workbook. Raises RequestError for one that is damaged, locked with a
    password, or too large."""
    import io

    import xlrd

    if _ENCRYPTED in data:
        raise RequestError("Excel 工作簿有密码，读不出来", AGAIN)
    try:
        opened = xlrd.open_workbook(
            file_contents=data, formatting_info=True, logfile=io.StringIO(), on_demand=True
        )
        return Book(tuple(_sheets(opened)), KIND)
    except RequestError:
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise RequestError("Excel 工作簿有密码，读不出来", AGAIN) from None
        raise damaged(KIND) from None
    except Exception:  # a damaged file raises whatever xlrd meets in it
        raise damaged(KIND) from None


def _sheets(opened: "xlrd.Book") -> Iterator[Sheet]:
    """The sheets one after the other, within bounds."""
    left = MOST_CELLS
    for number in range(opened.nsheets):
        sheet = opened.sheet_by_index(number)
        cells = dict(_cells(opened, sheet))
        left -= len(cells)
        if left < 0:
            raise too_many()
        rows, columns = sheet.rowinfo_map.items(), sheet.colinfo_map.items()
        yield Sheet(
            sheet.name,
            cells,
            tuple(Span(r1 + 1, c1 + 1, r2, c2) for r1, r2, c1, c2 in sheet.merged_cells),
            {(r + 1, c + 1): note.text.strip() for (r, c), note in sheet.cell_note_map.items()},
            sheet.visibility != 0,
            frozenset(at + 1 for at, row in rows if row.hidden),
            frozenset(at + 1 for at, column in columns if column.hidden),
        )
        opened.unload_sheet(number)


def _cells(
    opened: "xlrd.Book", sheet: "xlrd.sheet.Sheet"
) -> Iterator[tuple[tuple[int, int], Cell]]:
    """The cells of a sheet that are not empty."""
    import xlrd

    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            found = sheet.cell(row, column)
            style = opened.xf_list[found.xf_index]
            struck: tuple[Odd, ...] = ()
            if opened.font_list[style.font_index].struck_out:
                struck = ("有删除线",)
            if found.ctype == xlrd.XL_CELL_ERROR:
                text = xlrd.error_text_from_code.get(found.value, "#N/A")
                cell: Cell | None = Cell(text, None, odd=("错误值",))
            else:
                value = bool(found.value) if found.ctype == xlrd.XL_CELL_BOOLEAN else found.value
                if found.ctype == xlrd.XL_CELL_DATE and opened.datemode:
                    value += 1462
                cell = cell_of(value, opened.format_map[style.format_key].format_str)
            if cell is not None:
                yield (row + 1, column + 1), cell._replace(odd=(*cell.odd, *struck))
