"""Plans in git: what two branches record on different tasks merges without a hand. (What they
record on the same task stands in `transcripts/git.txt`.)"""

import pytest

from fjkx.plan.history import is_recorded
from tests.office import Office
from tests.plans import plan_in

INIT = "git init -q; git config user.name 科协; git config user.email office@example.org"


@pytest.mark.parametrize(
    ("begun", "left", "right"), [(False, 13, 14), (True, 13, 14), (False, 1, 26), (True, 26, 25)]
)
def test_different_tasks_merge(office: Office, begun: bool, left: int, right: int) -> None:
    """Also neighbours, and the last task of the file: as if one had recorded both."""
    plan = office.ship()
    office.type("fjkx start 1-26 --on 6-10" if begun else "fjkx list")
    before = plan.read_bytes()
    office.type(f"{INIT}; git add .; git commit -qm plan; git checkout -qb right; git branch left")
    for branch, task in (("right", right), ("left", left)):
        office.type(f"git checkout -q {branch}")
        report(office, task)
        office.type(f"git commit -qam {branch}")
    assert office.run("git merge -q right")[2] == 0
    merged = plan.read_bytes()
    plan.write_bytes(before)
    report(office, left)
    report(office, right)
    assert plan.read_bytes() == merged
    assert all(is_recorded(task) for task in plan_in(plan).tasks)


def report(office: Office, task: int) -> None:
    for line in (
        f"note {task} 第{task}项进展 --percent 60 --problem 人手不足 --on 6-10",
        f"set {task} --due 9月底",
        f"done {task}.1",
        f"extend {task} 10月底 -m 顺延",
        f"block {task} -m 场地未落实",
    ):
        assert "[" not in office.type(f"fjkx {line}")
