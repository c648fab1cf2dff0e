"""Which period the bulletin is on."""

import pytest

from tests.office import Office


@pytest.mark.parametrize(
    ("today", "command", "hint"),
    [
        ("2020-07-03", "bulletin", "3 天；上季度：fjkx bulletin 二季度"),
        (
            "2020-07-10",
            "bulletin --dept 院士办",
            "10 天；上季度：fjkx bulletin --dept 院士办 二季度",
        ),
        (
            "2020-07-03",
            "bulletin -o '通 报.md'",
            "3 天；上季度：fjkx bulletin -o '通 报.md' 二季度",
        ),
        ("2021-01-04", "bulletin", "4 天；上季度：fjkx bulletin 四季度"),
        ("2020-07-11", "bulletin", None),
        ("2020-01-05", "bulletin", None),
        ("2020-07-03", "bulletin 三季度", None),
        ("2020-07-03", "bulletin --since 7-1", None),
    ],
)
def test_in_the_first_days_of_a_quarter_the_last_one_is_offered(
    office: Office, monkeypatch: pytest.MonkeyPatch, today: str, command: str, hint: str | None
) -> None:
    """With a command that works; not where the period was typed, nor before the plan's."""
    monkeypatch.setenv("FJKX_TODAY", today)
    office.write()
    said = office.type(f"fjkx {command}")
    found = said.partition("! 提示：本季度才 ")[2].partition("\n")[0]
    assert found == (hint or "")
    if hint:
        again = office.type(hint.partition("上季度：")[2])
        assert "[1]" not in again and "本季度才" not in again
