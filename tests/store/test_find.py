"""Which plan a command takes that is not told: the nearest, within bounds."""

import os
from datetime import date
from pathlib import Path

import pytest

from fjkx import store
from tests.office import PLAN, Office
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


def test_the_same_name_twice_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "workplan2020.yaml", "data/workplan2020.yaml")
    monkeypatch.chdir(tmp_path)
    assert failure(found, ".") == (
        "有多个计划文件：workplan2020.yaml、data/workplan2020.yaml",
        "用 -f 指定其中一个，例如：fjkx -f data/workplan2020.yaml",
    )


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_a_git_work_tree_is_not_left(tmp_path: Path, kind: str) -> None:
    touch(tmp_path, "workplan2020.yaml", "proj/sub/x", "proj/.git/x" if kind == "folder" else "x")
    if kind == "file":  # as in a submodule
        touch(tmp_path, "proj/.git")
    for folder in ("proj", "proj/sub"):
        assert failure(found, tmp_path / folder)[0] == NONE
    touch(tmp_path, "proj/workplan2019.yaml")
    for folder in ("proj", "proj/sub"):
        assert found(tmp_path / folder) == str(tmp_path / "proj" / "workplan2019.yaml")


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


def test_an_update_names_the_plan_where_it_might_be_another(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = office.write()
    assert "写入的是" not in office.type("fjkx start 4")
    office.write(name="workplan2019.yaml")
    assert "! 写入的是 workplan2020.yaml\n" in office.type("fjkx done 4")
    (office.folder / "sub").mkdir()
    monkeypatch.chdir(office.folder / "sub")
    for command in ("note 4 好", "undo", "restore", "set 4 --leader 王一"):
        assert "! 写入的是 ~/workplan2020.yaml\n" in office.type(f"fjkx {command}")
    assert "写入的是" not in office.type(f"fjkx -f {plan} note 4 好")
    assert "写入的是" not in office.type("fjkx list")


def test_a_plan_that_is_gone_is_offered(office: Office) -> None:
    plan = office.write()
    office.type("fjkx done 4")
    done = plan.read_bytes()
    plan.unlink()
    office.transcript(f"""
$ fjkx list
! 错误：{NONE}
! 提示：恢复最近的版本：fjkx restore -f workplan2020.yaml
[3]
$ fjkx list -f workplan2020.yaml
! 错误：workplan2020.yaml: 无法读取：文件不存在
! 提示：恢复最近的版本：fjkx restore -f workplan2020.yaml
[3]
$ fjkx undo --list -f workplan2020.yaml
 1  2020-06-15 09:30:05  done 4
 2  2020-06-15 09:30:05  （更新之前已有的内容）
$ fjkx restore -f workplan2020.yaml
已恢复：2020-06-15 09:30:05  done 4
""")
    assert plan.read_bytes() == done
    assert plan.read_text() != PLAN
