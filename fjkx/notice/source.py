"""What every reader of notices makes of its format: lines, and table rows among them."""

from typing import Final, Literal, NamedTuple, TypeAlias

WIDEST: Final = 50  # columns that a cell may span

# What a reader knows of a line: it belongs to the page around the text or is a note to it, or
# the heading that it stands in goes on on the next line.
Mark: TypeAlias = Literal["page", "note", "heading"] | None


class Cell(NamedTuple):
    """A table cell. `text` has its lines joined by line feeds; it covers `span` columns.

    `above` marks the continuation of a cell that began in a row above: it repeats that text.
    """

    text: str
    span: int = 1
    above: bool = False


class Line(NamedTuple):
    """A line or paragraph as it is seen, without its line end; `number` counts from 1.

    In a text and in HTML it is the line of the file, in Word the paragraph. A table row has
    `cells`, and as `text` theirs joined by tabs, without those from above.
    """

    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    mark: Mark = None


class Source(NamedTuple):
    """A notice read: its lines in order, empty ones too; `encoding` says what it is in a
    person's words: GB18030 编码, Word 文档.

    With `paragraphs` every line is a whole paragraph, as in HTML and Word; in a text a
    paragraph may go on on the next line.
    """

    lines: tuple[Line, ...]
    encoding: str
    paragraphs: bool = False
