"""Which item of a list becomes which: what stays, what is gone, what is new, or a new order."""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any, Final, Literal, TypeAlias

from fjkx.plan.named import NamedTuple

Items: TypeAlias = tuple[Any, ...]
Step: TypeAlias = Literal["gone", "new", "stays"]

# Beyond so many pairs to compare, items pair up from the left: time stays linear.
MOST_PAIRS: Final = 40_000


class Aligned(NamedTuple):
    """Old places with what stands there now, old places of what is gone, and by the old place
    behind which it goes what is new; -1 is the start."""

    pairs: tuple[tuple[int, Any], ...]
    gone: tuple[int, ...]
    new: dict[int, Items]


def align_by_key(old: Items, new: Items, key: Callable[[Any], str]) -> Aligned | None:
    """Items with one key belong together, and of those between them the first in both lists, as
    many as there are: these have other keys now. None where the order of keys is another, or a
    key of `new` occurs twice."""
    if list(map(key, old)) == list(map(key, new)):
        return Aligned(tuple(enumerate(new)), (), {})
    places = {key(item): place for place, item in enumerate(new)}
    if len(places) != len(new):
        return None
    pairs: list[tuple[int, Any]] = []
    gone: list[int] = []
    added: dict[int, Items] = {}
    before = done = 0
    ends = [(place, places[key(item)]) for place, item in enumerate(old) if key(item) in places]
    for place, at in (*ends, (len(old), len(new))):
        if at < done:
            return None
        both = min(place - before, at - done)
        pairs += zip(range(before, before + both), new[done:at], strict=False)
        gone += range(before + both, place)
        if at > done + both:
            added[place - 1] = new[done + both : at]
        pairs += ((place, new[at]),) if at < len(new) else ()
        before, done = place + 1, at + 1
    return Aligned(tuple(pairs), tuple(gone), added)


def new_order(old: Items, new: Items) -> tuple[int, ...]:
    """The old places in the order of `new`, if it has the same items in another order; else
    nothing."""
    if len(old) != len(new) or old == new:
        return ()
    places: dict[Any, list[int]] = {}
    for place in reversed(range(len(old))):
        places.setdefault(old[place], []).append(place)
    order = []
    for item in new:
        if not places.get(item):
            return ()
        order.append(places[item].pop())
    return tuple(order)


def align(old: Items, new: Items) -> Aligned:
    """What is alike at both ends stays. Between, as many stay in their places; fewer or more are
    the cheapest way from one to the other, in which what differs in few fields stays."""
    head = common(old, new)
    tail = common(old[head:][::-1], new[head:][::-1])
    last, end = len(old) - tail, len(new) - tail
    pairs = [*enumerate(new[:head]), *zip(range(last, len(old)), new[end:], strict=True)]
    step_at = next_step(old[head:last], new[head:end])
    gone: list[int] = []
    added: dict[int, Items] = {}
    place, at = head, head
    while place < last or at < end:
        step = step_at(place - head, at - head)
        if step == "stays":
            pairs.append((place, new[at]))
        elif step == "gone":
            gone.append(place)
        else:
            added[place - 1] = (*added.get(place - 1, ()), new[at])
        place += step != "new"
        at += step != "gone"
    return Aligned(tuple(pairs), tuple(gone), added)


def common(old: Items, new: Items) -> int:
    """How many items the two begin with alike."""
    for index, (before, after) in enumerate(zip(old, new, strict=False)):
        if before != after:
            return index
    return min(len(old), len(new))


def next_step(old: Items, new: Items) -> Callable[[int, int], Step]:
    """The next step of the cheapest way from `old`, from a place on, to `new`, from a place on."""
    if len(old) == len(new) or len(old) * len(new) > MOST_PAIRS:
        return lambda place, at: (
            "gone" if at == len(new) else "new" if place == len(old) else "stays"
        )
    table = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]

    def ways(place: int, at: int) -> Iterator[tuple[float, Step]]:
        if place < len(old) and at < len(new):
            yield difference(old[place], new[at]) + table[place + 1][at + 1], "stays"
        if place < len(old):
            yield 1 + table[place + 1][at], "gone"
        if at < len(new):
            yield 1 + table[place][at + 1], "new"

    for place in reversed(range(len(old) + 1)):
        for at in reversed(range(len(new) + 1)):
            table[place][at] = min((cost for cost, _ in ways(place, at)), default=0.0)
    return lambda place, at: min(ways(place, at), key=itemgetter(0))[1]


def difference(old: Any, new: Any) -> float:
    """What it costs to change an item into another: less than to take it out and put the other
    in, the less the more fields are alike."""
    fields = zip(old, new, strict=True) if isinstance(old, tuple) else ()
    differing = sum(a != b for a, b in fields)
    return min(1.5, 0.4 * differing) if old == new or differing else 1.5
