"""Notices of many kinds, and what a careful reader takes out of each.

`NAME.expected.json` holds the truth for the notice `NAME.txt`, `.html` or `.docx`: the plan's
title, year, issuer and sections, and of each task its number as printed, section, title, text,
lead, support, leaders and deadline; `refuse` where there are no tasks to be told. Texts are
compared without blanks and a last stop. All offices, places and people in them are invented.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from fjkx.notice.grammar import draft, written
from fjkx.notice.numbers import value_of
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Task, own_text

FOLDER = Path(__file__).parents[1] / "fixtures/notices"
TRUTHS = sorted(FOLDER.glob("*.expected.json"))


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
        "number": str(value_of(number))
    }


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_notice_as_a_careful_reader_takes_it(path: Path) -> None:
    truth = json.loads(path.read_bytes())
    name = path.name.removesuffix(".expected.json")
    notice = next(each for each in FOLDER.glob(f"{name}.*") if each != path)
    if truth["refuse"]:
        with pytest.raises(RequestError):
            draft(read(notice.read_bytes()), this_year=2026)
        return
    found = draft(read(notice.read_bytes()), this_year=2026)
    written(found)
    plan = found.plan
    assert (squeezed(plan.title), plan.year) == (squeezed(truth["title"]), truth["year"])
    assert squeezed(plan.issuer) == squeezed(truth["issuer"])
    assert [(each.id, squeezed(each.title)) for each in plan.sections] == [
        (each["number"], squeezed(each["title"])) for each in truth["sections"]
    ]
    assert [said(task) for task in plan.tasks] == [wanted(task) for task in truth["tasks"]]
