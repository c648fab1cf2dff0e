"""The rules over a plan: what `check` and `require` make of them."""

from datetime import date

import pytest

from fjkx.file.check import RULES, check, problems_of, require
from fjkx.file.schema import parse
from fjkx.plan.errors import FileError
from fjkx.plan.model import Plan
from tests.file.test_findings import HEAD
from tests.plans import text_of

TODAY = date(2020, 6, 15)
HEAD_LINES = HEAD.count("\n")
OK = "status: todo\nlead: [办公室]\n"


def test_days_to_come() -> None:
    """Only where it is said what day it is."""
    lines = f"{OK}added: 2020-06-16\nrecords: [{{date: 2020-06-16}}, {{date: 2020-06-17}}]"
    plan = parse(HEAD + "- id: 1\n  title: t\n" + "".join(f"  {x}\n" for x in lines.splitlines()))
    assert check(plan) == ()
    assert [
        (f.line - HEAD_LINES, f.column, f.severity, f.message, f.code) for f in check(plan, TODAY)
    ] == [
        (5, 10, "warning", "增列日期 2020-06-16 在今天(2020-06-15)之后", "future"),
        (6, 20, "warning", "记录日期 2020-06-16 在今天(2020-06-15)之后", "future"),
        (6, 40, "warning", "记录日期 2020-06-17 在今天(2020-06-15)之后", "future"),
    ]
    assert check(plan, date(2020, 6, 17)) == ()
    assert check(parse("- 甲\n"), TODAY) == check(parse("- 甲\n"))


def test_rules_stand_an_empty_plan_and_a_file_that_is_no_tree() -> None:
    assert [list(rule(Plan("", 2020), lambda *path: 0)) for rule in RULES] == [[]] * len(RULES)
    document = parse("a: [\n")
    assert problems_of(document) == document.problems


def test_require_gives_the_plan_of_a_file_with_warnings_only() -> None:
    document = parse(HEAD + "- {id: 1, title: t, status: todo}\n")
    assert [finding.severity for finding in check(document)] == ["warning"]
    assert require(document, "计划.yaml") is document.plan


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            text_of("messy"),
            "data/计划.yaml:4:9: 年份应是四位数，不是“20”",
            "共 6 处错误；fjkx check 列出全部，fjkx edit 打开文件",
        ),
        (
            "a: [\n",
            "data/计划.yaml:1:4: 方括号从这里开始，没有合上",
            "fjkx check 列出全部，fjkx edit 打开文件",
        ),
        (
            "# 只有注释\n\n",
            "data/计划.yaml:1:1: 不是计划文件：最外层应有 schema、plan、tasks",
            "fjkx check 列出全部，fjkx edit 打开文件；恢复以前的内容：fjkx restore",
        ),
    ],
    ids=["several errors", "one", "an emptied file"],
)
def test_require_names_the_first_error(text: str, message: str, hint: str) -> None:
    with pytest.raises(FileError) as caught:
        require(parse(text), "data/计划.yaml")
    assert (str(caught.value), caught.value.hint) == (message, hint)
