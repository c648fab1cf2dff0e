"""Ledgers of our own, and workbooks without the extra."""

import sys

import pytest

from fjkx.plan.history import is_recorded
from fjkx.plan.model import declared, is_complete
from tests.office import Office
from tests.plans import plan_in


@pytest.mark.parametrize("line", ["dispatch 下发", "list -o 台账.xlsx"])
def test_without_the_extra_the_error_says_what_to_install(
    office: Office, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    office.ship()
    for name in [*sys.modules]:
        if name.partition(".")[0] == "xlsxwriter" or name == "fjkx.render.xlsx":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    office.transcript(f"""
$ fjkx {line}
! 错误：没有安装读写 Excel 的库
! 提示：请安装：pip install '.[office]'
[1]
$ ls
workplan2020.yaml
""")


def test_a_ledger_of_our_own_comes_back_as_the_plan_it_was(office: Office) -> None:
    """Sections, tasks, units and deadlines, and of measures which are done; of history nothing."""
    path = office.ship()
    for words in ("set 3 --due 9月底", "set 4 --due 三季度 --leader 王一", "block 8 -m 汛期"):
        assert "[" not in office.type(f"fjkx {words}")
    for words in ("done 7 14.2", "drop 9", "note 5 在办 --problem 缺人 --next 补招"):
        assert "[" not in office.type(f"fjkx {words}")
    office.type("fjkx list -o 台账.xlsx")
    office.type("fjkx import 台账.xlsx -o 又一份.yaml")
    was, now = plan_in(path), plan_in(office.folder / "又一份.yaml")
    assert (now.title, now.year, now.sections) == (was.title, was.year, was.sections)
    for before, after in zip(was.tasks, now.tasks, strict=True):
        done = tuple(m._replace(status="done") for m in before.measures)
        whole = before._replace(
            measures=done if is_complete(before) else before.measures,
            lead=declared(was, before.lead),
            support=declared(was, before.support),
        )
        assert after[:-3] == whole._replace(due_text=after.due_text, percent=after.percent)[:-3]
        assert (after.measures, is_recorded(after)) == (whole.measures, True)
        assert after.due_text in (before.due_text, None)
