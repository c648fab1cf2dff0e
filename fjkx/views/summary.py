"""The progress tables: the whole selection, and a row for each part of it."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Final

from fjkx.plan.model import STATUS_LABELS, Plan
from fjkx.plan.named import NamedTuple
from fjkx.plan.query import Filter, is_filtered
from fjkx.plan.summary import Attention, Group, Summary, count, on_schedule, percent_closed
from fjkx.views import document as doc
from fjkx.views import parts
from fjkx.views.document import percentage

KEY_LABELS: Final = {"section": "部分", "dept": "单位", "status": "状态", "leader": "责任领导"}
VERDICT_TONES: Final[Mapping[bool | None, doc.Tone]] = {True: "good", False: "bad", None: ""}


class Shown(NamedTuple):
    """A roll-up, and the question it answers. `attention` is what wants attention in the whole
    plan, on a day that is `past` wanted it then; `unrecorded` are the ids of tasks of which the
    records do not tell everything."""

    plan: Plan
    summary: Summary
    flt: Filter
    attention: Attention | None = None
    past: bool = False
    unrecorded: tuple[str, ...] = ()


def overview(shown: Shown) -> doc.View:
    """The title, the totals with pro-rata beside them, a row per group, how they are counted, the
    filters that hold; last, if there is any, what wants attention."""
    return doc.View(partial(_documents, shown), partial(_data, shown))


def _documents(shown: Shown, medium: doc.Medium) -> tuple[doc.Document, ...]:
    plan, summary, total = shown.plan, shown.summary, shown.summary.total
    table = _table(shown, medium)
    blocks: list[doc.Block] = [
        parts.title(plan, f"各{KEY_LABELS[summary.by]}进度", medium, summary.as_of)
    ]
    if is_filtered(shown.flt):
        blocks.append(doc.Note(parts.tally(plan, total.tasks + total.dropped, shown.flt)))
    blocks += [doc.Fields(tuple(_totals(summary))), doc.Paragraph(parts.status_counts(total))]
    blocks += [table] if summary.groups or medium != "screen" else []
    blocks += map(doc.Note, _counting_notes(summary))
    if medium == "screen" and shown.attention and any(shown.attention):
        blocks.append(
            doc.Paragraph(_attention(shown.attention, summary.as_of if shown.past else None))
        )
    return (doc.Document(tuple(blocks), main=table),)


def _attention(attention: Attention, as_of: date | None) -> doc.Value:
    """What wants attention, or did at the end of a day, and the command that shows it."""
    words = [f"逾期 {attention.overdue}", f"受阻 {attention.blocked}"]
    found = [
        doc.Words(word, "bad") for word, number in zip(words, attention, strict=True) if number
    ]
    command = f"fjkx chase --as-of {as_of}" if as_of else "fjkx chase"
    last = found.pop()
    return doc.Flow((*found, last._replace(text=f"{last.text} → {command}")))


def _totals(summary: Summary) -> Iterator[tuple[str, doc.Meter]]:
    """Completion, progress and pro-rata."""
    total = summary.total
    closed = f"销号率 {percentage(percent_closed(total))}"
    complete = doc.Words(f"{total.complete}/{total.tasks} 项 · {closed}")
    verdict = doc.Words(parts.schedule_word(summary), VERDICT_TONES[on_schedule(summary)])
    yield "办结率", doc.Meter(total.percent_complete, "good", label=complete)
    yield "平均进度", doc.Meter(total.progress, "active", label=verdict)
    yield "序时进度", doc.Meter(summary.pro_rata, "faint")


def _counting_notes(summary: Summary) -> Iterator[str]:
    """How the figures are counted, where that needs saying."""
    if summary.by == "dept" and len(summary.groups) > 1:
        yield parts.COUNTED_ONCE
    if summary.by == "leader" and sum(g.tasks for g in summary.groups) > summary.total.tasks:
        yield "几位领导共同负责的任务各计一次，在合计中只计一次"
    if summary.total.dropped and summary.by != "status":
        yield f"已取消 {summary.total.dropped} 项，不计入办结率"


# -- the table --------------------------------------------------------------------------------


def _table(shown: Shown, medium: doc.Medium) -> doc.Table:
    """A row per group and one for the total; on a screen the total of units only, as sections and
    statuses simply add up."""
    summary = shown.summary
    specs = parts.specs_on(medium, _specs(shown))
    rows = tuple(parts.row(specs, group) for group in summary.groups)
    total = medium != "screen" or (summary.by in ("dept", "leader") and len(summary.groups) > 1)
    foot = parts.row(specs, summary.total) if total else None
    return parts.grouped(specs, (doc.Group(rows),), foot)


def _specs(shown: Shown) -> list[parts.Spec[Group]]:
    """The columns: on a screen according to what the groups are, else all figures."""
    return [
        parts.everywhere(KEY_LABELS[shown.summary.by], lambda group: _name(shown, group)),
        *SPECS[shown.summary.by](shown.summary),
        parts.in_data("完成", lambda group: group.complete, "number"),
        *SHARES,
        *(_status(status)._replace(on=parts.DATA) for status in STATUS_LABELS),
        parts.in_data("逾期", lambda group: group.overdue, "number"),
    ]


def _status(status: str) -> parts.Spec[Group]:
    """How many tasks have a status."""
    label = STATUS_LABELS[status]
    return parts.on_screen(label, lambda group: count(group, status), "number", "below")


def _bar(group: Group) -> doc.Meter | None:
    """The share complete; nothing where there are no tasks to complete."""
    return doc.Meter(group.percent_complete) if group.tasks else None


def _mean(group: Group) -> doc.Meter | None:
    """Mean progress; nothing where there are no tasks."""
    return doc.Meter(group.progress, "active") if group.tasks else None


TASKS: Final[parts.Spec[Group]] = parts.in_data("任务数", lambda group: group.tasks, "number")
SUPPORTS: Final[parts.Spec[Group]] = parts.everywhere(
    "配合", lambda group: group.supports, "number", "below"
)
COMPLETE: Final[tuple[parts.Spec[Group], ...]] = (
    parts.on_screen("完成", lambda group: f"{group.complete}/{group.tasks}", "number"),
    parts.RATE._replace(on=parts.SCREEN),
    parts.on_screen("", _bar, "bar"),
)


SHARES: Final[tuple[parts.Spec[Group], ...]] = (
    parts.in_data("办结率(%)", lambda group: group.percent_complete, "number", parts.FIGURES),
    parts.in_data("平均进度(%)", lambda group: group.progress, "number", parts.FIGURES),
    parts.in_data("办结率", _bar, "bar", parts.LEDGER),
    parts.in_data("平均进度", _mean, "bar", parts.LEDGER),
)


def _of_units(summary: Summary) -> tuple[parts.Spec[Group], ...]:
    """What units lead, first and at all, and support, on a screen if any does; every status that
    occurs."""
    helped = any(group.supports for group in summary.groups)
    supports = SUPPORTS if helped else SUPPORTS._replace(on=parts.DATA)
    occurring = [s for s in STATUS_LABELS if any(count(group, s) for group in summary.groups)]
    return (*parts.LEADS, supports, *map(_status, occurring), *COMPLETE)


def _of_statuses(summary: Summary) -> tuple[parts.Spec[Group], ...]:
    """How many tasks a status has, the dropped ones too, and its share of the others."""
    total = summary.total.tasks

    def share(group: Group) -> float | None:
        return None if group.key == "dropped" else 100.0 * group.tasks / total if total else 0.0

    def percent(group: Group) -> doc.Percent | None:
        return None if (found := share(group)) is None else doc.Percent(found)

    def bar(group: Group) -> doc.Meter | None:
        return None if (found := share(group)) is None else doc.Meter(found, "active")

    return (
        TASKS,
        parts.on_screen("任务", lambda group: count(group, group.key or ""), "number"),
        parts.on_screen("占比", percent, "percent"),
        parts.on_screen("", bar, "bar"),
    )


SPECS: Final[Mapping[str, Callable[[Summary], tuple[parts.Spec[Group], ...]]]] = {
    "section": lambda summary: (TASKS, *COMPLETE),
    "dept": _of_units,
    "status": _of_statuses,
    "leader": lambda summary: (TASKS, *COMPLETE),
}


def _name(shown: Shown, group: Group) -> doc.Value:
    """What the group is called."""
    if group is shown.summary.total:
        return "合计"
    if shown.summary.by == "section":
        return doc.Words(parts.section_heading(shown.plan, group.key))
    key = group.key or ("未指定" if shown.summary.by == "leader" else "")
    return parts.status_words(key) if shown.summary.by == "status" else doc.Words(key)


# -- as data ----------------------------------------------------------------------------------


def _data(shown: Shown) -> Mapping[str, doc.Data]:
    """The total and the groups; kind `summary`. Percentages have one decimal."""
    summary = shown.summary
    return parts.data(
        "summary",
        summary.as_of,
        by=summary.by,
        pro_rata=round(summary.pro_rata, 1),
        **parts.unrecorded_fields(shown.unrecorded),
        total=parts.group_fields(summary.total),
        groups=[parts.group_fields(group) for group in summary.groups],
    )
