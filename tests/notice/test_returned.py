"""What people do to a workbook before they send it back: taken rightly, or told by its cell."""

import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from fjkx.changes.steps import record_reports
from fjkx.changes.types import Report
from fjkx.notice.workbook import form
from fjkx.notice.workbook.returned import Return, collected, returned
from fjkx.notice.workbook.sheets import read
from fjkx.plan.model import Plan, Task
from fjkx.render.xlsx import workbook
from fjkx.views.forms import form_view
from fjkx.words.names import Target
from tests.cases import parts
from tests.plans import plan_in, text_of

TODAY = date(2024, 6, 25)
SENT = date(2024, 6, 1)
PLAN = plan_in(text_of("returned"))
Edit = Callable[[Any], object]


def sent(unit: str = "甲局", plan: Plan = PLAN) -> bytes:
    """The workbook that a unit gets, all of its tasks in it: rows 5, 6, 7 are tasks 1, 2, 14, the
    measures of 14 stand in 8 to 18, task 3 in 19."""
    asked = next(f for f in form.forms(plan, plan.tasks, (), False, SENT, True) if f.unit == unit)
    return workbook(form_view(asked, date(2024, 6, 20)).documents("sheet"))


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))[form.SHEET]


def saved(made: Any) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def back(edit: Edit, name: str = "甲局.xlsx", unit: str = "甲局") -> Return:
    """The workbook after a person's edit, read."""
    sheet = sheet_of(sent(unit))
    edit(sheet)
    return returned(read(saved(sheet.parent)), PLAN, name, TODAY)


def recorded(found: Return) -> str:
    """What is recorded, as `Way` has it."""
    entries = []
    for entry in found.entries:
        target, report = entry.target, entry.report
        task = PLAN.tasks[target.position]
        name = task.id if target.measure is None else f"{task.id}.{target.measure}"
        values = (report.status, report.percent, report.note, report.problem, report.next)
        entries.append(" ".join((name, *("-" if each is None else str(each) for each in values))))
    return "; ".join(re.sub("( -)+$", "", each) for each in entries)


def told(found: Return) -> str:
    return "\n".join(map(str, (*found.faults, *found.unknown, *found.remarks)))


def put(**cells: object) -> Edit:
    """Type values into cells."""

    def edit(sheet: Any) -> None:
        for name, value in cells.items():
            sheet[name] = value

    return edit


def both(*edits: Edit) -> Edit:
    def edit(sheet: Any) -> None:
        for each in edits:
            each(sheet)

    return edit


def formatted(name: str, value: object, code: str) -> Edit:
    def edit(sheet: Any) -> None:
        sheet[name] = value
        sheet[name].number_format = code

    return edit


def struck(sheet: Any) -> None:
    sheet["J5"] = "作废"
    sheet["J5"].font = Font(strike=True)


def hidden_row(sheet: Any) -> None:
    sheet["J6"] = "已完成招标"
    sheet.row_dimensions[6].hidden = True


def sorted_rows(sheet: Any) -> None:
    """The rows from the last to the first."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(5, 19)]
    rows[0][9] = "已调研"
    for at, values in enumerate(reversed(rows), start=5):
        for column, value in enumerate(values, start=1):
            sheet.cell(at, column).value = value


def moved_columns(sheet: Any) -> None:
    sheet["J5"] = "已调研"
    for row in sheet.iter_rows(4, 19):
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[7:], *values[:7]], strict=True):
            cell.value = value


def lost_sheet(sheet: Any) -> None:
    sheet["J5"] = "已调研"
    del sheet.parent[form.KEYS_SHEET]


def inserted(sheet: Any) -> None:
    sheet.insert_rows(6)
    sheet["B6"], sheet["J6"] = "新增一项", "已开展"


def merged(sheet: Any) -> None:
    sheet["J5"] = "两项一并推进"
    sheet.merge_cells("J5:J6")


def commented(sheet: Any) -> None:
    sheet["J5"] = "已调研"
    sheet["J5"].comment = Comment("数据待核", "张三")


def renamed_sheet(sheet: Any) -> None:
    sheet["J5"] = "已调研"
    sheet.title = "Sheet1"


def extra_rows_on_top(sheet: Any) -> None:
    sheet["J5"] = "已调研"
    sheet.insert_rows(1, 3)
    sheet["A1"] = "甲局文件"


def two_notes(sheet: Any) -> None:
    sheet["N4"], sheet["N5"], sheet["J5"] = "进展情况", "另一种说法", "已调研"


NOTE = "1 - - 已调研"


class Way(NamedTuple):
    """Something that people do: an edit, what is recorded (id, status, percent, note, problem and
    next step, as far as there is one), and what is said, of each line a part."""

    edit: Edit
    records: str = ""
    said: str = ""


def is_number(text: str) -> bool:
    return re.fullmatch(r"#-?\d+(\.\d+)?", text) is not None


def way(told: str) -> Way:
    """A way of `ways.txt`: lines of a cell and what is typed there, # before a number; what is
    recorded behind `> `, what is said behind `! `."""
    lines = told.split("\n")
    typed = dict(line.split(" ", 1) for line in lines if re.match(r"[A-Z]+\d+ ", line))
    cells = {
        cell: json.loads(text[1:]) if is_number(text) else text for cell, text in typed.items()
    }
    records, said = ("\n".join(x[2:] for x in lines if x.startswith(sign)) for sign in ">!")
    return Way(put(**cells), records, said)


WAYS = {
    **{name: way(told) for name, told in parts(Path(__file__).with_name("ways.txt")).items()},
    "a status with blanks": Way(put(H5=" 已 办结 "), "1 done"),
    "shown as a percent": Way(formatted("I5", 0.6, "0%"), "1 - 60"),
    "a date for progress": Way(put(I5=datetime(2024, 3, 5)), "", "第 5 行 I 列：进度“"),
    "line feeds and blanks": Way(put(J5="  已调研\n\n形成报告。\r\n"), "1 - - 已调研；形成报告。"),
    "quotes and brackets between lines": Way(
        put(J5='第一行\n"引" 三（试点）\n（二）推进，\n- 完成80%\n- 未完\n。'),
        '1 - - 第一行；"引" 三（试点）；（二）推进，- 完成80%；- 未完。',
    ),
    "only blanks": Way(put(J5="　 \n")),
    "struck out": Way(struck, "", "第 5 行 J 列：进展情况有删除线"),
    "a comment": Way(commented, NOTE, "第 5 行 J 列：批注“数据待核”"),
    "a hidden row": Way(hidden_row, "2 - - 已完成招标", "第 6 行：是隐藏行"),
    "merged cells": Way(merged, "", "第 5 行 J 列：“进展情况”与别的行合并\n第 6 行 J 列"),
    "rows sorted": Way(sorted_rows, NOTE),
    "rows deleted": Way(both(put(J5="已调研"), lambda s: s.delete_rows(6, 14)), NOTE),
    "a row inserted": Way(inserted, "", "第 6 行 A 列：计划里没有“新增一项”"),
    "rows above": Way(extra_rows_on_top, NOTE),
    "columns moved": Way(moved_columns, NOTE),
    "a column deleted": Way(
        both(put(J5="已调研"), lambda s: s.delete_cols(11)), NOTE, "第 4 行：表头里没有“存在问题”"
    ),
    "a column added": Way(
        both(put(J5="已调研", N4="备注", N5="请示")), NOTE, "第 4 行 N 列：没有“备注”这一栏"
    ),
    "a column twice": Way(two_notes, NOTE, "第 4 行 N 列：“进展情况”有两列"),
    "the sheet renamed": Way(renamed_sheet, NOTE),
    "the hidden sheet lost": Way(lost_sheet, NOTE),
    "the number lost": Way(put(J5="已调研", A5=None), NOTE, "第 5 行 A 列：编号“”不对"),
    "14.1 of which nobody knows": Way(
        put(A17=14.1, C17=None, J17="已举办"), "", "第 17 行 A 列：编号“14.1”是数字，可能是"
    ),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_people_do_to_a_form_is_recorded_rightly_or_said(way: Way) -> None:
    found = back(way.edit)
    assert recorded(found) == way.records
    said = told(found)
    assert all(each in said for each in way.said.splitlines()), said
    assert bool(said) == bool(way.said)


def test_every_row_is_taken_or_unchanged_or_told() -> None:
    found = back(put(J5="已调研", I6=120))
    assert (len(found.entries), found.unchanged, [f.row for f in found.faults]) == (1, 13, [6])


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("乙局.xlsx", "乙局"),
        ("院士办（已填）.xlsx", "院士工作办公室"),
        ("乙局-副本.xlsx", "乙局"),
        ("关于报送乙局进展的函.xlsx", "乙局"),
    ],
)
def test_without_the_hidden_sheet_the_name_of_the_file_says_whose_it_is(
    name: str, unit: str
) -> None:
    assert back(lost_sheet, name).unit == unit


def test_nobodys_workbook_is_refused() -> None:
    with pytest.raises(Exception, match="不知道是哪个单位的"):
        back(lost_sheet, "进展.xlsx")


NEXT_YEAR = PLAN._replace(title="2025年工作要点", year=2025)
OTHER = PLAN._replace(
    title="党建工作要点", tasks=tuple(task._replace(title="党建") for task in PLAN.tasks)
)


@pytest.mark.parametrize("edit", [put(J5="已调研"), both(lost_sheet, put(A1="2024年进展填报表"))])
def test_a_workbook_of_last_year_is_not_taken_for_the_same_tasks_of_this(edit: Edit) -> None:
    sheet = sheet_of(sent())
    edit(sheet)
    with pytest.raises(Exception, match=r"是“.*2024年.*”的填报表，不是“2025年工作要点”的；.*-f"):
        returned(read(saved(sheet.parent)), NEXT_YEAR, "甲局.xlsx", TODAY)


def test_a_workbook_of_another_plan_of_the_year_is_refused_and_of_the_same_retitled_taken() -> None:
    sheet = sheet_of(sent())
    sheet["J5"] = "已调研"
    book = read(saved(sheet.parent))
    with pytest.raises(Exception, match="不是“党建工作要点”的"):
        returned(book, OTHER, "甲局.xlsx", TODAY)
    more = PLAN.tasks[0]._replace(id="99")
    retitled = PLAN._replace(title="工作台账", tasks=(*PLAN.tasks, more))
    assert recorded(returned(book, retitled, "甲局.xlsx", TODAY)) == NOTE


def test_of_a_joint_task_another_lead_is_heard_and_the_first_counts() -> None:
    found = back(put(H5="已办结", I5=80, J5="已提供数据"), "乙局.xlsx", "乙局")
    assert recorded(found) == "1 - - 自报已办结、进度80%。已提供数据"
    assert "第 5 行：第 1 项由甲局第一牵头，乙局自报已办结、进度80%" in told(found)


def test_the_same_workbook_twice_changes_nothing() -> None:
    edit = put(H5="推进中", I5=60, J5="已调研", H9="已办结", J9="已举办", H19="已办结")
    sheet = sheet_of(sent())
    edit(sheet)
    book = read(saved(sheet.parent))
    once = collected(PLAN, (returned(book, PLAN, "甲局.xlsx", TODAY),), TODAY).plan
    again = returned(book, once, "甲局.xlsx", date(2024, 6, 28))
    assert once != PLAN
    assert (again.entries, again.faults) == ((), ())


def test_a_workbook_that_comes_again_does_not_undo_what_was_reported_since() -> None:
    sheet = sheet_of(sent())
    put(I5=20, J5="已调研", I6=20, J6="已招标", J19="已开题")(sheet)
    book = read(saved(sheet.parent))
    once = collected(PLAN, (returned(book, PLAN, "甲局.xlsx", TODAY),), TODAY).plan
    later = {
        Target(0): Report(TODAY, "甲局", "已形成报告", 40),
        Target(1): Report(TODAY, "甲局", "已招标两家", 60),
    }
    reported = record_reports(once, later, TODAY).plan

    def corrected(task: Task) -> Task:
        wrong = ("已招标", "已开题")
        told = (r._replace(note="更正过") if r.note in wrong else r for r in task.records)
        return task._replace(records=tuple(told))

    newer = reported._replace(tasks=tuple(map(corrected, reported.tasks)))
    again = returned(book, newer, "甲局.xlsx", date(2024, 6, 28))
    assert [entry.report.note for entry in again.entries] == ["已开题"]
    put(H19="未启动")(sheet)
    less = returned(read(saved(sheet.parent)), newer, "甲局.xlsx", date(2024, 6, 28))
    assert less.entries == ()
    assert [remark.message for remark in again.remarks] == [
        "第 1 项与先前 2024-06-25 的记录相同，没有再收",
        "第 2 项下发以后 2024-06-25 已记 60%，没有收这一行；要记：fjkx note 2",
        "第 3 项下发以后 2024-06-25 已记过它报的，与这一行不同，请核对",
    ]


def test_what_is_closed_is_not_reported_done_again() -> None:
    closed = PLAN._replace(tasks=tuple(task._replace(status="closed") for task in PLAN.tasks))
    sheet = sheet_of(sent())
    put(H5="已办结", H6="已办结", J6="又办一期", H8="已办结")(sheet)
    found = returned(read(saved(sheet.parent)), closed, "甲局.xlsx", TODAY)
    assert [(each.report.status, each.report.note) for each in found.entries] == [
        (None, "又办一期")
    ]


def test_what_is_dropped_takes_no_status_and_the_rest_of_its_row_is_recorded() -> None:
    dropped = PLAN._replace(tasks=tuple(task._replace(status="dropped") for task in PLAN.tasks))
    sheet = sheet_of(sent())
    put(H5="已办结", H6="已办结", J6="又办一期", H7="受阻", K7="缺人", H8="已办结")(sheet)
    found = returned(read(saved(sheet.parent)), dropped, "甲局.xlsx", TODAY)
    assert recorded(found) == "2 - - 又办一期; 14 - - - 缺人"
    assert collected(dropped, (found,), TODAY).plan.tasks[0] == dropped.tasks[0]
    for said in ("1 项已取消，报为已办结", "2 项已取消，报为已办结", "14 项已取消，报为受阻"):
        assert f"第 {said}，状态未动" in told(found)


def test_two_units_may_report_of_one_task_in_one_go() -> None:
    returns = (
        back(put(I5=60, J5="已调研")),
        back(put(J5="已提供数据"), "乙局.xlsx", "乙局"),
    )
    task = collected(PLAN, returns, TODAY).plan.tasks[0]
    assert [(record.by, record.note) for record in task.records] == [
        ("甲局", "已调研"),
        ("乙局", "已提供数据"),
    ]
    assert (task.status, task.percent) == ("doing", 60)
