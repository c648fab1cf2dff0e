"""Processes killed at their system calls, and crowds of them, over all commands that write.

The processes are forks, in which the program is loaded already: so hundreds of kills take
seconds, and each comes exactly at one system call."""

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from fjkx import store
from fjkx.cli import main
from fjkx.store.checksum import sha256
from fjkx.store.files import slurp
from fjkx.store.versions import content
from tests.office import SHIPPED
from tests.store.disk import CALLS, entries, many_tasks

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


def forked(work: Callable[[], int]) -> int:
    """The pid of a process that does the work and exits with its result, silently."""
    if pid := os.fork():
        return pid
    code = 99
    try:
        signal.alarm(100)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w")
        code = work()
    finally:
        os._exit(code)


def ended(pid: int) -> int:
    """The exit code of a process, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def run(*argv: str) -> int:
    return ended(forked(lambda: main(["-f", "plan.yaml", *DAY, *argv])))


class Counted:
    """Counts the system calls, and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.count, self.last = 0, last
        for name in CALLS:
            setattr(os, name, self.wrap(getattr(os, name)))

    def wrap(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            self.count += 1
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **options)

        return call


def killed(command: str, last: int) -> int:
    """Runs the command until its system call number `last`; the exit code."""

    def work() -> int:
        counted = Counted(last)
        code = main(["-f", "plan.yaml", *DAY, *COMMANDS[command]])
        return code if last else min(counted.count, 250)

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
    assert main(["list", "-f", str(SHIPPED)]) == 0  # loads what every command needs
    return folder


def begin(folder: Path, command: str) -> None:
    """Everything as it was before the command."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    saved = folder.parent / "saved"
    if not saved.exists():
        shutil.copy(SHIPPED, "plan.yaml")
        assert [run("done", "1"), run("set", "2", "--due", "2020-06-30")] == [0, 0]
        shutil.copytree(folder, saved)
    else:
        shutil.copytree(saved, folder, dirs_exist_ok=True)
    shutil.copy(folder.parent / "notice.txt", folder)
    (folder / "list.csv").write_text("old")
    if command == "restore a deleted plan":
        (folder / "plan.yaml").unlink()


def state(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def kept() -> set[str]:
    return {version.sha256 for version in store.listed("plan.yaml")}


def kill_everywhere(folder: Path, places: list[tuple[str, int]]) -> int:
    """Kills at each of the places, and looks at what is left; how often the step took place."""
    results: dict[str, tuple[dict[str, bytes], dict[str, bytes]]] = {}
    happened = 0
    for command, last in places:
        begin(folder, command)
        before, versions = state(folder), kept()
        if command not in results:
            assert run(*COMMANDS[command]) == 0, command
            results[command] = before, state(folder)
            begin(folder, command)
        assert killed(command, last) in (0, -signal.SIGKILL), (command, last)
        found = {n: data for n, data in state(folder).items() if not n.endswith(".fjkx-tmp")}
        assert found in results[command], (command, last)
        happened += found != before
        # Whatever there was can be had back, the next command works, and clears up.
        if "plan.yaml" not in found:
            assert run("restore") == 0
        assert run("note", "2", "接着") == 0, (command, last)
        assert kept() >= versions | {sha256(data) for n, data in found.items() if n == "plan.yaml"}
        for version in store.listed("plan.yaml"):
            assert slurp(version.path, 1 << 24)[version.start :] == content(version)
        assert run("undo") == 0
        if "plan.yaml" in found:
            assert Path("plan.yaml").read_bytes() == found["plan.yaml"]
        left = [name for name in (*os.listdir(), *os.listdir(".fjkx")) if "tmp" in name]
        assert left == [], (command, last)
        assert not [name for name in os.listdir(".fjkx/plan.yaml.versions") if "-" in name]
    return happened


def calls_of(folder: Path, command: str) -> int:
    """How many system calls the command takes."""
    begin(folder, command)
    return killed(command, 0)


UPDATES = ("start", "block", "drop", "reopen", "close", "note", "set", "extend", "add", "unit")


def test_kills_at_system_calls(folder: Path) -> None:
    """Four of each way to write, one more of each command that goes one of them; more towards the
    end, where the writing is."""
    chance = random.Random(2020)
    places = []
    for command in COMMANDS:
        count = calls_of(folder, command)
        assert count > 10, command
        kills = 1 if command in UPDATES else 4
        places += [(command, count - int(count * chance.random() ** 2)) for _ in range(kills)]
    assert len(places) > 40
    assert 0 < kill_everywhere(folder, places) < len(places)


@pytest.mark.long
@pytest.mark.parametrize("command", COMMANDS)
def test_kills_at_every_system_call(folder: Path, command: str) -> None:
    places = [(command, last) for last in range(1, calls_of(folder, command) + 1)]
    assert 0 < kill_everywhere(folder, places) < len(places)


# Crowds


def write_much(writer: int, rounds: int) -> int:
    """Runs mixed commands, each with a mark of its own, and notes how each ended."""
    chance = random.Random(writer)
    log = os.open(f"../log{writer}", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(os.open(f"../out{writer}", os.O_RDWR | os.O_CREAT), 1)
    for number in range(rounds):
        mark = f"记{writer}之{number}。"
        task = str(chance.randint(1, 8))
        command = chance.choice(
            [
                ["note", task, mark],
                ["reopen", task, "-m", mark],
                ["done", task, "-m", mark],
                ["add", mark, "--lead", "办公室"],
                [
                    "extend",
                    task,
                    f"2020-{chance.randint(7, 12)}-{chance.randint(1, 28)}",
                    "-m",
                    mark,
                ],
                ["undo"],
            ]
        )
        os.ftruncate(1, 0)
        os.lseek(1, 0, os.SEEK_SET)
        code = main(["-f", "plan.yaml", *DAY, *command])
        said = os.pread(1, 1 << 16, 0).decode()
        mark = said.partition("记")[2].partition("。")[0] if command == ["undo"] else mark[1:-1]
        os.write(log, f"{command[0]} {code} {mark}\n".encode())
    return 0


def crowd(folder: Path, writers: int, rounds: int, deletions: int) -> None:
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
    assert main(["-f", "plan.yaml", "check"]) == 0
    assert entries(folder) == [".fjkx", "plan.yaml"]


def test_a_crowd_whose_folder_is_deleted(folder: Path) -> None:
    crowd(folder, 6, 10, 2)


@pytest.mark.long
@pytest.mark.parametrize("deletions", [2, 40])
def test_a_large_crowd_whose_folder_is_deleted(folder: Path, deletions: int) -> None:
    crowd(folder, 8, 50, deletions)
