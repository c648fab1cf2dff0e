"""A notice's lines → a plan, what was left out of it, where to decide; and its file's text."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from fjkx.file.check import check
from fjkx.file.layout import plan_text
from fjkx.file.schema import parse
from fjkx.file.tree import MAX_EVENTS
from fjkx.notice.body import Blocks, blocks, opens_tasks
from fjkx.notice.cut import clauses
from fjkx.notice.doubts import doubts_of, front_doubts
from fjkx.notice.draft import Draft, Place, too_large
from fjkx.notice.front import Front, front, is_signer, only_day, reads_like_title
from fjkx.notice.lines import paragraphs
from fjkx.notice.numbers import number
from fjkx.notice.outline import Outline, carries, inherited, outline, tree
from fjkx.notice.planned import (
    dropped,
    first_leads_from,
    front_left,
    plan_of,
    preamble,
    replaced_title,
    stray,
    texts_of,
    unused,
)
from fjkx.notice.source import Paragraph, Source
from fjkx.notice.tables import ran_together
from fjkx.plan.errors import FileError, RequestError


def draft(
    source: Source,
    year: int | None = None,
    title: str | None = None,
    issuer: str | None = None,
    this_year: int | None = None,
) -> Draft:
    """The plan that a notice holds. `year`, `title` and `issuer` go before what it says itself;
    `this_year` is taken, with a doubt, where neither says a year.

    Raises RequestError where no tasks can be told from the text, saying what was looked for.
    """
    found, pages = paragraphs(source)
    head = front(found, first_task(found))
    body = blocks(found[head.start :])
    roots = tree(body.nodes)
    chosen = outline(roots)
    anchored = head.heading[1] or head.start > head.notice[1]
    answered = any(map(carries, body.nodes))
    glued = next((each for each in found if not each.cells and ran_together(each.text)), None)
    if not chosen.tasks or not (anchored or answered) or (glued and not answered):
        raise refusal(head, found, body, glued)
    crowded = crowded_line(found) if len(chosen.tasks) == 1 else None
    if crowded is not None:
        raise RequestError(
            f"没有认出任务：第 {crowded} 行是连成一段的几项任务，分不开",
            "把每项任务放在单独一行，再导入",
        )
    if more_names(chosen, MAX_EVENTS):
        raise too_large()
    asked = head._replace(
        title=title or head.title,
        issuer=issuer or head.issuer,
        year=year or head.year,
        doubtful=head.doubtful and year is None,
    )
    texts = texts_of(roots, chosen)
    plan = plan_of(
        asked, preamble(body, head), texts, chosen, this_year, first_leads_from(found, body.nodes)
    )
    doubts = [*doubts_of(plan, chosen), *front_doubts(asked, this_year)]
    left = [*pages, *front_left(found, head), *body.left, *stray(body, head)]
    left += [*dropped(body), *unused(body, chosen), *texts.behind]
    if asked.title != head.title:
        left += replaced_title(found, head)
    return Draft(
        plan,
        tuple(sorted((each for each in left if each.text.strip()), key=lambda each: each.line)),
        tuple(sorted(doubts, key=lambda doubt: doubt.line)),
    )


def crowded_line(found: Sequence[Paragraph]) -> int | None:
    """The line of a paragraph with the clauses of several tasks, if there is one."""
    crowded = (p.line for p in found if not p.cells and len(clauses(p.text)) > _MOST_CLAUSES)
    return next(crowded, None)


def first_task(found: Sequence[Paragraph]) -> int:
    """The index of the first paragraph with a unit clause or a table's header, behind the letter
    if a plan with a title follows that; where there is none, of the last at which the highest
    numbering begins."""
    opening = [at for at in range(len(found)) if opens_tasks(found, at)]
    if opening:
        letter = letter_before(found, opening[0], opening[-1])
        return next(at for at in opening if at >= letter)
    numbers = [(n.rank, at) for at, p in enumerate(found) if (n := number(p.text)) and n.value == 1]
    top = min(numbers, default=(0, 0))[0]
    return max((at for rank, at in numbers if rank == top), default=len(found))


def letter_before(found: Sequence[Paragraph], first: int, last: int) -> int:
    """The index behind a letter, its signature and day, that holds a clause itself and before
    whose plan with its title the last task stands; 0 where there is none."""
    for at in range(last, first, -1):
        signed = at > 1 and only_day(found[at - 1].text) and is_signer(found[at - 2])
        if signed and any(reads_like_title(found, near) for near in range(at, min(at + 4, last))):
            return at
    return 0


def refusal(
    head: Front, found: Sequence[Paragraph], body: Blocks, glued: Paragraph | None
) -> RequestError:
    """Why no plan could be made: what was looked for, and what there is, a table that ran together
    (`glued`) among it."""
    title = f"标题“{head.title}”" if head.title else "没有标题"
    numbers = sum(number(each.text) is not None for each in found)
    clauses = sum(map(carries, body.nodes))
    return RequestError(
        "没有认出任务：要找的是带编号、写明单位的条目，或任务表；"
        f"找到的是：{title}，带编号的段落 {numbers} 处，单位说明 {clauses} 处",
        what_helps(found, glued),
    )


def what_helps(found: Sequence[Paragraph], glued: Paragraph | None) -> str:
    """What to do about a notice without tasks, by what it looks like."""
    if glued is not None:
        return f"第 {glued.line} 行的任务表粘在一起，分不开：请从原文件（.docx、网页）导入"
    if any("附件" in each.text for each in found):
        return "这像是发文信，任务在附件里：请导入附件"
    if any(number(each.text) for each in found):
        return "每项任务后面要写明单位，如（牵头单位：甲局），或 甲局牵头，乙局配合"
    return "任务要有编号，后面写明单位；扫描件、图片里的文字读不出来"


def more_names(chosen: Outline, most: int) -> bool:
    """Whether the clauses of all tasks say more than that: each task repeats those above it."""
    left = most
    for place in chosen.tasks:
        left -= len(inherited(place))
        if left < 0:
            return True
    return False


_MOST_CLAUSES: Final = 3  # of one task in one paragraph
MOST_BYTES: Final = 32 * 1024 * 1024
"""The largest plan file that the store reads."""


def written(draft: Draft) -> str:
    """The plan file of a draft in house style, its doubts as comments where they arise.

    Raises RequestError where it would be too large to be read again, and FileError where the
    text, read again, would not be the same plan without errors.
    """
    remarks: dict[Place, list[str]] = defaultdict(list)
    for doubt in draft.doubts:
        remarks[doubt.place].append(f"请核对：{doubt.message}（通知第 {doubt.line} 行）")
    text = plan_text(draft.plan, remarks)
    if len(text.encode()) > MOST_BYTES:
        raise too_large()
    document = parse(text)
    if any(problem.code == "size" for problem in document.problems):
        raise too_large()
    if document.plan != draft.plan or any(f.severity == "error" for f in check(document)):
        raise FileError("导入的计划没有通过核对，没有写入任何文件", "请把这份通知反馈给维护者")
    return text
