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
from fjkx.notice.source import Line, Source
from fjkx.notice.tables import column_of
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, own_text
from fjkx.words.half import half
from fjkx.words.roles import role_of_label, verb
from tests.cases import gallery

FOLDER = Path(__file__).parent / "notices"
GALLERY = FOLDER.with_name("gallery.txt")
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


@pytest.mark.parametrize(("text", "tasks"), gallery(GALLERY, "tasks of a notice"))
def test_tasks(text: str, tasks: str) -> None:
    assert shown(of(f"{TITLE}\n{text}").plan) == tasks.splitlines()


@pytest.mark.parametrize(
    "long", ["第" + "1" * 5000 + "章", "一" * 5000 + "、", "（" + "于" * 3000 + "）"], ids=len
)
def test_endless_numbers_are_none(long: str) -> None:
    found = of(f"{TITLE}\n1.甲。（甲局牵头）\n{long}甲\n2.乙。（甲局牵头）").plan
    assert [task.title for task in found.tasks] == ["甲", "乙"]


ROW = "序号\n任务\n责任单位\n"
ROWS = ("1.甲。（甲局牵头）\n" + ROW * 7, ROW * 7)


@pytest.mark.parametrize(("text", "left"), [*gallery(GALLERY, "what is left out is told"), ROWS])
def test_what_is_left_out_is_told(text: str, left: str) -> None:
    assert [each.text for each in of(f"{TITLE}\n{text}").left] == left.splitlines()


@pytest.mark.parametrize(("text", "doubts"), gallery(GALLERY, "what reads oddly is in doubt"))
def test_what_reads_oddly_is_in_doubt(text: str, doubts: str) -> None:
    found = draft(read(f"{TITLE}\n{text}".encode()))
    assert [doubt.message for doubt in found.doubts] == doubts.splitlines()


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


@pytest.mark.parametrize(("before", "title"), gallery(GALLERY, "titles"))
def test_titles(before: str, title: str) -> None:
    assert of(f"{before}\n1.甲。（责任单位：乙科）").plan.title == title


def test_the_letterhead_is_no_part_of_the_notices_title() -> None:
    text = "甲字〔2024〕6号\n甲局关于印发2024年工作要点的通知\n2024年工作要点\n1.甲。（乙科负责）"
    assert of(text).plan.source == "甲局关于印发2024年工作要点的通知"


@pytest.mark.parametrize(("text", "year"), gallery(GALLERY, "the year of a plan"))
def test_the_year_of_a_plan(text: str, year: str) -> None:
    assert of(f"{text}\n1.甲。（责任单位：乙科）", None).plan.year == int(year)


@pytest.mark.parametrize(("signed", "issuer"), gallery(GALLERY, "who signs"))
def test_who_signs(signed: str, issuer: str) -> None:
    plan = of(f"2024年工作要点\n1.甲。（责任单位：乙科）\n{signed}\n2024年3月8日").plan
    assert (plan.issuer, str(plan.issued)) == (issuer, "2024-03-08")
    assert [own_text(task) for task in plan.tasks] == [""]


@pytest.mark.parametrize(("before", "issuer"), gallery(GALLERY, "who issues"))
def test_who_issues(before: str, issuer: str) -> None:
    assert of(f"{before}\n2024年工作要点\n1.甲。（责任单位：乙科）").plan.issuer == issuer


def test_a_year_of_the_page_is_in_doubt() -> None:
    found = of("发布时间：2022-07-26\n甲局工作要点\n1.甲。（责任单位：乙科）", None)
    assert [doubt.message for doubt in found.doubts] == [
        "标题里没有年份，2022 取自网页或正文；不对请用 --year 写明"
    ]


# -- no guessing ----------------------------------------------------------------------------


NOTHING = """\
没有标题，带编号的段落 0 处，单位说明 0 处
任务要有编号，后面写明单位；扫描件、图片里的文字读不出来"""


@pytest.mark.parametrize(("text", "told"), [*gallery(GALLERY, "notices refused"), ("\n", NOTHING)])
def test_refused(text: str, told: str) -> None:
    seen, hint = told.splitlines()
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


@pytest.mark.parametrize(("page", "title"), gallery(GALLERY, "a heading of a page is whole"))
def test_a_heading_of_a_page_is_whole(page: str, title: str) -> None:
    plan = draft(read(f"{page}<p>1.甲。（责任单位：乙局）".encode()), 2024).plan
    assert "\n".join(filter(None, (plan.title, plan.issuer))) == title
