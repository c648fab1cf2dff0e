"""The numbers that open headings and items: 第一章 一、 （一） 1. 第一条 任务1 (1) ①."""

import re
import unicodedata
from typing import Final

from fjkx.plan.named import NamedTuple
from fjkx.words.half import half

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
        (ITEM, rf"(?:重点)?(?:任务|事项)\s*([{NUMERALS}]{{1,9}}|\d{{1,5}})(?:\s*[、:.]|\s)"),
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
