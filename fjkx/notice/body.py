"""The plan's paragraphs → its headings and items in order, each with its text and clauses; what
stands behind them and is none of it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile
from typing import Final

from fjkx.notice import tables
from fjkx.notice.clause import listed_parts
from fjkx.notice.cut import cut
from fjkx.notice.draft import Left, Reason
from fjkx.notice.front import only_day, signers_above
from fjkx.notice.numbers import ATTACHED, GROUP, HEADING, ITEM, SUB, number
from fjkx.notice.outline import Node, carries, is_heading_alone, node, rest_of
from fjkx.notice.page import (
    host_word,
    is_attachment_heading,
    is_attachment_list,
    is_footnote,
    is_host_line,
    is_page_line,
    is_related,
    is_rule,
)
from fjkx.notice.source import Cell, Paragraph
from fjkx.plan.named import NamedTuple
from fjkx.words.half import half
from fjkx.words.roles import UNIT_ROLES, is_due_alone

_LONGEST_UNKNOWN: Final = 30
_MOST_UNKNOWN: Final = 4  # lines among those of a page's foot


BOUNDARY: Final = Paragraph(0, "")  # where an attachment with tasks begins


def foot(paragraphs: Sequence[Paragraph]) -> int:
    """The index from which only the page's own lines follow, or the imprint's. A few short
    lines that are no text may stand among them; one that says who runs the site (主办单位:…) is the
    page's beside others of it, or where the notice speaks of nobody who does that."""
    end = at = len(paragraphs)
    while at and not paragraphs[at - 1].cells and end - at <= _MOST_UNKNOWN:
        at -= 1
        text = paragraphs[at].text
        if is_host_line(text) and not is_page_line(text):
            beside = end < len(paragraphs) or is_page_line(paragraphs[at - 1].text)
            if beside or not any(host_word(text) in half(p.text) for p in paragraphs[:at]):
                end = at
                continue
        if is_page_line(text):
            end = at
        elif len(text) > _LONGEST_UNKNOWN or text.endswith("。") or number(text) or cut(text).parts:
            break
    return end


def without_attachments(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of the plan, with a BOUNDARY before each attachment of tasks, and those of the
    attachments that hold none."""
    heads = [at for at, p in enumerate(paragraphs) if at and is_attachment_heading(p.text)]
    own = list(paragraphs[: heads[0]] if heads else paragraphs)
    others: list[Paragraph] = []
    begun = any(number(p.text) or p.cells for p in own)
    for start, end in pairwise([*heads, len(paragraphs)]):
        part = paragraphs[start:end]
        if holds_tasks(part):
            own += [BOUNDARY._replace(line=paragraphs[start].line)] if begun else []
            own.extend(part)
        else:
            kept = not begun and not is_related(paragraphs[start].text)
            (own if kept else others).extend(part)
        begun = begun or any(number(p.text) or p.cells for p in part)
    return own, others


def holds_tasks(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether tasks begin at some paragraph."""
    return any(opens_tasks(paragraphs, at) for at in range(len(paragraphs)))


def opens_tasks(paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a clause stands in a paragraph, or a table's header begins there."""
    paragraph = paragraphs[at]
    if paragraph.cells:
        return tables.header(paragraph.cells) is not None
    if is_page_line(paragraph.text):
        return False
    return bool(cut(paragraph.text).parts) or tables.line_header(paragraphs, at) is not None


def signature_at_end(paragraphs: Sequence[Paragraph]) -> int:
    """The index from which only a signature follows: organisations above a day."""
    end = len(paragraphs)
    if not paragraphs or paragraphs[-1].cells or only_day(paragraphs[-1].text) is None:
        return end
    return signers_above(paragraphs, end - 1)[0]


def listed(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The index behind a note or the list of what is attached that begins at `at`, 附件：1.… or
    注：1.…, with the lines 2.… that go it on."""
    first = number(half(paragraphs[at].text).partition(":")[2])
    attached = is_attachment_list(paragraphs[at].text)
    wanted = first.value + 1 if first else 1
    at += 1
    if first is None and not attached:
        return at
    while at < len(paragraphs) and not (attached and "。" in paragraphs[at].text):
        found = number(paragraphs[at].text)
        if found is None or found.value != wanted:
            break
        at, wanted = at + 1, wanted + 1
    return at


_CLOSES: Final = re.compile(
    "为(?:确保|保证)(?:上述|以上|各项)|请各|各(?:有关|相关|责任|牵头)?(?:单位|部门|处室|科室|地)[^。]{0,12}[要请]"
)
_LONGEST_HEADING: Final = 30
_FEWEST_ALIKE: Final = 2
_LONGEST_OPENING: Final = 8
_STOPS: Final = tuple("。；;：:，,！!？?）)")


class Blocks(NamedTuple):
    """The headings and items of a plan in order, what stands before them, what is left, the tables
    that were headed so far: one may go on behind a heading or on a new page."""

    before: list[Paragraph]
    nodes: list[Node]
    left: list[Left]
    tables: list[tables.Table]


def blocks(paragraphs: Sequence[Paragraph]) -> Blocks:
    """Read the paragraphs of a plan, from behind its title to the end of the notice."""
    body = Blocks([], [], [], [])
    end = foot(paragraphs)
    leave(body, paragraphs[end:], "page")
    signed = signature_at_end(paragraphs[:end])
    leave(body, paragraphs[signed:end], "letter")
    own, others = without_attachments(paragraphs[:signed])
    leave(body, others, "attached")
    own = with_clauses_behind(own)
    at = 0
    while at < len(own):
        heads = tables.line_header(own, at)
        if heads is not None:
            leave(body, own[at : heads[1]], "page")
            at = read_lines(body, own, *heads)
        elif own[at].cells:
            at = read_rows(body, own, at)
        elif not own[at].text:  # the boundary of an attachment
            body.nodes.append(node(own[at].line, ATTACHED, 0, "", ""))
            at += 1
        elif body.nodes and (is_attachment_list(own[at].text) or is_footnote(own[at].text)):
            end = listed(own, at)
            leave(body, own[at:end], "page" if is_attachment_list(own[at].text) else "unclear")
            at = end
        else:
            read_paragraph(body, own, at)
            at += 1
    close(body)
    return body


def with_clauses_behind(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with the clause that stands above every item behind it, as elsewhere; above
    some only, it is that of the item before."""
    ranks = {at: n.rank for at, p in enumerate(paragraphs) if (n := number(p.text)) is not None}
    first = next((at for at in ranks if at and says_who(paragraphs[at - 1])), None)
    items = [at for at, rank in ranks.items() if first is not None and rank == ranks[first]]
    if len(items) < _FEWEST_ALIKE or items[0] != first:
        return paragraphs
    if not all(says_who(paragraphs[at - 1]) for at in items):
        return paragraphs
    moved = list(paragraphs)
    for at in items:
        moved[at - 1 : at + 1] = reversed(moved[at - 1 : at + 1])
    return moved


def says_who(paragraph: Paragraph) -> bool:
    """Whether a paragraph without a number is nothing but a clause with units."""
    if paragraph.cells or number(paragraph.text) is not None:
        return False
    split = cut(paragraph.text)
    return not split.text and any(part.role in UNIT_ROLES for part in split.parts)


def leave(body: Blocks, paragraphs: Iterable[Paragraph], reason: Reason) -> None:
    """Leave paragraphs out of the plan, for the report."""
    body.left.extend(Left(each.line, each.text, reason) for each in paragraphs)


def read_paragraph(body: Blocks, paragraphs: Sequence[Paragraph], at: int) -> None:
    """Begin an item with a paragraph that has a number; add any other to the one before."""
    paragraph = paragraphs[at]
    found = number(paragraph.text)
    if is_page_line(paragraph.text):
        if not (is_rule(paragraph.text) and body.left and body.left[-1].text == paragraph.text):
            leave(body, [paragraph], "page")
    elif found is not None:
        printed, rest = paragraph.text[: found.end], paragraph.text[found.end :]
        split = cut(rest, opens=found.rank < SUB)
        item = node(paragraph.line, found.rank, found.value, printed, split.text)
        item.parts.extend(split.parts)
        body.nodes.append(item)
    elif is_heading(body, paragraphs, at):
        body.nodes.append(node(paragraph.line, HEADING, 0, "", paragraph.text))
    else:
        add(body, paragraph)


def is_heading(body: Blocks, paragraphs: Sequence[Paragraph], at: int) -> bool:
    """Whether a short line without number or stop heads the numbered one that follows."""
    text = paragraphs[at].text
    below = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
    following = number(below.text) if below else None
    above_rows = below is not None and bool(below.cells)
    return (
        bool(body.nodes)
        and len(text) <= _LONGEST_HEADING
        and not text.endswith(_STOPS)
        and ":" not in half(text)
        and not is_attachment_heading(text)
        and (above_rows or (following is not None and following.rank in (GROUP, ITEM)))
        and not cut(text).parts
        and not is_due_alone(half(text))
    )


def add(body: Blocks, paragraph: Paragraph) -> None:
    """Add a paragraph to the last item."""
    if not body.nodes:
        body.before.append(paragraph)
        return
    item = body.nodes[-1]
    if item.row or item.rank == ATTACHED:
        leave(body, [paragraph], "unclear")
        return
    if not item.first and not item.texts:
        body.nodes[-1] = opened(item, paragraph.text)
        return
    split = cut(paragraph.text)
    if carries(item) and is_due_alone(half(paragraph.text)) and not item.behind:
        item.parts.extend(listed_parts(paragraph.text, "due"))
        return
    if item.parts and not split.parts:
        item.behind.extend([paragraph._replace(text=split.text)] if split.text else [])
        return
    settle(item)
    if split.text:
        item.texts.append(split.text)
    item.parts.extend(split.parts)


def settle(item: Node) -> None:
    """What follows an item's clause is its text, since a clause or another item follows that."""
    item.texts.extend(each.text for each in item.behind)
    item.behind.clear()


def close(body: Blocks) -> None:
    """What follows the clause of the last item is its text as far as others of its form have one
    there, or one that opens with the same label (具体措施：), and more is a closing remark; without
    others it is the text of a mere title."""
    if not body.nodes:
        return
    *others, last = body.nodes
    form = bool(rest_of(last))
    alike = [item for item in others if item.parts and bool(rest_of(item)) == form]
    own = max((len(item.behind) for item in alike), default=0)
    for item in others:
        settle(item)
    labels = {opening(text) for item in alike for text in item.texts} - {""}
    if is_heading_alone(last) and len(alike) < _FEWEST_ALIKE and not labels:
        own = len(last.behind)
    own = next((at for at, p in enumerate(last.behind[:own]) if _CLOSES.match(p.text)), own)
    while own < len(last.behind):
        unended = own > 0 and not last.behind[own - 1].text.endswith("。")
        text = last.behind[own].text
        if _CLOSES.match(text) or (not unended and opening(text) not in labels):
            break
        own += 1
    leave(body, last.behind[own:], "unclear")
    del last.behind[own:]
    settle(last)


def opening(text: str) -> str:
    """The short label that a paragraph opens with; empty where it has none."""
    head, colon, _ = half(text[:_LONGEST_OPENING]).partition(":")
    return head if colon else ""


def opened(item: Node, text: str) -> Node:
    """An item whose number stood alone on its line, with its first paragraph."""
    split = cut(text, opens=True)
    item.parts.extend(split.parts)
    return item._replace(first=split.text)


def read_rows(body: Blocks, paragraphs: Sequence[Paragraph], start: int) -> int:
    """Read table rows from `start`; the index behind them. Rows above a header are no tasks."""
    at, headed, category = start, -2, ""
    before: tuple[Cell, ...] = ()
    end = rows_end(body, paragraphs, start)
    while at < len(paragraphs) and paragraphs[at].cells:
        row = paragraphs[at]._replace(cells=tables.with_ditto(paragraphs[at].cells, before))
        before = row.cells
        above = body.tables[-1] if at == headed + 1 else None
        heads = tables.header(row.cells) or (above and tables.header(row.cells, above))
        if heads is not None:
            below = takewhile(
                lambda each: each.cells and not tables.header(each.cells), paragraphs[at + 1 :]
            )
            body.tables.append(tables.regrouped(heads, [each.cells for each in below]))
            headed = at
            leave(body, [row], "page")
        elif not body.tables or at >= end:
            leave(body, [row], "unclear")
        else:
            category = read_row(body, body.tables[-1], row, category)
        at += 1
    return at


def rows_end(body: Blocks, paragraphs: Sequence[Paragraph], start: int) -> int:
    """The index behind the rows of a table from `start` on, without those below the last numbered
    one where all above are numbered: a total, a remark."""
    at, end, gaps = start, start, False
    known = body.tables[-1] if body.tables else None
    while at < len(paragraphs) and paragraphs[at].cells:
        cells = paragraphs[at].cells
        known = tables.header(cells) or known
        if known is None or "number" not in known.columns or tables.is_heading_row(known, cells):
            end = at + 1
        elif "number" in tables.row_columns(known, cells):
            gaps = gaps or at > end
            end = at + 1
        at += 1
    return at if gaps else end


def read_row(body: Blocks, known: tables.Table, row: Paragraph, category: str) -> str:
    """Read one row below a header; the category that holds behind it."""
    if tables.is_heading_row(known, row.cells):
        text = next(cell.text for cell in row.cells if cell.text.strip())
        body.nodes.append(row_heading(row.line, text))
        return category
    columns = tables.row_columns(known, row.cells)
    if tables.is_numeral_row(columns) and set(known.columns) & {"lead", "responsible"}:
        numeral = columns["number"].text.strip(" 、.．")
        body.nodes.append(row_heading(row.line, f"{numeral}、{columns['title'].text}"))
        return category
    if "category" in columns and columns["category"].text != category:
        category = columns["category"].text
        body.nodes.append(row_heading(row.line, category))
    last = body.nodes[-1] if body.nodes and body.nodes[-1].rank == ITEM else None
    own = columns.get("number")
    if own is not None and own.text.strip() in tables.TOTALS:
        leave(body, [row], "unclear")
        return category
    if last is not None and (own.above if own else "number" in known.columns):
        tables.more(last, columns)
    elif "title" in columns or "text" in columns:
        body.nodes.append(tables.task_node(row.line, columns, following(body)))
    else:
        leave(body, [row], "unclear")
    body.left.extend(Left(row.line, text, "unclear") for text in tables.unplaced(columns))
    return category


def row_heading(line: int, text: str) -> Node:
    """A heading over rows with the units that answer for all of them."""
    item = tables.heading_node(line, text)
    split = cut(item.first)
    item.parts.extend(split.parts)
    return item._replace(first=split.text)


def following(body: Blocks) -> int:
    """The number of the next task of a table whose rows have none."""
    return next((item.value for item in reversed(body.nodes) if item.rank == ITEM), 0) + 1


def read_lines(
    body: Blocks, paragraphs: Sequence[Paragraph], known: tables.Table, start: int
) -> int:
    """Read a table with a cell to a line, whose rows begin at `start`; the index behind it."""
    end = start
    for begin, lines in tables.line_rows(paragraphs, known, start):
        end = begin + len(lines)
        aside = [line for line in lines if is_page_line(line.text) or is_footnote(line.text)]
        leave(body, aside, "unclear")
        row = tuple(line for line in lines if line not in aside)
        if not row:
            continue
        if tables.row_number(row[0].text) is None and tables.is_table_heading(row[0].text):
            body.nodes.append(row_heading(row[0].line, row[0].text))
            leave(body, row[1:], "unclear")
        elif tables.row_value(known, row[0]) is None:
            leave(body, row, "unclear")
        else:
            cells = tables.spread(known, [line.text for line in row])
            read_row(body, known, paragraphs[begin]._replace(cells=cells), "")
    return end
