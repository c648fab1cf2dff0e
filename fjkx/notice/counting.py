"""The automatic numbers of a Word document's lists, as they are printed."""

import re
from typing import Final, NamedTuple

_NUMERALS: Final = "零一二三四五六七八九"
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CHINESE: Final = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting"),
        *("taiwaneseCountingThousand", "ideographTraditional", "chineseLegalSimplified"),
    )
)
_SLOT: Final = re.compile(r"%([1-9])")
DEEPEST: Final = 9
"""The levels of a list."""

_MOST_LETTERS: Final = 780  # thirty times the same letter: Word counts no further


class Level(NamedTuple):
    """One level of a list: its first number, the numerals, the pattern (（%1） or %1.%2)."""

    start: int
    numerals: str
    pattern: str
    decimal: bool = False  # all numbers in digits, whatever the levels say


class Counters:
    """The counts of all lists of a document, advanced paragraph by paragraph."""

    def __init__(self, lists: dict[str, tuple[str, dict[int, Level]]]) -> None:
        self.lists = lists
        self.counts: dict[str, dict[int, int]] = {}

    def advance(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list at a level, from 0, and return its printed number;
        empty for a bullet or a list that is not defined."""
        group, levels = self.lists.get(list_id, ("", {}))
        if level not in levels or level >= DEEPEST:
            return ""
        counts = self.counts.setdefault(group, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        own = levels[level]
        if own.numerals in ("bullet", "none"):
            return ""

        def slot(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = counts.get(at, levels[at].start if at in levels else 1)
            numerals = levels[at].numerals if at in levels else "decimal"
            return spelled(value, "decimal" if own.decimal else numerals)

        return _SLOT.sub(slot, own.pattern)


def spelled(value: int, numerals: str) -> str:
    """A number in the numerals of a list: 12 as 12, 十二, ⑫, XII or l; at most 9999 in
    Chinese."""
    if numerals in _CHINESE:
        return chinese(value)
    if numerals in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_NUMERALS[int(digit)] for digit in str(value)).replace("零", "〇")
    if numerals == "decimalFullWidth":
        return "".join(chr(ord(digit) + 0xFEE0) for digit in str(value))
    if numerals.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(0x245F + value)
    if numerals == "decimalEnclosedParen":
        return f"({value})"
    if numerals == "decimalEnclosedFullstop":
        return f"{value}."
    if numerals in ("upperLetter", "lowerLetter") and value <= _MOST_LETTERS:
        letter = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter if numerals == "upperLetter" else letter.lower()
    if numerals in ("upperRoman", "lowerRoman"):
        return roman(value) if numerals == "upperRoman" else roman(value).lower()
    return f"{value:02}" if numerals == "decimalZero" else str(value)


def chinese(value: int) -> str:
    """1–9999 in Chinese numerals as they are counted: 十二, 二十, 一百零三; digits above."""
    if not 0 < value < 10_000:
        return str(value)
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += ("零" if gap and words else "") + _NUMERALS[digit] + name
        gap = not digit
    return words.removeprefix("一") if 10 <= value < 20 else words


def roman(value: int) -> str:
    """1–3999 in Roman numerals; digits above."""
    if not 0 < value < 4000:
        return str(value)
    words = ""
    for amount, letters in _ROMAN:
        while value >= amount:
            words += letters
            value -= amount
    return words
