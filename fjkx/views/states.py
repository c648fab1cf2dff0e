"""What can be gone back to."""

from collections.abc import Iterable, Sequence
from typing import Final

from fjkx.views import document as doc
from fjkx.views import parts

SPECS: Final[Sequence[parts.Spec[tuple[str, str]]]] = (
    parts.everywhere("时间", lambda state: state[0], "label"),
    parts.everywhere("命令", lambda state: doc.Words(state[1])),
)


def state_list(states: Iterable[tuple[str, str]]) -> doc.View:
    """The commands that can be undone, given as time and label, newest first."""
    listed = tuple(states)
    nothing = doc.Paragraph("没有可以撤销的操作")
    shown = parts.table(SPECS, listed, bare=True) if listed else nothing
    return doc.View(lambda medium: (doc.Document((shown,)),))
