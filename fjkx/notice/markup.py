"""HTML source → its tags and texts, parted as a browser does."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final, Literal, NamedTuple

# What a browser with scripts shows nothing of up to its end tag, and where it looks for neither
# tags nor comments.
_RAW: Final = frozenset(("script", "style", "iframe", "noembed", "noframes", "noscript"))
_TEXT_ONLY: Final = frozenset(("textarea", "title"))  # text without tags

_MARK: Final = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*+)|[!?/])")
_COMMENT_END: Final = re.compile(r"--!?>")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*+(=?[^\s/>=]++|=)  # a name may begin with =
        (?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))?+)?+""",
    re.VERBOSE,
)
_TAG_END: Final = re.compile(r"[\s/]*+>")
_CODE: Final = re.compile(r"&#(?=\d)0*+(\d*+)")
_DIGITS: Final = 8  # of a code beyond all characters


class Piece(NamedTuple):
    """A start tag, an end tag or a text. `value` is the tag's name in lower case, or the text
    with its references resolved; `line` counts from 1, `given` are the tag's attributes."""

    kind: Literal["start", "end", "text"]
    value: str
    line: int
    given: dict[str, str]


def pieces(source: str) -> Iterator[Piece]:
    """The tags and texts of a page in order, without comments, declarations and scripts.

    A tag or declaration that does not end is text; a comment that does not goes to the end.
    Takes time in proportion to the source, whatever is in it.
    """
    line, counted, at, place = 1, 0, 0, 0
    while (mark := _MARK.search(source, place)) is not None:
        given: dict[str, str] = {}
        name = (mark[2] or "").lower()
        end = tag_end(source, mark.end(), given) if name else other_end(source, mark.start())
        if end < 0:
            break
        line += source.count("\n", counted, at)
        counted = at
        if at < mark.start():
            yield Piece("text", resolved(source[at : mark.start()]), line, {})
        if name and name not in _RAW:
            line += source.count("\n", counted, mark.start())
            counted = mark.start()
            yield Piece("end" if mark[1] else "start", name, line, given)
        if name in _RAW | _TEXT_ONLY and not mark[1]:
            at, end = end, closing(source, end, name)
            if name in _TEXT_ONLY and at < end:
                yield Piece("text", resolved(source[at:end]), line, {})
        at = place = end
    if at < len(source):
        line += source.count("\n", counted, at)
        yield Piece("text", resolved(source[at:]), line, {})


def tag_end(source: str, at: int, given: dict[str, str]) -> int:
    """The index behind a tag whose name ends at `at`, -1 if it does not end; its attributes are
    added to `given`, of those of one name the first."""
    while (end := _TAG_END.match(source, at)) is None:
        found = _ATTRIBUTE.match(source, at)
        if found is None:
            return -1
        name, *values = found.groups()
        given.setdefault(name.lower(), resolved(next(filter(None, values), "")))
        at = found.end()
    return end.end()


def other_end(source: str, at: int) -> int:
    """The index behind a comment, or a declaration such as Word's <![if …]>, at `at`."""
    if not source.startswith("<!--", at):
        return source.find(">", at) + 1 or -1
    end = _COMMENT_END.search(source, at + 2)  # <!--> is whole
    return len(source) if end is None else end.end()


def closing(source: str, at: int, name: str) -> int:
    """The index of the end tag of an element without tags in it, or the end of the source."""
    found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at)
    return len(source) if found is None else found.start()


def resolved(text: str) -> str:
    """The text with its references as characters; one that is none is U+FFFD."""
    return unescape(_CODE.sub(_bounded, text)) if "&" in text else text


def _bounded(code: re.Match[str]) -> str:
    """The reference to a character with no more digits than one can have: the library fails
    on some thousands."""
    return f"&#{code[1][:_DIGITS] or 0}"
