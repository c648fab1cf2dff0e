"""Unit names of one notice that may mean the same unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from fjkx.names import is_subsequence

_MOST = 60  # names that are compared with one, or told apart by one clause


def alike(names: Sequence[str], together: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of names of which one differs from the other by a character or is a subsequence of
    it, the one seen first in front; names that stand in one clause are different units.

    Only names with the same last character are compared, few of them at a time, so that
    thousands of names stay quick.
    """
    apart = {pair for clause in together for pair in combinations(sorted(set(clause))[:_MOST], 2)}
    endings: dict[str, list[str]] = defaultdict(list)
    for name in names:
        endings[name[-1:]].append(name)
    for same in endings.values():
        for at, name in enumerate(same):
            for other in same[at + 1 : at + _MOST]:
                if tuple(sorted((name, other))) not in apart and is_alike(name, other):
                    yield name, other


def is_alike(name: str, other: str) -> bool:
    """Whether two names differ by one character or one is a subsequence of the other, with the
    same first character."""
    short, long = sorted((name, other), key=len)
    if len(short) < 3 or short[0] != long[0] or any(sign in long for sign in "(（"):
        return False
    if len(short) == len(long):
        return len(short) > 3 and sum(a != b for a, b in zip(name, other, strict=True)) == 1
    return is_subsequence(short, long)
