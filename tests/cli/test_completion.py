"""What bash, zsh and fish are offered, and what they make of it."""

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pytest
import rich  # noqa: F401  # completion bars its import, which is not to outlast it here
import typer
from hypothesis import given
from hypothesis import strategies as st

from fjkx.cli import complete, frame, globals
from fjkx.cli.retype import ACTIVE
from fjkx.cli.settings import Given
from fjkx.plan.characters import is_plain
from tests.cases import gallery
from tests.cli.shell import Shell
from tests.office import Office
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
    measures = [{"text": end, "status": "todo"} for end in HOSTILE]
    tasks = [*((f"7{end}", "题") for end in HOSTILE), *enumerate(HOSTILE, 100)]
    plan = {
        "schema": 1,
        "plan": {"title": "计划", "year": 2020},
        "units": [{"name": f"办{chr(0x4E00 + n)}室{end}"} for n, end in enumerate(HOSTILE)]
        + [{"name": name} for name in ("院士办", *HOSTILE)],
        "sections": [{"id": f"部{end}", "title": end} for end in HOSTILE]
        + [{"id": f"节{n}", "title": f"题{end}"} for n, end in enumerate(HOSTILE)],
        "tasks": [{"id": id, "title": title, "status": "todo"} for id, title in tasks]
        + [{"id": 9, "title": "题", "status": "todo", "measures": measures}],
    }
    return json.dumps(plan)


@pytest.fixture
def folder(office: Office) -> Path:
    """A folder with a plan, which is the current one, and another."""
    office.write(PLAN.replace("院士办", "院外办"), "other.yaml")
    return office.write(PLAN).parent


def offered(office: Office, shell: str, typed: str) -> list[str]:
    """What the script of a shell is told behind a line, whose last word is the unfinished one."""
    for name, value in {
        "_FJKX_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": typed,
    }.items():
        office.patch.setenv(name, value)
    out, err, code = office.run("fjkx")
    assert (err, code) == ("", 0)
    return [line for line in out.splitlines() if line]


TYPED_AND_OFFERED = [
    (shell, *case)
    for shell in ("bash", "zsh", "fish")
    for case in gallery(Path(__file__).with_name("completion.txt"), shell)
]


@pytest.mark.parametrize(("shell", "typed", "expected"), TYPED_AND_OFFERED)
def test_what_is_offered(
    office: Office, folder: Path, shell: str, typed: str, expected: str
) -> None:
    lines = offered(office, shell, typed.removesuffix("\t"))
    if shell == "fish":
        lines = [line.replace("\t", "  (") + ")" * ("\t" in line) for line in lines]
    between = " " if shell == "bash" else "\n"
    assert between.join(lines) == expected


def test_all_commands_are_offered(office: Office, folder: Path) -> None:
    assert set(offered(office, "bash", "fjkx ")) == set(frame.COMMANDS)


@pytest.mark.parametrize(
    ("old", "new", "typed", "expected"),
    [
        ("院士办", "省直机关", "省", ["省直机关"]),  # once: the unit of that very name
        ("院士办", "省直 机关", "省", []),
        ("院士办", "-f院", "", ["学会学术部", "省直机关"]),
    ],
)
def test_a_part_of_a_name_means_the_unit_and_no_option(
    office: Office, folder: Path, old: str, new: str, typed: str, expected: list[str]
) -> None:
    office.write(PLAN.replace(old, new))
    assert offered(office, "bash", f"fjkx list -d {typed}") == expected


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"a: [", b"", b"schema: 1\n"])
def test_a_plan_that_cannot_be_read_offers_nothing(
    office: Office, folder: Path, content: bytes | None
) -> None:
    plan = folder / "workplan2020.yaml"
    (folder / "other.yaml").unlink()
    plan.unlink() if content is None else plan.write_bytes(content)
    for typed in ("fjkx list --dept ", "fjkx show ", "fjkx list --section "):
        assert offered(office, "bash", typed) == []


def test_a_fault_of_ours_offers_nothing(office: Office, folder: Path) -> None:
    office.patch.setenv("FJKX_TODAY", "改天")
    assert offered(office, "bash", "fjkx list --dept ") == []


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


def test_every_candidate_of_every_parameter_passes_the_filter(office: Office) -> None:
    """Whatever a parameter offers, its own choices included, is what the filter lets pass."""
    office.write(hostile_plan())
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


@pytest.fixture(scope="module", autouse=True)
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Session]]]:
    """The session of each shell that there is; they wait more than they work, so all at once, and
    while the other tests run."""
    home = tmp_path_factory.mktemp("shells")
    with ThreadPoolExecutor() as pool:
        yield {
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
