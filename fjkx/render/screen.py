"""What text is drawn for."""

from fjkx.plan.named import NamedTuple


class Screen(NamedTuple):
    """Where output goes: its width in cells, whether it takes colour, its encoding, and whether
    it is a terminal, which breaks what is wider than it anywhere."""

    width: int = 100
    color: bool = False
    encoding: str = "utf-8"
    terminal: bool = False
