"""Plans that several people write: who can do what stays as it was, whoever writes."""

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from fjkx.cli import main
from tests.office import SHIPPED
from tests.store.disk import ended, entries, forked, open_place

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root may be everybody in turn")

OFFICE = 2000
ALICE, BOB, CAROL = (1001, OFFICE), (1002, OFFICE), (1003, 1003)
ROOT = (0, 0)


def run(who: tuple[int, int], plan: Path, *argv: str) -> int:
    """The exit code when that user, who is in one more group, runs the command."""

    def work() -> int:
        user, group = who
        os.setgroups([group])
        os.setgid(user)
        os.setuid(user)
        os.umask(0o022)
        return main(["-f", str(plan), "--today", "2020-06-15", *argv])

    return ended(forked(work))


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """All that the commands need is loaded, before users who might not reach it."""
    with open_place() as place:
        loads = Path(shutil.copy(SHIPPED, place / "loads.yaml"))
        for command in (["list"], ["done", "1"], ["undo"], ["undo", "--list"], ["restore", "1"]):
            main(["-f", str(loads), *command])


@pytest.fixture
def plan(capfd: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """A plan of Alice's in the office's folder, as the administrator set it up."""
    with open_place() as place:
        folder = place / "office"
        folder.mkdir()
        os.chown(folder, 0, OFFICE)
        folder.chmod(0o2775)
        path = Path(shutil.copy(SHIPPED, folder / "plan.yaml"))
        os.chown(path, ALICE[0], OFFICE)
        path.chmod(0o664)
        capfd.readouterr()
        yield path


def rights(path: Path) -> tuple[int, int]:
    return path.stat().st_gid, stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("first", [ALICE, BOB, ROOT])
def test_nobody_locks_the_others_out(plan: Path, first: tuple[int, int]) -> None:
    for who in (first, *(who for who in (ALICE, BOB, ROOT) if who != first)):
        assert run(who, plan, "note", "14", str(who[0])) == 0
        assert run(who, plan, "undo") == 0
        assert run(who, plan, "restore") == 0
        assert rights(plan) == (OFFICE, 0o664)
    own = plan.parent / ".fjkx"
    assert rights(own) == rights(own / "plan.yaml.versions") == (OFFICE, 0o2775)
    for folder in (own, own / "plan.yaml.versions"):
        for path in folder.iterdir():
            assert path.is_dir() or rights(path) == (OFFICE, 0o664), path
    assert run(CAROL, plan, "note", "14", "x") == 3
    assert run(CAROL, plan, "list") == 0


def test_root_gives_everything_to_whom_it_belongs(plan: Path) -> None:
    os.chown(plan.parent, *ALICE)
    assert run(ROOT, plan, "done", "14") == 0
    everything = [plan, *(plan.parent / ".fjkx").rglob("*"), plan.parent / ".fjkx"]
    assert {(path.stat().st_uid, path.stat().st_gid) for path in everything} == {ALICE}


def test_a_folder_that_was_too_narrow_is_opened_by_its_owner(plan: Path) -> None:
    own = plan.parent / ".fjkx"
    own.mkdir(mode=0o755)
    (own / "plan.yaml.lock").touch(mode=0o644)
    assert run(BOB, plan, "done", "14") == 3
    assert run(ROOT, plan, "done", "13") == 0
    assert run(BOB, plan, "done", "14") == 0


@pytest.mark.parametrize(
    ("setting", "line", "said"),
    [
        ("chmod 220 plan.yaml", "list", "{}/plan.yaml: 无法读取：没有权限"),
        ("chmod 220 plan.yaml", "done 14", "{}/plan.yaml: 无法读取：没有权限"),
        ("chmod 644 plan.yaml", "done 14", "{}/plan.yaml: 文件是只读的，没有写入"),
        ("chmod 644 plan.yaml", "list", ""),
        ("chmod 755 .", "done 14", "{}/plan.yaml: 所在文件夹不可写，没有写入"),
        ("chmod 755 .", "list", ""),
        ("chmod 755 .", "undo --list", ""),
        ("chmod 0 .", "list", "{}/plan.yaml: 无法读取：没有权限"),
        ("chmod 0 .", "undo --list", "{0}/.fjkx/plan.yaml.versions: 无法读取：没有权限"),
        ("mkdir -m 755 .fjkx", "list", ""),
        (
            "mkdir -m 755 .fjkx; touch .fjkx/.gitignore",
            "done 14",
            "{0}/plan.yaml: 无法写入：没有权限（{0}/.fjkx/plan.yaml.lock）",
        ),
    ],
)
def test_who_may_not(
    plan: Path, capfd: pytest.CaptureFixture[str], setting: str, line: str, said: str
) -> None:
    subprocess.run(["sh", "-c", setting], cwd=plan.parent, check=True)
    before = plan.read_bytes()
    assert run(BOB, plan, *line.split()) == (3 if said else 0)
    told = capfd.readouterr().err.partition("\n")[0]
    assert told == (said and f"错误：{said.format(plan.parent)}")
    assert plan.read_bytes() == before


def acl(path: Path) -> str:
    done = subprocess.run(
        ["getfacl", "--omit-header", "--numeric", "--absolute-names", path],
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout


def set_acl(*words: str | Path) -> None:
    if shutil.which("setfacl") is None:
        pytest.skip("no setfacl here")
    subprocess.run(["setfacl", *words], check=True)


def test_acls_and_attributes_are_kept(plan: Path) -> None:
    set_acl("-m", "u:1003:rw,g:3000:r", plan)
    set_acl("-m", "u:1003:rwx", plan.parent)
    try:
        os.setxattr(plan, "user.origin", "科协".encode())
    except OSError:
        pytest.skip("no extended attributes here")
    before = acl(plan)
    assert "user:1003:rw-" in before
    for command in (["done", "14"], ["undo"], ["restore"]):
        assert run(BOB, plan, *command) == 0
        assert acl(plan) == before
        assert os.getxattr(plan, "user.origin") == "科协".encode()
    assert acl(plan.parent / ".fjkx" / "plan.yaml.versions" / "000003") == before
    os.chown(plan, 1003, OFFICE)
    plan.unlink()
    assert run(ROOT, plan, "restore") == 0
    assert acl(plan) == before


def test_an_inherited_acl_gives_nobody_more(plan: Path) -> None:
    set_acl("-d", "-m", "u:1003:rwx,g:3000:rwx", plan.parent)
    before = acl(plan)
    for who in (ALICE, BOB, ROOT):
        assert run(who, plan, "note", "14", "x") == 0
        assert acl(plan) == before
    for path in (plan.parent / ".fjkx" / "plan.yaml.versions").iterdir():
        assert acl(path) == before


def test_a_write_that_would_change_the_rights_is_refused(
    plan: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Carol may write the plan, but not give a file to the office, nor does the folder."""
    plan.parent.chmod(0o775)
    set_acl("-m", "u:1003:rwx", plan.parent)
    set_acl("-m", "u:1003:rw", plan)
    assert run(ALICE, plan, "done", "13") == 0
    before = plan.read_bytes()
    set_acl("-R", "-m", "u:1003:rwX", plan.parent / ".fjkx")
    capfd.readouterr()
    for command in ("done", "undo", "restore"):
        assert run(CAROL, plan, command, *["14"][: command == "done"]) == 3
        said = capfd.readouterr().err.splitlines()
        assert said[0].endswith(
            f"{plan}: 你不在它的用户组（2000）中，写入会改变谁能读写它，没有写入"
        )
        assert said[1] == f"提示：请管理员把你加入该组，或改它的组：chgrp 组名 {plan}"
    assert plan.read_bytes() == before
    assert entries(plan.parent) == [".fjkx", "plan.yaml"]
