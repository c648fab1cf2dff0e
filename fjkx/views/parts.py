"""Pieces that views share: words for values, columns of tables, fields of JSON."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, Generic, TypeVar

from fjkx.plan.characters import one_line
from fjkx.plan.model import (
    LIGHT_LABELS,
    OPEN,
    STATUS_LABELS,
    STATUSES,
    Measure,
    Plan,
    Record,
    Task,
    declared,
    is_complete,
    light,
    reporters,
    section_titles,
    times_extended,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Entry, Filter, fold, is_filtered
from fjkx.plan.summary import Group, Summary, on_schedule
from fjkx.views import document as doc

Thing = TypeVar("Thing")

SCHEMA_VERSION: Final = 1
FEW: Final = 10  # ids in a sentence

SCREEN: Final = frozenset({"screen"})
PAPER: Final = frozenset({"paper", "letter"})
SHEET: Final = frozenset({"sheet", "ledger"})
DATA: Final = PAPER | SHEET
LEDGER: Final = frozenset({"letter", "ledger"})  # where a leader reads a table
FIGURES: Final = DATA - LEDGER

ROLE_LABELS: Final = {
    "any": "单位",
    "lead": "牵头单位",
    "first": "第一牵头",
    "support": "配合单位",
}
STATUS_TONES: Final[Mapping[str, doc.Tone]] = {
    "todo": "",
    "doing": "active",
    "blocked": "bad",
    "done": "good",
    "closed": "good",
    "dropped": "faint",
}
LIGHT_TONES: Final[Mapping[str, doc.Tone]] = {
    "complete": "good",
    "overdue": "bad",
    "soon": "warn",
    "behind": "warn",
    "ok": "good",
}

# Headings on two lines, for where there is little room.
FOLDED: Final = {
    "第一牵头": "第一\n牵头",
    "未启动": "未\n启动",
    "推进中": "推进\n中",
    "已办结": "已\n办结",
    "已销号": "已\n销号",
    "已取消": "已\n取消",
    "平均进度": "平均\n进度",
}
ADJUSTED: Final = {"lead": "牵头", "support": "配合", "leaders": "领导", "title": "标题"}
FOUND: Final = "（更新之前已有的内容）"  # of a version that no command left
COUNTED_ONCE: Final = "共同牵头的任务在每个牵头单位各计一次，在合计中只计一次"


# -- tables -----------------------------------------------------------------------------------


class Spec(NamedTuple, Generic[Thing]):
    """A column, the value it has of a thing, and the mediums in which it stands."""

    column: doc.Column
    value: Callable[[Thing], doc.Value]
    on: frozenset[str] = SCREEN | DATA


def everywhere(
    heading: str,
    value: Callable[[Thing], doc.Value],
    kind: doc.Kind = "text",
    room: doc.Room = "keep",
) -> Spec[Thing]:
    """A column that stands in every medium."""
    return Spec(doc.Column(heading, kind, room, FOLDED.get(heading, "")), value)


def on_screen(
    heading: str,
    value: Callable[[Thing], doc.Value],
    kind: doc.Kind = "text",
    room: doc.Room = "keep",
) -> Spec[Thing]:
    """A column that is only looked at."""
    return everywhere(heading, value, kind, room)._replace(on=SCREEN)


def in_data(
    heading: str,
    value: Callable[[Thing], doc.Value],
    kind: doc.Kind = "text",
    on: frozenset[str] = DATA,
) -> Spec[Thing]:
    """A column of what is not only looked at."""
    return everywhere(heading, value, kind)._replace(on=on)


def specs_on(medium: doc.Medium, specs: Iterable[Spec[Thing]]) -> list[Spec[Thing]]:
    """The columns that stand in a medium."""
    return [spec for spec in specs if medium in spec.on]


def row(specs: Iterable[Spec[Thing]], thing: Thing, below: tuple[doc.Check, ...] = ()) -> doc.Row:
    """What the columns have of a thing."""
    return doc.Row(tuple(spec.value(thing) for spec in specs), below)


def grouped(
    specs: Iterable[Spec[Thing]], groups: Iterable[doc.Group], foot: doc.Row | None = None
) -> doc.Table:
    """A table of rows that these columns made."""
    return doc.Table(tuple(spec.column for spec in specs), tuple(groups), foot)


def table(specs: Sequence[Spec[Thing]], things: Iterable[Thing], bare: bool = False) -> doc.Table:
    """A table of things in one group."""
    group = doc.Group(tuple(row(specs, thing) for thing in things))
    return grouped(specs, (group,))._replace(bare=bare)


# What units lead, and complete of it, in the progress tables and in the bulletin.
LEADS: Final[tuple[Spec[Group], ...]] = (
    everywhere("牵头", lambda group: group.tasks, "number"),
    everywhere("第一牵头", lambda group: group.first_lead, "number", "spare"),
)
RATE: Final[Spec[Group]] = everywhere(
    "办结率",
    lambda group: doc.Percent(group.percent_complete) if group.tasks else None,
    "percent",
)


# -- words for values -------------------------------------------------------------------------


def day(value: date | None, year: int | None = None) -> str:
    """A date as `2020-06-30`, as `06-30` if it lies in `year`; none as nothing."""
    if value is None:
        return ""
    return value.strftime("%m-%d") if value.year == year else value.isoformat()


def title(plan: Plan, what: str, medium: doc.Medium, as_of: date) -> doc.Title:
    """The plan's title, on a letter with what of it is shown, and the day that it shows."""
    if medium == "letter":
        return doc.Title(f"{plan.title}{what}", f"截至{doc.chinese_day(as_of)}")
    return doc.Title(plan.title, f"截至 {as_of.isoformat()}")


def tight(text: str) -> str:
    """Our words without the blanks between figures and Chinese that a screen has and a paper does
    not: `滞后65个百分点`."""
    return re.sub(r"(?<=[^\x00-\xff]) (?=[\d\u3000-\uffff])|(?<=[\d%]) (?=[^\x00-\xff])", "", text)


def status_words(status: str) -> doc.Words:
    """A status as a word."""
    return doc.Words(STATUS_LABELS[status], STATUS_TONES[status])


def light_words(plan: Plan, task: Task, today: date) -> doc.Words | None:
    """The task's light as a word; none for a dropped task."""
    found = light(plan, task, today)
    return doc.Words(LIGHT_LABELS[found], LIGHT_TONES[found]) if found else None


def status_counts(group: Group, occurring: bool = False) -> doc.Flow:
    """`未启动 20 · 推进中 3 …`: of those that `occurring`, or all but 已取消 whatever they are."""
    counts = ((status, getattr(group, status)) for status in STATUSES)
    return doc.Flow(
        tuple(
            doc.Words(
                f"{STATUS_LABELS[status]} {number}", STATUS_TONES[status] if number else "faint"
            )
            for status, number in counts
            if number or not (occurring or status == "dropped")
        )
    )


def due_words(plan: Plan, task: Task) -> str:
    """`06-30`, or the notice's wording where there is no date."""
    return day(task.due, plan.year) or one_line(task.due_text or "")


def times_shown(task: Task) -> int:
    """How often the deadline moved, as it is shown beside it: 0 where there is none."""
    return times_extended(task) if task.due else 0


def extended_words(task: Task) -> str:
    """How often the deadline moved; nothing if it did not, or is there no more."""
    times = times_shown(task)
    return f"改期{times}次" if times else ""


def section_heading(plan: Plan, section: str | None) -> str:
    """`一、坚定政治立场` for a section id; tasks without a section are 其他."""
    title = section_titles(plan).get(section or "")
    if title is not None:
        return f"{section}、{one_line(title)}"
    return section or "其他"


def name_of(task: Task) -> str:
    """`14. 打造科普品牌项目`."""
    return f"{task.id}. {one_line(task.title)}"


def checks(
    task: Task, numbered: Iterable[tuple[int, Measure]], keywords: Iterable[str] = ()
) -> tuple[doc.Check, ...]:
    """Measures with their numbers, to be ticked off; in a complete task all of them are."""
    return tuple(
        doc.Check(
            is_complete(task) or measure.status == "done",
            f"{task.id}.{number}",
            doc.Words(measure.text, found=occurrences(one_line(measure.text), keywords)),
        )
        for number, measure in numbered
    )


def occurrences(text: str, words: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where folded words occur in a text, whatever case and width they are written in there."""
    folded = [fold(char) for char in text] if words else []
    origin = [place for place, chars in enumerate(folded) for _ in chars]
    flat = "".join(folded)
    found = []
    for word in words:
        start = flat.find(word) if word else -1
        while start >= 0:
            end = start + len(word)
            found.append((origin[start], origin[end - 1] + 1))
            start = flat.find(word, end)
    return tuple(found)


# -- what a record says -----------------------------------------------------------------------


def change_parts(plan: Plan, entry: Entry, year: int | None = None) -> Iterator[doc.Words]:
    """What a record changed, part by part, and who reported it: `14.2 已办结`, `进度 50%`,
    `时限 2020-06-30 → 2020-09-30`, `院士办`."""
    record, status = entry.record, step_words(entry)
    subject = f"{entry.task.id}.{record.measure}" if record.measure else ""
    if subject or status:
        words, tone = (status.text, status.tone) if status else ("", "")
        yield doc.Words(f"{subject} {words}".strip(), tone)
    if record.percent is not None:
        yield doc.Words(f"进度 {record.percent}%")
    if change := due_change(record, year):
        yield doc.Words(change)
    if record.chased:
        yield doc.Words(f"第 {record.chased} 次催办")
    yield from map(doc.Words, adjusted_parts(plan, entry))
    if record.by:
        yield doc.Words("、".join(declared(plan, reporters(record))))


def step_words(entry: Entry) -> doc.Words | None:
    """What the record makes of the status of its task or measure; nothing if it leaves it."""
    status = entry.record.status
    if status and (entry.turn.reopens or (entry.record.measure and status == "todo")):
        return doc.Words("退回重办", STATUS_TONES["doing"])
    return status_words(status) if status else None


def adjusted_parts(plan: Plan, entry: Entry) -> Iterator[str]:
    """What the record made of units, leaders and title: `牵头 科普部、办公室 → 院士办`."""
    for field, old in entry.record.was._asdict().items() if entry.record.was else ():
        if old is not None:
            values = (old, getattr(entry.turn.became, field, ()))
            was, now = (e if isinstance(e, str) else "、".join(declared(plan, e)) for e in values)
            yield f"{ADJUSTED[field]} {was or '无'} → {now or '无'}"


def due_change(record: Record, year: int | None = None) -> str:
    """The deadline set, moved or taken back; nothing if it was not touched."""
    if record.due:
        was = f"{day(record.due_was, year)} → " if record.due_was else ""
        return f"时限 {was}{day(record.due, year)}"
    return f"撤销时限 {day(record.due_was, year)}" if record.due_was else ""


def record_sentence(
    plan: Plan, entry: Entry, year: int | None = None, shown: str | None = None
) -> str:
    """A record in one line: its day, what changed, who reported it, its note and problem; a text
    that is `shown` already is left out."""
    record = entry.record
    parts = [day(record.date, year), *(part.text for part in change_parts(plan, entry, year))]
    for label, text in (("", record.note), ("问题：", record.problem)):
        if text and text != shown:
            parts.append(f"{label}{one_line(text)}")
    return " · ".join(parts)


def record_lines(plan: Plan, entry: Entry) -> doc.Lines:
    """What a record says: what changed and who reported it, then the texts, a line each."""
    record, changed = entry.record, tuple(change_parts(plan, entry))
    texts = (("", record.note), ("问题：", record.problem), ("下一步：", record.next))
    return doc.Lines(
        (
            *([doc.Flow(changed)] if changed else []),
            *(f"{label}{text}" for label, text in texts if text),
            *(f"{key}：{value}" for key, value in record.extra),
        )
    )


# -- what is said of a selection --------------------------------------------------------------


def tally(plan: Plan, shown: int, flt: Filter) -> str:
    """How many tasks of how many, and which filters hold."""
    total = len(plan.tasks)
    if not total:
        return "计划中还没有任务"
    if not is_filtered(flt):
        return f"共 {total} 项"
    some = f"{total} 项中的 {shown} 项" if shown else f"{total} 项中没有符合条件的任务"
    return f"{some} · {filter_words(flt)}"


def filter_words(flt: Filter) -> str:
    """The filters that hold, in words; empty without any."""
    parts = []
    if flt.keywords:
        parts.append(f"关键词：{' + '.join(flt.keywords)}")
    if flt.units:
        parts.append(f"{ROLE_LABELS[flt.role]}：{'、'.join(flt.units)}")
    if flt.statuses:
        parts.append(f"状态：{'、'.join(_statuses(flt.statuses))}")
    if flt.leaders:
        parts.append(f"责任领导：{'、'.join(flt.leaders)}")
    if flt.sections:
        parts.append(f"部分：{'、'.join(flt.sections)}")
    if flt.due_by:
        parts.append(f"时限不晚于 {day(flt.due_by)}")
    if flt.no_due:
        parts.append("没有时限")
    if flt.lights:
        found = [word for key, word in LIGHT_LABELS.items() if key in flt.lights]
        parts.append(f"预警：{'、'.join(found)}")
    return " · ".join(parts)


def _statuses(statuses: frozenset[str]) -> list[str]:
    """Statuses in Chinese; all of the open ones together are 未办结."""
    words = []
    if statuses >= OPEN:
        words.append("未办结")
        statuses -= OPEN
    return words + [STATUS_LABELS[status] for status in STATUSES if status in statuses]


def schedule_word(summary: Summary) -> str:
    """Whether mean progress keeps up with pro-rata, and by how much it does not; nothing where
    there are no tasks."""
    kept_up = on_schedule(summary)
    if kept_up is None:
        return ""
    if kept_up:
        return "达到序时进度"
    short = doc.rounded(summary.pro_rata) - doc.rounded(summary.total.progress)
    amount = f" {short:.1f} 个百分点" if short > 0 else "不足 0.1 个百分点"
    return f"低于序时进度{amount}"


def task_words(ids: Sequence[str]) -> str:
    """How many tasks, and which, if these are few: `2 项任务（第 3、4 项）`."""
    several = "等" if len(ids) > FEW else ""
    return f"{len(ids)} 项任务（第 {'、'.join(ids[:FEW])} 项{several}）"


# -- fields of JSON ---------------------------------------------------------------------------


def data(kind: str, today: date, **fields: doc.Data) -> dict[str, doc.Data]:
    """Plain data of some kind as of a day. Fields are only ever added."""
    return {"schema_version": SCHEMA_VERSION, "kind": kind, "as_of": today.isoformat(), **fields}


def fields(thing: tuple[object, ...], *names: str) -> dict[str, doc.Data]:
    """The fields of a named tuple that have these names, as plain data."""
    return {name: plain(getattr(thing, name)) for name in names}


def plain(value: Any) -> doc.Data:
    """A value as plain data: a day as `2020-06-30`, a share with one decimal, a named tuple by its
    fields."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 1)
    if hasattr(value, "_fields"):
        return fields(value, *value._fields)
    found: doc.Data = value
    return found


def record_fields(record: Record) -> dict[str, doc.Data]:
    """A record with all its fields, absent ones None, and the user's own."""
    own = (name for name in record._fields if name != "extra")
    return {**fields(record, *own), **dict(record.extra)}


def entry_fields(entry: Entry) -> dict[str, doc.Data]:
    """A record with its task's id and title."""
    return {"task": entry.task.id, "title": entry.task.title, **record_fields(entry.record)}


def group_fields(group: Group) -> dict[str, doc.Data]:
    """A group of a roll-up."""
    return fields(group, *(name for name in group._fields if name != "supports"))


def unrecorded_fields(unrecorded: Sequence[str]) -> dict[str, doc.Data]:
    """How many tasks the records do not tell everything of, and which."""
    return {"untold": len(unrecorded), "untold_tasks": unrecorded}
