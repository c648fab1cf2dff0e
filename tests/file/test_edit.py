"""Exact bytes: each layout a hand may write through the updates there are."""

from datetime import date
from typing import Any

import pytest

from fjkx.file.edit import rewrite
from fjkx.plan.errors import FileError, RequestError
from fjkx.plan.model import Measure, Record
from tests.file.edit_layouts import DONE, DONE_LAYOUTS, HEAD, LINE, NEXT, NEXT_LINE, changed, read


def done(text: str, *records: Record) -> str:
    """The text after the first task is done, with records appended."""
    document = read(text)
    assert document.plan is not None
    history = document.plan.tasks[0].records + (records or (DONE,))
    return rewrite(document, changed(document, status="done", records=history))


def edited(text: str, index: int = 0, **fields: Any) -> str:
    document = read(text)
    return rewrite(document, changed(document, index, **fields))


@pytest.mark.parametrize(
    ("start", "end"),
    [("", "\n"), ("\ufeff", "\r\n"), ("---\n", "\r"), ("# 计划\n", "\n")],
    ids=ascii,
)
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
        ("- id: 1\n    lead:\n    - 甲\n    # 注\n    - 乙", {"lead": ()}, "- id: 1\n    # 注"),
        (
            "- due: 2020-06-30\n    percent: 5\n    id: 1",
            {"due": None, "percent": None},
            "- id: 1",
        ),
        (
            "- due: 2020-06-30 # 限\n    # 注\n    percent: 5 # 五\n    id: 1\n    group: 甲",
            {"due": None, "percent": None, "group": None},
            "- # 限\n    # 注\n     # 五\n    id: 1",
        ),
        (
            "-\n    due: 2020-06-30\n    percent: 5\n    id: 1",
            {"due": None, "percent": None},
            "-\n    id: 1",
        ),
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


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("text: 二。", "{text: 二。, status: done}"),
        ("text : '二。'  ", "{text : '二。', status: done}  "),
        ('"text":二。', '{"text":二。, status: done}'),
        ("\n      text:\n        二。,", "\n      {text:\n        二。, status: done},"),
        ("text: 二。 # 注\n    ", "{text: 二。, status: done} # 注\n    "),
        ("{text: 二。}", "{text: 二。, status: done}"),
    ],
)
def test_a_pair_in_a_flow_list_takes_a_second_in_braces(before: str, after: str) -> None:
    task = "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    measures: [text: 一。, "
    text = f"{HEAD}{task}{before}]\n"
    second = (Measure("一。"), Measure("二。", "done"))
    assert edited(text, measures=second) == f"{HEAD}{task}{after}]\n"
    both = (Measure("一。", "done"), Measure("二。", "done"))
    first = task.replace("text: 一。", "{text: 一。, status: done}")
    assert edited(text, measures=both) == f"{HEAD}{first}{after}]\n"


def test_the_last_key_of_a_flow_task_goes_with_its_comma() -> None:
    text = HEAD + "tasks: [{id: 1, title: 甲, status: todo, percent: 5}]\n"
    assert edited(text, percent=None) == text.replace(", percent: 5", "")


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        (", due: 2020-06-30, percent: 5}", {"due": None, "percent": None}, "}"),
        (", due: 2020-06-30, percent: 5,}", {"due": None, "percent": None}, ", }"),
        (", percent: 5}", {"percent": None, "records": (DONE,)}, f", records: [{LINE}]}}"),
        (", lead: [甲, 乙, 丙,]}", {"lead": ("甲",)}, ", lead: [甲, ]}"),
        (", lead: [甲, 乙, 丙]}", {"lead": ("甲",)}, ", lead: [甲]}"),
    ],
)
def test_several_out_of_a_flow_collection(before: str, fields: dict[str, Any], after: str) -> None:
    body = "tasks: [{{id: 1, title: 甲, status: todo{}]\n"
    assert edited(HEAD + body.format(before), **fields) == HEAD + body.format(after)


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
        plan._replace(extra=(("x-文号", "1"),)),
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
    with pytest.raises(FileError) as caught:
        edited(HEAD + TASK, percent=101)
    line = HEAD.count("\n") + 2
    assert str(caught.value) == (f"计划文件:{line}:5: 这里的写法没法安全地改动，什么也没有写入")
