"""A plan beside which the store may keep its things."""

from pathlib import Path

import pytest

from tests.store.disk import DATA


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "workplan2020.yaml"
    path.write_bytes(DATA)
    return path
