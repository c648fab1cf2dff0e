"""What was worked out before, kept as bytes under a key in the user's own cache folder.

A cache can only save time: whatever is wrong with it, what was asked for is not there, and what
was to be kept is not.
"""

import os
import stat
from typing import Final

from fjkx.store import files
from fjkx.store.checksum import sha256

KEPT: Final = 32
"""How many entries are kept, of the newest."""

ROOM: Final = 64 * 1024 * 1024
"""How many bytes all entries may take."""

_ENDING: Final = ".rows"


def load(key: str) -> bytes | None:
    """The bytes kept under a key (letters, digits, dots and dashes), whole as they were kept;
    None where there are none, or where the folder or the entry is not the user's alone."""
    folder = _folder()
    if folder is None or not _is_private(folder):
        return None
    try:
        entry = files.slurp(os.path.join(folder, key + _ENDING), ROOM, files.NO_LINK)
    except OSError:
        return None
    checksum, _, data = entry.partition(b"\n")  # no pipe and nothing cut has the right one
    return data if checksum == _checksum(data) else None


def keep(key: str, data: bytes) -> None:
    """Keeps bytes under a key, and drops the oldest entries beyond `KEPT` and `ROOM`."""
    folder = _folder()
    if folder is None or len(data) > ROOM // 2:
        return
    try:
        if _made(folder):
            _write(os.path.join(folder, key + _ENDING), _checksum(data) + b"\n" + data)
            _drop_oldest(folder)
    except OSError:
        return


def key_of(data: bytes, *kinds: object) -> str:
    """The key of what follows from `data` alone: its SHA-256, and what else decides."""
    return "-".join([*map(str, kinds), sha256(data)])


def _checksum(data: bytes) -> bytes:
    return key_of(data).encode()


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
