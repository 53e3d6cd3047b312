/* Looks up claims, figures, tables, terms and places before the words of pages, under every name that they go by.

Sphinx' own search stays for the words; it is asked once for each name that means the same. Nothing is fetched for a
result, so that the page works without a server too. */
(() => {
  "use strict";
  const found = window.trilateralFound;
  if (!found || typeof Search === "undefined") return;
  const MOST = 60;
  const KINDS = {claim: "Claim", figure: "Figure", table: "Table", data: "Data", term: "Term", place: "Place", page: "Page"};
  const BONUS = {page: 10, figure: 5, table: 5, term: 5, data: 2};

  // Letters without accents, in lower case, single spaces between words.
  const normal = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const latin = word => /^[\p{Script=Latin}\p{N}]/u.test(word);
  const spaced = text => ` ${text} `;
  // A word of Latin letters stands apart; others run on: 한국의.
  const holds = (text, name) => latin(name) ? spaced(text).includes(spaced(name)) : text.includes(name);

  const same = found.same.map(group => [...new Set(group.map(normal))].filter(name => name));

  // The query, and the query with each other name of the longest names in it.
  const alternatives = query => {
    let rest = query;
    const hits = [];
    const names = same.flatMap(group => group.map(name => [name, group])).sort((a, b) => b[0].length - a[0].length);
    for (const [name, group] of names) {
      if (!holds(rest, name)) continue;
      rest = rest.replace(name, " ");
      hits.push([name, group]);
    }
    return [query, ...hits.flatMap(([name, group]) => group.filter(other => other !== name)
      .map(other => query.replace(name, other)))].slice(0, 12);
  };

  const entries = [
    ...Object.entries(found.pages).map(([page, [title, , about]]) => ({k: "page", t: title, p: page, w: about})),
    ...found.entries,
  ].map(entry => ({...entry, names: (entry.n || []).concat(entry.k === "page" ? [entry.t] : []).map(normal),
                   title: normal(entry.k === "place" ? `${entry.t} ${entry.n.join(" ")}` : entry.t).split(" "), words: normal(`${entry.t} ${entry.w || ""}`).split(" ")}));

  const has = (words, token) => words.some(word => latin(token) ? word.startsWith(token) : word.includes(token));

  // 100 for what is called so; less by how much of a title the query covers; least for words below it.
  const rate = (entry, query, tokens) => {
    if (entry.names.includes(query)) return 100;
    if (tokens.every(token => has(entry.title, token)))
      return 25 + 30 * Math.min(1, tokens.length / entry.title.length) + (BONUS[entry.k] || 0);
    return tokens.every(token => has(entry.words, token)) ? 20 : 0;
  };

  const direct = queries => {
    const results = [];
    const ranks = new Map();  // of a place's pages, the first is the one that names it most
    for (const entry of entries) {
      const scores = queries.map((query, i) =>
        rate(entry, query, query.split(" ").filter(token => !stopwords.includes(token))) * (i ? 0.9 : 1));
      let score = Math.max(...scores);
      if (entry.k === "place" && score >= 90) {
        const rank = ranks.get(entry.t) || 0;
        ranks.set(entry.t, rank + 1);
        score = 89 - rank;
      }
      if (score > 0) results.push({...entry, score});
    }
    return results;
  };

  const text = html => new DOMParser().parseFromString(html, "text/html").body.textContent;

  // Hits of Sphinx' own search: pages and sections that hold the words.
  const worded = queries => {
    const results = new Map();
    for (const query of queries) {
      const [asked, terms, without, , objects] = Search._parseQuery(query);
      for (const [page, title, anchor, , score] of Search._performSearch(asked, terms, without, new Set(), objects)) {
        if (!found.pages[page]) continue;
        const key = page + anchor;
        const rated = Math.min(45, 25 + score / 2) + (page.startsWith("notebooks/") ? 1 : 0) + (anchor ? 0 : 0.5);
        if (!results.has(key) || results.get(key).score < rated)
          results.set(key, {k: "page", t: text(title), p: page, a: anchor.slice(1), score: rated});
      }
    }
    return [...results.values()];
  };

  const element = (name, className, words) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (words) made.textContent = words;
    return made;
  };

  const show = result => {
    const [title, part, about] = found.pages[result.p];
    const item = element("li", "found");
    const link = item.appendChild(element("a", "found-title", result.t));
    link.href = `${document.documentElement.dataset.content_root || "./"}${result.p}.html${result.a ? `#${result.a}` : ""}`;
    const where = [KINDS[result.k], part, result.k === "page" && !result.a ? "" : title].filter(each => each);
    item.appendChild(element("p", "found-where", where.join(" · ")));
    item.appendChild(element("p", "found-words", result.w || about));
    return item;
  };

  // The best of several results that lead to one place.
  const once = results => {
    const seen = new Set();
    return results.sort((a, b) => b.score - a.score).filter(result => {
      const key = `${result.p}#${result.a || ""}`;
      return !seen.has(key) && seen.add(key);
    });
  };

  Search.query = asked => {
    const query = normal(asked);
    const queries = alternatives(query);
    const results = query ? once([...direct(queries), ...worded(query === "" ? [] : queries)]) : [];
    Search.stopPulse();
    Search.title.textContent = "Search results";
    Search.status.setAttribute("role", "status");
    const names = queries.length > 1 ? " Other names of what you asked for were looked for too." : "";
    Search.status.textContent = results.length
      ? `${results.length} ${results.length === 1 ? "result" : "results"}` +
        `${results.length > MOST ? `, the best ${MOST} are shown` : ""}.${names}`
      : "Nothing found. Try fewer words, another spelling, or a claim’s number, as in C018.";
    Search.output.replaceChildren(...results.slice(0, MOST).map(show));
  };
})();
