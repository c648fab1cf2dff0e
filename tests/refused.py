"""What a change that is refused says."""

from collections.abc import Callable

import pytest

from fjkx.plan.errors import RequestError


def refused(call: Callable[[], object]) -> str:
    """The message and the hint of the RequestError that the call raises: `错误 | 提示`."""
    with pytest.raises(RequestError) as caught:
        call()
    return f"{caught.value} | {caught.value.hint}"
