"""Writing a plan: one lock, one atomic replacement, one version kept for every step."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from fjkx.plan.errors import FileError, RequestError
from fjkx.plan.named import NamedTuple
from fjkx.store import atomic, files, lock, versions
from fjkx.store.checksum import sha256
from fjkx.store.lock import Place
from fjkx.store.versions import Version


class Written(NamedTuple):
    """What a step did: whether it changed the plan; whether the file had other names (hard
    links), which keep the old content; of `undo` and `restore` the version taken back, or
    brought back."""

    changed: bool
    parted: bool = False
    version: Version | None = None


class _Turn(NamedTuple):
    """A writer's turn: the plan's place, and the lock."""

    place: Place
    lock: int


def update(path: str, change: Callable[[bytes], bytes], label: str, now: str) -> Written:
    """Replaces the plan's bytes by `change(bytes)`, as one step to undo.

    Under the lock, so that `change` sees every earlier writer's work; what it raises passes
    through with nothing written. Raises FileError when the file cannot be read or written, when
    another writer does not finish in time, and when something else changed the file meanwhile;
    the plan is then as it was.
    """
    with _turn(path) as turn:
        before = files.read(turn.place.plan, path)
        after = change(before)
        if len(after) > files.LIMIT:
            raise files.too_large(path, len(after))
        return _step(turn, before, after, label, now)


def undo(path: str) -> Written:
    """Restores, byte for byte, the file before its last step, and tells that step.

    Raises RequestError when there is none, FileError when the file has changed since or the
    version is damaged; the plan is then as it was.
    """
    with _turn(path) as turn:
        current = files.read(turn.place.plan, path)
        kept = list(versions.listed(turn.place))
        step = _last_step(path, kept, current)
        target = next((version for version in kept if version.number == step.back), None)
        if target is None:
            raise _nothing(path)
        data = versions.content(target)
        parted = _has_other_names(turn.place)
        _commit(turn, current, data, lambda: versions.lift(turn.place, target))
        return Written(True, parted, step)


def restore(path: str, number: int | None, label: str, now: str) -> Written:
    """Brings a version back, whatever has become of the plan, as one step to undo: the one of
    that number in `listed`, from 1, else the newest intact one that is not what is there.

    Raises RequestError when there is no such version, FileError as `update` and for a damaged
    one; the plan is then as it was.
    """
    if not listed(path):
        raise RequestError(f"{path}: 没有留下可以恢复的版本", "从备份或 git 中恢复")
    with _turn(path, gone=True) as turn:
        there = os.path.exists(turn.place.plan)
        before = files.read(turn.place.plan, path, files.ANY) if there else None
        kept = list(versions.listed(turn.place))
        found = _newest_other(kept, before) if number is None else _numbered(path, kept, number)
        if found is None:
            return Written(False)
        version, data = found
        return _step(turn, before, data, label, now, version.path)._replace(version=version)


def listed(path: str) -> tuple[Version, ...]:
    """The versions, newest first, also of a plan that is gone; neither waits nor writes.

    Raises FileError where they cannot be read.
    """
    place = lock.locate(path, gone=True)
    try:
        return tuple(versions.listed(place))
    except OSError as error:
        raise files.explain(error, place.versions, "读取") from error


@contextmanager
def _turn(path: str, gone: bool = False) -> Iterator[_Turn]:
    """The lock, taken for a while, with everything in order that a killed writer left."""
    place = lock.locate(path, gone)
    turn = _Turn(place, lock.acquire(place))
    try:
        atomic.clear(os.path.dirname(place.plan))
        versions.settle(place)
        yield turn
    except OSError as error:
        _require_turn(turn)
        raise files.explain(error, path, "写入") from error
    finally:
        lock.release(turn.lock)


def _require_turn(turn: _Turn) -> None:
    """Raises FileError for a lock that somebody deleted, which others do not wait for."""
    if not lock.is_still(turn.place.lock, turn.lock):
        raise FileError(
            f"{turn.place.path}: 写入期间 {turn.place.folder} 被删除，没有写入", "再试一次"
        )


def _step(
    turn: _Turn, before: bytes | None, after: bytes, label: str, now: str, like: str | None = None
) -> Written:
    """Keeps what is there, if no command left it so, and what is to be; then replaces the plan,
    or makes one that is gone (`before` is None) with the rights of the file `like`. One that was
    gone and is again as the last command left it is no step: there is nothing to undo."""
    if after == before:
        return Written(False)
    place = turn.place
    rights = like if before is None and like else place.plan
    top = next(versions.listed(place), None)
    back = top.number if top else 0
    if before is not None and not _is_of(top, before):
        back = versions.number(place, versions.add(place, before, "", now, back, rights))

    def depart() -> None:
        if before is not None or not _is_of(top, after):
            versions.add(place, after, label, now, back, rights)

    parted = before is not None and _has_other_names(place)
    _commit(turn, before, after, depart, rights)
    return Written(True, parted)


def _is_of(version: Version | None, data: bytes) -> bool:
    return version is not None and version.sha256 == sha256(data)


def _commit(
    turn: _Turn,
    before: bytes | None,
    after: bytes,
    depart: Callable[[], object],
    rights: str | None = None,
) -> None:
    """Replaces the plan, which must still be `before`, by `after`; `depart` puts the version
    that this makes in flight. Raises OSError and FileError, the plan and versions unchanged."""
    place = turn.place
    try:
        depart()
        with atomic.finished(place.plan, after, rights or place.plan) as temporary:
            _replace(turn, before, temporary)
    except BaseException as error:
        if not isinstance(error, OSError) or not _took_place(place, after):
            raise
    finally:
        with suppress(OSError, FileError):  # else the next writer does it
            versions.settle(place)


def _replace(turn: _Turn, before: bytes | None, temporary: str) -> None:
    place = turn.place
    if before is None:
        _require_turn(turn)
        atomic.put_asked(temporary, place.plan)
        return
    pinned = lock.pin(place)
    try:
        _require_turn(turn)
        if not _is(place, before):
            raise FileError(
                f"{place.path}: 文件在读取之后被别的程序改动了，没有写入",
                "保存并关闭正在编辑它的程序，再试一次",
            )
        atomic.move(temporary, place.plan)
    finally:
        lock.release(pinned)


def _is(place: Place, data: bytes) -> bool:
    """Whether the plan is these bytes. Raises FileError where it cannot be read."""
    return files.read(place.plan, place.path, files.ANY) == data


def _took_place(place: Place, after: bytes) -> bool:
    """Whether the plan was replaced although the system reported an error, as network file
    systems do."""
    try:
        return _is(place, after)
    except FileError:
        return False


def _has_other_names(place: Place) -> bool:
    return os.stat(place.plan).st_nlink > 1


def _last_step(path: str, kept: list[Version], current: bytes) -> Version:
    """The version that is the plan, if a command left it. Raises RequestError and FileError."""
    newest = kept[0] if kept else None
    last = newest
    if newest and not newest.label:  # found: the command is the one before
        last = next((version for version in kept if version.number == newest.back), None)
    if newest is None or last is None or not last.label:
        raise _nothing(path)
    if newest is last and _is_of(newest, current):
        return newest
    label = " ".join(last.label.split())
    raise FileError(
        f"{path}: 文件在上次操作（{label}）之后又被改动过，不能撤销",
        "恢复以前的内容：fjkx restore；有哪些版本：fjkx undo --list",
    )


def _nothing(path: str) -> RequestError:
    return RequestError(f"{path}: 没有可以撤销的操作", "查看各项任务的记录：fjkx log")


def _numbered(path: str, kept: list[Version], number: int) -> tuple[Version, bytes]:
    if not 1 <= number <= len(kept):
        raise RequestError(
            f"{path}: 没有第 {number} 个版本，共有 {len(kept)} 个", "有哪些版本：fjkx undo --list"
        )
    version = kept[number - 1]
    return version, versions.content(version)


def _newest_other(kept: list[Version], current: bytes | None) -> tuple[Version, bytes] | None:
    """The newest intact version that is not `current`, and its content. Raises FileError where
    all of these are damaged."""
    now = None if current is None else sha256(current)
    failed: FileError | None = None
    for version in kept:
        if version.sha256 != now:
            try:
                return version, versions.content(version)
            except FileError as error:
                failed = failed or error
    if failed:
        raise failed
    return None
