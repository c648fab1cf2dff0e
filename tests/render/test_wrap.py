from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from fjkx.render.wrap import wrap, wrap_list, wrap_paragraphs

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


@given(st.lists(st.text("科技馆ab", min_size=1, max_size=9), min_size=1), st.integers(2, 14))
def test_lists_break_after_the_mark(items: list[str], width: int) -> None:
    lines = wrap_list(items, width)
    assert "".join(lines) == "、".join(items)
    assert all(cell_len(line) <= width for line in lines)
    if all(cell_len(item) + 2 <= width for item in items):
        assert all(line.endswith("、") for line in lines[:-1])


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert wrap("打造智慧科技馆,实现访问。", 14) == ["打造智慧科技", "馆,实现访问。"]
    assert wrap("加强学习。", 8) == ["加强学", "习。"]


def test_opening_punctuation_does_not_end_a_line() -> None:
    assert wrap("深入学习《中国", 10) == ["深入学习", "《中国"]
    assert wrap("开展“海丝”展览", 6) == ["开展", "“海丝”", "展览"]


def test_words_and_numbers_stay_whole() -> None:
    assert wrap("推动CAST-2020项目", 10) == ["推动", "CAST-2020", "项目"]
    assert wrap("约3.14万", 4) == ["约", "3.14", "万"]
    assert wrap("主动融入“6·18”海峡", 10) == ["主动融入", "“6·18”海峡"]


def test_a_word_wider_than_the_line_is_broken() -> None:
    assert wrap("见https://example.org", 8) == ["见https:", "//exampl", "e.org"]


def test_blanks_hang_at_the_end_of_a_line() -> None:
    assert wrap("ab cd", 2) == ["ab ", "cd"]


def test_joined_characters_are_one() -> None:
    assert wrap("e\u0301e\u0301e\u0301", 2) == ["e\u0301e\u0301", "e\u0301"]


def test_a_unit_wider_than_the_line_is_broken_inside() -> None:
    assert wrap_list(["青少年科技活动中心", "科技馆"], 10) == ["青少年科技", "活动中心、", "科技馆"]


def test_paragraphs() -> None:
    assert wrap_paragraphs("甲乙丙\n\n丁", 4) == ["甲乙", "丙", "", "丁"]


def test_no_items() -> None:
    assert wrap_list([], 10) == [""]
