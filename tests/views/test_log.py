from datetime import date

from fjkx.plan.model import Record, Task, Was
from tests.shown import logged, screens, shown
from tests.small_plan import PLAN, TODAY


def test_log_of_what_was_adjusted() -> None:
    """What came of it, on a screen and in a table that has a column for every figure."""
    records = (
        Record(date(2020, 5, 1), was=Was(leaders=())),
        Record(date(2020, 5, 2), was=Was(lead=("学会部",), title="旧题"), note="分工"),
        Record(date(2020, 5, 3), status="done", chased=2),
        Record(date(2020, 5, 4), status="doing"),
        Record(date(2020, 5, 5), measure=1, status="todo"),
    )
    task = Task("1", "年会", "doing", lead=("院士办",), leaders=("王一", "李二"), records=records)
    view = logged(PLAN._replace(tasks=(task,)), TODAY)
    assert screens(view, 80).endswith(
        """
     5  2020-05-05  1.1 退回重办
     4  2020-05-04  退回重办
     3  2020-05-03  已办结 · 第 2 次催办
     2  2020-05-02  牵头 学会学术部 → 院士办 · 标题 旧题 → 年会
                    分工
     1  2020-05-01  领导 无 → 王一、李二

共 5 条记录
"""
    )
    rows = [line.split(",") for line in shown(view, "csv").splitlines()]
    assert [(row[4], *row[-2:]) for row in rows] == [
        ("状态", "调整", "第几次催办"),
        ("退回重办", "", ""),
        ("退回重办", "", ""),
        ("已办结", "", "2"),
        ("", "牵头 学会学术部 → 院士办；标题 旧题 → 年会", ""),
        ("", "领导 无 → 王一、李二", ""),
    ]
