"""What a letter to a unit has beside its words: a number, and below a line on which it is cut the
回执 that comes back."""

from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.plan.model import Task
from fjkx.views import document as doc

ASKED: Final = ("进展情况", "存在问题", "下一步措施")
SIGNED: Final = "填报人：　　　　　　联系电话：　　　　　　日期：　　年　月　日"


def numbered(letter: doc.Document, number: str) -> doc.Document:
    """The letter with its number (闽科协督〔2020〕3号) below the title."""
    blocks = (
        block._replace(aside=number) if isinstance(block, doc.Title) else block
        for block in letter.blocks
    )
    return letter._replace(blocks=tuple(blocks))


def with_receipt(letter: doc.Document, unit: str, tasks: Sequence[Task]) -> doc.Document:
    """The letter with a 回执 for the unit to fill in, a row for each of the tasks."""
    return letter._replace(blocks=(*letter.blocks, *_receipt(unit, tasks)))


def _receipt(unit: str, tasks: Sequence[Task]) -> Iterator[doc.Block]:
    columns = (doc.Column("序号", "id"), doc.Column("任务"), *map(doc.Column, ASKED))
    rows = (doc.Row((task.id, doc.Words(task.title), *(None for _ in ASKED))) for task in tasks)
    yield doc.CutLine()
    yield doc.Heading(f"回执（{unit}）")
    yield doc.Table(columns, (doc.Group(tuple(rows)),))
    yield doc.Note(SIGNED)
