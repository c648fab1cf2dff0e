"""Exact bytes: what an edit makes of every layout that a hand may write.

`matrix/edits.txt` and `done.txt` have the texts before and after.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fjkx.file.edit import rewrite
from fjkx.plan.errors import FileError, RequestError
from fjkx.plan.model import Plan, Task
from tests.file.edit_layouts import DONE_LAYOUTS, HEAD, LINE, TASK, around, layouts, plan_of, read

EDITS = [
    pytest.param(*(around(text).replace("@", LINE) for text in texts), id=ascii(name))
    for name, texts in (*layouts("edits.txt"), *DONE_LAYOUTS.items())
]


@pytest.mark.parametrize(("before", "after"), EDITS)
@pytest.mark.parametrize(
    ("start", "end"),
    [("", "\n"), ("# 计划\n", "\n"), ("\ufeff", "\r\n"), ("\ufeff---\n", "\r")],
    ids=ascii,
)
def test_edits(before: str, after: str, start: str, end: str) -> None:
    before, after = ((start + text).replace("\n", end) for text in (before, after))
    assert rewrite(read(before), plan_of(read(after))) == after
    assert rewrite(read(before), plan_of(read(before))) == before


NEW = Task("9", "新: 题", lead=("甲", "乙"), added=date(2020, 6, 1))
BLOCK = """\
- id: 9
  title: "新: 题"
  lead: [甲, 乙]
  status: todo
  added: 2020-06-01
"""
FLOW = '{id: 9, title: "新: 题", lead: [甲, 乙], status: todo, added: 2020-06-01}'


def essence(text: str) -> str:
    """The text without what joins items, or keeps the last line end of a block scalar."""
    return re.sub(r"[\s,+-]", "", text)


@pytest.mark.parametrize("at", [0, 9])
@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_a_new_task_in_every_layout(layout: str, at: int) -> None:
    document = read(HEAD + DONE_LAYOUTS[layout][0])
    plan = plan_of(document)
    wanted = plan._replace(tasks=(*plan.tasks[:at], NEW, *plan.tasks[at:]))
    result = rewrite(document, wanted)
    form = next(form for form in map(essence, (FLOW, BLOCK)) if form in essence(result))
    assert essence(result).replace(form, "") == essence(document.text)


def test_mixed_line_ends_follow_the_line_above() -> None:
    text = f"{HEAD}{TASK[:-1]}\r\n# 完\n"
    after = text.replace("todo", "done").replace("# 完", f"    records:\r\n      - {LINE}\r\n# 完")
    assert rewrite(read(text), plan_of(read(after))) == after


TWO = "- {id: 1, title: 甲, status: todo}\n- {id: 2, title: 乙, status: todo}\n"
JOINED = "- id: 1\n  title: 甲\n  status: todo\n  measures: \n  -   text: 一。\n"


@pytest.mark.parametrize(
    ("tasks", "change"),
    [
        (TWO, lambda plan: plan._replace(extra=(("x-文号", "1"),))),
        (TWO, lambda plan: plan._replace(tasks=(*plan.tasks, plan.tasks[0]))),
        (TWO, lambda plan: plan._replace(tasks=(*plan.tasks[::-1], NEW))),
        (TWO, lambda plan: plan._replace(tasks=(plan.tasks[0], NEW, NEW, plan.tasks[1]))),
        (JOINED + "  x-own: 1\n", lambda plan: plan._replace(tasks=(Task("1", "甲"),))),
        (JOINED, lambda plan: plan._replace(tasks=(Task("1", "甲"), Task("1", "甲")))),
    ],
)
def test_what_cannot_be_written_is_refused(tasks: str, change: Callable[[Plan], Plan]) -> None:
    document = read(f"{HEAD}tasks:\n{tasks}")
    with pytest.raises(FileError, match="什么也没有写入"):
        rewrite(document, change(plan_of(document)))


def with_task(**fields: Any) -> str:
    document = read(HEAD + TASK)
    plan = plan_of(document)
    return rewrite(document, plan._replace(tasks=(plan.tasks[0]._replace(**fields),)))


def test_values_that_do_not_read_back_are_refused() -> None:
    with pytest.raises(RequestError, match=r"U\+DCE7"):
        with_task(title="甲\udce7")
    line = HEAD.count("\n") + 2
    with pytest.raises(FileError, match=f"^计划文件:{line}:5: 这里的写法没法安全地改动，"):
        with_task(percent=101)
    assert with_task(title="~", lead=("", "~", " ")).endswith(
        '    title: "~"\n    lead: ["", "~", " "]\n    status: todo\n'
    )
