"""Date words → dates."""

from datetime import date

from fjkx.errors import UsageError


def parse_day(text: str) -> date:
    """The day that `text` names as YYYY-MM-DD, blanks around it aside.

    Raises UsageError, with an example, for anything else.
    """
    word = text.strip()
    try:
        if len(word) != 10 or word[4] != "-" or word[7] != "-":
            raise ValueError
        return date.fromisoformat(word)
    except ValueError:
        raise UsageError(f"“{text}”不是有效的日期", "日期写作 2020-09-30") from None
