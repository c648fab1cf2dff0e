"""Versions: the way back, byte for byte, whatever became of the plan, after crashes too."""

import os
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fjkx import store
from fjkx.plan.errors import FjkxError
from fjkx.store import drafts, versions
from tests.store.disk import (
    DATA,
    TEXT,
    append,
    entries,
    failure,
    forget,
    kill_at,
    labels,
    numbered,
    refusal,
    restore,
    undone,
    update,
)

FOUND = ""
CRLF = TEXT.replace("\n", "\r\n")


# Undo


@pytest.mark.parametrize(
    "label",
    ["done 14 -m '完成 报告'", "note\nwith\r\nlines", "\\n", "\udcff", "\x1b[31m", "😀" * 9000],
)
def test_labels_come_back_as_they_were(plan: Path, label: str) -> None:
    update(plan, "\n\nx\n", label)
    assert labels(plan) == [label, FOUND]
    assert undone(plan) == label
    assert plan.read_text() == TEXT


def test_the_last_fifty_versions_are_kept(plan: Path) -> None:
    for number in range(53):
        store.update(str(plan), append(f"{number}\n"), f"step {number}", "now")
        assert len(store.listed(str(plan))) == min(number + 2, 50)
    assert numbered(plan) == [f"{number:06d}" for number in range(5, 55)]
    for _ in range(49):
        store.undo(str(plan))
    assert plan.read_text() == TEXT + "0\n1\n2\n3\n"
    refusal(store.undo, str(plan))
    assert len(store.listed(str(plan))) == 50


@pytest.mark.parametrize(("size", "kept"), [(20, 3), (32, 2)])
def test_large_versions_are_fewer_but_always_two(
    plan: Path, size: int, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "ROOM", versions.ROOM // 1024)
    for letter in "abcde":
        update(plan, letter * (size * 1024), letter)
    assert labels(plan) == list("edcba")[:kept]
    assert undone(plan) == "e"
    assert plan.read_bytes()[:1] == b"d"


def test_listing_reads_heads_only(plan: Path) -> None:
    update(plan, "x" * (8 << 20))
    tracemalloc.start()
    assert labels(plan) == ["done 14", FOUND]
    assert tracemalloc.get_traced_memory()[1] < 1 << 20
    tracemalloc.stop()


def test_a_change_by_hand_is_a_version_and_stops_the_undo(plan: Path) -> None:
    """Also one that puts back what was there before."""
    update(plan, "w\n", "start 3")
    plan.write_text(TEXT)
    update(plan, "x\n", "done 14\n-m a")
    for by_hand in ("y\n", "", TEXT):
        plan.write_text(by_hand)
        assert failure(store.undo, str(plan)) == (
            f"{plan}: 文件在上次操作（done 14 -m a）之后又被改动过，不能撤销",
            "恢复以前的内容：fjkx restore；有哪些版本：fjkx undo --list",
        )
        assert plan.read_text() == by_hand
    assert labels(plan) == ["done 14\n-m a", FOUND, "start 3", FOUND]
    plan.write_text("x\n")
    assert undone(plan) == "done 14\n-m a"
    assert plan.read_text() == TEXT
    message, _ = failure(store.undo, str(plan))
    assert message == f"{plan}: 文件在上次操作（start 3）之后又被改动过，不能撤销"


# Restore


# Damage


def damage(data: bytes, kind: int) -> bytes:
    """One of several ways to spoil a file."""
    flipped = bytearray(data)
    flipped[(kind * len(data)) // 40 % len(data)] ^= 1
    return (data[: kind * len(data) // 40], bytes(flipped), data + b"x")[kind % 3]


@pytest.mark.parametrize("kind", [*range(0, 40, 4), 39])
def test_a_damaged_version_costs_itself_alone(plan: Path, kind: int) -> None:
    update(plan, "x\n", "one")
    update(plan, "y\n", "two")
    path = plan.parent / ".fjkx" / f"{plan.name}.versions" / "000002"
    path.write_bytes(damage(path.read_bytes(), kind))
    assert labels(plan) in (["two", FOUND], ["two", "one", FOUND])
    with pytest.raises(FjkxError):
        store.undo(str(plan))
    assert plan.read_text() == "y\n"
    assert restore(plan).changed
    assert plan.read_text() == TEXT
    assert update(plan, "z\n", "three")
    assert undone(plan) == "three"


@pytest.mark.parametrize("name", ["000003", "000001-x", "000000-x", "pending", "x", "9" * 200])
@pytest.mark.parametrize("kind", ["folder", "full folder", "fifo", "link", "dangling", "empty"])
def test_odd_entries_cost_nothing(plan: Path, name: str, kind: str) -> None:
    update(plan, "x\n", "one")
    odd = plan.parent / ".fjkx" / f"{plan.name}.versions" / name
    if kind.endswith("folder"):
        odd.mkdir()
        if kind == "full folder":
            (odd / "mine").touch()
    elif kind == "fifo":
        os.mkfifo(odd)
    elif kind == "empty":
        odd.touch()
    else:
        odd.symlink_to(plan if kind == "link" else "nowhere")
    assert labels(plan) == ["one", FOUND]
    assert update(plan, "y\n", "two")
    assert undone(plan) == "two"
    assert undone(plan) == "one"
    assert plan.read_text() == TEXT


@settings(max_examples=15)
@example(texts=["\ufeff" + TEXT, "\ufeff" + TEXT + "# 完", TEXT[:-1], TEXT[:-1] + "# 完"])
@example(texts=[CRLF, CRLF + "# 完", "a\rb\r\nc\u2028d\x85e", "a\rb\r\nc\u2028d\x85e# 完"])
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=2, max_size=5))
def test_update_and_undo_restore_the_bytes(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    plan = tmp_path_factory.mktemp("plan") / "plan.yaml"
    plan.write_bytes(texts[0].encode())
    written = [before for before, text in pairwise(texts) if update(plan, text)]
    assert plan.read_bytes() == texts[-1].encode()
    for text in reversed(written):
        store.undo(str(plan))
        assert plan.read_bytes() == text.encode()
    with pytest.raises(FjkxError):
        store.undo(str(plan))


# Drafts


def test_a_draft_is_a_copy_as_private_as_the_plan(plan: Path) -> None:
    plan.chmod(0o600)
    draft = drafts.begin(str(plan), DATA)
    path = Path(draft.path)
    assert path.parent == plan.parent / ".fjkx"
    assert path.name.startswith(f"{plan.name}.edit-") and path.suffix == ".yaml"
    assert (path.read_text(), path.stat().st_mode & 0o777) == (TEXT, 0o600)
    assert drafts.is_of(draft, DATA) and drafts.content(draft) == DATA
    drafts.discard(draft)
    assert entries(path.parent) == [".gitignore", f"{plan.name}.lock"]


def test_a_draft_with_changes_is_offered_and_never_removed(plan: Path) -> None:
    """One without changes stays for a day."""
    one, two, three, four = (drafts.begin(str(plan), DATA) for _ in range(4))
    for draft in (one, two):
        Path(draft.path).write_text("mine\n")
    for draft in (one, two, three):
        os.utime(draft.path, (1, 1))
    assert drafts.left(str(plan)) == []  # somebody works on them
    for draft in (one, three, four):
        drafts.leave(draft)
    (offered,) = drafts.left(str(plan))
    assert offered.path == one.path and drafts.content(offered) == b"mine\n"
    assert not Path(three.path).exists()
    drafts.leave(offered)
    kept = {path.name for path in (plan.parent / ".fjkx").glob(f"{plan.name}.edit-*")}
    names = {Path(draft.path).name for draft in (one, two, four)}
    assert kept == names | {Path(two.path).name + ".lock"}


# Killed


@pytest.mark.parametrize(
    ("call", "texts"),
    [
        (lambda plan: update(plan, "2\n", "2\n"), ["0\n", "1\n", "2\n"]),
        (lambda plan: store.undo(str(plan)), ["0\n", "1\n", "2\n", "1\n"]),
        (lambda plan: restore(plan, 3), ["0\n", "1\n", "2\n", "0\n"]),
    ],
    ids=["update", "undo", "restore"],
)
def test_death_at_every_system_call(
    plan: Path, call: Callable[[Path], object], texts: list[str]
) -> None:
    """The plan is as before or after it, listed so, and can be taken back to the first text."""
    kill_from, dies = 0, True
    while dies:
        kill_from += 1
        forget(plan)
        plan.write_text(texts[0])
        for text in texts[1:-1]:
            update(plan, text, text)
        dies = kill_at(lambda: call(plan), kill_from)
        assert plan.read_text() in texts[-2:]
        while (now := plan.read_text()) != texts[0]:
            undone(plan)
            assert plan.read_text() != now
        assert set(labels(plan)) >= {FOUND, *texts[1:-1]}
        assert entries(plan.parent) == [".fjkx", plan.name]
        assert not [name for name in entries(plan.parent / ".fjkx") if "tmp" in name]
    assert kill_from > 25
