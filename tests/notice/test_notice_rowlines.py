"""Tables with a cell to a line: which line goes in which column, and where rows begin."""

from pathlib import Path
from typing import cast

import pytest

from fjkx.notice.grammar import draft
from fjkx.notice.source import Line, Source
from fjkx.notice.tables import Column, Table, spread
from fjkx.plan.model import Plan
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")


def cells(columns: str, *lines: str) -> list[str]:
    """What the columns get of the lines of a row, in their order."""
    named = cast("tuple[Column, ...]", tuple(columns.split()))
    return [cell.text.replace("\n", "|") for cell in spread(Table(named, ()), lines)]


@pytest.mark.parametrize(("columns", "told"), gallery(GALLERY, "lines of rows"))
def test_lines_go_where_they_fit(columns: str, told: str) -> None:
    lines, found = told.splitlines()
    assert cells(columns, *lines.split()) == found.replace("_", "").split(" ")


def plan(text: str) -> Plan:
    """The plan of a table whose lines are given with blanks between them."""
    lines = ["甲县2024年任务分解表", *text.split()]
    return draft(Source(tuple(Line(at, line) for at, line in enumerate(lines, 1)), "")).plan


def test_numbers_may_restart_in_each_section() -> None:
    found = plan("序号 任务 责任单位 一、甲 1 乙。 丙局 2 丁。 丙局 二、戊 1 己。 丙局 2 庚。 丙局")
    assert [task.id for task in found.tasks] == ["一-1", "一-2", "二-1", "二-2"]


def test_numbers_may_have_gaps() -> None:
    found = plan("序号 任务 责任单位 67 乙。 丙局 68 丁。 丙局 73 己。 丙局 88 庚。 丙局")
    assert [task.id for task in found.tasks] == ["67", "68", "73", "88"]


def test_the_heads_may_come_again() -> None:
    found = plan(
        "一、甲 序号 任务 责任单位 1 乙。 丙局 二、戊 序号 任务 责任单位 1 己。 丙局 2 庚。 丙局"
    )
    assert [(task.section, task.title) for task in found.tasks] == [
        ("一", "乙"),
        ("二", "己"),
        ("二", "庚"),
    ]


def test_heads_broken_over_lines() -> None:
    found = plan("序号 任务 牵头 部门 完成 时间 1 乙。 丙局 6月底")
    assert [(task.lead, task.due_text) for task in found.tasks] == [(("丙局",), "6月底")]
