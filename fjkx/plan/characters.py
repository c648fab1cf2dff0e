"""Characters: which may be shown as they are, how wide they are, which are the same to a reader.

Text of the plan, or typed, is data. What a terminal, a viewer or a line-based reader would act
on, and what nobody sees, leaves the program as its code, by whatever way it leaves.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final

# Characters that Unicode calls Default_Ignorable_Code_Point (DerivedCoreProperties.txt, 15.1):
# they are drawn as nothing. So 甲 and 甲 with one of them behind it look alike and are two
# names, and tags (U+E0020) can carry a whole hidden text.
_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
# Controls (Cc) but the line feed, line and paragraph separators, surrogates, the interlinear
# annotation that swallows text, and the two codes that no YAML may hold. What is private (Co) or
# not assigned yet (Cn) stays: that is how rare characters of names are written.
_CONTROL: Final = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"

# Where an ignorable character changes what is drawn, it is part of a sign and stays: a variation
# selector on a symbol (❤️), a digit of a keycap (1️⃣) or an ideograph (葛󠄀, one each); joiners
# within an emoji (👨‍👩) and between letters of the scripts from Arabic to Mongolian that join
# (Unicode 15.1, 23.2 to 23.4; UTS 51). Never tags: a flag of Scotland is its code.
_SYMBOL: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
    "[\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?"
)
_JOINING: Final = "\u0600-\u061b\u061d-\u109f\u1780-\u17b3\u17b6-\u180a\u1810-\u18af"
_IN_PLACE: Final = "|".join(
    (
        f"{_SYMBOL}(?:\u200d{_SYMBOL})*",
        "[0-9#*]\ufe0f\u20e3",
        "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\ufe00-\ufe02\U000e0100-\U000e01ef]",
        f"(?<=[{_JOINING}])[\u200c\u200d](?=[{_JOINING}])",
        "(?<=[\u1820-\u18aa])[\u180b-\u180f]",
    )
)

# The ignorable characters that Python calls printable. To look for them costs less at start
# than to compile the pattern, which hardly any text needs.
_PRINTABLE: Final = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)

# In a text for the user, a command that is there to be copied; what ends it stands in it in quotes.
ENDING: Final = "、；，（"
COMMAND: Final = rf"fjkx (?:'[^'\n]*'|[^'\n{ENDING}]|(?<=\d)[、，](?=\d))*"


def is_plain(text: str) -> bool:
    """Whether the text may be shown as it is, without a closer look: all of it is printable."""
    return text.isprintable() and (text.isascii() or _PRINTABLE.isdisjoint(text))


def revealed(text: str, spelled: Callable[[str], str]) -> str:
    """The text with each character that may not be shown as `spelled`; the line feed stays."""
    if is_plain(text):
        return text
    return _hidden().sub(lambda at: spelled(at[1]) if at[1] else at[0], text)


@cache
def _hidden() -> re.Pattern[str]:
    """Matches signs with what belongs to them, and in group 1 what may not be shown."""
    return re.compile(f"{_IN_PLACE}|([{_CONTROL}{_IGNORABLE}])")


def hidden(text: str) -> str:
    """The first character in the text that may not be shown; empty if all may."""
    if is_plain(text):
        return ""
    return next((match[1] for match in _hidden().finditer(text) if match[1]), "")


def escape(character: str) -> str:
    """The character's code, spelled as in JSON: `\\u001b`, `\\udb40\\udc01`."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def visible(text: str) -> str:
    """The text with every character that may not be shown as its code; tabs become blanks, and
    line ends line feeds. Nothing in the result is acted on by a terminal, the line feed aside."""
    if is_plain(text):
        return text
    return revealed(text.replace("\r\n", "\n").replace("\t", " "), escape)


def one_line(text: str) -> str:
    """Like `visible`, the lines joined with a blank."""
    lines = visible(text).split("\n")
    return " ".join(filter(None, map(str.strip, lines))) if len(lines) > 1 else lines[0]


def plain(text: str) -> str:
    """The text as it is compared: characters for full-width, half-width and other forms of them
    (NFKC), and without those that are drawn as nothing."""
    if text.isascii():
        return text
    from unicodedata import normalize

    found = normalize("NFKC", text)
    return found if is_plain(found) else _ignorable().sub("", found)


@cache
def _ignorable() -> re.Pattern[str]:
    return re.compile(f"[{_IGNORABLE}]")


def cells(text: str) -> int:
    """Columns that the text takes up on a terminal: two for a wide character, none for a mark on
    another one. Rich counts the same, and costs start-up."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(
        0 if category(each) in ("Mn", "Me", "Cf") else 1 + (east_asian_width(each) in "WF")
        for each in text
    )
