"""Every finding with its exact place and words: a gallery of slips.

`findings/` has texts, each followed by what `check` says of it behind `! `, or a bare `!`. Those
of `tasks.txt` stand below HEAD, and their lines count from the first task.
"""

import re
from pathlib import Path

import pytest

from fjkx.file.check import RULES, check, problems_of
from fjkx.file.schema import parse
from fjkx.plan.model import Plan

HEAD = """\
schema: 1
plan: {title: 测试, year: 2020}
units:
  - name: 办公室
  - name: 科学技术普及部
  - name: 学会学术部
    aliases: [学会部]
sections:
  - {id: 一, title: 甲}
  - {id: 二, title: 乙}
tasks:
"""
GALLERY = Path(__file__).parent / "findings"
ENTRY = re.compile(r"((?:(?!!(?: |$)).*\n)+)((?:!.*\n)+)", re.M)


def findings(text: str, skipped: int = 0) -> list[str]:
    """Each as `line:column: severity: message [code]`, lines less `skipped`."""
    return [
        f"{f.line - skipped}:{f.column}: {f.severity}: {f.message} [{f.code}]"
        for f in check(parse(text))
    ]


def entries(name: str) -> list[tuple[str, list[str]]]:
    found = ENTRY.findall((GALLERY / name).read_text("utf-8"))
    return [(text, [line[2:] for line in said.splitlines() if line[2:]]) for text, said in found]


@pytest.mark.parametrize(("text", "expected"), [*entries("whole.txt"), *entries("syntax.txt")])
def test_files(text: str, expected: list[str]) -> None:
    assert findings(text) == expected
    assert findings("\ufeff" + text.replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(("text", "expected"), entries("tasks.txt"))
def test_tasks(text: str, expected: list[str]) -> None:
    assert findings(HEAD + text, HEAD.count("\n")) == expected


NO_PLAN = "1:1: error: 不是计划文件：最外层应有 schema、plan、tasks [not-a-plan]"
TASKS = "schema: 1\nplan: {title: x, year: 2020}\ntasks:\n- id: 1\n"
SPACE = "error: 冒号后面要空一格(半角空格) [syntax]"
UNCLOSED = "括号从这里开始，没有合上 [syntax]"
TAG = "error: 计划文件里不允许 YAML 类型标签(!…)；若是文字，请给它加引号 [tag]"
OVER = "error: 计划到上一行就结束了：检查这一行的缩进，或删去上面的“...” [syntax]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, NO_PLAN) for text in ("", "\ufeff", "[]", "x")),
        (TASKS + "\u3000title: t\n", "5:1: error: 全角空格应改成半角空格 [full-width]"),
        (TASKS + "\xa0title: t\n", "5:1: error: 不换行空格(U+00A0)应改成半角空格 [full-width]"),
        ("a:\u3000x\nb: 1\n", f"1:2: {SPACE}"),
        ("a:\xa0x\nb: 1\n", f"1:2: {SPACE}"),
        ("a: [x, y", f"1:4: error: 方{UNCLOSED}"),
        ("a: [x, {", f"1:8: error: 花{UNCLOSED}"),
        ("a: 1\n...\nb: 2", f"3:1: {OVER}"),
        ("\ufeff\r\n\r\n  a: 1\r\n b: 2", f"4:2: {OVER}"),
        *((text, f"1:1: {TAG}") for text in ("!!map\na: 1\n", "!!int a: 1\n")),
        ("a: 1\nb: x\0y\n", "2:5: error: 文件里有空字符 NUL，不是文本文件该有的 [control]"),
        *(
            (
                f"\ufeffa: {character}\n",
                f"1:4: error: 文件里有控制字符 U+{code}，不是文本文件该有的 [control]",
            )
            for character, code in zip(
                "\x07\x1b\x9f\ud800\uffff", ("0007", "001B", "009F", "D800", "FFFF"), strict=True
            )
        ),
    ],
)
def test_what_no_gallery_can_show(text: str, expected: str) -> None:
    assert expected in findings(text)


def test_rules_stand_an_empty_plan_and_a_file_that_is_no_tree() -> None:
    assert [list(rule(Plan("", 2020), lambda *path: 0)) for rule in RULES] == [[]] * len(RULES)
    document = parse("a: [\n")
    assert problems_of(document) == document.problems
