"""A notice as HTML, tag soup as sites have it → the lines that a reader of the page sees."""

import re
from typing import Final, NamedTuple

from fjkx.notice.elements import BLOCKS, HEADINGS, Elements
from fjkx.notice.grid import MOST_CELLS, Placed, table_lines
from fjkx.notice.markup import pieces
from fjkx.notice.source import WIDEST, Line, Mark, visible

_BLANK: Final = re.compile(r"[ \t\r\n\f]+")
_HEADING_LINES: Final = 3  # in longer ones sites put whole texts
_DEEPEST: Final = 50  # tables in each other, whose cells are still told apart


class Frame(NamedTuple):
    """A table being read: its rows so far, and the lines of its open cell."""

    rows: list[list[Placed]]
    cells: list[tuple[int, int, list[Line]]]


def lines(text: str) -> tuple[Line, ...]:
    """The visible lines of a page, a line for each block or <br>; data tables as rows.

    `number` is the line of the HTML source. Scripts, styles and what is hidden are not seen; a
    table that only lays out the page gives the lines in its cells. Menus and footers that are
    marked as such are the page's. Raises RequestError for tables too large to read.
    """
    page = Page()
    for piece in pieces(text):
        page.line = piece.line
        if piece.kind == "text":
            page.text(piece.value)
        elif piece.kind == "end":
            if page.elements.end(piece.value):
                page.end(piece.value)
        elif page.elements.start(piece.value, piece.given) != "unseen":
            page.begin(piece.value, piece.given)
    return page.finish()


class Page:
    """Gathers what is seen of a page while its source is read."""

    def __init__(self) -> None:
        self.line = 1  # of the source
        self.elements = Elements()
        self.outputs: list[list[Line]] = [[]]  # of the page, and of each open cell
        self.frames: list[Frame] = []
        self.deeper = 0  # open tables below the deepest that is read as one
        self.room = MOST_CELLS
        self.counts: list[int | None] = []  # the next number of each open list
        self.heading: int | None = None  # where in the output the open heading begins
        self.pieces: list[str] = []
        self.start = 0
        self.paged = False  # the line being gathered is the page's
        self.kept = 0  # open <pre>

    def begin(self, name: str, given: dict[str, str]) -> None:
        """Begin a line, a list, a list item, a heading, a row or a cell."""
        if name == "br" or name in BLOCKS:
            self.end_line(blank=name == "br")
        if name in ("ol", "ul"):
            self.counts.append(whole(given.get("start"), 1) if name == "ol" else None)
        elif name == "li" and self.counts and self.counts[-1] is not None:
            value = whole(given.get("value"), self.counts[-1])
            self.counts[-1] = value + 1
            self.pieces.append(f"{value}. ")
            self.start, self.paged = self.line, self.elements.state == "page"
        elif name == "pre":
            self.kept += 1
        elif name in HEADINGS:
            self.outputs[-1].append(Line(self.line, ""))
            self.heading = len(self.outputs[-1])
        elif name == "table" and len(self.frames) < _DEEPEST:
            self.frames.append(Frame([], []))
        elif name == "table":
            self.deeper += 1
        elif name == "tr" and self.frames and not self.deeper:
            self.end_cell()
            self.frames[-1].rows.append([])
        elif name in ("td", "th") and self.frames and not self.deeper:
            self.begin_cell(given)

    def begin_cell(self, given: dict[str, str]) -> None:
        """Begin a cell of the innermost table."""
        self.end_cell()
        if not self.frames[-1].rows:
            self.frames[-1].rows.append([])
        output: list[Line] = []
        span = min(whole(given.get("colspan"), 1), WIDEST)
        self.frames[-1].cells.append((span, whole(given.get("rowspan"), 1), output))
        self.outputs.append(output)

    def end(self, name: str) -> None:
        """End a line, a list, a heading, a cell or a table."""
        if name == "p" and not self.pieces:
            self.outputs[-1].append(Line(self.line, ""))
        elif name in BLOCKS:
            self.end_line()
        if name in ("ol", "ul") and self.counts:
            self.counts.pop()
        elif name == "pre":
            self.kept = max(0, self.kept - 1)
        elif name in HEADINGS and self.heading is not None:
            self.end_heading(self.heading)
        elif name in ("td", "th", "tr") and self.frames and not self.deeper:
            self.end_cell()
        elif name == "table" and self.deeper:
            self.deeper -= 1
        elif name == "table" and self.frames:
            self.end_table()

    def text(self, data: str) -> None:
        """Text between tags; inside <pre> with its line ends."""
        if self.elements.state == "unseen":
            return
        data = visible(data)
        if not self.pieces and data.strip():
            before = len(data) - len(data.lstrip())
            self.start = self.line + data.count("\n", 0, before)
            self.paged = self.elements.state == "page"
        if not self.kept:
            if self.pieces or data.strip(" \t\r\n\f"):
                self.pieces.append(data)
            return
        for at, line in enumerate(data.split("\n")):
            if at:
                self.end_line(blank=True)
            self.pieces.append(line)

    def end_line(self, blank: bool = False) -> None:
        """End the line being gathered."""
        text = seen("".join(self.pieces))
        self.pieces.clear()
        if text or blank:
            mark: Mark = "page" if self.paged and text else None
            self.outputs[-1].append(Line(self.start or self.line, text, mark=mark))

    def end_heading(self, begin: int) -> None:
        """Mark the lines of a heading, which begins at an index of the output, as those of one."""
        output, self.heading = self.outputs[-1], None
        own = [line for line in output[begin:] if line.text or line.cells]
        if len(own) <= _HEADING_LINES:
            own[:-1] = [line._replace(mark=line.mark or "heading") for line in own[:-1]]
        output[begin:] = [*own, Line(self.line, "")]

    def end_cell(self) -> None:
        """End the open cell of the innermost table, if there is one."""
        self.end_line()
        if self.frames[-1].cells:
            span, rows, output = self.frames[-1].cells.pop()
            self.outputs.pop()
            self.frames[-1].rows[-1].append(Placed(span, rows, output))

    def end_table(self) -> None:
        """End the innermost table."""
        self.end_cell()
        found = table_lines(self.frames.pop().rows, self.room)
        self.room -= sum(len(line.cells) for line in found)
        self.outputs[-1].extend(found)

    def finish(self) -> tuple[Line, ...]:
        """The lines of the whole page; tables left open end here."""
        self.end_line()
        while self.frames:
            self.end_table()
        return tuple(self.outputs[0])


def whole(text: str | None, default: int) -> int:
    """The number that an attribute gives, at least 1; `default` where it gives none."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdigit()):
        return default
    return max(1, int(digits[:6]))


def seen(text: str) -> str:
    """Text as a browser sets it: white space is one blank, none where Chinese lines meet."""
    return _BLANK.sub(_set_blank, text).strip(" ")


def _set_blank(found: re.Match[str]) -> str:
    before = found.string[max(0, found.start() - 1) : found.start()]
    behind = found.string[found.end() : found.end() + 1]
    wide = before > "\u2e7f" and behind > "\u2e7f"
    return "" if wide and "\n" in found[0] else " "
