"""Exact bytes: each layout a hand may write through the updates there are."""

import re
from datetime import date
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fjkx.edit import rewrite
from fjkx.errors import FileError, RequestError
from fjkx.model import Measure, Plan, Record, Task
from fjkx.parse import Document, parse
from fjkx.scalar import respell

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

HEAD = "schema: 1\nplan: {title: 要点, year: 2020}\nunits: [{name: 甲}, {name: 乙}]\n"
DONE = Record(date(2020, 5, 11), status="done", by="甲")
NEXT = Record(date(2020, 6, 1), percent=50, note="10:30, 见 #2")
LINE = "{date: 2020-05-11, status: done, by: 甲}"
NEXT_LINE = '{date: 2020-06-01, percent: 50, note: "10:30, 见 #2"}'


def read(text: str) -> Document:
    document = parse(text)
    assert [problem for problem in document.problems if problem.severity == "error"] == []
    return document


def changed(document: Document, index: int = 0, **fields: Any) -> Plan:
    assert document.plan is not None
    tasks = list(document.plan.tasks)
    tasks[index] = tasks[index]._replace(**fields)
    return document.plan._replace(tasks=tuple(tasks))


def done(text: str, *records: Record) -> str:
    """The text after the first task is done, with records appended."""
    document = read(text)
    assert document.plan is not None
    history = document.plan.tasks[0].records + (records or (DONE,))
    return rewrite(document, changed(document, status="done", records=history))


def edited(text: str, index: int = 0, **fields: Any) -> str:
    document = read(text)
    return rewrite(document, changed(document, index, **fields))


DONE_LAYOUTS = {
    "house style": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    measures:\n"
        "      - text: 一。\n        status: todo\n\n  - id: 2\n    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    measures:\n"
        "      - text: 一。\n        status: todo\n    records:\n      - @\n"
        "\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "records are there": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:\n"
        "      - {date: 2020-05-01, status: todo}\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n"
        "      - {date: 2020-05-01, status: todo}\n      - @\n",
    ),
    "records in block style, not last, comments around": (
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      # 历史\n"
        "      - date: 2020-05-01\n        note: 好  # 记\n      # 尾\n    # 状态\n"
        "    status: todo # 现\n",
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      # 历史\n"
        "      - date: 2020-05-01\n        note: 好  # 记\n      - @\n      # 尾\n    # 状态\n"
        "    status: done # 现\n",
    ),
    "everything at column 0": (
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n  measures:\n  - text: 一\n- id: 2\n"
        "  title: 乙\n  status: todo\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: done\n  measures:\n  - text: 一\n  records:\n"
        "  - @\n- id: 2\n  title: 乙\n  status: todo\n",
    ),
    "dashes as in another task": (
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n- id: 2\n  title: 乙\n  status: todo\n"
        "  lead:\n      - 甲\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: done\n  records:\n      - @\n- id: 2\n"
        "  title: 乙\n"
        "  status: todo\n  lead:\n      - 甲\n",
    ),
    "wide dashes": (
        "tasks:\n    -   id: 1\n        title: 甲\n        status: todo\n        records:\n"
        "        -   {date: 2020-05-01}\n",
        "tasks:\n    -   id: 1\n        title: 甲\n        status: done\n        records:\n"
        "        -   {date: 2020-05-01}\n        -   @\n",
    ),
    "dash on a line of its own": (
        "tasks:\n  -\n    id: 1\n    title: 甲\n    status: todo\n    records:\n      -\n"
        "        date: 2020-05-01\n",
        "tasks:\n  -\n    id: 1\n    title: 甲\n    status: done\n    records:\n      -\n"
        "        date: 2020-05-01\n      - @\n",
    ),
    "quoted keys and values": (
        "tasks:\n  - \"id\": '1'\n    'title': \"甲\"\n    \"status\": 'todo'\n",
        "tasks:\n  - \"id\": '1'\n    'title': \"甲\"\n    \"status\": 'done'\n    records:\n"
        "      - @\n",
    ),
    "comments behind the last scalar and below": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo  # 未动\n    # 说明\n# 完\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done  # 未动\n    records:\n      - @\n"
        "    # 说明\n# 完\n",
    ),
    "no final newline": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "no final newline behind a comment": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 完",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done # 完\n    records:\n      - @",
    ),
    "document end": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n...\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @\n...\n",
    ),
    "empty records": (
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n    # 尚无\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      - @\n    # 尚无\n    status: done\n",
    ),
    "empty records at the end": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "records []": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: []  # 尚无\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:  # 尚无\n      - @\n",
    ),
    "records ~": (
        "tasks:\n  - records: ~\n    id: 1\n    title: 甲\n    status: todo\n",
        "tasks:\n  - records:\n      - @\n    id: 1\n    title: 甲\n    status: done\n",
    ),
    "records null": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: null\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @\n",
    ),
    "records [] with a comment inside": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [ # 尚无\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [@ # 尚无\n    ]\n",
    ),
    "flow records": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [{date: 2020-05-01}]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n"
        "    records: [{date: 2020-05-01}, @]\n",
    ),
    "flow records, trailing comma": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [{date: 2020-05-01}, ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n"
        "    records: [{date: 2020-05-01}, @, ]\n",
    ),
    "flow records on lines": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [\n"
        "      {date: 2020-05-01} # 一\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n      @\n    ]\n",
    ),
    "flow records on lines, trailing comma": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n      @,\n    ]\n",
    ),
    "flow records on lines, closed on the last": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:\n"
        "      [{date: 2020-05-01},\n       {date: 2020-05-02}]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n"
        "      [{date: 2020-05-01},\n       {date: 2020-05-02},\n       @]\n",
    ),
    "flow task": (
        "tasks:\n  - {id: 1, title: 甲, status: todo}  # 一\n"
        "  - {id: 2, title: 乙, status: todo}\n",
        "tasks:\n  - {id: 1, title: 甲, status: done, records: [@]}  # 一\n"
        "  - {id: 2, title: 乙, status: todo}\n",
    ),
    "flow task with records": (
        "tasks: [{id: 1, records: [{date: 2020-05-01}], title: 甲, status: todo}]\n",
        "tasks: [{id: 1, records: [{date: 2020-05-01}, @], title: 甲, status: done}]\n",
    ),
    "flow task, empty records": (
        "tasks:\n  - {id: 1, title: 甲, status: todo, records: []}\n",
        "tasks:\n  - {id: 1, title: 甲, status: done, records: [@]}\n",
    ),
    "flow task, records without a value": (
        "tasks:\n  - {id: 1, title: 甲, records: , status: todo}\n",
        "tasks:\n  - {id: 1, title: 甲, records: [@] , status: done}\n",
    ),
    "flow task, last value empty": (
        'tasks:\n  - {id: 1, title: 甲, status: todo, "due":}\n',
        'tasks:\n  - {id: 1, title: 甲, status: done, "due": , records: [@]}\n',
    ),
    "flow task on lines": (
        "tasks:\n  - {id: 1,  # 一\n     title: 甲,\n     status: todo,  # 现\n    }\n",
        "tasks:\n  - {id: 1,  # 一\n     title: 甲,\n     status: done, records: [@],  # 现\n"
        "    }\n",
    ),
    "JSON": (
        'tasks: [{"id":1,"title":"甲","status":"todo","percent":5}]',
        'tasks: [{"id":1,"title":"甲","status":"done","percent":5, records: [@]}]',
    ),
    "block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |\n      甲\n      乙\n\n  # 二\n"
        "  - id: 2\n    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    status: done\n    title: |\n      甲\n      乙\n    records:\n"
        "      - @\n"
        "\n  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "keeping block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n\n# 完\n",
        "tasks:\n  - id: 1\n    status: done\n    title: |+\n      甲\n\n\n    records:\n"
        "      - @\n# 完\n",
    ),
    "stripping block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: >-\n      甲\n\n",
        "tasks:\n  - id: 1\n    status: done\n    title: >-\n      甲\n    records:\n      - @\n\n",
    ),
    "block scalar at the end without newline": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |2+  # 题\n        甲",
        "tasks:\n  - id: 1\n    status: done\n    title: |2-  # 题\n        甲\n    records:\n"
        "      - @",
    ),
    "keeping block scalar, blanks at the end without newline": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n  ",
        "tasks:\n  - id: 1\n    status: done\n    title: |+\n      甲\n\n    records:\n"
        "      - @\n  ",
    ),
    "status as a block scalar": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: >-  # 现\n      todo\n\n    group: 一\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done  # 现\n\n    group: 一\n"
        "    records:\n      - @\n",
    ),
    "status as a block scalar at the end without newline": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: |\n      todo",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "status over two lines": (
        'tasks:\n  - id: 1\n    title: 甲\n    status: "to\\\n      do" # 现\n',
        'tasks:\n  - id: 1\n    title: 甲\n    status: "done" # 现\n    records:\n      - @\n',
    ),
    "status on the next line": (
        "tasks:\n  - id: 1\n    title: 甲\n    status:\n      # 现\n      todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status:\n      # 现\n      done\n    records:\n"
        "      - @\n",
    ),
    "plain text over lines last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: 甲\n      乙\n\n      丙 # 完\n\n",
        "tasks:\n  - id: 1\n    status: done\n    title: 甲\n      乙\n\n      丙 # 完\n"
        "    records:\n"
        "      - @\n\n",
    ),
    "last value empty": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    due: # 未定\n\n  # 二\n  - id: 2\n"
        "    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    due: # 未定\n    records:\n"
        "      - @\n"
        "\n  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "the user's own keys last": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    x-a:\n    - b:\n        c: []\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    x-a:\n    - b:\n        c: []\n"
        "    records:\n    - @\n",
    ),
    "a comment broken by U+2028": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 现\u2028  - id: 2\n    title: 乙\n"
        "    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done # 现\u2028    records:\n      - @\n"
        "  - id: 2\n    title: 乙\n    status: todo\n",
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("start", ["", "\ufeff", "---\n", "# 计划\n"], ids=ascii)
@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_done(layout: str, start: str, end: str) -> None:
    before, after = ((start + HEAD + body).replace("\n", end) for body in DONE_LAYOUTS[layout])
    assert done(before) == after.replace("@", LINE)


@pytest.mark.parametrize("layout", ["house style", "records are there", "no final newline"])
def test_several_records_at_once(layout: str) -> None:
    before, after = DONE_LAYOUTS[layout]
    assert done(HEAD + before, DONE, NEXT) == HEAD + after.replace(
        "      - @", f"      - {LINE}\n      - {NEXT_LINE}"
    )


@pytest.mark.parametrize("layout", ["flow records", "flow task", "JSON", "flow records on lines"])
def test_several_records_at_once_in_flow(layout: str) -> None:
    before, after = DONE_LAYOUTS[layout]
    gap = ",\n      " if layout == "flow records on lines" else ", "
    assert done(HEAD + before, DONE, NEXT) == HEAD + after.replace("@", LINE + gap + NEXT_LINE)


def test_the_whole_file_in_flow_style() -> None:
    text = "{schema: 1, plan: {title: 要点, year: 2020}, tasks: [{id: 1, title: 甲, status: todo}]}"
    assert done(text) == text.replace("todo", f"done, records: [{LINE}]")


def test_mixed_line_ends_follow_the_line_above() -> None:
    text = HEAD + "tasks:\n  - id: 1\n    title: 甲\n    status: todo\r\n# 完\n"
    assert done(text).endswith(f"status: done\r\n    records:\r\n      - {LINE}\r\n# 完\n")


TASK = (
    "tasks:\n"
    "  - id: 1  # 号\n"
    "    title: 甲\n"
    "    lead: [甲, 乙]  # 牵头\n"
    "    status: todo\n"
    "    due: '2020-06-30'\n"
    "    due_text: 6月底前\n"
    '    percent: "5"\n'
    "    measures:\n"
    "      - text: 一。\n"
    "      - {text: 二。, status: todo}\n"
    "    x-own: 1\n"
)


@pytest.mark.parametrize(
    ("fields", "old", "new"),
    [
        ({"id": "15"}, "id: 1 ", "id: 15 "),
        ({"id": "三-1"}, "id: 1 ", "id: 三-1 "),
        ({"title": "no"}, "title: 甲", 'title: "no"'),
        ({"title": "甲\n乙"}, "title: 甲", 'title: "甲\\n乙"'),
        ({"due": date(2020, 7, 1)}, "'2020-06-30'", "'2020-07-01'"),
        ({"due_text": "12月:前 #1"}, "6月底前", '"12月:前 #1"'),
        ({"percent": 60}, '"5"', '"60"'),
        ({"percent": 60, "due": None}, "    due: '2020-06-30'\n", ""),
        ({"due": None}, "    due: '2020-06-30'\n", ""),
        ({"due_text": None}, "    due_text: 6月底前\n", ""),
        ({"added": date(2020, 5, 1)}, '"5"\n', '"5"\n    added: 2020-05-01\n'),
        ({"section": "一"}, "甲\n    lead", "甲\n    section: 一\n    lead"),
        ({"support": ("乙", "丙, 丁")}, "# 牵头\n", '# 牵头\n    support: [乙, "丙, 丁"]\n'),
        ({"lead": ("甲",)}, "[甲, 乙]", "[甲]"),
        ({"lead": ("乙",)}, "[甲, 乙]", "[乙]"),
        ({"lead": ("丙", "甲", "乙")}, "[甲, 乙]", "[丙, 甲, 乙]"),
        ({"lead": ("甲", "丙", "乙")}, "[甲, 乙]", "[甲, 丙, 乙]"),
        ({"lead": ("乙", "甲")}, "[甲, 乙]", "[乙, 甲]"),
        ({"lead": ("甲", "乙", "a:b")}, "[甲, 乙]", '[甲, 乙, "a:b"]'),
        (
            {"measures": (Measure("一。", "done"), Measure("二。"))},
            "一。\n",
            "一。\n        status: done\n",
        ),
        (
            {"measures": (Measure("一。"), Measure("二。", "done"))},
            "二。, status: todo",
            "二。, status: done",
        ),
        ({"measures": (Measure("一。"),)}, "      - {text: 二。, status: todo}\n", ""),
        ({"records": (DONE,)}, "x-own: 1\n", f"x-own: 1\n    records:\n      - {LINE}\n"),
    ],
)
def test_one_field(fields: dict[str, Any], old: str, new: str) -> None:
    text = HEAD + TASK
    expected = text.replace(old, new, 1) if text.count(old) else ""
    if "percent" in fields and "due" in fields:
        expected = expected.replace('"5"', '"60"')
    assert edited(text, **fields) == expected


@pytest.mark.parametrize(
    ("before", "leads", "after"),
    [
        ("\n      - 甲 # 一\n      - 乙 # 二", ("甲",), "\n      - 甲 # 一\n      # 二"),
        ("\n      - 甲\n      - 乙", ("乙",), "\n      - 乙"),
        ("\n      - 甲\n      - 乙", ("丙", "甲", "乙"), "\n      - 丙\n      - 甲\n      - 乙"),
        (
            "\n    -  甲 # 一\n    -  '乙'",
            ("甲", "丙", "丁"),
            "\n    -  甲 # 一\n    -  '丙'\n    -  丁",
        ),
        (
            " [\n      甲, # 一\n      乙, # 二\n    ]",
            ("甲",),
            " [\n      甲, # 一\n      # 二\n    ]",
        ),
        (
            " [\n      甲, # 一\n      乙 # 二\n    ]",
            ("乙",),
            " [\n      # 一\n      乙 # 二\n    ]",
        ),
        (
            " [\n      甲,\n      乙\n    ]",
            ("甲", "丙", "乙"),
            " [\n      甲,\n      丙,\n      乙\n    ]",
        ),
        (" [甲, 乙, ]", ("甲",), " [甲, ]"),
        (" [甲, 乙]", ("丙",), " [丙]"),
        (" ", ("甲", "乙"), " [甲, 乙] "),
        (" []", ("甲",), " [甲]"),
        (" ~ # 无", ("甲",), " [甲] # 无"),
    ],
)
def test_lists(before: str, leads: tuple[str, ...], after: str) -> None:
    body = "tasks:\n  - id: 1\n    title: 甲\n    lead:{}\n    status: todo\n"
    assert edited(HEAD + body.format(before), lead=leads) == HEAD + body.format(after)


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ("- due: 2020-06-30\n    id: 1", {"due": None}, "- id: 1"),
        ("- due: 2020-06-30 # 限\n    id: 1", {"due": None}, "-  # 限\n    id: 1"),
        ("- id: 1\n    due: 2020-06-30 # 限", {"due": None}, "- id: 1\n    # 限"),
        ("- id: 1\n    group: |\n      甲\n\n    due:", {"group": None}, "- id: 1\n\n    due:"),
        ("- id: 1\n    lead:\n    - 甲\n    # 注\n    - 乙", {"lead": ()}, "- id: 1"),
        ("- id: 1\n    due:", {"due": date(2020, 6, 30)}, "- id: 1\n    due: 2020-06-30"),
        ("- id: 1\n    due: null", {"due": date(2020, 6, 30)}, "- id: 1\n    due: 2020-06-30"),
    ],
)
def test_keys_in_block_style(before: str, fields: dict[str, Any], after: str) -> None:
    body = "tasks:\n  {}\n    title: 甲\n    status: todo\n"
    assert edited(HEAD + body.format(before), **fields) == HEAD + body.format(after)


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        ("{due: 2020-06-30, id: 1, ", {"due": None}, "{id: 1, "),
        ("{id: 1, lead: [甲], ", {"lead": ()}, "{id: 1, "),
        ("{id: 1,\n   percent: 5, # 五\n   ", {"percent": None}, "{id: 1,\n   # 五\n   "),
        ("{id: 1, ", {"section": "一"}, "{id: 1, "),
        ("{id: 1, due: , ", {"due": date(2020, 6, 30)}, "{id: 1, due: 2020-06-30 , "),
        ("{id: 1, due, ", {"due": date(2020, 6, 30)}, "{id: 1, due: 2020-06-30, "),
    ],
)
def test_keys_in_flow_style(before: str, fields: dict[str, Any], after: str) -> None:
    body = "tasks:\n- {}title: 甲{}, status: todo}}\n"
    added = ", section: 一" if "section" in fields else ""
    assert edited(HEAD + body.format(before, ""), **fields) == HEAD + body.format(after, added)


def test_the_last_key_of_a_flow_task_goes_with_its_comma() -> None:
    text = HEAD + "tasks: [{id: 1, title: 甲, status: todo, percent: 5}]\n"
    assert edited(text, percent=None) == text.replace(", percent: 5", "")


def test_a_record_is_changed_in_place() -> None:
    text = HEAD + TASK + "    records:\n      - date: 2020-05-01  # 日\n        note: 好\n"
    record = Record(date(2020, 5, 2), by="甲", note="好")
    assert edited(text, records=(record,)) == text.replace("05-01", "05-02").replace(
        "# 日\n", "# 日\n        by: 甲\n"
    )


def test_a_record_of_the_users_own_keys() -> None:
    record = Record(date(2020, 5, 1), extra=(("x-from", "电话: 办"),))
    text = HEAD + TASK
    assert edited(text, records=(record,)) == (
        f'{text}    records:\n      - {{date: 2020-05-01, x-from: "电话: 办"}}\n'
    )


def test_several_tasks_at_once() -> None:
    text = (
        HEAD
        + "tasks:\n"
        + "".join(f"- id: {number}\n  title: 甲\n  status: todo\n" for number in range(1, 5))
    )
    document = read(text)
    assert document.plan is not None
    tasks = tuple(task._replace(status="done", records=(DONE,)) for task in document.plan.tasks)
    assert rewrite(document, document.plan._replace(tasks=tasks)) == text.replace(
        "status: todo\n", f"status: done\n  records:\n    - {LINE}\n"
    )


def test_no_change_is_the_same_text() -> None:
    document = read(HEAD + TASK)
    assert document.plan is not None
    assert rewrite(document, document.plan) == HEAD + TASK


def test_what_cannot_be_written_is_refused() -> None:
    document = read(HEAD + TASK)
    plan = document.plan
    assert plan is not None
    wanted = [
        plan._replace(title="别的"),
        plan._replace(tasks=plan.tasks * 2),
        changed(document, extra=()),
        changed(document, lead=("", "~", " "), title="~"),
    ]
    for each in wanted[:3]:
        with pytest.raises(FileError, match="什么也没有写入"):
            rewrite(document, each)
    assert read(rewrite(document, wanted[3])).plan == wanted[3]


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(RequestError, match=r"U\+DCE7"):
        edited(HEAD + TASK, title="甲\udce7")


def test_a_value_that_does_not_read_back_is_refused() -> None:
    with pytest.raises(FileError, match="什么也没有写入"):
        edited(HEAD + TASK, percent=101)


# -- random layouts, random updates ----------------------------------------------------------

WORDS = st.sampled_from(
    ["甲", "乙", "no", "a: b", "10:30", "第 #1 期", "it's", "", "1e3", "甲\n乙"]
)
DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))
STATUS = st.sampled_from(["todo", "doing", "blocked", "done", "closed", "dropped"])


class Pen:
    """Writes YAML in a hand of its own: every choice of layout is drawn."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        self.width = draw(st.integers(1, 4))
        self.dash = draw(st.integers(0, 4))
        self.gap = draw(st.sampled_from([" ", "  ", "   "]))

    def chance(self, percent: int) -> bool:
        return self.draw(st.integers(1, 100)) <= percent

    def scalar(self, value: str, flow: bool) -> str:
        style = self.draw(st.sampled_from(["", "", "'", '"']))
        return respell(value, style, flow)

    def flow(self, value: Value, indent: int) -> str:
        """One value in flow style, now and then over lines."""
        if not isinstance(value, list | dict):
            return self.scalar(value, True)
        if isinstance(value, list):
            items, marks = [self.flow(item, indent + 1) for item in value], "[]"
        else:
            pairs = value.items()
            items = [f"{self.key(key)}: {self.flow(item, indent + 1)}" for key, item in pairs]
            marks = "{}"
        gap = f"{self.remark()}\n{' ' * (indent + 1)}" if self.chance(15) else ""
        comma = "," * (bool(items) and self.chance(15))
        return marks[0] + gap + f", {gap}".join(items) + comma + gap + marks[1]

    def key(self, key: str) -> str:
        return f'"{key}"' if self.chance(10) else key

    def remark(self) -> str:
        return self.draw(st.sampled_from(["", "", "", " # 注: - a", "   #"]))

    def between(self, indent: int) -> str:
        """What may stand between two lines."""
        return self.draw(st.sampled_from([""] * 6 + ["\n", " " * indent + "# 注\n", "#\n\n"]))

    def entry(self, key: str, value: Value, indent: int) -> str:
        """`key: value` and all that follows on its lines."""
        head = self.key(key) + ":"
        if isinstance(value, list | dict) and value and not self.chance(30):
            inner = indent + (self.dash if isinstance(value, list) else self.width)
            return f"{head}{self.remark()}\n{self.block(value, inner)}"
        if isinstance(value, str) and value and "\n" not in value and self.chance(10):
            pad = " " * (indent + self.width)
            mark = self.draw(st.sampled_from(["|-", ">-"]))
            return f"{head} {mark}{self.remark()}\n{pad}{value}\n"
        if value == [] and self.chance(60):
            return head + self.draw(st.sampled_from(["", " ~", " null", " [ ]"])) + "\n"
        text = self.scalar(value, False) if isinstance(value, str) else self.flow(value, indent)
        return f"{head} {text}{self.remark()}\n"

    def block(self, value: Value, indent: int) -> str:
        """Lines of a list or mapping, each behind `indent` blanks."""
        pad = " " * indent
        if isinstance(value, dict):
            lines = [pad + self.entry(key, item, indent) for key, item in value.items()]
        else:
            lines = [f"{pad}-{self.item(item, indent)}" for item in value]
        return "".join(self.between(indent) + line for line in lines)

    def item(self, value: Value, indent: int) -> str:
        inner = indent + 1 + len(self.gap)
        if isinstance(value, str):
            return f"{self.gap}{self.scalar(value, False)}{self.remark()}\n"
        if not isinstance(value, dict) or self.chance(25):
            return f"{self.gap}{self.flow(value, inner)}{self.remark()}\n"
        lines = [self.entry(key, item, inner) for key, item in value.items()]
        return self.gap + "".join(
            (self.between(inner) + " " * inner if number else "") + line
            for number, line in enumerate(lines)
        )


def drawn_task(draw: DrawFn, number: int) -> dict[str, Value]:
    words = st.lists(st.sampled_from(["甲", "乙", "a: b"]), max_size=3)
    measures = st.lists(st.sampled_from(["todo", "done", ""]), max_size=2)
    choices: dict[str, st.SearchStrategy[Any]] = {
        "section": WORDS,
        "lead": words,
        "due": DAYS.map(str),
        "due_text": WORDS,
        "percent": st.integers(0, 100).map(str),
        "measures": measures.map(
            lambda each: [{"text": "一。"} | ({"status": one} if one else {}) for one in each]
        ),
        "records": st.lists(
            st.fixed_dictionaries({"date": DAYS.map(str)}, optional={"note": WORDS}), max_size=2
        ),
        "x-own": WORDS,
    }
    task: dict[str, Value] = {"id": str(number), "title": "题", "status": draw(STATUS)}
    for key in draw(st.lists(st.sampled_from(sorted(choices)), unique=True)):
        task[key] = draw(choices[key])
    return {key: task[key] for key in draw(st.permutations(sorted(task)))}


@st.composite
def plan_texts(draw: DrawFn) -> str:
    """A plan file in a random layout."""
    pen = Pen(draw)
    tasks = [drawn_task(draw, number) for number in range(1, draw(st.integers(1, 3)) + 1)]
    content: Value = {
        "schema": "1",
        "plan": {"title": "要点", "year": "2020"},
        "tasks": list(tasks),
    }
    text = draw(st.sampled_from(["", "---\n", "# 计划\n"])) + pen.block(content, 0)
    text += draw(st.sampled_from(["", "\n\n", "# 完\n", "...\n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    bom = draw(st.sampled_from(["", "\ufeff"]))
    return bom + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


@st.composite
def updates(draw: DrawFn, task: Task) -> Task:
    """The task with some of its fields changed."""
    record = st.builds(
        lambda day, status, note: Record(day, status=status, by="甲", note=note),
        *(DAYS, STATUS, st.none() | WORDS),
    )
    names = st.lists(st.sampled_from(["甲", "乙", "丙", "a: b"]), min_size=1, max_size=4).map(tuple)
    choices: dict[str, st.SearchStrategy[Any]] = {
        "status": STATUS,
        "records": st.lists(record, min_size=1, max_size=2).map(lambda new: (*task.records, *new)),
        "title": WORDS.filter(bool),
        "section": st.none() | WORDS,
        "lead": names,
        "support": names,
        "due": st.none() | DAYS,
        "percent": st.none() | st.integers(0, 100),
        "measures": st.just(tuple(each._replace(status="done") for each in task.measures)),
    }
    keys = draw(st.lists(st.sampled_from(sorted(choices)), unique=True, min_size=1))
    return task._replace(**{key: draw(choices[key]) for key in keys})


def assert_only_the_change(text: str, data: st.DataObject) -> None:
    document = read(text)
    assert document.plan is not None
    index = data.draw(st.integers(0, len(document.plan.tasks) - 1))
    task = data.draw(updates(document.plan.tasks[index]))
    wanted = changed(document, index, **task._asdict())
    result = rewrite(document, wanted)
    assert read(result).plan == wanted
    assert comments(result) == comments(text)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    assert set(BREAK.findall(result)) <= set(BREAK.findall(text)) or "\n" not in text


def comments(text: str) -> list[str]:
    """The comments that the random layouts hold."""
    return re.findall(r"# 注: - a|# 注|# 计划|# 完|#(?=[\r\n]|$)", text)


BREAK = re.compile("\r\n|\r|\n")


@settings(
    max_examples=150,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(plan_texts(), st.data())
def test_any_layout_any_update(text: str, data: st.DataObject) -> None:
    assert_only_the_change(text, data)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan_texts(), st.data())
def test_any_layout_any_update_at_length(text: str, data: st.DataObject) -> None:
    assert_only_the_change(text, data)
