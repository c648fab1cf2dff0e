"""Tables of tasks: what heads a column, headers of two rows, cells that span, rows of lines."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from fjkx.notice.draft import Draft
from fjkx.notice.grammar import draft
from fjkx.notice.read import read
from fjkx.notice.source import Cell, Line, Source
from fjkx.notice.tables import column_of, header
from fjkx.plan.model import Plan, own_text
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")


@pytest.mark.parametrize(("head", "column"), [*gallery(GALLERY, "columns"), ("", "-")])
def test_columns(head: str, column: str) -> None:
    assert (column_of(head) or "-") == column


def test_what_heads_no_table() -> None:
    for heads in (["首页", "公开"], ["甲局", "乙局"], ["任务", "内容"], ["责任单位", "完成时限"]):
        assert header([Cell(head) for head in heads]) is None


def imported(*rows: Sequence[Cell | str]) -> Draft:
    """What is made of a table with these rows; (甲) stands for a cell that goes on from above."""
    lines = [Line(1, "甲县2024年任务分解表")]
    for number, row in enumerate(rows, 2):
        cells = tuple(map(cell, row))
        lines.append(Line(number, "\t".join(cell.text for cell in cells), cells))
    return draft(Source(tuple(lines), ""))


def cell(text: Cell | str) -> Cell:
    """A cell by its text."""
    if isinstance(text, Cell):
        return text
    above = text.startswith("(") and text.endswith(")")
    return Cell(text.strip("()") if above else text, above=above)


def shown(found: Plan) -> list[str]:
    """Each task as id, title, text, lead, support, deadline and place, those that it has."""
    rows = (
        (
            *(task.id, task.title, own_text(task), "、".join(task.lead), "、".join(task.support)),
            *(task.due_text, task.section, task.group),
        )
        for task in found.tasks
    )
    return ["|".join(filter(None, row)) for row in rows]


HEADS = ["序号", "任务", "责任单位"]


@pytest.mark.parametrize(
    ("rows", "tasks"),
    [
        (  # a header of two rows, and cells that span
            [
                ["序号", "类别", "任务", "举措", Cell("责任分工", 2), "完成时限"],
                ["()", "()", "()", "()", "牵头单位", "配合单位", "()"],
                ["1", "一、工业", "企业", "新增20家。\n建园区。", "甲局", "乙局", "12月底前"],
                ["2", "(一、工业)", "技改", "改造。", "(甲局)", "", "全年"],
                ["3", "二、农业", "农田", "建设。", "丙局", "各县（市、区）", ""],
                ["(3)", "(二、农业)", "(农田)", "管护。", "丁局"],
            ],
            [
                "1|企业|新增20家。建园区。|甲局|乙局|12月底前|一",
                "2|技改|改造。|甲局|全年|一",
                "3|农田|建设。管护。|丙局、丁局|各县（市、区）|二",
            ],
        ),
        (  # headings across, and the header again
            [
                *(HEADS, [Cell("一、甲", 3)], ["1", "乙。丙。", "丁局"], HEADS),
                *([Cell("（二）戊", 3)], ["2", "己", "丁局、庚局"]),
            ],
            ["1|乙|丙。|丁局|一", "2|己|丁局、庚局|一|（二）戊"],
        ),
        # rows without numbers are counted
        ([["任务", "责任单位"], ["甲", "乙局"], ["丙", "丁局"]], ["1|甲|乙局", "2|丙|丁局"]),
        ([["任务", "责任单位"], ["3.甲", "乙局"], ["4.丙", "丁局"]], ["3|甲|乙局", "4|丙|丁局"]),
        # 同上 stands for the cell above
        ([HEADS, ["1", "甲", "乙局"], ["2", "丙", "同上"]], ["1|甲|乙局", "2|丙|乙局"]),
        (  # a first content that spans tasks is their heading, and so is one numbered above them
            [
                ["重点任务", "序号", "具体措施", "责任单位"],
                ["一、抓项目", "1", "甲。乙。", "丁局"],
                ["(一、抓项目)", "2", "丙。", "丁局"],
            ],
            ["1|甲|乙。|丁局|一", "2|丙|丁局|一"],
        ),
        (
            [["任务", "内容", "责任单位"], ["一、抓项目", "3.甲。乙。", "丁局"]],
            ["3|甲|乙。|丁局|一"],
        ),
        # a row with a numeral and no units is a section
        (
            [HEADS, ["一", "抓项目", ""], ["1", "甲", "丁局"], ["二", "乙", "丁局"]],
            ["1|甲|丁局|一", "2|乙|丁局|一"],
        ),
        (  # units in a heading row answer for its tasks
            [
                ["序号", "任务", "完成时限"],
                [Cell("一、甲（责任部门：甲部）", 3)],
                ["1", "乙", "全年"],
            ],
            ["1|乙|甲部|全年|一"],
        ),
        (
            [HEADS, ["10000", "甲", "丁局"], ["10001", "乙", "丁局"]],
            ["10000|甲|丁局", "10001|乙|丁局"],
        ),
    ],
)
def test_rows_are_tasks(rows: list[list[Cell | str]], tasks: list[str]) -> None:
    assert shown(imported(*rows).plan) == tasks


SCORES = ["序号", "任务", "分值", "责任单位", "备注"]


@pytest.mark.parametrize(
    ("rows", "left"),
    [
        ([["1-1", "甲", "5分", "乙局", "新增"]], ["1-1", "5分\n新增"]),
        ([["1", "甲", "", "乙局", "—"]], []),
        ([["1", "甲", "5分", "乙局", "共建"], ["2", "丙", "", "丁局", "(共建)"]], ["5分\n共建"]),
        (
            [["1", "甲", "5分", "乙局", "共建"], ["2", "丙", "6分", "丁局", "(共建)"]],
            ["5分\n共建", "6分\n共建"],
        ),
    ],
)
def test_cells_without_a_place_in_a_task_are_told(rows: list[list[str]], left: list[str]) -> None:
    found = imported(SCORES, *rows).left
    assert [each.text for each in found if each.reason != "page"] == left


def test_what_stands_below_a_table_is_none_of_its_last_task() -> None:
    text = "甲县2024年任务分解表\n任务|责任单位\n甲|乙局\n请各单位每月报送。"
    found = draft(read(text.encode()))
    assert [task.measures for task in found.plan.tasks] == [()]
    assert (4, "请各单位每月报送。", "unclear") in map(tuple, found.left)
