"""What was worked out before from some bytes, kept beside those bytes in the user's own cache
folder.

An entry is found by a checksum and is taken only where the bytes are the same ones: to compare
them costs nothing, while the SHA-256 that would spare it takes 3 % of a start to load. A cache can
only save time: whatever is wrong with it, what was asked for is not there, and what was to be kept
is not.
"""

import os
import stat
import zlib
from typing import Final

from fjkx.store import files

KEPT: Final = 32
"""How many entries are kept, of the newest."""

ROOM: Final = 64 * 1024 * 1024
"""How many bytes all entries may take."""

_ENDING: Final = ".rows"


def load(source: bytes, kind: str) -> bytes | None:
    """What was kept of a kind (letters, digits, dots and dashes) for just these bytes, whole;
    None where nothing was, or where the folder or the entry is not the user's alone."""
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    try:
        entry = files.slurp(_path(folder, source, kind), ROOM, files.NO_LINK)
    except OSError:
        return None
    start = entry.find(b"\n") + 1
    if not entry.startswith(source, start):
        return None
    data = entry[start + len(source) :]
    return data if entry[:start] == _checksum(source, data) else None  # no pipe's, nothing cut


def keep(source: bytes, kind: str, data: bytes) -> None:
    """Keeps what was worked out from bytes, and drops the oldest entries beyond `KEPT` and
    `ROOM`."""
    folder = _folder()
    if folder is None or len(source) + len(data) > ROOM // 2:
        return
    try:
        if _made(folder):
            _write(_path(folder, source, kind), _checksum(source, data) + source + data)
            _drop_oldest(folder)
    except OSError:
        return


def _path(folder: str, source: bytes, kind: str) -> str:
    return os.path.join(folder, f"{kind}-{zlib.crc32(source):08x}{_ENDING}")


def _checksum(source: bytes, data: bytes) -> bytes:
    """The first line of an entry, by which one that is cut or damaged is known."""
    return f"{len(source)}-{len(data)}-{zlib.crc32(data):08x}\n".encode()


def _folder() -> str | None:
    """`$XDG_CACHE_HOME/fjkx`, by default `~/.cache/fjkx`; None without a home. A relative path
    is no cache home (XDG Base Directory Specification 0.8)."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(home):
        home = os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "fjkx") if os.path.isabs(home) else None


def _is_private(folder: str) -> bool:
    """Whether it is a folder, no link, in which nobody but this user can write."""
    try:
        status = os.lstat(folder)
    except OSError:
        return False
    if not hasattr(os, "geteuid"):
        return stat.S_ISDIR(status.st_mode)
    own = status.st_uid == os.geteuid() and not status.st_mode & 0o022
    return own and stat.S_ISDIR(status.st_mode)


def _made(folder: str) -> bool:
    """Whether there is such a folder, which is made where its parent is this user's: not by
    root in somebody's home, who could then not use it. Raises OSError."""
    if not os.path.lexists(folder):
        home = os.path.dirname(folder)
        os.makedirs(home, 0o700, exist_ok=True)
        if hasattr(os, "geteuid") and os.stat(home).st_uid != os.geteuid():
            return False
        os.mkdir(folder, 0o700)
    return _is_private(folder)


def _write(path: str, data: bytes) -> None:
    """Puts a whole file in place at once, or none. Raises OSError."""
    import tempfile

    descriptor, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _drop_oldest(folder: str) -> None:
    """Removes what is beyond the bounds, and what a killed writer left. Raises OSError."""
    with os.scandir(folder) as entries:
        found = [
            (entry.stat(follow_symlinks=False), entry.path)
            for entry in entries
            if not entry.is_dir(follow_symlinks=False)
        ]
    room = ROOM
    for number, (status, path) in enumerate(sorted(found, key=lambda f: -f[0].st_mtime_ns)):
        room -= status.st_size
        if number >= KEPT or room < 0:
            os.unlink(path)
