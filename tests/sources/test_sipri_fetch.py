"""Finding SIPRI's workbook: which link of the page is followed, and what is said where there is none."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.upstreams.server import Reply
from tests.upstreams.sipri import EXCEL, FILES, HOST, PAGE, edition, page
from trilateral.sources import sipri, sipri_fetch
from trilateral.tables import DataError

OLD, REVISED, NEW = (f"SIPRI-Milex-data-1949-{end}.xlsx" for end in ("2024", "2024_2", "2025_v1.2"))


def offer(server, *names):
    """A page that links these workbooks, whose content is their name."""
    server.reply(HOST, PAGE, Reply(page(*(f"//{HOST}{FILES}/{name}" for name in names)), "text/html; charset=utf-8"))
    for name in names:
        server.reply(HOST, f"{FILES}/{name}", Reply(name.encode(), EXCEL))


@pytest.mark.parametrize(("asked", "expected"), [
    (None, NEW), ("2026", NEW), ("April 2026", NEW), ("2025", REVISED), (" April 2025 ", REVISED),
])
def test_the_newest_or_the_edition_asked_for(server, client, asked, expected):
    offer(server, OLD, NEW, REVISED)
    found = sipri_fetch.fetch(client, asked)["workbook"]
    assert found.path.name == expected
    assert found.path.read_bytes() == expected.encode()
    assert found.url == f"https://{HOST}{FILES}/{expected}"
    assert len(server.asked) == 2


@pytest.mark.parametrize(("asked", "message"), [
    ("2020", r"https://www\.sipri\.org/databases/milex: no workbook of the edition of April 2020; there is "
             r"April 2025 \(SIPRI-Milex-data-1949-2024\.xlsx\), April 2026 \(SIPRI-Milex-data-1949-2025_v1\.2\.xlsx\)"),
    ("newest", r"edition 'newest' of SIPRI's military expenditure; expected a year such as 2025, or April 2025"),
    ("2025-10-23", r"expected a year such as 2025"),
])
def test_an_edition_that_is_not_there(server, client, asked, message):
    offer(server, OLD, NEW)
    with pytest.raises(DataError, match=message):
        sipri_fetch.fetch(client, asked)
    assert all(question.path.endswith(PAGE) for question in server.asked)


@pytest.mark.parametrize("link", [
    f"https://sipri.example{FILES}/{NEW}", f"ftp://{HOST}{FILES}/{NEW}", f"https://{HOST}:8443{FILES}/{NEW}",
    f"https://user@{HOST}{FILES}/{NEW}", f"https://{HOST}.example{FILES}/{NEW}", "https://[x", "mailto:x@sipri.org",
    f"{FILES}/SIPRI-Milex-data-1949-2025.pdf", f"{FILES}/Milex.xlsx", f"https://sipri.org@evil.example{FILES}/{NEW}",
])
def test_other_links_are_not_followed(server, client, link):
    server.reply(HOST, PAGE, Reply(page(link), "text/html"))
    with pytest.raises(DataError, match=r"milex: none of 2 links leads to a workbook at www\.sipri\.org"):
        sipri_fetch.fetch(client)
    assert len(server.asked) == 1


@pytest.mark.parametrize("link", [
    f"{FILES}/{NEW}", f"http://{HOST}{FILES}/{NEW}", f" https://{HOST}{FILES}/{NEW} ", f"..{FILES}/{NEW}#top",
])
def test_links_in_other_forms_are_asked_for_securely(link):
    (found,) = sipri_fetch.links(page(link))
    assert found.url == f"https://{HOST}{FILES}/{NEW}"


def test_order_of_suffixes():
    names = ["2023", "2024", "2024_0", "2024_2", "2024_10", "2025_v1.2", "2025_v1.10"]
    found = sipri_fetch.links(page(*(f"{FILES}/SIPRI-Milex-data-1949-{name}.xlsx" for name in reversed(names))))
    assert [link.name[22:-5] for link in found] == names


def test_the_workbook_fetched_is_that_of_its_name(server, client, tmp_path):
    """A file under the name of another edition is fetched, and refused when it is read."""
    old = edition(tmp_path, 2004).read_bytes()
    server.reply(HOST, PAGE, Reply(page(f"{FILES}/{NEW}"), "text/html"))
    server.reply(HOST, f"{FILES}/{NEW}", Reply(old, EXCEL))
    found = sipri_fetch.fetch(client)
    with pytest.raises(DataError, match=rf"{NEW}: the sheets end in 2004; expected 2025, as the file's name says"):
        sipri.build({"workbook": found["workbook"].path}, tmp_path / "out", retrieved="2026-05-01")
    assert not (tmp_path / "out").exists()


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=200), st.text(max_size=60))
def test_any_page_gives_links_or_one_error(content, link):
    try:
        found = sipri_fetch.links(content + page(link))
    except DataError as error:
        assert "\n" not in str(error)
    else:
        assert all(one.url.startswith("https://") for one in found)
