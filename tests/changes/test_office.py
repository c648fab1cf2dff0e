"""What the letters of a plan need, set without a task."""

import pytest

from fjkx.changes.office import Office, set_office
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan

PLAN = Plan("x", 2020, office="省办", phone="1")


def test_what_is_given_is_set_and_a_blank_taken_out() -> None:
    after, *_, remarks = set_office(PLAN, Office("省办", " 王一 ", ""))
    assert after == PLAN._replace(contact="王一", phone=None)
    assert remarks == ("落款单位：省办，未变", "联系人：无 → 王一", "电话：1 → 无")


def test_a_text_of_two_lines_is_refused() -> None:
    with pytest.raises(RequestError, match="落款单位只能写一行"):
        set_office(PLAN, Office("省办\n二"))
