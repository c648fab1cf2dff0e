"""The plan as of a day in every format, and texts for a chat."""

import pytest

from tests.office import PLAN, Office


@pytest.mark.parametrize(
    "look", ["summary", "summary --by dept", "list", "show 1-5", "chase", "chase -d 院士办"]
)
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
