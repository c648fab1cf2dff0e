"""Workbooks, Word files and pages: what is in them, as other programs read it."""

import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document as Word
from docx.table import Table as WordTable

from fjkx.plan.model import Plan, Task
from fjkx.plan.query import Filter
from fjkx.render.columns import shared
from fjkx.render.docx import render as word_file
from fjkx.render.screen import Screen
from fjkx.render.xlsx import render
from fjkx.views import document as doc
from tests import supervised_plan
from tests.cases import parts
from tests.render.test_matrix import HOSTILE, LINES, PLANS, TABLES, words
from tests.shown import chased, listed, logged, one, reported, shown, summed

PLAN, TODAY = supervised_plan.PLAN, supervised_plan.TODAY
FORMULAS = ("=1+1", "+1", "-1", "@A1", "{=1+1}", '=HYPERLINK("http://x")', "http://x.cn", "007")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def book(view: doc.View) -> Any:
    """The view's workbook as a colleague opens it."""
    return openpyxl.load_workbook(BytesIO(render(view, Screen())))


def values(sheet: Any) -> list[list[Any]]:
    """The rows of a sheet; an empty text is nothing."""
    return [[None if c.value == "" else c.value for c in row] for row in sheet.iter_rows()]


def part(data: bytes, name: str) -> str:
    """A part of a package."""
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


def table(*rows: tuple[doc.Value, ...]) -> doc.Table:
    """A table of texts."""
    columns = tuple(doc.Column(f"列{at}") for at in range(len(rows[0])))
    return doc.Table(columns, (doc.Group(tuple(map(doc.Row, rows))),))


# -- what is read of them ---------------------------------------------------------------------


def written_cell(cell: Any) -> str:
    """A cell as a spreadsheet shows it, with its colour."""
    formats = {"0.0%": "{:.1%}", "yyyy-mm-dd": "{:%Y-%m-%d}"}
    text = formats.get(cell.number_format, "{}").format("" if cell.value is None else cell.value)
    return text + (f" #{cell.fill.fgColor.rgb[2:]}" if cell.fill.fill_type else "")


def in_lines(*rows: Iterable[str]) -> str:
    return "".join(" | ".join(row).rstrip(" |").replace("\n", "⏎") + "\n" for row in rows)


def sheet_text(view: doc.View) -> str:
    """The rows of the view's workbook."""
    return in_lines(*(map(written_cell, row) for row in book(view).active.iter_rows()))


def word_text(view: doc.View) -> str:
    """The paragraphs, each behind its style, and tables of the view's Word file; a page ends
    with a line."""
    told = ""
    for block in opened(view).iter_inner_content():
        if isinstance(block, WordTable):
            told += in_lines(*((cell.text for cell in row.cells) for row in block.rows))
        elif block.style:
            told += f"{block.style.name}  {block.text}".rstrip() + "\n"
            told += "---\n" * (block._p.find(f".//{W}sectPr") is not None)
    return told


def test_papers() -> None:
    """To the word: a ledger, a bulletin, a log and letters. A receipt has a row for all that is
    asked about, also for what the letter has by its number alone."""
    quiet = Task("8", "完善智库", "doing", lead=("院士办",))
    asked = PLAN._replace(tasks=(*PLAN.tasks, quiet))
    assert parts(Path(__file__).with_name("papers.txt")) == {
        "ledger": sheet_text(listed(PLAN, TODAY)),
        "bulletin": word_text(bulletin()),
        "log": word_text(logged(PLAN, TODAY)),
        "letters": word_text(chased(asked, TODAY)),
    }


# -- workbooks --------------------------------------------------------------------------------


def test_a_ledger_in_another_order_has_no_sections() -> None:
    rows = values(book(listed(PLAN, TODAY, sort="due")).active)
    assert [row[0] for row in rows[3:10]] == ["2", "4", "7", "5", "1", "3", "6"]


def test_a_sheet_is_ready_to_be_printed() -> None:
    sheet = book(listed(PLAN, TODAY)).active
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:L13")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage) == (0, True)
    assert "&P" in sheet.oddFooter.center.text
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJKL"]
    assert all(6 <= width <= 60 for width in widths)
    assert sheet["C7"].alignment.wrap_text
    assert sheet.row_dimensions[7].height >= 30


def test_nothing_runs_as_a_formula() -> None:
    for text in FORMULAS:
        plan = HOSTILE._replace(title=text, tasks=(Task("1", text, lead=(text,)),))
        for view in (listed(plan, TODAY), summed(plan, TODAY, "dept"), chased(plan, TODAY)):
            data = render(view, Screen())
            sheet = openpyxl.load_workbook(BytesIO(data)).active
            assert sheet is not None
            assert text in [cell.value for row in sheet.iter_rows() for cell in row]
            xml = part(data, "xl/worksheets/sheet1.xml")
            assert not re.search("<f>|<f |hyperlink", xml)
            assert "externalLink" not in part(data, "[Content_Types].xml")


@pytest.mark.parametrize("view", [*TABLES, *LINES])
def test_every_view_is_a_workbook_and_a_word_file(view: doc.View) -> None:
    sheets, document = book(view), opened(view)
    read = [str(value) for sheet in sheets for row in values(sheet) for value in row if value]
    written = [paragraph.text for paragraph in document.paragraphs]
    written += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for found in (read, written):
        assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", "\n".join(found))
    for word in said(view):
        assert all(line in "\n".join(read) for line in word.split("\n"))
    body = part(word_file(view, Screen()), "word/document.xml")
    assert not re.search("<w:hyperlink|<w:instrText|<b>", body)


def said(view: doc.View) -> Iterator[str]:
    """What a view says in words, up to what is shown with its code."""
    for document in view.documents("ledger"):
        for block in document.blocks:
            if isinstance(block, doc.Table):
                for row in block.rows():
                    for value in row.cells:
                        if isinstance(value, str | doc.Words | doc.Names):
                            yield doc.text_of(value).split("\x1b")[0]
            elif not isinstance(block, doc.Signature):
                yield from (text.split("\x1b")[0] for text in words(block))


def test_texts_longer_than_a_cell_go_on_below() -> None:
    long = "很长" * 20_000
    rows = values(book(one(doc.Title("题"), table((long, "短")), doc.Paragraph(long))).active)
    assert "".join(str(row[0]) for row in rows[2:] if row[0]) == long * 2
    assert all(len(str(row[0])) <= 32_767 for row in rows)


def test_several_documents_are_sheets_with_names_that_excel_takes() -> None:
    names = {
        "甲/乙": "甲 乙",
        "甲 乙": "甲 乙 (2)",
        "'": "任务",
        "": "任务 (2)",
        "A" * 40: "A" * 31,
        "a" * 40: f"{'a' * 27} (2)",
    }
    documents = tuple(doc.Document((table((name,)),), name) for name in names)
    assert book(doc.View(lambda medium: documents)).sheetnames == [*names.values()]


# -- Word files -------------------------------------------------------------------------------


def opened(view: doc.View) -> Word:
    """The view's Word file as python-docx reads it."""
    return docx.Document(BytesIO(word_file(view, Screen())))


def bulletin() -> doc.View:
    """The bulletin of the second quarter."""
    return reported(PLAN, date(2020, 4, 1), date(2020, 6, 30), TODAY)


def test_pages_are_those_of_the_standard() -> None:
    section = opened(bulletin()).sections[0]
    millimetres = [
        round(length.mm, 1)
        for length in (
            *(section.page_width, section.page_height),
            *(section.top_margin, section.bottom_margin, section.left_margin, section.right_margin),
        )
        if length is not None
    ]
    assert millimetres == [210.0, 297.0, 37.0, 35.0, 28.0, 26.0]
    body = part(word_file(bulletin(), Screen()), "word/document.xml")
    assert '<w:docGrid w:type="linesAndChars" w:linePitch="580" w:charSpace="-848"/>' in body
    settings = part(word_file(bulletin(), Screen()), "word/settings.xml")
    assert "<w:mirrorMargins/>" in settings and "<w:evenAndOddHeaders/>" in settings


def test_fonts_are_set_for_chinese_in_styles() -> None:
    document = opened(bulletin())
    fonts = {
        style.style_id: (
            style.element.rPr.rFonts.get(f"{W}eastAsia"),
            style.font.size.pt if style.font.size else None,
        )
        for style in document.styles
        if style.element.find(f"{W}rPr/{W}rFonts") is not None
    }
    assert fonts["DocTitle"] == ("方正小标宋简体", 22)
    assert fonts["Rank1"][0] == "黑体" and fonts["Rank2"][0] == "楷体_GB2312"
    assert fonts["PageNumber"] == ("宋体", 14)
    for name, edge, width in (("落款", "rightChars", "400"), ("公文正文", "firstLineChars", "200")):
        indent = document.styles[name].element.find(f".//{W}ind")
        assert indent.get(f"{W}{edge}") == width
    defaults = document.styles.element.find(f".//{W}rPrDefault/{W}rPr")
    assert defaults is not None
    assert defaults.find(f"{W}rFonts").get(f"{W}eastAsia") == "仿宋_GB2312"
    assert defaults.find(f"{W}sz").get(f"{W}val") == "32"
    data = word_file(bulletin(), Screen())
    table = part(data, "word/fontTable.xml")
    for font, fallback in (("方正小标宋简体", "宋体"), ("仿宋_GB2312", "仿宋")):
        assert f'<w:font w:name="{font}"><w:altName w:val="{fallback}"/>' in table
    assert "rFonts" not in part(data, "word/document.xml")
    assert "w:color w:val" not in part(data, "word/styles.xml")


def test_page_numbers_stand_outside() -> None:
    section = opened(bulletin()).sections[0]
    for footer, side, edge in (
        (section.footer, "right", "rightChars"),
        (section.even_page_footer, "left", "leftChars"),
    ):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.pPr.find(f"{W}jc").get(f"{W}val") == side
        assert paragraph._p.pPr.find(f"{W}ind").get(f"{W}{edge}") == "100"
        assert " PAGE " in "".join(paragraph._p.itertext())


def test_wide_tables_lie_across_and_repeat_their_heads() -> None:
    document = opened(listed(PLAN, TODAY))
    section = document.sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width > section.page_height
    rows = document.tables[0].rows
    properties = [row._tr.trPr for row in rows]
    heads = [each.find(f"{W}tblHeader") is not None for each in properties]
    assert heads == [True] + [False] * (len(rows) - 1)
    assert all(each.find(f"{W}cantSplit") is not None for each in properties)
    assert rows[1].cells[0]._tc is rows[1].cells[11]._tc, "sections stand across"
    assert rows[-1].cells[0].text == "合计"
    assert sum(int(col.get(f"{W}w")) for col in document.tables[0]._tbl.tblGrid) <= 12_756


def test_room_goes_to_what_makes_rows_tall() -> None:
    """Nearly all of it to one long text; what is seldom filled in begins narrower."""
    columns = (doc.Column("序号", "id"), doc.Column("任务"), doc.Column("举措"), doc.Column("问题"))
    long: tuple[doc.Value, ...] = ("1", "打造科普品牌", "长" * 200, None)
    short: tuple[doc.Value, ...] = ("2", "加强学习", "短" * 60, "缺" * 30)
    rows = tuple(map(doc.Row, (long, short, long, long)))
    found = doc.Table(columns, (doc.Group(rows),))
    assert shared(found, 60) == [5, 10, 37, 8]
    assert shared(found, 22) == [1, 3, 8, 8]


def test_no_signature_stands_alone_and_a_receipt_stays_whole() -> None:
    """Who signs is kept with what comes before and with the day, a receipt with its last line."""
    view = chased(PLAN, TODAY, Filter(units=("学会学术部",)))
    written = opened(view)
    kept = [
        (p.style.name, p.paragraph_format.keep_with_next) for p in written.paragraphs if p.style
    ]
    at = [name for name, _ in kept].index("落款")
    assert kept[at - 1 : at + 3] == [
        *(("公文正文", True), ("落款", True), ("落款", True), ("附注", None))
    ]
    assert kept[-2:] == [("附注", True), ("附注", None)]
    sent, receipt = written.tables
    for table, wanted in ((sent, {None}), (receipt, {True})):
        cells = (cell for row in table.rows[1:] for cell in row.cells)
        assert {p.paragraph_format.keep_with_next for c in cells for p in c.paragraphs} == wanted


# -- pages ------------------------------------------------------------------------------------


def test_a_page_needs_nothing_from_elsewhere() -> None:
    for plan in PLANS.values():
        text = shown(listed(plan, TODAY), "html")
        assert not re.search(r"(?:src|href|url|@import)\s*[=(]", text)
        assert "default-src 'none'" in text
        assert 'name="viewport"' in text and "@media print" in text


def test_what_may_be_chosen_stands_in_the_rows() -> None:
    many = PLAN._replace(tasks=PLAN.tasks * 2)
    text = shown(listed(many, TODAY), "html")
    assert "<table data-filter>" in text
    assert 'data-unit="学会学术部|院士办|科技馆" data-status="推进中"' in text
    assert "<table data-filter>" not in shown(listed(PLAN, TODAY), "html")


def test_a_trend_is_a_curve_and_a_table() -> None:
    meters = [doc.Meter(at * 10.0, "good", at * 8.0) for at in range(4)]
    columns = (doc.Column("月份", "id"), doc.Column("办结率", "bar"))
    rows = tuple(doc.Row((f"{at}月", meter)) for at, meter in enumerate(meters, 1))
    points = doc.Table(columns, (doc.Group(rows),), legend=("办结", "序时进度"))
    text = shown(one(points), "html")
    assert '<polyline class="actual" points="50,250.0 243,226.0 437,202.0 630,178.0"/>' in text
    assert '<polyline class="wanted" points="50,250.0 243,230.8 437,211.6 630,192.4"/>' in text
    assert "<svg" not in shown(one(points._replace(legend=())), "html")


def test_a_plan_without_tasks_is_a_file_in_each_format() -> None:
    nothing = Plan("空", 2020)
    for view in (listed(nothing, TODAY), summed(nothing, TODAY), chased(nothing, TODAY)):
        assert len(book(view).worksheets) == 1
        assert opened(view).sections
        assert "<main>" in shown(view, "html")
