"""Draw `ledger.png` and `page.png`, the README's pictures of a workbook and of the leader's page.

    PYTHONPATH=. python tests/readme/pages.py

Both are of what the program writes for a plan some weeks into its year; LibreOffice prints the
workbook, Chromium shows the page, ImageMagick makes both small.
"""

import contextlib
import os
import tempfile
from pathlib import Path

from tests.readme.picture import BEFORE, fjkx
from tests.render.programs import ALONE, CHROMIUM, QUIET, pdfs, run

HERE = Path(__file__).parent
REPORTED = (
    "set 3 6 9 --due 2020-09-30 --yes",
    "set 4 --due 2020-09-08",
    "set 14 --due 2020-09-15",
    "note 4 两个科技小院已挂牌 --percent 60 --by 科普部 --on 2020-09-03",
    "note 14 方案已印发 --problem 讲师不足 --next 9月中旬补齐",
)


def draw(folder: Path) -> None:
    """Both pictures, from a plan in an empty folder."""
    for line in ("init", *BEFORE, *REPORTED, "list -o ledger.xlsx", "-o page.html"):
        fjkx(line)
    pdfs(folder)
    stem = folder / "ledger"
    run("pdftoppm", "-r", "100", "-png", "-singlefile", f"{stem}.pdf", str(stem))
    run(
        *(CHROMIUM, *QUIET, *ALONE, f"--user-data-dir={folder / 'browser'}", "--hide-scrollbars"),
        *("--window-size=1000,1400", f"--screenshot={folder / 'page.png'}"),
        folder.joinpath("page.html").as_uri(),
    )
    for name in ("ledger.png", "page.png"):
        run("convert", str(folder / name), "-colors", "96", f"PNG8:{HERE / name}")


if __name__ == "__main__":
    with (
        tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as empty,
        contextlib.chdir(empty),
    ):
        draw(Path(empty))
