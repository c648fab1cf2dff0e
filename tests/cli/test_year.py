"""A year of supervision on the 2020 plan, typed command by command on its days.

What comes of it is checked against the model of `tests/cli/year.py`; what is shown at the end of
March (when there was no notice yet), June, September and December, against transcripts, both
on these days and from the records afterwards.
"""

import gc
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from fjkx.plan.history import is_recorded
from fjkx.plan.model import in_order
from tests.cli.year import SCRIPT, Model, RefusedError, Typed, script, typed, values
from tests.office import SHIPPED
from tests.plans import plan_in

QUARTERS = {
    "2020-03-31": "2020-01-01",
    "2020-06-30": "2020-04-01",
    "2020-09-30": "2020-07-01",
    "2020-12-31": "2020-10-01",
}
LOOKS = ("summary --by dept", "chase", "bulletin --format md")  # at a quarter's end


class Year(NamedTuple):
    """What came of the script: the folder, exit code and what was said for every line, the
    bytes before every write that stands, by day what was shown, and the total according to the
    program and to the model, and the model after every write that stands."""

    folder: Path
    said: list[tuple[Typed, int, str]]
    before: list[bytes]
    shown: dict[str, str]
    totals: dict[str, tuple[dict[str, float], dict[str, float]]]
    models: list[Model]


def shown(*lines: str) -> str:
    """Commands, and what each put out; none of them fails or has anything to say beside."""
    out = []
    for line in lines:
        code, text, err = typed(line.split())
        assert (code, err) == (0, "")
        out.append(f"$ fjkx {line}\n{text}")
    return "\n".join(out)


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    folder = tmp_path_factory.mktemp("year")
    shutil.copy(SHIPPED, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "80")
        for name in ("FJKX_FILE", "FJKX_TODAY"):
            patch.delenv(name, raising=False)
        gc.disable()  # as the program itself does
        yield typed_year(folder)
        gc.enable()


def typed_year(folder: Path) -> Year:
    """Type the whole script, and look at the plan at the end of each quarter."""
    year = Year(folder, [], [], {}, {}, [Model(plan_in(SHIPPED))])
    days = list(QUARTERS)
    for line in script():
        while line.day > days[0]:
            take_stock(year, days.pop(0))
        bytes_before = folder.joinpath(SHIPPED.name).read_bytes()
        code, out, err = typed([*line.argv, "--today", line.day])
        year.said.append((line, code, out + err))
        if line.argv[0] == "undo":
            assert folder.joinpath(SHIPPED.name).read_bytes() == year.before.pop()
            year.models.pop()
            continue
        try:
            year.models.append(year.models[-1].after(line.argv, date.fromisoformat(line.day)))
            year.before.append(bytes_before)
            assert not line.refused
        except RefusedError:
            assert line.refused
    for day in days:
        take_stock(year, day)
    return year


def take_stock(year: Year, day: str) -> None:
    """Keep what is shown on the day, and of the summary's total what the model has."""
    year.shown[day] = shown(*(f"{line} --today {day}" for line in LOOKS))
    counted = year.models[-1].counts(date.fromisoformat(day))
    total = json.loads(typed(["summary", "--format", "json", "--today", day])[1])["total"]
    year.totals[day] = ({key: total[key] for key in counted}, counted)


def test_every_line_does_what_the_script_says(year: Year) -> None:
    wrong = [(line, said) for line, code, said in year.said if bool(code) != line.refused]
    assert wrong == []
    assert len(year.said) > 150
    days = [line.day for line, _, _ in year.said]
    assert days == sorted(days)
    used = {line.argv[0] for line, _, _ in year.said if not line.refused}
    steps = {"start", "block", "done", "close", "drop", "reopen"}
    assert used == {*steps, "note", "set", "extend", "add", "unit", "undo"}


def test_the_file_is_what_the_model_says(year: Year) -> None:
    assert values(plan_in(year.folder / SHIPPED.name)) == year.models[-1].values()


def test_totals_are_what_the_model_says(year: Year) -> None:
    for day, (found, expected) in year.totals.items():
        assert found == expected, day


def test_nothing_is_wrong_with_the_file(year: Year) -> None:
    code, out, err = typed(["check"])
    early = [line for line in out.splitlines() if "早于计划的印发日期 2020-04-30" in line]
    assert (code, err) == (0, "") and early == out.splitlines()
    plan = plan_in(year.folder / SHIPPED.name)
    assert [task.id for task in plan.tasks if not is_recorded(task)] == []
    assert [task.id for task in plan.tasks if [*task.records] != in_order(task.records)] == []
    lead = "闽台科技交流中心"
    assert [(u.name, u.aliases) for u in plan.units if lead in u.aliases] == [
        ("海峡科技交流中心", (lead,))
    ]
    assert [task.id for task in plan.tasks if lead in task.lead] == ["18", "19"]


def test_the_rest_of_the_file_is_the_notice_to_the_byte(year: Year) -> None:
    """What the year added are lines; what it changed are statuses and one unit."""
    before = SHIPPED.read_text("utf-8").splitlines()
    after = iter((year.folder / SHIPPED.name).read_text("utf-8").splitlines())
    renamed = "  - name: 海峡科技交流中心"
    status = re.compile(" +status: [a-z]+")
    for line in before:
        if line == "  - name: 闽台科技交流中心":
            assert renamed in after
        elif status.fullmatch(line):
            assert any(status.fullmatch(found) for found in after)
        else:
            assert line in after


@pytest.mark.parametrize("day", QUARTERS)
def test_what_is_shown_on_the_day(year: Year, day: str) -> None:
    assert year.shown[day] == (SCRIPT.with_name("year2020") / f"{day}.txt").read_text("utf-8")


@pytest.mark.parametrize("day", QUARTERS)
def test_looking_back_shows_the_same(year: Year, day: str) -> None:
    """But for the units, which are as they are now: one has a new name, another came."""
    lines = [f"{line} --as-of {day}" for line in LOOKS[:2]]
    lines.append(f"{LOOKS[2]} --since {QUARTERS[day]} --until {day}")
    expected, found = year.shown[day], shown(*(f"{line} --today 2021-01-08" for line in lines))
    if day < "2020-08-17":
        expected = expected.replace("闽台科技交流中心", "海峡科技交流中心")
        found, gone = re.subn(r"^调研宣传部 .* 0/0 *\n", "", found, flags=re.M)
        assert gone == 1
    assert commandless(found) == commandless(expected)


def commandless(text: str) -> str:
    """A transcript without the commands in it, the day in those that it names, and the day on
    which its papers are signed."""
    signed = r"(?<=福建省科学技术协会  \n).*\n"
    return re.sub(rf"^\$.*\n|(?<=→ fjkx chase) --as-of .*|{signed}", "", text, flags=re.M)


def test_the_year_as_a_whole(year: Year) -> None:
    looks = shown(*(f"{line} --today 2020-12-31" for line in ("trend", "list", "show 14")))
    assert looks == (SCRIPT.with_name("year2020") / "year.txt").read_text("utf-8")
