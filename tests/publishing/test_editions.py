"""Editions side by side: old ones keep their bytes, the tree changes whole or not at all."""
import json

import pytest
from bs4 import BeautifulSoup

from tests.publishing.sites import files, site
from trilateral.cli import main
from trilateral.publishing import editions
from trilateral.publishing.editions import EditionError, place


@pytest.fixture
def tree(tmp_path):
    """A tree with one edition."""
    place(site(tmp_path / "one", "2025.9", "2025-11-22", ("index", "notebooks/one", "gone")), tmp_path / "tree")
    return tmp_path / "tree"


def contents(tree):
    return json.loads((tree / "editions.json").read_text("utf-8"))


def test_the_newest_is_the_latest_and_the_old_keeps_its_bytes(tree, tmp_path):
    before = files(tree / "2025.9")
    assert files(tree / "latest") == before
    new = site(tmp_path / "two", "2025.10", "2026-05-05")
    assert place(new, tree).name == "2025.10"
    assert files(tree / "2025.9") == before and files(tree / "2025.10") == files(tree / "latest") == files(new)
    content = contents(tree)
    assert content["latest"] == "2025.10" and content["pages"] == ["index.html", "notebooks/one.html"]
    assert [(one["name"], one["date"]) for one in content["editions"]] == [
        ("2025.9", "2025-11-22"), ("2025.10", "2026-05-05")]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "tree", "two"]


def test_an_older_one_that_comes_later_is_not_the_latest(tree, tmp_path):
    place(site(tmp_path / "two", "2024.1", "2026-12-31"), tree)
    assert contents(tree)["latest"] == "2025.9" and files(tree / "latest") == files(tree / "2025.9")


def test_the_same_again_changes_nothing(tree, tmp_path):
    before = files(tree)
    place(tmp_path / "one", tree)
    assert files(tree) == before


def test_other_content_under_a_name_that_is_taken_is_refused(tree, tmp_path):
    before = files(tree)
    with pytest.raises(EditionError, match="an edition stays as it is"):
        place(site(tmp_path / "two", "2025.9", "2025-11-22", words=" changed"), tree)
    assert files(tree) == before


def test_an_old_edition_that_was_changed_is_noticed(tree, tmp_path):
    (tree / "2025.9" / "index.html").write_text("mended", "utf-8")
    with pytest.raises(EditionError, match="is not what was published as edition 2025.9"):
        place(site(tmp_path / "two", "2026.1", "2026-05-05"), tree)


@pytest.mark.parametrize("name", ["latest", "v1", "2025.1rc1", "../up", "", "1."])
def test_a_name_is_numbers_and_dots(tmp_path, name):
    with pytest.raises(EditionError, match="no name of an edition"):
        place(site(tmp_path / "one", name, "2025-11-22"), tmp_path / "tree")
    assert not (tmp_path / "tree").exists()


def test_a_folder_of_something_else_is_not_taken(tmp_path):
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(EditionError, match="no tree of editions"):
        place(site(tmp_path / "one", "2025.1", "2025-11-22"), tmp_path / "tree")
    assert files(tmp_path / "tree") == {"letter.txt": b"dear"}


@pytest.mark.parametrize("step", ["_root", "_exchange"])
def test_whole_or_not_at_all(tree, tmp_path, monkeypatch, step):
    """A step that fails leaves the tree as it was, and nothing beside it."""
    before, new = files(tree), site(tmp_path / "two", "2026.1", "2026-05-05")

    def fail(*_):
        raise OSError("disk full")

    monkeypatch.setattr(editions, step, fail)
    with pytest.raises(OSError, match="disk full"):
        place(new, tree)
    assert files(tree) == before and sorted(p.name for p in tmp_path.iterdir()) == ["one", "tree", "two"]


def test_where_folders_cannot_be_exchanged_or_files_linked(tree, tmp_path, monkeypatch):
    def unable(*_):
        raise OSError("no links here")

    monkeypatch.setattr(editions, "exchange", lambda *_: False)
    monkeypatch.setattr(editions.os, "link", unable)
    before = files(tree / "2025.9")
    place(site(tmp_path / "two", "2026.1", "2026-05-05"), tree)
    assert files(tree / "2025.9") == before and contents(tree)["latest"] == "2026.1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "tree", "two"]


def test_what_a_kill_left_beside_the_tree_does_no_harm(tree, tmp_path):
    (tmp_path / ".tree.next" / "2026.1").mkdir(parents=True)
    place(site(tmp_path / "two", "2026.1", "2026-05-05"), tree)
    assert contents(tree)["latest"] == "2026.1" and not (tmp_path / ".tree.next").exists()


def soup(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_the_root_leads_to_the_latest_without_a_script(tree):
    page = soup(tree / "index.html")
    assert page.select_one("meta[http-equiv=refresh]")["content"] == "0; url=latest/index.html"
    assert page.select_one("a")["href"] == "latest/index.html" and page.h1.text == "A <Book>"
    assert "2025.9 of 22 November 2025" in page.a.text and not page.select("script, [rel=canonical]")
    for link in soup(tree / "editions.html").select("a"):
        assert (tree / link["href"]).is_file()


def test_without_an_address_nothing_is_invented(tree):
    for name in ("404.html", "robots.txt", "index.html", "editions.html", "editions.json"):
        assert "http://" not in (tree / name).read_text("utf-8").replace("http-equiv", "")
        assert "https://" not in (tree / name).read_text("utf-8")
    assert not soup(tree / "404.html").select("a[href]"), "shown at any depth, a relative link goes astray"


def test_with_an_address(tmp_path):
    one = site(tmp_path / "one", "2025.1", "2025-11-22")
    (one / "sitemap.xml").write_text("<urlset/>", "utf-8")
    place(one, tmp_path / "tree", "https://example.org/book")
    links = [link["href"] for link in soup(tmp_path / "tree" / "404.html").select("a")]
    assert links == ["https://example.org/book/latest/index.html", "https://example.org/book/editions.html"]
    robots = (tmp_path / "tree" / "robots.txt").read_text("utf-8")
    assert "Sitemap: https://example.org/book/latest/sitemap.xml" in robots
    canonical = soup(tmp_path / "tree" / "index.html").select_one("link[rel=canonical]")
    assert canonical["href"] == "https://example.org/book/latest/"


@pytest.mark.parametrize(("link", "taken"), [("/book/latest/book/index.html", True), ("book/index.html", False)])
def test_the_sites_own_page_for_what_is_missing_serves_all_editions_if_it_can(tmp_path, link, taken):
    one = site(tmp_path / "one", "2025.1", "2025-11-22")
    (one / "404.html").write_text(f'<a href="{link}">Front page</a>', "utf-8")
    place(one, tmp_path / "tree", "https://example.org/book/")
    assert ("Front page" in (tmp_path / "tree" / "404.html").read_text("utf-8")) == taken


def test_each_edition_keeps_its_own_header_rules(tmp_path):
    for name, policy in (("2025.1", "'self'"), ("2026.1", "'none'")):
        one = site(tmp_path / name, name, "2025-11-22")
        (one / "_headers").write_text(f"/*\n  Content-Security-Policy: default-src {policy}\n", "utf-8")
        place(one, tmp_path / "tree")
    rules = (tmp_path / "tree" / "_headers").read_text("utf-8").split("\n\n")
    assert [rule.splitlines()[0] for rule in rules] == ["/2025.1/*", "/2026.1/*", "/latest/*"]
    assert "'self'" in rules[0] and "'none'" in rules[1] and "'none'" in rules[2]


def test_the_command(tmp_path, capsys):
    one = site(tmp_path / "one", "2025.1", "2025-11-22")
    assert main(["edition", "--site", str(one), "--into", str(tmp_path / "tree")]) == 0
    assert "edition 2025.1 of 2025-11-22 is in place; the latest is 2025.1" in capsys.readouterr().out
    assert main(["edition", "--site", str(tmp_path), "--into", str(tmp_path / "tree")]) == 1
    assert "has no edition.json" in capsys.readouterr().err


@pytest.mark.slow
def test_the_built_book_says_which_edition_it_is(built, tmp_path):
    """Every page has the meta tag, with the version by which the book is cited."""
    import yaml

    from trilateral import paths

    cff = yaml.safe_load((paths.book_dir() / "CITATION.cff").read_text("utf-8"))
    content = json.loads((built / "edition.json").read_text("utf-8"))
    assert content == {"title": "Three Partners", "name": cff["version"], "date": str(cff["date-released"])}
    pages = [path for path in built.rglob("*.html") if "_static" not in path.parts]
    without = {path.relative_to(built).as_posix() for path in pages
               if f'<meta name="edition" content="{cff["version"]}"' not in path.read_text("utf-8")}
    assert len(pages) > 20 and without <= {"index.html", "404.html"}, "the redirect and the lost page have none"
    assert place(built, tmp_path / "tree").name == cff["version"]
