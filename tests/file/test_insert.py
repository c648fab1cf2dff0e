"""New tasks and units: exact bytes in house style, in other layouts, in every layout there is."""

import re
from datetime import date

import pytest

from fjkx.changes.tasks import NewTask, add_task
from fjkx.changes.units import add_alias, add_unit, rename_unit
from fjkx.file.check import check
from fjkx.file.edit import rewrite
from fjkx.plan.errors import FileError
from fjkx.plan.model import Measure, Origin, Plan, Record, Task, Unit
from tests.file.edit_layouts import DONE, DONE_LAYOUTS, HEAD, LINE, read
from tests.office import SHIPPED

TODAY = date(2020, 6, 1)
NEW = Task("9", "新: 题", lead=("甲", "乙"), added=TODAY)
BLOCK = (
    'id: 9\n{0}  title: "新: 题"\n{0}  lead: [甲, 乙]\n{0}  status: todo\n{0}  added: 2020-06-01\n'
)
FLOW = '{id: 9, title: "新: 题", lead: [甲, 乙], status: todo, added: 2020-06-01}'
PLAN_HEAD = "schema: 1\nplan: {title: 要点, year: 2020}\n"


def with_task(text: str, at: int, *tasks: Task) -> str:
    """The text with new tasks at that place of the list."""
    document = read(text)
    assert document.plan is not None
    old = document.plan.tasks
    return rewrite(
        document, document.plan._replace(tasks=(*old[:at], *(tasks or (NEW,)), *old[at:]))
    )


def with_units(text: str, *units: Unit) -> str:
    document = read(text)
    assert document.plan is not None
    return rewrite(document, document.plan._replace(units=units))


# -- tasks ----------------------------------------------------------------------------------

# `@` stands for the new task in block style, its dash at column 0 or 2; `%` in flow style.
TASK_LAYOUTS = {
    "last": (
        1,
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n\n  - @",
    ),
    "between, before the comment that heads the next": (
        1,
        "tasks:\n  # 一\n  - id: 1\n    title: 甲\n    status: todo # 现\n    # 说明\n\n"
        "  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
        "tasks:\n  # 一\n  - id: 1\n    title: 甲\n    status: todo # 现\n    # 说明\n\n"
        "  - @\n  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "between, no blank line": (
        1,
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n# 二\n- id: 2\n  title: 乙\n"
        "  status: todo\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n- @# 二\n- id: 2\n  title: 乙\n"
        "  status: todo\n",
    ),
    "blank lines between sections only": (
        3,
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n- id: 2\n  title: 乙\n  status: todo\n"
        "- id: 3\n  title: 丙\n  status: todo\n\n- id: 4\n  title: 丁\n  status: todo\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n- id: 2\n  title: 乙\n  status: todo\n"
        "- id: 3\n  title: 丙\n  status: todo\n- @\n- id: 4\n  title: 丁\n  status: todo\n",
    ),
    "first, above the comment that heads the next": (
        0,
        "tasks:  # 全部\n\n  # 二\n  # 服务\n  - id: 1\n    title: 甲\n    status: todo\n",
        "tasks:  # 全部\n\n  - @\n  # 二\n  # 服务\n  - id: 1\n    title: 甲\n    status: todo\n",
    ),
    "before other keys": (
        1,
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n\n# 自用\nx-own: 1\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n\n  - @\n# 自用\nx-own: 1\n",
    ),
    "no final newline": (
        1,
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 完",
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 完\n\n  - @",
    ),
    "a comment without final newline": (
        1,
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    # 完",
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    # 完\n\n  - @",
    ),
    "document end": (
        1,
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n...\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n\n  - @...\n",
    ),
    "a block scalar that keeps its blank lines": (
        1,
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n",
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n  - @",
    ),
    "flow tasks in a block list": (
        1,
        "tasks:\n  - {id: 1, title: 甲, status: todo}  # 一\n",
        "tasks:\n  - {id: 1, title: 甲, status: todo}  # 一\n  - %\n",
    ),
    "a flow list": (
        1,
        "tasks: [{id: 1, title: 甲, status: todo}]  # 一\n",
        "tasks: [{id: 1, title: 甲, status: todo}, %]  # 一\n",
    ),
    "a flow list on lines": (
        1,
        'tasks: [\n  {"id": 1, "title": "甲", "status": "todo"},  # 一\n]\n',
        'tasks: [\n  {"id": 1, "title": "甲", "status": "todo"},  # 一\n  %,\n]\n',
    ),
    "first in a flow list on lines": (
        0,
        'tasks: [\n  {"id": 1, "title": "甲", "status": "todo"}\n]\n',
        'tasks: [\n  %,\n  {"id": 1, "title": "甲", "status": "todo"}\n]\n',
    ),
    "[]": (0, "tasks: []  # 尚无\n# 完\n", "tasks:  # 尚无\n  - @# 完\n"),
    "[] without final newline": (0, "tasks: []", "tasks:\n  - @"),
    "nothing": (0, "tasks:\nx-own: 1\n", "tasks:\n  - @x-own: 1\n"),
    "null": (0, "tasks: ~\n", "tasks:\n  - @"),
    "[] with a comment inside": (0, "tasks: [ # 尚无\n]\n", "tasks: [% # 尚无\n]\n"),
    "[] where other lists stand at column 0": (
        0,
        "sections:\n- {id: 一, title: 甲}\ntasks: []\n",
        "sections:\n- {id: 一, title: 甲}\ntasks:\n- @",
    ),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("start", ["", "\ufeff---\n"], ids=ascii)
@pytest.mark.parametrize("layout", TASK_LAYOUTS)
def test_a_new_task(layout: str, start: str, end: str) -> None:
    at, before, after = TASK_LAYOUTS[layout]
    indent = "" if "\n- @" in after else "  "
    expected = after.replace("@", BLOCK.format(indent)).replace("%", FLOW)
    if not before.endswith("\n"):
        expected = expected.rstrip("\n")
    text = (start + HEAD + before).replace("\n", end)
    assert with_task(text, at) == (start + HEAD + expected).replace("\n", end)


def test_a_file_in_flow_style() -> None:
    text = "{schema: 1, plan: {title: 要点, year: 2020}, tasks: []}"
    assert with_task(text, 0) == text.replace("[]", f"[{FLOW}]")


def test_every_field_of_a_new_task() -> None:
    task = Task(
        "二-3",
        "题",
        "doing",
        "二",
        "（一）",
        ("甲",),
        ("乙",),
        ("王一",),
        date(2020, 9, 30),
        "9月底前",
        50,
        TODAY,
        Origin("上年", "3"),
        (Measure("一: 1。"), Measure("二。", "done")),
        (DONE,),
        (("x-own", "1"),),
    )
    text = HEAD + "tasks:\n- id: 二-1\n  title: 甲\n  status: todo\n  support:\n    -   甲\n"
    assert with_task(text, 1, task) == text + (
        "\n- id: 二-3\n  title: 题\n  section: 二\n  group: （一）\n  lead: [甲]\n  support: [乙]\n"
        "  leaders: [王一]\n  status: doing\n  due: 2020-09-30\n  due_text: 9月底前\n"
        "  percent: 50\n  added: 2020-06-01\n  origin: {plan: 上年, id: 3}\n  measures:\n"
        '    - text: "一: 1。"\n      status: todo\n    - text: 二。\n      status: done\n'
        f'  records:\n    - {LINE}\n  x-own: "1"\n'
    )


def test_several_new_tasks_at_several_places_beside_other_changes() -> None:
    text = HEAD + "tasks:\n- {id: 1, title: 甲, status: todo}\n- {id: 2, title: 乙, status: todo}\n"
    document = read(text)
    assert document.plan is not None
    first, second = document.plan.tasks
    new = [Task(str(number), "新") for number in (7, 8, 9)]
    done = second._replace(status="done", records=(DONE,))
    wanted = document.plan._replace(tasks=(new[0], first, new[1], new[2], done))
    assert rewrite(document, wanted) == HEAD + (
        "tasks:\n- {id: 7, title: 新, status: todo}\n- {id: 1, title: 甲, status: todo}\n"
        "- {id: 8, title: 新, status: todo}\n- {id: 9, title: 新, status: todo}\n"
        f"- {{id: 2, title: 乙, status: done, records: [{LINE}]}}\n"
    )


def test_a_record_and_a_new_task_below_it() -> None:
    for end in ("", "\n", "\n    # 说明\n"):
        text = HEAD + "tasks:\n  - id: 1\n    title: 甲\n    status: todo" + end
        document = read(text)
        assert document.plan is not None
        done = document.plan.tasks[0]._replace(records=(DONE,))
        rest = end.lstrip("\n")
        expected = text.removesuffix(rest)
        expected = expected.rstrip("\n") + f"\n    records:\n      - {LINE}\n{rest}\n  - "
        expected += BLOCK.format("  ")
        wanted = document.plan._replace(tasks=(done, NEW))
        assert rewrite(document, wanted) == (expected if end else expected.rstrip("\n"))


@pytest.mark.parametrize("where", ["first", "last"])
@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_a_new_task_in_every_layout(layout: str, where: str) -> None:
    text = HEAD + DONE_LAYOUTS[layout][0]
    document = read(text)
    assert document.plan is not None
    result = with_task(text, 0 if where == "first" else len(document.plan.tasks))
    forms = (FLOW, *map(BLOCK.format, ("", "  ", "      ")), BLOCK.format("  ").rstrip("\n"))
    form = next(form for form in forms if form in result)
    assert result.count(form) == 1
    assert essence(result.replace(form, "")) == essence(text)


def essence(text: str) -> str:
    """The text without what joins items, or keeps the last line end of a block scalar."""
    return re.sub(r"[\s,+-]", "", text)


def test_the_shipped_plan_gets_a_task_at_the_end_of_its_section() -> None:
    text = SHIPPED.read_bytes().decode("utf-8")
    document = read(text)
    assert document.plan is not None
    new = NewTask("筹备年会", ("学会部",), section="一", text="拟定方案。报批;")
    plan = add_task(document.plan, new, TODAY).plan
    block = (
        "  - id: 27\n    title: 筹备年会\n    section: 一\n    lead: [学会学术部]\n"
        "    status: todo\n    added: 2020-06-01\n    measures:\n"
        "      - text: 拟定方案。\n        status: todo\n"
        "      - text: 报批;\n        status: todo\n\n"
    )
    heading = "  # 二、服务创新创业创造,助力决胜决战和高质量发展\n"
    result = rewrite(document, plan)
    assert result == text.replace(heading, block + heading)
    assert check(read(result)) == ()
    last = add_task(document.plan, new._replace(section="六"), TODAY).plan
    assert rewrite(document, last) == text + "\n" + block.replace("section: 一", "section: 六")[:-1]


def test_tasks_that_cannot_be_new() -> None:
    text = HEAD + "tasks:\n- {id: 1, title: 甲, status: todo}\n- {id: 2, title: 乙, status: todo}\n"
    document = read(text)
    plan = document.plan
    assert plan is not None
    first, second = plan.tasks
    for tasks in ((first, second, first), (second, first, NEW), (first, NEW, NEW)):
        with pytest.raises(FileError, match="什么也没有写入"):
            rewrite(document, plan._replace(tasks=tasks))


# -- units ----------------------------------------------------------------------------------

TASKS = "tasks:\n  - {id: 1, title: 甲, status: todo}\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("units:\n  - name: 甲\n", "units:\n  - name: 甲\n  - name: 丙\n    aliases: [丁, 戊]\n"),
        (
            "units:\n- {name: 甲} # 一\n\n# 部分\nsections: []\n",
            "units:\n- {name: 甲} # 一\n- {name: 丙, aliases: [丁, 戊]}\n\n# 部分\nsections: []\n",
        ),
        (
            "units:\n  - name: 甲\n    aliases:\n      - 乙 # 旧\n  # 完\n",
            "units:\n  - name: 甲\n    aliases:\n      - 乙 # 旧\n"
            "  - name: 丙\n    aliases: [丁, 戊]\n  # 完\n",
        ),
        (
            "units: [{name: 甲}]\n",
            "units: [{name: 甲}, {name: 丙, aliases: [丁, 戊]}]\n",
        ),
        ("units: []  # 无\n", "units:  # 无\n  - name: 丙\n    aliases: [丁, 戊]\n"),
        ("units:\n", "units:\n  - name: 丙\n    aliases: [丁, 戊]\n"),
        ("", "units:\n  - name: 丙\n    aliases: [丁, 戊]\n"),
        ("\n# 任务\n", "\nunits:\n  - name: 丙\n    aliases: [丁, 戊]\n\n# 任务\n"),
        (
            "sections:\n- {id: 一, title: 甲}\n",
            "units:\n- name: 丙\n  aliases: [丁, 戊]\nsections:\n- {id: 一, title: 甲}\n",
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_new_unit(before: str, after: str, end: str) -> None:
    text = (PLAN_HEAD + before + TASKS).replace("\n", end)
    units = (*(read(text).plan or Plan("", 0)).units, Unit("丙", ("丁", "戊")))
    assert with_units(text, *units) == (PLAN_HEAD + after + TASKS).replace("\n", end)


def test_a_new_list_of_units_behind_a_plan_at_the_end() -> None:
    text = TASKS + "schema: 1\nplan:\n  title: 要点\n  year: 2020"
    assert with_units(text, Unit("丙")) == text + "\nunits:\n  - name: 丙"


def test_a_new_list_of_units_in_flow_style() -> None:
    text = "{schema: 1, plan: {title: 要点, year: 2020}, tasks: []}"
    expected = text.replace("}, tasks", "}, units: [{name: 丙}], tasks")
    assert with_units(text, Unit("丙")) == expected


@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_units_leave_every_layout_of_tasks_alone(layout: str) -> None:
    text = HEAD + DONE_LAYOUTS[layout][0]
    expected = text.replace("{name: 乙}", "{name: 丁, aliases: [乙]}, {name: 丙}", 1)
    assert with_units(text, Unit("甲"), Unit("丁", ("乙",)), Unit("丙")) == expected


@pytest.mark.parametrize(
    ("before", "unit", "after"),
    [
        ("  - name: 甲 # 一\n", Unit("丙", ("甲",)), "  - name: 丙 # 一\n    aliases: [甲]\n"),
        ("  - {\"name\": '甲'}\n", Unit("丙", ("甲",)), "  - {\"name\": '丙', aliases: [甲]}\n"),
        (
            "  - name: 甲\n    aliases: [乙]  # 旧\n",
            Unit("甲", ("乙", "丁")),
            "  - name: 甲\n    aliases: [乙, 丁]  # 旧\n",
        ),
        (
            "  - name: 甲\n    aliases:\n    - 乙  # 旧\n",
            Unit("丙", ("乙", "甲")),
            "  - name: 丙\n    aliases:\n    - 乙  # 旧\n    - 甲\n",
        ),
        (
            "  - aliases: []  # 无\n    name: 甲\n",
            Unit("甲", ("乙",)),
            "  - aliases: [乙]  # 无\n    name: 甲\n",
        ),
        (
            "  - name: 甲\n    aliases:\n",
            Unit("甲", ("乙",)),
            "  - name: 甲\n    aliases: [乙]\n",
        ),
        (
            "  - name: 甲\n    aliases: [丙, 乙]\n",
            Unit("丙", ("乙", "甲")),
            "  - name: 丙\n    aliases: [乙, 甲]\n",
        ),
    ],
)
def test_renamed_and_given_aliases(before: str, unit: Unit, after: str) -> None:
    head = PLAN_HEAD + "units:\n"
    assert with_units(head + before + TASKS, unit) == head + after + TASKS


def test_the_shipped_plans_units() -> None:
    text = SHIPPED.read_bytes().decode("utf-8")
    document = read(text)
    assert document.plan is not None
    plan = add_unit(document.plan, "外事办").plan
    plan = add_alias(rename_unit(plan, "科技馆", "省科技馆").plan, "学会部", "学术部").plan
    assert rewrite(document, plan) == text.replace(
        "  - name: 科技馆\n", "  - name: 省科技馆\n    aliases: [科技馆]\n"
    ).replace("[学会部]  #", "[学会部, 学术部]  #").replace(
        "  - name: 科技社团党委\n", "  - name: 科技社团党委\n  - name: 外事办\n"
    )


def test_a_record_of_a_note_stands_on_one_line() -> None:
    record = Record(TODAY, 1, None, "甲", None, None, None, "好", "缺人, 缺钱", "补")
    text = HEAD + "tasks:\n- id: 1\n  title: 甲\n  status: doing\n  measures: [{text: 一。}]"
    document = read(text)
    assert document.plan is not None
    task = document.plan.tasks[0]._replace(records=(record,))
    assert rewrite(document, document.plan._replace(tasks=(task,))) == text + (
        '\n  records:\n    - {date: 2020-06-01, measure: 1, by: 甲, note: 好, problem: "缺人, 缺钱"'
        ", next: 补}"
    )
