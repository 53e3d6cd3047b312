"""What a page says of itself, with an address of the site and without one."""
import io
import json

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.book import contents
from tests.sphinxext.small import ADDRESS
from trilateral.sphinxext.found import feedback, linked_data, pictures, site
from trilateral.teaching import units

CFF = yaml.safe_load((contents.ROOT / "CITATION.cff").read_text("utf-8"))


def head(folder, page):
    return BeautifulSoup((folder / f"{page}.html").read_text("utf-8"), "html.parser").head


def said(found, key="name"):
    """Content of each meta element by its name; none is there twice."""
    tags = [tag for tag in found.select(f"meta[{key}]") if tag[key] not in ("citation_author", "viewport")]
    assert len({tag[key] for tag in tags}) == len(tags)
    return {tag[key]: tag["content"] for tag in tags}


def records(found):
    return [json.loads(tag.string) for tag in found.select('script[type="application/ld+json"]')]


def test_a_chapter_is_cited_as_part_of_the_book(addressed):
    tags = said(head(addressed, "notebooks/one"))
    assert tags["citation_title"] == "One & only"
    assert tags["citation_inbook_title"] == tags["citation_book_title"] == CFF["title"]
    assert tags["citation_publication_date"] == f"{CFF['date-released']:%Y/%m/%d}"
    assert tags["citation_public_url"] == f"{ADDRESS}/notebooks/one.html" and "citation_pdf_url" not in tags
    authors = [tag["content"] for tag in head(addressed, "notebooks/one").select('meta[name="citation_author"]')]
    assert authors == [author["name"] for author in CFF["authors"]]


def test_the_front_page_is_the_book(addressed, plain):
    tags = said(head(addressed, "book/index"))
    assert tags["citation_title"] == CFF["title"] and "citation_inbook_title" not in tags
    assert tags["citation_pdf_url"] == f"{ADDRESS}/book.pdf"
    assert said(head(addressed, "book/index"), "property")["og:type"] == "book"  # what Zotero takes it for
    assert head(plain, "book/index").title.string == "Small & whole"


def test_other_pages_are_not_cited(addressed):
    tags = said(head(addressed, "book/data"))
    assert not [name for name in tags if name.startswith("citation_")]
    assert said(head(addressed, "book/data"), "property")["og:type"] == "website"


def test_records_for_reference_managers_are_linked(plain):
    for page, name in (("notebooks/one", "one"), ("book/index", "book")):
        links = head(plain, page).select('link[rel="alternate"]')
        assert [link["href"] for link in links] == [f"../_cite/{name}.bib", f"../_cite/{name}.csl.json"]
        assert all((plain / page).parent.joinpath(link["href"]).is_file() for link in links)


def test_open_graph_has_an_image_that_is_there(addressed):
    from PIL import Image

    for page in ("book/index", "notebooks/one"):
        found = head(addressed, page)
        tags = said(found, "property")
        assert tags["og:url"] == f"{ADDRESS}/{page}.html" == found.select_one('link[rel="canonical"]')["href"]
        assert tags["og:site_name"] == "Small Book" and tags["og:locale"] == "en_GB" and tags["og:image:alt"]
        image = addressed / tags["og:image"].removeprefix(f"{ADDRESS}/")
        with Image.open(image) as opened:
            assert (str(opened.width), str(opened.height)) == (tags["og:image:width"], tags["og:image:height"])
            assert opened.format == "PNG"
        assert said(found)["twitter:card"] == "summary_large_image"
    assert said(head(addressed, "notebooks/one"), "property")["og:description"] == 'A chapter with "quotes" & more.'


def test_without_an_address_none_is_invented(plain):
    for path in plain.rglob("*.html"):
        found = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        if found.head is None or "_static" in path.parts:
            continue
        assert not found.head.select('link[rel="canonical"], link[type="application/atom+xml"]'), path
        assert not {"og:url", "og:image"} & set(said(found.head, "property")), path
        for record in records(found.head):
            own = {key: value for key, value in record.items() if key not in ("isBasedOn", "license", "@context")}
            if record["@type"] != "DataCatalog":
                assert "http" not in json.dumps(own), path
            assert not {"url", "item", "contentUrl"} & set(keys(own, "isBasedOn")), path
    for name in ("sitemap.xml", "robots.txt", "feed.xml", "_cards"):
        assert not (plain / name).exists()
    assert said(head(plain, "book/index"))["twitter:card"] == "summary"


def keys(record, less):
    """All keys of a record, at any depth, without what stands below ``less``."""
    if isinstance(record, dict):
        for key, value in record.items():
            if key != less:
                yield key
                yield from keys(value, less)
    elif isinstance(record, list):
        for value in record:
            yield from keys(value, less)


def test_json_ld_says_what_a_page_is(addressed):
    book, = records(head(addressed, "book/index"))
    assert book["@type"] == "Book" and book["name"] == CFF["title"] and book["version"] == CFF["version"]
    assert book["author"] == [{"@type": "Organization", "name": CFF["authors"][0]["name"]}]
    based, = book["isBasedOn"]
    assert based["author"][0]["familyName"] == CFF["references"][0]["authors"][0]["family-names"]
    assert based["url"] == CFF["references"][0]["url"]
    part, = book["hasPart"]
    assert part == {"@type": "ScholarlyArticle", "name": "One & only", "url": f"{ADDRESS}/notebooks/one.html"}
    chapter, way = records(head(addressed, "notebooks/one"))
    assert chapter["@type"] == "ScholarlyArticle" and chapter["isPartOf"]["name"] == CFF["title"]
    assert chapter["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [(step["position"], step["name"]) for step in way["itemListElement"]] == [
        (1, "Small & whole"), (2, "The argument"), (3, "One & only")]
    assert way["itemListElement"][2]["item"] == f"{ADDRESS}/notebooks/one.html"


def test_no_record_can_close_its_script():
    from trilateral.sphinxext.found.head import _script

    text = _script({"name": "a </script><script>alert(1)</script>"})
    assert text.count("<") == 2 and json.loads(text.partition(">")[2].rpartition("<")[0])["name"].endswith("</script>")


def test_an_author_is_a_person_where_the_citation_file_names_one():
    assert linked_data.author({"family-names": "Ōta", "given-names": "Aya"})["@type"] == "Person"
    assert linked_data.author({"name": "A body"}) == {"@type": "Organization", "name": "A body"}


def test_search_and_index_are_not_to_be_found(plain):
    for page in ("search", "genindex", "404"):
        assert said(head(plain, page))["robots"] == "noindex"
    assert "robots" not in said(head(plain, "book/index"))


# Links to a repository


def menu(folder, page="notebooks/one"):
    found = BeautifulSoup((folder / f"{page}.html").read_text("utf-8"), "html.parser")
    return {link["title"]: link["href"] for link in found.select("a[class*='btn-source-'][href]")}


def test_a_repository_gives_links_and_none_gives_none(plain, addressed):
    from urllib.parse import parse_qs, urlsplit

    assert menu(plain) == {}
    links = menu(addressed)
    assert links["Suggest an edit"] == "https://github.com/some/book/edit/trunk/in/notebooks/one.md"
    assert links["See the source"] == "https://github.com/some/book/blob/trunk/in/notebooks/one.md?plain=1"
    assert links["Repository"] == "https://github.com/some/book"
    report = urlsplit(links["Report a mistake"])
    asked = parse_qs(report.query)
    assert report.path == "/some/book/issues/new" and asked["title"] == ["One & only: "]
    assert "notebooks/one.md" in asked["body"][0] and CFF["version"] in asked["body"][0]
    for folder in (plain, addressed):
        page = BeautifulSoup((folder / "notebooks/one.html").read_text("utf-8"), "html.parser")
        assert page.select("[class*='btn-download-source-button']"), "the source can be downloaded either way"


@pytest.mark.parametrize(("url", "edit"), [
    ("https://gitlab.example.org/a/b.git", "https://gitlab.example.org/a/b/-/edit/main/x.md"),
    ("https://codeberg.org/a/b/", "https://codeberg.org/a/b/_edit/main/x.md"),
])
def test_hosts_write_addresses_in_their_own_ways(tmp_path, url, edit):
    (tmp_path / "_config.yml").write_text(f"repository: {{url: '{url}'}}\n", "utf-8")
    links = feedback.links(feedback.repository(tmp_path), "x.md", "X", "1")
    assert [address for label, _, address in links if label == "source-edit-button"] == [edit]


def test_of_an_unknown_host_only_the_repository_is_named():
    repo = feedback.Repository("https://code.example.org/a/b")
    assert feedback.links(repo, "x.md", "X", "1") == [("source-repository-button", "Repository", repo.address)]


# Cards


def test_a_card_is_drawn_the_same_twice_and_differs_by_its_figure():
    from PIL import Image

    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100pt" height="80pt" viewBox="0 0 100 80">' \
          '<rect width="100" height="80" fill="#00f"/></svg>'
    one = pictures.draw("A title that takes more than a line", "Book", svg)
    assert one == pictures.draw("A title that takes more than a line", "Book", svg)
    with Image.open(io.BytesIO(one)) as card:
        assert card.size == (pictures.ACROSS, pictures.DOWN)
        blue = sum(count for count, (r, g, b) in card.convert("RGB").getcolors(1 << 24) if b > 200 > 60 > r + g)
    assert blue > 0.3 * pictures.ACROSS * pictures.DOWN


# The whole book


@pytest.mark.slow
def test_every_page_of_the_book_has_a_description_of_its_own(built):
    found = {page: said(head(built, page)).get("description", "") for page in contents.PAGES}
    long = {page: len(" ".join(words.split())) for page, words in found.items()}
    assert {page: count for page, count in long.items() if not 70 <= count <= 160} == {}
    assert len(set(found.values())) == len(found)


@pytest.mark.slow
def test_every_page_of_the_book_says_what_it_is(built):
    for page in contents.PAGES:
        found = head(built, page)
        kinds = [record["@type"] for record in records(found)]
        expected = ("Book" if page == "book/index" else "LearningResource" if page.startswith(f"{units.FOLDER}/")
                    else "ScholarlyArticle" if page in contents.EXECUTED else "WebPage")
        assert kinds[0] == expected and ("BreadcrumbList" in kinds) == (page != "book/index"), page
        assert said(found, "property")["og:title"], page
        assert len(found.select('meta[name="viewport"]')) <= 2, page


@pytest.mark.slow
def test_units_say_what_they_teach_and_how_long(built):
    for unit in units.every(contents.ROOT):
        found = records(head(built, unit.page))[0]
        assert found["timeRequired"] == f"PT{sum(unit.minutes.values())}M" and found["educationalLevel"] == unit.level
        source = (contents.ROOT / f"{unit.page}.md").read_text("utf-8")
        listed = source.partition("## What you will be able to do")[2].partition("\n## ")[0].count("\n- ")
        assert len(found["teaches"]) == listed >= 3
        assert all(goal[0].isupper() and "{" not in goal for goal in found["teaches"])
        assert found["isBasedOn"]["name"] and found["author"] and found["license"].startswith("https://")


def test_parts_have_their_pages():
    found = {part.caption: list(part.pages) for part in site.parts(contents.ROOT)}
    assert found["The argument"] == contents.ARGUMENT and sum(found.values(), []) == contents.PAGES
