"""What commands make of a plan: `commands.txt` has the commands, each typed on the plan as it is at
first, with what is said and the lines of the plan that go and come.

Of several commands that stand together the last is shown; ⏎ is a line end. `REFRESH=1` writes what
happens now into the file, which is to be read like any other change.
"""

import os
from pathlib import Path

import pytest

from tests.cases import ENTRY
from tests.office import Office
from tests.plans import text_of

GALLERY = Path(__file__).with_name("commands.txt")
PLAN = text_of("changes")
TYPED = [found[1] for found in ENTRY.finditer(GALLERY.read_text("utf-8"))]
WHOLE = "全计划完成"  # the roll-up that every update ends with


def happens(office: Office, typed: str) -> str:
    """What the last of the commands says and changes."""
    office.write(PLAN)
    *first, last = [line for line in typed.splitlines() if line and not line.startswith(("=", "#"))]
    for line in first:
        assert "[" not in office.type(f"fjkx {line}").splitlines()[-1]
    office.write((office.folder / "workplan2020.yaml").read_text("utf-8"))
    line = f"fjkx {last}".replace("⏎", "\n")
    said = office.type(line).removeprefix(f"$ {line}\n").splitlines()
    told = [line for line in said if not line.startswith(WHOLE)]
    return "".join(f"> {line}\n" for line in (*told, *office.changes().splitlines()))


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed.split("\n\n")[-1].strip())
def test_command(office: Office, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setenv("FJKX_TODAY", "2020-06-20")
    whole, shown = GALLERY.read_text("utf-8"), happens(office, typed)
    before = next(found for found in ENTRY.finditer(whole) if found[1] == typed)
    if os.environ.get("REFRESH"):
        assert "PYTEST_XDIST_WORKER" not in os.environ  # two writers would lose entries
        GALLERY.write_text(whole.replace(before[0], typed + shown, 1), "utf-8")
    else:
        assert shown == before[2]
