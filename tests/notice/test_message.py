"""Messages of many kinds, as units write them, and what a careful reader takes out of each.

`NAME.expected.json` holds the truth for the message `NAME.txt`: the entries, of one task (`task`)
or of several that a unit (`by`) reports on; `kinds` says what the message tries. Texts are compared
without blanks, signs and the word that prose begins with; in `accept` stand further right values.
All facts, figures and people in them are invented.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fjkx.changes.steps import record_reports
from fjkx.changes.types import Report
from fjkx.file import check, schema
from fjkx.notice.message import may_have_parts
from fjkx.notice.message.noted import all_reports, read_text
from fjkx.notice.message.read import Entry, Message, read_message
from fjkx.notice.read import decode
from fjkx.plan.history import is_recorded
from fjkx.plan.model import Plan
from fjkx.words.names import Target
from tests.cases import cases, gallery
from tests.office import SHIPPED

FOLDER = Path(__file__).parent / "messages"
MESSAGES = FOLDER.with_suffix(".txt")
TRUTHS = sorted(FOLDER.glob("*.expected.json"))
TEXT, VALUE = ("note", "problem", "next"), ("percent", "status")
WORDS = (
    "14. 第14项 （4） 科技小院 ： 。 ， ； | 问题 下一步 进展 一是 完成 已 60% 约 3/5 无 但"
    ' 序号 任务 “ 」 " 😊 [抱拳] 9 a'
)
PLAN: Plan = check.require(schema.parse(SHIPPED.read_text(encoding="utf-8")), SHIPPED.name)


def squeezed(text: str | None) -> str:
    """A text without what does not count: blanks, signs, the word that prose begins with."""
    kept = (
        character
        for character in unicodedata.normalize("NFKC", text or "")
        if not character.isspace()
        and unicodedata.category(character) not in ("So", "Sk", "Cf")
        and not "\ufe00" <= character <= "\ufe0f"
    )
    whole = re.sub("^(但是|但|不过|目前|问题是|下一步|下步)+[,:]?", "", "".join(kept))
    return whole.rstrip("。;,、.")


def said(field: str, value: Any) -> Any:
    """A value as it is compared; no problem and 无 are the same."""
    if field in VALUE:
        return value
    text = squeezed(value)
    return "" if field == "problem" and text in ("无", "暂无", "没有") else text


def message_of(path: Path) -> tuple[dict[str, Any], Message]:
    """The truth of a message, and the message read."""
    truth = json.loads(path.read_bytes())
    data = path.with_name(path.name.replace(".expected.json", ".txt")).read_bytes()
    text = decode(data)[0] if data else ""
    return truth, read_message(text, PLAN, truth["task"], [truth["by"]] if truth["by"] else [])


def wrong(truth: dict[str, Any], entry: Entry) -> list[str]:
    """The fields of an entry that are not as the truth has them."""
    accept = truth.get("accept", {})
    fields = [
        field
        for field in (*TEXT, *VALUE)
        if said(field, getattr(entry, field))
        not in [said(field, each) for each in (truth[field], *accept.get(field, []))]
    ]
    doubted = accept.get("doubt") == "any" or bool(truth["doubt"]) == bool(entry.doubts)
    return fields if doubted else [*fields, "doubt"]


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_message_as_a_careful_reader_takes_it(path: Path) -> None:
    truth, message = message_of(path)
    entries = {entry.task: entry for entry in message.entries}
    assert len(entries) == len(message.entries)
    assert sorted(entries) == sorted(entry["task"] for entry in truth["entries"])
    found = {entry["task"]: wrong(entry, entries[entry["task"]]) for entry in truth["entries"]}
    assert {task: fields for task, fields in found.items() if fields} == {}
    texts = [squeezed(getattr(entry, field)) for entry in message.entries for field in TEXT]
    assert not [each for each in truth["left_out"] if any(squeezed(each) in t for t in texts)]


def told(entry: Entry) -> Iterator[str]:
    """What an entry says, as `messages.txt` has it."""
    values = (("", entry.note), ("问题 ", entry.problem), ("下一步 ", entry.next))
    texts = [name + text for name, text in values if text]
    share = [f"{entry.percent}%"] if entry.percent is not None else []
    yield "|".join([f"{entry.task} {entry.status or ''}".rstrip(), *share, *texts])
    yield from (f"请核对：{doubt}" for doubt in entry.doubts)


@pytest.mark.parametrize(("text", "answer"), gallery(MESSAGES, "short lines"))
def test_what_short_lines_say_of_tasks(text: str, answer: str) -> None:
    entries = read_message(text, PLAN, None, ["院士办"]).entries
    assert [line for entry in entries for line in told(entry)] == answer.splitlines()


def test_tasks_beyond_a_hundred_are_known_by_their_numbers() -> None:
    first = PLAN.tasks[0]
    more = tuple(first._replace(id=str(at), title=f"第{at}题") for at in range(117, 121))
    text = "第120项：已办。\n第117至118项：在办。\n第120至119项：好。"
    entries = read_message(text, PLAN._replace(tasks=more), None, ["机关党委"]).entries
    told_of = [entry.task for entry in entries]
    assert sorted(set(told_of)) == ["117", "118", "119", "120"]


@given(
    st.sampled_from([message_of(path)[0]["task"] for path in TRUTHS] + ["14"]),
    st.lists(
        st.sampled_from([*WORDS.split(), "\n", "\t", " ", "\u2028"]),
        max_size=40,
    ),
)
def test_any_text_is_read(task: str | None, parts: list[str]) -> None:
    for entry in read_message("".join(parts), PLAN, task, ["院士办"]).entries:
        assert entry.percent is None or 0 <= entry.percent <= 100
        assert all(text is None or text.strip() for text in (entry.note, entry.problem, entry.next))


def test_what_is_not_worth_reading_tells_no_problem_and_no_progress() -> None:
    texts = {
        text.strip()
        for path in FOLDER.glob("*.txt")
        for text in re.split("[，。；：、\n\t|]", decode(path.read_bytes() or b" \n.")[0])
        if text.strip() and not may_have_parts(text)
    }
    assert len(texts) > 300
    entries = [entry for text in texts for entry in read_message(text, PLAN, "14").entries]
    assert {(entry.problem, entry.percent, entry.status) for entry in entries} == {(None,) * 3}


NOT_BEGUN = """
todo: 没有进展|目前还没启动。|因疫情，暂未启动。|受国家级评审影响，暂无新的进展
doing: 还没启动，已发通知。|招标暂未启动|已启动
"""


@pytest.mark.parametrize(("text", "status"), cases(NOT_BEGUN))
def test_a_task_that_has_not_begun_is_not_started_by_saying_so(text: str, status: str) -> None:
    base = Report(date(2020, 7, 3), "院士办")
    for meant in (None, [Target(6)]):
        found = read_message(f"第7项：{text}", PLAN, None if meant is None else "7", ["院士办"])
        report = all_reports(found, PLAN, meant, base, text)[Target(6)]
        plan = record_reports(PLAN, {Target(6): report}, base.on).plan
        assert plan.tasks[6].status == status
        assert is_recorded(plan.tasks[6])


def test_a_task_done_on_another_day_than_the_one_recorded_is_in_doubt() -> None:
    text, on = "已于7月6日办结，请销号。", date(2020, 7, 8)
    doubt = "信中写 7月6日办结，这里记在 2020-07-08；记在那一天：--on 7-6"
    for day, told in ((date(2020, 7, 6), ()), (on, (doubt,))):
        found = read_text(PLAN, text, [Target(6)], ["院士办"], day)
        assert found is not None
        assert (found.entries[0].status, found.entries[0].doubts) == ("done", told)
