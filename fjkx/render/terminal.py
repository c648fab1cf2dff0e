"""Styled text → the characters a terminal or a pipe gets."""

from collections.abc import Iterable
from io import StringIO
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

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
    """Where output goes: its width in cells, whether it takes colour, and its encoding."""

    width: int = 100
    color: bool = False
    encoding: str = "utf-8"


def draw(texts: Iterable[Text], screen: Screen) -> str:
    """The texts one below the other, each line ended by a line feed.

    Lines wider than the screen are left to the terminal, never cut. Blanks at a line's end are
    dropped; characters that the encoding lacks are replaced by stand-ins of the same width.
    """
    text = degrade(_print(texts, screen), screen.encoding)
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def _print(texts: Iterable[Text], screen: Screen) -> str:
    """Let Rich print; an empty environment keeps it from deciding anything by itself."""
    file = StringIO()
    console = Console(
        file=file,
        width=screen.width,
        height=25,
        color_system="standard" if screen.color else None,
        force_terminal=screen.color,
        force_jupyter=False,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for text in texts:
        console.print(text, no_wrap=True, overflow="ignore", crop=False)
    return file.getvalue()


def degrade(text: str, encoding: str) -> str:
    """The text in characters that the encoding has; others become a stand-in, else a ? for
    every cell they take, so that columns stay aligned."""
    if _fits(text, encoding):
        return text
    return "".join(part if _fits(part, encoding) else _stand_in(part) for part in clusters(text))


def _stand_in(cluster: str) -> str:
    return STAND_INS.get(cluster) or "?" * cell_len(cluster)


def _fits(text: str, encoding: str) -> bool:
    """Whether the encoding has all these characters; one that is unknown has ASCII."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True
