"""What of a notice is not in its plan."""

from collections.abc import Iterator, Sequence

from fjkx.notice.blocks import Blocks
from fjkx.notice.days import only_day
from fjkx.notice.draft import Left
from fjkx.notice.front import Front
from fjkx.notice.outline import Outline, inherited
from fjkx.notice.page import is_page_line
from fjkx.notice.paragraphs import Paragraph
from fjkx.notice.signature import is_name
from fjkx.notice.width import half


def preamble(body: Blocks, head: Front) -> list[str]:
    """The paragraphs before the first heading or task, without the letter's."""
    return [each.text for each in body.before if not is_letter(each.text, head)]


def is_letter(text: str, head: Front) -> bool:
    """Whether a paragraph behind the title belongs to the letter: a day, a signature, and where
    the plan has no title of its own the address."""
    if only_day(text.strip("（）()")) or text == head.issuer:
        return True
    return not head.heading[1] and text.endswith((":", "："))


def front_left(found: Sequence[Paragraph], head: Front) -> Iterator[Left]:
    """The paragraphs before the plan that are not in it."""
    letter = head.notice[0] or letter_start(found[: head.start])
    for at, paragraph in enumerate(found[: head.start]):
        if at in range(*head.notice) or at in range(*head.heading):
            continue
        page = at < letter or is_page_line(paragraph.text)
        yield Left(paragraph.line, paragraph.text, "page" if page else "letter")


def letter_start(found: Sequence[Paragraph]) -> int:
    """The index at which a letter without a title begins: its address, else its first sentence,
    else the day and the signature."""
    texts = [(at, each.text) for at, each in enumerate(found) if not is_page_line(each.text)]
    for opens in (is_address, is_sentence):
        for at, text in texts:
            if opens(text):
                return at
    signed = (at - 1 for at, paragraph in enumerate(found) if only_day(paragraph.text))
    return next(signed, len(found))


def is_address(text: str) -> bool:
    """Whether a line says to whom a letter goes: 各学会：, 甲局、乙局：."""
    flat = half(text).strip()
    return flat.endswith(":") and ("各" in flat or "、" in flat or is_name(text.rstrip(":： ")))


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence."""
    return text.endswith("。")


def replaced_title(found: Sequence[Paragraph], head: Front) -> Iterator[Left]:
    """The printed title of a plan that is given another."""
    for paragraph in found[slice(*head.heading)]:
        yield Left(paragraph.line, paragraph.text, "replaced")


def stray(body: Blocks, head: Front) -> Iterator[Left]:
    """What stands behind the title and is the letter's."""
    return (
        Left(each.line, each.text, "letter") for each in body.before if is_letter(each.text, head)
    )


def dropped(body: Blocks) -> Iterator[Left]:
    """Words of clauses that the plan keeps nowhere: 等, 等单位."""
    for item in body.nodes:
        for part in item.parts:
            if part.role == "dropped":
                yield Left(item.line, part.text, "clause")


def unused(body: Blocks, chosen: Outline) -> Iterator[Left]:
    """What clauses say that is no task's: those of headings over tasks with units of their own."""
    used = {id(part) for place in chosen.tasks for part in inherited(place)}
    for item in body.nodes:
        parts = [part for part in item.parts if id(part) not in used and part.role != "dropped"]
        if parts:
            yield Left(item.line, "、".join(part.text for part in parts), "clause")
