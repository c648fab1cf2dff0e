"""Four ledgers as offices keep them, and what a careful reader takes out of each."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fjkx.notice.draft import Draft
from fjkx.notice.grammar import written
from fjkx.notice.workbook.ledger import ledger
from fjkx.notice.workbook.sheets import read
from fjkx.plan.model import Section, Task

FOLDER = Path(__file__).parent / "ledgers"
TRUTHS = sorted(FOLDER.glob("*.expected.json"))
OF_ROWS = ("status", "percent", "note", "problem", "next")  # of a task over several rows: theirs
TEXTS = ("title", "text", "due", "note", "problem", "next")
PLACE = re.compile(r"[A-Z]+\d+|行\d+|列[A-Z]+|表\S+")


def drafted(truth: Path) -> Draft:
    name = truth.name.removesuffix(".expected.json")
    found = next(each for each in FOLDER.glob(f"{name}.xls*"))
    return ledger(read(found.read_bytes()), None, date(2025, 7, 1))


def bare(text: object) -> str | None:
    """A text as it is compared: no white space, no stop at its end."""
    return re.sub(r"\s+", "", str(text)).rstrip("。") or None if text is not None else None


def taken(task: Task, sections: Mapping[str, Section]) -> dict[str, Any]:
    """What the draft has of a task, by the names of the truth."""
    whole = [record for record in task.records if record.measure is None]
    record = whole[-1] if whole else None
    return {
        "title": task.title,
        "text": "".join(measure.text for measure in task.measures),
        "section": {task.section, sections[task.section].title if task.section else None},
        "lead": list(task.lead),
        "support": list(task.support),
        "leaders": list(task.leaders),
        "due": task.due,
        "status": task.status,
        "percent": task.percent,
        "note": record and record.note,
        "problem": record and record.problem,
        "next": record and record.next,
    }


def wrong(
    truth: Mapping[str, Any], want: Mapping[str, Any], got: Mapping[str, Any]
) -> Iterator[str]:
    """The fields of a task that are not as the truth has them."""
    for field, value in got.items():
        if want.get("measures") and field in OF_ROWS:
            continue
        wanted = want[field]
        also = [
            each
            for other in truth.get("open", ())
            if (other["task"], other["section"], other["field"])
            == (want["number"], want["section"], field)
            for each in other["also"]
        ]
        if field in TEXTS:
            fits = bare(value) in map(bare, (wanted, *also))
        elif field == "section":
            fits = wanted is None or wanted in value
        elif field == "status" and wanted is None:
            fits = value in ("todo", "doing")
        elif field == "percent" and wanted is not None:
            fits = value == round(wanted)
        else:
            fits = value in (wanted, *also)
        if not fits:
            yield f"{want['number']} {field}: {value!r}, not {wanted!r}"


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name[:3])
def test_every_field_of_a_ledger_is_taken_as_a_careful_reader_does_and_can_be_written(
    path: Path,
) -> None:
    truth, draft = json.loads(path.read_bytes()), drafted(path)
    assert (draft.plan.title, draft.plan.year) == (truth["title"], truth["year"])
    assert [s.title for s in draft.plan.sections] == [s["title"] for s in truth["sections"]]
    sections = {section.id: section for section in draft.plan.sections}
    pairs = zip(truth["tasks"], draft.plan.tasks, strict=True)
    assert not [each for want, t in pairs for each in wrong(truth, want, taken(t, sections))]
    assert "schema: 1\n" in written(draft)


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name[:3])
def test_what_a_person_should_look_at_is_told_by_its_place(path: Path) -> None:
    draft = drafted(path)
    said = "\n".join([*(d.message for d in draft.doubts), *(left.text for left in draft.left)])
    places = [
        found[0] for each in json.loads(path.read_bytes())["told"] if (found := PLACE.match(each))
    ]
    missing = [
        place
        for place in places
        if place not in said and f"第 {place.removeprefix('行')} 行" not in said
    ]
    assert not missing
