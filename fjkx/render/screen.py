"""What text is drawn for, and what of it can be shown there."""

from typing import Final, NamedTuple

from fjkx.plan.characters import cells
from fjkx.render.wrap import clusters

# What stands in for the characters drawn here where the encoding has no such character.
STAND_INS: Final = {
    "─": "-",
    "━": "=",
    "│": "|",
    "┃": "|",
    "█": "#",
    "·": "-",
    "…": ".",
    "√": "x",
    "□": ".",
    "→": ">",
    "×": "x",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "，": ", ",
    "、": ", ",
    "。": ". ",
    "；": "; ",
    "：": ": ",
    "（": " (",
    "）": ") ",
}


class Screen(NamedTuple):
    """Where output goes: its width in cells, whether it takes colour, its encoding, and whether
    it is a terminal, which breaks what is wider than it anywhere."""

    width: int = 100
    color: bool = False
    encoding: str = "utf-8"
    terminal: bool = False


def degrade(text: str, encoding: str) -> str:
    """The text in characters that the encoding has; others become a stand-in, else a ? for
    every cell they take, so that columns stay aligned."""
    if _fits(text, encoding):
        return text
    return "".join(part if _fits(part, encoding) else _stand_in(part) for part in clusters(text))


def _stand_in(cluster: str) -> str:
    return STAND_INS.get(cluster) or "?" * cells(cluster)


def _fits(text: str, encoding: str) -> bool:
    """Whether the encoding has all these characters; one that is unknown has ASCII."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True
