"""Names that may mean the same unit."""

import pytest

from fjkx.notice.doubts import alike, is_alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("学会部", "学会学术部"),
        ("青少年中心", "青少年科技活动中心"),
        ("县发展改革局", "县发展改组局"),
        ("院士办", "院土办"),
    ],
)
def test_alike(name: str, other: str) -> None:
    assert is_alike(name, other)
    assert is_alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("甲局", "甲乙局"),
        ("县教育局", "市教育局"),
        ("县卫健局", "县医保局"),
        ("各乡镇", "各乡镇(街道)"),
        ("各乡镇", "各相关乡镇"),
        ("县商务局", "县税务局"),
        ("交易一科", "交易二科"),
        ("第一实验小学", "第二实验小学"),
        ("第一小学", "第十一小学"),
    ],
)
def test_not_alike(name: str, other: str) -> None:
    assert not is_alike(name, other)


def test_names_in_one_clause_are_different_units() -> None:
    names = ["学会部", "学会学术部", "办公室"]
    assert list(alike(names, [])) == [("学会部", "学会学术部")]
    assert list(alike(names, [["学会学术部", "学会部"]])) == []
