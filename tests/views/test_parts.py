import pytest

from fjkx.views.document import percentage
from fjkx.views.parts import task_words
from fjkx.views.states import state_list
from tests.shown import shown


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        (0.0, 1, "0.0%"),
        (0.01, 1, "0.1%"),
        (99.99, 1, "99.9%"),
        (100.0, 1, "100.0%"),
        (100 / 3, 1, "33.3%"),
        (99.7, 0, "99%"),
        (0.2, 0, "1%"),
        (200 / 3, 0, "67%"),
    ],
)
def test_only_what_is_whole_is_shown_as_whole(value: float, decimals: int, shown: str) -> None:
    assert percentage(value, decimals) == shown


def test_tasks_by_number_as_long_as_they_are_few() -> None:
    assert task_words(("3",)) == "1 项任务（第 3 项）"
    assert task_words(("3", "二-4\x1b")) == "2 项任务（第 3、二-4\x1b 项）"
    ten = tuple(str(number) for number in range(1, 11))
    assert task_words(ten) == "10 项任务（第 1、2、3、4、5、6、7、8、9、10 项）"
    assert task_words((*ten, "11")) == "11 项任务（第 1、2、3、4、5、6、7、8、9、10 项等）"


def test_time_and_label_of_a_state_are_data() -> None:
    listed = state_list([("\x1b]0;x\x07", "done 1\u202e"), ("2020-06-15", "a\nb")])
    assert shown(listed, "plain") == (
        " 1  \\u001b]0;x\\u0007  done 1\\u202e\n 2  2020-06-15        a b\n"
    )
