"""What a view returns, and all that a format knows: documents made of blocks.

A value in a block is text, a number, a day or one of the small types below: the terminal paints
a status, a workbook writes a number as such, Markdown writes words. Text is as the plan has it:
a format makes control characters visible and escapes what would be markup there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Final, Literal, TypeAlias

from fjkx.plan.characters import cells
from fjkx.plan.named import NamedTuple

# What a document is made for. "screen": looked at, in the width there is. "paper": read and passed
# on as text. "letter": printed and sent, as paper but for tables, which are as in a "ledger":
# tables that a leader reads, on a page or in a workbook. "sheet": a column for every figure, for
# programs that read tables.
Medium = Literal["screen", "paper", "letter", "ledger", "sheet"]

# What a stretch of text is, for a format that has colours; no meaning hangs on it alone.
Tone = Literal["", "strong", "heading", "faint", "found", "good", "active", "warn", "bad"]

# -- values -----------------------------------------------------------------------------------


class Words(NamedTuple):
    """Text of one line in a tone; `found` are stretches (start, end) of that line that a search
    was for."""

    text: str
    tone: Tone = ""
    found: tuple[tuple[int, int], ...] = ()


class Names(NamedTuple):
    """`label甲、乙、丙`, which breaks after a 、 only; `found` are places of names searched for."""

    names: tuple[str, ...]
    label: str = ""
    tone: Tone = ""
    found: frozenset[int] = frozenset()


class Percent(NamedTuple):
    """A share, 0–100, with its percent sign; where the heading has the sign, a plain float."""

    value: float


class Meter(NamedTuple):
    """A share, 0–100, as a bar, with a mark where it should be, and a label."""

    percent: float
    tone: Tone = "good"
    mark: float | None = None
    label: Words | None = None


class Flow(NamedTuple):
    """`甲 · 乙 · 丙`, which breaks between its parts only."""

    parts: tuple[Words, ...]


class Lines(NamedTuple):
    """Values below each other."""

    values: tuple["Value", ...]


# A str may have line feeds. A float has one decimal.
Value: TypeAlias = str | int | float | date | Words | Names | Percent | Meter | Flow | Lines | None

# -- tables -----------------------------------------------------------------------------------

# Ids, numbers and percents stand at the right. Text and names may be broken over lines, and days
# that are known in words only; a label, a status and a light are not.
Kind = Literal[
    "text", "names", "id", "label", "number", "percent", "date", "status", "light", "bar"
]

# How dear a column's room is: always there ("keep"), beside others or else below the first text
# ("stack"), always below it, or below the row where that is too narrow ("under"), beside others
# or else in a line below the row ("below"), only where there is plenty ("extra"), or the first to
# be left out, from the right, on a screen that is very narrow ("spare").
Room = Literal["keep", "stack", "under", "below", "extra", "spare"]


class Fill(NamedTuple):
    """A column that is to be filled in: one of `choices`, or a whole number of a range."""

    choices: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None


NOT_ASKED: Final = "/"  # in a cell to be filled in: nothing is asked in this row


class Column(NamedTuple):
    """A column. `folded` is its heading on two lines, for where there is little room."""

    heading: str
    kind: Kind = "text"
    room: Room = "keep"
    folded: str = ""
    fill: Fill | None = None


class Check(NamedTuple):
    """Something to be ticked off: `√  14.2  text`."""

    done: bool
    label: str
    text: Words


class Row(NamedTuple):
    """A value per column, and what belongs below the row."""

    cells: tuple[Value, ...]
    below: tuple[Check, ...] = ()


class Group(NamedTuple):
    """Rows, under a heading if there is one; a group of level 1 is within the one before it."""

    rows: tuple[Row, ...]
    heading: str = ""
    level: int = 0


class Table(NamedTuple):
    """Rows in groups. `foot` is the total; a `bare` table needs no headings to be read; `legend`
    is what its bars and the marks on them mean."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    foot: Row | None = None
    bare: bool = False
    legend: tuple[str, ...] = ()

    def rows(self) -> Iterable[Row]:
        """All rows in order, the total last."""
        for group in self.groups:
            yield from group.rows
        if self.foot:
            yield self.foot


# -- blocks -----------------------------------------------------------------------------------


class Title(NamedTuple):
    """What the document is, and beside it the day that it shows."""

    text: str
    aside: str = ""


class Addressee(NamedTuple):
    """Whom a letter is for."""

    name: str


class Heading(NamedTuple):
    """A heading, level 1 a part of the document; one `inset` stands in with what follows."""

    text: str
    level: int = 1
    inset: bool = False


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Value


class Item(NamedTuple):
    """An item of a list."""

    text: str


class Fields(NamedTuple):
    """Labels with their values; one without a label goes on with the label before."""

    fields: tuple[tuple[str, Value], ...]


class Checks(NamedTuple):
    """A list of what is to be ticked off."""

    checks: tuple[Check, ...]


class Note(NamedTuple):
    """Small print: how figures are counted, how many of how many are shown."""

    text: str


class Verbatim(NamedTuple):
    """Lines that stay as they are, ended by a line feed each."""

    text: str


class Signature(NamedTuple):
    """Who sends a letter, if that is known, and when."""

    who: str | None
    day: date


class CutLine(NamedTuple):
    """What follows is cut off and sent back."""


Block: TypeAlias = (
    Title
    | Addressee
    | Heading
    | Paragraph
    | Item
    | Fields
    | Checks
    | Table
    | Note
    | Verbatim
    | Signature
    | CutLine
)


class Document(NamedTuple):
    """Blocks. Of several documents each has a `name` (whom a letter is for). `main` is the table
    that a file of one table holds, the first in the document unless it is given. A `hidden` one is
    for programs: a sheet that is not shown."""

    blocks: tuple[Block, ...]
    name: str = ""
    main: Table | None = None
    hidden: bool = False

    def table(self) -> Table | None:
        """The main table; None if there is none."""
        return self.main or next((each for each in self.blocks if isinstance(each, Table)), None)


Data: TypeAlias = bool | int | float | str | Sequence["Data"] | Mapping[str, "Data"] | None


class View(NamedTuple):
    """Something shown: its documents for a medium, mostly one, and the same as plain data where
    programs ask for it. Only what is asked for is made."""

    documents: Callable[[Medium], tuple[Document, ...]]
    data: Callable[[], Mapping[str, Data]] | None = None


def together(*views: View) -> View:
    """Several views as one, without data."""
    return View(lambda medium: tuple(each for view in views for each in view.documents(medium)))


def rounded(share: float, places: int = 1) -> float:
    """A share in percent, 0–100, rounded. Only what is whole is shown as 100, only nothing as 0."""
    step = 10.0**-places
    if 0.0 < share < 100.0:
        share = min(max(share, step), 100.0 - step)
    return round(share, places)


def percentage(share: float, places: int = 1) -> str:
    """A share in percent as it is `rounded`: `7.7%`."""
    return f"{rounded(share, places):.{places}f}%"


def text_of(value: Value) -> str:
    """A value in words, its lines parted by line feeds; a day as 2020-06-30, none as nothing."""
    match value:
        case None:
            return ""
        case str():
            return value
        case Words():
            return value.text
        case Names():
            return value.label + "、".join(value.names)
        case float():
            return f"{rounded(value):.1f}"
        case Percent(share):
            return percentage(share)
        case Meter(share, label=label):
            return " · ".join(filter(None, (percentage(share), text_of(label))))
        case Flow():
            return " · ".join(part.text for part in value.parts)
        case Lines():
            return "\n".join(filter(None, map(text_of, value.values)))
        case date():
            return value.isoformat()
    return str(value)


def as_lines(block: Block) -> Iterator[str]:
    """What a block says in lines of text, for a format that has no form of its own for it; of a
    table nothing."""
    match block:
        case Title(text, aside):
            yield from filter(None, (text, aside))
        case Heading(text) | Item(text) | Note(text):
            yield text
        case Addressee(name):
            yield f"{name}："
        case Paragraph(value):
            yield from text_of(value).split("\n")
        case Fields(pairs):
            yield from (
                f"{label}：{text_of(value)}" if label else text_of(value) for label, value in pairs
            )
        case Checks(checks):
            yield from map(ticked, checks)
        case Verbatim(text):
            yield from text.splitlines()
        case Signature(who, day):
            yield from filter(None, (who, text_of(day)))


def ticked(check: Check) -> str:
    """`☑ 14.2 text`: something to be ticked off in one line."""
    return f"{'☑' if check.done else '☐'} {check.label} {check.text.text}"


def chinese_day(day: date) -> str:
    """A date as official documents have it, without zeros in front: `2020年7月3日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def widest(table: Table, at: int) -> int:
    """Columns of a screen that the longest line of a table's column takes, its heading included."""
    texts = [table.columns[at].heading, *(text_of(row.cells[at]) for row in table.rows())]
    return max(cells(line) for text in texts for line in text.split("\n"))
