"""A notice as HTML, tag soup as sites have it → the lines that a reader of the page sees."""

import re
from html.parser import HTMLParser
from typing import Final, NamedTuple

from fjkx.notice.grid import Placed, table_lines
from fjkx.notice.source import WIDEST, Line

_BLOCKS: Final = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd"),
        *("section", "article", "header", "footer", "nav", "aside", "main", "form", "fieldset"),
        *("blockquote", "pre", "center", "address", "figure", "figcaption", "caption", "body"),
        *("table", "thead", "tbody", "tfoot", "tr", "td", "th", "hr", "html", "option"),
    )
)
_UNSEEN: Final = frozenset(
    ("script", "style", "noscript", "template", "title", "iframe", "svg", "select", "object")
)
_VOID: Final = frozenset(
    ("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed", "param")
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK: Final = re.compile(r"[ \t\r\n\f]+")


class Frame(NamedTuple):
    """A table being read: its rows so far, and the lines of its open cell."""

    rows: list[list[Placed]]
    cells: list[tuple[int, int, list[Line]]]


def lines(text: str) -> tuple[Line, ...]:
    """The visible lines of a page, a line for each block or <br>; data tables as rows.

    `number` is the line of the HTML source. Scripts, styles and what is hidden are not seen; a
    table that only lays out the page gives the lines in its cells.
    """
    page = Page()
    page.feed(tame(text))
    page.close()
    return page.finish()


def tame(text: str) -> str:
    """The source without comments and declarations, Word's `<![if …]>` among them, on the same
    lines; a < that no > follows is text.

    The library's parser looks for the end of each of these anew, which takes hours where there
    is none, and fails on some.
    """
    kept: list[str] = []
    at = 0
    while (start := text.find("<!", at)) >= 0:
        closing = "-->" if text.startswith("<!--", start) else ">"
        end = text.find(closing, start + 2)
        kept.append(text[at:start])
        at = len(text) if end < 0 else end + len(closing)
        kept.append("\n" * text.count("\n", start, at))
    rest = "".join((*kept, text[at:]))
    last = rest.rfind(">") + 1
    return rest[:last] + rest[last:].replace("<", "&lt;")


class Page(HTMLParser):
    """Gathers what is seen of a page while its source is read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.outputs: list[list[Line]] = [[]]  # of the page, and of each open cell
        self.frames: list[Frame] = []
        self.counts: list[int | None] = []  # the next number of each open list
        self.unseen: list[str] = []  # what is hidden, and the tags of its kind within
        self.pieces: list[str] = []
        self.start = 0
        self.kept = 0  # open <pre>

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """What is hidden begins, or a line, or one of the parts of a list or table."""
        if self.unseen:
            if tag == self.unseen[0] and tag not in _VOID:
                self.unseen.append(tag)
            return
        given = dict(attrs)
        if tag in _UNSEEN or (tag not in _VOID and is_hidden(given)):
            self.unseen.append(tag)
            return
        if tag == "br":
            self.end_line(blank=True)
        elif tag in _BLOCKS:
            self.end_line()
        self.open(tag, given)

    def open(self, tag: str, given: dict[str, str | None]) -> None:
        """Open a list, a list item, a row or a cell."""
        if tag in ("ol", "ul"):
            self.counts.append(whole(given.get("start"), 1) if tag == "ol" else None)
        elif tag == "li" and self.counts and self.counts[-1] is not None:
            value = whole(given.get("value"), self.counts[-1])
            self.counts[-1] = value + 1
            self.pieces.append(f"{value}. ")
            self.start = self.getpos()[0]
        elif tag == "pre":
            self.kept += 1
        elif tag == "table":
            self.frames.append(Frame([], []))
        elif tag == "tr" and self.frames:
            self.end_cell()
            self.frames[-1].rows.append([])
        elif tag in ("td", "th") and self.frames:
            self.end_cell()
            if not self.frames[-1].rows:
                self.frames[-1].rows.append([])
            output: list[Line] = []
            span = min(whole(given.get("colspan"), 1), WIDEST)
            self.frames[-1].cells.append((span, whole(given.get("rowspan"), 1), output))
            self.outputs.append(output)

    def handle_endtag(self, tag: str) -> None:
        """What a tag has begun ends."""
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.pop()
            return
        if tag == "p" and not self.pieces:
            self.outputs[-1].append(Line(self.getpos()[0], ""))
        elif tag in _BLOCKS:
            self.end_line()
        if tag in ("ol", "ul") and self.counts:
            self.counts.pop()
        elif tag == "pre":
            self.kept = max(0, self.kept - 1)
        elif tag in ("td", "th", "tr") and self.frames:
            self.end_cell()
        elif tag == "table" and self.frames:
            self.end_cell()
            self.outputs[-1].extend(table_lines(self.frames.pop().rows))

    def handle_data(self, data: str) -> None:
        """Text between tags; inside <pre> with its line ends."""
        if self.unseen:
            return
        if not self.pieces and data.strip():
            before = len(data) - len(data.lstrip())
            self.start = self.getpos()[0] + data.count("\n", 0, before)
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
            self.outputs[-1].append(Line(self.start or self.getpos()[0], text))

    def end_cell(self) -> None:
        """End the open cell of the innermost table, if there is one."""
        self.end_line()
        if self.frames[-1].cells:
            span, rows, output = self.frames[-1].cells.pop()
            self.outputs.pop()
            self.frames[-1].rows[-1].append(Placed(span, rows, output))

    def finish(self) -> tuple[Line, ...]:
        """The lines of the whole page; tables left open end here."""
        self.end_line()
        while self.frames:
            self.end_cell()
            self.outputs[-1].extend(table_lines(self.frames.pop().rows))
        return tuple(self.outputs[0])


def is_hidden(given: dict[str, str | None]) -> bool:
    """Whether the attributes of a tag hide it."""
    return "hidden" in given or _HIDDEN.search(given.get("style") or "") is not None


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
