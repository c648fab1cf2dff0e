"""Work that is counted, not timed: the same on every machine."""

import cProfile
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import fjkx

PACKAGE = fjkx.__path__[0]


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, those of C included."""
    profile = cProfile.Profile()
    profile.runcall(work)
    return sum(each.callcount for each in profile.getstats())


def lines(work: Callable[[], object]) -> int:
    """How many lines of the program run."""
    taken = 0

    def count(frame: FrameType, event: str, _arg: object) -> Any:
        nonlocal taken
        taken += event == "line"
        return count if frame.f_code.co_filename.startswith(PACKAGE) else None

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return taken
