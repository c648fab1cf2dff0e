"""What a unit wrote about its tasks → what is to be recorded of each, and what is not the message.

A message is read as an office reads it: quoted mail is laid aside; a sentence that begins with a
task's title or number opens what is said of that task; in it labels (二、存在问题) or words of
prose (但, 下一步) part progress, problem and next step; greetings and signatures are left out.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.notice.message.manners import unquoted
from fjkx.notice.message.parts import joined, parts_of, unheaded
from fjkx.notice.message.progress import at_end, progress, taken_back
from fjkx.notice.message.segments import Reading, Segment
from fjkx.notice.message.tasks import Mention, Words, words_of
from fjkx.notice.source import visible
from fjkx.plan.model import Plan
from fjkx.plan.named import NamedTuple

_DITTO: Final = re.compile(r"^\W*(?:情况|进展)?同(?:上|前)(?:一?[项条])?\W*$")


class Entry(NamedTuple):
    """What a message reports of one task, in its own words. `percent` is 0–100 and `status` done or
    blocked, both of the whole task; each of `doubts` says what may be wrong, in Chinese. `task` is
    an id that the plan may not have."""

    task: str
    note: str | None = None
    problem: str | None = None
    next: str | None = None
    percent: int | None = None
    status: str | None = None
    doubts: tuple[str, ...] = ()


class Message(NamedTuple):
    """A message read: an entry for each task that something is said of, in the order of their first
    mention; `left_out` is what is of none, piece by piece; `unclear` what of that tells of some
    task."""

    entries: tuple[Entry, ...]
    left_out: tuple[str, ...]
    unclear: tuple[str, ...] = ()


def read_message(text: str, plan: Plan, task: str | None, by: Sequence[str] = ()) -> Message:
    """What a message says of the task with the id `task`, or without one of several tasks, which
    the units `by`, declared names, report on. Never raises, in linear time."""
    lines, quoted = unquoted(visible(text))
    known = words_of(plan, by)
    reading = Reading(plan, known, task, loosely=False)
    reading.read(lines)
    if not any(segment.mention.tasks for segment in reading.segments):
        reading = Reading(plan, known, task, loosely=True)
        reading.read(lines)
    segments, aside, doubts = chosen(reading)
    if by and counts_its_own([segment.mention for segment in segments], known):
        aside += [told for each in segments if is_bare(each.mention) for told in texts(each)]
        segments = [each for each in segments if not is_bare(each.mention)]
    entries = tuple(
        entry(*each, [s.mention for s in segments], by) for each in by_task(segments, known)
    )
    entries = tuple(each._replace(doubts=(*doubts, *each.doubts)) for each in entries)
    unclear = (text for text in (*aside, *reading.unclear) if not text.endswith((":", "：")))
    left = (*aside, *reading.left, *reading.unclear, *quoted)
    return Message(entries, left, tuple(unclear))


def counts_its_own(mentions: Sequence[Mention], known: Sequence[Words]) -> bool:
    """Whether a message counts its points from 1, and not the tasks of the plan: a number without
    a title is that of a task which the unit does not lead."""
    points = [each for each in mentions if not each.explicit and (each.number or is_bare(each))]
    numbers = [each.number if each.titled else each.tasks[0] for each in points]
    led = {task.id for task in known if task.led}
    others = any(is_bare(each) and each.tasks[0] not in led for each in points)
    return others and numbers == [str(at) for at in range(1, len(points) + 1)]


def is_bare(named: Mention) -> bool:
    """Whether a mention is but a number in front of a text."""
    return bool(named.tasks) and not (named.titled or named.explicit or named.doubts)


def texts(segment: Segment) -> list[str]:
    """What a segment says, sentence by sentence."""
    return [piece.text.strip() for piece in segment.pieces]


def chosen(reading: Reading) -> tuple[list[Segment], list[str], list[str]]:
    """The segments to be recorded, what else was told, and what to say of that. In a message about
    one task others are left out, unless nothing is of that one; what names no task is of the only
    one that the unit leads, if it leads but one."""
    segments, before = reading.segments, [piece.text.strip() for piece in reading.before]
    led = [task.id for task in reading.known if task.led]
    if not segments and len(led) == 1 and before:
        doubt = f"没有写是哪一项，按牵头单位记作第 {led[0]} 项"
        return [Segment(Mention((led[0],), 0, doubts=(doubt,)), reading.before)], [], []
    if reading.own is None:
        return segments, before, []
    ours = [each for each in segments if reading.own in each.mention.tasks]
    others = [each for each in segments if each not in ours]
    names = dict.fromkeys(task for each in others for task in each.mention.tasks)
    doubts = [f"信中还说到第 {name} 项" for name in names]
    if any(each.pieces for each in ours):
        return ours, [told for each in others for told in texts(each)], doubts
    own = Mention((reading.own,), 0)
    return [Segment(own, each.pieces, each.start) for each in segments], [], doubts


def by_task(
    segments: Sequence[Segment], known: Sequence[Words]
) -> Iterator[tuple[str, list[Segment], Words | None]]:
    """Each task that something is said of, with what is, and its words if the plan has it."""
    for task in dict.fromkeys(task for each in segments for task in each.mention.tasks):
        own = [each for each in segments if task in each.mention.tasks or not each.mention.tasks]
        if any(each.pieces for each in own if each.mention.tasks):
            yield task, own, next((words for words in known if words.id == task), None)


def entry(
    task: str,
    segments: Sequence[Segment],
    words: Words | None,
    mentions: Sequence[Mention],
    by: Sequence[str],
) -> Entry:
    """What segments say of a task."""
    parts = [part for segment in segments for part in parts_of(segment.pieces, segment.start)]
    note, problem, next_step, state = (
        joined(part for part in parts if part.field == field)
        for field in ("note", "problem", "next", "state")
    )
    title = words.title if words else ""
    stated, stuck = (
        progress("。".join(filter(None, (state, note))), title),
        progress(problem or "", title),
    )
    if stated.percent is None and not stated.doubts and stated.status is None:
        stated = at_end(note or "")
    status = stated.status or ("blocked" if stuck.status == "blocked" else None)
    partly = any(segment.mention.partly for segment in segments)
    doubts = [
        *(doubt for segment in segments for doubt in segment.mention.doubts),
        *at_odds(task, mentions),
        *([f"第 {task} 项不由{'、'.join(by)}牵头"] if by and words and not words.led else []),
        *(["只说到标题的几个字，办结的是否整项须人工看"] if status == "done" and partly else []),
        *(["“同上”没有写明是哪些内容"] if _DITTO.search(note or "") else []),
        *stated.doubts,
        *stuck.doubts,
        *taken_back(status, "。".join(filter(None, (state, note, problem)))),
    ]
    return Entry(
        task,
        note,
        problem,
        unheaded(next_step),
        stated.percent,
        status,
        tuple(dict.fromkeys(doubts)),
    )


def at_odds(task: str, mentions: Sequence[Mention]) -> Iterator[str]:
    """What to say of a number beside a title that is another task's; a message that counts its own
    points from 1 says no number of the plan."""
    titled = [each for each in mentions if each.titled and each.number]
    counts = [each.number for each in titled] == [str(n + 1) for n in range(len(titled))]
    if counts and (len(titled) > 1 or not any(each.explicit for each in titled)):
        return
    for each in titled:
        if task in each.tasks and each.number != task:
            yield f"信中写第 {each.number} 项，标题却是第 {task} 项的"
