"""The whole book builds strictly, executes everything, and fails when a cell does."""
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.book.contents import EXECUTED, PAGES, ROOT, UNITS
from trilateral.cli import build

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def soups(built):
    return {page: BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "html.parser") for page in PAGES}


def test_every_source_is_in_the_contents():
    sources = [path for folder in ("book", "notebooks") for path in (ROOT / folder).rglob("*.md")]
    assert {path.relative_to(ROOT).with_suffix("").as_posix() for path in sources} == set(PAGES)


def test_every_notebook_was_executed_and_warned_of_nothing(built):
    from jupyter_cache import get_cache

    cache = get_cache(built.parent / ".jupyter_cache")
    records = cache.list_cache_records()
    assert {Path(r.uri).relative_to(ROOT).with_suffix("").as_posix() for r in records} == {PAGES[0], *EXECUTED}
    for record in records:
        for cell in cache.get_cache_bundle(record.pk).nb.cells:
            said = [out["text"] for out in cell.get("outputs", []) if out.get("name") == "stderr"]
            assert said == [], record.uri


def test_every_image_says_what_it_shows(soups):
    for page, soup in soups.items():
        for image in soup.select("article img, main img"):
            alt = (image.get("alt") or "").strip()
            assert alt, f"{page}: {image.get('src')} has no alternative text"
            assert not re.search(r"\.(svg|png|jpe?g|webp)$|_images/|^https?:", alt), f"{page}: {alt!r} is a file name"


def test_figures_and_tables_are_numbered_captioned_and_credited(soups):
    for page in EXECUTED:
        blocks = soups[page].select("figure.block, div.block-table:not(:has(.claims-told, .ledger-table))")
        assert len(blocks) >= 2 or page in UNITS, page
        for block in blocks:
            assert block.select_one(".caption-number"), page
            assert len(block.select_one(".caption-text").get_text().strip()) > 15
            assert block.select_one(".credit").get_text().startswith("Source: ")


def test_each_figure_is_there_light_and_dark_wide_and_narrow(built, soups):
    for page in EXECUTED:
        for figure in soups[page].select("figure.block:not(:has(.live, .linked-figure))"):
            for shade in ("light", "dark"):
                picture = figure.select_one(f"picture.only-{shade}")
                for address in (picture.source["srcset"], picture.img["src"]):
                    drawn = (built / page).parent / address
                    assert drawn.read_text("utf-8").startswith("<svg"), address


def test_a_live_figure_is_there_before_it_wakes(soups):
    """Both widths inline, hidden from screen readers behind one image with the alternative text; controls by name."""
    live = [figure for page in EXECUTED for figure in soups[page].select("figure.block:has(.live)")]
    assert len(live) >= 3
    for figure in live:
        assert len(figure.select_one(".live-picture[role=img]")["aria-label"]) > 80
        assert len(figure.select(".live-static svg[aria-hidden=true]")) == 2
        assert all(control.find_parent("label") for control in figure.select("select, input"))
        assert not figure.select("script, [onclick]")


def test_no_page_asks_another_host(soups):
    for page, soup in soups.items():
        tags = soup.select("script[src], img[src], iframe[src], link[href]")
        asked = [tag.get("src") or tag.get("href") for tag in tags
                 if tag.name != "link" or {"stylesheet", "preload", "icon", "shortcut"} & set(tag.get("rel", []))]
        assert [a for a in asked if re.match(r"(https?:)?//", a)] == [], page


def test_nothing_of_this_machine_stands_on_a_page(built):
    for path in built.rglob("*.html"):
        text = path.read_text("utf-8", errors="replace")
        assert str(ROOT) not in text and str(Path.home()) + "/" not in text, path.name


def failing_book(folder, cell):
    """A book of one page whose only cell is ``cell``."""
    (folder / "notebooks").mkdir()
    head = (ROOT / EXECUTED[0]).with_suffix(".md").read_text("utf-8").split("---\n")[1]
    (folder / "notebooks" / "broken.md").write_text(f"---\n{head}---\n\n# Broken\n\n```{{code-cell}}\n{cell}\n```\n")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: notebooks/broken\n")
    shutil.copy(ROOT / "_config.yml", folder)
    shutil.copytree(ROOT / "book", folder / "book")
    return subprocess.run(build.command(folder, folder, every=False), capture_output=True, text=True, check=False)


def test_a_failing_cell_fails_the_build(tmp_path):
    done = failing_book(tmp_path, "raise RuntimeError('the well is dry')")
    assert done.returncode != 0
    assert "the well is dry" in done.stdout + done.stderr
    assert "broken" in done.stdout + done.stderr


def test_the_same_book_builds_when_the_cell_is_mended(tmp_path):
    done = failing_book(tmp_path, "print('the well is full')")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]


def test_a_warning_fails_the_build(tmp_path):
    done = failing_book(tmp_path, "1 + 1\n```\n\nSee {numref}`nowhere-at-all`.\n\n```{code-cell}\n2 + 2")
    assert done.returncode != 0
    assert "nowhere-at-all" in done.stdout + done.stderr


def test_every_figure_can_be_taken_along(built, soups):
    """Data with a head that names source and licence, the picture as SVG and PNG, and a link to the figure."""
    for page in EXECUTED:
        for figure in soups[page].select("figure.block"):
            links = {link.get_text(): link["href"] for link in figure.select(".figure-tools a")}
            data, svg, png, here = links.values()
            assert list(links)[1:] == ["SVG", "PNG", "Link"] and here == f"#{figure['id']}"
            assert all(link["aria-label"] for link in figure.select(".figure-tools a"))
            read = [((built / page).parent / address).read_bytes() for address in (data, svg, png)]
            assert b"source" in read[0][:2000] and b"licence" in read[0][:2000]
            assert read[1].startswith(b"<svg") and read[2].startswith(b"\x89PNG")
            assert soups[page].select_one(here)


def test_the_code_of_a_figure_is_folded_below_it(soups):
    for page in EXECUTED:
        for cell in soups[page].select("div.cell:has(figure.block)"):
            output, code = cell.find_all(recursive=False)
            assert "cell_output" in output["class"] and code.name == "details" and not code.has_attr("open")
            assert "Show the code" in code.summary.get_text()
