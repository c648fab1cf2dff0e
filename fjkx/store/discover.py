"""Which plan file a command is about."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from fjkx.plan.errors import FileError
from fjkx.plan.named import NamedTuple
from fjkx.store.files import explain


class Found(NamedTuple):
    """A plan file, and whether its user might think of `another`: there were several, or it is
    in a parent of the folder."""

    path: str
    another: bool


def search(explicit: str | None, folder: str, today: date) -> Found:
    """The plan file: `explicit` if given, else the one in or above `folder`.

    The nearest of `folder` and its parents that has a `workplan*.yaml`, in itself or in its
    `data/`, decides; of several there, the one named after the year of `today`. From within a
    git work tree the search does not leave it, and of parents it takes only what this user or
    root put there. What is found in `folder` itself is spelled relative to it. Raises FileError
    when an explicit file does not exist, and when none or several remain.
    """
    if explicit is not None:
        _stat(explicit)
        return Found(explicit, False)
    strange: list[str] = []
    for place in _upwards(folder):
        found = _plans(place)
        if place != folder:
            strange += [path for path in found if not _is_trusted(path)]
            found = [path for path in found if path not in strange]
        if found:
            return Found(_only(found, today.year), len(found) > 1 or place != folder)
    if strange:
        raise FileError(
            f"这里没有计划文件；上级文件夹中的 {strange[0]} 是别的用户的，没有采用",
            f"确实要用它：fjkx -f {strange[0]}",
        )
    raise FileError(
        "这里和上级文件夹中都没有计划文件（workplan*.yaml）",
        _gone(folder) or "在这里新建一份：fjkx init；或者用 -f 指定计划文件",
    )


def _stat(path: str) -> None:
    try:
        os.stat(path)
    except OSError as error:
        refusal = explain(error, path, "读取")
        if isinstance(error, FileNotFoundError) and _has_versions(path):
            refusal.hint = f"恢复最近的版本：fjkx restore -f {path}"
        raise refusal from error


def _has_versions(path: str) -> bool:
    from fjkx.store.lock import locate

    return os.path.isdir(locate(path, gone=True).versions)


def _gone(folder: str) -> str:
    """What brings back a plan that is gone from the folder or its `data/`, if there was one."""
    for place in ("", "data"):
        with suppress(OSError):
            for name in sorted(os.listdir(os.path.join(folder, place, ".fjkx"))):
                plan = name.removesuffix(".versions")
                if plan != name and _is_plan_name(plan):
                    return f"恢复最近的版本：fjkx restore -f {os.path.join(place, plan)}"
    return ""


def _upwards(folder: str) -> Iterator[str]:
    """`folder` as given, then its parents as absolute paths, up to the top of a git work tree."""
    yield folder
    try:
        place = os.path.abspath(folder)
    except OSError as error:
        raise explain(error, folder, "读取") from error
    while not os.path.lexists(os.path.join(place, ".git")):
        place, below = os.path.dirname(place), place
        if place == below:
            return
        yield place


def _is_trusted(path: str) -> bool:
    """Whether the file, and the folder where that is a link, belong to this user or root."""
    if os.name == "nt":
        return True
    folder = os.path.dirname(path)
    links = [path, folder] if os.path.islink(folder) else [path]
    try:
        return all(os.lstat(each).st_uid in (0, os.geteuid()) for each in links)
    except OSError:
        return False


def _plans(folder: str) -> list[str]:
    """The plan files in `folder` and in its `data/`."""
    beside = "" if folder == os.curdir else folder
    return [path for place in (beside, os.path.join(beside, "data")) for path in _plans_in(place)]


def _plans_in(folder: str) -> list[str]:
    try:
        names = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return []
    paths = [os.path.join(folder, name) for name in names if _is_plan_name(name)]
    return [path for path in paths if not os.path.isdir(path)]


def _is_plan_name(name: str) -> bool:
    return name.startswith("workplan") and name.endswith(".yaml")


def _only(paths: list[str], year: int) -> str:
    """The only path; of several the one of `year`, exactly `workplan<year>.yaml` if need be."""
    of_year = [path for path in paths if str(year) in os.path.basename(path)]
    exact = [path for path in of_year if os.path.basename(path) == f"workplan{year}.yaml"]
    for choice in (paths, of_year, exact):
        if len(choice) == 1:
            return choice[0]
    raise FileError(
        f"有多个计划文件：{'、'.join(paths)}",
        f"用 -f 指定其中一个，例如：fjkx -f {paths[-1]}",
    )
