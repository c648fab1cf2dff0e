"""Time that goes with the file: twice the file takes twice as long, whatever is in it.

What is compared is the time of the processor for n and for 4n, which is some four times as long
where it is linear and sixteen times where it is quadratic, less what a plan of two tasks takes;
the best of a few tries, as others may disturb it.
"""

import gc
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fjkx.cli import main
from fjkx.file import check, schema
from fjkx.notice.message.read import read_message

HEAD = "schema: 1\nplan: {title: 计划, year: 2020}\n"
UNITS = "units: [{name: 办公室}, {name: 院士办}]\n"
TRIES = 4
AT_MOST = 5.5  # times as long for four times the file


def tasks(count: int, more: str = "lead: [办公室]", title: str = "甲") -> str:
    """That many tasks, with the same further keys in which # stands for their number."""
    line = f"  - {{id: #, title: {title}, status: todo, {more}}}\n"
    return "tasks:\n" + "".join(line.replace("#", str(number)) for number in range(1, count + 1))


def duplicate_ids(count: int) -> str:
    return HEAD + UNITS + "tasks:\n" + tasks(1).removeprefix("tasks:\n") * count


def undeclared_units(count: int) -> str:
    names = "".join(f"  - name: 单位名称第{number}号科\n" for number in range(count))
    return f"{HEAD}units:\n{names}{tasks(count, 'lead: [单位名称第#处]')}"


def undeclared_sections(count: int) -> str:
    return sections(count).replace("section: ", "section: 无")


def sections(count: int) -> str:
    listed = "".join(f"  - {{id: 节{number}, title: 节}}\n" for number in range(1, count + 1))
    return f"{HEAD}{UNITS}sections:\n{listed}{tasks(count, 'section: 节#, lead: [院士办]')}"


def keys_of_the_user(count: int) -> str:
    keys = "".join(f"x-{number}: a\n" for number in range(count))
    return HEAD + keys + UNITS + tasks(count, "due: 2020-05-01")


def unknown_keys(count: int) -> str:
    return HEAD + UNITS + tasks(1) + "".join(f"statu{number}: a\n" for number in range(count))


def full_width_slips(count: int) -> str:
    return HEAD + UNITS + tasks(count).replace("id: ", "id： ")


def slips_on_one_line(count: int) -> str:
    return f"{HEAD}tasks: [{'{id： 1，title：甲}，' * count}]\n"


def dashes_in_a_comment(count: int) -> str:
    item = "    id: 2\n    title: 乙\n    status: todo\n"
    return f"{HEAD}{UNITS}{tasks(1)}  - # {'-' * count}\n{item}"


def tasks_on_one_line(count: int) -> str:
    listed = ", ".join(
        f"{{id: {number}, title: 甲, status: todo, lead: [办公室]}}"
        for number in range(1, count + 1)
    )
    return f"{HEAD}{UNITS}tasks: [{listed}]\n"


def changed_by_hand(count: int) -> str:
    return HEAD + UNITS + tasks(count).replace("todo", "done")


def units_and_aliases(count: int) -> str:
    names = "".join(f"  - {{name: 科{n}, aliases: [处{n}]}}\n" for n in range(1, count + 1))
    return f"{HEAD}units:\n{names}{tasks(count, 'lead: [科#], support: [处#], due: 2020-05-01')}"


def a_long_list_twice(count: int) -> str:
    names = [f"科{number}" for number in range(count)]
    units = "".join(f"  - name: {name}\n" for name in names)
    listed = ", ".join(names)
    return f"{HEAD}units:\n{units}{tasks(1, f'lead: [{listed}], support: [{listed}]')}"


def records(count: int) -> str:
    told = "{date: 2020-05-01, status: doing, note: 好}, {date: 2020-05-02, percent: 3}, " * count
    return HEAD + UNITS + tasks(1, f"lead: [办公室], records: [{told}]")


def measures(count: int) -> str:
    numbers = range(1, count + 1)
    texts = ", ".join(f"{{text: 第{number}句。, status: todo}}" for number in numbers)
    told = ", ".join(f"{{date: 2020-05-01, measure: {number}, note: 好}}" for number in numbers)
    return HEAD + UNITS + tasks(1, f"lead: [办公室], measures: [{texts}], records: [{told}]")


def slips_in_values(count: int) -> str:
    text = HEAD + UNITS + tasks(count, "lead: 办公室, due: 9月底")
    return text.replace("title: ", "percent: 6%, title: ")


def a_long_title(count: int) -> str:
    return HEAD + UNITS + tasks(1, title="科普abc。" * count)


def what_is_not_seen(count: int) -> str:
    return HEAD + UNITS + tasks(1, title='"' + "甲\\u202e❤" * count + '"')


@pytest.mark.parametrize(
    ("plan", "count", "command"),
    [
        (duplicate_ids, 200, "check"),
        (undeclared_units, 150, "check"),
        (undeclared_sections, 350, "check"),
        (keys_of_the_user, 200, "check"),
        (unknown_keys, 150, "check"),
        (full_width_slips, 200, "check --fix --dry-run"),
        (slips_on_one_line, 350, "check --fix --dry-run"),
        (slips_in_values, 200, "check --fix --dry-run"),
        (dashes_in_a_comment, 500, "add 新 --lead 办公室"),
        (tasks_on_one_line, 80, "set 1-{} --add-support 院士办 -y"),
        (sections, 500, "list --format csv"),
        (changed_by_hand, 900, "list --as-of 2020-03-01 --format csv"),
        (units_and_aliases, 150, "set 1-{} --add-support 科1 -y"),
        (units_and_aliases, 80, "chase"),
        (a_long_list_twice, 350, "set 1 --add-support 科1"),
        (records, 200, "note 1 进展"),
        (records, 150, "log"),
        (measures, 200, "done 1.1-{}"),
        (measures, 350, "note 1.1-{} 在办"),
        (changed_by_hand, 200, "chase --as-of 2020-06-01 --format md"),
        (a_long_title, 350, "show 1"),
        (a_long_title, 700, "list 科普"),
        (what_is_not_seen, 350, "show 1"),
    ],
    ids=lambda each: each.__name__ if callable(each) else str(each),
)
def test_time_goes_with_the_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    plan: Callable[[int], str],
    count: int,
    command: str,
) -> None:
    monkeypatch.setenv("FJKX_TODAY", "2020-06-15")
    path = tmp_path / "plan.yaml"

    def taken(size: int) -> float:
        path.write_text(plan(size), "utf-8")
        argv = ["-f", str(path), *command.format(size).split()]
        began = time.process_time()
        code = main(argv)
        spent = time.process_time() - began
        assert (code, "内部" in capsys.readouterr().err) in ((0, False), (1, False)), command
        return spent

    assert is_linear(taken, count)


@pytest.mark.parametrize("task", ["1", None])
@pytest.mark.parametrize("words", ["很长", "\n", "一", "「", "长 ", "问题", "6、"])
def test_time_goes_with_the_message(words: str, task: str | None) -> None:
    """Of whatever a message is made, in lines or without."""
    plan = check.require(schema.parse(HEAD + UNITS + tasks(2)), "plan.yaml")

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
