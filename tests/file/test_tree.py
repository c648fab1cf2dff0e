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


# -- what no office file has ----------------------------------------------------------------

TAG = "tag 计划文件里不允许 YAML 类型标签(!…)；若是文字，请给它加引号"
ALIAS = "alias 计划文件里不允许 YAML 别名(*)；若是文字，请给它加引号"
ANCHOR = "anchor 计划文件里不允许 YAML 锚点(&x)；若是文字，请给它加引号"
MERGE = "merge-key 计划文件里不允许 YAML 合并键(<<)，请改成普通写法"
EXPLICIT = "complex-key 计划文件里不允许“? 键”的写法，请改成“键: 值”"
COMPLEX = "complex-key 键必须是一个词，不能是列表或映射"
SECOND = "documents 一个文件只能有一份计划，请删去这一行“---”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: 2\n", [f"1:4 {ANCHOR}"]),
        ("a: &x\n  b: 1\n", [f"1:4 {ANCHOR}"]),
        ("a: &x [1]\n", [f"1:4 {ANCHOR}"]),
        ("a: *x\n", [f"1:4 {ALIAS}"]),
        ("a: &x 1\nb: *x\n", [f"1:4 {ANCHOR}", f"2:4 {ALIAS}"]),
        ("a: !!python/object:os.system x\n", [f"1:4 {TAG}"]),
        ("a: !!python/object/apply:os.system [x]\n", [f"1:4 {TAG}"]),
        ("!!map\na: 1\n", [f"1:1 {TAG}"]),
        ("a: !!str\nb: 1\n", [f"1:4 {TAG}"]),
        ("!!int a: 1\n", [f"1:1 {TAG}"]),
        ("<<: 1\n", [f"1:1 {MERGE}"]),
        ("a: {<<: {b: 1}}\n", [f"1:5 {MERGE}"]),
        ("a:\n  <<: *b\n", [f"2:3 {MERGE}", f"2:7 {ALIAS}"]),
        ("'<<': 1\nb: <<\n", []),
        ("a: 1\n---\nb: 1\n", [f"2:1 {SECOND}"]),
        ("a: 1\n...\n---\n", [f"3:1 {SECOND}"]),
        (
            "a: 1\nb: 2\na: 3\na: 4\n",
            [f"{n}:1 duplicate-key 键“a”重复，只能写一次" for n in (3, 4)],
        ),
        ("- {a: 1, 'a': 2}\n", ["1:10 duplicate-key 键“a”重复，只能写一次"]),
        ("- a: 1\n- a: 2\n", []),
    ],
)
def test_refusals(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("? a\n: b\n", "1:3"),
        ("? a\n", "1:3"),
        ("?\n  a\n: b\n", "2:3"),
        ("? # c\n  a\n: b\n", "2:3"),
        ("? |\n  x\n: b\n", "1:3"),
        ("? 'x'\n: b\n", "1:3"),
        ("x: 1\n# d\n? a\n: b\n", "3:3"),
        ("x: 1 # c\n?   a\n: b\n", "2:5"),
        ("x: |\n  y\n? a\n: b\n", "3:3"),
        ("- ? a\n  : b\n", "1:5"),
        ("a: {? b : c}\n", "1:7"),
        ("a: {x: 1, ? b : c}\n", "1:13"),
        ("a: {x: '?',\n ? b : c}\n", "2:4"),
        ("[? b : c]", "1:4"),
        ("[a, ? b : c]", "1:7"),
    ],
)
def test_explicit_keys_are_refused(text: str, place: str) -> None:
    assert findings(text) == [f"{place} {EXPLICIT}"]


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


@pytest.mark.parametrize(
    ("text", "place"),
    [("[a]: b\n", "1:1"), ("{a: b}: c\n", "1:1"), ("? [a]\n: b\n", "1:3"), ("{[a]: 1}", "1:2")],
)
def test_collections_as_keys_are_refused(text: str, place: str) -> None:
    assert findings(text) == [f"{place} {COMPLEX}"]


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


def conflict(place: str, marker: str) -> str:
    return f"{place} conflict git 合并冲突标记“{marker}”：请先选定保留哪一方，再删去所有标记行"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_conflict_markers_are_all_named(line_end: str) -> None:
    lines = ["a: 1", "<<<<<<< HEAD", "b: 1", "||||||| base", "=======", "b: 2", ">>>>>>> x", ""]
    assert findings(line_end.join(lines)) == [
        conflict("2:1", "<<<<<<<"),
        conflict("4:1", "|||||||"),
        conflict("5:1", "======="),
        conflict("7:1", ">>>>>>>"),
    ]


@pytest.mark.parametrize("text", ["=======: 1\n", "a: |\n  <<<<<<< x\n", "a: 1\n<<<<<<<<: 2\n"])
def test_what_only_resembles_a_conflict_marker(text: str) -> None:
    assert findings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: x\0y\n", "2:5 control 文件里有空字符 NUL，不是文本文件该有的"),
        ("a: '\x1b[31m'\n", "1:5 control 文件里有控制字符 U+001B，不是文本文件该有的"),
        ("\ufeffa: \x07\n", "1:4 control 文件里有控制字符 U+0007，不是文本文件该有的"),
        ("a: \x9f\n", "1:4 control 文件里有控制字符 U+009F，不是文本文件该有的"),
        ("a: \ud800\n", "1:4 control 文件里有控制字符 U+D800，不是文本文件该有的"),
        ("a: \uffff\n", "1:4 control 文件里有控制字符 U+FFFF，不是文本文件该有的"),
    ],
)
def test_control_characters(text: str, expected: str) -> None:
    assert findings(text) == [expected]


def test_every_other_character_of_the_basic_plane_can_be_read() -> None:
    """What we let through must not trip the parser, whose own position is a byte offset."""
    control = {*range(9), 11, 12, *range(14, 32), *range(127, 0xA0)} - {0x85}
    allowed = [n for n in range(0xFFFE) if n not in control and not 0xD800 <= n <= 0xDFFF]
    text = "".join(f"- '{chr(n)}'\n" for n in allowed if chr(n) != "'")
    assert len(scalars(root(text))) == len(allowed) - 1


# -- full-width characters ------------------------------------------------------------------


def wide(place: str, character: str, half: str) -> str:
    tail = "，后面空一格" if half in ":-" else ""
    return f"{place} full-width 全角“{character}”应写成半角“{half}”{tail}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("schema：1\nplan:\n  title: x\n", [wide("1:7", "：", ":")]),
        ("plan：\n  title: x\n", [wide("1:5", "：", ":")]),
        ("- id：1\n  title: x\n", [wide("1:5", "：", ":")]),
        ("- id: 1\n  title：x\n  status: todo\n", [wide("2:8", "：", ":")]),
        (
            "- id: 1\n  title：x\n  status：todo\n",
            [wide("2:8", "：", ":"), wide("3:9", "：", ":")],
        ),
        ("x-note ：1\nb: 2\n", [wide("1:8", "：", ":")]),
        ("'a'：1\nb: 2\n", [wide("1:4", "：", ":")]),
        ("lead: [a，b】\nx: 1\n", [wide("1:9", "，", ","), wide("1:11", "】", "]")]),
        ("lead: [a, b］\nx: 1\n", [wide("1:12", "］", "]")]),
        (
            "- lead：【a，'，'】\n  b: 1\n",
            [
                wide("1:7", "：", ":"),
                wide("1:8", "【", "["),
                wide("1:10", "，", ","),
                wide("1:14", "】", "]"),
            ],
        ),
        ("- {date: 2020-05-11，status: doing}\n", [wide("1:20", "，", ",")]),
        ("- ｛date: 1, status: x｝\n", [wide("1:3", "｛", "{"), wide("1:22", "｝", "}")]),
        ("- {date: 1, status：x｝\na: 1\n", [wide("1:19", "：", ":"), wide("1:21", "｝", "}")]),
        ("－ id: 1\n- id: 2\n", [wide("1:1", "－", "-")]),
        ("＃ 注\na: 1\n", [wide("1:1", "＃", "#")]),
        ("a: 1\n　b\nc: 1\n", ["2:1 full-width 全角空格应改成半角空格"]),
        ("a: 1\n\xa0\xa0b\nc: 1\n", ["2:1 full-width 不换行空格(U+00A0)应改成半角空格"]),
    ],
)
def test_full_width_slips(text: str, expected: list[str]) -> None:
    assert findings(text) == expected


def test_a_slip_elsewhere_does_not_hide_what_stopped_the_parser() -> None:
    assert findings("preamble: |\n  url：x\n  y\na: 1\nb\nc: 1\n") == [
        wide("2:6", "：", ":"),
        "5:1 syntax 这一行缺少半角冒号，应写成“键: 值”；若是上一行文字的继续，请缩进得更深",
    ]


@pytest.mark.parametrize(
    "text", ["title: 时间：10:30\n", "title: 甲，乙【丙】\n", "# id：1\n", "note: |\n  id：1\n"]
)
def test_full_width_punctuation_in_prose_is_no_slip(text: str) -> None:
    assert findings(text) == []


# -- syntax errors --------------------------------------------------------------------------

TAB = "缩进要用空格，不能用制表符 Tab"
QUOTE = "值不能以“{}”开头，请给它加引号"
ESCAPE = "双引号里的反斜杠转义不认识，可改用单引号"
SPACE = "冒号后面要空一格(半角空格)"
NO_COLON = "这一行缺少半角冒号，应写成“键: 值”；若是上一行文字的继续，请缩进得更深"
CONTINUES = "这一行被当作上一行文字的继续：检查两行的缩进，以及上一行是否缺少冒号"
TWO_KEYS = "值里的“: ”会被当作又一个键，请给整个值加引号"
KEY_INDENT = "这里的缩进与上文的键不齐"
LIST_INDENT = "这里的缩进与列表不齐，应以“- ”开头"
ALIGN = "这一行应与上面同一项的键对齐，前面空 {} 格"
ALIGN_ITEM = "列表项“- ”应与上面的“- ”对齐，前面空 {} 格"
OR_NEW = "；若是新的一项，应以“- ”开头"
ITEM_INDENT = "列表项“- ”的缩进与上文不齐，或上文的键已经有值"
CLOSED = "前面的引号已经合上，后面不能再有“{}”；文字里的引号请用“”"
ENDED = "前面的值已经结束，后面不能再有“{}”"
OPEN_QUOTE = "引号从这里开始，到文件结尾也没有合上"
LATE_QUOTE = "引号从这里开始，往下第 {} 行才合上：多半漏了收尾的引号"
MARKER = "引号从这里开始，到“---”或“...”也没有合上"
IN_BRACKETS = "括号里的“{}”之前缺少逗号；若是文字的一部分，请给文字加引号"
COLON_IN_BRACKETS = "括号里的“:”后面要空一格；若是文字里的冒号，请给文字加引号"
MISMATCH = "括号不配对：“{}”不能用“{}”来合上"
SQUARE = "方括号从这里开始，没有合上"
CURLY = "花括号从这里开始，没有合上"
NO_VALUE = "这里应该有一个值，却是“{}”"
EXTRA_COMMA = "多了一个逗号，或逗号前面漏了内容"
AFTER_BAR = "“{}”开头的值要从下一行写起；若是文字，请给它加引号"
DEDENT = "计划到上一行就结束了：检查这一行的缩进，或删去上面的“...”"
DIRECTIVE = "行首的“%”是 YAML 指令，计划文件里不允许"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("\ta: 1\n", "1:1", TAB),
        ("a:\n\tb: 1\n", "2:1", TAB),
        ("a:\n  b: 1\n\tc: 2\n", "3:1", TAB),
        ("a: x\n\ty\n", "2:1", TAB),
        ("a: |\n  x\n\ty\n", "3:1", TAB),
        ("- \tx: 1\n  y: 2\n", "1:3", TAB),
        ("a: 1\nb\nc: 2\n", "2:1", NO_COLON),
        ("- id: 1\n  title x\n", "2:3", NO_COLON),
        ("c: 1\na:b\nd: 2\n", "2:2", SPACE),
        ("a:b\nc: 1\n", "1:2", SPACE),
        ("- id: 1\n  title:x\n  status: todo\n", "2:8", SPACE),
        ("a:　x\nb: 1\n", "1:2", SPACE),
        ("a:\xa0x\nb: 1\n", "1:2", SPACE),
        ("a: http://x\n  b: 1\n", "2:3", CONTINUES),
        ("a\nb: 1\n", "2:1", CONTINUES),
        ("a: 1\n  b: 2\n", "2:3", CONTINUES),
        ("- a: 1\n   b: 2\n", "2:4", ALIGN.format(2)),
        ("a: b: c\n", "1:5", TWO_KEYS),
        ("a: “x: y”\n", "1:6", TWO_KEYS),
        ("- a\n乙: 1\n", "2:1", LIST_INDENT),
        ("- a\nb: 1\n", "2:1", f"这一行应与上面同一项的键对齐{OR_NEW}"),
        ("甲:\n  乙: 1\n 丙: 2\n", "3:2", KEY_INDENT),
        ("a:\n  b: 1\n c: 2\n", "3:2", ALIGN.format(2)),
        ("a:\n    b: 1\n  c: 2\n", "3:3", ALIGN.format(4)),
        ("a: 1\n- b\n", "2:1", ITEM_INDENT),
        ("a:\n  - x\n - y\n", "3:2", ITEM_INDENT),
        (": x\n", "1:1", "冒号前面缺少键名"),
        ("a: 'x' y\n", "1:8", CLOSED.format("y")),
        ("a: 'it''s'\nb: 'it's'\n", "2:8", CLOSED.format("s")),
        ('a: "他说"好""\n', "1:8", CLOSED.format("好")),
        ('- "a" b\n', "1:7", CLOSED.format("b")),
        ("a: [x] y\n", "1:8", ENDED.format("y")),
        ("a: [x, y]]\n", "1:10", ENDED.format("]")),
        ("a: 'x\nb: 1\n", "1:4", OPEN_QUOTE),
        ('a: "x\nb: 1\nc: "y"\n', "1:4", LATE_QUOTE.format(2)),
        ("a: 'x\n---\ny'\n", "1:4", MARKER),
        ("a: [x, y\nb: 1\n", "1:4", SQUARE),
        ("a: [x, y\nb: [z]\n", "1:4", SQUARE),
        ("a: [x, y", "1:4", SQUARE),
        ("a: {x: 1\nb: 2\n", "1:4", CURLY),
        ("a: [x, y}\n", "1:9", MISMATCH.format("[", "}")),
        ("a: {x: 1]\n", "1:9", MISMATCH.format("{", "]")),
        ("a: {note: x?}\n", "1:12", IN_BRACKETS.format("?")),
        ("a: [x?]\n", "1:6", IN_BRACKETS.format("?")),
        ("a: {b: c: d}\n", "1:9", IN_BRACKETS.format(":")),
        ("a: {b: 'c' d}\n", "1:12", IN_BRACKETS.format("d")),
        ("a: {note: 10:30}\n", "1:13", COLON_IN_BRACKETS),
        ("a: {b:c}\n", "1:6", COLON_IN_BRACKETS),
        ("a: ]\n", "1:4", NO_VALUE.format("]")),
        ("a: [x, , y]\n", "1:8", EXTRA_COMMA),
        ("a: {, b: 1}\n", "1:5", EXTRA_COMMA),
        ("a: [\n", "1:4", SQUARE),
        ("a: [x, {", "1:8", CURLY),
        ("- a: [x,\n  b: 1\n- c: 2\n", "1:6", SQUARE),
        ("- a: [x,\n- c: 2\n", "1:6", SQUARE),
        ("- a: [}\n", "1:7", MISMATCH.format("[", "}")),
        ("a: - b\n", "1:4", "列表项“- ”要另起一行；若是文字，请给它加引号"),
        ("a: @x\n", "1:4", QUOTE.format("@")),
        ("a: `x`\n", "1:4", QUOTE.format("`")),
        ("a: %x\n", "1:4", QUOTE.format("%")),
        ("a: ? x\n", "1:4", QUOTE.format("?")),
        ("a: **重要**\n", "1:4", QUOTE.format("*")),
        ("a: *重要\n", "1:4", QUOTE.format("*")),
        ("a: &重要\n", "1:4", QUOTE.format("&")),
        ("a: & x\n", "1:4", QUOTE.format("&")),
        ("a: !重要\n", "1:4", QUOTE.format("!")),
        ("a: !e!x y\n", "1:4", "计划文件里不允许 YAML 类型标签(!…)；若是文字，请给它加引号"),
        ("a: |x\n", "1:4", AFTER_BAR.format("|")),
        ("a: |0\n", "1:4", AFTER_BAR.format("|")),
        ("a: > x\n", "1:4", AFTER_BAR.format(">")),
        ('a: "C:\\d"\n', "1:7", ESCAPE),
        ('a: "\\xZZ"\n', "1:7", ESCAPE),
        ('a: "\\ud800"\n', "1:7", ESCAPE),
        ("%x: 1\n", "1:1", DIRECTIVE),
        ("a: 1\n%b: 2\n", "2:1", DIRECTIVE),
        ("%YAML 2.0\n---\na: 1", "1:1", DIRECTIVE),
        ("a: 1\n...\nb: 2", "3:1", DEDENT),
        ("\ufeff\r\n\r\n  a: 1\r\n b: 2", "4:2", DEDENT),
    ],
)
def test_syntax_errors(text: str, place: str, message: str) -> None:
    assert findings(text) == [f"{place} syntax {message}"]


# -- indentation ----------------------------------------------------------------------------

TASKS = """\
tasks:
  - id: 1
    title: t
    lead: [办公室]
    status: todo
    measures:
      - text: 甲。
        status: todo
      - text: 乙。
    x-note: n
  - id: 2
    title: u
"""


@pytest.mark.parametrize(
    ("line", "instead", "place", "message"),
    [
        ("    title: t", " title: t", "3:2", ALIGN.format(4)),
        ("    title: t", "  title: t", "3:3", ALIGN.format(4) + OR_NEW),
        ("    title: t", "   title: t", "3:4", ALIGN.format(4) + OR_NEW),
        ("    title: t", "     title: t", "3:6", ALIGN.format(4)),
        ("    status: todo", "   status: todo", "5:4", ALIGN.format(4) + OR_NEW),
        ("    status: todo", "     status: todo", "5:6", ALIGN.format(4)),
        ("    measures:", "   measures:", "6:4", ALIGN.format(4) + OR_NEW),
        ("    measures:", "     measures:", "6:6", ALIGN.format(4)),
        ("        status: todo", "       status: todo", "8:8", ALIGN.format(8) + OR_NEW),
        ("        status: todo", "         status: todo", "8:10", ALIGN.format(8)),
        ("        status: todo", "     status: todo", "8:6", ALIGN.format(8)),
        ("    x-note: n", "   x-note: n", "10:4", ALIGN.format(4) + OR_NEW),
        ("  - id: 2", "  id: 2", "11:3", f"这一行应与上面同一项的键对齐{OR_NEW}"),
        ("  - id: 2", "   - id: 2", "11:4", ALIGN_ITEM.format(2)),
        ("  - id: 2", " - id: 2", "11:2", ALIGN_ITEM.format(2)),
        ("      - text: 乙。", "       - text: 乙。", "9:8", ALIGN_ITEM.format(6)),
        ("      - text: 乙。", "   - text: 乙。", "9:4", ALIGN_ITEM.format(6)),
    ],
)
def test_a_line_out_of_line(line: str, instead: str, place: str, message: str) -> None:
    text = TASKS.replace(f"\n{line}\n", f"\n{instead}\n", 1)
    assert findings(text) == [f"{place} syntax {message}"]


def test_an_outermost_key_that_is_indented() -> None:
    assert findings("plan:\n  year: 2020\n tasks:\n") == [f"3:2 syntax {ALIGN.format(0)}"]


def test_lists_that_are_not_indented() -> None:
    text = "tasks:\n- id: 1\n  title: t\n   status: todo\n"
    assert findings(text) == [f"4:4 syntax {ALIGN.format(2)}"]
    text = "tasks:\n- id: 1\n  title: t\n status: todo\n"
    assert findings(text) == [f"4:2 syntax {ALIGN.format(2)}"]


# -- dashes without a space -----------------------------------------------------------------

TIGHT = "tight-dash “-”后面要空一格(半角空格)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-id: 1\n title: t\n", [f"1:1 {TIGHT}"]),
        ("- id: 1\n-id: 2\n", [f"2:1 {TIGHT}"]),
        ("－id: 1\n  title: t\n", [wide("1:1", "－", "-")]),
        ("- id: 1\n－id: 2\n", [wide("2:1", "－", "-")]),
        ("- {id: 1}\n-{id: 2}\n", [f"2:1 {TIGHT}"]),
        ("- {id: 1}\n－{id: 2}\n", [wide("2:1", "－", "-")]),
        ("- {id: 1}\n－{id: 2，x: 1}\n", [wide("2:1", "－", "-"), wide("2:8", "，", ",")]),
        ("- id: 1\n-id：2\n", [f"2:1 {TIGHT}", wide("2:4", "：", ":")]),
        ("note: -id\n---\n", [f"2:1 {SECOND}"]),
    ],
)
def test_dashes_without_a_space(text: str, expected: list[str]) -> None:
    assert sorted(findings(text)) == sorted(expected)
