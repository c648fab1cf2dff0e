"""A format that only tests know: bare HTML. It shows what a new format takes."""

from html import escape

from fjkx.plan.characters import visible
from fjkx.render.screen import Screen
from fjkx.views.document import (
    Block,
    Checks,
    CutLine,
    Fields,
    Heading,
    Meters,
    PageBreak,
    Signature,
    Table,
    Title,
    Value,
    Verbatim,
    View,
    text_of,
)


def render(view: View, screen: Screen) -> str:
    """Every document of the view as a part of one page."""
    parts = []
    for document in view.documents("sheet"):
        blocks = "\n".join(map(written, document.blocks))
        parts.append(f'<article title="{text(document.name)}">\n{blocks}\n</article>')
    return "<!DOCTYPE html>\n<meta charset=utf-8>\n" + "\n".join(parts) + "\n"


def text(value: Value) -> str:
    """A value in words that are no markup."""
    return escape(visible(text_of(value))).replace("\n", "<br>")


def written(block: Block) -> str:
    """A block as an element."""
    match block:
        case Title(words, aside):
            return f"<h1>{text(words)}</h1>\n<p>{text(aside)}</p>"
        case Heading(words, level):
            return f"<h{level + 1}>{text(words)}</h{level + 1}>"
        case Fields(pairs) | Meters(pairs):
            items = (f"<dt>{text(label)}<dd>{text(value)}" for label, value in pairs)
            return f"<dl>{''.join(items)}</dl>"
        case Checks(checks):
            items = (f"<li>{'☑' if c.done else '☐'} {text(c.label)} {text(c.text)}" for c in checks)
            return f"<ul>{''.join(items)}</ul>"
        case Table():
            return table(block)
        case Verbatim(words):
            return f"<pre>{text(words)}</pre>"
        case Signature(who, day):
            return f"<p>{text(who)}<br>{text(day)}</p>"
        case CutLine() | PageBreak():
            return "<hr>"
    return f"<p>{text(block[0])}</p>"


def table(table: Table) -> str:
    """A table with rows for the headings of its groups."""
    rows = ["".join(f"<th>{text(column.heading)}" for column in table.columns)]
    for group in table.groups:
        if group.heading:
            rows.append(f"<th colspan={len(table.columns)}>{text(group.heading)}")
        rows += ("".join(f"<td>{text(cell)}" for cell in row.cells) for row in group.rows)
    if table.foot:
        rows.append("".join(f"<td>{text(cell)}" for cell in table.foot.cells))
    return f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>"
