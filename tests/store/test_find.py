"""Which plan a command takes that is not told: the nearest, within bounds."""

import os
from datetime import date
from pathlib import Path

import pytest

from fjkx import store
from tests.store.disk import failure

TODAY = date(2020, 6, 1)
NONE = "这里和上级文件夹中都没有计划文件（workplan*.yaml）"


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("schema: 1\n")


def found(folder: Path | str) -> str:
    return store.search(None, str(folder), TODAY).path


@pytest.mark.parametrize(
    ("files", "start", "plan"),
    [
        ("workplan2020.yaml", ".", "workplan2020.yaml"),
        ("workplan.yaml", ".", "workplan.yaml"),
        ("data/workplan2019.yaml", ".", "data/workplan2019.yaml"),
        ("data/workplan2020.yaml a/b/x", "a/b", "data/workplan2020.yaml"),
        ("workplan2020.yaml data/x", "data", "workplan2020.yaml"),
        ("workplan2020.yaml a/data/workplan2019.yaml", "a", "a/data/workplan2019.yaml"),
        ("workplan2019.yaml workplan2020.yaml", ".", "workplan2020.yaml"),
        ("workplan2019.yaml data/workplan-2020.yaml", ".", "data/workplan-2020.yaml"),
        ("workplan2020.yaml workplan2020-old.yaml", ".", "workplan2020.yaml"),
        ("workplan2020.yaml workplan2020.yaml~ notes.yaml", ".", "workplan2020.yaml"),
        ("workplan2020.yaml workplan2019.yaml/x", ".", "workplan2020.yaml"),
    ],
)
def test_find(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: str, start: str, plan: str
) -> None:
    """What is in the folder itself is spelled relative to it, what is above in full."""
    touch(tmp_path, *files.split())
    path, here = tmp_path / plan, tmp_path / start
    assert found(here) == str(path)
    monkeypatch.chdir(here)
    assert found(".") == str(path.relative_to(here) if here in path.parents else path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_of_parents_nothing_of_another_user_is_taken(tmp_path: Path, kind: str) -> None:
    touch(tmp_path, "workplan2019.yaml", "shared/mine/x", "roots/workplan2020.yaml")
    shared = tmp_path / "shared"
    plan = shared / "workplan2020.yaml"
    if kind == "file":
        touch(shared, plan.name)
    elif kind == "link":
        plan.symlink_to(tmp_path / "roots" / plan.name)
    else:
        plan = shared / "data" / plan.name
        (shared / "data").symlink_to(tmp_path / "roots")
    strange = shared / "data" if kind == "folder" else plan
    os.chown(strange, 1001, 1001, follow_symlinks=False)
    assert found(shared / "mine") == str(tmp_path / "workplan2019.yaml")
    assert found(shared) == str(plan)  # here it needs no owner
    (tmp_path / "workplan2019.yaml").unlink()
    assert failure(found, shared / "mine") == (
        f"这里没有计划文件；上级文件夹中的 {plan} 是别的用户的，没有采用",
        f"确实要用它：fjkx -f {plan}",
    )
    os.chown(strange, 0, 0, follow_symlinks=False)
    assert found(shared / "mine") == str(plan)
