"""What was typed arrives as typed: real processes in locales that are not UTF-8."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fjkx.cli.arguments import as_typed, from_stdin
from tests.office import HANGS, SHIPPED


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(SHIPPED, tmp_path))


@pytest.fixture(scope="module")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a locale with GBK, compiled where the system has none."""
    folder, localedef = tmp_path_factory.mktemp("locale"), shutil.which("localedef")
    if localedef is None:
        pytest.skip("no localedef: a GBK locale cannot be made here")
    make = [localedef, "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
    subprocess.run(make, check=False, capture_output=True, timeout=HANGS)
    if not (folder / "zh_CN.GBK").exists():
        pytest.skip("no sources of locales: a GBK locale cannot be made here")
    return {"LOCPATH": str(folder), "LC_ALL": "zh_CN.GBK"}


BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def run(plan: Path, locale: dict[str, str], *argv: bytes) -> str:
    """The plan's text after a command whose arguments are these bytes."""
    quiet = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "PYTHON"))}
    done = subprocess.run(
        [os.fsencode(sys.executable), b"-m", b"fjkx", *argv, b"--today", b"2020-06-15"],
        cwd=plan.parent,
        env=quiet | locale,
        capture_output=True,
        timeout=HANGS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return plan.read_text("utf-8")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, BARE], ids=str)
def test_utf8_in_a_locale_without_letters(plan: Path, locale: dict[str, str]) -> None:
    text = run(plan, locale, *(word.encode() for word in ("note", "14", "加强", "--by", "科普部")))
    assert "by: 科学技术普及部, note: 加强}" in text
    run(plan, locale, *(word.encode() for word in ("list", "科普", "-o", "表.md")))
    assert (plan.parent / "表.md").exists()


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("加强", "gbk"), ("加强", "utf-8"), ("全", "gbk"), ("联通全部单位", "gbk"), ("全部", "utf-8")],
)
def test_utf8_and_gbk_in_a_gbk_locale(
    plan: Path, gbk: dict[str, str], words: str, encoding: str
) -> None:
    text = run(plan, gbk, b"note", b"14", words.encode(encoding))
    assert f"status: doing, note: {words}}}" in text


def test_names_of_files_are_the_systems(plan: Path, gbk: dict[str, str]) -> None:
    for name in ("通知.yaml".encode(), "办法.yaml".encode("gbk")):
        there = os.path.join(os.fsencode(plan.parent), name)
        with open(there, "wb") as copy:
            copy.write(plan.read_bytes())
        run(plan, gbk, b"start", b"14", b"-f", name)
        with open(there, encoding="utf-8") as file:
            assert "status: doing" in file.read()
        assert "status: doing" not in plan.read_text("utf-8")


def test_where_the_locale_is_utf8_nothing_is_read_again() -> None:
    for word in ("加强", "ȫ", "\udce5"):
        assert as_typed(word, "utf-8") == word


def test_who_is_to_paste_at_a_terminal_is_told_how_to_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("已启动\n"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert from_stdin("-") == "已启动"
    assert capsys.readouterr() == ("", "粘贴或输入文字，另起一行后按 Ctrl-D 结束\n")
