"""Ledgers of further kinds, built cell by cell, and what a careful reader takes from each."""

import io
import re
from datetime import date
from typing import Any

import openpyxl
import xlsxwriter
import xlwt
from openpyxl.comments import Comment
from openpyxl.styles import Font

from fjkx.notice.draft import Draft
from fjkx.notice.workbook.ledger import ledger
from fjkx.notice.workbook.sheets import read
from fjkx.plan.history import is_recorded
from fjkx.plan.model import Task

ON = date(2024, 10, 8)


def drafted(data: bytes) -> Draft:
    return ledger(read(data), None, ON)


def book(rows: str, *merged: str) -> openpyxl.Workbook:
    """A workbook of one sheet, a line of text for each row from 1, cells parted by |, ⏎ a line
    feed in one; what is a number is one."""
    made = openpyxl.Workbook()
    for row in rows.strip().splitlines():
        cells = (cell.strip().replace("⏎", "\n") for cell in row.split("|"))
        made.active.append([number(cell) for cell in cells])
    for span in merged:
        made.active.merge_cells(span)
    return made


def number(cell: str) -> str | float | None:
    return float(cell) if re.fullmatch(r"\d{1,3}(\.\d+)?", cell) else cell or None


def saved(made: openpyxl.Workbook) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def told(draft: Draft) -> str:
    """All that the import says, a line each."""
    doubts = [each.message for each in draft.doubts]
    return "\n".join([*doubts, *(each.text for each in draft.left)])


def short(task: Task) -> tuple[Any, ...]:
    """A task as the tables below have it: where, what, who, when."""
    return (
        task.section,
        task.title,
        "".join(measure.text for measure in task.measures),
        "、".join(task.lead),
        "、".join(task.support),
        str(task.due) if task.due else None,
    )


def state(task: Task) -> tuple[Any, ...]:
    """How a task stands: status, percent, note, problem, next."""
    record = next((each for each in reversed(task.records) if each.measure is None), None)
    said = (record.note, record.problem, record.next) if record else (None, None, None)
    return (task.status, task.percent, *said)


def test_problems_to_be_mended_are_the_tasks_where_no_column_names_one() -> None:
    made = book(
        """
        市委第二巡察组反馈意见整改台账（2024年）
        类别|序号|存在问题|整改措施|责任领导|责任单位|责任人|整改时限|整改进展|整改状态
        一、政治建设方面|1|理论学习不深入。|每月学习一次。|林某|办公室|甲|2024年3月底前|已学习9次。|已完成整改
        |2|督查落实不力|建立清单。定期通报。|林某|督查科、办公室|乙|长期坚持|建立清单。|正在整改
        二、队伍建设方面|3|干部老化|公开招考5名。|陈某|人事科（牵头）、财务科|丙|12月底|未启动
        """,
        *("A1:J1", "A3:A4"),
    )
    draft = drafted(saved(made))
    assert draft.plan.title == "市委第二巡察组反馈意见整改台账（2024年）"
    assert [(s.id, s.title) for s in draft.plan.sections] == [
        ("一", "政治建设方面"),
        ("二", "队伍建设方面"),
    ]
    assert list(map(short, draft.plan.tasks)) == [
        ("一", "理论学习不深入", "每月学习一次。", "办公室", "", "2024-03-31"),
        ("一", "督查落实不力", "建立清单。定期通报。", "督查科、办公室", "", None),
        ("二", "干部老化", "公开招考5名。", "人事科", "财务科", "2024-12-31"),
    ]
    assert list(map(state, draft.plan.tasks)) == [
        ("done", None, "已学习9次。", None, None),
        ("doing", None, "建立清单。", None, None),
        ("todo", None, None, None, None),
    ]
    assert "列G “责任人”：G3“甲”" in told(draft)


def test_a_ledger_as_text_in_gbk() -> None:
    text = (
        "丹霄市2024年重点工作进展表,,,,,,\n"
        "编号,工作任务,牵头单位,配合单位,完成时限,完成进度,工作进展\n"
        '1,修编总体规划。完成公示。,市规划局,"市住建局、市发改局",6月底前,100%,已批复。\n'
        "2,建设数据中心,市数据局,,2024.12.31,60%,主体封顶。\n"
        "合计,,,,,80%,\n"
    )
    draft = drafted(text.encode("gbk"))
    assert list(map(short, draft.plan.tasks)) == [
        (None, "修编总体规划", "完成公示。", "市规划局", "市住建局、市发改局", "2024-06-30"),
        (None, "建设数据中心", "", "市数据局", "", "2024-12-31"),
    ]
    assert list(map(state, draft.plan.tasks)) == [
        ("done", 100, "已批复。", None, None),
        ("doing", 60, "主体封顶。", None, None),
    ]
    assert "第 5 行是合计" in told(draft)


def test_progress_by_quarter_under_a_head_of_three_rows_and_groups_of_tasks() -> None:
    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer)
    sheet = made.add_worksheet("任务清单")
    sheet.merge_range("A1:I1", "云汀区人民政府")
    sheet.merge_range("A2:I2", "2024年重点任务推进情况表")
    sheet.write_row("A3", ["填报日期：2024年10月8日"])
    heads = ["序号", "重点任务", "年度目标", "责任单位", "完成时间"]
    for at, head in enumerate(heads):
        sheet.merge_range(3, at, 5, at, head)
    sheet.merge_range("F4:H4", "推进情况")
    sheet.merge_range("F5:G5", "上半年")
    sheet.write("F6", "一季度")
    sheet.write("G6", "二季度")
    sheet.merge_range("H5:H6", "三季度")
    sheet.merge_range("I4:I6", "存在问题及下一步打算")
    sheet.merge_range("A7:I7", "一、项目攻坚")
    sheet.merge_range("A8:I8", "（一）交通项目")
    rows = [
        [1, "打通断头路", "打通6条", "区住建局牵头，区财政局、各街道配合", "11月底前"],
        [2, "改造公交站", "改造40座", "区交通局", "9月15日"],
    ]
    sheet.write_row("A9", [*rows[0], "完成设计。", "开工3条。", "完成4条。", "征拆慢。"])
    sheet.write_row("A10", [*rows[1], "完成10座。", "完成31座。"])
    sheet.merge_range("A11:I11", "二、民生保障")
    sheet.write_row("A12", [1, "新建幼儿园", "新建2所", "区教育局", "8月底", "", "", "已投用。"])
    made.close()
    draft = drafted(buffer.getvalue())
    assert draft.plan.title == "云汀区人民政府2024年重点任务推进情况表"
    assert list(map(short, draft.plan.tasks)) == [
        ("一", "打通断头路", "打通6条", "区住建局", "区财政局、各街道", "2024-11-30"),
        ("一", "改造公交站", "改造40座", "区交通局", "", "2024-09-15"),
        ("二", "新建幼儿园", "新建2所", "区教育局", "", "2024-08-31"),
    ]
    assert [task.group for task in draft.plan.tasks] == ["（一）交通项目"] * 2 + [None]
    assert [state(task)[2:4] for task in draft.plan.tasks] == [
        ("完成4条。", "征拆慢。"),
        ("完成31座。", None),
        ("已投用。", None),
    ]


def test_an_old_workbook_without_numbers() -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("督办表")
    day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
    struck, plain = xlwt.easyxf("font: struck_out on"), xlwt.Style.default_style
    sheet.write_merge(0, 0, 0, 7, "县政府督办事项办理情况表")
    heads = "督办事项|交办时间|办理要求|主办单位|协办单位|办结时限|办理情况|是否办结"
    both = "县自然资源局\n县财政局"
    given, due = date(2024, 2, 1), date(2024, 5, 31)
    rows: list[list[Any]] = [
        [*heads.split("|")],
        ["处置闲置厂房", given, "盘活3处", "县工信局", both, due, "盘活3处，均已签约", "是"],
        ["疏浚东港河", None, None, "县水利局", "同上", "汛期前", "正在施工", "否"],
    ]
    for row, values in enumerate(rows, start=1):
        for at, value in enumerate(values):
            style = day if isinstance(value, date) else struck if (row, at) == (3, 0) else plain
            if value is not None:
                sheet.write(row, at, value, style)
    buffer = io.BytesIO()
    made.save(buffer)
    draft = drafted(buffer.getvalue())
    assert draft.plan.year == 2024
    assert list(map(short, draft.plan.tasks)) == [
        (None, "处置闲置厂房", "盘活3处", "县工信局", "县自然资源局、县财政局", "2024-05-31"),
        (None, "疏浚东港河", "", "县水利局", "县自然资源局、县财政局", None),
    ]
    assert [task.status for task in draft.plan.tasks] == ["done", "doing"]
    assert "A4 有删除线" in told(draft)
    assert "列B “交办时间”" in told(draft)


def test_shares_as_bare_fractions_and_a_first_content_over_several_tasks() -> None:
    made = book(
        """
        |附件：2024年度改革任务台账
        |
        |序号|重点改革|具体任务|牵头部门|完成时限|完成率|下一步安排
        |1|深化医改|组建医共体2个|卫健局|9月底|0.6|抓紧挂牌
        |2||推行按病种付费|医保局|年底前|1|
        |3|优化环境|证照联办|审批局|年底前|0.35|无
        """,
        *("B1:H1", "C4:C5"),
    )
    made.active["G6"].comment = Comment("请核实", "审核人")
    draft = drafted(saved(made))
    assert draft.plan.title == "2024年度改革任务台账"
    assert [(s.id, s.title) for s in draft.plan.sections] == [
        ("一", "深化医改"),
        ("二", "优化环境"),
    ]
    assert [(*short(t)[:2], t.percent, t.status) for t in draft.plan.tasks] == [
        ("一", "组建医共体2个", 60, "doing"),
        ("一", "推行按病种付费", 100, "done"),
        ("二", "证照联办", 35, "doing"),
    ]
    assert state(draft.plan.tasks[0])[-1] == "抓紧挂牌"
    assert "G6 批注“请核实" in told(draft)


def test_numerals_as_sections_subtotals_repeated_heads_and_cells_without_a_value() -> None:
    made = book(
        """
        云浦市委组织部2024年工作任务分解表
        序号|任务名称|工作内容|责任单位|时限要求|进度|完成情况|困难问题
        一|基层组织建设
        1|选优配强|调整书记12名|组织一科|3月|六成|调整8名|暂无
        2|集中培训|举办4期|=D4|11月|过半|举办2期
        小计||2项
        序号|任务名称|工作内容|责任单位|时限要求|进度|完成情况|困难问题
        二|人才工作
        3|引进人才|引进30名|人才科|10月31日|80|=_xlfn.DISPIMG("ID_1",1)
        4|发放津贴|发放到位|人才科|每季度末|100|全部完成|—
        """,
        "A1:H1",
    )
    made.active["B10"].font = Font(strike=True)
    made.active.row_dimensions[9].hidden = True
    draft = drafted(saved(made))
    assert [(s.id, s.title) for s in draft.plan.sections] == [
        ("一", "基层组织建设"),
        ("二", "人才工作"),
    ]
    assert list(map(short, draft.plan.tasks)) == [
        ("一", "选优配强", "调整书记12名", "组织一科", "", "2024-03-31"),
        ("一", "集中培训", "举办4期", "", "", "2024-11-30"),
        ("二", "引进人才", "引进30名", "人才科", "", "2024-10-31"),
        ("二", "发放津贴", "发放到位", "人才科", "", None),
    ]
    assert list(map(state, draft.plan.tasks)) == [
        ("doing", 60, "调整8名", None, None),
        ("doing", None, "举办2期", None, None),
        ("doing", 80, None, None, None),
        ("done", 100, None, None, None),
    ]
    said = told(draft)
    for place in ("F4 ", "D5 公式没有存下结果", "F5 ", "G9 单元格里是图片", "B10 有删除线"):
        assert place in said
    for place in ("第 6 行是合计", "第 7 行是重复的表头", "第 9 行是隐藏行"):
        assert place in said


def test_words_for_how_it_goes_posts_before_names_and_days_without_signs() -> None:
    made = book(
        """
        梅溪区2025年目标任务分解表
        序号|目标任务|牵头领导|牵头单位|完成时限|进展情况|完成情况|是否达到序时进度
        1|增长6%|常务副区长⏎王某某|发改局|20251231|增长6.2%|正在办|是
        2|投资增长8%|李某|发改局|2025/9/31|增长5.1%|未完成|否
        3|改造小区|赵某|住建局|9月|全部完工|已完成
        """,
        "A1:H1",
    )
    draft = drafted(saved(made))
    tasks = draft.plan.tasks
    assert [task.leaders for task in tasks] == [("王某某",), ("李某",), ("赵某",)]
    assert [str(task.due) for task in tasks] == ["2025-12-31", "None", "2025-09-30"]
    assert [state(task)[:3] for task in tasks] == [
        ("doing", None, "增长6.2%"),
        ("doing", None, "增长5.1%"),
        ("done", None, "全部完工"),
    ]
    assert "E4 “2025/9/31”不是有的日期" in told(draft)


def test_a_row_that_reports_nothing_is_no_record_and_others_replay_as_they_say() -> None:
    made = book(
        """
        云浦市2024年工作任务台账
        序号|任务名称|责任单位|状态|进度|进展情况|存在问题
        1|选优配强|组织一科|未启动|0%||
        2|集中培训|组织一科|未启动|0%||经费未到位
        3|引进人才|人才科|||拟了方案|
        """
    )
    first, *others = drafted(saved(made)).plan.tasks
    assert (first.status, first.percent, first.records) == ("todo", None, ())
    assert [task.status for task in others] == ["todo", "doing"]
    assert all(map(is_recorded, others))
