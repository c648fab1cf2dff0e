"""Every name taken from inside Typer, whose copy of Click is private.

Typer is pinned below 0.29, so a change of these names arrives with a change of the pin.
"""

from typer._click.core import Command, Context, Parameter
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.shell_completion import (
    CompletionItem,
    _resolve_context,
    _resolve_incomplete,
    split_arg_string,
)
from typer._types import TyperChoice
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info
from typer.models import CommandInfo

__all__ = [
    "BadOptionUsage",
    "BadParameter",
    "ClickException",
    "Command",
    "CommandInfo",
    "CompletionItem",
    "Context",
    "MissingParameter",
    "NoSuchOption",
    "Parameter",
    "TyperArgument",
    "TyperChoice",
    "TyperCommand",
    "TyperGroup",
    "TyperOption",
    "UsageError",
    "completions",
    "get_command_from_info",
    "split_arg_string",
]


def completions(
    group: TyperGroup, obj: object, args: list[str], incomplete: str
) -> list[CompletionItem]:
    """What may stand where `incomplete` stands after `args` on the command line of `group`."""
    ctx = _resolve_context(group, {"obj": obj}, group.name or "", args)
    target, incomplete = _resolve_incomplete(ctx, args, incomplete)
    return target.shell_complete(ctx, incomplete)
