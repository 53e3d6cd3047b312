"""Fetching an edition of the World Economic Outlook, against a server on this machine. Made-up figures."""
import pytest

from tests.upstreams import imf as upstream
from tests.upstreams.server import Reply
from trilateral.sources import imf, imf_fetch
from trilateral.tables import DataError


def at(server, address, reply):
    host, path = address.removeprefix("https://").split("/", 1)
    server.reply(host, f"/{path}", reply)


def test_the_newest_that_the_page_links_comes_in_two_requests(server, client):
    upstream.install(server, ["October 2025", "October 2026", "April 2026"])
    snapshot = imf_fetch.fetch(client)["weo"]
    assert snapshot.path.name == "WEOOct2026all.xlsx" and imf.edition(snapshot.path) == "October 2026"
    assert client.requests == 2


def test_links_in_data_for_scripts_are_found_too(server, client):
    upstream.install(server, ["October 2026"])
    where = upstream.address("October 2026").removeprefix(imf_fetch.HOST)
    page = f'<html><script>window.data = {{"file": "{where}"}}</script></html>'
    at(server, imf_fetch.DATASET, Reply(page.encode(), "text/html"))
    assert imf_fetch.fetch(client)["weo"].path.name == "WEOOct2026all.xlsx"


@pytest.mark.parametrize(("edition", "address"), [
    ("April 2025", "https://www.imf.org/-/media/files/publications/weo/weo-database/2025/april/weoapr2025all.xls"),
    ("Oct 2024", "https://www.imf.org/-/media/files/publications/weo/weo-database/2024/october/weooct2024all.xls"),
    ("2022-10", "https://www.imf.org/-/media/files/publications/weo/weo-database/2022/weooct2022all.xls"),
    ("October 2025", imf_fetch.KNOWN["October 2025"]),
])
def test_an_edition_whose_address_is_known_comes_in_one_request(server, client, edition, address):
    upstream.install(server, ["October 2025"], ["April 2025", "October 2024", "October 2022"])
    snapshot = imf_fetch.fetch(client, edition)["weo"]
    assert snapshot.url == address and client.requests == 1
    assert imf.edition(snapshot.path) == imf_fetch.named(edition)


def test_an_edition_that_only_the_page_knows(server, client):
    upstream.install(server, ["April 2027"])
    assert imf_fetch.fetch(client, "April 2027")["weo"].path.name == "WEOApr2027all.xlsx"


@pytest.mark.parametrize(("edition", "message"), [
    ("October 2031", r"IMF\.RES:WEO: no edition of October 2031; expected one from April 2021 to April 2025, or "
                     r"October 2025, April 2026, October 2026$"),
    ("October 2019", r"no edition of October 2019; expected one from April 2021"),
    ("July 2025", r"'July 2025' is no edition of the World Economic Outlook; expected one as 'April 2025'"),
    ("2025-07", r"'2025-07' is no edition"), ("newest", r"'newest' is no edition"), ("", r"'' is no edition"),
])
def test_editions_that_are_not_to_be_had(server, client, edition, message):
    upstream.install(server, ["October 2026"])
    with pytest.raises(DataError, match=message):
        imf_fetch.fetch(client, edition)


def test_a_page_without_links_says_which_editions_are_known(server, client):
    upstream.install(server, [])
    with pytest.raises(DataError, match=r"no link to a workbook .*Editions whose address is known: April 2021 to Apr"):
        imf_fetch.fetch(client)


def test_a_file_of_another_edition_is_refused(server, client):
    upstream.install(server, ["October 2026"])
    wrong = Reply(upstream.portal_xlsx(upstream.portal("April 2026")), upstream.XLSX)
    at(server, upstream.address("October 2026"), wrong)
    with pytest.raises(DataError, match=r"WEOOct2026all\.xlsx: is the edition of April 2026; expected that of Octob"):
        imf_fetch.fetch(client)


@pytest.mark.parametrize(("reply", "message"), [
    (Reply(b"<html><body>Access Denied</body></html>", "text/html"), r"WEOOct2026all\.xlsx"),
    (Reply(b"", "text/plain", 404), r"404"),
    (Reply(upstream.portal_xlsx(upstream.portal("October 2026"))[:2000], upstream.XLSX), r"not a whole zip archive"),
])
def test_a_file_that_is_none_is_refused(server, client, reply, message):
    upstream.install(server, ["October 2026"])
    at(server, upstream.address("October 2026"), reply)
    with pytest.raises(DataError, match=message):
        imf_fetch.fetch(client)
