"""One new task or unit in house style: its keys in their order, as values or as lines."""

from typing import Any, Final

from fjkx.model import Measure, Record, Task, Unit
from fjkx.splice import Value, spelled

# The order of a task's keys in house style.
TASK_KEYS: Final = (
    *("id", "title", "section", "group", "lead", "support", "leaders", "status"),
    *("due", "due_text", "percent", "added", "measures", "records"),
)


def value_of(name: str, value: Any) -> Value:
    """A field's value as it is written: an id of digits as a number, what has fields of its own
    as a mapping without those that are absent."""
    if name == "id" and value.isdecimal() and str(int(value)) == value:
        return int(value)
    if isinstance(value, Task | Unit | Measure | Record):
        return mapping_of(value)
    if isinstance(value, tuple):
        return tuple(value_of("", item) for item in value)
    checked: Value = value
    return checked


def mapping_of(item: Task | Unit | Measure | Record) -> dict[str, Value]:
    """The keys and values of an item, in house style's order, those of the user's own last."""
    fields = item._asdict()
    extra = dict(fields.pop("extra", ()))
    keys = TASK_KEYS if isinstance(item, Task) else tuple(fields)
    present = {key: fields[key] for key in keys if fields[key] is not None and fields[key] != ()}
    return {key: value_of(key, value) for key, value in present.items()} | extra


def item_lines(item: Task | Unit, gap: str, dash: int) -> tuple[str, ...]:
    """The lines of an item of a block list, from its dash, which stands at column 0.

    `gap` are the blanks behind a dash, `dash` the columns from a key to the dashes below it.
    Lists of names and records are on one line each, measures on lines of their own.
    """
    lines: list[str] = []
    for key, value in mapping_of(item).items():
        if key in ("measures", "records") and isinstance(value, tuple):
            lines += (f"{key}:", *list_lines(key, value, gap, dash))
        else:
            lines.append(f"{key}: {spelled(value, False)}")
    return dashed(lines, gap)


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
    return (f"-{gap}{lines[0]}", *(indent + line for line in lines[1:]))
