"""Word documents: paragraphs, automatic numbers, tables, what is not seen, what is refused."""

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.notice.numbering import spelled
from fjkx.notice.package import LIMIT
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError

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


def docx(body: str, numbering: str = LEVELS, styles: str = STYLES, **parts: str) -> bytes:
    """A document of these elements, and of further parts by their names."""
    return archived(
        {
            "word/document.xml": f"<w:document {SPACE}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {SPACE}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {SPACE}>{styles}</w:styles>",
            **{f"word/{name}.xml": f"<w:r {SPACE}>{part}</w:r>" for name, part in parts.items()},
        }
    )


def archived(files: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
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


def box(inner: str) -> str:
    """A text box as Word writes it, twice."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return either(
        f"<mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback>"
    )


def either(forms: str) -> str:
    """One thing in several forms."""
    return f"<mc:AlternateContent xmlns:mc='m'>{forms}</mc:AlternateContent>"


def around(text: str, inner: str) -> str:
    """A paragraph with something in a run behind its text."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r><w:r>{inner}</w:r></w:p>"


def grid(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def tc(inner: str, mark: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{mark}</w:tcPr>{inner}</w:tc>"


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (around("甲", box(p("框"))), ["甲", "框"]),
        (around("甲", box(grid(tc(p("格")) + tc(p("里"))))), ["甲", "格", "里"]),
        (around("甲", box(around("外", box(p("内"))))), ["甲", "外", "内"]),
        (grid(tc(around("甲", box(p("框"))))), ["甲", "框"]),
        (
            around(
                "甲",
                f"<w:pict><w:textbox><w:txbxContent>{p('旧')}</w:txbxContent></w:textbox></w:pict>",
            ),
            ["甲", "旧"],
        ),
        (around("甲", '<w:pict><w:textpath string="艺术字"/></w:pict>'), ["甲", "艺术字"]),
        (either(f"<mc:Choice>{p('块')}</mc:Choice>"), ["块"]),
        (either(f"<mc:Fallback>{p('唯一')}</mc:Fallback>"), ["唯一"]),
        (p("学会\u200b学术部"), ["学会学术部"]),
        (around("甲", '<w:sym w:font="宋体" w:char="2460"/>'), ["甲①"]),
        (around("甲", '<w:sym w:font="Wingdings" w:char="F021"/>'), ["甲\uf021"]),
        (around("甲", '<w:sym w:char="D800"/><w:sym w:char="x"/>'), ["甲"]),
    ],
)
def test_what_word_draws_is_seen_once(body: str, seen: list[str]) -> None:
    assert lines(body) == seen


def test_a_table_of_tasks_in_a_text_box() -> None:
    table = grid(*(tc(p(a)) + tc(p(b)) for a, b in (("任务", "责任单位"), ("甲", "乙局"))))
    found = read(docx(around("前", box(table)) + p("后"))).lines
    assert [(line.number, line.text, len(line.cells)) for line in found] == [
        (1, "前", 0),
        (2, "任务\t责任单位", 2),
        (4, "甲\t乙局", 2),
        (6, "后", 0),
    ]


def gone(mark: str, text: str) -> str:
    """A numbered paragraph whose end is marked as gone."""
    numbered = '<w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}<w:rPr><w:{mark}/></w:rPr></w:pPr>{text}</w:p>"


@pytest.mark.parametrize("mark", ["del", "moveFrom", "vanish"])
def test_a_deleted_paragraph_is_not_counted(mark: str) -> None:
    run = "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>"
    assert lines(p("甲", 2) + gone(mark, run) + p("丙", 2)) == ["1.甲", "2.丙"]


def test_a_paragraph_whose_end_is_deleted_goes_on_in_the_next() -> None:
    run = "<w:r><w:t>乙</w:t></w:r>"
    table = grid(tc(p("丁")))
    body = p("甲", 2) + gone("del", run) + p("丙", 2) + gone("del", run) + table + gone("del", run)
    assert lines(body) == ["1.甲", "2.乙丙", "乙", "丁", "乙"]


def test_a_deleted_row_is_not_seen() -> None:
    deleted = "<w:trPr><w:del/></w:trPr>" + tc("<w:p><w:del/></w:p>")
    assert lines(grid(tc(p("甲")), deleted, tc(p("乙")))) == ["甲", "乙"]


def marks(data: bytes) -> list[tuple[int, str, str | None]]:
    return [(line.number, line.text, line.mark) for line in read(data).lines]


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    foot = '<w:footnoteReference w:id="2"/><w:commentReference w:id="0"/>'
    end = '<w:endnoteReference w:id="2"/>'
    data = docx(
        around("甲", foot) + grid(tc(around("乙", end)) + tc(p("丙"))) + p("丁"),
        footnotes=f'<w:footnote w:id="1"/><w:footnote w:id="2">{p("脚注")}{p("再")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p("尾注")}</w:endnote>',
        comments=f'<w:comment w:id="0">{p("批注")}</w:comment>',
    )
    assert marks(data) == [
        (1, "甲", None),
        (1, "脚注", "note"),
        (1, "再", "note"),
        (1, "批注", "note"),
        (2, "乙", None),
        (3, "丙", None),
        (2, "尾注", "note"),
        (4, "丁", None),
    ]


def test_headers_and_footers_are_the_page_s() -> None:
    data = docx(
        p("甲") + p("乙", 2),
        header1=p("眉"),
        header2=p("眉") + p("编号", 2),
        footer1=p("脚") + p("眉"),
    )
    assert marks(data) == [
        (1, "眉", "page"),
        (1, "2.编号", "page"),
        (1, "甲", None),
        (2, "1.乙", None),
        (2, "脚", "page"),
        (2, "眉", "page"),
    ]


def test_a_table_of_contents_is_the_page_s() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    inside = f"<w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{p('目录')}{p('一、甲')}</w:sdtContent>"
    style = '<w:style w:styleId="12"><w:name w:val="toc 1"/></w:style>'
    body = f"<w:sdt>{inside}</w:sdt>" + p("二、乙", style="12") + p("三、丙", style="Item")
    assert marks(docx(body, styles=style)) == [
        (1, "目录", "page"),
        (2, "一、甲", "page"),
        (3, "二、乙", "page"),
        (4, "三、丙", None),
    ]


def test_a_document_inside_the_document_is_refused() -> None:
    with pytest.raises(RequestError, match="嵌着另一份文档"):
        read(docx('<w:altChunk w:id="1"/>'))


def test_parts_are_found_by_their_relations() -> None:
    kinds = (("/word/officeDocument", "/text/main.xml"),)
    own = (("x/styles", "../s.xml"), ("x/header", "h.xml"), ("x/header", "no.xml"), ("y", "x.xml"))

    style = '<w:style w:styleId="C"><w:name w:val="TOC 1"/></w:style>'

    def relations(of: tuple[tuple[str, str], ...]) -> str:
        each = (f'<Relationship Type="{kind}" Target="{name}"/>' for kind, name in of)
        return f"<Relationships>{''.join(each)}</Relationships>"

    data = archived(
        {
            "_rels/.rels": relations(kinds),
            "text/_rels/main.xml.rels": relations(own),
            "text/main.xml": f"<w:r {SPACE}><w:body>{p('甲', style='C')}</w:body></w:r>",
            "text/h.xml": f"<w:hdr {SPACE}>{p('眉')}</w:hdr>",
            "text/header1.xml": "<not read",
            "s.xml": f"<w:r {SPACE}>{style}</w:r>",
        }
    )
    assert marks(data) == [(1, "眉", "page"), (1, "甲", "page")]


def test_tables() -> None:
    start, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        tc(p("序号")) + tc(p("任务")) + tc(p("责任单位")),
        tc(p("一、甲"), '<w:gridSpan w:val="3"/>'),
        tc(p("1")) + tc(p("乙")) + tc(p("丙局"), start),
        tc(p("2")) + tc(p("丁")) + tc(p(""), on),
    )
    found = read(docx(p("前") + grid(*rows) + p("后"))).lines
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
        (docx(p("甲"))[:200], "文件损坏或加密，读不出来"),
        (docx("<w:p>"), "Word 文档的正文不完整，读不出来"),
        (b"PK\x03\x04", "文件损坏或加密，读不出来"),
    ],
    ids=["truncated", "not well formed", "not a zip"],
)
def test_refused(data: bytes, message: str) -> None:
    with pytest.raises(RequestError) as refused:
        read(data)
    assert str(refused.value) == message


def test_another_archive() -> None:
    with pytest.raises(RequestError, match="不是 Word 文档"):
        read(archived({"content.xml": b"<a/>"}))


def test_a_bomb_of_zeros_is_read_in_bounds() -> None:
    with pytest.raises(RequestError, match="展开后超过 32 MiB"):
        read(archived({"word/document.xml": b"\0" * (LIMIT + 1)}))


def test_a_bomb_of_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>'
    with pytest.raises(RequestError, match="实体声明"):
        read(archived({"word/document.xml": bomb}))


def test_a_bomb_of_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all parts together."""
    monkeypatch.setattr("fjkx.notice.package.MOST_MARKS", 2_000)
    read(docx("<w:p/>" * 1000))
    with pytest.raises(RequestError, match="内容太多"):
        read(docx("<w:p/>" * 1000, styles="<w:style/>" * 1000))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(method: int) -> None:
    with pytest.raises(RequestError, match="损坏或加密"):
        read(archived({"word/document.xml": "<a/>"}, method))


WHOLE = docx(p("甲县2024年工作要点") + p("甲。（责任单位：乙局）", 2) * 9)


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


@pytest.mark.parametrize(
    "around",
    [
        "<w:sdt>{}</w:sdt>",
        "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>",
        "<w:p><w:r>{}</w:r></w:p>",
    ],
    ids=["wrapped", "tables", "text boxes"],
)
def test_deep_nesting_is_no_recursion(around: str) -> None:
    before, after = around.replace("w:r>{}", "w:r><w:txbxContent>{}</w:txbxContent>").split("{}")
    deep = before * 3000 + p("甲") + after * 3000
    assert [text for text in lines(deep) if text] == ["甲"]


def test_styles_based_on_each_other_in_a_long_chain() -> None:
    chain = "".join(
        f'<w:style w:styleId="s{at}"><w:basedOn w:val="s{at + 1}"/></w:style>'
        for at in range(30000)
    )
    last = '<w:style w:styleId="s30000"><w:basedOn w:val="Item"/></w:style>'
    found = read(docx(p("甲", style="s0") + p("乙", style="s9"), styles=STYLES + chain + last))
    assert [line.text for line in found.lines] == ["1.甲", "2.乙"]


def test_styles_based_on_each_other_in_a_circle() -> None:
    circle = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    assert read(docx(p("甲", style="a"), styles=circle)).lines[0].text == "甲"


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
    assert [spelled(n, "chineseCounting") for n in (10, 19, 20, 101)] == [
        "十",
        "十九",
        "二十",
        "101",
    ]
    assert [spelled(n, "upperRoman") for n in (9, 12, 13)] == ["IX", "XII", "13"]
