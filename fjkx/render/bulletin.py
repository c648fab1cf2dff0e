"""The bulletin (进展通报): its words, once, for a terminal and as Markdown; and for programs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeAlias

from rich.text import Text

from fjkx.plan.bulletin import Bulletin, SectionProgress, TaskProgress, month_end
from fjkx.plan.model import STATUS_LABELS, STATUSES, Plan, Record, Task, reporters
from fjkx.plan.query import Entry
from fjkx.plan.summary import Group, Summary, count, percent_closed
from fjkx.render.as_json import Value, document, group_fields, iso, record_fields, untold_fields
from fjkx.render.grid import GAP, HEADER, HEADING, Column, cell, table, usable, widest
from fjkx.render.grid import header as grid_header
from fjkx.render.markdown import joined, plain
from fjkx.render.markdown import table as markdown_table
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import (
    day,
    due_change,
    one_line,
    percentage,
    record_parts,
    rounded,
    schedule_word,
    section_heading,
    task_words,
)

NOTHING: Final = "无"
UNIT_HEADER: Final = ("单位", "任牵头", "首位牵头", "办结", "销号", "逾期", "办结率")
BECAME: Final = {"done": "办结", "closed": "销号", "doing": "重新打开", "dropped": "取消"}
QUARTERS: Final = ("一", "二", "三", "四")


class Item(NamedTuple):
    """A line of a list; `level` 1 is below the item of level 0 before it."""

    words: str
    level: int = 0


class Subheading(NamedTuple):
    """A heading within a part; on a terminal `level` 1 is set in, with the items below it."""

    words: str
    level: int = 0


class Rows(NamedTuple):
    """A table: a header and rows, all but the first column figures."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = str | Item | Subheading | Rows
Part: TypeAlias = tuple[str, Sequence[Block]]


def bulletin_text(plan: Plan, report: Bulletin, screen: Screen) -> str:
    """The bulletin for a terminal."""
    width = usable(screen.width)
    texts = [cell(_title(plan), width, HEADER), cell(_scope(report), width)]
    for heading, blocks in parts(plan, report):
        texts += [Text(""), cell(heading, width, HEADING)]
        margin = 0
        for block in blocks:
            margin = GAP * block.level if isinstance(block, Subheading) else margin
            texts += _texts(block, width, margin)
    return draw(texts, screen)


def bulletin_markdown(plan: Plan, report: Bulletin) -> str:
    """The bulletin as a document: headings, paragraphs, lists and a table."""
    out = [f"# {plain(_title(plan))}", plain(_scope(report))]
    for heading, blocks in parts(plan, report):
        out += [f"## {plain(heading)}", *_markdown(blocks)]
    return joined([*out, "  \n".join(map(plain, _signature(plan, report)))])


def parts(plan: Plan, report: Bulletin) -> Iterator[Part]:
    """The five parts of the bulletin, each with its heading."""
    yield "一、总体情况", list(_overall(report))
    yield "二、各单位完成情况", list(_units(report))
    yield "三、本期进展", list(_progress(plan, report)) or [NOTHING]
    yield "四、存在问题", list(_problems(report))
    yield "五、下期重点", list(_next(report))


# -- words ----------------------------------------------------------------------------------


def _title(plan: Plan) -> str:
    return f"{one_line(plan.title)}进展通报"


def _scope(report: Bulletin) -> str:
    """The period, the day if it is not over, and whose tasks."""
    words = period_words(report.since, report.until)
    if report.day < report.until:
        words += f" · 截至 {day(report.day)}"
    if report.units:
        words += f" · 牵头单位：{'、'.join(map(one_line, report.units))}"
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


def _signature(plan: Plan, report: Bulletin) -> list[str]:
    return [*([plan.issuer] if plan.issuer else []), day(report.day)]


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
        yield f"{task_words(report.untold)}有手工改动而没有记录，期初情况只按记录推算。"


def _verdict(summary: Summary) -> str:
    """Whether the plan keeps up, and by how much it does not; nothing of no tasks."""
    word = schedule_word(summary)
    if word != "欠序时":
        return f"，{word}" if word else ""
    short = rounded(summary.pro_rata) - rounded(summary.total.progress)
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
    if report.added:
        words.append(f"新增任务 {report.added} 项")
    if report.dropped:
        words.append(f"取消任务 {report.dropped} 项")
    if report.restored:
        words.append(f"恢复任务 {report.restored} 项")
    return "，".join(words) + "。"


def _completed(before: Group, now: Group) -> str:
    """How many tasks of how many were complete, and are."""
    was, is_now = (f"{group.complete}/{group.tasks} 项" for group in (before, now))
    return f"办结仍为 {is_now}" if was == is_now else f"办结由 {was}变为 {is_now}"


def _points(before: float, now: float) -> str:
    """The difference of two percentages, as they are shown, in words."""
    change = rounded(now) - rounded(before)
    if abs(change) < 0.05:
        return "持平"
    return f"{'上升' if change > 0 else '下降'} {abs(change):.1f} 个百分点"


def _units(report: Bulletin) -> Iterator[Block]:
    """A row for each lead unit, and the total if there are several."""
    leading = [group for group in report.now.groups if group.tasks or report.units]
    if not leading:
        yield NOTHING
        return
    rows = [_unit_row(one_line(group.key or ""), group) for group in leading]
    total = [_unit_row("合计", report.now.total)] if len(leading) > 1 else []
    yield Rows((UNIT_HEADER, *rows, *total))
    if total and sum(group.tasks for group in leading) > report.now.total.tasks:
        yield "共同牵头的任务在每个牵头单位各计一次，在合计中只计一次。"


def _unit_row(name: str, group: Group) -> tuple[str, ...]:
    rate = percentage(group.percent_complete) if group.tasks else ""
    figures = (group.tasks, group.first_lead, group.complete, group.closed, group.overdue)
    return (name, *map(str, figures), rate)


def _progress(plan: Plan, report: Bulletin) -> Iterator[Block]:
    """By section and task what the records of the period say."""
    several = len(report.progress) > 1 or any(part.section for part in report.progress)
    for section, tasks in report.progress:
        if several:
            yield Subheading(section_heading(plan, section.id if section else None), 1)
        for task, became, records in tasks:
            change = f"(本期{'、'.join(BECAME[each] for each in became)})" if became else ""
            yield Item(f"{_name(task)}{change}")
            for record in records:
                yield Item(_record(plan, task, record), 1)


def _name(task: Task) -> str:
    return f"第 {one_line(task.id)} 项 {one_line(task.title)}"


def _owned(task: Task) -> str:
    """The task with its lead units."""
    units = "、".join(map(one_line, task.lead))
    return f"{_name(task)}({units})" if units else _name(task)


def _record(plan: Plan, task: Task, record: Record) -> str:
    return " · ".join((day(record.date, plan.year), *record_parts(task, record, plan.year)))


def _problems(report: Bulletin) -> Iterator[Block]:
    """What is blocked and overdue, the problems reported, the deadlines moved."""
    yield from _listed(
        "受阻",
        (f"{_owned(task)}{f'：{one_line(why)}' if why else ''}" for task, why in report.blocked),
    )
    yield from _listed(
        "逾期",
        (
            f"{_owned(task)}：时限 {day(task.due)}，逾期 {(report.day - task.due).days} 天"
            for task in report.overdue
            if task.due
        ),
    )
    problems = (_reported(entry, entry.record.problem) for entry in report.problems)
    yield from _listed("反映的问题", problems, "条")
    yield from _extensions(report.extensions)


def _extensions(entries: Sequence[Entry]) -> Iterator[Block]:
    """The deadlines moved; how many tasks they are of, if some moved more than once."""
    tasks = len({entry.task.id for entry in entries})
    many = "项" if tasks == len(entries) else f"次({tasks} 项)"
    yield from _listed("改期", map(_extension, entries), many)


def _listed(heading: str, items: Iterable[str], unit: str = "项") -> Iterator[Block]:
    """A subheading with how many there are, and the items; one line if there are none."""
    found = list(items)
    yield Subheading(f"{heading} {len(found)} {unit}") if found else f"{heading}：{NOTHING}"
    yield from map(Item, found)


def _reported(entry: Entry, text: str | None) -> str:
    """A text of a record with its task, its day and who reported it."""
    record = entry.record
    source = "，".join(
        (day(record.date), *([one_line("、".join(reporters(record)))] if record.by else []))
    )
    return f"{_name(entry.task)}：{one_line(text or '')}({source})"


def _extension(entry: Entry) -> str:
    """A deadline moved or taken back, and why."""
    record = entry.record
    sentence = f"时限由 {day(record.due_was)} 改为 {day(record.due)}"
    moved = sentence if record.due else due_change(record)
    reason = f"，原因：{one_line(record.note)}" if record.note else ""
    return f"{_owned(entry.task)}：{day(record.date)} {moved}{reason}"


def _next(report: Bulletin) -> Iterator[Block]:
    """What falls due up to the end of the next period, and the steps that were planned."""
    yield from _listed(
        f"{day(report.day)} 至 {day(report.next_until)} 到期",
        (f"{_owned(task)}：时限 {day(task.due)}" for task in report.due),
    )
    steps = (_reported(entry, entry.record.next) for entry in report.steps)
    yield from _listed("下一步措施", steps, "条")


# -- for a terminal -------------------------------------------------------------------------


def _texts(block: Block, width: int, margin: int) -> Iterator[Text]:
    """A block, laid out; headings and items behind a margin."""
    if isinstance(block, Rows):
        yield from _table(block.rows, width)
    elif isinstance(block, Subheading):
        yield _set_in(block.words, width, margin, HEADER)
    elif isinstance(block, Item):
        yield _set_in(block.words, width, margin + GAP * (block.level + 1))
    else:
        yield cell(block, width)


def _set_in(words: str, width: int, margin: int, style: str = "") -> Text:
    """Words behind a margin of none or at least GAP cells."""
    text = cell(words, width - margin, style)
    columns = [Column("", margin - GAP), Column("", width - margin)]
    return table(columns, [[Text(""), text]]) if margin else text


def _table(rows: Sequence[Sequence[str]], width: int) -> Iterator[Text]:
    """A table whose first column gets what the figures leave of the width."""
    head, *body = rows
    folded = [fold(word) for word in head]
    sizes = [widest((*folded[n].split("\n"), *(row[n] for row in body))) for n in range(len(head))]
    name = min(sizes[0], width - sum(sizes[1:]) - GAP * (len(sizes) - 1))
    columns = [
        Column(folded[0], name),
        *(Column(word, size, "right") for word, size in zip(folded[1:], sizes[1:], strict=True)),
    ]
    yield from grid_header(columns)
    yield table(columns, [[cell(row[0], name), *map(Text, row[1:])] for row in body])


def fold(word: str) -> str:
    """A header of figures on two lines if it is longer than they are: 任牵头, 首位牵头."""
    if len(word) < 3 or word == "办结率":
        return word
    return f"{word[:-2]}\n{word[-2:]}"


# -- as Markdown ----------------------------------------------------------------------------


def _markdown(blocks: Sequence[Block]) -> Iterator[str]:
    """The blocks; items that follow each other are one list."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Item):
            items.append(f"{'  ' * block.level}- {plain(block.words)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        if isinstance(block, Rows):
            yield markdown_table(block.rows)
        elif isinstance(block, Subheading):
            yield f"### {plain(block.words)}"
        else:
            yield plain(block)
    if items:
        yield "\n".join(items)


# -- for programs ---------------------------------------------------------------------------


def bulletin_json(report: Bulletin, encoding: str = "utf-8") -> str:
    """The five parts as data; kind `bulletin`, `as_of` the day it is as of."""
    return document(
        "bulletin",
        report.day,
        encoding,
        since=iso(report.since),
        until=iso(report.until),
        units=report.units,
        pro_rata=round(report.now.pro_rata, 1),
        total=group_fields(report.now.total),
        before={
            "as_of": iso(report.before.as_of),
            "pro_rata": round(report.before.pro_rata, 1),
            "total": group_fields(report.before.total),
        },
        added=report.added,
        dropped=report.dropped,
        restored=report.restored,
        **untold_fields(report.untold),
        groups=[group_fields(group) for group in report.now.groups],
        progress=[_section_fields(part) for part in report.progress],
        problems={
            "blocked": [{**_brief(task), "problem": why} for task, why in report.blocked],
            "overdue": [
                {**_brief(task), "days": (report.day - (task.due or report.day)).days}
                for task in report.overdue
            ],
            "reported": [_entry(entry) for entry in report.problems],
            "extensions": [_entry(entry) for entry in report.extensions],
        },
        next={
            "since": iso(report.day),
            "until": iso(report.next_until),
            "due": [_brief(task) for task in report.due],
            "steps": [_entry(entry) for entry in report.steps],
        },
    )


def _section_fields(part: SectionProgress) -> dict[str, Value]:
    return {
        "section": part.section.id if part.section else None,
        "tasks": [_task_fields(each) for each in part.tasks],
    }


def _task_fields(each: TaskProgress) -> dict[str, Value]:
    records = [record_fields(record) for record in each.records]
    return {**_brief(each.task), "became": each.became, "records": records}


def _brief(task: Task) -> dict[str, Value]:
    """What identifies a task, and its deadline."""
    return {
        "id": task.id,
        "title": task.title,
        "lead": task.lead,
        "status": task.status,
        "due": iso(task.due),
    }


def _entry(entry: Entry) -> dict[str, Value]:
    """A record with its task, as in the log."""
    return {"task": entry.task.id, "title": entry.task.title, **record_fields(entry.record)}
