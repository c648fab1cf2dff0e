"""The plans of `fixtures/plans`, as text and as what is read from it."""

from pathlib import Path

from fjkx.file.schema import parse
from fjkx.plan.model import Plan

FOLDER = Path(__file__).parent / "fixtures" / "plans"


def text_of(name: str) -> str:
    """The text of a plan's file."""
    return FOLDER.joinpath(f"{name}.yaml").read_bytes().decode()


def plan_in(source: str | Path) -> Plan:
    """The plan that a text or a file holds."""
    text = source if isinstance(source, str) else source.read_bytes().decode()
    plan = parse(text).plan
    assert plan is not None
    return plan
