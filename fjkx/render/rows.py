"""Tasks, roll-ups and records as rows of words under Chinese headers, for CSV and Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from fjkx.plan.model import (
    STATUS_LABELS,
    Plan,
    Record,
    Task,
    is_complete,
    measures_done,
    progress,
    reporters,
    times_extended,
)
from fjkx.plan.query import Entry
from fjkx.plan.summary import Group, Summary
from fjkx.render.text import day, light_word, section_heading

Row = list[str]

TASK_HEADER: Final = (
    "序号",
    "任务",
    "所属部分",
    "牵头单位",
    "配合单位",
    "责任领导",
    "状态",
    "进度(%)",
    "已完成举措",
    "举措总数",
    "完成时限",
    "时限要求",
    "预警",
    "改期次数",
)
GROUP_FIGURES: Final = (
    "完成",
    "办结率(%)",
    "平均进度(%)",
    *STATUS_LABELS.values(),
    "逾期",
)
RECORD_HEADER: Final = (
    "日期",
    "序号",
    "任务",
    "举措",
    "状态",
    "填报单位",
    "进度(%)",
    "完成时限",
    "原时限",
    "说明",
    "问题",
    "下一步",
)
KEY_HEADERS: Final = {"section": "部分", "dept": "单位", "status": "状态"}


def task_rows(plan: Plan, tasks: Sequence[Task], today: date, measures: bool = False) -> list[Row]:
    """A row per task below TASK_HEADER; with `measures` each followed by a row per measure,
    whose number has a column of its own: a spreadsheet takes 14.10 for 14.1."""
    rows = [_task(plan, task, today) for task in tasks]
    if not measures:
        return [list(TASK_HEADER), *rows]
    numbered = [[TASK_HEADER[0], "举措", *TASK_HEADER[1:]]]
    for task, row in zip(tasks, rows, strict=True):
        numbered += [[row[0], "", *row[1:]], *_measures(task, row)]
    return numbered


def _measures(task: Task, row: Row) -> Iterator[Row]:
    """A row per measure: number, text and status its own, section and units of the task's row."""
    blank = [""] * (len(TASK_HEADER) - 7)
    for number, measure in enumerate(task.measures, 1):
        status = STATUS_LABELS["done" if is_complete(task) else measure.status]
        yield [task.id, str(number), measure.text, *row[2:6], status, *blank]


def _task(plan: Plan, task: Task, today: date) -> Row:
    return [
        task.id,
        task.title,
        section_heading(plan, task.section) if task.section else "",
        "、".join(task.lead),
        "、".join(task.support),
        "、".join(task.leaders),
        STATUS_LABELS[task.status],
        f"{progress(task):.1f}",
        str(measures_done(task)),
        str(len(task.measures)),
        day(task.due),
        task.due_text or "",
        light_word(plan, task, today),
        str(times_extended(task)),
    ]


def summary_rows(plan: Plan, summary: Summary) -> list[Row]:
    """A row per group and one for the total, below a header; by unit with what it leads first
    and what it supports."""
    by_unit = ["首位牵头", "配合"] if summary.by == "dept" else []
    header = [KEY_HEADERS[summary.by], "任牵头" if by_unit else "任务数", *by_unit]
    rows = [_group(plan, summary, group) for group in (*summary.groups, summary.total)]
    return [[*header, *GROUP_FIGURES], *rows]


def _group(plan: Plan, summary: Summary, group: Group) -> Row:
    by_unit = [str(group.first_lead), str(group.supports)] if summary.by == "dept" else []
    return [
        _key(plan, summary, group),
        str(group.tasks),
        *by_unit,
        str(group.complete),
        f"{group.percent_complete:.1f}",
        f"{group.progress:.1f}",
        *(str(getattr(group, status)) for status in STATUS_LABELS),
        str(group.overdue),
    ]


def _key(plan: Plan, summary: Summary, group: Group) -> str:
    if group is summary.total:
        return "合计"
    if summary.by == "section":
        return section_heading(plan, group.key)
    key = group.key or ""
    return STATUS_LABELS[key] if summary.by == "status" else key


def record_rows(entries: Iterable[Entry]) -> list[Row]:
    """A row per record below RECORD_HEADER."""
    return [list(RECORD_HEADER), *(_record(task, record) for task, record in entries)]


def _record(task: Task, record: Record) -> Row:
    return [
        day(record.date),
        task.id,
        task.title,
        str(record.measure or ""),  # alone: a spreadsheet takes 14.10 for 14.1
        STATUS_LABELS[record.status] if record.status else "",
        "、".join(reporters(record)),
        "" if record.percent is None else str(record.percent),
        day(record.due),
        day(record.due_was),
        record.note or "",
        record.problem or "",
        record.next or "",
    ]


def unit_rows(plan: Plan) -> list[Row]:
    """A row per unit: its name and its other wordings."""
    return [["单位", "别名"], *([unit.name, "、".join(unit.aliases)] for unit in plan.units)]
