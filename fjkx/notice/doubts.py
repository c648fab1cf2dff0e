"""Where a person must decide."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from fjkx.model import Plan
from fjkx.notice.draft import Doubt
from fjkx.notice.front import Front
from fjkx.notice.likeness import alike
from fjkx.notice.node import items_below, title_of
from fjkx.notice.outline import Outline, carries
from fjkx.notice.planned import ids_of_sections, units_of

_LONGEST_UNIT: Final = 30


def doubts_of(plan: Plan, chosen: Outline) -> Iterator[Doubt]:
    """Where a person must decide about tasks and units."""
    section_ids = ids_of_sections(chosen.sections)
    lines = [place.node.line for place in chosen.tasks]
    for task, line in zip(plan.tasks, lines, strict=True):
        if not task.lead:
            lacks = "牵头单位" if task.support else "单位"
            yield Doubt(line, f"第 {task.id} 项没有写{lacks}", ("task", task.id))
    for place, task in zip(chosen.tasks, plan.tasks, strict=True):
        if not place.node.printed:
            message = f"原文没有编号，按次序编为 {place.node.value}"
            yield Doubt(place.node.line, message, ("task", task.id))
    for place, task in zip(chosen.tasks, plan.tasks, strict=True):
        own = [item for item in items_below([place.node]) if carries(item)]
        if len(own) > 1:
            message = f"第 {task.id} 项的各条分别写了单位，合记在这一项"
            yield Doubt(place.node.line, message, ("task", task.id))
    for item in chosen.unasked:
        message = (
            f"“{item.printed.strip()}{title_of(item)}”下的条目没有写单位，收作正文，没有算作任务"
        )
        yield Doubt(item.line, message, ("section", section_ids.get(id(item), "")))
    for (before, after), task, line in zip(
        pairwise(chosen.tasks), plan.tasks[1:], lines[1:], strict=True
    ):
        if after.node.value not in (before.node.value + 1, 1):
            yield Doubt(line, gap(before.node.value, after.node.value), ("task", task.id))
    for task, line in zip(plan.tasks, lines, strict=True):
        for name in units_of(task):
            if is_odd(name):
                yield Doubt(line, f"“{name}”不像单位", ("task", task.id))
    first = {
        name: line
        for task, line in reversed(list(zip(plan.tasks, lines, strict=True)))
        for name in units_of(task)
    }
    clauses = (units_of(task) for task in plan.tasks)
    for name, other in alike([unit.name for unit in plan.units], clauses):
        yield Doubt(
            first[other],
            f"“{other}”与“{name}”相近；如是同一单位，可记作别名",
            ("unit", other),
        )


def is_odd(name: str) -> bool:
    """Whether what was taken for a unit is more likely something else: digits, a sentence."""
    return name.isdecimal() or any(sign in name for sign in "。：:|") or len(name) > _LONGEST_UNIT


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
