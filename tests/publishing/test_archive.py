"""The folder for a static host: whole or as it was, with sums that hold, and an archive that opens without a host."""
import hashlib
import io
import re
import zipfile

import pytest

from trilateral import paths
from trilateral.publishing import archive, names, packing
from trilateral.sphinxext import downloads

ROOT = paths.book_dir()
MAKERS = {names.EBOOK: lambda path: path.write_bytes(b"an e-book")}


def test_pages_and_downloads_with_sums(small, tmp_path):
    found = archive.site(ROOT, small, tmp_path / "site", MAKERS)
    assert [one.name for one in found] == [names.EBOOK, names.SITE]
    folder = tmp_path / "site" / "downloads"
    sums = dict(reversed(line.split("  ")) for line in (folder / names.SUMS).read_text().splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                    for path in folder.iterdir() if path.name != names.SUMS}
    assert not (tmp_path / "site" / ".buildinfo").exists()
    page = (tmp_path / "site" / archive.PAGE).read_text()
    assert page.startswith("<p>before</p><ul") and page.endswith("<p>after</p>") and "make it" not in page
    for one in found:
        assert f'href="../downloads/{one.name}"' in page
        assert one.digest in page.replace("<wbr/>", "")
    assert "0.0 MB" in page  # nine bytes


def test_the_archive_holds_the_pages_and_offers_nothing_else(small, tmp_path):
    archive.site(ROOT, small, tmp_path / "site", MAKERS)
    with zipfile.ZipFile(tmp_path / "site" / "downloads" / names.SITE) as packed:
        assert sorted(packed.namelist()) == ["three-partners/book/downloads.html", "three-partners/index.html"]
        assert b"make it" in packed.read("three-partners/book/downloads.html")


def test_twice_the_same_bytes(small, tmp_path):
    first = archive.site(ROOT, small, tmp_path / "site", MAKERS)
    assert archive.site(ROOT, small, tmp_path / "site", MAKERS) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "site"]


@pytest.mark.parametrize("fault", ["maker", "no place", "stopped"])
def test_a_failed_step_leaves_the_last_site(small, tmp_path, fault):
    archive.site(ROOT, small, tmp_path / "site", MAKERS)
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}

    def fall(path):
        path.write_text("half")
        raise KeyboardInterrupt if fault == "stopped" else ValueError("no paper")

    (small / "index.html").write_text("new")
    if fault == "no place":
        (small / archive.PAGE).write_text("<p>no list</p>")
    with pytest.raises(KeyboardInterrupt if fault == "stopped" else ValueError,
                       match={"maker": "no paper", "no place": "no place for the list"}.get(fault)):
        archive.site(ROOT, small, tmp_path / "site", MAKERS if fault == "no place" else {names.EBOOK: fall})
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "site"]


def test_a_fall_between_the_renames_is_mended(small, tmp_path):
    archive.site(ROOT, small, tmp_path / "site", MAKERS)
    (tmp_path / "site").rename(tmp_path / ".site-last")
    with pytest.raises(ValueError):
        archive.site(ROOT, small, tmp_path / "site", {names.EBOOK: lambda path: int("none")})
    assert (tmp_path / "site" / "downloads" / names.SUMS).is_file()


def test_dates_before_zip_knew_any():
    with zipfile.ZipFile(io.BytesIO(packing.zipped([("a", b"b")], 0))) as packed:
        assert packed.getinfo("a").date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.slow
@pytest.mark.browser
def test_the_real_site(site, built, browser, tmp_path):
    """Complete, in the sizes that its page gives; and its archive works from a folder, with nothing asked of anyone."""
    there = {path.name for path in site.downloads.iterdir()}
    assert there == {*archive.LABELS, names.SUMS}
    page = (site.folder / archive.PAGE).read_text("utf-8")
    sizes = re.findall(r'download="([^"]+)">[^<]+</a>, ([\d.]+) MB', page)
    assert sizes == [(name, f"{(site.downloads / name).stat().st_size / 1e6:.1f}") for name in archive.LABELS]
    assert downloads.BEGIN in (built / archive.PAGE).read_text("utf-8")
    with zipfile.ZipFile(site.downloads / names.SITE) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)
    tab = browser.new_page()
    faults = []
    tab.on("requestfailed", lambda request: faults.append(request.url))
    tab.on("console", lambda message: message.type == "error" and faults.append(message.text))
    for start in ("index.html", "book/downloads.html", "notebooks/defence-spending.html"):
        tab.goto((tmp_path / names.BOOK / start).as_uri(), wait_until="load")
        tab.wait_for_selector("article.bd-article h1")
    assert faults == []
    tab.goto((tmp_path / names.BOOK / "book/downloads.html").as_uri())
    assert tab.locator("a[href*='downloads/']").count() == 0
    assert "make pdf" in tab.inner_text("article")
    tab.close()
