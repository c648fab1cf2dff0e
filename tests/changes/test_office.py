"""What the letters of a plan need, set without a task."""

import pytest

from fjkx.changes.office import Office, set_office
from fjkx.plan.errors import RequestError
from fjkx.plan.model import Plan
from tests.office import Office as Folder

PLAN = Plan("x", 2020, office="省办", phone="1")


def test_what_is_given_is_set_and_a_blank_taken_out() -> None:
    after, *_, remarks = set_office(PLAN, Office("省办", " 王一 ", ""))
    assert after == PLAN._replace(contact="王一", phone=None)
    assert remarks == ("落款单位：省办，未变", "联系人：无 → 王一", "电话：1 → 无")


def test_a_text_of_two_lines_is_refused() -> None:
    with pytest.raises(RequestError, match="落款单位只能写一行"):
        set_office(PLAN, Office("省办\n二"))


def test_the_command(office: Folder) -> None:
    office.write()
    office.transcript("""
$ fjkx set --office 省科协办公室 --contact 王一 --phone 0591-87654321
落款单位：无 → 省科协办公室
联系人：无 → 王一
电话：无 → 0591-87654321
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx undo
已撤销：set --office 省科协办公室 --contact 王一 --phone 0591-87654321
全计划完成 1/4（25.0%），平均进度 45.0%
$ fjkx set 1 --office 省科协办公室
! 错误：--office、--contact、--phone 是全计划的，单独写
! 提示：例如：fjkx set --office 省科协办公室
[2]
$ fjkx set --office 省科协办公室 --leader 王一
! 错误：--office、--contact、--phone 是全计划的，单独写
! 提示：例如：fjkx set --office 省科协办公室
[2]
$ fjkx set -d 院士办 --phone 1
! 错误：--office、--contact、--phone 是全计划的，单独写
! 提示：例如：fjkx set --office 省科协办公室
[2]
""")
