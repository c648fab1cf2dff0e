"""Drafts: copies of a plan that an editor may do with as it likes."""

import os

from fjkx.store import files
from fjkx.store.lock import acquire, locate, release


def draft(path: str, text: str) -> str:
    """The path of a new copy with `text`, in `.fjkx` beside the plan and as private as it.

    Raises FileError for a plan that could not be written afterwards.
    """
    place = locate(path)
    release(acquire(place))
    name = os.path.join(place.folder, f"edit-{os.getpid()}-{os.path.basename(place.plan)}")
    files.remove(name)
    try:
        files.write_new(name, text.encode(), os.stat(place.plan))
    except OSError as error:
        raise files.explain(error, name, "写入") from error
    return name


def discard(name: str) -> None:
    """Removes a draft."""
    files.remove(name)
