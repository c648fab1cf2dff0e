"""Ledgers of further kinds, and what a careful reader takes from each: in `ledgers.txt` stand their
rows, ⏎ for a line feed in a cell; behind `+ ` the cells that are merged, struck out or commented
on, rows that are hidden, the format if it is no .xlsx; and behind `> ` what is read and told."""

import csv
import io
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlwt
from openpyxl.utils import range_boundaries

from fjkx.notice.workbook.ledger import ledger
from fjkx.notice.workbook.sheets import read
from fjkx.plan.history import is_recorded
from tests.cases import gallery, parts
from tests.notice.books import EDITS, Marks, Value, saved, value
from tests.notice.test_notice_gallery import head, tasks, told

LEDGERS = Path(__file__).with_name("ledgers.txt")
Rows = Sequence[Sequence[Value]]


def xlsx(rows: Rows, marks: Marks) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, places in marks.items():
        for place in places:
            EDITS[name](made.active, place)
    return saved(made)


def xls(rows: Rows, marks: Marks) -> bytes:
    made = xlwt.Workbook()
    sheet = made.add_sheet("督办表")
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    struck, plain = xlwt.easyxf("font: struck_out on"), xlwt.Style.default_style
    for row, values in enumerate(rows):
        for at, each in enumerate(values):
            is_struck = f"{chr(ord('A') + at)}{row + 1}" in marks["struck"]
            style = day if isinstance(each, date) else struck if is_struck else plain
            if each is not None:
                sheet.write(row, at, each, style)
    for left, top, right, bottom in map(range_boundaries, marks["merged"]):
        sheet.merge(top - 1, bottom - 1, left - 1, right - 1)
    return saved(made)


def gbk(rows: Rows, marks: Marks) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("gbk")


FORMATS = {"xls": xls, "GBK": gbk}


@pytest.mark.parametrize(
    ("text", "answer"), [entry for name in parts(LEDGERS) for entry in gallery(LEDGERS, name)]
)
def test_what_is_read_of_a_ledger_and_what_is_told(text: str, answer: str) -> None:
    rows, marks = [], defaultdict[str, list[str]](list)
    for line in text.splitlines():
        if line.startswith("+ "):
            name, *marks[name] = line[2:].split()
        else:
            rows.append([value(cell.strip()) for cell in line.split("|")])
    make = next((FORMATS[name] for name in marks if name in FORMATS), xlsx)
    found = ledger(read(make(rows, marks)), None, date(2024, 10, 8))
    assert [*head(found.plan), *tasks(found.plan), *told(found)] == answer.splitlines()
    assert all(task.status == "todo" or is_recorded(task) for task in found.plan.tasks)
