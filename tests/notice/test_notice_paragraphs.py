"""Lines of a text joined to paragraphs: wrapped ones, open brackets, page numbers between."""

import pytest

from fjkx.notice.lines import paragraphs
from fjkx.notice.page import is_page_line
from fjkx.notice.plain import lines
from fjkx.notice.read import read
from fjkx.notice.source import Source


def joined(text: str) -> list[str]:
    return [each.text for each in paragraphs(Source(lines(text), "UTF-8 编码"))[0]]


def test_lines_that_are_paragraphs_stay() -> None:
    assert joined("一、甲\n1.乙乙乙。丙丙\n\n丁") == ["一、甲", "1.乙乙乙。丙丙", "丁"]


def test_hard_wrapped_lines_are_joined_without_a_blank() -> None:
    text = (
        "　　为深入实施科普行动，推动科学普及与科技创新协同发展，夯实创新的\n"
        "群众基础，制定本要点，请结合实际认真贯彻落实并抓好各项任务的推进工\n"
        "作。\n"
        "　　一、建设阵地\n"
        "　　1．建设基地。新建科普基地三个，改造科普画廊二十处，覆盖社区九成\n"
        "以上，全年开放不少于二百天。\n"
    )
    assert joined(text) == [
        "为深入实施科普行动，推动科学普及与科技创新协同发展，夯实创新的群众基础，制定本要点，"
        "请结合实际认真贯彻落实并抓好各项任务的推进工作。",
        "一、建设阵地",
        "1．建设基地。新建科普基地三个，改造科普画廊二十处，覆盖社区九成以上，全年开放不少于二百天。",
    ]


def test_words_of_letters_keep_a_blank() -> None:
    assert joined("使用（open source\nsoftware）") == ["使用（open source software）"]


def test_a_clause_over_two_lines() -> None:
    assert joined("1.甲。（牵头单位：乙局、\n丙局）\n2.丁。") == [
        "1.甲。（牵头单位：乙局、丙局）",
        "2.丁。",
    ]


def test_a_label_above_its_names() -> None:
    assert joined("1.甲。\n牵头单位：\n乙局") == ["1.甲。", "牵头单位： 乙局"]


def test_a_text_wrapped_at_a_number_of_characters() -> None:
    text = "1.建设。" + "新建基地30个，" * 5 + "。牵头单位：甲局、乙局；完成时限：2025年12月底前"
    wrapped = "\n".join(text[at : at + 20] for at in range(0, len(text), 20))
    whole = f"{wrapped}\n\n{wrapped.replace('1.', '2.', 1)}"
    assert joined(whole) == [text, text.replace("1.", "2.", 1)]


def test_a_label_or_a_bracket_at_the_end_of_a_line_goes_on() -> None:
    assert joined("1.甲。牵头单位：乙局；责任单位：\n丙局") == [
        "1.甲。牵头单位：乙局；责任单位：丙局"
    ]
    assert joined("1.甲。（\n牵头科室：乙科，9月底前）") == ["1.甲。（ 牵头科室：乙科，9月底前）"]


def test_a_line_of_the_page_goes_on_no_other() -> None:
    long = "1.甲" + "甲" * 38
    assert joined(f"{long}\n{long}\n{long}\n抄送：县委。")[-1] == "抄送：县委。"


def test_an_open_clause_goes_on_with_the_next_label() -> None:
    text = (
        "1.甲（总）部。（牵头部门：乙部\n　　　配合部门：各（总）支部；\n  完成时限：全年）\n丙。"
    )
    clause = "（牵头部门：乙部 配合部门：各（总）支部； 完成时限：全年）"
    assert joined(text) == [f"1.甲（总）部。{clause}", "丙。"]


def test_a_list_of_units_goes_on_below() -> None:
    assert joined("牵头单位:甲局,\n各有关单位\n完成时限:全年") == [
        "牵头单位:甲局, 各有关单位",
        "完成时限:全年",
    ]
    assert joined("  协办单位：甲办\n            镇妇联") == ["协办单位：甲办 镇妇联"]
    assert joined("责任单位：\n甲局\n乙局\n2.丙") == ["责任单位： 甲局 乙局", "2.丙"]
    assert joined("责任单位：甲局\n甲县人民政府办公室") == ["责任单位：甲局", "甲县人民政府办公室"]


def test_page_numbers_without_dashes() -> None:
    text = "1.甲。" + "\n乙。" * 9 + "\n\n 4 \n\n丙。" + "\n乙。" * 9 + "\n\n5\n\n丁。"
    found, left = paragraphs(Source(lines(text), ""))
    assert [each.text for each in left] == ["4", "5"]
    assert not {"4", "5"} & {each.text for each in found}
    figure = Source(lines("1.甲，\n12\n个。"), "")
    assert paragraphs(figure)[1] == ()
    table = Source(lines("序号\n任务\n责任单位\n1\n甲\n乙局"), "")
    assert paragraphs(table)[1] == ()


def test_an_open_bracket_does_not_swallow_what_is_numbered() -> None:
    assert joined("1.甲（乙。\n2.丙。") == ["1.甲（乙。", "2.丙。"]


def test_page_numbers_go_with_the_lines_around_them() -> None:
    found, left = paragraphs(Source(lines("1.甲。（牵头单位：乙局、\n\n— 3 —\n\n丙局）"), ""))
    assert [each.text for each in found] == ["1.甲。（牵头单位：乙局、丙局）"]
    assert [tuple(each) for each in left] == [(3, "— 3 —", "page")]


def test_a_page_number_on_the_source_line_of_others() -> None:
    page = read("<html><p>甲</p><p>— 3 —</p><p>乙</p>".encode())
    assert [each.text for each in paragraphs(page)[0]] == ["甲", "乙"]


def test_a_bare_page_number_on_the_source_line_of_others() -> None:
    page = read("<html><p>甲</p><br><br>3<br><br><p>乙</p>".encode())
    assert [each.text for each in paragraphs(page)[0]] == ["甲", "乙"]


def test_a_line_of_a_page_goes_on_only_where_it_cannot_end() -> None:
    found = Source(lines("1.甲。（牵头部门：学会部、\n科普部）\n2.乙\n丙" + "丙" * 40), "", True)
    assert [each.text for each in paragraphs(found)[0]] == [
        "1.甲。（牵头部门：学会部、科普部）",
        "2.乙",
        "丙" * 41,
    ]


@pytest.mark.parametrize(
    "line",
    ["【打印】【关闭】", "[打印本页]", "来源：市科协", "上一篇：无", "下载附件", "抄送：市委"],
)
def test_lines_of_the_page_around_a_notice(line: str) -> None:
    assert is_page_line(line)


@pytest.mark.parametrize(
    "line",
    [
        *("下载推广科普资源包二十万次以上，覆盖全部乡镇", "相关学会参加。", "相关乡镇"),
        *("3.推广“扫一扫”办税。做事。", "4.加强版权所有人保护。", "建设涉企驿站12处。"),
    ],
)
def test_lines_of_a_text_that_begin_like_a_menu(line: str) -> None:
    assert not is_page_line(line)
