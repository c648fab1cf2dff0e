"""A view's plain data as JSON, for programs."""

from fjkx.plan.characters import escape, revealed
from fjkx.plan.errors import UsageError
from fjkx.render.screen import Screen
from fjkx.views.document import View


def render(view: View, screen: Screen) -> str:
    """The data, ended by a line feed. Characters that may not be shown, which occur within strings
    only, are escaped; so is all that is not ASCII where the encoding is not a form of UTF. Raises
    UsageError for what has no data."""
    from json import dumps

    if view.data is None:
        raise UsageError("这里没有 json", "换一种格式")
    utf = screen.encoding.lower().replace("_", "-").startswith("utf")
    return revealed(dumps(view.data(), ensure_ascii=not utf, indent=2), escape) + "\n"
