"""Bytes → lines: encodings, plain text with tables, HTML, Word, and what is no notice at all.

In `lines.txt` stand files and the lines read of them: cells between bars, (those from above), wide
ones with /their span, [marks] of what belongs to the page. A Word document is written as its XML:
a line is a paragraph, with [the level of its number] or [level/list], or elements; `-- NAME`
begins another part.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.notice.package import LIMIT
from fjkx.notice.read import read
from fjkx.notice.source import Line
from fjkx.plan.errors import RequestError
from tests import steps
from tests.cases import gallery, parts

LINES = Path(__file__).with_name("lines.txt")
TEXT = "甲县2024年工作要点\n1.建设。（责任单位：乙局）\n"
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACE = f'xmlns="{MAIN}" xmlns:w="{MAIN}" xmlns:mc="mc"'
LISTS = """
<abstractNum w:abstractNumId="0">
 <lvl w:ilvl="0"><numFmt w:val="chineseCounting"/><lvlText w:val="%1、"/></lvl>
 <lvl w:ilvl="1"><numFmt w:val="chineseCounting"/><lvlText w:val="（%2）"/></lvl>
 <lvl w:ilvl="2"><pStyle w:val="Item"/><start w:val="1"/><numFmt w:val="decimal"/>
  <lvlText w:val="%3."/></lvl>
 <lvl w:ilvl="3"><numFmt w:val="bullet"/><lvlText w:val="•"/></lvl>
 <lvl w:ilvl="4"><numFmt w:val="decimal"/><lvlText w:val="%1.%5"/><isLgl/></lvl>
</abstractNum>
<num w:numId="1"><abstractNumId w:val="0"/></num>
<num w:numId="2"><abstractNumId w:val="0"/></num>
<num w:numId="3"><abstractNumId w:val="0"/>
 <lvlOverride w:ilvl="2"><startOverride w:val="7"/></lvlOverride></num>
"""
STYLES = """
<style w:styleId="Item"><pPr><numPr><numId w:val="1"/></numPr></pPr></style>
<style w:styleId="Own"><basedOn w:val="Item"/></style>
"""


def archived(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx(text: str) -> bytes:
    """A document as `lines.txt` writes it."""
    body, *more = re.split("^-- (.*)\n", text, flags=re.M)
    files = {
        "document": f"<body>{elements(body)}</body>",
        "numbering": LISTS,
        "styles": STYLES,
        **{name: elements(part) for name, part in zip(more[::2], more[1::2], strict=True)},
    }
    return archived({f"word/{name}.xml": f"<r {SPACE}>{part}</r>" for name, part in files.items()})


def elements(text: str) -> str:
    """The paragraphs and other elements of a part."""
    lines = (
        line if line.lstrip().startswith("<") else f"<p>{line}</p>" for line in text.splitlines()
    )
    return re.sub(
        r"(?<=>)(?<!<t>)(?<!<delText>)[^<>]+(?=<)",
        r"<r><t>\g<0></t></r>",
        re.sub(r"<p>\[(\d)(?:/(\d))?\] ", numbered, "".join(lines)),
    )


def numbered(mark: re.Match[str]) -> str:
    level, which = mark[1], mark[2] or 1
    return f'<p><pPr><numPr><ilvl w:val="{level}"/><numId w:val="{which}"/></numPr></pPr>'


def shown(line: Line) -> str:
    """A line as `lines.txt` has it."""
    cells = [
        f"({cell.text})" if cell.above else cell.text + f"/{cell.span}" * (cell.span > 1)
        for cell in line.cells
    ]
    text = " | ".join(cells).replace("\n", "⏎").rstrip() or line.text
    return f"[{line.mark}] {text}" if line.mark else text


def lines(data: bytes | str) -> list[str]:
    """The lines of a file that are not empty."""
    found = read(data.encode() if isinstance(data, str) else data).lines
    return [shown(line) for line in found if line.text or line.cells]


ENTRIES = [(part, *entry) for part in parts(LINES) for entry in gallery(LINES, part)]


@pytest.mark.parametrize(("part", "text", "answer"), ENTRIES)
def test_what_is_read_of_a_file(part: str, text: str, answer: str) -> None:
    data = docx(text) if part == "Word" else text.encode()
    number = "{0.number} " if part == "Word" else ""
    found = [line for line in read(data).lines if line.text or line.cells]
    assert [number.format(line) + shown(line) for line in found] == answer.splitlines()


@pytest.mark.parametrize(
    ("data", "numbers"),
    [
        ("甲\n\n乙", [1, 3]),
        ("<p>甲</p>\n<!--\n--><p>\n乙</p>", [1, 4]),
        ("<p>甲</p>" * 9, [*range(1, 10)]),
        (docx("甲\n\n乙<r><br/></r>丙\n<tbl><tr><tc><p>丁</p></tc></tr></tbl>"), [1, 3, 4, 5]),
    ],
    ids=["text", "page", "page on one line", "Word"],
)
def test_lines_are_counted(data: bytes | str, numbers: list[int]) -> None:
    found = read(data if isinstance(data, bytes) else data.encode())
    assert [line.number for line in found.lines if line.text] == numbers


# -- encodings ------------------------------------------------------------------------------

SIGNS = "一一一甲县工作要点乙丙丁戊己庚辛壬癸" * 6 + "\n"


@pytest.mark.parametrize(
    ("data", "encoding", "first"),
    [
        (TEXT.encode(), "UTF-8 编码", "甲县2024年工作要点"),
        (TEXT.encode("utf-8-sig"), "UTF-8 编码（带 BOM）", "甲县2024年工作要点"),
        (TEXT.encode("utf-16"), "UTF-16 编码", "甲县2024年工作要点"),
        (TEXT.encode("utf-16-le"), "UTF-16 编码", "甲县2024年工作要点"),
        (TEXT.encode("utf-16-be"), "UTF-16 编码", "甲县2024年工作要点"),
        (SIGNS.encode("utf-16-le"), "UTF-16 编码", SIGNS.strip()),
        (SIGNS.encode("utf-16-be"), "UTF-16 编码", SIGNS.strip()),
        ("1.a\n".encode("utf-16-le"), "UTF-16 编码", "1.a"),
        (TEXT.encode("gb18030"), "GB18030 编码", "甲县2024年工作要点"),
        (
            b"<p>" + TEXT.encode("gb2312"),
            "网页，GB18030 编码",
            "甲县2024年工作要点 1.建设。（责任单位：乙局）",
        ),
        ("通知".encode("gbk"), "GB18030 编码", "通知"),
        ("café".encode(), "UTF-8 编码", "café"),
        (("<p>甲。</p>" * 9).encode(), "网页，UTF-8 编码，行号是段落的序号", "甲。"),
        (docx("甲"), "Word 文档", "甲"),
    ],
)
def test_encodings(data: bytes, encoding: str, first: str) -> None:
    assert (read(data).encoding, lines(data)[0]) == (encoding, first)


LONG = "甲县2024年工作要点\n" * 9
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
REFUSED = [
    (b"", "通知是空的"),
    (b" \r\n\t", "通知是空的"),
    (b"%PDF-1.4", "通知是 PDF，读不出文字"),
    (b"\xd0\xcf\x11\xe0", "通知是旧版 Office 文件（.doc、.xls）或加密的 .docx，读不出文字"),
    (LONG.encode()[:-2], "第 9 行的字节 0xE7 不是 UTF-8 编码，通知读不出来"),
    (LONG.encode() + b"\xff", "第 10 行的字节 0xFF 不是 UTF-8 编码，通知读不出来"),
    (LONG.encode() + b"\xed\xa0\x80", "第 10 行的字节 0xED 不是 UTF-8 编码，通知读不出来"),
    (LONG.encode() + b"\0", "第 10 行有空字符 NUL，通知读不出来"),
    (b"1.abc\n" * 9 + b"\0", "第 10 行有空字符 NUL，通知读不出来"),
    (LONG.encode() + b"\n" * 70000 + b"\0", "第 70010 行有空字符 NUL，通知读不出来"),
    (LONG.encode("gb18030") + b"\xff", "第 10 行的字节 0xFF 不是 GB18030 编码，通知读不出来"),
    (
        ("上" + LONG).encode("utf-16-le") + b"\n",
        "第 10 行的字节 0x0A 不是 UTF-16 编码，通知读不出来",
    ),
    (LONG.encode("utf-32"), "第 1 行有空字符 NUL，通知读不出来"),
    (b"\0\1\2\3" * 9, "通知不是文本文件"),
    ("甲\0乙".encode(), "第 1 行有空字符 NUL，通知读不出来"),
    (
        "甲\n乙丙丁戊己庚辛".encode() + b"\xe7" + "壬癸子丑寅卯辰巳".encode(),
        "第 2 行的字节 0xE7 不是 UTF-8 编码，通知读不出来",
    ),
    (
        "好的文字，后面坏了。".encode() + b"\xff\xfe" + "还是好的文字，很多。".encode() * 4,
        "第 1 行的字节 0xFF 不是 UTF-8 编码，通知读不出来",
    ),
    (docx("甲")[:200], "文件损坏或加密，读不出来"),
    (b"PK\x03\x04", "文件损坏或加密，读不出来"),
    (docx("<p>"), "Word 文档的正文不完整，读不出来"),
    (docx('<altChunk w:id="1"/>'), "Word 文档里嵌着另一份文档，读不出来"),
    (archived({"content.xml": "<a/>"}), "通知不是 Word 文档（压缩包里没有正文）"),
    (archived({"word/document.xml": b"\0" * (LIMIT + 1)}), "Word 文档展开后超过 32 MiB"),
    (archived({"word/document.xml": BOMB}), "Word 文档里有实体声明，不能导入"),
    (archived({"word/document.xml": "<a/>"}, zipfile.ZIP_BZIP2), "文件损坏或加密，读不出来"),
    (archived({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA), "文件损坏或加密，读不出来"),
    (docx("<p/>" * 1000 + "\n-- styles\n" + "<style/>" * 1000), "Word 文档的内容太多，读不下"),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_what_is_no_notice_is_refused(
    data: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fjkx.notice.package.MOST_MARKS", 2_000)
    with pytest.raises(RequestError) as refused:
        read(data)
    assert str(refused.value) == message


WHOLE = docx("甲县2024年工作要点\n" + "[2] 甲。（责任单位：乙局）\n" * 9)


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    with suppress(RequestError):
        read(data)


@settings(max_examples=120)
@given(
    st.lists(
        st.tuples(st.integers(4, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=40
    )
)
def test_damaged_bytes(damage: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for at, byte in damage:
        data[at] = byte
    with suppress(RequestError):
        read(bytes(data))


# -- plain text -----------------------------------------------------------------------------


def test_line_ends() -> None:
    assert lines("甲\r\n乙\r丙\u2028丁\f戊") == ["甲", "乙", "丙", "丁", "戊"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("学会\u200b学术部", "学会学术部"),
        ("\u2060责任\u00ad单位\u200d：\ufeff甲\u200c局\u200e", "责任单位：甲局"),
        ("\u202a2024年\u202c", "2024年"),
        ("甲\U0001f468\u200d\U0001f469乙\u2764\ufe0f\u200d\U0001f525", None),
        ("\u0645\u06cc\u200c\u062e", None),
        ("甲\xa0乙\u3000丙", None),
    ],
)
def test_what_takes_no_room_is_not_seen(text: str, seen: str | None) -> None:
    references = "".join(f"&#{ord(char)};" for char in text)
    for data in (text, f"<p>{text}</p>", f"<p>{references}", docx(text)):
        assert lines(data) == [seen or text]


def test_a_header_of_very_many_columns_is_none() -> None:
    text = "序号|" + "任务|" * 20_000 + "责任单位\n" + "1|2\n" * 20_000
    assert not any(line.cells for line in read(text.encode()).lines)


def test_a_row_is_not_wrapped_for_ever() -> None:
    found = lines("│序号│任务│责任单位│\n│1│甲│乙│\n" + "││甲││\n" * 6_000)
    assert sum(text.count("甲") for text in found) == 6_001


# -- pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "soup",
    [
        *("<table><tr><td>甲", "<table><tr><td>甲</table>", "<h1>甲", "<h1>甲</h1></h1>"),
        *("<div hidden></div>甲", "<b>甲<li></li>", "<ul><b>甲", "<footer>甲", "</p>甲<!-- -"),
        *("<a b='>甲", '<a b=">甲', "甲<", "甲&#", "甲<a ", "甲<!", "甲<br"),
    ],
)
def test_soup_takes_time_in_proportion(soup: str) -> None:
    few, many = ("<html><p>甲" + soup * count for count in (150, 600))
    assert "甲" in "".join(lines(many))
    assert steps.lines(lambda: lines(many)) < 6 * steps.lines(lambda: lines(few))


def test_endless_references() -> None:
    assert lines(f"<p>&#{'9' * 5000};&#{'0' * 5000}30002;甲") == ["\ufffd甲甲"]


def test_tables_deep_in_each_other_keep_their_texts() -> None:
    html = "<p>" + "<table><tr><td>甲" * 3000 + "乙</table>" * 3000
    assert lines(html) == ["甲"] * 2999 + ["甲乙"] + ["乙"] * 2999


def test_spans_are_bounded() -> None:
    html = "<table><tr><th rowspan=99999999 colspan=99999999>任务<th>责任单位<tr><td>甲</table>"
    assert len(read(html.encode()).lines) <= 3


def test_every_cell_of_a_wide_table_is_in_its_row() -> None:
    heads = "<th>任务<th>责任单位" * 150
    html = f"<table><tr>{heads}<tr>{''.join(f'<td rowspan=2>{at}' for at in range(300))}<tr><td>末"
    rows = lines(html)
    assert rows[1] == " | ".join(str(at) for at in range(300))
    assert rows[2] == " | ".join([*(f"({at})" for at in range(200)), "末"])


def test_a_table_whose_cells_span_too_many_rows_is_refused() -> None:
    html = "<table><tr><th>任务<th>责任单位" + "<th rowspan=9999 >责任单位" * 150
    with pytest.raises(RequestError, match="通知里的表格太大，读不下"):
        read((html + "<tr><td>" * 7000).encode())


TAGS = ("<p>", "</p>", "<br>", "<td>", "<tr>", "<table>", "</table>", "<ol>", "<li>", "<b>", "&")


@given(st.lists(st.sampled_from((*TAGS, "甲", "乙", "< ")), max_size=60))
def test_every_word_of_a_page_is_seen_once(tags: list[str]) -> None:
    found = read(("<html>" + "".join(tags)).encode()).lines
    words = [tag for tag in tags if tag in ("甲", "乙")]
    assert sorted(char for line in found for char in line.text if char in "甲乙") == sorted(words)


# -- Word -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "numerals", "printed"),
    [
        *((3, "decimal", "3"), (3, "decimalZero", "03"), (12, "decimalFullWidth", "１２")),
        *((12, "chineseCountingThousand", "十二"), (20, "ideographDigital", "二〇")),
        *((3, "decimalEnclosedCircleChinese", "③"), (3, "decimalEnclosedParen", "(3)")),
        *((28, "lowerLetter", "bb"), (4, "upperRoman", "IV"), (3, "unknown", "3")),
        *((10, "chineseCounting", "十"), (101, "chineseCounting", "101")),
        *((12, "upperRoman", "XII"), (13, "upperRoman", "13")),
    ],
)
def test_numerals(value: int, numerals: str, printed: str) -> None:
    level = f'<start w:val="{value}"/><numFmt w:val="{numerals}"/><lvlText w:val="%6"/>'
    lists = LISTS.replace("</abstractNum>", f'<lvl w:ilvl="5">{level}</lvl></abstractNum>')
    assert lines(docx(f"[5] 甲\n-- numbering\n{lists}")) == [f"{printed}甲"]


def test_parts_are_found_by_their_relations() -> None:
    kinds = (("/word/officeDocument", "/text/main.xml"),)
    own = (("x/styles", "../s.xml"), ("x/header", "h.xml"), ("x/header", "no.xml"), ("y", "x.xml"))

    def relations(of: tuple[tuple[str, str], ...]) -> str:
        each = (f'<Relationship Type="{kind}" Target="{name}"/>' for kind, name in of)
        return f"<Relationships>{''.join(each)}</Relationships>"

    body = elements('<p><pPr><pStyle w:val="C"/></pPr>甲</p>')
    style = '<style w:styleId="C"><name w:val="TOC 1"/></style>'
    data = archived(
        {
            "_rels/.rels": relations(kinds),
            "text/_rels/main.xml.rels": relations(own),
            "text/main.xml": f"<r {SPACE}><body>{body}</body></r>",
            "text/h.xml": f"<hdr {SPACE}>{elements('眉')}</hdr>",
            "text/header1.xml": "<not read",
            "s.xml": f"<r {SPACE}>{style}</r>",
        }
    )
    assert lines(data) == ["[page] 眉", "[page] 甲"]


@pytest.mark.parametrize(
    "around",
    [
        "<sdt>{}</sdt>",
        "<tbl><tr><tc>{}</tc></tr></tbl>",
        "<p><r><txbxContent>{}</txbxContent></r></p>",
    ],
    ids=["wrapped", "tables", "text boxes"],
)
def test_deep_nesting_is_no_recursion(around: str) -> None:
    before, after = around.split("{}")
    assert lines(docx(before * 3000 + "<p>甲</p>" + after * 3000)) == ["甲"]


def test_styles_based_on_each_other_in_a_long_chain() -> None:
    chain = "".join(
        f'<style w:styleId="s{at}"><basedOn w:val="s{at + 1}"/></style>' for at in range(30000)
    )
    last = '<style w:styleId="s30000"><basedOn w:val="Item"/></style>'
    body = '<p><pPr><pStyle w:val="s0"/></pPr>甲</p><p><pPr><pStyle w:val="s9"/></pPr>乙</p>'
    assert lines(docx(f"{body}\n-- styles\n{STYLES}{chain}{last}")) == ["1.甲", "2.乙"]
