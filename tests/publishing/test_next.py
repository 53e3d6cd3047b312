"""The comparison of two built books notices what readers or links would miss."""
import importlib.util

import pytest

from bench.run import PARTS
from trilateral import paths

SPEC = importlib.util.spec_from_file_location("next_book", paths.book_dir() / "bench" / "next.py")
bench = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(bench)
PAGE = '<html><body><article id="top"><h1 id="{id}">{words}</h1><img src="_figures/{figure}"></article></body></html>'


def book(folder, pages=("index", "one"), id="part", words="Head", figure="a.svg"):
    (folder / "_figures").mkdir(parents=True)
    for name in ("a.svg", "old.svg"):
        (folder / "_figures" / name).write_text("<svg/>", "utf-8")
    for page in pages:
        (folder / f"{page}.html").write_text(PAGE.format(id=id, words=words, figure=figure), "utf-8")
    return bench.Site(folder)


@pytest.mark.parametrize(("change", "lost", "told"), [
    ({}, False, ""), ({"words": "Other head"}, False, "words that differ on one.html: 3"),
    ({"pages": ("index",)}, True, "page lost: one.html"), ({"id": "other"}, True, "anchors lost on one.html: part"),
    ({"figure": "b.svg"}, True, "figure lost: _figures/a.svg")])
def test_what_is_lost(tmp_path, change, lost, told):
    lines, found = bench.compare(book(tmp_path / "before"), book(tmp_path / "after", **change))
    assert found == lost and told in "\n".join(lines)
    assert "old.svg" not in "\n".join(lines), "a file that no page asks for"


def test_everything_but_jupyter_book_is_wanted():
    names = bench.wanted()
    assert {"sphinx", "myst-nb", "sphinx-book-theme", "geopandas", "sphinx-external-toc"} <= set(names)
    assert "jupyter-book" not in names and not any(sign in name for name in names for sign in "<>=")


def test_its_tree_has_what_a_build_reads(tmp_path):
    """At least what the copy has that another test builds from."""
    tree = tmp_path / "tree"
    bench.configured(tree)
    assert [part for part in PARTS if not (tree / part).exists()] == []
    settings = {}
    exec((tree / "conf.py").read_text("utf-8"), settings)
    assert "trilateral.sphinxext" in settings["extensions"] and "jupyter_book" not in settings["extensions"]
