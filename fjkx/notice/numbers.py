"""The numbers that open headings and items, 第一章 一、 （一） 1. 第一条 (1) ① and nodes."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.notice.clause import Part
from fjkx.notice.source import BLANKS, Paragraph, half
from fjkx.plan.named import NamedTuple

# From the whole to its parts; HEADING is a line without a number that stands over items, ATTACHED
# where an attachment begins, whose items stand under none of the headings before.
ATTACHED: Final = -1
CHAPTER, SECTION, GROUP, HEADING, ITEM, SUB, MARK = range(7)

NUMERALS: Final = "零〇一二三四五六七八九十百两"
_DIGITS: Final = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
_DIGITS.update({"〇": 0, "两": 2})

# One shape for each rank of numbers, on half-width text. 三、四季度 and 2024.3.27, 6.2% are
# words and figures; 1.2024年 is a number before a year.
_COUNTED: Final = r"(?!\s*[一二三四五六七八九十]+(?:季|月|级|线|年|产业|类|期|批|是|届|次))"
_SHAPES: Final = tuple(
    (rank, re.compile(shape))
    for rank, shape in (
        (CHAPTER, rf"第\s*([{NUMERALS}]{{1,9}}|\d{{1,5}})\s*(?:章|编|篇|部分)[、:.]?"),
        (ITEM, rf"第\s*([{NUMERALS}]{{1,9}}|\d{{1,5}})\s*[条项](?![例款件规目])[、:.]?"),
        (SECTION, rf"([{NUMERALS}]{{1,9}})\s*(?:、{_COUNTED}|\.)"),
        (GROUP, rf"[(\[]\s*([{NUMERALS}]{{1,9}})\s*[)\]]、?|([㈠-㈩])"),
        (ITEM, r"(\d{1,5})\s*(?:、(?!\d+[月年])|\.(?!\d)|\.(?=\d{4}年))|([⒈-⒛])"),
        (SUB, r"[(\[]\s*(\d{1,3})\s*[)\]]、?|(\d{1,2})\)、?|([⑴-⒇])"),
        (MARK, r"([①-⑳])"),
    )
)


class Number(NamedTuple):
    """A printed number: its rank, its value, and where the text behind it begins."""

    rank: int
    value: int
    end: int


def number(text: str) -> Number | None:
    """The number that `text` opens with, blanks before it allowed; None for anything else."""
    flat = half(text)
    start = len(flat) - len(flat.lstrip())
    for rank, shape in _SHAPES:
        found = shape.match(flat, start)
        if found is not None:
            value = value_of(next(part for part in found.groups() if part))
            if value == 0:
                return None
            end = found.end() + len(flat[found.end() :]) - len(flat[found.end() :].lstrip())
            return Number(rank, value, end)
    return None


def value_of(printed: str) -> int:
    """What digits, Chinese numerals or an enclosed number count: 十二, １２ and ⑫ are 12.

    Raises ValueError for what holds no number.
    """
    plain = unicodedata.normalize("NFKC", printed).strip("().")
    if plain.isdecimal():
        return int(plain)
    total = digit = 0
    for numeral in plain:
        if numeral in "十百":
            total += (digit or 1) * (10 if numeral == "十" else 100)
            digit = 0
        elif numeral in _DIGITS:
            digit = _DIGITS[numeral] if not digit else digit * 10 + _DIGITS[numeral]
        else:
            raise ValueError(printed)
    return total + digit


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
    whole: bool = False  # the first paragraph is all title, as in a table with a text column
    row: bool = False  # of a table: what stands below that is none of its text


def node(line: int, rank: int, value: int, printed: str, first: str) -> Node:
    """A node that has its first paragraph, and nothing else yet."""
    return Node(line, rank, value, printed, first, [], [], [], [])


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
