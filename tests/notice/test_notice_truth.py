"""Notices of many kinds, and what a careful reader takes out of each.

`NAME.expected.json` holds the truth for the notice `NAME.txt`, `.html` or `.docx`: the plan's
title, year, issuer and sections, and of each task its number as printed, section, title, text,
lead, support, leaders and deadline; `refuse` where there are no tasks to be told. Texts are
compared without blanks and a last stop. All offices, places and people in them are invented.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fjkx.notice.draft import Draft
from fjkx.notice.grammar import draft, written
from fjkx.notice.read import read
from fjkx.notice.source import Source
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task, own_text
from fjkx.words.names import chinese_number

FOLDER = Path(__file__).parents[1] / "fixtures/notices"
TRUTHS = sorted(FOLDER.glob("*.expected.json"))
VALUES = {chinese_number(str(value)): str(value) for value in range(1, 100)}
APART = re.compile(
    "[^\u4e00-\u9fff]+|[牵牽][头頭]|[责責]任|[负負][责責]|主[要责办]|主辦|参[与加]|配合|协[办同助作]|"
    "協辦|完成|办结|落实|推进|[时時][限間间]|期限|要求|节点|安排|[单單]位|部[门門分]|[科处部股]室|分[管别工]|"
    "领导|按[职職][责責]|各自|共同|以及|会同|任务|[县乡]镇?级|[由第条章与和及等十为以]"
)


def squeezed(value: Any) -> Any:
    """The value without blanks, and without a stop at its end; nothing is an empty text."""
    if isinstance(value, list | tuple):
        return [squeezed(each) for each in value]
    return re.sub(r"\s", "", str(value or "")).rstrip("。")


def said(task: Task) -> dict[str, Any]:
    """What a plan says of a task, in the terms of the truth."""
    found = {
        "number": task.id.rpartition("-")[2],
        "text": own_text(task),
        **{field: getattr(task, field) for field in ("section", "title", "due_text", "due")},
        **{field: getattr(task, field) for field in ("lead", "support", "leaders")},
    }
    return {field: squeezed(value) for field, value in found.items()}


def wanted(task: dict[str, Any]) -> dict[str, Any]:
    """What the truth says of a task."""
    number = re.sub(r"[第条项()（）\s.、]", "", task["number"])
    return {field: squeezed(value) for field, value in task.items()} | {
        "number": VALUES.get(number, number)
    }


def strings(plan: Plan) -> Iterator[str]:
    """Everything the plan says in the notice's own words."""
    yield from (plan.title, plan.source or "", plan.preamble or "", plan.issuer or "")
    for section in plan.sections:
        yield from (section.title, section.text or "")
    for task in plan.tasks:
        yield from (task.title, own_text(task), task.group or "", task.due_text or "")
        yield from (*task.lead, *task.support, *task.leaders)


def lost(source: Source, found: Draft) -> list[str]:
    """The words of a notice, but for those of its clauses and numbers, that are neither in the
    plan nor told."""
    told = "".join("".join([*strings(found.plan), *(each.text for each in found.left)]).split())
    words = (word for line in source.lines for word in APART.split(line.text))
    return [word for word in words if len(word) > 1 and word not in told]


def misplaced(source: Source, found: Draft) -> list[str]:
    """What is told to be left out and does not stand there."""
    lines: dict[int, str] = {}
    for line in source.lines:
        lines[line.number] = lines.get(line.number, "") + "".join(line.text.split())
    return [
        each.text
        for each in found.left
        if "".join(each.text.split())
        not in "".join(lines.get(each.line + more, "") for more in range(4))
    ]


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_notice_as_a_careful_reader_takes_it_and_nothing_of_it_lost(path: Path) -> None:
    truth = json.loads(path.read_bytes())
    name = path.name.removesuffix(".expected.json")
    source = read(next(each for each in FOLDER.glob(f"{name}.*") if each != path).read_bytes())
    if truth["refuse"]:
        with pytest.raises(RequestError):
            draft(source, this_year=2026)
        return
    found = draft(source, this_year=2026)
    written(found)
    plan = found.plan
    assert (squeezed(plan.title), plan.year) == (squeezed(truth["title"]), truth["year"])
    assert squeezed(plan.issuer) == squeezed(truth["issuer"])
    assert [(each.id, squeezed(each.title)) for each in plan.sections] == [
        (each["number"], squeezed(each["title"])) for each in truth["sections"]
    ]
    assert [said(task) for task in plan.tasks] == [wanted(task) for task in truth["tasks"]]
    assert (lost(source, found), misplaced(source, found)) == ([], [])
