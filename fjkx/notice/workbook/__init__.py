"""Workbooks of units and offices: ledgers → a draft, returned forms → reports.

- `sheets`: the bytes of a workbook → its sheets, from `xlsx`, `ods`, `xls` or text; `cells` holds
  the types.
- `headed`: the table of tasks in a sheet. `amounts`: what its cells say in numbers and days.
- `ledger`: a ledger as a draft plan. `form`: what a unit is to fill in; `returned`: what came back.
"""
