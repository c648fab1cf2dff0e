"""The page for leaders: how the plan stands, unit by unit, how it went, and every task."""

from collections.abc import Iterable, Iterator

from fjkx.views import document as doc


def leaders_page(summary: doc.View, trend: doc.View, tasks: doc.View) -> doc.View:
    """The three as one, under the title of the first."""

    def documents(medium: doc.Medium) -> tuple[doc.Document, ...]:
        return (
            *summary.documents(medium),
            doc.Document(tuple(_part("走势", trend.documents(medium)))),
            doc.Document(tuple(_part("各项任务", tasks.documents(medium)))),
        )

    return doc.View(documents)


def _part(heading: str, documents: Iterable[doc.Document]) -> Iterator[doc.Block]:
    """The documents under a heading instead of their own titles."""
    yield doc.Heading(heading)
    for document in documents:
        yield from (block for block in document.blocks if not isinstance(block, doc.Title))
