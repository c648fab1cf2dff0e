"""Draw `terminal.svg`, the README's picture of the terminal, from real output.

    PYTHONPATH=. python tests/readme/picture.py

The program runs on a pseudo-terminal of 80 columns, on a plan some weeks into its year; what
it writes there, colours included, is what the picture shows.
"""

import contextlib
import re
import tempfile
from html import escape, unescape
from io import StringIO
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from tests.child import on_terminal

TEXT = re.compile(
    r'<text class="(\S+-r\d+)" x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)" '
    r'clip-path="([^"]+)">(.*?)</text>'
)
PICTURE = Path(__file__).with_name("terminal.svg")
COLUMNS = 80
TODAY = "2020-09-10"
BEFORE = (
    "done 1 2 8 --on 2020-06-30 --yes",
    "done 12 13 17 --on 2020-08-28 --yes",
    "close 1 2 --on 2020-07-06",
    "done 7.1 20.2 20.3 --on 2020-08-20",
    "start 4 5 9 11 14 15 16 18 22 24 --on 2020-05-11 --yes",
    "block 6 --on 2020-09-01 -m 场地未落实",
)
SHOWN = ("list --dept 院士办", "done 7.2 --by 院士办 -m 院士报告会两场", "summary")
THEME = TerminalTheme(
    (250, 250, 248),
    (36, 41, 47),
    [
        (36, 41, 47),
        (190, 38, 38),
        (26, 127, 55),
        (154, 103, 0),
        (9, 105, 218),
        (130, 80, 223),
        (20, 122, 140),
        (110, 119, 129),
    ],
)
# Rich's own frame of a picture loads fonts from the network; this one takes what is there.
FRAME = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Sarasa Mono SC", Consolas,
    "Microsoft YaHei", monospace;
  font-size: {char_height}px; line-height: {line_height}px;
}}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}<g class="{unique_id}-matrix">{matrix}</g></g>
</svg>
"""


def fjkx(line: str) -> str:
    """What `fjkx line` writes to a terminal."""
    shown, code = on_terminal("-m", "fjkx", *line.split(), FJKX_TODAY=TODAY, PAGER="cat")
    if code:
        raise SystemExit(f"fjkx {line}: {shown}")
    return shown


def session() -> str:
    """The commands that are shown, each with what it writes."""
    for command in ("init", *BEFORE):
        fjkx(command)
    return "\n".join(f"\x1b[1m$ fjkx {command}\x1b[0m\n{fjkx(command)}" for command in SHOWN)


def picture(text: str) -> str:
    """The text with its colours as an SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(text), no_wrap=True, crop=False)
    svg = console.export_svg(
        title="fjkx", theme=THEME, code_format=FRAME, unique_id="fjkx", font_aspect_ratio=0.6
    )
    return TEXT.sub(placed, svg)


def placed(element: re.Match[str]) -> str:
    """One text element as several, wide and narrow characters apart, each in its own cells:
    Rich counts a wide character as one cell here."""
    style, x, y, length, clip, content = element.groups()
    characters = unescape(content)
    cell = float(length) / len(characters)
    parts, at = [], float(x)
    for _, run in groupby(characters, cell_len):
        shown = "".join(run)
        width = cell * cell_len(shown)
        if shown.strip("\xa0 "):
            parts.append(
                f'<text class="{style}" x="{at:.1f}" y="{y}" textLength="{width:.1f}" '
                f'lengthAdjust="spacingAndGlyphs" clip-path="{clip}">{escape(shown)}</text>'
            )
        at += width
    return "".join(parts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty, contextlib.chdir(empty):
        PICTURE.write_text(picture(session()), encoding="utf-8")
