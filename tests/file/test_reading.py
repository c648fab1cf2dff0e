"""Reading mutated plan text: never an exception, every position inside the text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fjkx.file.check import check, problems_of, require
from fjkx.file.schema import parse
from fjkx.file.tree import Mapping, Node, Sequence
from fjkx.plan.errors import FileError

SHIPPED = (Path(__file__).parents[2] / "data/workplan2020.yaml").read_text(encoding="utf-8")
SMALL = (
    "schema: 1\nplan: {title: 测试, year: 2020}\nunits:\n  - name: 办公室\n    aliases: [办]\n"
    "sections:\n  - {id: 一, title: 甲}\ntasks:\n  - id: 1\n    title: 为什么 ?\n    section: 一\n"
    "    lead: [办公室, 办]\n    status: doing\n    measures:\n      - {text: 甲。, status: done}\n"
    "    records:\n      - {date: 2020-05-11, measure: 1, status: done, by: 办}\n",
    "\ufeff---\r\nschema: '1'\r\nplan:\r\n    title: |\r\n        长文\r\n\r\n    year: 2020\r\n"
    "tasks:\r\n-   id: 二-3\r\n    title: >-\r\n      甲\r\n      乙\r\n    status: todo # 注\r\n"
    "    lead:\r\n    - 'x''y'\r\n    x-own: {a: [1, {b: '?'}]}\r\n    due:\r\n",
    "{schema: 1, plan: {title: x, year: 2020},\n tasks: [{id: 1, title: t, status: todo,\n"
    "  lead: [], due: 2020-06-30}, ]}",
)
TOKENS = (
    *"：，【】｛｝　、\t\r\n\0\ufeff\x85\u2028😀\ud800:,[]{}-?&*!|>'\"%@`#~",
    "? ",
    "- ",
    ": ",
    "\n  ",
    "---\n",
    "...\n",
    "<<: *a\n",
    "<<<<<<< HEAD\n",
    "&a ",
    "!!str ",
    "|2\n",
    "%YAML 1.1\n",
    "1.2",
    "2020-02-30",
    "x-",
)


@st.composite
def mutated(draw: st.DrawFn, texts: tuple[str, ...]) -> str:
    """One of the texts after a few deletions, insertions, replacements, duplications."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = text[start:end]
        kind = draw(st.sampled_from(("delete", "insert", "replace", "duplicate", "cut")))
        new = draw(st.sampled_from(TOKENS) | st.text(max_size=4))
        if kind == "cut":
            text = text[:start]
        else:
            middle = {"delete": "", "insert": new + piece, "replace": new, "duplicate": piece * 2}
            text = text[:start] + middle[kind] + text[end:]
    return text


def assert_spans(node: Node, start: int, end: int) -> None:
    """Every node lies within its parent, and siblings follow one another."""
    assert start <= node.start <= node.end <= end
    children: list[Node] = []
    if isinstance(node, Sequence):
        children = list(node.items)
    elif isinstance(node, Mapping):
        children = [part for pair in node.entries for part in pair]
    at = node.start
    for child in children:
        assert_spans(child, at, node.end)
        at = child.end


def assert_readable(text: str) -> None:
    """Reading gives a plan or errors; problems, findings and spans lie inside the text."""
    document = parse(text)
    found = check(document)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems_of(document):
        assert 0 <= problem.at <= len(text)
    for finding in found:
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029]", finding.message)
        assert 1 <= finding.line <= len(lines)
        assert 1 <= finding.column <= len(lines[finding.line - 1]) + 1
    assert list(found) == sorted(set(found))
    if any(finding.severity == "error" for finding in found):
        with pytest.raises(FileError):
            require(document, "x")
    else:
        assert require(document, "x") is document.plan
        assert document.root is not None
        assert_spans(document.root, 0, len(text))


NOISE = st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=30).map("".join)


@settings(max_examples=500)
@given(mutated(SMALL) | mutated((SHIPPED,)) | NOISE)
def test_whatever_is_in_it(text: str) -> None:
    assert_readable(text)


@pytest.mark.long
@settings(max_examples=20_000)
@given(mutated((*SMALL, SHIPPED[:3000])))
def test_mutations_at_length(text: str) -> None:
    assert_readable(text)


def test_an_unchanged_text_is_readable() -> None:
    for text in (*SMALL, SHIPPED):
        assert_readable(text)
        assert parse(text).plan is not None
