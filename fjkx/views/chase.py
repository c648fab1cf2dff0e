"""The chase list (催办): to look at under each lead unit, and as 催办单 to send to each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Final

from fjkx.plan.characters import one_line
from fjkx.plan.chase import (
    KINDS,
    Case,
    Chase,
    Kind,
    Mark,
    Pressed,
    UnitCases,
    counts,
    standing,
    time_of,
)
from fjkx.plan.errors import RequestError
from fjkx.plan.history import turns
from fjkx.plan.model import (
    LIGHT_LABELS,
    STATUS_LABELS,
    Plan,
    Record,
    declared,
    pro_rata,
    progress,
    times_extended,
)
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Entry, Filter, is_filtered
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.document import chinese_day as on_paper
from fjkx.views.parts import day

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
MOST: Final = 2048  # bytes of a text that WeCom and DingTalk take


def kinds(typed: Iterable[str]) -> frozenset[Kind]:
    """The marks that the words mean, in Chinese or as tokens. Raises RequestError for another."""
    tokens = {label: kind for kind, label in LABELS.items()} | {kind: kind for kind in KINDS}
    for word in typed:
        if word not in tokens:
            raise RequestError(f"没有“{word}”这种情况", f"可用：{'、'.join(LABELS.values())}")
    return frozenset(tokens[word] for word in typed)


class Asked(NamedTuple):
    """A chase list, and the filters that hold. `unrecorded` are the ids of tasks of which the
    records do not tell everything; by `reply_by` the units are asked to answer; `number` is that
    of its letters (闽科协督〔2020〕3号), `signed` their day, else the one that they are as of."""

    plan: Plan
    report: Chase
    flt: Filter
    unrecorded: tuple[str, ...] = ()
    reply_by: date | None = None
    number: str = ""
    signed: date | None = None


class Line(NamedTuple):
    """A case under the lead unit that is pressed for it."""

    unit: UnitCases
    case: Case


def chase_list(asked: Asked) -> doc.View:
    """What to press for, under the heading of each lead unit, and what is quiet in a line per
    unit; on paper a letter for each; or one line that says that there is nothing."""
    return doc.View(partial(_documents, asked), partial(_data, asked))


def chase_messages(asked: Asked) -> doc.View:
    """Texts to paste into a chat, one or more for each unit, each shorter than 2,048 bytes."""
    text = "\n".join(text for _, text in unit_messages(asked)) or f"{_nothing(asked)}\n"
    document = doc.Document((doc.Verbatim(text),))
    return doc.View(lambda medium: (document,))


def unit_messages(asked: Asked) -> Iterator[tuple[str, str]]:
    """Each unit that there is something to press for, with its texts, an empty line between two."""
    for group in asked.report.units:
        if group.cases:
            yield _unit(group), "\n".join(_messages(asked, group))


def _documents(asked: Asked, medium: doc.Medium) -> tuple[doc.Document, ...]:
    report = asked.report
    if not report.cases and (medium in parts.PAPER or not report.quiet):
        return (doc.Document((doc.Note(_nothing(asked)),), main=_table(asked, medium)),)
    if medium in parts.PAPER:
        return tuple(_letter(asked, group, medium) for group in report.units if group.cases)
    return (doc.Document(tuple(_list(asked, medium)), main=_table(asked, medium)),)


def count_words(report: Chase) -> str:
    """How many tasks there are to press for, those that only the short lines have apart."""
    if not report.quiet:
        return f"{len(report.cases)} 项"
    acted = f"逐项催办 {len(report.cases)} 项" if report.cases else "没有要逐项催办的"
    return f"{acted}，{_quiet_count(report)}"


def _quiet_count(report: Chase) -> str:
    return f"另有 {len(report.quiet)} 项只是滞后或久未报送"


def _nothing(asked: Asked) -> str:
    """That there is nothing to press for, and among which tasks."""
    quiet = f"；{_quiet_count(asked.report)}" if asked.report.quiet else ""
    return f"截至 {day(asked.report.as_of)} 没有需要催办的任务{quiet}{_filters(asked.flt)}"


def _filters(flt: Filter) -> str:
    return f" · {parts.filter_words(flt)}" if is_filtered(flt) else ""


def _unit(group: UnitCases) -> str:
    return group.unit or "未指定牵头单位"


# -- to look at -------------------------------------------------------------------------------


def _list(asked: Asked, medium: doc.Medium) -> Iterator[doc.Block]:
    """How many cases have which mark, those to act on by unit, the quiet ones in a line per unit,
    and how they are counted."""
    report = asked.report
    cases = (*report.cases, *report.quiet)
    found = counts(cases)
    yield doc.Title(f"{asked.plan.title}催办清单", f"截至 {day(report.as_of)}")
    yield doc.Paragraph(
        doc.Flow(tuple(doc.Words(f"{LABELS[k]} {n}", TONES[k]) for k, n in found.items() if n))
    )
    if report.cases:
        yield _table(asked, medium)
    if report.quiet:
        groups = [group for group in report.units if group.quiet]
        yield doc.Heading("只是滞后或久未报送（逐项列出：fjkx chase --all）")
        of = counts(report.quiet)
        yield parts.table([UNIT, *(_quiet(kind) for kind in QUIET if of[kind])], groups)
    quiet = f"，另有 {len(report.quiet)} 项只列编号" if report.quiet else ""
    yield doc.Note(f"需要催办 {len(report.cases)} 项{quiet}{_filters(asked.flt)}")
    if sum(found.values()) > len(cases):
        yield doc.Note(SEVERAL)


def _quiet(kind: Kind) -> parts.Spec[UnitCases]:
    """The numbers of the quiet tasks of a unit that have a mark."""

    def ids(group: UnitCases) -> doc.Names:
        return doc.Names(
            tuple(c.task.id for c in group.quiet if any(mark.kind == kind for mark in c.marks))
        )

    return parts.everywhere(LABELS[kind], ids, "names")


UNIT: Final[parts.Spec[UnitCases]] = parts.everywhere("牵头单位", _unit)
QUIET: Final[Sequence[Kind]] = ("behind", "stale")


def _table(asked: Asked, medium: doc.Medium) -> doc.Table:
    """The cases to act on under their units."""
    specs = parts.specs_on(medium, _specs(asked))
    groups = (
        doc.Group(
            tuple(parts.row(specs, Line(unit, case)) for case in unit.cases),
            f"{_unit(unit)} · {len(unit.cases)} 项",
        )
        for unit in asked.report.units
        if unit.cases
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
        parts.on_screen("抄送", lambda line: _copied(plan, line), "names", "under"),
        parts.in_data("抄送", lambda line: doc.Names(_others(plan, line)), "names", on=parts.SHEET),
        *([due] if dues else []),
        parts.in_data("完成时限", lambda line: _due_in_full(line.case, day), "date", parts.SHEET),
        parts.in_data(
            "完成时限", lambda line: _due_in_full(line.case, on_paper), "date", parts.PAPER
        ),
        parts.on_screen("情况", lambda line: _holds(plan, line.case, asked.report.as_of)),
        parts.in_data("情况", lambda line: _marks_in_full(line.case)),
        parts.in_data("存在问题", lambda line: standing(line.case.task).problem),
    ]


def _others(plan: Plan, line: Line) -> tuple[str, ...]:
    """The lead units of a joint task beside the one that is pressed for it."""
    return tuple(u for u in declared(plan, line.case.task.lead)[1:] if u != line.unit.unit)


def _copied(plan: Plan, line: Line) -> doc.Names | None:
    others = _others(plan, line)
    return doc.Names(others, "抄送：", tone="faint") if others else None


def _due(plan: Plan, case: Case) -> doc.Lines:
    """The deadline and how often it moved; the notice's wording where there is no date."""
    return doc.Lines((parts.due_words(plan, case.task), parts.extended_words(case.task) or None))


def _due_in_full(case: Case, words: Callable[[date], str]) -> str:
    """The deadline in words, the notice's where there is no date, and how often it moved."""
    task, moved = case.task, parts.extended_words(case.task)
    due = words(task.due) if task.due else task.due_text or ""
    return f"{due}（{moved}）" if moved else due


def _holds(plan: Plan, case: Case, today: date) -> doc.Lines:
    """All that holds of a case, its problem, how it was pressed for up to today, and its last
    report."""
    marks = doc.Flow(
        tuple(doc.Words(mark_words(case, mark), TONES[mark.kind]) for mark in case.marks)
    )
    problem = doc.Words(f"问题：{one_line(case.problem)}") if case.problem else None
    short = partial(day, year=plan.year)
    pressed = _pressed(case.pressed, short) if case.pressed else None
    if case.sent:
        pressed = f"已催办 {time_of(case)} 次，{short(today)} 发出"
    last = doc.Words(_last(plan, case, case.report), "faint") if case.report else None
    return doc.Lines((marks, problem, pressed, last))


def _pressed(pressed: Pressed, words: Callable[[date], str]) -> str:
    """`已催办 1 次，07-03 后未报送`, the day in words."""
    said = "有报送" if pressed.answered else "未报送"
    return f"已催办 {pressed.times} 次，{words(pressed.on)} 后{said}"


def _marks_in_full(case: Case) -> str:
    """All that holds of a case, and how it was pressed for before, as papers put it."""
    marks = [mark_words(case, mark) for mark in case.marks]
    pressed = [_pressed(case.pressed, on_paper)] if case.pressed else []
    return parts.tight("；".join((*marks, *pressed)))


def mark_words(case: Case, mark: Mark) -> str:
    """A mark of the case: `逾期 5 天`, `滞后 31 个百分点`, `下达 64 天未报送`."""
    label, amount = LABELS[mark.kind], mark.amount
    if amount is None:
        return label
    if mark.kind == "soon":
        return f"{label}，还有 {amount:.0f} 天" if amount else f"{label}，今天到期"
    if mark.kind == "stale":
        issued = "下达 " if case.report is None else ""
        return f"{issued}{amount:.0f} 天未报送"
    unit = "个百分点" if mark.kind == "behind" else "天"
    return f"{label} {amount:.0f} {unit}"


def _last(plan: Plan, case: Case, report: Record) -> str:
    """The last report in one line, its problem left out where it is what the case is blocked by."""
    entry = Entry(case.task, report, turns(case.task)[id(report)])
    return parts.record_sentence(plan, entry, plan.year, case.problem)


# -- to send ----------------------------------------------------------------------------------


def _letter(asked: Asked, group: UnitCases, medium: doc.Medium) -> doc.Document:
    """A 催办单: its number, whom it is for, on what it is based, what holds of which task, what is
    asked, by when, and who is sent a copy; one that is printed has a 回执."""
    specs = parts.specs_on("paper", _specs(asked))
    table = parts.table(specs, [Line(group, case) for case in group.cases])
    blocks: tuple[doc.Block, ...] = (
        doc.Title("催办单" if group.unit else f"催办单（{_unit(group)}）", asked.number),
        *([doc.Addressee(group.unit)] if group.unit else []),
        doc.Paragraph(_basis(asked, group)),
        table,
        *(doc.Paragraph(text) for text in (_quiet_words(group), _please(asked, group)) if text),
        doc.Signature(asked.plan.office or asked.plan.issuer, asked.signed or asked.report.as_of),
        *_copies(asked.plan, group),
        *(_receipt(group) if medium == "letter" and group.unit else ()),
    )
    return doc.Document(blocks, _unit(group))


def _receipt(group: UnitCases) -> Iterator[doc.Block]:
    """What the unit fills in below a line, cuts off and sends back: a row for every task that the
    letter asks about, the quiet ones too, which it otherwise has by their numbers alone."""
    yield doc.CutLine()
    yield doc.Heading(f"回执（{group.unit}）")
    yield parts.table(RECEIPT_SPECS, (*group.cases, *group.quiet))
    yield doc.Note(SIGNED)


def _blank(heading: str) -> parts.Spec[Case]:
    """A column to be filled in."""
    return parts.Spec(doc.Column(heading, fill=doc.Fill()), lambda case: None)


RECEIPT_SPECS: Final[Sequence[parts.Spec[Case]]] = (
    parts.everywhere("序号", lambda case: case.task.id, "id"),
    parts.everywhere("任务", lambda case: doc.Words(case.task.title)),
    *map(_blank, ("进展情况", "存在问题", "下一步措施")),
)
SIGNED: Final = "填报人：　　　　　　联系电话：　　　　　　日期：　　年　月　日"


def _basis(asked: Asked, group: UnitCases) -> str:
    """By which notice and for the how-manieth time the unit is pressed, for how many tasks with
    what."""
    plan = asked.plan
    issued = f"（{on_paper(plan.issued)}印发）" if plan.issued else ""
    whose = "由贵单位牵头" if group.unit else "尚未指定牵头单位"
    times = max(map(time_of, group.cases))
    again = f"本次为第{times}次催办。{_silent(group)}" if times > 1 else ""
    return (
        f"根据《{plan.source or plan.title}》{issued}，截至{on_paper(asked.report.as_of)}，"
        f"{whose}的任务有{len(group.cases)}项需要催办：{_count_words(group.cases)}。{again}"
    )


def _silent(group: UnitCases) -> str:
    """Which tasks have not been reported on since they were pressed for."""
    ids = [c.task.id for c in group.cases if c.pressed and not c.pressed.answered]
    return f"第{'、'.join(ids)}项上次催办后仍未报送。" if ids else ""


def _quiet_words(group: UnitCases) -> str:
    """The quiet tasks of the unit, asked about beside the others."""
    return (
        f"另请一并报送第{'、'.join(c.task.id for c in group.quiet)}项的进展。"
        if group.quiet
        else ""
    )


def _please(asked: Asked, group: UnitCases) -> str:
    """What is asked, by when, of whom to know more."""
    if not group.unit:
        return ""
    plan, last = asked.plan, asked.reply_by
    until = f"于{on_paper(last)}前" if last else ""
    people = (("联系人", plan.contact), ("电话", plan.phone))
    known = "，".join(f"{label}：{value}" for label, value in people if value)
    where = f"{plan.office or plan.issuer or '我们'}{f'（{known}）' if known else ''}"
    return f"请抓紧办理，{until}将进展情况、存在问题和下一步措施报送{where}。"


def _copies(plan: Plan, group: UnitCases) -> list[doc.Note]:
    """Who leads some of the tasks too, and which."""
    tasks: dict[str, list[str]] = {}
    for case in group.cases:
        for name in _others(plan, Line(group, case)):
            tasks.setdefault(name, []).append(case.task.id)
    said = "；".join(f"{name}（第{'、'.join(ids)}项）" for name, ids in tasks.items())
    return [doc.Note(f"抄送：{said}")] if said else []


def _count_words(cases: Sequence[Case]) -> str:
    """`逾期2项，受阻1项`, and how they are counted where they are more than the cases."""
    found = {kind: number for kind, number in counts(cases).items() if number}
    words = "，".join(f"{LABELS[kind]}{number}项" for kind, number in found.items())
    return f"{words}（{SEVERAL}）" if sum(found.values()) > len(cases) else words


def _messages(asked: Asked, group: UnitCases) -> Iterator[str]:
    """The unit's texts, each with its heading and what is asked, as many as its tasks take."""
    times = max(map(time_of, group.cases))
    again = f"第{times}次" if times > 1 else ""
    until = on_paper(asked.report.as_of)
    what = f"《{asked.plan.title}》截至{until}有{len(group.cases)}项需要催办"
    head = f"【{again}催办】{_unit(group)}：{what}：\n"
    foot = "".join(f"{each}\n" for each in (_quiet_words(group), _please(asked, group)) if each)
    room = MOST - 1 - len(f"{head}{foot}".encode())
    text = ""
    for line in (_message_line(asked.plan, Line(group, case)) for case in group.cases):
        for piece in _pieces(line, room):
            if text and len(f"{text}{piece}".encode()) > room:
                yield f"{head}{text}{foot}"
                text = ""
            text += piece
    yield f"{head}{text}{foot}"


def _message_line(plan: Plan, line: Line) -> str:
    case, others = line.case, _others(plan, line)
    problem = standing(case.task).problem
    why = f"；问题：{one_line(problem)}" if problem else ""
    copied = f"（抄送：{'、'.join(others)}）" if others else ""
    return f"第{case.task.id}项 {one_line(case.task.title)}：{_marks_in_full(case)}{why}{copied}\n"


def _pieces(line: str, room: int) -> Iterator[str]:
    """The line, in pieces if it does not fit so many bytes; a character takes four at most."""
    size = len(line) if len(line.encode()) <= room else max(room // 4, 1)
    yield from (line[at : at + size] for at in range(0, len(line), size))


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
        **parts.unrecorded_fields(asked.unrecorded),
        total=_total((*report.cases, *report.quiet)),
        units=[
            {
                "unit": group.unit,
                "total": _total((*group.cases, *group.quiet)),
                "tasks": [
                    {**_fields(asked.plan, case, report.as_of), "quiet": quiet}
                    for quiet, cases in ((False, group.cases), (True, group.quiet))
                    for case in cases
                ],
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
        "last_report": parts.plain(case.report and case.report.date),
        "pressed": parts.plain(case.pressed),
        "sent": case.sent,
    }
