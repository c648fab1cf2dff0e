"""A draft → the text of its plan file, proved to say what the draft does."""

from collections import defaultdict
from typing import Final

from fjkx.file.check import check
from fjkx.file.layout import plan_text
from fjkx.file.schema import parse
from fjkx.notice.draft import Draft, Place, too_large
from fjkx.plan.errors import FileError

MOST_BYTES: Final = 32 * 1024 * 1024
"""The largest plan file that the store reads."""


def written(draft: Draft) -> str:
    """The plan file of a draft in house style, its doubts as comments where they arise.

    Raises RequestError where it would be too large to be read again, and FileError where the
    text, read again, would not be the same plan without errors.
    """
    remarks: dict[Place, list[str]] = defaultdict(list)
    for doubt in draft.doubts:
        remarks[doubt.place].append(f"请核对：{doubt.message}（通知第 {doubt.line} 行）")
    text = plan_text(draft.plan, remarks)
    if len(text.encode()) > MOST_BYTES:
        raise too_large()
    document = parse(text)
    if any(problem.code == "size" for problem in document.problems):
        raise too_large()
    if document.plan != draft.plan or any(f.severity == "error" for f in check(document)):
        raise FileError("导入的计划没有通过核对，没有写入任何文件", "请把这份通知反馈给维护者")
    return text
