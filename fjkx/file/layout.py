"""A new plan, task or unit in house style: its keys in their order, as values or as lines."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fjkx.file.splice import Value, spelled
from fjkx.plan.characters import hidden, one_line
from fjkx.plan.model import Measure, Origin, Plan, Record, Section, Task, Unit, Was

# The order of a task's keys in house style.
TASK_KEYS: Final = (
    *("id", "title", "section", "group", "lead", "support", "leaders", "status"),
    *("due", "due_text", "percent", "added", "origin", "measures", "records"),
)


def value_of(name: str, value: Any) -> Value:
    """A field's value as it is written: an id of digits as a number, what has fields of its own
    as a mapping without those that are absent."""
    if name == "id" and value.isdecimal() and str(int(value)) == value:
        return int(value)
    if isinstance(value, Task | Unit | Section | Measure | Record | Origin):
        return mapping_of(value)
    if isinstance(value, Was):
        return {key: value_of("", old) for key, old in value._asdict().items() if old is not None}
    if isinstance(value, tuple):
        return tuple(value_of("", item) for item in value)
    checked: Value = value
    return checked


def mapping_of(item: Task | Unit | Section | Measure | Record | Origin) -> dict[str, Value]:
    """The keys and values of an item, in house style's order, those of the user's own last."""
    fields = item._asdict()
    extra = dict(fields.pop("extra", ()))
    keys = TASK_KEYS if isinstance(item, Task) else tuple(fields)
    present = {key: fields[key] for key in keys if fields[key] is not None and fields[key] != ()}
    return {key: value_of(key, value) for key, value in present.items()} | extra


def item_lines(item: Task | Unit | Section, gap: str, dash: int) -> tuple[str, ...]:
    """The lines of an item of a block list, from its dash, which stands at column 0.

    `gap` are the blanks behind a dash, `dash` the columns from a key to the dashes below it.
    Lists of names and records are on one line each, measures on lines of their own.
    """
    lines: list[str] = []
    for key, value in mapping_of(item).items():
        if key in ("measures", "records") and isinstance(value, tuple):
            lines += (f"{key}:", *list_lines(key, value, gap, dash))
        else:
            lines += field_lines(key, value)
    return dashed(lines, gap)


def field_lines(key: str, value: Value) -> list[str]:
    """A key and its value on one line; a text of several paragraphs as a block below the key,
    where a block can hold it."""
    if isinstance(value, str) and "\n" in value and may_be_block(value):
        return [f"{key}: |-", *(f"  {line}" if line else "" for line in value.split("\n"))]
    return [f"{key}: {spelled(value, False)}"]


def may_be_block(text: str) -> bool:
    """Whether a block scalar keeps every character: all can be seen, no line begins with a
    blank, the first and last are not empty."""
    lines = text.split("\n")
    return bool(lines[0] and lines[-1]) and all(
        not (hidden(line) or line.startswith(" ")) for line in lines
    )


def list_lines(key: str, items: tuple[Value, ...], gap: str, dash: int) -> list[str]:
    """The lines of a list below its key, which stands at column 0."""
    lines: list[str] = []
    for item in items:
        if key == "measures" and isinstance(item, dict):
            lines += dashed([f"{name}: {spelled(each, False)}" for name, each in item.items()], gap)
        else:
            lines.append(f"-{gap}{spelled(item, False)}")
    return [" " * dash + line for line in lines]


def dashed(lines: list[str], gap: str) -> tuple[str, ...]:
    """The lines of one item behind a dash."""
    indent = " " * (1 + len(gap))
    return (f"-{gap}{lines[0]}", *(indent + line if line else "" for line in lines[1:]))


# -- a whole plan ---------------------------------------------------------------------------

# What a remark in the file is about: ("task", id), ("section", id), ("unit", name), or None
# for the plan as a whole.
Place = tuple[str, str] | None


def plan_text(plan: Plan, remarks: Mapping[Place, Sequence[str]] | None = None) -> str:
    """The text of a new plan file: the plan's own fields, units, sections, tasks, each section's
    heading as a comment above its first task.

    `remarks` become comments above the item that they are about, for a person to decide on.
    """
    said = remarks or {}
    parts = [
        [*comments(said.get(None, ()), 0), "schema: 1", "plan:", *own_lines(plan)],
        unit_lines(plan, said),
        section_lines(plan, said),
    ]
    blocks = [*("\n".join(lines) for lines in parts if lines), *task_blocks(plan, said)]
    return "\n\n".join(blocks) + "\n"


def own_lines(plan: Plan) -> Iterator[str]:
    """The plan's own fields, below their key."""
    for key, value in plan._asdict().items():
        if value is not None and not isinstance(value, tuple):
            yield from indented(field_lines(key, value))


def unit_lines(plan: Plan, said: Mapping[Place, Sequence[str]]) -> list[str]:
    """The declared units, in the order in which the notice first names them."""
    if not plan.units:
        return ["units: []"]
    lines = ["# 单位按通知中首次出现的顺序;名称用通知原文", "units:"]
    for unit in plan.units:
        lines += comments(said.get(("unit", unit.name), ()), 2)
        lines += indented(item_lines(unit, " ", 2))
    return lines


def section_lines(plan: Plan, said: Mapping[Place, Sequence[str]]) -> list[str]:
    """The sections; nothing for a plan without."""
    lines = ["sections:"] if plan.sections else []
    for section in plan.sections:
        lines += comments(said.get(("section", section.id), ()), 2)
        lines += indented(item_lines(section, " ", 2))
    return lines


def task_blocks(plan: Plan, said: Mapping[Place, Sequence[str]]) -> Iterator[str]:
    """The tasks, each a block of lines, the key of all above the first."""
    titles = {section.id: f"{section.id}、{section.title}" for section in plan.sections}
    above, opening = None, ["tasks:"] if plan.tasks else ["tasks: []"]
    for task in plan.tasks:
        heading = titles.get(task.section or "") if task.section != above else None
        above = task.section
        lines = [
            *opening,
            *comments([heading] if heading else [], 2),
            *comments(said.get(("task", task.id), ()), 2),
            *indented(item_lines(task, " ", 2)),
        ]
        opening = []
        yield "\n".join(lines)
    if opening:
        yield opening[0]


def comments(texts: Sequence[str], columns: int) -> list[str]:
    """Texts as comment lines, with the codes of what may not be shown."""
    return [f"{' ' * columns}# {one_line(text)}" for text in texts]


def indented(lines: Sequence[str]) -> list[str]:
    """The lines two columns in; empty ones stay empty."""
    return [f"  {line}" if line else "" for line in lines]
