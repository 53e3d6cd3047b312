// Starts reveal.js. A slide is as wide as the screen is shaped; S opens the speaker's notes in a window of their own.
const tallScreen = matchMedia("(max-aspect-ratio: 3/2)");
const shape = () => ({ width: tallScreen.matches ? 960 : 1280, height: 720 });
let speaker = null;

const current = () => {
  const slides = Reveal.getSlides();
  const here = slides.indexOf(Reveal.getCurrentSlide());
  const headline = (slide) => slide?.querySelector("h1, h2")?.textContent ?? "";
  return {
    kind: "slide", number: here + 1, total: slides.length, headline: headline(slides[here]), next: headline(slides[here + 1]),
    notes: [...slides[here].querySelectorAll("aside.notes > p")].map((note) => note.textContent),
  };
};
// A page on a disk has no origin of its own to name.
const target = location.protocol === "file:" ? "*" : location.origin;
const tell = () => speaker && !speaker.closed && speaker.postMessage(current(), target);

addEventListener("message", (event) => {
  if (!speaker || event.source !== speaker) return;
  if (event.data?.kind === "ready") tell();
  if (event.data?.kind === "step") (event.data.by > 0 ? Reveal.next : Reveal.prev)();
});

Reveal.initialize({
  ...shape(), margin: 0, center: false, hash: true, transition: "none", backgroundTransition: "none", slideNumber: "c/t",
  controlsTutorial: false, navigationMode: "linear", pdfMaxPagesPerSlide: 1, scrollActivationWidth: null, minScale: 0.05,
  maxScale: 4, plugins: [RevealZoom],
}).then(() => {
  Reveal.addKeyBinding({ keyCode: 83, key: "S", description: "Notes for the speaker" }, () => {
    speaker = open("speaker.html", "speaker", "width=900,height=720");
    if (speaker) speaker.focus();
  });
  Reveal.on("slidechanged", tell);
  document.documentElement.classList.add("started");
});
// On paper every slide is there at once: none is hidden from the tree of tags, and links lead within the file.
Reveal.on("pdf-ready", () => {
  for (const slide of document.querySelectorAll(".slides section")) {
    slide.removeAttribute("aria-hidden");
    slide.removeAttribute("hidden");
  }
  for (const link of document.querySelectorAll('a[href^="#/"]')) link.setAttribute("href", link.getAttribute("href").replace("/", ""));
  document.documentElement.classList.add("laid-out-for-print");
});
tallScreen.addEventListener("change", () => Reveal.configure(shape()));
