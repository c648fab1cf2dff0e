"""A heading or item of a notice: its number, its title, its text and what its clauses say."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fjkx.notice.clause import Part
from fjkx.notice.width import BLANKS

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
    whole: bool = False  # the first paragraph is all title, as in a table with a text column
    row: bool = False  # of a table: what stands below that is none of its text
    headed: bool = False  # the clause stands behind a mere title: the text follows it


def node(line: int, rank: int, value: int, printed: str, first: str) -> Node:
    """A node that has its first paragraph, and nothing else yet."""
    return Node(line, rank, value, printed, first, [], [], [])


def title_of(item: Node) -> str:
    """The text up to the first 。, or the whole first paragraph where it has none, without the
    stop at its end."""
    return (item.first if item.whole else item.first.partition("。")[0]).strip(_TITLE_ENDS)


def rest_of(item: Node) -> str:
    """What follows the title in the first paragraph."""
    return "" if item.whole else item.first.partition("。")[2].strip()


def is_heading_alone(item: Node) -> bool:
    """Whether its first paragraph is but a title, so that the text follows in others."""
    return not rest_of(item) and not item.texts


def printed(item: Node) -> str:
    """A node and all below it as the notice has them, without clauses."""
    return f"{item.printed}{item.first}{''.join(item.texts)}{''.join(map(printed, item.children))}"


def items_below(nodes: Sequence[Node]) -> Iterator[Node]:
    """Every node and those below it, in the notice's order."""
    for item in nodes:
        yield item
        yield from items_below(item.children)


def tree(nodes: Sequence[Node]) -> list[Node]:
    """The nodes nested by the rank of their numbers: each below the last one of a lower rank."""
    roots: list[Node] = []
    path: list[Node] = []
    for item in nodes:
        while path and path[-1].rank >= item.rank:
            path.pop()
        (path[-1].children if path else roots).append(item)
        path.append(item)
    return roots
