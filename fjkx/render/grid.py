"""Columns of known width: the parts that every table is made of."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from fjkx.render.wrap import wrap, wrap_list, wrap_paragraphs

GAP: Final = 2
NARROWEST: Final = 40
WIDEST: Final = 120

STATUS_STYLES: Final = {
    "todo": "",
    "doing": "cyan",
    "blocked": "bold red",
    "done": "green",
    "closed": "green",
    "dropped": "dim",
}
LIGHT_STYLES: Final = {
    "complete": "green",
    "overdue": "bold red",
    "soon": "yellow",
    "behind": "yellow",
    "ok": "green",
}
HEADER: Final = "bold"
HEADING: Final = "bold cyan"
FAINT: Final = "dim"
FOUND: Final = "bold yellow"

Justify = Literal["left", "right"]


class Column(NamedTuple):
    """A column `width` cells wide; its header may have several lines."""

    header: str
    width: int
    justify: Justify = "left"


class Stretch(NamedTuple):
    """Characters `start` up to but not including `end` of a text, and their style."""

    start: int
    end: int
    style: str


def usable(width: int) -> int:
    """The width tables are laid out for on a screen of `width` cells."""
    return min(max(width, NARROWEST), WIDEST)


def taken(columns: Sequence[Column]) -> int:
    """The width of a table of these columns."""
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def header(columns: Sequence[Column]) -> list[Table | Text]:
    """The header, set on its last line, and a rule below it."""
    height = max(column.header.count("\n") for column in columns)
    lines = ["\n" * (height - column.header.count("\n")) + column.header for column in columns]
    return [
        table(columns, [[Text(line, style=HEADER) for line in lines]]),
        rule(columns),
    ]


def rule(columns: Sequence[Column]) -> Text:
    """A line as wide as a table of these columns."""
    return Text("─" * taken(columns), style=FAINT)


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> Table:
    """A table without lines. The cells are laid out already: no line wider than its column."""
    result = Table(box=None, show_header=False, pad_edge=False, padding=(0, GAP, 0, 0))
    for column in columns:
        result.add_column(width=column.width, justify=column.justify, no_wrap=True, overflow="crop")
    for row in rows:
        result.add_row(*row)
    return result


def cell(text: str, width: int, style: str = "", stretches: Iterable[Stretch] = ()) -> Text:
    """One line of text, wrapped, with some of its stretches in a style of their own."""
    return _laid_out(wrap(text, width), style, stretches)


def paragraphs(text: str, width: int, style: str = "") -> Text:
    """Text that may have line feeds, wrapped."""
    return _laid_out(wrap_paragraphs(text, width), style, ())


def list_cell(
    items: Sequence[str], width: int, found: frozenset[int] = frozenset(), label: str = ""
) -> Text:
    """`甲、乙、丙` after a label, wrapped after a 、; items whose places are in `found` stand
    out."""
    stretches, start = [Stretch(0, len(label), FAINT)] if label else [], len(label)
    for place, item in enumerate(items):
        if place in found:
            stretches.append(Stretch(start, start + len(item), FOUND))
        start += len(item) + 1
    labelled = [f"{label}{items[0]}", *items[1:]] if items else []
    return _laid_out(wrap_list(labelled, width), "", stretches)


def _laid_out(lines: Sequence[str], style: str, stretches: Iterable[Stretch]) -> Text:
    """The lines as one text; stretches count characters of the lines joined."""
    text = Text("\n".join(lines), style=style)
    starts, total = [], 0
    for line in lines[:-1]:
        total += len(line)
        starts.append(total)
    for start, end, stretch_style in stretches:
        text.stylize(
            stretch_style, start + bisect_right(starts, start), end + bisect_right(starts, end - 1)
        )
    return text


def flow(parts: Sequence[Text], width: int) -> Text:
    """`甲 · 乙 · 丙` in lines of at most `width` cells, broken between parts only."""
    text, room = Text(""), width
    for part in parts:
        size = part.cell_len
        if text and size + 3 <= room:
            text.append(" · ", style=FAINT)
            room -= 3
        elif text:
            text.append("\n")
            room = width
        text.append_text(part)
        room -= size
    return text


def bar(percent: float, width: int, style: str = "green") -> Text:
    """A bar of `width` cells. It is full only at 100, and empty only at 0."""
    full = round(width * percent / 100.0)
    if 0.0 < percent < 100.0:
        full = min(max(full, 1), width - 1)
    return Text.assemble(("━" * full, style), ("─" * (width - full), FAINT))


def widest(texts: Iterable[str]) -> int:
    """The width in cells of the widest of these one-line texts; 0 if there are none."""
    return max(map(cell_len, texts), default=0)
