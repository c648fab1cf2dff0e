"""Half and full width read alike: the same text, character for character, in half width."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

_FULL: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS: Final = dict(zip(map(ord, "﹙﹚〔〕【】〖〗［］「」"), "()[][][][][]", strict=True))
_SIGNS: Final = dict(zip(map(ord, "\u3000\xa0\t﹕∶︰﹔﹐﹑｡"), "   :::;,、。", strict=True))

_HALF: Final = _FULL | _BRACKETS | _SIGNS

OPENING: Final = {"(": ")", "[": "]"}


def half(text: str) -> str:
    """`text` with half-width signs and digits for full-width ones, every bracket ( or [, and
    every blank a space; as long as `text`, so that a place in one is a place in the other."""
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
