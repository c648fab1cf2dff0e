"""What every reader of notices makes of its format: lines, and table rows among them."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from fjkx.plan.named import NamedTuple

WIDEST: Final = 50  # columns that a cell may span

# Soft hyphens, joiners and marks of direction, which office programs leave between words: they
# would part a name or label. A joiner behind what it can join, as in emoji, is part of a sign.
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202c\u2060\ufeff]"
    "|(?<![^\x00-\x7f\u2000-\u206f\u2e80-\ud7ff\uf900-\ufaff\ufe10-\uffef])[\u200c\u200d]"
)

# What a reader knows of a line: it belongs to the page around the text, is a note to it or struck
# through in it.
Mark: TypeAlias = Literal["page", "note", "struck"] | None


def visible(text: str) -> str:
    """A text without the characters in it that are not seen and take no room."""
    return _UNSEEN.sub("", text)


class Cell(NamedTuple):
    """A table cell. `text` has its lines joined by line feeds; it covers `span` columns.

    `above` marks the continuation of a cell that began in a row above: it repeats that text.
    """

    text: str
    span: int = 1
    above: bool = False


class Line(NamedTuple):
    """A line or paragraph as it is seen, without its line end and without characters that take
    no room; `number` counts from 1.

    In a text and in HTML it is the line of the file, in Word the paragraph. A table row has
    `cells`, and as `text` theirs joined by tabs, without those from above.
    """

    number: int
    text: str
    cells: tuple[Cell, ...] = ()
    mark: Mark = None


class Paragraph(NamedTuple):
    """A paragraph, or a table row with its cells; `line` is its first line, `gap` says whether
    an empty line stands before it."""

    line: int
    text: str
    cells: tuple[Cell, ...] = ()
    gap: bool = False


class Source(NamedTuple):
    """A notice read: its lines in order, empty ones too; `encoding` says what it is in a
    person's words: GB18030 编码, Word 文档.

    With `paragraphs` every line is a whole paragraph, as in HTML and Word; in a text a
    paragraph may go on on the next line.
    """

    lines: tuple[Line, ...]
    encoding: str
    paragraphs: bool = False


APART: Final = re.compile(r"[ \u3000\xa0]{2,}|\u3000")  # what sets cells or names of a line apart


def width(text: str) -> int:
    """Columns on a terminal or in a typed text: two for a wide character, one for others."""
    return len(text) + sum(character >= "\u1100" for character in text)


def glued(texts: Sequence[str], apart: Container[str] = ()) -> str:
    """The lines of a paragraph as one: a blank only between words of letters, which digits go on
    with, and before the lines that stand `apart`."""
    joined = list(texts[:1])
    for before, text in pairwise(texts):
        letters = before[-1:].isascii() and before[-1:].isalnum()
        words = letters and text[:1].isascii() and text[:1].isalnum()
        words = words and not (before[-1:].isdecimal() and text[:1].isdecimal())
        joined.append(" " if words or text in apart else "")
        joined.append(text)
    return "".join(joined)


def spaced_out(text: str) -> str:
    """The text without the blanks that stretch a heading: 丹 霄 市 → 丹霄市."""
    words = text.split()
    stretched = len(words) > 2 and all(len(word) == 1 and not word.isascii() for word in words)
    return "".join(words) if stretched else text
