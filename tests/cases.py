"""Tables of tests, as a person reads them."""


def cases(table: str) -> list[tuple[str, str]]:
    """Each text of a table with its answer. A line is an answer, a colon, and the texts that mean
    it, parted by |; ⏎ is a line end."""
    lines = (line.partition(": ") for line in table.split("\n") if ": " in line)
    return [
        (text.replace("⏎", "\n"), answer) for answer, _, texts in lines for text in texts.split("|")
    ]
