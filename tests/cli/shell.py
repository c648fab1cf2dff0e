"""A shell on a pseudo-terminal, with `fjkx` in its path and its completion installed."""

import contextlib
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import fjkx
from tests.office import HANGS

ROOT = Path(fjkx.__file__).parent.parent
# Completion and installing are done by the program; any other command line is noted, not run.
PROGRAM = f"""\
#!/bin/sh
if [ -n "$_FJKX_COMPLETE" ] || [ "$1" = --install-completion ]; then
    PYTHONPATH="{ROOT}" "{sys.executable}" -m fjkx "$@"
    code=$?
    echo >> "$HOME/completed"
    exit $code
fi
printf '%s|' "$@" >> "$HOME/ran"
echo >> "$HOME/ran"
"""


class Shell:
    """An interactive bash, zsh or fish in a home of its own."""

    def __init__(self, name: str, home: Path, folder: Path) -> None:
        programs = home / "bin"
        programs.mkdir(parents=True)
        (programs / "fjkx").write_text(PROGRAM)
        (programs / "fjkx").chmod(0o755)
        # Where fish has this folder, it does not read all manual pages of the system at its start.
        (home / ".local/share/fish/generated_completions").mkdir(parents=True)
        self.home, self.screen, self.synchronised = home, b"", 0
        environment = {
            "HOME": str(home),
            "PATH": f"{programs}:{os.environ['PATH']}",
            "LC_ALL": "C.UTF-8",
            "TERM": "xterm",
            "SHELL": f"/bin/{name}",
        }
        subprocess.run(
            [programs / "fjkx", "--install-completion"],
            env=environment,
            check=True,
            capture_output=True,
            timeout=HANGS,
        )
        self.terminal, theirs = pty.openpty()
        self.process = subprocess.Popen(
            [name, "-i"],
            cwd=folder,
            env=environment,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            preexec_fn=lambda: os.login_tty(theirs),
        )
        os.close(theirs)

    def __enter__(self) -> "Shell":
        while not self.screen and self.process.poll() is None:
            self.listen(0.02)
        self.synchronise()
        self.press("fjkx ")
        for _ in range(HANGS):  # at the first TAB zsh only loads Typer's script
            self.press("\t")
            if self.has("completed", 2, 0.3):
                break
        self.press("\x03")
        self.synchronise()
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.wait(HANGS)
        os.close(self.terminal)

    def press(self, keys: str) -> None:
        """Type something."""
        os.write(self.terminal, keys.encode())

    def listen(self, seconds: float) -> None:
        """Take what the shell writes for that long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.terminal], [], [], left)[0]:
                with contextlib.suppress(OSError):  # the shell has gone: the wait will tell
                    self.screen += os.read(self.terminal, 65536)

    def lines(self, name: str) -> list[str]:
        """The lines of a file in the shell's home; none where there is no file."""
        path = self.home / name
        return path.read_text("utf-8").splitlines() if path.exists() else []

    def has(self, name: str, count: int, seconds: float) -> bool:
        """Whether that file gets so many lines within the time."""
        until = time.monotonic() + seconds
        while len(self.lines(name)) < count and time.monotonic() < until:
            self.listen(0.02)
        return len(self.lines(name)) >= count

    def wait_for(self, name: str, count: int) -> None:
        """Wait until that file has that many lines."""
        assert self.has(name, count, HANGS), self.screen.decode(errors="replace")

    def synchronise(self) -> None:
        """Wait until the shell stands at a fresh prompt, giving up what is typed so far."""
        self.synchronised += 1
        for tries in range(HANGS):
            self.press(f" seq {self.synchronised} > ~/at-prompt\r")
            if self.has("at-prompt", self.synchronised, min(0.1 * 2**tries, 1)):
                return
            self.press("\x03")
            self.listen(0.1)
        raise AssertionError(self.screen.decode(errors="replace"))

    def complete(self, typed: str, tabs: int) -> str:
        """Type the beginning of a command line, TABs and Enter, and close the quote that is open,
        if any still is; the words with which `fjkx` was called then, each with a bar behind."""
        quote = typed.split(" ")[-1][:1].strip("abcdefghijklmnopqrstuvwxyz")
        quote = quote if quote in ("'", '"') else ""
        completed, ran = len(self.lines("completed")), len(self.lines("ran"))
        for tab in range(1, tabs + 1):
            self.press(typed + "\t" if tab == 1 else "\t")
            self.wait_for("completed", completed + tab)
        self.press("\r")  # which in a menu only chooses, and within quotes begins a line
        for _ in range(HANGS):
            if self.has("ran", ran + 1, 0.15):
                break
            self.press(f"{quote}\r")
        self.wait_for("ran", ran + 1)
        if quote:
            self.press("\x03")
            self.listen(0.1)
        self.synchronise()
        return self.lines("ran")[ran]
