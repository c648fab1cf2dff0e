import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fjkx.render.wrap import wrap, wrap_list

TEXT = st.text(
    st.one_of(
        st.sampled_from("科技，。、“”（）《》 ab12.-(),/\u200d\ufe0f\u0301❤👨👩"),
        st.characters(exclude_categories=("Cs", "Cc")),
    )
)


@given(TEXT, st.integers(2, 14))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(cell_len(line.rstrip(" ")) <= width for line in lines)


@given(st.lists(st.text("科技馆ab", min_size=1, max_size=9)), st.integers(2, 14))
def test_lists_break_after_the_mark(items: list[str], width: int) -> None:
    lines = wrap_list(items, width)
    assert "".join(lines) == "、".join(items)
    assert all(cell_len(line) <= width for line in lines)
    if all(cell_len(item) + 2 <= width for item in items):
        assert all(line.endswith("、") for line in lines[:-1])


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        # What closes begins no line, what opens ends none.
        (14, "打造智慧科技|馆,实现访问。"),
        (8, "加强学|习。"),
        (10, "深入学习|《中国"),
        (6, "开展|“海丝”|展览"),
        # Words and numbers stay whole, as long as a line holds them.
        (10, "推动|CAST-2020|项目"),
        (4, "约|3.14|万"),
        (10, "主动融入|“6·18”海峡"),
        (8, "见https:|//exampl|e.org"),
        # Blanks hang at the end of a line; joined characters are one.
        (2, "ab |cd"),
        (2, "e\u0301e\u0301|e\u0301"),
    ],
)
def test_where_a_line_ends(width: int, lines: str) -> None:
    assert wrap(lines.replace("|", ""), width) == lines.split("|")


def test_a_unit_wider_than_the_line_is_broken_inside() -> None:
    assert wrap_list(["青少年科技活动中心", "科技馆"], 10) == ["青少年科技", "活动中心、", "科技馆"]
