"""Print a local page with the Chromium of this machine."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Nothing of a reader's own profile, no request of the browser's own, the same letters on every screen.
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run", "--font-render-hinting=none"]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 300_000  # milliseconds for the longest step, on a slow machine


def find() -> str:
    """Path of a Chromium: the environment's ``CHROMIUM``, else the first on the PATH.

    Raises
    ------
    FileNotFoundError
        There is none, with what to install.
    """
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise FileNotFoundError("paper needs Chromium, and none is on the PATH: install the package chromium "
                                "(or google-chrome), or name one in the variable CHROMIUM")
    return found


def print_page(page: Path, out: Path, whole: bool = True) -> None:
    """Write ``page`` to ``out`` as a PDF, tagged and with an outline unless it is only for counting pages.

    Raises
    ------
    ValueError
        Something that the page shows is missing, or its console holds an error.
    """
    # Twice as wide as a phone: pictures are chosen before the paper is known.
    with _opened(page, page.as_uri(), 1000, 1400) as tab:
        tab.pdf(path=out, outline=whole, tagged=whole, prefer_css_page_size=True, print_background=True)


def print_slides(deck: Path, out: Path, width: int, height: int) -> list[str]:
    """Write a deck to ``out`` as a PDF, a slide of so many CSS pixels a page; give its headlines.

    Raises
    ------
    ValueError
        Something that the deck shows is missing, or its console holds an error.
    """
    with _opened(deck, f"{deck.as_uri()}?print-pdf", width, height, ready="html.laid-out-for-print") as tab:
        tab.pdf(path=out, outline=True, tagged=True, width=f"{width}px", height=f"{height}px", print_background=True)
        return tab.evaluate(r"""() => [...document.querySelectorAll('.slides :is(h1, h2)')]
            .map(heading => heading.textContent.replace(/\s+/g, ' ').trim())""")


@contextmanager
def _opened(page: Path, address: str, width: int, height: int, ready: str = "body") -> Iterator[Page]:
    """A tab with a page that shows all that it should; ``ready`` is there as soon as its scripts are done."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=find(), args=SWITCHES)
        try:
            tab = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
            tab.set_default_timeout(PATIENCE)
            faults: list[str] = []
            tab.on("console", lambda message: message.type == "error" and faults.append(message.text))
            tab.on("requestfailed", lambda request: faults.append(f"not loaded: {request.url}"))
            tab.goto(address)
            tab.wait_for_selector(ready, state="attached")
            faults += tab.evaluate("""async () => {
                await document.fonts.ready;
                await Promise.all([...document.images].map(image => image.decode().catch(() => null)));
                return [...document.images].filter(i => !i.naturalWidth).map(i => `no picture: ${i.src}`);
            }""")
            if faults:
                raise ValueError(f"{page.name} is not whole: " + "; ".join(faults[:5]))
            yield tab
        finally:
            browser.close()
