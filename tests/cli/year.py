"""A year of the 2020 plan: its script, typed through `main()`, and an independent, simple model
of what must come of it, read from the script alone."""

import contextlib
import copy
import io
import re
import shlex
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from fjkx.cli import main
from tests.office import SHIPPED

SCRIPT = Path(__file__).parents[1] / "fixtures" / "year2020.txt"
BECOMES = {"done": "done", "start": "doing", "block": "blocked", "close": "closed"}
BECOMES |= {"drop": "dropped", "reopen": "doing"}


class Typed(NamedTuple):
    """A line of the script: the day it is typed, whether it is refused, and its words."""

    day: str
    refused: bool
    argv: list[str]


def script() -> Iterator[Typed]:
    """The lines of the script that are not comments."""
    for line in SCRIPT.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            day, _, command = line.partition(" ")
            argv = shlex.split(command)
            yield Typed(day, argv[0] == "!", argv[argv[0] == "!" :])


def typed(argv: list[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(argv)
    return code, out.getvalue(), err.getvalue()


# -- the model ------------------------------------------------------------------------------


class Kept:
    """What a task amounts to: what the model keeps of it."""

    def __init__(self, measures: int) -> None:
        self.status = "todo"
        self.measures = ["todo"] * measures
        self.percent = 0
        self.due: date | None = None
        self.records = 0

    @property
    def complete(self) -> bool:
        return self.status in ("done", "closed")

    @property
    def progress(self) -> float:
        """In percent."""
        share = 100 * self.measures.count("done") / len(self.measures)
        return 100 if self.complete else max(self.percent, share)


class Model:
    """The tasks by number, after the lines of the script taken so far."""

    def __init__(self) -> None:
        parts = re.split("^  - id: ", SHIPPED.read_text("utf-8"), flags=re.M)[1:]
        plan = [part for part in parts if part[0].isdecimal()]
        self.tasks = {int(p.split("\n")[0]): Kept(p.count("      - text:")) for p in plan}
        self.before: list[dict[int, Kept]] = []

    def take(self, line: Typed) -> None:
        """Do what the line says; nothing that is refused."""
        if line.refused:
            return
        command, *words = line.argv
        if command == "undo":
            self.tasks = self.before.pop()
            return
        self.before.append(copy.deepcopy(self.tasks))
        if command == "add":
            said = options(words)
            sentences = said["--text"].count("。")
            self.tasks[max(self.tasks) + 1] = task = Kept(sentences)
            task.due = day_of(said["--due"])
        elif command != "unit":
            for target in targets(words[:1] if command in ("note", "extend") else words):
                number, _, measure = target.partition(".")
                happen(self.tasks[int(number)], int(measure or 0), command, words)

    def counts(self, today: date) -> dict[str, float]:
        """The figures of the summary's total."""
        kept = [task for task in self.tasks.values() if task.status != "dropped"]
        late = [t for t in kept if t.due and t.due < today and not t.complete]
        statuses = ("todo", "doing", "blocked", "done", "closed", "dropped")
        return {
            **{each: sum(t.status == each for t in self.tasks.values()) for each in statuses},
            "tasks": len(kept),
            "complete": sum(task.complete for task in kept),
            "overdue": len(late),
            "progress": round(sum(task.progress for task in kept) / len(kept), 1),
        }


def happen(task: Kept, measure: int, command: str, words: list[str]) -> None:
    """What a command does to a task, or to a measure of it, counted from 1."""
    said = options(words)
    starts = task.status == "todo" and (command == "note" or measure > 0)
    task.records += said.get("--due") != "长期坚持"
    match command:
        case "note":
            task.records += starts and measure > 0
            task.percent = int(said.get("--percent", task.percent))
        case "extend":
            task.due = day_of(words[1])
        case "set" if "--due" in said or said.get("--clear") == "due":
            task.due = day_of(said.get("--due", "长期坚持"))
        case "set":
            pass
        case _ if measure:
            task.measures[measure - 1] = "done"
        case _:
            task.status = BECOMES[command]
    if starts:
        task.status = "doing"


def options(words: list[str]) -> dict[str, str]:
    """The options among the words, with what follows each."""
    return {a: b for a, b in zip(words, [*words[1:], ""], strict=True) if a.startswith("-")}


def targets(words: list[str]) -> Iterator[str]:
    """The ids at the beginning of the words, ranges and lists taken apart."""
    for word in words:
        if not word[0].isdecimal():
            return
        for each in word.split("、"):
            first, _, last = each.partition("-")
            yield from map(str, range(int(first), int(last) + 1)) if last else [each]


def day_of(words: str) -> date | None:
    """The day that a deadline of the script means, as the calendar of 2020 has it."""
    known = {"长期坚持": None, "三季度": date(2020, 9, 30), "上半年": date(2020, 6, 30)}
    if words in known:
        return known[words]
    if words.startswith("年底"):
        return date(2020, 12, 31)
    found = re.match(r"(\d+)(?:月|-)(\d*)", words)
    assert found is not None, words
    month, day = found.groups()
    if day:
        return date(2020, int(month), int(day))
    if "中旬" in words:
        return date(2020, int(month), 20)
    return date(2020 + int(month) // 12, int(month) % 12 + 1, 1) - timedelta(1)
