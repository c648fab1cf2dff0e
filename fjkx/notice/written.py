"""A draft → the text of its plan file, proved to say what the draft does."""

from collections import defaultdict

from fjkx.check import check
from fjkx.errors import FileError
from fjkx.layout import plan_text
from fjkx.notice.draft import Draft, Place
from fjkx.parse import parse


def written(draft: Draft) -> str:
    """The plan file of a draft in house style, its doubts as comments where they arise.

    Raises FileError where the text, read again, would not be the same plan without errors.
    """
    remarks: dict[Place, list[str]] = defaultdict(list)
    for doubt in draft.doubts:
        remarks[doubt.place].append(f"请核对：{doubt.message}（通知第 {doubt.line} 行）")
    text = plan_text(draft.plan, remarks)
    document = parse(text)
    if document.plan != draft.plan or any(f.severity == "error" for f in check(document)):
        raise FileError("导入的计划没有通过核对，没有写入任何文件", "请把这份通知反馈给维护者")
    return text
