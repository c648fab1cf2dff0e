"""Plans in git: what two branches record on different tasks merges without a hand, what they
record on the same task conflicts in whole lines, and the program points at the markers."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from fjkx.cli import main
from fjkx.plan.history import is_recorded
from tests.office import HANGS, SHIPPED
from tests.plans import plan_in

NAME = SHIPPED.name
IDENTITY = ("-c", "user.name=科协", "-c", "user.email=office@example.org")
SETTINGS = ("-c", "core.autocrlf=false", "-c", "merge.conflictStyle=merge")
ON = ["--on", "2020-06-10"]


class Repository:
    """A repository with the 2020 plan in it, on the branch `main`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.plan = Path(shutil.copy(SHIPPED, folder / NAME))
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit()

    def git(self, *words: str) -> tuple[int, str]:
        """Exit code and what was said."""
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("GIT_")
        } | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        done = subprocess.run(
            ["git", *IDENTITY, *SETTINGS, *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=HANGS,
        )
        return done.returncode, done.stdout + done.stderr

    def commit(self) -> None:
        assert self.git("add", NAME)[0] == 0
        assert self.git("commit", "--quiet", "-m", "plan")[0] == 0

    def on_branch(self, name: str, commands: Iterable[list[str]]) -> None:
        """Run the commands on a new branch from main, commit, and go back to main."""
        assert self.git("checkout", "--quiet", "-b", name, "main")[0] == 0
        self.run(commands)
        self.commit()
        assert self.git("checkout", "--quiet", "main")[0] == 0

    def run(self, commands: Iterable[list[str]]) -> None:
        for argv in commands:
            assert main(["-f", str(self.plan), "--today", "2020-06-15", *argv]) == 0

    def merge(self, *branches: str) -> list[int]:
        """Merge the branches into main one after the other; their exit codes."""
        return [self.git("merge", "--quiet", "--no-edit", name)[0] for name in branches]

    def text(self) -> str:
        return self.plan.read_bytes().decode()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_the_undo_folder_is_no_concern_of_git(repository: Repository) -> None:
    repository.run([["done", "14"]])
    assert repository.git("status", "--porcelain") == (0, f" M {NAME}\n")


@pytest.mark.parametrize(
    ("begun", "left", "right"), [(False, 13, 14), (True, 13, 14), (False, 1, 26), (True, 26, 25)]
)
def test_different_tasks_merge(repository: Repository, begun: bool, left: int, right: int) -> None:
    """Also neighbours, and the last task of the file."""
    if begun:
        repository.run([["start", "1-26", *ON]])
        repository.commit()
    commands = {
        name: [
            ["note", str(task), f"第{task}项进展", "--percent", "60", "--problem", "人手不足", *ON],
            ["set", str(task), "--due", "9月底"],
            ["done", f"{task}.1"],
            ["extend", str(task), "10月底", "-m", "顺延"],
            ["block", str(task), "-m", "场地未落实"],
        ]
        for name, task in (("left", left), ("right", right))
    }
    for name, typed in commands.items():
        repository.on_branch(name, typed)
    assert repository.merge("left", "right") == [0, 0]
    merged = repository.text()
    assert main(["-f", str(repository.plan), "check"]) == 0
    assert repository.git("checkout", "--quiet", "left~1")[0] == 0
    repository.run([*commands["left"], *commands["right"]])
    assert repository.text() == merged
    plan = plan_in(merged)
    assert all(is_recorded(task) for task in plan.tasks)


def test_one_adds_a_task_one_records(repository: Repository) -> None:
    repository.on_branch("left", [["add", "筹备专题展", "--lead", "办公室", "--section", "三"]])
    repository.on_branch("right", [["done", "1"], ["unit", "rename", "院士办", "院士工作处"]])
    assert repository.merge("left", "right") == [0, 0]
    assert main(["-f", str(repository.plan), "check"]) == 0


def test_the_same_task_conflicts_in_whole_lines(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.run([["start", "14", *ON]])
    repository.commit()
    before = repository.text()
    repository.on_branch("left", [["note", "14", "方案已印发", "--by", "科普部", *ON]])
    repository.on_branch("right", [["note", "14", "讲师已落实", "--problem", "经费不足", *ON]])
    assert repository.merge("left", "right") == [0, 1]
    text = repository.text()
    last = "      - {date: 2020-06-10, status: doing}\n"
    mine = "      - {date: 2020-06-10, by: 科学技术普及部, note: 方案已印发}\n"
    theirs = "      - {date: 2020-06-10, note: 讲师已落实, problem: 经费不足}\n"
    conflict = f"<<<<<<< HEAD\n{mine}=======\n{theirs}>>>>>>> right\n"
    assert text == before.replace(last, last + conflict)
    first = text[: text.index("<<<<<<<")].count("\n") + 1
    capsys.readouterr()
    assert main(["-f", str(repository.plan), "check"]) == 1
    out, err = capsys.readouterr()
    pointed = [
        int(line)
        for line in re.findall(
            rf"^{re.escape(str(repository.plan))}:(\d+):1: error: git 合并冲突标记", out, re.M
        )
    ]
    assert (pointed, err) == ([first, first + 2, first + 4], "")
    assert out.count("\n") == 3
    for argv in (["list"], ["done", "14"]):
        assert main(["-f", str(repository.plan), *argv]) == 3
        said = capsys.readouterr().err
        assert said.startswith(f"错误：{repository.plan}:{first}:1: git 合并冲突标记")
    assert repository.text() == text
    resolved = "".join(
        line
        for line in text.splitlines(keepends=True)
        if line[:7] not in ("<" * 7, "=" * 7, ">" * 7)
    )
    repository.plan.write_text(resolved, "utf-8", newline="")
    assert main(["-f", str(repository.plan), "check"]) == 0
    plan = plan_in(repository.text())
    assert [record.note for record in plan.tasks[13].records] == [None, "方案已印发", "讲师已落实"]


def test_the_first_records_of_one_task_conflict_in_whole_lines(repository: Repository) -> None:
    before = repository.text()
    repository.on_branch("left", [["done", "14", *ON]])
    repository.on_branch("right", [["block", "14", "-m", "场地未落实", *ON]])
    assert repository.merge("left", "right") == [0, 1]
    lines = repository.text().splitlines()
    found = [number for number, line in enumerate(lines) if line[:7] in ("<" * 7, "=" * 7, ">" * 7)]
    assert len(found) % 3 == 0
    sides = {0: "done", 1: "blocked"}
    for side, status in sides.items():
        chosen = "\n".join(choose(lines, side)) + "\n"
        plan = plan_in(chosen)
        assert (plan.tasks[13].status, is_recorded(plan.tasks[13])) == (status, True)
        assert len(chosen.splitlines()) == len(before.splitlines()) + 2


def choose(lines: list[str], side: int) -> list[str]:
    """The lines with one side of every conflict."""
    chosen, at = [], -1
    for line in lines:
        marker = line[:7]
        if marker == "<" * 7:
            at = 0
        elif marker == "=" * 7:
            at = 1
        elif marker == ">" * 7:
            at = -1
        elif at in (-1, side):
            chosen.append(line)
    return chosen
