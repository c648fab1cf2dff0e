"""The chase list (催办): to look at under each lead unit, and as 催办单 to send to each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final, NamedTuple

from fjkx.plan.characters import one_line
from fjkx.plan.chase import Case, Chase, Kind, Mark, UnitCases, counts
from fjkx.plan.model import LIGHT_LABELS, STATUS_LABELS, Plan, pro_rata, progress, times_extended
from fjkx.plan.query import Filter, is_filtered
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.parts import day
from fjkx.views.receipt import numbered, with_receipt

LABELS: Final[Mapping[Kind, str]] = {
    "overdue": LIGHT_LABELS["overdue"],
    "blocked": STATUS_LABELS["blocked"],
    "soon": LIGHT_LABELS["soon"],
    "behind": LIGHT_LABELS["behind"],
    "stale": "久未报送",
}
TONES: Final[Mapping[Kind, doc.Tone]] = {
    "overdue": parts.LIGHT_TONES["overdue"],
    "blocked": parts.STATUS_TONES["blocked"],
    "soon": parts.LIGHT_TONES["soon"],
    "behind": parts.LIGHT_TONES["behind"],
    "stale": "",
}
SEVERAL: Final = "一项任务有几种情况的，各计一次"


class Asked(NamedTuple):
    """A chase list, and the filters that hold. `untold` are the ids of tasks of which the records
    do not tell everything; `number` is that of its letters (闽科协督〔2020〕3号)."""

    plan: Plan
    report: Chase
    flt: Filter
    untold: tuple[str, ...] = ()
    number: str = ""


class Line(NamedTuple):
    """A case under the lead unit that is pressed for it."""

    unit: UnitCases
    case: Case


def chase_list(asked: Asked) -> doc.View:
    """What to press for, under the heading of each lead unit; on paper a letter for each; or one
    line that says that there is nothing."""
    return doc.View(partial(_documents, asked), partial(_data, asked))


def _documents(asked: Asked, medium: doc.Medium) -> tuple[doc.Document, ...]:
    if not asked.report.cases:
        blocks = (doc.Note(_nothing(asked)), *parts.untold_note(medium, asked.untold))
        return (doc.Document(blocks, main=_table(asked, medium)),)
    if medium in parts.PAPER:
        return tuple(_sent(asked, group, medium) for group in asked.report.units)
    return (doc.Document(tuple(_list(asked, medium))),)


def _nothing(asked: Asked) -> str:
    """That there is nothing to press for, and among which tasks."""
    return f"截至 {day(asked.report.as_of)} 没有需要催办的任务{_filters(asked.flt)}"


def _filters(flt: Filter) -> str:
    return f" · {parts.filter_words(flt)}" if is_filtered(flt) else ""


def _unit(group: UnitCases) -> str:
    return group.unit or "未指定牵头单位"


# -- to look at -------------------------------------------------------------------------------


def _list(asked: Asked, medium: doc.Medium) -> Iterator[doc.Block]:
    """How many cases have which mark, all of them by unit, and how they are counted."""
    report = asked.report
    found = counts(report.cases)
    yield doc.Title(f"{asked.plan.title}催办清单", f"截至 {day(report.as_of)}")
    yield doc.Paragraph(
        doc.Flow(tuple(doc.Words(f"{LABELS[k]} {n}", TONES[k]) for k, n in found.items() if n))
    )
    yield _table(asked, medium)
    yield doc.Note(f"需要催办 {len(report.cases)} 项{_filters(asked.flt)}")
    if sum(found.values()) > len(report.cases):
        yield doc.Note(SEVERAL)
    if sum(len(group.cases) for group in report.units) > len(report.cases):
        yield doc.Note("共同牵头的任务在每个牵头单位下各列一次")
    yield from parts.untold_note(medium, asked.untold)


def _table(asked: Asked, medium: doc.Medium) -> doc.Table:
    """The cases under their units."""
    specs = parts.specs_on(medium, _specs(asked))
    groups = (
        doc.Group(
            tuple(parts.row(specs, Line(unit, case)) for case in unit.cases),
            f"{_unit(unit)} · {len(unit.cases)} 项",
        )
        for unit in asked.report.units
    )
    return parts.grouped(specs, groups)


def _specs(asked: Asked) -> list[parts.Spec[Line]]:
    """The columns: of a screen, where a deadline that no case has is no column, and of letters and
    sheets."""
    plan, tasks = asked.plan, [case.task for case in asked.report.cases]
    dues = any(task.due or task.due_text for task in tasks)
    due: parts.Spec[Line] = parts.on_screen(
        "时限", lambda line: _due(plan, line.case), "date", "spare"
    )
    return [
        parts.in_data("催办单位", lambda line: _unit(line.unit), on=parts.SHEET),
        parts.everywhere("序号", lambda line: line.case.task.id, "id"),
        parts.everywhere("任务", lambda line: doc.Words(line.case.task.title)),
        parts.on_screen("牵头单位", lambda line: _joint(line.case), "names", "under"),
        parts.in_data("牵头单位", lambda line: doc.Names(line.case.task.lead), "names"),
        *([due] if dues else []),
        parts.in_data("完成时限", lambda line: _due_in_full(line.case)),
        parts.on_screen("情况 / 最近记录", lambda line: _holds(plan, line.case)),
        parts.in_data("情况", lambda line: _holds_in_full(line.case)),
        parts.in_data("最近记录", lambda line: _last(line.case)),
    ]


def _joint(case: Case) -> doc.Names | None:
    """The lead units of a joint task; of another the heading says who leads."""
    return doc.Names(case.task.lead, tone="faint") if len(case.task.lead) > 1 else None


def _due(plan: Plan, case: Case) -> doc.Lines:
    """The deadline and how often it moved; the notice's wording where there is no date."""
    return doc.Lines((parts.due_words(plan, case.task), parts.extended_words(case.task) or None))


def _due_in_full(case: Case) -> str:
    due, moved = day(case.task.due) or case.task.due_text or "", parts.extended_words(case.task)
    return f"{due}({moved})" if moved else due


def _holds(plan: Plan, case: Case) -> doc.Lines:
    """All that holds of a case, what it is blocked by, and its last record unless it is said that
    there is none."""
    marks = doc.Flow(
        tuple(doc.Words(mark_words(case, mark), TONES[mark.kind]) for mark in case.marks)
    )
    problem = doc.Words(f"问题：{one_line(case.problem)}") if case.problem else None
    told = case.last or case.marks[-1].kind != "stale"
    return doc.Lines((marks, problem, doc.Words(_last(case, plan.year), "faint") if told else None))


def _holds_in_full(case: Case) -> str:
    marks = "；".join(mark_words(case, mark) for mark in case.marks)
    return f"{marks}。问题：{case.problem}" if case.problem else marks


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


def _last(case: Case, year: int | None = None) -> str:
    """The last record in one line, its problem left out where it is what the case is blocked by."""
    if case.last is None:
        return "尚无记录"
    return parts.record_sentence(case.task, case.last, year, case.problem)


# -- to send ----------------------------------------------------------------------------------


def _sent(asked: Asked, group: UnitCases, medium: doc.Medium) -> doc.Document:
    """A 催办单 with its number; one that is printed with a 回执."""
    letter = _letter(asked, group, frozenset(asked.untold))
    if asked.number:
        letter = numbered(letter, asked.number)
    if medium != "letter" or group.unit is None:
        return letter
    return with_receipt(letter, group.unit, [case.task for case in group.cases])


def _letter(asked: Asked, group: UnitCases, untold: frozenset[str]) -> doc.Document:
    """A 催办单: whom it is for, what holds of which task, what is asked, from whom and when."""
    specs = parts.specs_on("paper", _specs(asked))
    table = parts.table(specs, [Line(group, case) for case in group.cases])
    unsure = [case.task.id for case in group.cases if case.task.id in untold]
    blocks: tuple[doc.Block, ...] = (
        doc.Title(f"催办单({_unit(group)})"),
        *([doc.Addressee(group.unit)] if group.unit else []),
        doc.Paragraph(_letter_words(asked, group)),
        table,
        *parts.untold_note("paper", unsure),
        doc.Signature(asked.plan.issuer, asked.report.as_of),
    )
    return doc.Document(blocks, _unit(group))


def _letter_words(asked: Asked, group: UnitCases) -> str:
    """How many tasks of the unit have what, and what is asked of it."""
    whose = "由贵单位牵头" if group.unit else "尚未指定牵头单位"
    please = "请抓紧办理，并报送进展情况、存在问题和下一步措施。" if group.unit else ""
    return (
        f"截至 {day(asked.report.as_of)}，《{asked.plan.title}》中{whose}的任务有"
        f" {len(group.cases)} 项需要催办：{_count_words(group.cases)}。{please}"
    )


def _count_words(cases: Sequence[Case]) -> str:
    """`逾期 2 项，受阻 1 项`, and how they are counted where they are more than the cases."""
    found = {kind: number for kind, number in counts(cases).items() if number}
    words = "，".join(f"{LABELS[kind]} {number} 项" for kind, number in found.items())
    return f"{words}({SEVERAL})" if sum(found.values()) > len(cases) else words


# -- as data ----------------------------------------------------------------------------------


def _data(asked: Asked) -> Mapping[str, doc.Data]:
    """The cases by unit, and how many of them there are and have each mark, in all and by unit;
    kind `chase`."""
    report = asked.report
    return parts.data(
        "chase",
        report.as_of,
        soon=report.soon,
        stale=report.stale,
        **parts.untold_fields(asked.untold),
        total=_total(report.cases),
        units=[
            {
                "unit": group.unit,
                "total": _total(group.cases),
                "tasks": [_fields(asked.plan, case, report.as_of) for case in group.cases],
            }
            for group in report.units
        ],
    )


def _total(cases: Sequence[Case]) -> dict[str, doc.Data]:
    return {"tasks": len(cases), **dict(counts(cases).items())}


def _fields(plan: Plan, case: Case, today: date) -> dict[str, doc.Data]:
    """A case; points and percentages have one decimal."""
    task = case.task
    return {
        **parts.fields(task, "id", "title", "section", "lead", "status"),
        "progress": round(progress(task), 1),
        "pro_rata": round(pro_rata(plan, task, today), 1),
        **parts.fields(task, "due", "due_text"),
        "times_extended": times_extended(task),
        "kind": case.marks[0].kind,
        "marks": [parts.plain(mark) for mark in case.marks],
        "problem": case.problem,
        "last_record": parts.record_fields(case.last) if case.last else None,
        "last_report": parts.plain(case.reported),
    }
