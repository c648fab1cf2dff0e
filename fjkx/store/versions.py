"""Versions: whole files, as a command left the plan, and as one found it.

`.fjkx/<plan name>.versions/` holds one numbered file for each, the newest last: a head of a few
lines, then the plan's bytes. Going back one step moves the version before it to the top, so that
the one on top is always what the last command left, and nothing is lost by going back.

A version in flight is named `<number>-<word>`: written, or taken from its number, before the plan
is replaced, and numbered afterwards. Whoever finds it compares it with the plan and so knows
whether that took place.
"""

import os
import stat
from codecs import unicode_escape_decode, unicode_escape_encode
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from fjkx.plan.errors import FileError
from fjkx.plan.named import NamedTuple
from fjkx.store import atomic, files
from fjkx.store.checksum import sha256
from fjkx.store.lock import Place, make_folder, require_own

KEPT: Final = 50
ROOM: Final = 64 * 1024 * 1024
"""So many versions are kept, and so many bytes of them, but always the last two."""

_MAGIC: Final = b"fjkx-version-1 "
_FIELDS: Final = 5
_NEW: Final = 0  # the number of what has none to go back to


class Version(NamedTuple):
    """A state of the plan that is kept: left at `time` by the command `label`; without a label
    it is what a command found that no command had left.

    `back` is the number of the version that undo goes to, 0 where there is none; `size` and
    `sha256` (in hex) are those of the content, which starts at byte `start` of the file `path`.
    """

    number: int
    label: str
    time: str
    back: int
    size: int
    sha256: str
    path: str
    start: int


def listed(place: Place) -> Iterator[Version]:
    """The versions, newest first, of which only the heads are read; what is damaged is left out.

    Raises OSError, and FileError for a folder that is not ours.
    """
    names, _ = _names(place)
    for number in sorted(names, reverse=True):
        with suppress(OSError, ValueError):
            yield _head(os.path.join(place.versions, names[number]), number)


def content(version: Version) -> bytes:
    """The plan's bytes in a version. Raises FileError where they are not what was written."""
    try:
        data = files.slurp(version.path, version.start + version.size, files.NO_LINK)
    except OSError as error:
        raise files.explain(error, version.path, "读取") from error
    if sha256(data[version.start :]) != version.sha256:
        raise FileError(f"{version.path}: 这个版本已损坏，不能恢复", "看其他版本：fjkx undo --list")
    return data[version.start :]


def add(place: Place, data: bytes, label: str, time: str, back: int, like: str) -> str:
    """A new version in flight, on the disk when this returns, with the rights of the file
    `like`; its path. Raises OSError and FileError."""
    make_folder(place.versions, place.folder)
    path = _in_flight(place, _NEW)
    fields = (label, time, str(back), str(len(data)), sha256(data))
    head = b"".join(unicode_escape_encode(field)[0] + b"\n" for field in fields)
    first = _MAGIC + sha256(head).encode() + b"\n"
    with atomic.finished(os.path.join(place.versions, "x"), first + head + data, like) as made:
        os.rename(made, path)
    atomic.sync_folder(place.versions)
    return path


def lift(place: Place, version: Version) -> str:
    """Takes a version from its number to be in flight; its path. Raises OSError."""
    path = _in_flight(place, version.number)
    os.rename(version.path, path)
    return path


def number(place: Place, path: str) -> int:
    """Numbers a version in flight on top of the others; its number. Raises OSError."""
    numbers = map(int, filter(_is_number, os.listdir(place.versions)))
    on_top = max(numbers, default=0) + 1
    os.rename(path, _numbered(place, on_top))
    return on_top


def settle(place: Place) -> None:
    """Numbers what is in flight if it is the plan, else puts it back or drops it; then drops the
    oldest. Raises OSError and FileError."""
    names, dropped = _names(place)
    for name in dropped:
        atomic.remove(os.path.join(place.versions, name))
    for number, name in names.items():
        if "-" in name:
            os.rename(os.path.join(place.versions, name), _numbered(place, number))
    _prune(place, sorted(names, reverse=True))


def _prune(place: Place, numbers: list[int]) -> None:
    total = 0
    for position, number in enumerate(numbers):
        total += os.lstat(_numbered(place, number)).st_size
        if position >= 2 and (position >= KEPT or total > ROOM):
            atomic.remove(_numbered(place, number))


def _numbered(place: Place, number: int) -> str:
    return os.path.join(place.versions, f"{number:06d}")


def _in_flight(place: Place, number: int) -> str:
    return f"{_numbered(place, number)}-{atomic.unique()}"


def _names(place: Place) -> tuple[dict[int, str], list[str]]:
    """The files' names by number, those in flight by the number that they are going to have;
    and the names of those that are going to be dropped."""
    require_own(place.folder)
    require_own(place.versions)
    try:
        names = os.listdir(place.versions)
    except FileNotFoundError:
        return {}, []
    numbered, dropped = {int(name): name for name in names if _is_number(name)}, []
    for name in names:
        own, dash, _ = name.partition("-")
        if not dash or not _is_number(own):
            continue
        try:
            took_place = _is_plan(place, os.path.join(place.versions, name))
        except (OSError, FileError):
            continue  # which of the two cannot be told now
        if number := max(numbered, default=0) + 1 if took_place else int(own):
            numbered.setdefault(number, name)
        else:
            dropped.append(name)
    return numbered, dropped


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit() and len(name) < 10


def _is_plan(place: Place, path: str) -> bool:
    """Whether the version in that file is the plan as it is. Raises OSError and FileError."""
    try:
        os.stat(place.plan)
        return _head(path, _NEW).sha256 == sha256(files.read(place.plan, most=files.ANY))
    except (ValueError, FileNotFoundError):
        return False


def _head(path: str, number: int) -> Version:
    """The version in a file, its content unread. Raises OSError, ValueError where it is
    damaged, or no version."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise ValueError("no file")
    descriptor = os.open(path, files.READ | files.NO_LINK)
    with open(descriptor, "rb") as stream:
        first, *lines = (stream.readline(files.LIMIT) for _ in range(1 + _FIELDS))
        start, end = stream.tell(), os.fstat(descriptor).st_size
    if first != _MAGIC + sha256(b"".join(lines)).encode() + b"\n":
        raise ValueError("not a version, or damaged")
    label, time, back, size, digest = (unicode_escape_decode(line[:-1])[0] for line in lines)
    if end != start + int(size):
        raise ValueError("cut off")
    return Version(number, label, time, int(back), int(size), digest, path, start)
