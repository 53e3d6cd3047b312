// Previews of claims show on hover and focus by style alone; this lets Escape put one away (WCAG 1.4.13).
"use strict";
(() => {
  const hide = (badge) => badge.classList.add("claim-hidden");
  const rest = (event) => event.target.closest?.(".claim")?.classList.remove("claim-hidden");
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll(".claim:is(:hover, :focus-within)").forEach(hide);
  });
  document.addEventListener("focusout", rest);
  document.addEventListener("mouseout", (event) => {
    const badge = event.target.closest?.(".claim");
    if (badge && !badge.contains(event.relatedTarget)) badge.classList.remove("claim-hidden");
  });
  // A preview that would leave the page at its right edge hangs from the badge's right end instead.
  const place = (event) => {
    const badge = event.target.closest?.(".claim");
    const preview = badge?.querySelector(".claim-preview");
    if (!preview) return;
    const room = document.documentElement.clientWidth - badge.getBoundingClientRect().left;
    badge.classList.toggle("claim-left", room < 340);
  };
  document.addEventListener("mouseover", place);
  document.addEventListener("focusin", place);
})();
