"""Undo states: the way back, byte for byte, after crashes too."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx import store
from fjkx.plan.errors import FileError
from fjkx.store import states
from tests.store.disk import (
    TEXT,
    append,
    entries,
    failure,
    forget,
    kill_at,
    numbered,
    refusal,
    replace_by,
    update,
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "workplan2020.yaml"
    path.write_bytes(TEXT.encode())
    return path


# Undo


def test_undo_goes_back_step_by_step(plan: Path) -> None:
    texts = [TEXT, "a\n" + TEXT, TEXT, TEXT.replace("2020", "2021"), "福\n", TEXT * 3]
    for number, text in enumerate(texts[1:], 1):
        store.update(str(plan), replace_by(text), f"step {number}", f"day {number}")
    listed = store.undo_states(str(plan))
    assert [(state.label, state.time) for state in listed] == [
        (f"step {number}", f"day {number}") for number in (5, 4, 3, 2, 1)
    ]
    for text, state in zip(reversed(texts[:-1]), listed, strict=True):
        assert store.undo(str(plan)) == state
        assert plan.read_text() == text
    assert refusal(store.undo, str(plan)) == (
        f"{plan}: 没有可以撤销的操作",
        "查看各项任务的记录：fjkx log",
    )


def test_an_undo_state_holds_only_what_was_replaced(plan: Path) -> None:
    update(plan, TEXT.replace("2020年", "2021年"))
    (state,) = store.undo_states(str(plan))
    place = TEXT.encode().index("2020年".encode()) + 3
    assert (state.offset, state.length, state.old) == (place, 1, b"0")


@pytest.mark.parametrize(
    "label",
    ["done 14 -m '完成 报告'", "", "note\nwith\r\nlines", "\\n", "\udcff", "\x1b[31m", "😀"],
)
def test_labels_come_back_as_they_were(plan: Path, label: str) -> None:
    update(plan, "\n\nx\n", label)
    assert store.undo_states(str(plan))[0].label == label
    assert store.undo(str(plan)).label == label
    assert plan.read_text() == TEXT


def test_the_last_fifty_states_are_kept(plan: Path) -> None:
    for number in range(53):
        store.update(str(plan), append(f"{number}\n"), f"step {number}", "now")
        assert len(store.undo_states(str(plan))) == min(number + 1, 50)
    assert numbered(plan) == [f"{number:06d}" for number in range(4, 54)]
    for _ in range(50):
        store.undo(str(plan))
    assert plan.read_text() == TEXT + "0\n1\n2\n"
    refusal(store.undo, str(plan))


@pytest.mark.parametrize("by_hand", ["y\n", "x\n# 手改\n", "", TEXT])
def test_undo_refuses_what_changed_since(plan: Path, by_hand: str) -> None:
    update(plan, "w\n", "start 3")
    plan.write_text(TEXT)
    update(plan, "x\n", "done 14\n-m a")
    plan.write_text(by_hand)
    assert failure(store.undo, str(plan)) == (
        f"{plan}: 文件在上次操作（done 14 -m a）之后又被改动过，不能撤销",
        "查看改动：git diff；要恢复旧内容，请用备份或 git",
    )
    assert plan.read_text() == by_hand
    assert len(store.undo_states(str(plan))) == 2
    plan.write_text("x\n")
    assert store.undo(str(plan)).label == "done 14\n-m a"


def test_plans_side_by_side_have_their_own_states(tmp_path: Path) -> None:
    one, two = tmp_path / "workplan2019.yaml", tmp_path / "workplan2020.yaml"
    for path in (one, two):
        path.write_text(TEXT)
    update(one, "1\n", "one")
    update(two, "2\n", "two")
    assert store.undo(str(one)).label == "one"
    assert (one.read_text(), two.read_text()) == (TEXT, "2\n")
    refusal(store.undo, str(one))


def damage(data: bytes, kind: int) -> bytes:
    """One of several ways to spoil a file."""
    flipped = bytearray(data)
    flipped[(kind * len(data)) // 40 % len(data)] ^= 1
    return (data[: kind * len(data) // 40], bytes(flipped), data + b"x")[kind % 3]


@pytest.mark.parametrize("kind", range(40))
def test_a_damaged_state_never_restores_wrong_bytes(plan: Path, kind: int) -> None:
    update(plan, TEXT.replace("福建省科协", "x"))
    path = plan.parent / ".fjkx" / f"{plan.name}.undo" / "000001"
    path.write_bytes(damage(path.read_bytes(), kind))
    refused = (f"{path}: 撤销记录已损坏，不能撤销", "要恢复旧内容，请用备份或 git")
    assert failure(store.undo, str(plan)) == refused
    assert failure(store.undo_states, str(plan)) == refused
    assert plan.read_text() == TEXT.replace("福建省科协", "x")
    assert update(plan, "y\n") is True
    assert store.undo(str(plan)).label == "done 14"


def test_a_state_whose_sums_do_not_fit_is_damaged(plan: Path) -> None:
    update(plan, "x\n")
    path = plan.parent / ".fjkx" / f"{plan.name}.undo" / "000001"
    state = states.load(str(path))
    path.write_bytes(states.dump(state._replace(old=b"wrong")))
    assert failure(store.undo, str(plan))[0] == f"{path}: 撤销记录已损坏，不能撤销"
    assert plan.read_text() == "x\n"


@given(before=st.binary(max_size=60), after=st.binary(max_size=60), common=st.binary(max_size=40))
def test_a_state_leads_back(before: bytes, after: bytes, common: bytes) -> None:
    before, after = common + before + common, common + after + common
    state = states.make(before, after, "标签\n", "now")
    assert states.restored(state, after) == before
    assert states.parse(states.dump(state)) == state
    assert len(state.old) <= len(before) - len(common)


@settings(max_examples=15)
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
    assert store.undo_states(str(plan)) == ()


# Drafts


def test_a_draft_is_a_copy_as_private_as_the_plan(plan: Path) -> None:
    plan.chmod(0o600)
    name = Path(store.draft(str(plan), TEXT))
    assert name.parent == plan.parent / ".fjkx"
    assert name.name.endswith("-" + plan.name)
    assert (name.read_text(), name.stat().st_mode & 0o777) == (TEXT, 0o600)
    name.write_text("x")
    assert plan.read_text() == TEXT
    assert store.draft(str(plan), TEXT) == str(name)
    store.discard(str(name))
    assert not name.exists()
    assert store.undo_states(str(plan)) == ()


def test_no_draft_of_a_plan_that_could_not_be_written(plan: Path) -> None:
    plan.chmod(0o400)
    with pytest.raises(FileError) as caught:
        store.draft(str(plan), TEXT)
    assert str(caught.value) == f"{plan}: 文件是只读的，没有写入"


# Killed


def test_an_update_that_dies_at_every_system_call(plan: Path) -> None:
    kill_from = 0
    dies = True
    while dies:
        kill_from += 1
        plan.write_text("0\n")
        forget(plan)
        update(plan, "1\n", "first")
        dies = kill_at(lambda: update(plan, "2\n", "second"), kill_from)
        happened = ["second"] if plan.read_text() == "2\n" else []
        assert plan.read_text() == ("2\n" if happened else "1\n")
        assert [state.label for state in store.undo_states(str(plan))] == [*happened, "first"]
        assert [store.undo(str(plan)).label for _ in (*happened, "first")] == [*happened, "first"]
        assert plan.read_text() == "0\n"
        assert entries(plan.parent) == [".fjkx", plan.name]
    assert kill_from > 25


def test_an_undo_that_dies_at_every_system_call(plan: Path) -> None:
    kill_from = 0
    dies = True
    while dies:
        kill_from += 1
        plan.write_text("0\n")
        forget(plan)
        update(plan, "1\n", "first")
        update(plan, "2\n", "second")
        dies = kill_at(lambda: store.undo(str(plan)), kill_from)
        left = ["first"] if plan.read_text() == "1\n" else ["second", "first"]
        assert plan.read_text() == ("1\n" if left == ["first"] else "2\n")
        assert [state.label for state in store.undo_states(str(plan))] == left
        assert [store.undo(str(plan)).label for _ in left] == left
        assert plan.read_text() == "0\n"
        assert entries(plan.parent) == [".fjkx", plan.name]
    assert kill_from > 25
