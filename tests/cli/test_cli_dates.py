"""Transcripts of dates without a year: what is written and said, refused, and warned of."""

import pytest

from tests.office import PLAN, Office

ISSUED = "schema: 1\nplan: {title: 工作要点, year: 2020, issued: 2020-04-30}"
SCHOOL = PLAN.replace("year: 2020", "year: 2020, start: 2020-10-01, due: 2021-09-30")


def test_a_reading_outside_of_the_plan_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write()
    monkeypatch.setenv("FJKX_TODAY", "2021-02-10")
    said = office.type("fjkx list --as-of 1-20 -s 受阻 --format csv").splitlines()
    assert (
        said[-1] == "! 注意：“1-20”按 2021-01-20 计，不在计划的起止 2020-01-01 至 2020-12-31 之内"
    )
    for named in ("2021-01-20", "昨天", "上周五", "12-20"):
        assert "! " not in office.type(f"fjkx list --as-of {named} -s 受阻 --format csv")
    office.transcript("""
$ fjkx set 3 --due 明年3月
3  时限 无 → 2022-03-31  深化“八闽行”活动
第 3 项的时限 2022-03-31 晚于计划的截止 2020-12-31
全计划完成 1/4（25.0%），平均进度 45.0%
""")
