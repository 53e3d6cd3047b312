"""Lists for machines: sitemap, feed, catalogue; the page for lost addresses; anchors that stay."""
import functools
import re
import xml.etree.ElementTree as ET
import zlib
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.book import contents
from tests.sphinxext.small import ADDRESS, PAGES
from trilateral import ledger, tables
from trilateral.sphinxext import language
from trilateral.sphinxext.found import catalogue, feed, lost, names, search, site, sitemap

ATOM = {"a": feed.SPACE}
MARKED = "section[id], figure.block[id], table.block[id], .claim-record[id], dt[id], details > div[id]"
ANCHORS = Path(__file__).with_name("anchors.txt")


@functools.lru_cache(maxsize=64)
def page(folder, name):
    return BeautifulSoup((folder / f"{name}.html").read_text("utf-8"), "html.parser")


# Sitemap and robots.txt


def test_the_sitemap_lists_the_pages_of_the_contents_and_no_others(addressed):
    root = ET.parse(addressed / "sitemap.xml").getroot()
    assert root.tag == f"{{{sitemap.SPACE}}}urlset"
    listed = [place.text for place in root.iterfind("s:url/s:loc", {"s": sitemap.SPACE})]
    assert listed == [f"{ADDRESS}/{name}.html" for name in PAGES]
    for address in listed:
        assert (addressed / address.removeprefix(f"{ADDRESS}/")).is_file()
    assert f"Sitemap: {ADDRESS}/sitemap.xml" in (addressed / "robots.txt").read_text("utf-8").splitlines()


def test_addresses_with_signs_are_escaped():
    text = sitemap.sitemap(["https://example.org/a?b=1&c=2"]).decode()
    assert "b=1&amp;c=2" in text and ET.fromstring(text)[0][0].text == "https://example.org/a?b=1&c=2"


# Feed: RFC 4287


def test_the_feed_follows_the_rules_of_atom(addressed):
    root = ET.parse(addressed / "feed.xml").getroot()
    assert root.tag == f"{{{feed.SPACE}}}feed"
    for one in (root, *root.iterfind("a:entry", ATOM)):
        for name in ("id", "title", "updated"):  # exactly one each, and not empty: 4.1.1, 4.1.2
            assert len(one.findall(f"a:{name}", ATOM)) == 1 and one.findtext(f"a:{name}", None, ATOM).strip()
        datetime.strptime(one.findtext("a:updated", None, ATOM), "%Y-%m-%dT%H:%M:%SZ")
        links = [(link.get("rel"), link.get("type")) for link in one.iterfind("a:link", ATOM)]
        assert len(links) == len(set(links)) and ("alternate", "text/html") in links
    assert root.find("a:author/a:name", ATOM).text  # stands for its entries: 4.2.1
    own = [link.get("href") for link in root.iterfind("a:link[@rel='self']", ATOM)]
    assert own == [f"{ADDRESS}/feed.xml"]
    ids = [each.text for each in root.iterfind(".//a:id", ATOM)]
    assert len(ids) == len(set(ids)) and all(re.match(r"tag:example\.org,\d{4}:\S+$", each) for each in ids)
    days = [each.findtext("a:updated", None, ATOM) for each in root.iterfind("a:entry", ATOM)]
    assert days == sorted(days, reverse=True) and root.findtext("a:updated", None, ATOM) == days[0]


def test_every_source_in_its_edition_has_an_entry_that_leads_to_a_table(addressed):
    root = ET.parse(addressed / "feed.xml").getroot()
    anchors = {tag["id"] for tag in page(addressed, "book/data").select("[id]")}
    titles = [each.findtext("a:title", None, ATOM) for each in root.iterfind("a:entry", ATOM)]
    for manifest in map(tables.manifest, tables.names()):
        for source in manifest.sources:
            assert f"{source.producer}, {source.title}: {source.edition}" in titles
    for entry in root.iterfind("a:entry", ATOM):
        address, _, anchor = entry.find("a:link", ATOM).get("href").partition("#")
        assert address == f"{ADDRESS}/book/data.html" and anchor in anchors
    assert page(addressed, "book/data").select_one('article a[href="../feed.xml"]')


def test_a_new_edition_is_a_new_entry_and_an_old_one_keeps_its_id():
    import dataclasses

    economy = tables.manifest("economy")
    source = dataclasses.replace(economy.sources[0], edition="of another year", retrieved="2027-01-02")
    later = dataclasses.replace(economy, sources=(source, *economy.sources[1:]))
    before, after = ({entry.name for entry in feed.editions([each], "")} for each in (economy, later))
    assert len(before - after) == len(after - before) == 1 and len(before & after) == len(economy.sources) - 1


def test_releases_of_a_changelog_are_told():
    found = feed.releases("# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2027-03-01\n\n## [0.1.0] (2026-11-22)\n", "x")
    assert [(entry.name, entry.day) for entry in found] == [("release/0.2.0", "2027-03-01"),
                                                            ("release/0.1.0", "2026-11-22")]


# Catalogue


def test_the_catalogue_has_every_table_with_its_columns_and_files(addressed):
    soup = page(addressed, "book/data")
    for name in tables.names():
        manifest = tables.manifest(name)
        entry = soup.find(id=catalogue.anchor(manifest)).find_parent("details")  # a link opens what is around it
        assert entry.summary.get_text(strip=True) == language.curled(manifest.title)
        rows = [row.get_text(" ", strip=True) for row in entry.select("tbody tr")]
        assert len(rows) == len(manifest.columns)
        for row, (column, spec) in zip(rows, manifest.columns.items(), strict=True):
            assert row.startswith(column) and spec.get("unit", "") in row
        assert not entry.select(".caption-number") and manifest.name in entry.caption.get_text()
        words = entry.get_text(" ").replace("’", "'")  # quotation marks are typeset
        for source in manifest.sources:
            assert source.producer in words and source.edition in words and source.licence["name"] in words
        files = [addressed / "book" / link["href"] for link in entry.select("a[download]")]
        assert [file.read_bytes() for file in files] == [manifest.data_path.read_bytes(), manifest.path.read_bytes()]


def test_datasets_are_told_to_machines(addressed):
    import json

    text = page(addressed, "book/data").select('script[type="application/ld+json"]')[-1].string
    found = {record["identifier"]: record for record in json.loads(text)["dataset"]}
    assert list(found) == tables.names()
    spending = found["military_expenditure"]
    manifest = tables.manifest("military_expenditure")
    assert spending["distribution"]["contentUrl"] == f"{ADDRESS}/_data/military_expenditure.csv"
    assert spending["distribution"]["sha256"] == manifest.sha256
    assert spending["temporalCoverage"] == catalogue.years(manifest).replace("-", "/")
    first, last = map(int, catalogue.years(manifest).split("-"))
    years = tables.load("military_expenditure")["year"]
    assert (first, last) == (years.min(), years.max())
    assert len(spending["variableMeasured"]) == len(manifest.columns)
    assert spending["isBasedOn"][0]["publisher"]["name"] == manifest.sources[0].producer


# Lost addresses


@pytest.mark.parametrize("base", ["/some/book/", ""])
def test_a_lost_reader_finds_search_and_contents(plain, addressed, base):
    soup = page(addressed if base else plain, "404")
    assert [link["href"] for link in soup.select("nav a")] == [f"{base}{name}.html" for name in PAGES]
    assert soup.form["action"] == f"{base}search.html" and soup.form.find("input")["name"] == "q"
    assert [tag["src"] for tag in soup.select("script")] == ([] if base else [lost.SCRIPT, f"../{lost.SCRIPT}"])
    assert not soup.select("link, img")


# Names


def test_a_place_has_all_of_its_names_once():
    places = names.places()
    every = [name for place in places for name in place.names]
    assert len(every) == len(set(every))
    by_name = {name: place.shown for place in places for name in place.names}
    assert by_name["Diaoyu"] == by_name["尖閣諸島"] == by_name["釣魚臺"] == "Senkaku / Diaoyu"
    assert by_name["독도"] == by_name["Takeshima"] == "Dokdo / Takeshima"
    assert by_name["한국"] == by_name["Republic of Korea"] == "ROK / South Korea"


def test_names_in_brackets_and_beside_slashes_are_names():
    assert names.split("Rason (Rajin)") == ["Rason", "Rajin"]
    assert names.split("尖閣諸島 / 钓鱼岛") == ["尖閣諸島", "钓鱼岛"]
    assert names.split("Хасан - Туманган / 두만강") == ["Хасан", "Туманган", "두만강"]


def test_sections_are_read_without_what_readers_do_not_see():
    text = '<article><section id="a"><h1>Head<a class="headerlink" href="#a">#</a></h1><p>Dokdo ' \
           '<span class="term-preview" role="tooltip" id="x">Kuril</span> &amp; more</p><svg><text>Seoul</text></svg>' \
           '<section id="b"><h2>Below</h2><p>Words</p></section></section></article><p>Tokyo</p>'
    one, two = search.sections(text)
    assert (one.anchor, one.heading, one.words) == ("a", "Head", "Head Dokdo & more")
    assert (two.anchor, two.heading) == ("b", "Below")


# The whole book


def anchors(built):
    """Addresses that people may have noted: headings, figures, tables, claims, terms, data."""
    found = set()
    for name in contents.PAGES:
        article = page(built, name).select_one("article")
        marked = article.select(MARKED)
        found |= {f"{name}.html#{tag['id']}" for tag in marked}
    return found


@pytest.mark.slow
def test_no_address_that_was_public_is_lost(built):
    """``REFRESH_ANCHORS=1`` adds what is new to the list; it never takes anything away."""
    import os

    kept, there = set(ANCHORS.read_text("utf-8").split()), anchors(built)
    if os.environ.get("REFRESH_ANCHORS"):
        ANCHORS.write_text("\n".join(sorted(kept | there)) + "\n", "utf-8")
    every = {f"{name}.html#{tag['id']}" for name in contents.PAGES for tag in page(built, name).select("article [id]")}
    gone = sorted(kept - every)
    assert not gone, ("addresses that people may have noted lead nowhere now; put the old name before the heading, as "
                      f"in (old-name)=, or take it off {ANCHORS.name} on purpose: {', '.join(gone)}")


@pytest.mark.slow
def test_no_heading_has_a_number_for_its_address(built):
    assert [each for each in anchors(built) if re.search(r"#id\d+$", each)] == []


@pytest.mark.slow
def test_the_inventory_is_whole(built):
    """What other books link to: every page, figure, table, claim and term, each where it says."""
    head, body = (built / "objects.inv").read_bytes().split(b"zlib.\n", 1)
    told = zlib.decompress(body).decode().splitlines()
    lines = [re.match(r"(.+?) (\S+:\S+) (-?\d+) (\S*) (.*)", line) for line in told]
    found = {(line[2], line[1]): line[4].replace("$", line[1]) for line in lines}
    assert {name for kind, name in found if kind == "std:doc"} >= set(contents.PAGES)
    assert {name for kind, name in found if kind == "std:label"} >= {id.lower() for id in ledger.contents().claims}
    ids = {name: {tag["id"] for tag in page(built, name).select("[id]")} for name in contents.PAGES}
    for name in contents.PAGES:
        labels = {address.partition("#")[2] for address in found.values() if address.startswith(f"{name}.html#")}
        assert labels <= ids[name], name
        blocks = {tag["id"] for tag in page(built, name).select("figure.block[id], table.block[id]")}
        assert blocks <= labels, name
    terms = {tag.get_text(strip=True).removesuffix("#") for tag in page(built, "book/glossary").select("dt")}
    index = {link.get_text(strip=True) for link in page(built, "genindex").select("article a, main a")}
    assert terms <= index and terms <= {name for kind, name in found if kind == "std:term"}


@pytest.mark.slow
def test_the_book_lists_every_page_for_those_who_are_lost(built):
    listed = [link["href"] for link in page(built, "404").select("nav a")]
    assert listed == [f"{name}.html" for part in site.parts(contents.ROOT) for name in part.pages]
    assert all((built / address).is_file() for address in listed)
