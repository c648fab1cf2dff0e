"""Words for values. Without Rich."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from fjkx.plan.characters import one_line as one_line
from fjkx.plan.characters import visible as visible
from fjkx.plan.model import (
    LIGHT_LABELS,
    OPEN,
    STATUS_LABELS,
    STATUSES,
    Plan,
    Record,
    Task,
    light,
    reporters,
    section_titles,
    times_extended,
)
from fjkx.plan.query import Filter, is_filtered
from fjkx.plan.summary import Summary, on_schedule

FEW: Final = 10  # ids in a sentence

ROLE_LABELS: Final = {
    "any": "单位",
    "lead": "牵头单位",
    "first": "首位牵头",
    "support": "配合单位",
}


def percentage(value: float, decimals: int = 1) -> str:
    """A share in percent as it is `rounded`, as "7.7%"."""
    return f"{rounded(value, decimals):.{decimals}f}%"


def rounded(value: float, decimals: int = 1) -> float:
    """A share in percent, rounded. Only what is whole is shown as 100, only nothing as 0."""
    step = 10.0**-decimals
    if 0.0 < value < 100.0:
        value = min(max(value, step), 100.0 - step)
    return round(value, decimals)


def day(value: date | None, year: int | None = None) -> str:
    """A date as `2020-06-30`, as `06-30` if it lies in `year`; none as nothing."""
    if value is None:
        return ""
    return value.strftime("%m-%d") if value.year == year else value.isoformat()


def due_words(plan: Plan, task: Task) -> str:
    """`06-30`, or the notice's wording where there is no date."""
    return day(task.due, plan.year) or one_line(task.due_text or "")


def extended_words(task: Task) -> str:
    """How often the deadline moved; nothing if it did not, or is there no more."""
    times = times_shown(task)
    return f"改期{times}次" if times else ""


def times_shown(task: Task) -> int:
    """How often the deadline moved, as it is shown beside it: 0 where there is none."""
    return times_extended(task) if task.due else 0


def section_heading(plan: Plan, section: str | None) -> str:
    """`一、坚定政治立场` for a section id; tasks without a section are 其他."""
    title = section_titles(plan).get(section or "")
    if title is not None:
        return one_line(f"{section}、{title}")
    return one_line(section) if section else "其他"


def record_parts(
    task: Task, record: Record, year: int | None = None, shown: str | None = None
) -> Iterator[str]:
    """What a record says, part by part: what changed, who reported it, its note and problem;
    a text that is `shown` already is left out."""
    yield from change_parts(task, record, year)
    for label, text in (("", record.note), ("问题：", record.problem)):
        if text and text != shown:
            yield f"{label}{one_line(text)}"


def change_parts(task: Task, record: Record, year: int | None = None) -> Iterator[str]:
    """What a record changed, part by part, and who reported it: `14.2 已办结`, `进度 50%`,
    `时限 2020-06-30 → 2020-09-30`, `院士办`."""
    subject = f"{one_line(task.id)}.{record.measure}" if record.measure else ""
    status = STATUS_LABELS.get(record.status or "", "")
    if subject or status:
        yield f"{subject} {status}".strip()
    if record.percent is not None:
        yield f"进度 {record.percent}%"
    if change := due_change(record, year):
        yield change
    if record.chased:
        yield f"第 {record.chased} 次催办"
    yield from map(one_line, was_parts(record))
    if record.by:
        yield one_line("、".join(reporters(record)))


def was_parts(record: Record) -> Iterator[str]:
    """What the record says that units, leaders and title were before: `原牵头 科普部、办公室`."""
    names = {"lead": "牵头", "support": "配合", "leaders": "领导", "title": "标题"}
    for field, old in record.was._asdict().items() if record.was else ():
        if old is not None:
            yield f"原{names[field]} {(old if isinstance(old, str) else '、'.join(old)) or '无'}"


def due_change(record: Record, year: int | None = None) -> str:
    """The deadline set, moved or taken back; nothing if it was not touched."""
    if record.due:
        was = f"{day(record.due_was, year)} → " if record.due_was else ""
        return f"时限 {was}{day(record.due, year)}"
    return f"撤销时限 {day(record.due_was, year)}" if record.due_was else ""


def light_word(plan: Plan, task: Task, today: date) -> str:
    """The task's light in Chinese, or nothing for a dropped task."""
    found = light(plan, task, today)
    return LIGHT_LABELS[found] if found else ""


def tally(plan: Plan, shown: int, flt: Filter) -> str:
    """How many tasks of how many, and which filters hold."""
    total = len(plan.tasks)
    if not total:
        return "计划中还没有任务"
    if not is_filtered(flt):
        return f"共 {total} 项"
    some = f"{total} 项中的 {shown} 项" if shown else f"{total} 项中没有符合条件的任务"
    return f"{some} · {filter_words(flt)}"


def task_words(ids: Sequence[str]) -> str:
    """How many tasks, and which, if these are few: `2 项任务(第 3、4 项)`."""
    several = len(ids) > FEW
    listed = _joined(ids[:FEW] if several else ids)
    return f"{len(ids)} 项任务(第 {listed} 项{'等' if several else ''})"


def schedule_word(summary: Summary) -> str:
    """Whether mean progress keeps up with pro-rata; nothing where there are no tasks."""
    return {True: "达序时", False: "欠序时", None: ""}[on_schedule(summary)]


def untold_words(ids: Sequence[str]) -> str:
    """Of which tasks a plan as of an earlier day is not sure."""
    return f"{task_words(ids)}有手工改动而没有记录的内容，只能按记录推算"


def counting_notes(summary: Summary) -> list[str]:
    """How the figures of a summary are counted, where that needs saying."""
    notes = []
    if summary.by == "dept" and len(summary.groups) > 1:
        notes.append("共同牵头的任务在每个牵头单位各计一次，在合计中只计一次")
    if summary.total.dropped and summary.by != "status":
        notes.append(f"已取消 {summary.total.dropped} 项，不计入办结率")
    return notes


def filter_words(flt: Filter) -> str:
    """The filters that hold, in words; empty without any."""
    parts = []
    if flt.keywords:
        parts.append(f"关键词：{_joined(flt.keywords, ' + ')}")
    if flt.units:
        parts.append(f"{ROLE_LABELS[flt.role]}：{_joined(flt.units)}")
    if flt.statuses:
        parts.append(f"状态：{_joined(_status_words(flt.statuses))}")
    if flt.sections:
        parts.append(f"部分：{_joined(flt.sections)}")
    if flt.due_by:
        parts.append(f"期限不晚于 {day(flt.due_by)}")
    if flt.no_due:
        parts.append("没有期限")
    if flt.lights:
        found = [word for key, word in LIGHT_LABELS.items() if key in flt.lights]
        parts.append(f"预警：{_joined(found)}")
    return " · ".join(parts)


def _status_words(statuses: frozenset[str]) -> list[str]:
    """Statuses in Chinese; all of the open ones together are 未办结."""
    words = []
    if statuses >= OPEN:
        words.append("未办结")
        statuses -= OPEN
    return words + [STATUS_LABELS[status] for status in STATUSES if status in statuses]


def _joined(words: Iterable[str], mark: str = "、") -> str:
    return mark.join(one_line(word) for word in words)
