"""Whether this machine has a font that stands in for the text's face until that has come."""
from tests import lacking

STANDS_IN = """() => Promise.any([...document.fonts].filter(face => face.family.includes(' as '))
    .map(face => face.load())).then(() => true, () => false)"""


def needed(page):
    """Skip where there is none: then lines break anew when the face comes, on every page."""
    if not page.evaluate(STANDS_IN):
        lacking.skip("no font on this machine that stands in for the text's (install fonts-dejavu-core or Liberation)")
