"""A notice as a Word document → its paragraphs with their numbers as printed, and table rows."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from fjkx.notice.numbering import Counters, levels_of, styles_of
from fjkx.notice.package import Package, child, is_on, name_of, number_in, opened, value_of
from fjkx.notice.source import WIDEST, Line, Mark, visible
from fjkx.notice.tables import Placed, table_lines
from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple

_UNSEEN: Final = frozenset(("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt"))
_GONE: Final = ("del", "moveFrom", "vanish")
_BLOCKS: Final = frozenset(("p", "tbl", "tr", "tc"))
_REFERENCES: Final = {f"{kind}Reference": f"{kind}s" for kind in ("footnote", "endnote", "comment")}
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST: Final = 20  # tables and text boxes in each other, whose rows are still told apart


class Seen(NamedTuple):
    """What is seen of a paragraph: its text, what is struck through, text boxes in it, the notes it
    refers to."""

    pieces: list[str]
    struck: list[str]
    boxes: list[Element]
    notes: list[tuple[str, str]]


def lines(data: bytes) -> tuple[Line, ...]:
    """The paragraphs of a document in order, and the rows of its tables as rows.

    `number` counts its paragraphs from 1. Automatic numbers stand before their text as printed;
    insertions are seen, deletions and hidden text are not; a text box follows the paragraph
    that it is anchored in. Tables of contents and the headers and footers of the pages are
    marked as the page's; footnotes, endnotes and comments as notes, behind the paragraph that
    refers to them. Raises RequestError for what is no whole Word document.
    """
    return tuple(Reader(opened(data)).document())


class Reader:
    """Reads the parts of a document, counting its lists and paragraphs on the way."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.counters = Counters(levels_of(package.numbering))
        self.styles = styles_of(package.styles, package.numbering)
        self.notes = {
            (kind, value_of(note, "id") or ""): note
            for kind, part in package.notes.items()
            for note in part
        }
        self.number = 0

    def document(self) -> list[Line]:
        """The lines of the whole document. Raises RequestError for a document within it, and for a
        table too large."""
        body = list(self.lines(child(self.package.document, "body")))
        headers = self.asides(self.package.headers, 1, "page")
        footers = self.asides(self.package.footers, max(self.number, 1), "page")
        return [*headers, *body, *self.asides(self.notes.values(), self.number, "note"), *footers]

    def lines(self, container: Element | None, depth: int = 0) -> Iterator[Line]:
        """The lines of what stands in the body, a cell or a text box."""
        if depth > _DEEPEST:
            yield from self.flat(container)
            return
        found = Seen([], [], [], [])
        for block in blocks(container):
            if name_of(block) == "p":
                look(block, found)
                if goes_on(block):
                    continue
                yield from self.paragraph(block, found, depth)
            elif any(found):
                yield from self.paragraph(None, found, depth)
            if name_of(block) == "sdt":
                contents = self.lines(child(block, "sdtContent"), depth + 1)
                yield from (line._replace(mark="page") for line in contents)
            elif name_of(block) != "p":
                yield from self.table(block, depth)
            found = Seen([], [], [], [])
        if any(found):
            yield from self.paragraph(None, found, depth)

    def paragraph(self, paragraph: Element | None, found: Seen, depth: int) -> Iterator[Line]:
        """The lines of a paragraph, its number before the first; then its notes and what its
        text boxes hold."""
        style = value_of(child(paragraph, "pPr", "pStyle"))
        mark: Mark = "page" if style in self.styles.contents else None
        texts = "".join(found.pieces).split("\n")
        texts[0] = self.printed_number(paragraph) + texts[0]
        for text in texts:
            self.number += 1
            yield Line(self.number, text, mark=mark)
        if struck := "".join(found.struck).strip():
            yield Line(self.number, " ".join(struck.split()), mark="struck")
        notes = [self.notes.pop(note) for note in found.notes if note in self.notes]
        yield from self.asides(notes, self.number, "note")
        for box in found.boxes:
            if name_of(box) == "textpath":
                self.number += 1
                yield Line(self.number, value_of(box, "string") or "")
            else:
                yield from self.lines(box, depth + 1)

    def flat(self, container: Element | None) -> Iterator[Line]:
        """The lines of all paragraphs in an element, whatever they are nested in."""
        waiting = [] if container is None else [container]
        while waiting:
            element = waiting.pop()
            if name_of(element) == "p":
                found = look(element, Seen([], [], [], []))
                yield from self.paragraph(element, found._replace(boxes=[], notes=[]), 0)
                waiting += reversed(found.boxes)
            else:
                waiting += reversed(shown(element))

    def asides(self, parts: Iterable[Element], number: int, mark: Mark) -> list[Line]:
        """The different lines of parts that stand beside the text, at the number of their
        place; they do not count."""
        before = self.number
        texts = dict.fromkeys(line.text for part in parts for line in self.flat(part))
        self.number = before
        return [Line(number, text, mark=mark) for text in texts if text.strip()]

    def table(self, table: Element, depth: int) -> Iterator[Line]:
        """The rows of a table, or its lines; behind it the notes that its cells refer to."""
        notes: list[Line] = []
        rows = list(self.rows(table, depth, notes))
        yield from table_lines(rows)
        yield from notes

    def rows(self, table: Element, depth: int, notes: list[Line]) -> Iterator[list[Placed]]:
        """The cells of a table's rows; a cell merged downwards counts for the rows it spans.
        The notes in them are added to `notes`."""
        rows: list[list[Placed]] = []
        open_: dict[int, tuple[int, int]] = {}  # by column: the cell that goes on below
        for row in parts_of(table, "tr"):
            if is_on(child(row, "trPr", "del")):
                continue
            missing = min(number_in(child(row, "trPr", "gridBefore"), 0), WIDEST)
            rows.append([Placed(missing, 1, [])] if missing else [])
            column = missing
            for cell in parts_of(row, "tc"):
                span = max(1, min(number_in(child(cell, "tcPr", "gridSpan"), 1), WIDEST))
                merge = child(cell, "tcPr", "vMerge")
                if merge is not None and value_of(merge) != "restart" and column in open_:
                    at, place = open_[column]
                    rows[at][place] = rows[at][place]._replace(rows=len(rows) - at)
                else:
                    found = list(self.lines(cell, depth + 1))
                    notes += (line for line in found if line.mark == "note")
                    open_.pop(column, None)
                    if merge is not None:
                        open_[column] = (len(rows) - 1, len(rows[-1]))
                    own = [line for line in found if line.mark != "note"]
                    rows[-1].append(Placed(span, 1, own))
                column += span
        yield from rows

    def printed_number(self, paragraph: Element | None) -> str:
        """The automatic number of a paragraph as printed; empty where it has none."""
        own = child(paragraph, "pPr", "numPr")
        style = value_of(child(paragraph, "pPr", "pStyle"))
        list_id, level = self.styles.lists.get(style or "", (None, None))
        list_id = value_of(child(own, "numId")) or list_id
        level = number_in(child(own, "ilvl"), level or 0)
        if list_id is None or list_id == "0":
            return ""
        return self.counters.advance(list_id, level)


def blocks(parent: Element | None) -> Iterator[Element]:
    """The paragraphs, tables, rows or cells in an element, through what only wraps them, and
    tables of contents. Raises RequestError for a document inside the document."""
    waiting = [] if parent is None else list(reversed(shown(parent)))
    while waiting:
        element = waiting.pop()
        if name_of(element) in _BLOCKS or is_contents(element):
            yield element
        elif name_of(element) == "altChunk":
            raise RequestError(
                "Word 文档里嵌着另一份文档，读不出来", "请用 Word 打开，另存为 .docx 后再导入"
            )
        else:
            waiting += reversed(shown(element))


def parts_of(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table, or the cells of a row."""
    return (each for each in blocks(parent) if name_of(each) == name)


def shown(element: Element) -> Sequence[Element]:
    """What is in an element that may be seen: of what is there in several forms the first."""
    name = name_of(element)
    if name in _UNSEEN or is_on(child(element, "rPr", "vanish")):
        return ()
    if name == "AlternateContent":
        forms = (child(element, "Choice"), child(element, "Fallback"))
        return next(([form] for form in forms if form is not None), ())
    return list(element)


def look(paragraph: Element, found: Seen) -> Seen:
    """Add what is seen of a paragraph to what has been found."""
    waiting = list(reversed(list(paragraph)))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in ("txbxContent", "textpath"):
            found.boxes.append(element)
        elif is_struck(element):
            found.struck.extend(each.text or "" for each in element.iter() if name_of(each) == "t")
        elif name == "t":
            found.pieces.append(visible(element.text or ""))
        elif name == "sym":
            found.pieces.append(symbol(element))
        elif name in _SIGNS:
            found.pieces.append(_SIGNS[name])
        elif name in _REFERENCES:
            found.notes.append((_REFERENCES[name], value_of(element, "id") or ""))
        else:
            waiting += reversed(shown(element))
    return found


def is_struck(run: Element) -> bool:
    """Whether a run is struck through, once or twice."""
    return any(is_on(child(run, "rPr", name)) for name in ("strike", "dstrike"))


def symbol(element: Element) -> str:
    """The character of a sign of a font."""
    try:
        code = int(value_of(element, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE else ""


def goes_on(paragraph: Element) -> bool:
    """Whether the end of a paragraph is deleted or hidden, so that the next one goes it on."""
    marks = child(paragraph, "pPr", "rPr")
    return any(is_on(child(marks, name)) for name in _GONE)


def is_contents(element: Element) -> bool:
    """Whether an element is a table of contents that Word has made."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return name_of(element) == "sdt" and (value_of(gallery) or "") == "Table of Contents"
