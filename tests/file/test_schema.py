"""Tree → plan: every layout that a person may write."""

from datetime import date

import pytest

from fjkx.file.check import check
from fjkx.file.schema import parse
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit, Was
from tests.file.test_findings import HEAD
from tests.plans import text_of


def good(text: str) -> Plan:
    """The plan of a text in which nothing is wrong."""
    document = parse(text)
    assert check(document) == ()
    assert document.plan is not None
    return document.plan


# -- layouts --------------------------------------------------------------------------------

FULL = Plan(
    title="测试",
    year=2020,
    issuer="省科协",
    issued=date(2020, 4, 30),
    source="关于印发的通知",
    preamble="总体思路是: 坚持。",
    start=date(2020, 2, 1),
    due=date(2020, 11, 30),
    office="省科协办公室",
    contact="王一",
    phone="0591-1234",
    units=(Unit("办公室"), Unit("学会学术部", ("学会部", "学会处"))),
    sections=(Section("一", "甲", "本部分"), Section("二", "乙")),
    tasks=(
        Task(
            "14",
            "打造品牌",
            "doing",
            "一",
            "（一）",
            ("办公室", "学会部"),
            ("学会学术部",),
            ("张三", "李四"),
            date(2020, 6, 30),
            "6月底前",
            40,
            date(2020, 3, 1),
            Origin("2019年要点", "3"),
            (Measure("甲。", "done"), Measure("乙;")),
            (
                Record(date(2020, 5, 11), 1, "done", "办公室", note="10:30 已办"),
                Record(
                    date(2020, 5, 12),
                    None,
                    "doing",
                    ("办公室", "学会部"),
                    40,
                    date(2020, 6, 30),
                    date(2020, 5, 31),
                    None,
                    "缺人",
                    "借调",
                    2,
                    Was(lead=("办公室",), support=(), title="打造"),
                    (("x-doc", "闽科协〔2020〕1号"),),
                ),
            ),
            (("x-colour", "红"),),
        ),
        Task("二-3", "no"),
    ),
    extra=(("x-file", "1"), ("x-plan", "2")),
)
LAYOUTS = {name: text_of(name) for name in ("block", "flow", "loose")}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_one_plan_in_many_layouts(text: str, line_end: str, bom: str) -> None:
    document = parse(bom + text.replace("\n", line_end))
    assert [finding.code for finding in check(document)] == ["no-lead"]
    plan = document.plan
    assert plan is not None
    assert plan._replace(extra=()) == FULL._replace(extra=())
    assert sorted(plan.extra) == sorted(FULL.extra)


@pytest.mark.parametrize(
    "value", ["no", "1:20", "0x10", "2020-02-31", "1e3", ".5", "=", "'~'", '""']
)
def test_the_schema_not_yaml_decides_what_a_value_is(value: str) -> None:
    task = f"- id: 1\n  title: t\n  status: todo\n  lead: [办公室]\n  due_text: {value}\n"
    assert good(HEAD + task).tasks[0].due_text == value.strip("'\"")


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL"])
def test_nulls_are_absent(value: str) -> None:
    keys = ("section", "group", "support", "due", "percent", "added", "measures", "records")
    lines = "".join(f"  {key}: {value}\n" for key in keys)
    task = f"- id: 1\n  title: t\n  status: todo\n  lead: [办公室]\n{lines}"
    assert good(HEAD + task).tasks == (Task("1", "t", lead=("办公室",)),)


def test_keys_of_the_users_own_are_kept_in_words() -> None:
    task = """\
- id: 1
  title: t
  status: todo
  lead: [办公室]
  x-a: 红
  x-b: [甲, 乙]
  x-c: {丙: 1, 丁: [2, 3]}
  x-d:
"""
    assert good(HEAD + task).tasks[0].extra == (
        ("x-a", "红"),
        ("x-b", "甲、乙"),
        ("x-c", "丙: 1、丁: 2、3"),
        ("x-d", ""),
    )


@pytest.mark.parametrize("tasks", ["[]", "", "~"])
def test_a_plan_may_have_no_tasks_yet(tasks: str) -> None:
    text = f"schema: 1\nplan: {{title: 测试, year: 2020}}\ntasks: {tasks}\n"
    assert good(text) == Plan("测试", 2020)
