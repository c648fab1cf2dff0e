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


def imported(*rows: Sequence[str]) -> Draft:
    """What is made of a table with these rows; (甲) stands for a cell that goes on from above,
    甲/2 for one over two columns, ⏎ for a line end."""
    lines = [Line(1, "甲县2024年任务分解表")]
    for number, row in enumerate(rows, 2):
        cells = tuple(map(cell, row))
        lines.append(Line(number, "\t".join(cell.text for cell in cells), cells))
    return draft(Source(tuple(lines), ""))


def cell(text: str) -> Cell:
    """A cell by its text."""
    above = text.startswith("(") and text.endswith(")")
    text, _, span = text.replace("⏎", "\n").partition("/")
    return Cell(text.strip("()") if above else text, int(span or 1), above=above)


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


@pytest.mark.parametrize(("rows", "tasks"), gallery(GALLERY, "rows are tasks"))
def test_rows_are_tasks(rows: str, tasks: str) -> None:
    assert shown(imported(*(row.split("|") for row in rows.split("\n"))).plan) == tasks.split("\n")


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
