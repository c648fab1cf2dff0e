"""Documents as Markdown, in which the plan's text is only text."""

from collections.abc import Iterable
from typing import Final

from fjkx.plan.characters import visible
from fjkx.render.screen import Screen
from fjkx.views import document as doc

MARKS: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;"} | {char: f"\\{char}" for char in "\\`*_[]|~$^@{"}
)
BREAK: Final = "  \n"


def render(view: doc.View, screen: Screen) -> str:
    """The documents of the view for paper, one after the other, an empty line between blocks;
    items that follow each other are one list."""
    parts: list[str] = []
    listed = False
    for document in view.documents("paper"):
        for block in document.blocks:
            lines = _written(block)
            if listed and isinstance(block, doc.Item):
                parts[-1] += f"\n{lines}"
            elif lines:
                parts.append(lines)
            listed = isinstance(block, doc.Item)
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """The text on one line of Markdown, shown as it is and never as markup."""
    return visible(text).translate(MARKS).replace("\n", "<br>")


def _written(block: doc.Block) -> str:
    """A block in Markdown."""
    match block:
        case doc.Title(text, aside):
            return "\n\n".join([f"# {plain(text)}", *([plain(aside)] if aside else [])])
        case doc.Heading(text, level):
            return f"{'#' * (level + 1)} {plain(text)}"
        case doc.Paragraph(value):
            return plain(doc.text_of(value))
        case doc.Item(text):
            return f"- {plain(text)}"
        case doc.Note(text):
            return plain(text)
        case doc.Addressee(name):
            return f"{plain(name)}："
        case doc.Signature(who, day):
            return BREAK.join(plain(each) for each in (who, doc.chinese_day(day)) if each)
        case doc.Fields(pairs):
            return "\n".join(
                f"- {plain(label)}：{plain(doc.text_of(value))}" for label, value in pairs
            )
        case doc.Checks(checks):
            return "\n".join(
                f"- [{'x' if check.done else ' '}] {plain(check.label)} {plain(check.text.text)}"
                for check in checks
            )
        case doc.Table():
            return _table(block)
        case doc.Verbatim(text):
            return "\n\n".join(map(plain, filter(None, text.split("\n"))))
        case doc.CutLine():
            return "---"


def _table(table: doc.Table) -> str:
    """A table below a header; Markdown has no rows that span it, so groups have no headings."""
    headings = [plain(column.heading) for column in table.columns]
    rows = ([plain(doc.text_of(cell)) for cell in row.cells] for row in table.rows())
    return "\n".join(_row(row) for row in (headings, ["---"] * len(headings), *rows))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
