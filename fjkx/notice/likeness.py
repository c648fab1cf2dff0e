"""Unit names of one notice that may mean the same unit."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

from fjkx.words.names import is_subsequence

_LONG: Final = 6
_LONGEST: Final = 30
_KINDS: Final = ("各", "有关", "相关", "其他")
_TELLING: Final = frozenset("0123456789一二三四五六七八九十东南西北中上下前后左右内外新老")
_LOOKALIKES: Final = tuple(
    map(
        set,
        ("士土", "己已", "已巳", "末未", "人入", "日曰", "干千", "科料", "学字", "改攻", "政攻"),
    )
)
_MOST: Final = 20  # names of one kind that are compared with one
_MOST_APART: Final = 60  # names that are told apart by one clause


def alike(names: Sequence[str], together: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one differs from the other by a character or is a subsequence of
    it, the one seen first in front; names that stand in one clause are different units.

    Only names of one kind are compared, few of them at a time, so that a hundred thousand stay
    quick: those with the same ends and the same telling characters, or the same but for one.
    """
    apart = {
        pair for clause in together for pair in combinations(sorted(set(clause))[:_MOST_APART], 2)
    }
    kinds: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for name in names:
        for kind in kinds_of(name):
            near = kinds[kind]
            for other in near[-_MOST:]:
                if tuple(sorted((name, other))) not in apart and is_alike(other, name):
                    yield other, name
            near.append(name)


def kinds_of(name: str) -> Iterator[tuple[object, ...]]:
    """What a name has in common with those like it: its ends and telling characters with one that
    it abbreviates, and all but one character with one of a slip."""
    yield name[:1], name[-1:], *(char for char in name if char in _TELLING)
    if len(name) <= _LONGEST:
        for at in range(len(name) - 1):
            yield at, name[:at], name[at + 1 :]


def is_alike(name: str, other: str) -> bool:
    """Whether one name could be the other by a slip, or its short form: they differ by a
    character, or one is a subsequence of the other from the same first character.

    In short names a character tells offices apart (商务局, 税务局), unless it looks like the
    other (院士办, 院土办); numbers and sides always do (一科, 二科), and 各乡镇 is nobody's name.
    """
    short, long = sorted((name, other), key=len)
    if len(short) < 3 or short.startswith(_KINDS) or any(sign in long for sign in "(（"):
        return False
    if len(short) == len(long):
        differing = [{a, b} for a, b in zip(name, other, strict=True) if a != b]
        if len(differing) != 1 or differing[0] & _TELLING:
            return False
        return len(short) >= _LONG or differing[0] in _LOOKALIKES
    more = Counter(long) - Counter(short)
    return short[0] == long[0] and not more.keys() & _TELLING and is_subsequence(short, long)
