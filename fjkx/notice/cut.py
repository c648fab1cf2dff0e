"""The clauses in a paragraph: where they stand, and what is left of it without them.

They stand in brackets, behind labels, or are the last sentence that only says who does what.
"""

import re
from collections.abc import Iterator
from typing import Final

from fjkx.notice.clause import Part, Words, clause_parts, label, listed_parts, words_of
from fjkx.plan.named import NamedTuple
from fjkx.words.roles import is_due, is_due_alone
from fjkx.words.units import is_one_unit

_ENDS: Final = " 。;.,、"
_STOPS: Final = tuple("。；;！？")
_BLANK_STOPS: Final = "。 \u3000"
_FRESH: Final = frozenset("。)]")
_OPENING: Final = re.compile(r"[(\[]")
_LABEL_SIGN: Final = re.compile(r"[:\[为是— ]")
_MERE_SIGNS: Final = "；;，, "
_DASHES: Final = " —-"
_BEFORE_LABEL: Final = frozenset("。;!?)]” —-")


class Cut(NamedTuple):
    """What is left of a paragraph, and the parts of its clauses in printed order."""

    text: str
    parts: tuple[Part, ...] = ()


class Piece(NamedTuple):
    """Characters `start` up to but not including `end` of a paragraph that are a clause."""

    start: int
    end: int
    parts: tuple[Part, ...]


def cut(text: str, opens: bool = False) -> Cut:
    """Take the clauses out of a paragraph: in brackets, behind labels, or as a last sentence
    that only says who does what. With `opens` the paragraph opens a task, whose title it has."""
    pieces = clauses(text, opens)
    if not pieces:
        return Cut(text.strip())
    return Cut(without(text, pieces), tuple(part for piece in pieces for part in piece.parts))


def clauses(text: str, opens: bool = False) -> list[Piece]:
    """Where the clauses of a paragraph stand, as `cut` takes them out."""
    words = words_of(text)
    found = list(bracketed(words))
    if not found:
        return list(unbracketed(words, opens))
    end = found[-1].end
    parts = clause_parts(text[end:]) if label(words.flat, end) is not None else None
    return found if parts is None else [*found, Piece(end, len(text), parts)]


def bracketed(words: Words) -> Iterator[Piece]:
    """Clauses in brackets: with a label anywhere, without one behind the title, behind a 。 or at
    the end."""
    found: list[Piece] = []
    labelled = False
    stop = words.flat.find("。")
    end = end_of(words.flat, len(words.flat))
    for start, close in reversed(list(outer(words))):
        inside = words.text[start + 1 : close]
        last = close + 1 == end
        behind_title = (stop < 0 or start <= stop + 1) and close + 1 < len(words.flat)
        named = label(words.flat, start + 1) is not None
        before = start
        while before and words.flat[before - 1] == " ":
            before -= 1
        fresh = before == 0 or words.flat[before - 1] in _FRESH
        amid = not (last or behind_title) and "。" in inside.rstrip("。 ")
        if (last or behind_title or named or fresh) and not amid:
            beside = bool(found) and not words.flat[close + 1 : found[-1].start].strip()
            parts = clause_parts(inside, last)
            if parts is None and last and fresh:
                parts = mere_names(inside)
            parts = parts or late_deadline(inside, fresh or beside)
            if parts is not None:
                found.append(Piece(start, close + 1, parts))
                end = end_of(words.flat, start) if last else end
                labelled = labelled or named
    if labelled or any(part.role != "due" for piece in found for part in piece.parts):
        yield from reversed(found)


def end_of(flat: str, end: int) -> int:
    """The index behind the last character before `end` that is no stop or blank."""
    while end > 0 and flat[end - 1] in _ENDS:
        end -= 1
    return end


def late_deadline(inside: str, near: bool) -> tuple[Part, ...] | None:
    """A deadline in a bracket of its own, next to a clause: (牵头单位:…)(6月底前完成). One in the
    middle of a sentence, (全年不少于12期), is the sentence's."""
    return (Part("due", inside.strip()),) if near and is_due(inside.strip()) else None


def mere_names(inside: str) -> tuple[Part, ...] | None:
    """The units of a last bracket behind a stop that says nothing else but by when:
    。（甲局、乙局，6月底前完成）."""
    parts = listed_parts(inside, "responsible")
    names = [part.text for part in parts if part.role == "responsible"]
    others = any(part.role not in ("responsible", "due", "dropped") for part in parts)
    return parts if names and not others and all(map(is_one_unit, names)) else None


def outer(words: Words) -> Iterator[tuple[int, int]]:
    """The brackets of a paragraph that stand in no other one; a clause that nothing closes goes to
    its end."""
    flat, behind = words.flat, -1
    unclosed = (each for each in _OPENING.finditer(flat) if each.start() not in words.brackets)
    open_at = next((each.start() for each in unclosed if label(flat, each.end())), len(flat))
    for start in sorted(words.brackets):
        if behind < start < open_at:
            behind = words.brackets[start]
            yield start, behind
    if behind < open_at < len(flat):
        yield open_at, len(flat)


def unbracketed(words: Words, opens: bool) -> Iterator[Piece]:
    """Clauses that end a paragraph without brackets, sentence by sentence from its end."""
    pieces: list[Piece] = []
    end = len(words.flat)
    while end > 0:
        start = sentence_start(words.flat, end)
        if start and is_due_alone(words.flat[start:end]):  # 责任单位：甲局。9月底前完成。
            start = sentence_start(words.flat, start)
        piece = sentence_clause(words, start, end, opens)
        if piece is None:
            break
        pieces.append(piece)
        end = piece.start if piece.start == start else 0
    yield from reversed(pieces)


def sentence_start(flat: str, end: int) -> int:
    """Where the sentence that ends before `end` begins."""
    return flat.rfind("。", 0, end_of(flat, end)) + 1


def sentence_clause(words: Words, start: int, end: int, opens: bool) -> Piece | None:
    """The clause that a sentence is or ends with."""
    place = first_label(words.flat, start, end)
    if place is None:
        if opens and start == 0:
            return None
        place = start
        while place < end - 1 and words.flat[place] in _DASHES:
            place += 1
    parts = clause_parts(words.text[place:end])
    before = words.text[start:place].strip(_MERE_SIGNS)
    if parts and before and (more := clause_parts(before)) is not None:  # 甲局牵头；责任单位：乙局
        place, parts = start, more + parts
    while start < place and words.flat[place - 1] in _DASHES:
        place -= 1
    return None if parts is None else Piece(place, end, parts)


def first_label(flat: str, start: int, end: int) -> int | None:
    """The index of the first label in a sentence that begins it or stands behind a stop."""
    for found in _LABEL_SIGN.finditer(flat, start, end):
        at = found.start()
        for place in range(max(start, at - 12), at) if found[0] != "[" else (at,):
            fresh = place == start or flat[place - 1] in _BEFORE_LABEL
            if fresh and flat[place] != " " and label(flat, place):
                return place
    return None


def without(text: str, pieces: list[Piece]) -> str:
    """The text with the pieces taken out; a 。 behind one is not doubled, and a mere ； goes."""
    last = text[: pieces[0].start].rstrip()
    kept = [last]
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        part = text[piece.end : following.start if following else len(text)].rstrip()
        part = part.lstrip(_BLANK_STOPS) if last.endswith(_STOPS) else part
        last = part or last
        kept.append(part)
    if not kept[-1].strip(_MERE_SIGNS):
        kept[-1] = ""
    return "".join(kept).strip()
