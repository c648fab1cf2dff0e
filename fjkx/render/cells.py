"""Values as lines of so many cells, and how many lines they take."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final, TypeAlias

from rich.cells import cell_len

from fjkx.plan.characters import one_line, visible
from fjkx.render.wrap import list_items, wrap, wrap_list, wrap_paragraphs
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
    return [[(line, "")] for line in wrap_paragraphs(visible(text_of(value)), width)]


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
    ahead = sorted(found, reverse=True)  # the next one last
    toned, start = [], 0
    for line in lines:
        toned.append(list(_marked(line, tone, start, ahead)))
        start += len(line)
    return toned


def _marked(
    line: str, tone: Tone, start: int, ahead: list[tuple[int, int]]
) -> Iterator[tuple[str, Tone]]:
    """The line, which begins at `start`, in stretches; what is marked in it is no longer ahead."""
    place, end, text = 0, len(line), line.rstrip(" ")
    while ahead and ahead[-1][0] - start < end:
        first, last = ahead.pop()
        begin = max(first - start, place)
        if text[place:begin]:
            yield text[place:begin], tone
        place = max(min(last - start, end), begin)
        if text[begin:place]:
            yield text[begin:place], "found"
        if last - start > end:
            ahead.append((start + end, last))
            break
    if text[place:]:
        yield text[place:], tone


def bar(meter: Meter, width: int) -> Line:
    """A bar of `width` cells, full only at 100 and empty only at 0, with the meter's mark."""
    full = round(width * meter.percent / 100.0)
    if 0.0 < meter.percent < 100.0:
        full = min(max(full, 1), width - 1)
    drawn = "━" * full + "─" * (width - full)
    if meter.mark is None:
        return [(drawn[:full], meter.tone), (drawn[full:], "faint")]
    place = min(int(width * meter.mark / 100.0), width - 1)
    tones: list[Tone] = [meter.tone] * full + ["faint"] * (width - full)
    tones[place] = "warn"
    line = f"{drawn[:place]}┃{drawn[place + 1 :]}"
    stretches = groupby(zip(tones, line, strict=True), key=itemgetter(0))
    return [("".join(sign for _, sign in some), tone) for tone, some in stretches]
