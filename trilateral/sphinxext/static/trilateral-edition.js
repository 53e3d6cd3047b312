/* An older edition says so at the foot of the view, and leads to the same page of the latest one.
   Only a page in the folder of its own edition asks; /latest/, any other host and file:// ask nothing. */
"use strict";
(() => {
  const own = document.querySelector('meta[name="edition"]')?.content;
  const root = new URL(document.documentElement.dataset.content_root || "./", location.href);
  if (!own || !root.protocol.startsWith("http") || !root.pathname.endsWith(`/${own}/`)) return;

  const day = (date) => new Date(date).toLocaleDateString("en-GB",
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  const show = ({ latest, pages, editions }) => {
    const [mine, newest] = [own, latest].map((name) => editions.find((one) => one.name === name));
    if (!mine || !newest || own === latest) return;
    const here = location.pathname.slice(root.pathname.length);
    const same = pages.find((page) => [here, `${here}.html`, `${here}index.html`].includes(page));
    const link = document.createElement("a");
    link.href = new URL(`../latest/${same || "index.html"}`, root).href + (same ? location.hash : "");
    link.textContent = same ? "this page there" : "its front page";
    const words = document.createElement("p");
    words.append(`An older edition, ${own} of ${day(mine.date)}. `,
      `The latest is ${latest} of ${day(newest.date)}: `, link, ".");
    const note = document.createElement("div");
    note.className = "edition-note";
    note.setAttribute("role", "status"); // said by a screen reader, although it comes last on the page
    document.body.append(note);
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("_static/trilateral-edition.css", root).href;
    style.onload = style.onerror = () => note.append(words);
    document.head.append(style);
  };

  fetch(new URL("../editions.json", root)).then((reply) => reply.ok && reply.json())
    .then((list) => list && show(list)).catch(() => {}); // without an answer a page stays as it is
})();
