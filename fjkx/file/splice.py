"""Splices: replacements of characters that change one value, key or item of a YAML text.

Each function takes a text and nodes of its tree and yields splices that leave every other
character alone. Together they need not be right for every layout a hand can write: what they
make is parsed again and compared by `edit`.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Many
from datetime import date
from typing import TypeAlias

from fjkx.file.lines import (
    BREAK,
    BREAKS,
    Splice,
    before_break,
    begins_line,
    below,
    below_comments,
    column,
    comments,
    end_of_line,
    header_end,
    keeps_blanks,
    last_leaf,
    line_break,
    line_start,
    lines_at,
    lines_below,
    scalars_of,
    without_lines,
)
from fjkx.file.scalar import respell, spell
from fjkx.file.tree import Mapping, Node, Scalar, Sequence
from fjkx.file.values import is_plain_name
from fjkx.plan.errors import FileError
from fjkx.plan.named import NamedTuple

Value: TypeAlias = "str | int | date | tuple[Value, ...] | dict[str, Value]"


def apply(text: str, splices: Iterable[Splice]) -> str:
    """The text with all splices made; insertions at one place in the order given, and before
    what replaces the characters behind it.

    Of two that replace the very same characters the first holds; deletions may overlap.
    Raises FileError if others do.
    """
    parts: list[str] = []
    done = 0
    last: Splice | None = None
    for splice in sorted(splices, key=lambda each: (each.start, each.start < each.end)):
        if last and splice[:2] == last[:2] and splice.start < splice.end:
            continue
        if splice.start < done and splice.text:
            raise cannot_change()
        parts += (text[done : splice.start], splice.text)
        done = max(done, splice.end)
        last = splice
    return "".join(parts) + text[done:]


def cannot_change() -> FileError:
    """The refusal to write; the file stays as it is."""
    return FileError(
        "这里的写法没法安全地改动，什么也没有写入",
        "请用 fjkx edit 手工改，或把这一处改成常见的 YAML 写法",
    )


def spelled(value: Value, flow: bool) -> str:
    """The YAML spelling of a value on one line; lists and mappings in flow style."""
    if isinstance(value, str):
        return spell(value, flow)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(listed, value)) + "]"
    if isinstance(value, dict):
        pairs = (f"{spell(key, True)}: {spelled(item, True)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return str(value)


def listed(item: Value) -> str:
    """An item of a list in flow style; a name that would read as several is quoted."""
    if isinstance(item, str) and not is_plain_name(item):
        return respell(item, '"', True)
    return spelled(item, True)


# -- scalars --------------------------------------------------------------------------------


def replace_scalar(text: str, old: Scalar, value: Value, flow: bool) -> Iterator[Splice]:
    """Put `value` in the place of a scalar that is not empty, in its quotes if it has some.

    A comment behind the `|` or `>` of a block scalar stays, as do the blank lines after it.
    """
    if old.style not in ("|", ">"):
        quoted = old.style and not isinstance(value, tuple | dict)
        new = respell(str(value), old.style, flow) if quoted else spelled(value, flow)
        yield Splice(old.start, old.end, new)
        return
    header = header_end(text, old)
    yield Splice(old.start, header, spelled(value, flow))
    body = line_break(text, header)[0]
    body_end = old.start + len(text[old.start : old.end].rstrip(BREAKS))
    if body < body_end:
        yield Splice(body, body_end, "")


# -- entries of mappings --------------------------------------------------------------------


def set_entry(text: str, mapping: Mapping, index: int, value: Value, dash: int) -> Iterator[Splice]:
    """Give the entry at `index`, which has a scalar or an empty list, another value.

    A list of mappings becomes lines of its own in a block mapping, their dashes `dash` columns
    right of the key.
    """
    key, old = mapping.entries[index]
    if isinstance(old, Sequence) and "#" in text[old.start : old.end]:
        assert isinstance(value, tuple)
        yield Splice(old.start + 1, old.start + 1, spelled(value, True)[1:-1])
    elif _wants_lines(mapping, value):
        yield from clear(text, key, old)
        yield from lines_below(text, old, _item_lines(text, key, value, dash))
    elif old.start == old.end:
        colon = ":" * (old.start == key.end)
        yield Splice(old.start, old.start, f"{colon} {spelled(value, mapping.flow)}")
    elif isinstance(old, Scalar):
        yield from replace_scalar(text, old, value, mapping.flow)
    else:
        yield Splice(old.start, old.end, spelled(value, mapping.flow))


def add_entry(
    text: str, mapping: Mapping, after: int, key: str, value: Value, dash: int
) -> Iterator[Splice]:
    """Put a new entry behind the one at `after`; `dash` as in `set_entry`."""
    beside, old = mapping.entries[after]
    if mapping.flow:
        gap = " " * (old.start == old.end)
        new = f"{gap}, {key}: {spelled(value, True)}"
        alone = text[mapping.start] != "{"  # a pair in a list, [text: 甲], takes a second in braces
        if alone:
            yield Splice(mapping.start, mapping.start, "{")
        yield Splice(old.end, old.end, new + "}" * alone)
        return
    indent = " " * column(text, mapping.start)
    if _wants_lines(mapping, value):
        lines = (f"{indent}{key}:", *_item_lines(text, mapping, value, dash))
    else:
        lines = (f"{indent}{key}: {spelled(value, False)}",)
    yield from lines_below(text, old if old.end > beside.end else beside, lines)


def remove_entries(text: str, mapping: Mapping, places: Many[int]) -> Iterator[Splice]:
    """Take the entries at these places, which rise, out, in a block mapping with their lines;
    the comments in them and behind them stay."""
    if mapping.flow:
        yield from _remove_from_flow(text, [_part(*entry) for entry in mapping.entries], places)
        return
    behind_dash = not begins_line(text, mapping.start)
    dashed = sum(place == rank for rank, place in enumerate(places)) if behind_dash else 0
    if dashed:
        yield _move_up(text, mapping, dashed)
    for place in places[dashed:]:
        key, value = mapping.entries[place]
        yield without_lines(text, key.start, (key, *scalars_of(value)), last_leaf(value))


def _move_up(text: str, mapping: Mapping, count: int) -> Splice:
    """Take the first entries out, so that the next one stands behind the dash in their place."""
    if count == len(mapping.entries):
        raise cannot_change()
    gone = _part(*(node for entry in mapping.entries[:count] for node in entry))
    following = mapping.entries[count][0].start
    below = end_of_line(text, following) + " " * column(text, gone.start)
    kept = [
        text[at:stop] + below for at, stop in comments(text, gone.scalars, gone.start, gone.end)
    ]
    stop = following if not text[gone.end : following].strip() else gone.end
    return Splice(gone.start, stop, "".join(kept))


def empty_list(text: str, key: Scalar) -> Splice:
    """Say that the list of a key has no items, all of which are taken out."""
    colon = text.index(":", key.end) + 1
    return Splice(colon, colon, " []")


def _wants_lines(mapping: Mapping, value: Value) -> bool:
    return not mapping.flow and isinstance(value, tuple) and isinstance(value[0], dict)


def _item_lines(text: str, key: Node, value: Value, dash: int) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    indent = " " * (column(text, key.start) + dash)
    return tuple(f"{indent}- {spelled(item, False)}" for item in value)


def clear(text: str, key: Scalar, old: Node) -> Iterator[Splice]:
    """Take a value out, and the blanks and line ends between it and its key."""
    if old.start < old.end:
        before = text[key.end : old.start]
        blanks = len(before) - len(before.rstrip())
        yield Splice(old.start - blanks, old.end, "")


# -- items of sequences ---------------------------------------------------------------------


def insert_items(
    text: str, sequence: Sequence, after: int, values: tuple[Value, ...]
) -> Iterator[Splice]:
    """Put new items behind the one at `after` of a list with items, or first if it is -1."""
    new = [spelled(value, sequence.flow) for value in values]
    if not sequence.flow:
        yield from _insert_into_block(text, sequence, after, new)
    elif after < 0:
        at = sequence.items[0].start
        indent = text[line_start(text, at) : at]
        gap = end_of_line(text, at) + indent if begins_line(text, at) else " "
        yield Splice(at, at, "".join(f"{item},{gap}" for item in new))
    elif begins_line(text, sequence.items[after].start):
        yield from _insert_flow_lines(text, sequence, after, new)
    else:
        at = sequence.items[after].end
        yield Splice(at, at, "".join(f", {item}" for item in new))


def remove_items(text: str, sequence: Sequence, places: Iterable[int]) -> Iterator[Splice]:
    """Take the items at these places, which rise, out of a list. Comments in them and beside
    them stay; where there are none, one of the blank lines around a block item goes with it."""
    if sequence.flow:
        yield from _remove_from_flow(text, [_part(item) for item in sequence.items], places)
        return
    for place in places:
        dash, item = dash_of(text, sequence, place), sequence.items[place]
        if not begins_line(text, dash):
            raise cannot_change()
        gone = without_lines(text, dash, tuple(scalars_of(item)), last_leaf(item))
        yield gone
        if not gone.text:
            yield from _blank_beside(text, sequence, place, gone)


def _blank_beside(text: str, sequence: Sequence, place: int, gone: Splice) -> Iterator[Splice]:
    """The blank line above whole lines that go, if one follows them or nothing does; the one
    below where that above is part of a value, or nothing is above. A text that ends without a
    line break still does."""
    above = last_leaf(sequence.items[place - 1]) if place else None
    start = line_start(text, before_break(text, gone.start))
    end, following = line_break(text, gone.end)
    if text[gone.end : end].strip(" "):
        start = gone.start
    elif above is None or keeps_blanks(text, above):
        start = gone.start
        if following > end and len(sequence.items) > 1:
            yield Splice(gone.end, following, "")
    elif start < below(text, above) or text[start : gone.start].strip(" " + BREAKS):
        start = gone.start
    if gone.end == len(text) and text[-1] not in BREAKS:
        start = before_break(text, start)
    if start < gone.start:
        yield Splice(start, gone.start, "")


def reorder_items(text: str, sequence: Sequence, order: Iterable[int]) -> Iterator[Splice]:
    """Put the items of a list in another order, given as their places so far: in a block with
    their lines and the comments above them, in brackets without."""
    items = sequence.items
    if sequence.flow:
        for old, place in zip(items, order, strict=True):
            yield Splice(old.start, old.end, text[items[place].start : items[place].end])
        return
    if not begins_line(text, sequence.start):
        raise cannot_change()
    ends = [
        below_comments(text, below(text, last_leaf(item)), column(text, sequence.start))
        for item in items
    ]
    starts = [line_start(text, sequence.start), *ends]
    parts = [text[start:end] for start, end in zip(starts, ends, strict=False)]
    if parts[-1][-1] not in BREAKS:
        parts[-1] += end_of_line(text, ends[-1])
    new = "".join(parts[place] for place in order)
    if text[ends[-1] - 1] not in BREAKS:
        new = new.rstrip("\r\n")
    yield Splice(starts[0], ends[-1], new)


def _insert_into_block(
    text: str, sequence: Sequence, after: int, new: list[str]
) -> Iterator[Splice]:
    indent, gap = dash_like(text, sequence, max(after, 0))
    lines = tuple(f"{indent}-{gap}{item}" for item in new)
    if after >= 0:
        yield from lines_below(text, sequence.items[after], lines)
    elif begins_line(text, sequence.start):
        yield lines_at(text, line_start(text, sequence.start), lines)
    else:
        raise cannot_change()


def _insert_flow_lines(
    text: str, sequence: Sequence, after: int, new: list[str]
) -> Iterator[Splice]:
    """Lines for new items behind an item that begins a line of a flow list."""
    item = sequence.items[after]
    indent = text[line_start(text, item.start) : item.start]
    comma = _comma_behind(text, item.end)
    line_end = line_break(text, item.end)[0]
    rest_is_free = comma is None or not text[comma + 1 : line_end].partition("#")[0].strip()
    if sequence.end <= line_end or not rest_is_free or (comma or 0) > line_end:
        eol = end_of_line(text, item.start)
        yield Splice(item.end, item.end, "".join(f",{eol}{indent}{each}" for each in new))
        return
    if comma is None:
        yield Splice(item.end, item.end, ",")
    lines = [f"{indent}{each}," for each in new]
    if comma is None:
        lines[-1] = lines[-1][:-1]
    yield lines_at(text, line_break(text, item.end)[1], tuple(lines))


class _Part(NamedTuple):
    """An item of a flow list, or an entry of a flow mapping, and its scalars in order."""

    start: int
    end: int
    scalars: tuple[Scalar, ...]


def _part(*nodes: Node) -> _Part:
    scalars = tuple(scalar for node in nodes for scalar in scalars_of(node))
    return _Part(nodes[0].start, max(node.end for node in nodes), scalars)


def _remove_from_flow(text: str, parts: list[_Part], places: Iterable[int]) -> Iterator[Splice]:
    """Take some of the parts of a flow collection out, each with one comma, and with its lines
    where it has some for itself."""
    gone = dict.fromkeys(places)
    kept = [place for place in range(len(parts)) if place not in gone]
    comma = _comma_behind(text, parts[kept[-1]].end) if kept else None
    if comma is not None and len(parts) - 1 in gone and _comma_behind(text, parts[-1].end) is None:
        between = text[comma : parts[-1].end]
        if "#" not in between and BREAK.search(between) is None:
            yield Splice(comma, parts[-1].end, "")
            gone = {place: None for place in gone if place < kept[-1]}
        else:
            yield Splice(comma, comma + 1, "")
    for place in gone:
        yield from _without_part(text, parts[place])


def _without_part(text: str, part: _Part) -> Iterator[Splice]:
    """Take a part out with its comma, which may stand on a later line; its comments stay."""
    comma = _comma_behind(text, part.end)
    end, following = line_break(text, part.end if comma is None else comma)
    rest = text[part.end : end] if comma is None else text[comma + 1 : end]
    left = _kept_in_flow(text, part)
    alone = begins_line(text, part.start) and not rest.strip() and not left
    if alone and (comma is None or not text[part.end : comma].strip()):
        yield Splice(line_start(text, part.start), following, "")
        return
    start = part.start
    if comma is not None and not (rest.strip() or left or begins_line(text, start)):
        line = line_start(text, start)
        start = line + len(text[line:start].rstrip(" "))  # no blanks where the line ends
    yield Splice(start, part.end, left)
    if comma is not None:
        blanks = len(rest) - len(rest.lstrip(" "))
        if rest[blanks : blanks + 1] == "#" and not text[part.start - 1].isspace():
            blanks = 0  # what precedes a comment
        yield Splice(comma, comma + 1 + blanks, "")


def _kept_in_flow(text: str, part: _Part) -> str:
    """The comments in a part, each with its line end and the blanks that the next line begins
    with."""
    kept = ""
    for at, stop in comments(text, part.scalars, part.start, part.end):
        following = text[line_break(text, stop)[1] : part.end]
        blanks = len(following) - len(following.lstrip(" \t"))
        kept += text[at : line_break(text, stop)[1] + blanks]
    return " " * bool(kept and not text[part.start - 1].isspace()) + kept


def _comma_behind(text: str, at: int) -> int | None:
    """The comma that follows behind blanks and comments, if one does."""
    while at < len(text):
        if text[at] == "#":
            at = line_break(text, at)[1]
        elif text[at].isspace():
            at += 1
        else:
            return at if text[at] == "," else None
    return None


def dash_like(text: str, sequence: Sequence, index: int) -> tuple[str, str]:
    """The blanks before the dash of an item of a block list, and those behind it; one where the
    item stands on a line below."""
    dash = dash_of(text, sequence, index)
    gap = text[dash + 1 : sequence.items[index].start]
    return " " * column(text, dash), gap if not gap.strip(" ") else " "


def dash_of(text: str, sequence: Sequence, index: int) -> int:
    """Where the dash of an item of a block list stands: in the list's column, the first on its
    line, on the item's line or one above it. Raises FileError where there is none."""
    if index == 0:
        return sequence.start
    wanted, start = column(text, sequence.start), sequence.items[index].start
    while start > sequence.start:
        start = line_start(text, start)
        dash = start + wanted
        if text.startswith("-", dash) and not text[start:dash].strip(" \t"):
            return dash
        start -= 1
    raise cannot_change()
