"""Documents for a terminal or a pipe, in the width there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Final, TypeAlias

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.segment import Segment, Segments
from rich.style import Style
from rich.table import Table

from fjkx.plan.characters import one_line, visible
from fjkx.plan.named import NamedTuple
from fjkx.render.cells import Line, bar, extents, length, lines_of, natural
from fjkx.render.degrade import degrade
from fjkx.render.layout import (
    FLEXIBLE,
    GAP,
    PERCENT,
    RIGHT,
    SMALL_BAR,
    Layout,
    lay_out,
)
from fjkx.render.screen import Screen
from fjkx.views import document as doc

NARROWEST: Final = 30
WIDEST: Final = 120
LABEL: Final = 8
LONG_BAR: Final = 30
RATE: Final = 6  # 100.0%

END: Final = Segment.line()
STYLES: Final[Mapping[doc.Tone, str]] = {
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
    styles: Mapping[doc.Tone, Style]


def render(view: doc.View, screen: Screen) -> str:
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


def _spaced(pen: Pen, blocks: Sequence[doc.Block]) -> Iterator[RenderableType]:
    """The blocks with empty lines between those that belong to different things."""
    margin = 0
    before: doc.Block | None = None
    for block in blocks:
        if before is not None and (empty := _empty_lines(before, block)):
            yield _text(pen, [[]] * empty)
        if isinstance(block, doc.Heading):
            margin = GAP * block.inset
        yield from _drawn(pen, block, margin)
        before = block


def _empty_lines(before: doc.Block, after: doc.Block) -> int:
    """How many empty lines part two blocks."""
    if isinstance(after, doc.Title):
        return 2
    if isinstance(before, doc.Heading):
        return 0
    if isinstance(before, doc.Title) and isinstance(after, PROSE):
        return 0
    if isinstance(after, doc.Heading):
        return int(after.level == 1)
    if isinstance(before, doc.Table) and before.legend and isinstance(after, doc.Note):
        return 0
    running = isinstance(before, RUNNING) and isinstance(after, RUNNING)
    return int(not running and type(before) is not type(after))


RUNNING: Final = (doc.Paragraph, doc.Item)
PROSE: Final = (doc.Paragraph, doc.Note)


def _drawn(pen: Pen, block: doc.Block, margin: int) -> Iterator[RenderableType]:
    """A block; headings and items behind a margin."""
    match block:
        case doc.Title(text, aside):
            title = " · ".join(filter(None, (text, aside)))
            yield _lines(pen, doc.Words(title, "strong"))
        case doc.Heading(text, level):
            yield _lines(pen, doc.Words(text, "heading" if level == 1 else "strong"), margin)
        case doc.Paragraph(value):
            yield _lines(pen, doc.Words(value) if isinstance(value, str) else value)
        case doc.Item(text):
            yield _lines(pen, doc.Words(text), margin + GAP)
        case doc.Note(text):
            yield _lines(pen, doc.Words(text, "faint"))
        case doc.Addressee(name):
            yield _lines(pen, doc.Words(f"{name}："))
        case doc.Signature(who, day):
            yield _lines(pen, doc.Lines((who, doc.chinese_day(day))))
        case doc.Verbatim(text):
            yield _text(pen, [[(line, "")] for line in visible(text).splitlines()])
        case doc.Fields(fields):
            yield _fields(pen, fields)
        case doc.Checks(checks):
            yield _checks(pen, checks, 0, pen.width)
        case doc.Table():
            yield from _table(pen, block)
        case doc.CutLine():
            yield _text(pen, [[("- " * (pen.width // 2), "faint")]])


def _text(pen: Pen, lines: Iterable[Line]) -> Segments:
    """Lines, each ended."""
    return Segments(_segments(pen, lines))


def _segments(pen: Pen, lines: Iterable[Line]) -> list[Segment]:
    """Lines in the pen's styles, each ended."""
    segments: list[Segment] = []
    for line in lines:
        segments += [Segment(text, pen.styles.get(tone)) for text, tone in line]
        segments.append(END)
    return segments


def _lines(pen: Pen, value: doc.Value, margin: int = 0, width: int = 0) -> Segments:
    """A value behind a margin, up to a width other than the screen's."""
    lines = lines_of(value, (width or pen.width) - margin)
    return _text(pen, ([(" " * margin, ""), *line] for line in lines))


def _fields(pen: Pen, fields: Iterable[tuple[str, doc.Value]]) -> Table:
    """Values beside their labels, bars of one length; a long label takes a line of its own."""
    fields, width = list(fields), pen.width - LABEL - GAP
    said = [value.label.text for _, value in fields if isinstance(value, doc.Meter) and value.label]
    size = max(min(LONG_BAR, width - RATE - max(map(cell_len, said), default=0) - 2 * GAP), 0)
    rows: list[list[Cell]] = []
    for label, value in fields:
        label = one_line(label)
        lines = [_gauge(value, size)] if isinstance(value, doc.Meter) else lines_of(value, width)
        if cell_len(label) > LABEL:
            rows.append([[], [*lines_of(doc.Words(label, "faint"), width), *lines]])
        else:
            rows.append([[[(label, "faint")]], lines])
    return _grid(pen, (LABEL, width), rows)


def _gauge(meter: doc.Meter, size: int) -> Line:
    """A percentage, its bar and what is said of it."""
    label = [("  ", ""), (meter.label.text, meter.label.tone)] if meter.label else []
    return [(f"{doc.percentage(meter.percent):>{RATE}}  ", ""), *bar(meter, size), *label]


def _checks(pen: Pen, checks: Sequence[doc.Check], margin: int, width: int) -> Table:
    """What is ticked off, behind a margin and up to a width: a mark, a label, the text."""
    before = (margin - GAP,) if margin else ()
    label = max(cell_len(one_line(check.label)) for check in checks)
    room = width - margin - 1 - label - 2 * GAP
    rows: list[list[Cell]] = [
        [
            *([] for _ in before),
            [[("√", "good") if check.done else ("□", "faint")]],
            [[(one_line(check.label), "faint" if margin else "")]],
            lines_of(check.text, room),
        ]
        for check in checks
    ]
    return _grid(pen, (*before, 1, label, room), rows)


# -- tables -----------------------------------------------------------------------------------


def _grid(pen: Pen, widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> Table:
    """Cells, no line of which is wider than its column.

    Rich draws it in its cheap way: no padding, which would wrap every cell once more; widths
    given, so that it does not measure; the gap as part of a column, but not of the last one, as
    it measures again what is wider than the screen; and all rows as one, as it takes longer for a
    cell than for the lines in it.
    """
    grid = Table(box=None, padding=0, show_header=False, pad_edge=False)
    for place, width in enumerate(widths):
        gap = GAP if place + 1 < len(widths) else 0
        grid.add_column(width=width + gap, no_wrap=True, overflow="ignore")
    columns: list[Cell] = [[] for _ in widths]
    for row in rows:
        tall = max(1, *map(len, row))
        for column, cell in zip(columns, row, strict=True):
            column += [*cell, *[[]] * (tall - len(cell))]
    grid.add_row(*(Segments(_segments(pen, column)[:-1]) for column in columns))
    return grid


def _table(pen: Pen, table: doc.Table) -> Iterator[RenderableType]:
    """The header, the groups under their headings, the total, and what was left out."""
    layout = lay_out(table, pen.width)
    if not table.bare:
        yield _header(pen, layout)
        yield _rule(pen, layout)
    for place, group in enumerate(table.groups):
        if group.heading:
            if place and not group.level:
                yield _text(pen, [[]])
            yield _lines(pen, doc.Words(group.heading, "" if group.level else "heading"))
        yield from _rows(pen, layout, group.rows)
    if table.foot:
        yield _rule(pen, layout)
        yield from _rows(pen, layout, (table.foot,))
    if table.legend:
        done, wanted = table.legend
        signs: Line = [("━", "good"), (f" {done}  ", "faint"), ("┃", "warn")]
        yield _text(pen, [[], [*signs, (f" {wanted}", "faint")]])
    if layout.left_out:
        names = "、".join(table.columns[place].heading for place in sorted(layout.left_out))
        yield _text(pen, [[]])
        yield _lines(pen, doc.Words(f"屏幕太窄，没有显示：{names}", "faint"))


def _header(pen: Pen, layout: Layout) -> Table:
    """The headings, set on their last line."""
    headings = [layout.heading(place).split("\n") for place in layout.shown]
    tall = max(map(len, headings))
    cells: list[Cell] = []
    for place, width, heading in zip(layout.shown, layout.widths, headings, strict=True):
        above: Cell = [[]] * (tall - len(heading))
        lines = above + [[(line, "strong")] for line in heading]
        column = layout.columns[place]
        right = column.kind in RIGHT and not (column.kind == "percent" and layout.bars)
        cells.append([_pushed(line, width) for line in lines] if right else lines)
    return _grid(pen, layout.widths, [cells])


def _rule(pen: Pen, layout: Layout) -> Segments:
    return _text(pen, [[("─" * layout.table_width(), "faint")]])


def _pushed(line: Line, width: int) -> Line:
    """A line at the right of its column."""
    return [(" " * (width - length(line)), ""), *line]


def _rows(pen: Pen, layout: Layout, rows: Iterable[doc.Row]) -> Iterator[RenderableType]:
    """Rows, as one table as long as nothing stands below them."""
    waiting: list[list[Cell]] = []
    for row in rows:
        waiting.append(_cells(layout, row))
        if below := list(_below(pen, layout, row)):
            yield _grid(pen, layout.widths, waiting)
            yield from below
            waiting = []
    if waiting:
        yield _grid(pen, layout.widths, waiting)


def _below(pen: Pen, layout: Layout, row: doc.Row) -> Iterator[RenderableType]:
    """The columns that have no room beside the others, and what is to be ticked off."""
    parts = [
        doc.Words(f"{layout.columns[place].heading} {doc.text_of(row.cells[place])}")
        for place in layout.below
        if row.cells[place]
    ]
    if parts:
        yield _lines(pen, doc.Flow(tuple(parts)), GAP)
    margin, width = layout.widths[0] + GAP, layout.table_width()
    for value in _outside(layout, row):
        yield _lines(pen, value, margin, width)
    if row.below:
        yield _checks(pen, row.below, margin, width)


def _outside(layout: Layout, row: doc.Row) -> list[doc.Value]:
    """What belongs under the first column of text and is wider than that."""
    if not layout.under:
        return []
    width = layout.widths[layout.shown.index(layout.texts()[0])]
    values = [row.cells[place] for place in layout.under]
    return [value for value in values if natural(extents(value)) > width]


def _cells(layout: Layout, row: doc.Row) -> list[Cell]:
    """The cells of a row, the first text with what stands below it."""
    cells: list[Cell] = []
    outside = _outside(layout, row)
    under = [row.cells[place] for place in (*layout.under, *layout.stacked)]
    under = [value for value in under if value not in outside]
    for place, width in zip(layout.shown, layout.widths, strict=True):
        column = layout.columns[place]
        cell = _cell(column, layout, row.cells[place], width)
        if under and column.kind in FLEXIBLE:
            cell = [*cell, *(line for each in under for line in lines_of(each, width))]
            under = []
        cells.append(cell)
    return cells


def _cell(column: doc.Column, layout: Layout, value: doc.Value, width: int) -> Cell:
    """A value in its column."""
    if isinstance(value, doc.Meter):
        return [_share(column, layout, value, width)]
    lines = lines_of(value, width)
    return [_pushed(line, width) for line in lines] if column.kind in RIGHT else lines


def _share(column: doc.Column, layout: Layout, meter: doc.Meter, width: int) -> Line:
    """A share as a bar, as a percentage behind a small bar, or alone."""
    if column.kind == "bar":
        return bar(meter, width)
    figure = f"{doc.percentage(meter.percent, 0):>{PERCENT}}"
    if not layout.bars:
        return [(figure.rjust(width), "")]
    return [*bar(meter, SMALL_BAR), (f" {figure}", "")]
