"""Lines of a YAML text: where they begin and end, and splices of whole lines.

A splice replaces characters; those of whole lines keep the file's line ends, and leave the
comments and blank lines behind a value where they are.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Sequence as Many
from typing import Final

from fjkx.file.problems import BOM
from fjkx.file.tree import Node, Scalar, Sequence
from fjkx.plan.model import Span
from fjkx.plan.named import NamedTuple

BREAKS: Final = "\n\r\x85\u2028\u2029"  # where libyaml ends a line
BREAK = re.compile(f"\r\n|[{BREAKS}]")
_TO_BREAK = re.compile(f".*[{BREAKS}]", re.S)
_TO_USUAL = re.compile(".*[\r\n]", re.S)
_LOOK: Final = 256  # characters looked back at first
_BLOCK_HEADER = re.compile("[|>][-+0-9]*")


class Splice(NamedTuple):
    """Characters `start` up to but not including `end` become `text`."""

    start: int
    end: int
    text: str


def column(text: str, at: int) -> int:
    """The indentation of what stands at `at`, in characters from 0, a BOM not counted."""
    start = line_start(text, at)
    return at - start - text.startswith(BOM, start)


def begins_line(text: str, at: int) -> bool:
    """Whether only blanks stand before `at` on its line."""
    return not text[line_start(text, at) : at].strip(" \t" + BOM)


def line_start(text: str, at: int) -> int:
    """Where the line of `at` begins."""
    return _behind_last(_TO_BREAK, text, at)


def _behind_last(upto: re.Pattern[str], text: str, at: int) -> int:
    """Where the last match of `upto` before `at` ends, 0 if there is none. It looks back further
    and further, so that the time taken goes with the distance, not with the text."""
    look = _LOOK
    while at > 0:
        match = upto.match(text, max(at - look, 0), at)
        if match is not None:
            return match.end()
        if look >= at:
            break
        look *= 4
    return 0


def line_break(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line break that ends the line of `at`; the text's end if none."""
    match = BREAK.search(text, at)
    return match.span() if match else (len(text), len(text))


def end_of_line(text: str, at: int) -> str:
    """How the file ends the line before `at`'s: the nearest usual end, failing that its first."""
    end = _behind_last(_TO_USUAL, text, line_start(text, at))
    if end > 0:
        return "\r\n" if text[end - 2 : end] == "\r\n" else text[end - 1]
    match = re.search("\r\n|\n|\r", text)
    return match.group() if match else "\n"


def lines_below(text: str, node: Node, lines: tuple[str, ...]) -> Iterator[Splice]:
    """Whole new lines below the last line of a node in block context, comments behind it
    included."""
    yield from uncut(text, node)
    yield lines_at(text, below(text, last_leaf(node)), lines)


def uncut(text: str, node: Node) -> Iterator[Splice]:
    """What makes it safe to append lines to a text that ends within the node's block scalar."""
    leaf = last_leaf(node)
    if isinstance(leaf, Scalar) and leaf.style in ("|", ">") and _is_cut(text, leaf):
        yield Splice(leaf.start, header_end(text, leaf), _stripping_header(text, leaf))


def lines_at(text: str, at: int, lines: tuple[str, ...]) -> Splice:
    """Whole new lines at the start of a line, or at the end of a text without a last newline,
    which then stays without one."""
    eol = end_of_line(text, at)
    if at > 0 and text[at - 1] not in BREAKS:
        return Splice(at, at, "".join(eol + line for line in lines))
    return Splice(at, at, "".join(line + eol for line in lines))


def below(text: str, leaf: Node) -> int:
    """Where the line below a leaf begins; blank lines that are not part of a block scalar's
    value stay behind that place."""
    if not isinstance(leaf, Scalar) or leaf.style not in ("|", ">"):
        return line_break(text, leaf.end)[1]
    body = text[leaf.start : leaf.end]
    if "+" not in text[leaf.start : header_end(text, leaf)]:
        return line_break(text, leaf.start + len(body.rstrip(BREAKS)))[1]
    start = line_start(text, leaf.end)
    return leaf.end if text[start : leaf.end].strip(" ") else start


def below_comments(text: str, at: int, indent: int) -> int:
    """The line behind the comment lines from `at` on that stand right of column `indent`."""
    while at < len(text):
        end, following = line_break(text, at)
        line = text[at:end]
        stripped = line.lstrip(" \t")
        if not stripped.startswith("#") or len(line) - len(stripped) <= indent:
            break
        at = following
    return at


def keeps_blanks(text: str, leaf: Node) -> bool:
    """Whether a blank line below the leaf would be part of its value."""
    if not isinstance(leaf, Scalar) or leaf.style not in ("|", ">"):
        return False
    return "+" in text[leaf.start : header_end(text, leaf)]


def before_break(text: str, at: int) -> int:
    """Where the line break that ends at `at` begins."""
    return at - 2 if text[at - 2 : at] == "\r\n" else at - 1


def _is_cut(text: str, block: Scalar) -> bool:
    """Whether the text ends within the block scalar's last line: a newline would add to it."""
    cut = block.end == len(text) and text[-1] not in BREAKS
    return cut and bool(text[line_start(text, block.end) :].strip(" "))


def _stripping_header(text: str, block: Scalar) -> str:
    header = text[block.start : header_end(text, block)]
    return header.replace("+", "").replace("-", "") + "-"


def last_leaf(node: Node) -> Node:
    """What a node ends with: a scalar, or a flow collection."""
    while not isinstance(node, Scalar) and not node.flow:
        if isinstance(node, Sequence):
            node = node.items[-1]
        else:
            key, value = node.entries[-1]
            node = value if value.end > key.end else key
    return node


def without_lines(text: str, start: int, scalars: Many[Scalar], leaf: Node) -> Splice:
    """Remove from `start`, the first on its line, to the end of the line on which `leaf` ends,
    all `scalars` between; the comments between them stay, each on a line of its own."""
    end = below(text, leaf)
    indent, eol = " " * column(text, start), end_of_line(text, start)
    kept = [f"{indent}{text[at:stop]}" for at, stop in comments(text, scalars, start, end)]
    last = eol if kept and text[end - 1] in BREAKS else ""
    return Splice(line_start(text, start), end, eol.join(kept) + last)


def comments(text: str, scalars: Iterable[Scalar], start: int, end: int) -> Iterator[Span]:
    """The comments from `start` up to `end`, between which just these scalars stand, in order."""
    for scalar in scalars:
        yield from _gap(text, start, scalar.start)
        start = max(start, scalar.end)
        if scalar.style in ("|", ">"):
            header = header_end(text, scalar)
            yield from _gap(text, header, line_break(text, header)[0])
    yield from _gap(text, start, end)


def _gap(text: str, start: int, end: int) -> Iterator[Span]:
    """The comments in a text without scalars."""
    while (at := text.find("#", start, end)) >= 0:
        start = line_break(text, at)[0]
        yield Span(at, start)


def scalars_of(node: Node) -> Iterator[Scalar]:
    """The keys and values of a node, in the order of the text."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars_of(item)
    else:
        for key, value in node.entries:
            yield key
            yield from scalars_of(value)


def header_end(text: str, block: Scalar) -> int:
    """Where the `|` or `>` of a block scalar ends, with what is written on to it."""
    match = _BLOCK_HEADER.match(text, block.start)
    return match.end() if match else block.start
