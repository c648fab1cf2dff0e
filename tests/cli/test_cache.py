"""What was read before: commands show the same from the cache, and load no reader."""

import os
from pathlib import Path

import pytest

from fjkx import __version__
from fjkx.cli import plans
from fjkx.store import cache
from tests.office import PLAN, Office
from tests.store.disk import python
from tests.test_imports import loaded

LOOKS = [
    "fjkx",
    "fjkx list",
    "fjkx show 2",
    "fjkx log",
    "fjkx chase",
    "fjkx trend",
    "fjkx list --format json",
]


@pytest.mark.parametrize("line", LOOKS)
def test_the_same_is_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, line: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    office.write(PLAN)
    read = office.type(line)
    assert len(os.listdir(tmp_path / "cache" / "fjkx")) == 1
    assert office.type(line) == read
    monkeypatch.setattr(cache, "load", lambda source, kind: None)
    assert office.type(line) == read


@pytest.mark.parametrize("rows", [b"[]", b"\xff", b'["x",2020]'])
def test_rows_of_another_layout_are_read_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, rows: bytes
) -> None:
    office.write(PLAN)
    read = office.type("fjkx list")
    monkeypatch.setattr(cache, "load", lambda source, kind: rows)
    assert office.type("fjkx list") == read


def test_text_that_no_encoding_holds_is_not_kept(office: Office) -> None:
    office.write(PLAN.replace("加强理论学习", '"\\uD800"'))
    assert office.type("fjkx list") == office.type("fjkx list")


def test_two_versions_of_the_program_keep_apart(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each finds what it kept itself, whichever ran last."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    office.write(PLAN)
    shown = office.type("fjkx list")
    for version in ("0.0.1", __version__):
        with monkeypatch.context() as patch:
            patch.setattr(plans, "__version__", version)
            assert office.type("fjkx list") == shown
    kept = os.listdir(tmp_path / "cache" / "fjkx")
    assert sorted(name[: len("0.0.1-")] for name in kept) == ["0.0.1-", f"{__version__}-"]


LOOKING = """
import sys
from fjkx.cli import main
out, sys.stdout = sys.stdout, sys.stderr
for line in ("", "list -d 院士办", "summary", "show 1", "log", "chase", "bulletin 二季度", "trend",
             "text", "unit list", "section list"):
    assert main(["-f", sys.argv[1], "--today", "2020-06-15", *line.split()]) == 0, line
print(*sys.modules, file=out)
"""


def test_commands_that_look_load_no_reader(office: Office) -> None:
    path = office.ship()
    office.type("fjkx list")
    modules = set(python(LOOKING, path).stdout.split())
    modules |= loaded(_FJKX_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=f"fjkx -f {path} show ")
    assert "fjkx.plan.rows" in modules
    assert not {module for module in modules if module.startswith(("ruamel", "fjkx.file"))}
    assert not {"fjkx.store.journal", "fjkx.store.lock", "fjkx.cli.usage", "hashlib"} & modules
