"""Time that goes with the file: twice the file takes twice as long, whatever is in it.

What is compared is the time of the processor for n and for 4n, which is some four times as long
where it is linear and sixteen times where it is quadratic, less what a plan of two tasks takes;
the best of a few tries, as others may disturb it.
"""

import gc
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fjkx.cli import main
from fjkx.file import check, schema
from fjkx.notice.message.read import read_message
from tests.cases import parts

HEAD = "schema: 1\nplan: {title: 计划, year: 2020}\n"
UNITS = "units: [{name: 办公室}, {name: 院士办}]\n"
PLANS = parts(Path(__file__).with_name("linear.txt"))
TRIES = 4
AT_MOST = 5.5  # times as long for four times the file


def grown(plan: str, size: int) -> str:
    """A plan of `linear.txt` of that size."""

    def times(repeated: re.Match[str]) -> str:
        return "".join(repeated[1].replace("#", str(n)) for n in range(1, size + 1))

    return HEAD + UNITS * ("units:" not in plan) + re.sub("⟨(.*?)⟩", times, plan, flags=re.S)


@pytest.mark.parametrize("title", PLANS)
def test_time_goes_with_the_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    title: str,
) -> None:
    command, count, _ = title.split(" · ")
    monkeypatch.setenv("FJKX_TODAY", "2020-06-15")
    path = tmp_path / "plan.yaml"

    def taken(size: int) -> float:
        path.write_text(grown(PLANS[title], size), "utf-8")
        argv = ["-f", str(path), *command.replace("N", str(size)).split()]
        began = time.process_time()
        code = main(argv)
        spent = time.process_time() - began
        out, err = capsys.readouterr()
        assert "内部" not in err and (code == 0 or (command.startswith("check") and out)), err
        return spent

    assert is_linear(taken, int(count))


@pytest.mark.parametrize("task", ["1", None])
@pytest.mark.parametrize("words", ["很长", "\n", "一", "「", "长 ", "问题", "6、"])
def test_time_goes_with_the_message(words: str, task: str | None) -> None:
    """Of whatever a message is made, in lines or without."""
    told = "tasks:\n⟨  - {id: #, title: 甲, status: todo}\n⟩"
    plan = check.require(schema.parse(grown(told, 2)), "plan.yaml")

    def taken(size: int) -> float:
        began = time.process_time()
        read_message(f"已{words * size}好", plan, task)
        return time.process_time() - began

    assert is_linear(taken, 2500)


def is_linear(taken: Callable[[int], float], count: int) -> bool:
    """Whether four times as much takes some four times as long."""
    taken(2)  # what is imported
    gc.disable()
    try:
        alone = min(taken(2) for _ in range(TRIES))  # what any plan takes
        tries = ((taken(4 * count) - alone, taken(count) - alone) for _ in range(TRIES))
        return any(many < AT_MOST * few for many, few in tries)
    finally:
        gc.enable()
