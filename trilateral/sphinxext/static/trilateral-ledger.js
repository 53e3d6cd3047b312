// The ledger's table: filter by text and by column, sort by column, keep the choice in the address.
"use strict";
(() => {
  const ledger = document.querySelector(".ledger");
  if (!ledger) return;
  const form = ledger.querySelector(".ledger-controls");
  const table = ledger.querySelector("table");
  const body = table.tBodies[0];
  const count = ledger.querySelector(".ledger-count");
  const COLUMNS = { section: 2, kind: 3, verdict: 4, confidence: 5 };
  const word = (cell) => (cell.querySelector(".claim-word")?.lastChild ?? cell).textContent.trim();
  const rows = [...body.rows].map((row, order) => ({
    row, order, text: row.textContent.toLowerCase(), decided: row.dataset.decided,
    values: Object.fromEntries(Object.entries(COLUMNS).map(([name, column]) => [name, word(row.cells[column])])),
  }));

  const chosen = () => Object.fromEntries([...new FormData(form)].filter(([, value]) => value));
  const matches = (entry, wanted) => Object.entries(wanted).every(([name, value]) => {
    if (name === "text") return value.toLowerCase().split(/\s+/).every((part) => entry.text.includes(part));
    return name === "decided" ? entry.decided.includes(value) : entry.values[name] === value;
  });
  const filter = () => {
    const wanted = chosen();
    let shown = 0;
    for (const entry of rows) shown += !(entry.row.hidden = !matches(entry, wanted));
    count.textContent = shown === rows.length ? `${shown} claims` : `${shown} of ${rows.length} claims`;
    return wanted;
  };
  const remember = () => {
    const query = new URLSearchParams(filter()).toString();
    try { history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash); } catch { /* file: */ }
  };

  // Headings become buttons; a second press turns the order round.
  const ranks = (column) => {
    const select = [...form.querySelectorAll("select")].find((each) => COLUMNS[each.name] === column);
    return select && new Map([...select.options].map((option, place) => [option.value, place]));
  };
  const sort = (column, heading) => {
    const down = heading.getAttribute("aria-sort") === "ascending";
    const order = ranks(column);
    const key = (entry) => order?.get(word(entry.row.cells[column])) ?? entry.row.cells[column].textContent.trim();
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    const sorted = [...rows].sort((a, b) => (down ? -1 : 1) * compare(key(a), key(b)) || a.order - b.order);
    body.append(...sorted.map((entry) => entry.row));
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    button.addEventListener("click", () => sort(column, heading));
    heading.append(button);
  });

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (field) field.value = value;
  }
  form.addEventListener("input", remember);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(remember));
  document.documentElement.classList.add("has-ledger");
  filter();
})();
