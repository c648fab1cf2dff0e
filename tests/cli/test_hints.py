"""What the program suggests works: its hints, and the examples on its help pages, as copied."""

import io
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from fjkx.cli import frame, main, pages
from fjkx.plan.characters import COMMAND
from tests.cases import parts
from tests.office import PLAN, ROOT, SHIPPED, Office

# What is typed where it does not belong, behind a command and what it needs.
SLIPS = Path(__file__).with_name("slips.txt").read_text("utf-8").splitlines()
MORE, ASKED, UNKNOWN, REFUSED_AT_FIRST = (
    lines.rstrip("\n").splitlines()
    for lines in parts(Path(__file__).with_name("hints.txt")).values()
)
NEEDED = {
    **dict.fromkeys(("show", "start", "done", "block", "drop", "reopen", "close"), "14"),
    "note": "14 已举办",
    "set": "14",
    "extend": "14 10月底",
    "add": "题 --lead 院士办",
    "unit": "list",
    "import": "通知.txt --dry-run",
}
WRONG = [
    *(f"{slip}" for slip in SLIPS),
    *(f"{slip} list" for slip in SLIPS if slip.startswith("-")),
    *(f"{name} {NEEDED.get(name, '')} {slip}" for name in frame.COMMANDS for slip in SLIPS),
    *(f"{name} {slip}" for name in NEEDED for slip in SLIPS),
    *MORE,
]
REFUSED = re.compile("没有 .* 这个(选项|命令)|多余的参数|缺少|后面要写|不带值|不能是|内部")


def prepared(office: Office) -> None:
    """A folder with the shipped plan, and what the lines name."""
    for path in office.folder.glob("**/*"):
        if path.is_file():
            path.unlink()
    notice = (ROOT / "tests" / "fixtures" / "notice2020.txt").read_text("utf-8")
    for name in ("通知.txt", "通知.html", "通知.docx"):
        office.write(notice, name)
    office.write(PLAN.replace("2020", "2019"), "workplan2019.yaml")
    office.write(office.ship().read_text("utf-8"), "工作要点.yaml")


def tried(office: Office, line: str) -> tuple[int, str]:
    """The exit code of a line in such a folder, and what went to stderr."""
    prepared(office)
    if line.startswith("fjkx import"):
        (office.folder / "workplan2020.yaml").unlink()
    if line.startswith("fjkx collect"):
        main(["dispatch", "收回"])
    code = main(shlex.split(line)[1:])
    return code, office.capture.readouterr().err


GLOBAL = ("--file", "--today", "--output", "--no-color", "--version", "--help", "-h")
EVERY_FIFTH = 5  # by turns another slip behind each command: their number is no multiple of it


@pytest.mark.parametrize(
    "lines", [WRONG[::EVERY_FIFTH], pytest.param(WRONG, marks=pytest.mark.long)], ids=["few", "all"]
)
def test_every_hint_works_as_copied(
    office: Office, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    assert len(SLIPS) % EVERY_FIFTH
    monkeypatch.setenv("EDITOR", "true")
    hinted: set[tuple[str, str]] = set()
    code = 0
    for line in dict.fromkeys(lines):
        if code != 2:  # wrong usage leaves everything as it is
            prepared(office)
        code = main(shlex.split(line))
        err = office.capture.readouterr().err
        hint = err.partition("\n提示：")[2]
        if code != 2 or not hint:
            assert code in (0, 1, 3), (line, err)
            continue
        commands = [found.group().strip() for found in re.finditer(COMMAND, hint)]
        if "你是不是要找 -" in hint:
            name = line.split()[0]
            meant = hint.split()[1].split("、")
            known = frame.load(name, []).params if name in frame.COMMANDS else []
            options = {option for param in known for option in param.opts} | set(GLOBAL)
            assert options.issuperset(meant), (line, hint)
        else:
            hinted.update((command, line) for command in commands)
    assert len({command for command, _ in hinted}) > 40
    for command, line in sorted(hinted):
        code, err = tried(office, command)
        if code == 2 and re.search(
            "缺少选项 --lead|缺少参数 (?:新时限|ID)", err
        ):  # not in the line
            code, err = tried(office, err.strip().partition("例如：")[2].partition("；")[0])
        no_name = code == 2 and "新计划的文件名要以 .yaml 结尾" in err
        # The option was understood; what was typed beside it does not go with it.
        clash = code == 2 and re.search("--on 只用于台账|进展写了两个", err)
        assert code in (0, 1) or no_name or clash, (line, command, err)
        assert not REFUSED.search(err), (line, command, err)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a plan that has a deadline and a report."""
    folder = tmp_path_factory.mktemp("reported")
    plan = shutil.copy(SHIPPED, folder / "我的计划.yaml")
    for line in ("set 15 --due 7月底", "note 16 已举办"):
        assert main(["-f", str(plan), "--today", "2020-06-15", *line.split()]) == 0
    return folder


@pytest.mark.parametrize("line", [*ASKED, *UNKNOWN])
def test_what_helps_works_as_copied_with_what_was_typed(
    office: Office, reported: Path, line: str
) -> None:
    def typed(line: str) -> tuple[int, str]:
        shutil.rmtree(office.folder)
        shutil.copytree(reported, office.folder)
        office.patch.chdir(office.folder)
        _, err, code = office.run(line)
        return code, err

    code, err = typed(f"fjkx -f 我的计划.yaml {line}")
    assert code in (1, 2), err
    commands = [found.group() for found in re.finditer(COMMAND, err.partition("\n提示：")[2])]
    for command in commands:
        code, err = typed(command)
        assert code == 0 or (line in UNKNOWN and code == 1), (command, err)
    assert commands or line == "chase 13月"


def examples() -> list[str]:
    """The examples of all help pages."""
    texts = [frame.load(name, []).epilog or "" for name in frame.COMMANDS]
    return [*pages.EXAMPLES, *"\n".join(texts).splitlines()]


@pytest.mark.parametrize("line", examples())
def test_every_example_runs(office: Office, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setenv("EDITOR", "true")
    message = io.BytesIO("第6项：签约12个。".encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(message))
    if line == "fjkx init":
        (office.folder / "空").mkdir()
        monkeypatch.chdir("空")
    code, err = tried(office, line)
    assert code == (line in REFUSED_AT_FIRST), err
    assert not REFUSED.search(err), err
