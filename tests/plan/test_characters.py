import sys
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fjkx.plan.characters import cells, escape, hidden, is_plain, one_line, plain, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("科普\x1b[31m", "科普\\u001b[31m"),
        ("\x00\x07\x7f\x9b", "\\u0000\\u0007\\u007f\\u009b"),
        ("\u202e\u2066\u200f\u061c", "\\u202e\\u2066\\u200f\\u061c"),
        ("\u2028\x85\ufeff", "\\u2028\\u0085\\ufeff"),
        ("\ud800\ufff9\uffff", "\\ud800\\ufff9\\uffff"),
        ("科\u200b普\u2060部\u3164", "科\\u200b普\\u2060部\\u3164"),
        ("甲\u034f\u115f\u17b4\uffa0\u180e", "甲\\u034f\\u115f\\u17b4\\uffa0\\u180e"),
        ("\U000e0001\U000e0041", "\\udb40\\udc01\\udb40\\udc41"),
        ("a\tb\r\nc\rd", "a b\nc\\u000dd"),
        ("“6·18” [bold]e\u0301 ＡＢ\u3000\xa0\ue000", "“6·18” [bold]e\u0301 ＡＢ\u3000\xa0\ue000"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert one_line(text) == shown.replace("\n", " ")


@pytest.mark.parametrize(
    "sign",
    [
        "👨\u200d👩\u200d👧",
        "❤\ufe0f\u200d🔥",
        "👍🏽",
        "☎\ufe0e",
        "1\ufe0f\u20e3",
        "葛\U000e0100",
        "\u5140\ufe00",
        "\u0645\u06cc\u200c\u062e",
        "\u0915\u094d\u200d\u0937",
        "\u1820\u180b\u1821\u180e\u1820",
    ],
)
def test_what_belongs_to_a_sign_is_part_of_it(sign: str) -> None:
    assert visible(sign) == sign
    assert not hidden(f"甲{sign}乙")


@pytest.mark.parametrize(
    "text",
    [
        *("\u200d", "甲\u200d乙", "👨\u200d", "\u200d👨", "\ufe0f❤", "👨\ufe0f\u200d甲"),
        *("a\ufe0f", "甲\ufe0f", "2\ufe0f", "☎\ufe0f\ufe0f", "葛\U000e0100\U000e0100"),
        *("\u0645\u200c", "a\u200c\u0645", "\u1820\u180b\u180b", "x\u180e"),
        "🏴\U000e0067\U000e007f",
    ],
)
def test_out_of_its_place_it_is_a_code(text: str) -> None:
    assert escape(hidden(text)) in visible(text) != text


def test_of_single_characters_those_are_hidden_that_nobody_sees_or_that_act() -> None:
    """Format characters that are drawn: signs that enclose Arabic, Kaithi or Egyptian ones."""
    drawn = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    drawn |= {*range(0x13430, 0x13440)}
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if is_plain(char):
            assert not hidden(char), hex(code)
        if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert bool(hidden(char)) == (char != "\n" and code not in drawn), hex(code)


@given(
    st.text(
        st.sampled_from("甲a1 \n\t\x1b\u200d\ufe0f\u3164👨❤葛\u0645\u1820\u180b\U000e0100\u20e3")
    )
)
def test_what_is_shown_can_be_shown(text: str) -> None:
    assert not hidden(visible(text))
    assert visible(visible(text)) == visible(text)
    assert "\n" not in one_line(text)
    if is_plain(text):
        assert visible(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("第一行\n第二行", "第一行 第二行"),
        ("第一行 \r\n\n  第二行\n", "第一行 第二行"),
        ("\n\t\n", ""),
        (" 一行 ", " 一行 "),
    ],
)
def test_lines_are_joined_with_one_blank(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("typed", "meant"), [("１４．２", "14.2"), ("院士\u200b办\ufeff", "院士办"), (" ａ ", " a ")]
)
def test_what_is_compared_alike(typed: str, meant: str) -> None:
    assert plain(typed) == meant


@pytest.mark.parametrize("text", ["", "ab 1", "科协Ａ（一）", "“6·18”—…", "e\u0301", "😀①"])
def test_cells_are_those_of_rich(text: str) -> None:
    assert cells(text) == cell_len(text)
