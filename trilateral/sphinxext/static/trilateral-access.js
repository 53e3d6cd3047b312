// For readers who hear the page or use keys alone: frames that scroll get names, a change of colours is announced.
"use strict";
(() => {
  // The theme lets the keyboard reach what scrolls; here it gets a role and a name, and loses them when it fits.
  const FRAMES = ".pst-scrollable-table-container, pre, .cell_output > .output";
  const words = (frame) => frame.querySelector("caption")?.textContent.trim() ||
    (frame.matches("pre") ? "Code" : "Output");
  const name = (frame) => {
    const scrolls = frame.tabIndex === 0;
    if (scrolls) {
      frame.setAttribute("role", "group");
      frame.setAttribute("aria-label", `${words(frame)}, scrolls sideways`);
    } else if (frame.getAttribute("role") === "group") {
      frame.removeAttribute("role");
      frame.removeAttribute("aria-label");
    }
  };
  const frames = [...document.querySelectorAll(FRAMES)];
  const watch = new MutationObserver((changes) => changes.forEach((change) => name(change.target)));
  for (const frame of frames) {
    watch.observe(frame, { attributes: true, attributeFilter: ["tabindex"] });
    name(frame);
  }

  // The theme asks what scrolls of all that is not folded away (see lean/mends.py); what is opened is asked now.
  document.addEventListener("toggle", (event) => {
    for (const frame of event.target.querySelectorAll(FRAMES)) {
      if (frame.checkVisibility()) frame.tabIndex = frame.scrollWidth > frame.clientWidth ? 0 : -1;
    }
  }, true);

  // The theme takes the focus from its buttons when they are pressed, so that no tooltip stays under the pointer; who
  // presses them with a key would be thrown back to the page's beginning.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".theme-switch-button, .search-button, .primary-toggle, .secondary-toggle");
    if (button) button.blur = event.detail === 0 ? () => {} : HTMLElement.prototype.blur;
  }, true);

  // The button of the colours shows by its icon what is chosen: its name says it too, and a change is announced.
  const buttons = document.querySelectorAll(".theme-switch-button");
  const root = document.documentElement;
  const NAMES = { light: "light", dark: "dark", auto: "as the system" };
  const status = Object.assign(document.createElement("p"), { className: "heard" });
  status.setAttribute("role", "status");
  document.querySelector("main")?.append(status);
  const tell = (changed) => {
    const said = `Colour mode: ${NAMES[root.dataset.mode] ?? NAMES.auto}`;
    buttons.forEach((button) => button.setAttribute("aria-label", said));
    if (changed) status.textContent = said;
  };
  tell(false);
  new MutationObserver(() => tell(true)).observe(root, { attributes: true, attributeFilter: ["data-mode"] });
})();
