"""What is read of a notice: in `gallery.txt` stand lines of notices, ⏎ where several stand on one,
and behind `> ` the plan made of them, what is left out of it (未收), and what a person should look
at (请核对)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fjkx.notice.draft import Draft
from fjkx.notice.grammar import draft, written
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan, Task, own_text
from tests.cases import gallery, parts

GALLERY = Path(__file__).with_name("gallery.txt")
TITLE = "甲县2024年工作要点"
FRAMES = {
    "clauses": f"{TITLE}\n1.任务。\n{{}}",
    "clauses in brackets": f"{TITLE}\n1.任务。（{{}}）",
    "names": f"{TITLE}\n1.任务。（责任单位：{{}}）",
    "what stands before the tasks": "{}\n1.甲。（责任单位：乙科）",
    "who signs": f"{TITLE}\n1.甲。（责任单位：乙科）\n{{}}\n2024年3月8日",
    "whole notices": "{}",
}


def head(plan: Plan) -> Iterator[str]:
    """What the plan says of itself, as far as it does."""
    said = [plan.title, str(plan.year), plan.issuer or "", str(plan.issued or "")]
    period = [f"{plan.start}–{plan.due}"] if plan.start else []
    yield "|".join(filter(None, said + period))
    if plan.source:
        yield f"来源：{plan.source}"


def tasks(plan: Plan) -> Iterator[str]:
    """The sections, groups and tasks of a plan in their order."""
    if plan.preamble:
        yield f"前言：{plan.preamble}"
    for section in plan.sections:
        text = section.text and section.text.replace("\n", "⏎")
        yield "|".join(filter(None, (f"{section.id} {section.title}", text)))
        yield from grouped([task for task in plan.tasks if task.section == section.id])
    yield from grouped([task for task in plan.tasks if task.section is None])


def grouped(found: list[Task]) -> Iterator[str]:
    group = None
    for task in found:
        if task.group != group:
            group = task.group
            yield f"- {group}"
        yield f"{task.id} " + "|".join(filter(None, parts_of(task)))


def parts_of(task: Task) -> Iterator[str]:
    """What a task says, who answers, and how it stands, as far as there is any of it."""
    yield from (task.title, own_text(task), "、".join(task.lead))
    for word, names in (("配合", task.support), ("领导", task.leaders)):
        yield f"{word} {'、'.join(names)}" if names else ""
    due = " ".join(str(each) for each in (task.due_text, task.due) if each)
    yield f"时限 {due}" if due else ""
    yield "" if task.status == "todo" else task.status
    yield "" if task.percent is None else f"{task.percent}%"
    for record in task.records:
        yield record.note or ""
        yield f"问题 {record.problem}" if record.problem else ""
        yield f"下一步 {record.next}" if record.next else ""


def told(found: Draft) -> Iterator[str]:
    if found.left:
        yield "未收：" + " / ".join(left.text.replace("\n", "⏎") for left in found.left)
    yield from (f"请核对：{doubt.message}" for doubt in found.doubts)


VIEWS = {
    "what stands before the tasks": (head,),
    "who signs": (head,),
    "whole notices": (head, tasks),
}
ENTRIES = [(part, *entry) for part in parts(GALLERY) for entry in gallery(GALLERY, part)]


@pytest.mark.parametrize(("part", "text", "answer"), ENTRIES)
def test_what_is_read_of_a_notice_and_what_is_told(part: str, text: str, answer: str) -> None:
    notice = FRAMES.get(part, f"{TITLE}\n{{}}").replace("{}", text).replace("⏎", "\n")
    try:
        found = draft(read(notice.encode()), this_year=2026)
    except RequestError as refusal:
        assert f"{refusal}\n{refusal.hint}" == answer
        return
    written(found)
    views = VIEWS.get(part, (tasks,))
    read_of_it = (line for view in views for line in view(found.plan))
    assert [*read_of_it, *told(found)] == answer.splitlines()
