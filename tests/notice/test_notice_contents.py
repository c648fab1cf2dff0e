"""A typed table of contents: its lines are the page's, in every format."""

import pytest

from fjkx.notice.grammar import draft
from fjkx.notice.lines import with_contents_marked
from fjkx.notice.read import read
from fjkx.notice.source import Cell, Line

NOTICE = """甲县2024年工作要点
目　录
一、夯实基础\t1

二、加强保障……………………13
三、其他
一、夯实基础
1.建设 3。（责任单位：乙局）
二、加强保障
2.丙。（责任单位：丁局）
三、其他
3.戊。（责任单位：丁局）"""


@pytest.mark.parametrize("page", ["\t1", "………1", " 1", "", "(1)", "- 1 -", "…1"])
def test_entries_however_their_pages_stand(page: str) -> None:
    entries = (f"一、甲{page}", f"二、乙{page}")
    text = ("目  录", *entries, "一、甲", "1.丙。", "二、乙（牵头单位：甲局）", "2.丁。")
    assert marked(*text) == ["目  录", *entries]


def marked(*texts: str) -> list[str]:
    lines = [Line(at, text) for at, text in enumerate(texts, 1)]
    return [line.text for line in with_contents_marked(lines) if line.mark == "page"]


def test_the_entries_are_told_and_make_no_sections() -> None:
    page = "<p>" + NOTICE.replace("\t", "…").replace("\n", "<p>")
    for text, blank in ((NOTICE, "\t"), (page, "…")):
        found = draft(read(text.encode()))
        assert [(part.id, part.title) for part in found.plan.sections] == [
            *(("一", "夯实基础"), ("二", "加强保障"), ("三", "其他")),
        ]
        assert [(each.text, each.reason) for each in found.left] == [
            *(("目　录", "page"), (f"一、夯实基础{blank}1", "page")),
            *(("二、加强保障……………………13", "page"), ("三、其他", "page")),
        ]


def test_contents_end_at_the_first_line_that_is_no_entry() -> None:
    assert marked("目录", "一、甲 1", "正文", "二、乙 2") == ["目录", "一、甲 1"]
    assert marked("一、甲 1", "目录明确", "二、乙 2") == []
    assert marked("目次", "一、甲2024", "") == ["目次"]
    assert marked("目录", "甲 12345", "乙 1") == ["目录"]


def test_table_rows_are_no_contents() -> None:
    row = Line(2, "甲\t1", (Cell("甲"), Cell("1")))
    assert with_contents_marked([Line(1, "目录"), row])[1] == row
