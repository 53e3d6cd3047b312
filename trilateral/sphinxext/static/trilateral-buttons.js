// What the theme's buttons do; their own handlers stand in attributes, which the pages' policy does not let act.
addEventListener("click", (event) => {
  const does = event.target.closest?.("[data-does]")?.dataset.does;
  if (does === "print") print();
  if (does === "fullscreen") toggleFullScreen();
});

// A notebook in the browser needs a server: from a disk its link would open an empty page.
if (location.protocol === "file:") {
  for (const line of document.querySelectorAll(".run-here")) {
    line.textContent = "Read from a website, this page can also be run in the browser.";
  }
}
