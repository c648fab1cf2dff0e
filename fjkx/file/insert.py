"""Splices that put new tasks, sections or units into a list of the file, or into a new one.

As everywhere, the layout follows what stands beside it: columns, blanks behind the dash, block
or flow style, blank lines between items or none.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Many
from typing import TypeAlias

from fjkx.file.layout import item_lines, value_of
from fjkx.file.lines import (
    BREAK,
    Splice,
    before_break,
    begins_line,
    below,
    below_comments,
    column,
    keeps_blanks,
    last_leaf,
    line_break,
    line_start,
    lines_at,
    lines_below,
    uncut,
)
from fjkx.file.splice import (
    add_entry,
    cannot_change,
    clear,
    dash_like,
    dash_of,
    insert_items,
    set_entry,
    spelled,
)
from fjkx.file.tree import Mapping, Sequence
from fjkx.plan.model import Section, Task, Unit

Items: TypeAlias = Many[Task] | Many[Section] | Many[Unit]


def insert_blocks(
    text: str, sequence: Sequence, after: int, items: Items, dash: int, apart: bool
) -> Iterator[Splice]:
    """Put new items behind the one at `after` of a list with items, or first if it is -1.

    Comments indented deeper than the dashes stay with the item above them, others with the
    item below. `dash` are the columns from a key to the dashes below it; `apart` says whether
    a blank line goes between items of several lines where the list has no two.
    """
    if sequence.flow:
        yield from insert_items(text, sequence, after, tuple(value_of("", i) for i in items))
        return
    model = sequence.items[max(after, 0)]
    lines = _lines_like(text, sequence, max(after, 0), items, dash)
    compact = isinstance(model, Mapping) and model.flow
    blank = ("",) if _stand_apart(text, sequence, apart and not compact) else ()
    if after >= 0:
        at = below_comments(text, below(text, last_leaf(model)), column(text, sequence.start))
        if keeps_blanks(text, last_leaf(model)):
            blank = ()
        yield from uncut(text, model)
        yield lines_at(text, at, tuple(line for each in lines for line in (*blank, *each)))
    elif begins_line(text, sequence.start):
        at = _above_comments(text, line_start(text, sequence.start))
        yield lines_at(text, at, tuple(line for each in lines for line in (*each, *blank)))
    else:
        raise cannot_change()


def fill_list(
    text: str, mapping: Mapping, index: int, items: Items, dash: int, apart: bool
) -> Iterator[Splice]:
    """Put the first items into the empty list, or absent value, of the entry at `index`."""
    key, old = mapping.entries[index]
    if mapping.flow or (isinstance(old, Sequence) and "#" in text[old.start : old.end]):
        yield from set_entry(text, mapping, index, value_of("", tuple(items)), dash)
        return
    yield from clear(text, key, old)
    yield from lines_below(text, old, _first_lines(text, mapping, items, dash, apart))


def add_list(
    text: str, mapping: Mapping, after: int, key: str, items: Items, dash: int
) -> Iterator[Splice]:
    """Put a new entry with a list of items behind the entry at `after`, a blank line before it
    if one follows there."""
    if mapping.flow:
        yield from add_entry(text, mapping, after, key, value_of("", tuple(items)), dash)
        return
    beside, old = mapping.entries[after]
    node = old if old.end > beside.end else beside
    at = below(text, last_leaf(node))
    blank = ("",) if at < len(text) and line_break(text, at)[0] == at else ()
    head = " " * column(text, mapping.start) + f"{key}:"
    lines = _first_lines(text, mapping, items, dash, False)
    yield from lines_below(text, node, (*blank, head, *lines))


def _first_lines(
    text: str, mapping: Mapping, items: Items, dash: int, apart: bool
) -> tuple[str, ...]:
    indent = " " * (column(text, mapping.start) + dash)
    lines: list[str] = []
    for item in items:
        lines += [""] * (apart and bool(lines))
        lines += (indent + line for line in item_lines(item, " ", dash))
    return tuple(lines)


def _lines_like(
    text: str, sequence: Sequence, index: int, items: Items, dash: int
) -> list[list[str]]:
    """The lines of new items, written like the item at `index` of a block list."""
    model = sequence.items[index]
    indent, gap = dash_like(text, sequence, index)
    if isinstance(model, Mapping) and model.flow:
        return [[f"{indent}-{gap}{spelled(value_of('', item), True)}"] for item in items]
    return [[indent + line for line in item_lines(item, gap, dash)] for item in items]


def _stand_apart(text: str, sequence: Sequence, default: bool) -> bool:
    """Whether blank lines separate at least half of a block list's items."""
    count = len(sequence.items) - 1
    blank = sum(_blank_before(text, sequence, index + 1) for index in range(count))
    return blank * 2 >= count if count else default


def _blank_before(text: str, sequence: Sequence, index: int) -> bool:
    start = below(text, last_leaf(sequence.items[index - 1]))
    between = text[start : line_start(text, dash_of(text, sequence, index))]
    return any(not line.strip() for line in BREAK.split(between)[:-1])


def _above_comments(text: str, at: int) -> int:
    """The first of the comment lines directly above the line that begins at `at`."""
    while at > 0:
        start = line_start(text, before_break(text, at))
        if not text[start:at].lstrip(" \t").startswith("#"):
            break
        at = start
    return at
