"""The numbers that open headings and items, and what only looks like one."""

import pytest

from fjkx.notice.numbers import CHAPTER, GROUP, ITEM, MARK, SECTION, SUB, number, value_of


@pytest.mark.parametrize(
    ("text", "rank", "value", "rest"),
    [
        ("一、夯实基础", SECTION, 1, "夯实基础"),
        ("　　十二、夯实基础", SECTION, 12, "夯实基础"),
        ("二十三、夯实基础", SECTION, 23, "夯实基础"),
        ("三.夯实基础", SECTION, 3, "夯实基础"),
        ("三、二十大精神", SECTION, 3, "二十大精神"),
        ("（一）健全体系", GROUP, 1, "健全体系"),
        ("(十一)健全体系", GROUP, 11, "健全体系"),
        ("（一）、健全体系", GROUP, 1, "健全体系"),
        ("㈢健全体系", GROUP, 3, "健全体系"),
        ("1.建设", ITEM, 1, "建设"),
        ("1. 建设", ITEM, 1, "建设"),
        ("1、建设", ITEM, 1, "建设"),
        ("１２．建设", ITEM, 12, "建设"),
        ("1.2024年底前建成", ITEM, 1, "2024年底前建成"),
        ("20000.建设", ITEM, 20000, "建设"),
        ("⒊建设", ITEM, 3, "建设"),
        ("第一条 建设", ITEM, 1, "建设"),
        ("第十二项：建设", ITEM, 12, "建设"),
        ("第一章 总则", CHAPTER, 1, "总则"),
        ("第二部分：总则", CHAPTER, 2, "总则"),
        ("（1）开幕式", SUB, 1, "开幕式"),
        ("2）展览", SUB, 2, "展览"),
        ("⑵展览", SUB, 2, "展览"),
        ("③展览", MARK, 3, "展览"),
    ],
)
def test_numbers(text: str, rank: int, value: int, rest: str) -> None:
    found = number(text)
    assert found is not None
    assert (found.rank, found.value, text[found.end :]) == (rank, value, rest)


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
