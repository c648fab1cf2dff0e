"""Every step of an import takes time in proportion to the notice, whatever is many in it."""

from collections.abc import Callable, Iterable

import pytest

from fjkx.notice.grammar import draft, written
from fjkx.notice.read import read
from tests.steps import calls

TITLE = "甲县2024年工作要点"
TASK = "1.甲。乙。"


def rows(bar: str) -> Callable[[int], Iterable[str]]:
    """A typed table of so many rows."""
    return lambda count: (
        TITLE,
        bar.join(("序号", "任务", "责任单位")),
        *(bar.join((str(at), f"任务{at}。内容", f"甲局、乙{at}局")) for at in range(1, count + 1)),
    )


def page(count: int) -> Iterable[str]:
    """A page with a table of so many rows."""
    cells = (
        ("序号", "任务", "责任单位"),
        *((str(at), "甲。乙", f"{at}局") for at in range(1, count)),
    )
    return (f"<p>{TITLE}<table>", *("<tr><td>" + "<td>".join(row) for row in cells))


def clause(form: str) -> Callable[[int], Iterable[str]]:
    """One bracket with so many units."""
    label, _, each = form.rpartition(":")

    def notice(count: int) -> Iterable[str]:
        names = "、".join(each.replace("*", str(at)) for at in range(count))
        return (TITLE, f"{TASK}（{label}{':' * bool(label)}{names}）")

    return notice


def tasks(count: int) -> Iterable[str]:
    """So many tasks with a clause each."""
    return (TITLE, *(f"{at}.任务{at}。内容。（牵头单位：甲{at}局）" for at in range(1, count + 1)))


def label(count: int) -> Iterable[str]:
    """A table with a head of so many words."""
    return (TITLE, f"任务({'甲、' * count})|责任单位", "1.甲|乙局")


@pytest.mark.parametrize(
    "notice",
    [
        *(rows("\t"), rows(" | "), rows("   "), rows("\n"), page, tasks, label),
        *map(
            clause,
            ("责任单位:第*局", "责任单位:局*号", "责任单位:甲局*", ":*局牵头", "牵头单位:乙*局等"),
        ),
    ],
    ids=[
        *("tabs", "bars", "blanks", "lines", "page", "tasks", "a label"),
        *("numbered names", "names alike", "one ending", "verbs", "others"),
    ],
)
def test_four_times_as_much_takes_about_four_times_the_steps(
    notice: Callable[[int], Iterable[str]],
) -> None:
    def imported(count: int) -> int:
        data = "\n".join(notice(count)).encode()
        return calls(lambda: written(draft(read(data))))

    imported(50)  # what is made only once
    few, many = imported(80), imported(320)
    assert many < 7 * few  # the small one gains from caches; steps by the square are 16 times
