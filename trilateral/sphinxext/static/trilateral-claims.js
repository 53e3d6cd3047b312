// Previews of claims and terms show on hover and focus by style alone; this lets Escape put one away (WCAG 1.4.13).
"use strict";
(() => {
  const HOLDER = ".claim, .term";
  const hide = (badge) => badge.classList.add("claim-hidden");
  const rest = (event) => event.target.closest?.(HOLDER)?.classList.remove("claim-hidden");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll(":is(.claim, .term):is(:hover, :focus-within)").forEach(hide);
  });
  document.addEventListener("focusout", rest);
  document.addEventListener("mouseout", (event) => {
    const badge = event.target.closest?.(HOLDER);
    if (badge && !badge.contains(event.relatedTarget)) badge.classList.remove("claim-hidden");
  });
  // A preview that would leave the page at its right edge moves to the left by as much.
  const place = (event) => {
    const preview = event.target.closest?.(HOLDER)?.querySelector(".claim-preview, .term-preview");
    if (!preview) return;
    preview.style.left = "0";
    const over = preview.getBoundingClientRect().right + 8 - document.documentElement.clientWidth;
    if (over > 0) preview.style.left = `${-over}px`;
  };
  document.addEventListener("mouseover", place);
  document.addEventListener("focusin", place);
})();
