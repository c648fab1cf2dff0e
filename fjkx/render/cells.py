"""Values as lines of so many cells, and how many lines they take."""

from collections.abc import Iterable, Sequence
from itertools import count, groupby
from operator import itemgetter
from typing import Final, TypeAlias

from rich.cells import cell_len

from fjkx.plan.characters import one_line, visible
from fjkx.render.wrap import list_items, wrap, wrap_list
from fjkx.views.document import Flow, Lines, Meter, Names, Tone, Value, Words, text_of

# What a line is made of, from left to right.
Line: TypeAlias = list[tuple[str, Tone]]

# A line before it is broken: its width if it may be broken anywhere, or those of its pieces.
Extent: TypeAlias = int | tuple[int, ...]

BETWEEN: Final = " · "


def lines_of(value: Value, width: int) -> list[Line]:
    """The value in lines of at most `width` cells."""
    match value:
        case Words(text, tone, found):
            return _toned(wrap(one_line(text), width), tone, found)
        case Names():
            return _names(value, width)
        case Flow(parts):
            return _flow(parts, width)
        case Lines(values):
            return [line for each in values for line in lines_of(each, width)]
        case None | "":
            return []
    paragraphs = visible(text_of(value)).split("\n")
    return [[(line, "")] for each in paragraphs for line in wrap(each, width)]


def extents(value: Value) -> list[Extent]:
    """The lines of a value before they are broken."""
    match value:
        case Words(text):
            return [cell_len(one_line(text))]
        case Names(names, label):
            return [(cell_len(label), *map(cell_len, list_items(list(map(one_line, names)))))]
        case Flow(parts):
            sizes = [cell_len(part.text) for part in parts]
            return [(*sizes[:1], *(len(BETWEEN) + size for size in sizes[1:]))]
        case Lines(values):
            return [extent for each in values for extent in extents(each)]
        case None | "" | Meter():
            return []
    return [cell_len(line) for line in visible(text_of(value)).split("\n")]


def natural(extent: Iterable[Extent]) -> int:
    """The width that lines take where none is broken."""
    return max((each if isinstance(each, int) else sum(each) for each in extent), default=0)


def height(extent: Iterable[Extent], width: int) -> int:
    """How many lines there are in a width, or nearly so: what must not begin a line is not
    looked at."""
    return sum(
        -(-each // width) if isinstance(each, int) else _filled(each, width) for each in extent
    )


def _filled(sizes: Iterable[int], width: int) -> int:
    """How many lines of `width` pieces of these sizes take."""
    lines, room = 1, width
    for size in sizes:
        if size > room:
            lines, room = lines + 1, width
        room -= size
    return lines


def length(line: Line) -> int:
    """The width of a line in cells."""
    return sum(cell_len(text) for text, _ in line)


def _names(value: Names, width: int) -> list[Line]:
    """Names after a label, those searched for marked."""
    names, start, found = list(map(one_line, value.names)), len(value.label), []
    for place, name in enumerate(names):
        if place in value.found:
            found.append((start, start + len(name)))
        start += len(name) + 1
    if not names:
        return []
    return _toned(wrap_list([value.label + names[0], *names[1:]], width), value.tone, found)


def _flow(parts: Sequence[Words], width: int) -> list[Line]:
    """Parts with a · between them, or each other's line end."""
    lines: list[Line] = []
    room = 0
    for part in parts:
        laid = lines_of(part, width)
        size = length(laid[0])
        if lines and len(laid) == 1 and size + len(BETWEEN) <= room:
            lines[-1] += [(BETWEEN, "faint"), *laid[0]]
            room -= len(BETWEEN) + size
        else:
            lines += laid
            room = width - length(lines[-1])
    return lines


def _toned(lines: Sequence[str], tone: Tone, found: Iterable[tuple[int, int]]) -> list[Line]:
    """Lines in a tone, with what was found marked; its places count through all lines."""
    if not found:
        return [[(line.rstrip(" "), tone)] for line in lines]
    marked = {place for start, end in found for place in range(start, end)}
    toned, start = [], 0
    for line in lines:
        tones = ("found" if place in marked else tone for place in count(start))
        toned.append(_stretches(tones, line.rstrip(" ")))
        start += len(line)
    return toned


def _stretches(tones: Iterable[Tone], text: Iterable[str]) -> Line:
    """Characters, each with its tone, as a line."""
    stretches = groupby(zip(text, tones, strict=False), key=itemgetter(1))
    return [("".join(sign for sign, _ in some), tone) for tone, some in stretches]


def bar(meter: Meter, width: int) -> Line:
    """A bar of `width` cells, full only at 100 and empty only at 0, with the meter's mark."""
    full = round(width * meter.percent / 100.0)
    if 0.0 < meter.percent < 100.0:
        full = min(max(full, 1), width - 1)
    signs = ["━"] * full + ["─"] * (width - full)
    tones: list[Tone] = [meter.tone] * full + ["faint"] * (width - full)
    if meter.mark is not None:
        place = min(int(width * meter.mark / 100.0), width - 1)
        signs[place], tones[place] = "┃", "warn"
    return _stretches(tones, signs)
