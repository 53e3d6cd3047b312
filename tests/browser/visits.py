"""One visit to a page, with everything that can be asked of it: what it fetched, what went wrong, what moved.

``bench/weigh.py`` prints the same as a table.
"""
from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.browser.served import TEXT

# Kept by the page itself from its first moment on; the policy does not rule what a debugger puts in.
WATCH = """() => {
    window.seen = {forbidden: [], moved: 0};
    addEventListener('securitypolicyviolation', e =>
        seen.forbidden.push(`${e.effectiveDirective} ${e.blockedURI} ${e.sample} ${e.sourceFile}:${e.lineNumber}`));
    new PerformanceObserver(list => list.getEntries().forEach(e => seen.moved += e.value))
        .observe({type: 'layout-shift', buffered: true});
}"""
# A tab that Chromium takes for hidden draws no frame; then half a second is enough.
FRAMES = """() => Promise.race([new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),
                            new Promise(done => setTimeout(done, 500))])"""
IN_VIEW = """() => [...document.images].every(i => {
    const box = i.getBoundingClientRect();
    return i.complete || box.width === 0 || box.top > innerHeight;
})"""
TO_THE_END = """async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
        scrollTo({top: y, behavior: 'instant'});
        await (FRAMES)();
    }
}""".replace("FRAMES", FRAMES)
TO_LIVE = """async () => {
    for (const figure of document.querySelectorAll('.live')) {
        figure.scrollIntoView({behavior: 'instant'});
        await (FRAMES)();
    }
}""".replace("FRAMES", FRAMES)
LOADED = """() => [...document.images].every(i => i.complete || i.getBoundingClientRect().width === 0)
    && [...document.querySelectorAll('.live')].every(f => 'awake' in f.dataset)"""
AWAKE = "() => [...document.querySelectorAll('.live')].every(f => 'awake' in f.dataset)"


@dataclass
class Visit:
    """What one visit showed. Addresses are as asked; bytes are compressed by gzip's level 6 where a host would."""

    page: str
    first: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)
    moved_first: float = 0.0
    moved: float = 0.0
    first_bytes: int = 0
    all_bytes: int = 0


def visit(context, folder: Path, base: str, page: str, whole: bool = True) -> Visit:
    """Open a page and wait for what is in view; ``whole``, then go to its end and wait for what comes.

    Else only live figures are gone to.
    """
    found = Visit(page)
    tab = context.new_page()
    tab.add_init_script(f"({WATCH})()")
    tab.on("request", lambda request: found.asked.append(request.url))
    tab.on("response", lambda answer: answer.status >= 400 and found.errors.append(f"{answer.status} {answer.url}"))
    tab.on("requestfailed", lambda request: found.errors.append(f"{request.failure} {request.url}"))
    tab.on("console", lambda message: message.type == "error" and found.errors.append(message.text))
    tab.on("pageerror", lambda error: found.errors.append(str(error)))
    tab.goto(f"{base}/{page}.html", wait_until="load")
    tab.evaluate(FRAMES)
    tab.wait_for_function(IN_VIEW, polling=100)
    found.first = list(dict.fromkeys(found.asked))
    found.moved_first = tab.evaluate("seen.moved")
    tab.evaluate(TO_THE_END if whole else TO_LIVE)
    tab.wait_for_function(LOADED if whole else AWAKE, polling=100)
    found.asked = list(dict.fromkeys(found.asked))
    found.forbidden, found.moved = tab.evaluate("[seen.forbidden, seen.moved]")
    tab.close()
    found.first_bytes = sum(size(folder, base, address) for address in found.first)
    found.all_bytes = sum(size(folder, base, address) for address in found.asked)
    return found


_SIZES: dict[tuple[Path, float], int] = {}


def size(folder: Path, base: str, address: str) -> int:
    """Bytes of a file's body as a host sends it; nothing for data: addresses and for what is not the book's."""
    if not address.startswith(base + "/"):
        return 0
    path = folder / unquote(urlsplit(address[len(base) + 1:]).path)
    if not path.is_file():
        return 0
    key = path, path.stat().st_mtime
    if key not in _SIZES:
        body = path.read_bytes()
        _SIZES[key] = len(gzip.compress(body, 6)) if path.suffix in TEXT else len(body)
    return _SIZES[key]


def pages(folder: Path) -> list[str]:
    """Every page of a built book, without its ending, but for those that only send readers on."""
    found = (path for path in sorted(folder.rglob("*.html")) if "_static" not in path.relative_to(folder).parts)
    return [path.relative_to(folder).with_suffix("").as_posix() for path in found
            if "http-equiv=\"refresh\"" not in path.read_text("utf-8")[:2000].lower()]


def visits(browser, folder: Path, base: str, width: int, whole: bool = True) -> list[Visit]:
    """Every page once, in one width."""
    context = browser.new_context(viewport={"width": width, "height": 900 if width > 600 else 844},
                                  reduced_motion="reduce")
    try:
        return [visit(context, folder, base, name, whole) for name in pages(folder)]
    finally:
        context.close()
