"""Documents as one page for a browser, on a phone or on paper: nothing is loaded from elsewhere.

Colours, the form for small screens and the filter stand in `page.css` and `page.js` beside this
module. Text is escaped, and the page's policy forbids whatever is not written here.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from html import escape
from importlib.resources import files
from typing import Final

from fjkx.plan.characters import visible
from fjkx.render.screen import Screen
from fjkx.views import document as doc

POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
FILTERED: Final = {"names": "unit", "status": "status"}  # kinds of columns, names in page.js
FEW: Final = 8  # rows of a table that needs no filter
CURVE: Final = 3  # points of which a curve says something
GRID: Final = "".join(
    f'<path class="axis" d="M50 {250 - share * 2.4:.0f}H630"/>'
    f'<text x="42" y="{255 - share * 2.4:.0f}" class="end">{share}%</text>'
    for share in (0, 50, 100)
)


def render(view: doc.View, screen: Screen) -> str:
    """The view's documents below each other as an HTML page, titled as the first of them is."""
    documents = [document.blocks for document in view.documents("ledger")]
    titles = (
        block.text for blocks in documents for block in blocks if isinstance(block, doc.Title)
    )
    sections = (
        "\n".join(part for block in blocks for part in _block(block)) for blocks in documents
    )
    body = "\n".join(f"<section>\n{section}\n</section>" for section in sections)
    folder = files("fjkx.render")
    style = folder.joinpath("page.css").read_text("utf-8")
    script = folder.joinpath("page.js").read_text("utf-8")
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(next(titles, '工作要点'))}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _block(block: doc.Block) -> Iterator[str]:
    match block:
        case doc.Title(text, aside):
            yield f"<h1>{_text(text)}</h1>"
            if aside:
                yield f'<p class="aside">{_text(aside)}</p>'
        case doc.Heading(text, level):
            yield f"<h{min(level, 5) + 1}>{_text(text)}</h{min(level, 5) + 1}>"
        case doc.Addressee(name):
            yield f"<p>{_text(name)}：</p>"
        case doc.Paragraph(value):
            yield f"<p>{_value(value)}</p>"
        case doc.Item(text):
            yield f'<p class="item">{_text(text)}</p>'
        case doc.Fields(pairs):
            rows = (f"<dt>{_text(label)}</dt><dd>{_value(value)}</dd>" for label, value in pairs)
            yield f"<dl>{''.join(rows)}</dl>"
        case doc.Checks(checks):
            yield _checks(checks)
        case doc.Table():
            yield from _curve(block)
            yield _table(block)
        case doc.Note(text):
            yield f'<p class="note">{_text(text)}</p>'
        case doc.Verbatim(text):
            yield f"<pre>{_text(text)}</pre>"
        case doc.Signature(who, day):
            lines = "\n".join(filter(None, (who, doc.chinese_day(day))))
            yield f'<p class="signature">{_text(lines)}</p>'
        case doc.CutLine():
            yield '<hr class="cut">'


# -- tables -----------------------------------------------------------------------------------


def _table(table: doc.Table) -> str:
    """A table; on a narrow screen each cell says its heading itself. Where there is something to
    choose from, what may be chosen stands in `data-` attributes of the rows."""
    heads = "".join(f'<th scope="col">{_text(column.heading)}</th>' for column in table.columns)
    bodies = "".join(_group(table, group) for group in table.groups)
    foot = f"<tfoot>{_row(table.columns, table.foot)}</tfoot>" if table.foot else ""
    chosen = " data-filter" if len(list(table.rows())) > FEW else ""
    return f"<table{chosen}><thead><tr>{heads}</tr></thead>{bodies}{foot}</table>"


def _group(table: doc.Table, group: doc.Group) -> str:
    span = f'colspan="{len(table.columns)}"'
    head = f'<tr class="group"><th {span}>{_text(group.heading)}</th></tr>' if group.heading else ""
    return f"<tbody>{head}{''.join(_row(table.columns, row) for row in group.rows)}</tbody>"


def _row(columns: Sequence[doc.Column], row: doc.Row) -> str:
    cells = "".join(
        f'<td class="{column.kind}" data-head="{_text(column.heading)}">{_value(value)}</td>'
        for column, value in zip(columns, row.cells, strict=True)
    )
    below = f'<tr class="below"><td colspan="{len(columns)}">{_checks(row.below)}</td></tr>'
    return f"<tr{_choices(columns, row)}>{cells}</tr>{below if row.below else ''}"


def _choices(columns: Sequence[doc.Column], row: doc.Row) -> str:
    """What the filter of a table goes by: the names of the first list of them, the status."""
    found: dict[str, list[str]] = {}
    for column, value in zip(columns, row.cells, strict=True):
        if column.kind in FILTERED and column.kind not in found:
            names = value.names if isinstance(value, doc.Names) else doc.text_of(value).split("\n")
            found[column.kind] = [visible(name) for name in names if name]
    return "".join(
        f' data-{FILTERED[kind]}="{escape("|".join(names))}"' for kind, names in found.items()
    )


def _checks(checks: Iterable[doc.Check]) -> str:
    rows = (
        f'<li class="{"done" if c.done else "open"}">{_text(c.label)} {_value(c.text)}</li>'
        for c in checks
    )
    return f'<ul class="checks">{"".join(rows)}</ul>'


def _curve(table: doc.Table) -> Iterator[str]:
    """A table whose bars have a meaning, and marks where they should be, as two curves too."""
    rows = [row for group in table.groups for row in group.rows]
    kinds = [column.kind for column in table.columns]
    if len(table.legend) != 2 or len(rows) < CURVE or "bar" not in kinds:
        return
    bars = [row.cells[kinds.index("bar")] for row in rows]
    points = [bar for bar in bars if isinstance(bar, doc.Meter)]
    actual = _line("actual", [point.percent for point in points])
    wanted = _line("wanted", [point.mark or 0.0 for point in points])
    names = "".join(
        f'<span class="{name}">{_text(meaning)}</span>'
        for name, meaning in zip(("actual", "wanted"), table.legend, strict=True)
    )
    first, last = (_text(doc.text_of(row.cells[0])) for row in (rows[0], rows[-1]))
    yield (
        f'<figure><figcaption>{names}</figcaption><svg class="curve" viewBox="0 0 640 280" '
        f'role="img" aria-label="{"、".join(map(_text, table.legend))}">{GRID}{actual}{wanted}'
        f'<text x="50" y="270">{first}</text><text x="630" y="270" class="end">{last}</text>'
        "</svg></figure>"
    )


def _line(name: str, shares: Sequence[float]) -> str:
    step = 580 / max(len(shares) - 1, 1)
    points = " ".join(
        f"{50 + n * step:.0f},{250 - share * 2.4:.1f}" for n, share in enumerate(shares)
    )
    return f'<polyline class="{name}" points="{points}"/>'


# -- values -----------------------------------------------------------------------------------


def _text(text: str) -> str:
    """The text, inert; line feeds stay lines."""
    return escape(visible(text)).replace("\n", "<br>")


def _value(value: doc.Value) -> str:
    match value:
        case doc.Words(text, tone) if tone:
            return f'<span class="{tone}">{_text(text)}</span>'
        case doc.Meter(share, tone, mark, said):
            wanted = f'<i style="left:{mark:.1f}%"></i>' if mark is not None else ""
            words = f" {_value(said)}" if said else ""
            return (
                f'<span class="meter {tone}"><b style="width:{share:.1f}%"></b>{wanted}</span>'
                f"<span>{doc.percentage(share)}{words}</span>"
            )
        case date():
            return f'<time datetime="{value.isoformat()}">{value.isoformat()}</time>'
        case _:
            return _text(doc.text_of(value))
