"""Rules over the plan: each finding's exact place and words, all of one file in one run."""

from datetime import date

import pytest

from fjkx.file.check import RULES, check, problems_of, require
from fjkx.file.schema import parse
from fjkx.plan.errors import FileError
from fjkx.plan.model import Plan

TODAY = date(2020, 6, 15)
UNIQUE = "任务的序号必须唯一；下一个空号是"
HEAD = """\
schema: 1
plan: {title: 测试, year: 2020}
units:
  - name: 办公室
  - name: 科学技术普及部
  - name: 学会学术部
    aliases: [学会部]
sections:
  - {id: 一, title: 甲}
  - {id: 二, title: 乙}
tasks:
"""
HEAD_LINES = HEAD.count("\n")


def findings(text: str, skipped: int = 0) -> list[str]:
    return [
        f"{f.line - skipped}:{f.column}: {f.severity}: {f.message} [{f.code}]"
        for f in check(parse(text))
    ]


def in_tasks(tasks: str) -> list[str]:
    """The findings of a plan with these tasks; lines count from the first task."""
    return findings(HEAD + tasks, HEAD_LINES)


def in_task(lines: str) -> list[str]:
    """The findings of a plan with one task of these lines; the first of them is line 1."""
    indented = "".join(f"  {line}\n" for line in lines.splitlines())
    return findings(f"{HEAD}- id: 1\n  title: t\n{indented}", HEAD_LINES + 2)


OK = "status: todo\nlead: [办公室]\n"
DOING = "status: doing\nlead: [办公室]\n"


def test_a_clean_plan_has_no_findings() -> None:
    assert in_task(OK) == []


# -- ids ------------------------------------------------------------------------------------


def with_ids(*ids: str) -> list[str]:
    return in_tasks(
        "".join(f"- {{id: {i}, title: t, status: todo, lead: [办公室]}}\n" for i in ids)
    )


SHAPE = "应写成 14 或 二-3 的样子 [id]"
UNTYPABLE = f"里不能有空白、点、逗号或引号，{SHAPE}"


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (("1", "2", "10", "二-3", "二-十", "A7", "14a", "第三", "补充"), []),
        (("02",), ["1:8: error: 序号“02”前面不要写 0，请写成 2 [id]"]),
        (("“2”",), [f"1:8: error: 序号““2””{UNTYPABLE}"]),
        (("0",), [f"1:8: error: 序号“0”{SHAPE}"]),
        (("0x2",), [f"1:8: error: 序号“0x2”{SHAPE}"]),
        (("-2",), [f"1:8: error: 序号“-2”{SHAPE}"]),
        (("+2",), [f"1:8: error: 序号“+2”{SHAPE}"]),
        (("3-4",), [f"1:8: error: 序号“3-4”在命令里会被当作一个范围，{SHAPE}"]),
        (("3-四",), [f"1:8: error: 序号“3-四”{SHAPE}"]),
        (("二-",), [f"1:8: error: 序号“二-”{SHAPE}"]),
        (("二—3",), [f"1:8: error: 序号“二—3”{SHAPE}"]),
        (("1", "'1'"), [f"2:8: error: 序号 1 重复，{UNIQUE} 2 [duplicate-id]"]),
        (
            ("7", "7", "7"),
            [f"{n}:8: error: 序号 7 重复，{UNIQUE} {n + 6} [duplicate-id]" for n in (2, 3)],
        ),
        (("1", "3", "2", "4"), ["3:8: warning: 序号 2 排在 3 之后 [id-order]"]),
        (
            ("10", "9", "8"),
            [f"{n}:8: warning: 序号 {i} 排在 10 之后 [id-order]" for n, i in ((2, 9), (3, 8))],
        ),
        (
            ("二-1", "二-4", "一-9", "二-1"),
            [f"4:8: error: 序号 二-1 重复，{UNIQUE} 二-5 [duplicate-id]"],
        ),
        (("补充", "补充"), ["2:8: error: 序号 补充 重复，任务的序号必须唯一 [duplicate-id]"]),
        (("1.2",), [f"1:8: error: 序号“1.2”{UNTYPABLE}"]),
        (("1 2",), [f"1:8: error: 序号“1 2”{UNTYPABLE}"]),
        (("'1,2'",), [f"1:8: error: 序号“1,2”{UNTYPABLE}"]),
        (("一、",), [f"1:8: error: 序号“一、”{UNTYPABLE}"]),
        (("１４",), ["1:8: error: 序号“１４”要用半角字符，请写成“14” [id]"]),
        (("二－3",), ["1:8: error: 序号“二－3”要用半角字符，请写成“二-3” [id]"]),
    ],
)
def test_ids(ids: tuple[str, ...], expected: list[str]) -> None:
    assert with_ids(*ids) == expected


def test_a_task_that_was_added_may_stand_anywhere() -> None:
    added = "- {id: 27, title: t, status: todo, lead: [办公室], added: 2020-06-01}\n"
    plain = "- {id: 2, title: t, status: todo, lead: [办公室]}\n"
    assert in_tasks(added + plain) == []


# -- units ----------------------------------------------------------------------------------


def undeclared(place: str, name: str, advice: str = "", severity: str = "error") -> str:
    message = f"单位“{name}”没有在 units 里声明；{advice}若是新单位，请加到 units 里"
    return f"{place}: {severity}: {message} [undeclared-unit]"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("lead: [办公室, 学会部, 科学技术普及部]", []),
        ("lead: [办公宝]", [undeclared("2:10", "办公宝", "你是不是要写 办公室？")]),
        ("lead: [科普部]", [undeclared("2:10", "科普部", "你是不是要写 科学技术普及部？")]),
        (
            "lead:\n  - 办公室\n  - 学术部\n",
            [undeclared("4:7", "学术部", "你是不是要写 学会学术部、科学技术普及部？")],
        ),
        ("lead: [省农学会]", [undeclared("2:10", "省农学会", "你是不是要写 学会学术部？")]),
        (
            "lead: [办公室]\nsupport: [办公厅, 院士]",
            [
                undeclared("3:13", "办公厅", "你是不是要写 办公室？"),
                undeclared("3:18", "院士"),
            ],
        ),
        (
            "lead: [办公室]\nrecords:\n  - {date: 2020-05-11, by: 办公, note: x}",
            [undeclared("4:30", "办公", "你是不是要写 办公室？", "warning")],
        ),
        ("lead: []", ["2:9: warning: 第 1 项没有牵头单位 [no-lead]"]),
        ("lead:  # 待定", ["2:8: warning: 第 1 项没有牵头单位 [no-lead]"]),
        (
            "lead: [学会学术部, 办公室, 学会部]\nsupport: [办公室, 办公室]",
            [
                "3:18: warning: 第 1 项里单位“办公室”写了两次 [repeated-unit]",
            ],
        ),
    ],
)
def test_units(lines: str, expected: list[str]) -> None:
    assert in_task(f"status: todo\n{lines}") == expected


def test_a_task_without_the_key_lead_is_named_where_it_begins() -> None:
    assert in_tasks("- id: 1\n  title: t\n  status: todo\n") == [
        "1:3: warning: 第 1 项没有牵头单位 [no-lead]"
    ]


def test_a_unit_is_declared_once() -> None:
    names = ("甲, aliases: [乙, 甲]", "乙", "丙", "丙")
    units = "units:\n" + "".join(f"  - {{name: {name}}}\n" for name in names)
    text = f"schema: 1\nplan: {{title: x, year: 2020}}\n{units}tasks: []\n"
    assert findings(text) == [
        "4:28: error: 单位“甲”重复声明 [duplicate-unit]",
        "5:12: error: 单位“乙”重复声明 [duplicate-unit]",
        "7:12: error: 单位“丙”重复声明 [duplicate-unit]",
    ]


# -- sections, period -----------------------------------------------------------------------


def test_sections() -> None:
    assert in_task(OK + "section: 二") == []
    assert in_task(OK + "section: 2") == [
        "3:12: error: 部分“2”没有在 sections 里声明；已声明：一、二 [undeclared-section]"
    ]


def test_a_section_where_none_is_declared() -> None:
    text = "schema: 1\nplan: {title: x, year: 2020}\nunits: [{name: 甲}]\ntasks:\n"
    task = "- {id: 1, title: t, status: todo, lead: [甲], section: 一}\n"
    assert findings(text + task) == [
        "5:55: error: 部分“一”没有在 sections 里声明；已声明：无 [undeclared-section]"
    ]


def test_sections_are_declared_once() -> None:
    sections = "sections:\n  - {id: 一, title: a}\n  - {id: 一, title: b}\n"
    assert findings(f"schema: 1\nplan: {{title: x, year: 2020}}\n{sections}tasks: []\n") == [
        "5:10: error: 部分 一 重复，部分的编号必须唯一 [duplicate-id]"
    ]


def test_the_period_does_not_end_before_it_starts() -> None:
    plan = "schema: 1\nplan: {title: x, year: 2020, start: 2020-07-01, due: %s}\ntasks: []\n"
    assert findings(plan % "2020-07-01") == []
    assert findings(plan % "2020-06-30") == [
        "2:54: error: 计划的截止 2020-06-30 早于起始 2020-07-01 [period]"
    ]


# -- records --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (DOING + "records:\n  - {date: 2020-05-11, status: doing}", []),
        (OK + "records:\n  - {date: 2020-05-11, note: x}", []),
        (
            OK + "records:\n  - {date: 2020-05-11, status: doing}",
            ["1:11: warning: 第 1 项状态是 todo，最后一条记录却是 doing [status-record]"],
        ),
        (
            DOING + "records:\n  - {date: 2020-05-11, status: doing}\n"
            "  - {date: 2020-05-10, status: blocked}\n  - {date: 2020-05-12, note: x}",
            [
                "1:11: warning: 第 1 项状态是 doing，最后一条记录却是 blocked [status-record]",
                "5:14: warning: 状态记录 2020-05-10 排在 2020-05-11 之后，"
                "记录应按日期先后排列 [record-order]",
            ],
        ),
        (
            OK + "measures:\n  - {text: 甲。, status: done}\n  - {text: 乙。}\n"
            "records:\n  - {date: 2020-05-11, measure: 1, status: done}\n"
            "  - {date: 2020-05-12, measure: 1, status: todo}\n"
            "  - {date: 2020-05-12, measure: 2, status: done}",
            [
                "4:26: warning: 举措 1.1 状态是 done，最后一条记录却是 todo [status-record]",
                "5:7: warning: 举措 1.2 状态是 todo，最后一条记录却是 done [status-record]",
            ],
        ),
        (
            OK + "measures: [{text: 甲。}]\nrecords:\n  - {date: 2020-05-11, measure: 2, note: x}",
            ["5:35: error: 没有第 2 条举措，本任务有 1 条 [no-such-measure]"],
        ),
        (
            OK + "measures: [{text: 甲。}]\n"
            "records:\n  - {date: 2020-05-11, measure: 1, status: doing}",
            ["5:46: error: 举措的状态只能是 todo 或 done，不是 doing [status]"],
        ),
    ],
)
def test_records(lines: str, expected: list[str]) -> None:
    assert in_task(lines) == expected


EARLY = "3:12: warning: 记录日期 {} 早于计划的起始 {} [record-date]"
LATE = "3:12: warning: 记录日期 {} 比计划的截止 {} 晚一年以上 [record-date]"


@pytest.mark.parametrize(
    ("period", "day", "expected"),
    [
        ("", "2020-01-01", []),
        ("", "2021-12-31", []),
        ("", "2019-12-31", [EARLY.format("2019-12-31", "2020-01-01")]),
        ("", "2022-01-02", [LATE.format("2022-01-02", "2020-12-31")]),
        (", start: 2019-12-01, due: 2020-06-30", "2019-12-01", []),
        (", start: 2020-02-01", "2020-01-31", [EARLY.format("2020-01-31", "2020-02-01")]),
        (", due: 2020-06-30", "2021-07-02", [LATE.format("2021-07-02", "2020-06-30")]),
    ],
)
def test_records_of_another_year(period: str, day: str, expected: list[str]) -> None:
    head = HEAD.replace("year: 2020", f"year: 2020{period}")
    task = "- {id: 1, title: t, status: todo, lead: [办公室],\n  records: [\n    {date: %s}]}\n"
    assert findings(head + task % day, HEAD_LINES) == expected


def test_a_deadline_unlike_its_last_record() -> None:
    """The last by day; a task whose deadline was there from the start has no record of it."""
    moved = (
        "records:\n  - {date: 2020-06-11, due: 2020-09-30, due_was: 2020-06-30}\n"
        "  - {date: 2020-05-11, due: 2020-06-30}\n  - {date: 2020-06-12, note: x}\n"
    )
    last = "warning: 第 1 项的完成时限是 {}，最后一条记录却是 {} [due-record]"
    assert in_task(f"{OK}due: 2020-09-30") == []
    assert in_task(f"{OK}due: 2020-09-30\n{moved}") == []
    assert in_task(f"{OK}due: 2020-06-30\n{moved}") == [
        f"3:8: {last.format('2020-06-30', '2020-09-30')}"
    ]
    assert in_task(OK + moved) == [f"-1:3: {last.format('没有时限', '2020-09-30')}"]
    taken_back = "records:\n  - {date: 2020-06-11, due_was: 2020-06-30}"
    assert in_task(OK + taken_back) == []
    assert in_task(f"{OK}due: 2020-06-30\n{taken_back}") == [
        f"3:8: {last.format('2020-06-30', '撤销')}"
    ]


def test_records_from_before_their_task_was_added() -> None:
    lines = OK + "added: 2020-05-11\nrecords:\n  - {date: 2020-05-10}\n  - {date: 2020-05-11}"
    assert in_task(lines) == [
        "5:14: warning: 记录日期 2020-05-10 早于任务的增列日期 2020-05-11 [record-date]"
    ]


def test_days_to_come() -> None:
    """Only where it is said what day it is."""
    lines = f"{OK}added: 2020-06-16\nrecords: [{{date: 2020-06-16}}, {{date: 2020-06-17}}]"
    plan = parse(HEAD + "- id: 1\n  title: t\n" + "".join(f"  {x}\n" for x in lines.splitlines()))
    assert check(plan) == ()
    assert [
        (f.line - HEAD_LINES, f.column, f.severity, f.message, f.code) for f in check(plan, TODAY)
    ] == [
        (5, 10, "warning", "增列日期 2020-06-16 在今天(2020-06-15)之后", "future"),
        (6, 20, "warning", "记录日期 2020-06-16 在今天(2020-06-15)之后", "future"),
        (6, 40, "warning", "记录日期 2020-06-17 在今天(2020-06-15)之后", "future"),
    ]
    assert check(plan, date(2020, 6, 17)) == ()
    assert check(parse("- 甲\n"), TODAY) == check(parse("- 甲\n"))


def test_status_records_out_of_order() -> None:
    """Of one target; other records may stand anywhere."""
    lines = DOING + "measures: [{text: 甲。, status: done}]\nrecords:\n"
    records = (
        "{date: 2020-06-01, status: done}",
        "{date: 2020-05-20, note: x}",
        "{date: 2020-05-20, measure: 1, status: done}",
        "{date: 2020-05-11, status: doing}",
        "{date: 2020-05-30, status: blocked}",
        "{date: 2020-06-01, status: doing}",
        "{date: 2020-05-19, measure: 1, status: done}",
    )
    order = "warning: 状态记录 {} 排在 {} 之后，记录应按日期先后排列 [record-order]"
    assert in_task(lines + "".join(f"  - {each}\n" for each in records)) == [
        f"8:14: {order.format('2020-05-11', '2020-06-01')}",
        f"9:14: {order.format('2020-05-30', '2020-06-01')}",
        f"11:14: {order.format('2020-05-19', '2020-05-20')}",
    ]


def test_records_of_a_plan_without_a_year_or_without_dates() -> None:
    task = "- {id: 1, title: t, status: todo, lead: [办公室], records: [{date: %s}]}\n"
    assert findings(HEAD.replace("2020", "二〇") + task % "2020-05-11") == [
        "2:25: error: 年份应是四位数，不是“二〇” [number]"
    ]
    assert in_tasks(task % "昨天") == ["1:65: error: 日期“昨天”应写成 2020-09-30 的样子 [date]"]


# -- all of it ------------------------------------------------------------------------------


def test_a_quoted_value_cannot_break_the_line_of_its_message() -> None:
    assert in_task('status: "a\\n\\e[31mb"\nlead: [办公室]')[0].startswith(
        "1:11: error: 状态“a \\u001b[31mb”不认识，可写：todo(未启动)"
    )


MESSY = """\
schema: 1
plan:
  title: 测试
  year: 20
units:
  - name: 办公室
sections: []
tasks:
  - id: 2
    title: 甲
    status: 未启动
    lead: 办公室
  - id: 1
    section: 一
    titel: 乙
    status: todo
    lead: [办公宝]
    due: 2020-02-30
"""


def test_every_finding_of_a_file_in_one_run_sorted_by_position() -> None:
    assert findings(MESSY) == [
        "4:9: error: 年份应是四位数，不是“20” [number]",
        "11:13: warning: 状态“未启动”已按 todo 读取，建议写成 todo [status-word]",
        "12:11: error: 这里应是列表，请写成 [办公室] [list-as-text]",
        "13:5: error: 任务缺少 title [missing-key]",
        "13:9: warning: 序号 1 排在 2 之后 [id-order]",
        "14:14: error: 部分“一”没有在 sections 里声明；已声明：无 [undeclared-section]",
        "15:5: warning: 任务里不认识的键“titel”；你是不是要写 title？ [unknown-key]",
        undeclared("17:12", "办公宝", "你是不是要写 办公室？"),
        "18:10: error: 没有 2020-02-30 这一天 [date]",
    ]


def test_positions_in_a_file_with_a_byte_order_mark_and_crlf() -> None:
    expected = findings(MESSY)
    assert findings("\ufeff" + MESSY.replace("\n", "\r\n")) == expected


def test_rules_say_nothing_of_a_file_that_is_no_tree() -> None:
    document = parse("a: [\n")
    assert problems_of(document) == document.problems


def test_every_rule_stands_an_empty_plan() -> None:
    assert [list(rule(Plan("", 2020), lambda *path: 0)) for rule in RULES] == [[]] * len(RULES)


# -- require --------------------------------------------------------------------------------


def test_require_gives_the_plan_of_a_file_with_warnings_only() -> None:
    document = parse(HEAD + "- {id: 1, title: t, status: todo}\n")
    assert [finding.severity for finding in check(document)] == ["warning"]
    assert require(document, "计划.yaml") is document.plan


def test_require_names_the_first_error_and_how_many_there_are() -> None:
    with pytest.raises(FileError) as caught:
        require(parse(MESSY), "data/计划.yaml")
    assert str(caught.value) == "data/计划.yaml:4:9: 年份应是四位数，不是“20”"
    assert caught.value.hint == ("共 6 处错误；fjkx check 列出全部，fjkx edit 打开文件")
    assert caught.value.exit_code == 3


def test_require_of_a_single_error_does_not_count() -> None:
    with pytest.raises(FileError) as caught:
        require(parse("a: [\n"), "a.yaml")
    assert str(caught.value) == "a.yaml:1:4: 方括号从这里开始，没有合上"
    assert caught.value.hint == "fjkx check 列出全部，fjkx edit 打开文件"


def test_full_width_slips_do_not_hide_what_else_is_wrong() -> None:
    text = HEAD + (
        "  - id: 1\n    title：甲\n    section：十\n    lead: 办公室、馆办\n    status: todo\n"
        "  － id: 1\n    title: 乙\n    lead: [办公室]\n    status： don\n"
    )
    document = parse(text)
    located = [(f.line, f.column, f.code) for f in check(document)]
    first = text[: text.index("    title：")].count("\n") + 1
    assert located == [
        (first, 10, "full-width"),
        (first + 1, 12, "full-width"),
        (first + 1, 13, "undeclared-section"),
        (first + 2, 11, "undeclared-unit"),
        (first + 2, 11, "list-as-text"),
        (first + 4, 3, "full-width"),
        (first + 4, 9, "duplicate-id"),
        (first + 7, 11, "full-width"),
        (first + 7, 13, "status"),
    ]
