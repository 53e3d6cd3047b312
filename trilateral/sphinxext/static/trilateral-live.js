// Wakes live figures when a reader comes near them, and ties them to their controls.
// Vega and a figure's chart are asked for only then; until then a figure is its picture.
(() => {
  "use strict";
  const here = document.currentScript.src.replace(/[^/]*$/, "");
  const asked = new Map();

  function load(address) {
    if (!asked.has(address)) {
      asked.set(address, new Promise((done, failed) => {
        const script = Object.assign(document.createElement("script"), { src: address, onload: done });
        script.onerror = () => { asked.delete(address); failed(new Error(`cannot load ${address}`)); };
        document.head.append(script);
      }));
    }
    return asked.get(address);
  }

  class Figure {
    constructor(root) {
      this.root = root;
      this.form = root.querySelector("form");
      this.host = root.querySelector(".live-host");
      this.readout = root.querySelector(".live-readout");
      this.block = root.closest("figure");
      this.phone = matchMedia(root.dataset.phone);
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("input", (event) => this.turned(event.target));
      this.form.addEventListener("focusin", () => this.wake(), { once: true });
    }

    async wake() {
      if (this.state) return;
      this.state = "waking";
      const script = new URL(this.root.dataset.script, document.baseURI).href;
      try {
        await Promise.all([load(`${here}vega.js`), load(script)]);
        this.parts = window.trilateralLive[this.root.dataset.live];
        await this.draw();
        this.phone.addEventListener("change", () => this.draw());
        this.offerSelection();
        this.root.dataset.awake = "";
      } catch (error) {
        this.state = undefined; // the picture stays, and the next approach tries again
        console.error(error);
      }
    }

    // One chart a width; what the controls say is carried over.
    async draw() {
      const chart = structuredClone(this.parts.charts[this.phone.matches ? "narrow" : "wide"]);
      for (const entry of chart.data) {
        if (!("values" in entry) && entry.name in this.parts.data) entry.values = this.parts.data[entry.name];
        if (entry.format?.type !== "csv") continue;
        // Vega's own reader of CSV compiles a function for it, which the pages' policy does not let it.
        entry.values = rowsOf(entry.values);
        entry.format.type = "json";
      }
      const settings = this.settings();
      for (const signal of chart.signals) {
        if (!signal.bind) continue;
        delete signal.bind;
        if (signal.name in settings) signal.value = settings[signal.name];
      }
      chart.description = this.root.querySelector(".live-picture").getAttribute("aria-label");
      const made = await vegaEmbed(this.host, chart, {
        mode: "vega", renderer: "svg", actions: false, ast: true, defaultStyle: false,
        tooltip: { disableDefaultStyle: true },
      });
      this.host.querySelector(".vega-bindings")?.remove(); // empty: the controls are our own
      this.view?.finalize();
      this.view = made.view;
      this.datasets = Object.fromEntries(["readout", "figures"].map(
        (name) => [name, dataOf(chart, new RegExp(`^${name}(_\\d+)?_marks$`))]));
      this.view.addEventListener("click", (event, item) => this.pick(item?.datum));
      this.host.hidden = false;
      this.tell();
    }

    settings() {
      return Object.fromEntries([...this.form.elements].filter((e) => e.name).map((e) => [e.name,
        e.type === "checkbox" ? e.checked : e.type === "range" ? Number(e.value) : e.value]));
    }

    async turned(control) {
      const shown = control.parentElement.querySelector("output");
      if (shown) shown.value = control.value;
      await this.wake();
      if (!this.view) return;
      this.view.signal(control.name, this.settings()[control.name]);
      await this.view.runAsync();
      this.tell();
    }

    // A click on a mark sets a control: most often the year that is read off.
    pick(row) {
      const [name, field] = this.parts.charts.wide.usermeta?.pick ?? ["readoff", "year"];
      const control = this.form.elements[name];
      if (row?.[field] === undefined || !control) return;
      control.value = row[field];
      this.turned(control);
    }

    rows(name) {
      return this.datasets[name] ? this.view.data(this.datasets[name]) : [];
    }

    tell() {
      const year = this.form.elements.readoff?.value;
      const lines = [...this.rows("readout")];
      lines.sort((a, b) => (b.shown ?? 0) - (a.shown ?? 0));
      const head = [year, lines[0]?.unit ?? (year ? "" : "Nothing")].filter(Boolean).join(", ");
      const first = Object.assign(document.createElement("li"), { className: "live-year", textContent: head });
      this.readout.replaceChildren(first, ...lines.map((row) => {
        return Object.assign(document.createElement("li"), { textContent: row.line });
      }));
    }

    offerSelection() {
      const button = this.block.querySelector(".live-selection");
      if (!button) return;
      button.hidden = false;
      button.addEventListener("click", () => {
        const columns = this.parts.charts.wide.usermeta.selection;
        const cell = (value) => (value === null || value === undefined ? "" :
          /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : String(value));
        const lines = this.rows("figures").map((row) => columns.map((column) => cell(row[column])).join(","));
        const chosen = Object.entries(this.settings()).map(([name, value]) => `${name}=${value}`).join(" ");
        save(`${this.root.dataset.live}-selection.csv`,
          [...this.parts.head, `# selection: ${chosen}`, columns.join(","), ...lines, ""].join("\n"));
      });
    }
  }

  // Rows of a table in CSV (RFC 4180), by the names in its head; every value is text.
  function rowsOf(text) {
    const lines = [[]];
    for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
      if (!whole && !lines.at(-1).length) break; // the empty match at the end
      lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
      if (end === "\n") lines.push([]);
      else if (!end) break;
    }
    const [head, ...rows] = lines.filter((line) => line.length);
    return rows.map((row) => Object.fromEntries(head.map((name, column) => [name, row[column]])));
  }

  // The data set that a named mark of a compiled chart is drawn from.
  function dataOf(group, name) {
    for (const mark of group.marks ?? []) {
      if (name.test(mark.name)) return mark.from?.data;
      const inside = dataOf(mark, name);
      if (inside) return inside;
    }
    return undefined;
  }

  function save(name, text) {
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address));
  }

  const figures = new Map([...document.querySelectorAll(".live")].map((root) => [root, new Figure(root)]));
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) figures.get(entry.target).wake();
  }, { rootMargin: "200px" });
  figures.forEach((_, root) => near.observe(root));
  document.documentElement.classList.add("has-live");
})();
