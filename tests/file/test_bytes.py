"""Updates through the command line, to the byte: what each writes and nothing else, and undo.

What is expected is made from the original by `bytes.replace` alone.
"""

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from fjkx.cli import main
from tests.office import SHIPPED

ON = ["--on", "2020-05-11"]


class Layout(NamedTuple):
    """A plan in one layout. Task 14 is `todo`, 15 `doing`, 16 `done`; 14 has two measures.

    `todo`, `doing` and `done` are what stands at their statuses, `second` at that of the second
    measure of 14; `at` is what stands right before a new record of 14, 15 and 16, and `records`
    what is written there; `@` in it is the record.
    """

    text: str
    todo: str
    doing: str
    done: str
    second: str
    at: tuple[str, str, str]
    records: tuple[str, str, str]


HOUSE = Layout(
    """\
# 全年工作要点
schema: 1
plan:
  title: 工作要点   # 通知
  year: 2020
units:
  - name: 科技馆
    aliases: [馆]  # 简称
  - name: 院士办

tasks:
  # 三、科普
  - id: 14
    title: 打造科普品牌
    lead: [科技馆, 院士办]
    status: todo    # 待启动
    measures:
      - text: 举办科普日。
        status: todo  # 第一
      - text: '举办:大讲坛。'
        status: todo  # 第二

  # 下一项
  - id: 15
    title: "推进场馆建设 # 不是注释"
    lead:
      - 科技馆
    status: doing  # 在做
    records:
      # 历史
      - {date: 2020-05-01, status: doing, note: "a: b"}  # 第一条

  - id: 16
    status: done  # 报来
    title: 创新模式
    x-自用: {a: 1}
# 完
""",
    "todo    # 待启动",
    "doing  # 在做",
    "done  # 报来",
    "todo  # 第二",
    ("  # 第二\n", "  # 第一条\n", "x-自用: {a: 1}\n"),
    ("    records:\n      - @\n", "      - @\n", "    records:\n      - @\n"),
)
BLOCK = Layout(
    """\
---
schema: "1"
plan:
    title: >-
        工作
        要点
    year: "2020"
units:
- name: 科技馆
-
    name: 院士办
tasks:
-   "id": "14"
    "title": |
        打造科普品牌

    "status": 'todo'
    "lead":
    - 科技馆
    - 院士办
    "measures":
    -   "status": 'todo' # 一
        "text": 举办科普日。
    -   text: 举办大讲坛。
        "status": "todo" # 二
-   id: '15'
    title: 推进
    status: "doing" #
    records:
    -   date: '2020-05-01'
        status: doing
        note: |
            两行
            文字
    x-尾: 1
-   id: 16
    title: 创新
    status: done # 三
""",
    "'todo'\n",
    '"doing" #',
    "done # 三",
    '"todo" # 二',
    ('"todo" # 二\n', "            文字\n", "done # 三\n"),
    ("    records:\n    - @\n", "    -   @\n", "    records:\n    - @\n"),
)
FLOW = Layout(
    """\
{schema: 1, plan: {title: 工作要点, year: 2020}, units: [{name: 科技馆}, {name: 院士办}],
 tasks: [
  {id: 14, title: 打造, lead: [科技馆], status: todo , measures: [
    {text: 一。, status: todo}, {text: 二。, status: todo  }]},
  {"id": "15", "title": "推进", "status": "doing", "records": [{"date": "2020-05-01"}]},
  {id: 16, title: 创新, status: done}, # 末
 ]}
""",
    "todo ,",
    '"doing"',
    "创新, status: done",
    "todo  }",
    ("todo  }]", '{"date": "2020-05-01"}', "status: done"),
    (", records: [@]", ", @", ", records: [@]"),
)
MIXED = Layout(
    """\
schema: 1
plan: {title: 工作要点, year: 2020}
units: [{name: 科技馆}, name: 院士办]
tasks:
  - {id: 14, title: 打造, status: todo, measures: [text: 一。,
     {text: 二。, status: todo }], records: []}
  - id: 15
    title: 推进
    status:    doing
    records: [{date: 2020-05-01, status: doing}]
  -   id: 16
      status: done
      title: 创新
      measures: [{text: 一。}]
""",
    "todo, m",
    "   doing\n",
    "done\n",
    "todo }",
    ("}], records: [", "status: doing}", "measures: [{text: 一。}]\n"),
    ("@", ", @", "      records:\n        - @\n"),
)
LAYOUTS = {"house": HOUSE, "block": BLOCK, "flow": FLOW, "mixed": MIXED}


class Case(NamedTuple):
    """A command, and what it makes of a layout: the record of which task, and the statuses."""

    command: list[str]
    task: int
    record: str
    statuses: Callable[[Layout], Iterator[tuple[str, str, str]]]


def becomes(field: str, old: str, new: str) -> Callable[[Layout], Iterator[tuple[str, str, str]]]:
    """The status at `field` of the layout changes from `old` to `new`."""

    def statuses(layout: Layout) -> Iterator[tuple[str, str, str]]:
        yield getattr(layout, field), old, new

    return statuses


def second_measure(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """The second measure is done, and its task begun."""
    yield layout.second, "todo", "done"
    yield layout.todo, "todo", "doing"


def nothing(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """No status changes."""
    yield from ()


CASES = {
    "start": Case(
        ["start", "14"], 0, "{date: 2020-05-11, status: doing}", becomes("todo", "todo", "doing")
    ),
    "done": Case(
        ["done", "14", "--by", "院士"],
        0,
        "{date: 2020-05-11, status: done, by: 院士办}",
        becomes("todo", "todo", "done"),
    ),
    "block": Case(
        ["block", "15", "-m", "10:30, 见 #2"],
        1,
        '{date: 2020-05-11, status: blocked, note: "10:30, 见 #2"}',
        becomes("doing", "doing", "blocked"),
    ),
    "drop": Case(
        ["drop", "15", "-m", "并入[14]"],
        1,
        '{date: 2020-05-11, status: dropped, note: "并入[14]"}',
        becomes("doing", "doing", "dropped"),
    ),
    "close": Case(
        ["close", "16"], 2, "{date: 2020-05-11, status: closed}", becomes("done", "done", "closed")
    ),
    "reopen": Case(
        ["reopen", "16", "-m", "no"],
        2,
        '{date: 2020-05-11, status: doing, note: "no"}',
        becomes("done", "done", "doing"),
    ),
    "measure": Case(
        ["done", "14.2"], 0, "{date: 2020-05-11, measure: 2, status: done}", second_measure
    ),
    "note": Case(
        ["start", "15", "-m", "只记一笔"], 1, "{date: 2020-05-11, note: 只记一笔}", nothing
    ),
    "report": Case(
        ["note", "15", "方案: 已印发", "--problem", "#缺", "--next", "补齐", "--by", "馆"],
        1,
        '{date: 2020-05-11, by: 科技馆, note: "方案: 已印发", problem: "#缺", next: 补齐}',
        nothing,
    ),
    "first report": Case(
        ["note", "14", "已启动"],
        0,
        "{date: 2020-05-11, status: doing, note: 已启动}",
        becomes("todo", "todo", "doing"),
    ),
}
VARIANTS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.removesuffix("\n"),
    "BOM, CRLF, no final newline": lambda text: (
        "\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n")
    ),
    "trailing blanks and comments": lambda text: text + "\n\n  # 尾\n\n",
    "document marks": lambda text: "# 前\n---\n" + text.removeprefix("---\n") + "...\n# 后\n",
}


def chosen() -> Iterator[tuple[str, str, str]]:
    """Every layout with every command, and in every variant with those that write the most."""
    for layout, case, variant in product(LAYOUTS, CASES, VARIANTS):
        if case in ("done", "measure", "report") or variant in (
            "as it is",
            "BOM, CRLF, no final newline",
        ):
            yield layout, case, variant


@pytest.mark.parametrize(
    ("layout", "case", "variant"),
    [pytest.param(*names, id="-".join(names)) for names in chosen()],
)
def test_update(tmp_path: Path, layout: str, case: str, variant: str) -> None:
    plan = tmp_path / "workplan.yaml"
    vary = VARIANTS[variant]
    before = vary(LAYOUTS[layout].text).encode()
    after = vary(expected(LAYOUTS[layout], CASES[case])).encode()
    plan.write_bytes(before)
    assert main(["-f", str(plan), *CASES[case].command, *ON]) == 0
    assert plan.read_bytes() == after
    assert main(["-f", str(plan), "undo"]) == 0
    assert plan.read_bytes() == before


def expected(layout: Layout, case: Case) -> str:
    """The layout after the command: statuses replaced, one record put in its place."""
    at, entry = layout.at[case.task], layout.records[case.task].replace("@", case.record)
    splices = [(place(layout.text, at) + len(at), 0, entry)]
    for where, old, new in case.statuses(layout):
        splices.append((place(layout.text, where), len(where), where.replace(old, new)))
    text = layout.text
    for start, length, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[start + length :]
    return text


def place(text: str, part: str) -> int:
    """Where the only such part of the text begins."""
    assert text.count(part) == 1
    return text.index(part)


def replaced(text: str, old: str, new: str) -> str:
    start = place(text, old)
    return text[:start] + new + text[start + len(old) :]


# -- the shipped plan -----------------------------------------------------------------------

TASK_14 = "    lead: [科学技术普及部, 科技馆, 青少年科技活动中心, 农村科普中心]\n    status: todo\n"
END_14 = "“科学之夜”等特色科普活动,提升活动吸引力和实效性。\n        status: todo\n"


def run(plan: Path, *argv: str) -> bytes:
    assert main(["-f", str(plan), *argv]) == 0
    return plan.read_bytes()


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    plan = tmp_path / "workplan2020.yaml"
    plan.write_bytes(SHIPPED.read_bytes())
    return plan


def test_a_year_of_task_14(shipped: Path) -> None:
    """One line for every step, below the last."""
    text = SHIPPED.read_text("utf-8")
    lines = [
        "{date: 2020-05-11, measure: 4, status: done, by: 科技馆}",
        "{date: 2020-05-11, status: blocked, note: 场地未落实}",
        "{date: 2020-06-01, status: done}",
        "{date: 2020-06-02, status: closed}",
    ]
    states = [text.encode()]
    states += [
        run(shipped, "done", "14.4", *ON, "--by", "科技馆"),
        run(shipped, "block", "14", *ON, "-m", "场地未落实"),
        run(shipped, "done", "14", "--on", "2020-06-01"),
        run(shipped, "close", "14", "--on", "2020-06-02"),
    ]
    for count, status in enumerate(["doing", "blocked", "done", "closed"], 1):
        after = replaced(text, TASK_14, TASK_14.replace("todo", status))
        block = "".join(f"      - {line}\n" for line in lines[:count])
        measure = END_14.replace("todo", "done")
        after = replaced(after, END_14, f"{measure}    records:\n{block}")
        assert states[count] == after.encode()
    for state in reversed(states[:-1]):
        assert run(shipped, "undo") == state


def test_several_at_once(shipped: Path) -> None:
    before = SHIPPED.read_bytes()
    after = run(shipped, "done", "1-26", *ON, "--by", "办公室")
    record = "    records:\n      - {date: 2020-05-11, status: done, by: 办公室}\n".encode()
    assert after.count(record) == 26
    assert (
        after.replace(record, b"").replace(b"\n    status: done", b"\n    status: todo") == before
    )
    assert run(shipped, "undo") == before
