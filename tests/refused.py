"""What a change that is refused says."""

from collections.abc import Callable
from typing import Any

import pytest

from fjkx.plan.errors import FjkxError


def refused(call: Callable[..., object], *args: Any, **named: Any) -> str:
    """The message and the hint of the error that the call raises: `错误 | 提示`."""
    with pytest.raises(FjkxError) as caught:
        call(*args, **named)
    return f"{caught.value} | {caught.value.hint}"
