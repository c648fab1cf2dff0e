"""Items taken out of lists, and put in another order: exact bytes in every layout."""

from collections.abc import Callable
from typing import Any

import pytest

from fjkx.file.edit import rewrite
from fjkx.file.lines import BREAK
from fjkx.file.schema import parse
from fjkx.plan.errors import FileError
from fjkx.plan.model import Plan, Section, Task
from tests.file.edit_layouts import HEAD, changed, read

TITLE = "schema: 1\nplan: {title: 要点, year: 2020}\n"


def edited(text: str, change: Callable[[Plan], Plan]) -> str:
    """The text with the change made. With other line ends and marks the same is made of it."""
    results = []
    for end, bom in (("\n", ""), ("\r\n", ""), ("\n", "\ufeff")):
        document = read(bom + text.replace("\n", end))
        assert document.plan is not None
        wanted = change(document.plan)
        result = rewrite(document, wanted)
        assert read(result).plan == wanted
        assert set(BREAK.findall(result)) <= {end}
        results.append(result.removeprefix(bom).replace(end, "\n"))
    assert results[0] == results[1] == results[2]
    return results[0]


def picked(field: str, *places: int) -> Callable[[Plan], Plan]:
    """The plan with only these items of a list, in this order."""

    def change(plan: Plan) -> Plan:
        fields: dict[str, Any] = {field: tuple(getattr(plan, field)[at] for at in places)}
        return plan._replace(**fields)

    return change


def of_task(field: str, *places: int) -> Callable[[Plan], Plan]:
    """The plan with only these items of a list of its first task, in this order."""

    def change(plan: Plan) -> Plan:
        items = tuple(getattr(plan.tasks[0], field)[at] for at in places)
        return changed_first(plan, **{field: items})

    return change


# -- tasks, units, sections -----------------------------------------------------------------

ONE, TWO, THREE = (f"  - id: {n}\n    title: 题{n}\n    status: todo\n" for n in "123")


@pytest.mark.parametrize(
    ("before", "kept", "after"),
    [
        (f"tasks:\n{ONE}\n{TWO}\n{THREE}", (0, 2), f"tasks:\n{ONE}\n{THREE}"),
        (f"tasks:\n{ONE}\n{TWO}\n{THREE}", (1, 2), f"tasks:\n{TWO}\n{THREE}"),
        (f"tasks:\n{ONE}\n{TWO}\n{THREE}", (0, 1), f"tasks:\n{ONE}\n{TWO}"),
        (f"tasks:\n{ONE}\n{TWO}\n{THREE}", (1,), f"tasks:\n{TWO}"),
        (f"tasks:\n{ONE}{TWO}{THREE}", (2,), f"tasks:\n{THREE}"),
        (f"tasks:\n\n{ONE}\n{TWO}", (1,), f"tasks:\n\n{TWO}"),
        (f"tasks:\n{ONE}\n{TWO}".rstrip("\n"), (0,), f"tasks:\n{ONE}".rstrip("\n")),
        (
            f"tasks:\n  # 一\n{ONE}\n  # 二\n{TWO}    # 说明\n\n  # 三\n{THREE}# 完\n",
            (0, 2),
            f"tasks:\n  # 一\n{ONE}\n  # 二\n    # 说明\n\n  # 三\n{THREE}# 完\n",
        ),
        (
            f"tasks:\n  # 一\n{ONE.rstrip()} # 现\n\n{TWO}",
            (1,),
            f"tasks:\n  # 一\n  # 现\n\n{TWO}",
        ),
        (f"tasks:  # 全部\n  # 一\n{ONE}\n# 完\n", (), "tasks: []  # 全部\n  # 一\n\n# 完\n"),
        (f"tasks:\n{ONE}\n{TWO}", (), "tasks: []\n"),
        (
            "tasks:\n- {id: 1, title: 甲, status: todo} # 一\n- {id: 2, title: 乙, status: todo}\n",
            (1,),
            "tasks:\n# 一\n- {id: 2, title: 乙, status: todo}\n",
        ),
        (
            "tasks: [{id: 1, title: 甲, status: todo}, {id: 2, title: 乙, status: todo}] # 完\n",
            (1,),
            "tasks: [{id: 2, title: 乙, status: todo}] # 完\n",
        ),
        (
            "tasks: [{id: 1, title: 甲, status: todo}, {id: 2, title: 乙, status: todo}] # 完\n",
            (0,),
            "tasks: [{id: 1, title: 甲, status: todo}] # 完\n",
        ),
        ("tasks: [{id: 1, title: 甲, status: todo}]\n", (), "tasks: []\n"),
        (
            "tasks: [\n  {id: 1, title: 甲, status: todo},\n  {id: 2, title: 乙,\n   status: todo}"
            "\n]\n",
            (0,),
            "tasks: [\n  {id: 1, title: 甲, status: todo}\n]\n",
        ),
        (
            "tasks: [\n  {id: 1, title: 甲, status: todo}, # 一\n"
            "  {id: 2, title: 乙, status: todo} # 二\n]\n",
            (0,),
            "tasks: [\n  {id: 1, title: 甲, status: todo} # 一\n   # 二\n]\n",
        ),
        (
            "tasks: [\n  {id: 1, title: 甲, status: todo}, # 一\n"
            "  {id: 2, title: 乙, status: todo}, # 二\n]\n",
            (1,),
            "tasks: [\n  # 一\n  {id: 2, title: 乙, status: todo}, # 二\n]\n",
        ),
        (
            "tasks:\n-   id: 1\n    status: todo\n    title: |+\n        甲\n\n"
            "-   id: 2\n    title: 乙\n    status: todo\n",
            (1,),
            "tasks:\n-   id: 2\n    title: 乙\n    status: todo\n",
        ),
        (
            "tasks:\n- id: 1\n  status: todo\n  title: |+\n    甲\n\n- id: 2\n  title: 乙\n"
            "  status: todo\n\n- id: 3\n  title: 丙\n  status: todo\n",
            (0, 2),
            "tasks:\n- id: 1\n  status: todo\n  title: |+\n    甲\n\n- id: 3\n  title: 丙\n"
            "  status: todo\n".replace("甲\n\n-", "甲\n\n-"),
        ),
    ],
)
def test_tasks(before: str, kept: tuple[int, ...], after: str) -> None:
    assert edited(HEAD + before, picked("tasks", *kept)) == HEAD + after


@pytest.mark.parametrize(
    ("before", "kept", "after"),
    [
        (
            "units:\n  # 甲\n  - name: 甲\n    aliases: [馆]  # 简称\n  - name: 乙 # 二\n",
            (1,),
            "units:\n  # 甲\n  # 简称\n  - name: 乙 # 二\n",
        ),
        ("units:\n- name: 甲\n- name: 乙\n", (), "units: []\n"),
        (
            "units: [{name: 甲}, name: 乙, {name: 丙}]\n",
            (0, 2),
            "units: [{name: 甲}, {name: 丙}]\n",
        ),
        ("units: [name: 甲, name: 乙]\n", (0,), "units: [name: 甲]\n"),
        ("units:\n-\n  name: 甲\n-   name: 乙\n", (1,), "units:\n-   name: 乙\n"),
    ],
)
def test_units(before: str, kept: tuple[int, ...], after: str) -> None:
    text = f"{TITLE}{before}tasks: []\n"
    assert edited(text, picked("units", *kept)) == f"{TITLE}{after}tasks: []\n"


def test_a_unit_merged_into_another() -> None:
    """What is left of it stands among the other's aliases; comments stay."""
    text = (
        f"{TITLE}units:\n  - name: 甲 # 一\n    aliases: [子]\n  # 下\n  - name: 乙 # 二\n"
        "  - name: 丙\ntasks: []\n"
    )

    def merged(plan: Plan) -> Plan:
        units = (plan.units[1]._replace(aliases=("甲", "子")), plan.units[2])
        return plan._replace(units=units)

    assert edited(text, merged) == (
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


def test_the_first_section_of_a_plan_goes_behind_the_units() -> None:
    text = f"{TITLE}units:\n  - name: 甲\n\ntasks: []\n"
    assert edited(text, lambda plan: plan._replace(sections=(Section("一", "甲"),))) == (
        f"{TITLE}units:\n  - name: 甲\n\nsections:\n  - id: 一\n    title: 甲\n\ntasks: []\n"
    )


# -- records, measures, names ---------------------------------------------------------------

TASK = "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n"


@pytest.mark.parametrize(
    ("before", "kept", "after"),
    [
        (
            "    records:\n      - {date: 2020-05-01}\n      - {date: 2020-05-02}\n",
            (0,),
            "    records:\n      - {date: 2020-05-01}\n",
        ),
        ("    records:\n      - {date: 2020-05-01}\n", (), ""),
        (
            "    records:\n      # 历史\n      - {date: 2020-05-01}  # 第一条\n",
            (),
            "    # 历史\n    # 第一条\n",
        ),
        (
            "    records:  # 历史\n    - date: 2020-05-01 # 一\n      note: |\n        两行\n\n"
            "        文字\n\n    # 二\n    - {date: 2020-05-02}\n",
            (1,),
            "    records:  # 历史\n    # 一\n\n    # 二\n    - {date: 2020-05-02}\n",
        ),
        ("    records: [{date: 2020-05-01}]  # 一\n", (), "    # 一\n"),
        ("    records: [ # 一\n      {date: 2020-05-01}]\n", (), "    # 一\n"),
        (
            "    records: [{date: 2020-05-01}, {date: 2020-05-02}, {date: 2020-05-03}, ]\n",
            (0, 2),
            "    records: [{date: 2020-05-01}, {date: 2020-05-03}, ]\n",
        ),
        (
            "    records: [\n      {date: 2020-05-01},\n      {date: 2020-05-02},\n"
            "      {date: 2020-05-03}\n    ]\n",
            (0,),
            "    records: [\n      {date: 2020-05-01}\n    ]\n",
        ),
        (
            "    records: [{date: 2020-05-01} # 一\n      , {date: 2020-05-02}]\n",
            (1,),
            "    records: [ # 一\n      {date: 2020-05-02}]\n",
        ),
    ],
)
def test_records(before: str, kept: tuple[int, ...], after: str) -> None:
    assert edited(HEAD + TASK + before, of_task("records", *kept)) == HEAD + TASK + after


def test_the_only_list_of_a_flow_task_goes_with_its_comma() -> None:
    text = HEAD + "tasks: [{id: 1, title: 甲, records: [{date: 2020-05-01}], status: todo}]\n"
    assert edited(text, of_task("records")) == (
        HEAD + "tasks: [{id: 1, title: 甲, status: todo}]\n"
    )


def test_a_record_goes_and_the_next_is_corrected_in_its_place() -> None:
    text = (
        f"{HEAD}{TASK}    records:\n      - {{date: 2020-05-01, due: 2020-06-30}} # 一\n"
        "      # 二\n      - date: 2020-05-02\n        due: 2020-07-31  # 新\n"
        "        due_was: 2020-06-30\n        note: 汛期 # 因\n"
    )

    def change(plan: Plan) -> Plan:
        record = plan.tasks[0].records[1]._replace(due_was=None)
        return changed(parse(text), records=(record,))

    assert edited(text, change) == (
        f"{HEAD}{TASK}    records:\n      # 一\n"
        "      # 二\n      - date: 2020-05-02\n        due: 2020-07-31  # 新\n"
        "        note: 汛期 # 因\n"
    )


@pytest.mark.parametrize(
    ("before", "order", "after"),
    [
        (
            "    measures:\n      - text: 一。\n        status: todo # 1\n      # 二\n"
            "      - text: 二。\n        status: done\n        # 说明\n      - {text: 三。} # 3\n",
            (2, 0, 1),
            "    measures:\n      - {text: 三。} # 3\n"
            "      - text: 一。\n        status: todo # 1\n"
            "      # 二\n      - text: 二。\n        status: done\n        # 说明\n",
        ),
        (
            "    measures:\n      - text: 一。\n      # 二\n      - text: 二。",
            (1, 0),
            "    measures:\n      # 二\n      - text: 二。\n      - text: 一。",
        ),
        (
            "    measures:\n    -   text: |\n            一。\n    -\n        text: 二。\n",
            (1, 0),
            "    measures:\n    -\n        text: 二。\n    -   text: |\n            一。\n",
        ),
        (
            "    measures: [{text: 一。}, # 一\n      text: 二。, {text: 三。}]\n",
            (2, 1, 0),
            "    measures: [{text: 三。}, # 一\n      text: 二。, {text: 一。}]\n",
        ),
    ],
)
def test_measures_in_another_order(before: str, order: tuple[int, ...], after: str) -> None:
    assert edited(HEAD + TASK + before, of_task("measures", *order)) == HEAD + TASK + after


@pytest.mark.parametrize(
    ("before", "kept", "after"),
    [
        (
            "    measures:\n      - text: 一。 # 1\n      - text: 二。\n        status: done\n",
            (1,),
            "    measures:\n      # 1\n      - text: 二。\n        status: done\n",
        ),
        ("    measures: [{text: 一。}, text: 二。]\n", (0,), "    measures: [{text: 一。}]\n"),
        ("    measures: [{text: 一。}, text: 二。]\n", (1,), "    measures: [text: 二。]\n"),
        ("    measures:\n      - text: 一。\n    # 完\n", (), "    # 完\n"),
    ],
)
def test_measures_taken_out(before: str, kept: tuple[int, ...], after: str) -> None:
    assert edited(HEAD + TASK + before, of_task("measures", *kept)) == HEAD + TASK + after


def test_a_new_measure_behind_the_others() -> None:
    def change(plan: Plan) -> Plan:
        task = plan.tasks[0]
        new = task.measures[0]._replace(text="新: 一。", status="todo")
        return plan._replace(tasks=(task._replace(measures=(*task.measures, new)),))

    text = HEAD + TASK + "    measures:\n      - text: 一。\n        status: todo # 1\n"
    assert edited(text, change) == text + '      - {text: "新: 一。", status: todo}\n'


@pytest.mark.parametrize(
    ("before", "fields", "after"),
    [
        (
            "    due:\n      # 定\n      2020-06-30\n",
            {"due": None},
            "    # 定\n",
        ),
        ("    due: 2020-06-30 # 定\n", {"due": None}, "    # 定\n"),
        (
            "    section: |-  # 部\n      甲\n\n    group: 子\n",
            {"section": None},
            "    # 部\n\n    group: 子\n",
        ),
        (
            "    lead: [甲,  # 一\n      乙]\n",
            {"lead": ()},
            "    # 一\n",
        ),
        (
            "    lead:\n    - 甲 # 一\n    - 乙 # 二\n",
            {"lead": ()},
            "    # 一\n    # 二\n",
        ),
    ],
)
def test_comments_beside_a_value_stay(before: str, fields: dict[str, Any], after: str) -> None:
    assert edited(HEAD + TASK + before, lambda p: changed_first(p, **fields)) == HEAD + TASK + after


def changed_first(plan: Plan, **fields: Any) -> Plan:
    return plan._replace(tasks=(plan.tasks[0]._replace(**fields), *plan.tasks[1:]))


def test_what_shares_a_line_with_another_dash_is_refused() -> None:
    text = HEAD + "tasks:\n- id: 1\n  title: 甲\n  status: todo\n  measures: \n  -   text: 一。\n"
    document = read(text)
    assert document.plan is not None
    with pytest.raises(FileError, match="什么也没有写入"):
        rewrite(document, document.plan._replace(tasks=(Task("1", "甲"), Task("1", "甲"))))
