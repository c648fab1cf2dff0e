"""The only package that touches the disk: find, read and write plan files, their versions, output
files, notices.

Failures are `FileError` (the plan file) or `RequestError` (what was asked for), each one
Chinese line that names the path, with a hint. Reading creates nothing; whatever writes a plan
keeps a lock and the versions in `.fjkx/` beside it.
"""

from typing import TYPE_CHECKING

from fjkx.store.discover import Found, search
from fjkx.store.files import LIMIT, bundled, read

if TYPE_CHECKING:
    from fjkx.store.atomic import WRITTEN, create
    from fjkx.store.folder import file_names, is_folder, others_there, refuse_files
    from fjkx.store.journal import Written, listed, restore, undo, update
    from fjkx.store.notices import put_plan, read_notice, read_stream, workbooks
    from fjkx.store.output import Guard, is_stream, paper_there, refuse_output, write_output
    from fjkx.store.versions import Version

__all__ = [
    "LIMIT",
    "WRITTEN",
    "Found",
    "Guard",
    "Version",
    "Written",
    "bundled",
    "create",
    "file_names",
    "is_folder",
    "is_stream",
    "listed",
    "others_there",
    "paper_there",
    "put_plan",
    "read",
    "read_notice",
    "read_stream",
    "refuse_files",
    "refuse_output",
    "restore",
    "search",
    "undo",
    "update",
    "workbooks",
    "write_output",
]

_LATER = {
    "atomic": ("WRITTEN", "create"),
    "folder": ("file_names", "is_folder", "others_there", "refuse_files"),
    "journal": ("Written", "listed", "restore", "undo", "update"),
    "notices": ("put_plan", "read_notice", "read_stream", "workbooks"),
    "output": ("Guard", "is_stream", "paper_there", "refuse_output", "write_output"),
    "versions": ("Version",),
}


def __getattr__(name: str) -> object:
    """Imports what reading a plan does not need when it is first asked for: that has to start
    fast."""
    for module, names in _LATER.items():
        if name in names:
            return getattr(__import__(f"{__name__}.{module}", fromlist=[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
