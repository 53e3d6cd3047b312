"""What assistive technology finds in the written pages: tables, headings, names of links, landmarks, languages."""
import re
import unicodedata

import pytest
from bs4 import BeautifulSoup

from tests.book.contents import MADE, PAGES
from trilateral.sphinxext import access

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def soups(built):
    return {page: BeautifulSoup((built / f"{page}.html").read_text("utf-8"), "lxml") for page in [*PAGES, *MADE]}


def each(soups, what):
    """Page and element of everything on the book's pages that a selector finds."""
    return [(page, found) for page in PAGES for found in soups[page].select(what)]


def heard(tag):
    """The name of a link or button: its label, else its words and those of its pictures."""
    inside = " ".join([tag.get_text(" ", strip=True), *(image.get("alt", "") for image in tag.select("img"))])
    return " ".join((tag.get("aria-label") or inside or tag.get("title") or "").split())


def test_every_table_has_a_name_and_headings_with_a_side(soups):
    tables = each(soups, "main table")
    assert len(tables) > 100
    for page, table in tables:
        where = f"{page}: {table.get_text(' ', strip=True)[:60]}"
        assert len(table.caption.get_text(strip=True)) > 4, where
        columns = table.select("thead th")
        assert columns and all(th.get("scope") == "col" for th in columns), where
        assert all(th.get("scope") == "row" for th in table.select("tbody th")), where
        assert not table.select("thead td"), where


def test_names_of_tables_differ_on_a_page(soups):
    for page in PAGES:
        names = [caption.get_text(" ", strip=True) for caption in soups[page].select("main table > caption")]
        assert len(set(names)) == len(names), page


def test_the_first_column_heads_its_rows_where_it_names_them(soups):
    for page, table in each(soups, "main table:not(.ledger-table)"):
        rows = table.select("tbody tr")
        first = [row.find(["td", "th"]).get_text(" ", strip=True) for row in rows]
        named = all(first) and len(set(first)) == len(first) and len(rows[0].select("td, th")) > 1
        assert len(table.select("tbody th")) == (len(rows) if named else 0), f"{page}: {table.caption.get_text()}"


def test_headings_are_in_order_below_one(soups):
    for page in PAGES:
        levels = [int(heading.name[1]) for heading in soups[page].select("article :is(h1, h2, h3, h4, h5, h6)")]
        assert levels[0] == 1 and levels.count(1) == 1, page
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False)), (page, levels)


def test_titles_of_pages_differ(soups):
    titles = [soup.title.get_text(strip=True) for soup in soups.values()]
    assert len(set(titles)) == len(titles) and all(titles)


def test_links_with_one_name_on_a_page_lead_to_one_place(soups):
    """Citations and the chapters that tell a claim are read in their sentence."""
    apart = ":not(.headerlink, .term-link, .claim-places a, [href*='bibliography.html#'], [href^='#id'])"
    for page in PAGES:
        seen = {}
        for link in soups[page].select(f"article a[href]{apart}"):
            name = heard(link)
            assert len(name) > 1 and name.lower() not in ("here", "click here", "more"), f"{page}: {link}"
            seen.setdefault(name, set()).add(link["href"].partition("#")[0] or link["href"])
        assert {name: found for name, found in seen.items() if len(found) > 1} == {}, page


def test_what_is_heard_of_a_link_begins_with_what_is_seen(soups):
    for page, tag in each(soups, ":is(a, button, summary)[aria-label]"):
        seen = " ".join(tag.get_text(" ", strip=True).split())
        if tag.find_parent("svg") is None and "search-button__button" not in tag.get("class", []):
            assert heard(tag).casefold().startswith(seen.casefold()), f"{page}: {heard(tag)!r}, {seen!r}"


def test_landmarks_have_names_that_differ(soups):
    for page, soup in soups.items():
        marks = [(tag.get("role") or tag.name, tag.get("aria-label") or tag.get("aria-labelledby"))
                 for tag in soup.select("nav, dialog, [role=navigation], [role=region], [role=search]")
                 if not tag.find_parent(class_="onlyprint")]
        assert all(name for _, name in marks), (page, marks)
        assert len(set(marks)) == len(marks), (page, marks)
        assert len(soup.select("main")) == 1


def test_the_page_that_is_read_is_marked_in_the_contents(soups):
    for page in PAGES[1:]:
        (current,) = soups[page].select("nav.bd-docs-nav [aria-current=page]")
        assert current.get_text(" ", strip=True)


def test_pictures_speak_or_are_silent(soups):
    for page, soup in soups.items():
        for picture in [*soup.find_all(["img", "svg"]), *soup.find_all(role="img")]:
            alone = picture.find_parent(attrs={"aria-hidden": "true"}) or picture.get("aria-hidden") == "true"
            assert alone or picture.get("alt") or picture.get("aria-label"), f"{page}: {str(picture)[:120]}"
        assert all(icon.get("aria-hidden") == "true" for icon in soup.select("i[class*=fa-], span[class*='fa-']")), page


def test_every_name_that_an_attribute_points_to_is_there(soups):
    for page, soup in soups.items():
        ids = {tag["id"] for tag in soup.find_all(id=True)}
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for tag in soup.find_all(attrs={name: True}):
                assert set(tag[name].split()) <= ids, f"{page}: {str(tag)[:120]}"


def foreign(text):
    """Letters that are neither Latin nor Greek, which stands for quantities."""
    return [sign for sign in text if sign.isalpha() and ord(sign) > 0x24f
            and not unicodedata.name(sign, "").startswith(("LATIN", "GREEK", "MODIFIER", "MICRO", "DOUBLE-STRUCK",
                                                           "MATHEMATICAL", "FEMININE", "MASCULINE"))]


def test_no_word_of_another_script_stands_without_its_language(soups):
    for page, soup in soups.items():
        assert soup.html["lang"].startswith("en")
        for text in soup.find_all(string=foreign):
            if text.parent.name not in ("script", "style"):
                near = text.find_parent(attrs={"lang": True})
                assert near is not None and near.name != "html", f"{page}: {text[:80]!r}"


def test_mending_twice_changes_nothing(built):
    for page in [*PAGES, *MADE]:
        text = (built / f"{page}.html").read_text("utf-8")
        assert access.mend(text, access.AROUND) == text, page


def test_every_mend_still_finds_what_it_is_for():
    """Against the theme's own words, as its templates have them."""
    theme = ('<div id="pst-primary-sidebar" class="x"><dialog id="pst-search-dialog"><dialog id="pst-primary-sidebar-'
             'modal"></dialog><dialog id="pst-secondary-sidebar-modal"></dialog><div class="prev-next-area">'
             '<button title="Toggle primary sidebar"><button title="Toggle secondary sidebar"><button aria-label='
             '"Color mode"><a class="current reference internal" href="#"><i class="fa-solid fa-sun">')
    assert all(pattern.search(theme) for pattern, _ in access.AROUND)
    assert not re.search("Toggle|Color", access.mend(theme, access.AROUND))
