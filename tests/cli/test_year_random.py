"""What a clerk may come to type in any order, corrections and batches above all: the plan is after
every command what the model of `tests/cli/year.py` says, or untouched where that refuses."""

import io
import random
import re
import shlex
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import ANY

import pytest

from fjkx.file.schema import parse
from tests.cli.year import FROM, OPEN, Kept, Model, RefusedError, typed, values
from tests.office import SHIPPED
from tests.plans import plan_in

FIRST = date(2020, 5, 6)
AFTERWARDS = date(2021, 1, 8)
SEED = 15  # with which every command occurs
COMMANDS = 150
# Ten tasks are enough to meet again and again, and are read in less than half the time.
PLAN = SHIPPED.read_text("utf-8").partition("  - id: 11\n")[0]
EVERY = {*FROM, "note", "correct", "set", "extend", "add", "carry", "remove", "refused"}
EVERY |= {f"measure {action}" for action in ("add", "text", "move", "remove")}
EVERY |= {f"unit {action}" for action in ("add", "alias", "rename", "merge", "remove")}
EVERY |= {"section add", "section rename"}
EARLIER = """\
schema: 1
plan: {title: 2019年工作要点, year: 2019}
units: [{name: 科普所, aliases: [科普研究所]}, {name: 学会学术部}, {name: 办公室}]
sections: [{id: 1, title: 强化组织保障}, {id: 2, title: 别的}]
tasks:
  - {id: 1, title: 办完的, status: done, records: [{date: 2019-05-01, status: done}]}
  - {id: 2, title: 写书, status: doing, percent: 40, due: 2019-12-31, section: 1,
     lead: [科普研究所], support: [学会学术部],
     measures: [{text: 写完。, status: done}, {text: 出版。, status: todo}],
     records: [{date: 2019-05-01, measure: 1, status: done}, {date: 2019-06-01, percent: 40}]}
  - {id: 3, title: 建馆, status: todo, section: 2, lead: [办公室]}
"""
TEXTS = ("已举办第一期", "方案已印发", "讲师不足", "场地未定", "九月补齐", "材料已报")


class Walked(NamedTuple):
    """What came of the commands: the plan's folder, the model, and how often each command changed
    something."""

    folder: Path
    model: Model
    done: Counter[str]


class Clerk:
    """Somebody who types commands, by chance, on what the model says that there is."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.pick = self.chance.choice
        self.count = 0

    def word(self) -> str:
        """A text that nobody typed before, or one that somebody may have."""
        self.count += 1
        text = self.pick(TEXTS)
        return self.pick((text, *(f"{text}{self.count}",) * 4))

    def maybe(self, share: float, words: str) -> str:
        """The words in a share of the cases, else none."""
        return words if self.chance.random() < share else ""

    def command(self, model: Model, today: date) -> list[str]:
        """A command line."""
        kinds = {"step": 7, "note": 4, "correct": 6, "set": 4, "extend": 2, "measure": 3, "unit": 3}
        kinds |= {"section": 1, "remove": 1, "add": 1, "carry": 1, "message": 1}
        (kind,) = self.chance.choices([*kinds], [*kinds.values()])
        return shlex.split(getattr(self, kind)(model, today))

    def some(self, model: Model, measures: bool = False) -> str:
        """Tasks, and maybe measures, by ids or by filters."""
        if self.chance.random() < 0.25:
            own = self.maybe(0.7, f"-d {self.pick(model.units)[0]}")
            rest = self.pick(("", "", "-s open", "--no-due", "--overdue"))
            any_section = f"--section {self.pick(model.sections)[0]} -s {self.pick(OPEN)}"
            return f"{own} {rest}".strip() or any_section
        tasks = [self.pick(model.tasks) for _ in range(self.pick((1, 1, 1, 2)))]
        return " ".join(self.of(task, measures) for task in tasks)

    def of(self, task: Kept, measures: bool) -> str:
        number = self.chance.randint(1, max(len(task.texts), 1))
        return task.id + self.maybe(0.5 if measures and task.texts else 0, f".{number}")

    def likely(self, model: Model, holds: Callable[[Kept], object]) -> Kept:
        """A task for which something holds, if there is one."""
        return self.pick([task for task in model.tasks if holds(task)] or model.tasks)

    def unit_of(self, model: Model) -> str:
        return self.pick(self.pick(model.units))

    def reporters(self, model: Model) -> str:
        one, other = self.unit_of(model), self.unit_of(model)
        return self.pick(("", f"--by {one}", f"--by {one}、{other}", f"--by {one} --by {other}"))

    def on(self, share: float, today: date) -> str:
        return self.maybe(share, f"--on {today - timedelta(self.pick((0, 1, 2, 5, 20, -1)))}")

    def due(self) -> str:
        return str(date(2020, self.chance.randint(6, 12), self.chance.randint(1, 28)))

    # the commands

    def step(self, model: Model, today: date) -> str:
        statuses = {task.status for task in model.tasks}
        command = self.pick([each for each in FROM if statuses.intersection(FROM[each].split())])
        meant = self.some(model, command in ("done", "reopen"))
        if self.chance.random() < 0.5:
            meant = self.likely(model, lambda task: task.status in FROM[command].split()).id
        note = self.maybe(0.6, f"-m {self.word()}")
        return f"{command} {meant} {self.on(0.2, today)} {note} {self.reporters(model)} -y"

    def note(self, model: Model, today: date) -> str:
        meant = self.some(model, measures=True)
        if not meant.startswith("-"):
            meant = "、".join(sorted(meant.split(), key=lambda id: "." in id))
        parts = [("-m", 0.8), ("--problem", 0.2), ("--next", 0.2)]
        words = " ".join(self.maybe(share, f"{option} {self.word()}") for option, share in parts)
        percent = self.maybe(0.4, f"--percent {self.chance.randint(0, 100)}")
        by = self.reporters(model)
        return f"note {meant} {words} {percent} {self.on(0.2, today)} {by} -y"

    def message(self, model: Model, today: date) -> str:
        """A report that is to be taken apart: of one task, or of several in standard input."""
        reports = []
        for task in self.chance.sample(model.tasks, self.chance.randint(1, 3)):
            parts: dict[str, Any] = {"note": self.word(), "problem": self.word()}
            parts |= {"next": self.word()} if self.chance.random() < 0.5 else {}
            parts |= {"percent": self.chance.randint(1, 99)} if self.chance.random() < 0.5 else {}
            reports.append((task.id, parts))
        several = len(reports) > 1
        text = "\n".join(f"第{id}项\n" * several + labelled(parts) for id, parts in reports)
        model.meant[text] = reports
        whose = "- -m" if several else reports[0][0]
        return f"note {whose} {shlex.quote(text)} --by {model.units[0][0]} -y"

    def correct(self, model: Model, today: date) -> str:
        task = self.likely(model, lambda task: len(task.records) > 1)
        line = f"correct {self.of(task, True)} "
        line += self.maybe(0.6, f"--record {self.chance.randint(1, 3)} ")
        if self.chance.random() < 0.3:
            return f"{line} --delete"
        words = [self.on(1, today), f"--note {self.word()}", "--note ''", "--problem ''"]
        words += [f"--percent {self.chance.randint(0, 100)}", f"--due {self.due()}"]
        words += [f"--next {self.word()} {self.reporters(model)}"]
        return line + " ".join(self.chance.sample(words, self.pick((1, 2))))

    def set(self, model: Model, today: date) -> str:
        names = ("lead", "support", "add-lead", "add-support", "remove-lead", "remove-support")
        sets = [f"--{name} {self.unit_of(model)}" for name in names]
        sets += [f"--due {self.due()}", "--clear due", f"--leader {self.pick('甲乙丙')}"]
        sets += [f"--title 任务{self.word()}", f"--move-to {self.pick(model.sections)[0]}"]
        words = " ".join(self.chance.sample(sets, self.pick((1, 1, 2))))
        return f"set {self.some(model)} {words} {self.maybe(0.6, f'-m {self.word()}')} -y"

    def extend(self, model: Model, today: date) -> str:
        task = self.likely(model, lambda task: task.due and task.status in OPEN)
        filtered = f"{self.due()} -d {self.unit_of(model)} -s open"
        meant = self.maybe(0.8, f"{task.id} {self.due()}") or filtered
        note = self.maybe(0.9, f"-m {self.word()}")
        return f"extend {meant} {note} {self.reporters(model)} -y"

    def measure(self, model: Model, today: date) -> str:
        task = self.likely(model, lambda task: len(task.texts) > 1)
        number = f"{task.id}.{self.chance.randint(1, max(len(task.texts), 1))}"
        to, text = self.chance.randint(1, len(task.texts) + 1), f"{self.word()}。"
        lines = (f"add {task.id} {text}", f"text {number} {text}", f"move {number} {to}")
        return f"measure {self.pick((*lines, f'remove {number}'))}"

    def unit(self, model: Model, today: date) -> str:
        one, other = self.unit_of(model), self.unit_of(model)
        new = self.pick((f"第{self.count}处", other, other[::2]))
        used = set().union(*map(model.all_units, model.tasks))
        unused = [names[0] for names in model.units if names[0] not in used]
        lines = [f"add {new}", f"alias {one} {new}", f"rename {one} {new}"]
        lines += [f"remove {self.pick([*unused, *unused, one])}"]
        lines += [f"merge {one} {other}"] * (len(model.units) > 8)
        return f"unit {self.pick(lines)}"

    def section(self, model: Model, today: date) -> str:
        number, title = self.pick(model.sections)
        new = self.pick((title, "强化组织保障", f"部分{self.word()}"))
        add = self.maybe(0.5 if len(model.sections) < 10 else 0, f"section add {new}")
        return add or f"section rename {number} {new}"

    def remove(self, model: Model, today: date) -> str:
        return f"remove {self.pick(model.tasks).id} {self.pick(('', '--force', '--force -m 重复'))}"

    def add(self, model: Model, today: date) -> str:
        section = self.maybe(0.5, f"--section {self.pick(model.sections)[0]}")
        text = self.maybe(0.5, f"--text {self.word()}。{self.word()}。 --due {self.due()}")
        lead = f"--lead {self.unit_of(model)} --lead {self.unit_of(model)}"
        return f"add 新任务{self.word()} {lead} {section} {text}"

    def carry(self, model: Model, today: date) -> str:
        return f"carry earlier.yaml {self.pick(('', '2', '1 2', '3 2'))} -y"


def labelled(parts: dict[str, Any]) -> str:
    """A report with a label before each of its parts."""
    lines = [f"一、进展：{parts['note']}", f"二、问题：{parts['problem']}"]
    lines += [f"三、下一步：{parts['next']}"] if "next" in parts else []
    return "\n".join([*lines, *([f"完成{parts['percent']}%"] if "percent" in parts else [])])


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """A plan on which somebody typed commands, each checked against the model."""
    folder = tmp_path_factory.mktemp("walked")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        (folder / SHIPPED.name).write_text(PLAN, "utf-8")
        return walk(Clerk(SEED), folder / SHIPPED.name)


def walk(clerk: Clerk, path: Path) -> Walked:
    Path("earlier.yaml").write_text(EARLIER, "utf-8")
    today, model = FIRST, Model(plan_in(path))
    model.earlier = Model(plan_in(Path("earlier.yaml")))
    states: list[tuple[bytes, Model]] = []
    done: Counter[str] = Counter()
    for _ in range(COMMANDS):
        if states and clerk.chance.random() < 0.08:
            before, model = states.pop()
            assert typed(["undo", "--today", str(today)])[0] == 0
            assert path.read_bytes() == before
            continue
        argv, before = clerk.command(model, today), path.read_bytes()
        try:
            after = model.after(argv, today)
        except RefusedError:
            assert run(argv, today)[0] in (1, 2), argv  # refused, or nothing was asked for
            assert path.read_bytes() == before
            done["refused"] += 1
            continue
        assert run(argv, today) == (0, ANY, ANY), argv
        assert values(plan_in(path)) == after.values(), argv
        if path.read_bytes() != before:
            states.append((before, model))
            done[" ".join(argv[: 1 + (argv[0] in ("measure", "unit", "section"))])] += 1
        model = after
        today += timedelta(clerk.chance.choice((0, 0, 1, 2)))
    return Walked(path.parent, model, done)


def test_after_every_command_the_plan_is_what_the_model_says(walked: Walked) -> None:
    """Every command changes something at least once, and some are refused."""
    assert walked.done.keys() >= EVERY
    code, out, _ = typed(["check", "-f", str(walked.folder / SHIPPED.name)])
    assert code == 0, out


def test_slips_of_a_hand_are_mended_to_the_same_plan(walked: Walked, tmp_path: Path) -> None:
    text = (walked.folder / SHIPPED.name).read_text("utf-8")
    slipped = re.sub(r"    lead: \[([^],]+)\]$", r"    lead: \1", text, flags=re.M)
    slipped = re.sub(r"    due: 2020-0?(\d+)-0?(\d+)", r"    due: 2020-\1-\2", slipped)
    slipped = re.sub(r"    percent: (\d+)$", r"    percent: \1%", slipped, flags=re.M)
    path = tmp_path / "plan.yaml"
    path.write_text(slipped, "utf-8")
    assert parse(slipped).problems
    assert typed(["check", "--fix", "-f", str(path)])[0] == 0
    assert values(plan_in(path)) == walked.model.values()
    typed(["undo", "-f", str(path)])
    assert path.read_text("utf-8") == slipped


def test_the_next_year_begins_with_what_is_open(walked: Walked, tmp_path: Path) -> None:
    old, new = str(walked.folder / SHIPPED.name), tmp_path / "workplan2021.yaml"
    made = ["new", "2021", "--title", "2021年工作要点", "--from", old, "-o", str(new)]
    assert typed(made)[0] == 0
    model = Model(plan_in(new))
    assert model.values() == [walked.model.units, walked.model.sections]
    model.earlier = walked.model
    after = model.after(["carry", old, "-y"], AFTERWARDS)
    for _ in range(2):  # the second time there is nothing new
        argv = ["carry", old, "-y", "-f", str(new), "--today", str(AFTERWARDS)]
        assert typed(argv)[0] == 0
        assert values(plan_in(new)) == after.values()


def run(argv: list[str], today: date) -> tuple[int, str, str]:
    """A command; the text of a message about several tasks is in standard input."""
    if argv[:2] == ["note", "-"]:
        stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(argv[3].encode()))
        try:
            return typed(["note", "-", *argv[4:], "--today", str(today)])
        finally:
            sys.stdin = stdin
    return typed([*argv, "--today", str(today)])
