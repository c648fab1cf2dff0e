"""How the columns of a table share the width there is: one way for all tables."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.cells import cell_len

from fjkx.plan.named import NamedTuple
from fjkx.render.cells import Extent, extents, height, natural
from fjkx.views.document import Column, Meter, Table

GAP: Final = 2
SMALL: Final = 60  # below this, columns may be left out
SAMPLE: Final = 100  # rows looked at to balance columns

# Cells that every column of text has before …
SQUEEZED: Final = 14  # … others are left beside it, their headings folded
ABREAST: Final = 18  # … others stand beside it and not below it
WITH_BARS: Final = 23  # … percentages are drawn as bars too
WITH_EXTRAS: Final = 35  # … there are columns that nobody misses
LEAST_TITLE: Final = 16
LEAST_TEXT: Final = 24
LEAST: Final = 8

PERCENT: Final = 4  # 100%
SMALL_BAR: Final = 7  # beside a percentage
LEAST_BAR: Final = 5
FAIR_BAR: Final = 12  # where names are broken anyway
BAR: Final = 20
CHART: Final = 60  # a bar with a mark on it
WIDEST_DUE: Final = 12

FLEXIBLE: Final = frozenset({"text", "names"})
RIGHT: Final = frozenset({"id", "number", "percent"})


class Layout(NamedTuple):
    """The columns of a table and places of them: those `shown` beside each other, those `stacked`
    below the first column of text, those in a line `below` the row;
    whether headings are `folded`; and once it is chosen, widths, whether percentages are `bars`
    too, and what is left out."""

    columns: Sequence[Column]
    shown: tuple[int, ...]
    stacked: tuple[int, ...]
    below: tuple[int, ...]
    folded: bool
    widths: tuple[int, ...] = ()
    bars: bool = False
    left_out: tuple[int, ...] = ()

    def table_width(self) -> int:
        """The width of the table."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)

    def without(self, place: int) -> "Layout":
        """The same with a column less."""
        return self._replace(shown=tuple(each for each in self.shown if each != place))

    def texts(self) -> list[int]:
        """The places of columns that may be broken."""
        return [place for place in self.shown if self.columns[place].kind in FLEXIBLE]

    def heading(self, place: int) -> str:
        """A column's heading; the first of text names what stands below it too."""
        column = self.columns[place]
        headings = [column.folded if self.folded and column.folded else column.heading]
        if self.texts()[:1] == [place]:
            headings += [self.columns[each].heading for each in self.stacked]
        return " / ".join(headings)


class Measured(NamedTuple):
    """What a table needs: of each column the width of what stands in it unbroken, of the first
    rows each column's lines; whether percentages may be bars too, bars have marks, and there are
    no headings."""

    sizes: Sequence[int]
    extents: Sequence[Sequence[list[Extent]]]
    shares: bool
    marks: bool
    bare: bool

    def width(self, layout: Layout, place: int) -> int:
        """The width of a column unbroken, with what is stacked below it and its heading."""
        size, kind = self.sizes[place], layout.columns[place].kind
        if kind == "date":
            size = min(size, WIDEST_DUE)
        if kind == "percent" and layout.bars:
            size += SMALL_BAR + 1
        if layout.texts()[:1] == [place]:
            size = max(size, *(self.sizes[each] for each in layout.stacked), 0)
        return size if self.bare else max(size, *map(cell_len, layout.heading(place).split("\n")))


def measure(table: Table) -> Measured:
    """What the table's columns need."""
    rows = list(table.rows())
    found = [[extents(cell) for cell in row.cells] for row in rows]
    sizes = [max(map(natural, column)) for column in zip(*found, strict=True)]
    meters = [
        (place, cell.mark)
        for row in rows
        for place, cell in enumerate(row.cells)
        if isinstance(cell, Meter)
    ]
    shares = {place for place, _ in meters if table.columns[place].kind == "percent"}
    for place in shares:
        sizes[place] = PERCENT
    return Measured(
        sizes=sizes or [0] * len(table.columns),
        extents=found[:SAMPLE],
        shares=bool(shares),
        marks=any(mark is not None for _, mark in meters),
        bare=table.bare,
    )


def lay_out(table: Table, width: int) -> Layout:
    """The first layout in which everything has the room it needs to be read, from all columns
    beside each other down to what a very small screen can show."""
    found = measure(table)
    for layout in _layouts(table.columns):
        if _room(found, layout, width) >= _wanted(found, layout):
            break
    spare = [place for place in layout.shown if table.columns[place].room == "spare"]
    while width < SMALL and spare and _room(found, layout, width) < LEAST_TITLE:
        layout = layout.without(spare[-1])._replace(left_out=(spare.pop(), *layout.left_out))
    layout = _with_luxuries(found, layout, width)
    room = _room(found, layout, width)
    bars = [place for place in layout.shown if table.columns[place].kind == "bar"]
    bar = _bar_width(found, layout, room) if bars else 0
    if bars and bar < LEAST_BAR:
        layout, bars = layout.without(bars[0]), []
        room = _room(found, layout, width)
    shares = _shares(found, layout, room + LEAST_BAR - bar if bars else room)
    widths = {place: found.width(layout, place) for place in layout.shown}
    widths |= {**shares, **dict.fromkeys(bars, bar)}
    return layout._replace(widths=tuple(widths[place] for place in layout.shown))


def _layouts(columns: Sequence[Column]) -> Iterator[Layout]:
    """From the widest to the narrowest."""

    def of(room: str) -> tuple[int, ...]:
        return tuple(place for place, column in enumerate(columns) if column.room == room)

    foldable = any(column.folded for column in columns)
    under, narrow = of("under"), (*of("under"), *of("stack"))
    for below, stacked in (((), under), (of("below"), under), (of("below"), narrow)):
        away = (*of("extra"), *below, *stacked)
        shown = tuple(place for place in range(len(columns)) if place not in away)
        for folded in (False, True)[: 1 + foldable]:
            yield Layout(columns, shown, stacked, below, folded)


def _room(found: Measured, layout: Layout, width: int) -> int:
    """What is left for columns of text, when all others have what they need."""
    fixed = [place for place in layout.shown if layout.columns[place].kind not in FLEXIBLE]
    taken = sum(
        LEAST_BAR if layout.columns[place].kind == "bar" else found.width(layout, place)
        for place in fixed
    )
    return width - taken - GAP * (len(layout.shown) - 1)


def _wanted(found: Measured, layout: Layout) -> int:
    """What columns of text want; before headings are folded, all of it."""
    sizes = [found.width(layout, place) for place in layout.texts()]
    if layout.folded:
        return sum(min(size, SQUEEZED) for size in sizes)
    if any(layout.columns[place].folded for place in layout.shown):
        return sum(sizes)
    return sum(min(size, ABREAST) for size in sizes)


def _with_luxuries(found: Measured, layout: Layout, width: int) -> Layout:
    """Percentages as bars, and columns that nobody misses, where there is plenty of room."""
    count = len(layout.texts()) + len(layout.stacked)
    richer = layout._replace(bars=found.shares)
    if _room(found, richer, width) >= WITH_BARS * count:
        layout = richer
    for place, column in enumerate(layout.columns):
        if column.room == "extra" and _room(found, layout, width) >= WITH_EXTRAS * count:
            layout = layout._replace(shown=tuple(sorted((*layout.shown, place))))
    return layout


def _bar_width(found: Measured, layout: Layout, room: int) -> int:
    """How much of the room, in which it has its least already, a bar gets beside the text."""
    rest = room + LEAST_BAR - sum(found.width(layout, place) for place in layout.texts())
    if rest >= LEAST_BAR:
        return min(rest, CHART if found.marks else BAR)
    return min(LEAST_BAR if layout.folded else FAIR_BAR, room + LEAST_BAR - SQUEEZED)


def _shares(found: Measured, layout: Layout, room: int) -> dict[int, int]:
    """How many of `room` cells each column of text gets: its natural width if all fit, else what
    takes the fewest lines."""
    texts = layout.texts()
    sizes = {place: found.width(layout, place) for place in texts}
    if sum(sizes.values()) <= room:
        return sizes
    if len(texts) == 2:
        return _balanced(found, layout, room)
    return dict.fromkeys(texts, max(room // max(len(texts), 1), LEAST))


def _balanced(found: Measured, layout: Layout, room: int) -> dict[int, int]:
    """Two columns in so few lines as possible, names broken between them only; lines of the first
    count twice, as a broken title reads badly. Of widths that take the same, text gets the most,
    and names the least."""
    first, second = layout.texts()
    titles, others = [], []
    for row in found.extents:
        titles.append([extent for place in (first, *layout.stacked) for extent in row[place]])
        others.append(row[second])
    is_text = layout.columns[second].kind == "text"
    size, most = found.width(layout, second), room - max(LEAST_TITLE, _widest_piece(titles))
    least = min(max(min(size, LEAST_TEXT if is_text else LEAST), _widest_piece(others)), most)
    choices = range(max(least, room - found.width(layout, first)), min(size, most) + 1)

    def lines(width: int) -> int:
        total = 0
        for title, other in zip(titles, others, strict=True):
            tall = height(title, room - width)
            total += tall + max(tall, height(other, width))
        return total

    ordered = reversed(choices) if is_text else choices
    width = max(min(ordered, key=lines, default=least), LEAST)
    return {first: max(room - width, LEAST), second: width}


def _widest_piece(rows: Iterable[Iterable[Extent]]) -> int:
    """The widest of what is not to be broken."""
    lines = (each for row in rows for each in row if isinstance(each, tuple))
    return max((size for each in lines for size in each), default=0)
