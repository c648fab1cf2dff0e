"""Layouts of a plan file before and after its first task is done, and how tests read them."""

from datetime import date
from typing import Any

from fjkx.file.schema import Document, parse
from fjkx.plan.model import Plan, Record

HEAD = "schema: 1\nplan: {title: 要点, year: 2020}\nunits: [{name: 甲}, {name: 乙}]\n"
DONE = Record(date(2020, 5, 11), status="done", by="甲")
NEXT = Record(date(2020, 6, 1), percent=50, note="10:30, 见 #2")
LINE = "{date: 2020-05-11, status: done, by: 甲}"
NEXT_LINE = '{date: 2020-06-01, percent: 50, note: "10:30, 见 #2"}'


def read(text: str) -> Document:
    document = parse(text)
    assert [problem for problem in document.problems if problem.severity == "error"] == []
    return document


def changed(document: Document, index: int = 0, **fields: Any) -> Plan:
    assert document.plan is not None
    tasks = list(document.plan.tasks)
    tasks[index] = tasks[index]._replace(**fields)
    return document.plan._replace(tasks=tuple(tasks))


# `@` stands for LINE.
DONE_LAYOUTS = {
    "house style": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    measures:\n"
        "      - text: 一。\n        status: todo\n\n  - id: 2\n    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    measures:\n"
        "      - text: 一。\n        status: todo\n    records:\n      - @\n"
        "\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "records are there": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:\n"
        "      - {date: 2020-05-01, status: todo}\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n"
        "      - {date: 2020-05-01, status: todo}\n      - @\n",
    ),
    "records in block style, not last, comments around": (
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      # 历史\n"
        "      - date: 2020-05-01\n        note: 好  # 记\n      # 尾\n    # 状态\n"
        "    status: todo # 现\n",
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      # 历史\n"
        "      - date: 2020-05-01\n        note: 好  # 记\n      - @\n      # 尾\n    # 状态\n"
        "    status: done # 现\n",
    ),
    "everything at column 0": (
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n  measures:\n  - text: 一\n- id: 2\n"
        "  title: 乙\n  status: todo\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: done\n  measures:\n  - text: 一\n  records:\n"
        "  - @\n- id: 2\n  title: 乙\n  status: todo\n",
    ),
    "dashes as in another task": (
        "tasks:\n- id: 1\n  title: 甲\n  status: todo\n- id: 2\n  title: 乙\n  status: todo\n"
        "  lead:\n      - 甲\n",
        "tasks:\n- id: 1\n  title: 甲\n  status: done\n  records:\n      - @\n- id: 2\n"
        "  title: 乙\n"
        "  status: todo\n  lead:\n      - 甲\n",
    ),
    "wide dashes": (
        "tasks:\n    -   id: 1\n        title: 甲\n        status: todo\n        records:\n"
        "        -   {date: 2020-05-01}\n",
        "tasks:\n    -   id: 1\n        title: 甲\n        status: done\n        records:\n"
        "        -   {date: 2020-05-01}\n        -   @\n",
    ),
    "dash on a line of its own": (
        "tasks:\n  -\n    id: 1\n    title: 甲\n    status: todo\n    records:\n      -\n"
        "        date: 2020-05-01\n",
        "tasks:\n  -\n    id: 1\n    title: 甲\n    status: done\n    records:\n      -\n"
        "        date: 2020-05-01\n      - @\n",
    ),
    "quoted keys and values": (
        "tasks:\n  - \"id\": '1'\n    'title': \"甲\"\n    \"status\": 'todo'\n",
        "tasks:\n  - \"id\": '1'\n    'title': \"甲\"\n    \"status\": 'done'\n    records:\n"
        "      - @\n",
    ),
    "comments behind the last scalar and below": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo  # 未动\n    # 说明\n# 完\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done  # 未动\n    records:\n      - @\n"
        "    # 说明\n# 完\n",
    ),
    "no final newline": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "no final newline behind a comment": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 完",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done # 完\n    records:\n      - @",
    ),
    "document end": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n...\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @\n...\n",
    ),
    "empty records": (
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n    # 尚无\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    records:\n      - @\n    # 尚无\n    status: done\n",
    ),
    "empty records at the end": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "records []": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: []  # 尚无\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:  # 尚无\n      - @\n",
    ),
    "records [] on the next line": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:  # 一\n      [] # 二\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:  # 一 # 二\n      - @\n",
    ),
    "records ~": (
        "tasks:\n  - records: ~\n    id: 1\n    title: 甲\n    status: todo\n",
        "tasks:\n  - records:\n      - @\n    id: 1\n    title: 甲\n    status: done\n",
    ),
    "records null": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: null\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @\n",
    ),
    "records [] with a comment inside": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [ # 尚无\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [@ # 尚无\n    ]\n",
    ),
    "flow records": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [{date: 2020-05-01}]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n"
        "    records: [{date: 2020-05-01}, @]\n",
    ),
    "flow records, trailing comma": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [{date: 2020-05-01}, ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n"
        "    records: [{date: 2020-05-01}, @, ]\n",
    ),
    "flow records on lines": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [\n"
        "      {date: 2020-05-01} # 一\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n      @\n    ]\n",
    ),
    "flow records on lines, trailing comma": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n    ]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records: [\n"
        "      {date: 2020-05-01}, # 一\n      @,\n    ]\n",
    ),
    "flow records on lines, closed on the last": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:\n"
        "      [{date: 2020-05-01},\n       {date: 2020-05-02}]\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n"
        "      [{date: 2020-05-01},\n       {date: 2020-05-02},\n       @]\n",
    ),
    "flow task": (
        "tasks:\n  - {id: 1, title: 甲, status: todo}  # 一\n"
        "  - {id: 2, title: 乙, status: todo}\n",
        "tasks:\n  - {id: 1, title: 甲, status: done, records: [@]}  # 一\n"
        "  - {id: 2, title: 乙, status: todo}\n",
    ),
    "flow task with records": (
        "tasks: [{id: 1, records: [{date: 2020-05-01}], title: 甲, status: todo}]\n",
        "tasks: [{id: 1, records: [{date: 2020-05-01}, @], title: 甲, status: done}]\n",
    ),
    "flow task, empty records": (
        "tasks:\n  - {id: 1, title: 甲, status: todo, records: []}\n",
        "tasks:\n  - {id: 1, title: 甲, status: done, records: [@]}\n",
    ),
    "flow task, records without a value": (
        "tasks:\n  - {id: 1, title: 甲, records: , status: todo}\n",
        "tasks:\n  - {id: 1, title: 甲, records: [@] , status: done}\n",
    ),
    "flow task, last value empty": (
        'tasks:\n  - {id: 1, title: 甲, status: todo, "due":}\n',
        'tasks:\n  - {id: 1, title: 甲, status: done, "due": , records: [@]}\n',
    ),
    "flow task on lines": (
        "tasks:\n  - {id: 1,  # 一\n     title: 甲,\n     status: todo,  # 现\n    }\n",
        "tasks:\n  - {id: 1,  # 一\n     title: 甲,\n     status: done, records: [@],  # 现\n"
        "    }\n",
    ),
    "JSON": (
        'tasks: [{"id":1,"title":"甲","status":"todo","percent":5}]',
        'tasks: [{"id":1,"title":"甲","status":"done","percent":5, records: [@]}]',
    ),
    "block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |\n      甲\n      乙\n\n  # 二\n"
        "  - id: 2\n    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    status: done\n    title: |\n      甲\n      乙\n    records:\n"
        "      - @\n"
        "\n  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "keeping block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n\n# 完\n",
        "tasks:\n  - id: 1\n    status: done\n    title: |+\n      甲\n\n\n    records:\n"
        "      - @\n# 完\n",
    ),
    "stripping block scalar last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: >-\n      甲\n\n",
        "tasks:\n  - id: 1\n    status: done\n    title: >-\n      甲\n    records:\n      - @\n\n",
    ),
    "block scalar at the end without newline": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |2+  # 题\n        甲",
        "tasks:\n  - id: 1\n    status: done\n    title: |2-  # 题\n        甲\n    records:\n"
        "      - @",
    ),
    "keeping block scalar, blanks at the end without newline": (
        "tasks:\n  - id: 1\n    status: todo\n    title: |+\n      甲\n\n  ",
        "tasks:\n  - id: 1\n    status: done\n    title: |+\n      甲\n\n    records:\n"
        "      - @\n  ",
    ),
    "status as a block scalar": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: >-  # 现\n      todo\n\n    group: 一\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done  # 现\n\n    group: 一\n"
        "    records:\n      - @\n",
    ),
    "status as a block scalar at the end without newline": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: |\n      todo",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "status over two lines": (
        'tasks:\n  - id: 1\n    title: 甲\n    status: "to\\\n      do" # 现\n',
        'tasks:\n  - id: 1\n    title: 甲\n    status: "done" # 现\n    records:\n      - @\n',
    ),
    "status on the next line": (
        "tasks:\n  - id: 1\n    title: 甲\n    status:\n      # 现\n      todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status:\n      # 现\n      done\n    records:\n"
        "      - @\n",
    ),
    "plain text over lines last": (
        "tasks:\n  - id: 1\n    status: todo\n    title: 甲\n      乙\n\n      丙 # 完\n\n",
        "tasks:\n  - id: 1\n    status: done\n    title: 甲\n      乙\n\n      丙 # 完\n"
        "    records:\n"
        "      - @\n\n",
    ),
    "last value empty": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    due: # 未定\n\n  # 二\n  - id: 2\n"
        "    title: 乙\n    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    due: # 未定\n    records:\n"
        "      - @\n"
        "\n  # 二\n  - id: 2\n    title: 乙\n    status: todo\n",
    ),
    "the user's own keys last": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    x-a:\n    - b:\n        c: []\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    x-a:\n    - b:\n        c: []\n"
        "    records:\n    - @\n",
    ),
    "a comment behind the dash, tabs before comments": (
        "tasks:\n  - # 一\n    id: 1\n    title: 甲\n    status: todo\t# 现\n",
        "tasks:\n  - # 一\n    id: 1\n    title: 甲\n    status: done\t# 现\n    records:\n"
        "      - @\n",
    ),
    "records [] at the end, without newline": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records: []",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n      - @",
    ),
    "records over lines in one flow mapping": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo\n    records:\n"
        "      - {date: 2020-05-01,  # 日\n         note: 一 二\n           三 }  # 记\n\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done\n    records:\n"
        "      - {date: 2020-05-01,  # 日\n         note: 一 二\n           三 }  # 记\n"
        "      - @\n\n",
    ),
    "JSON over lines": (
        'tasks: [\n  {\n    "id": 1,\n    "title": "甲",\n    "status": "todo"\n  }\n]\n',
        'tasks: [\n  {\n    "id": 1,\n    "title": "甲",\n    "status": "done", records: [@]\n'
        "  }\n]\n",
    ),
    "a comment broken by U+2028": (
        "tasks:\n  - id: 1\n    title: 甲\n    status: todo # 现\u2028  - id: 2\n    title: 乙\n"
        "    status: todo\n",
        "tasks:\n  - id: 1\n    title: 甲\n    status: done # 现\u2028    records:\n      - @\n"
        "  - id: 2\n    title: 乙\n    status: todo\n",
    ),
}
