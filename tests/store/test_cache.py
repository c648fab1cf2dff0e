"""The cache folder: what is kept comes back whole or not at all, and nothing depends on it."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from fjkx.store import cache
from tests.store.disk import each_fault

KEY = cache.key_of(b"plan", "0.1.0", 1)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder that will be made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "fjkx"


def kept(folder: Path) -> Path:
    cache.keep(KEY, b"rows")
    return folder / f"{KEY}.rows"


def test_what_was_kept_comes_back(folder: Path) -> None:
    assert cache.load(KEY) is None
    kept(folder)
    assert cache.load(KEY) == b"rows"
    assert cache.load(cache.key_of(b"plan", "0.1.1", 1)) is None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert os.listdir(folder) == [f"{KEY}.rows"]


@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_cache_home_it_lies_in_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", str(tmp_path))
    cache.keep(KEY, b"rows")
    assert (tmp_path / ".cache" / "fjkx" / f"{KEY}.rows").exists()


@pytest.mark.parametrize("damage", [b"", b"rows", b"\0" * 70, b"0" * 64 + b"\nrows"])
def test_a_damaged_entry_is_none(folder: Path, damage: bytes) -> None:
    kept(folder).write_bytes(damage)
    assert cache.load(KEY) is None
    assert kept(folder).exists()
    assert cache.load(KEY) == b"rows"


def test_a_cut_entry_is_none(folder: Path) -> None:
    path = kept(folder)
    path.write_bytes(path.read_bytes()[:-1])
    assert cache.load(KEY) is None


def test_neither_links_nor_pipes_nor_folders_are_entries(folder: Path, tmp_path: Path) -> None:
    path = kept(folder)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert cache.load(KEY) is None
    path.unlink()
    os.mkfifo(path)
    assert cache.load(KEY) is None
    path.unlink()
    path.mkdir()
    assert cache.load(KEY) is None
    cache.keep(KEY, b"rows")
    assert path.is_dir()


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720])
def test_a_folder_that_others_can_write_is_not_used(folder: Path, mode: int) -> None:
    path = kept(folder)
    folder.chmod(mode)
    assert cache.load(KEY) is None
    path.unlink()
    cache.keep(KEY, b"rows")
    assert not path.exists()


def test_a_folder_of_somebody_else_or_a_link_to_one_is_not_used(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(folder)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert cache.load(KEY) is None
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "fjkx").symlink_to(folder)
    assert cache.load(KEY) is None


def test_nothing_is_made_in_somebody_elses_home(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.parent.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    cache.keep(KEY, b"rows")
    assert not folder.exists()


def test_a_home_that_is_no_folder_is_no_failure(folder: Path) -> None:
    folder.parent.write_text("")
    cache.keep(KEY, b"rows")
    assert cache.load(KEY) is None


def test_number_and_size_are_bounded_and_the_oldest_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "KEPT", 3)
    for number in range(5):
        cache.keep(f"{number}", b"rows")
        os.utime(folder / f"{number}.rows", (number, number))
    assert sorted(os.listdir(folder)) == ["2.rows", "3.rows", "4.rows"]
    monkeypatch.setattr(cache, "ROOM", 390)
    cache.keep("5", b"r" * 190)
    assert sorted(os.listdir(folder)) == ["4.rows", "5.rows"]
    cache.keep("6", b"r" * 201)
    assert cache.load("6") is None


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_whatever_fails_nothing_is_raised(folder: Path, code: int) -> None:
    """Full, read-only, forbidden: what was asked for is there whole, or not at all."""

    def keep_and_load() -> None:
        cache.keep(KEY, b"rows")
        assert cache.load(KEY) in (b"rows", None)

    def check(raised: bool) -> None:
        assert len(os.listdir(folder.parent)) <= 1
        shutil.rmtree(folder, ignore_errors=True)

    folder.parent.mkdir()
    assert each_fault(keep_and_load, check, code) > 10


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        cache.keep(KEY, b"rows")
    assert os.listdir(folder) == []
