"""What people do to a workbook before they send it back: taken rightly, or told by its cell. In
`ways.txt` stands what is typed and done, and behind `> ` what is recorded and what is said."""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fjkx.changes.steps import record_reports
from fjkx.changes.types import Report
from fjkx.notice.workbook import form
from fjkx.notice.workbook.returned import Return, collected, returned
from fjkx.notice.workbook.sheets import read
from fjkx.plan.model import Plan, Task
from fjkx.render.xlsx import workbook
from fjkx.views.forms import form_view
from fjkx.words.names import Target
from tests.cases import gallery, parts
from tests.notice import books
from tests.plans import plan_in, text_of

TODAY = date(2024, 6, 25)
SENT = date(2024, 6, 1)
PLAN = plan_in(text_of("returned"))
WAYS = Path(__file__).with_name("ways.txt")
NOTE = "1 - - 已调研"


def sent(unit: str = "甲局", plan: Plan = PLAN) -> bytes:
    """The workbook that a unit gets, all of its tasks in it: rows 5, 6, 7 are tasks 1, 2, 14, the
    measures of 14 stand in 8 to 18, task 3 in 19."""
    asked = next(f for f in form.forms(plan, plan.tasks, (), False, SENT, True) if f.unit == unit)
    return workbook(form_view(asked, date(2024, 6, 20)).documents("sheet"))


def typed(text: str) -> books.Value:
    """What a person typed into a cell: # before a number or a day, ␣ ⏎ ␍ for what is not seen."""
    if re.match(r"#-?\d", text):
        return books.value(text[1:])
    return text.replace("␣", " ").replace("⏎", "\n").replace("␍", "\r") or None


def edited(text: str, unit: str = "甲局") -> bytes:
    """The workbook of a unit after what a person did, line by line: a cell and what is typed
    there, or behind `+ ` one of `EDITS` and where."""
    sheet = openpyxl.load_workbook(io.BytesIO(sent(unit)))[form.SHEET]
    for line in text.splitlines():
        name, _, rest = line.removeprefix("+ ").partition(" ")
        if line.startswith("+ "):
            EDITS[name](sheet, rest)
        else:
            sheet[name] = typed(rest)
    return books.saved(sheet.parent)


def back(text: str, plan: Plan = PLAN, name: str = "甲局.xlsx", unit: str = "甲局") -> Return:
    """The workbook after what a person did, read for a plan."""
    return returned(read(edited(text, unit)), plan, name, TODAY)


def each_task(**values: Any) -> Plan:
    """The plan with every task like this."""
    return PLAN._replace(tasks=tuple(task._replace(**values) for task in PLAN.tasks))


def recorded(found: Return) -> str:
    """Task, status, percent, note, problem, next step, as far as there is one, a line each."""
    entries = []
    for entry in found.entries:
        target, report = entry.target, entry.report
        task = PLAN.tasks[target.position]
        name = task.id if target.measure is None else f"{task.id}.{target.measure}"
        values = (report.status, report.percent, report.note, report.problem, report.next)
        entries.append(" ".join((name, *("-" if each is None else str(each) for each in values))))
    return "\n".join(re.sub("( -)+$", "", each) for each in entries)


def told(found: Return) -> str:
    return "\n".join(map(str, (*found.faults, *found.unknown, *found.remarks)))


def percent(sheet: Any, place: str) -> None:
    sheet[place].number_format = "0%"


def reversed_rows(sheet: Any, _: str) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(5, 19)]
    for at, values in enumerate(reversed(rows), start=5):
        for column, each in enumerate(values, start=1):
            sheet.cell(at, column).value = each


def last_columns_first(sheet: Any, _: str) -> None:
    for row in sheet.iter_rows(4, 19):
        values = [cell.value for cell in row]
        for cell, each in zip(row, [*values[7:], *values[:7]], strict=True):
            cell.value = each


def without_hidden_sheet(sheet: Any, _: str) -> None:
    del sheet.parent[form.KEYS_SHEET]


def sheet_named(sheet: Any, name: str) -> None:
    sheet.title = name


OWN = (percent, reversed_rows, last_columns_first, without_hidden_sheet, sheet_named)
EDITS: dict[str, Callable[[Any, str], object]] = {
    **books.EDITS,
    **{each.__name__: each for each in OWN},
    "row_inserted": lambda sheet, row: sheet.insert_rows(int(row)),
    "rows_deleted_from": lambda sheet, row: sheet.delete_rows(int(row), 99),
    "column_deleted": lambda sheet, column: sheet.delete_cols(int(column)),
}


@pytest.mark.parametrize(
    ("edit", "answer"), [pytest.param(*gallery(WAYS, name)[0], id=name) for name in parts(WAYS)]
)
def test_what_people_do_to_a_form_is_recorded_rightly_or_said(edit: str, answer: str) -> None:
    found = back(edit)
    assert f"{recorded(found)}\n{told(found)}".strip("\n") == answer


def test_every_row_is_taken_or_unchanged_or_told() -> None:
    found = back("J5 已调研\nI6 #120")
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
    assert back("+ without_hidden_sheet", PLAN, name).unit == unit


def test_nobodys_workbook_is_refused() -> None:
    with pytest.raises(Exception, match="不知道是哪个单位的"):
        back("+ without_hidden_sheet", PLAN, "进展.xlsx")


NEXT_YEAR = PLAN._replace(title="2025年工作要点", year=2025)


@pytest.mark.parametrize("edit", ["J5 已调研", "A1 2024年进展填报表\n+ without_hidden_sheet"])
def test_a_workbook_of_last_year_is_not_taken_for_the_same_tasks_of_this(edit: str) -> None:
    with pytest.raises(Exception, match=r"是“.*2024年.*”的填报表，不是“2025年工作要点”的；.*-f"):
        back(edit, NEXT_YEAR)


def test_a_workbook_of_another_plan_of_the_year_is_refused_and_of_the_same_retitled_taken() -> None:
    with pytest.raises(Exception, match="不是“党建工作要点”的"):
        back("J5 已调研", each_task(title="党建")._replace(title="党建工作要点"))
    more = PLAN.tasks[0]._replace(id="99")
    retitled = PLAN._replace(title="工作台账", tasks=(*PLAN.tasks, more))
    assert recorded(back("J5 已调研", retitled)) == NOTE


def test_of_a_joint_task_another_lead_is_heard_and_the_first_counts() -> None:
    found = back("H5 已办结\nI5 #80\nJ5 已提供数据", PLAN, "乙局.xlsx", "乙局")
    assert recorded(found) == "1 - - 自报已办结、进度80%。已提供数据"
    assert "第 5 行：第 1 项由甲局第一牵头，乙局自报已办结、进度80%" in told(found)


def test_the_same_workbook_twice_changes_nothing() -> None:
    edit = "H5 推进中\nI5 #60\nJ5 已调研\nH9 已办结\nJ9 已举办\nH19 已办结"
    once = collected(PLAN, (back(edit),), TODAY).plan
    again = back(edit, once)
    assert once != PLAN
    assert (again.entries, again.faults) == ((), ())


def test_a_workbook_that_comes_again_does_not_undo_what_was_reported_since() -> None:
    edit = "I5 #20\nJ5 已调研\nI6 #20\nJ6 已招标\nJ19 已开题"
    once = collected(PLAN, (back(edit),), TODAY).plan
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
    again = back(edit, newer)
    assert [entry.report.note for entry in again.entries] == ["已开题"]
    assert back(f"{edit}\nH19 未启动", newer).entries == ()
    assert [remark.message for remark in again.remarks] == [
        "第 1 项与先前 2024-06-25 的记录相同，没有再收",
        "第 2 项下发以后 2024-06-25 已记 60%，没有收这一行；要记：fjkx note 2",
        "第 3 项下发以后 2024-06-25 已记过它报的，与这一行不同，请核对",
    ]


def test_what_is_closed_is_not_reported_done_again() -> None:
    edit = "H5 已办结\nH6 已办结\nJ6 又办一期\nH8 已办结"
    assert recorded(back(edit, each_task(status="closed"))) == "2 - - 又办一期"


def test_what_is_dropped_takes_no_status_and_the_rest_of_its_row_is_recorded() -> None:
    dropped = each_task(status="dropped")
    edit = "H5 已办结\nH6 已办结\nJ6 又办一期\nH7 受阻\nK7 缺人\nH8 已办结"
    found = back(edit, dropped)
    assert recorded(found) == "2 - - 又办一期\n14 - - - 缺人"
    assert collected(dropped, (found,), TODAY).plan.tasks[0] == dropped.tasks[0]
    for said in ("1 项已取消，报为已办结", "2 项已取消，报为已办结", "14 项已取消，报为受阻"):
        assert f"第 {said}，状态未动" in told(found)


def test_two_units_may_report_of_one_task_in_one_go() -> None:
    returns = (
        back("I5 #60\nJ5 已调研"),
        back("J5 已提供数据", PLAN, "乙局.xlsx", "乙局"),
    )
    task = collected(PLAN, returns, TODAY).plan.tasks[0]
    assert [(record.by, record.note) for record in task.records] == [
        ("甲局", "已调研"),
        ("乙局", "已提供数据"),
    ]
    assert (task.status, task.percent) == ("doing", 60)
