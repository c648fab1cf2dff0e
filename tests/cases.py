"""Tables of tests, as a person reads them."""

import re
from pathlib import Path

ENTRY = re.compile(r"((?:(?!>(?: |$)).*\n)+)((?:>(?: .*)?\n)+)", re.M)


def cases(table: str) -> list[tuple[str, str]]:
    """Each text of a table with its answer. A line is an answer, a colon, and the texts that mean
    it, parted by |; ⏎ is a line end."""
    lines = (line.partition(": ") for line in table.split("\n") if ": " in line)
    return [
        (text.replace("⏎", "\n"), answer) for answer, _, texts in lines for text in texts.split("|")
    ]


def parts(path: Path) -> dict[str, str]:
    """The parts of a file by their names: each begins with `== its name`."""
    _, *found = re.split("^== (.*)\n", path.read_text("utf-8"), flags=re.M)
    assert len({*found[::2]}) == len(found[::2]), "two parts of one name"
    return dict(zip(found[::2], found[1::2], strict=True))


def gallery(path: Path, part: str) -> list[tuple[str, str]]:
    """Each text of a part of a file with its answer: the lines of a text are followed by those of
    the answer, each behind `> `. ⇥ is a tab, and behind `# ` stands a remark."""
    told = re.sub("^# .*\n", "", parts(path)[part].replace("⇥", "\t"), flags=re.M)
    return [
        (text.strip("\n"), "\n".join(line[2:] for line in answer.splitlines()))
        for text, answer in ENTRY.findall(told)
    ]
