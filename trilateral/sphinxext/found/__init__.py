"""What lets the book be found and cited: what a page says of itself, its lists for machines, search, feedback.

Whatever needs the site's address is left out where none is configured (``html.baseurl`` in ``_config.yml``), and
whatever needs a repository where none is (``repository.url``).
"""
from __future__ import annotations


def register(app) -> None:
    """Connect each part to Sphinx."""
    from trilateral.sphinxext.found import catalogue, feed, feedback, head, lost, pictures, search, sitemap

    for part in (catalogue, feedback, head, pictures, sitemap, feed, lost, search):
        part.register(app)
