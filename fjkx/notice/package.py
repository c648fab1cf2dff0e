"""The parts of a Word document: which there are, and each as a tree, read in bounds."""

import posixpath
import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from fjkx.plan.errors import RequestError
from fjkx.plan.named import NamedTuple

LIMIT: Final = 32 * 1024 * 1024  # bytes of all parts, unpacked
MOST_MARKS: Final = 2_500_000  # tags and attributes of all parts: some 200 bytes each as a tree

_AGAIN: Final = "请用原来的程序打开，另存一份后再导入"
# What zipfile raises on bytes that are no archive, or whose parts are damaged or encrypted.
DAMAGED: Final = (
    *(BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError),
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_MAIN: Final = "word/document.xml"
_LISTS: Final = ("numbering", "styles")
_NOTES: Final = ("footnotes", "endnotes", "comments")
_MARGINS: Final = ("header", "footer")


class Package(NamedTuple):
    """The trees of a document's parts: None or empty where it has none.

    `notes` has the parts by kind: footnotes, endnotes, comments; `headers` and `footers` are in
    the order in which the document lists them.
    """

    document: Element
    numbering: Element | None
    styles: Element | None
    notes: dict[str, Element]
    headers: list[Element]
    footers: list[Element]


def opened(data: bytes) -> Package:
    """The parts of a Word document. Raises RequestError for what is none, is damaged, or
    unpacks to more than can be read."""
    from io import BytesIO

    try:
        with ZipFile(BytesIO(data)) as archive:
            return _read(archive)
    except DAMAGED:
        raise RequestError("文件损坏或加密，读不出来", _AGAIN) from None


def _read(archive: ZipFile) -> Package:
    """The parts of an archive; those of one kind are one after the other."""
    names = set(archive.namelist())
    room = Room("Word 文档", _AGAIN)
    main = main_part(archive, names, room) or _MAIN
    if main not in names:
        raise RequestError(
            "通知不是 Word 文档（压缩包里没有正文）", "请另存为 .docx、.html 或 .txt"
        )
    document = room.tree(archive, main)
    found: dict[str, list[Element]] = {}
    for kind, name in dict.fromkeys(_related(archive, names, room, main)):
        if name in names:
            found.setdefault(kind, []).append(room.tree(archive, name))
    first = {kind: trees[0] for kind, trees in found.items()}
    return Package(
        document,
        first.get("numbering"),
        first.get("styles"),
        {kind: first[kind] for kind in _NOTES if kind in first},
        found.get("header", []),
        found.get("footer", []),
    )


class Room:
    """What may still be unpacked of a file: a small one may unpack to any size. `kind` is what it
    is called, `again` what to do about one that is damaged."""

    def __init__(self, kind: str, again: str) -> None:
        self.kind, self.again = kind, again
        self.bytes = LIMIT
        self.marks = MOST_MARKS

    def tree(self, archive: ZipFile, name: str) -> Element:
        """One part as a tree.

        Raises RequestError where there is no room for it, for entity declarations, which office
        programs never write, and for what is no XML; for a damaged part what zipfile does, and
        NotImplementedError for a compression that is not in the format.
        """
        if archive.getinfo(name).compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise NotImplementedError  # no other is in the format
        with archive.open(name) as stream:
            data = stream.read(self.bytes + 1)
        self.bytes -= len(data)
        if self.bytes < 0:
            raise RequestError(f"{self.kind}展开后超过 {LIMIT >> 20} MiB", "请拆成几份再导入")
        self.marks -= data.count(b"<") + data.count(b"=")
        if self.marks < 0:
            raise RequestError(f"{self.kind}的内容太多，读不下", "请拆成几份再导入")
        if b"<!DOCTYPE" in data or b"<\0!\0D\0O\0C\0T\0Y\0P\0E" in data:
            raise RequestError(f"{self.kind}里有实体声明，不能导入", self.again)
        # No other encodings are in the format: in one of them entities could go unseen.
        parser = XMLParser(encoding="utf-16" if data.startswith(_UTF16) else "utf-8")
        try:
            parser.feed(data)
            root: Element = parser.close()
        except (ParseError, ValueError, LookupError):
            raise RequestError(f"{self.kind}的正文不完整，读不出来", self.again) from None
        return root


def main_part(archive: ZipFile, names: set[str], room: Room) -> str | None:
    """The name of the part with the text or the sheets, if the file says which it is."""
    found = relations(archive, names, room, "")
    return next((each.name for each in found if each.kind == "officeDocument"), None)


def _related(archive: ZipFile, names: set[str], room: Room, main: str) -> Iterator[tuple[str, str]]:
    """The kinds and names of the other parts that are read: those that the document lists, or
    where it lists none those of the usual names."""
    kinds = (*_LISTS, *_NOTES, *_MARGINS)
    folder = posixpath.dirname(main)
    usual = ((_usual_kind(name, folder), name) for name in sorted(names))
    listed = [(each.kind, each.name) for each in relations(archive, names, room, main)]
    for kind, name in listed or usual:
        if kind in kinds:
            yield kind, name


def _usual_kind(name: str, folder: str) -> str:
    """What a part of the usual name holds: word/header2.xml is a header."""
    inside, base = posixpath.split(name)
    return base.removesuffix(".xml").rstrip("0123456789") if inside == folder else ""


class Relation(NamedTuple):
    """A part that another refers to by an id, and of what kind it is there."""

    id: str
    kind: str
    name: str


def relations(archive: ZipFile, names: set[str], room: Room, part: str) -> Iterator[Relation]:
    """The parts that a part, or the whole for "", refers to."""
    folder, name = posixpath.split(part)
    own = posixpath.join(folder, "_rels", f"{name}.rels")
    for each in room.tree(archive, own) if own in names else ():
        kind = (value_of(each, "Type") or "").rpartition("/")[2]
        target = posixpath.join("/", folder, value_of(each, "Target") or "")
        target = posixpath.normpath(target).lstrip("/")
        yield Relation(value_of(each, "Id") or "", kind, target)


# -- elements -------------------------------------------------------------------------------


def name_of(element: Element) -> str:
    """A tag's name without its namespace: documents come in two of them."""
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


def number_in(element: Element | None, default: int, name: str = "val") -> int:
    """The whole number that an element's attribute is, in bounds."""
    text = (value_of(element, name) or "").strip()
    return int(text[:6]) if text.isascii() and text.isdigit() else default


def is_on(element: Element | None) -> bool:
    """Whether a mark is there, and not there to say that it does not hold."""
    return element is not None and value_of(element) not in ("0", "false", "off")
