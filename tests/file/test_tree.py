"""Text → syntax tree: where everything stands, and what bounds a file.

`spans.txt` has texts with marks about what the tree has there, « » a scalar, ⟨ ⟩ a collection; `⌀`
stands for no line end.
"""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from fjkx.file.problems import locator, to_findings
from fjkx.file.tree import MAX_DEPTH, Mapping, Node, Scalar, Sequence, read_tree
from tests.cases import parts

SPANS = parts(Path(__file__).with_name("spans.txt"))


def below(node: Node) -> list[Node]:
    if isinstance(node, Sequence):
        return list(node.items)
    return [part for pair in node.entries for part in pair] if isinstance(node, Mapping) else []


def marked(text: str) -> str:
    """The text with marks about every node."""

    def inside(node: Node) -> str:
        opening, closing = "«»" if isinstance(node, Scalar) else "⟨⟩"
        at, told = node.start, opening
        for child in below(node):
            told += text[at : child.start] + inside(child)
            at = child.end
        return told + text[at : node.end] + closing

    tree = read_tree(text)
    assert tree.root is not None and tree.problems == ()
    return text[: tree.root.start] + inside(tree.root) + text[tree.root.end :]


def findings(text: str) -> list[str]:
    """What is wrong, one `line:column code message` each, by position."""
    return [
        f"{f.line}:{f.column} {f.code} {f.message}"
        for f in to_findings(text, read_tree(text).problems)
    ]


def test_the_parser_is_the_one_in_c() -> None:
    """Without the extra `oldlibyaml` typ="safe" is silently pure Python, ten times slower."""
    parser = YAML(typ="safe").Parser
    assert parser.__name__ == "CParser"
    assert parser.__module__.endswith("_ruamel_yaml")


@pytest.mark.parametrize("expected", SPANS.values(), ids=SPANS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff", "\ufeff\ufeff"])
def test_spans(expected: str, line_end: str, bom: str) -> None:
    expected = expected.replace("⌀\n", "")
    for told in (expected, expected.removesuffix("\n")):
        told = bom + told.replace("\n", line_end)
        assert marked(re.sub("[«»⟨⟩]", "", told)) == told


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_unicode_line_separators_break_lines_of_yaml_but_not_of_the_editor(separator: str) -> None:
    text = f"# c{separator}⟨«a»: «'x{separator}y'»\n«b»: «z»{separator}«c»: «1»⟩\n"
    plain = re.sub("[«»⟨⟩]", "", text)
    assert marked(plain) == text
    assert locator(plain)(plain.index("c: 1")) == (2, 6)


def test_locator_counts_lines_and_columns_from_one() -> None:
    locate = locator("ab\ncd\r\nef\rgh")
    places = [locate(index) for index in (0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12)]
    lines = {1: (1, 2, 3), 2: (1, 3, 4), 3: (1, 3), 4: (1, 2, 3)}
    assert places == [(line, column) for line, columns in lines.items() for column in columns]


def test_a_byte_order_mark_has_no_column() -> None:
    locate = locator("\ufeffab\nc")
    assert [locate(index) for index in (0, 1, 2, 4)] == [(1, 1), (1, 1), (1, 2), (2, 1)]
    assert [locator("\ufeff\ufeffa")(index) for index in (0, 2, 3)] == [(1, 1), (1, 1), (1, 2)]


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = f"depth 嵌套超过 {MAX_DEPTH} 层，不是计划文件"
    assert findings("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert findings("a: " + "[" * 33) == [f"1:35 {deep}"]
    assert findings("".join(" " * n + "a:\n" for n in range(40))) == [f"33:33 {deep}"]
    monkeypatch.setattr("fjkx.file.tree.MAX_EVENTS", 12)
    assert findings("a: [b, c, d, e]\n") == []
    assert findings("a: [b, c, d, e, f]\n") == ["2:1 size 内容超过 12 个元素，不是计划文件"]


def test_every_other_character_of_the_basic_plane_can_be_read() -> None:
    """What we let through must not trip the parser, whose own position is a byte offset."""
    control = {*range(9), 11, 12, *range(14, 32), *range(127, 0xA0)} - {0x85}
    allowed = [n for n in range(0xFFFE) if n not in control and not 0xD800 <= n <= 0xDFFF]
    text = "".join(f"- '{chr(n)}'\n" for n in allowed if chr(n) != "'")
    assert findings(text) == []
