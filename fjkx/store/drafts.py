"""Drafts: copies of a plan that an editor may do with as it likes.

A draft's name says of which bytes it was made, so that it can be told later whether it has been
changed, and whether the plan has. While somebody works on it, a lock beside it is held.
"""

import os
import stat
from contextlib import suppress
from typing import Final

from fjkx.plan.errors import FileError
from fjkx.plan.named import NamedTuple
from fjkx.store import atomic, files, lock
from fjkx.store.checksum import sha256

_DAY: Final = 24 * 3600
_DIGITS: Final = 16
_LOCK: Final = ".lock"


class Draft(NamedTuple):
    """A draft that is worked on: its `path`, `base`, which tells the bytes that it was made
    of, and the `lock`."""

    path: str
    base: str
    lock: int


def begin(path: str, data: bytes) -> Draft:
    """A new draft with `data` in `.fjkx` beside the plan, as private as it.

    Raises FileError for a plan that could not be written afterwards.
    """
    place = lock.locate(path)
    lock.release(lock.acquire(place))
    base = _base(data)
    draft = f"{_prefix(place)}{base}-{atomic.unique()}.yaml"
    try:
        with atomic.finished(draft, data, place.plan) as temporary:
            held = _hold(draft)
            atomic.put(temporary, draft)
    except OSError as error:
        raise files.explain(error, draft, "写入") from error
    return Draft(draft, base, held)


def left(path: str) -> list[Draft]:
    """The changed drafts of a plan that nobody works on, newest first, as if worked on from now;
    those a day old and without a change are removed. Raises FileError."""
    place = lock.locate(path)
    lock.require_own(place.folder)
    with suppress(OSError):
        names = [os.path.join(place.folder, name) for name in os.listdir(place.folder)]
        drafts = [name for name in names if name.startswith(_prefix(place))]
        return [draft for draft in map(_resume, sorted(drafts, key=_age)) if draft]
    return []


def is_of(draft: Draft, data: bytes) -> bool:
    """Whether these are the bytes of which the draft was made."""
    return draft.base == _base(data)


def content(draft: Draft) -> bytes:
    """What is in the draft now. Raises FileError."""
    if os.path.islink(draft.path):
        raise FileError(f"{draft.path}: 草稿成了符号链接，没有读取", "检查符号链接：ls -l")
    return files.read(draft.path)


def is_there(draft: Draft) -> bool:
    """Whether the draft is still a file, no link: an editor may have removed it, or put something
    else in its place."""
    try:
        return stat.S_ISREG(os.lstat(draft.path).st_mode)
    except OSError:
        return False


def is_unchanged(draft: Draft) -> bool:
    """Whether the draft is still what it was made of."""
    try:
        return is_of(draft, content(draft))
    except FileError:
        return False


def leave(draft: Draft) -> None:
    """Ends the work on a draft, which stays."""
    atomic.remove(draft.path + _LOCK)
    lock.release(draft.lock)


def discard(draft: Draft) -> None:
    """Ends the work on a draft, and removes it."""
    atomic.remove(draft.path)
    leave(draft)


def _prefix(place: lock.Place) -> str:
    """How the paths of a plan's drafts begin; then come the base and a word of its own."""
    return os.path.join(place.folder, f"{os.path.basename(place.plan)}.edit-")


def _base(data: bytes) -> str:
    return sha256(data)[:_DIGITS]


def _age(path: str) -> float:
    """Seconds since the file was last changed."""
    import time

    return time.time() - os.lstat(path).st_mtime


def _hold(path: str) -> int:
    """The lock of a draft. Raises OSError, BlockingIOError while somebody else holds it."""
    descriptor = os.open(path + _LOCK, os.O_RDWR | os.O_CREAT | files.NO_LINK, 0o666)
    if not atomic.lock(descriptor):
        lock.release(descriptor)
        raise BlockingIOError
    return descriptor


def _resume(path: str) -> Draft | None:
    """The draft, if it has been changed and nobody works on it."""
    if not path.endswith(".yaml") or not stat.S_ISREG(os.lstat(path).st_mode):
        return None
    try:
        held = _hold(path)
    except OSError:
        return None
    draft = Draft(path, path.rpartition(".edit-")[2].partition("-")[0], held)
    if _base(files.slurp(path, files.LIMIT, files.NO_LINK)) != draft.base:
        return draft
    (discard if _age(path) > _DAY else leave)(draft)
    return None
