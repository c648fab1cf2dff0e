"""Documents for a terminal or a pipe, in the width there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final, TypeAlias

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table as RichTable

from fjkx.plan.characters import one_line, visible
from fjkx.plan.named import NamedTuple
from fjkx.render.cells import Line, bar, extents, length, lines_of, natural
from fjkx.render.degrade import degrade
from fjkx.render.layout import (
    BAR,
    FLEXIBLE,
    GAP,
    PERCENT,
    RIGHT,
    SMALL_BAR,
    Layout,
    heading_of,
    lay_out,
)
from fjkx.render.screen import Screen
from fjkx.views.document import (
    Addressee,
    Block,
    Check,
    Checks,
    Column,
    CutLine,
    Fields,
    Flow,
    Heading,
    Item,
    Lines,
    Meter,
    Meters,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Signature,
    Table,
    Title,
    Tone,
    Value,
    Verbatim,
    View,
    Words,
    chinese_day,
    percentage,
    text_of,
)

NARROWEST: Final = 30
WIDEST: Final = 120
LABEL: Final = 8
LONG_BAR: Final = 30
RATE: Final = 6  # 100.0%

END: Final = Segment.line()
STYLES: Final[Mapping[Tone, str]] = {
    "strong": "bold",
    "heading": "bold cyan",
    "faint": "dim",
    "found": "bold yellow",
    "good": "green",
    "active": "cyan",
    "warn": "yellow",
    "bad": "bold red",
}

Cell: TypeAlias = list[Line]


class Pen(NamedTuple):
    """How wide to draw, and in which styles; none without colour."""

    width: int
    styles: Mapping[Tone, Style]


def render(view: View, screen: Screen) -> str:
    """The view's documents one below the other, each line ended by a line feed.

    Nothing is cut. Blanks at a line's end are dropped; characters that the encoding lacks are
    replaced by stand-ins of the same width.
    """
    styles = {tone: Style.parse(style) for tone, style in STYLES.items()} if screen.color else {}
    pen = Pen(min(max(screen.width, NARROWEST), WIDEST), styles)
    blocks = [block for document in view.documents("screen") for block in document.blocks]
    text = degrade(_printed(_spaced(pen, blocks), screen), screen.encoding)
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def _printed(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Let Rich print; an empty environment keeps it from deciding anything by itself."""
    file = StringIO()
    console = Console(
        file=file,
        width=max(screen.width, WIDEST),
        height=25,
        color_system="standard" if screen.color else None,
        force_terminal=screen.color,
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for part in parts:
        console.print(part, end="", no_wrap=True, overflow="ignore", crop=False)
    return file.getvalue()


# -- blocks -----------------------------------------------------------------------------------


def _spaced(pen: Pen, blocks: Sequence[Block]) -> Iterator[RenderableType]:
    """The blocks with empty lines between those that belong to different things."""
    margin = 0
    before: Block | None = None
    for block in blocks:
        if before is not None and (empty := _empty_lines(before, block)):
            yield _text(pen, [[]] * empty)
        if isinstance(block, Heading):
            margin = GAP * block.inset
        yield from _drawn(pen, block, margin)
        before = block


def _empty_lines(before: Block, after: Block) -> int:
    """How many empty lines part two blocks."""
    if isinstance(after, Title):
        return 2
    if isinstance(before, Heading) or (isinstance(before, Title) and isinstance(after, PROSE)):
        return 0
    if isinstance(after, Heading):
        return int(after.level == 1)
    if isinstance(before, Table) and before.legend and isinstance(after, Note):
        return 0
    running = isinstance(before, RUNNING) and isinstance(after, RUNNING)
    return int(not running and type(before) is not type(after))


RUNNING: Final = (Paragraph, Item)
PROSE: Final = (Paragraph, Note)


def _drawn(pen: Pen, block: Block, margin: int) -> Iterator[RenderableType]:
    """A block; headings and items behind a margin."""
    match block:
        case Title(text, aside):
            title = " · ".join(filter(None, (text, aside)))
            yield _text(pen, lines_of(Words(title, "strong"), pen.width))
        case Heading(text, level):
            tone: Tone = "heading" if level == 1 else "strong"
            yield _set_in(pen, Words(text, tone), margin)
        case Paragraph(value):
            yield _text(
                pen, lines_of(value if not isinstance(value, str) else Words(value), pen.width)
            )
        case Item(text, level):
            yield _set_in(pen, Words(text), margin + GAP * (level + 1))
        case Note(text):
            yield _text(pen, lines_of(Words(text, "faint"), pen.width))
        case Addressee(name):
            yield _text(pen, lines_of(Words(f"{name}："), pen.width))
        case Signature(who, day):
            yield _text(pen, lines_of(Lines((who, chinese_day(day))), pen.width))
        case Verbatim(text):
            yield _text(pen, [[(line, "")] for line in visible(text).splitlines()])
        case Fields(fields):
            yield _fields(pen, fields)
        case Meters(meters):
            yield _meters(pen, meters)
        case Checks(checks):
            yield _checks(pen, checks, 0)
        case Table():
            yield from _table(pen, block)
        case CutLine():
            yield _text(pen, [[("- " * (pen.width // 2), "faint")]])
        case PageBreak():
            yield _text(pen, [[]])


def _text(pen: Pen, lines: Iterable[Line]) -> Segments:
    """Lines, each ended."""
    return Segments([segment for line in lines for segment in (*_line(pen, line), END)])


def _line(pen: Pen, line: Line) -> Iterator[Segment]:
    return (Segment(text, pen.styles.get(tone)) for text, tone in line)


def _set_in(pen: Pen, words: Words, margin: int) -> Segments:
    """Words behind a margin."""
    lines = lines_of(words, pen.width - margin)
    return _text(pen, ([(" " * margin, ""), *line] for line in lines))


def _fields(pen: Pen, fields: Iterable[tuple[str, Value]]) -> RichTable:
    """Values beside their labels; a long label takes a line of its own."""
    width = pen.width - LABEL - GAP
    rows: list[list[Cell]] = []
    for label, value in fields:
        label = one_line(label)
        lines = _gauge(value) if isinstance(value, Meter) else lines_of(value, width)
        if cell_len(label) > LABEL:
            rows.append([[], [*lines_of(Words(label, "faint"), width), *lines]])
        else:
            rows.append([[[(label, "faint")]], lines])
    return _grid(pen, (LABEL, width), rows)


def _gauge(meter: Meter) -> Cell:
    """A bar, its percentage and its label."""
    label = [("  ", ""), (meter.label.text, meter.label.tone)] if meter.label else []
    return [[*bar(meter, BAR), (f"  {percentage(meter.percent):>{RATE}}", ""), *label]]


def _meters(pen: Pen, meters: Sequence[tuple[str, Meter]]) -> RichTable:
    """Bars below each other, behind their labels and percentages."""
    labels = [meter.label or Words("") for _, meter in meters]
    widest = max(cell_len(words.text) for words in labels)
    size = max(min(LONG_BAR, pen.width - LABEL - RATE - widest - 3 * GAP), 0)
    rows: list[list[Cell]] = [
        [
            [[(label, "")]],
            [[(f"{percentage(meter.percent):>{RATE}}", "")]],
            [bar(meter, size)],
            [[(words.text, words.tone)]],
        ]
        for (label, meter), words in zip(meters, labels, strict=True)
    ]
    return _grid(pen, (LABEL, RATE, size, widest), rows)


def _checks(pen: Pen, checks: Sequence[Check], margin: int, width: int | None = None) -> RichTable:
    """What is ticked off: a mark, a label, the text."""
    label = max(cell_len(one_line(check.label)) for check in checks)
    room = (width or pen.width) - margin - 1 - label - 2 * GAP
    rows: list[list[Cell]] = [
        [
            [],
            [[("√", "good") if check.done else ("□", "faint")]],
            [[(one_line(check.label), "faint" if margin else "")]],
            lines_of(check.text, room),
        ]
        for check in checks
    ]
    if margin:
        return _grid(pen, (margin - GAP, 1, label, room), rows)
    return _grid(pen, (1, label, room), [row[1:] for row in rows])


# -- tables -----------------------------------------------------------------------------------


def _grid(pen: Pen, widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> RichTable:
    """Cells, no line of which is wider than its column.

    Rich draws it in its cheap way: no padding, which would wrap every cell once more; widths
    given, so that it does not measure; the gap as part of a column, but not of the last one, as
    it measures again what is wider than the screen; and all rows as one, as it takes longer for a
    cell than for the lines in it.
    """
    grid = RichTable(box=None, padding=0, show_header=False, pad_edge=False)
    for place, width in enumerate(widths):
        gap = GAP if place + 1 < len(widths) else 0
        grid.add_column(width=width + gap, no_wrap=True, overflow="ignore")
    columns: list[Cell] = [[] for _ in widths]
    for row in rows:
        tall = max(1, *map(len, row))
        for column, cell in zip(columns, row, strict=True):
            column += [*cell, *[[]] * (tall - len(cell))]
    grid.add_row(*(_segments(pen, column) for column in columns))
    return grid


def _segments(pen: Pen, column: Cell) -> Segments:
    """The lines of a column, each but the last ended."""
    segments = [segment for line in column for segment in (*_line(pen, line), END)]
    return Segments(segments[:-1])


def _table(pen: Pen, table: Table) -> Iterator[RenderableType]:
    """The header, the groups under their headings, the total, and what was left out."""
    layout = lay_out(table, pen.width)
    if not table.bare:
        yield _header(pen, table, layout)
        yield _rule(pen, layout)
    for place, group in enumerate(table.groups):
        if group.heading:
            if place and not group.level:
                yield _text(pen, [[]])
            words = Words(group.heading, "" if group.level else "heading")
            yield _text(pen, lines_of(words, pen.width))
        yield from _rows(pen, table, layout, group.rows)
    if table.foot:
        yield _rule(pen, layout)
        yield from _rows(pen, table, layout, (table.foot,))
    if table.legend:
        yield _text(pen, [[], _legend(table.legend)])
    if layout.left_out:
        names = "、".join(table.columns[place].heading for place in sorted(layout.left_out))
        yield _text(pen, [[], *lines_of(Words(f"屏幕太窄，没有显示：{names}", "faint"), pen.width)])


def _legend(words: Sequence[str]) -> Line:
    """How to read a bar with a mark on it."""
    signs: tuple[tuple[str, Tone], ...] = (("━", "good"), ("┃", "warn"))
    parts: list[Line] = [
        [(sign, tone), (f" {word}", "faint")]
        for (sign, tone), word in zip(signs, words, strict=True)
    ]
    return [*parts[0], ("  ", ""), *parts[1]]


def _header(pen: Pen, table: Table, layout: Layout) -> RichTable:
    """The headings, set on their last line."""
    headings = [heading_of(table.columns, layout, place).split("\n") for place in layout.shown]
    tall = max(map(len, headings))
    cells: list[Cell] = []
    for place, width, heading in zip(layout.shown, layout.widths, headings, strict=True):
        lines: Cell = [[]] * (tall - len(heading))
        lines = lines + [[(line, "strong")] for line in heading]
        right = _is_right(table.columns[place], layout)
        cells.append([_pushed(line, width) for line in lines] if right else lines)
    return _grid(pen, layout.widths, [cells])


def _rule(pen: Pen, layout: Layout) -> Segments:
    return _text(pen, [[("─" * layout.table_width(), "faint")]])


def _is_right(column: Column, layout: Layout) -> bool:
    """Whether the column's lines stand at the right."""
    return column.kind in RIGHT and not (column.kind == "percent" and layout.bars)


def _pushed(line: Line, width: int) -> Line:
    """A line at the right of its column."""
    return [(" " * (width - length(line)), ""), *line]


def _rows(pen: Pen, table: Table, layout: Layout, rows: Iterable[Row]) -> Iterator[RenderableType]:
    """Rows, as one table as long as nothing stands below them."""
    waiting: list[list[Cell]] = []
    for row in rows:
        waiting.append(_cells(table, layout, row))
        if below := list(_below(pen, table, layout, row)):
            yield _grid(pen, layout.widths, waiting)
            yield from below
            waiting = []
    if waiting:
        yield _grid(pen, layout.widths, waiting)


def _below(pen: Pen, table: Table, layout: Layout, row: Row) -> Iterator[RenderableType]:
    """The columns that have no room beside the others, and what is to be ticked off."""
    parts = [
        Words(f"{table.columns[place].heading} {text_of(row.cells[place])}")
        for place in layout.below
        if row.cells[place]
    ]
    if parts:
        lines = lines_of(Flow(tuple(parts)), pen.width - GAP)
        yield _text(pen, ([(" " * GAP, ""), *line] for line in lines))
    margin = layout.widths[0] + GAP
    for value in _outside(table, layout, row) if layout.under else ():
        lines = lines_of(value, layout.table_width() - margin)
        yield _text(pen, ([(" " * margin, ""), *line] for line in lines))
    if row.below:
        yield _checks(pen, row.below, margin, layout.table_width())


def _outside(table: Table, layout: Layout, row: Row) -> list[Value]:
    """What belongs under the first column of text and is wider than that."""
    kinds = [table.columns[place].kind in FLEXIBLE for place in layout.shown]
    width = layout.widths[kinds.index(True)]
    values = [row.cells[place] for place in layout.under]
    return [value for value in values if natural(extents(value)) > width]


def _cells(table: Table, layout: Layout, row: Row) -> list[Cell]:
    """The cells of a row, the first text with what stands below it."""
    cells: list[Cell] = []
    outside = _outside(table, layout, row) if layout.under else []
    under = [row.cells[place] for place in (*layout.under, *layout.stacked)]
    under = [value for value in under if value not in outside]
    for place, width in zip(layout.shown, layout.widths, strict=True):
        column, value = table.columns[place], row.cells[place]
        cell = _cell(column, layout, value, width)
        if under and column.kind in FLEXIBLE:
            cell = [*cell, *(line for each in under for line in lines_of(each, width))]
            under = []
        cells.append(cell)
    return cells


def _cell(column: Column, layout: Layout, value: Value, width: int) -> Cell:
    """A value in its column."""
    if isinstance(value, Meter):
        return [_share(column, layout, value, width)]
    lines = lines_of(value, width)
    return [_pushed(line, width) for line in lines] if column.kind in RIGHT else lines


def _share(column: Column, layout: Layout, meter: Meter, width: int) -> Line:
    """A share as a bar, as a percentage behind a small bar, or alone."""
    if column.kind == "bar":
        return bar(meter, width)
    figure = f"{percentage(meter.percent, 0):>{PERCENT}}"
    if not layout.bars:
        return [(figure.rjust(width), "")]
    return [*bar(meter, SMALL_BAR), (f" {figure}", "")]
