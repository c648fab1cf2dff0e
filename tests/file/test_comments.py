"""Whatever is cleared or taken out of a task, no comment of the file goes with it."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from fjkx.file.edit import rewrite
from tests.file.edit_layouts import HEAD, changed, read

# `@` is where a comment may stand, behind a value or on a line of its own.
LAYOUTS = {
    "block lists": (
        "tasks:@\n@  - id: 1@\n    title: 甲@\n@    status: todo@\n    lead:@\n@      - 甲@\n@"
        "      - '乙'@\n@      - 甲乙@\n@    support:@\n    - 乙@\n@    due: 2020-06-30@\n@"
        "    due_text: >-@\n      六月底#前\n@    percent: 5@\n@  - id: 2@\n    title: 乙\n"
        "    status: todo@\n"
    ),
    "cleared first": (
        "tasks:\n  - lead:@\n@      - 甲@\n@      - 乙@\n@    due_text: |@\n      六月\n\n@"
        "    id: 1@\n    title: 甲@\n    status: todo@\n"
    ),
    "cleared first, on one line": (
        "tasks:\n-   due: 2020-06-30@\n@    due_text: a#b@\n    lead: ['#', 甲]@\n    id: 1@\n"
        "    title: 甲@\n    status: todo@\n"
    ),
    "cleared last, no newline": (
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n  due: 2020-06-30@\n@  lead: @\n@  - 甲@\n@"
        "  - 乙@"
    ),
    "flow lists over lines": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    lead: [@\n@      甲,@\n"
        "@      乙@\n@      , 丙,@\n    ]@\n    support: [甲,@\n      乙@\n    ]@\n"
        "    leaders: [甲@\n      ]@\n    due: 2020-06-30@\n"
    ),
    "flow task over lines": (
        "tasks: [@\n  {id: 1,@\n@   lead: [甲,@\n    乙@\n@    ],@\n   due:@\n     2020-06-30,@\n"
        "   title: 甲, status: todo,@\n   support: [甲@\n   ],leaders: [@\n   甲]@\n@  }@\n]@\n"
    ),
    "flow task in a block list": (
        "tasks:\n  - {lead: [甲,@\n     乙], id: 1, title: 甲,@\n     status: todo, due_text: '#',@"
        "\n     support:@\n     [乙, 甲]}@\n"
    ),
}
MARK = re.compile("# 注[0-9]+$", re.MULTILINE)


def marked(layout: str, which: str) -> str:
    """The layout with comments, each another, at all, or every second, of its places."""
    parts = layout.split("@")
    text = parts[0]
    for number, part in enumerate(parts[1:]):
        if which == "all" or number % 2 == (which == "odd"):
            own_line = text.endswith("\n")
            indent = re.match(" *", part)
            assert indent is not None
            text += f"{indent[0]}# 注{number}\n" if own_line else f"  # 注{number}"
        text += part
    return HEAD + text


def removals(task: Any) -> Iterator[dict[str, Any]]:
    """All that can be cleared in a task, and every selection of what can be taken out."""
    for field in ("due", "due_text", "percent"):
        if getattr(task, field) is not None:
            yield {field: None}
    for field in ("lead", "support", "leaders"):
        names = getattr(task, field)
        for kept in product([True, False], repeat=len(names)):
            if not all(kept):
                yield {field: tuple(n for n, stays in zip(names, kept, strict=True) if stays)}
    yield {"due": None, "due_text": None, "lead": (), "support": (), "leaders": ()}


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("which", ["all", "even", "odd"])
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_no_comment_is_lost(layout: str, which: str, eol: str) -> None:
    text = marked(layout, which)
    document = read(text.replace("\n", eol))
    assert document.plan is not None
    for fields in removals(document.plan.tasks[0]):
        wanted = changed(document, **fields)
        result = rewrite(document, wanted)
        assert read(result).plan == wanted
        assert MARK.findall(result.replace(eol, "\n")) == MARK.findall(text), fields


def test_a_cleared_list_leaves_its_comments_where_it_stood() -> None:
    before = (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    lead: # 牵头\n      # 主办\n"
        "      - 甲  # 负责\n    due: 2020-06-30\n"
    )
    after = (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    # 牵头\n    # 主办\n    # 负责\n"
        "    due: 2020-06-30\n"
    )
    document = read(HEAD + before)
    assert rewrite(document, changed(document, lead=())) == HEAD + after
