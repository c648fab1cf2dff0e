"""Processes killed at their system calls, and crowds of them, over all commands that write.

The processes are forks, in which the program is loaded already: so hundreds of kills take
seconds, and each comes exactly at one system call."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from fjkx import store
from fjkx.cli import main
from fjkx.store.checksum import sha256
from fjkx.store.files import slurp
from fjkx.store.versions import content
from tests.office import SHIPPED
from tests.store.disk import append, ended, entries, forked, intercept, many_tasks, restore, undone

DAY = ("--today", "2020-06-15")
NOTICE = "2020年工作要点\n一、学习\n1.加强学习。学好理论。（办公室）\n2.办好事。（科技馆）\n"
COMMANDS = {
    "start": ["start", "3"],
    "done": ["done", "14.2", "16-18", "-m", "好", "-y"],
    "block": ["block", "5", "-m", "场地未落实"],
    "drop": ["drop", "6", "-m", "并入"],
    "reopen": ["reopen", "1"],
    "close": ["close", "1", "-m", "已核验"],
    "note": ["note", "14", "方案已印发", "--percent", "60", "--problem", "讲师不足"],
    "set": ["set", "14", "--due", "2020-09-30"],
    "extend": ["extend", "2", "2020-12-01", "-m", "疫情"],
    "add": ["add", "筹备展览", "--lead", "办公室", "--section", "三"],
    "unit": ["unit", "add", "新部门"],
    "undo": ["undo"],
    "restore": ["restore", "3"],
    "edit": ["edit", "14"],
    "import --force": ["import", "notice.txt", "--force", "-o", "plan.yaml"],
    "import": ["import", "notice.txt", "-o", "new.yaml"],
    "init": ["init", "new.yaml"],
    "list -o": ["list", "-o", "list.csv", "--format", "csv"],
    "restore a deleted plan": ["restore"],
}


def run(*argv: str) -> int:
    """The exit code of the command on the plan, which nobody kills."""
    return main(["-f", "plan.yaml", *DAY, *argv])


def killed(command: str, last: int) -> int:
    """Runs the command until its system call number `last`, to the end where that is 0; the exit
    code, in the second case how many system calls there were, at most 250."""

    def fate(number: int) -> None:
        if number == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> int:
        came = intercept(pytest.MonkeyPatch(), fate)
        code = run(*COMMANDS[command])
        return code if last or code else min(len(came), 250)

    return ended(forked(work))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan that has seen some commands, and all that the commands need."""
    folder = tmp_path / "office"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "fsync", lambda _: None)  # slow, and no kill tells the difference
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nsed -i s/理论/真理/ "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    (tmp_path / "notice.txt").write_text(NOTICE)
    shutil.copy(SHIPPED, "plan.yaml")
    assert [run("done", "1"), run("set", "2", "--due", "2020-06-30")] == [0, 0]
    shutil.copytree(folder, tmp_path / "saved")
    return folder


def begin(folder: Path, command: str) -> None:
    """Everything as it was before the command."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(folder.parent / "saved", folder, dirs_exist_ok=True)
    shutil.copy(folder.parent / "notice.txt", folder)
    (folder / "list.csv").write_text("old")
    if command == "restore a deleted plan":
        (folder / "plan.yaml").unlink()


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def kept() -> set[str]:
    return {version.sha256 for version in store.listed("plan.yaml")}


def kill(folder: Path, command: str, choose: Callable[[int], Iterable[int]]) -> None:
    """Kills the command at those of its system calls, the last of which is told, and looks at what
    is left."""
    begin(folder, command)
    before, versions = state(folder), kept()
    count = killed(command, 0)
    assert count > 10
    results = before, state(folder)
    for last in choose(count):
        begin(folder, command)
        assert killed(command, last) in (0, -signal.SIGKILL), last
        found = {n: data for n, data in state(folder).items() if not n.endswith(".fjkx-tmp")}
        assert found in results, last
        # Whatever there was can be had back, the next command works, and clears up.
        plan = Path("plan.yaml")
        if "plan.yaml" not in found:
            assert restore(plan).changed
        assert store.update("plan.yaml", append("# 接着\n"), "接着", "now").changed
        assert kept() >= versions | {sha256(data) for n, data in found.items() if n == "plan.yaml"}
        for version in store.listed("plan.yaml"):
            assert slurp(version.path, 1 << 24)[version.start :] == content(version)
        assert undone(plan) == "接着"
        if "plan.yaml" in found:
            assert plan.read_bytes() == found["plan.yaml"]
        assert not [name for name in (*os.listdir(), *os.listdir(".fjkx")) if "tmp" in name], last
        assert not [name for name in os.listdir(".fjkx/plan.yaml.versions") if "-" in name], last


WAYS = ("done", "undo", "restore", "edit", "import --force", "import", "init", "list -o")


@pytest.mark.parametrize("command", [*WAYS, "restore a deleted plan"])
def test_kills_at_system_calls(folder: Path, command: str) -> None:
    """Each way to write, killed twice; rather towards the end, where the writing is."""
    chance = random.Random(command)
    kill(folder, command, lambda n: [n - int(n * chance.random() ** 2) for _ in range(2)])


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_kills_at_every_system_call(folder: Path, command: str) -> None:
    kill(folder, command, lambda count: range(1, count + 1))


# Crowds


def test_many_at_once(folder: Path) -> None:
    """Each does one of eight tasks or of eight measures, every third is killed; whatever was done
    is there once, and undone one by one."""
    measures = "".join(f"      - {{text: 第{number}条。}}\n" for number in range(1, 9))
    text = many_tasks(9).rpartition("      - text")[0] + measures
    plan = Path("plan.yaml")
    plan.write_text(text)
    targets = [f"{kind}{number}" for number in range(1, 9) for kind in ("", "9.")]
    pids = [forked(partial(run, "done", each, "-m", f"办{each}。")) for each in targets]
    time.sleep(0.05)
    for pid in pids[::3]:
        os.kill(pid, signal.SIGKILL)
    codes = [ended(pid) for pid in pids]
    assert {*codes[1::3], *codes[2::3]} == {0}
    assert {*codes[::3]} <= {0, -signal.SIGKILL}
    after = plan.read_text()
    found = [after.count(f"status: done, note: 办{each}。}}") for each in targets]
    assert all(n == 1 if code == 0 else n <= 1 for n, code in zip(found, codes, strict=True))
    assert run("check") == 0
    for _ in range(sum(found)):
        assert run("undo") == 0
    assert plan.read_text() == text
    assert entries(folder) == [".fjkx", "plan.yaml"]


def write_much(writer: int, rounds: int) -> int:
    """Runs mixed commands, each with a mark of its own, and notes how each ended."""
    chance = random.Random(writer)
    log = os.open(f"../log{writer}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(f"../out{writer}", os.O_RDWR | os.O_CREAT), 1)
    sys.stdout = os.fdopen(1, "w")
    for number in range(rounds):
        mark = f"记{writer}之{number}。"
        task = str(chance.randint(1, 8))
        command = chance.choice(
            [
                ["note", task, mark],
                ["reopen", task, "-m", mark],
                ["done", task, "-m", mark],
                ["add", mark, "--lead", "办公室"],
                ["extend", task, f"2020-7-{chance.randint(1, 28)}", "-m", mark],
                ["undo"],
            ]
        )
        os.ftruncate(1, 0)
        os.lseek(1, 0, os.SEEK_SET)
        code = run(*command)
        said = os.pread(1, 1 << 16, 0).decode()
        mark = said.partition("记")[2].partition("。")[0] if command == ["undo"] else mark[1:-1]
        os.write(log, f"{command[0]} {code} {mark}\n".encode())
    return 0


LONG = pytest.mark.long


@pytest.mark.parametrize(
    ("writers", "rounds", "deletions"),
    [(6, 10, 2), pytest.param(8, 50, 2, marks=LONG), pytest.param(8, 50, 40, marks=LONG)],
)
def test_a_crowd_whose_folder_is_deleted(
    folder: Path, writers: int, rounds: int, deletions: int
) -> None:
    plan = Path("plan.yaml")
    plan.write_text(many_tasks(8))
    pids = [forked(partial(write_much, writer, rounds)) for writer in range(writers)]
    logs = [folder.parent / f"log{writer}" for writer in range(writers)]
    for part in range(1, deletions + 1):
        deadline = time.monotonic() + 100
        while time.monotonic() < deadline:
            lines = sum(log.read_bytes().count(b"\n") for log in logs if log.exists())
            if lines >= writers * rounds * part // (deletions + 1):
                break
            time.sleep(0.01)
        shutil.rmtree(".fjkx", ignore_errors=True)
    assert [ended(pid) for pid in pids] == [0] * writers
    written: set[str] = set()
    refused: set[str] = set()
    undone: set[str] = set()
    for line in "".join(log.read_text() for log in logs).splitlines():
        command, code, mark = line.split(" ")
        assert code in "013", line
        if command == "undo":
            undone |= {mark} if code == "0" else set()
        else:
            (written if code == "0" else refused).add(mark)
    there = {part.partition("。")[0] for part in plan.read_text().split("记")[1:]}
    assert there == written - undone
    assert not there & refused
    assert len(written) > writers * rounds / 3
    assert run("check") == 0
    assert entries(folder) == [".fjkx", "plan.yaml"]
