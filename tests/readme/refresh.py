"""Bring the README in step with the program: its transcripts and its command reference.

    python tests/readme/refresh.py

Blocks marked `console` are run, in order, in one empty folder: after each line that starts with
`$ ` stands what the command prints. The reference between the two marks is every command's
`--help`. A test compares the README with what this makes of it.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fjkx.cli import pages
from fjkx.cli.frame import COMMANDS

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
REFERENCE = re.compile(r"(?<=<!-- reference -->\n).*?(?=<!-- /reference -->)", re.S)
SEE_GLOBAL = f"\n{pages.SEE_GLOBAL}\n"
TODAY = "2020-06-15"
# All pages from one process: starting one for each is most of the time it would take.
HELP_PAGES = """
from fjkx.cli import main
from fjkx.cli.frame import COMMANDS
for words in ([], *([name] for name in COMMANDS)):
    main([*words, "--help"])
    print("\\0", end="")
"""


def refreshed(text: str, folder: str) -> str:
    """The README with every transcript run anew in `folder`, and the reference rewritten."""
    text = BLOCK.sub(lambda block: transcript(block.group(), folder), text)
    return REFERENCE.sub(lambda _: reference(folder), text)


def transcript(block: str, folder: str) -> str:
    """The block's commands, each followed by what it prints now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{run(command[2:], folder)}" for command in commands)


def reference(folder: str) -> str:
    """Every command's help page under its name; the global options stand on the front page only."""
    front, *others = run(f"python -c '{HELP_PAGES}'", folder).split("\0")[:-1]
    pages = (
        f"### `fjkx {name}`\n\n```text\n{page.removesuffix(SEE_GLOBAL)}```\n"
        for name, page in zip(COMMANDS, others, strict=True)
    )
    return f"\n```text\n{front}```\n\n" + "\n".join(pages) + "\n"


def run(command: str, folder: str) -> str:
    """What a shell command prints, errors included, at 80 columns on the day TODAY."""
    environment = {
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        "HOME": folder,
        "COLUMNS": "80",
        "LANG": "C.UTF-8",
        "FJKX_TODAY": TODAY,
    }
    finished = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return finished.stdout.decode()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as empty:
        README.write_text(refreshed(README.read_text(encoding="utf-8"), empty), encoding="utf-8")
