"""Which plan file a command is about."""

import os
from collections.abc import Iterator
from datetime import date

from fjkx.plan.errors import FileError
from fjkx.store.files import explain


def find(explicit: str | None, folder: str, today: date) -> str:
    """Path of the plan file: `explicit` if given, else the one in or above `folder`.

    The nearest of `folder` and its parents that has a `workplan*.yaml`, in itself or in its
    `data/`, decides; of several there, the one named after the year of `today`. What is found
    in `folder` itself is spelled relative to it. Raises FileError when an explicit file does
    not exist, and when none or several remain.
    """
    if explicit is not None:
        _stat(explicit)
        return explicit
    for place in _upwards(folder):
        found = _plans(place)
        if found:
            return _only(found, today.year)
    raise FileError(
        "这里和上级文件夹中都没有计划文件（workplan*.yaml）",
        "在这里新建一份：fjkx init；或者用 -f 指定计划文件",
    )


def _stat(path: str) -> None:
    try:
        os.stat(path)
    except OSError as error:
        raise explain(error, path, "读取") from error


def _upwards(folder: str) -> Iterator[str]:
    """`folder` as given, then each of its parents as an absolute path."""
    yield folder
    try:
        place = os.path.abspath(folder)
    except OSError as error:
        raise explain(error, folder, "读取") from error
    while (parent := os.path.dirname(place)) != place:
        yield parent
        place = parent


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
