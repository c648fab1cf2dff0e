"""Undo states: what it takes to go back one step, kept in files.

`.fjkx/<plan name>.undo/` holds one numbered file per step, the newest last. A step in flight
is the file `pending` there: written before the plan is replaced, numbered afterwards. Whoever
finds it later compares it with the plan, and so knows whether the step took place: a step that
a crash prevented is told from one that somebody reverted by hand.
"""

import os
import sys
from codecs import unicode_escape_decode, unicode_escape_encode
from typing import Final, NamedTuple

from fjkx.plan.errors import FileError
from fjkx.store import files
from fjkx.store.lock import Place, make_folder

KEPT: Final = 50
"""How many undo states are kept."""

_MAGIC: Final = b"fjkx-undo-1"


class UndoState(NamedTuple):
    """A step that can be taken back: `label`, the command as typed, done at `time`.

    `before` and `after` are the SHA-256, in hex, of the whole file; at byte `offset` the
    `length` bytes of the file after the step stand for the bytes `old` of the one before.
    """

    label: str
    time: str
    before: str
    after: str
    offset: int
    length: int
    old: bytes


def make(before: bytes, after: bytes, label: str, time: str) -> UndoState:
    """The state that leads from `after` back to `before`."""
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    old = before[start : len(before) - end]
    return UndoState(
        label, time, sha256(before), sha256(after), start, len(after) - end - start, old
    )


def restored(state: UndoState, after: bytes) -> bytes:
    """The file before the step, given the one after it."""
    return after[: state.offset] + state.old + after[state.offset + state.length :]


def _common(one: bytes, other: bytes) -> int:
    """Length of the common start, by halving: each byte is compared about once."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def sha256(data: bytes) -> str:
    """The SHA-256 in hex, without `hashlib` where possible: it loads OpenSSL, 7 ms."""
    try:
        built_in = __import__("_sha2" if sys.version_info >= (3, 12) else "_sha256")
        return str(built_in.sha256(data).hexdigest())
    except ImportError:
        import hashlib

        return hashlib.sha256(data).hexdigest()


def dump(state: UndoState) -> bytes:
    """The state as a file: magic word and SHA-256 of the rest; a line per field, an empty
    line, the old bytes."""
    lines = [
        unicode_escape_encode(field)[0] if isinstance(field, str) else b"%d" % field
        for field in (state.label, state.time, state.before, state.after, state.offset)
    ]
    rest = b"\n".join([*lines, b"%d" % state.length, b"", state.old])
    return _MAGIC + b" " + sha256(rest).encode() + b"\n" + rest


def parse(data: bytes) -> UndoState:
    """The reverse of `dump`. Raises ValueError for anything that `dump` did not write."""
    first, _, rest = data.partition(b"\n")
    if first != _MAGIC + b" " + sha256(rest).encode():
        raise ValueError("not an undo state, or damaged")
    label, time, before, after, offset, length, _, old = rest.split(b"\n", 7)
    return UndoState(
        unicode_escape_decode(label)[0],
        unicode_escape_decode(time)[0],
        before.decode(),
        after.decode(),
        int(offset),
        int(length),
        old,
    )


def load(path: str) -> UndoState:
    """The state in a file. Raises FileError when it is damaged or cannot be read."""
    try:
        return parse(files.read_bytes(path))
    except ValueError:
        raise damaged(path) from None


def damaged(path: str) -> FileError:
    """The refusal of an undo state that would not restore the right bytes."""
    return FileError(f"{path}: 撤销记录已损坏，不能撤销", "要恢复旧内容，请用备份或 git")


def paths(place: Place) -> list[str]:
    """The files of the undo states, oldest first. Raises OSError."""
    return [_numbered(place, number) for number in _numbers(place)]


def _numbers(place: Place) -> list[int]:
    try:
        names = os.listdir(place.states)
    except FileNotFoundError:
        return []
    return sorted(int(name) for name in names if name.isascii() and name.isdigit())


def _numbered(place: Place, number: int) -> str:
    return os.path.join(place.states, f"{number:06d}")


def keep(place: Place, state: UndoState) -> None:
    """Makes it the step in flight, on the disk when this returns; as private as the plan.

    Raises OSError and FileError.
    """
    make_folder(place.states)
    files.remove(place.pending)
    files.write_new(place.pending, dump(state), os.stat(place.plan))
    files.sync_folder(place.states)


def in_flight(place: Place) -> UndoState | None:
    """The step left in flight, if the plan is what it led to. Raises FileError."""
    if not os.path.exists(place.pending):
        return None
    try:
        state = load(place.pending)
    except FileError:
        return None
    return state if sha256(files.read_bytes(place.path)) == state.after else None


def settle(place: Place) -> None:
    """Numbers the step that a killed writer left in flight if it took place, else drops it.

    Raises OSError and FileError.
    """
    if not os.path.lexists(place.pending):
        return
    if in_flight(place) is None:
        files.remove(place.pending)
    else:
        number(place)


def number(place: Place) -> None:
    """Puts the step in flight on top of the others, and drops the oldest. Raises OSError."""
    numbers = _numbers(place)
    os.replace(place.pending, _numbered(place, numbers[-1] + 1 if numbers else 1))
    for old in numbers[: max(0, len(numbers) + 1 - KEPT)]:
        files.remove(_numbered(place, old))
