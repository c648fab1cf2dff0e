"""Who imports what: the architecture, and how little a command line loads."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import fjkx
from tests.child import child
from tests.office import Office

PACKAGE = Path(fjkx.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))

# A module imports only from rooms further down this list, or from its own room.
ROOMS = ("cli", "render", "views", "notice", "file", "changes", "words", "store", "plan")
LOOSE = frozenset({"__init__.py", "__main__.py"})

LIBRARIES = {
    "typer": ("cli/",),
    "rich": ("render/",),
    "ruamel": ("file/tree.py", "file/scalar.py"),
    "xlsxwriter": ("render/xlsx.py",),
}

# Dear at start-up: only within the function that needs them.
HEAVY = frozenset(
    {
        *("asyncio", "csv", "dataclasses", "decimal", "difflib", "hashlib", "html", "json"),
        *("logging", "pathlib", "platform", "ruamel", "secrets", "shlex", "shutil", "socket"),
        *("subprocess", "tempfile", "textwrap", "tomllib", "urllib", "uuid", "xml", "zipfile"),
    }
)

# Themselves imported only where their format is met, so that they may import at the top.
WHEN_MET = frozenset(
    {
        *(f"notice/{name}.py" for name in ("docx", "package", "numbering", "html")),
        *(f"notice/workbook/{name}.py" for name in ("xlsx", "ods")),
        *(f"render/{name}.py" for name in ("xlsx", "docx", "html")),
    }
)

# What every room may know of the plan's: characters, errors, and how named tuples are made.
LOWEST = ("characters", "errors", "named")
FRONT = {"plan", *(f"plan.{name}" for name in LOWEST)}

# All that these rooms may know of others.
ONLY = {
    "store": {"plan/errors.py", "plan/named.py"},
    "render": {f"plan/{name}.py" for name in LOWEST} | {"views/document.py", "views/parts.py"},
}

OUTSIDE = frozenset({"cli", "store"})
IMPURE_CALLS = frozenset({"print", "open", "input", "exit", "breakpoint"})
IMPURE_MODULES = frozenset(
    {"os", "sys", "time", "pathlib", "subprocess", "shutil", "tempfile", "random", "locale"}
)
CLOCK = frozenset({"now", "today", "utcnow"})


def layer(path: Path) -> str:
    """The row's name for a module: its file's, or its package's."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def name(path: Path) -> str:
    """The module's path within the package, as a test id."""
    return path.relative_to(PACKAGE).as_posix()


def imported(tree: ast.AST) -> Iterator[str]:
    """Dotted names of everything imported anywhere in the module: `fjkx.cli.frame`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def syntax(path: Path) -> ast.Module:
    """The module's source as a tree."""
    return ast.parse(path.read_text("utf-8"))


def is_type_checking(node: ast.stmt) -> bool:
    """Whether a statement is `if TYPE_CHECKING:`."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def home(dotted: str) -> Path | None:
    """The file of the package that `fjkx.cli.frame.Root` or `fjkx.cli.frame` is in; None of a
    library."""
    parts = dotted.split(".")
    while parts and parts[0] == "fjkx":
        base = PACKAGE.joinpath(*parts[1:])
        for path in (base.with_suffix(".py"), base / "__init__.py"):
            if path.is_file():
                return path
        parts.pop()
    return None


each_module = pytest.mark.parametrize("path", MODULES, ids=name)


def test_every_line_lives_in_a_room() -> None:
    found = {path.relative_to(PACKAGE).parts[0] for path in MODULES}
    assert found == {*ROOMS, *LOOSE}


def test_tests_mirror_the_rooms() -> None:
    folders = {path.name for path in Path(__file__).parent.iterdir() if path.is_dir()}
    assert folders >= set(ROOMS)


@each_module
def test_imports_between_rooms_go_down_the_page(path: Path) -> None:
    """The store does not know what is in a plan, nor formats more of a view than its document."""
    room = layer(path)
    below = ROOMS[ROOMS.index(room) :] if room in ROOMS else ROOMS
    for target in imported(syntax(path)):
        used = home(target)
        if used is not None and used != PACKAGE / "__init__.py":
            assert layer(used) in below, f"imports {target}"
            if room in ONLY and layer(used) != room:
                assert name(used) in ONLY[room], f"imports {target}"


def test_no_imports_in_circles() -> None:
    """Taking away whatever imports nothing that is left must take away everything."""
    left = {path: {home(target) for target in imported(syntax(path))} for path in MODULES}
    while free := {path for path, used in left.items() if not used & left.keys()}:
        left = {path: used for path, used in left.items() if path not in free}
    assert not [name(path) for path in left]


@pytest.mark.parametrize("path", sorted((PACKAGE / "render").glob("*.py")), ids=name)
def test_formats_know_no_other_format(path: Path) -> None:
    for used in filter(None, map(home, imported(syntax(path)))):
        assert "\ndef render(" not in used.read_text("utf-8") or used == path, used


@each_module
def test_libraries_have_one_place(path: Path) -> None:
    for target in imported(syntax(path)):
        places = LIBRARIES.get(target.partition(".")[0])
        if places is not None:
            assert name(path).startswith(places), f"imports {target}"


@each_module
def test_heavy_modules_are_imported_when_needed(path: Path) -> None:
    heavy = frozenset() if name(path) in WHEN_MET else HEAVY
    top = [node for node in syntax(path).body if not is_type_checking(node)]
    for node in top:
        if isinstance(node, ast.Import | ast.ImportFrom):
            heads = {target.partition(".")[0] for target in imported(node)}
            assert not heads & heavy, f"line {node.lineno}"
            paths = {target.replace(".", "/")[5:] + ".py" for target in imported(node)}
            assert not paths & WHEN_MET, f"line {node.lineno}"


CORE = [path for path in MODULES if layer(path) in ROOMS and layer(path) not in OUTSIDE]


@pytest.mark.parametrize("path", CORE, ids=name)
def test_the_core_is_pure(path: Path) -> None:
    tree = syntax(path)
    heads = {target.partition(".")[0] for target in imported(tree)}
    assert not heads & IMPURE_MODULES
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name):
                assert called.id not in IMPURE_CALLS, f"line {node.lineno}"
            if isinstance(called, ast.Attribute) and called.attr in CLOCK:
                assert ast.unparse(called.value) not in {"date", "datetime", "Day"}, (
                    f"line {node.lineno} reads the clock"
                )


def loaded(*args: str, **variables: str) -> frozenset[str]:
    """The modules in memory when such a command line has run."""
    code = (
        "import sys; from fjkx.cli import main; out = sys.stdout; sys.stdout = sys.stderr;"
        f"main({list(args)!r}); print(*sys.modules, file=out)"
    )
    done = child("-c", code, **variables)
    assert done.returncode == 0 and "内部" not in done.stderr.decode()
    return frozenset(done.stdout.decode().split())


def own(modules: frozenset[str]) -> set[str]:
    """The project's own modules below `fjkx`, of which the command line's do not count."""
    return {
        module.removeprefix("fjkx.")
        for module in modules
        if module.startswith("fjkx.") and not module.startswith("fjkx.cli")
    }


@pytest.mark.parametrize("line", ["--help", "--version", "lsit", "--show-completion zsh", "s\t"])
def test_the_front_page_loads_neither_core_nor_commands(line: str) -> None:
    """Nor does what completes the name of a command."""
    tab = {"_FJKX_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": f"fjkx {line[:-1]}"}
    modules = loaded(**tab) if line.endswith("\t") else loaded(*line.split())
    assert own(modules) - {"render", "render.wrap"} == FRONT
    for absent in ("ruamel", "rich.console", "fjkx.cli.look", "fjkx.cli.update", "fjkx.cli.file"):
        assert absent not in modules


@each_module
def test_named_tuples_are_those_made_fast(path: Path) -> None:
    itself = path == PACKAGE / "plan" / "named.py"
    assert itself or "typing.NamedTuple" not in imported(syntax(path))


def test_nothing_private_of_typer_is_used() -> None:
    for path in MODULES:
        text = path.read_text("utf-8")
        assert not re.search(r"typer\._|_protected_args|from click|^import click", text, re.M), path


@pytest.mark.parametrize(
    ("command", "home"), [("list", "look"), ("done", "update"), ("undo", "file")]
)
def test_help_of_a_command_loads_its_module_only(command: str, home: str) -> None:
    modules = loaded(command, "--help")
    assert not {"ruamel", "rich.console", "fjkx.file.tree", "fjkx.file.schema"} & modules
    homes = {f"fjkx.cli.{module}" for module in ("look", "update", "file")}
    assert modules & homes == {f"fjkx.cli.{home}"}


def test_updates_do_not_wait_for_rich(office: Office) -> None:
    office.write()
    for command in (["done", "4"], ["undo"], ["undo", "--list"], ["check"], ["text"]):
        assert not {module for module in loaded(*command) if module.startswith("rich")}
