"""What an import found, what a person has to decide, and what it left out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from fjkx.notice.draft import Draft, Left, Reason
from fjkx.plan.model import Plan, Task
from fjkx.views import document as doc
from fjkx.views import parts

# In the order of the report: what needs an eye before what does not.
REASONS: Final[dict[Reason, str]] = {
    "unclear": "没有认出",
    "clause": "单位说明中未收的字词",
    "replaced": "由 --title 代替的标题",
    "struck": "划掉的文字",
    "note": "脚注、尾注和批注",
    "attached": "其他附件",
    "letter": "发文信",
    "column": "没有对应字段的列",
    "sheet": "其他工作表",
    "total": "合计和重复的表头",
    "page": "网页、版面文字和表头",
}


def imported(draft: Draft, notice: str, encoding: str, target: str) -> doc.View:
    """The report of a plan written to `target`."""
    first = doc.Paragraph(f"已写入 {target}：{draft.plan.title}")
    blocks = (first, *_report(draft, notice, encoding))
    return doc.View(lambda medium: (doc.Document(blocks),))


def found(draft: Draft, notice: str, encoding: str) -> doc.View:
    """What would be written, as a table of the tasks, and the same report."""
    plan = draft.plan
    blocks = (doc.Title(plan.title), _tasks(plan), *_report(draft, notice, encoding))
    return doc.View(lambda medium: (doc.Document(blocks),))


def _report(draft: Draft, notice: str, encoding: str) -> Iterator[doc.Block]:
    """The counts, the doubts, what was left out."""
    yield doc.Paragraph(_counts(draft.plan, encoding))
    if draft.doubts:
        yield doc.Heading(f"请核对 {len(draft.doubts)} 处")
        yield from (doc.Paragraph(f"{notice}:{each.line}: {each.message}") for each in draft.doubts)
    if draft.left:
        yield doc.Heading(f"未收入计划 {len(draft.left)} 处")
        yield _left(draft.left)


def _counts(plan: Plan, encoding: str) -> str:
    """How much was found: 26 项任务 in 6 个部分, their measures and units."""
    measures = sum(len(task.measures) for task in plan.tasks)
    parts = [f"{len(plan.sections)} 个部分"] if plan.sections else []
    parts += [f"{len(plan.tasks)} 项任务", f"{measures} 条举措", f"{len(plan.units)} 个单位"]
    who = filter(None, (plan.issuer, plan.issued.isoformat() if plan.issued else None))
    return "，".join([f"{plan.year} 年", *parts, encoding, *who])


def _left(left: Sequence[Left]) -> doc.Table:
    """The text left out with its line numbers, whole, by reason. Of what stands about a page, which
    needs no eye, lines that follow each other are one row: a portal has dozens of a word each."""
    reasons = list(REASONS)
    ordered = sorted(left, key=lambda each: (reasons.index(each.reason), each.line))
    groups = []
    for reason, some in groupby(ordered, key=lambda each: each.reason):
        lines = list(some)
        runs = _runs(lines) if reason == "page" else [[each] for each in lines]
        rows = tuple(map(_row, runs))
        groups.append(doc.Group(rows, f"{REASONS[reason]}（{len(lines)}）", 1))
    return doc.Table((doc.Column("行", "id"), doc.Column("文字")), tuple(groups), bare=True)


def _runs(lines: Sequence[Left]) -> list[list[Left]]:
    """The lines, those together that follow each other without a gap."""
    numbered = groupby(enumerate(lines), key=lambda pair: pair[1].line - pair[0])
    return [[line for _, line in run] for _, run in numbered]


def _row(run: Sequence[Left]) -> doc.Row:
    """`1–18  首页 · 机构概况 · …`."""
    first, last = run[0].line, run[-1].line
    number = f"{first}" if first == last else f"{first}–{last}"
    return doc.Row((number, doc.Flow(tuple(doc.Words(each.text) for each in run))))


def _tasks(plan: Plan) -> doc.Table:
    """A row for each task, below its section's heading."""
    specs = [
        spec for spec in SPECS if spec is not DUE or any(t.due_text or t.due for t in plan.tasks)
    ]
    groups = (
        doc.Group(
            tuple(parts.row(specs, task) for task in some),
            "" if section is None else parts.section_heading(plan, section),
        )
        for section, some in groupby(plan.tasks, key=lambda task: task.section)
    )
    return parts.grouped(specs, groups)


def _units(task: Task) -> doc.Value:
    """Who leads, and below that who supports and which leader answers."""
    named = (("", task.lead), ("配合：", task.support), ("领导：", task.leaders))
    lines = tuple(doc.Names(names, label) for label, names in named if names)
    return doc.Lines(lines) if lines else doc.Words("未写单位", "faint")


DUE: Final[parts.Spec[Task]] = parts.everywhere(
    "完成时限", lambda task: task.due_text or task.due, "date"
)
SPECS: Final[Sequence[parts.Spec[Task]]] = (
    parts.everywhere("编号", lambda task: task.id, "id"),
    parts.everywhere("任务", lambda task: doc.Words(task.title)),
    parts.everywhere("单位", _units, "names"),
    DUE,
)
