"""The book's own Sphinx extension: figure and table blocks."""
from __future__ import annotations

import os
from pathlib import Path

from trilateral.sphinxext import picture

STATIC = Path(__file__).parent / "static"


# Stands for "now" wherever a tool would print a date or a year, so that two builds are alike.
EDITION_DAY = "1795305600"  # 22 November 2026


def setup(app):
    """Register nodes and the style sheet."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", EDITION_DAY)
    picture.register(app)
    app.connect("config-inited", _settings)
    app.add_css_file("trilateral.css")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _settings(app, config) -> None:
    """What ``_config.yml`` cannot say: its theme options would replace Jupyter Book's own."""
    config.html_static_path.append(str(STATIC))
    # The side bar has a search field; the theme's parent would put a second one above the page.
    config.html_theme_options.setdefault("navbar_persistent", [])
