"""What the tests of the store share: a small plan, errors as values, faults at system calls."""

import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fjkx import store
from fjkx.plan.errors import FileError, FjkxError, RequestError

ROOT = Path(__file__).resolve().parents[2]
TEXT = "schema: 1\nplan:\n  title: 福建省科协2020年工作要点\n  year: 2020\n"
DATA = TEXT.encode()


def update(path: Path, text: str, label: str = "done 14") -> bool:
    return store.update(str(path), replace_by(text), label, "2020-06-01 09:30").changed


def restore(path: Path, number: int | None = None) -> store.Written:
    return store.restore(str(path), number, "restore", "2020-06-01 09:31")


def undone(path: Path) -> str:
    """What left the version that an undo takes back."""
    written = store.undo(str(path))
    assert written.version is not None
    return written.version.label


def labels(path: Path) -> list[str]:
    """What left the versions that are kept, newest first."""
    return [version.label for version in store.listed(str(path))]


def append(line: str) -> Callable[[bytes], bytes]:
    return lambda data: data + line.encode()


def replace_by(text: str) -> Callable[[bytes], bytes]:
    return lambda _: text.encode()


def failure(call: Callable[..., object], *arguments: object) -> tuple[str, str]:
    """Message and hint of the FileError that the call raises."""
    with pytest.raises(FileError) as caught:
        call(*arguments)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    return str(caught.value), caught.value.hint


def refusal(call: Callable[..., object], *arguments: object) -> tuple[str, str]:
    """Message and hint of the RequestError that the call raises."""
    with pytest.raises(RequestError) as caught:
        call(*arguments)
    assert caught.value.exit_code == 1
    return str(caught.value), caught.value.hint


@contextmanager
def open_place() -> Iterator[Path]:
    """A folder that all users reach, which pytest closes above its own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def many_tasks(count: int) -> str:
    """A plan of that many tasks, each with a measure."""
    head = "schema: 1\nplan: {title: 要点, year: 2020}\nunits: [{name: 办公室}]\ntasks:\n"
    return head + "".join(
        f"  - id: {number}\n    title: 任务{number}\n    lead: [办公室]\n    status: todo\n"
        f"    measures:\n      - text: 举措。\n        status: todo\n"
        for number in range(1, count + 1)
    )


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def numbered(plan: Path) -> list[str]:
    return entries(plan.parent / ".fjkx" / f"{plan.name}.versions")


def python(code: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1"},
        timeout=100,
        check=False,
        **options,
    )


def forked(work: Callable[[], int]) -> int:
    """The pid of a process in which all is loaded already, that does the work and exits with its
    result."""
    if pid := os.fork():
        return pid
    code = 99
    try:
        gc.disable()
        signal.alarm(100)
        code = work()
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """The exit code of a process, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def forget(plan: Path) -> None:
    shutil.rmtree(plan.parent / ".fjkx", ignore_errors=True)


CALLS = (
    *("close", "chmod", "fstat", "fsync", "getxattr", "link", "listdir", "listxattr", "lstat"),
    *("mkdir", "open", "read", "rename", "replace", "stat", "unlink", "write"),
)
Fate = Callable[[int], BaseException | None]


def intercept(patch: pytest.MonkeyPatch, fate: Fate, calls: tuple[str, ...] = CALLS) -> list[str]:
    """Has system calls fail: `fate` is told which it is, from 1, and gives what it raises. The
    names of those that came. Closing closes all the same; of what is written a part is."""
    came: list[str] = []

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            came.append(name)
            if error := fate(len(came)):
                if name == "close":
                    real(*arguments)
                if name == "write":
                    real(arguments[0], bytes(arguments[1])[:3])
                raise error
            return real(*arguments, **options)

        return call

    for name in calls:
        patch.setattr(os, name, wrap(name, getattr(os, name)))
    return came


def each_fault(
    call: Callable[[], object],
    check: Callable[[bool], None],
    code: int,
    calls: tuple[str, ...] = CALLS,
) -> int:
    """Calls with the 1st, 2nd, … system call failing until none does; the number of faults.

    `check` is told whether the call raised.
    """
    for last in range(1, 300):
        raised = False
        with pytest.MonkeyPatch.context() as patch:
            error = OSError(code, os.strerror(code))
            came = intercept(patch, {last: error}.get, calls)
            try:
                call()
            except FjkxError as said:
                raised = True
                assert str(said).count("\n") == 0
        check(raised)
        if len(came) < last:
            assert not raised
            return last - 1
    raise AssertionError("the call never ends")


class Killed(BaseException):
    """Stands for the end of the process at one system call."""


def kill_at(call: Callable[[], object], first: int) -> bool:
    """Calls with every system call from that one on failing; whether that came to pass."""
    with pytest.MonkeyPatch.context() as patch:
        intercept(patch, lambda number: Killed() if number >= first else None)
        try:
            call()
        except Killed:
            return True
    return False
