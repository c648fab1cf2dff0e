"""What the tests of the store share: a small plan, errors as values, faults at system calls."""

import os
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


def forget(plan: Path) -> None:
    own = plan.parent / ".fjkx"
    for folder, folders, names in os.walk(own, topdown=False):
        for name in names:
            Path(folder, name).unlink()
        for name in folders:
            Path(folder, name).rmdir()
    if own.exists():
        own.rmdir()


CALLS = (
    "close",
    "chmod",
    "fstat",
    "fsync",
    "getxattr",
    "link",
    "listdir",
    "listxattr",
    "lstat",
    "mkdir",
    "open",
    "read",
    "rename",
    "replace",
    "stat",
    "unlink",
    "write",
)


class Faults:
    """Fails the n-th of the system calls, whichever it is; closing closes all the same."""

    def __init__(
        self, patch: pytest.MonkeyPatch, fail_at: int, code: int, calls: tuple[str, ...]
    ) -> None:
        self.count = 0
        self.fail_at = fail_at
        self.code = code
        for name in calls:
            patch.setattr(os, name, self.wrap(name, getattr(os, name)))

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.count += 1
            if self.count == self.fail_at:
                if name == "close":
                    real(*arguments)
                if name == "write":
                    real(arguments[0], bytes(arguments[1])[:3])
                raise OSError(self.code, os.strerror(self.code))
            return real(*arguments, **options)

        return call


def each_fault(
    call: Callable[[], object],
    check: Callable[[bool], None],
    code: int,
    calls: tuple[str, ...] = CALLS,
) -> int:
    """Calls with the 1st, 2nd, … system call failing until none does; the number of faults.

    `check` is told whether the call raised.
    """
    for fail_at in range(1, 300):
        raised = False
        with pytest.MonkeyPatch.context() as patch:
            faults = Faults(patch, fail_at, code, calls)
            try:
                call()
            except FjkxError as error:
                raised = True
                assert str(error).count("\n") == 0
        check(raised)
        if faults.count < fail_at:
            assert not raised
            return fail_at - 1
    raise AssertionError("the call never ends")


class Killed(BaseException):
    """Stands for the end of the process at one system call."""


def kill_at(call: Callable[[], object], kill_from: int) -> bool:
    """Calls with every system call from the n-th on failing; whether that came to pass."""
    with pytest.MonkeyPatch.context() as patch:
        count = 0

        def dead(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                nonlocal count
                count += 1
                if count < kill_from:
                    return real(*arguments, **options)
                if name == "close":
                    real(*arguments)
                raise Killed

            return call

        for name in CALLS:
            patch.setattr(os, name, dead(name, getattr(os, name)))
        try:
            call()
        except Killed:
            return True
    return False
