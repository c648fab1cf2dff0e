"""What notices do to who answers: names that compose, remarks that decide, text that closes."""

import io
import zipfile
from pathlib import Path

import pytest

from fjkx.notice.clause import listed_parts
from fjkx.notice.draft import Draft
from fjkx.notice.grammar import draft
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from fjkx.plan.model import own_text
from fjkx.words.units import what_is_odd
from tests.cases import gallery

GALLERY = Path(__file__).with_name("gallery.txt")
TITLE = "甲县2024年工作要点"


def taken(*lines: str) -> Draft:
    """The draft of a notice of these lines below a title."""
    return draft(read("\n".join((TITLE, *lines)).encode()))


def names(cell: str) -> str:
    """The units in a cell, between blanks, and what is told of it in ( )."""
    parts = listed_parts(cell, "responsible")
    return " ".join(f"({part.text})" if part.role == "dropped" else part.text for part in parts)


@pytest.mark.parametrize(("cell", "said"), gallery(GALLERY, "names of a list"))
def test_names_of_a_list(cell: str, said: str) -> None:
    assert names(cell) == said


@pytest.mark.parametrize(
    "name",
    [
        *("甲局等各镇有关", "发改、财政局", "高新区和经开区管委会", "甲", "青汀", "相关单位"),
        *(
            "甲局牵头乙局",
            "甲局。乙局",
            "甲局（",
            "实验室和设备处",
            "各市、县科协",
            "县科协县教育局",
        ),
        *("街道", "协会", "★甲局", "甲局+乙局", "财政所和司法所", "市、县教育局"),
    ],
)
def test_names_that_are_odd(name: str) -> None:
    assert what_is_odd(name) is not None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "县人力资源和社会保障局",
            "各镇、村",
            "青汀、白沙、云浦市政府",
            "各县、区政府",
            "县高等教育局",
        ),
        *(
            "市交通委（市道运局、市港航局）",
            "反垄断与价格监督科",
            "人民参与和促进法治处",
            "各班主任",
            "县委县直机关工委",
            "中国电信",
        ),
        *("县农业农村和水利局", "县委、县政府督查室", "各县区政府、管委会"),
    ],
)
def test_names_that_are_not(name: str) -> None:
    assert what_is_odd(name) is None


@pytest.mark.parametrize(
    "wording",
    [
        *("列第一位者为牵头单位，下同", "排在首位的单位为牵头单位", "第一个单位为牵头单位，下同"),
        *("排名第一的为牵头部门", "首位单位系牵头单位", "列第一的单位总牵头"),
        *("前列单位牵头，后列单位配合", "第一责任单位为牵头单位，其他责任单位为配合单位"),
    ],
)
def test_who_is_named_first_leads(wording: str) -> None:
    first, second = "1.甲。（甲局、乙局负责）", f"2.乙。（丙局、丁局负责。{wording}）"
    third = "3.丙。（责任单位：戊局、己局）"
    tasks = taken(first, second, third).plan.tasks
    assert [(task.lead, task.support) for task in tasks] == [
        (("甲局", "乙局"), ()),
        (("丙局",), ("丁局",)),
        (("戊局",), ("己局",)),
    ]
    for notice in ((f"本要点中{wording}。", first), (first, f"（注：责任单位{wording}。）")):
        assert taken(*notice).plan.tasks[0].lead == ("甲局",)


@pytest.mark.parametrize(
    ("heading", "year", "doubtful"),
    [
        (("甲县发展规划（2016—2030年）工作要点",), 2016, True),
        (("甲局", "2023年2月10日", "甲县发展规划（2016-2030年）工作要点"), 2023, False),
        (("甲校2023—2024学年工作要点",), 2023, False),
        (("甲县工作方案（2019-2020年）", "到2020年，优良率达到94%。"), 2019, True),
    ],
)
def test_a_span_of_years_is_no_year(heading: tuple[str, ...], year: int, doubtful: bool) -> None:
    found = draft(read("\n".join((*heading, "1.甲。（责任单位：乙局）")).encode()))
    assert found.plan.year == year
    assert any("年份" in doubt.message for doubt in found.doubts) == doubtful


CLOSING = "各区要完善工作机制，抓好落实。"
OWN = "具体措施：抓好评估。（丙局负责）"


@pytest.mark.parametrize("own", [(), (OWN,)])
def test_a_closing_paragraph_is_told_and_a_last_tasks_measures_are_its_own(
    own: tuple[str, ...],
) -> None:
    tasks = [(f"{at}.任务{at}。（甲局负责）", OWN) for at in range(1, 4)]
    found = taken(
        *(line for task in tasks for line in task), "4.任务4。（乙局负责）", *own, CLOSING
    )
    assert own_text(found.plan.tasks[3]) == "具体措施：抓好评估。" * len(own)
    assert [left.text for left in found.left] == [CLOSING]


def test_rows_below_the_numbered_ones_are_told() -> None:
    rows = ("序号\t任务\t责任单位", "1\t甲\t甲局", "2\t乙\t乙局", "合计\t2项")
    page = "".join(f"<tr><td>{row.replace(chr(9), '<td>')}" for row in (*rows, "\t合计2项\t"))
    found = draft(read(f"<p>{TITLE}</p><table>{page}</table>".encode()))
    assert [task.title for task in found.plan.tasks] == ["甲", "乙"]
    assert [each.text for each in found.left if each.reason == "unclear"] == [
        "合计\t2项",
        "合计2项",
    ]


def test_a_clause_with_a_stop_in_mid_text_stays_and_is_in_doubt() -> None:
    found = taken("1.甲。先做乙（甲局（甲办）牵头。乙局配合），再做丙。（丙局负责）")
    task = found.plan.tasks[0]
    assert task.lead == ("丙局",)
    assert own_text(task) == "先做乙（甲局（甲办）牵头。乙局配合），再做丙。"
    assert any("正文里还有" in doubt.message for doubt in found.doubts)


RUN_ON = (
    "一、夯实基础1.建设科普基地。新建基地3个。（责任单位：甲局）2.开展交流。举办年会1.5万人次。（乙局负责）"
    "二、提高品质3.制定标准。发布标准2项。（责任单位：丙局、丁局）"
)


def test_last_measures_with_the_label_of_the_others_are_the_tasks() -> None:
    own = ("具体措施：统一接口；", "开展培训。")
    found = taken(
        "1.甲。（甲局负责）", OWN, "2.乙。（甲局负责）", OWN, "3.丙。（甲局负责）", *own, CLOSING
    )
    assert own_text(found.plan.tasks[2]) == "".join(own)
    assert [each.text for each in found.left] == [CLOSING]


def test_a_remark_that_does_not_say_who_leads_is_in_doubt() -> None:
    found = taken("1.甲。（责任单位：甲局、乙局。加粗的为牵头单位）")
    message = "不知道“加粗的为牵头单位”说的是哪个单位"
    assert [doubt.message for doubt in found.doubts] == [message]


@pytest.mark.parametrize(
    "text",
    [
        "1、甲（责任单位：甲局）；2、乙（责任单位：乙局）；3、丙（责任单位：丙局）。",
        "1.甲。责任单位：甲局。2.乙。责任单位：乙局。3.丙。责任单位：丙局。",
        "（一）甲。甲局负责。（二）乙。乙局负责。（三）丙。丙局负责。",
    ],
)
def test_tasks_in_one_short_paragraph(text: str) -> None:
    tasks = taken(text).plan.tasks
    assert [(task.title, task.lead) for task in tasks] == [
        *(("甲", ("甲局",)), ("乙", ("乙局",)), ("丙", ("丙局",))),
    ]


@pytest.mark.parametrize("glued", ["", TITLE])
def test_a_plan_in_one_paragraph_is_split(glued: str) -> None:
    plan = draft(read(f"{TITLE if not glued else ''}\n{glued}{RUN_ON}".encode())).plan
    assert [(task.id, task.section, task.lead) for task in plan.tasks] == [
        ("1", "一", ("甲局",)),
        ("2", "一", ("乙局",)),
        ("3", "二", ("丙局", "丁局")),
    ]
    assert plan.title == TITLE


def test_a_plan_in_one_paragraph_without_rising_numbers_is_refused() -> None:
    text = "".join(f"推进工作{at}，抓好落实。（责任单位：第{at}局）" for at in range(5))
    with pytest.raises(RequestError) as refused:
        taken(f"1.{text}")
    assert "单独一行" in str(refused.value.hint)


@pytest.mark.parametrize(
    "struck",
    [
        "<s>丙局、</s>",
        "<del>丙局、</del>",
        "<span style='text-decoration:line-through'>丙局、</span>",
    ],
)
def test_what_is_struck_through_is_told(struck: str) -> None:
    page = f"<p>{TITLE}</p><p>1.甲。（责任单位：{struck}乙局）</p>"
    found = draft(read(page.encode()))
    assert found.plan.tasks[0].lead == ("乙局",)
    assert [(left.text, left.reason) for left in found.left] == [("丙局、", "struck")]


def test_ruby_is_no_text() -> None:
    ruby = "<ruby>甲<rp>(</rp><rt>jiǎ</rt><rp>)</rp></ruby>"
    page = f"<p>{TITLE}</p><p>1.{ruby}。（责任单位：乙局）</p>"
    assert draft(read(page.encode())).plan.tasks[0].title == "甲"


def test_what_is_struck_through_in_word_is_told() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = "".join(
        f"<w:r><w:rPr><w:{kind}/></w:rPr><w:t>{text}</w:t></w:r>"
        for kind, text in (("b", "1.甲。（责任单位："), ("strike", "丙局、"), ("dstrike", "丁局、"))
    )
    above, below = ("<w:r><w:t>yǐ</w:t></w:r>", "<w:r><w:t>乙</w:t></w:r>")
    ruby = f"<w:ruby><w:rt>{above}</w:rt><w:rubyBase>{below}</w:rubyBase></w:ruby>"
    title = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    body = f"{title}<w:p>{runs}{ruby}<w:r><w:t>局）</w:t></w:r></w:p>"
    whole = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", whole)
    found = draft(read(packed.getvalue()))
    assert found.plan.tasks[0].lead == ("乙局",)
    assert [(left.text, left.reason) for left in found.left] == [("丙局、丁局、", "struck")]


def test_a_few_bytes_of_gbk_are_no_utf8() -> None:
    assert read("通知".encode("gbk")).lines[0].text == "通知"
    assert read("café".encode()).lines[0].text == "café"


def test_a_page_on_one_line_is_counted_by_paragraphs() -> None:
    page = "".join(
        f"<p>{text}</p>" for text in (TITLE, *(f"{at}.甲。（乙）" for at in range(1, 9)))
    )
    source = read(page.encode())
    assert [line.number for line in source.lines if line.text][-1] >= 9
    assert source.encoding.endswith("行号是段落的序号")


def test_numbers_that_go_on_elsewhere_are_no_gap() -> None:
    items = {at: f"{at}.任务{at}。（责任单位：甲局）" for at in range(1, 7)}
    order = ("一、先", items[1], items[2], items[5], items[6], "二、后", items[3], items[4])
    assert not any("编号" in doubt.message for doubt in taken(*order).doubts)
    assert any("编号" in doubt.message for doubt in taken(items[1], items[3]).doubts)
