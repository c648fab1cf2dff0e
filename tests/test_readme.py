"""The README says what the program does."""

import re
from pathlib import Path

import pytest

from tests.cli.test_hints import REFUSED, tried
from tests.office import Office
from tests.readme.refresh import README, refreshed

TEXT = README.read_text("utf-8")
COMMAND = re.compile(r"(?<!`)`(fjkx [^`\n]*)`(?!`)")


def test_transcripts_are_what_the_program_prints(tmp_path: Path) -> None:
    assert refreshed(TEXT, str(tmp_path)) == TEXT


@pytest.mark.parametrize("line", dict.fromkeys(COMMAND.findall(TEXT)))
def test_every_command_named_in_the_text_runs(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """On a plan of which nothing is done yet, so that some have nothing to do."""
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setenv("SHELL", "/bin/bash")
    monkeypatch.setenv("HOME", str(office.folder))
    if line == "fjkx init":
        (office.folder / "空").mkdir()
        monkeypatch.chdir("空")
    code, err = tried(office, line)
    assert code in (0, 1), err
    assert not REFUSED.search(err), err
