"""The bytes of a notice, a ledger, a returned workbook or a message → a draft plan, or reports.

A notice is read in this order, each step in a file of its name:

- `read`: bytes → the lines that a person sees, out of Word (`docx`, `package`, `numbering`), a web
  page (`html`) or a text (`plain`); `source` holds the types.
- `lines`: lines → paragraphs. `page` knows the lines of web pages and print among them.
- `front`: what stands before the plan: titles, letter, signature, year.
- `body`: paragraphs → headings and items (`numbers`) with their clauses: where these stand in a
  paragraph (`cut`), what they say (`clause`; their words and lists of names: `words/roles`,
  `words/units`); rows of tables (`tables`, with the heads of ledgers in `heads`).
- `outline`: which items are tasks. `planned`: the plan they make. `doubts`: where a person decides.
- `grammar`: all of it, from lines to a `draft`.

What units send is read in packages of its own: ledgers and forms in `workbook`, messages in
`message`. `incoming` is the way in for whatever is to become a plan.
"""
