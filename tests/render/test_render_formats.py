"""What programs, spreadsheets and documents get."""

import csv
import json
from datetime import date
from io import StringIO

import pytest

from fjkx.plan.model import Measure, Plan, Record, Task
from fjkx.plan.query import Filter, journal
from fjkx.plan.summary import summarise
from fjkx.render import as_csv, as_json, markdown
from tests.small_plan import PLAN, TODAY


def test_json_of_tasks() -> None:
    document = json.loads(as_json.task_list(PLAN, PLAN.tasks[1:2], TODAY))
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
    names = ("measure", "status", "by", "percent", "due", "due_was", "note", "problem", "next")
    return {"date": day, **dict.fromkeys(names), **fields}


def test_json_of_a_task_that_has_nothing() -> None:
    task = Task("1", "甲")
    found = json.loads(as_json.task_list(Plan("t", 2020, tasks=(task,)), [task], TODAY))["tasks"][0]
    assert found["lead"] == found["support"] == found["measures"] == found["records"] == []
    assert found["section"] is found["due"] is found["percent"] is None


def test_json_shows_open_measures_of_a_complete_task_as_done_and_dropped_without_light() -> None:
    document = json.loads(as_json.task_list(PLAN, PLAN.tasks, TODAY))
    assert [each["status"] for each in document["tasks"][0]["measures"]] == ["done", "done"]
    assert document["tasks"][4]["light"] is None


def test_json_of_a_summary() -> None:
    summary = summarise(PLAN, PLAN.tasks, "section", TODAY)
    document = json.loads(as_json.summary(summary))
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
    document = json.loads(as_json.log(journal(PLAN.tasks), TODAY))
    assert (document["schema_version"], document["kind"]) == (1, "log")
    assert document["records"][0] == {
        "task": "5",
        "title": "加强机关党的建设",
        **record("2020-06-12", status="dropped", note="并入第1项"),
    }


def test_json_looks_the_same_everywhere() -> None:
    text = as_json.document("x", date(2020, 1, 2), lead=("院士办",))
    assert text == (
        '{\n  "schema_version": 1,\n  "kind": "x",\n  "as_of": "2020-01-02",\n'
        '  "lead": [\n    "院士办"\n  ]\n}\n'
    )


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "gbk", "ascii"])
def test_json_keeps_every_character_and_writes_no_control_character(encoding: str) -> None:
    nasty = "甲\x1b\x7f\x9b\u202e\u2028\ufeff\n\t😀\ud800"
    text = as_json.document("x", TODAY, encoding, note=nasty)
    assert json.loads(text)["note"] == nasty
    text.encode(encoding)
    assert not any(char in text for char in nasty[1:7])
    assert text.isascii() == (encoding in ("gbk", "ascii"))


def read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:], newline="")))


def test_csv_of_tasks() -> None:
    header, *rows = read(as_csv.task_list(PLAN, PLAN.tasks, TODAY))
    assert dict(zip(header, rows[1], strict=True)) == {
        "序号": "2",
        "任务": "助力脱贫攻坚和乡村振兴",
        "所属部分": "二、服务创新创业创造",
        "牵头单位": "学会部、院士办、青少年科技活动中心",
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
    plan = Plan("t", 2020, tasks=(task,))
    assert json.loads(as_json.task_list(plan, [task], TODAY))["tasks"][0]["times_extended"] == 2
    assert [row[-1] for row in read(as_csv.task_list(plan, [task], TODAY))] == ["改期次数", "2"]
    measured = read(as_csv.task_list(plan, [task], TODAY, True))
    assert [row[-1] for row in measured] == ["改期次数", "2", ""]
    assert len({len(row) for row in measured}) == 1
    assert "- 改期次数：2\n" in markdown.cards(plan, [task])


def test_csv_of_a_summary_and_of_the_log() -> None:
    assert as_csv.summary(PLAN, summarise(PLAN, PLAN.tasks[:1], "dept", TODAY)) == (
        "\ufeff单位,任牵头,首位牵头,配合,完成,办结率(%),平均进度(%),"
        "未启动,推进中,受阻,已办结,已销号,已取消,逾期\r\n"
        "办公室,1,1,0,1,100.0,100.0,0,0,0,0,1,0,0\r\n"
        "合计,1,1,0,1,100.0,100.0,0,0,0,0,1,0,0\r\n"
    )
    assert as_csv.log(journal(PLAN.tasks[4:])) == (
        "\ufeff日期,序号,任务,举措,状态,填报单位,进度(%),完成时限,原时限,说明,问题,下一步\r\n"
        "2020-06-12,5,加强机关党的建设,,已取消,,,,,并入第1项,,\r\n"
    )


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
    plan = Plan("t", 2020, tasks=(Task("1", title),))
    text = as_csv.task_list(plan, plan.tasks, TODAY)
    assert read(text)[1][1] == cell
    elsewhere = StringIO(text.removeprefix("\ufeff"), newline="")
    for line in csv.reader(elsewhere, delimiter=";"):
        assert not [each for each in line if each.lstrip()[:1] in tuple("=+-@＝＋－＠")]


def test_markdown_of_tasks() -> None:
    flt = Filter(units=("院士办",))
    assert markdown.task_list(PLAN, PLAN.tasks[2:3], flt, TODAY) == (
        "# 福建省科协2020年工作要点\n\n"
        "| 序号 | 任务 | 所属部分 | 牵头单位 | 配合单位 | 责任领导 | 状态 | 进度(%) "
        "| 已完成举措 | 举措总数 | 完成时限 | 时限要求 | 预警 | 改期次数 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 3 | 深化“院士专家八闽行”活动 | 二、服务创新创业创造 | 院士办 |  |  | 受阻 | 30.0 "
        "| 0 | 0 |  |  | 滞后 | 0 |\n\n"
        "5 项中的 1 项 · 单位：院士办\n"
    )
    assert markdown.task_list(PLAN, [], flt, TODAY) == (
        "# 福建省科协2020年工作要点\n\n5 项中没有符合条件的任务 · 单位：院士办\n"
    )


def test_markdown_of_a_summary() -> None:
    text = markdown.summary(PLAN, summarise(PLAN, PLAN.tasks, "status", TODAY), Filter())
    assert text.split("\n\n")[1] == (
        "截至 2020-06-15 · 完成 1/4(25.0%) · 销号率 25.0% · 平均进度 45.0%"
        " · 序时进度 45.6% · 欠序时"
    )
    assert "\n| 受阻 | 1 | 0 | 0.0 | 30.0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 |\n" in text


def test_markdown_of_a_task_in_full() -> None:
    assert markdown.cards(PLAN, PLAN.tasks[1:2]) == (
        "# 2. 助力脱贫攻坚和乡村振兴\n\n"
        "- 所属部分：二、服务创新创业创造\n"
        "- 牵头单位：学会部、院士办、青少年科技活动中心\n"
        "- 配合单位：办公室\n"
        "- 责任领导：王一、李二\n"
        "- 状态：推进中\n"
        "- 完成进度：50.0%\n"
        "- 完成时限：2020-06-30\n"
        "- 时限要求：6月底前\n"
        "- x-备注：每月一报\n\n"
        "## 举措\n\n"
        "- [x] 2.1 创建第二批“科技小院”。\n"
        "- [ ] 2.2 开展空中课堂;\n\n"
        "## 进展记录\n\n"
        "| 日期 | 举措 | 状态 | 填报单位 | 进度(%) | 完成时限 | 原时限 | 说明 | 问题 | 下一步 |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| 2020-06-02 |  |  |  | 60 |  |  |  | 经费未到位 | 6月底前落实 |\n"
        "| 2020-06-02 | 1 | 已办结 | 院士办 |  |  |  |  |  |  |\n"
        "| 2020-05-11 |  | 推进中 | 学会部 |  |  |  | 已启动 |  |  |\n"
    )


def test_markdown_of_the_log() -> None:
    assert markdown.log(PLAN, ()) == "# 福建省科协2020年工作要点\n\n还没有进展记录\n"
    assert "\n| 2020-06-12 | 5 | 加强机关党的建设 | " in markdown.log(PLAN, journal(PLAN.tasks))


def test_markdown_shows_text_as_it_is() -> None:
    nasty = "a|b\n<b>`c`</b> [x](y) *z* _w_ \\ ~ & \x1b"
    escaped = (
        "a\\|b<br>&lt;b&gt;\\`c\\`&lt;/b&gt; \\[x\\](y) \\*z\\* \\_w\\_ \\\\ \\~ &amp; \\\\u001b"
    )
    assert markdown.plain(nasty) == escaped
    task = Task("1", nasty, measures=(Measure(nasty),), records=(Record(TODAY, note=nasty),))
    plan = Plan(nasty, 2020, tasks=(task,))
    text = markdown.cards(plan, [task])
    assert text.count(escaped) == 3
    assert "<b>" not in text


def test_measures_have_rows_of_their_own() -> None:
    text = as_csv.task_list(PLAN, PLAN.tasks[:1], TODAY, measures=True)
    header, task, *measures = csv.reader(StringIO(text.removeprefix("\ufeff")))
    assert header[:4] == ["序号", "举措", "任务", "所属部分"]
    assert task[:3] == ["1", "", PLAN.tasks[0].title]
    assert [row[:3] for row in measures] == [
        ["1", str(number), measure.text] for number, measure in enumerate(PLAN.tasks[0].measures, 1)
    ]
    assert {len(row) for row in (task, *measures)} == {len(header)}
