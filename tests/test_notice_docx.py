"""Word documents: paragraphs, automatic numbers, tables, what is not seen, what is refused."""

import io
import zipfile

import pytest

from fjkx.errors import RequestError
from fjkx.notice.counting import chinese, roman, spelled
from fjkx.notice.docx import LIMIT
from fjkx.notice.read import read

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>
  <w:lvlText w:val="（%2）"/></w:lvl>
 <w:lvl w:ilvl="2"><w:pStyle w:val="Item"/><w:start w:val="1"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="%3."/></w:lvl>
 <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
  <w:lvlText w:val="•"/></w:lvl>
 <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
  <w:lvlText w:val="%1.%5"/><w:isLgl/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="2"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""
STYLES = """
<w:style w:styleId="Item"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Item"/></w:style>
"""


def docx(body: str, numbering: str = LEVELS, styles: str = STYLES) -> bytes:
    """A document of these elements."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        document = f"<w:document {SPACE}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", document)
        archive.writestr("word/numbering.xml", f"<w:numbering {SPACE}>{numbering}</w:numbering>")
        archive.writestr("word/styles.xml", f"<w:styles {SPACE}>{styles}</w:styles>")
    return stream.getvalue()


def p(text: str, level: int | None = None, number: int = 1, style: str = "") -> str:
    """A paragraph, with an automatic number at a level or by a style."""
    mark = f'<w:pStyle w:val="{style}"/>' if style else ""
    if level is not None:
        mark += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{mark}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(body: str) -> list[str]:
    source = read(docx(body))
    assert source.encoding == "Word 文档"
    assert source.paragraphs
    return [line.text for line in source.lines]


def test_paragraphs_count_from_one() -> None:
    found = read(docx(p("甲") + "<w:p/>" + p("乙"))).lines
    assert [(line.number, line.text) for line in found] == [(1, "甲"), (2, ""), (3, "乙")]


def test_numbers_as_printed() -> None:
    body = p("甲", 0) + p("乙", 1) + p("丙", 2) + p("丁", 2) + p("戊", 1) + p("己", 2) + p("庚", 0)
    assert lines(body) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚"]


def test_lists_of_one_pattern_count_on_unless_they_start_anew() -> None:
    assert lines(p("甲", 2) + p("乙", 2, 2) + p("丙", 2, 3) + p("丁", 2)) == [
        "1.甲",
        "2.乙",
        "7.丙",
        "3.丁",
    ]


def test_numbers_by_style_bullets_and_none() -> None:
    body = p("甲", style="Item") + p("乙", style="Own") + p("丙", 3) + p("丁", 2, 0) + p("戊", 2, 9)
    assert lines(body) == ["1.甲", "2.乙", "丙", "丁", "戊"]


def test_a_level_that_prints_two_numbers() -> None:
    assert lines(p("甲", 0) + p("乙", 4)) == ["一、甲", "1.1乙"]


def test_what_is_seen_of_a_paragraph() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('甲')}<w:ins>{run('乙')}</w:ins><w:del>{run('丙')}</w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>丁</w:t></w:r>"
        f"<w:hyperlink>{run('戊')}</w:hyperlink>"
        "<w:r><w:tab/><w:t>己</w:t><w:br/><w:t>庚</w:t></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p('辛')}</w:sdtContent></w:sdt>"
    )
    assert lines(body) == ["甲乙戊\t己", "庚", "辛"]


def test_a_text_box_is_seen_once() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>甲</w:t><mc:AlternateContent xmlns:mc='m'>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert lines(body) == ["甲", "框"]


def test_tables() -> None:
    def tc(text: str, mark: str = "") -> str:
        return f"<w:tc><w:tcPr>{mark}</w:tcPr>{p(text)}</w:tc>"

    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        tc("序号") + tc("任务") + tc("责任单位"),
        tc("一、甲", '<w:gridSpan w:val="3"/>'),
        tc("1") + tc("乙") + tc("丙局", start),
        tc("2") + tc("丁") + tc("", on),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    found = read(docx(p("前") + f"<w:tbl>{table}</w:tbl>" + p("后"))).lines
    assert [
        [f"({c.text})" if c.above else c.text + f"/{c.span}" * (c.span > 1) for c in line.cells]
        or line.text
        for line in found
    ] == [
        "前",
        ["序号", "任务", "责任单位"],
        ["一、甲/3"],
        ["1", "乙", "丙局"],
        ["2", "丁", "(丙局)"],
        "后",
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (docx(p("甲"))[:200], "Word 文档损坏或加密，读不出来"),
        (docx("<w:p>"), "Word 文档的正文不完整，读不出来"),
        (b"PK\x03\x04", "Word 文档损坏或加密，读不出来"),
    ],
    ids=["truncated", "not well formed", "not a zip"],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(RequestError) as refused:
        read(data)
    assert str(refused.value) == message


def archive_of(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def test_another_archive() -> None:
    with pytest.raises(RequestError, match="不是 Word 文档"):
        read(archive_of("xl/workbook.xml", b"<a/>"))


def test_a_bomb_of_zeros_is_read_in_bounds() -> None:
    with pytest.raises(RequestError, match="展开后超过 32 MiB"):
        read(archive_of("word/document.xml", b"\0" * (LIMIT + 1)))


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(RequestError, match="实体声明"):
        read(archive_of("word/document.xml", bomb))


def test_deep_nesting_is_no_recursion() -> None:
    deep = "<w:sdt>" * 3000 + p("甲") + "</w:sdt>" * 3000
    assert lines(deep) == ["甲"]


@pytest.mark.parametrize(
    ("value", "numerals", "printed"),
    [
        *((3, "decimal", "3"), (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２")),
        *((12, "chineseCountingThousand", "十二"), (20, "ideographDigital", "二〇")),
        *((3, "decimalEnclosedCircleChinese", "③"), (3, "decimalEnclosedParen", "(3)")),
        *((28, "lowerLetter", "bb"), (4, "upperRoman", "IV"), (3, "unknown", "3")),
    ],
)
def test_numerals(value: int, numerals: str, printed: str) -> None:
    assert spelled(value, numerals) == printed


def test_big_numbers() -> None:
    assert [chinese(n) for n in (10, 19, 20, 101, 110, 1001, 10000)] == [
        *("十", "十九", "二十", "一百零一", "一百一十", "一千零一", "10000")
    ]
    assert [roman(n) for n in (9, 1999, 4000)] == ["IX", "MCMXCIX", "4000"]
