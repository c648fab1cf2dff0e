"""Help pages in Chinese, at most 80 columns wide."""

from typing import NamedTuple


class Manual(NamedTuple):
    """What a command's page says beyond its parameters: a paragraph, or "", and examples."""

    text: str
    examples: tuple[str, ...]
