"""Fixtures that several test modules use."""

import os
import re
import site
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from fjkx.cli import edit, plans
from tests.office import Clock, Office

# What a user may have set that commands look at.
SETTING = re.compile("FJKX_|XDG_|GIT_|(NO_COLOR|COLUMNS|VISUAL|EDITOR|PYTHON(UTF8|IOENCODING))$")

# A busy machine is slow, not wrong. What hangs is ended by pytest: faulthandler_timeout.
settings.register_profile("fjkx", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("fjkx")


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home folder of the tests' own, for child processes too, and none of the user's settings."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONUSERBASE", site.getuserbase())  # where the packages may be
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("LC_ALL", "C.UTF-8")  # how the shell's programs sort, and what they say
        for name in [*filter(SETTING.match, os.environ)]:
            patch.delenv(name)
        yield


@pytest.fixture
def office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Office:
    """An empty folder, a day and a time that stand still, no editor, 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plans, "datetime", Clock)
    monkeypatch.setattr(edit, "AT_ONCE", 0.0)  # what an editor of the tests needs
    for name in ("FJKX_FILE", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FJKX_TODAY", "2020-06-15")
    monkeypatch.setenv("COLUMNS", "80")
    return Office(tmp_path, capsys, monkeypatch)
