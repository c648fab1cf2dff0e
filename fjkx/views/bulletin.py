"""The bulletin (进展通报)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Final

from fjkx.plan.bulletin import (
    BACK,
    Adjustment,
    Bulletin,
    SectionProgress,
    TaskProgress,
    Told,
    last_places,
    month_end,
    ranked,
)
from fjkx.plan.characters import one_line
from fjkx.plan.model import (
    STATUS_LABELS,
    STATUSES,
    Names,
    Plan,
    Task,
    declared,
    reporters,
    section_titles,
)
from fjkx.plan.query import Entry
from fjkx.plan.summary import Group, Summary, count, percent_closed
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.document import chinese_day, percentage

NOTHING: Final = "无。"
BECAME: Final = {"done": "办结", "closed": "销号", "doing": "退回重办", "dropped": "取消"}
STEPS: Final = {
    "doing": "已启动",
    "blocked": "受阻",
    "done": "已办结",
    "closed": "已销号",
    "dropped": "已取消",
    "resumed": "恢复推进",
    "reopened": BECAME["doing"],
    "restored": "恢复",
}
IMPLIED: Final = (STEPS["doing"], STEPS["done"])  # by what is noted with the step
ADJUSTED: Final = {
    "lead": "牵头单位",
    "support": "配合单位",
    "leaders": "责任领导",
    "title": "标题",
}
NUMERALS: Final = "一二三四五六七八九十"
OFFICES: Final = ("部", "室", "办", "党委", "处")
HOUSES: Final = ("馆", "中心", "院", "所", "站", "社")
LAST: Final = 5  # units named at most of those that are behind
INNER: Final = str.maketrans("“”", "‘’")  # of quotes within quotes
STOPS: Final = "。；;，,. "


def bulletin_report(plan: Plan, report: Bulletin) -> doc.View:
    """The bulletin in five parts, and a sixth where tasks were adjusted, to whom it goes; signed
    where it is not only looked at."""
    return doc.View(partial(_documents, plan, report), partial(_data, report))


def _documents(plan: Plan, report: Bulletin, medium: doc.Medium) -> tuple[doc.Document, ...]:
    end = (doc.Paragraph("特此通报。"), doc.Signature(plan.office or plan.issuer, report.made))
    period = period_words(report.since, report.until)
    blocks = (
        doc.Title(f"关于《{plan.title}》{period}进展情况的通报"),
        doc.Addressee(addressee(plan, report.units)),
        doc.Paragraph(_scope(plan, report)),
        doc.Heading("一、总体情况"),
        *map(doc.Paragraph, _overall(report)),
        doc.Heading("二、各单位完成情况"),
        *_units(report),
        doc.Heading("三、本期进展"),
        *(list(_progress(plan, report)) or [doc.Paragraph(NOTHING)]),
        doc.Heading("四、存在问题"),
        *_problems(plan, report),
        doc.Heading("五、下期重点"),
        *_next(plan, report),
        *([doc.Heading("六、任务调整"), *_adjusted(plan, report)] if report.adjustments else []),
        *(() if medium == "screen" else end),
    )
    return (doc.Document(blocks, main=_unit_table(report)),)


def addressee(plan: Plan, units: Sequence[str]) -> str:
    """Whom the bulletin goes to: the units that it is on, else what all units of the plan are
    called together, by what their names end with."""
    if units:
        return "、".join(units)
    names = [unit.name for unit in plan.units]
    offices = any(name.endswith(OFFICES) for name in names)
    houses = any(name.endswith(HOUSES) for name in names)
    others = not all(name.endswith((*OFFICES, *HOUSES)) for name in names)
    found = (("机关各部室", offices), ("各直属单位", houses), ("各有关单位", others))
    return "、".join(words for words, some in found if some) or "各有关单位"


def _scope(plan: Plan, report: Bulletin) -> str:
    """What is reported on, and for which days."""
    whose = f"中由{'、'.join(report.units)}牵头的任务" if report.units else ""
    words = period_words(report.since, report.until)
    until = f"（截至{chinese_day(report.day)}）" if report.day < report.until else ""
    return f"现将《{plan.title}》{whose}{words}{until}进展情况通报如下："


def period_words(since: date, until: date) -> str:
    """`2020年第二季度`; the days if they make no year, half, quarter or month."""
    days = f"{chinese_day(since)}至{chinese_day(until)}"
    whole = since.day == 1 and month_end(until.year * 12 + until.month - 1) == until
    if not whole or since.year != until.year:
        return days
    months = until.month - since.month + 1
    if months == 12:
        return f"{since.year}年"
    if months == 6 and since.month in (1, 7):
        return f"{since.year}年{'上' if since.month == 1 else '下'}半年"
    if months == 3 and since.month % 3 == 1:
        return f"{since.year}年第{NUMERALS[since.month // 3]}季度"
    return f"{since.year}年{since.month}月" if months == 1 else days


def _short(day: date | None, report: Bulletin) -> str:
    """`6月30日`, with its year if that is another than the period's."""
    if day is None:
        return ""
    return f"{day.month}月{day.day}日" if day.year == report.until.year else chinese_day(day)


# -- 一、总体情况 -----------------------------------------------------------------------------


def _overall(report: Bulletin) -> Iterator[str]:
    """Where the plan stands, what changed since the start, and how it is counted."""
    total = report.now.total
    if not total.tasks + total.dropped:
        yield "没有任务。"
        return
    yield (
        f"截至{chinese_day(report.day)}，共有任务{total.tasks}项，办结{total.complete}项，"
        f"办结率{percentage(total.percent_complete)}；其中销号{total.closed}项，"
        f"销号率{percentage(percent_closed(total))}。"
        f"平均进度{percentage(total.progress)}，序时进度{percentage(report.now.pro_rata)}"
        f"{_verdict(report.now)}。"
    )
    yield _change(report)
    counts = [
        f"{STATUS_LABELS[status]}{count(total, status)}项"
        for status in STATUSES
        if count(total, status)
    ]
    apart = "（不计入任务总数）" if total.dropped else ""
    yield f"按状态分，{'，'.join(counts)}{apart}；逾期{total.overdue}项。"


def _verdict(summary: Summary) -> str:
    """Whether the plan keeps up, and by how much it does not; nothing of no tasks."""
    words = parts.schedule_word(summary).replace(" ", "")
    return f"，{words}" if words else ""


def _change(report: Bulletin) -> str:
    """What differs from the day before the period."""
    before, now = report.before.total, report.now.total
    words = [
        f"与期初（{chinese_day(report.before.as_of)}）相比，{_completed(before, now)}",
        f"办结率{_points(before.percent_complete, now.percent_complete)}",
        f"平均进度{_points(before.progress, now.progress)}",
    ]
    counts = (("新增", report.added), ("取消", report.dropped), ("恢复", report.restored))
    words += [f"{what}任务{number}项" for what, number in counts if number]
    return "，".join(words) + "。"


def _completed(before: Group, now: Group) -> str:
    """How many more tasks are complete than there were."""
    change = now.complete - before.complete
    if not change:
        return f"办结仍为{now.complete}项"
    return f"办结{'增加' if change > 0 else '减少'}{abs(change)}项"


def _points(before: float, now: float) -> str:
    """The difference of two percentages, as they are shown, in words."""
    change = doc.rounded(now) - doc.rounded(before)
    if abs(change) < 0.05:
        return "持平"
    return f"{'上升' if change > 0 else '下降'}{abs(change):.1f}个百分点"


# -- 二、各单位完成情况 -----------------------------------------------------------------------


def _units(report: Bulletin) -> Iterator[doc.Block]:
    """A row for each lead unit by its place, the total if there are several, and who is behind."""
    table = _unit_table(report)
    yield table if any(table.rows()) else doc.Paragraph(NOTHING)
    if table.foot and sum(g.tasks for g in report.now.groups) > report.now.total.tasks:
        yield doc.Note(f"{parts.COUNTED_ONCE}。")
    if any(table.rows()):
        yield doc.Paragraph(_behind(report))


def _units_in_order(report: Bulletin) -> list[Group]:
    """The units by their places, those asked for that lead nothing last."""
    idle = [group for group in report.now.groups if report.units and not group.tasks]
    return [*(group for _, group in ranked(report.now.groups)), *idle]


def _behind(report: Bulletin) -> str:
    """Which units' mean progress is below pro-rata, of many those of the last places."""
    pro_rata = doc.rounded(report.now.pro_rata)
    places = ranked(report.now.groups)
    late = [each for each in places if doc.rounded(each[1].progress) < pro_rata]
    if not late:
        return f"各单位平均进度均达到序时进度（{pro_rata:.1f}%）。"
    last = last_places(late, LAST)
    named = "、".join(f"{group.key}（{percentage(group.progress)}）" for group in last)
    if len(last) == len(late):
        return f"平均进度低于序时进度（{pro_rata:.1f}%）的单位有{len(late)}个：{named}。"
    whose = "各单位" if len(late) == len(places) else f"{len(late)}个单位"
    tied = sum(place == late[-1][0] for place, _ in late)
    end = f"名次居后的是{named}" if named else f"末位并列的有{tied}个单位"
    return f"{whose}平均进度低于序时进度（{pro_rata:.1f}%），{end}。"


def _unit_table(report: Bulletin) -> doc.Table:
    places = {group.key: place for place, group in ranked(report.now.groups)}
    specs: Sequence[parts.Spec[Group]] = (
        parts.everywhere("名次", lambda group: places.get(group.key), "number", "spare"),
        *UNIT_SPECS,
    )
    rows = tuple(parts.row(specs, group) for group in _units_in_order(report))
    foot = parts.row(specs, report.now.total) if len(rows) > 1 else None
    return parts.grouped(specs, (doc.Group(rows),), foot)


UNIT_SPECS: Final[Sequence[parts.Spec[Group]]] = (
    parts.everywhere("单位", lambda group: group.key or "合计"),
    *parts.LEADS,
    parts.everywhere("办结", lambda group: group.complete, "number"),
    parts.everywhere("销号", lambda group: group.closed, "number"),
    parts.everywhere("逾期", lambda group: group.overdue, "number"),
    parts.RATE,
    parts.everywhere("平均进度", lambda g: doc.Percent(g.progress) if g.tasks else None, "percent"),
)


# -- 三、本期进展 -----------------------------------------------------------------------------


def _progress(plan: Plan, report: Bulletin) -> Iterator[doc.Block]:
    """By section and task what was reported in the period, as sentences."""
    several = len(report.progress) > 1 or any(part.section for part in report.progress)
    titles = section_titles(plan)
    for number, (section, tasks) in enumerate(report.progress, 1):
        if several:
            title = one_line(titles[section.id]) if section else "其他"
            yield doc.Heading(f"{_numbered(number)}{title}", 2, inset=True)
        for each in tasks:
            restored = any(told.step == "restored" for told in each.told)
            words = {**BECAME, "doing": STEPS["restored"]} if restored else BECAME
            became = "、".join(words[step] for step in each.became)
            change = f"（本期{became}）" if became else ""
            said = _reports(each, report)
            yield doc.Item(f"{_name(each.task)}{change}{f'：{said}' if said else '。'}")


def _numbered(number: int) -> str:
    """`（三）`, the number of a part of a part, up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return f"（{head}{NUMERALS[ones - 1] if ones else ''}）"


def _reports(each: TaskProgress, report: Bulletin) -> str:
    """What the records say, those of one unit after the other under its name; not again what
    became of the task."""
    said = [
        (told.by, words) for told in each.told if (words := _sentence(told, each.became, report))
    ]
    return "".join(
        f"{'、'.join(by)}：{text}" if by else text
        for by, some in groupby(said, key=itemgetter(0))
        for text in ["".join(f"{words}。" for _, words in some)]
    )


def _sentence(told: Told, became: Sequence[str], report: Bulletin) -> str:
    """`方案已印发，完成60%；讲师不足，拟于7月中旬补齐`, without its last stop."""
    from fjkx.notice.message.progress import progress  # its patterns take time to compile

    record = told.record
    done = [_text(record.note)] if record.note else []
    step = _step(told, became)
    if step and not (record.note and step in IMPLIED):
        done.insert(0, step)
    if told.percent is not None and progress(record.note or "").percent != told.percent:
        done.append(f"完成{told.percent}%")
    trouble = [_text(record.problem)] if record.problem else []
    if record.next:
        trouble.append(_planned(record.next))
    words = "；".join("，".join(part) for part in (done, trouble) if part)
    return f"{_short(record.date, report)}{words}" if words and not record.note else words


def _step(told: Told, became: Sequence[str]) -> str:
    """What the record made of the task or a measure of it; nothing where that is said beside the
    task's title."""
    record = told.record
    if record.measure:
        done = {"done": "办结", "todo": "退回重办"}
        return f"第{record.measure}条举措{done.get(record.status or '', '')}"
    beside = "doing" if told.step in BACK else told.step
    return "" if beside in became else STEPS.get(told.step, "")


def _planned(text: str) -> str:
    """A next step as what is intended: `拟于7月中旬补齐`."""
    text = _text(text)
    return text if text.startswith(("拟", "将", "计划", "下一步", "继续")) else f"拟{text}"


def _text(text: str | None) -> str:
    """A text on one line without its last stop."""
    return one_line(text or "").rstrip(STOPS)


def _name(task: Task) -> str:
    return f"第{task.id}项 {one_line(task.title)}"


def _owned(plan: Plan, task: Task) -> str:
    """The task with its lead units."""
    return f"{_name(task)}（{'、'.join(declared(plan, task.lead))}）" if task.lead else _name(task)


# -- 四、存在问题, 五、下期重点 and 六、任务调整 ----------------------------------------------


def _problems(plan: Plan, report: Bulletin) -> Iterator[doc.Block]:
    """What is blocked, overdue and due on the last day, the problems reported, the deadlines
    moved."""
    blocked = (
        f"{_owned(plan, t)}{f'：{_text(why)}' if why else ''}。" for t, why in report.blocked
    )
    overdue = (
        f"{_owned(plan, t)}：时限{_short(t.due, report)}，逾期{(report.day - t.due).days}天。"
        for t in report.overdue
        if t.due
    )
    problems = (_reported(plan, entry, _text(entry.record.problem)) for entry in report.problems)
    extensions = (_extension(plan, entry, report) for entry in report.extensions)
    yield from _numbered_lists(
        [
            ("受阻", "项", blocked),
            ("逾期", "项", overdue),
            ("到期未办结", "项", _due(plan, report.expired, report)),
            ("反映的问题", "条", problems),
            ("改期", _times(report.extensions), extensions),
        ]
    )


def _times(entries: Sequence[Entry]) -> str:
    """`项`; how many tasks deadlines were moved of, if some moved more than once."""
    tasks = len({entry.task.id for entry in entries})
    return "项" if tasks == len(entries) else f"次（{tasks}项）"


def _numbered_lists(lists: Iterable[tuple[str, str, Iterable[str]]]) -> Iterator[doc.Block]:
    """The lists that are not empty, each below how many it has; one line if all are empty."""
    found = [(heading, unit, items) for heading, unit, each in lists if (items := list(each))]
    if not found:
        yield doc.Paragraph(NOTHING)
    for number, (heading, unit, items) in enumerate(found, 1):
        yield doc.Heading(f"{_numbered(number)}{heading}{len(items)}{unit}", 2)
        yield from map(doc.Item, items)


def _reported(plan: Plan, entry: Entry, text: str) -> str:
    """A text of a record with its task and who reported it."""
    by = "、".join(declared(plan, reporters(entry.record)))
    return f"{_name(entry.task)}：{f'{by}：' if by else ''}{text}。"


def _extension(plan: Plan, entry: Entry, report: Bulletin) -> str:
    """A deadline moved or taken back, and why."""
    record = entry.record
    was, now = (_short(each, report) for each in (record.due_was, record.due))
    moved = f"时限由{was}改为{now}" if now else f"撤销时限{was}"
    reason = f"，原因：{_text(record.note)}" if record.note else ""
    return f"{_owned(plan, entry.task)}：{moved}{reason}。"


def _next(plan: Plan, report: Bulletin) -> Iterator[doc.Block]:
    """What still falls due in the period, what in the next, and the steps that were planned."""
    first, last = (_short(each, report) for each in (report.next_since, report.next_until))
    steps = (_reported(plan, entry, _planned(entry.record.next or "")) for entry in report.steps)
    yield from _numbered_lists(
        [
            ("本期内还将到期", "项", _due(plan, report.remaining, report)),
            (f"{first}至{last}到期", "项", _due(plan, report.due, report)),
            ("下一步措施", "条", steps),
        ]
    )


def _due(plan: Plan, tasks: Iterable[Task], report: Bulletin) -> Iterator[str]:
    """Tasks with their deadlines."""
    return (f"{_owned(plan, task)}：时限{_short(task.due, report)}。" for task in tasks)


def _adjusted(plan: Plan, report: Bulletin) -> Iterator[doc.Block]:
    """What units, leaders and titles became of what, and why."""
    for task, record, was, became in report.adjustments:
        words = [
            _became(plan, ADJUSTED[name], old, getattr(became, name))
            for name, old in was._asdict().items()
            if old is not None
        ]
        reason = [f"原因：{_text(record.note)}"] if record.note else []
        yield doc.Item(f"{_name(task)}：{'，'.join((*words, *reason))}。")


def _became(plan: Plan, label: str, old: Names | str, new: Names | str) -> str:
    """`牵头单位由院士办调整为办公室`."""
    was, now = (
        _quoted(e) if isinstance(e, str) else "、".join(declared(plan, e)) for e in (old, new)
    )
    return f"{label}由{was}调整为{now or '无'}"


def _quoted(text: str) -> str:
    return f"“{one_line(text).translate(INNER)}”"


# -- as data ----------------------------------------------------------------------------------


def _data(report: Bulletin) -> Mapping[str, doc.Data]:
    """The parts; kind `bulletin`, `as_of` the day it is as of."""
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
        **parts.unrecorded_fields(report.unrecorded),
        groups=[parts.group_fields(group) for group in report.now.groups],
        progress=[_section_fields(part) for part in report.progress],
        problems={
            "blocked": [{**_brief(task), "problem": why} for task, why in report.blocked],
            "overdue": overdue,
            "expired": [_brief(task) for task in report.expired],
            "reported": [parts.entry_fields(entry) for entry in report.problems],
            "extensions": [parts.entry_fields(entry) for entry in report.extensions],
        },
        next={
            "since": parts.plain(report.next_since),
            "until": parts.plain(report.next_until),
            "remaining": [_brief(task) for task in report.remaining],
            "due": [_brief(task) for task in report.due],
            "steps": [parts.entry_fields(entry) for entry in report.steps],
        },
        adjustments=[_adjustment_fields(each) for each in report.adjustments],
    )


def _adjustment_fields(each: Adjustment) -> dict[str, doc.Data]:
    became = {name: new for name, new in each.became._asdict().items() if new is not None}
    return {**parts.entry_fields(Entry(each.task, each.record)), "became": became}


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
