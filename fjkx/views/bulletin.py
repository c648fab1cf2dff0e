"""The bulletin (进展通报)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from fjkx.plan.bulletin import Bulletin, SectionProgress, TaskProgress, month_end
from fjkx.plan.characters import one_line
from fjkx.plan.model import STATUS_LABELS, STATUSES, Plan, Task, reporters
from fjkx.plan.query import Entry
from fjkx.plan.summary import Group, Summary, count, percent_closed
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.document import percentage
from fjkx.views.parts import day

NOTHING: Final = "无"
BECAME: Final = {"done": "办结", "closed": "销号", "doing": "退回重办", "dropped": "取消"}
QUARTERS: Final = ("一", "二", "三", "四")


def bulletin_report(plan: Plan, report: Bulletin) -> doc.View:
    """The bulletin in five parts; signed where it is not only looked at."""
    return doc.View(partial(_documents, plan, report), partial(_data, report))


def _documents(plan: Plan, report: Bulletin, medium: doc.Medium) -> tuple[doc.Document, ...]:
    signature = [] if medium == "screen" else [doc.Signature(plan.issuer, report.day)]
    blocks = (
        doc.Title(f"{plan.title}进展通报"),
        doc.Paragraph(_scope(report)),
        doc.Heading("一、总体情况"),
        *map(doc.Paragraph, _overall(report)),
        doc.Heading("二、各单位完成情况"),
        *_units(report),
        doc.Heading("三、本期进展"),
        *(list(_progress(plan, report)) or [doc.Paragraph(NOTHING)]),
        doc.Heading("四、存在问题"),
        *_problems(report),
        doc.Heading("五、下期重点"),
        *_next(report),
        *signature,
    )
    return (doc.Document(blocks, main=_unit_table(report)),)


def _scope(report: Bulletin) -> str:
    """The period, the day if it is not over, and whose tasks."""
    words = period_words(report.since, report.until)
    if report.day < report.until:
        words += f" · 截至 {day(report.day)}"
    if report.units:
        words += f" · 牵头单位：{'、'.join(report.units)}"
    return words


def period_words(since: date, until: date) -> str:
    """`2020年第二季度(2020-04-01 至 2020-06-30)`; the days alone if they make no year, quarter
    or month."""
    days = f"{day(since)} 至 {day(until)}"
    whole = since.day == 1 and month_end(until.year * 12 + until.month - 1) == until
    if not whole or since.year != until.year:
        return days
    months = until.month - since.month + 1
    if months == 12:
        return f"{since.year}年({days})"
    if months == 3 and since.month % 3 == 1:
        return f"{since.year}年第{QUARTERS[since.month // 3]}季度({days})"
    return f"{since.year}年{since.month}月({days})" if months == 1 else days


# -- 一、总体情况 -----------------------------------------------------------------------------


def _overall(report: Bulletin) -> Iterator[str]:
    """Where the plan stands, what changed since the start, and how it is counted."""
    total = report.now.total
    if not total.tasks + total.dropped:
        yield "没有任务。"
        return
    yield (
        f"截至 {day(report.day)}，共 {total.tasks} 项任务，办结 {total.complete} 项，"
        f"办结率 {percentage(total.percent_complete)}；其中销号 {total.closed} 项，"
        f"销号率 {percentage(percent_closed(total))}。"
        f"平均进度 {percentage(total.progress)}，序时进度 {percentage(report.now.pro_rata)}"
        f"{_verdict(report.now)}。"
    )
    yield _change(report)
    counts = [
        f"{STATUS_LABELS[status]} {count(total, status)} 项"
        for status in STATUSES
        if status != "dropped" or total.dropped
    ]
    apart = "(不计入)" if total.dropped else ""
    yield f"{'，'.join(counts)}{apart}；逾期 {total.overdue} 项。"
    if report.untold:
        yield f"{parts.task_words(report.untold)}有手工改动而没有记录，期初情况只按记录推算。"


def _verdict(summary: Summary) -> str:
    """Whether the plan keeps up, and by how much it does not; nothing of no tasks."""
    word = parts.schedule_word(summary)
    if word != "欠序时":
        return f"，{word}" if word else ""
    short = doc.rounded(summary.pro_rata) - doc.rounded(summary.total.progress)
    amount = f" {short:.1f} 个百分点" if short > 0 else "不足 0.1 个百分点"
    return f"，{word}{amount}"


def _change(report: Bulletin) -> str:
    """What differs from the day before the period."""
    before, now = report.before.total, report.now.total
    words = [
        f"与期初({day(report.before.as_of)})相比，{_completed(before, now)}",
        f"办结率{_points(before.percent_complete, now.percent_complete)}",
        f"平均进度{_points(before.progress, now.progress)}",
    ]
    counts = (("新增", report.added), ("取消", report.dropped), ("恢复", report.restored))
    words += [f"{what}任务 {number} 项" for what, number in counts if number]
    return "，".join(words) + "。"


def _completed(before: Group, now: Group) -> str:
    """How many tasks of how many were complete, and are."""
    was, is_now = (f"{group.complete}/{group.tasks} 项" for group in (before, now))
    return f"办结仍为 {is_now}" if was == is_now else f"办结由 {was}变为 {is_now}"


def _points(before: float, now: float) -> str:
    """The difference of two percentages, as they are shown, in words."""
    change = doc.rounded(now) - doc.rounded(before)
    if abs(change) < 0.05:
        return "持平"
    return f"{'上升' if change > 0 else '下降'} {abs(change):.1f} 个百分点"


# -- 二、各单位完成情况 -----------------------------------------------------------------------


def _units(report: Bulletin) -> Iterator[doc.Block]:
    """A row for each lead unit, and the total if there are several."""
    table = _unit_table(report)
    yield table if any(table.rows()) else doc.Paragraph(NOTHING)
    if table.foot and sum(group.tasks for group in _leading(report)) > report.now.total.tasks:
        yield doc.Note(f"{parts.COUNTED_ONCE}。")


def _leading(report: Bulletin) -> list[Group]:
    return [group for group in report.now.groups if group.tasks or report.units]


def _unit_table(report: Bulletin) -> doc.Table:
    rows = tuple(parts.row(UNIT_SPECS, group) for group in _leading(report))
    foot = parts.row(UNIT_SPECS, report.now.total) if len(rows) > 1 else None
    return parts.grouped(UNIT_SPECS, (doc.Group(rows),), foot)


UNIT_SPECS: Final[Sequence[parts.Spec[Group]]] = (
    parts.everywhere("单位", lambda group: group.key or "合计"),
    *parts.LEADS,
    parts.everywhere("办结", lambda group: group.complete, "number"),
    parts.everywhere("销号", lambda group: group.closed, "number"),
    parts.everywhere("逾期", lambda group: group.overdue, "number"),
    parts.RATE,
)


# -- 三、本期进展 -----------------------------------------------------------------------------


def _progress(plan: Plan, report: Bulletin) -> Iterator[doc.Block]:
    """By section and task what the records of the period say."""
    several = len(report.progress) > 1 or any(part.section for part in report.progress)
    for section, tasks in report.progress:
        if several:
            heading = parts.section_heading(plan, section.id if section else None)
            yield doc.Heading(heading, 2, inset=True)
        for task, became, records in tasks:
            change = f"(本期{'、'.join(BECAME[each] for each in became)})" if became else ""
            yield doc.Item(f"{_name(task)}{change}")
            yield from (
                doc.Item(parts.record_sentence(task, each, plan.year), 1) for each in records
            )


def _name(task: Task) -> str:
    return f"第 {task.id} 项 {one_line(task.title)}"


def _owned(task: Task) -> str:
    """The task with its lead units."""
    return f"{_name(task)}({'、'.join(task.lead)})" if task.lead else _name(task)


# -- 四、存在问题 and 五、下期重点 ------------------------------------------------------------


def _problems(report: Bulletin) -> Iterator[doc.Block]:
    """What is blocked and overdue, the problems reported, the deadlines moved."""
    blocked = (f"{_owned(t)}{f'：{one_line(why)}' if why else ''}" for t, why in report.blocked)
    yield from _listed("受阻", blocked)
    overdue = (
        f"{_owned(task)}：时限 {day(task.due)}，逾期 {(report.day - task.due).days} 天"
        for task in report.overdue
        if task.due
    )
    yield from _listed("逾期", overdue)
    problems = (_reported(entry, entry.record.problem) for entry in report.problems)
    yield from _listed("反映的问题", problems, "条")
    yield from _extensions(report.extensions)


def _extensions(entries: Sequence[Entry]) -> Iterator[doc.Block]:
    """The deadlines moved; how many tasks they are of, if some moved more than once."""
    tasks = len({entry.task.id for entry in entries})
    many = "项" if tasks == len(entries) else f"次({tasks} 项)"
    yield from _listed("改期", map(_extension, entries), many)


def _listed(heading: str, items: Iterable[str], unit: str = "项") -> Iterator[doc.Block]:
    """A subheading with how many there are, and the items; one line if there are none."""
    found = list(items)
    yield (
        doc.Heading(f"{heading} {len(found)} {unit}", 2)
        if found
        else doc.Paragraph(f"{heading}：{NOTHING}")
    )
    yield from map(doc.Item, found)


def _reported(entry: Entry, text: str | None) -> str:
    """A text of a record with its task, its day and who reported it."""
    record = entry.record
    source = "，".join((day(record.date), *(["、".join(reporters(record))] if record.by else [])))
    return f"{_name(entry.task)}：{one_line(text or '')}({source})"


def _extension(entry: Entry) -> str:
    """A deadline moved or taken back, and why."""
    record = entry.record
    sentence = f"时限由 {day(record.due_was)} 改为 {day(record.due)}"
    moved = sentence if record.due else parts.due_change(record)
    reason = f"，原因：{one_line(record.note)}" if record.note else ""
    return f"{_owned(entry.task)}：{day(record.date)} {moved}{reason}"


def _next(report: Bulletin) -> Iterator[doc.Block]:
    """What falls due up to the end of the next period, and the steps that were planned."""
    due = (f"{_owned(task)}：时限 {day(task.due)}" for task in report.due)
    yield from _listed(f"{day(report.day)} 至 {day(report.next_until)} 到期", due)
    steps = (_reported(entry, entry.record.next) for entry in report.steps)
    yield from _listed("下一步措施", steps, "条")


# -- as data ----------------------------------------------------------------------------------


def _data(report: Bulletin) -> Mapping[str, doc.Data]:
    """The five parts; kind `bulletin`, `as_of` the day it is as of."""
    overdue = [
        {**_brief(task), "days": (report.day - (task.due or report.day)).days}
        for task in report.overdue
    ]
    return parts.data(
        "bulletin",
        report.day,
        **parts.fields(report, "since", "until", "units"),
        **parts.fields(report.now, "pro_rata"),
        total=parts.group_fields(report.now.total),
        before={
            **parts.fields(report.before, "as_of", "pro_rata"),
            "total": parts.group_fields(report.before.total),
        },
        **parts.fields(report, "added", "dropped", "restored"),
        **parts.untold_fields(report.untold),
        groups=[parts.group_fields(group) for group in report.now.groups],
        progress=[_section_fields(part) for part in report.progress],
        problems={
            "blocked": [{**_brief(task), "problem": why} for task, why in report.blocked],
            "overdue": overdue,
            "reported": [parts.entry_fields(entry) for entry in report.problems],
            "extensions": [parts.entry_fields(entry) for entry in report.extensions],
        },
        next={
            "since": parts.plain(report.day),
            "until": parts.plain(report.next_until),
            "due": [_brief(task) for task in report.due],
            "steps": [parts.entry_fields(entry) for entry in report.steps],
        },
    )


def _section_fields(part: SectionProgress) -> dict[str, doc.Data]:
    return {
        "section": part.section.id if part.section else None,
        "tasks": [_task_fields(each) for each in part.tasks],
    }


def _task_fields(each: TaskProgress) -> dict[str, doc.Data]:
    records = [parts.record_fields(record) for record in each.records]
    return {**_brief(each.task), "became": each.became, "records": records}


def _brief(task: Task) -> dict[str, doc.Data]:
    """What identifies a task, and its deadline."""
    return parts.fields(task, "id", "title", "lead", "status", "due")
