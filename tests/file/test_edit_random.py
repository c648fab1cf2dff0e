"""Random layouts through random updates: the plan changes as wanted, nothing else does."""

import re
from datetime import date
from typing import Any, TypeAlias, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from fjkx.file.edit import rewrite
from fjkx.file.scalar import respell
from fjkx.file.schema import node_at
from fjkx.file.tree import Sequence
from fjkx.plan.model import Measure, Record, Task, Unit
from tests.file.edit_layouts import changed, read

T = TypeVar("T")
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
        "due": DAYS.map(str),
        "due_text": WORDS,
        "percent": st.integers(0, 100).map(str),
        "measures": measures.map(
            lambda each: [{"text": "一。"} | ({"status": one} if one else {}) for one in each]
        ),
        "records": st.lists(
            st.fixed_dictionaries({"date": DAYS.map(str)}, optional={"note": WORDS}), max_size=2
        ),
        "x-own": WORDS,
    }
    task: dict[str, Value] = {"id": str(number), "title": "题", "status": draw(STATUS)}
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


@st.composite
def updates(draw: DrawFn, task: Task) -> Task:
    """The task with some of its fields changed."""
    record = st.builds(
        lambda day, status, note: Record(day, status=status, by="甲", note=note),
        *(DAYS, STATUS, st.none() | WORDS),
    )
    names = st.lists(st.sampled_from(["甲", "乙", "丙", "a: b"]), max_size=4).map(tuple)
    choices: dict[str, st.SearchStrategy[Any]] = {
        "status": STATUS,
        "records": st.lists(record, min_size=1, max_size=2).map(lambda new: (*task.records, *new)),
        "title": WORDS.filter(bool),
        "section": st.none() | WORDS,
        "lead": names,
        "support": names,
        "due": st.none() | DAYS,
        "percent": st.none() | st.integers(0, 100),
        "due_text": st.none() | WORDS,
        "measures": st.just(tuple(each._replace(status="done") for each in task.measures))
        | st.integers(0, len(task.measures)).map(lambda most: task.measures[:most]),
    }
    keys = draw(st.lists(st.sampled_from(sorted(choices)), unique=True, min_size=1))
    return task._replace(**{key: draw(choices[key]) for key in keys})


@st.composite
def new_tasks(draw: DrawFn, number: int) -> Task:
    """A task that is not in the plan."""
    names = st.lists(st.sampled_from(["甲", "乙", "a: b"]), max_size=2).map(tuple)
    record = st.builds(lambda day, note: Record(day, note=note), DAYS, WORDS)
    measure = st.builds(Measure, WORDS.filter(bool), st.sampled_from(["todo", "done"]))
    return Task(
        str(number),
        draw(WORDS.filter(bool)),
        draw(STATUS),
        draw(st.none() | WORDS),
        lead=draw(names),
        due=draw(st.none() | DAYS),
        added=draw(st.none() | DAYS),
        measures=tuple(draw(st.lists(measure, max_size=2))),
        records=tuple(draw(st.lists(record, max_size=1))),
    )


@st.composite
def new_units(draw: DrawFn, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """The units with some renamed, given aliases, and new ones behind them."""
    changed: dict[str, Unit] = {}
    for unit in units:
        if draw(st.booleans()):
            unit = Unit(draw(st.sampled_from(["新办", "x: y"])), (*unit.aliases, unit.name))
        changed.setdefault(unit.name, unit)
    more = st.lists(st.builds(Unit, WORDS.filter(bool), st.just(("旧",)) | st.just(())), max_size=2)
    for unit in draw(more):
        if unit.name not in {old.name for old in units}:
            changed.setdefault(unit.name, unit)
    return tuple(changed.values())


def assert_only_what_is_new(text: str, data: st.DataObject) -> None:
    """New tasks at one place, and new or other units, leave the rest of the text alone."""
    document = read(text)
    assert document.plan is not None
    tasks = document.plan.tasks
    index = data.draw(st.integers(0, len(tasks)))
    new = [data.draw(new_tasks(number)) for number in range(7, data.draw(st.integers(7, 9)) + 1)]
    units = document.plan.units
    if data.draw(st.booleans()):
        units = data.draw(new_units(units))
    wanted = document.plan._replace(units=units, tasks=(*tasks[:index], *new, *tasks[index:]))
    result = rewrite(document, wanted)
    assert read(result).plan == wanted
    assert sorted(comments(result)) == sorted(comments(text))
    nodes = node_at(document.root, "tasks")
    items = nodes.items if isinstance(nodes, Sequence) else ()
    if units == document.plan.units and index > 0:
        assert result.startswith(text[: items[index - 1].start])
    if index < len(items):
        assert result.endswith(text[items[index].start :])
    assert set(BREAK.findall(result)) <= set(BREAK.findall(text)) or "\n" not in text


def assert_only_what_goes(text: str, data: st.DataObject) -> None:
    """What goes from any list leaves the rest, and all comments; measures change places."""
    document = read(text)
    assert document.plan is not None
    tasks = []

    def some(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(item for item in items if data.draw(st.booleans()))

    units = some(document.plan.units)
    for task in document.plan.tasks:
        measures = some(task.measures)
        if len(measures) == len(task.measures):
            measures = tuple(data.draw(st.permutations(measures)))
        tasks.append(
            task._replace(
                lead=some(task.lead),
                records=some(task.records),
                measures=measures,
            )
        )
    chosen = some(tuple(tasks))
    wanted = document.plan._replace(units=units, tasks=chosen)
    result = rewrite(document, wanted)
    assert read(result).plan == wanted
    assert sorted(comments(result)) == sorted(comments(text))
    assert set(BREAK.findall(result)) <= set(BREAK.findall(text)) or "\n" not in text


def assert_only_the_change(text: str, data: st.DataObject) -> None:
    document = read(text)
    assert document.plan is not None
    index = data.draw(st.integers(0, len(document.plan.tasks) - 1))
    task = data.draw(updates(document.plan.tasks[index]))
    wanted = changed(document, index, **task._asdict())
    result = rewrite(document, wanted)
    assert read(result).plan == wanted
    # names in another order take the comments on their lines along
    assert sorted(comments(result)) == sorted(comments(text))
    nodes = node_at(document.root, "tasks")
    assert isinstance(nodes, Sequence)
    assert result.startswith(text[: nodes.items[index].start])
    if index + 1 < len(nodes.items):
        assert result.endswith(text[nodes.items[index + 1].start :])
    assert set(BREAK.findall(result)) <= set(BREAK.findall(text)) or "\n" not in text


def comments(text: str) -> list[str]:
    """The comments that the random layouts hold."""
    return re.findall(r"# 注: - a|# 注|# 计划|# 完|#(?=[\r\n]|$)", text)


BREAK = re.compile("\r\n|\r|\n")


@settings(
    max_examples=60,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(plan_texts(), st.data())
def test_any_layout_any_update(text: str, data: st.DataObject) -> None:
    assert_only_the_change(text, data)


@settings(
    max_examples=40,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(plan_texts(least=0), st.data())
def test_any_layout_new_tasks_and_units(text: str, data: st.DataObject) -> None:
    assert_only_what_is_new(text, data)


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(plan_texts(), st.data())
def test_any_layout_what_goes(text: str, data: st.DataObject) -> None:
    assert_only_what_goes(text, data)


@pytest.mark.long
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(plan_texts(), st.data())
def test_any_layout_what_goes_at_length(text: str, data: st.DataObject) -> None:
    assert_only_what_goes(text, data)


@pytest.mark.long
@settings(max_examples=5_000, suppress_health_check=list(HealthCheck))
@given(plan_texts(least=0), st.data())
def test_any_layout_new_tasks_and_units_at_length(text: str, data: st.DataObject) -> None:
    assert_only_what_is_new(text, data)


@pytest.mark.long
@settings(max_examples=5_000, suppress_health_check=list(HealthCheck))
@given(plan_texts(), st.data())
def test_any_layout_any_update_at_length(text: str, data: st.DataObject) -> None:
    assert_only_the_change(text, data)
