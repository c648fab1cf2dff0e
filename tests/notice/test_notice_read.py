"""Bytes → lines: encodings, plain text with tables, HTML, and what is no notice at all."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from tests import steps
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")
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
        (b"%PDF-1.4", "通知是 PDF，读不出文字"),
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
    assert str(refused.value) == "第 2 行的字节 0xE7 不是 UTF-8 编码，通知读不出来"


LONG = "甲县2024年工作要点\n" * 9


@pytest.mark.parametrize(
    ("data", "message"),
    [
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
    ],
)
def test_what_is_wrong_is_said_of_the_encoding_that_it_is(data: bytes, message: str) -> None:
    with pytest.raises(RequestError) as refused:
        read(data)
    assert str(refused.value) == message


def test_utf16_without_a_mark_is_known_by_few_signs() -> None:
    text = "一、甲县工作要点乙丙丁戊己庚辛壬癸" * 9 + "\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read(text.encode(encoding)).encoding == "UTF-16 编码"
    assert read(b"1.a\n".decode().encode("utf-16-le")).lines[0].text == "1.a"


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    with suppress(RequestError):
        read(data)


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
    wanted = [seen or text]
    assert lines(text) == wanted
    assert lines(f"<p>{text}</p>") == wanted
    assert lines("<p>" + "".join(f"&#{ord(char)};" for char in text)) == wanted


def test_tables_in_text() -> None:
    bars = "| 序号 | 任务 | 责任单位 |\n|---|---|---|\n| 一、甲 |\n| 1 | 乙 | 丙局 |\n| 2 | 丁 |  |"
    assert cells(bars) == [
        ["序号", "任务", "责任单位"],
        ["一、甲/3"],
        ["1", "乙", "丙局"],
        ["2", "丁", ""],
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


@pytest.mark.parametrize("heading", ["|二、丙|||", "二、丙", "|二、丙|"])
@pytest.mark.parametrize("sign", ["|", "\t"])
def test_headings_among_the_rows_of_a_text(heading: str, sign: str) -> None:
    table = f"序号|任务|责任单位\n1|甲|乙局\n{heading}\n2|丁|乙局".replace("|", sign)
    assert cells(table)[2] == ["二、丙/3"]


def test_wrapped_cells_of_columns_set_by_blanks() -> None:
    text = (
        "序号  任务          责任单位    完成时限\n"
        "1     建设水厂，完  县水利局、  6月底前\n"
        "      成工程。      县财政局\n"
        "2     修建道路。    县交通局    全年\n"
        "备注：按月报送，逾期通报。\n"
    )
    assert cells(text)[1:] == [
        ["1", "建设水厂，完成工程。", "县水利局、县财政局", "6月底前"],
        ["2", "修建道路。", "县交通局", "全年"],
    ]
    assert lines(text)[-1] == "备注：按月报送，逾期通报。"


def test_a_header_of_very_many_columns_is_none() -> None:
    text = "序号|" + "任务|" * 20_000 + "责任单位\n" + "1|2\n" * 20_000
    assert cells(text) == []


def test_a_row_is_not_wrapped_for_ever() -> None:
    rows = cells("│序号│任务│责任单位│\n│1│甲│乙│\n" + "││甲││\n" * 6_000)
    assert sum(cell.count("甲") for row in rows for cell in row) == 6_001


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_empty_cells_of_the_first_row_are_nobody(sign: str) -> None:
    table = "序号|任务|牵头单位|配合单位\n1|甲||\n2|乙|丙局|".replace("|", sign)
    assert cells(table)[1:] == [["1", "甲", "", ""], ["2", "乙", "丙局", ""]]


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_an_empty_first_cell_spans_rows(sign: str) -> None:
    table = "类别|序号|任务|责任单位\n党建|1|甲|乙局\n|2|丙|丁局".replace("|", sign)
    assert cells(table)[2] == ["(党建)", "2", "丙", "丁局"]


@pytest.mark.parametrize("bar", "│｜")
def test_an_empty_first_cell_between_drawn_bars(bar: str) -> None:
    table = "|序号|任务|责任单位|\n|1|甲，|乙局、|\n||丙|丁局|\n|2|戊|己局|".replace("|", bar)
    rows = cells(table)[1:]
    assert rows[-1] == ["2", "戊", "己局"]
    assert "丙" in rows[0][1] if bar == "│" else rows[1] == ["(1)", "丙", "丁局"]


def test_bars_without_a_header_are_text() -> None:
    assert cells("首页 | 公开 | 互动\n甲 | 乙 | 丙") == []


# -- HTML -----------------------------------------------------------------------------------


REFERENCES = [
    ("<p>&#30002;&nbsp;&amp;&lt;</p>", "甲\xa0&<"),
    (f"<p>&#{'9' * 5000};&#{'0' * 5000}30002;甲", "\ufffd甲甲"),
]


@pytest.mark.parametrize(("html", "seen"), [*gallery(GALLERY, "html"), *REFERENCES])
def test_html(html: str, seen: str) -> None:
    assert [text for text in lines(html) if text] == seen.splitlines()


def test_html_lines_are_those_of_the_source() -> None:
    found = read("<p>甲</p>\n<!--\n--><p>\n乙</p>".encode()).lines
    assert [(line.number, line.text) for line in found if line.text] == [(1, "甲"), (4, "乙")]


def marks(data: str) -> list[tuple[str, str | None]]:
    return [(line.text, line.mark) for line in read(data.encode()).lines if line.text]


@pytest.mark.parametrize(
    ("html", "page"), gallery(GALLERY, "what a page calls its footer or menu is marked")
)
def test_what_a_page_calls_its_footer_or_menu_is_marked(html: str, page: str) -> None:
    assert [text for text, mark in marks(html) if mark == "page"] == page.splitlines()


def test_the_lines_of_a_heading_belong_together() -> None:
    html = "<div>导航</div><h1>甲县<br>2024年<br>工作要点</h1><h2>一、乙</h2><p>丙</p>"
    found = [text for text in lines(html) if text]
    assert found == ["导航", "甲县2024年工作要点", "一、乙", "丙"]
    assert lines("<h1>一、甲<br>1.乙</h1>")[1:-1] == ["一、甲", "1.乙"]


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


def test_tables_deep_in_each_other_keep_their_texts() -> None:
    depth = 3000
    html = "<p>" + "<table><tr><td>甲" * depth + "乙</table>" * depth
    assert [text for text in lines(html) if text] == ["甲"] * (depth - 1) + ["甲乙"] + ["乙"] * (
        depth - 1
    )


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
