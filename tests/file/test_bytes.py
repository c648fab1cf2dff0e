"""Updates through the command line, to the byte: in every layout what each writes and nothing
else, whatever the line ends, and undone.

`matrix/` has a plan in each layout, and beside it the commands with the lines that go and come,
as `diff` shows them: `@@ -22 +22 @@` are their numbers before and after.
"""

import difflib
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from fjkx.cli import main
from tests.file.edit_layouts import layouts
from tests.plans import text_of

MATRIX = Path(__file__).parent / "matrix"
LAYOUTS = {path.stem: path.read_text("utf-8") for path in sorted(MATRIX.glob("*.yaml"))}
EARLIER = MATRIX / "workplan2019.txt"  # what `carry` takes tasks from

VARIANTS: dict[str, Callable[[str], str]] = {
    "BOM, CRLF, no final newline": lambda text: (
        "\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n")
    ),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "BOM": lambda text: "\ufeff" + text,
    "no final newline": lambda text: text.removesuffix("\n"),
    "trailing blanks and comments": lambda text: text + "\n\n  # 尾\n\n",
    "document marks": lambda text: "# 前\n---\n" + text.removeprefix("---\n") + "...\n# 后\n",
}
FULLY_VARIED = ("done 14", "done 14.2", "note 15", "correct 15 --delete")


def expected(layout: str) -> dict[str, str]:
    """The commands and what each changes."""
    told = (MATRIX / f"{layout}.diff").read_text("utf-8")
    parts = re.split(r"^\$ fjkx (.*)\n", told, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


CASES = [(layout, line) for layout in LAYOUTS for line in expected(layout)]


def difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=0, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def run(plan: Path, line: str) -> bytes:
    """The plan after the command, of which blanks part the words."""
    words = [word.replace("EARLIER", str(EARLIER)) for word in line.split()]
    assert main(["-f", str(plan), "--today", "2020-06-15", *words]) == 0
    return plan.read_bytes()


@pytest.mark.parametrize(("layout", "line"), CASES)
def test_update(tmp_path: Path, layout: str, line: str) -> None:
    before, plan = LAYOUTS[layout], tmp_path / "workplan.yaml"
    plan.write_bytes(before.encode())
    after = run(plan, line).decode()
    assert difference(before, after).partition("+++ \n")[2] == expected(layout)[line]
    assert run(plan, "undo").decode() == before
    for vary in list(VARIANTS.values())[: None if line.startswith(FULLY_VARIED) else 1]:
        plan.write_bytes(vary(before).encode())
        assert run(plan, line).decode() == vary(after)
        assert run(plan, "undo").decode() == vary(before)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_slips_are_put_right(tmp_path: Path, layout: str) -> None:
    """What a hand wrote instead, and has one reading, becomes what the layout has."""
    text = slipped = LAYOUTS[layout]
    for right, wrong in (pair for name, pair in layouts("slips.txt") if name.startswith(layout)):
        assert text.count(right) == 1
        slipped = slipped.replace(right, wrong)
    plan = tmp_path / "workplan.yaml"
    for vary in (lambda text: text, *VARIANTS.values()):
        plan.write_bytes(vary(slipped).encode())
        assert run(plan, "check --fix").decode() == vary(text)
        assert run(plan, "undo").decode() == vary(slipped)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_new_plan_has_the_same_text_whatever_it_is_made_from(tmp_path: Path, layout: str) -> None:
    plan = tmp_path / "workplan2021.yaml"
    source = str(MATRIX / f"{layout}.yaml")
    assert main(["new", "2021", "--title", "要点", "--from", source, "-o", str(plan)]) == 0
    assert plan.read_text("utf-8") == text_of("new")
