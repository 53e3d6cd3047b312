"""Put a figure, a table or a number on the page.

Each shows itself twice over: as a block that the book's Sphinx extension lays out (numbered, with
caption, alternative text, light and dark, wide and narrow), and as plain picture, table or text
that any notebook can show.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trilateral.figures.download import download
from trilateral.figures.drawing import Drawing
from trilateral.figures.live import VEGA_MIME, Live, compiles, picture
from trilateral.figures.svg import size
from trilateral.theme import formats

if TYPE_CHECKING:
    import pandas as pd

    from trilateral.tables import Source

FIGURE_MIME = "application/vnd.trilateral.figure+json"
TABLE_MIME = "application/vnd.trilateral.table+json"
GLUE = "application/papermill.record/"  # the prefix under which myst-nb keeps values for prose


def show(name: str, drawn: Drawing | Live, *, caption: str, alt: str, sources: Sequence[str | Source], units: str = "",
         note: str = "") -> None:
    """Show a figure as a numbered block.

    Parameters
    ----------
    name
        Its target: ``{numref}`burden-share``` points to it.
    drawn
        A drawing, or a live figure: that one also gets its controls and wakes when a reader comes near.
    caption
        What it shows, short, as MyST Markdown.
    alt
        What one sees in it, in a sentence or two: the finding, not the chart's type.
    sources
        Tables and layers that the figure is made from; their manifests give producer, edition and licence.
        What is no table, such as the ledger, is given as a :class:`trilateral.tables.Source`.
    units
        Units, with the year of constant prices; take them from the manifest.
    note
        What a reader must know to read the figure rightly: a projection, what a dashed line means.
    """
    _require(name, caption=caption, alt=alt)
    block = {"name": name, "caption": caption, "alt": alt, "credit": _credit(name, sources, units, note)}
    plain = {"text/plain": alt}
    if isinstance(drawn, Live) and not compiles():  # no page is made there: the notebook program draws the chart
        return _display({**drawn.plain(), **plain})
    if isinstance(drawn, Live):
        specs = {"wide": drawn.vega(), "narrow": drawn.vega(narrow=True)}
        block["live"] = specs
        block["pictures"] = {width: _picture(picture(spec)) for width, spec in specs.items()}
        plain[VEGA_MIME] = specs["wide"]  # JupyterLab's own renderer takes this one
    else:
        block["pictures"] = {"wide": _picture(drawn.svg()), "narrow": _picture(drawn.svg(narrow=True))}
        plain["image/svg+xml"] = block["pictures"]["wide"]["svg"]
    data = download(drawn.data, name, caption, sources, units, note)
    block["data"] = {"ending": data.ending, "text": data.text}
    _display({FIGURE_MIME: block, **plain})


def _picture(svg: str) -> dict[str, Any]:
    across, down = size(svg)
    return {"svg": svg, "width": across, "height": down}


def table(name: str, frame: pd.DataFrame, *, caption: str, sources: Sequence[str | Source], note: str = "",
          styles: dict[str, Any] | None = None) -> None:
    """Show a table as a numbered block.

    Parameters
    ----------
    frame
        Columns in order, with their printed names; the first one names the row.
    styles
        Number style a column: a name of :mod:`trilateral.theme.formats`, or ``(name, options)``.
        Columns without one are printed as they are.
    """
    _require(name, caption=caption)
    credit = _credit(name, sources, "", note)
    styles = styles or {}
    rows = [
        [_cell(value, styles.get(column)) for column, value in zip(frame.columns, record, strict=True)]
        for record in frame.itertuples(index=False)
    ]
    block = {
        "name": name,
        "caption": caption,
        "credit": credit,
        "columns": [{"title": str(c), "number": c in styles and styles[c] != "text"} for c in frame.columns],
        "rows": rows,
    }
    plain = frame.set_axis([str(c) for c in frame.columns], axis=1)
    for position, column in enumerate(plain.columns):
        plain[column] = [row[position] for row in rows]
    _display({TABLE_MIME: block, "text/html": plain.to_html(index=False), "text/plain": plain.to_string(index=False)})


def number(name: str, value: Any, style: str, **options: Any) -> None:
    """Keep a formatted number for the prose: ``{glue:text}`name``` prints it.

    Parameters
    ----------
    style
        A name of :mod:`trilateral.theme.formats`: ``"percent"``, ``"usd_m"``, ``"km"`` ...
    """
    content = formats.formatted(value, style, **options)
    _display({f"{GLUE}text/plain": repr(content)}, {"scrapbook": {"name": name, "mime_prefix": GLUE}})


def _cell(value: Any, style: Any) -> str:
    if style is None:
        return formats.MISSING if value is None or value != value else str(value)
    style, options = style if isinstance(style, tuple) else (style, {})
    return formats.formatted(value, style, **options)


def _credit(name: str, sources: Sequence[str | Source], units: str, note: str) -> str:
    """The line below a figure: who published which edition, in which units, and what else to know."""
    from trilateral import tables

    if not sources or isinstance(sources, str):
        raise ValueError(f"figure {name!r}: sources is {sources!r}; a list of tables and layers is expected")
    credits = dict.fromkeys(credit for source in sources for credit in tables.credit(source).split("; "))
    words = "; ".join([*credits, *([units] if units else [])])
    return f"{words}. {note}" if note else words


def _require(name: str, **texts: str) -> None:
    for field, content in texts.items():
        if not content or not content.strip():
            raise ValueError(f"figure {name!r}: {field} is empty; every figure and table needs one")


def _display(bundle: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
    from IPython.display import display

    display(bundle, raw=True, metadata=metadata or {})
