"""A notice as HTML, tag soup as sites have it → the lines that a reader of the page sees."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from typing import Final, Literal

from fjkx.notice.numbers import number
from fjkx.notice.source import WIDEST, Line, Mark, glued, visible
from fjkx.notice.tables import MOST_CELLS, Placed, table_lines
from fjkx.plan.named import NamedTuple

# What a browser with scripts shows nothing of up to its end tag, and where it looks for neither
# tags nor comments.
_RAW: Final = frozenset(("script", "style", "iframe", "noembed", "noframes", "noscript"))
_TEXT_ONLY: Final = frozenset(("textarea", "title"))  # text without tags

_MARK: Final = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*+)|[!?/])")
_COMMENT_END: Final = re.compile(r"--!?>")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+(=?[^\s/>=]++|=)  # a name may begin with =
        (?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))?+)?+""",
    re.VERBOSE,
)
_TAG_END: Final = re.compile(r"[\s/]*+>")
_CODE: Final = re.compile(r"&#(?=\d)0*+(\d*+)")
_DIGITS: Final = 8  # of a code beyond all characters


class Piece(NamedTuple):
    """A start tag, an end tag or a text. `value` is the tag's name in lower case, or the text
    with its references resolved; `line` counts from 1, `given` are the tag's attributes."""

    kind: Literal["start", "end", "text"]
    value: str
    line: int
    given: dict[str, str]


def pieces(source: str) -> Iterator[Piece]:
    """The tags and texts of a page in order, without comments, declarations and scripts.

    A tag or declaration that does not end is text; a comment that does not goes to the end.
    Takes time in proportion to the source, whatever is in it.
    """
    line, counted, at, place = 1, 0, 0, 0
    while (mark := _MARK.search(source, place)) is not None:
        given: dict[str, str] = {}
        name = (mark[2] or "").lower()
        end = tag_end(source, mark.end(), given) if name else other_end(source, mark.start())
        if end < 0:
            break
        line += source.count("\n", counted, at)
        counted = at
        if at < mark.start():
            yield Piece("text", resolved(source[at : mark.start()]), line, {})
        if name and name not in _RAW:
            line += source.count("\n", counted, mark.start())
            counted = mark.start()
            yield Piece("end" if mark[1] else "start", name, line, given)
        if name in _RAW | _TEXT_ONLY and not mark[1]:
            at, end = end, closing(source, end, name)
            if name in _TEXT_ONLY and at < end:
                yield Piece("text", resolved(source[at:end]), line, {})
        at = place = end
    if at < len(source):
        line += source.count("\n", counted, at)
        yield Piece("text", resolved(source[at:]), line, {})


def tag_end(source: str, at: int, given: dict[str, str]) -> int:
    """The index behind a tag whose name ends at `at`, -1 if it does not end; its attributes are
    added to `given`, of those of one name the first."""
    while (end := _TAG_END.match(source, at)) is None:
        found = _ATTRIBUTE.match(source, at)
        if found is None:
            return -1
        name, *values = found.groups()
        given.setdefault(name.lower(), resolved(next(filter(None, values), "")))
        at = found.end()
    return end.end()


def other_end(source: str, at: int) -> int:
    """The index behind a comment, or a declaration such as Word's <![if …]>, at `at`."""
    if not source.startswith("<!--", at):
        return source.find(">", at) + 1 or -1
    end = _COMMENT_END.search(source, at + 2)  # <!--> is whole
    return len(source) if end is None else end.end()


def closing(source: str, at: int, name: str) -> int:
    """The index of the end tag of an element without tags in it, or the end of the source."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return len(source) if found is None else found.start()


def resolved(text: str) -> str:
    """The text with its references as characters; one that is none is U+FFFD."""
    return unescape(_CODE.sub(_bounded, text)) if "&" in text else text


def _bounded(code: re.Match[str]) -> str:
    """The reference to a character with no more digits than one can have: the library fails
    on some thousands."""
    return f"&#{code[1][:_DIGITS] or 0}"


HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE_PARTS: Final = frozenset(("thead", "tbody", "tfoot"))
_PARAGRAPH_ENDS: Final = frozenset(
    (
        *("p", "div", *HEADINGS, "li", "ul", "ol", "dl", "dt", "dd", "table", "hr"),
        *("section", "article", "header", "footer", "nav", "aside", "main", "form", "fieldset"),
        *("blockquote", "pre", "center", "address", "figure", "figcaption"),
    )
)
BLOCKS: Final = (
    _PARAGRAPH_ENDS
    | _TABLE_PARTS
    | {"tr", "td", "th", "caption", "html", "body", "option", "textarea", "text"}
)
_UNSEEN: Final = frozenset(
    ("template", "title", "select", "object", "desc", "defs", "symbol", "metadata", "rt", "rp")
)
_STRUCK: Final = frozenset(("s", "del", "strike"))
_STRUCK_STYLE: Final = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_VOID: Final = frozenset(
    (
        *("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed"),
        *("param", "source", "track"),
    )
)
# For a start tag the elements that it ends if they are open, and those that keep it from doing so.
_SCOPES: Final = frozenset(("select", "button", "object", "template", "svg"))
_CELL: Final = (frozenset(("td", "th")), _SCOPES | {"tr", "table"})
_ROW: Final = (frozenset(("tr",)), _SCOPES | {"table"})
_ROWS: Final = (_TABLE_PARTS, _SCOPES | {"table"})
_PARAGRAPH: Final = (frozenset(("p",)), _SCOPES | BLOCKS)
_ITEM: Final = (frozenset(("li",)), _SCOPES | {"ul", "ol"})
_TERM: Final = (frozenset(("dt", "dd")), _SCOPES | {"dl"})
_OPTION: Final = (frozenset(("option",)), frozenset(("select",)))
_ENDS: Final = {
    **dict.fromkeys(_PARAGRAPH_ENDS, (_PARAGRAPH,)),
    "li": (_PARAGRAPH, _ITEM),
    **dict.fromkeys(("dt", "dd"), (_PARAGRAPH, _TERM)),
    **dict.fromkeys(("td", "th"), (_CELL,)),
    "tr": (_ROW,),
    **dict.fromkeys(_TABLE_PARTS, (_ROWS, _ROW)),
    "option": (_OPTION,),
}
_FARTHEST: Final = 64  # open elements that are looked through for one to end
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAY_BE_FOOTERS: Final = ("div", "section")
_TEXTS: Final = ("article", "main")

State = Literal["text", "page", "struck", "unseen"]


class Elements:
    """The elements that are open at a place, the outermost first, and how each is seen.

    Tag soup is read as a browser does: an end tag ends all that is still open inside, a stray
    one nothing, and some elements end where the next of their kind begins.
    """

    def __init__(self) -> None:
        self.path: list[tuple[str, State]] = []
        self.open: Counter[str] = Counter()  # how many of each are in the path

    @property
    def state(self) -> State:
        """How text is seen at this place."""
        return self.path[-1][1] if self.path else "text"

    def start(self, name: str, given: dict[str, str]) -> State:
        """A start tag ends what it implies and begins an element, if it is one that can hold
        any; how that is seen."""
        for rule in _ENDS.get(name, ()):
            self.end_implied(*rule)
        state = self.state_of(name, given)
        if name not in _VOID:
            self.path.append((name, state))
            self.open[name] += 1
        return state

    def end(self, name: str) -> bool:
        """An end tag ends the innermost element of its name; whether what it ends is seen."""
        if not self.open[name]:
            return self.state != "unseen"
        at = next(at for at in range(len(self.path) - 1, -1, -1) if self.path[at][0] == name)
        state = self.path[at][1]
        self.leave(at)
        return state != "unseen"

    def state_of(self, name: str, given: dict[str, str]) -> State:
        """How what stands in an element is seen."""
        if self.state == "unseen" or name in _UNSEEN or is_hidden(given):
            return "unseen"
        if (
            self.state == "struck"
            or name in _STRUCK
            or _STRUCK_STYLE.search(given.get("style", ""))
        ):
            return "struck"
        apart = is_around(name, given) and not any(self.open[text] for text in _TEXTS)
        return "page" if apart else self.state

    def end_implied(self, ends: frozenset[str], stops: frozenset[str]) -> None:
        """End the innermost open element of those that a start tag ends, up to one of `stops`."""
        if not any(self.open[name] for name in ends):
            return
        for at in range(len(self.path) - 1, max(-1, len(self.path) - _FARTHEST - 1), -1):
            name = self.path[at][0]
            if name in ends:
                self.leave(at)
            if name in ends or name in stops:
                return

    def leave(self, at: int) -> None:
        """Leave the open elements from an index on."""
        while len(self.path) > at:
            self.open[self.path.pop()[0]] -= 1


def is_hidden(given: dict[str, str]) -> bool:
    """Whether the attributes of a tag hide it."""
    return "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None


def is_around(name: str, given: dict[str, str]) -> bool:
    """Whether an element says of itself that it is a footer or menu of the page."""
    names = (*given.get("class", "").split(), given.get("id", ""))
    return name in ("footer", "nav") or (name in _MAY_BE_FOOTERS and "footer" in names)


_BLANK: Final = re.compile(r"[ \t\r\n\f]+")
_HEADING_LINES: Final = 3  # in longer ones sites put whole texts
_MOST_TO_A_LINE: Final = 4  # of the source, so that its number still tells where
_DEEPEST: Final = 50  # tables in each other, whose cells are still told apart


class Frame(NamedTuple):
    """A table being read: its rows so far, and the lines of its open cell."""

    rows: list[list[Placed]]
    cells: list[tuple[int, int, list[Line]]]


def lines(text: str) -> tuple[tuple[Line, ...], bool]:
    """The visible lines of a page, a line for each block or <br>; data tables as rows.

    `number` is the line of the HTML source, or, as the second value tells, the paragraph where the
    source has hardly a line end. Scripts, styles and what is hidden are not seen; a
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
    found = page.finish()
    filled = [line.number for line in found if line.text]
    counted = len(filled) > _MOST_TO_A_LINE * len(set(filled))
    if counted:
        found = tuple(line._replace(number=at) for at, line in enumerate(found, 1))
    return found, counted


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
        self.struck: list[str] = []  # what is struck through in the line being gathered
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
        if self.elements.state == "struck":
            self.struck.append(data)
            return
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
        if struck := seen("".join(self.struck)):
            self.outputs[-1].append(Line(self.start or self.line, struck, mark="struck"))
        self.struck.clear()

    def end_heading(self, begin: int) -> None:
        """Make the lines of a heading, which begins at an index of the output, one, unless some
        are numbered or it is longer than any."""
        output, self.heading = self.outputs[-1], None
        own = [line for line in output[begin:] if line.text or line.cells]
        apart = any(line.cells or line.mark or number(line.text) for line in own[1:])
        if 1 < len(own) <= _HEADING_LINES and not apart:
            own = [own[0]._replace(text=glued([line.text for line in own]))]
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
