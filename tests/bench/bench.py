"""How long whole commands take, as ratios to the floor of importing what every command needs.

    python tests/bench/bench.py [--runs N] [--sizes 26,1000,10000]

Every round runs the floor and then each command once, so that a machine that slows down slows
all of them; a ratio is taken within a round, and the median of the rounds is what counts.
Times are of whole processes, memory is the peak resident size of the process. Where Taskwarrior
is installed, it shows the same tasks, each in a project named after its first lead unit, and is
compared within each round. The plan was read before, except where a row says `unread`.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from fjkx.file.layout import plan_text
from fjkx.file.schema import parse
from fjkx.plan.model import Plan
from fjkx.store import bundled
from fjkx.views.text import notice_text

FLOOR = [sys.executable, "-c", "import typer, rich.console, rich.table"]
PROGRAM = str(Path(sys.executable).parent / "fjkx")
IMPORTED = "imported.yaml"
COMMANDS = {
    "list": ["list"],
    "list --dept": ["list", "--dept", "院士办"],
    "summary": ["summary"],
    "summary --by dept": ["summary", "--by", "dept"],
    "show 14": ["show", "14"],
    "done 14": ["done", "14"],
    "note 14": ["note", "14", "方案已印发", "--percent", "60"],
    "chase": ["chase"],
    "bulletin": ["bulletin"],
    "trend": ["trend"],
    "import": ["import", "notice.txt", "-o", IMPORTED],
    "--help": ["--help"],
}
UNREAD = {f"{name} unread": COMMANDS[name] for name in ("list --dept", "summary --by dept")}
LIKE_TASKWARRIOR = {"list --dept": "task list", "summary --by dept": "task summary"}


class Run(NamedTuple):
    """One process: wall seconds, and peak resident memory in MiB."""

    seconds: float
    memory: float


def generated(size: int) -> Plan:
    """A plan of `size` tasks: those of the bundled one over and over."""
    plan = parse(bundled().decode()).plan
    assert plan is not None
    tasks = (plan.tasks[number % len(plan.tasks)] for number in range(size))
    numbered = (task._replace(id=str(number)) for number, task in enumerate(tasks, 1))
    sections = [section.id for section in plan.sections]
    in_order = sorted(numbered, key=lambda task: sections.index(task.section or ""))
    return plan._replace(tasks=tuple(in_order))


def taskwarrior(plan: Plan, folder: str) -> dict[str, list[str]]:
    """Commands of Taskwarrior, by name, on the tasks of the plan; none where there is none."""
    program = shutil.which("task")
    if program is None:
        return {}
    settings = Path(folder, "taskrc")
    settings.write_text(f"data.location={folder}\nconfirmation=off\n", encoding="utf-8")
    tasks = [{"description": task.title, "project": task.lead[0]} for task in plan.tasks]
    start = [program, f"rc:{settings}"]
    subprocess.run(
        [*start, "import"],
        input=json.dumps(tasks).encode(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return {
        "task list": [*start, "project:院士办", "list"],
        "task summary": [*start, "summary"],
    }


def measured(command: list[str], environment: dict[str, str], folder: str) -> Run:
    """Run a command to its end; anything but exit status 0 stops the bench."""
    started = time.perf_counter()
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stdin=nowhere, stdout=nowhere, stderr=nowhere
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}")
    return Run(seconds, usage.ru_maxrss / 1024)


def rounds(folder: str, plan: Plan, runs: int) -> Iterator[dict[str, Run]]:
    """`runs` rounds after one that is not counted and fills the caches of compiled modules."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("FJKX", "PYTHON"))}
    environment["XDG_CACHE_HOME"] = f"{folder}/cache"
    file, text = Path(folder, "workplan2020.yaml"), plan_text(plan)
    Path(folder, "notice.txt").write_text(notice_text(plan), encoding="utf-8")
    others = {"floor": FLOOR, **taskwarrior(plan, folder)}
    for number in range(runs + 1):
        found = {name: measured(line, environment, folder) for name, line in others.items()}
        for name, arguments in COMMANDS.items():
            file.write_text(text, encoding="utf-8")
            Path(folder, IMPORTED).unlink(missing_ok=True)
            found[name] = measured([PROGRAM, *arguments], environment, folder)
        for name, arguments in UNREAD.items():
            shutil.rmtree(environment["XDG_CACHE_HOME"], ignore_errors=True)
            file.write_text(text, encoding="utf-8")
            found[name] = measured([PROGRAM, *arguments], environment, folder)
        if number:
            yield found


def row(name: str, runs: list[Run], floors: list[Run]) -> str:
    """Minimum, median, median ratio to the floor of the same round, and peak memory."""
    seconds = [run.seconds * 1000 for run in runs]
    ratio = statistics.median(r.seconds / f.seconds for r, f in zip(runs, floors, strict=True))
    memory = max(run.memory for run in runs)
    middle = statistics.median(seconds)
    return f"{name:<26}{min(seconds):>9.1f}{middle:>9.1f}{ratio:>8.2f}{memory:>9.1f}"


def report(size: int, runs: int, say: Callable[[str], None]) -> None:
    """Bench a plan of `size` tasks and say what came out."""
    with tempfile.TemporaryDirectory() as folder:
        plan = generated(size)
        results = list(rounds(folder, plan, runs))
    say(f"\n{size} tasks, {len(plan_text(plan).encode()) / 1024:.0f} KiB, {runs} rounds")
    say(f"{'':<26}{'min ms':>9}{'median':>9}{'× floor':>8}{'MiB':>9}")
    for name in results[0]:
        say(row(name, [r[name] for r in results], [r["floor"] for r in results]))
    for name, other in LIKE_TASKWARRIOR.items():
        if other in results[0]:
            ratio = statistics.median(r[name].seconds / r[other].seconds for r in results)
            say(f"{name}: {ratio:.2f} × {other}")


def main() -> None:
    """Read the command line and bench each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--sizes", default="26,1000,10000")
    arguments = parser.parse_args()
    for size in map(int, arguments.sizes.split(",")):
        report(size, max(3, arguments.runs if size < 5000 else arguments.runs // 3), print)


if __name__ == "__main__":
    main()
