// What the theme's buttons do; their own handlers stand in attributes, which the pages' policy does not let act.
addEventListener("click", (event) => {
  const does = event.target.closest?.("[data-does]")?.dataset.does;
  if (does === "print") print();
  if (does === "fullscreen") toggleFullScreen();
});
