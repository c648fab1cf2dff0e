"""How wide columns are where the room does not depend on who looks: on paper, in a workbook."""

from collections.abc import Mapping
from itertools import islice
from typing import Final

from fjkx.plan.characters import cells
from fjkx.views.document import Table, text_of, widest

ELASTIC: Final = ("text", "names")  # kinds whose values go on in a second line
MOST: Final[Mapping[str, int]] = {"text": 32, "names": 20}
OTHER: Final = 14
LEAST: Final = 5
AIR: Final[Mapping[str, int]] = {"percent": 1, "date": 2}  # a % is wide; gaps about 年, 月 and 日
SELDOM, OFTEN = 8, 10  # what a column begins with in which something stands seldom, or often
SAMPLE: Final = 100  # rows looked at to share the room
STEP: Final = 2


def wanted(table: Table, most: Mapping[str, int] = MOST) -> list[int]:
    """Cells of a screen that each column takes where there is room: its longest line, but no more
    than its kind bears."""
    return [
        max(min(widest(table, at) + AIR.get(column.kind, 0), most.get(column.kind, OTHER)), LEAST)
        for at, column in enumerate(table.columns)
    ]


def shared(table: Table, room: int) -> list[int]:
    """All of the room shared out: texts and names begin narrow, and what the others leave goes bit
    by bit to whichever makes the rows tall, so that the table is short."""
    widths = wanted(table)
    elastic = [at for at, column in enumerate(table.columns) if column.kind in ELASTIC]
    texts = [[text_of(row.cells[at]) for at in elastic] for row in islice(table.rows(), SAMPLE)]
    for at, said in zip(elastic, zip(*texts, strict=True), strict=False):
        often = 2 * sum(map(bool, said)) > len(said)
        asked = table.columns[at].fill
        widths[at] = (
            room // (len(elastic) + 1) if asked else min(widths[at], OFTEN if often else SELDOM)
        )
    if not texts or not elastic or sum(widths) > room:
        widths = wanted(table)
        return [max(width * room // sum(widths), 1) for width in widths]
    rows = [[[cells(line) for line in text.split("\n")] for text in row] for row in texts]
    for step in range(sum(widths), room, STEP):
        gain = [0.0] * len(elastic)
        for row in rows:
            heights = [_height(lines, widths[at]) for lines, at in zip(row, elastic, strict=True)]
            tallest = max(heights)
            over = tallest - sorted([1, *heights])[-2] or 0.5
            for place, height in enumerate(heights):
                gain[place] += over * (height == tallest > 1)
        widths[elastic[gain.index(max(gain))]] += min(STEP, room - step)
    return widths


def _height(lines: list[int], width: int) -> int:
    """Lines that a cell takes, of Chinese: an odd width holds no more than the even one below."""
    return sum(max(1, -(-line // (width // 2 * 2))) for line in lines)
