"""The open elements of a page: which end without an end tag, and how what is in them is seen."""

import re
from collections import Counter
from typing import Final, Literal

HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_TABLE_PARTS: Final = frozenset(("thead", "tbody", "tfoot"))
_PARAGRAPH_ENDS: Final = frozenset(
    (
        *("p", "div", *HEADINGS, "li", "ul", "ol", "dl", "dt", "dd", "table", "hr"),
        *("section", "article", "header", "footer", "nav", "aside", "main", "form", "fieldset"),
        *("blockquote", "pre", "center", "address", "figure", "figcaption"),
    )
)
BLOCKS: Final = (
    _PARAGRAPH_ENDS
    | _TABLE_PARTS
    | {"tr", "td", "th", "caption", "html", "body", "option", "textarea", "text"}
)
_UNSEEN: Final = frozenset(
    ("template", "title", "select", "object", "desc", "defs", "symbol", "metadata")
)
_VOID: Final = frozenset(
    (
        *("br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "embed"),
        *("param", "source", "track"),
    )
)
# For a start tag the elements that it ends if they are open, and those that keep it from doing so.
_SCOPES: Final = frozenset(("select", "button", "object", "template", "svg"))
_CELL: Final = (frozenset(("td", "th")), _SCOPES | {"tr", "table"})
_ROW: Final = (frozenset(("tr",)), _SCOPES | {"table"})
_ROWS: Final = (_TABLE_PARTS, _SCOPES | {"table"})
_PARAGRAPH: Final = (frozenset(("p",)), _SCOPES | BLOCKS)
_ITEM: Final = (frozenset(("li",)), _SCOPES | {"ul", "ol"})
_TERM: Final = (frozenset(("dt", "dd")), _SCOPES | {"dl"})
_OPTION: Final = (frozenset(("option",)), frozenset(("select",)))
_ENDS: Final = {
    **dict.fromkeys(_PARAGRAPH_ENDS, (_PARAGRAPH,)),
    "li": (_PARAGRAPH, _ITEM),
    **dict.fromkeys(("dt", "dd"), (_PARAGRAPH, _TERM)),
    **dict.fromkeys(("td", "th"), (_CELL,)),
    "tr": (_ROW,),
    **dict.fromkeys(_TABLE_PARTS, (_ROWS, _ROW)),
    "option": (_OPTION,),
}
_FARTHEST: Final = 64  # open elements that are looked through for one to end
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAY_BE_FOOTERS: Final = ("div", "section")
_TEXTS: Final = ("article", "main")

State = Literal["text", "page", "unseen"]


class Elements:
    """The elements that are open at a place, the outermost first, and how each is seen.

    Tag soup is read as a browser does: an end tag ends all that is still open inside, a stray
    one nothing, and some elements end where the next of their kind begins.
    """

    def __init__(self) -> None:
        self.path: list[tuple[str, State]] = []
        self.open: Counter[str] = Counter()  # how many of each are in the path

    @property
    def state(self) -> State:
        """How text is seen at this place."""
        return self.path[-1][1] if self.path else "text"

    def start(self, name: str, given: dict[str, str]) -> State:
        """A start tag ends what it implies and begins an element, if it is one that can hold
        any; how that is seen."""
        for rule in _ENDS.get(name, ()):
            self.end_implied(*rule)
        state = self.state_of(name, given)
        if name not in _VOID:
            self.path.append((name, state))
            self.open[name] += 1
        return state

    def end(self, name: str) -> bool:
        """An end tag ends the innermost element of its name; whether what it ends is seen."""
        if not self.open[name]:
            return self.state != "unseen"
        at = next(at for at in range(len(self.path) - 1, -1, -1) if self.path[at][0] == name)
        state = self.path[at][1]
        self.leave(at)
        return state != "unseen"

    def state_of(self, name: str, given: dict[str, str]) -> State:
        """How what stands in an element is seen."""
        if self.state == "unseen" or name in _UNSEEN or is_hidden(given):
            return "unseen"
        apart = is_around(name, given) and not any(self.open[text] for text in _TEXTS)
        return "page" if apart else self.state

    def end_implied(self, ends: frozenset[str], stops: frozenset[str]) -> None:
        """End the innermost open element of those that a start tag ends, up to one of `stops`."""
        if not any(self.open[name] for name in ends):
            return
        for at in range(len(self.path) - 1, max(-1, len(self.path) - _FARTHEST - 1), -1):
            name = self.path[at][0]
            if name in ends:
                self.leave(at)
            if name in ends or name in stops:
                return

    def leave(self, at: int) -> None:
        """Leave the open elements from an index on."""
        while len(self.path) > at:
            self.open[self.path.pop()[0]] -= 1


def is_hidden(given: dict[str, str]) -> bool:
    """Whether the attributes of a tag hide it."""
    return "hidden" in given or _HIDDEN.search(given.get("style", "")) is not None


def is_around(name: str, given: dict[str, str]) -> bool:
    """Whether an element says of itself that it is a footer or menu of the page."""
    names = (*given.get("class", "").split(), given.get("id", ""))
    return name in ("footer", "nav") or (name in _MAY_BE_FOOTERS and "footer" in names)
