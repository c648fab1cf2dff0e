"""Errors of a hand that have one reading → the text that was meant, by splices.

What is written may be no plan at all because of them: full-width signs are mended in the text,
values in its tree. Whatever has two readings, or none, stays as it is and is told by `check`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import accumulate

from fjkx.file.check import problems_of
from fjkx.file.lines import Splice, comments, end_of_line, line_start, scalars_of
from fjkx.file.problems import Mend, Problem, locator
from fjkx.file.schema import NO_YEAR, Document, entry, node_at, parse
from fjkx.file.slips import MENDABLE, MENDED, mended
from fjkx.file.splice import add_entry, apply, listed
from fjkx.file.tree import Mapping, Scalar
from fjkx.plan.errors import UsageError
from fjkx.plan.model import Plan, canonical_names, period
from fjkx.plan.named import NamedTuple
from fjkx.words import dates
from fjkx.words.wordings import due_day

_PARTED_BY_BLANKS = re.compile(r"[^\s、，,;；]\s+[^\s、，,;；]")


class Mended(NamedTuple):
    """What was mended, at its line and column from 1 in the file as it was."""

    line: int
    column: int
    was: str
    now: str


class _Change(NamedTuple):
    """Characters that become others, where they stood, and how it is told."""

    splices: tuple[Splice, ...]
    at: int
    was: str
    now: str


def mend(text: str) -> tuple[str, tuple[Mended, ...]]:
    """The text with all errors mended that have one reading, and what was done, by place.

    Every other character, comments included, stays. Nothing is taken for mended that leaves
    more errors than there were. `due: 9月底` becomes `due: 2020-09-30` with `due_text: 9月底`.
    """
    text, tabs = _without_tabs(text)
    document = parse(text)
    signs = _signs(document)
    better, original = mended(text, signs)
    document = parse(better)
    changes = tuple(_changes(document))
    splices = (splice for change in changes for splice in change.splices)
    best = apply(better, splices)
    if changes and _errors(parse(best)) >= _errors(document):
        best, changes = better, ()
    locate = locator(text)
    told = [(at, "制表符 Tab", "空格") for at in tabs]
    told += [(at, text[at], MENDED[text[at]]) for at in signs]
    told += [(original(change.at), change.was, change.now) for change in changes]
    return best, tuple(Mended(*locate(at), was, now) for at, was, now in sorted(told))


def _errors(document: Document) -> int:
    """How many errors there are, but for units that a list hid while it was one name."""
    problems = problems_of(document)
    return sum(each.severity == "error" and each.code != "undeclared-unit" for each in problems)


# -- tabs -----------------------------------------------------------------------------------

_TAB = re.compile(r"^ *\t[ \t]*", re.M)
_WIDTHS = (2, 4, 8)  # that editors show a tab in


def _without_tabs(text: str) -> tuple[str, list[int]]:
    """A text that is no tree, indented with blanks where it is with tabs, if only one plan can be
    read so, none of them part of a text; and where its lines with tabs begin then."""
    heads = list(_TAB.finditer(text))
    if not heads or parse(text).root is not None:
        return text, []
    found: dict[Plan, tuple[str, list[int]]] = {}
    for width in _WIDTHS:
        splices = [Splice(*head.span(), head[0].expandtabs(width)) for head in heads]
        longer = accumulate((len(s.text) + s.start - s.end for s in splices), initial=0)
        at = [splice.start + more for splice, more in zip(splices, longer, strict=False)]
        document = parse(apply(text, splices))
        if document.root is not None and document.plan is not None:
            spans = _texts(document.root, document.text)
            starts, ends = [start for start, _ in spans], [end for _, end in spans]
            if not any(_within(place, starts, ends) for place in at):
                found[document.plan] = document.text, at
    return found.popitem()[1] if len(found) == 1 else (text, [])


# -- signs ----------------------------------------------------------------------------------


def _signs(document: Document) -> list[int]:
    """Where characters stand that, mended, make the text a tree with no error that is new and
    could not be mended; none of them is part of a text or of a comment."""
    text = document.text
    slips = sorted({p.at for p in document.problems if _is_sign(text, p)})
    for _ in range(2):  # what turns out to be prose is left out
        if not slips:
            return []
        better, original = mended(text, slips)
        after = parse(better)
        if after.root is None:
            return []
        spans = _texts(after.root, better)
        starts = [original(start) for start, _ in spans]
        ends = [original(end) for _, end in spans]
        prose = {at for at in slips if _within(at, starts, ends)}
        if not prose:
            known = {(p.at, p.code) for p in problems_of(document)}
            new = (p for p in problems_of(after) if p.severity == "error" and not p.mend)
            return slips if all((original(p.at), p.code) in known for p in new) else []
        slips = [at for at in slips if at not in prose]
    return []


def _is_sign(text: str, problem: Problem) -> bool:
    mendable = problem.code in MENDABLE and problem.mend is None
    return mendable and text[problem.at] in MENDED


def _texts(root: Mapping, text: str) -> list[tuple[int, int]]:
    """The spans of scalars and comments, rising."""
    scalars = list(scalars_of(root))
    spans = [(each.start, each.end) for each in scalars if each.start < each.end]
    return sorted([*spans, *comments(text, scalars, 0, len(text))])


def _within(at: int, starts: list[int], ends: list[int]) -> bool:
    found = bisect_right(starts, at) - 1
    return found >= 0 and at < ends[found]


# -- values ---------------------------------------------------------------------------------


def _changes(document: Document) -> Iterator[_Change]:
    """What values become that have one reading, each of them once."""
    if document.plan is None:
        return
    declared = canonical_names(document.plan)
    found = {p.mend: None for p in problems_of(document) if p.mend}
    for each in found:
        if _is_one_reading(document.text[each.start : each.end], each, declared):
            yield _value_change(document.text, each)
    wrong = {p.at for p in document.problems if p.code == "date" and p.mend is None}
    yield from _deadlines(document, document.plan, wrong)


def _is_one_reading(written: str, mend: Mend, declared: Iterable[str]) -> bool:
    """Whether names that blanks part are all known as such: 陈 伟 may well be one name."""
    if not isinstance(mend.value, tuple) or not _PARTED_BY_BLANKS.search(written):
        return True
    return all(name in declared for name in mend.value)


def _value_change(text: str, mend: Mend) -> _Change:
    written = text[mend.start : mend.end]
    if isinstance(mend.value, tuple):
        names = [listed(name) for name in mend.value]
        now = _items(text, mend.start, names) if mend.items else f"[{', '.join(names)}]"
    else:
        now = str(mend.value)
    return _Change((Splice(mend.start, mend.end, now),), mend.start, written, now)


def _items(text: str, at: int, names: list[str]) -> str:
    """Names in the place of one item that begins at `at`: on lines of their own if it does."""
    head = text[line_start(text, at) : at]
    own_line = head.strip() == "-"
    return (end_of_line(text, at) + head if own_line else ", ").join(names)


def _deadlines(document: Document, plan: Plan, wrong: set[int]) -> Iterator[_Change]:
    """Deadlines in words that mean one day, whatever day it is read on."""
    if plan.year == NO_YEAR:
        return
    for position in range(len(plan.tasks)):
        task = node_at(document.root, "tasks", position)
        found = entry(task, "due")
        if not isinstance(task, Mapping) or found is None or found[1].start not in wrong:
            continue
        value = found[1]
        if isinstance(value, Scalar) and value.style not in ("|", ">"):
            yield from _deadline(document.text, plan, task, value)


def _due(words: str, plan: Plan, today: date) -> date | None:
    """The day that a deadline in words means on a day."""
    try:
        return dates.due(words, plan, today)
    except UsageError:
        return due_day(words, plan, today)


def _deadline(text: str, plan: Plan, task: Mapping, value: Scalar) -> Iterator[_Change]:
    """A deadline in words as a day, and the words beside it if the task has none there."""
    days = {_due(value.value, plan, today) for today in period(plan)}
    day = days.pop()
    if day is None or days:
        return
    splices = [Splice(value.start, value.end, str(day))]
    now = str(day)
    if entry(task, "due_text") is None:
        index = next(i for i, (_, node) in enumerate(task.entries) if node is value)
        splices += add_entry(text, task, index, "due_text", value.value, 2)
        now = f"{day}，due_text: {value.value}"
    yield _Change(tuple(splices), value.start, text[value.start : value.end], now)
