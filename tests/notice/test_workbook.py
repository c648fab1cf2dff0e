"""Workbooks as bytes: what a cell shows, and files that are none, or are meant to do harm."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt

from fjkx.notice.workbook.cells import Cell, cell_name
from fjkx.notice.workbook.sheets import is_workbook, read
from fjkx.plan.errors import RequestError
from tests.notice.books import saved
from tests.notice.test_notice_read import archived

TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def xlsx(sheet: str, **parts: str) -> bytes:
    """A workbook of one sheet by its XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/'
        'vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{rels}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{rels}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rels}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        **parts,
    }
    return archived(files)


def cell_at(reference: str, value: str = "1") -> str:
    row = "".join(filter(str.isdigit, reference))
    return f'<row r="{row}"><c r="{reference}"><v>{value}</v></c></row>'


def old() -> bytes:
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "x")
    return saved(book)


FAR = f"<sheetData>{cell_at('A1')}{cell_at('XFD1048576')}</sheetData>"
MANY = "".join(f'<c r="A{at}"><v>1</v></c>' for at in range(1, 3_001))
HOSTILE = {
    "nothing": (b"", "文件是空的"),
    "a Word file": (archived({"word/document.xml": "<a/>"}), "这是Word 文档"),
    "any archive": (archived({"a": "b"}), "这是压缩包"),
    "half a workbook": (xlsx("<sheetData/>")[:300], "损坏"),
    "no XML": (xlsx("<sheetData>"), "不完整"),
    "with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        "有密码",
    ),
    "a broken old one": (old()[:1500], "损坏"),
    "cells at both ends": (xlsx(FAR), "离表格太远"),
    "too many cells": (xlsx(f"<sheetData><row r='1'>{MANY}</row></sheetData>"), "读不下"),
    "a bomb of zeros": (xlsx("<sheetData>" + " " * 40_000_000 + "</sheetData>"), "32 MiB"),
    "a bomb of entities": (
        xlsx("", **{"xl/workbook.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "实体声明",
    ),
    "binary": (archived({"xl/workbook.bin": "x"}), "xlsb"),
    "no text": (bytes(range(256)) * 20, ""),
}


@pytest.mark.parametrize(("data", "said"), HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_workbook_is_refused_in_one_line(
    data: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fjkx.notice.workbook.xlsx.MOST_CELLS", 2_000)
    with pytest.raises(RequestError) as caught:
        read(data)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_declared_cells_and_merged_columns_cost_nothing() -> None:
    sheet = read(
        xlsx(
            '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1"/></cols>'
            f"<sheetData>{cell_at('A1')}</sheetData>"
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
        )
    ).sheets[0]
    assert list(sheet.cells) == [(1, 1)]


SHOWN = [
    (60, "General", "60"),
    (0.6, "0%", "60%"),
    (0.5833, "0.0%", "58.3%"),
    (1.1, "0.00", "1.10"),
    (14.0, "General", "14"),
    (1234567, "#,##0", "1,234,567"),
    (3, '"第"0"项"', "第3项"),
    (date(2024, 9, 30), "yyyy/m/d", "2024/9/30"),
    (date(2024, 9, 3), "yyyy-mm-dd", "2024-09-03"),
    (date(2024, 9, 30), 'yyyy"年"m"月"d"日"', "2024年9月30日"),
    (date(2024, 9, 30), '[$-804]yyyy"年"m"月"d"日";@', "2024年9月30日"),
    (date(2024, 9, 1), 'yyyy"年"m"月"', "2024年9月"),
    (date(2024, 9, 30), 'm"月"d"日"', "9月30日"),
    (datetime(2024, 9, 30, 8, 30), "yyyy-mm-dd hh:mm", "2024-09-30"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_a_cell_has_the_text_that_it_shows(value: object, code: str, text: str) -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = value
    made.active["A1"].number_format = code
    assert read(saved(made)).sheets[0].cells[1, 1].text == text


def test_an_old_workbook_named_otherwise_is_known_by_its_content() -> None:
    assert is_workbook(old())
    assert read(old()).sheets[0].cells == {(1, 1): Cell("x", "x")}


def test_shared_and_rich_texts_and_booleans(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        bold, struck = made.add_format({"bold": True}), made.add_format({"font_strikeout": True})
        sheet.write_rich_string("A1", "已完成", bold, "三项", "。")
        sheet.write_rich_string("A2", "已完成", struck, "两项", "三项")
        sheet.write_boolean("A3", True)
        sheet.write("A4", "甲\r\n乙")
    cells = read(path.read_bytes()).sheets[0].cells
    assert (cells[1, 1].text, cells[1, 1].odd) == ("已完成三项。", ())
    assert (cells[2, 1].text, cells[2, 1].odd) == ("已完成两项三项", ("有删除线",))
    assert cells[3, 1].text == "TRUE"
    assert cells[4, 1].text.split() == ["甲", "乙"]


@pytest.mark.parametrize(("place", "name"), [((1, 1), "A1"), ((18, 26), "Z18"), ((2, 28), "AB2")])
def test_cells_have_the_names_that_people_see(place: tuple[int, int], name: str) -> None:
    assert cell_name(*place) == name
