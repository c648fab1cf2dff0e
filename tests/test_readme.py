"""The README says what the program does.

Blocks marked `console` are typed, in order, in one empty folder: after each line that starts with
`$ ` stands what is shown. `REFRESH=1 pytest tests/test_readme.py` writes what is shown now.
"""

import os
import re

import pytest

from tests.cli.test_hints import REFUSED, REFUSED_AT_FIRST, tried
from tests.office import ROOT, Office, compare

README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
TEXT = README.read_text("utf-8")
COMMAND = re.compile(r"(?<!`)`(fjkx [^`\n]*)`(?!`)")

AT_FIRST = {
    *REFUSED_AT_FIRST,
    "fjkx reopen 14 -m 材料不全",
    "fjkx correct 14 --record 2 --delete",
}


def test_transcripts_are_what_the_program_prints(office: Office) -> None:
    def shown(block: re.Match[str]) -> str:
        typed = (line[2:] for line in block.group().splitlines() if line.startswith("$ "))
        lines = ((line, f"exec 2>&1; {line}" if "|" in line else line) for line in typed)
        return "".join(f"$ {line}\n{''.join(office.run(run)[:2])}" for line, run in lines)

    found = BLOCK.sub(shown, TEXT)
    if os.environ.get("REFRESH"):
        README.write_text(found, "utf-8")
    else:
        compare(found, TEXT)


@pytest.mark.parametrize("line", dict.fromkeys(COMMAND.findall(TEXT)))
def test_every_command_named_in_the_text_runs(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """What a plan as shipped refuses, since nothing is done yet, is refused for no other reason."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("HOME", str(office.folder))
    if line == "fjkx init":
        (office.folder / "空").mkdir()
        monkeypatch.chdir("空")
    code, err = tried(office, line)
    assert code == (line in AT_FIRST), err
    assert not REFUSED.search(err), err
