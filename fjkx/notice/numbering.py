"""The automatic numbers of a Word document's lists, as they are printed, and its styles."""

import re
from typing import Final
from unicodedata import normalize
from xml.etree.ElementTree import Element

from fjkx.notice.package import child, is_on, name_of, number_in, value_of
from fjkx.plan.named import NamedTuple
from fjkx.words.names import chinese_number

_NUMERALS: Final = "零一二三四五六七八九"
_CHINESE: Final = frozenset(
    (
        *("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting"),
        *("taiwaneseCountingThousand", "ideographTraditional", "chineseLegalSimplified"),
    )
)
_SLOT: Final = re.compile(r"%([1-9])")
DEEPEST: Final = 9
"""The levels of a list."""

_MOST_ROMAN: Final = 12
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
    """A number in the numerals of a list: 12 as 12, 十二, ⑫, XII or l; at most 99 in Chinese."""
    if numerals in _CHINESE:
        return chinese_number(str(value))
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
    if numerals in ("upperRoman", "lowerRoman") and 1 <= value <= _MOST_ROMAN:
        roman = normalize("NFKC", chr(0x215F + value))  # Ⅳ is one character
        return roman if numerals == "upperRoman" else roman.lower()
    return f"{value:02}" if numerals == "decimalZero" else str(value)


_CONTENTS: Final = re.compile(r"toc ?(?:\d|heading)", re.IGNORECASE)
_LONGEST_PATTERN: Final = 60

# The list's id and the level, either may lack.
Numbering = tuple[str | None, int | None]


class Styles(NamedTuple):
    """For each paragraph style its numbering, and the styles of a table of contents."""

    lists: dict[str, Numbering]
    contents: frozenset[str]


def levels_of(numbering: Element | None) -> dict[str, tuple[str, dict[int, Level]]]:
    """For each list's id the id of its pattern, which shares its count, and its levels."""
    patterns: dict[str, dict[int, Level]] = {}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    for element in numbering if numbering is not None else ():
        if name_of(element) == "abstractNum":
            patterns[value_of(element, "abstractNumId") or ""] = own_levels(element)
        elif name_of(element) == "num":
            pattern = value_of(child(element, "abstractNumId")) or ""
            own = dict(patterns.get(pattern, {}))
            changed = overrides(element, own)
            list_id = value_of(element, "numId") or ""
            lists[list_id] = (f"{pattern}:{list_id}" if changed else pattern, own)
    return lists


def own_levels(element: Element) -> dict[int, Level]:
    """The levels that an element defines."""
    return {
        at: level_of(level)
        for level in element
        if name_of(level) == "lvl" and (at := number_in(level, 0, "ilvl")) < DEEPEST
    }


def level_of(element: Element) -> Level:
    """One level of a list: where it starts, how it counts, how it is printed."""
    return Level(
        number_in(child(element, "start"), 1),
        value_of(child(element, "numFmt")) or "decimal",
        (value_of(child(element, "lvlText")) or "")[:_LONGEST_PATTERN],
        is_on(child(element, "isLgl")),
    )


def overrides(element: Element, levels: dict[int, Level]) -> bool:
    """Change the levels as a list overrides its pattern's; whether it counts on its own."""
    changed = False
    for override in (each for each in element if name_of(each) == "lvlOverride"):
        at = number_in(override, 0, "ilvl")
        defined = child(override, "lvl")
        start = child(override, "startOverride")
        if defined is not None:
            levels[at] = level_of(defined)
        if start is not None and at in levels:
            levels[at] = levels[at]._replace(start=number_in(start, 1))
        changed = changed or start is not None
    return changed


def styles_of(styles: Element | None, numbering: Element | None) -> Styles:
    """The paragraph styles, each with its own numbering or that of the style it is based on."""
    own: dict[str, Numbering] = {}
    based: dict[str, str] = {}
    contents: set[str] = set()
    for style in styles if styles is not None else ():
        key = value_of(style, "styleId")
        if name_of(style) == "style" and key is not None:
            mark = child(style, "pPr", "numPr")
            level = child(mark, "ilvl")
            list_id = value_of(child(mark, "numId"))
            own[key] = (list_id, None if level is None else number_in(level, 0))
            based[key] = value_of(child(style, "basedOn")) or ""
            if _CONTENTS.fullmatch(value_of(child(style, "name")) or key):
                contents.add(key)
    return Styles(inherited(own, based, levels_by_style(numbering)), frozenset(contents))


def levels_by_style(numbering: Element | None) -> dict[str, int]:
    """The level that a list's pattern gives to a paragraph style."""
    return {
        style: number_in(level, 0, "ilvl")
        for pattern in (numbering if numbering is not None else ())
        for level in pattern
        if name_of(level) == "lvl" and (style := value_of(child(level, "pStyle"))) is not None
    }


def inherited(
    own: dict[str, Numbering], based: dict[str, str], linked: dict[str, int]
) -> dict[str, Numbering]:
    """The list and level of every style, each looked up once along what it is based on; a
    level that a list gives goes before the style's own."""
    found: dict[str, Numbering] = {}
    for style in own:
        path: dict[str, None] = {}
        key = style
        while key in own and key not in found and key not in path:
            path[key] = None
            key = based[key]
        list_id, level = found.get(key, (None, None))
        for key in reversed(path):
            own_list, own_level = own[key]
            if own_list is not None:
                list_id, level = own_list, None
            level = next((at for at in (linked.get(key), own_level, level) if at is not None), None)
            found[key] = (list_id, level)
    return found
