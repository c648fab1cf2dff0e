"""Random layouts through random updates: the plan changes as wanted, nothing else does."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fjkx.file.edit import rewrite
from fjkx.file.lines import BREAK
from fjkx.file.scalar import respell
from fjkx.file.schema import node_at
from fjkx.file.tree import Node, Sequence
from fjkx.plan.model import Plan, Unit
from tests.file.edit_layouts import plan_of, read

T = TypeVar("T")
Promise: TypeAlias = Callable[[str, str, st.DataObject], None]
Value: TypeAlias = "str | list[Value] | dict[str, Value]"

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
        "support": words,
        "due": DAYS.map(str),
        "due_text": WORDS,
        "percent": st.integers(0, 100).map(str),
        "measures": measures.map(
            lambda each: [{"text": "一。"} | ({"status": one} if one else {}) for one in each]
        ),
        "records": st.lists(
            st.fixed_dictionaries(
                {"date": DAYS.map(str)}, optional={"status": STATUS, "note": WORDS}
            ),
            max_size=2,
        ),
        "x-own": WORDS,
    }
    task: dict[str, Value] = {"id": str(number), "status": draw(STATUS)}
    task["title"] = draw(WORDS.filter(bool))
    for key in draw(st.lists(st.sampled_from(sorted(choices)), unique=True)):
        task[key] = draw(choices[key])
    return {key: task[key] for key in draw(st.permutations(sorted(task)))}


def drawn_units(draw: DrawFn) -> dict[str, Value]:
    """No key, no unit, or some units with aliases or without."""
    names = st.lists(st.sampled_from(["单位", "a: b", "no", "甲办"]), unique=True, max_size=3)
    aliases = st.lists(st.sampled_from(["旧", "it's"]), unique=True, max_size=2)
    units: list[Value] = []
    for name in draw(names):
        unit: dict[str, Value] = {"name": name}
        if draw(st.booleans()):
            unit["aliases"] = list(draw(aliases))
        units.append({key: unit[key] for key in draw(st.permutations(sorted(unit)))})
    has_key = draw(st.booleans())
    return {"units": units} if units or has_key else {}


@st.composite
def plan_texts(draw: DrawFn, least: int = 1) -> str:
    """A plan file in a random layout, with `least` to three tasks."""
    pen = Pen(draw)
    tasks = [drawn_task(draw, number) for number in range(1, draw(st.integers(least, 3)) + 1)]
    content: dict[str, Value] = {"schema": "1", "plan": {"title": "要点", "year": "2020"}}
    content |= drawn_units(draw)
    content["tasks"] = list(tasks)
    text = draw(st.sampled_from(["", "---\n", "# 计划\n"])) + pen.block(content, 0)
    text += draw(st.sampled_from(["", "\n\n", "# 完\n", "...\n"]))
    if draw(st.booleans()):
        text = text.rstrip("\n")
    bom = draw(st.sampled_from(["", "\ufeff"]))
    return bom + text.replace("\n", draw(st.sampled_from(["\n", "\r\n", "\r"])))


FIELDS = ["status", "title", "section", "lead", "support", "due", "percent", "due_text"]
FIELDS += ["measures", "records"]


def assert_written(text: str, wanted: Plan) -> str:
    """The text with the plan as wanted; no comment is lost, and no other line end comes in."""
    result = rewrite(read(text), wanted)
    assert read(result).plan == wanted
    assert sorted(comments(result)) == sorted(comments(text))
    assert set(BREAK.findall(result)) <= set(BREAK.findall(text)) or "\n" not in text
    return result


def items(text: str) -> tuple[Node, ...]:
    """Where the tasks of a text stand."""
    nodes = node_at(read(text).root, "tasks")
    return tuple(nodes.items) if isinstance(nodes, Sequence) else ()


def assert_only_the_change(text: str, other: str, data: st.DataObject) -> None:
    """Fields of a task become those of another; names in another order take the comments on their
    lines along, and records come behind those that are there."""
    plan = plan_of(read(text))
    index = data.draw(st.integers(0, len(plan.tasks) - 1))
    task, (source, *_) = plan.tasks[index], plan_of(read(other)).tasks
    keys = data.draw(st.lists(st.sampled_from(FIELDS), unique=True, min_size=1))
    fields: dict[str, Any] = {key: getattr(source, key) for key in keys}
    if "records" in fields:
        fields["records"] = task.records + source.records
    changed = (*plan.tasks[:index], task._replace(**fields), *plan.tasks[index + 1 :])
    result = assert_written(text, plan._replace(tasks=changed))
    places = items(text)
    assert result.startswith(text[: places[index].start])
    if index + 1 < len(places):
        assert result.endswith(text[places[index + 1].start :])


def assert_only_what_is_new(text: str, other: str, data: st.DataObject) -> None:
    """New tasks at one place, and new or other units, leave the rest of the text alone."""
    plan, more = plan_of(read(text)), plan_of(read(other))
    index = data.draw(st.integers(0, len(plan.tasks)))
    new = (task._replace(id=f"7{task.id}", extra=()) for task in more.tasks)
    units = plan.units
    if data.draw(st.booleans()):
        renamed = (Unit(f"x: {unit.name}", (*unit.aliases, unit.name)) for unit in units)
        pairs = zip(units, renamed, strict=True)
        units = tuple(data.draw(st.sampled_from(pair)) for pair in pairs)
        names = {unit.name for unit in (*plan.units, *units)}
        units += tuple(unit for unit in more.units if unit.name not in names)
    tasks = (*plan.tasks[:index], *new, *plan.tasks[index:])
    wanted = plan._replace(units=units, tasks=tasks)
    result, places = assert_written(text, wanted), items(text)
    if wanted.units == plan.units and index > 0:
        assert result.startswith(text[: places[index - 1].start])
    if index < len(places):
        assert result.endswith(text[places[index].start :])


def assert_only_what_goes(text: str, other: str, data: st.DataObject) -> None:
    """What goes from any list leaves the rest, and all comments; measures change places."""
    plan = plan_of(read(text))

    def some(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(item for item in items if data.draw(st.booleans()))

    tasks = []
    for task in plan.tasks:
        measures = some(task.measures)
        if len(measures) == len(task.measures):
            measures = tuple(data.draw(st.permutations(measures)))
        gone: dict[str, Any] = {"lead": some(task.lead), "records": some(task.records)}
        tasks.append(task._replace(**gone, measures=measures))
    assert_written(text, plan._replace(units=some(plan.units), tasks=some(tuple(tasks))))


def comments(text: str) -> list[str]:
    """The comments that the random layouts hold."""
    return re.findall(r"# 注: - a|# 注|# 计划|# 完|#(?=[\r\n]|$)", text)


PROMISES = pytest.mark.parametrize(
    ("promise", "least"),
    [(assert_only_the_change, 1), (assert_only_what_is_new, 0), (assert_only_what_goes, 1)],
)


@PROMISES
@settings(max_examples=60, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_layout(promise: Promise, least: int, data: st.DataObject) -> None:
    promise(data.draw(plan_texts(least)), data.draw(plan_texts(least)), data)


@pytest.mark.long
@PROMISES
@settings(max_examples=5_000, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_layout_at_length(promise: Promise, least: int, data: st.DataObject) -> None:
    promise(data.draw(plan_texts(least)), data.draw(plan_texts(least)), data)
