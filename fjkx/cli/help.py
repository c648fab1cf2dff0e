"""Help pages in Chinese, at most 80 columns wide."""

import re
from collections.abc import Iterable, Sequence

from fjkx.plan.characters import cells
from fjkx.plan.named import NamedTuple

WIDEST = 80
NARROWEST = 40
LEFT = 24

# A word of Latin text or one other character, with the punctuation that must not be parted
# from it by a line break.
_TOKEN = r"[（“《]*(?:[!-~…]+|\S)[。，、；：！？）”》]*|\s+"


class Block(NamedTuple):
    """A titled table of two columns: how something is written, and what it means."""

    title: str
    rows: tuple[tuple[str, str], ...]


def page(
    usage: str,
    text: str,
    blocks: Iterable[Block],
    examples: Sequence[str],
    last: str,
    width: int,
) -> str:
    """A help page that ends with the paragraph `last`, if any, and a newline. No line is wider
    than `width` columns, which is brought into 40–80, unless an example or a word alone is."""
    columns = min(max(width, NARROWEST), WIDEST)
    parts = [[f"用法：{usage}"], wrap(text, columns)]
    tables = [block for block in blocks if block.rows]
    widths = (cells(term) for block in tables for term, _ in block.rows)
    left = max((width for width in widths if width <= LEFT), default=LEFT)
    parts += [[block.title, *_table(block, left, columns)] for block in tables]
    parts.append(["示例", *(f"  {line}" for line in examples)])
    parts += [wrap(last, columns)] if last else []
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` columns: broken at blanks and between Chinese
    characters, never before a closing or after an opening punctuation mark."""
    lines = [""]
    for token in re.findall(_TOKEN, text):
        if cells(lines[-1]) + cells(token.rstrip()) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += token if lines[-1] else token.lstrip()
    return lines


def _table(block: Block, left: int, width: int) -> list[str]:
    lines = []
    for term, meaning in block.rows:
        lines += _row(term, wrap(meaning, width - left - 4), left)
    return lines


def _row(term: str, meaning: list[str], left: int) -> list[str]:
    """The term beside its meaning, or above it when it is too wide for its column."""
    indent = " " * (left + 4)
    rest = [f"{indent}{line}" for line in meaning[1:]]
    if cells(term) > left:
        return [f"  {term}", f"{indent}{meaning[0]}", *rest]
    gap = " " * (left - cells(term) + 2)
    return [f"  {term}{gap}{meaning[0]}".rstrip(), *rest]
