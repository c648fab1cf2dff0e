"""What a hand wrote that has one reading is mended, to the byte; all else stays and is told."""

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
    indent = "" if written.startswith("　") else " "  # it stands in the place of a blank
    fixed = f"{HEAD}{OK}  {expected}\n"
    text, told = mend(f"{HEAD}{OK} {indent}{written}\n")
    assert text == fixed and told
    assert mend(fixed) == (fixed, ())
    assert not any(f.severity == "error" for f in check(parse(fixed)))


@pytest.mark.parametrize(("written", "answer"), gallery(GALLERY, "no one reading"))
def test_what_has_no_one_reading_stays(written: str, answer: str) -> None:
    assert answer == ""
    text = f"{HEAD}{OK}  {written}\n"
    assert mend(text) == (text, ())


@pytest.mark.parametrize(
    ("right", "written"),
    [
        ("- id: 1\n", "- id: １\n"),
        ("- id: 1\n", "- id: “1”\n"),
        ("- id: 1\n", "- id: '１'\n"),
        ("status: todo", "status： “todo”"),
        ("[院士办, 科普]", "[院士办，科普]"),  # though one is not declared
        # What a day means needs the year, and one plan can be read once tabs are blanks.
        ("due: 2020-09-30\n  due_text: 三季度", "due: 三季度"),
        ("year: 2020", "year: 2020年"),
        ("  title", "\ttitle"),
    ],
)
def test_elsewhere(right: str, written: str) -> None:
    text = f"{HEAD}{OK}  support: [院士办, 科普]\n  due: 2020-09-30\n  due_text: 三季度\n"
    wrong = text.replace("due: 2020-09-30\n  due_text: 三季度", "due: 三季度")
    assert text.count(right) == 1
    assert mend(wrong.replace(right, written))[0] == text


def test_tabs_stay_where_a_text_has_some() -> None:
    kept = "  records:\n  - note: |\n      甲\n      \t乙\n    date: 2020-05-03\n"
    for head in (HEAD, HEAD.replace("  title", "\ttitle")):
        assert mend(head + OK + kept)[0] == head + OK + kept
    _, told = mend(HEAD.replace("  title", "\ttitle") + OK)
    assert [(each.line, each.column, each.was) for each in told] == [(7, 1, "制表符 Tab")]
