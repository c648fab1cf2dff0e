"""The program, or code around it, in a process of its own; and what a terminal shows of it."""

import contextlib
import os
import pty
import signal
import subprocess
import sys
import termios

from tests.office import HANGS, ROOT


def child(*args: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """What came of `python` with these arguments and environment."""
    return subprocess.run(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        capture_output=True,
        check=False,
        timeout=HANGS,
    )


def on_terminal(
    *args: str, awaited: str = "", typed: str = "", **variables: str
) -> tuple[str, int]:
    """What a terminal of 24 lines shows of `python` with these arguments and environment, and the
    exit code; once it shows what is `awaited`, that is typed."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))

    def sit_down() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored in what a shell runs behind it
        os.login_tty(theirs)

    process = subprocess.Popen(
        [sys.executable, *args],
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", **variables},
        preexec_fn=sit_down,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end was closed
        while data := os.read(ours, 65536):
            shown += data
            if typed and awaited.encode() in shown:
                os.write(ours, typed.encode())
                typed = ""
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), process.wait(HANGS)
