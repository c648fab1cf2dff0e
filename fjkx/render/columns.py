"""How wide columns are where the room does not depend on who looks: on paper, in a workbook."""

from collections.abc import Mapping
from typing import Final

from fjkx.views.document import Table, text_of, widest

ELASTIC: Final = ("text", "names")  # kinds whose values go on in a second line
MOST: Final[Mapping[str, int]] = {"text": 32, "names": 20}
OTHER: Final = 14
LEAST: Final = 6


def wanted(table: Table, most: Mapping[str, int] = MOST) -> list[int]:
    """Cells of a screen that each column takes where there is room: its longest line, but no more
    than its kind bears."""
    return [
        max(min(widest(table, at), most.get(column.kind, OTHER)), LEAST)
        for at, column in enumerate(table.columns)
    ]


def shared(table: Table, room: int) -> list[int]:
    """All of the room shared out: texts and names have what the others leave, by the root of how
    much they have to say, so that a long text neither takes all nor becomes a thread."""
    widths = wanted(table)
    elastic = [at for at, column in enumerate(table.columns) if column.kind in ELASTIC]
    rest = room - sum(width for at, width in enumerate(widths) if at not in elastic)
    if not elastic or rest < room // 3:
        return [max(width * room // sum(widths), 1) for width in widths]
    weights = {at: max(_fullest(table, at), 2 * LEAST) ** 0.5 for at in elastic}
    total = sum(weights.values())
    return [
        int(rest * weights[at] / total) if at in weights else width
        for at, width in enumerate(widths)
    ]


def _fullest(table: Table, at: int) -> int:
    """Characters in the fullest cell of a column."""
    return max((len(text_of(row.cells[at])) for row in table.rows()), default=0)
