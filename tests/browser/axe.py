"""What axe-core finds on a page: in which views pages are looked at, by which rules, and the asking."""
from axe_playwright_python.sync_playwright import Axe

VIEWS = [("light", 1280), ("dark", 390), ("light", 390), ("dark", 1280)]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def views(page):
    """The page in one view after the other: its scheme of colours and its width."""
    for scheme, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        yield scheme, width


def violations(page, rules=RULES, within=None, without=()):
    """What axe-core finds: rule and the first element. Without ``resultTypes`` it would write down what is sound.

    Without ``preload`` it does not look for an imported style sheet, which it would do in the wrong folder. The
    library puts half a megabyte of script into the page at each run; a page that has it keeps it.
    """
    options = {"runOnly": rules, "preload": False, "resultTypes": ["violations"],
               "rules": {rule: {"enabled": False} for rule in without}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    asked = {"include": within} if within else None
    found = page.evaluate("([asked, options]) => axe.run(asked ?? document, options)", [asked, options])
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
