// Choosing rows of a long table by unit and by status; without scripts the table is whole.
for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.querySelectorAll("tbody tr:not(.group):not(.below)")];
  const of = (row, key) => (row.dataset[key] || "").split("|").filter(Boolean);
  const line = document.createElement("div");
  line.className = "choice";
  const count = document.createElement("span");
  const choices = [["unit", "单位"], ["status", "状态"]].flatMap(([key, label]) => {
    const values = [...new Set(rows.flatMap((row) => of(row, key)))];
    if (values.length < 2) return [];
    const select = document.createElement("select");
    select.add(new Option("全部", ""));
    for (const value of values) select.add(new Option(value, value));
    const named = document.createElement("label");
    named.append(label + " ", select);
    line.append(named);
    return [[key, select]];
  });
  if (!choices.length) continue;
  const show = () => {
    for (const row of rows) {
      row.hidden = !choices.every(([key, select]) => !select.value || of(row, key).includes(select.value));
      const below = row.nextElementSibling;
      if (below && below.classList.contains("below")) below.hidden = row.hidden;
    }
    for (const body of table.tBodies) body.hidden = [...body.rows].every((row) => row.hidden || row.className === "group");
    count.textContent = "共 " + rows.filter((row) => !row.hidden).length + " 项";
  };
  for (const [, select] of choices) select.onchange = show;
  line.append(count);
  table.before(line);
  show();
}
