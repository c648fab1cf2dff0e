"""How the columns of a table share the width there is: one way for all tables."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from fjkx.render.cells import Extent, extents, height, natural
from fjkx.views.document import Column, Meter, Table, Value

GAP: Final = 2
SMALL: Final = 60  # below this, columns may be left out
SAMPLE: Final = 100  # rows looked at to balance columns

# Cells that every column of text has before …
ABREAST: Final = 18  # … others stand beside it and not below it
WITH_BARS: Final = 23  # … percentages are drawn as bars too
WITH_EXTRAS: Final = 35  # … there are columns that nobody misses
LEAST_TITLE: Final = 16
LEAST_TEXT: Final = 24

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
    """Places of columns: those `shown` with their widths, those stacked below the first column of
    text, those `under` it or the row, those in a line `below` the row, and those left out."""

    shown: tuple[int, ...]
    widths: tuple[int, ...]
    stacked: tuple[int, ...]
    under: tuple[int, ...]
    below: tuple[int, ...]
    left_out: tuple[int, ...]
    folded: bool
    bars: bool

    def taken(self) -> int:
        """The width of the table."""
        return sum(self.widths) + GAP * (len(self.widths) - 1)


class Measured(NamedTuple):
    """What a table needs: of each column the width of what stands in it unbroken, of the first
    rows each column's lines, whether percentages may be bars too, and bars have marks."""

    columns: Sequence[Column]
    sizes: Sequence[int]
    extents: Sequence[Sequence[list[Extent]]]
    shares: bool
    marks: bool

    def heading(self, place: int, folded: bool) -> int:
        """The width of a column's heading."""
        column = self.columns[place]
        return heading_width(column.folded if folded and column.folded else column.heading)

    def fixed(self, place: int, folded: bool, bars: bool = False) -> int:
        """The width of a column that is not broken, its heading included."""
        column, size = self.columns[place], self.sizes[place]
        if column.kind == "date":
            size = min(size, WIDEST_DUE)
        if column.kind == "percent" and bars:
            size += SMALL_BAR + 1
        return max(size, self.heading(place, folded))


def heading_width(heading: str) -> int:
    """The width of a heading of one or two lines."""
    return max(map(cell_len, heading.split("\n")))


def measure(table: Table) -> Measured:
    """What the table's columns need."""
    rows = list(table.rows())
    known = [[extents(cell) for cell in row.cells] for row in rows[:SAMPLE]]
    sizes = []
    for place, column in enumerate(table.columns):
        cells = (row.cells[place] for row in rows)
        sizes.append(max((_size(column, cell) for cell in cells), default=0))
    meters = [
        (column.kind, cell)
        for row in rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if isinstance(cell, Meter)
    ]
    shares = any(kind == "percent" for kind, _ in meters)
    marks = any(meter.mark is not None for _, meter in meters)
    return Measured(table.columns, sizes, known, shares, marks)


def _size(column: Column, value: Value) -> int:
    """The width of a value; a bar has none of its own."""
    if isinstance(value, Meter):
        return PERCENT if column.kind == "percent" else 0
    return natural(extents(value))


def lay_out(table: Table, width: int) -> Layout:
    """The first layout in which everything has the room it needs to be read, from all columns
    beside each other down to what a very small screen can show."""
    found = measure(table)
    choices = list(_choices(table.columns))
    for choice in choices:
        if _room(found, choice, width) >= _wanted(found, choice):
            break
    left_out: list[int] = []
    spare = [place for place in choice.shown if table.columns[place].room == "spare"]
    while width < SMALL and spare and _room(found, choice, width) < LEAST_TITLE:
        left_out.append(spare.pop())
        choice = choice.without(left_out[-1])
    return _shared_out(found, choice, width, tuple(left_out))


class Choice(NamedTuple):
    """Which columns stand beside each other, which below the first of text, which below rows."""

    shown: tuple[int, ...]
    stacked: tuple[int, ...]
    under: tuple[int, ...]
    below: tuple[int, ...]
    extras: tuple[int, ...]
    folded: bool

    def without(self, place: int) -> "Choice":
        """The same with a column less."""
        return self._replace(shown=tuple(each for each in self.shown if each != place))


def _choices(columns: Sequence[Column]) -> Iterator[Choice]:
    """From the widest to the narrowest."""
    of = {
        room: tuple(place for place, column in enumerate(columns) if column.room == room)
        for room in ("under", "extra", "below", "stack")
    }
    foldable = any(column.folded for column in columns)
    for below, stacked in (((), ()), (of["below"], ()), (of["below"], of["stack"])):
        away = (*of["under"], *of["extra"], *below, *stacked)
        shown = tuple(place for place in range(len(columns)) if place not in away)
        for folded in (False, True)[: 1 + foldable]:
            yield Choice(shown, stacked, of["under"], below, of["extra"], folded)


def _flexible(found: Measured, choice: Choice) -> list[int]:
    return [place for place in choice.shown if found.columns[place].kind in FLEXIBLE]


def _room(found: Measured, choice: Choice, width: int) -> int:
    """What is left for columns of text, when all others have what they need."""
    kinds = [found.columns[place].kind for place in choice.shown]
    fixed = sum(
        LEAST_BAR if kind == "bar" else found.fixed(place, choice.folded)
        for place, kind in zip(choice.shown, kinds, strict=True)
        if kind not in FLEXIBLE
    )
    return width - fixed - GAP * (len(kinds) - 1)


def _wanted(found: Measured, choice: Choice) -> int:
    """What columns of text want; before headings are folded, all of it."""
    most = ABREAST
    if not choice.folded and any(found.columns[place].folded for place in choice.shown):
        most = max(found.sizes, default=0)
    return sum(min(_text_size(found, choice, place), most) for place in _flexible(found, choice))


def _text_size(found: Measured, choice: Choice, place: int) -> int:
    """The width of a column of text unbroken, with what stands below it."""
    sizes = [found.sizes[place], heading_width(heading_of(found.columns, choice, place))]
    if place == _flexible(found, choice)[0]:
        sizes += (found.sizes[each] for each in choice.stacked)
    return max(sizes)


def heading_of(columns: Sequence[Column], choice: "Choice | Layout", place: int) -> str:
    """A column's heading; the first of text names what stands below it too."""
    column = columns[place]
    heading = column.folded if choice.folded and column.folded else column.heading
    texts = [each for each in choice.shown if columns[each].kind in FLEXIBLE]
    if texts[:1] == [place]:
        below = (*choice.under, *choice.stacked)
        heading = " / ".join([heading, *(columns[each].heading for each in below)])
    return heading


def _shared_out(found: Measured, choice: Choice, width: int, left_out: tuple[int, ...]) -> Layout:
    """The widths: of columns that are not broken first, then bars, then text."""
    texts = _flexible(found, choice)
    count = len(texts) + len(choice.stacked)
    room = _room(found, choice, width)
    bars = found.shares and room - SMALL_BAR - 1 >= WITH_BARS * count
    room -= (SMALL_BAR + 1) * bars
    for place in choice.extras:
        extra = found.fixed(place, False)
        if room >= WITH_EXTRAS * count:
            room -= extra + GAP
            choice = choice._replace(shown=tuple(sorted((*choice.shown, place))))
    charts = [place for place in choice.shown if found.columns[place].kind == "bar"]
    bar = 0
    if charts:
        room += LEAST_BAR
        bar = _bar_width(found, room, [_text_size(found, choice, place) for place in texts])
        room -= bar
        if bar < LEAST_BAR:
            choice, room = choice.without(charts[0]), room + bar + GAP
    shares = dict(zip(texts, _shares(found, choice, texts, room), strict=True))
    widths = tuple(
        shares[place]
        if place in shares
        else bar
        if place in charts
        else found.fixed(place, choice.folded, bars)
        for place in choice.shown
    )
    return Layout(
        shown=choice.shown,
        widths=widths,
        stacked=choice.stacked,
        under=choice.under,
        below=choice.below,
        left_out=left_out,
        folded=choice.folded,
        bars=bars,
    )


def _bar_width(found: Measured, room: int, texts: Sequence[int]) -> int:
    """How much of the room a bar gets beside text of these widths."""
    if room - sum(texts) >= LEAST_BAR:
        return min(room - sum(texts), CHART if found.marks else BAR)
    return min(FAIR_BAR, room - LEAST_TITLE + GAP)


def _shares(found: Measured, choice: Choice, texts: Sequence[int], room: int) -> Sequence[int]:
    """How many of `room` cells each column of text gets: its natural width if all fit, else what
    takes the fewest lines."""
    sizes = [_text_size(found, choice, place) for place in texts]
    if sum(sizes) <= room or len(texts) < 2:
        return [min(size, max(room, 8)) for size in sizes]
    if len(texts) > 2:
        return [max(room // len(texts), 8)] * len(texts)
    return _balanced(found, choice, texts, sizes, room)


def _balanced(
    found: Measured, choice: Choice, texts: Sequence[int], sizes: Sequence[int], room: int
) -> Sequence[int]:
    """Two columns in so few lines as possible; those of the first count twice, as a broken title
    reads badly."""
    first, second = texts
    titles = [
        [*row[first], *(extent for place in choice.stacked for extent in row[place])]
        for row in found.extents
    ]
    others = [row[second] for row in found.extents]
    whole = [size for row in others for each in row if isinstance(each, tuple) for size in each]
    if found.columns[second].kind == "text":
        whole.append(min(LEAST_TEXT, sizes[1]))
    least = min(max(found.heading(second, False), *whole, 0), room - LEAST_TITLE)
    most = min(sizes[1], room - LEAST_TITLE)
    choices: Iterable[int] = range(max(least, room - sizes[0]), most + 1)
    if found.columns[second].kind == "text":
        choices = reversed(range(max(least, room - sizes[0]), most + 1))

    def lines(width: int) -> int:
        heights = [height(title, room - width) for title in titles]
        return sum(heights) + sum(
            max(tall, height(other, width)) for tall, other in zip(heights, others, strict=True)
        )

    width = min(choices, key=lines, default=least)
    return room - width, width
