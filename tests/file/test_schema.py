"""Tree → plan: every layout that a person may write."""

from datetime import date

import pytest

from fjkx.file.check import check
from fjkx.file.schema import Document, entry, node_at, parse
from fjkx.file.tree import Mapping, Scalar
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
BLOCK = LAYOUTS["block"]


def without_no_lead(text: str) -> Plan:
    """The plan of a text in which nothing is wrong but that the last task has no lead."""
    document = parse(text)
    assert [finding.code for finding in check(document)] == ["no-lead"]
    assert document.plan is not None
    return document.plan


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("bom", ["", "\ufeff"], ids=["", "bom"])
def test_one_plan_in_many_layouts(text: str, line_end: str, bom: str) -> None:
    plan = without_no_lead(bom + text.replace("\n", line_end))
    assert plan._replace(extra=()) == FULL._replace(extra=())
    assert sorted(plan.extra) == sorted(FULL.extra)


def test_no_final_newline() -> None:
    assert without_no_lead(BLOCK.rstrip("\n")) == FULL


@pytest.mark.parametrize(
    "value", ["no", "1:20", "0x10", "2020-02-31", "1e3", ".5", "=", "'~'", '""']
)
def test_the_schema_not_yaml_decides_what_a_value_is(value: str) -> None:
    task = f"- {{id: 1, title: t, status: todo, lead: [办公室], due_text: {value}}}\n"
    if ":" in value:
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


# -- nodes ----------------------------------------------------------------------------------


def scalar_at(document: Document, *path: str | int) -> str:
    node = node_at(document.root, *path)
    assert isinstance(node, Scalar)
    return document.text[node.start : node.end]


def test_node_at_follows_keys_and_positions() -> None:
    document = parse(BLOCK)
    assert scalar_at(document, "tasks", 0, "records", 0, "note") == '"10:30 已办"'
    assert scalar_at(document, "units", 1, "aliases", 1) == "学会处"
    assert scalar_at(document, "tasks", 1, "id") == "二-3"
    assert node_at(document.root) is document.root


@pytest.mark.parametrize(
    "path", [("foo",), ("tasks", 2), ("tasks", "id"), ("plan", 0), ("plan", "title", 0)]
)
def test_node_at_is_none_where_nothing_is(path: tuple[str | int, ...]) -> None:
    assert node_at(parse(BLOCK).root, *path) is None


def test_entry_is_the_first_of_several() -> None:
    document = parse("a: 1\na: 2\n")
    assert isinstance(document.root, Mapping)
    found = entry(document.root, "a")
    assert found is not None
    assert found[1] == Scalar(3, 4, "1", "")
    assert entry(document.root, "b") is None
    assert entry(None, "a") is None


def test_a_document_keeps_its_text_and_has_no_plan_without_a_tree() -> None:
    assert parse("a: [\n")[:3] == ("a: [\n", None, None)
    assert parse("[]")[:3] == ("[]", None, None)
