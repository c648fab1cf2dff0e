"""What a hand wrote that has one reading is mended, to the byte; all else stays and is told."""

import re
from pathlib import Path

import pytest

from fjkx.file.check import check
from fjkx.file.mend import mend
from fjkx.file.schema import parse
from tests.cases import gallery

GALLERY = Path(__file__).parent / "findings" / "mend.txt"
HEAD = """\
# 全年
schema: 1
plan: {title: 测试, year: 2020}
units: [{name: 院士办}, {name: 科普部}]
tasks:
- id: 1
  title: 甲：乙，丙  # 题
  lead: [院士办]
"""
OK = "  status: todo\n"


@pytest.mark.parametrize(("written", "expected"), gallery(GALLERY, "one reading"))
def test_one_reading(written: str, expected: str) -> None:
    blanks = " " if written.startswith("　") else "  "  # one stands in the place of a blank
    text, _ = mend(f"{HEAD}{OK}{blanks}{written}\n")
    assert text == f"{HEAD}{OK}  {expected}\n"
    text, _ = mend(text)
    assert not any(f.severity == "error" for f in check(parse(text)))


@pytest.mark.parametrize(("written", "answer"), gallery(GALLERY, "no one reading"))
def test_what_has_no_one_reading_stays(written: str, answer: str) -> None:
    assert answer == ""
    text = f"{HEAD}{OK}  {written}\n"
    assert mend(text) == (text, ())


def test_each_is_told_at_its_place_in_the_file_as_it_was() -> None:
    text = HEAD + "  status： Ｄoing\n  due： 9月底\n  percent：60%\n"
    fixed, told = mend(text)
    assert fixed == HEAD + "  status: doing\n  due: 2020-09-30\n  due_text: 9月底\n  percent: 60\n"
    line = HEAD.count("\n") + 1
    assert told == (
        (line, 9, "：", ": "),
        (line, 11, "Ｄoing", "doing"),
        (line + 1, 6, "：", ": "),
        (line + 1, 8, "9月底", "2020-09-30，due_text: 9月底"),
        (line + 2, 10, "：", ": "),
        (line + 2, 11, "60%", "60"),
    )
    assert mend(fixed) == (fixed, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_stay(end: str, mark: str) -> None:
    def laid_out(tail: str) -> str:
        return mark + (HEAD + OK + tail).replace("\n", end)

    text, _ = mend(laid_out("  due: 9月底\n  support:\n  - 院士办、科普部\n# 尾"))
    after = "  due: 2020-09-30\n  due_text: 9月底\n  support:\n  - 院士办\n  - 科普部\n# 尾"
    assert text == laid_out(after)


def test_a_wrong_year_is_mended_before_what_needs_it() -> None:
    text, _ = mend((HEAD + OK + "  due: 三季度\n").replace("year: 2020", "year: 2020年"))
    assert text == HEAD + OK + "  due: 2020-09-30\n  due_text: 三季度\n"


def test_a_list_is_taken_apart_though_one_of_its_units_is_not_declared() -> None:
    text, _ = mend(HEAD + OK + "  support: [院士办，科普]\n")
    assert text == HEAD + OK + "  support: [院士办, 科普]\n"


def test_the_number_and_status_of_a_task() -> None:
    for written in ("１", "“1”", "'１'"):
        text = HEAD.replace("- id: 1\n", f"- id: {written}\n") + "  status: “todo”\n"
        assert mend(text)[0] == HEAD + OK


@pytest.mark.parametrize("width", [2, 4, 8])
def test_tabs_that_indent_where_one_plan_can_be_read(width: int) -> None:
    head = re.sub("^(- ?|  )", lambda at: at[0].ljust(width), HEAD + OK, flags=re.M)
    text = head.replace(" " * width + "title", "\ttitle")
    better, told = mend(text)
    assert better == head
    assert [(each.line, each.column, each.was) for each in told] == [(7, 1, "制表符 Tab")]
    records = ("records:", "- note: |", "    甲", "    \t乙", "  date: 2020-05-03")
    kept = "".join(f"{' ' * width}{line}\n" for line in records)
    assert mend(head + kept)[0] == head + kept
    assert mend(text + kept)[0] == text + kept
