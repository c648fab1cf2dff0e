"""Whatever is cleared or taken out of a task, no comment of the file goes with it."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from fjkx.file.edit import rewrite
from tests.cases import parts
from tests.file.edit_layouts import HEAD, plan_of, read

LAYOUTS = parts(Path(__file__).parent / "matrix" / "comments.txt")
MARK = re.compile("# 注[0-9]+$", re.MULTILINE)


def marked(layout: str, which: str) -> str:
    """The layout with comments, each another, at all, or every second, of its places."""
    text, *rest = layout.replace("⌀\n", "").split("@")
    for number, part in enumerate(rest):
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
    first, *others = plan_of(document).tasks
    for fields in removals(first):
        tasks = (first._replace(**fields), *others)
        wanted = plan_of(document)._replace(tasks=tasks)
        result = rewrite(document, wanted)
        assert read(result).plan == wanted
        assert MARK.findall(result.replace(eol, "\n")) == MARK.findall(text), fields
