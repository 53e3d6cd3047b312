"""The book's own Sphinx extension: fresh executions, figure and table blocks, the status page."""
from __future__ import annotations

import hashlib
import os
from pathlib import Path

STATIC = Path(__file__).parent / "static"
# Stands for "now" wherever a tool would print a date or a year, so that two builds are alike.
EDITION_DAY = "1795305600"  # 22 November 2026


def setup(app):
    """Register events, nodes, directives and the style sheet."""
    from trilateral.sphinxext import (
        access,
        author_year,
        breaks,
        citing,
        claims,
        downloads,
        edition,
        found,
        glossary,
        language,
        lean,
        ledger_checks,
        ledger_facts,
        ledger_table,
        linked,
        live,
        look,
        picture,
        quick,
        reporting,
        status,
        table_heads,
        teaching,
        timeline,
        tools,
    )
    from trilateral.sphinxext.teaching import downloads as notebook_downloads
    from trilateral.sphinxext.teaching import launch, places

    os.environ.setdefault("SOURCE_DATE_EPOCH", EDITION_DAY)
    app.add_config_value("trilateral_watch", True, "")
    # A page depends on the code that lays it out: when that changes, every page is read again.
    app.add_config_value("trilateral_layout", _layout(), "env")
    app.connect("config-inited", _watch)
    quick.register(app)
    breaks.register(app)
    picture.register(app)
    tools.register(app)
    author_year.register(app)
    ledger_checks.register(app)
    ledger_table.register(app)
    linked.register(app)
    live.register(app)
    claims.register(app)
    glossary.register(app)
    ledger_facts.register(app)
    citing.register(app)
    edition.register(app)
    timeline.register(app)
    teaching.register(app)
    lean.register(app)
    status.register(app)
    language.register(app)
    table_heads.register(app)
    reporting.register(app)
    downloads.register(app)
    access.register(app)
    found.register(app)
    places.register(app)
    notebook_downloads.register(app)
    launch.register(app)
    app.connect("config-inited", _theme)
    app.connect("builder-inited", _static)
    look.register(app)
    app.add_js_file("trilateral-buttons.js", loading_method="defer")
    app.add_css_file("trilateral-print.css", media="print")
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def _layout() -> str:
    """Digest of the extension's own code and of the colours that it lays pages out with."""
    from trilateral.theme import colours

    files = [*sorted(Path(__file__).parent.rglob("*.*")), Path(colours.__file__)]
    content = (file.read_bytes() for file in files if file.suffix in {".py", ".css", ".csv", ".js", ".html"})
    return hashlib.sha256(b"\0".join(content)).hexdigest()


def _watch(app, config) -> None:
    """Without ``trilateral_watch`` execution is left to myst-nb, as the benchmark's stock build does."""
    if config.trilateral_watch:
        from trilateral.sphinxext import freshness

        freshness.register(app)


def _theme(app, config) -> None:
    """What ``_config.yml`` cannot say: its theme options would replace Jupyter Book's own."""
    # The side bar has a search field; the theme's parent would put a second one above the page.
    config.html_theme_options.setdefault("navbar_persistent", [])
    # The side bar's title would else be the page's, which the front page does not repeat.
    config.html_theme_options.setdefault("logo", {"text": config.html_title})


def _static(app) -> None:
    """Only now: earlier, the folder's absolute path would get into the pages' build information."""
    from trilateral.sphinxext import live

    generated = Path(app.doctreedir) / "trilateral_static"
    live.generate(generated)
    app.config.html_static_path += [str(STATIC), str(generated)]
