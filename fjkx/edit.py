"""A changed plan → the file's text with only those characters changed that it is about.

The file is never dumped: whatever differs between the plan as read and the plan as wanted
becomes splices at the place where it is written. The result is parsed again and compared.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from fjkx.model import Measure, Plan, Record, Task
from fjkx.parse import Document, entry, parse
from fjkx.splice import (
    Splice,
    Value,
    add_entry,
    apply,
    cannot_change,
    column,
    insert_items,
    remove_entry,
    remove_items,
    replace_scalar,
    set_entry,
)
from fjkx.tree import Mapping, Node, Scalar, Sequence

Item: TypeAlias = Task | Measure | Record

# The order of a task's keys in house style.
TASK_KEYS: Final = (
    *("id", "title", "section", "group", "lead", "support", "leaders", "status"),
    *("due", "due_text", "percent", "added", "measures", "records"),
)
DASH: Final = 2  # columns from a key to the dashes below it, where the file has no example


def rewrite(document: Document, plan: Plan) -> str:
    """The text of `document` with just those characters changed that make it read as `plan`.

    `plan` may differ from `document.plan` in the fields of its tasks, in their lists and in
    measures and records; not in the number of tasks or in anything else. Raises FileError,
    when the layout does not allow it or the text does not read back as `plan`; RequestError
    for characters that no file can hold.
    """
    text = apply(document.text, _plan_splices(document, plan))
    result = parse(text)
    if result.plan != plan or _error_count(result) > _error_count(document):
        raise cannot_change()
    return text


def _error_count(document: Document) -> int:
    return sum(problem.severity == "error" for problem in document.problems)


def _plan_splices(document: Document, plan: Plan) -> Iterator[Splice]:
    old, found = document.plan, entry(document.root, "tasks")
    if old is None or found is None or old._replace(tasks=plan.tasks) != plan:
        raise cannot_change()
    nodes = found[1]
    if not isinstance(nodes, Sequence) or len(nodes.items) != len(plan.tasks):
        raise cannot_change()
    file = _File(document.text, _dash(document.text, nodes.items, DASH))
    for node, before, after in zip(nodes.items, old.tasks, plan.tasks, strict=True):
        if before is not after and before != after:
            yield from _item_splices(file, node, before, after, nodes.flow)


class _File(NamedTuple):
    """The text that is edited, and how far its dashes stand right of their keys."""

    text: str
    dash: int


def _dash(text: str, mappings: Iterable[Node], default: int) -> int:
    """Columns from a key to the dashes below it in the first block list there is."""
    for mapping in mappings:
        for key, value in mapping.entries if isinstance(mapping, Mapping) else ():
            if isinstance(value, Sequence) and not value.flow:
                return column(text, value.start) - column(text, key.start)
    return default


def _item_splices(file: _File, node: Node, before: Any, after: Any, flow: bool) -> Iterator[Splice]:
    """One item of a list: a task, measure or record, or a name."""
    if isinstance(node, Mapping) and isinstance(after, Task | Measure | Record):
        for name, old, new in zip(after._fields, before, after, strict=True):
            if old != new:
                yield from _field_splices(file, node, before, after, name)
    elif isinstance(node, Scalar) and isinstance(after, str):
        yield from replace_scalar(file.text, node, after, flow)
    else:
        raise cannot_change()


def _field_splices(
    file: _File, mapping: Mapping, before: Item, after: Item, name: str
) -> Iterator[Splice]:
    """One field of an item: taken out, changed item by item, changed, or added."""
    old, new = getattr(before, name), getattr(after, name)
    names = [key.value for key, _ in mapping.entries]
    index = names.index(name) if name in names else None
    if name == "extra" or (index is None and _is_absent(new)):
        raise cannot_change()
    if index is None:
        place = _place(mapping, before, after, name)
        value, dash = _value(name, new), _dash(file.text, (mapping,), file.dash)
        yield from add_entry(file.text, mapping, place, name, value, dash)
        return
    node = mapping.entries[index][1]
    if _is_absent(new):
        yield from remove_entry(file.text, mapping, index)
    elif isinstance(node, Sequence) and node.items:
        yield from _list_splices(file, node, old, new)
    else:
        value, dash = _value(name, new), _dash(file.text, (mapping,), file.dash)
        yield from set_entry(file.text, mapping, index, value, dash)


def _list_splices(
    file: _File, node: Sequence, old: tuple[Any, ...], new: tuple[Any, ...]
) -> Iterator[Splice]:
    """A list: what stays at both ends stays; between, item for item, then what is left over."""
    if len(old) != len(node.items):
        raise cannot_change()
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    both = min(old_end, new_end)
    for index in range(head, both):
        yield from _item_splices(file, node.items[index], old[index], new[index], node.flow)
    if both < old_end:
        yield from remove_items(file.text, node, both, old_end)
    if both < new_end:
        values = tuple(_value("", item) for item in new[both:new_end])
        yield from insert_items(file.text, node, both - 1, values)


def _common(old: tuple[Any, ...], new: tuple[Any, ...]) -> int:
    """How many items the two begin with alike."""
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        if before != after:
            return index
    return min(len(old), len(new))


def _place(mapping: Mapping, before: Item, after: Item, name: str) -> int:
    """The entry behind which a new key goes: of those that stay, the last one that precedes
    it in house style; for `records` simply the last."""
    keys = [key.value for key, _ in mapping.entries]
    places = [index for index, key in enumerate(keys) if not _is_leaving(before, after, key)]
    if name == "records":
        return places[-1]
    order = TASK_KEYS if isinstance(after, Task) else after._fields
    earlier = order[: order.index(name)]
    return max((index for index in places if keys[index] in earlier), default=places[-1])


def _is_leaving(before: Item, after: Item, name: str) -> bool:
    return _is_absent(getattr(after, name, "")) and not _is_absent(getattr(before, name, ""))


def _is_absent(value: object) -> bool:
    return value is None or value == ()


def _value(name: str, value: Any) -> Value:
    """A field's value as it is written: an id of digits as a number, records as mappings."""
    if name == "id" and value.isdecimal() and str(int(value)) == value:
        return int(value)
    if isinstance(value, Measure | Record):
        pairs = value._asdict()
        pairs.update(pairs.pop("extra", ()))
        return {key: each for key, each in pairs.items() if each is not None}
    if isinstance(value, tuple):
        return tuple(_value("", item) for item in value)
    checked: Value = value
    return checked
