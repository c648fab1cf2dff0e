"""A small plan for the tests of what is shown: every status, deadlines, a joint task, support."""

from datetime import date

from tests.plans import plan_in, text_of

TODAY = date(2020, 6, 15)
PLAN = plan_in(text_of("every_status"))
