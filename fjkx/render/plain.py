"""Documents as plain lines, for what updates say. Without Rich, which costs start-up."""

from collections.abc import Iterator

from fjkx.plan.characters import cells, one_line, visible
from fjkx.render.screen import Screen
from fjkx.views.document import Block, Paragraph, Table, Verbatim, View, text_of

LEAST_ROOM = 16


def render(view: View, screen: Screen) -> str:
    """A line for every row and paragraph, whole: a pipe's readers want them so. On a terminal they
    go on below, the last column of a table below where it began. Verbatim text stays as it is, but
    on a terminal, which would act on it."""
    return "".join(
        text
        for document in view.documents("screen")
        for block in document.blocks
        for text in _lines(block, screen)
    )


def _lines(block: Block, screen: Screen) -> Iterator[str]:
    """The block's lines, each ended."""
    match block:
        case Verbatim(text):
            yield visible(text) if screen.terminal else text
        case Table():
            yield from _rows(block, screen)
        case Paragraph(value):
            yield f"{_folded(one_line(text_of(value)), screen)}\n"
        case _:
            raise TypeError(f"not for lines: {block}")


def _folded(line: str, screen: Screen) -> str:
    """The line; on a terminal in as many as it takes."""
    if not screen.terminal or cells(line) <= screen.width:
        return line
    from fjkx.render.wrap import folded

    return folded(line, screen.width, 2)


def _rows(table: Table, screen: Screen) -> Iterator[str]:
    """Rows whose columns stand below each other."""
    rows = [[one_line(text_of(cell)) for cell in row.cells] for row in table.rows()]
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)][:-1]
    start = sum(width + 2 for width in widths)
    for *labels, last in rows:
        pairs = zip(labels, widths, strict=True)
        before = "".join(f"{label}{' ' * (width - cells(label))}  " for label, width in pairs)
        lines = _wrapped(last, screen.width - start) if screen.terminal else [last]
        yield f"\n{' ' * start}".join([before + lines[0], *lines[1:]]).rstrip(" ") + "\n"


def _wrapped(text: str, room: int) -> list[str]:
    """The text in lines for so much room; whole where that is too little to read."""
    if room < LEAST_ROOM or cells(text) <= room:
        return [text]
    from fjkx.render.wrap import wrap

    return wrap(text, room)
