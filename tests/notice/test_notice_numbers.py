"""The numbers that open headings and items, and what only looks like one."""

from pathlib import Path

import pytest

from fjkx.notice.numbers import number, value_of
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")
RANKS = ("CHAPTER", "SECTION", "GROUP", "", "ITEM", "SUB", "MARK")


@pytest.mark.parametrize(("text", "found"), gallery(GALLERY, "numbers"))
def test_numbers(text: str, found: str) -> None:
    read = number(text)
    assert read is not None
    assert f"{RANKS[read.rank]} {read.value} {text[read.end :]}" == found


@pytest.mark.parametrize(
    "text",
    [
        *("", "建设", "6.2%以上", "3.5亿元", "2024.3.27", "2024年3月27日", "三、四季度开展"),
        *(
            "一、二线城市",
            "1、2月份",
            "一是加强",
            "第一批次",
            "第一条例",
            "十四五规划",
            "(科技馆分馆)",
        ),
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [("十", 10), ("二十", 20), ("一百零三", 103), ("二〇二四", 2024), ("１２", 12), ("⑫", 12)],
)
def test_values(printed: str, value: int) -> None:
    assert value_of(printed) == value


def test_no_value() -> None:
    with pytest.raises(ValueError, match="甲"):
        value_of("甲")
