"""What the theme's first script does besides, before anything is shown: it settles the colours and asks for faces.

The theme leaves the colours *auto* until its last script has run: who reads in the dark would see a bright page
first, and every element would be styled twice.

The text's face is asked for while the style sheet that names it is still on its way: less of the page moves then.
A ``<link rel="preload">`` in the page would be an error where it is opened as a file, since browsers let no preload
there be shared with the style sheet. So the script asks, and only where a host answers.
"""
from __future__ import annotations

import json

FACES = ("roman", "semibold")
ITALIC, ITALICS = "italic", "<em"  # not every page has some
_SETTER = '<script data-cfasync="false">'
_COLOURS = """
    if (document.documentElement.dataset.mode === "auto") {
      document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    }"""
_ASK = """
    if (location.protocol !== "file:") for (const face of FACES) {
      const ask = document.createElement("link");
      Object.assign(ask, {rel: "preload", as: "font", type: "font/woff2", crossOrigin: ""});
      ask.href = `${document.documentElement.dataset.content_root}_static/fonts/text-${face}.woff2`;
      document.head.append(ask);
    }
  """


def filled(text: str) -> str:
    """A page whose first script does both; pages without that script as they are."""
    before, setter, after = text.partition(_SETTER)
    if not setter:
        return text
    script, end, rest = after.partition("</script>")
    faces = [*FACES, ITALIC] if ITALICS in rest else list(FACES)
    return f"{before}{setter}{script.rstrip()}{_COLOURS}{_ASK.replace('FACES', json.dumps(faces))}{end}{rest}"
