"""What was typed arrives as typed: real processes in locales that are not UTF-8."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from fjkx.cli.arguments import as_typed
from tests.office import HANGS, Office

Locale = dict[str, str]
BARE = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture(scope="module")
def gbk(tmp_path_factory: pytest.TempPathFactory) -> Locale:
    """The environment of a locale with GBK, compiled where the system has none."""
    folder, localedef = tmp_path_factory.mktemp("locale"), shutil.which("localedef")
    if localedef is None:
        pytest.skip("no localedef: a GBK locale cannot be made here")
    make = [localedef, "-i", "zh_CN", "-f", "GBK", str(folder / "zh_CN.GBK")]
    subprocess.run(make, check=False, capture_output=True, timeout=HANGS)
    if not (folder / "zh_CN.GBK").exists():
        pytest.skip("no sources of locales: a GBK locale cannot be made here")
    return {"LOCPATH": str(folder), "LC_ALL": "zh_CN.GBK"}


def run(office: Office, locale: Locale, line: str, encoding: str = "utf-8") -> str:
    """The plan's text after a command that is typed in that encoding."""
    for name, value in locale.items():
        office.patch.setenv(name, value)
    typed = os.fsdecode(line.encode(encoding))
    assert office.run(f"env fjkx {typed} > said 2>&1")[2] == 0
    return (office.folder / "workplan2020.yaml").read_text("utf-8")


@pytest.mark.parametrize("locale", [{"LC_ALL": "C"}, BARE], ids=str)
def test_utf8_in_a_locale_without_letters(office: Office, locale: Locale) -> None:
    office.ship()
    text = run(office, locale, "note 14 加强 --by 科普部")
    assert "by: 科学技术普及部, note: 加强}" in text
    run(office, locale, "list 科普 -o 表.md")
    assert (office.folder / "表.md").exists()


@pytest.mark.parametrize(
    ("words", "encoding"),
    [("加强", "gbk"), ("加强", "utf-8"), ("全", "gbk"), ("联通全部单位", "gbk"), ("全部", "utf-8")],
)
def test_utf8_and_gbk_in_a_gbk_locale(
    office: Office, gbk: Locale, words: str, encoding: str
) -> None:
    office.ship()
    assert f"status: doing, note: {words}}}" in run(office, gbk, f"note 14 {words}", encoding)


def test_names_of_files_are_the_systems(office: Office, gbk: Locale) -> None:
    plan = office.ship()
    for name, encoding in (("通知.yaml", "utf-8"), ("办法.yaml", "gbk")):
        there = Path(os.fsdecode(os.fsencode(office.folder) + b"/" + name.encode(encoding)))
        shutil.copy(plan, there)
        assert "status: doing" not in run(office, gbk, f"start 14 -f {name}", encoding)
        assert "status: doing" in there.read_text("utf-8")


def test_where_the_locale_is_utf8_nothing_is_read_again() -> None:
    for word in ("加强", "ȫ", "\udce5"):
        assert as_typed(word, "utf-8") == word
