"""The bytes of a notice or of a ledger, whichever they are → a draft."""

from datetime import date

from fjkx.notice.draft import Draft
from fjkx.notice.workbook import sheets
from fjkx.plan.errors import UsageError
from fjkx.plan.named import NamedTuple


class Asked(NamedTuple):
    """What is asked for in the place of what a notice says of itself."""

    year: int | None
    title: str | None
    issuer: str | None


def incoming(
    data: bytes, csv: bool, asked: Asked, day: date | None, today: date
) -> tuple[Draft, str]:
    """The draft of a notice, or of a ledger in a workbook or `csv`, and what kind of file it is.
    The progress in a ledger is of `day`. Raises FjkxError, among others for a day of a notice,
    which has no progress."""
    if csv or sheets.is_workbook(data):
        from fjkx.notice.workbook.ledger import ledger

        book = sheets.read(data)
        return ledger(book, day, today, *asked), book.kind
    from fjkx.notice.grammar import draft
    from fjkx.notice.read import read

    if day is not None:
        raise UsageError("--on 只用于台账：通知里没有进展", "去掉 --on")
    source = read(data)
    return draft(source, *asked, today.year), source.encoding
