"""What bash, zsh and fish are offered, and what they make of it."""

import shutil
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
import rich  # noqa: F401  # completion bars its import, which is not to outlast it here
import typer
from hypothesis import given
from hypothesis import strategies as st

from fjkx.cli import complete, frame, globals, main
from fjkx.cli.retype import ACTIVE
from fjkx.cli.settings import Given
from fjkx.plan.characters import is_plain
from tests.cli.shell import Shell
from tests.plans import text_of

PLAN = text_of("completion")

# What a shell could run, and what a terminal would act on. Each is a name's and a title's end.
HOSTILE = (
    "$(touch PWNED)",
    "\\$(touch PWNED)",
    "\\\\$(touch PWNED)",
    "`touch PWNED`",
    "\\`touch PWNED\\`",
    "'; touch PWNED; '",
    '"; touch PWNED; "',
    "'$(touch PWNED)'",
    '"$(touch PWNED)"',
    ")); touch PWNED; ((",
    "))'; touch PWNED; : '((",
    ";touch PWNED",
    "\ntouch PWNED\n",
    "|touch PWNED",
    "&touch PWNED&",
    ":$(touch PWNED)",
    "甲 乙",
    "\x1b]0;EVIL\x07",
    "\u202eEVIL",
    "\u3164\u00ad",
    "~",
    "*",
    "{a,b}",
    "<(touch PWNED)",
    "!!",
    "^a^b",
    "[red]",
    "--x",
)
RAW = (b"\x1b]0;EVIL", *(hidden.encode() for hidden in "\u202e\u3164\u00ad"))


def hostile_plan() -> str:
    """A plan whose units, sections, tasks and measures have such names, titles and ids."""
    spelled = [
        end.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") for end in HOSTILE
    ]
    spelled = [end.replace("\x1b", "\\e").replace("\x07", "\\a") for end in spelled]
    units = [f'  - {{name: "办{chr(0x4E00 + n)}室{end}"}}' for n, end in enumerate(spelled)]
    units += [f'  - {{name: "{end}"}}' for end in spelled]
    sections = [f'  - {{id: "部{end}", title: "{end}"}}' for end in spelled]
    sections += [f'  - {{id: 节{n}, title: "题{end}"}}' for n, end in enumerate(spelled)]
    tasks = [f'  - {{id: {n}, title: "{end}", status: todo}}' for n, end in enumerate(spelled, 100)]
    tasks += [f'  - {{id: "7{end}", title: 题, status: todo}}' for end in spelled]
    measures = [f'      - {{text: "{end}", status: todo}}' for end in spelled]
    last = ["  - id: 9", "    title: 题", "    status: todo", "    measures:", *measures]
    head = "schema: 1\nplan: {title: 计划, year: 2020}"
    lines = [head, "units:", "  - {name: 院士办}", *units, "sections:", *sections]
    return "\n".join([*lines, "tasks:", *tasks, *last, ""])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a plan, which is the current one."""
    (tmp_path / "workplan2020.yaml").write_text(PLAN, "utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("FJKX_FILE", "FJKX_TODAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


class Asked:
    """Completion as the scripts of the shells ask for it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def ask(self, **variables: str) -> list[str]:
        """The lines of the answer."""
        for name, value in variables.items():
            self.monkeypatch.setenv(name, value)
        assert main([]) == 0
        out, err = self.capsys.readouterr()
        assert err == ""
        return out.splitlines()

    def bash(self, typed: str) -> list[str]:
        """What bash is offered; the last word is the unfinished one."""
        words = typed.split(" ")
        return [
            line
            for line in self.ask(
                _FJKX_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=str(len(words) - 1)
            )
            if line
        ]

    def zsh(self, typed: str) -> list[str]:
        """What zsh is to run."""
        return self.ask(_FJKX_COMPLETE="complete_zsh", _TYPER_COMPLETE_ARGS=typed)

    def fish(self, typed: str) -> list[str]:
        """What fish is offered."""
        return self.ask(
            _FJKX_COMPLETE="complete_fish",
            _TYPER_COMPLETE_FISH_ACTION="get-args",
            _TYPER_COMPLETE_ARGS=typed,
        )


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Completion without a shell."""
    return Asked(monkeypatch, capsys)


def test_commands(asked: Asked) -> None:
    assert asked.bash("fjkx s") == ["summary", "show", "start", "set", "section"]
    assert asked.fish("fjkx und") == ["undo\t撤销上一次写入"]
    assert set(asked.bash("fjkx ")) == set(frame.COMMANDS)
    assert asked.bash("fjkx help d") == ["done", "drop", "dispatch"]
    assert asked.bash("fjkx 14 ") == []


def test_options(asked: Asked) -> None:
    assert asked.bash("fjkx list --f") == ["--format", "--file"]
    assert asked.bash("fjkx --show") == ["--show-completion"]
    assert asked.bash("fjkx --show-completion ") == ["bash", "zsh", "fish"]
    assert asked.bash("fjkx summary --by ") == ["section", "dept", "status", "leader"]
    assert asked.fish("fjkx done --no-c") == ["--no-color\t不用颜色"]


def test_units(folder: Path, asked: Asked) -> None:
    assert asked.bash("fjkx list --dept ") == ["学会学术部", "院士办", "省直机关"]
    assert asked.bash("fjkx list -d 学") == ["学会学术部", "学会部"]
    assert asked.bash("fjkx done 14 --by 院") == ["院士办"]
    assert asked.bash("fjkx list --dept 院士办 --dept 学会学") == ["学会学术部"]
    assert asked.bash("fjkx list -d '院") == ["院士办"]
    assert asked.bash('fjkx list -d "院') == ["院士办"]
    assert asked.fish("fjkx list -d 学会部") == ["学会部\t学会学术部"]


def test_the_offered_part_of_a_name_means_the_unit(folder: Path, asked: Asked) -> None:
    plan = PLAN.replace("  - name: 院士办\n", "  - name: 省直机关\n")
    (folder / "workplan2020.yaml").write_text(plan, "utf-8")
    assert asked.bash("fjkx list --dept 省") == ["省直机关"]  # once: the unit of that very name
    plan = plan.replace("省直机关", "省 直机关")
    (folder / "workplan2020.yaml").write_text(plan, "utf-8")
    assert asked.bash("fjkx list --dept 省") == []


def test_a_name_that_looks_like_an_option_is_not_offered(folder: Path, asked: Asked) -> None:
    (folder / "workplan2020.yaml").write_text(PLAN.replace("院士办", "-f院"), "utf-8")
    assert asked.bash("fjkx list -d ") == ["学会学术部", "省直机关"]


def test_tasks_and_measures(folder: Path, asked: Asked) -> None:
    assert asked.fish("fjkx show ") == ["1\t甲", "14\t乙:丙"]
    assert asked.fish("fjkx done 1 14.") == ["14.1\t第一条。", "14.2\t第二条。"]
    assert asked.bash("fjkx done 1 ") == ["1", "14"]
    assert asked.bash("fjkx log 9") == []
    assert asked.bash("fjkx edit ") == ["1", "14"]
    assert asked.zsh("fjkx show ") == [
        """_arguments '*: :(("1":"甲\"""",
        r""""14":"乙\\:丙"))'""",
    ]


def test_statuses_lights_and_sections(folder: Path, asked: Asked) -> None:
    assert asked.bash("fjkx list -s d") == ["doing", "done", "dropped"]
    assert asked.fish("fjkx list -s 已办") == ["已办结\tdone"]
    assert asked.fish("fjkx list --light 逾") == ["逾期\toverdue"]
    assert asked.fish("fjkx list --section ") == ["一\t第一:部分", "二\t第二部分"]


def test_the_file_named_on_the_line_counts(folder: Path, asked: Asked) -> None:
    (folder / "other.yaml").write_text(PLAN.replace("院士办", "院外办"), "utf-8")
    assert asked.bash("fjkx -f other.yaml list -d 院") == ["院外办"]
    assert asked.bash("fjkx list -f other.yaml -d 院") == ["院外办"]
    assert asked.bash("fjkx list --file=other.yaml -d 院") == ["院外办"]


@pytest.mark.parametrize("typed", ["fjkx -f w", "fjkx list -o ", "fjkx init "])
def test_paths_are_left_to_the_shell(folder: Path, asked: Asked, typed: str) -> None:
    assert asked.bash(typed) == []
    assert asked.zsh(typed) == ["_files"]


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a: [", b"", b"schema: 1\n"])
def test_a_plan_that_cannot_be_read_offers_nothing(
    folder: Path, asked: Asked, content: bytes | None
) -> None:
    plan = folder / "workplan2020.yaml"
    plan.unlink()
    if content is not None:
        plan.write_bytes(content)
    for typed in ("fjkx list --dept ", "fjkx show ", "fjkx list --section "):
        assert asked.bash(typed) == []


def test_a_fault_of_ours_offers_nothing(
    folder: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FJKX_TODAY", "改天")
    assert asked.bash("fjkx list --dept ") == []


# -- what goes through the filter -------------------------------------------------------------


@given(st.lists(st.tuples(st.text(), st.text())))
def test_nothing_a_shell_acts_on_passes(candidates: list[tuple[str, str]]) -> None:
    passed = complete.harmless(candidates)
    for value, text in passed:
        assert is_plain(value) and not set(value) & (ACTIVE | complete.BREAKS)
        assert is_plain(text) and not set(text) & (ACTIVE - {" "})
    assert [value for value, _ in passed if value.isalpha()] == [
        value for value, _ in candidates if value.isalpha() and is_plain(value)
    ]


def test_every_candidate_of_every_parameter_passes_the_filter(folder: Path, asked: Asked) -> None:
    """Whatever a parameter offers, its own choices included, is what the filter lets pass."""
    (folder / "workplan2020.yaml").write_text(hostile_plan(), "utf-8")
    root = typer.main.get_command(globals.app)
    assert isinstance(root, frame.Root)
    given_options = Given()
    offered = 0
    with root.make_context("fjkx", [], obj=given_options, resilient_parsing=True) as ctx:
        commands = [root, *(frame.load(name, root.params) for name in frame.COMMANDS)]
        params = chain.from_iterable(command.params for command in commands)
        for param in {(*param.opts, param.human_readable_name): param for param in params}.values():
            for typed in ("", "9."):
                items = param.shell_complete(ctx, typed)
                offered += len(items)
                found = [(item.value, item.help or "") for item in items]
                assert complete.harmless(found) == found
        for command in commands:
            items = command.shell_complete(ctx, "--")
            found = [(item.value, item.help or "") for item in items]
            assert items
            assert complete.harmless(found) == found
    assert offered > 100


# -- real shells ------------------------------------------------------------------------------


# What is typed before TAB, how often TAB is pressed, and how the words then begin with which
# `fjkx` is called.
TYPED = (
    ("fjkx list -d '院", 1, "list|-d|院士办|"),
    ('fjkx list -d "院', 1, "list|-d|院士办|"),
    ("fjkx list -d 办", 2, "list|-d|办"),
    ("fjkx list -d '办", 2, "list|-d|办"),
    ('fjkx list -d "办', 2, "list|-d|办"),
    ("fjkx show 10", 2, "show|10"),
    ("fjkx show 9.", 1, "show|9."),
)


class Session(NamedTuple):
    """What came of typing all of it into a shell."""

    called: list[str]
    screen: bytes
    files: list[str]


def type_all(name: str, home: Path) -> Session:
    """Type all of it into a new shell, in a folder with a hostile plan."""
    folder = home / "计划"
    folder.mkdir(parents=True)
    (folder / "workplan2020.yaml").write_text(hostile_plan(), "utf-8")
    with Shell(name, home, folder) as shell:
        called = [shell.complete(typed, tabs) for typed, tabs, _ in TYPED]
    return Session(called, shell.screen, [path.name for path in home.rglob("*")])


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Future[Session]]:
    """The session of each shell that there is; they wait more than they work, so all at once."""
    home = tmp_path_factory.mktemp("shells")
    with ThreadPoolExecutor() as pool:
        return {
            name: pool.submit(type_all, name, home / name)
            for name in ("bash", "zsh", "fish")
            if shutil.which(name) is not None
        }


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_in_a_real_shell(sessions: dict[str, Future[Session]], name: str) -> None:
    """TAB, TAB twice and Enter, outside and inside quotes: what is offered is what the command
    gets, nothing of the plan runs, and nothing of it reaches the terminal raw."""
    if name not in sessions:
        pytest.skip(f"{name} is not installed; nothing stands in for it")
    session = sessions[name].result()
    begun = [
        called.startswith(begins)
        for called, (_, _, begins) in zip(session.called, TYPED, strict=True)
    ]
    assert all(begun), " ".join(session.called)
    assert not [file for file in session.files if file.startswith("PWNED")]
    for raw in RAW:
        assert raw not in session.screen


# -- the scripts ------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_scripts_are_shown(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert main(["--show-completion", shell]) == 0
    assert f"_FJKX_COMPLETE=complete_{shell}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("shell", "written"),
    [
        ("bash", ".bash_completions/fjkx.sh"),
        ("zsh", ".zfunc/_fjkx"),
        ("fish", ".config/fish/completions/fjkx.fish"),
    ],
)
def test_installing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    shell: str,
    written: str,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert main(["--install-completion"]) == 0
    said = f"已装好 {shell} 的补全，新开一个终端即可使用\n"
    assert capsys.readouterr() == (said, "")
    assert "_FJKX_COMPLETE" in (tmp_path / written).read_text("utf-8")


def test_installing_where_nothing_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOME", str(tmp_path / "file"))
    assert main(["--install-completion", "fish"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"错误：{tmp_path / 'file'}")


def test_installing_where_the_shell_is_not_known(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SHELL", raising=False)
    assert main(["--install-completion"]) == 2
    assert capsys.readouterr().err == (
        "错误：选项 --install-completion 后面要写一个值\n提示：用法见 fjkx --help\n"
    )
    assert "rich" in sys.modules
