// A self-test's buttons: each says whether the chosen option is right, and why. Without it the answers stand at the end.
for (const question of document.querySelectorAll(".self-test-question")) {
  const button = question.querySelector("button");
  const said = question.querySelector(".self-test-said");
  const forget = () => {
    said.textContent = "";
    question.classList.remove("self-test-right", "self-test-wrong");
  };
  button.hidden = false;
  question.addEventListener("change", forget);
  button.addEventListener("click", () => {
    forget();
    const chosen = question.querySelector("input:checked")?.closest("li");
    if (!chosen) {
      said.textContent = "Choose an answer first.";
      return;
    }
    const right = "right" in chosen.dataset;
    question.classList.add(right ? "self-test-right" : "self-test-wrong");
    const verdict = document.createElement("strong");
    verdict.textContent = right ? "✓ Right. " : "✗ Not this one. ";
    said.append(verdict, ...chosen.querySelector(".self-test-why").cloneNode(true).childNodes);
  });
}
