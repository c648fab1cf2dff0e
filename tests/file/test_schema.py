"""Tree → plan: every layout that a person may write, and every structural finding."""

from datetime import date
from textwrap import indent

import pytest

from fjkx.file.check import check
from fjkx.file.schema import Document, entry, node_at, parse
from fjkx.file.tree import Mapping, Scalar
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit, Was

HEAD = """\
schema: 1
plan: {title: 测试, year: 2020}
units:
  - name: 办公室
  - name: 学会学术部
    aliases: [学会部]
sections:
  - {id: 一, title: 甲}
tasks:
"""
HEAD_LINES = HEAD.count("\n")


def good(text: str) -> Plan:
    """The plan of a text in which nothing is wrong."""
    document = parse(text)
    assert check(document) == ()
    assert document.plan is not None
    return document.plan


def findings(text: str, skipped: int = 0) -> list[str]:
    """Every finding as `line:column: severity: message [code]`, lines less `skipped`."""
    return [
        f"{f.line - skipped}:{f.column}: {f.severity}: {f.message} [{f.code}]"
        for f in check(parse(text))
    ]


def in_tasks(tasks: str) -> list[str]:
    """The findings of a plan with these tasks; lines count from the first task."""
    return findings(HEAD + tasks, HEAD_LINES)


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

BLOCK = """\
schema: 1
plan:
  title: 测试
  year: 2020
  issuer: 省科协
  issued: 2020-04-30
  source: 关于印发的通知
  preamble: '总体思路是: 坚持。'
  start: 2020-02-01
  due: 2020-11-30
  office: 省科协办公室
  contact: 王一
  phone: 0591-1234
  x-plan: 2
units:
  - name: 办公室
  - name: 学会学术部
    aliases:
      - 学会部
      - 学会处
sections:
  - id: 一
    title: 甲
    text: 本部分
  - id: 二
    title: 乙
tasks:
  - id: 14
    title: 打造品牌
    section: 一
    group: （一）
    lead: [办公室, 学会部]
    support: [学会学术部]
    leaders: [张三, 李四]
    status: doing
    due: 2020-06-30
    due_text: 6月底前
    percent: 40
    added: 2020-03-01
    origin: {plan: 2019年要点, id: 3, x-note: 续}
    measures:
      - text: 甲。
        status: done
      - text: 乙;
        status: todo
    records:
      - {date: 2020-05-11, measure: 1, status: done, by: 办公室, note: "10:30 已办"}
      - {date: 2020-05-12, status: doing, percent: 40, due: 2020-06-30, due_was: 2020-05-31,
         by: [办公室, 学会部], chased: 2, was: {lead: [办公室], support: [], title: 打造},
         problem: 缺人, next: 借调, x-doc: 闽科协〔2020〕1号}
    x-colour: 红
  - id: 二-3
    title: no
    status: todo
x-file: 1
"""

FLOW = """\
{schema: "1", x-file: '1', plan: {title: "测试", year: '2020', issuer: 省科协,
issued: "2020-04-30", source: 关于印发的通知, preamble: "总体思路是: 坚持。", start: '2020-02-01',
due: 2020-11-30, office: 省科协办公室, contact: "王一", phone: '0591-1234',
x-plan: 2}, units: [{name: 办公室, aliases: []}, {aliases: ['学会部', 学会处],
name: "学会学术部"}], sections: [{title: 甲, id: 一, text: 本部分}, {id: "二", title: 乙}],
tasks: [{id: "14", title: 打造品牌, section: 一, group: （一）, lead: [办公室, "学会部"],
support: [学会学术部], leaders: [张三, 李四], status: "doing", due: 2020-06-30,
due_text: 6月底前, percent: '40', added: 2020-03-01, origin: {"id": "3",
"plan": 2019年要点}, measures: [{text: 甲。, status: done},
{text: 乙;}], records: [{date: 2020-05-11, measure: 1, status: done, by: 办公室,
note: '10:30 已办'}, {date: 2020-05-12, status: doing, percent: 40, due: 2020-06-30,
due_was: 2020-05-31, "by": ["办公室", 学会部], chased: '2', was: {title: 打造, support: [],
lead: [办公室]}, problem: 缺人, next: 借调, x-doc: 闽科协〔2020〕1号}], x-colour: 红},
{id: 二-3, title: no, status: todo}]}"""

LOOSE = """\
--- # 开头
# 注
schema:   1   # 版本

plan:
        title:   测试  # 标题
        year:    2020
        issuer:  省科协
        issued:  2020-04-30
        source: |-
                关于印发的通知
        preamble: >-
                总体思路是:
                坚持。
        start:   2020-02-01
        due:     2020-11-30
        phone:   0591-1234
        office:  省科协办公室
        contact: 王一 # 综合处
        x-plan:  2
units:
- name: 办公室
  aliases:
- aliases:
  - 学会部
# 注
  - 学会处
  name: 学会学术部
sections:
-   title: 甲
    id: 一
    text: 本部分
-
    id: 二
    title: 乙
    text: ~
tasks:
-
  x-colour: 红
  status: doing
  title: 打造品牌
  id: '14'
  section: 一
  group: （一）
  lead:
  - 办公室
  - 学会部
  support: [学会学术部,]
  leaders: [
    张三,   # 主席
    李四,
  ]
  due: 2020-06-30
  due_text: 6月底前
  percent: 40
  added: 2020-03-01
  origin:
    plan: 2019年要点
    id: 3
  measures:
  - text: 甲。
    status: done
  - {text: 乙;, status: }
  records:
  - date: 2020-05-11
    measure: 1
    status: done
    by: 办公室
    percent: null
    note: 10:30 已办
  - date: 2020-05-12
    status: doing
    percent: 40
    due: 2020-06-30
    due_was: 2020-05-31
    note:
    by:
    - 办公室
    - 学会部 # 一起报
    problem: 缺人
    next: 借调
    chased: 2
    was:
      support: []
      lead: [办公室]
      title: 打造
    x-doc: 闽科协〔2020〕1号

- {id: 二-3, title: no, status: todo, lead: , section: ~, due: null, measures: [], records: }
x-file: 1
...
"""


def without_no_lead(text: str) -> Plan:
    """The plan of a text in which nothing is wrong but that the last task has no lead."""
    document = parse(text)
    assert [finding.code for finding in check(document)] == ["no-lead"]
    assert document.plan is not None
    return document.plan


@pytest.mark.parametrize("text", [BLOCK, FLOW, LOOSE], ids=["block", "flow", "loose"])
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


# -- findings: the file as a whole ----------------------------------------------------------

NO_PLAN = "1:1: error: 不是计划文件：最外层应有 schema、plan、tasks [not-a-plan]"


@pytest.mark.parametrize("text", ["", "\ufeff", "# c\n", "[]", "x", "- schema: 1\n", "---\n"])
def test_not_a_plan(text: str) -> None:
    assert findings(text) == [NO_PLAN]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# c\nfoo: 1\n",
            [
                "2:1: error: 计划文件缺少 plan [missing-key]",
                "2:1: error: 计划文件缺少 schema [missing-key]",
                "2:1: error: 计划文件缺少 tasks [missing-key]",
                "2:1: warning: 计划文件里不认识的键“foo”；自用的键请以 x- 开头 [unknown-key]",
            ],
        ),
        (
            "schema: 2\nplan: {title: x, year: 2020}\ntask: []\n",
            [
                "1:1: error: 计划文件缺少 tasks [missing-key]",
                "1:9: error: schema 是 2，这个版本的 fjkx 只认识 1 [schema]",
                "3:1: warning: 计划文件里不认识的键“task”；你是不是要写 tasks？ [unknown-key]",
            ],
        ),
        (
            "schema: [1]\nplan:\ntasks: x\n",
            [
                "1:9: error: 这里应是一段文字，不是列表或映射 [type]",
                "2:6: error: plan 是空的，请填写或删去 [type]",
                "3:8: error: 这里应是列表，每项以“- ”开头 [type]",
            ],
        ),
        (
            "schema: 1\nplan: []\ntasks: {}\n",
            [
                "2:7: error: plan 应写成“键: 值” [type]",
                "3:8: error: 这里应是列表，每项以“- ”开头 [type]",
            ],
        ),
        (
            "schema: 1\nplan: {title: , year: ~, Issued: 2020-04-30}\ntasks: []\n",
            [
                "2:14: error: plan 的 title 是空的，请填写 [missing-key]",
                "2:23: error: plan 的 year 是空的，请填写 [missing-key]",
                "2:26: warning: plan 里不认识的键“Issued”；你是不是要写 issued？ [unknown-key]",
            ],
        ),
        (
            "schema: 1\nplan: {title: x, year: 二〇二〇, issued: 2020-02-30, due: 2020年}\n"
            "tasks: []\n",
            [
                "2:24: error: 年份应是四位数，不是“二〇二〇” [number]",
                "2:38: error: 没有 2020-02-30 这一天 [date]",
                "2:55: error: 日期“2020年”应写成 2020-09-30 的样子 [date]",
            ],
        ),
        (
            "schema: 1\nplan: {title: x, year: 2020}\nunits:\n  - 办公室\n  - aliases: [甲]\n"
            "  - {name: 乙, alias: [丙]}\n  -\nsections:\n  - {id: 一}\n  - [二]\ntasks: []\n",
            [
                "4:5: error: 单位应写成“键: 值” [type]",
                "5:5: error: 单位缺少 name [missing-key]",
                "6:15: warning: 单位里不认识的键“alias”；你是不是要写 aliases？ [unknown-key]",
                "7:4: error: 单位是空的，请填写或删去 [type]",
                "9:5: error: 部分缺少 title [missing-key]",
                "10:5: error: 部分应写成“键: 值” [type]",
            ],
        ),
        (
            "units：\n  - name：x\n",
            [
                "1:1: error: 计划文件缺少 plan [missing-key]",
                "1:1: error: 计划文件缺少 schema [missing-key]",
                "1:1: error: 计划文件缺少 tasks [missing-key]",
                "1:6: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
                "2:9: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
            ],
        ),
    ],
)
def test_findings_outside_tasks(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


# -- findings: tasks ------------------------------------------------------------------------

KNOWN = "todo(未启动)、doing(推进中)、blocked(受阻)、done(已办结)、closed(已销号)、dropped(已取消)"
BASE = "- id: 1\n  title: t\n  status: todo\n  lead: [办公室]\n"


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (
            "- lead: [办公室]\n",
            [
                "1:3: error: 任务缺少 id [missing-key]",
                "1:3: error: 任务缺少 status [missing-key]",
                "1:3: error: 任务缺少 title [missing-key]",
            ],
        ),
        (
            "- id:\n  title: ''\n  status: ~\n  lead: [办公室]\n",
            [
                "1:6: error: 任务的 id 是空的，请填写 [missing-key]",
                "2:10: error: 任务的 title 是空的，请填写 [missing-key]",
                "3:11: error: 任务的 status 是空的，请填写 [missing-key]",
            ],
        ),
        (
            "  id: 1\n  title: t\n  status: todo\n",
            ["1:3: error: 这里应是列表，每项以“- ”开头 [type]"],
        ),
        (
            "- 加强理论学习\n- [x]\n-\n",
            [
                "1:3: error: 任务应写成“键: 值” [type]",
                "2:3: error: 任务应写成“键: 值” [type]",
                "3:2: error: 任务是空的，请填写或删去 [type]",
            ],
        ),
        (
            "- id: [1]\n  title:\n    - t\n  status: todo\n  lead: [办公室]\n",
            [
                "1:7: error: 这里应是一段文字，不是列表或映射 [type]",
                "3:5: error: 这里应是一段文字，不是列表或映射 [type]",
            ],
        ),
        (
            BASE + "  titel: a\n  Due: b\n  标题: c\n  '': d\n",
            [
                "5:3: warning: 任务里不认识的键“titel”；你是不是要写 title？ [unknown-key]",
                "6:3: warning: 任务里不认识的键“Due”；你是不是要写 due？ [unknown-key]",
                "7:3: warning: 任务里不认识的键“标题”；自用的键请以 x- 开头 [unknown-key]",
                "8:3: warning: 任务里不认识的键“”；自用的键请以 x- 开头 [unknown-key]",
            ],
        ),
        (
            BASE + "  title: a\n  id: b\n",
            [
                "5:3: error: 键“title”重复，只能写一次 [duplicate-key]",
                "6:3: error: 键“id”重复，只能写一次 [duplicate-key]",
            ],
        ),
        (
            BASE + "  title: u\n  group: g\n  status: done\n  lead: [办公室]\n",
            ["5:3: error: 上面缺少“- id: …”一行：从这里起的键与上一项任务的重复 [duplicate-key]"],
        ),
        (
            BASE + "  title: u\n  group: g\n  title: v\n",
            [f"{n}:3: error: 键“title”重复，只能写一次 [duplicate-key]" for n in (5, 7)],
        ),
        (
            "- id: 1\n  title: t\n  status: 已办结\n  lead: [办公室]\n",
            ["3:11: warning: 状态“已办结”已按 done 读取，建议写成 done [status-word]"],
        ),
        (
            "- id: 1\n  title: t\n  status: Doing\n  lead: [办公室]\n",
            ["3:11: error: 状态“Doing”应写成 doing [status]"],
        ),
        (
            "- id: 1\n  title: t\n  status: 快了\n  lead: [办公室]\n",
            [f"3:11: error: 状态“快了”不认识，可写：{KNOWN} [status]"],
        ),
        (
            BASE + "  due: 6月底前\n  added: 2020/1/2\n",
            [
                "5:8: error: 日期“6月底前”应写成 2020-09-30 的样子；原文措辞写在 due_text [date]",
                "6:10: error: 日期“2020/1/2”应写成 2020-01-02 [date]",
            ],
        ),
        (
            BASE + "  due: 2020年6月30日\n  added: ２０２０-０６-３０\n",
            [
                "5:8: error: 日期“2020年6月30日”应写成 2020-06-30 [date]",
                "6:10: error: 日期“２０２０-０６-３０”应写成 2020-06-30 [date]",
            ],
        ),
        (
            BASE + "  due: 2020年6月底\n  added: 6月底\n",
            [
                "5:8: error: 日期“2020年6月底”应写成 2020-09-30 的样子；"
                "原文措辞写在 due_text [date]",
                "6:10: error: 日期“6月底”应写成 2020-09-30 的样子 [date]",
            ],
        ),
        (BASE + "  due: [6月]\n", ["5:8: error: 这里应是一段文字，不是列表或映射 [type]"]),
        (
            "- id: 1\n  title: #加强\n  status: todo\n  lead: [办公室]\n",
            [
                "2:9: error: 任务的 title 是空的，请填写；"
                "“#”后面的是注释；若是文字，请给它加引号 [missing-key]"
            ],
        ),
        (BASE + "  due: 2021-02-29\n", ["5:8: error: 没有 2021-02-29 这一天 [date]"]),
        (BASE + "  due: 0000-01-01\n", ["5:8: error: 没有 0000-01-01 这一天 [date]"]),
        (
            BASE + "  percent: 50%\n",
            ["5:12: error: 百分数应是 0 到 100 的整数，不是“50%” [number]"],
        ),
        (
            BASE + "  percent: 101\n",
            ["5:12: error: 百分数应是 0 到 100 的整数，不是“101” [number]"],
        ),
        (
            BASE + "  percent: ５０\n",
            ["5:12: error: 百分数应是 0 到 100 的整数，不是“５０” [number]"],
        ),
        (
            BASE + "  measures: 甲。\n  records: {date: 2020-05-11}\n",
            [
                "5:13: error: 这里应是列表，每项以“- ”开头 [type]",
                "6:12: error: 这里应是列表，每项以“- ”开头 [type]",
            ],
        ),
        (
            BASE
            + "  measures:\n    - 甲。\n    - {text: 乙。, status: doing}\n    - status: todo\n"
            "    - text:\n    - {text: 丙。, note: 1}\n",
            [
                "6:7: error: 举措应写成“键: 值” [type]",
                "7:26: error: 状态“doing”不认识，可写：todo(未启动)、done(已办结) [status]",
                "8:7: error: 举措缺少 text [missing-key]",
                "9:12: error: 举措的 text 是空的，请填写 [missing-key]",
                "10:18: warning: 举措里不认识的键“note”；自用的键请以 x- 开头 [unknown-key]",
            ],
        ),
        (
            BASE + "  records:\n    - 2020-05-11\n    - {note: 学习班}\n"
            "    - {date: 2020-05-32, measure: 0, status: 完成了, percent: x, due: x}\n",
            [
                "6:7: error: 进展记录应写成“键: 值” [type]",
                "7:7: error: 进展记录缺少 date [missing-key]",
                "8:14: error: 没有 2020-05-32 这一天 [date]",
                "8:35: error: 举措序号应是从 1 起的整数，不是“0” [number]",
                f"8:46: error: 状态“完成了”不认识，可写：{KNOWN} [status]",
                "8:60: error: 百分数应是 0 到 100 的整数，不是“x” [number]",
                "8:68: error: 日期“x”应写成 2020-09-30 的样子 [date]",
            ],
        ),
    ],
)
def test_findings_in_tasks(tasks: str, expected: list[str]) -> None:
    assert in_tasks(tasks) == expected


@pytest.mark.parametrize(
    ("dash", "wrong"),
    [
        ("-", "“-”后面要空一格(半角空格) [tight-dash]"),
        ("－", "全角“－”应写成半角“-”，后面空一格 [full-width]"),
    ],
)
def test_a_list_whose_dashes_no_space_follows(dash: str, wrong: str) -> None:
    task = "- id: 1\n  title: t\n  status: todo\n  lead: [办公室]\n  measures:\n"
    assert in_tasks(f"{task}    {dash}text: 甲。\n    {dash}text: 乙。\n") == [
        f"6:5: error: {wrong}",
        f"7:5: error: {wrong}",
    ]
    # The file cannot be read; with the dash mended the rest is checked too.
    assert in_tasks(f"{task}  {dash}text: 甲。\n    status: done\n- id: 2\n  title: t\n") == [
        f"6:3: error: {wrong}",
        "8:3: error: 任务缺少 status [missing-key]",
        "8:3: warning: 第 2 项没有牵头单位 [no-lead]",
    ]


def split(place: str, tail: str) -> str:
    return f"{place}: error: “{tail}”被逗号断开了，请给整句加引号 [split-text]"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("{date: 2020-05-11, note: 一,二}", [split("6:34", "二")]),
        ("{date: 2020-05-11, note: 一, 二，三}", [split("6:35", "二，三")]),
        ("{date: 2020-05-11, note: 一,二,三}", [split("6:34", "二"), split("6:36", "三")]),
        ("{date: 2020-05-11, note: 一,二, by: 办公室}", [split("6:34", "二")]),
        ("{date: 2020-05-11, note: '一,二'}", []),
        ("{date: 2020-05-11, note: 一，二}", []),
        ("{date: 2020-05-11, x-note: }", []),
    ],
)
def test_a_text_that_a_comma_splits(record: str, expected: list[str]) -> None:
    assert in_tasks(f"{BASE}  records:\n    - {record}\n") == expected


def test_a_title_that_a_comma_splits() -> None:
    assert in_tasks("- {id: 1, title: 一,二, status: todo, lead: [办公室]}\n") == [
        split("1:20", "二")
    ]


def test_the_line_of_tasks_is_gone() -> None:
    text = HEAD.removesuffix("tasks:\n") + indent(BASE + BASE, "  ")
    line = HEAD_LINES
    assert findings(text) == [f"{line}:5: error: 上面缺少“tasks:”一行 [missing-key]"]
    units = text.replace("sections:\n  - {id: 一, title: 甲}\n", "")
    assert findings(units) == [f"{line - 2}:5: error: 上面缺少“tasks:”一行 [missing-key]"]


# -- findings: lists of names, full-width characters ----------------------------------------


def lead(value: str) -> list[str]:
    return in_tasks(f"- id: 1\n  title: t\n  status: todo\n  lead:{value}\n")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" 办公室", ["4:9: error: 这里应是列表，请写成 [办公室] [list-as-text]"]),
        (
            " 办公室、学会部",
            ["4:9: error: 这里应是列表，请写成 [办公室, 学会部] [list-as-text]"],
        ),
        (
            " '办公室，学会部;学会学术部'",
            [
                "4:9: error: 这里应是列表，请写成 [办公室, 学会部, 学会学术部] [list-as-text]",
            ],
        ),
        (
            " [办公室、学会部]",
            ["4:10: error: 列表各项用半角逗号分隔，请写成 [办公室, 学会部] [list-as-text]"],
        ),
        (
            " ['办公室、学会部']",
            ["4:10: error: 列表各项用半角逗号分隔，请写成 [办公室, 学会部] [list-as-text]"],
        ),
        (
            "\n  - 办公室、学会部\n",
            ["5:5: error: 列表各项用半角逗号分隔，请写成 [办公室, 学会部] [list-as-text]"],
        ),
        (
            " [办公室，学会部]",
            ["4:13: error: 全角“，”应写成半角“,” [full-width]"],
        ),
        (
            " 【办公室，学会部】",
            [
                "4:9: error: 全角“【”应写成半角“[” [full-width]",
                "4:13: error: 全角“，”应写成半角“,” [full-width]",
                "4:17: error: 全角“】”应写成半角“]” [full-width]",
            ],
        ),
        (
            " [各县（市、区）]",
            [
                "4:10: error: 单位“各县（市、区）”没有在 units 里声明；"
                "若是新单位，请加到 units 里 [undeclared-unit]"
            ],
        ),
        (
            " ［办公室, 学会部]",
            ["4:9: error: 全角“［”应写成半角“[” [full-width]"],
        ),
        (
            " {办公室: 1}",
            [
                "4:9: error: 这里应是列表，如 [办公室, 院士办] [type]",
                "4:9: warning: 第 1 项没有牵头单位 [no-lead]",
            ],
        ),
        (
            " [办公室, [学会部]]",
            ["4:15: error: 这里应是一段文字，不是列表或映射 [type]"],
        ),
        (
            "\n    - 办公室\n    -\n    - ~\n",
            [
                "6:6: error: 列表里有一个空项，请删去 [type]",
                "7:7: error: 列表里有一个空项，请删去 [type]",
            ],
        ),
    ],
)
def test_lists_of_names(value: str, expected: list[str]) -> None:
    assert lead(value) == expected


@pytest.mark.parametrize(
    ("tasks", "expected"),
    [
        (
            "- id：1\n  title：t\n  status：todo\n",
            ["1:5: error: 全角“：”应写成半角“:”，后面空一格 [full-width]"],
        ),
        ("- id：1\n", ["1:5: error: 全角“：”应写成半角“:”，后面空一格 [full-width]"]),
        (
            "- {id：1，title: t}\n",
            [
                "1:6: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
                "1:8: error: 全角“，”应写成半角“,” [full-width]",
            ],
        ),
        (
            BASE + "  records:\n    - {date：2020-05-11，status：doing，note：已办}\n",
            [
                "6:12: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
                "6:23: error: 全角“，”应写成半角“,” [full-width]",
                "6:30: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
                "6:36: error: 全角“，”应写成半角“,” [full-width]",
                "6:41: error: 全角“：”应写成半角“:”，后面空一格 [full-width]",
            ],
        ),
        (
            "- id: 1\n　title: t\n  status: todo\n",
            ["2:1: error: 全角空格应改成半角空格 [full-width]"],
        ),
        (
            BASE + "\xa0\xa0due: 2020-01-01\n",
            ["5:1: error: 不换行空格(U+00A0)应改成半角空格 [full-width]"],
        ),
    ],
)
def test_full_width_characters_in_keys(tasks: str, expected: list[str]) -> None:
    assert in_tasks(tasks) == expected


def test_a_full_width_character_in_a_quoted_key_is_the_users_own() -> None:
    assert in_tasks(BASE + "  '注：': 1\n") == [
        "5:3: warning: 任务里不认识的键“注：”；自用的键请以 x- 开头 [unknown-key]"
    ]


def test_leaders_and_aliases_are_lists_too() -> None:
    assert in_tasks(BASE + "  leaders: 张三、李四\n") == [
        "5:12: error: 这里应是列表，请写成 [张三, 李四] [list-as-text]"
    ]
    text = (
        "schema: 1\nplan: {title: x, year: 2020}\nunits:\n  - {name: 甲, aliases: 乙}\ntasks: []\n"
    )
    assert findings(text) == ["4:24: error: 这里应是列表，请写成 [乙] [list-as-text]"]
