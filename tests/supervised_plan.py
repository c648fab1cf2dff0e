"""A plan half way through its year, for the tests of what to press for and what to report."""

from datetime import date

from tests.plans import plan_in, text_of


def day(text: str) -> date:
    """A day of the plan's year: `06-30`."""
    return date.fromisoformat(f"2020-{text}")


TODAY = day("07-01")
PLAN = plan_in(text_of("supervised"))
