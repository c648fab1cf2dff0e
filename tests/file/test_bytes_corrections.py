"""Corrections through the command line, to the byte: in every layout what is written and nothing
else, whatever the line ends, and undone."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from fjkx.cli import main
from tests.file.test_bytes import VARIANTS


class Layout(NamedTuple):
    """A plan in one layout, and parts of it that commands are about; `@` in what they write is
    what is new. Task 14 has three measures and three records, 15 is entered twice as 16."""

    text: str
    record: str  # the second of 14, percent 40, its line or its comma with it
    last: str  # the last of 14, done
    measure: str  # the third of 14, not named by a record
    task: str  # 16
    unit: str  # the last, unused
    behind_measures: tuple[str, str]  # where a new measure goes, and how
    behind_sections: tuple[str, str]


HOUSE = Layout(
    """\
# 全年
schema: 1
plan: {title: 工作要点, year: 2020}
units:
  - name: 科技馆
  - name: 院士办  # 二
  - name: 外事办
sections:
  - id: 一
    title: 学习  # 甲

tasks:
  # 一、学习
  - id: 14
    title: 科普
    section: 一
    lead: [科技馆]
    status: done  # 办结
    percent: 40
    measures:
      - text: 一。
        status: todo  # 第一
      - text: 二。
        status: todo
      - text: 三。
        status: todo
    records:
      # 历史
      - {date: 2020-05-01, status: doing}  # 启动
      - {date: 2020-05-02, percent: 40, note: "a: b"}
      - {date: 2020-05-03, status: done}

  - id: 15
    title: 甲
    lead: [院士办]
    status: todo

  - id: 16
    title: 甲
    lead: [院士办]
    status: todo
# 完
""",
    '      - {date: 2020-05-02, percent: 40, note: "a: b"}\n',
    "      - {date: 2020-05-03, status: done}\n",
    "      - text: 三。\n        status: todo\n",
    "  - id: 16\n    title: 甲\n    lead: [院士办]\n    status: todo\n",
    "  - name: 外事办\n",
    (
        "      - text: 三。\n        status: todo\n",
        "      - {text: 四。, status: todo}\n",
    ),
    ("    title: 学习  # 甲\n", "  - id: 二\n    title: 服务\n"),
)
FLOW = Layout(
    """\
{schema: 1, plan: {title: 工作要点, year: 2020},
 units: [{name: 科技馆}, name: 院士办, {name: 外事办}], sections: [{id: 一, title: 学习}],
 tasks: [
  {id: 14, title: 科普, lead: [科技馆], status: done, percent: 40,
   measures: [{text: 一。, status: todo}, text: 二。, {text: 三。}],
   records: [{date: 2020-05-01, status: doing},
    {date: 2020-05-02, percent: 40, note: "a: b"}, {date: 2020-05-03, status: done}]},
  {id: 15, title: 甲, lead: [院士办], status: todo},
  {id: 16, title: 甲, lead: [院士办], status: todo},  # 末
 ]}
""",
    '{date: 2020-05-02, percent: 40, note: "a: b"}, ',
    ", {date: 2020-05-03, status: done}",
    ", {text: 三。}",
    "  {id: 16, title: 甲, lead: [院士办], status: todo},  # 末\n",
    ", {name: 外事办}",
    ("{text: 三。}", ", {text: 四。, status: todo}"),
    ("{id: 一, title: 学习}", ", {id: 二, title: 服务}"),
)
BLOCK = Layout(
    """\
---
schema: "1"
plan:
    title: 工作要点
    year: 2020
units:
-   name: 科技馆
-
    name: 院士办
-   "name": 外事办
sections:
-   title: 学习
    id: 一
tasks:
-   "id": "14"
    records:
    -   date: 2020-05-01
        status: doing # 启动
    -   percent: 40
        date: 2020-05-02
        note: |
            两行
            文字
    -   date: 2020-05-03
        status: 'done'
    "status": 'done'
    percent: '40'
    title: 科普
    lead:
    - 科技馆
    measures:
    -   text: 一。
    -   "status": 'todo'
        text: 二。
    -   text: |-
            三。
-   id: 15
    title: 甲
    lead: [院士办]
    status: todo
-
    id: 16
    status: todo
    title: 甲
    lead: [院士办]
""",
    "    -   percent: 40\n        date: 2020-05-02\n        note: |\n"
    "            两行\n            文字\n",
    "    -   date: 2020-05-03\n        status: 'done'\n",
    "    -   text: |-\n            三。\n",
    "-\n    id: 16\n    status: todo\n    title: 甲\n    lead: [院士办]\n",
    '-   "name": 外事办\n',
    ("    -   text: |-\n            三。\n", "    -   {text: 四。, status: todo}\n"),
    ("    id: 一\n", "-   id: 二\n    title: 服务\n"),
)
LAYOUTS = {"house": HOUSE, "flow": FLOW, "block": BLOCK}


def done_to_doing(text: str) -> str:
    """The status of 14, whose record of it is gone."""
    quoted = "\"status\": 'done'" in text
    old, new = ("\"status\": 'done'", "\"status\": 'doing'") if quoted else ("done", "doing")
    assert text.count(old) == 1
    return text.replace(old, new)


def without(text: str, part: str) -> str:
    assert text.count(part) == 1
    return text.replace(part, "")


def behind(text: str, place: tuple[str, str]) -> str:
    at, new = place
    assert text.count(at) == 1
    return text.replace(at, at + new)


def without_percent(text: str) -> str:
    """The percentage of 14, whose record of it is gone, with its line or its comma."""
    (part,) = (
        p for p in ("    percent: 40\n", ", percent: 40", "    percent: '40'\n") if p in text
    )
    return without(text, part)


def expected(layout: Layout, case: str) -> str:
    text = layout.text
    match case:
        case "a record goes":
            return without_percent(without(text, layout.record))
        case "the last record goes":
            return done_to_doing(without(text, layout.last))
        case "a record is put right":
            return text.replace("2020-05-03", "2020-05-04")
        case "a percentage is put right":
            return text.replace("percent: 40", "percent: 60").replace("'40'", "'60'")
        case "a measure goes":
            return without(text, layout.measure)
        case "a measure is reworded":
            return text.replace("二。", "改。")
        case "a task goes":
            left = without(text, layout.task)
            return left.replace(" ]}", "  # 末\n ]}") if "# 末" in layout.task else left
        case "a unit goes":
            return without(text, layout.unit)
        case "a section comes":
            return behind(text, layout.behind_sections)
        case "a section gets another title":
            return text.replace("title: 学习", "title: 理论")
        case "an office comes":
            new = ("office: 省办", 'phone: "0591"')
            lines = "".join(f"    {each}\n" for each in new)
            flow = text.replace("year: 2020}", f"year: 2020, {', '.join(new)}}}")
            return flow if flow != text else behind(text, ("    year: 2020\n", lines))
    raise AssertionError(case)


COMMANDS = {
    "a record goes": ["correct", "14", "--record", "2", "--delete"],
    "the last record goes": ["correct", "14", "--delete"],
    "a record is put right": ["correct", "14", "--on", "2020-05-04"],
    "a percentage is put right": ["correct", "14", "--record", "2", "--percent", "60"],
    "a measure goes": ["measure", "remove", "14.3"],
    "a measure is reworded": ["measure", "text", "14.2", "改。"],
    "a task goes": ["remove", "16"],
    "a unit goes": ["unit", "remove", "外事办"],
    "a section comes": ["section", "add", "服务"],
    "a section gets another title": ["section", "rename", "一", "理论"],
    "an office comes": ["set", "--office", "省办", "--phone", "0591"],
}


def chosen() -> Iterator[tuple[str, str, str]]:
    for layout in LAYOUTS:
        for case in COMMANDS:
            for variant in ("as it is", "BOM, CRLF, no final newline", "document marks"):
                yield layout, case, variant


@pytest.mark.parametrize(
    ("layout", "case", "variant"),
    [pytest.param(*names, id="-".join(names)) for names in chosen()],
)
def test_correction(tmp_path: Path, layout: str, case: str, variant: str) -> None:
    plan = tmp_path / "workplan.yaml"
    vary = VARIANTS[variant]
    before = vary(LAYOUTS[layout].text).encode()
    plan.write_bytes(before)
    today = ["-f", str(plan), "--today", "2020-06-15"]
    assert main([*today, *COMMANDS[case]]) == 0
    assert plan.read_bytes().decode() == vary(expected(LAYOUTS[layout], case))
    assert main([*today, "undo"]) == 0
    assert plan.read_bytes() == before


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_new_measure_and_one_that_moves(tmp_path: Path, layout: str) -> None:
    text = (
        LAYOUTS[layout].text.replace("status: done", "status: doing").replace("'done'", "'doing'")
    )
    plan = tmp_path / "workplan.yaml"
    plan.write_text(text, "utf-8")
    today = ["-f", str(plan), "--today", "2020-06-15"]
    assert main([*today, "measure", "add", "14", "四。"]) == 0
    assert plan.read_text("utf-8") == behind(text, LAYOUTS[layout].behind_measures)
    assert main([*today, "undo"]) == 0
    assert main([*today, "measure", "move", "14.3", "1"]) == 0
    moved = plan.read_text("utf-8")
    assert sorted(moved) == sorted(text)
    assert moved.index("三。") < moved.index("一。") < moved.index("二。")
    assert main([*today, "measure", "move", "14.1", "3"]) == 0
    assert plan.read_text("utf-8") == text
