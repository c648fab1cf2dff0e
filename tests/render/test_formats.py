"""What programs, spreadsheets and documents get."""

import csv
import json
import re
import shutil
import subprocess
from datetime import date
from io import StringIO

import pytest

from fjkx.plan.model import Measure, Plan, Record, Task
from fjkx.plan.query import Filter
from fjkx.render.markdown import plain
from fjkx.render.screen import Screen
from fjkx.views import parts
from fjkx.views.document import Document, View
from fjkx.views.show import cards
from tests import supervised_plan
from tests.shown import chased, listed, logged, reported, shown, summed
from tests.small_plan import PLAN, TODAY


def of(*tasks: Task) -> Plan:
    """A plan of these tasks."""
    return Plan("t", 2020, tasks=tasks)


def test_json_of_tasks() -> None:
    document = json.loads(shown(cards(PLAN, PLAN.tasks[1:2], TODAY), "json"))
    assert document == {
        "schema_version": 1,
        "kind": "task-list",
        "as_of": "2020-06-15",
        "untold": 0,
        "untold_tasks": [],
        "tasks": [
            {
                "id": "2",
                "title": "助力脱贫攻坚和乡村振兴",
                "section": "二",
                "group": None,
                "lead": ["学会部", "院士办", "青少年科技活动中心"],
                "support": ["办公室"],
                "leaders": ["王一", "李二"],
                "status": "doing",
                "progress": 50.0,
                "light": "behind",
                "due": "2020-06-30",
                "due_text": "6月底前",
                "origin": None,
                "times_extended": 0,
                "percent": None,
                "measures": [
                    {"id": "2.1", "text": "创建第二批“科技小院”。", "status": "done"},
                    {"id": "2.2", "text": "开展空中课堂;", "status": "todo"},
                ],
                "records": [
                    record("2020-05-11", status="doing", by="学会部", note="已启动"),
                    record("2020-06-02", measure=1, status="done", by="院士办"),
                    record("2020-06-02", percent=60, problem="经费未到位", next="6月底前落实"),
                ],
                "x-备注": "每月一报",
            }
        ],
    }


def record(day: str, **fields: object) -> dict[str, object]:
    names = (
        "measure",
        "status",
        "by",
        "percent",
        "due",
        "due_was",
        "note",
        "problem",
        "next",
        "chased",
        "was",
    )
    return {"date": day, **dict.fromkeys(names), **fields}


def test_json_of_a_task_that_has_nothing() -> None:
    task = Task("1", "甲")
    found = json.loads(shown(listed(of(task), TODAY), "json"))["tasks"][0]
    assert found["lead"] == found["support"] == found["measures"] == found["records"] == []
    assert found["section"] is found["due"] is found["percent"] is None


def test_json_shows_open_measures_of_a_complete_task_as_done_and_dropped_without_light() -> None:
    document = json.loads(shown(listed(PLAN, TODAY), "json"))
    assert [each["status"] for each in document["tasks"][0]["measures"]] == ["done", "done"]
    assert document["tasks"][4]["light"] is None


def test_json_of_a_summary() -> None:
    document = json.loads(shown(summed(PLAN, TODAY), "json"))
    assert document["total"] == {
        "key": None,
        "tasks": 4,
        "first_lead": 4,
        "complete": 1,
        "percent_complete": 25.0,
        "progress": 45.0,
        "todo": 1,
        "doing": 1,
        "blocked": 1,
        "done": 0,
        "closed": 1,
        "dropped": 1,
        "overdue": 1,
    }
    assert [group["key"] for group in document.pop("groups")] == ["一", "二", "三", None]
    del document["total"]
    assert document == {
        "schema_version": 1,
        "kind": "summary",
        "as_of": "2020-06-15",
        "by": "section",
        "pro_rata": 45.6,
        "untold": 0,
        "untold_tasks": [],
    }


def test_json_of_the_log() -> None:
    document = json.loads(shown(logged(PLAN, TODAY), "json"))
    assert (document["schema_version"], document["kind"]) == (1, "log")
    assert document["records"][0] == {
        "task": "5",
        "title": "加强机关党的建设",
        **record("2020-06-12", status="dropped", note="并入第1项"),
    }


def data(**fields: str) -> View:
    """Plain data of some kind."""
    return View(lambda medium: (Document(()),), lambda: parts.data("x", date(2020, 1, 2), **fields))


def test_json_looks_the_same_everywhere() -> None:
    assert shown(data(lead="院士办"), "json") == (
        '{\n  "schema_version": 1,\n  "kind": "x",\n  "as_of": "2020-01-02",\n'
        '  "lead": "院士办"\n}\n'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "gbk", "ascii"])
def test_json_keeps_every_character_and_writes_no_control_character(encoding: str) -> None:
    nasty = "甲\x1b\x7f\x9b\u202e\u2028\ufeff\n\t😀\ud800"
    text = shown(data(note=nasty), "json", Screen(encoding=encoding))
    assert json.loads(text)["note"] == nasty
    text.encode(encoding)
    assert not any(char in text for char in nasty[1:7])
    assert text.isascii() == (encoding in ("gbk", "ascii"))


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline="")))


def test_csv_of_tasks() -> None:
    header, *rows = read(shown(listed(PLAN, TODAY), "csv"))
    assert dict(zip(header, rows[1], strict=True)) == {
        "序号": "2",
        "任务": "助力脱贫攻坚和乡村振兴",
        "所属部分": "二、服务创新创业创造",
        "牵头单位": "学会学术部、院士办、青少年科技活动中心",
        "配合单位": "办公室",
        "责任领导": "王一、李二",
        "状态": "推进中",
        "进度(%)": "50.0",
        "已完成举措": "1",
        "举措总数": "2",
        "完成时限": "2020-06-30",
        "时限要求": "6月底前",
        "预警": "滞后",
        "改期次数": "0",
    }
    assert len(rows) == 5


def test_how_often_a_deadline_moved() -> None:
    june, july, august = date(2020, 6, 30), date(2020, 7, 31), date(2020, 8, 31)
    records = (
        Record(date(2020, 5, 1), due=june),
        Record(date(2020, 6, 2), due=july, due_was=june, note="疫情影响"),
        Record(date(2020, 6, 9), due=august, due_was=july, note="汛期"),
    )
    task = Task("1", "甲", "doing", due=august, records=records, measures=(Measure("一。"),))
    assert json.loads(shown(listed(of(task), TODAY), "json"))["tasks"][0]["times_extended"] == 2
    rows = read(shown(listed(of(task), TODAY), "csv"))
    assert [row[-1] for row in rows] == ["改期次数", "2"]
    measured = read(shown(listed(of(task), TODAY, measures=True), "csv"))
    assert [row[-1] for row in measured] == ["改期次数", "2", ""]
    assert len({len(row) for row in measured}) == 1
    document = shown(cards(of(task), [task], TODAY), "markdown")
    assert "- 完成时限：2020-08-31 · 改期2次\n" in document


@pytest.mark.parametrize(
    ("title", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-1", "'-1"),
        ("@SUM(1)", "'@SUM(1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1", "'  =1"),
        ("\t=1", "' =1"),
        ("\t甲", "' 甲"),
        ("\r=1", "'\\u000d=1"),
        ("a=1", "a=1"),
        ('他说"好",\n就走', '他说"好",\n就走'),
        ("\x1b[2J\u202e", "\\u001b[2J\\u202e"),
        ("a;=1+1", "a;'=1+1"),
        ('a; "@SUM(1)', "a; \"'@SUM(1)"),
        ("a\t=1;-2", "a =1;'-2"),
        ("一、\n＝1", "一、\n'＝1"),
        ("=1;;=2", "'=1;;'=2"),
        ("甲;乙;a-b=c；=d", "甲;乙;a-b=c；=d"),
    ],
)
def test_csv_cells_are_never_formulas(title: str, cell: str) -> None:
    text = shown(listed(of(Task("1", title)), TODAY), "csv")
    assert read(text)[1][1] == cell
    elsewhere = StringIO(text.removeprefix("\ufeff"), newline="")
    for line in csv.reader(elsewhere, delimiter=";"):
        assert not [each for each in line if each.lstrip()[:1] in tuple("=+-@＝＋－＠")]


def test_markdown_of_a_task_in_full() -> None:
    assert shown(cards(PLAN, PLAN.tasks[1:2], TODAY), "markdown") == (
        "# 2. 助力脱贫攻坚和乡村振兴\n\n"
        "- 所属部分：二、服务创新创业创造\n"
        "- 牵头单位：学会学术部(第一牵头)、院士办、青少年科技活动中心\n"
        "- 配合单位：办公室\n"
        "- 责任领导：王一、李二\n"
        "- 状态：推进中\n"
        "- 完成时限：2020-06-30(6月底前)\n"
        "- 完成进度：50.0% · 举措 1/2\n"
        "- 序时进度：91.8% · 滞后\n"
        "- x-备注：每月一报\n\n"
        "## 举措\n\n"
        "- [x] 2.1 创建第二批“科技小院”。\n"
        "- [ ] 2.2 开展空中课堂;\n\n"
        "## 进展记录\n\n"
        "| 日期 | 举措 | 状态 | 报送单位 | 进度(%) | 完成时限 | 原时限 | 说明 | 问题 | 下一步 "
        "| 调整 | 第几次催办 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 2020-06-02 |  |  |  | 60 |  |  |  | 经费未到位 | 6月底前落实 |  |  |\n"
        "| 2020-06-02 | 1 | 已办结 | 院士办 |  |  |  |  |  |  |  |  |\n"
        "| 2020-05-11 |  | 推进中 | 学会学术部 |  |  |  | 已启动 |  |  |  |  |\n"
    )


def test_markdown_of_nothing() -> None:
    flt = Filter(units=("院士办",))
    nothing = PLAN._replace(tasks=PLAN.tasks[:1])
    assert shown(listed(nothing, TODAY, flt), "markdown") == (
        "# 福建省科协2020年工作要点\n\n1 项中没有符合条件的任务 · 单位：院士办\n"
    )
    assert shown(logged(nothing, TODAY), "markdown") == (
        "# 福建省科协2020年工作要点\n\n还没有进展记录\n"
    )


def test_markdown_shows_text_as_it_is() -> None:
    nasty = "a|b\n<b>`c`</b> [x](y) *z* _w_ \\ ~ & \x1b"
    escaped = (
        "a\\|b<br>&lt;b&gt;\\`c\\`&lt;/b&gt; \\[x\\](y) \\*z\\* \\_w\\_ \\\\ \\~ &amp; \\\\u001b"
    )
    assert plain(nasty) == escaped
    task = Task("1", nasty, measures=(Measure(nasty),), records=(Record(TODAY, note=nasty),))
    text = shown(cards(of(task), [task], TODAY), "markdown")
    assert text.count(escaped) == 2
    assert "<b>" not in text


def test_measures_have_rows_of_their_own() -> None:
    text = shown(listed(PLAN._replace(tasks=PLAN.tasks[:1]), TODAY, measures=True), "csv")
    header, task, *measures = csv.reader(StringIO(text.removeprefix("\ufeff")))
    assert header[:4] == ["序号", "举措", "任务", "所属部分"]
    assert task[:3] == ["1", "", PLAN.tasks[0].title]
    assert [row[:3] for row in measures] == [
        ["1", str(number), measure.text] for number, measure in enumerate(PLAN.tasks[0].measures, 1)
    ]
    assert {len(row) for row in (task, *measures)} == {len(header)}


# -- pandoc ---------------------------------------------------------------------------------

WILD = "<b>*甲* 1|2 $x^2$ @me [a](b) {#id} ~~乙~~ `c` & \\\\"


def wild() -> Plan:
    """A plan whose every text would be markup."""
    records = (
        Record(date(2020, 5, 1), status="blocked", by=WILD, note=WILD, problem=WILD, next=WILD),
        Record(date(2020, 5, 2), due=date(2020, 5, 31), due_was=date(2020, 5, 30), note=WILD),
    )
    task = Task("1", WILD, "blocked", due=date(2020, 5, 31), lead=(WILD,), records=records)
    more = task._replace(id="2", measures=(Measure(WILD),))
    return Plan(WILD, 2020, issuer=WILD, tasks=(task, more))


def pandoc(document: str, to: str) -> str:
    """The document as pandoc reads it, which must have nothing to say about it."""
    command = ["pandoc", "--from", "markdown", "--to", to, "--wrap", "none"]
    done = subprocess.run(command, input=document.encode(), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pandoc_takes_the_documents_for_what_they_are() -> None:
    plan, today = supervised_plan.PLAN, supervised_plan.TODAY
    quarter = reported(plan, date(2020, 4, 1), date(2020, 6, 30), today)
    page = pandoc(shown(quarter, "markdown"), "html")
    counts = [len(re.findall(f"<{tag}[ >]", page)) for tag in ("h1", "h2", "h3", "tr", "li")]
    assert counts == [1, 5, 8, 6, 13]
    assert "#" not in re.sub("<[^>]*>", "", page)
    letters = pandoc(shown(chased(plan, today), "markdown"), "html")
    assert [len(re.findall(f"<{tag}[ >]", letters)) for tag in ("h1", "tr")] == [2, 5]


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_text_of_the_file_is_no_markup_to_pandoc() -> None:
    plan = wild()
    for view in (
        reported(plan, date(2020, 4, 1), date(2020, 6, 30), date(2020, 7, 1)),
        chased(plan, date(2020, 7, 1)),
        cards(plan, plan.tasks, date(2020, 7, 1)),
    ):
        document = shown(view, "markdown")
        found = json.loads(pandoc(document, "json"))
        kinds = set(re.findall(r'"t": ?"(\w+)"', json.dumps(found)))
        assert not kinds & {"Math", "Cite", "Link", "RawInline", "RawBlock", "Emph", "Code"}
        assert not kinds & {"Superscript", "Strikeout", "Span"}
