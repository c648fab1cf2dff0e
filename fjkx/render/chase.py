"""The chase list (催办): for a terminal, as 催办单 ready to send, and for programs."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from rich.text import Text

from fjkx.plan.chase import Case, Chase, Kind, Mark, UnitCases, counts
from fjkx.plan.model import (
    Plan,
    Task,
    pro_rata,
    progress,
    times_extended,
)
from fjkx.plan.query import Filter, is_filtered
from fjkx.render.as_json import Value, document, iso, record_fields, untold_fields
from fjkx.render.grid import (
    FAINT,
    GAP,
    HEADER,
    HEADING,
    LIGHT_STYLES,
    STATUS_STYLES,
    Column,
    cell,
    flow,
    header,
    list_cell,
    table,
    taken,
    usable,
    widest,
)
from fjkx.render.markdown import joined, plain, untold_note
from fjkx.render.markdown import table as markdown_table
from fjkx.render.terminal import Screen, draw
from fjkx.render.text import (
    day,
    due_words,
    extended_words,
    filter_words,
    one_line,
    record_parts,
)

LABELS: Final[dict[Kind, str]] = {
    "overdue": "逾期",
    "blocked": "受阻",
    "soon": "临期",
    "behind": "滞后",
    "stale": "久未报送",
}
STYLES: Final[dict[Kind, str]] = {
    "overdue": LIGHT_STYLES["overdue"],
    "blocked": STATUS_STYLES["blocked"],
    "soon": LIGHT_STYLES["soon"],
    "behind": LIGHT_STYLES["behind"],
    "stale": "",
}
MARKDOWN_HEADER: Final = ("序号", "任务", "牵头单位", "完成时限", "情况", "最近记录")
LEAST_TITLE: Final = 15  # its header
LEAST_ROOM: Final = 24  # for what holds
SAMPLE: Final = 100  # cases looked at to balance titles and what holds
WIDEST_DUE: Final = 10
SEVERAL: Final = "一项任务有几种情况的，各计一次"


def chase_list(plan: Plan, report: Chase, flt: Filter, screen: Screen) -> str:
    """What to press for, under the heading of each lead unit, or one line that says that there
    is nothing. The filters that hold are said."""
    width = usable(screen.width)
    if not report.cases:
        return draw([cell(nothing(report, flt), width, FAINT)], screen)
    columns = _columns(plan, report, width)
    title = f"{one_line(plan.title)}催办清单 · 截至 {day(report.as_of)}"
    parts = [cell(title, width, HEADER), _counts(report, width), Text(""), *header(columns)]
    rows = {case.task.id: list(_rows(plan, case, columns)) for case in report.cases}
    for place, group in enumerate(report.units):
        parts += [Text("")] if place else []
        parts.append(cell(_heading(group), taken(columns), HEADING))
        parts += (row for case in group.cases for row in rows[case.task.id])
    parts += [Text(""), *(cell(note, width, FAINT) for note in _notes(report, flt))]
    return draw(parts, screen)


def nothing(report: Chase, flt: Filter) -> str:
    """That there is nothing to press for, and among which tasks."""
    words = f" · {filter_words(flt)}" if is_filtered(flt) else ""
    return f"截至 {day(report.as_of)} 没有需要催办的任务{words}"


def mark_words(case: Case, mark: Mark) -> str:
    """A mark of the case: `逾期 5 天`, `滞后 31 个百分点`, `从未报送 45 天`."""
    label, amount = LABELS[mark.kind], mark.amount
    if amount is None:
        return label
    if mark.kind == "soon":
        return f"{label}，还有 {amount:.0f} 天" if amount else f"{label}，今天到期"
    if mark.kind == "stale" and case.reported is None:
        label = "从未报送"
    unit = "个百分点" if mark.kind == "behind" else "天"
    return f"{label} {amount:.0f} {unit}"


def last_words(case: Case, year: int | None = None) -> str:
    """The last record in one line: its day, what changed, who reported it, what was said."""
    record = case.last
    if record is None:
        return "尚无记录"
    parts = record_parts(case.task, record, year, case.problem)
    return " · ".join((day(record.date, year), *parts))


# -- for a terminal -------------------------------------------------------------------------


def _columns(plan: Plan, report: Chase, width: int) -> list[Column]:
    """Number and deadline as wide as they are, titles and what holds in the rest; a deadline that
    no case has is no column."""
    tasks = [case.task for case in report.cases]
    number = max(4, widest(one_line(task.id) for task in tasks))
    dues = [line for task in tasks for line in _due_lines(plan, task)]
    due = min(max(4, widest(dues)), WIDEST_DUE) if dues else -GAP
    room = width - number - due - 3 * GAP
    title = _title_width(plan, report.cases[:SAMPLE], room)
    return [
        Column("序号", number, "right"),
        Column("任务 / 牵头单位", title),
        *([Column("期限", due)] if dues else []),
        Column("情况 / 最近记录", room - title),
    ]


def _title_width(plan: Plan, cases: Sequence[Case], room: int) -> int:
    """How much of `room` titles get: the least of what takes the fewest lines, those of titles
    counted twice, as a broken title reads badly."""
    sizes = [_sizes(plan, case) for case in cases]
    natural = max(title for title, _, _ in sizes)
    most = max(min(natural, room - LEAST_ROOM), LEAST_TITLE)

    def lines(width: int) -> int:
        titles = [-(-title // width) for title, _, _ in sizes]
        rows = (
            max(line + (0 < lead <= width), sum(-(-size // (room - width)) for size in holds))
            + (lead > width)
            for line, (_, lead, holds) in zip(titles, sizes, strict=True)
        )
        return sum(rows) + sum(titles)

    return min(range(LEAST_TITLE, most + 1), key=lines)


def _sizes(plan: Plan, case: Case) -> tuple[int, int, list[int]]:
    """The widths of a case's title, of its lead units if they are shown, and of the lines of what
    holds of it."""
    lead, holds = case.task.lead, [" · ".join(mark_words(case, mark) for mark in case.marks)]
    holds += [words for words, _ in _below_marks(plan, case)]
    units = widest(["、".join(map(one_line, lead))]) if len(lead) > 1 else 0
    return widest([one_line(case.task.title)]), units, [widest([words]) for words in holds]


def _counts(report: Chase, width: int) -> Text:
    """`逾期 2 · 受阻 1`: how many of the cases have each mark."""
    parts = [
        Text(f"{LABELS[kind]} {number}", style=STYLES[kind])
        for kind, number in counts(report.cases).items()
        if number
    ]
    return flow(parts, width)


def _heading(group: UnitCases) -> str:
    return f"{_unit(group)} · {len(group.cases)} 项"


def _unit(group: UnitCases) -> str:
    return one_line(group.unit) if group.unit else "未指定牵头单位"


def _rows(plan: Plan, case: Case, columns: Sequence[Column]) -> Iterator[Text]:
    """A case, the lead units of a joint task below its title; on a line of their own, as wide
    as the table, where the title's column takes more than one."""
    number, title = columns[0].width, columns[1].width
    below = [Column("", number), Column("", taken(columns) - number - GAP)]
    cells, lead = _cells(plan, case, columns), [one_line(unit) for unit in case.task.lead]
    if len(lead) > 1 and widest(["、".join(lead)]) <= title:
        cells[1] = Text("\n").join([cells[1], _faint(lead, title)])
    yield table(columns, [cells])
    if widest(["、".join(lead)]) > title and len(lead) > 1:
        yield table(below, [[Text(""), _faint(lead, below[1].width)]])


def _cells(plan: Plan, case: Case, columns: Sequence[Column]) -> list[Text]:
    """The cells of a case, its lead units left out."""
    task, due = case.task, columns[2].width
    dues = [Text("\n").join(cell(line, due) for line in _due_lines(plan, task))]
    return [
        Text(one_line(task.id)),
        cell(one_line(task.title), columns[1].width),
        *(dues if len(columns) == 4 else []),
        _holds(plan, case, columns[-1].width),
    ]


def _faint(items: Sequence[str], width: int) -> Text:
    text = list_cell(items, width)
    text.stylize(FAINT)
    return text


def _due_lines(plan: Plan, task: Task) -> list[str]:
    """The deadline and how often it moved; the notice's wording where there is no date."""
    words = due_words(plan, task)
    return [line for line in (words, extended_words(task)) if line]


def _holds(plan: Plan, case: Case, width: int) -> Text:
    """All that holds of a case, what it is blocked by, and its last record."""
    marks = [Text(mark_words(case, mark), style=STYLES[mark.kind]) for mark in case.marks]
    below = (cell(words, width, style) for words, style in _below_marks(plan, case))
    return Text("\n").join([flow(marks, width), *below])


def _below_marks(plan: Plan, case: Case) -> Iterator[tuple[str, str]]:
    """What a case is blocked by, and its last record unless it is said that there is none; each
    with its style."""
    if case.problem:
        yield f"问题：{one_line(case.problem)}", ""
    if case.last or case.marks[-1].kind != "stale":
        yield last_words(case, plan.year), FAINT


def _notes(report: Chase, flt: Filter) -> Iterator[str]:
    """How much there is, among which tasks, and how it is counted."""
    words = f" · {filter_words(flt)}" if is_filtered(flt) else ""
    yield f"需要催办 {len(report.cases)} 项{words}"
    if sum(counts(report.cases).values()) > len(report.cases):
        yield SEVERAL
    if sum(len(group.cases) for group in report.units) > len(report.cases):
        yield "共同牵头的任务在每个牵头单位下各列一次"


# -- to send --------------------------------------------------------------------------------


def chase_letters(plan: Plan, report: Chase, flt: Filter, untold: Sequence[str] = ()) -> str:
    """One 催办单 for each lead unit, as Markdown, or the line that there is nothing; of the tasks
    `untold` the records do not tell everything."""
    if not report.cases:
        return joined([plain(nothing(report, flt)), *untold_note(untold)])
    known = frozenset(untold)
    return joined(part for group in report.units for part in _letter(plan, report, group, known))


def _letter(plan: Plan, report: Chase, group: UnitCases, untold: frozenset[str]) -> Iterator[str]:
    """A 催办单: whom it is for, what holds of which task, what is asked, from whom and when."""
    yield f"# 催办单({plain(_unit(group))})"
    if group.unit:
        yield f"{plain(group.unit)}："
    whose = "由贵单位牵头" if group.unit else "尚未指定牵头单位"
    asked = "请抓紧办理，并报送进展情况、存在问题和下一步措施。" if group.unit else ""
    yield (
        f"截至 {day(report.as_of)}，《{plain(plan.title)}》中{whose}的任务有 {len(group.cases)} 项"
        f"需要催办：{_count_words(group.cases)}。{asked}"
    )
    yield markdown_table([MARKDOWN_HEADER, *(_letter_row(case) for case in group.cases)])
    yield from untold_note([case.task.id for case in group.cases if case.task.id in untold])
    yield "  \n".join([*([plain(plan.issuer)] if plan.issuer else []), day(report.as_of)])


def _count_words(cases: Sequence[Case]) -> str:
    """`逾期 2 项，受阻 1 项`, and how they are counted where they are more than the cases."""
    found = {kind: number for kind, number in counts(cases).items() if number}
    words = "，".join(f"{LABELS[kind]} {number} 项" for kind, number in found.items())
    several = sum(found.values()) > len(cases)
    return f"{words}({SEVERAL})" if several else words


def _letter_row(case: Case) -> list[str]:
    task = case.task
    due = day(task.due) or task.due_text or ""
    moved = extended_words(task)
    marks = "；".join(mark_words(case, mark) for mark in case.marks)
    return [
        task.id,
        task.title,
        "、".join(task.lead),
        f"{due}({moved})" if moved else due,
        f"{marks}。问题：{case.problem}" if case.problem else marks,
        last_words(case),
    ]


# -- for programs ---------------------------------------------------------------------------


def chase_json(
    plan: Plan, report: Chase, encoding: str = "utf-8", untold: Sequence[str] = ()
) -> str:
    """The cases by unit, and how many of them there are and have each mark, in all and by unit;
    kind `chase`. Of the tasks `untold` the records do not tell everything."""
    return document(
        "chase",
        report.as_of,
        encoding,
        soon=report.soon,
        stale=report.stale,
        **untold_fields(untold),
        total=_total(report.cases),
        units=[
            {
                "unit": group.unit,
                "total": _total(group.cases),
                "tasks": [_fields(plan, case, report.as_of) for case in group.cases],
            }
            for group in report.units
        ],
    )


def _total(cases: Sequence[Case]) -> dict[str, Value]:
    return {"tasks": len(cases), **dict(counts(cases).items())}


def _fields(plan: Plan, case: Case, today: date) -> dict[str, Value]:
    """A case; points and percentages have one decimal."""
    task = case.task
    return {
        "id": task.id,
        "title": task.title,
        "section": task.section,
        "lead": task.lead,
        "status": task.status,
        "progress": round(progress(task), 1),
        "pro_rata": round(pro_rata(plan, task, today), 1),
        "due": iso(task.due),
        "due_text": task.due_text,
        "times_extended": times_extended(task),
        "kind": case.marks[0].kind,
        "marks": [
            {"kind": kind, "amount": None if amount is None else round(amount, 1)}
            for kind, amount in case.marks
        ],
        "problem": case.problem,
        "last_record": record_fields(case.last) if case.last else None,
        "last_report": iso(case.reported),
    }
