"""Where a person must decide."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from fjkx.model import Plan, Task
from fjkx.notice.draft import Doubt
from fjkx.notice.front import Front
from fjkx.notice.likeness import alike
from fjkx.notice.node import items_below, title_of
from fjkx.notice.outline import Outline, Place, carries
from fjkx.notice.planned import ids_of_sections, units_of

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
