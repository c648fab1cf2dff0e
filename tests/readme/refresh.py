"""Bring the README's transcripts in step with the program.

    python tests/readme/refresh.py

Blocks marked `console` are run, in order, in one empty folder: after each line that starts with
`$ ` stands what the command prints. A test compares the README with what this makes of it.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
TODAY = "2020-06-15"


def refreshed(text: str, folder: str) -> str:
    """The README with every transcript run anew in `folder`."""
    return BLOCK.sub(lambda block: transcript(block.group(), folder), text)


def transcript(block: str, folder: str) -> str:
    """The block's commands, each followed by what it prints now."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"{command}\n{run(command[2:], folder)}" for command in commands)


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
