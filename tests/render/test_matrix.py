"""Every view in every format, on screens of every width: what holds of all of them."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from io import StringIO

import pytest
from rich.cells import cell_len

from fjkx.plan.errors import UsageError
from fjkx.render.screen import Screen
from fjkx.render.wrap import CLOSING
from fjkx.views.document import Block, Meter, Table, View, text_of
from tests import small_plan, supervised_plan
from tests.plans import FOLDER, plan_in
from tests.shown import WIDTHS, lines, shown, tables

TODAY = date(2020, 6, 15)
NASTY = "[red]=a|<b>*x*\x1b[2J\u202e:smile:"
HOSTILE = plan_in(FOLDER / "hostile.yaml")  # NASTY wherever a text may stand
PLANS = {"small": small_plan.PLAN, "supervised": supervised_plan.PLAN, "hostile": HOSTILE}
TABLES = [
    pytest.param(view, id=f"{name}: {command}")
    for name, plan in PLANS.items()
    for command, view in tables(plan, TODAY)
]
LINES = [
    pytest.param(view, id=f"{name}: {command}")
    for name, plan in PLANS.items()
    for command, view in lines(plan, TODAY)
]


def words(block: Block) -> Iterator[str]:
    """All that a block says, but for figures beside bars, which a screen rounds."""
    if isinstance(block, Table):
        kept = [place for place, c in enumerate(block.columns) if c.room not in ("extra", "below")]
        yield from ("" if block.bare else block.columns[place].heading for place in kept)
        yield from (group.heading for group in block.groups)
        for row in block.rows():
            cells = (row.cells[place] for place in kept)
            yield from (text_of(cell) for cell in cells if not isinstance(cell, Meter))
            yield from (text_of(check.text) for check in row.below)
        return
    for field in block:
        yield field if isinstance(field, str) else ""


@pytest.mark.parametrize("view", TABLES)
def test_screens_fit_and_nothing_is_cut(view: View) -> None:
    """No line is wider than the screen, no character is lost, and none that closes begins a line.
    Below 60 columns it may be said that columns are left out."""
    (document,) = view.documents("screen")
    said = "".join(text for block in document.blocks for text in words(block))
    needed = Counter(re.sub(r"[\s\x1b\u202e·]", "", said))
    for width in WIDTHS:
        text = shown(view, "terminal", Screen(width))
        assert max(map(cell_len, text.splitlines())) <= min(width, 120)
        assert not needed - Counter(text)
        starts = {line.lstrip()[:1] for line in text.splitlines()}
        assert not starts & CLOSING or NASTY in said
        assert "没有显示" not in text
    small = shown(view, "terminal", Screen(40))
    assert max(map(cell_len, small.splitlines())) <= 48


@pytest.mark.parametrize("view", TABLES)
@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_screens_degrade(view: View, encoding: str) -> None:
    """In another encoding everything stands where it stood, and bars can be told from none."""
    text = shown(view, "terminal", Screen(80, encoding=encoding))
    text.encode(encoding)
    full = shown(view, "terminal", Screen(80))
    assert text.count("\n") == full.count("\n")
    for sign, stand_in in ("━=", "─-", "┃|"):
        assert (sign in full) <= (sign in text or stand_in in text)
    colored = shown(view, "terminal", Screen(80, color=True))
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == full


@pytest.mark.parametrize("view", TABLES)
def test_csv_is_the_main_table(view: View) -> None:
    text = shown(view, "csv")
    header, *rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    table = view.documents("sheet")[0].table()
    assert table and text.startswith("\ufeff")
    assert header == [column.heading for column in table.columns]
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} <= {len(header)}
    assert len(rows) == len(list(table.rows()))


@pytest.mark.parametrize("view", TABLES)
def test_json_is_data_of_a_kind(view: View) -> None:
    if view.data is None:
        with pytest.raises(UsageError):
            shown(view, "json")
        return
    found = json.loads(shown(view, "json"))
    assert list(found)[:3] == ["schema_version", "kind", "as_of"]
    assert found == json.loads(shown(view, "json", Screen(encoding="ascii")))


@pytest.mark.parametrize("view", [*TABLES, *LINES])
def test_markdown_is_a_document(view: View) -> None:
    text = shown(view, "markdown")
    assert text.endswith("\n") and not text.endswith("\n\n")
    for table in re.findall(r"(?:^\|.*\n)+", text, re.M):
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


class Page(HTMLParser):
    """The words of a page, and whether every article and table is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words, self.open = "", 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open += tag in ("article", "table")

    def handle_endtag(self, tag: str) -> None:
        self.open -= tag in ("article", "table")

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("view", [*TABLES, *LINES])
def test_a_page_says_all_of_every_view(view: View) -> None:
    page = Page(shown(view, "html"))
    assert page.open == 0
    for document in view.documents("ledger"):
        for block in document.blocks:
            for text in words(block):
                assert text.split("\x1b")[0].split("\n")[0] in page.words


@pytest.mark.parametrize("format", ["terminal", "markdown", "csv", "json", "html"])
@pytest.mark.parametrize("view", [v for v in TABLES if str(v.id).startswith("hostile")])
def test_text_of_the_plan_is_only_text(view: View, format: str) -> None:
    if format == "json" and view.data is None:
        return
    text = shown(view, format)
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f\u202e]", text)
    if format in ("markdown", "html"):
        assert "<b>" not in text
    if format == "csv":
        assert not re.search(r'(?m)(^|,)"?[=+@]', text)


@pytest.mark.parametrize("view", [v for v in LINES if str(v.id).startswith("hostile")])
def test_what_updates_say_is_only_text(view: View) -> None:
    text = shown(view, "plain", Screen(80, terminal=True))
    assert "\x1b" not in text and "\u202e" not in text


def test_what_has_no_table_says_so() -> None:
    views = dict(lines(small_plan.PLAN, TODAY))
    for format in ("csv", "json"):
        with pytest.raises(UsageError):
            shown(views["text"], format)
