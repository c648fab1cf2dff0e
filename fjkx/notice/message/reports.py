"""What a message reports, by the tasks and measures of the plan."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from fjkx.changes.types import Report
from fjkx.notice.message.progress import is_not_begun
from fjkx.notice.message.read import Entry, Message
from fjkx.notice.message.text import letters, matched
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan
from fjkx.words.names import Target

_DONE_ON: Final = re.compile(
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号](?:已经?|全部|全面)*(?:办结|完成|办理完毕|完结|收官)"
)
NONE = frozenset(("无", "暂无", "没有"))


def reports_of(message: Message, plan: Plan, base: Report) -> dict[Target, Report]:
    """What is to be recorded of the tasks that the plan has, on the day and by the units of `base`;
    of one with nothing but 无 there is nothing. Raises RequestError if of none there is."""
    places = {task.id: position for position, task in enumerate(plan.tasks)}
    reports = {
        Target(places[entry.task]): report
        for entry in message.entries
        if entry.task in places and (report := report_of(entry, base)) != Report(base.on, base.by)
    }
    if not reports:
        raise RequestError("看不出说的是哪几项任务", "写明序号或标题；只说一项：fjkx note 编号 -")
    return reports


def same_report(message: Message, targets: Sequence[Target], base: Report) -> dict[Target, Report]:
    """What a message about one thing says, of each of the targets; what `base` gives itself stands.
    Raises RequestError if nothing is said."""
    if not message.entries:
        raise RequestError("没有看出报了什么进展", "照原样记下：加上 --plain")
    given = {field: value for field, value in base._asdict().items() if value is not None}
    return dict.fromkeys(targets, report_of(message.entries[0], base)._replace(**given))


def report_of(entry: Entry, base: Report) -> Report:
    """The report of an entry, on the day and by the units of `base`. A problem or next step that is
    but 无 is none."""
    problem, following = (
        None if letters(text or "") in NONE else text for text in (entry.problem, entry.next)
    )
    status = entry.status or (None if entry.percent else kept_status(entry.note or ""))
    return Report(base.on, base.by, entry.note, entry.percent, problem, following, status)


def with_days(message: Message, on: date) -> Message:
    """The message, in doubt where a task was done on another day than its record is of, `on`."""
    entries = []
    for each in message.entries:
        done = _DONE_ON.search(matched(each.note or "")) if each.status == "done" else None
        if done and (int(done["month"]), int(done["day"])) != (on.month, on.day):
            day = f"{done['month']}-{done['day']}"
            doubt = f"信中写 {done[0]}，这里记在 {on}；记在那一天：--on {day}"
            each = each._replace(doubts=(*each.doubts, doubt))
        entries.append(each)
    return message._replace(entries=tuple(entries))


def kept_status(text: str) -> str | None:
    """The status that a task has whose whole news is that it has not begun: 暂未启动."""
    return "todo" if is_not_begun(text) else None


def of_measure(message: Message) -> Message:
    """The message as one about a measure, which has no percentage and no status of its own."""
    entries = tuple(
        entry._replace(
            percent=None,
            status=None,
            doubts=(*entry.doubts, "举措没有进度和状态，只记文字")
            if entry.percent is not None or entry.status
            else entry.doubts,
        )
        for entry in message.entries
    )
    return message._replace(entries=entries)


def is_plain(message: Message) -> bool:
    """Whether a message about one task is but a note: nothing in it was taken apart."""
    only = message.entries[0] if len(message.entries) == 1 else None
    return only is not None and only == Entry(only.task, only.note) and not message.left_out
