"""What a hand wrote that has one reading is mended, to the byte; all else stays and is told."""

import pytest

from fjkx.file.check import check
from fjkx.file.mend import mend
from fjkx.file.schema import parse

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


def mended(tail: str) -> str:
    """The end of a plan that is mended; what stands before it stays."""
    text, _ = mend(HEAD + tail)
    assert text.startswith(HEAD)
    return text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("due: 2020-9-30  # 注", "due: 2020-09-30  # 注"),
        ("due: '2020年9月30日'", "due: 2020-09-30"),
        ("due: ２０２０－０９－３０", "due: 2020-09-30"),
        ("due: 9月底  # 注", "due: 2020-09-30  # 注\n  due_text: 9月底"),
        ("due: 2020-9", 'due: 2020-09-30\n  due_text: "2020-9"'),
        ("due: 3-6月", "due: 2020-06-30\n  due_text: 3-6月"),
        ("due: 9-30\n  due_text: 9月底前", "due: 2020-09-30\n  due_text: 9月底前"),
        ("percent: 60%", "percent: 60"),
        ("percent: ６０ ％", "percent: 60"),
        ("support: 院士办  # 注", "support: [院士办]  # 注"),
        ("support: 院士办、科普部", "support: [院士办, 科普部]"),
        ("support: 院士办 科普部", "support: [院士办, 科普部]"),
        ("support: 【院士办，科普部】", "support: [院士办, 科普部]"),
        ("support: [院士办，科普部]", "support: [院士办, 科普部]"),
        ("support: [院士办、科普部]", "support: [院士办, 科普部]"),
        ("support:\n  - 院士办，科普部  # 注", "support:\n  - 院士办\n  - 科普部  # 注"),
        ("leaders: 陈某（分管）", "leaders: [陈某（分管）]"),
        ("percent： 60", "percent: 60"),
        ("records:\n  - {date：2020-5-3，note: 甲}", "records:\n  - {date: 2020-05-03, note: 甲}"),
        ("records:\n    -{date: 2020-05-03}", "records:\n    - {date: 2020-05-03}"),
        ("measures:\n  - text：甲。", "measures:\n  - text: 甲。"),
        ("　percent: 60  # 甲：乙，丙", "percent: 60  # 甲：乙，丙"),
        ("percent: “60”\n  due: “2020-9-30”", "percent: 60\n  due: 2020-09-30"),
    ],
)
def test_one_reading(written: str, expected: str) -> None:
    if written.startswith("　"):  # in the place of blanks
        assert mended(f"{OK} {written}\n") == f"{OK}  {expected}\n"
    else:
        assert mended(f"{OK}  {written}\n") == f"{OK}  {expected}\n"
    text, _ = mend(f"{HEAD}{OK}  {expected}\n")
    assert not any(f.severity == "error" for f in check(parse(text)))


@pytest.mark.parametrize(
    "written",
    [
        "due: 下周五",  # what it means goes with the day
        "due: 2020-02-30",
        "due: 长期坚持",
        "due: |\n    9月底",
        "percent: 160%",
        "percent: 六成",
        "leaders: 陈 伟",  # one name, or two
        "support: 院士办 科普处",
        "status: 办了",
        "records:\n  - {date: 5-3}",
        "records:\n  - {date: 2020-05-03, note：共有，三个}",  # is the comma the sentence's?
        "support: [院士办",
        "percent: 60\n\t due_text： 甲",
        "note： [甲，乙",
    ],
)
def test_what_has_no_one_reading_stays(written: str) -> None:
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
    assert mended(OK + "  support: [院士办，科普]\n") == OK + "  support: [院士办, 科普]\n"


def test_the_number_and_status_of_a_task() -> None:
    for written in ("１", "“1”", "'１'"):
        text = HEAD.replace("- id: 1\n", f"- id: {written}\n") + "  status: “todo”\n"
        assert mend(text)[0] == HEAD + OK


def test_tabs_that_indent_where_one_plan_can_be_read() -> None:
    text = HEAD.replace("  title", "\ttitle")
    better, told = mend(text + OK)
    assert better == HEAD + OK
    assert [(each.line, each.column, each.was) for each in told] == [(7, 1, "制表符 Tab")]
    for kept in ("  records:\n  - note: |\n      甲\n      \t乙\n    date: 2020-05-03\n",):
        assert mend(HEAD + OK + kept)[0] == HEAD + OK + kept
        assert mend(text + OK + kept)[0] == text + OK + kept
