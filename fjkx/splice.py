"""Splices: replacements of characters that change one value, key or item of a YAML text.

Each function takes a text and nodes of its tree and yields splices that leave every other
character alone. Together they need not be right for every layout a hand can write: what they
make is parsed again and compared by `edit`.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from fjkx.errors import FileError
from fjkx.scalar import respell, spell
from fjkx.tree import BOM, Mapping, Node, Scalar, Sequence

Value: TypeAlias = "str | int | date | tuple[Value, ...] | dict[str, Value]"

_BREAKS: Final = "\n\r\x85\u2028\u2029"  # where libyaml ends a line
_BREAK = re.compile(f"\r\n|[{_BREAKS}]")
_BLOCK_HEADER = re.compile("[|>][-+0-9]*")


class Splice(NamedTuple):
    """Characters `start` up to but not including `end` become `text`."""

    start: int
    end: int
    text: str


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
        "文件的这种写法没法安全地改动,什么也没有写入",
        "请用 fjkx edit 手工改,或把这一处改成常见的 YAML 写法",
    )


def spelled(value: Value, flow: bool) -> str:
    """The YAML spelling of a value on one line; lists and mappings in flow style."""
    if isinstance(value, str):
        return spell(value, flow)
    if isinstance(value, tuple):
        return "[" + ", ".join(spelled(item, True) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{spell(key, True)}: {spelled(item, True)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return str(value)


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
    header_end = _header_end(text, old)
    yield Splice(old.start, header_end, spelled(value, flow))
    body = _line_break(text, header_end)[0]
    body_end = old.start + len(text[old.start : old.end].rstrip(_BREAKS))
    if body < body_end:
        yield Splice(body, body_end, "")


def _header_end(text: str, block: Scalar) -> int:
    match = _BLOCK_HEADER.match(text, block.start)
    return match.end() if match else block.start


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
        yield from _clear(text, key, old)
        yield from _lines_below(text, old, _item_lines(text, key, value, dash))
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
        yield Splice(old.end, old.end, new)
        return
    indent = " " * column(text, mapping.start)
    if _wants_lines(mapping, value):
        lines = (f"{indent}{key}:", *_item_lines(text, mapping, value, dash))
    else:
        lines = (f"{indent}{key}: {spelled(value, False)}",)
    yield from _lines_below(text, old if old.end > beside.end else beside, lines)


def remove_entry(text: str, mapping: Mapping, index: int) -> Iterator[Splice]:
    """Take the entry at `index` out with its line, or without it if a comment is there."""
    key, value = mapping.entries[index]
    if mapping.flow:
        nodes = [Scalar(k.start, max(k.end, v.end), "", "") for k, v in mapping.entries]
        yield from _remove_from_flow(text, nodes, index, index + 1)
        return
    if begins_line(text, key.start):
        yield _without_lines(text, key.start, value)
        return
    if index + 1 == len(mapping.entries):
        raise cannot_change()
    following = mapping.entries[index + 1][0].start
    end = max(key.end, _last_leaf(value).end)
    yield Splice(key.start, following if not text[end:following].strip() else end, "")


def _wants_lines(mapping: Mapping, value: Value) -> bool:
    return not mapping.flow and isinstance(value, tuple) and isinstance(value[0], dict)


def _item_lines(text: str, key: Node, value: Value, dash: int) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    indent = " " * (column(text, key.start) + dash)
    return tuple(f"{indent}- {spelled(item, False)}" for item in value)


def _clear(text: str, key: Scalar, old: Node) -> Iterator[Splice]:
    """Take a value out, and the blanks and line ends before it."""
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
        yield Splice(at, at, "".join(f"{item}, " for item in new))
    elif begins_line(text, sequence.items[after].start):
        yield from _insert_flow_lines(text, sequence, after, new)
    else:
        at = sequence.items[after].end
        yield Splice(at, at, "".join(f", {item}" for item in new))


def remove_items(text: str, sequence: Sequence, start: int, stop: int) -> Iterator[Splice]:
    """Take the items from `start` up to but not including `stop` out of a list that keeps
    others."""
    if sequence.flow:
        yield from _remove_from_flow(text, sequence.items, start, stop)
        return
    for index in range(start, stop):
        dash = _dash(text, sequence, index)
        if not begins_line(text, dash):
            raise cannot_change()
        yield _without_lines(text, dash, sequence.items[index])


def _insert_into_block(
    text: str, sequence: Sequence, after: int, new: list[str]
) -> Iterator[Splice]:
    model = sequence.items[max(after, 0)]
    dash = _dash(text, sequence, max(after, 0))
    gap = text[dash + 1 : model.start]
    lead = " " * column(text, dash) + "-" + (gap if gap.strip(" ") == "" else " ")
    lines = tuple(lead + item for item in new)
    if after >= 0:
        yield from _lines_below(text, model, lines)
    elif begins_line(text, dash):
        yield _lines_at(text, _line_start(text, dash), lines)
    else:
        raise cannot_change()


def _insert_flow_lines(
    text: str, sequence: Sequence, after: int, new: list[str]
) -> Iterator[Splice]:
    """Lines for new items behind an item that begins a line of a flow list."""
    item = sequence.items[after]
    indent = text[_line_start(text, item.start) : item.start]
    comma = _comma_behind(text, item.end)
    line_end = _line_break(text, item.end)[0]
    rest_is_free = comma is None or not text[comma + 1 : line_end].partition("#")[0].strip()
    if sequence.end <= line_end or not rest_is_free or (comma or 0) > line_end:
        eol = _end_of_line(text, item.start)
        yield Splice(item.end, item.end, "".join(f",{eol}{indent}{each}" for each in new))
        return
    if comma is None:
        yield Splice(item.end, item.end, ",")
    lines = [f"{indent}{each}," for each in new]
    if comma is None:
        lines[-1] = lines[-1][:-1]
    yield _lines_at(text, _line_break(text, item.end)[1], tuple(lines))


def _remove_from_flow(
    text: str, nodes: "list[Scalar] | tuple[Node, ...]", start: int, stop: int
) -> Iterator[Splice]:
    """Take some of the nodes of a flow collection out, each with one comma."""
    last = nodes[stop - 1].end
    before = _comma_behind(text, nodes[start - 1].end) if start > 0 else None
    if before is not None and _comma_behind(text, last) is None:
        gone = text[before:last]
        if "#" not in gone and _BREAK.search(gone) is None:
            yield Splice(before, last, "")
            return
    for node in nodes[start:stop]:
        yield Splice(node.start, node.end, "")
        comma = _comma_behind(text, node.end)
        if comma is not None:
            rest = text[comma + 1 : _line_break(text, comma)[0]]
            yield Splice(comma, comma + 1 + len(rest) - len(rest.lstrip(" ")), "")


def _comma_behind(text: str, at: int) -> int | None:
    """The comma that follows behind blanks and comments, if one does."""
    while at < len(text):
        if text[at] == "#":
            at = _line_break(text, at)[1]
        elif text[at].isspace():
            at += 1
        else:
            return at if text[at] == "," else None
    return None


def _dash(text: str, sequence: Sequence, index: int) -> int:
    """Where the dash of an item of a block list stands."""
    if index == 0:
        return sequence.start
    wanted = column(text, sequence.start)
    dash = text.rfind("-", 0, sequence.items[index].start)
    while dash > 0 and column(text, dash) != wanted:
        dash = text.rfind("-", 0, dash)
    return dash


# -- lines ----------------------------------------------------------------------------------


def column(text: str, at: int) -> int:
    """The indentation of what stands at `at`, in characters from 0, a BOM not counted."""
    start = _line_start(text, at)
    return at - start - text.startswith(BOM, start)


def begins_line(text: str, at: int) -> bool:
    """Whether only blanks stand before `at` on its line."""
    return not text[_line_start(text, at) : at].strip(" \t" + BOM)


def _line_start(text: str, at: int) -> int:
    while at > 0 and text[at - 1] not in _BREAKS:
        at -= 1
    return at


def _line_break(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line break that ends the line of `at`; the text's end if none."""
    match = _BREAK.search(text, at)
    return match.span() if match else (len(text), len(text))


def _end_of_line(text: str, at: int) -> str:
    """How the file ends the line before `at`'s: the nearest usual end, failing that its first."""
    start = _line_start(text, at)
    while start > 0:
        if text[start - 1] in "\r\n":
            return "\r\n" if text[start - 2 : start] == "\r\n" else text[start - 1]
        start = _line_start(text, start - 1)
    match = re.search("\r\n|\n|\r", text)
    return match.group() if match else "\n"


def _lines_below(text: str, node: Node, lines: tuple[str, ...]) -> Iterator[Splice]:
    """Whole new lines below the last line of a node in block context, comments behind it
    included."""
    leaf = _last_leaf(node)
    if isinstance(leaf, Scalar) and leaf.style in ("|", ">") and _is_cut(text, leaf):
        yield Splice(leaf.start, _header_end(text, leaf), _stripping_header(text, leaf))
    yield _lines_at(text, _below(text, leaf), lines)


def _lines_at(text: str, at: int, lines: tuple[str, ...]) -> Splice:
    """Whole new lines at the start of a line, or at the end of a text without a last newline,
    which then stays without one."""
    eol = _end_of_line(text, at)
    if at > 0 and text[at - 1] not in _BREAKS:
        return Splice(at, at, "".join(eol + line for line in lines))
    return Splice(at, at, "".join(line + eol for line in lines))


def _below(text: str, leaf: Node) -> int:
    """Where the line below a leaf begins; blank lines that are not part of a block scalar's
    value stay behind that place."""
    if not isinstance(leaf, Scalar) or leaf.style not in ("|", ">"):
        return _line_break(text, leaf.end)[1]
    body = text[leaf.start : leaf.end]
    if "+" not in text[leaf.start : _header_end(text, leaf)]:
        return _line_break(text, leaf.start + len(body.rstrip(_BREAKS)))[1]
    start = _line_start(text, leaf.end)
    return leaf.end if text[start : leaf.end].strip(" ") else start


def _is_cut(text: str, block: Scalar) -> bool:
    """Whether the text ends within the block scalar's last line: a newline would add to it."""
    cut = block.end == len(text) and text[-1] not in _BREAKS
    return cut and bool(text[_line_start(text, block.end) :].strip(" "))


def _stripping_header(text: str, block: Scalar) -> str:
    header = text[block.start : _header_end(text, block)]
    return header.replace("+", "").replace("-", "") + "-"


def _last_leaf(node: Node) -> Node:
    """What a node ends with: a scalar, or a flow collection."""
    while not isinstance(node, Scalar) and not node.flow:
        if isinstance(node, Sequence):
            node = node.items[-1]
        else:
            key, value = node.entries[-1]
            node = value if value.end > key.end else key
    return node


def _without_lines(text: str, start: int, value: Node) -> Splice:
    """Remove from `start`, the first on its line, to the end of `value`: whole lines, but
    only the characters if a comment follows on the last one. Comments inside `value` go."""
    leaf = _last_leaf(value)
    rest = text[leaf.end : _line_break(text, leaf.end)[0]]
    if rest.strip() and not (isinstance(leaf, Scalar) and leaf.style in ("|", ">")):
        return Splice(start, leaf.end + len(rest) - len(rest.lstrip()), "")
    return Splice(_line_start(text, start), _below(text, leaf), "")
