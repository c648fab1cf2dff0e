"""Folders of files: what `-o FOLDER/` writes."""

import os
from collections.abc import Iterator, Sequence
from typing import Final

from fjkx.plan.errors import RequestError
from fjkx.store.files import reason
from fjkx.store.output import Guard, refuse_output

BARRED: Final = frozenset('<>:"/\\|?*')  # by Windows, in names of files
LONGEST: Final = 60  # characters of a name: 3 bytes each fit 255 with the ending


def is_folder(path: str) -> bool:
    """Whether a folder is meant: there is one, or the name ends as one of a folder does."""
    return os.path.basename(path) in ("", ".", "..") or os.path.isdir(path)


def file_names(names: Sequence[str], ending: str) -> Iterator[str]:
    """A name of a file for each name, which any system takes, no two the same in any case:
    `组织/人事部` becomes `组织_人事部.docx`."""
    taken: set[str] = set()
    for name in names:
        plain = "".join(c if c.isprintable() and c not in BARRED else "_" for c in name)
        stem = plain.strip(" .")[:LONGEST] or "未命名"
        found, number = stem, 2
        while found.lower() in taken:
            found, number = f"{stem}({number})", number + 1
        taken.add(found.lower())
        yield f"{found}{ending}"


def others_there(folder: str, names: Sequence[str], known: Sequence[str]) -> list[str]:
    """Which of the `known` names of files, but for these `names`, lie in the folder."""
    return [
        name for name in known if name not in names and os.path.lexists(os.path.join(folder, name))
    ]


def refuse_files(folder: str, names: Sequence[str], guard: Guard, force: bool | None) -> None:
    """Makes the folder unless it is there. Raises RequestError where one of the files could not
    be written, or is there already without `force`, None where there is no such option: then
    none is to be."""
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        what, hint = reason(error)
        raise RequestError(f"{folder}: 无法建立文件夹：{what}", hint) from error
    there = [name for name in names if os.path.lexists(os.path.join(folder, name))]
    if there and not force:
        more = f"等 {len(there)} 份" if len(there) > 1 else ""
        raise RequestError(
            f"{os.path.join(folder, there[0])} {more}已经存在，没有写任何文件",
            "换一个文件夹，或先移走旧的" if force is None else "换一个文件夹；或替换它们：--force",
        )
    for name in names:
        refuse_output(os.path.join(folder, name), guard)
