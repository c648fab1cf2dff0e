"""A bar on stderr for work that takes its time, gone when the work is done."""

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Done = TypeVar("Done")


class Bar:
    """How far work of `total` steps is; of steps that cannot be counted (None) only that it goes
    on. Nothing is drawn, and Rich not loaded, before `show`."""

    def __init__(self, label: str, total: int | None) -> None:
        self.label, self.total, self.steps = label, total, 0
        self.progress: Progress | None = None

    def show(self) -> None:
        """Draw it from now on, until `close`."""
        from rich.console import Console
        from rich.markup import escape
        from rich.progress import Progress

        console = Console(stderr=True)
        self.progress = Progress(console=console, transient=True)
        self.progress.add_task(escape(self.label), total=self.total, completed=self.steps)
        self.progress.start()

    def step(self, done: Done) -> Done:
        """One step further; what it made is given back."""
        self.steps += 1
        if self.progress is not None and self.progress.tasks:
            self.progress.update(self.progress.tasks[0].id, completed=self.steps)
        return done

    def close(self) -> None:
        """Draw it no more."""
        if self.progress is not None:
            self.progress.stop()
