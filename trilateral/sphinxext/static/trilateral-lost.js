/* Shown for a lost page in one of the book's folders, links from the root lead astray. This script's own address
says where the root is. */
(() => {
  "use strict";
  const root = new URL("..", document.currentScript.src);
  const mend = (element, name) => element.setAttribute(name, new URL(element.getAttribute(name), root).href);
  const all = () => {
    document.querySelectorAll("a[href]").forEach(link => mend(link, "href"));
    document.querySelectorAll("form[action]").forEach(form => mend(form, "action"));
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", all);
  else all();
})();
