// A JupyterHub of the reader's own: its address is asked for, kept in this browser and told to nobody else.
{
  const KEY = "jupyterhub";
  // Where a hub ends and what is open on it begins, for those who copy the whole address.
  const INSIDE = /\/(hub|user|lab|tree|notebooks)(\/.*)?$/;
  const TEXT = `<form method="dialog">
      <h2 id="own-hub-title">Open on your JupyterHub</h2>
      <label for="own-hub-address">Its address</label>
      <input id="own-hub-address" type="url" required pattern="https?://.+" placeholder="https://hub.example.org"
        aria-describedby="own-hub-how">
      <p id="own-hub-how">The hub needs nbgitpuller: it fetches the book and opens this page.
        The address is kept in this browser alone.</p>
      <button value="open">Open</button> <button value="" formnovalidate>Cancel</button>
    </form>`;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  const remember = (address) => {
    try {
      localStorage.setItem(KEY, address);
    } catch {
      // A browser that keeps nothing asks again.
    }
  };
  const hub = (typed) => {
    const address = new URL(typed);
    return address.origin + address.pathname.replace(INSIDE, "").replace(/\/+$/, "");
  };

  const made = () => {
    const dialog = document.createElement("dialog");
    dialog.className = "own-hub";
    dialog.setAttribute("aria-labelledby", "own-hub-title");
    dialog.innerHTML = TEXT;
    dialog.addEventListener("close", () => {
      // The button that was pressed is in a menu, which has closed.
      document.querySelector(".dropdown-launch-buttons > button")?.focus();
      if (dialog.returnValue !== "open") return;
      const address = hub(dialog.querySelector("input").value);
      remember(address);
      open(address + document.querySelector('meta[name="hub-way"]').content, "_blank", "noopener");
    });
    return document.body.appendChild(dialog);
  };

  addEventListener("click", (event) => {
    if (event.target.closest?.("[data-does]")?.dataset.does !== "hub") return;
    const dialog = document.querySelector(".own-hub") ?? made();
    dialog.returnValue = "";
    dialog.querySelector("input").value ||= remembered();
    dialog.showModal();
  });
}
