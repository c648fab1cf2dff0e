"""Lists of a plan: items added, taken out, in another order, with other names: exact bytes in
every layout. `matrix/lists.txt` has the texts before and after."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fjkx.changes.fields import Edits
from fjkx.changes.tasks import add_task
from fjkx.changes.units import add_alias, add_unit, rename_unit
from fjkx.file.check import check
from fjkx.file.edit import rewrite
from fjkx.file.lines import BREAK
from fjkx.plan.errors import FileError
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit
from tests.file.edit_layouts import DONE, DONE_LAYOUTS, HEAD, LINE, read
from tests.office import SHIPPED

TODAY = date(2020, 6, 1)
NEW = Task("9", "新: 题", lead=("甲", "乙"), added=TODAY)
BLOCK = (
    'id: 9\n{0}  title: "新: 题"\n{0}  lead: [甲, 乙]\n{0}  status: todo\n{0}  added: 2020-06-01\n'
)
FLOW = '{id: 9, title: "新: 题", lead: [甲, 乙], status: todo, added: 2020-06-01}'
TITLE = "schema: 1\nplan: {title: 要点, year: 2020}\n"
TASK = "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n"
Change = Callable[[Plan], Plan]


def rewritten(text: str, change: Change) -> str:
    """The text with the change made."""
    document = read(text)
    assert document.plan is not None
    return rewrite(document, change(document.plan))


def edited(text: str, change: Change) -> str:
    """The text with the change made. With other line ends and marks the same is made of it."""
    results = []
    for end, start in (("\n", ""), ("\r\n", "\ufeff"), ("\r", "\ufeff---\n")):
        other = (start + text).replace("\n", end)
        result = rewritten(other, change)
        assert read(result).plan == change(read(other).plan or Plan("", 0))
        assert set(BREAK.findall(result)) <= {end}
        results.append(result.replace(end, "\n").removeprefix(start))
    assert results[0] == results[1] == results[2]
    return results[0]


def with_tasks(*tasks: Task, at: int) -> Change:
    """The plan with new tasks at that place."""
    return lambda plan: plan._replace(tasks=(*plan.tasks[:at], *tasks, *plan.tasks[at:]))


def with_units(*units: Unit) -> Change:
    return lambda plan: plan._replace(units=units)


def first(**fields: Any) -> Change:
    """The plan whose first task has these fields."""
    return lambda plan: plan._replace(tasks=(plan.tasks[0]._replace(**fields), *plan.tasks[1:]))


def asked(line: str) -> Change:
    """The change that a head of the gallery asks for: `units 1 0` has those units, in that order,
    `records 0` that record of the first task; `due -` takes a field off it; `tasks +1` has a new
    task at that place; `units +丙 丁` has another unit, with an alias, `units =丙 丁` that one in
    the place of the first."""
    field, _, rest = line.partition(" ")
    sign, words = rest[:1], rest[1:].split()

    def change(plan: Plan) -> Plan:
        if sign == "-":
            empty = () if field == "lead" else None
            return first(**{field: empty})(plan)
        if sign == "+" and field == "tasks":
            return with_tasks(NEW, at=int(words[0]))(plan)
        if sign in ("+", "="):
            unit = Unit(words[0], tuple(words[1:]))
            return with_units(*(plan.units if sign == "+" else ()), unit)(plan)
        owner: Any = plan if field in ("tasks", "units") else plan.tasks[0]
        picked = tuple(getattr(owner, field)[int(at)] for at in rest.split())
        fields: dict[str, Any] = {field: picked}
        return plan._replace(**fields) if owner is plan else first(**fields)(plan)

    return change


def around(line: str, text: str) -> str:
    """The plan file that a text of the gallery is a part of."""
    field = line.partition(" ")[0]
    if field == "tasks":
        return HEAD + text
    return f"{TITLE}{text}tasks: []\n" if field == "units" else HEAD + TASK + text


GALLERY = (Path(__file__).parent / "matrix" / "lists.txt").read_bytes().decode()


@pytest.mark.parametrize("part", GALLERY.split("== ")[1:], ids=lambda part: part.partition("\n")[0])
def test_lists(part: str) -> None:
    head, _, texts = part.replace("⌀\n", "").partition("\n")
    line = head.partition(" · ")[0]
    before, after = texts.split("->\n")
    new = BLOCK.format("" if "\n- @" in after else "  ")
    after = after.replace("@", new).replace("%", FLOW)
    if line.startswith("tasks +") and not before.endswith("\n"):
        after = after.rstrip("\n")
    assert edited(around(line, before), asked(line)) == around(line, after)


# -- tasks ----------------------------------------------------------------------------------


def test_every_field_of_a_new_task() -> None:
    task = Task(
        *("二-3", "题", "doing", "二", "（一）", ("甲",), ("乙",), ("王一",)),
        *(date(2020, 9, 30), "9月底前", 50, TODAY, Origin("上年", "3")),
        (Measure("一: 1。"), Measure("二。", "done")),
        (DONE,),
        (("x-own", "1"),),
    )
    text = HEAD + "tasks:\n- id: 二-1\n  title: 甲\n  status: todo\n  support:\n    -   甲\n"
    assert rewritten(text, with_tasks(task, at=1)) == text + (
        "\n- id: 二-3\n  title: 题\n  section: 二\n  group: （一）\n  lead: [甲]\n  support: [乙]\n"
        "  leaders: [王一]\n  status: doing\n  due: 2020-09-30\n  due_text: 9月底前\n"
        "  percent: 50\n  added: 2020-06-01\n  origin: {plan: 上年, id: 3}\n  measures:\n"
        '    - text: "一: 1。"\n      status: todo\n    - text: 二。\n      status: done\n'
        f'  records:\n    - {LINE}\n  x-own: "1"\n'
    )


def test_several_new_tasks_at_several_places_beside_other_changes() -> None:
    text = HEAD + "tasks:\n- {id: 1, title: 甲, status: todo}\n- {id: 2, title: 乙, status: todo}\n"

    def change(plan: Plan) -> Plan:
        one, two = plan.tasks
        new = [Task(str(number), "新") for number in (7, 8, 9)]
        done = two._replace(status="done", records=(DONE,))
        return plan._replace(tasks=(new[0], one, new[1], new[2], done))

    assert edited(text, change) == HEAD + (
        "tasks:\n- {id: 7, title: 新, status: todo}\n- {id: 1, title: 甲, status: todo}\n"
        "- {id: 8, title: 新, status: todo}\n- {id: 9, title: 新, status: todo}\n"
        f"- {{id: 2, title: 乙, status: done, records: [{LINE}]}}\n"
    )


@pytest.mark.parametrize("end", ["", "\n", "\n    # 说明\n"])
def test_a_record_and_a_new_task_below_it(end: str) -> None:
    text = HEAD + TASK[:-1] + end
    rest = end.lstrip("\n")
    expected = text.removesuffix(rest).rstrip("\n") + f"\n    records:\n      - {LINE}\n{rest}\n"
    expected += "  - " + BLOCK.format("  ")

    def change(plan: Plan) -> Plan:
        return with_tasks(NEW, at=1)(first(records=(DONE,))(plan))

    assert edited(text, change) == (expected if end else expected.rstrip("\n"))


@pytest.mark.parametrize("at", [0, 9])
@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_a_new_task_in_every_layout(layout: str, at: int) -> None:
    text = HEAD + DONE_LAYOUTS[layout][0]
    result = rewritten(text, with_tasks(NEW, at=at))
    forms = (FLOW, *map(BLOCK.format, ("", "  ", "      ")), BLOCK.format("  ").rstrip("\n"))
    form = next(form for form in forms if form in result)
    assert result.count(form) == 1
    assert essence(result.replace(form, "")) == essence(text)


def essence(text: str) -> str:
    """The text without what joins items, or keeps the last line end of a block scalar."""
    return re.sub(r"[\s,+-]", "", text)


def test_the_shipped_plan_gets_a_task_at_the_end_of_its_section() -> None:
    text = SHIPPED.read_bytes().decode("utf-8")
    new, said = Edits("筹备年会", ("学会部",), section="一"), "拟定方案。报批;"
    block = (
        "  - id: 27\n    title: 筹备年会\n    section: 一\n    lead: [学会学术部]\n"
        "    status: todo\n    added: 2020-06-01\n    measures:\n"
        "      - text: 拟定方案。\n        status: todo\n"
        "      - text: 报批;\n        status: todo\n\n"
    )
    heading = "  # 二、服务创新创业创造,助力决胜决战和高质量发展\n"
    result = rewritten(text, lambda plan: add_task(plan, new, said, TODAY).plan)
    assert result == text.replace(heading, block + heading)
    assert check(read(result)) == ()
    last = new._replace(section="六")
    result = rewritten(text, lambda plan: add_task(plan, last, said, TODAY).plan)
    assert result == text + "\n" + block.replace("section: 一", "section: 六")[:-1]


TWO = HEAD + "tasks:\n- {id: 1, title: 甲, status: todo}\n- {id: 2, title: 乙, status: todo}\n"
JOINED = HEAD + "tasks:\n- id: 1\n  title: 甲\n  status: todo\n  measures: \n  -   text: 一。\n"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (TWO, lambda plan: with_tasks(plan.tasks[0], at=2)(plan)),
        (TWO, lambda plan: plan._replace(tasks=(*plan.tasks[::-1], NEW))),
        (TWO, with_tasks(NEW, NEW, at=1)),
        (JOINED, lambda plan: plan._replace(tasks=(Task("1", "甲"), Task("1", "甲")))),
    ],
)
def test_what_cannot_be_written_is_refused(text: str, change: Change) -> None:
    with pytest.raises(FileError, match="什么也没有写入"):
        rewritten(text, change)


# -- units, sections ------------------------------------------------------------------------


def test_new_lists_where_there_was_none() -> None:
    text = f"{TASK}schema: 1\nplan:\n  title: 要点\n  year: 2020"
    assert edited(text, with_units(Unit("丙"))) == text + "\nunits:\n  - name: 丙"
    text = "{schema: 1, plan: {title: 要点, year: 2020}, tasks: []}"
    assert rewritten(text, with_units(Unit("丙"))) == text.replace(
        "}, tasks", "}, units: [{name: 丙}], tasks"
    )
    assert rewritten(text, with_tasks(NEW, at=0)) == text.replace("[]", f"[{FLOW}]")
    text = f"{TITLE}units:\n  - name: 甲\n\ntasks: []\n"
    assert edited(text, lambda plan: plan._replace(sections=(Section("一", "甲"),))) == (
        f"{TITLE}units:\n  - name: 甲\n\nsections:\n  - id: 一\n    title: 甲\n\ntasks: []\n"
    )


@pytest.mark.parametrize("layout", DONE_LAYOUTS)
def test_units_leave_every_layout_of_tasks_alone(layout: str) -> None:
    text = HEAD + DONE_LAYOUTS[layout][0]
    expected = text.replace("{name: 乙}", "{name: 丁, aliases: [乙]}, {name: 丙}", 1)
    assert rewritten(text, with_units(Unit("甲"), Unit("丁", ("乙",)), Unit("丙"))) == expected


def test_the_shipped_plans_units() -> None:
    text = SHIPPED.read_bytes().decode("utf-8")

    def change(plan: Plan) -> Plan:
        plan = rename_unit(add_unit(plan, "外事办").plan, "科技馆", "省科技馆").plan
        return add_alias(plan, "学会部", "学术部").plan

    assert rewritten(text, change) == text.replace(
        "  - name: 科技馆\n", "  - name: 省科技馆\n    aliases: [科技馆]\n"
    ).replace("[学会部]  #", "[学会部, 学术部]  #").replace(
        "  - name: 科技社团党委\n", "  - name: 科技社团党委\n  - name: 外事办\n"
    )


def test_a_unit_merged_into_another() -> None:
    """What is left of it stands among the other's aliases; comments stay."""
    text = (
        f"{TITLE}units:\n  - name: 甲 # 一\n    aliases: [子]\n  # 下\n  - name: 乙 # 二\n"
        "  - name: 丙\ntasks: []\n"
    )
    assert edited(text, with_units(Unit("乙", ("甲", "子")), Unit("丙"))) == (
        f"{TITLE}units:\n  # 一\n  # 下\n  - name: 乙 # 二\n    aliases: [甲, 子]\n"
        "  - name: 丙\ntasks: []\n"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "units: []\nsections:\n  - {id: 一, title: 甲}  # 一\n  - id: 二\n    title: 乙 # 二\n",
            "units: []\nsections:\n  - {id: 一, title: 丁}  # 一\n  - id: 二\n    title: 乙 # 二\n"
            "  - id: 三\n    title: 丙\n",
        ),
        (
            "sections: [{id: 一, title: '甲'}, {id: 二, title: 乙}]\nunits: []\n",
            "sections: [{id: 一, title: '丁'}, {id: 二, title: 乙}, {id: 三, title: 丙}]\n"
            "units: []\n",
        ),
    ],
)
def test_sections(before: str, after: str) -> None:
    def change(plan: Plan) -> Plan:
        renamed = plan.sections[0]._replace(title="丁")
        return plan._replace(sections=(renamed, plan.sections[1], Section("三", "丙")))

    assert edited(f"{TITLE}{before}tasks: []\n", change) == f"{TITLE}{after}tasks: []\n"


# -- records, measures ---------------------------------------------------------------------


def test_the_only_list_of_a_flow_task_goes_with_its_comma() -> None:
    text = HEAD + "tasks: [{id: 1, title: 甲, records: [{date: 2020-05-01}], status: todo}]\n"
    assert edited(text, first(records=())) == (HEAD + "tasks: [{id: 1, title: 甲, status: todo}]\n")


def test_a_record_goes_and_the_next_is_corrected_in_its_place() -> None:
    text = (
        f"{HEAD}{TASK}    records:\n      - {{date: 2020-05-01, due: 2020-06-30}} # 一\n"
        "      # 二\n      - date: 2020-05-02\n        due: 2020-07-31  # 新\n"
        "        due_was: 2020-06-30\n        note: 汛期 # 因\n"
    )

    def change(plan: Plan) -> Plan:
        record = plan.tasks[0].records[1]._replace(due_was=None)
        return first(records=(record,))(plan)

    assert edited(text, change) == (
        f"{HEAD}{TASK}    records:\n      # 一\n"
        "      # 二\n      - date: 2020-05-02\n        due: 2020-07-31  # 新\n"
        "        note: 汛期 # 因\n"
    )


def test_a_new_measure_behind_the_others() -> None:
    def change(plan: Plan) -> Plan:
        task = plan.tasks[0]
        new = task.measures[0]._replace(text="新: 一。", status="todo")
        return first(measures=(*task.measures, new))(plan)

    text = HEAD + TASK + "    measures:\n      - text: 一。\n        status: todo # 1\n"
    assert edited(text, change) == text + '      - {text: "新: 一。", status: todo}\n'


def test_a_record_of_a_note_stands_on_one_line() -> None:
    record = Record(TODAY, 1, None, "甲", None, None, None, "好", "缺人, 缺钱", "补")
    text = HEAD + "tasks:\n- id: 1\n  title: 甲\n  status: doing\n  measures: [{text: 一。}]"
    assert edited(text, first(records=(record,))) == text + (
        '\n  records:\n    - {date: 2020-06-01, measure: 1, by: 甲, note: 好, problem: "缺人, 缺钱"'
        ", next: 补}"
    )
