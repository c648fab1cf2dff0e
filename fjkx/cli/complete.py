"""What the shell may offer for a value: (value, description) pairs, never an error."""

import typer


def units(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Declared units and, when something is typed, their aliases."""
    return []


def statuses(incomplete: str) -> list[tuple[str, str]]:
    """Status words in English and Chinese."""
    return []


def sections(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Section ids with their titles."""
    return []


def targets(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Task ids with titles; after `14.` the measures of task 14."""
    return []


def files(incomplete: str) -> list[tuple[str, str]]:
    """Nothing of its own: the shell completes file names."""
    return []
