"""Plans before and after an edit in every layout, and how tests read them."""

from collections.abc import Iterator
from pathlib import Path

from fjkx.file.schema import Document, parse
from fjkx.plan.model import Plan

TITLE = "schema: 1\nplan: {title: 要点, year: 2020}\n"
HEAD = TITLE + "units: [{name: 甲}, {name: 乙}]\n"
TASK = "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n"
LINE = "{date: 2020-05-11, status: done, by: 甲}"


def read(text: str) -> Document:
    document = parse(text)
    assert [problem for problem in document.problems if problem.severity == "error"] == []
    return document


def plan_of(document: Document) -> Plan:
    assert document.plan is not None
    return document.plan


def around(text: str) -> str:
    """The whole plan that a text of the galleries is a part of."""
    if "schema:" in text:
        return text
    if text.startswith(("units:", "sections:")):
        return f"{TITLE}{text}tasks: []\n"
    return HEAD + (TASK if text.startswith(" ") else "") + text


def layouts(name: str) -> Iterator[tuple[str, tuple[str, str]]]:
    """The parts of a gallery: what it is called, the text before, and after."""
    told = (Path(__file__).parent / "matrix" / name).read_bytes().decode()
    for part in told.split("== ")[1:]:
        title, _, texts = part.replace("⌀\n", "").partition("\n")
        before, after = texts.split("->\n")
        yield title, (before, after)


# The first task is done; `@` stands for LINE.
DONE_LAYOUTS = dict(layouts("done.txt"))
