"""What an import found, what a person has to decide, and what it left out."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from rich.text import Text

from fjkx.notice.draft import Draft, Left, Reason
from fjkx.plan.model import Plan, Task
from fjkx.render.grid import FAINT, HEADING, Column, cell, header, list_cell, table, usable, widest
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import one_line, section_heading

# In the order of the report: what needs an eye before what does not.
_REASONS: Final[dict[Reason, str]] = {
    "unclear": "没有认出",
    "clause": "单位说明中未收的字词",
    "replaced": "由 --title 代替的标题",
    "struck": "划掉的文字",
    "note": "脚注、尾注和批注",
    "attached": "其他附件",
    "letter": "发文信",
    "page": "网页、版面文字和表头",
}
_GAP: Final = 2
_LEAST: Final = 12


def imported_text(draft: Draft, notice: str, encoding: str, target: str, screen: Screen) -> str:
    """The report of a plan written to `target`."""
    first = Text(f"已写入 {one_line(target)}：{one_line(draft.plan.title)}")
    return draw([first, *_rest(draft, notice, encoding, usable(screen.width))], screen)


def found_text(draft: Draft, notice: str, encoding: str, screen: Screen) -> str:
    """What would be written, as a table of the tasks, and the same report."""
    width = usable(screen.width)
    title = cell(one_line(draft.plan.title), width, HEADING)
    columns = _columns(draft.plan, width)
    tasks = [*header(columns), *_tasks(draft.plan, columns), Text("")]
    return draw([title, *tasks, *_rest(draft, notice, encoding, width)], screen)


def _rest(draft: Draft, notice: str, encoding: str, width: int) -> Iterator[Text]:
    """The counts, the doubts, what was left out."""
    yield cell(_counts(draft.plan, encoding), width)
    if draft.doubts:
        yield from (Text(""), Text(f"请核对 {len(draft.doubts)} 处", style=HEADING))
        for doubt in draft.doubts:
            yield cell(f"{one_line(notice)}:{doubt.line}: {one_line(doubt.message)}", width)
    if draft.left:
        yield from (Text(""), Text(f"未收入计划 {len(draft.left)} 处", style=HEADING))
        yield from _left(draft.left, width)


def _counts(plan: Plan, encoding: str) -> str:
    """How much was found: 26 项任务 in 6 个部分, their measures and units."""
    measures = sum(len(task.measures) for task in plan.tasks)
    parts = [f"{len(plan.sections)} 个部分"] if plan.sections else []
    parts += [f"{len(plan.tasks)} 项任务", f"{measures} 条举措", f"{len(plan.units)} 个单位"]
    issued = [plan.issuer or "", plan.issued.isoformat() if plan.issued else ""]
    who = "，".join(one_line(text) for text in issued if text)
    return "，".join([f"{plan.year} 年", *parts, encoding, *([who] if who else [])])


def _left(left: Sequence[Left], width: int) -> Iterator[Text]:
    """The text left out with its line numbers, whole, by reason."""
    reasons = list(_REASONS)
    ordered = sorted(left, key=lambda each: (reasons.index(each.reason), each.line))
    numbers = widest(str(each.line) for each in left)
    columns = [Column("", numbers, "right"), Column("", width - numbers - _GAP)]
    for reason, group in groupby(ordered, key=lambda each: each.reason):
        rows = [
            [Text(str(each.line), style=FAINT), cell(one_line(each.text), columns[1].width)]
            for each in group
        ]
        yield Text(f"{_REASONS[reason]}（{len(rows)}）", style=FAINT)
        yield table(columns, rows)


def _columns(plan: Plan, width: int) -> list[Column]:
    """Columns for id, title, units and, where there are any, deadlines."""
    ids = max(widest(one_line(task.id) for task in plan.tasks), 4)
    due = min(widest(one_line(task.due_text or "") for task in plan.tasks), _LEAST)
    rest = width - ids - (due + _GAP if due else 0) - 2 * _GAP
    units = rest * 2 // 5
    columns = [Column("编号", ids, "right"), Column("任务", rest - units), Column("单位", units)]
    return [*columns, Column("完成时限", due)] if due else columns


def _tasks(plan: Plan, columns: Sequence[Column]) -> Iterator[Text]:
    """A row for each task, below its section's heading."""
    above = None
    for task in plan.tasks:
        if task.section is not None and task.section != above:
            yield cell(section_heading(plan, task.section), sum(c.width for c in columns), HEADING)
        above = task.section
        yield table(columns, [_row(task, columns)])


def _row(task: Task, columns: Sequence[Column]) -> list[Text]:
    """One task: who leads, and below that who supports and which leader answers."""
    width = columns[2].width
    units = [
        list_cell([one_line(name) for name in names], width, label=label)
        for label, names in (("", task.lead), ("配合：", task.support), ("领导：", task.leaders))
        if names
    ]
    cells = [
        Text(one_line(task.id)),
        cell(one_line(task.title), columns[1].width),
        Text("\n").join(units) if units else Text("未写单位", style=FAINT),
    ]
    due = [cell(one_line(task.due_text or ""), columns[3].width)] if len(columns) > 3 else []
    return [*cells, *due]
