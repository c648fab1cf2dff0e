"""What was read out of a message, before it is recorded."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from fjkx.notice.message.read import Entry, Message
from fjkx.plan.model import STATUS_LABELS, Plan
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.words.names import Target, name_of


def message_view(
    message: Message, plan: Plan, today: date, meant: Sequence[Target] = ()
) -> doc.View:
    """What is to be recorded of each task, or of the targets `meant` if there are some, and what is
    in doubt, then what is left out. As data `task` is the number printed where the plan does not
    have the task, and `14.2` of a measure."""
    if meant:
        of_all = (entry._replace(task=name_of(plan, t)) for entry in message.entries for t in meant)
        message = message._replace(entries=tuple(of_all))
    document = doc.Document(tuple(blocks(message, plan)))

    def data() -> dict[str, doc.Data]:
        entries = [parts.fields(entry, *entry._fields) for entry in message.entries]
        return parts.data("message", today, entries=entries, left_out=message.left_out)

    return doc.View(lambda medium: (document,), data)


def blocks(message: Message, plan: Plan) -> Iterator[doc.Block]:
    titles = {task.id: f"第 {task.id} 项  {task.title}" for task in plan.tasks}
    for task in plan.tasks:
        numbered = enumerate(task.measures, 1)
        titles |= {f"{task.id}.{at}": f"举措 {task.id}.{at}  {each.text}" for at, each in numbered}
    for said, alike in groupby(message.entries, lambda entry: entry._replace(task="")):
        for entry in alike:
            title = titles.get(entry.task, f"第 {entry.task} 项  计划里没有，不记")
            yield doc.Paragraph(title)
        yield doc.Fields(tuple(fields(said)))
    if message.left_out:
        yield doc.Paragraph(f"未记入 {len(message.left_out)} 处")
        yield from map(doc.Item, message.left_out)
    if message.unclear:
        yield doc.Paragraph(
            "其中像是进展的，看不出是哪一项：写明序号或标题，或 fjkx note 编号 - 单独记"
        )


def fields(entry: Entry) -> Iterator[tuple[str, doc.Value]]:
    """What is said of one task."""
    said = (
        ("进展", entry.note),
        ("问题", entry.problem),
        ("下一步", entry.next),
        ("进度", None if entry.percent is None else f"{entry.percent}%"),
        ("状态", STATUS_LABELS.get(entry.status or "")),
        *(("存疑", doubt) for doubt in entry.doubts),
    )
    yield from ((name, doc.Words(text)) for name, text in said if text)
