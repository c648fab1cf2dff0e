"""Bytes → lines: encodings, plain text with tables, HTML, and what is no notice at all."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fjkx.errors import RequestError
from fjkx.notice.read import read

TEXT = "甲县2024年工作要点\n1.建设。（责任单位：乙局）\n"


def lines(data: bytes | str) -> list[str]:
    return [line.text for line in read(data.encode() if isinstance(data, str) else data).lines]


def cells(data: str) -> list[list[str]]:
    """The cells of the rows, those from above in brackets, wide ones with their span."""
    return [
        [
            f"({cell.text})" if cell.above else cell.text + f"/{cell.span}" * (cell.span > 1)
            for cell in line.cells
        ]
        for line in read(data.encode()).lines
        if line.cells
    ]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "UTF-8 编码"),
        (TEXT.encode("utf-8-sig"), "UTF-8 编码（带 BOM）"),
        (TEXT.encode("utf-16"), "UTF-16 编码"),
        (TEXT.encode("utf-16-le"), "UTF-16 编码"),
        (TEXT.encode("utf-16-be"), "UTF-16 编码"),
        (TEXT.encode("gb18030"), "GB18030 编码"),
        (TEXT.encode("gbk"), "GB18030 编码"),
        (b"<p>" + TEXT.encode("gb2312"), "网页，GB18030 编码"),
    ],
)
def test_encodings(data: bytes, encoding: str) -> None:
    source = read(data)
    assert source.encoding == encoding
    assert "".join(line.text for line in source.lines).startswith("甲县2024年工作要点")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "通知是空的"),
        (b" \r\n\t", "通知是空的"),
        (b"%PDF-1.4", "通知是PDF，读不出文字"),
        (b"\xd0\xcf\x11\xe0", "通知是旧版 Office 文件（.doc、.xls）或加密的 .docx，读不出文字"),
        ("好的文字，后面坏了。".encode() + b"\xff\xfe" + "还是好的文字，很多。".encode() * 4, None),
        (b"\x00\x01\x02\x03" * 9, None),
        ("甲\0乙".encode(), None),
    ],
)
def test_refused(data: bytes, message: str | None) -> None:
    with pytest.raises(RequestError) as refused:
        read(data)
    assert message is None or str(refused.value) == message


def test_damaged_utf8_is_not_taken_for_another_encoding() -> None:
    with pytest.raises(RequestError) as refused:
        read("甲\n乙丙丁戊己庚辛".encode() + b"\xe7" + "壬癸子丑寅卯辰巳".encode())
    assert str(refused.value) == "第 2 行的字节 0xE7 不是UTF-8 编码，通知读不出来"


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    with suppress(RequestError):
        read(data)


# -- plain text -----------------------------------------------------------------------------


def test_line_ends() -> None:
    assert lines("甲\r\n乙\r丙\u2028丁\f戊") == ["甲", "乙", "丙", "丁", "戊"]


def test_tables_in_text() -> None:
    bars = "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 一、甲 |\n| 1 | 乙 | 丙局 |\n| 2 | 丁 |  |"
    assert cells(bars) == [
        ["序号", "任务", "责任单位"],
        ["一、甲/3"],
        ["1", "乙", "丙局"],
        ["2", "丁", "(丙局)"],
    ]
    assert cells("序号 | 任务 | 责任单位\n1 | 乙 | 丙局") == [
        ["序号", "任务", "责任单位"],
        ["1", "乙", "丙局"],
    ]
    assert cells("序号\t任务\t责任单位\n1\t乙\t丙局") == [
        ["序号", "任务", "责任单位"],
        ["1", "乙", "丙局"],
    ]
    assert cells("序号  任务  责任单位\n1　乙   丙局") == [
        ["序号", "任务", "责任单位"],
        ["1", "乙", "丙局"],
    ]


def test_a_wrapped_row_of_a_drawn_table() -> None:
    text = "│序号│任务│责任单位│\n├─┼─┼─┤\n│1│建设科│县教育│\n│  │普基地│局│\n"
    assert cells(text) == [["序号", "任务", "责任单位"], ["1", "建设科普基地", "县教育局"]]


def test_bars_without_a_header_are_text() -> None:
    assert cells("首页 | 公开 | 互动\n甲 | 乙 | 丙") == []


# -- HTML -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "seen"),
    [
        ("<p>甲</p><p>乙</p>", ["甲", "乙"]),
        ("<p>甲<p>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
        ("<p>甲<br>乙<BR/>丙", ["甲", "乙", "丙"]),
        ("<p><b>1.</b><span>甲</span><o:p></o:p>\n  乙", ["1.甲乙"]),
        ("<p>one\n two</p>", ["one two"]),
        ("<p>&#30002;&nbsp;&amp;&lt;</p>", ["甲\xa0&<"]),
        ("<html><head><title>题</title><style>p{}</style></head><body>甲", ["甲"]),
        ("<p>甲<script>document.write('<p>乙</p>')</script>丙<!-- 丁 --></p>", ["甲丙"]),
        ('<p style="display: none">甲<b>乙</b></p><p hidden>丙</p><p>丁', ["丁"]),
        ("<ol><li>甲<li>乙</ol><ul><li>丙</ul>", ["1. 甲", "2. 乙", "丙"]),
        ('<ol start="3"><li>甲<li value="7">乙<li>丙</ol>', ["3. 甲", "7. 乙", "8. 丙"]),
        ("<body><pre>甲\n  乙</pre>", ["甲", "乙"]),
        ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", ["甲", "乙"]),
        ("<p>甲 < 乙 & 丙</p>", ["甲 < 乙 & 丙"]),
        ("<p><![if !supportLists]>1.<![endif]>甲<!-- 乙", ["1.甲"]),
        ("<p>甲</p>1 <a b", ["甲", "1 <a b"]),
    ],
)
def test_html(html: str, seen: list[str]) -> None:
    assert [text for text in lines(html) if text] == seen


def test_html_lines_are_those_of_the_source() -> None:
    found = read("<p>甲</p>\n<!--\n--><p>\n乙</p>".encode()).lines
    assert [(line.number, line.text) for line in found if line.text] == [(1, "甲"), (4, "乙")]


def test_html_tables() -> None:
    html = (
        "<table><tr><th>序号<th>类别<th>任务<th>责任单位"
        "<tr><td>1<td rowspan=2>党建<td>甲<td rowspan=2>乙局<br>丙局"
        "<tr><td>2<td>丁<tr><td colspan=4>二、戊</table>"
    )
    assert cells(html) == [
        ["序号", "类别", "任务", "责任单位"],
        ["1", "党建", "甲", "乙局\n丙局"],
        ["2", "(党建)", "丁", "(乙局\n丙局)"],
        ["二、戊/4"],
    ]


def test_a_table_inside_one_that_lays_out_the_page() -> None:
    inner = "<table><tr><th>序号<th>任务<th>责任单位<tr><td>1<td>甲<td>乙局</table>"
    html = f"<table><tr><td>导航<td><p>标题</p>{inner}<p>注</p></table>"
    assert cells(html) == [["序号", "任务", "责任单位"], ["1", "甲", "乙局"]]
    assert [text for text in lines(html) if "\t" not in text] == ["导航", "标题", "注"]


def test_spans_are_bounded() -> None:
    html = "<table><tr><th rowspan=99999999 colspan=99999999>任务<th>责任单位<tr><td>甲</table>"
    assert len(read(html.encode()).lines) <= 3


def test_every_cell_of_a_wide_table_is_in_its_row() -> None:
    heads = "<th>任务<th>责任单位" * 150
    html = f"<table><tr>{heads}<tr>{''.join(f'<td rowspan=2>{at}' for at in range(300))}<tr><td>末"
    rows = cells(html)
    assert rows[1] == [str(at) for at in range(300)]
    assert rows[2] == [*(f"({at})" for at in range(200)), "末"]


def test_a_table_whose_cells_span_too_many_rows_is_refused() -> None:
    html = "<table><tr><th>任务<th>责任单位" + "<th rowspan=9999 >责任单位" * 150
    with pytest.raises(RequestError) as refused:
        read((html + "<tr><td>" * 7000).encode())
    assert str(refused.value) == "通知里的表格太大，读不下"


TAGS = ("<p>", "</p>", "<br>", "<td>", "<tr>", "<table>", "</table>", "<ol>", "<li>", "<b>", "&")


@given(st.lists(st.sampled_from((*TAGS, "甲", "乙", "< ")), max_size=60))
def test_every_word_of_a_page_is_seen_once(tags: list[str]) -> None:
    html = "<html>" + "".join(tags)
    words = [tag for tag in tags if tag in ("甲", "乙")]
    assert sorted(char for text in lines(html) for char in text if char in "甲乙") == sorted(words)
