"""Fixtures that several test modules use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fjkx.cli import plans
from tests.office import Clock, Office


@pytest.fixture
def office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    """An empty folder, a day and a time that stand still, no editor, 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plans, "datetime", Clock)
    for name in ("FJKX_FILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FJKX_TODAY", "2020-06-15")
    monkeypatch.setenv("COLUMNS", "80")
    return Office(tmp_path, capsys)


@pytest.fixture(autouse=True, scope="session")
def cache_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder of the tests' own, for child processes too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
