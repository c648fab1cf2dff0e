"""Widths and scripts read alike: a text, character for character, as it is matched."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS: Final = dict(zip(map(ord, "﹙﹚〔〕【】〖〗［］「」"), "()[][][][][]", strict=True))
_SIGNS: Final = dict(zip(map(ord, "﹕∶︰﹔﹐﹑｡"), ":::;,、。", strict=True))
BLANKS: Final = "\t\xa0\u3000\u200b\ufeff\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))

# The characters of labels, verbs and headings as written in traditional script.
_TRADITIONAL: Final = (
    "牽頭單責門處協辦參與負領導時間節點務項號編備註類舉內總體則組織機構後發關於轉條"
)
_SIMPLIFIED: Final = (
    "牵头单责门处协办参与负领导时间节点务项号编备注类举内总体则组织机构后发关于转条"
)
_MORE_TRADITIONAL: Final = (
    "標實劃臺賬進長續貫適應級別隊廳館鄉鎮縣區黨團聯會學院業網來源頁錄職據積極統籌"
)
_MORE_SIMPLIFIED: Final = (
    "标实划台账进长续贯适应级别队厅馆乡镇县区党团联会学院业网来源页录职据积极统筹"
)
_SCRIPT: Final = dict(
    zip(
        map(ord, _TRADITIONAL + _MORE_TRADITIONAL),
        _SIMPLIFIED + _MORE_SIMPLIFIED,
        strict=True,
    )
)

_HALF: Final = _FULL | _BRACKETS | _SIGNS | dict.fromkeys(map(ord, BLANKS), " ") | _SCRIPT

OPENING: Final = {"(": ")", "[": "]"}


def half(text: str) -> str:
    """`text` as it is matched: half-width signs and digits for full-width ones, every bracket (
    or [, every blank a space, the words of clauses and headings in simplified script. It is as
    long as `text`, so that a place in one is a place in the other; the plan gets `text`."""
    return text.translate(_HALF)


def width(text: str) -> int:
    """Columns on a terminal or in a typed text: two for a wide character, one for others."""
    return len(text) + sum(character >= "\u1100" for character in text)


def pairs(flat: str) -> dict[int, int]:
    """For each opening bracket of half-width text that is closed, the index of its closing one.

    In one pass, since a notice may be nothing but brackets; one left open counts as text.
    """
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {closing: [] for closing in OPENING.values()}
    for place, character in enumerate(flat):
        if character in OPENING:
            waiting[OPENING[character]].append(place)
        elif waiting.get(character):
            closed[waiting[character].pop()] = place
    return closed


def glued(texts: Sequence[str]) -> str:
    """The lines of a paragraph as one: a blank only between words of letters or digits."""
    whole = list(texts[:1])
    for before, text in pairwise(texts):
        letters = before[-1:].isascii() and before[-1:].isalnum()
        whole.append(" " if letters and text[:1].isascii() and text[:1].isalnum() else "")
        whole.append(text)
    return "".join(whole)
