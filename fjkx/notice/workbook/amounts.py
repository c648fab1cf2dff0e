"""Figures and deadlines in the cells of ledgers and returned workbooks."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from fjkx.notice.workbook.cells import EPOCH, Cell
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.wordings import is_slip, last_day

_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)(%?)")
_ABOUT: Final = re.compile(
    r"(约|近|超过?|大约|约为|已?完成|达到?|将近|接近)*(\d+(?:\.\d+)?)%?(左右|以上|多|上下)?"
)
_TENTHS: Final = re.compile("(?:约|近)?([一二三四五六七八九])成")
_SERIALS: Final = range(32_874, 73_050)  # 1990 to 2099
_EIGHT: Final = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_FROM: Final = re.compile("(?:起|开始|以后|之后)$")


class Amount(NamedTuple):
    """A share, 0–100, or None; `wrong` is why it is none or not surely what was meant."""

    percent: float | None
    wrong: str = ""
    sure: bool = True


class Due(NamedTuple):
    """A deadline: the cell's words, none where it is but a day; the day; and what a person should
    know of it."""

    text: str
    day: date | None
    wrong: str = ""


def amount_of(cell: Cell, fractions: bool = False) -> Amount:
    """The share that a cell says. With `fractions` the column's bare numbers are parts of 1.

    One with two readings has none, or the likelier one where `sure` is false.
    """
    if isinstance(cell.value, float):
        return _of_number(cell, fractions)
    if isinstance(cell.value, date):
        return Amount(None, f"“{cell.text}”是日期，不是进度", sure=False)
    text = "".join(half(cell.text).split()).replace("％", "%")
    plain = _NUMBER.fullmatch(text)
    if plain is not None:
        value = float(plain[1])
        if not plain[2] and 0 < value < 1:
            return Amount(value * 100, f"“{cell.text}”没有百分号，按 {value:.0%} 计", sure=False)
        return _in_range(value, cell.text)
    about = _ABOUT.fullmatch(text)
    if about is not None:
        value = float(about[2])
        return Amount(min(value, 100.0), f"“{cell.text}”按 {about[2]} 计", sure=False)
    tenths = _TENTHS.fullmatch(text)
    if tenths is not None:
        value = 10.0 * ("一二三四五六七八九".index(tenths[1]) + 1)
        return Amount(value, f"“{cell.text}”按 {value:.0f} 计", sure=False)
    return Amount(None, f"“{cell.text}”不是 0 到 100 的数", sure=False)


def _of_number(cell: Cell, fractions: bool) -> Amount:
    """The share that a number is: 0.6 shown as 60%, or 60."""
    assert isinstance(cell.value, float)
    value = cell.value
    if cell.shown == "percent":
        return _in_range(value * 100, cell.text)
    if fractions and 0 <= value <= 1:
        return Amount(value * 100)
    if 0 < value < 1:
        return Amount(value * 100, f"“{cell.text}”没有百分号，按 {value * 100:g} 计", sure=False)
    return _in_range(value, cell.text)


def _in_range(value: float, text: str) -> Amount:
    """A share, at most 100."""
    if value < 0:
        return Amount(None, f"“{text}”不是 0 到 100 的数", sure=False)
    if value > 100:
        return Amount(100.0, f"“{text}”超过 100，按 100 计", sure=False)
    return Amount(value)


def due_of(cell: Cell, year: int) -> Due:
    """The deadline that a cell says, in a plan of `year`."""
    text = "".join(cell.text.split())
    if isinstance(cell.value, date):
        if cell.shown != "month":
            return Due("", cell.value)
        end = cell.value.replace(day=monthrange(cell.value.year, cell.value.month)[1])
        held = f"{cell.value.month}月{cell.value.day}日"
        return Due(text, end, f"只显示“{text}”，单元格存的是 {held}，按月底计")
    if isinstance(cell.value, float):
        if cell.value in _SERIALS:
            serial = (EPOCH + timedelta(days=cell.value)).date()
            return Due(text, serial, f"数字 {text} 似为日期 {serial}")
        if cell.value not in range(1990, 2100) and not _EIGHT.fullmatch(text):
            return Due(text, None, f"数字“{text}”可能是日期，没有当作时限")
    if (whole := _EIGHT.fullmatch(half(text))) is not None:
        text = f"{whole[1]}-{whole[2]}-{whole[3]}"
    day = last_day(half(text), year)
    parts = [part for part in re.split("[、,;，；]", text) if last_day(half(part), year)]
    if day is not None and len(parts) > 1:
        return Due(text, day, f"“{text}”有几个日期，取最后一个")
    if day is None and _FROM.search(text):
        return Due(text, None, f"“{text}”是开始时间，不是时限")
    if day is None and is_slip(half(text)):
        return Due(text, None, f"“{text}”不是有的日期")
    return Due(text, day)
