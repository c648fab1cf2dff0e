"""Text → syntax tree: every span, and every refusal with its exact place and words."""

import pytest
from ruamel.yaml import YAML

from fjkx.file.problems import locator, to_findings
from fjkx.file.tree import (
    MAX_DEPTH,
    Mapping,
    Node,
    Scalar,
    Sequence,
    read_tree,
)
from fjkx.plan.model import Finding


def root(text: str) -> Node:
    tree = read_tree(text)
    assert tree.problems == ()
    assert tree.root is not None
    return tree.root


def scalars(node: Node) -> list[Scalar]:
    """Every scalar of the tree, keys included, in file order."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [found for item in node.items for found in scalars(item)]
    return [found for pair in node.entries for part in pair for found in scalars(part)]


def sources(text: str) -> list[str]:
    """The characters of every scalar, as its span has them."""
    return [text[scalar.start : scalar.end] for scalar in scalars(root(text))]


def collections(node: Node) -> list[Mapping | Sequence]:
    if isinstance(node, Scalar):
        return []
    children: list[Node] = (
        list(node.items) if isinstance(node, Sequence) else [v for _, v in node.entries]
    )
    return [node, *(found for child in children for found in collections(child))]


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


# -- spans ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 'x'\nc: \"y\\n\"\n", ["a", "1", "b", "'x'", "c", '"y\\n"']),
        ("a: {b: [x, 'y'], c: \"z\"}\n", ["a", "b", "x", "'y'", "c", '"z"']),
        ("a:\n- x y \n-   z  # c\n", ["a", "x y", "z"]),
        ("a: x\n  y\n  z\nb: 2\n", ["a", "x\n  y\n  z", "b", "2"]),
        ("a: 'x\n\n  y'\n", ["a", "'x\n\n  y'"]),
        ("---\na: 1\n...\n", ["a", "1"]),
        ("---   # plan\na: 1", ["a", "1"]),
        ("%YAML 1.1\n---\na: 1\n", ["a", "1"]),
        ("\"a\" : 1\n'b': 2\n", ['"a"', "1", "'b'", "2"]),
        ("a: x#y http://z:1 -?\n", ["a", "x#y http://z:1 -?"]),
        ("a:\tx\t\nb: 2\t# c\n", ["a", "x", "b", "2"]),
    ],
)
def test_spans_of_the_usual_layouts(text: str, expected: list[str]) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff", "\ufeff\ufeff"])
def test_spans_with_any_line_end_and_a_byte_order_mark(line_end: str, bom: str) -> None:
    text = bom + "a: 中文\nb:\n  - 'x'\n  - 😀y\nc: |\n  z\nd: 1".replace("\n", line_end)
    block = f"|{line_end}  z{line_end}"
    assert sources(text) == ["a", "中文", "b", "'x'", "😀y", "c", block, "d", "1"]


@pytest.mark.parametrize(
    ("text", "value", "source"),
    [
        ("a: |\n  x\n  y\n\nb: 1\n", "x\ny\n", "|\n  x\n  y\n\n"),
        ("a: |\n  x", "x", "|\n  x"),
        ("a: |-\n  x\n\n\n", "x", "|-\n  x\n\n\n"),
        ("a: |+\n  x\n\n# c\n", "x\n\n", "|+\n  x\n\n"),
        ("a: >\n  x\n  y\n# c\nb: 2\n", "x y\n", ">\n  x\n  y\n"),
        ("a: |2  # c\n   x\n", " x\n", "|2  # c\n   x\n"),
    ],
)
def test_block_scalars_end_behind_their_blank_lines(text: str, value: str, source: str) -> None:
    block = scalars(root(text))[1]
    assert (block.value, text[block.start : block.end]) == (value, source)


def test_styles() -> None:
    text = "a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >\n  x\n"
    assert [s.style for s in scalars(root(text))[1::2]] == ["", "'", '"', "|", ">"]


def test_astral_characters_count_as_one() -> None:
    text = "a: 😀x\nb: [😀, 文, '𠮷']\nc: z\n"
    assert sources(text) == ["a", "😀x", "b", "😀", "文", "'𠮷'", "c", "z"]


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_unicode_line_separators_break_lines_of_yaml_but_not_of_the_editor(separator: str) -> None:
    text = f"# c{separator}a: 'x{separator}y'\nb: z{separator}c: 1\n"
    found = scalars(root(text))
    assert [text[s.start : s.end] for s in found] == [
        "a",
        f"'x{separator}y'",
        "b",
        "z",
        "c",
        "1",
    ]
    assert locator(text)(found[4].start) == (2, 6)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("a:", 2),
        ("a:   # c\n\n# d\nb: 1\n", 2),
        ("a: \nb: 1\n", 2),
        ("'a' :  \n", 5),
        ("- a:\n- b: 1\n", 4),
        ("{a: , b: 1}", 3),
        ("{a, b: 1}", 2),
        ("[a: , b]", 3),
        ("a:\n  b:\n  # c\nd: 1", 7),
    ],
)
def test_an_empty_value_stands_right_behind_its_colon(text: str, at: int) -> None:
    empty = next(scalar for scalar in scalars(root(text)) if not scalar.value)
    assert (empty.start, empty.end, empty.style) == (at, at, "")


def test_an_empty_item_stands_behind_its_dash() -> None:
    assert [(s.start, s.end) for s in scalars(root("a:\n  -\n  - x\n"))] == [
        (0, 1),
        (6, 6),
        (11, 12),
    ]


def test_collections_end_where_their_last_scalar_ends() -> None:
    text = "a:\n  - x: 1\n    y: 2  # c\n\n# d\n  # e\nb: [1,\n  2]  # f\nc:\n  d:\n\n"
    spans = [text[node.start : node.end] for node in collections(root(text))]
    assert spans == [
        "a:\n  - x: 1\n    y: 2  # c\n\n# d\n  # e\nb: [1,\n  2]  # f\nc:\n  d:",
        "- x: 1\n    y: 2",
        "x: 1\n    y: 2",
        "[1,\n  2]",
        "d:",
    ]


def test_flow_collections_are_marked() -> None:
    text = "a: {b: []}\nc:\n  - {}\n"
    assert [node.flow for node in collections(root(text))] == [False, True, True, False, True]


def test_keys_keep_file_order_and_duplicates() -> None:
    tree = read_tree("b: 1\na: 2\nb: 3\n")
    assert isinstance(tree.root, Mapping)
    assert [key.value for key, _ in tree.root.entries] == ["b", "a", "b"]


@pytest.mark.parametrize("text", ["", "\n", "# c\n", "\ufeff", "\ufeff# c\r\n", " \n\n"])
def test_an_empty_file_has_no_root_and_no_problem(text: str) -> None:
    assert read_tree(text) == (None, ())


# -- lines and columns ----------------------------------------------------------------------


def test_locator_counts_lines_and_columns_from_one() -> None:
    locate = locator("ab\ncd\r\nef\rgh")
    places = [locate(index) for index in (0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12)]
    assert places == [
        (1, 1),
        (1, 2),
        (1, 3),
        (2, 1),
        (2, 3),
        (2, 4),
        (3, 1),
        (3, 3),
        (4, 1),
        (4, 2),
        (4, 3),
    ]


def test_a_byte_order_mark_has_no_column() -> None:
    locate = locator("\ufeffab\nc")
    assert [locate(index) for index in (0, 1, 2, 4)] == [(1, 1), (1, 1), (1, 2), (2, 1)]
    assert [locator("\ufeff\ufeffa")(index) for index in (0, 2, 3)] == [(1, 1), (1, 1), (1, 2)]


def test_findings_are_sorted_and_come_once() -> None:
    text = "a: !x 1\na: &y 2\n"
    problems = read_tree(text).problems
    assert to_findings(text, (*reversed(problems), *problems)) == (
        Finding(1, 4, "error", "计划文件里不允许 YAML 类型标签(!…)；若是文字，请给它加引号", "tag"),
        Finding(2, 1, "error", "键“a”重复，只能写一次", "duplicate-key"),
        Finding(2, 4, "error", "计划文件里不允许 YAML 锚点(&y)；若是文字，请给它加引号", "anchor"),
    )


# -- prose and bounds ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "title: 为什么 ?\nstatus: todo\n",
        "title: 为什么 ? \nstatus: todo\n",
        "title: 为什么 ?  # 问号 ?\nstatus: todo\n",
        "# 为什么 ?\nstatus: todo\n",
        "- {id: 1} # ?\n- {id: 2}\n",
        "note: 问 ?\n  答\nb: 1\n",
        "note: |\n  问\n  ?\nb: 1\n",
        "note: '问 ?\n  '\nb: 1\n",
        "{note: '问 ? ', b: 1}",
        '{note: "? ", b: 1}',
        "a ?: 1\nb ? : 2\n",
        "- a ?\n- b: 1\n",
        "note: >\n  ?\n\nb: 1\n",
    ],
)
def test_a_question_mark_in_prose_is_no_explicit_key(text: str) -> None:
    assert findings(text) == []


# -- bounds ---------------------------------------------------------------------------------

DEEP = f"depth 嵌套超过 {MAX_DEPTH} 层，不是计划文件"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: " + "[" * 33, "1:35"),
        ("".join(" " * n + "a:\n" for n in range(40)), "33:33"),
    ],
)
def test_depth_is_bounded(text: str, place: str) -> None:
    assert findings(text) == [f"{place} {DEEP}"]


def test_the_deepest_that_is_allowed() -> None:
    assert findings("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []


def test_size_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fjkx.file.tree.MAX_EVENTS", 12)
    assert findings("a: [b, c, d, e]\n") == []
    assert findings("a: [b, c, d, e, f]\n") == ["2:1 size 内容超过 12 个元素，不是计划文件"]


# -- conflict markers, control characters ---------------------------------------------------


@pytest.mark.parametrize("text", ["=======: 1\n", "a: |\n  <<<<<<< x\n", "a: 1\n<<<<<<<<: 2\n"])
def test_what_only_resembles_a_conflict_marker(text: str) -> None:
    assert findings(text) == []


def test_every_other_character_of_the_basic_plane_can_be_read() -> None:
    """What we let through must not trip the parser, whose own position is a byte offset."""
    control = {*range(9), 11, 12, *range(14, 32), *range(127, 0xA0)} - {0x85}
    allowed = [n for n in range(0xFFFE) if n not in control and not 0xD800 <= n <= 0xDFFF]
    text = "".join(f"- '{chr(n)}'\n" for n in allowed if chr(n) != "'")
    assert len(scalars(root(text))) == len(allowed) - 1


@pytest.mark.parametrize(
    "text", ["title: 时间：10:30\n", "title: 甲，乙【丙】\n", "# id：1\n", "note: |\n  id：1\n"]
)
def test_full_width_punctuation_in_prose_is_no_slip(text: str) -> None:
    assert findings(text) == []
