"""The versions of the plan that can be gone back to."""

from collections.abc import Iterable, Sequence
from typing import Final

from fjkx.plan.named import NamedTuple
from fjkx.views import document as doc
from fjkx.views import parts


class State(NamedTuple):
    """A version by its number: when it was left, and by what command, empty where it was found."""

    number: int
    time: str
    command: str


SPECS: Final[Sequence[parts.Spec[State]]] = (
    parts.everywhere("序号", lambda state: f"{state.number:2}", "label"),
    parts.everywhere("时间", lambda state: state.time, "label"),
    parts.everywhere("命令", lambda state: doc.Words(state.command or parts.FOUND)),
)


def state_list(states: Iterable[tuple[str, str]]) -> doc.View:
    """The versions, given as time and command, newest first, by the number that restores one."""
    listed = tuple(State(number, *state) for number, state in enumerate(states, 1))
    nothing = doc.Paragraph("没有可以撤销的操作")
    shown = parts.table(SPECS, listed, bare=True) if listed else nothing
    return doc.View(lambda medium: (doc.Document((shown,)),))
