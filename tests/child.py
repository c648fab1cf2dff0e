"""The program, or code around it, in a process of its own; and what a terminal shows."""

import os
import subprocess
import sys
from typing import IO

from tests.office import HANGS, ROOT


def child(
    *args: str | bytes, stdout: int | IO[bytes] = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """What came of `python` with these arguments and environment."""
    return subprocess.run(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=HANGS,
    )


def fjkx(
    *args: str | bytes, stdout: int | IO[bytes] = subprocess.PIPE, **variables: str
) -> subprocess.CompletedProcess[bytes]:
    """What came of a command."""
    return child("-m", "fjkx", *args, stdout=stdout, **variables)


def written(terminal: int) -> bytes:
    """All that is written to a terminal until nobody writes any more."""
    shown = b""
    while True:
        try:
            data = os.read(terminal, 65536)
        except OSError:  # how Linux says that the other end was closed
            return shown
        if not data:
            return shown
        shown += data
