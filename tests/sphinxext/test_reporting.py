"""The statement on access: versions are those of the lock, and an address is given only where one is configured."""
import re

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

from trilateral import paths
from trilateral.sphinxext import reporting


def test_a_version_is_the_locks(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("axe-core==1.2\naxe==3.4.5 ; python_version > '3'\n", "utf-8")
    assert (reporting.version(lock, "axe"), reporting.version(lock, "axe-core")) == ("3.4.5", "1.2")
    with pytest.raises(ExtensionError, match="no package 'ax'"):
        reporting.version(lock, "ax")


def test_the_tools_that_the_page_names_are_locked():
    page = (paths.book_dir() / "book/accessibility.md").read_text("utf-8")
    named = re.findall(r"\{locked\}`([^`]+)`", page)
    assert named and all(reporting.version(paths.book_dir() / reporting.LOCK, name) for name in named)


@pytest.mark.parametrize(("config", "address"), [
    ("title: x", ""), ("repository: {url: ''}", ""), ("repository:", ""),
    ("repository: {url: https://git.example/book/}", "https://git.example/book"),
])
def test_an_address_is_given_where_one_is_configured(tmp_path, config, address):
    (tmp_path / "_config.yml").write_text(config, "utf-8")
    assert reporting.repository(tmp_path) == address


@pytest.mark.slow
def test_the_page_names_the_configured_repository_and_no_other(built):
    soup = BeautifulSoup((built / "book/accessibility.html").read_text("utf-8"), "lxml")
    ours = reporting.repository(paths.book_dir())
    links = [link["href"] for link in soup.select("#how-to-report-a-barrier a.external")]
    assert links == ([f"{ours}/issues"] if ours else [])
