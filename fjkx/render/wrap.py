"""Breaking text into lines by terminal cells. Nothing is ever cut."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from fjkx.plan.characters import COMMAND

# 避头 and 避尾: what must not begin, and what must not end, a line.
CLOSING: Final = frozenset("，。、；：！？）》〉」』】〕］｝”’…—·％%,.;:!?)]}")
OPENING: Final = frozenset("（《〈「『【〔［｛“‘([{")
JOINER: Final = "\u200d"


def wrap(text: str, width: int) -> list[str]:
    """Break one line of text into lines of at most `width` cells (blanks at a line's end not
    counted). Words and numbers in Latin letters stay whole, closing punctuation stays with
    what it closes and opening with what it opens, where they fit. The lines joined are the
    text. `width` is at least 2; a line feed counts as any other character.
    """
    if cell_len(text) <= width:
        return [text]
    return _fill(_pieces(text), width)


def folded(text: str, columns: int, indent: int = 0) -> str:
    """One line of text for a terminal of so many columns, in lines of which the later ones are
    indented. A command in it, which is there to be copied, is never broken: it gets a line of its
    own where it does not fit, and what is wider than that the terminal breaks."""
    if cell_len(text) <= columns:
        return text
    room = columns - indent - 2  # of which 2 for the sign behind a command
    lines = [""]
    for part in re.split(f"({COMMAND})", text):
        if re.fullmatch(COMMAND, part):
            lines += [part] if cell_len(lines[-1] + part) > room else [lines.pop() + part]
            continue
        if part[:1] in CLOSING and len(lines) > 1:
            lines[-1] += part[:1]
            part = part[1:]
        used = cell_len(lines[-1])
        first, *rest = wrap(" " * used + part, room) if used < room else ["", *wrap(part, room)]
        lines = [*lines[:-1], lines[-1] + first[used:], *rest]
    return f"\n{' ' * indent}".join(line.rstrip() for line in lines if line)


def list_items(items: Sequence[str]) -> list[str]:
    """The items, all but the last with the 、 that follows it."""
    return [f"{item}、" for item in items[:-1]] + list(items[-1:])


def wrap_list(items: Sequence[str], width: int) -> list[str]:
    """`甲、乙、丙` in lines of at most `width` cells, broken after a 、 only; inside an item
    only if it is wider than a line. The lines joined are the items joined with 、."""
    return _fill(list_items(items), width) or [""]


def _fill(pieces: Iterable[str], width: int) -> list[str]:
    """Put pieces on lines; one too wide for a line is broken between its parts."""
    lines: list[str] = []
    room = 0
    for piece in pieces:
        for part in _fitting(piece, width):
            size = cell_len(part.rstrip(" "))
            if lines and size <= room:
                lines[-1] += part
            else:
                lines.append(part)
                room = width
            room -= cell_len(part)
    return lines


def _fitting(piece: str, width: int) -> Iterator[str]:
    """The piece, or if it is too wide its parts, the widest units that fit a line."""
    if cell_len(piece.rstrip(" ")) <= width:
        yield piece
    elif len(parts := list(_pieces(piece))) > 1:
        for part in parts:
            yield from _fitting(part, width)
    else:
        yield from clusters(piece)


def _pieces(text: str) -> Iterator[str]:
    """What should stay on one line: words with their punctuation and the blanks after."""
    piece = ""
    for cluster in clusters(text):
        if piece and _may_break(piece, cluster):
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end with `before` and the next begin with `after`."""
    if after[0] == " " or after[0] in CLOSING or before[-1] in OPENING:
        return False
    return not (_in_word(before[-1]) and _in_word(after[0]))


def _in_word(char: str) -> bool:
    """Whether the character is of a script that writes words apart, or in a number."""
    return char != " " and ord(char) < 0x1100


def clusters(text: str) -> Iterator[str]:
    """Characters, each with the marks on it and what a joiner ties to it."""
    cluster = ""
    for char in text:
        if cluster and not cluster.endswith(JOINER) and not _extends(char):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _extends(char: str) -> bool:
    """Whether the character takes no room of its own."""
    return not char.isascii() and (char == "\ufe0f" or cell_len(char) == 0)
