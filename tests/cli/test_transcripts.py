"""What the program says, command by command: the screens in `transcripts`.

A file has scenes. Each begins with `== what it shows` and the plan that is there: `small`,
`shipped`, or nothing. A block of `> NAME` and lines that begin with `| ` is a file of that name.
`REFRESH=1 pytest tests/cli/test_transcripts.py` writes what the program says now into the files;
what that changes is to be read like any other change.
"""

import os
import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cases import parts
from tests.office import Office, compare

FOLDER = Path(__file__).with_name("transcripts")


class Scene(NamedTuple):
    """A part of a transcript: its file, its title with the plan, what is typed and shown."""

    file: Path
    head: str
    text: str


SCENES = [
    Scene(path, *part) for path in sorted(FOLDER.glob("*.txt")) for part in parts(path).items()
]


def played(office: Office, scene: Scene) -> str:
    """What happens when the commands of a scene are typed."""
    plan = scene.head.rpartition(" · ")[2]
    if plan == "small":
        office.write()
    elif plan == "shipped":
        office.ship()
    shown: list[str] = []
    for block in re.findall(r"^> .*\n(?:\|.*\n)+|^\$ .*\n", scene.text, re.M):
        if block.startswith("$ "):
            shown.append(office.type(block[2:-1]))
        else:
            name, *lines = block.splitlines()
            path = office.folder / name[2:]
            path.write_text("".join(f"{line[2:]}\n" for line in lines), "utf-8")
            shown.append(block)
    return "".join(shown)


@pytest.mark.parametrize(
    "scene", SCENES, ids=lambda scene: f"{scene.file.stem}: {scene.head.partition(' · ')[0]}"
)
def test_transcript(office: Office, scene: Scene) -> None:
    shown = played(office, scene)
    if os.environ.get("REFRESH"):
        assert "PYTEST_XDIST_WORKER" not in os.environ  # two writers would lose scenes
        whole = scene.file.read_text("utf-8")
        head, end = f"== {scene.head}\n", "\n" * scene.text.endswith("\n\n")
        scene.file.write_text(whole.replace(head + scene.text, head + shown + end), "utf-8")
    else:
        compare(shown, scene.text.rstrip("\n") + "\n")
