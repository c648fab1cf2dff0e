"""Where a person must decide."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from fjkx.notice.draft import Doubt
from fjkx.notice.front import Front
from fjkx.notice.likeness import alike
from fjkx.notice.node import items_below, title_of
from fjkx.notice.outline import Outline, Place, carries
from fjkx.notice.planned import ids_of_sections, units_of
from fjkx.notice.width import half
from fjkx.plan.model import Plan, Task, own_text

_DIGIT: Final = re.compile(r"\d")
_NO_NAME: Final = frozenset("。:|")
_RECURS: Final = frozenset("每起后间")
_LABEL: Final = re.compile("(?:牵头|责任|配合|协办|主办|承办)(?:单位|部门|科室|处室):")
_LONGEST_UNIT: Final = 30


def doubts_of(plan: Plan, chosen: Outline) -> Iterator[Doubt]:
    """Where a person must decide about tasks and units."""
    placed = list(zip(chosen.tasks, plan.tasks, strict=True))
    yield from unasked(chosen)
    for place, task in placed:
        for message in about(place, task):
            yield Doubt(place.node.line, message, ("task", task.id))
    for (before, _), (after, task) in pairwise(placed):
        if after.node.value not in (before.node.value + 1, 1):
            message = gap(before.node.value, after.node.value)
            yield Doubt(after.node.line, message, ("task", task.id))
    yield from like_units(plan, placed)


def about(place: Place, task: Task) -> Iterator[str]:
    """What is in doubt about a task for itself."""
    if not task.lead:
        yield f"第 {task.id} 项没有写{'牵头单位' if task.support else '单位'}"
    if not place.node.printed:
        yield f"原文没有编号，按次序编为 {place.node.value}"
    if sum(map(carries, items_below([place.node]))) > 1:
        yield f"第 {task.id} 项的各条分别写了单位，合记在这一项"
    for name in units_of(task):
        if is_odd(name):
            yield f"“{name}”不像单位"
    if task.due is None and is_undated(task.due_text or ""):
        yield f"完成时限“{task.due_text}”没有认出日期"
    label = _LABEL.search(half(task.title + own_text(task)))
    if label is not None:
        yield f"第 {task.id} 项的正文里还有“{label[0]}”"


def unasked(chosen: Outline) -> Iterator[Doubt]:
    """The headings whose items are text since nobody answers for them."""
    section_ids = ids_of_sections(chosen.sections)
    for item in chosen.unasked:
        heading = f"{item.printed.strip()}{title_of(item)}"
        message = f"“{heading}”下的条目没有写单位，收作正文，没有算作任务"
        yield Doubt(item.line, message, ("section", section_ids.get(id(item), "")))


def like_units(plan: Plan, placed: Sequence[tuple[Place, Task]]) -> Iterator[Doubt]:
    """Names that may mean one unit, each where the later one comes first."""
    first: dict[str, int] = {}
    for place, task in placed:
        for name in units_of(task):
            first.setdefault(name, place.node.line)
    clauses = (units_of(task) for task in plan.tasks)
    for name, other in alike([unit.name for unit in plan.units], clauses):
        message = f"“{other}”与“{name}”相近；如是同一单位，可记作别名"
        yield Doubt(first[other], message, ("unit", other))


def is_undated(wording: str) -> bool:
    """Whether a wording of a deadline has figures, though it neither recurs nor only begins."""
    return _DIGIT.search(wording) is not None and not set(wording) & _RECURS


def is_odd(name: str) -> bool:
    """Whether what was taken for a unit is more likely something else: digits, a sentence."""
    flat = half(name)
    broken = flat.count("(") != flat.count(")")
    return flat.isdecimal() or broken or bool(set(flat) & _NO_NAME) or len(flat) > _LONGEST_UNIT


def gap(before: int, after: int) -> str:
    """What is odd about a number behind another one."""
    if after > before:
        return f"编号从 {before} 跳到 {after}"
    return f"编号 {before} 后面又是 {after}"


def front_doubts(head: Front, this_year: int | None) -> Iterator[Doubt]:
    """Where the notice does not say what a plan needs."""
    if head.title is None:
        yield Doubt(1, "没有找到计划的标题，请用 --title 写明")
    if head.doubtful:
        yield Doubt(1, f"标题里没有年份，{head.year} 取自网页或正文；不对请用 --year 写明")
    if head.year is None:
        yield Doubt(1, f"通知里没有写年份，按今年 {this_year} 年计；不对请用 --year 写明")
