"""The part of a year that a plan's title names: 2024年第三季度, 上半年."""

import re
from datetime import date, timedelta
from typing import Final

from fjkx.notice.width import half
from fjkx.words.dates import HALVES

_QUARTER: Final = re.compile(r"([一二三四1234])季度")


def period_in(title: str, year: int) -> tuple[date | None, date | None]:
    """The first and last day, both inclusive, of the quarter or half year in a title; None and
    None where it names neither, since a plan's period is its year."""
    title = half(title)
    quarter = _QUARTER.search(title)
    if quarter is not None:
        first = 3 * ("一二三四1234".index(quarter[1]) % 4) + 1
        return _months(year, first, first + 2)
    for words, months in HALVES.items():
        if words in title:
            return _months(year, *months)
    return None, None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """The first day of one month and the last of another."""
    after = date(year + last // 12, last % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)
