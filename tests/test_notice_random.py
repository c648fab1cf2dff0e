"""Any notice at all: a plan without errors that says what it should, or a refusal."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from fjkx.errors import RequestError
from fjkx.notice.grammar import draft
from fjkx.notice.read import read
from fjkx.notice.written import written

NUMBERS = (
    "一、",
    "二、",
    "（一）",
    "(二)",
    "1.",
    "1、",
    "2．",
    "第一条 ",
    "第二章 ",
    "（1）",
    "①",
    "",
)
WORDS = (
    *(
        "加强学习",
        "。",
        "：",
        "；",
        "、",
        "，",
        "总体要求",
        "保障措施",
        "2024年",
        "工作要点",
        "目标",
    ),
    *(
        "牵头单位：",
        "责任单位:",
        "责任领导：",
        "完成时限：",
        "甲局",
        "乙委",
        "各县（市、区）",
        "6月底前",
    ),
    *(
        "牵头",
        "配合",
        "负责",
        "由",
        "等",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "[",
        "]",
        "|",
        "\t",
        "  ",
    ),
    *(
        "序号",
        "任务",
        "1",
        "2",
        "关于印发《",
        "》的通知",
        "甲科协",
        "2024年3月8日",
        "— 3 —",
        "附件",
    ),
    *(
        "版权所有",
        "主办单位：",
        "#",
        "'",
        '"',
        "\\",
        "- ",
        ": ",
        "\u3000",
        "\xa0",
        "🙂",
        "x-a",
        "no",
    ),
)
lines = st.builds(
    "{}{}".format,
    st.sampled_from(NUMBERS),
    st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
)


@given(st.lists(lines, max_size=14))
def test_any_lines(texts: list[str]) -> None:
    with suppress(RequestError):
        written(draft(read("\n".join(["甲县2024年工作要点", *texts]).encode()), this_year=2024))


@given(st.lists(lines, max_size=8), st.sampled_from(["p", "td", "br", "li", "tr"]))
def test_any_page(texts: list[str], tag: str) -> None:
    head = "<html><p>甲县2024年工作要点</p><table><tr><td>序号<td>任务<td>责任单位<tr>"
    with suppress(RequestError):
        written(draft(read((head + "".join(f"<{tag}>{text}" for text in texts)).encode())))


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    with suppress(RequestError):
        written(
            draft(
                read(
                    f"甲县2024年工作要点\n1.甲。（责任单位：乙局）\n{text}".encode(
                        "utf-8", "replace"
                    )
                )
            )
        )
