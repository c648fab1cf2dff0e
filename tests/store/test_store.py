"""Plan files found, read and created, output files, and what may go wrong with each."""

import errno
import os
import stat
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from fjkx import store
from fjkx.file.likeness import is_plan
from tests.office import HANGS
from tests.store.disk import (
    CALLS,
    DATA,
    ROOT,
    TEXT,
    each_fault,
    entries,
    failure,
    python,
    refusal,
    update,
)

TODAY = date(2020, 6, 1)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "workplan2020.yaml"
    path.write_bytes(TEXT.encode())
    return path


# Find


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("schema: 1\n")


@pytest.mark.parametrize(
    ("files", "start", "found"),
    [
        (["workplan2020.yaml"], ".", "workplan2020.yaml"),
        (["workplan.yaml"], ".", "workplan.yaml"),
        (["data/workplan2019.yaml"], ".", "data/workplan2019.yaml"),
        (["data/workplan2020.yaml", "a/b/x"], "a/b", "data/workplan2020.yaml"),
        (["workplan2020.yaml", "data/x"], "data", "workplan2020.yaml"),
        (["workplan2020.yaml", "a/data/workplan2019.yaml"], "a", "a/data/workplan2019.yaml"),
        (["workplan2019.yaml", "workplan2020.yaml"], ".", "workplan2020.yaml"),
        (["workplan2019.yaml", "data/workplan-2020.yaml"], ".", "data/workplan-2020.yaml"),
        (["workplan2020.yaml", "workplan2020-old.yaml"], ".", "workplan2020.yaml"),
        (["workplan2020.yaml", "workplan2020.yaml~", "notes.yaml"], ".", "workplan2020.yaml"),
        (["workplan2020.yaml", "workplan2019.yaml/x"], ".", "workplan2020.yaml"),
    ],
)
def test_find(tmp_path: Path, files: list[str], start: str, found: str) -> None:
    touch(tmp_path, *files)
    assert store.find(None, str(tmp_path / start), TODAY) == str(tmp_path / found)


def test_find_spells_paths_like_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "data/workplan2020.yaml", "sub/x")
    monkeypatch.chdir(tmp_path)
    assert store.find(None, ".", TODAY) == str(Path("data", "workplan2020.yaml"))
    monkeypatch.chdir(tmp_path / "sub")
    assert store.find(None, ".", TODAY) == str(tmp_path / "data" / "workplan2020.yaml")


def test_find_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    touch(tmp_path, "workplan2018.yaml", "data/workplan2019.yaml")
    monkeypatch.chdir(tmp_path)
    assert failure(store.find, None, ".", TODAY) == (
        "有多个计划文件：workplan2018.yaml、data/workplan2019.yaml",
        "用 -f 指定其中一个，例如：fjkx -f data/workplan2019.yaml",
    )


def test_find_the_same_name_twice_is_not_guessed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "workplan2020.yaml", "data/workplan2020.yaml")
    monkeypatch.chdir(tmp_path)
    message, _ = failure(store.find, None, ".", TODAY)
    assert message == "有多个计划文件：workplan2020.yaml、data/workplan2020.yaml"


def test_find_none(tmp_path: Path) -> None:
    assert failure(store.find, None, str(tmp_path), TODAY) == (
        "这里和上级文件夹中都没有计划文件（workplan*.yaml）",
        "在这里新建一份：fjkx init；或者用 -f 指定计划文件",
    )


def test_find_explicit(tmp_path: Path) -> None:
    touch(tmp_path, "workplan2020.yaml", "other.yml")
    other = str(tmp_path / "other.yml")
    assert store.find(other, str(tmp_path), TODAY) == other
    missing = str(tmp_path / "missing.yaml")
    assert failure(store.find, missing, str(tmp_path), TODAY) == (
        f"{missing}: 无法读取：文件不存在",
        "检查路径；要新建一份计划：fjkx init",
    )


# Read


def test_read_creates_nothing(plan: Path) -> None:
    store.read(str(plan))
    assert store.listed(str(plan)) == ()
    assert entries(plan.parent) == [plan.name]


def test_read_bounds_the_size_before_reading(plan: Path) -> None:
    with plan.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    assert failure(store.read, str(plan)) == (
        f"{plan}:1:1: 文件有 50.0 MiB，超过上限 32 MiB",
        "计划文件通常只有几十 KiB；检查是不是指错了文件",
    )
    os.truncate(plan, store.LIMIT)
    assert len(store.read(str(plan))) == store.LIMIT


def test_read_bounds_what_grows_meanwhile(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with plan.open("wb") as file:
        file.truncate(store.LIMIT + 1)
    small = Path(__file__).stat()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: small)
        message, _ = failure(store.read, str(plan))
    assert message == f"{plan}:1:1: 文件有 32.0 MiB，超过上限 32 MiB"


def test_read_vanished_after_stat(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status = plan.stat()
    plan.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", lambda path: status)
        message, _ = failure(store.read, str(plan))
    assert message == f"{plan}: 无法读取：文件不存在"


def test_an_unforeseen_error_is_one_line_too(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> int:
        raise OSError(errno.ETXTBSY, "Text file busy")

    monkeypatch.setattr(os, "open", busy)
    message, hint = failure(store.read, str(plan))
    assert message == f"{plan}: 无法读取：系统错误 {errno.ETXTBSY}（Text file busy）"
    assert hint == "排除这个错误后再试"


# Create


def test_create(tmp_path: Path) -> None:
    path = tmp_path / "workplan2020.yaml"
    store.create(str(path), "标题\r\n".encode())
    assert path.read_bytes() == "标题\r\n".encode()
    assert entries(tmp_path) == [path.name]
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_create_never_overwrites(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "plan.yaml"
    if kind == "file":
        path.write_text("mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to("nowhere")
    assert refusal(store.create, str(path), DATA) == (
        f"{path}: 已经存在，没有改动它",
        "换一个路径：fjkx init 路径；查看它：fjkx check",
    )
    assert entries(tmp_path) == ["plan.yaml"]
    assert kind != "file" or path.read_text() == "mine"


def test_create_loses_a_race(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("mine")
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    assert refusal(store.create, str(path), DATA)[0] == f"{path}: 已经存在，没有改动它"
    assert path.read_text() == "mine"
    assert entries(tmp_path) == ["plan.yaml"]


def test_create_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unsupported(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unsupported)
    path = tmp_path / "plan.yaml"
    store.create(str(path), DATA)
    assert path.read_text() == TEXT
    assert refusal(store.create, str(path), b"x")[0] == f"{path}: 已经存在，没有改动它"
    assert entries(tmp_path) == ["plan.yaml"]


def test_create_that_fails_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "link", broken)
    monkeypatch.setattr(os, "replace", broken)
    failure(store.create, str(tmp_path / "plan.yaml"), DATA)
    assert entries(tmp_path) == []


def test_create_in_no_folder(tmp_path: Path) -> None:
    path = tmp_path / "no" / "plan.yaml"
    assert failure(store.create, str(path), DATA) == (
        f"{path}: 无法写入：文件夹不存在",
        "先建立文件夹，或换一个路径",
    )


def test_bundled() -> None:
    assert store.bundled() == (ROOT / "data" / "workplan2020.yaml").read_bytes()


# Output


def output(path: object, plan: Path | None = None, data: bytes = "编号\r\n".encode()) -> None:
    guard = store.Guard(None if plan is None else str(plan), is_plan=is_plan)
    store.write_output(str(path), data, guard)


def test_output(tmp_path: Path, plan: Path) -> None:
    path = tmp_path / "list.csv"
    output(path, plan)
    assert path.read_bytes() == "编号\r\n".encode()
    path.chmod(0o640)
    output(path, plan, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    output(path, None, b"")
    assert path.read_bytes() == b""
    assert entries(tmp_path) == ["list.csv", plan.name]


def test_output_through_symlinks(tmp_path: Path, plan: Path) -> None:
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    (tmp_path / "dangling.csv").symlink_to("new.csv")
    output(tmp_path / "link.csv", plan, b"1")
    output(tmp_path / "dangling.csv", plan, b"2")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"1"
    assert (tmp_path / "new.csv").read_bytes() == b"2"


def test_output_never_replaces_the_plan(tmp_path: Path, plan: Path) -> None:
    link, hard, planlink = tmp_path / "link", tmp_path / "hard", tmp_path / "planlink"
    link.symlink_to(plan)
    planlink.symlink_to(plan)
    os.link(plan, hard)
    for path, of_plan in [(plan, plan), (link, plan), (hard, plan), (plan, planlink)]:
        assert refusal(output, path, of_plan) == (
            f"{path}: 这是计划文件本身，不能用作输出文件",
            "换一个输出文件名",
        )
    assert plan.read_text() == TEXT


def test_output_never_goes_into_the_undo_states(tmp_path: Path, plan: Path) -> None:
    update(plan, "x\n")
    (tmp_path / "link").symlink_to(".fjkx")
    for path in (
        tmp_path / ".fjkx" / f"{plan.name}.versions" / "000001",
        tmp_path / ".fjkx" / "new",
        tmp_path / "link" / "new",
        tmp_path / ".fjkx",
    ):
        assert refusal(output, path, plan) == (
            f"{path}: .fjkx 中是撤销记录，不能放输出文件",
            "换一个输出文件名",
        )
    store.undo(str(plan))


def test_output_failures(tmp_path: Path) -> None:
    read_only = tmp_path / "read-only"
    read_only.touch(mode=0o444)
    other = "换一个输出文件名"
    for path, message, hint in [
        (tmp_path, "这是文件夹，不能用作输出文件", other),
        (tmp_path / "no" / "x", "无法写入输出：文件夹不存在", f"先建立文件夹，或{other}"),
        (read_only, "输出文件是只读的", f"{other}，或去掉只读属性"),
        (read_only / "x", "无法写入输出：路径中有一段不是文件夹", "检查路径"),
    ]:
        assert refusal(output, path) == (f"{path}: {message}", hint)
    assert entries(tmp_path) == ["read-only"]


def test_output_to_a_fifo_and_a_device(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    received = []
    reader = threading.Thread(target=lambda: received.append(fifo.read_bytes()))
    reader.start()
    output(fifo, None, b"x" * 100_000)
    reader.join(10)
    assert received == [b"x" * 100_000]
    output("/dev/null")
    assert stat.S_ISFIFO(fifo.stat().st_mode)


OUTPUT = """
import sys
from fjkx import store
store.write_output(sys.argv[1], b"new\\n", store.Guard())
"""


def test_output_to_standard_output(tmp_path: Path) -> None:
    run = python(OUTPUT, "/dev/stdout")
    assert (run.returncode, run.stdout, run.stderr) == (0, "new\n", "")
    log = tmp_path / "log"
    log.write_text("old\n")
    with log.open("a") as file:
        subprocess.run(
            [sys.executable, "-c", OUTPUT, "/dev/stdout"],
            cwd=ROOT,
            stdout=file,
            check=True,
            timeout=HANGS,
        )
    assert log.read_text() == "old\nnew\n"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EPERM])
def test_create_with_a_fault_at_every_system_call(tmp_path: Path, code: int) -> None:
    path = tmp_path / "workplan2020.yaml"

    def check(raised: bool) -> None:
        assert entries(tmp_path) in ([], [path.name])
        assert path.exists() or raised
        if path.exists():
            assert path.read_text() == TEXT
            path.unlink()

    calls = tuple(name for name in CALLS if name != "unlink")  # a failed clean-up stays visible
    assert each_fault(lambda: store.create(str(path), DATA), check, code, calls) > 5


def test_output_with_a_fault_at_every_system_call(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")

    def check(raised: bool) -> None:
        assert entries(tmp_path) == [path.name]
        assert path.read_bytes() == (b"old" if raised else b"new")
        path.write_bytes(b"old")

    def call() -> None:
        store.write_output(str(path), b"new", store.Guard())

    assert each_fault(call, check, errno.ENOSPC) > 5


# Start-up

IMPORTS = """
import sys
import fjkx.plan.errors, fjkx.plan.named, datetime, hashlib, typing, collections.abc
before = set(sys.modules)
from fjkx import store
store.read(store.find(None, ".", datetime.date(2020, 6, 1)))
print(*sorted(set(sys.modules) - before))
if len(sys.argv) > 1:
    store.update(sys.argv[1], lambda data: data + b"x", "done 1", "now")
    print(*sorted(set(sys.modules) - before))
"""


def test_reading_and_writing_import_next_to_nothing(plan: Path) -> None:
    reading, writing = python(IMPORTS, plan).stdout.splitlines()
    assert reading == "fjkx.store fjkx.store.discover fjkx.store.files"
    ours = {f"fjkx.store.{name}" for name in ("atomic", "checksum", "journal", "lock", "versions")}
    cheap = {"fcntl"}
    assert set(writing.split()) == {*reading.split(), *ours, *cheap}
