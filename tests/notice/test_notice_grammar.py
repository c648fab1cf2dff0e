"""Whole notices → plan files: each notice beside the plan that a careful reader lays out."""

from pathlib import Path

import pytest

from fjkx import store
from fjkx.notice.draft import Draft
from fjkx.notice.grammar import MOST_BYTES, draft, written
from fjkx.notice.read import read
from fjkx.plan.errors import RequestError
from tests.notice.test_notice_truth import lost, misplaced

FOLDER = Path(__file__).parent / "notices"
NOTICES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".yaml")
FULL = Path(__file__).parents[1] / "fixtures/notice2020.txt"


def of(text: str, title: str | None = None, issuer: str | None = None) -> Draft:
    return draft(read(text.encode()), title=title, issuer=issuer)


def imported(path: Path) -> str:
    """The plan file of a notice, of which nothing is lost."""
    source = read(path.read_bytes())
    found = draft(source, this_year=2026)
    assert (lost(source, found), misplaced(source, found)) == ([], [])
    return written(found)


@pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
def test_a_notice_and_its_plan(path: Path) -> None:
    assert imported(path) == path.with_suffix(".yaml").read_bytes().decode()


def test_the_2020_plan_is_the_import_of_its_notice() -> None:
    shipped = (FULL.parents[2] / "data/workplan2020.yaml").read_bytes().decode()
    made = imported(FULL)
    alias = "    aliases: [学会部]  # 第4项原文作“学会部”\n"
    remark = "  # 请核对：“学会学术部”与“学会部”相近；如是同一单位，可记作别名（通知第 37 行）\n"
    assert alias in shipped
    assert remark in made
    assert made.replace(remark, "").replace("  - name: 学会部\n", "") == shipped.replace(alias, "")


@pytest.mark.parametrize(
    "long", ["第" + "1" * 5000 + "章", "一" * 5000 + "、", "（" + "于" * 3000 + "）"], ids=len
)
def test_endless_numbers_are_none(long: str) -> None:
    found = of(f"甲县2024年工作要点\n1.甲。（甲局牵头）\n{long}甲\n2.乙。（甲局牵头）").plan
    assert [task.title for task in found.tasks] == ["甲", "乙"]


def test_no_year() -> None:
    with pytest.raises(RequestError, match="通知里没有写年份"):
        of("工作要点\n1.甲。（责任单位：乙科）")


# -- what is asked for goes before what is read ---------------------------------------------

TITLED = """甲县科协关于印发《甲县科协2024年工作要点》的通知
各乡镇：
甲县科协
2024年3月8日
甲县科协
2024年工作要点（修订）
甲县科协
1.甲。（责任单位：乙局）"""


def test_a_title_that_is_replaced_is_told() -> None:
    found = of(TITLED, "新题", "丙局")
    assert (found.plan.title, found.plan.issuer) == ("新题", "丙局")
    assert found.plan.source == "甲县科协关于印发《甲县科协2024年工作要点》的通知"
    assert found.plan.preamble is None
    assert [(each.line, each.text) for each in found.left if each.reason == "replaced"] == [
        (5, "甲县科协"),
        (6, "2024年工作要点（修订）"),
    ]
    assert [(each.line, each.text) for each in found.left if each.reason == "letter"] == [
        *((2, "各乡镇："), (3, "甲县科协"), (4, "2024年3月8日"), (7, "甲县科协")),
    ]
    as_printed = of(TITLED, "甲县科协2024年工作要点（修订）")
    assert "replaced" not in [each.reason for each in as_printed.left]


def test_the_notices_own_title_is_kept_as_its_source_when_another_is_asked_for() -> None:
    plan = of("甲县科协关于印发2024年工作要点的通知\n1.甲。（责任单位：乙局）", "新题").plan
    assert (plan.title, plan.source) == ("新题", "甲县科协关于印发2024年工作要点的通知")


# -- bounds ---------------------------------------------------------------------------------


def under(units: int, tasks: int) -> str:
    """A notice with units at the heading over its tasks."""
    names = "、".join(f"第{number}局" for number in range(units))
    lines = (f"{number}.任务{number}。干。" for number in range(1, tasks + 1))
    return "\n".join((f"甲县2024年工作要点\n一、加强（牵头单位：{names}）", *lines))


def test_the_largest_plan_is_one_that_can_be_read() -> None:
    assert MOST_BYTES == store.LIMIT


@pytest.mark.parametrize(
    ("notice", "limit", "value"),
    [
        (under(200, 60), "notice.grammar.MAX_EVENTS", 10_000),
        (under(20, 90), "file.tree.MAX_EVENTS", 2_000),
        (under(1, 1), "notice.grammar.MOST_BYTES", 100),
    ],
    ids=["too many names", "too many things", "too long"],
)
def test_a_plan_too_large_to_be_read_is_refused(
    notice: str, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"fjkx.{limit}", value)
    with pytest.raises(RequestError) as refused:
        written(of(notice))
    assert str(refused.value) == "通知太大：写成的计划会超过计划文件的上限"
    assert refused.value.hint == "请把通知拆成几份，分别导入"
