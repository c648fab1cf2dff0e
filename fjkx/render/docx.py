"""Documents as a Word file in the layout of official documents (GB/T 9704-2012).

Page, grid, fonts and ranks stand in the template beside this module, `gbt9704/`, an unpacked
.docx; here blocks become paragraphs in its styles. Written without a library: python-docx has no
public name for a repeated header row, a row that is not split, an indent in characters or a
grid, so that most of this would go through its inside, and importing it takes 150 ms.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from fjkx.plan.characters import visible
from fjkx.render.columns import shared, wanted
from fjkx.render.screen import Screen
from fjkx.views import document as doc

PARTS: Final = (
    *("[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"),
    *("word/styles.xml", "word/fontTable.xml", "word/settings.xml"),
    *("word/footer1.xml", "word/footer2.xml"),
)
BODY: Final = "word/document.xml"
DEEPEST: Final = 4  # ranks of headings that the standard has

# Widths in twentieths of a point: of the text area upright and across (156 and 225 mm), of half a
# character of a table (5号, 10.5 pt, or 小五, 9 pt), and of what stands between columns.
UPRIGHT: Final = 8844
ACROSS: Final = 12756
CELL: Final = 105
SMALL_CELL: Final = 90
PADDING: Final = 114

NARROW: Final = {"text": 14, "names": 10}  # half characters, with which a table stands upright
LONG: Final = 150  # characters in a cell, from which type is small and a row may be split


def render(view: doc.View, screen: Screen) -> bytes:
    """The view as a Word file."""
    return letter(view.documents("letter"))


def letter(documents: Sequence[doc.Document]) -> bytes:
    """The documents as the bytes of a .docx file, each beginning on a page of its own."""
    documents = [each._replace(blocks=tuple(map(_printed, each.blocks))) for each in documents]
    template = files("fjkx.render") / "gbt9704"
    parts = {name: template.joinpath(*name.split("/")).read_bytes() for name in PARTS}
    body = parts[BODY].decode()
    start, end = body.index("<w:sectPr>"), body.index("</w:body>")
    written = "".join(_bound([*map(_section, documents)], body[start:end].strip()))
    parts[BODY] = f"{body[:start]}{written}{body[end:]}".encode()
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


def _printed(block: doc.Block) -> doc.Block:
    """A table as paper has it: its days as official documents write them, the year apart, and where
    it is too wide to stand upright without the columns in which nothing stands."""
    if not isinstance(block, doc.Table):
        return block
    wide = _width([block]) == ACROSS
    kept = [
        at
        for at, column in enumerate(block.columns)
        if not wide or column.fill or any(doc.text_of(row.cells[at]) for row in block.rows())
    ]

    def row(old: doc.Row) -> doc.Row:
        cells = (old.cells[at] for at in kept)
        return old._replace(
            cells=tuple(
                doc.chinese_day(each).replace("年", "年\n") if isinstance(each, date) else each
                for each in cells
            )
        )

    return block._replace(
        columns=tuple(block.columns[at] for at in kept),
        groups=tuple(each._replace(rows=tuple(map(row, each.rows))) for each in block.groups),
        foot=block.foot and row(block.foot),
    )


# -- pages ------------------------------------------------------------------------------------

# What stands on pages of one direction: UPRIGHT or ACROSS, and their paragraphs.
Section = tuple[int, list[str]]


def _bound(sections: Sequence[Section], setup: str) -> Iterator[str]:
    """The sections one behind the other: each but the last ends in a paragraph that has its
    page setup, and the last in the setup itself."""
    for number, (width, paragraphs) in enumerate(sections, start=1):
        yield from paragraphs
        own = _turned(setup) if width == ACROSS else setup
        yield own if number == len(sections) else f"<w:p><w:pPr>{own}</w:pPr></w:p>"


def _turned(setup: str) -> str:
    """The page setup lying across: what was above is at the left."""
    return setup.replace(
        'w:w="11906" w:h="16838"', 'w:w="16838" w:h="11906" w:orient="landscape"'
    ).replace(
        'w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"',
        'w:top="1588" w:right="1984" w:bottom="1474" w:left="2098"',
    )


def _section(document: doc.Document) -> Section:
    """A document, which lies across where a table is too wide to stand."""
    width = _width(block for block in document.blocks if isinstance(block, doc.Table))
    blocks = document.blocks
    return width, [
        part
        for block, after in zip(blocks, (*blocks[1:], None), strict=True)
        for part in _block(block, width, _is_kept(block, after))
    ]


def _is_kept(block: doc.Block, after: doc.Block | None) -> bool:
    """Whether the end of a block must not stand on another page than what comes after it: no
    signature stands alone, nor what is noted below it or a table."""
    return isinstance(after, doc.Signature) or (
        isinstance(block, (doc.Table, doc.Signature)) and isinstance(after, doc.Note)
    )


def _width(tables: Iterable[doc.Table]) -> int:
    """The width of pages on which no table's columns have too little room."""
    wide = any(
        sum(wanted(table, NARROW)) * CELL + len(table.columns) * PADDING > UPRIGHT
        for table in tables
    )
    return ACROSS if wide else UPRIGHT


# -- blocks -----------------------------------------------------------------------------------


def _block(block: doc.Block, width: int, keep: bool) -> list[str]:
    """A block as paragraphs or a table of a width; with `keep` its end stays with what follows."""
    if isinstance(block, doc.Table):
        return [*_table(block, width, keep)]
    written = _paragraphs(block)
    return [*written[:-1], *map(_kept, written[-1:])] if keep else written


def _paragraphs(block: doc.Block) -> list[str]:
    """A block that is no table as paragraphs."""
    match block:
        case doc.Title(text, aside):
            return [
                _paragraph("DocTitle", text),
                *([_paragraph("DocSubtitle", aside)] if aside else []),
            ]
        case doc.Addressee(name):
            return [_paragraph("Addressee", f"{name}：")]
        case doc.Heading(text, level):
            return [_paragraph(f"Rank{min(level, DEEPEST)}", text)]
        case doc.Note(text):
            return [_paragraph("Small", text)]
        case doc.Signature(who, day):
            signed = [_kept(_paragraph("Signature", who))] if who else []
            return [*signed, _paragraph("Signature", doc.chinese_day(day))]
        case doc.CutLine():
            return [_paragraph("Cut", "")]
        case _:
            return [_paragraph("Body", line) for line in doc.as_lines(block) if line]


def _paragraph(style: str, text: str) -> str:
    """A paragraph in a style of the template; line feeds are kept."""
    lines = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in visible(text).split("\n")
    )
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r>{lines}</w:r></w:p>'


def _kept(written: str) -> str:
    """A paragraph, or a row of them, that is on one page with the one that follows."""
    return written.replace("</w:pPr>", "<w:keepNext/></w:pPr>")


# -- tables -----------------------------------------------------------------------------------


def _table(table: doc.Table, room: int, keep: bool) -> Iterator[str]:
    """A table with borders, as wide as the room; its headings are repeated on every page, and no
    row that is not long is split between two. With `keep` its last row stays with what follows; of
    one that is filled in, and cut off, all that a page holds."""
    texts = (doc.text_of(value) for row in table.rows() for value in row.cells)
    small = room == ACROSS or any(len(text) >= LONG for text in texts)
    size, prefix = (SMALL_CELL, "Small") if small else (CELL, "")
    half_characters = (room - len(table.columns) * PADDING) // size
    widths = [width * size + PADDING for width in shared(table, half_characters)]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head, text, centre = (f"{prefix}{style}" for style in ("CellHead", "Cell", "CellCentre"))
    rows = [_row(widths, [head] * len(widths), [c.heading for c in table.columns], head=True)]
    styles = [text if c.kind in ("text", "names") else centre for c in table.columns]
    for group in table.groups:
        if group.heading:
            rows.append(_row([sum(widths)], [head], [group.heading], span=len(widths)))
        for row in group.rows:
            rows += _lines(widths, styles, row)
    if table.foot:
        rows += _lines(widths, styles, table.foot)
    if keep:
        first = 0 if any(column.fill for column in table.columns) else len(rows) - 1
        rows[first:] = map(_kept, rows[first:])
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{room}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{''.join(rows)}</w:tbl>"
    )
    space = _paragraph("Small", "")
    yield _kept(space) if keep else space


def _lines(widths: Sequence[int], styles: Sequence[str], row: doc.Row) -> Iterator[str]:
    """A row, and what is below it across the table."""
    yield _row(widths, styles, [doc.text_of(value) for value in row.cells])
    for check in row.below:
        yield _row([sum(widths)], ["Cell"], [doc.ticked(check)], span=len(widths))


def _row(
    widths: Sequence[int],
    styles: Sequence[str],
    texts: Sequence[str],
    head: bool = False,
    span: int = 1,
) -> str:
    """A row of cells, a text in a style each."""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(style, text)}</w:tc>'
        for width, style, text in zip(widths, styles, texts, strict=True)
    )
    whole = "<w:cantSplit/>" if max(map(len, texts)) < LONG else ""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{whole}{repeated}</w:trPr>{cells}</w:tr>"
