"""A changed plan → the file's text with only those characters changed that it is about.

The file is never dumped: whatever differs between the plan as read and the plan as wanted
becomes splices at the place where it is written. The result is parsed again and compared.
"""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any, Final, TypeAlias

from fjkx.file.align import align, align_by_key, new_order
from fjkx.file.layout import TASK_KEYS, value_of
from fjkx.file.lines import Splice, column, comments, scalars_of
from fjkx.file.problems import locator
from fjkx.file.schema import Document, node_at, parse
from fjkx.file.splice import (
    add_entry,
    apply,
    cannot_change,
    empty_list,
    insert_items,
    remove_entries,
    remove_items,
    reorder_items,
    replace_scalar,
    set_entry,
)
from fjkx.file.tree import Mapping, Node, Scalar, Sequence
from fjkx.plan.errors import FileError
from fjkx.plan.model import Measure, Plan, Record, Section, Task, Unit
from fjkx.plan.named import NamedTuple

Item: TypeAlias = Plan | Task | Section | Unit | Measure | Record
Items: TypeAlias = tuple[Any, ...]

LISTS: Final = ("units", "sections", "tasks")
DASH: Final = 2  # columns from a key to the dashes below it, where the file has no example


def rewrite(document: Document, plan: Plan, name: str = "计划文件") -> str:
    """The text of `document` with just those characters changed that make it read as `plan`.

    `plan` may differ from `document.plan` in its own fields, and in its units, sections and tasks:
    in their fields and lists, by new ones at any place, and by some that are gone. Raises
    FileError, when it differs otherwise, the layout does not allow it, a comment would be lost or
    the text does not read back as `plan`, at the first of them that was to change; `name` is how
    the user knows the file. RequestError for characters that no file can hold.
    """
    try:
        splices = tuple(_plan_splices(document, plan))
        text = apply(document.text, splices)
        result = parse(text)
        if result.plan != plan or _error_count(result) > _error_count(document):
            raise cannot_change()
        if any("#" in document.text[each.start : each.end] for each in splices):
            _require_comments(document, result)
    except FileError as error:
        line, column = locator(document.text)(_first_change(document, plan))
        raise FileError(f"{name}:{line}:{column}: {error}", error.hint) from None
    return text


def _first_change(document: Document, plan: Plan) -> int:
    """Where the first unit, section or task that differs begins; the start of the text if none
    does."""
    for field in LISTS if document.plan else ():
        pairs = zip(getattr(document.plan, field), getattr(plan, field), strict=False)
        for place, (before, after) in enumerate(pairs):
            if before != after and (node := node_at(document.root, field, place)):
                return node.start
    return 0


def _require_comments(document: Document, result: Document) -> None:
    """Raise FileError if a comment is lost."""
    from collections import Counter

    if Counter(_remarks(document)) - Counter(_remarks(result)):
        raise cannot_change()


def _remarks(document: Document) -> Iterator[str]:
    """What the comments say; two that have come to stand on one line are still two."""
    if document.root is not None:
        text, scalars = document.text, scalars_of(document.root)
        for start, end in comments(text, scalars, 0, len(text)):
            yield from map(str.strip, text[start:end].split("#")[1:])


def _error_count(document: Document) -> int:
    return sum(problem.severity == "error" for problem in document.problems)


def _plan_splices(document: Document, plan: Plan) -> Iterator[Splice]:
    old, root = document.plan, document.root
    if old is None or root is None:
        raise cannot_change()
    lists = {name: getattr(plan, name) for name in LISTS}
    if (head := old._replace(**lists)) != plan:
        node = next(value for key, value in root.entries if key.value == "plan")
        yield from _item_splices(_File(document.text, DASH), node, head, plan, False)
    for name, new in lists.items():
        if new != getattr(old, name):
            yield from _root_splices(document.text, root, name, getattr(old, name), new)


class _File(NamedTuple):
    """The text that is edited, and how far its dashes stand right of their keys."""

    text: str
    dash: int


def _root_splices(text: str, root: Mapping, name: str, old: Items, new: Items) -> Iterator[Splice]:
    """The list of units, sections or tasks: what is gone, what changed, what is new."""
    index = next((i for i, (key, _) in enumerate(root.entries) if key.value == name), None)
    node = None if index is None else root.entries[index][1]
    listed = node.items if isinstance(node, Sequence) else ()
    aligned = align_by_key(old, new, attrgetter("name" if name == "units" else "id"))
    if len(listed) != len(old) or aligned is None:
        raise cannot_change()
    file = _File(text, _dash(text, listed or (root,), DASH))
    if isinstance(node, Sequence) and index is not None:
        yield from remove_items(text, node, aligned.gone)
        if len(aligned.gone) == len(old) > 0 and not (node.flow or new):
            yield empty_list(text, root.entries[index][0])
        for place, item in aligned.pairs:
            if old[place] is not item and old[place] != item:
                yield from _item_splices(file, listed[place], old[place], item, node.flow)
    yield from _new_splices(file, root, name, index, aligned.new)


def _new_splices(
    file: _File, root: Mapping, name: str, index: int | None, added: dict[int, Items]
) -> Iterator[Splice]:
    """What is new in a list: `index` is its entry's, None where there is no such list yet."""
    from fjkx.file.insert import add_list, fill_list, insert_blocks

    node = None if index is None else root.entries[index][1]
    apart = name == "tasks"
    for place, new in added.items():
        if index is None:
            yield from add_list(file.text, root, _place_of_list(root, name), name, new, file.dash)
        elif isinstance(node, Sequence) and node.items:
            yield from insert_blocks(file.text, node, place, new, file.dash, apart)
        else:
            yield from fill_list(file.text, root, index, new, file.dash, apart)


def _place_of_list(root: Mapping, name: str) -> int:
    """The last of the entries that precede a list in house style."""
    heads = ("schema", "plan", *LISTS[: LISTS.index(name)])
    found = [i for i, (key, _) in enumerate(root.entries) if key.value in heads]
    return max(found, default=len(root.entries) - 1)


def _dash(text: str, mappings: Iterable[Node], default: int) -> int:
    """Columns from a key to the dashes below it in the first block list there is."""
    for mapping in mappings:
        for key, value in mapping.entries if isinstance(mapping, Mapping) else ():
            if isinstance(value, Sequence) and not value.flow:
                return column(text, value.start) - column(text, key.start)
    return default


def _item_splices(file: _File, node: Node, before: Any, after: Any, flow: bool) -> Iterator[Splice]:
    """One item of a list: a task, section, unit, measure or record, or a name."""
    if isinstance(node, Mapping) and isinstance(after, Item):
        gone = [
            at for at, (key, _) in enumerate(node.entries) if _is_leaving(before, after, key.value)
        ]
        yield from remove_entries(file.text, node, gone)
        for name, old, new in zip(after._fields, before, after, strict=True):
            if old != new and not _is_leaving(before, after, name):
                yield from _field_splices(file, node, before, after, name)
    elif isinstance(node, Scalar) and isinstance(after, str):
        yield from replace_scalar(file.text, node, after, flow)
    else:
        raise cannot_change()


def _field_splices(
    file: _File, mapping: Mapping, before: Item, after: Item, name: str
) -> Iterator[Splice]:
    """One field of an item that it then has: changed item by item, changed, or added."""
    old, new = getattr(before, name), getattr(after, name)
    names = [key.value for key, _ in mapping.entries]
    index = names.index(name) if name in names else None
    if name == "extra":
        raise cannot_change()
    if index is None:
        place = _place(mapping, before, after, name)
        value, dash = value_of(name, new), _dash(file.text, (mapping,), file.dash)
        yield from add_entry(file.text, mapping, place, name, value, dash)
        return
    node = mapping.entries[index][1]
    if isinstance(node, Sequence) and node.items and isinstance(new, tuple):
        yield from _list_splices(file, node, old, new)
    else:
        value, dash = value_of(name, new), _dash(file.text, (mapping,), file.dash)
        yield from set_entry(file.text, mapping, index, value, dash)


def _list_splices(
    file: _File, node: Sequence, old: tuple[Any, ...], new: tuple[Any, ...]
) -> Iterator[Splice]:
    """A list in a new order, or what is gone from it, what changed, what is new."""
    if len(old) != len(node.items):
        raise cannot_change()
    if order := new_order(old, new):
        yield from reorder_items(file.text, node, order)
        return
    aligned = align(old, new)
    yield from remove_items(file.text, node, aligned.gone)
    for place, item in aligned.pairs:
        if old[place] != item:
            yield from _item_splices(file, node.items[place], old[place], item, node.flow)
    for place, items in aligned.new.items():
        values = tuple(value_of("", item) for item in items)
        yield from insert_items(file.text, node, place, values)


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
