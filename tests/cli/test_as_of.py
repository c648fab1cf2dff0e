"""The plan as of a day in every format, and texts for a chat."""

import pytest

from tests.office import PLAN, Office


def test_what_the_records_cannot_tell_is_said_beside_every_format(office: Office) -> None:
    """Of the tasks that are shown; not on the paper that is sent."""
    office.write()
    unrecorded = '"untold": 2,\n  "untold_tasks": [\n    "3",\n    "5"\n  ],\n'
    for command in ("summary", "list", "show 1-5", "chase"):
        assert unrecorded in office.type(f"fjkx {command} --as-of 5-15 --format json")
        assert '"untold": 0,' in office.type(f"fjkx {command} --format json")
        document = office.type(f"fjkx {command} --as-of 5-15 --format md")
        said = "有手工改动而没有记录的内容，只能按记录推算"
        hint = "! 提示：在 records 里补上一条：fjkx edit 3\n"
        assert document.endswith(f"\n! 注意：2 项任务（第 3、5 项）{said}\n{hint}")
        assert document.count(said) == 1


LOOKS = ("summary", "summary --by dept", "list", "show 1-5", "chase", "chase -d 院士办")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("format", ["table", "json", "md"])
def test_as_of_today_is_the_plan_as_it_is(office: Office, look: str, format: str) -> None:
    office.write()
    shown = office.type(f"fjkx {look} --format {format}").partition("\n")
    then = office.type(f"fjkx {look} --format {format} --as-of 今天").partition("\n")
    assert then[1:] == shown[1:]


def test_texts_for_a_chat_have_room_for_less_than_2048_bytes(office: Office) -> None:
    titles = ["长" * (900 if number == 3 else 60) for number in range(1, 30)]
    tasks = "".join(
        f"  - {{id: {number}, title: {title}, lead: [办公室], status: blocked}}\n"
        for number, title in enumerate(titles, 1)
    )
    office.write(PLAN[: PLAN.index("tasks:")] + "tasks:\n" + tasks)
    out = office.type("fjkx chase --format message").split("\n", 1)[1]
    texts = ["【" + each for each in out.split("【")[1:]]
    assert len(texts) > 4
    assert all(len(text.strip().encode()) < 2048 for text in texts)
    assert out.count("长") == 28 * 60 + 900
