"""What was read out of a message, before it is recorded. Without Rich."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fjkx.notice.message.read import Entry, Message
from fjkx.plan.model import STATUS_LABELS, Plan
from fjkx.render import as_json
from fjkx.render.text import one_line

_LABEL: Final = 8  # columns of a label and the blank behind it


def message_text(message: Message, plan: Plan, width: int | None = None) -> str:
    """What is to be recorded of each task and what is in doubt, then what is left out. Where lines
    end at a `width` in columns, text goes on below where it began."""
    titles = {task.id: task.title for task in plan.tasks}
    lines = [line for each in message.entries for line in entry_lines(each, titles, width)]
    if message.left_out:
        lines.append(f"未记入 {len(message.left_out)} 处")
        lines += [line for text in message.left_out for line in labelled("", text, width)]
    return "".join(f"{line}\n" for line in lines)


def entry_lines(entry: Entry, titles: dict[str, str], width: int | None) -> Iterator[str]:
    """One task: its title, and a line or more for each thing that is said."""
    yield f"第 {entry.task} 项  {one_line(titles.get(entry.task, '计划里没有，不记'))}"
    said = (
        ("进展", entry.note),
        ("问题", entry.problem),
        ("下一步", entry.next),
        ("进度", None if entry.percent is None else f"{entry.percent}%"),
        ("状态", STATUS_LABELS.get(entry.status or "")),
        *(("存疑", doubt) for doubt in entry.doubts),
    )
    for name, text in said:
        if text:
            yield from labelled(name, text, width)


def labelled(name: str, text: str, width: int | None) -> Iterator[str]:
    """A label and its text."""
    from fjkx.render.wrap import wrap

    flat = one_line(text)
    lines = [flat] if width is None else wrap(flat, max(width - _LABEL - 2, _LABEL))
    for at, line in enumerate(lines):
        head = name if at == 0 else ""
        yield f"  {head}{' ' * (_LABEL - 2 * len(head))}{line.rstrip()}"


def message_json(message: Message, today: date, encoding: str) -> str:
    """The same for programs; kind `message`. `task` is the number printed where the plan does not
    have the task."""
    entries = [entry._asdict() for entry in message.entries]
    return as_json.document("message", today, encoding, entries=entries, left_out=message.left_out)
