"""Columns of known width: the parts that every table is made of."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from rich.cells import cell_len
from rich.text import Span, Text

from fjkx.render.wrap import wrap, wrap_list, wrap_paragraphs

GAP: Final = 2
NARROWEST: Final = 48
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
Piece: TypeAlias = tuple[str, Sequence[Span]]  # words and the styles of stretches of them


class Column(NamedTuple):
    """A column `width` cells wide; its header may have several lines."""

    header: str
    width: int
    justify: Justify = "left"


def usable(width: int) -> int:
    """The width tables are laid out for on a screen of `width` cells."""
    return min(max(width, NARROWEST), WIDEST)


def taken(columns: Sequence[Column]) -> int:
    """The width of a table of these columns."""
    return sum(column.width for column in columns) + GAP * (len(columns) - 1)


def header(columns: Sequence[Column]) -> list[Text]:
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


def table(columns: Sequence[Column], rows: Iterable[Sequence[Text]]) -> Text:
    """Rows of cells, which are laid out already: no line of a cell is wider than its column.

    Rich's own tables measure, wrap, pad and crop every cell again. With all of that known
    beforehand, putting lines beside each other takes a tenth of their time.
    """
    plain: list[str] = []
    spans: list[Span] = []
    start = 0
    for row in rows:
        for words, styled in _row_pieces(columns, row):
            spans += [span.move(start) for span in styled] if styled else ()
            plain.append(words)
            start += len(words)
    return Text("".join(plain).removesuffix("\n"), spans=spans)


def _row_pieces(columns: Sequence[Column], row: Sequence[Text]) -> Iterator[Piece]:
    """A row from left to right, line by line: lines of cells padded, and line feeds."""
    cells = [_lines(text) for text in row]
    for number in range(max(map(len, cells))):
        for column, lines in zip(columns, cells, strict=True):
            yield _padded(column, lines[number] if number < len(lines) else ("", ()))
        yield "\n", ()


def _padded(column: Column, piece: Piece) -> Piece:
    """A line of a cell with the blanks that fill its column and part it from the next."""
    words, spans = piece
    blanks = " " * (column.width - cell_len(words))
    if column.justify == "right":
        return f"{blanks}{words}{' ' * GAP}", [span.move(len(blanks)) for span in spans]
    return f"{words}{blanks}{' ' * GAP}", spans


def _lines(text: Text) -> list[Piece]:
    """The lines of a text, each with its styled stretches."""
    plain = text.plain
    spans = [Span(0, len(plain), text.style), *text.spans] if text.style else text.spans
    if "\n" not in plain:
        return [(plain, spans)]
    lines: list[Piece] = []
    ahead = sorted(spans, key=lambda span: span.start)[::-1]  # the next one last
    on: list[Span] = []
    start = 0
    for line in plain.split("\n"):
        end = start + len(line)
        while ahead and ahead[-1].start < end:
            on.append(ahead.pop())
        inside = [
            Span(max(span.start, start) - start, min(span.end, end) - start, span.style)
            for span in on
            if span.end > start
        ]
        on = [span for span in on if span.end > end]
        lines.append((line, inside))
        start = end + 1
    return lines


def cell(text: str, width: int, style: str = "", stretches: Iterable[Span] = ()) -> Text:
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
    stretches, start = [Span(0, len(label), FAINT)] if label else [], len(label)
    for place, item in enumerate(items):
        if place in found:
            stretches.append(Span(start, start + len(item), FOUND))
        start += len(item) + 1
    labelled = [f"{label}{items[0]}", *items[1:]] if items else []
    return _laid_out(wrap_list(labelled, width), "", stretches)


def _laid_out(lines: Sequence[str], style: str, stretches: Iterable[Span]) -> Text:
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
