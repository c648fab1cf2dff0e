"""Everything that can stop a command: what is wrong, what helps, and the exit code."""


class FjkxError(Exception):
    """Base of all expected failures; `str()` is one Chinese line without a trailing newline.

    `hint` is what to do next (a command where there is one), or empty; in it `fjkx …` stands for
    the command as it was typed, to which what follows is added: `fjkx … -m 原因`. `exit_code` is
    the process's exit status.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class RequestError(FjkxError):
    """The request cannot be carried out: no such task, ambiguous unit, refused step."""

    exit_code = 1


class ObstacleError(RequestError):
    """Some of several targets do not allow what is asked. `count` others do, `rest` are their
    ids as they may be typed: `1-3 5-23`; none and empty if it is all of them."""

    def __init__(self, message: str, hint: str, count: int, rest: str) -> None:
        super().__init__(message, hint)
        self.count = count
        self.rest = rest


class UsageError(FjkxError):
    """The command line itself is wrong."""

    exit_code = 2


class FileError(FjkxError):
    """The plan file cannot be read or written, is not a valid plan, or changed underneath."""

    exit_code = 3
