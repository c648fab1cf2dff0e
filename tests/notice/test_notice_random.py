"""Any notice at all: a plan without errors, with every word of it or a report of those that
are not in it, or a refusal."""

from contextlib import suppress

from hypothesis import event, given, settings
from hypothesis import strategies as st

from fjkx.notice.grammar import draft, written
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from tests.notice.test_notice_truth import strings


def split(words: str) -> tuple[str, ...]:
    return tuple(words.split())


NUMBERS = ("", *split("一、 （一） (二) 1. 1、 2． 第一条 第二章 （1） ①"))
SIGNS = (*"。：；、，（）()【】[]|#'\"\\", "\t", "  ", "- ", ": ", "\u3000", "\xa0", "🙂")
WORDS = split(
    "加强学习 总体要求 保障措施 2024年 工作要点 目标 牵头单位： 责任单位: 责任领导： 完成时限： "
    "甲局 乙委 各县（市、区） 6月底前 牵头 配合 负责 由 等 及 1 2 关于印发《 》的通知 甲科协 "
    "2024年3月8日 附件 版权所有 主办单位： x-a no 会同 、单位 此项工作由 下同 【牵头单位】 "
    "联系人： 每学期 期间 列第一位的为牵头单位 （1） 113年度"
)
NAMES = split("※ ※局 ※委 ※部 ※中心 ※领导 ※时限 ※要点 ※。加强 ※(科)")
PLACES = (
    *("甲县科协关于印发《甲县2024年工作要点》的通知", "各乡镇：", "甲科协", "2024年3月8日"),
    *("附件1", "附件：1.任务表", "2.名单", "首页 > 公开", "来源：甲科协  浏览次数：3", "注：本表"),
    *("— 3 —", "", "附件2", "附：说明", "├──┼──┤", "目  录", "一、※………3", "点击:33"),
    *("主办：甲局　承办：乙局", "关于我们 网站地图", "注：1.※", "保障措施", "1 | ※ | 甲局 |"),
)
HEADS = split("任务 责任单位 牵头单位 完成时限 备注 分值 责任领导 类别 主要举措")
BARS = ("|", "\t", "  ", "\n")
TAGS = split("<p> <br> <tr> <td> <table> </table> <li> <ol> </ol> <h2>")

lines = st.builds(
    "{}{}".format,
    st.sampled_from(NUMBERS),
    st.lists(st.sampled_from((*WORDS, *SIGNS, *NAMES)), max_size=8).map("".join),
)
runs = st.builds(
    lambda sign, times: sign * times,
    st.sampled_from(("一", "第9", "1", "-", "于", "（乙）", "甲、", "牵头单位：", "由", "|", "　")),
    st.integers(2, 3000),
)
rows = st.builds(
    lambda bar, cells: bar.join(cells),
    st.sampled_from(BARS),
    st.lists(st.sampled_from(("1", "2", "", *HEADS, *NAMES, *WORDS)), min_size=2, max_size=7),
)
heads = st.builds(
    lambda bar, cells: bar.join(("序号", "任务", *cells)),
    st.sampled_from(BARS),
    st.lists(st.sampled_from(HEADS), min_size=1, max_size=4),
)
notices = st.lists(lines | rows | heads | runs | st.sampled_from(PLACES), max_size=14)


def marked(text: str) -> str:
    """Every ※ of a text as two signs that stand nowhere else."""
    marks = (chr(0x3400 + at) * 2 for at in range(len(text)))
    return "".join(next(marks) if char == "※" else char for char in text)


def lost(notice: str) -> set[str]:
    """The marks of a notice that are neither in its plan nor told; none of one refused."""
    source = read(notice.encode())
    try:
        found = draft(source, 2024)
    except RequestError as error:
        event(str(error)[:6])
        return set()
    event("taken")
    written(found)
    told = {*"".join(strings(found.plan)), *"".join(each.text for each in found.left)}
    return {
        char for line in source.lines for char in line.text if "\u3400" <= char < "\u4000"
    } - told


@settings(max_examples=100)
@given(notices)
def test_no_word_is_lost(texts: list[str]) -> None:
    head = ["甲县2024年工作要点", "1.甲。（责任单位：乙局）"]
    assert lost(marked("\n".join([*head, *texts]))) == set()


@settings(max_examples=80)
@given(st.lists(st.tuples(st.sampled_from(TAGS), lines | rows), max_size=14))
def test_no_word_of_a_page_is_lost(texts: list[tuple[str, str]]) -> None:
    row = "<tr><td>序号<td>任务<td>责任单位<tr><td>1<td>甲<td>乙局<tr>"
    head = f"<html><p>甲县2024年工作要点</p><table>{row}"
    page = head + "".join(f"{tag}{text}" for tag, text in texts)
    assert lost(marked(page)) == set()


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    notice = f"甲县2024年工作要点\n1.甲。（责任单位：乙局）\n{text}"
    with suppress(RequestError):
        written(draft(read(notice.encode("utf-8", "replace"))))
