"""Writing a plan: one lock, one atomic replacement, one undo state for every step."""

import os
from collections.abc import Callable

from fjkx.plan.errors import FileError, RequestError
from fjkx.store import files, states
from fjkx.store.lock import Place, acquire, locate, release
from fjkx.store.states import UndoState


def update(path: str, change: Callable[[str], str], label: str, now: str) -> bool:
    """Replaces the plan's text by `change(text)`, as one step to undo; False if it is the same.

    Under the lock, so that `change` sees every earlier writer's work; what it raises passes
    through with nothing written. Raises FileError when the file cannot be read or written, when
    another writer does not finish in time, and when something else changed the file meanwhile;
    the plan is then as it was.
    """
    place = locate(path)
    lock = _begin(place)
    try:
        before = files.read_bytes(path)
        after = _encode(path, change(files.decode(path, before)))
        if after != before:
            _step(place, before, after, states.make(before, after, label, now))
        return after != before
    finally:
        release(lock)


def undo(path: str) -> UndoState:
    """Restores, byte for byte, the file before its last step, and returns that step.

    Raises RequestError when there is none, FileError when the file has changed since or the
    state is damaged; the plan is then as it was.
    """
    place = locate(path)
    lock = _begin(place)
    try:
        return _undo(place)
    except OSError as error:
        raise files.explain(error, path, "写入") from error
    finally:
        release(lock)


def undo_states(path: str) -> tuple[UndoState, ...]:
    """The steps that can be taken back, newest first; neither waits nor writes.

    Raises FileError when a state is damaged or cannot be read.
    """
    place = locate(path)
    try:
        kept = [states.load(state) for state in states.paths(place)]
        newest = states.in_flight(place)
    except OSError as error:
        raise files.explain(error, place.states, "读取") from error
    return tuple(reversed([*kept, newest] if newest else kept))


def _begin(place: Place) -> int:
    """Takes the lock and clears up after a killed writer."""
    lock = acquire(place)
    try:
        files.remove(files.temporary_name(place.plan))
        states.settle(place)
    except BaseException as error:
        release(lock)
        if isinstance(error, OSError):
            raise files.explain(error, place.path, "写入") from error
        raise
    return lock


def _encode(path: str, text: str) -> bytes:
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise RequestError(
            f"{path}: 要写入的文字无法编码为 UTF-8，没有写入", "检查输入的文字和终端的编码"
        ) from error
    if len(data) > files.LIMIT:
        raise files.too_large(path, len(data))
    return data


def _step(place: Place, before: bytes, after: bytes, state: UndoState) -> None:
    """Keeps the undo state, then replaces the plan. Raises FileError with the plan unchanged."""
    try:
        states.keep(place, state)
        _replace(place, before, after)
    except BaseException as error:
        _finish(place, states.settle)
        if isinstance(error, OSError):
            raise files.explain(error, place.path, "写入") from error
        raise
    _finish(place, states.number)


def _finish(place: Place, ending: Callable[[Place], None]) -> None:
    """Ends the step in flight when the plan's own fate is sealed; if that fails, the next
    writer does it."""
    try:
        ending(place)
    except (OSError, FileError):
        return


def _replace(place: Place, before: bytes, after: bytes) -> None:
    """Replaces the plan, which must still be `before`. Raises OSError and FileError."""
    temporary = files.temporary_name(place.plan)
    files.write_new(temporary, after, os.stat(place.plan))
    try:
        _require_unchanged(place, before)
    except BaseException:
        files.remove(temporary)
        raise
    files.replace_file(temporary, place.plan)


def _require_unchanged(place: Place, before: bytes) -> None:
    if files.read_bytes(place.path) != before:
        raise FileError(
            f"{place.path}: 文件在读取之后被别的程序改动了，没有写入",
            "保存并关闭正在编辑它的程序，再试一次",
        )


def _undo(place: Place) -> UndoState:
    kept = states.paths(place)
    if not kept:
        raise RequestError(f"{place.path}: 没有可以撤销的操作", "查看各项任务的记录：fjkx log")
    state = states.load(kept[-1])
    current = files.read_bytes(place.path)
    previous = _previous(place, state, current)
    if states.sha256(previous) != state.before:
        raise states.damaged(kept[-1])
    os.replace(kept[-1], place.pending)
    try:
        _replace(place, current, previous)
    except BaseException:
        _finish(place, states.settle)
        raise
    files.remove(place.pending)
    return state


def _previous(place: Place, state: UndoState, current: bytes) -> bytes:
    if states.sha256(current) != state.after:
        label = " ".join(state.label.split())
        raise FileError(
            f"{place.path}: 文件在上次操作（{label}）之后又被改动过，不能撤销",
            "查看改动：git diff；要恢复旧内容，请用备份或 git",
        )
    return states.restored(state, current)
