"""What is particular to a terminal: colour, encodings, bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fjkx.render.cells import bar, lines_of
from fjkx.render.degrade import degrade
from fjkx.render.screen import Screen
from fjkx.views.document import (
    Block,
    Column,
    Document,
    Flow,
    Group,
    Lines,
    Meter,
    Names,
    Paragraph,
    Row,
    Table,
    Value,
    View,
    Words,
)
from tests.shown import shown


def drawn(*blocks: Block, screen: Screen | None = None) -> str:
    """Blocks as the terminal shows them."""
    view = View(lambda medium: (Document(blocks),))
    return shown(view, "terminal", screen or Screen(40))


def table(*rows: tuple[Value, ...]) -> Table:
    """A table of texts and a last column of numbers."""
    columns = [Column("")] * (len(rows[0]) - 1) + [Column("", "number")]
    return Table(tuple(columns), (Group(tuple(map(Row, rows))),), bare=True)


def texts(value: Value, width: int) -> list[str]:
    """The lines of a value, without tones."""
    return ["".join(text for text, _ in line) for line in lines_of(value, width)]


def test_markup_is_text_and_nothing_is_cut() -> None:
    line = "[red]:smile:[/]" + "长" * 40
    assert drawn(Paragraph(line)).replace("\n", "") == line


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    words = Paragraph(Words("甲", "good"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert drawn(words) == "甲\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert drawn(words, screen=Screen(40, color=True)) == "\x1b[32m甲\x1b[0m\n"


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        ("━━── √ □ 甲·乙", "gbk", "━━── √ □ 甲·乙"),
        ("━━── √ □ 甲·", "ascii", "==-- x . ??-"),
        ("龘😀é", "gbk", "龘??é"),
        ("👨\u200d👩", "gbk", "????"),
        ("甲", "no-such-encoding", "??"),
        ("甲", "utf-16", "甲"),
    ],
)
def test_degrade(text: str, encoding: str, expected: str) -> None:
    assert degrade(text, encoding) == expected


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.sampled_from(["gbk", "ascii"]))
def test_whatever_is_degraded_can_be_encoded(text: str, encoding: str) -> None:
    degrade(text, encoding).encode(encoding)


def test_columns_stay_aligned_where_characters_are_replaced() -> None:
    rows = table((Words("😀甲"), 1), (Words("科普"), 12))
    assert drawn(rows, screen=Screen(40, encoding="gbk")) == "??甲   1\n科普  12\n"


def test_cells_of_several_lines_stand_beside_each_other() -> None:
    rows = table(("甲\n乙\n丙", Lines(("x", Words("y"))), 1), ("丁", "z", 12))
    assert drawn(rows) == "甲  x   1\n乙  y\n丙\n丁  z  12\n"


def test_tones_follow_their_words_through_wrapping_and_padding() -> None:
    units = Names(("学会学术部", "办公室", "科技馆"), found=frozenset({1}))
    rows = table(("长" * 40, units, 1))
    assert "\x1b[1;33m办公室\x1b[0m" in drawn(rows, screen=Screen(40, color=True))


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(0.0, "────"), (0.1, "━───"), (50.0, "━━──"), (99.9, "━━━─"), (100.0, "━━━━")],
)
def test_bars_are_full_only_at_100_and_empty_only_at_0(percent: float, expected: str) -> None:
    assert "".join(text for text, _ in bar(Meter(percent), 4)) == expected


def test_flow_breaks_between_parts_only() -> None:
    parts = Flow((Words("未启动 2"), Words("推进中 3"), Words("受阻 1")))
    assert texts(parts, 20) == ["未启动 2 · 推进中 3", "受阻 1"]
    assert texts(parts, 8) == ["未启动 2", "推进中 3", "受阻 1"]


def test_a_line_is_never_wider_than_its_column() -> None:
    text = "提升“福建科普”等微信公众号传播力,推动科普中国e站转型升级"
    for width in range(2, 30):
        assert all(cell_len(line) <= width for line in texts(Words(text), width))


def test_what_was_searched_for_is_marked_across_lines() -> None:
    words = Words("推动科普中国转型", found=((2, 6),))
    assert lines_of(words, 8) == [
        [("推动", ""), ("科普", "found")],
        [("中国", "found"), ("转型", "")],
    ]


def test_very_wide_screens_are_not_filled() -> None:
    rows = table(("长" * 100, 1))
    assert max(map(cell_len, drawn(rows, screen=Screen(400)).splitlines())) == 120
