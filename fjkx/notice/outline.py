"""Headings and items as a tree → which of them are the tasks, and what stands over each."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from fjkx.notice.clause import Part
from fjkx.notice.numbers import (
    ATTACHED,
    CHAPTER,
    GROUP,
    HEADING,
    ITEM,
    SECTION,
    SUB,
    Node,
    items_below,
    printed,
    title_of,
)
from fjkx.notice.source import half
from fjkx.plan.named import NamedTuple

# Headings over what is no task unless units answer for it.
_FRAME: Final = (
    *("总体要求", "总体思路", "指导思想", "基本原则", "工作原则", "总体原则"),
    *("工作思路", "主要思路", "保障措施", "组织保障", "工作保障", "组织实施"),
    *("组织领导", "组织保证", "工作要求", "有关要求", "相关要求", "实施步骤"),
    *("工作机制", "保障机制", "推进机制", "工作安排", "强化保障", "责任落实"),
)
_AIMS: Final = ("目标", "主要指标", "预期指标")
_FEWEST: Final = 2


class Place(NamedTuple):
    """A task's node, and the headings it stands under, the outermost first."""

    node: Node
    over: tuple[Node, ...]


class Outline(NamedTuple):
    """The tasks of a plan in order, and the nodes that are sections. `unasked` are the headings
    at its ends whose numbered items nobody answers for: these are no tasks."""

    tasks: list[Place]
    sections: list[Node]
    unasked: list[Node]


def outline(roots: Sequence[Node]) -> Outline:
    """Choose the tasks of a tree: the items that carry units, and their like beside them."""
    lift_last_clauses(list(items_below(roots)))
    nodes = list(items_below(roots))
    ranks = task_ranks(nodes)
    tasks = list(below(roots, (), ranks)) if ranks else []
    asked, ends = answered_groups(tasks)
    return Outline(asked, sections(nodes, asked), ends)


def answered_groups(tasks: Sequence[Place]) -> tuple[list[Place], list[Node]]:
    """The tasks without those under a heading where nobody answers for any: under 总体要求 and the
    like, and at both ends where their numbers are not part of the tasks' count (重要意义); and
    these headings at the ends, which a person may want to look at."""
    groups = [
        list(places)
        for _, places in groupby(tasks, key=lambda place: id(next(iter(place.over), None)))
    ]
    asked = [at for at, places in enumerate(groups) if any(map(is_answered, places))]
    first, last = (asked[0], asked[-1]) if asked else (0, len(groups))
    kept: list[Place] = []
    ends: list[Node] = []
    for at, places in enumerate(groups):
        over = places[0].over
        anew = groups[at + 1 if at < first else at][0].node.value == 1
        if not over:
            kept.extend(each for each in places if is_answered(each) or not is_frame(each.node))
        elif at in asked:
            kept.extend(places)
        elif any(map(is_frame, over)) or (anew and title_of(over[0]).endswith(_AIMS)):
            continue
        elif anew and not first <= at <= last:
            ends.append(over[0])
        else:
            kept.extend(places)
    return kept, ends


def is_frame(item: Node) -> bool:
    """Whether a title says that it is but the frame of the plan."""
    title = half(title_of(item))
    return title.endswith(_FRAME) or title.startswith(_FRAME)


def is_answered(place: Place) -> bool:
    """Whether somebody answers for a task: in its own clause, or in that of a heading over it."""
    return any(map(carries, (place.node, *place.over))) or carries_below(place.node)


def sections(nodes: Sequence[Node], tasks: Sequence[Place]) -> list[Node]:
    """The 一、 headings, or the chapters where there are none or some tasks stand in no other;
    nothing where these are tasks."""
    chosen = {id(place.node) for place in tasks}
    chapters = any(
        any(item.rank == CHAPTER for item in place.over)
        and all(item.rank != SECTION for item in (*place.over, place.node))
        for place in tasks
    )
    for rank in (SECTION, CHAPTER):
        found = [item for item in nodes if item.rank == rank and title_of(item)]
        if any(id(item) in chosen for item in found):
            return []
        if rank == SECTION and (chapters or restart_under_chapters(nodes)):
            continue
        if found:
            return found
    return []


def restart_under_chapters(nodes: Sequence[Node]) -> bool:
    """Whether 一、 restarts in every chapter, so that only the chapters are sections."""
    values = Counter(item.value for item in nodes if item.rank == SECTION)
    return any(item.rank == CHAPTER for item in nodes) and max(values.values(), default=0) > 1


def carries(item: Node) -> bool:
    """Whether units or people answer for a node in a clause of its own."""
    return any(part.role not in ("due", "dropped") for part in item.parts)


def carries_below(item: Node) -> bool:
    """Whether some node below carries units."""
    return any(carries(child) or carries_below(child) for child in item.children)


def kids(item: Node) -> list[Node]:
    """The children that could be tasks by their numbers."""
    return [child for child in item.children if child.rank < SUB]


def lift_last_clauses(nodes: Sequence[Node]) -> None:
    """Where in every item with parts only the last part ends with a clause, it is the item's:
    the parts are then its text."""
    for rank in (SECTION, GROUP, ITEM):
        parents = [
            item
            for item in nodes
            if item.rank == rank and not carries(item) and len(item.children) >= _FEWEST
        ]
        leaves = [item for item in parents if not any(child.children for child in item.children)]
        held = [item for item in leaves if any(map(carries, item.children))]
        only = [item for item in held if not any(map(carries, item.children[:-1]))]
        alone = len(held) == 1 and any(carries(item) for item in nodes if item.rank == rank)
        if held and only == held and (len(held) > 1 or alone):
            for item in only:
                item.parts.extend(item.children[-1].parts)
                item.texts.extend(map(printed, item.children))
                item.children.clear()


def task_ranks(nodes: Sequence[Node]) -> frozenset[int]:
    """The ranks of numbers that tasks have here; none where no items are to be found.

    They are the ranks of the items that carry units, (1) only where nothing above does; without
    any units those of 1. or else （一） with sentences, since a list of links has none.
    """
    ends = Counter(item.rank for item in nodes if carries(item) and not carries_below(item))
    found = {rank for rank in ends if rank < SUB and rank != HEADING}
    childless = {item.rank for item in nodes if carries(item) and not kids(item)} & found
    if found:
        return frozenset(childless or {max(rank_below(nodes, rank) for rank in found)})
    if any(rank >= SUB for rank in ends):
        return frozenset({ITEM if any(item.rank == ITEM for item in nodes) else GROUP})
    for rank in (ITEM, GROUP):
        plain = [item for item in nodes if item.rank == rank and not kids(item)]
        if len(plain) >= _FEWEST and any("。" in printed(item) for item in plain):
            return frozenset({rank})
    return frozenset()


def rank_below(nodes: Sequence[Node], rank: int) -> int:
    """The rank of the items under headings of `rank` that carry the units for them."""
    return max(
        (kid.rank for item in nodes if item.rank == rank for kid in kids(item)), default=rank
    )


def below(nodes: Sequence[Node], over: tuple[Node, ...], ranks: frozenset[int]) -> Iterator[Place]:
    """The tasks among nodes and those below them."""
    for item in nodes:
        if is_task(item, over, ranks):
            yield Place(item, over)
        else:
            under = over if item.rank == ATTACHED else (*over, item)
            yield from below(item.children, under, ranks)


def is_task(item: Node, over: tuple[Node, ...], ranks: frozenset[int]) -> bool:
    """Whether a node is a task: it carries units that no node below has of its own, or it has
    the number of those that do."""
    if item.rank >= SUB or item.rank == HEADING or not title_of(item):
        return False
    if item.rank in ranks:
        return not any(carries_below(kid) or carries(kid) for kid in kids(item))
    inherited = any(map(carries, over))
    if carries(item):
        return not kids(item)
    return inherited and not kids(item) and item.rank > min(ranks)


def inherited(place: Place) -> list[Part]:
    """A task's own parts, and where these do not say who leads those of the nearest heading that
    has units."""
    own = [
        *place.node.parts,
        *(part for child in items_below(place.node.children) for part in child.parts),
    ]
    if any(part.role in ("lead", "responsible") for part in own):
        return own
    helped = any(part.role == "support" for part in own)
    for item in reversed(place.over):
        if carries(item):
            above = (part for part in item.parts if not helped or part.role != "support")
            return [*above, *own]
    return own
