"""Whole notices → plan files: each notice beside the plan that a careful reader lays out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from fjkx import store
from fjkx.file.schema import parse
from fjkx.notice.draft import Draft
from fjkx.notice.grammar import MOST_BYTES, draft, written
from fjkx.notice.numbers import number
from fjkx.notice.read import read
from fjkx.notice.roles import role_of_label, verb
from fjkx.notice.source import Line, Source, half
from fjkx.notice.tables import column_of
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, own_text

FOLDER = Path(__file__).parent / "notices"
NOTICES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")
SIGNS = r"[\s，。、；：,;:（）()【】〔〕《》〈〉\[\]|]+"
FULL = Path(__file__).parents[1] / "fixtures/notice2020.txt"


def imported(path: Path) -> Draft:
    return draft(read(path.read_bytes()), this_year=2026)


def of(text: str, year: int | None = 2024) -> Draft:
    lines = tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1))
    return draft(Source(lines, "UTF-8 编码"), year)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_and_its_plan(path: Path) -> None:
    assert written(imported(path)) == path.with_suffix(".yaml").read_bytes().decode()


def test_the_2020_plan_is_the_import_of_its_notice() -> None:
    shipped = (FULL.parents[2] / "data/workplan2020.yaml").read_bytes().decode()
    made = written(imported(FULL))
    alias = "    aliases: [学会部]  # 第4项原文作“学会部”\n"
    remark = "  # 请核对：“学会学术部”与“学会部”相近；如是同一单位，可记作别名（通知第 37 行）\n"
    assert alias in shipped
    assert remark in made
    assert made.replace(remark, "").replace("  - name: 学会部\n", "") == shipped.replace(alias, "")


# -- nothing is lost ------------------------------------------------------------------------


def strings(plan: Plan) -> Iterator[str]:
    """Everything the plan says in the notice's own words."""
    yield from (plan.title, plan.source or "", plan.preamble or "", plan.issuer or "")
    for section in plan.sections:
        yield from (section.title, section.text or "")
    for task in plan.tasks:
        yield from (task.title, own_text(task), task.group or "", task.due_text or "")
        yield from (*task.lead, *task.support, *task.leaders)


def words(line: str) -> Iterator[str]:
    """The words of a line, without numbers, the labels, verbs and 等 of clauses."""
    found = number(line)
    for word in re.split(SIGNS, line[found.end :] if found else line):
        plain = half(word)
        if word and role_of_label(plain) is None and not re.fullmatch(r"\d+|[一二三]", plain):
            names, _ = verb(plain) or (plain, None)
            name = word[: len(names)].removeprefix("由").removeprefix("会同")
            yield re.sub("等(?:单位|部门)?$", "", name)


@pytest.mark.parametrize("path", [*NOTICES, FULL], ids=lambda path: path.stem)
def test_every_word_is_in_the_plan_or_told(path: Path) -> None:
    source = read(path.read_bytes())
    found = draft(source, this_year=2026)
    told = "".join("\n".join((*strings(found.plan), *(each.text for each in found.left))).split())
    for line in source.lines:
        for word in words(line.text):
            assert word in told, f"{line.number}: {word}"


@pytest.mark.parametrize("path", [*NOTICES, FULL], ids=lambda path: path.stem)
def test_lines_that_are_told_are_in_the_notice(path: Path) -> None:
    source = read(path.read_bytes())
    lines: dict[int, str] = defaultdict(str)
    for line in source.lines:
        lines[line.number] += "".join(line.text.split())
    for each in draft(source, this_year=2026).left:
        following = "".join(lines[each.line + more] for more in range(4))
        assert "".join(each.text.split()) in following


# -- the grammar, rule by rule --------------------------------------------------------------

TITLE = "甲县2024年工作要点"


def shown(plan: Plan) -> list[str]:
    """Each task as id, title, text, lead, support and group, those that it has, between bars."""
    rows = (
        (task.title, own_text(task), "、".join(task.lead), "、".join(task.support), task.group)
        for task in plan.tasks
    )
    return [
        f"{task.id} {'|'.join(filter(None, row))}"
        for task, row in zip(plan.tasks, rows, strict=True)
    ]


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        # a title is the text to the first stop or to the end of its line
        (
            "1.标题。正文。（责任单位：甲局）\n2.只有标题（责任单位：甲局）\n3.标题：\n正文一。\n正文二。\n责任单位：甲局",
            ["1 标题|正文。|甲局", "2 只有标题|甲局", "3 标题|正文一。正文二。|甲局"],
        ),
        # numbers that restart are told apart by section, then group
        (
            "一、甲\n1.乙。（甲局牵头）\n二、丙\n1.丁。（甲局牵头）",
            ["一-1 乙|甲局", "二-1 丁|甲局"],
        ),
        (
            "一、甲\n（一）乙\n1.丙。（甲局牵头）\n（二）丁\n1.戊。（甲局牵头）",
            ["一-1-1 丙|甲局|（一）乙", "一-2-1 戊|甲局|（二）丁"],
        ),
        ("一、甲\n1.丙。（甲局牵头）\n1.戊。（甲局牵头）", ["一-1 丙|甲局", "重2-一-1 戊|甲局"]),
        # aims are tasks where the count of these runs on from them
        ("一、总体目标\n1.甲。\n二、任务\n2.丙。（甲局牵头）", ["1 甲", "2 丙|甲局"]),
        ("一、总体目标\n1.甲。\n二、任务\n1.丙。（甲局牵头）", ["1 丙|甲局"]),
        (
            "一、主要目标\n1.甲。（甲局牵头）\n2.乙。\n3.健全推进机制。",
            ["1 甲|甲局", "2 乙", "3 健全推进机制"],
        ),
        # paragraphs behind a clause go on its task
        (
            "1.甲。（牵头部门：甲局）\n乙。（牵头部门：乙局）\n2.丙。（牵头部门：甲局）\n丁。",
            ["1 甲|乙。|甲局、乙局", "2 丙|丁。|甲局"],
        ),
        # the heading says who leads where a task names but who helps
        ("一、甲（牵头单位：甲局）\n1.乙。（配合单位：乙局）", ["1 乙|甲局|乙局"]),
        # links of the page are no tasks, nor who runs the site
        ("1.甲。（责任单位：甲局）\n相关阅读\n1.环境公报\n2.防火提示", ["1 甲|甲局"]),
        ("1.甲。\n主办单位：乙局\n2.丙。\n主办单位：丁局", ["1 甲|乙局", "2 丙|丁局"]),
        *(
            (f"1.甲。（责任单位：乙局）\n{foot}", ["1 甲|乙局"])
            for foot in (
                "主办单位：甲局\n承办单位：信息中心",
                "主办：甲局　承办：信息中心",
                "版权所有：甲局\n关于我们 网站地图\n主办单位：甲局\n建议使用1366×768分辨率",
                "抄送：县委。\n承办单位：局办公室　　联系人：王一　　电话：000",
            )
        ),
        # an attachment with tasks is the plan's, and stands under no heading before it
        ("一、甲\n1.乙。（甲局牵头）\n附件2\n1.丁。（甲局牵头）", ["一-1 乙|甲局", "1 丁|甲局"]),
        (
            "1.甲。（甲局牵头）\n附件2\n甲县分解表\n2.乙。（甲局牵头）",
            ["1 甲|甲局", "2 乙|甲局|甲县分解表"],
        ),
        # a label parted by a blank is no heading, a short line is
        (
            "1.甲。乙。\n责任单位 甲局、乙局\n2.丙。（甲局牵头）",
            ["1 甲|乙。|甲局、乙局", "2 丙|甲局"],
        ),
        (
            "一、甲\n夯实基础\n1.乙。（甲局牵头）\n再上台阶\n2.丙。（甲局牵头）",
            ["1 乙|甲局|夯实基础", "2 丙|甲局|再上台阶"],
        ),
        # 一、 is a group where some tasks stand but in a chapter
        (
            "第一部分 目标\n1.甲。（甲局牵头）\n第二部分 任务\n一、乙\n2.丙。（甲局牵头）",
            ["1 甲|甲局", "2 丙|甲局|一、乙"],
        ),
        # endless numbers are none
        *(
            (f"1.甲。（甲局牵头）\n{long}甲\n2.乙。（甲局牵头）", ["1 甲|甲局", "2 乙|甲局"])
            for long in ("第" + "1" * 5000 + "章", "一" * 5000 + "、", "（" + "于" * 3000 + "）")
        ),
    ],
)
def test_tasks(text: str, tasks: list[str]) -> None:
    found = of(f"{TITLE}\n{text}").plan
    assert [task.split("|")[0] for task in shown(found)] == [task.split("|")[0] for task in tasks]
    if len(text) < 1000:
        assert shown(found) == tasks


@pytest.mark.parametrize(
    ("text", "left"),
    [
        *(
            (f"一、甲\n1.乙。丙。（丁局牵头）\n2.戊。（丁局牵头）\n{listed}", listed.split("\n"))
            for listed in ("附件：1.分解表\n2.联系人", "附件:\n1.分解表\n2.联系人")
        ),
        ("一、甲（牵头单位：乙局、丙局）\n1.丁。（牵头单位：戊局）", ["乙局、丙局"]),
        ("1.甲。（责任单位：甲局）\n附件2\n甲县分解表\n2.乙。（责任单位：甲局）", ["附件2"]),
        (
            "1.甲（甲局牵头）\n2.乙（甲局牵头）\n3.丙（甲局牵头）\n请各单位报送。",
            ["请各单位报送。"],
        ),
        *(
            (f"一、甲\n1.乙。（乙局牵头）\n{head}\n一、丙\n1.丁。", [head, "一、丙", "1.丁。"])
            for head in ("附件2", "附件2：评定办法", "附：有关说明")
        ),
        (
            "一、甲。（甲局牵头）\n二、乙。（乙局牵头）\n三、工作要求。按月报送。",
            ["三、工作要求。按月报送。"],
        ),
        ("1.乙。（责任单位：乙局）\n注：1.丙。\n2.丁。", ["注：1.丙。", "2.丁。"]),
        ("1.甲。（甲局牵头）\n" + "序号\n任务\n责任单位\n" * 7, ["序号", "任务", "责任单位"] * 7),
    ],
)
def test_what_is_left_out_is_told(text: str, left: list[str]) -> None:
    assert [each.text for each in of(f"{TITLE}\n{text}").left] == left


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("1.甲。（责任单位：甲局、2）", ["“2”不像单位"]),
        ("1.甲。（责任单位：甲局；完成时限：2 个月）", ["完成时限“2 个月”没有认出日期"]),
        ("1.甲。各牵头单位：要主动。（责任单位：甲局）", ["第 1 项的正文里还有“牵头单位:”"]),
        *(
            (f"1.甲。（责任单位：甲局；完成时限：{due}）", [])
            for due in ("6月底前", "每季度末月20日前", "2024年起", "持续推进")
        ),
        (
            "1.甲。\n（1）乙。（责任单位：甲局）\n（2）丙。（责任单位：乙局）\n2.丁。（责任单位：甲局）",
            ["第 1 项的各条分别写了单位，合记在这一项"],
        ),
        ("一、乙\n1.丙。丁。\n2.戊。己。", ["第 1 项没有写单位", "第 2 项没有写单位"]),
        *(
            (
                f"一、甲\n1.乙。（甲局牵头）\n2.丙。（甲局牵头）\n二、{title}\n1.丁。\n2.戊。",
                [f"“二、{title}”下的条目没有写单位，收作正文，没有算作任务"],
            )
            for title in ("其他事项", "责任追究", "时间安排")
        ),
        (
            "序号|任务|举措|责任单位\n1|甲|做乙。|甲局\n2|丁|戊科|",
            ["第 2 项没有写单位", "第 2 项的正文“戊科”像是单位，表格可能错了列"],
        ),
    ],
)
def test_what_reads_oddly_is_in_doubt(text: str, doubts: list[str]) -> None:
    found = draft(read(f"{TITLE}\n{text}".encode()))
    assert [doubt.message for doubt in found.doubts] == doubts


def test_doubts_name_their_place() -> None:
    text = "1.甲。（责任单位：学会部）\n3.乙。（责任单位：学会学术部）\n4.丙。"
    assert [tuple(doubt) for doubt in of(f"{TITLE}\n{text}").doubts] == [
        (3, "编号从 1 跳到 3", ("task", "3")),
        (3, "“学会学术部”与“学会部”相近；如是同一单位，可记作别名", ("unit", "学会学术部")),
        (4, "第 4 项没有写单位", ("task", "4")),
    ]


def test_items_that_nobody_answers_for_are_the_sections_text() -> None:
    text = "一、甲\n1.乙。（责任单位：甲局）\n二、其他事项\n1.丁。\n2.戊。"
    plan = of(f"{TITLE}\n总则。\n{text}").plan
    assert (plan.preamble, plan.sections[1].text) == ("总则。", "1.丁。\n2.戊。")


def test_a_letter_that_holds_a_clause_is_no_plan() -> None:
    text = (
        "各单位：\n1.落实责任。牵头单位：每月调度；配合单位：主动对接。\n2.按时报送。\n甲局\n2024年3月8日\n"
        "甲县2024年任务清单\n1.甲。（责任单位：甲局）\n2.乙。（责任单位：甲局）"
    )
    plan = of(f"甲局关于做好重点工作的通知\n{text}").plan
    assert (plan.title, [task.title for task in plan.tasks]) == ("甲县2024年任务清单", ["甲", "乙"])


@pytest.mark.parametrize("quarter", ["第三季度", "第3季度", "第３季度"])
def test_a_quarter_in_the_title_is_the_plans_period(quarter: str) -> None:
    plan = of(f"2024年{quarter}宣传工作要点\n1.甲。（责任单位：乙科）").plan
    assert (str(plan.start), str(plan.due)) == ("2024-07-01", "2024-09-30")


def test_what_is_asked_for_goes_before_what_is_read() -> None:
    text = "甲县2024年工作要点\n1.甲。（责任单位：乙科）"
    source = Source(tuple(Line(at, line) for at, line in enumerate(text.split("\n"), 1)), "")
    plan = draft(source, 2025, "乙县计划", "乙县").plan
    assert (plan.title, plan.year, plan.issuer) == ("乙县计划", 2025, "乙县")


# -- what stands before the plan ------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (
            "甲局关于印发《甲县任务分解\n方案》的通知\n各单位：\n甲县任务分解\n\n方案",
            "甲县任务分解方案",
        ),
        ("现将《甲县任务分解方案》印发给你们。\n甲县任务分解\n\n方案", "甲县任务分解方案"),
        ("首页\n协会概况\n通知公告\n甲协会2024年工作要点", "甲协会2024年工作要点"),
        ("甲县重点任务分解表（2024年）", "甲县重点任务分解表（2024年）"),
        ("附件：甲局2024年工作要点", "甲局2024年工作要点"),
        ("关于做好2024年重点工作的通知\n各单位：", "关于做好2024年重点工作的通知"),
        ("甲縣2024年工作計劃", "甲縣2024年工作計劃"),
        (
            "关于印发2024年《政府工作报告》任务分解表的通知\n各单位：",
            "2024年《政府工作报告》任务分解表",
        ),
        (
            "甲局关于印发《2024年要点》的通知\n现将《甲局2024年要点》印发。\n甲局\n2024年要点",
            "甲局2024年要点",
        ),
        ("甲县2024年重点工作\n\n任务分解", "甲县2024年重点工作任务分解"),
        ("甲县2024年工作要点\n甲县2024年工作要点", "甲县2024年工作要点"),
        ("甲府〔2021〕54号\n甲县2024年任务分解", "甲县2024年任务分解"),
        ("甲县人民政府关于\n\n落实重点工作分工的意见", "甲县人民政府关于落实重点工作分工的意见"),
        ("甲縣113年度工作計畫", "甲縣113年度工作計畫"),
    ],
)
def test_titles(before: str, title: str) -> None:
    assert of(f"{before}\n1.甲。（责任单位：乙科）").plan.title == title


def test_the_letterhead_is_no_part_of_the_notices_title() -> None:
    text = "甲字〔2024〕6号\n甲局关于印发2024年工作要点的通知\n2024年工作要点\n1.甲。（乙科负责）"
    assert of(text).plan.source == "甲局关于印发2024年工作要点的通知"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("发布时间：2022-07-26\n制定《甲局2021年工作要点》\n甲局工作要点", 2021),
        ("发布时间：2022-07-26\n甲局工作要点", 2022),
        ("发布时间：2022-07-26\n甲局工作要点\n1.落实2035年远景目标。（责任单位：甲局）", 2022),
        ("2024—2025学年度第二学期工作计划", 2025),
        ("2024—2025学年度工作计划", 2024),
        ("甲縣113年度工作計畫", 2024),
        ("甲縣工作計畫\n中華民國113年5月6日", 2024),
    ],
)
def test_the_year_of_a_plan(text: str, year: int) -> None:
    assert of(f"{text}\n1.甲。（责任单位：乙科）", None).plan.year == year


@pytest.mark.parametrize(
    ("signed", "issuer"),
    [
        ("甲市第七中学", "甲市第七中学"),
        ("甲市图书馆", "甲市图书馆"),
        ("甲局　　　　乙局", "甲局、乙局"),
        ("甲局\n乙局", "甲局、乙局"),
        ("甲局\n（甲县政府办公室代章）", "甲局"),
    ],
)
def test_who_signs(signed: str, issuer: str) -> None:
    plan = of(f"2024年工作要点\n1.甲。（责任单位：乙科）\n{signed}\n2024年3月8日").plan
    assert (plan.issuer, str(plan.issued)) == (issuer, "2024-03-08")
    assert [own_text(task) for task in plan.tasks] == [""]


@pytest.mark.parametrize(
    ("before", "issuer"),
    [
        ("甲县人民政府办公室文件\n甲府〔2024〕5号\n", "甲县人民政府办公室"),
        ("甲县档案馆\n", "甲县档案馆"),
        ("发布机构：\n甲县纪委监委\n发布时间：2024-03-05\n", "甲县纪委监委"),
        ("【任务分解】甲县人民政府关于印发2024年工作要点的通知\n", "甲县人民政府"),
    ],
)
def test_who_issues(before: str, issuer: str) -> None:
    assert of(f"{before}2024年工作要点\n1.甲。（责任单位：乙科）").plan.issuer == issuer


def test_a_year_of_the_page_is_in_doubt() -> None:
    found = of("发布时间：2022-07-26\n甲局工作要点\n1.甲。（责任单位：乙科）", None)
    assert [doubt.message for doubt in found.doubts] == [
        "标题里没有年份，2022 取自网页或正文；不对请用 --year 写明"
    ]


# -- no guessing ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "seen", "hint"),
    [
        (
            "甲局关于印发《2024年工作要点》的通知\n各单位：\n现将《2024年工作要点》印发给你们。\n"
            "一、高度重视。各牵头单位要主动作为。\n二、抓好落实。每月报送。\n附件：2024年工作要点（另发）",
            "标题“2024年工作要点”，带编号的段落 2 处，单位说明 0 处",
            "这像是发文信，任务在附件里：请导入附件",
        ),
        (
            "2024年任务分解表\n序号任务责任单位完成时限1启动修复。甲局12月底前2新建天桥。乙局9月底前",
            "标题“2024年任务分解表”，带编号的段落 0 处，单位说明 0 处",
            "第 2 行的任务表粘在一起，分不开：请从原文件（.docx、网页）导入",
        ),
        (
            "在全市科协工作会议上的讲话\n同志们：\n今年工作很重要。\n一、认清形势。形势很好。\n二、抓好落实。",
            "没有标题，带编号的段落 2 处，单位说明 0 处",
            "每项任务后面要写明单位，如（牵头单位：甲局），或 甲局牵头，乙局配合",
        ),
        (
            "\n",
            "没有标题，带编号的段落 0 处，单位说明 0 处",
            "任务要有编号，后面写明单位；扫描件、图片里的文字读不出来",
        ),
    ],
    ids=["letter", "run together", "speech", "nothing"],
)
def test_refused(text: str, seen: str, hint: str) -> None:
    with pytest.raises(RequestError) as refused:
        of(text)
    assert str(refused.value) == (
        f"没有认出任务：要找的是带编号、写明单位的条目，或任务表；找到的是：{seen}"
    )
    assert refused.value.hint == hint


def test_no_year() -> None:
    with pytest.raises(RequestError, match="通知里没有写年份"):
        of("工作要点\n1.甲。（责任单位：乙科）", None)


def test_a_plan_file_reads_as_its_draft() -> None:
    found = imported(FULL)
    assert parse(written(found)).plan == found.plan


def under(units: int, tasks: int) -> str:
    """A notice with units at the heading over its tasks."""
    names = "、".join(f"第{number}局" for number in range(units))
    lines = (f"{number}.任务{number}。干。" for number in range(1, tasks + 1))
    return "\n".join((f"甲县2024年工作要点\n一、加强（牵头单位：{names}）", *lines))


def test_the_largest_plan_is_one_that_can_be_read() -> None:
    assert MOST_BYTES == store.LIMIT


@pytest.mark.parametrize(
    ("notice", "limit", "value"),
    [
        (under(200, 60), "notice.grammar.MAX_EVENTS", 10_000),
        (under(20, 90), "file.tree.MAX_EVENTS", 2_000),
        (under(1, 1), "notice.grammar.MOST_BYTES", 100),
    ],
    ids=["too many names", "too many things", "too long"],
)
def test_a_plan_too_large_to_be_read_is_refused(
    notice: str, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"fjkx.{limit}", value)
    with pytest.raises(RequestError) as refused:
        written(draft(read(notice.encode())))
    assert str(refused.value) == "通知太大：写成的计划会超过计划文件的上限"
    assert refused.value.hint == "请把通知拆成几份，分别导入"


@pytest.mark.parametrize("label", ["任务(" + "及和与、/" * 12 + ")", "任务(" + "甲、" * 5000 + ")"])
def test_a_label_of_many_words_takes_no_time(label: str) -> None:
    assert column_of(label) == "title"


TITLED = """甲县科协关于印发《甲县科协2024年工作要点》的通知
各乡镇：
甲县科协
2024年3月8日
甲县科协
2024年工作要点（修订）
甲县科协
1.甲。（责任单位：乙局）"""


def test_a_title_that_is_replaced_is_told() -> None:
    found = draft(read(TITLED.encode()), title="新题", issuer="丙局")
    assert (found.plan.title, found.plan.issuer) == ("新题", "丙局")
    assert found.plan.source == "甲县科协关于印发《甲县科协2024年工作要点》的通知"
    assert found.plan.preamble is None
    assert [(each.line, each.text) for each in found.left if each.reason == "replaced"] == [
        (5, "甲县科协"),
        (6, "2024年工作要点（修订）"),
    ]
    assert [(each.line, each.text) for each in found.left if each.reason == "letter"] == [
        *((2, "各乡镇："), (3, "甲县科协"), (4, "2024年3月8日"), (7, "甲县科协")),
    ]


def test_a_title_asked_for_as_it_is_printed_replaces_none() -> None:
    found = draft(read(TITLED.encode()), title="甲县科协2024年工作要点（修订）")
    assert not [each for each in found.left if each.reason == "replaced"]


def test_the_notices_own_title_is_kept_as_its_source_when_another_is_asked_for() -> None:
    notice = "甲县科协关于印发2024年工作要点的通知\n1.甲。（责任单位：乙局）"
    plan = draft(read(notice.encode()), title="新题").plan
    assert (plan.title, plan.source) == ("新题", "甲县科协关于印发2024年工作要点的通知")


@pytest.mark.parametrize(
    ("page", "title", "issuer"),
    [
        ("<div>甲县科协关于</div><h1>2024年工作要点</h1>", "2024年工作要点", None),
        ("<h1>甲县科协<br>2024年工作要点</h1>", "甲县科协2024年工作要点", None),
        ("<h1>甲县科协</h1><h2>2024年工作要点</h2>", "2024年工作要点", "甲县科协"),
        ("<p>甲县科协<br>2024年工作要点</p>", "2024年工作要点", "甲县科协"),
        ("<div>规划计划</div><h1>甲县<br>2024年任务<br>分解表</h1>", "甲县2024年任务分解表", None),
        (
            "<h1>甲县科协<br>关于印发《2024年工作要点》的通知</h1><p>各单位：</p>"
            "<h2>甲县科协<br>2024年工作要点</h2>",
            "甲县科协2024年工作要点",
            "甲县科协",
        ),
    ],
)
def test_a_heading_of_a_page_is_whole(page: str, title: str, issuer: str | None) -> None:
    plan = draft(read(f"{page}<p>1.甲。（责任单位：乙局）".encode()), 2024).plan
    assert (plan.title, plan.issuer) == (title, issuer)
