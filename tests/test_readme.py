"""The README says what the program does."""

from pathlib import Path

from tests.readme.refresh import README, refreshed


def test_transcripts_are_what_the_program_prints(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert refreshed(text, str(tmp_path)) == text
