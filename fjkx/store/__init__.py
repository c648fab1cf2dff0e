"""The only package that touches the disk: find, read and write plan files, undo, output files,
notices.

Failures are `FileError` (the plan file) or `RequestError` (what was asked for), each one
Chinese line that names the path, with a hint. Reading creates nothing; `update` and `undo`
keep a lock and the undo states in `.fjkx/` beside the plan.
"""

from typing import TYPE_CHECKING

from fjkx.store.discover import find
from fjkx.store.files import LIMIT, bundled, create, read

if TYPE_CHECKING:
    from fjkx.store.drafts import discard, draft
    from fjkx.store.journal import undo, undo_states, update
    from fjkx.store.notices import put_plan, read_notice, read_stream
    from fjkx.store.output import Guard, is_stream, refuse_output, write_output
    from fjkx.store.states import UndoState

__all__ = [
    "LIMIT",
    "Guard",
    "UndoState",
    "bundled",
    "create",
    "discard",
    "draft",
    "find",
    "is_stream",
    "put_plan",
    "read",
    "read_notice",
    "read_stream",
    "refuse_output",
    "undo",
    "undo_states",
    "update",
    "write_output",
]

_LATER = {
    "Guard": "output",
    "UndoState": "states",
    "discard": "drafts",
    "draft": "drafts",
    "is_stream": "output",
    "put_plan": "notices",
    "read_notice": "notices",
    "read_stream": "notices",
    "refuse_output": "output",
    "undo": "journal",
    "undo_states": "journal",
    "update": "journal",
    "write_output": "output",
}


def __getattr__(name: str) -> object:
    """Imports what reading a plan does not need when it is first asked for: that has to start
    fast."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(__import__(f"{__name__}.{_LATER[name]}", fromlist=[name]), name)
