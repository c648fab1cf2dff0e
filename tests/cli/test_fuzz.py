"""Plan files damaged at random, and every command on them: never a traceback, always a documented
exit code, and a file that is changed by an update that succeeds or not at all."""

import os
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Final
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.cli import main
from tests.file.test_bytes import LAYOUTS
from tests.office import PLAN, SHIPPED

TEXTS: Final = (
    PLAN,
    *LAYOUTS.values(),
    "\ufeff" + PLAN.replace("\n", "\r\n"),
    SHIPPED.read_text("utf-8")[:4000],
)
BITS: Final = (
    *(": ", ":", "- ", "? ", ",", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!!x ", "!", "%"),
    *("@", "`", '"', "'", "|", ">", "|2\n", "---\n", "...\n", "<<: ", "- - - ", "[[[[", "~"),
    *("\n", "\r", "\r\n", "\t", "\n\n", "  ", "\n  - ", "\n    ", "\n\t", " \n"),
    *("：", "，", "【", "】", "［", "｛", "、", "。", "－", "＃", "\u3000", "\xa0", "“", "１４"),
    *("\0", "\x07", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\u202e", "\ud800", "😀", "\\"),
    *("done", "null", "no", "2020-02-30", "0", "-1", "1e9", "9" * 30, "9" * 5000, "id: 1\n"),
    *("status: ", "status: done", "records: []", "records: {}", "lead: 办公室、院士办"),
    *("<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "x-a: {b: [c]}", "measures:\n"),
    *("year: 20", "due: ", "percent: 7"),
)
LOOKS: Final = """\
summary
summary --by dept --format md
summary --by status --format csv
list
list --measures --sort due -s open 科
list --format json
list --format csv
show 1
show 14 --format json
show 1-99
log
log --format md
check
check --format json
undo --list
""".splitlines()
UPDATES: Final = """\
done 14
done 14.2
done 1 2 3 4 -m '10:30, #2 \x1b'
start 4
start 15 -m 只记一笔
block 2
drop 3
reopen 16
reopen 2.1 -m a
close 16
done 2.2 --by 院士
""".splitlines()


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A plan file with some of its characters, then perhaps some of its bytes, spoilt."""
    text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 60)))
        new = draw(st.sampled_from(BITS) | st.text(max_size=3) | st.just(text[start:end] * 2))
        text = (
            text[:start] + new + text[end:]
            if draw(st.booleans())
            else text[:start] + new + text[start:]
        )
    data = text.encode(errors="surrogatepass")
    if draw(st.integers(0, 7)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at:]
    return data


@contextmanager
def a_plan(data: bytes) -> Iterator[Path]:
    """A file with these bytes, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "plan.yaml")
        path.write_bytes(data)
        yield path


def run(path: Path, argv: list[str]) -> tuple[int, str]:
    """The exit code of the command and what it printed, which is always in order."""
    out, err = (TextIOWrapper(BytesIO(), "utf-8", newline="") for _ in range(2))
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["-f", str(path), "--today", "2020-06-15", *argv])
    shown, said = printed(out), printed(err)
    assert code in (0, 1, 2, 3)
    assert "内部出错" not in said and "Traceback" not in said, said
    if code and argv[0] != "check":
        assert shown == "" and said.startswith("错误：") and said.count("\n") <= 2
    assert not any(map(acts, shown + said))
    return code, shown


def printed(stream: TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def acts(character: str) -> bool:
    """Whether a terminal would do something about the character other than to show it."""
    return character not in "\n\r" and category(character) in ("Cc", "Cs", "Zl", "Zp")


LITTLE = settings(max_examples=60, database=None)
LONG = settings(LITTLE, max_examples=3000)


def looks(data: bytes, line: str) -> None:
    """Commands that only look leave nothing behind."""
    argv = line.split()
    with a_plan(data) as path:
        code, out = run(path, argv)
        assert path.read_bytes() == data
        assert os.listdir(path.parent) == ["plan.yaml"]
        if argv == ["check"]:
            assert ("error: " in out) == (code == 1)
        if argv[0] in ("summary", "list", "log"):
            assert code == 3 or run(path, ["check"])[0] == 0


def updates(data: bytes, line: str) -> None:
    """An update succeeds, and undo takes it back, or it changes nothing."""
    argv = shlex.split(line)
    with a_plan(data) as path:
        code, out = run(path, argv)
        changed = path.read_bytes() != data
        assert not (code and changed)
        assert code or changed or "未变" in out
        if changed:
            assert run(path, ["check"])[0] == 0
            assert run(path, argv)[0] in (0, 1)
            while run(path, ["undo"])[0] == 0:
                pass
            assert path.read_bytes() == data


looked, updated = (
    given(damaged(), st.sampled_from(LOOKS)),
    given(damaged(), st.sampled_from(UPDATES)),
)
test_looks, test_updates = LITTLE(looked(looks)), LITTLE(updated(updates))
test_looks_long = pytest.mark.long(LONG(looked(looks)))
test_updates_long = pytest.mark.long(LONG(updated(updates)))

WORDS = st.sampled_from(
    [
        *("list", "done", "show", "log", "drop", "--by", "-d", "-s", "--section", "-m", "--on"),
        *("-y", "14", "1-3", "2.1", "1,2", "--format", "json", "--sort", "--today", "--"),
    ]
)


@LITTLE
@given(st.lists(WORDS | st.sampled_from(BITS) | st.text(max_size=5), max_size=6))
def test_command_lines(argv: list[str]) -> None:
    """Whatever is typed on a good plan."""
    if not any(word.startswith(("-o", "--o", "--h", "--v", "-f", "--f")) for word in argv):
        with a_plan(PLAN.encode()) as path:
            run(path, argv)
