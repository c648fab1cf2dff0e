"""Workbooks to units and back: the form that a unit fills in, and what came back."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from fjkx.notice.workbook import form
from fjkx.notice.workbook.form import Form, Line
from fjkx.notice.workbook.returned import Fault, Gathered, Return
from fjkx.plan.model import STATUS_LABELS, Plan
from fjkx.views import document as doc

FILLS: Final = {
    form.STATUS: doc.Column(form.STATUS, "label", fill=doc.Fill(form.CHOICES)),
    form.PERCENT: doc.Column(form.PERCENT, "number", fill=doc.Fill(least=0, most=100)),
    **{head: doc.Column(head, fill=doc.Fill()) for head in form.ASKED[2:]},
}
GIVEN: Final = tuple(
    doc.Column(head, "label" if head == form.NUMBER else "text") for head in form.GIVEN
)
OF_MEASURES: Final = (form.STATUS, form.NOTE)


def form_view(asked: Form, reply_by: date | None) -> doc.View:
    """A form with empty columns to be filled in, and what it is known by when it comes back."""
    rows = tuple(doc.Row((*line.given, *empty(line))) for line in asked.lines)
    table = doc.Table((*GIVEN, *FILLS.values()), (doc.Group(rows),))
    return doc.View(lambda medium: (_sheet(asked, reply_by, table), _keys(asked)))


def empty(line: Line) -> Iterator[doc.Value]:
    """The cells to be filled in of a row."""
    for head in form.ASKED:
        asked = not line.measure or head in OF_MEASURES
        yield None if asked else doc.NOT_ASKED


def _sheet(asked: Form, reply_by: date | None, table: doc.Table) -> doc.Document:
    """The sheet that is filled in."""
    until = "" if reply_by is None else f"请于 {reply_by.month}月{reply_by.day}日 前"
    how = f"{until}填写右边{len(form.ASKED)}列后原样发回；没有变化的任务不填，其余各列请勿改动。"
    title = doc.Title(f"{asked.plan}{form.HEADING}")
    who = doc.Paragraph(f"填报单位：{asked.unit}　　下发日期：{asked.day}")
    return doc.Document((title, who, doc.Paragraph(how), table), form.SHEET)


def _keys(asked: Form) -> doc.Document:
    """The hidden sheet."""
    said = zip(
        form.KEYS, (asked.plan, asked.unit, asked.day.isoformat(), asked.fingerprint), strict=True
    )
    blank = ("",) * (len(form.GIVEN) - 1)
    rows = [doc.Row((key, value, *blank)) for key, value in said]
    rows += [doc.Row(("行", *line.given)) for line in asked.lines]
    columns = tuple(doc.Column(head) for head in ("", *form.GIVEN))
    return doc.Document(
        (doc.Table(columns, (doc.Group(tuple(rows)),)),), form.KEYS_SHEET, hidden=True
    )


def sent_back(asked: Form, back: Return) -> doc.View:
    """The rows of a returned workbook that have faults, wrong cells marked, each with what is wrong
    with it; in a form as it was sent, so that it can be collected again."""
    wrong: dict[int, list[Fault]] = {}
    for fault in back.faults:
        wrong.setdefault(fault.row, []).append(fault)
    rows = []
    for row, faults in wrong.items():
        if row not in back.lines:
            continue
        heads = {back.columns.get(fault.column) for fault in faults}
        cells = (
            doc.Words(text, "bad") if head in heads else text
            for head, text in zip((*form.GIVEN, *form.ASKED), back.lines[row], strict=True)
        )
        rows.append(doc.Row((*cells, "；".join(fault.message for fault in faults))))
    columns = (*GIVEN, *FILLS.values(), doc.Column(form.ADVICE))
    table = doc.Table(columns, (doc.Group(tuple(rows)),))
    return doc.View(lambda medium: (_sheet(asked, None, table), _keys(asked)))


# -- what came back -------------------------------------------------------------------------


def gathered_view(plan: Plan, found: Gathered) -> doc.View:
    """What each workbook reports, what is unchanged, what a person should know, and what was left
    out and why."""
    blocks = [block for each in found.returns for block in _of(plan, each, found.partial)]
    if found.refused:
        blocks.append(doc.Heading(f"没有收的文件 {len(found.refused)} 个"))
        blocks += [doc.Paragraph(f"{name}: {message}") for name, message in found.refused]
    return doc.View(lambda medium: (doc.Document(tuple(blocks)),))


def _of(plan: Plan, back: Return, partial: bool) -> Iterator[doc.Block]:
    """What one workbook reports."""
    left_out = bool(back.faults) and not partial
    yield doc.Heading(f"{back.name}（{back.unit}）{'：有错，整份没有收' if left_out else ''}")
    counts = [f"新报 {len(back.entries)} 条", f"未变 {back.unchanged} 行"]
    counts += [f"错 {len(back.faults)} 处"] if back.faults else []
    counts += [f"不认识 {len(back.unknown)} 行"] if back.unknown else []
    yield doc.Paragraph("，".join(counts))
    if back.entries:
        rows = tuple(doc.Row(tuple(_cells(plan, back, at))) for at in range(len(back.entries)))
        yield doc.Table(COLUMNS, (doc.Group(rows),))
    for faults in (back.faults, back.unknown, back.remarks):
        yield from (doc.Paragraph(f"{back.name} {fault}") for fault in faults)


COLUMNS: Final = (
    doc.Column("编号", "label"),
    doc.Column("状态", "label"),
    doc.Column("进度", "label"),
    doc.Column("进展、问题、下一步"),
)


def _cells(plan: Plan, back: Return, at: int) -> Iterator[doc.Value]:
    """The cells of one report."""
    entry = back.entries[at]
    target, report = entry.target, entry.report
    task = plan.tasks[target.position]
    yield task.id if target.measure is None else f"{task.id}.{target.measure}"
    holds = task.status if target.measure is None else task.measures[target.measure - 1].status
    after = report.status or ("doing" if holds == "todo" and target.measure is None else holds)
    words = STATUS_LABELS[holds]
    yield words if after == holds else f"{words} → {STATUS_LABELS[after]}"
    yield "" if report.percent is None else f"{report.percent}%"
    texts = (
        ("", report.note),
        ("问题：", report.problem),
        ("下一步：", report.next),
        ("填报人：", entry.who),
    )
    yield "\n".join(f"{label}{text}" for label, text in texts if text)
