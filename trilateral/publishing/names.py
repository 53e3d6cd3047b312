"""Names of the files that readers take along."""
from __future__ import annotations

BOOK = "three-partners"
EBOOK = f"{BOOK}.epub"
SITE = f"{BOOK}-site.zip"
SUMS = "SHA256SUMS"
FOLDER = "downloads"


def pdf(paper: str) -> str:
    """The PDF for one size of paper: ``three-partners-a4.pdf``."""
    return f"{BOOK}-{paper}.pdf"
