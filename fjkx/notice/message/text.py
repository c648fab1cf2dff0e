"""How the text of a message is matched."""

import re
from typing import Final

from fjkx.words.half import half

LONGEST: Final = 40  # characters of a clause that is looked at: patterns of words may backtrack
EMOJI: Final = (  # [抱拳] is one, 【问题】 a label
    r"(?:[\u2600-\u27bf\U0001f000-\U0001faff][\ufe0f\u200d]*"
    r"|\[(?!问题|困难|进|下|打算|计划|状态)[^\W\d]{1,3}\])+"
)
_DOT: Final = re.compile(r"(?<=[\u4e00-\u9fff%)])\.(?=\s*(?:[\u4e00-\u9fff\d]|$))")


def matched(text: str) -> str:
    """The text as it is matched: half-width and as long as it is, 。 for a stop typed as a dot."""
    return _DOT.sub("。", half(text))


def letters(text: str) -> str:
    """The letters and digits of a text, half-width: words without their signs."""
    return "".join(filter(str.isalnum, half(text)))
