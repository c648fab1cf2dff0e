"""Layouts of a plan file before and after its first task is done, and how tests read them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from fjkx.file.schema import Document, parse
from fjkx.plan.model import Plan, Record

HEAD = "schema: 1\nplan: {title: 要点, year: 2020}\nunits: [{name: 甲}, {name: 乙}]\n"
DONE = Record(date(2020, 5, 11), status="done", by="甲")
NEXT = Record(date(2020, 6, 1), percent=50, note="10:30, 见 #2")
LINE = "{date: 2020-05-11, status: done, by: 甲}"
NEXT_LINE = '{date: 2020-06-01, percent: 50, note: "10:30, 见 #2"}'


def read(text: str) -> Document:
    document = parse(text)
    assert [problem for problem in document.problems if problem.severity == "error"] == []
    return document


def changed(document: Document, index: int = 0, **fields: Any) -> Plan:
    assert document.plan is not None
    tasks = list(document.plan.tasks)
    tasks[index] = tasks[index]._replace(**fields)
    return document.plan._replace(tasks=tuple(tasks))


def done_layouts() -> Iterator[tuple[str, tuple[str, str]]]:
    """By name the text before and after; `@` stands for LINE, `⌀` for no line end."""
    told = (Path(__file__).parent / "matrix" / "done.txt").read_bytes().decode()
    for part in told.split("== ")[1:]:
        name, _, texts = part.replace("⌀\n", "").partition("\n")
        before, after = texts.split("->\n")
        yield name, (before, after)


DONE_LAYOUTS = dict(done_layouts())
