"""Days and years as notices write them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from fjkx.notice.numbers import value_of
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.width import half
from fjkx.plan.model import YEARS

_DAY: Final = re.compile(r"(\d{4}|(?:中华)?民国\d{2,3})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY: Final = re.compile(
    r"([一二三四五六七八九〇零○О0]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_SCHOOL_YEAR: Final = re.compile(r"\d{4}\D{1,3}(\d{4})学年.{0,3}(?:第二|下|春季)学?期")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR_WORD: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_MINGUO: Final = re.compile(r"民国(\d{2,3})年|(?<!\d)(1[01]\d)年度")
_FIRST_MINGUO: Final = 1911  # 民国113年 is 2024
_CHINESE_YEAR: Final = re.compile(r"[一二]([一二三四五六七八九〇零○]{3})(?=年)")


def only_day(text: str) -> date | None:
    """The day, if a line says nothing else."""
    flat = re.sub(r"\s", "", half(text)).strip("()")
    for shape in (_DAY, _CHINESE_DAY):
        if (found := shape.fullmatch(flat)) is not None:
            return day_of(found)
    return None


def day_in(flat: str) -> date | None:
    """The first full day written in half-width text."""
    found = _DAY.search(flat) or _CHINESE_DAY.search(flat)
    return None if found is None else day_of(found)


def day_of(found: re.Match[str]) -> date | None:
    """The day of a match, None for one that there is not (2月30日)."""
    first, *others = (re.sub("[○О]", "〇", part) for part in found.groups())
    _, minguo, counted = first.rpartition("民国")
    year = value_of(counted) + (_FIRST_MINGUO if minguo else 0)
    month, day = map(value_of, others)
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def year_said(text: str) -> int | None:
    """The first year that a text calls one: 2024年, not the figure 2000万元."""
    found = _YEAR_WORD.search(half(text))
    return None if found is None else int(found[1])


def year_place(flat: str) -> int:
    """The index of the first year in digits in half-width text, -1 where there is none."""
    found = _YEAR.search(flat)
    return -1 if found is None else found.start()


def day_lines(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The lines that say but a day."""
    return (paragraph.text for paragraph in paragraphs if only_day(paragraph.text))


def year_in(text: str) -> int | None:
    """The first year written in a text, in digits, in Chinese numerals or by the Minguo era."""
    flat = half(text)
    if (found := _SCHOOL_YEAR.search(flat)) is not None:
        return int(found[1])
    if (found := _YEAR.search(flat)) is not None:
        return int(found[0])
    if (chinese := _CHINESE_YEAR.search(flat)) is not None:
        return value_of(chinese[0].replace("○", "〇"))
    minguo = _MINGUO.search(flat)
    return None if minguo is None else _FIRST_MINGUO + int(minguo[1] or minguo[2])
