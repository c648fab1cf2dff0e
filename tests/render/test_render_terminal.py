import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from fjkx.render.grid import Column, bar, cell, flow, list_cell, table
from fjkx.render.terminal import Screen, degrade, draw

PLAIN = Screen(40)


def test_markup_is_text_and_long_lines_are_not_cut() -> None:
    line = "[red]:smile:[/] " + "长" * 40
    assert draw([Text(line)], PLAIN) == f"{line}\n"


def test_blanks_at_line_ends_are_dropped() -> None:
    assert draw([Text("甲  \n乙 ")], PLAIN) == "甲\n乙\n"


def test_colour_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert draw([Text("甲", style="red")], PLAIN) == "甲\n"
    monkeypatch.setenv("NO_COLOR", "1")
    assert draw([Text("甲", style="red")], Screen(40, color=True)) == "\x1b[31m甲\x1b[0m\n"


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("━━── √ □ 甲·乙", "gbk", "━━── √ □ 甲·乙"),
        ("━━── √ □ 甲·", "ascii", "==-- x . ??-"),
        ("龘😀é", "gbk", "龘??é"),
        ("👨\u200d👩", "gbk", "??"),
        ("甲", "no-such-encoding", "??"),
        ("甲", "utf-16", "甲"),
    ],
)
def test_degrade(text: str, encoding: str, shown: str) -> None:
    assert degrade(text, encoding) == shown


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))), st.sampled_from(["gbk", "ascii"]))
def test_whatever_is_degraded_can_be_encoded(text: str, encoding: str) -> None:
    degrade(text, encoding).encode(encoding)


def test_columns_stay_aligned_where_characters_are_replaced() -> None:
    rows = [[Text("😀甲"), Text("1")], [Text("科普"), Text("12")]]
    shown = draw([table([Column("", 6), Column("", 2, "right")], rows)], Screen(40, False, "gbk"))
    assert shown == "??甲     1\n科普    12\n"


def test_cells_of_several_lines_stand_beside_each_other() -> None:
    rows = [[Text("甲\n乙\n丙"), Text("1"), Text("x\ny")], [Text("丁"), Text("2"), Text("z")]]
    columns = [Column("", 2), Column("", 3, "right"), Column("", 1)]
    assert draw([table(columns, rows)], PLAIN) == ("甲    1  x\n乙       y\n丙\n丁    2  z\n")


def test_styles_follow_their_words_through_wrapping_and_padding() -> None:
    found = list_cell(["甲部", "乙部"], 6, frozenset({1}))
    shown = draw(
        [table([Column("", 6), Column("", 4, "right")], [[found, Text("1", "red")]])],
        Screen(40, color=True),
    )
    assert shown == "甲部、     \x1b[31m1\x1b[0m\n\x1b[1;33m乙部\x1b[0m\n"


@pytest.mark.parametrize(
    ("percent", "shown"),
    [(0.0, "────"), (0.1, "━───"), (50.0, "━━──"), (99.9, "━━━─"), (100.0, "━━━━")],
)
def test_bars_are_full_only_at_100_and_empty_only_at_0(percent: float, shown: str) -> None:
    assert bar(percent, 4).plain == shown


def test_flow_breaks_between_parts_only() -> None:
    parts = [Text("未启动 2"), Text("推进中 3"), Text("受阻 1")]
    assert flow(parts, 20).plain == "未启动 2 · 推进中 3\n受阻 1"
    assert flow(parts, 8).plain == "未启动 2\n推进中 3\n受阻 1"


def test_a_cell_is_never_wider_than_its_column() -> None:
    text = "提升“福建科普”等微信公众号传播力,推动科普中国e站转型升级"
    for width in range(2, 30):
        assert all(cell_len(line) <= width for line in cell(text, width).plain.split("\n"))
