"""What is particular to a terminal: colour, encodings, bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fjkx.render.cells import bar, lines_of
from fjkx.render.degrade import degrade
from fjkx.render.screen import Screen
from fjkx.views import document as doc
from tests.cases import cases
from tests.shown import one, shown


def drawn(block: doc.Block, screen: Screen | None = None) -> str:
    """A block as the terminal shows it."""
    return shown(one(block), "terminal", screen or Screen(40))


def table(*rows: tuple[doc.Value, ...]) -> doc.Table:
    """A table of texts and a last column of numbers."""
    columns = [doc.Column("")] * (len(rows[0]) - 1) + [doc.Column("", "number")]
    return doc.Table(tuple(columns), (doc.Group(tuple(map(doc.Row, rows))),), bare=True)


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    words = doc.Paragraph(doc.Words("甲", "good"))
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert drawn(words) == "甲\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert drawn(words, Screen(40, color=True)) == "\x1b[32m甲\x1b[0m\n"


@pytest.mark.parametrize(
    ("encoding", "text", "expected"),
    [
        ("gbk", "━━── √ □ 甲·乙龘😀é", "━━── √ □ 甲·乙龘??é"),
        ("gbk", "👨\u200d👩", "????"),
        ("ascii", "━━── √ □ 甲·", "==-- x . ??-"),
        ("no-such-encoding", "甲", "??"),
        ("utf-16", "甲", "甲"),
    ],
)
def test_degrade(encoding: str, text: str, expected: str) -> None:
    assert degrade(text, encoding) == expected


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.sampled_from(["gbk", "ascii"]))
def test_whatever_is_degraded_can_be_encoded(text: str, encoding: str) -> None:
    degrade(text, encoding).encode(encoding)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(doc.Words("😀甲"), 1), (doc.Words("科普"), 12)], "??甲   1\n科普  12\n"),
        (
            [("甲\n乙\n\n丙", doc.Lines(("x", doc.Words("y"))), 1), ("丁", "z", 12)],
            "甲  x   1\n乙  y\n\n丙\n丁  z  12\n",
        ),
    ],
    ids=["characters replaced", "cells of several lines"],
)
def test_columns_stay_aligned(rows: list[tuple[doc.Value, ...]], expected: str) -> None:
    assert drawn(table(*rows), Screen(40, encoding="gbk")) == expected


def test_tones_follow_their_words_through_wrapping_and_padding() -> None:
    units = doc.Names(("学会学术部", "办公室", "科技馆"), found=frozenset({1}))
    rows = table(("长" * 40, units, 1))
    assert "\x1b[1;33m办公室\x1b[0m" in drawn(rows, Screen(40, color=True))


# Full only at 100, and empty only at 0; a mark is on the bar.
BARS = """
──────────: 0
━─────────: 0.1
━━━━━─────: 50
━━━━━━━━━─: 99.9
━━━━━━━━━━: 100
━━━━━┃────: 50 50
━━━━━┃━━──: 80 50
─────────┃: 0 100
┃━━━━━━━━━: 100 0
"""


@pytest.mark.parametrize(("figures", "expected"), cases(BARS))
def test_bars(figures: str, expected: str) -> None:
    percent, mark = (*map(float, figures.split()), None)[:2]
    assert percent is not None
    assert "".join(text for text, _ in bar(doc.Meter(percent, mark=mark), 10)) == expected


def test_flow_breaks_between_parts_only() -> None:
    parts = doc.Flow((doc.Words("未启动 2"), doc.Words("推进中 3"), doc.Words("受阻 1")))
    for width, lines in (
        (20, ["未启动 2 · 推进中 3", "受阻 1"]),
        (8, ["未启动 2", "推进中 3", "受阻 1"]),
    ):
        found = ["".join(text for text, _ in line) for line in lines_of(parts, width)]
        assert found == lines


def test_what_was_searched_for_is_marked_across_lines() -> None:
    assert lines_of(doc.Words("推动科普中国转型", found=((2, 6),)), 8) == [
        [("推动", ""), ("科普", "found")],
        [("中国", "found"), ("转型", "")],
    ]
