"""Text in the characters that an encoding has."""

from typing import Final

from fjkx.plan.characters import cells
from fjkx.render.wrap import clusters

# What stands in for the characters drawn here where the encoding has no such character.
STAND_INS: Final = {"─": "-", "━": "=", "┃": "|", "·": "-", "√": "x", "□": ".", "→": ">"}


def degrade(text: str, encoding: str) -> str:
    """The text in characters that the encoding has; others become a stand-in, else a ? for
    every cell they take, so that columns stay aligned."""
    if _fits(text, encoding):
        return text
    return "".join(
        part if _fits(part, encoding) else STAND_INS.get(part) or "?" * cells(part)
        for part in clusters(text)
    )


def _fits(text: str, encoding: str) -> bool:
    """Whether the encoding has all these characters; one that is unknown has ASCII."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    except LookupError:
        return text.isascii()
    return True
