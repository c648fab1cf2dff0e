"""LibreOffice, poppler and Chromium, for the tests that look at what is written with them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.office import HANGS

CHROMIUM = next(
    (n for n in ("chromium", "chromium-browser", "google-chrome") if shutil.which(n)), ""
)
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
ALONE = ("--disable-background-networking", "--disable-component-update", "--disable-sync")

needs_libreoffice = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice or poppler is not installed",
)
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")


def run(*command: str) -> str:
    """What a program prints."""
    done = subprocess.run(command, capture_output=True, check=True, timeout=3 * HANGS)
    return done.stdout.decode()


def pdfs(folder: Path) -> None:
    """A PDF beside every workbook and Word file of the folder, as LibreOffice prints it."""
    files = [str(path) for path in sorted(folder.iterdir()) if path.suffix in (".xlsx", ".docx")]
    profile = f"-env:UserInstallation={folder.joinpath('profile').as_uri()}"
    run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *files)


def pages(path: Path) -> list[str]:
    """The text of every page of a PDF, without what stands between characters."""
    text = run("pdftotext", "-layout", str(path), "-")
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


def browsed(page: Path, *options: str) -> str:
    """The page as a browser has made it when its scripts have run."""
    profile = f"--user-data-dir={page.with_suffix('.profile')}"
    return run(CHROMIUM, *QUIET, *ALONE, profile, *options, "--dump-dom", page.as_uri())
