"""A notice as a Word document → its paragraphs with their numbers as printed, and table rows."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zipfile import BadZipFile, ZipFile

from fjkx.errors import RequestError
from fjkx.notice.counting import Counters, Level
from fjkx.notice.grid import Placed, rows_of
from fjkx.notice.source import Line
from fjkx.notice.table import header

LIMIT: Final = 32 * 1024 * 1024  # bytes of one part, unpacked

_UNSEEN: Final = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText", "pict", "rPr"))
_INSIDE: Final = frozenset(("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "body"))
_AGAIN: Final = "请用 Word 或 WPS 打开，另存为 .docx 后再导入"


class Styles(NamedTuple):
    """For each paragraph style its numbering: the list's id and the level, either may lack."""

    lists: dict[str, tuple[str | None, int | None]]


def lines(data: bytes) -> tuple[Line, ...]:
    """The paragraphs of a document in order, and the rows of its tables as rows.

    Automatic numbers stand before their text as printed; insertions are seen, deletions and
    hidden text are not; a text box follows the paragraph that it is anchored in. Raises
    RequestError for what is no whole Word document.
    """
    from io import BytesIO

    try:
        with ZipFile(BytesIO(data)) as archive:
            document = part(archive, "word/document.xml")
            if document is None:
                raise RequestError("通知不是 Word 文档（压缩包里没有正文）", _AGAIN)
            numbering, styles = (
                part(archive, "word/numbering.xml"),
                part(archive, "word/styles.xml"),
            )
    except (BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise RequestError("Word 文档损坏或加密，读不出来", _AGAIN) from None
    reader = Reader(Counters(levels_of(numbering)), styles_of(styles, numbering))
    return tuple(reader.body(document))


def part(archive: ZipFile, name: str) -> Element | None:
    """One part of the document as a tree; None if it has none of that name.

    Read in bounds, since a small file may unpack to any size. Raises RequestError for more, for
    entity declarations, which Word never writes, and for what is no XML.
    """
    if name not in archive.namelist():
        return None
    with archive.open(name) as stream:
        data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise RequestError(
            f"Word 文档展开后超过 {LIMIT >> 20} MiB", "请拆分，或另存为 .txt 后再导入"
        )
    if b"<!DOCTYPE" in data or "<!DOCTYPE".encode("utf-16-le") in data:
        raise RequestError("Word 文档里有实体声明，不能导入", _AGAIN)
    parser = XMLParser()
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError):
        raise RequestError("Word 文档的正文不完整，读不出来", _AGAIN) from None
    return root


def name_of(element: Element) -> str:
    """A tag or attribute's name without its namespace: documents come in two of them."""
    return local(element.tag)


def local(tag: str) -> str:
    """The name behind a namespace."""
    return tag.rpartition("}")[2]


def value_of(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((value for key, value in element.items() if local(key) == name), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along the names of a path."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def number_in(element: Element | None, default: int) -> int:
    """The whole number that an element's value is, in bounds."""
    text = (value_of(element) or "").strip()
    return int(text[:6]) if text.isascii() and text.isdigit() else default


class Reader(NamedTuple):
    """What numbers paragraphs: the lists' counters and the styles."""

    counters: Counters
    styles: Styles

    def body(self, document: Element) -> Iterator[Line]:
        """The lines of a document, `number` counting its paragraphs from 1."""
        number = 0
        for block in blocks(child(document, "body")):
            if name_of(block) == "p":
                for text in self.texts(block):
                    number += 1
                    yield Line(number, text)
            else:
                rows = list(self.rows(block, number))
                number += sum(len(placed.lines) for row in rows for placed in row)
                yield from table_lines(rows)

    def texts(self, paragraph: Element) -> list[str]:
        """The lines of a paragraph, its number before the first, and those of its text boxes."""
        pieces, boxes = seen(paragraph)
        texts = ["".join(pieces).split("\n")]
        texts[0][0] = self.printed_number(paragraph) + texts[0][0]
        texts += [text for box in boxes for text in self.boxed(box)]
        return [line for lines_ in texts for line in lines_]

    def boxed(self, box: Element) -> list[list[str]]:
        """The lines of the paragraphs in a text box."""
        return [
            "".join(seen(block)[0]).split("\n") for block in blocks(box) if name_of(block) == "p"
        ]

    def rows(self, table: Element, number: int) -> Iterator[list[Placed]]:
        """The cells of a table's rows; a cell merged downwards counts for the rows it spans."""
        rows: list[list[Placed]] = []
        open_: dict[int, tuple[int, int]] = {}  # by column: the cell that goes on below
        for row in (each for each in blocks(table) if name_of(each) == "tr"):
            rows.append([])
            column = 0
            for cell in (each for each in blocks(row) if name_of(each) == "tc"):
                span = max(1, min(number_in(child(cell, "tcPr", "gridSpan"), 1), 100))
                merge = child(cell, "tcPr", "vMerge")
                if merge is not None and value_of(merge) != "restart" and column in open_:
                    at, place = open_[column]
                    above = rows[at][place]
                    rows[at][place] = above._replace(rows=len(rows) - at)
                else:
                    found = []
                    for text in self.cell_texts(cell):
                        number += 1
                        found.append(Line(number, text))
                    open_.pop(column, None)
                    if merge is not None:
                        open_[column] = (len(rows) - 1, len(rows[-1]))
                    rows[-1].append(Placed(span, 1, found))
                column += span
        yield from rows

    def cell_texts(self, cell: Element) -> Iterator[str]:
        """The lines in a cell, those of tables within it too."""
        for paragraph in (each for each in cell.iter() if name_of(each) == "p"):
            yield from self.texts(paragraph)

    def printed_number(self, paragraph: Element) -> str:
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
    """The paragraphs, tables, rows or cells in an element, through what only wraps them."""
    waiting = list(reversed(list(parent if parent is not None else ())))
    while waiting:
        element = waiting.pop()
        if name_of(element) in _INSIDE:
            waiting += reversed(list(element))
        elif name_of(element) in ("p", "tbl", "tr", "tc"):
            yield element


def seen(paragraph: Element) -> tuple[list[str], list[Element]]:
    """The visible text of a paragraph, and the text boxes in it."""
    pieces: list[str] = []
    boxes: list[Element] = []
    waiting = list(reversed(list(paragraph)))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name == "txbxContent":
            boxes.append(element)
        elif name == "t":
            pieces.append(element.text or "")
        elif name in ("tab", "ptab"):
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name not in _UNSEEN and not is_hidden(element) and name != "pPr":
            waiting += reversed(list(element))
    return pieces, boxes


def is_hidden(run: Element) -> bool:
    """Whether a run is marked as hidden text."""
    mark = child(run, "rPr", "vanish")
    return mark is not None and value_of(mark) not in ("0", "false", "off")


def table_lines(rows: list[list[Placed]]) -> Iterator[Line]:
    """The rows of a table of tasks; of any other, such as one for the layout, its lines."""
    grid = rows_of(rows)
    if any(header(row.cells) for row in grid):
        yield from grid
    else:
        for row in rows:
            for placed in row:
                yield from placed.lines


def levels_of(numbering: Element | None) -> dict[str, tuple[str, dict[int, Level]]]:
    """For each list's id the id of its pattern, which shares its count, and its levels."""
    patterns: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for element in numbering if numbering is not None else ():
        if name_of(element) == "abstractNum":
            patterns[value_of(element, "abstractNumId") or ""] = own_levels(element)
        elif name_of(element) == "num":
            pattern = value_of(child(element, "abstractNumId")) or ""
            own = dict(patterns.get(pattern, {}))
            changed = overrides(element, own)
            list_id = value_of(element, "numId") or ""
            lists[list_id] = (f"{pattern}:{list_id}" if changed else pattern, own)
    return lists


def own_levels(element: Element) -> dict[int, Level]:
    """The levels that an element defines."""
    return {
        number_in_attribute(level, "ilvl"): level_of(level)
        for level in element
        if name_of(level) == "lvl"
    }


def number_in_attribute(element: Element, name: str) -> int:
    """An attribute's whole number, 0 where it is none."""
    text = value_of(element, name) or ""
    return int(text[:4]) if text.isascii() and text.isdigit() else 0


def level_of(element: Element) -> Level:
    """One level of a list: where it starts, how it counts, how it is printed."""
    return Level(
        number_in(child(element, "start"), 1),
        value_of(child(element, "numFmt")) or "decimal",
        value_of(child(element, "lvlText")) or "",
        child(element, "isLgl") is not None,
    )


def overrides(element: Element, levels: dict[int, Level]) -> bool:
    """Change the levels as a list overrides its pattern's; whether it counts on its own."""
    changed = False
    for override in (each for each in element if name_of(each) == "lvlOverride"):
        at = number_in_attribute(override, "ilvl")
        defined = child(override, "lvl")
        start = child(override, "startOverride")
        if defined is not None:
            levels[at] = level_of(defined)
        if start is not None and at in levels:
            levels[at] = levels[at]._replace(start=number_in(start, 1))
        changed = changed or start is not None
    return changed


def styles_of(styles: Element | None, numbering: Element | None) -> Styles:
    """The numbering of each paragraph style, its own or that of the style it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    for style in styles if styles is not None else ():
        key = value_of(style, "styleId")
        if name_of(style) == "style" and key is not None:
            mark = child(style, "pPr", "numPr")
            level = child(mark, "ilvl")
            list_id = value_of(child(mark, "numId"))
            own[key] = (list_id, None if level is None else number_in(level, 0))
            based[key] = value_of(child(style, "basedOn")) or ""
    linked = levels_by_style(numbering)
    return Styles({key: numbering_of(key, own, based, linked) for key in own})


def levels_by_style(numbering: Element | None) -> dict[str, int]:
    """The level that a list's pattern gives to a paragraph style."""
    return {
        style: number_in_attribute(level, "ilvl")
        for pattern in (numbering if numbering is not None else ())
        for level in pattern
        if name_of(level) == "lvl" and (style := value_of(child(level, "pStyle"))) is not None
    }


def numbering_of(
    key: str,
    own: dict[str, tuple[str | None, int | None]],
    based: dict[str, str],
    linked: dict[str, int],
) -> tuple[str | None, int | None]:
    """The list and level of a style, looked up along what it is based on."""
    list_id: str | None = None
    level: int | None = None
    seen_: set[str] = set()
    while key in own and key not in seen_ and list_id is None:
        seen_.add(key)
        list_id, found = own[key]
        level = next((at for at in (level, linked.get(key), found) if at is not None), None)
        key = based.get(key, "")
    return list_id, level
