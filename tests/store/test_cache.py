"""The cache folder: what is kept comes back whole or not at all, and nothing depends on it."""

import errno
import os
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from fjkx.store import cache
from tests.store.disk import each_fault

OF = (b"plan", "0.1.0-1")
NAME = f"0.1.0-1-{zlib.crc32(b'plan'):08x}.rows"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder that will be made."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "fjkx"


def kept(folder: Path) -> Path:
    cache.keep(*OF, b"rows")
    return folder / NAME


def test_what_was_kept_comes_back(folder: Path) -> None:
    assert cache.load(*OF) is None
    kept(folder)
    assert cache.load(*OF) == b"rows"
    assert cache.load(b"plan", "0.1.1-1") is None
    assert cache.load(b"other", "0.1.0-1") is None
    assert folder.stat().st_mode & 0o777 == 0o700
    assert os.listdir(folder) == [NAME]


@pytest.mark.parametrize("home", ["", "relative"])
def test_without_a_cache_home_it_lies_in_the_users_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", str(tmp_path))
    cache.keep(*OF, b"rows")
    assert (tmp_path / ".cache" / "fjkx" / NAME).exists()


def elsewhere(entry: Path) -> Path:
    """The entry under another name, out of the way."""
    return entry.rename(entry.with_suffix(".elsewhere"))


@pytest.mark.parametrize(
    "spoil",
    [
        *(
            lambda entry, damage=damage: entry.write_bytes(damage)
            for damage in (b"", b"rows", b"\0" * 70, b"0" * 64 + b"\nrows")
        ),
        lambda entry: entry.write_bytes(entry.read_bytes()[:-1]),
        lambda entry: entry.symlink_to(elsewhere(entry)),
        lambda entry: os.mkfifo(elsewhere(entry).with_suffix(".rows")),
    ],
    ids=["nothing", "rows", "NULs", "a checksum", "cut", "a link", "a pipe"],
)
def test_what_is_no_whole_entry_is_none(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(kept(folder))
    assert cache.load(*OF) is None
    kept(folder)
    assert cache.load(*OF) == b"rows"


def test_an_entry_is_of_the_very_bytes(folder: Path) -> None:
    """One with the checksum of others, or with more behind them, is none of theirs."""
    entry = kept(folder).read_bytes()
    for other in (b"", b"pla", b"plane"):
        (folder / f"0.1.0-1-{zlib.crc32(other):08x}.rows").write_bytes(entry)
        assert cache.load(other, "0.1.0-1") is None


@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720])
def test_a_folder_that_others_can_write_is_not_used(folder: Path, mode: int) -> None:
    path = kept(folder)
    folder.chmod(mode)
    assert cache.load(*OF) is None
    path.unlink()
    cache.keep(*OF, b"rows")
    assert not path.exists()


def test_a_folder_of_somebody_else_or_a_link_to_one_is_not_used_nor_one_made(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept(folder)
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: 12345)
        assert cache.load(*OF) is None
        shutil.rmtree(folder)
        cache.keep(*OF, b"rows")
        assert not folder.exists()
    kept(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "fjkx").symlink_to(folder)
    assert cache.load(*OF) is None


def test_a_home_or_an_entry_of_another_kind_is_no_failure(folder: Path) -> None:
    folder.parent.write_text("")
    cache.keep(*OF, b"rows")
    assert cache.load(*OF) is None
    folder.parent.unlink()
    path = kept(folder)
    path.unlink()
    path.mkdir()
    cache.keep(*OF, b"rows")
    assert cache.load(*OF) is None and path.is_dir()


def test_number_and_size_are_bounded_and_the_oldest_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "KEPT", 3)
    for number in range(5):
        cache.keep(b"plan", f"{number}", b"rows")
        os.utime(next(folder.glob(f"{number}-*")), (number, number))
    assert sorted(name[0] for name in os.listdir(folder)) == ["2", "3", "4"]
    monkeypatch.setattr(cache, "ROOM", 105)
    cache.keep(b"plan", "5", b"r" * 46)
    assert sorted(name[0] for name in os.listdir(folder)) == ["4", "5"]
    cache.keep(b"plan", "6", b"r" * 60)
    assert cache.load(b"plan", "6") is None


def test_whatever_fails_nothing_is_raised_and_nothing_is_left(folder: Path) -> None:
    """What was asked for is there whole, or not at all."""

    def keep_and_load() -> None:
        cache.keep(*OF, b"rows")
        assert cache.load(*OF) in (b"rows", None)

    def check(raised: bool) -> None:
        assert not raised
        assert [path.name for path in folder.parent.rglob("*")] in (
            [],
            ["fjkx"],
            ["fjkx", NAME],
        )
        shutil.rmtree(folder, ignore_errors=True)

    folder.parent.mkdir()
    assert each_fault(keep_and_load, check, errno.ENOSPC) > 10
