"""Tables of tasks: what heads a column, headers of two rows, cells that span, rows of lines."""

from collections.abc import Iterable, Sequence

import pytest

from fjkx.notice.draft import Draft
from fjkx.notice.grammar import draft
from fjkx.notice.source import Cell, Line, Source
from fjkx.notice.tables import Column, column_of, header
from fjkx.plan.model import Plan, own_text


@pytest.mark.parametrize(
    ("head", "column"),
    [
        *(("序　号", "number"), ("重点任务", "title"), ("项目名称", "title"), ("具体举措", "text")),
        *(("主要内容", "text"), ("牵头\n单位", "lead"), ("责任单位", "responsible")),
        *(("责任单位（排第一的为牵头单位）", "responsible"), ("配合部门", "support")),
        *(("分管县领导", "leader"), ("完成时限", "due"), ("办结时限", "due"), ("类别", "category")),
        *(
            ("备注", "remark"),
            ("联系人", "remark"),
            ("一、工作任务", None),
            ("1", None),
            ("", None),
            ("县教育局", None),
        ),
    ],
)
def test_columns(head: str, column: Column | None) -> None:
    assert column_of(head) == column


def test_what_heads_no_table() -> None:
    for heads in (["首页", "公开"], ["甲局", "乙局"], ["任务", "内容"], ["责任单位", "完成时限"]):
        assert header([Cell(head) for head in heads]) is None


def imported(rows: Iterable[Sequence[Cell | str]]) -> Draft:
    """What is made of a table with these rows."""
    lines = [Line(1, "甲县2024年任务分解表")]
    for number, row in enumerate(rows, 2):
        cells = tuple(Cell(cell) if isinstance(cell, str) else cell for cell in row)
        lines.append(Line(number, "\t".join(cell.text for cell in cells), cells))
    return draft(Source(tuple(lines), ""))


def plan(*rows: list[Cell | str]) -> Plan:
    """The plan of a table with these rows."""
    return imported(rows).plan


def rows(found: Plan) -> list[tuple[str, str | None, str, str, tuple[str, ...], tuple[str, ...]]]:
    return [
        (task.id, task.section, task.title, own_text(task), task.lead, task.support)
        for task in found.tasks
    ]


def test_a_header_of_two_rows_and_cells_that_span() -> None:
    above = Cell("", above=True)
    found = plan(
        ["序号", "类别", "任务", "举措", Cell("责任分工", 2), "完成时限"],
        [above, above, above, above, "牵头单位", "配合单位", above],
        ["1", "一、工业", "企业", "新增20家。\n建园区。", "甲局", "乙局", "12月底前"],
        ["2", Cell("一、工业", above=True), "技改", "改造。", Cell("甲局", above=True), "", "全年"],
        ["3", "二、农业", "农田", "建设。", "丙局", "各县（市、区）", ""],
        [
            Cell("3", above=True),
            Cell("二、农业", above=True),
            Cell("农田", above=True),
            "管护。",
            "丁局",
        ],
    )
    assert rows(found) == [
        ("1", "一", "企业", "新增20家。建园区。", ("甲局",), ("乙局",)),
        ("2", "一", "技改", "改造。", ("甲局",), ()),
        ("3", "二", "农田", "建设。管护。", ("丙局", "丁局"), ("各县（市、区）",)),
    ]
    assert [task.due_text for task in found.tasks] == ["12月底前", "全年", None]


def test_headings_across_and_the_header_again() -> None:
    found = plan(
        ["序号", "任务", "责任单位"],
        [Cell("一、甲", 3)],
        ["1", "乙。丙。", "丁局"],
        ["序号", "任务", "责任单位"],
        [Cell("（二）戊", 3)],
        ["2", "己", "丁局、庚局"],
    )
    assert rows(found) == [
        ("1", "一", "乙", "丙。", ("丁局",), ()),
        ("2", "一", "己", "", ("丁局", "庚局"), ()),
    ]
    assert [task.group for task in found.tasks] == [None, "（二）戊"]


def test_rows_without_numbers_are_counted() -> None:
    found = plan(["任务", "责任单位"], ["甲", "乙局"], ["丙", "丁局"])
    assert [task.id for task in found.tasks] == ["1", "2"]
    own = plan(["任务", "责任单位"], ["3.甲", "乙局"], ["4.丙", "丁局"])
    assert [(task.id, task.title) for task in own.tasks] == [("3", "甲"), ("4", "丙")]


def left(*rows: Sequence[Cell | str]) -> list[str]:
    """What is left out of the plan of a table with these rows, but for its header."""
    found = imported(rows).left
    return [each.text for each in found if each.reason != "page"]


def test_cells_without_a_place_in_a_task_are_told() -> None:
    header = ["序号", "任务", "分值", "责任单位", "备注"]
    above = Cell("共建", above=True)
    assert left(header, ["1-1", "甲", "5分", "乙局", "新增"]) == ["1-1", "5分\n新增"]
    assert left(header, ["1", "甲", "", "乙局", "—"]) == []
    assert left(header, ["1", "甲", "5分", "乙局", "共建"], ["2", "丙", "", "丁局", above]) == [
        "5分\n共建"
    ]
    assert left(header, ["1", "甲", "5分", "乙局", "共建"], ["2", "丙", "6分", "丁局", above]) == [
        "5分\n共建",
        "6分\n共建",
    ]


def test_what_stands_below_a_table_is_none_of_its_last_task() -> None:
    lines = [Line(1, "甲县2024年任务分解表")]
    for at, texts in enumerate((["任务", "责任单位"], ["甲", "乙局"]), 2):
        lines.append(Line(at, "\t".join(texts), tuple(map(Cell, texts))))
    lines.append(Line(4, "请各单位每月报送。"))
    found = draft(Source(tuple(lines), ""))
    assert [task.measures for task in found.plan.tasks] == [()]
    assert (4, "请各单位每月报送。", "unclear") in map(tuple, found.left)


def test_ditto_stands_for_the_cell_above() -> None:
    found = plan(["序号", "任务", "责任单位"], ["1", "甲", "乙局"], ["2", "丙", "同上"])
    assert [task.lead for task in found.tasks] == [("乙局",), ("乙局",)]


def test_a_first_content_that_spans_tasks_is_their_heading() -> None:
    found = plan(
        ["重点任务", "序号", "具体措施", "责任单位"],
        ["一、抓项目", "1", "甲。乙。", "丁局"],
        [Cell("一、抓项目", above=True), "2", "丙。", "丁局"],
    )
    assert rows(found) == [
        ("1", "一", "甲", "乙。", ("丁局",), ()),
        ("2", "一", "丙", "", ("丁局",), ()),
    ]
    numbered = plan(["任务", "内容", "责任单位"], ["一、抓项目", "3.甲。乙。", "丁局"])
    assert rows(numbered) == [("3", "一", "甲", "乙。", ("丁局",), ())]


def test_a_row_with_a_numeral_and_no_units_is_a_section() -> None:
    found = plan(
        ["序号", "任务", "责任单位"],
        ["一", "抓项目", ""],
        ["1", "甲", "丁局"],
        ["二", "乙", "丁局"],
    )
    assert [(task.section, task.title) for task in found.tasks] == [("一", "甲"), ("一", "乙")]


def test_units_in_a_heading_row_answer_for_its_tasks() -> None:
    found = plan(
        ["序号", "任务", "完成时限"],
        [Cell("一、抓项目（责任部门：甲部）", 3)],
        ["1", "乙", "全年"],
    )
    assert rows(found) == [("1", "一", "乙", "", ("甲部",), ())]
    assert [section.title for section in found.sections] == ["抓项目"]


def test_thousands_of_rows_have_their_numbers() -> None:
    found = plan(["序号", "任务", "责任单位"], ["10000", "甲", "丁局"], ["10001", "乙", "丁局"])
    assert [task.id for task in found.tasks] == ["10000", "10001"]
