"""Headings and items as a tree → which of them are the tasks, and what stands over each.

A task is an item of the deepest rank of numbers that has clauses of units; (1) and ① are parts of
the items above them, and tasks only where there is nothing above.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import Final

from fjkx.notice.clause import Part
from fjkx.notice.numbers import ATTACHED, CHAPTER, GROUP, HEADING, ITEM, MARK, SECTION, SUB
from fjkx.notice.source import Paragraph
from fjkx.plan.named import NamedTuple
from fjkx.words.half import BLANKS, half
from fjkx.words.units import is_one_unit

_TITLE_ENDS: Final = f" {BLANKS}：:；;，,、。．."


class Node(NamedTuple):
    """A numbered paragraph with those that belong to it; filled while the notice is read.

    `printed` is its number as the notice has it, `first` its first paragraph behind that.
    """

    line: int
    rank: int
    value: int
    printed: str
    first: str
    texts: list[str]
    parts: list[Part]
    children: list["Node"]
    behind: list[Paragraph]  # what follows its last clause
    title_only: bool = False  # the first paragraph is all title, as in a table with a text column
    row: bool = False  # of a table: what stands below that is none of its text


def node(line: int, rank: int, value: int, printed: str, first: str) -> Node:
    """A node that has its first paragraph, and nothing else yet."""
    return Node(line, rank, value, printed, first, [], [], [], [])


def title_of(item: Node) -> str:
    """The text up to the first 。, or the whole first paragraph where it has none, without the
    stop at its end."""
    return (item.first if item.title_only else item.first.partition("。")[0]).strip(_TITLE_ENDS)


def rest_of(item: Node) -> str:
    """What follows the title in the first paragraph."""
    return "" if item.title_only else item.first.partition("。")[2].strip()


def is_heading_alone(item: Node) -> bool:
    """Whether its first paragraph is but a title, so that the text follows in others."""
    return not rest_of(item) and not item.texts


def printed(item: Node) -> str:
    """A node and all below it as the notice has them, without clauses."""
    return f"{item.printed}{item.first}{''.join(item.texts)}{''.join(map(printed, item.children))}"


def all_of(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node and those below it, in the notice's order."""
    for item in nodes:
        yield item
        yield from all_of(item.children)


# Headings over what is no task unless units answer for it.
_FRAME: Final = (
    *("总体要求", "总体思路", "指导思想", "基本原则", "工作原则", "总体原则"),
    *("工作思路", "主要思路", "保障措施", "组织保障", "工作保障", "组织实施"),
    *("组织领导", "组织保证", "工作要求", "有关要求", "相关要求", "实施步骤"),
    *("工作机制", "保障机制", "推进机制", "工作安排", "强化保障", "责任落实"),
)
_FIRST_INSIDE: Final = re.compile(r"[。;:]\s*1[.、](?!\d)")
_FEWEST: Final = 2


class Place(NamedTuple):
    """A task's node, and the headings it stands under, the outermost first."""

    node: Node
    over: tuple[Node, ...]


class Outline(NamedTuple):
    """The tasks of a plan in order, and the nodes that are sections. `unanswered` are the headings
    whose numbered items nobody answers for: these are text."""

    tasks: list[Place]
    sections: list[Node]
    unanswered: list[Node]


def tree(nodes: Sequence[Node]) -> list[Node]:
    """The nodes nested: each beside the open one whose number it goes on, else below the last one
    of a lower rank; a （一） that begins below a 1. is a part of that, and so is a line 2. whose 1.
    stands in the paragraph above."""
    roots: list[Node] = []
    path: list[Node] = []
    for item in with_parts_as_items(nodes):
        before = (at for at, above in enumerate(path) if goes_on(above, item))
        beside = next(before, None)
        if beside is not None:
            del path[beside:]
        while path and path[-1].rank >= item.rank and beside is None:
            if begins_below(path, item):
                break
            path.pop()
        if path and path[-1].rank == GROUP and _FIRST_INSIDE.search(half(path[-1].first)):
            item = item._replace(rank=SUB)
        (path[-1].children if path else roots).append(item)
        path.append(item)
    return roots


def goes_on(above: Node, item: Node) -> bool:
    """Whether the number of a node is the next behind that of another."""
    return (above.rank, above.value + 1) == (item.rank, item.value)


def begins_below(path: Sequence[Node], item: Node) -> bool:
    """Whether a （一） begins in the 1. that is open, with none of its rank above."""
    first = (item.rank, item.value) == (GROUP, 1) and path[-1].rank == ITEM
    return first and not path[-1].parts


def with_parts_as_items(nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes, with （1） or else ① as items where nothing is numbered 1. or carries a clause
    above, and most of them do."""
    if any(item.rank == ITEM or (item.rank < SUB and carries(item)) for item in nodes):
        return nodes
    for rank in (SUB, MARK):
        parts = [item for item in nodes if item.rank == rank]
        if sum(bool(item.parts) for item in parts) * 2 > len(parts) > 1:
            return [item._replace(rank=ITEM) if item.rank == rank else item for item in nodes]
    return nodes


def outline(roots: Sequence[Node]) -> Outline:
    """Choose the tasks of a tree: the items that carry units, and their like beside them."""
    nodes = list(all_of(roots))
    lift_last_clauses(nodes)
    nodes = list(all_of(roots))
    if not any(map(carries, nodes)):
        answer_by_headings(nodes)
    ranks = task_ranks(nodes)
    tasks, unanswered = answered(list(below(roots, (), ranks)) if ranks else [])
    return Outline(tasks, sections(nodes, tasks), unanswered)


def answered(tasks: Sequence[Place]) -> tuple[list[Place], list[Node]]:
    """The tasks without those under a heading where nobody answers for any, if it is but the frame
    of the plan or its numbers are its own; and of these the headings that are no frame."""
    grouped = groupby(tasks, key=lambda place: id(next(iter(place.over), None)))
    groups = [list(places) for _, places in grouped]
    kept: list[Place] = []
    unanswered: list[Node] = []
    some = any(map(is_answered, tasks))
    for places, following in zip_longest(groups, groups[1:]):
        over = places[0].over
        own = places[0].node.value == 1 and (not following or following[0].node.value == 1)
        if not over:
            kept.extend(each for each in places if is_answered(each) or not is_frame(each.node))
        elif any(map(is_answered, places)):
            kept.extend(places)
        elif not any(map(is_frame, over)):
            if some and own:
                unanswered.append(over[0])
            else:
                kept.extend(places)
    return kept, unanswered


def is_frame(item: Node) -> bool:
    """Whether a title says that it is but the frame of the plan."""
    title = half(title_of(item))
    return title.endswith(_FRAME) or title.startswith(_FRAME)


def is_answered(place: Place) -> bool:
    """Whether somebody answers for a task: in its own clause, or in that of a heading over it."""
    return any(map(carries, (place.node, *place.over))) or carries_below(place.node)


def sections(nodes: Sequence[Node], tasks: Sequence[Place]) -> list[Node]:
    """The 一、 headings, or the chapters where 一、 restarts in these or some tasks stand in no
    other; nothing where they are tasks."""
    chosen = {id(place.node) for place in tasks}
    found = [item for item in nodes if item.rank == SECTION and title_of(item)]
    chapters = [item for item in nodes if item.rank == CHAPTER and title_of(item)]
    if chapters:
        alone = any(over_ranks(place) & {CHAPTER, SECTION} == {CHAPTER} for place in tasks)
        again = max(Counter(item.value for item in found).values(), default=0) > 1
        found = chapters if alone or again or not found else found
    return [] if any(id(item) in chosen for item in found) else found


def over_ranks(place: Place) -> set[int]:
    """The ranks of a task and of the headings over it."""
    return {item.rank for item in (place.node, *place.over)}


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
        alike = [item for item in nodes if item.rank == rank]
        held = [item for item in alike if not carries(item) and holds_clauses(item)]
        only = [item for item in held if not any(map(carries, item.children[:-1]))]
        if only == held and (len(held) > 1 or any(map(carries, alike))):
            for item in only:
                item.parts.extend(item.children[-1].parts)
                item.texts.extend(map(printed, item.children))
                item.children.clear()


def answer_by_headings(nodes: Sequence[Node]) -> None:
    """Where all headings over items are units, 一、办公室 above 1. and 2., these answer."""
    for rank in (SECTION, GROUP):
        heads = [item for item in nodes if item.rank == rank and item.children]
        if heads and all(is_one_unit(title_of(item)) for item in heads):
            for item in heads:
                item.parts.append(Part("responsible", title_of(item)))


def holds_clauses(item: Node) -> bool:
    """Whether several parts stand in an item, and some have a clause."""
    return len(item.children) >= _FEWEST and any(map(carries, item.children))


def task_ranks(nodes: Sequence[Node]) -> frozenset[int]:
    """The ranks of numbers that tasks have here; none where no items are to be found.

    They are the ranks of the items that carry units, or of those below headings that do, (1) only
    where nothing above does; without any units those of 1. or else （一） with sentences, since a
    list of links has none.
    """
    answered = [item for item in nodes if carries(item) and not carries_below(item)]
    own = {item.rank for item in answered if not kids(item)} & {CHAPTER, SECTION, GROUP, ITEM}
    if not own and begin_anew(answered):
        own = {GROUP}
    if own or answered:
        return frozenset(own or {kid.rank for item in answered for kid in kids(item)})
    for rank in (ITEM, GROUP):
        plain = [item for item in nodes if item.rank == rank and not kids(item)]
        if len(plain) >= _FEWEST and any("。" in printed(item) for item in plain):
            return frozenset({rank})
    return frozenset()


def begin_anew(answered: Sequence[Node]) -> bool:
    """Whether several （一） with units have parts that are numbered from 1 in each."""
    begins = (item.rank == GROUP and kids(item)[0].value == 1 for item in answered)
    return len(answered) >= _FEWEST and all(begins)


def below(nodes: Sequence[Node], over: tuple[Node, ...], ranks: frozenset[int]) -> Iterator[Place]:
    """The tasks among nodes and those below them."""
    for item in nodes:
        if is_task(item, ranks):
            yield Place(item, over)
        else:
            under = over if item.rank == ATTACHED else (*over, item)
            yield from below(item.children, under, ranks)


def is_task(item: Node, ranks: frozenset[int]) -> bool:
    """Whether a node is a task: it carries units that no node below has of its own, or it has
    the number of those that do."""
    if item.rank >= SUB or item.rank == HEADING or not title_of(item):
        return False
    if item.rank in ranks:
        return not any(carries_below(kid) or carries(kid) for kid in kids(item))
    return carries(item) and not kids(item)


def inherited(place: Place) -> list[Part]:
    """A task's own parts, and where these do not say who leads those of the nearest heading that
    has units."""
    own = [
        *place.node.parts,
        *(part for child in all_of(place.node.children) for part in child.parts),
    ]
    if any(part.role in ("lead", "responsible") for part in own):
        return own
    above = next((item.parts for item in reversed(place.over) if carries(item)), [])
    return [*above, *own]
