// The window with the speaker's notes: shows what the deck tells it, counts the minutes, steps the deck on and back.
const deck = opener;
const place = (id) => document.getElementById(id);
const target = location.protocol === "file:" ? "*" : location.origin;
const step = (by) => deck?.postMessage({ kind: "step", by }, target);
const began = performance.now();

addEventListener("message", (event) => {
  if (!deck || event.source !== deck || event.data?.kind !== "slide") return;
  const { number, total, headline, next, notes } = event.data;
  place("place").textContent = `Slide ${number} of ${total}`;
  place("headline").textContent = headline;
  place("next").textContent = next || "the end";
  place("notes").replaceChildren(...notes.map((words) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    return paragraph;
  }));
  scrollTo(0, 0);
});
place("back").addEventListener("click", () => step(-1));
place("on").addEventListener("click", () => step(1));
addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
  if (by) step(by);
});
setInterval(() => {
  const seconds = Math.floor((performance.now() - began) / 1000);
  place("time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}, 1000);
deck?.postMessage({ kind: "ready" }, target);
