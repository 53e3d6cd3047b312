"""The statement on access: versions are those of the lock, and an address is given only where one is configured."""
import re
from types import SimpleNamespace

import pytest
from docutils import nodes
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


@pytest.mark.parametrize(("address", "links"), [("", []), (None, []), ("https://git.example/book/",
                                                                       ["https://git.example/book/issues"])])
def test_an_address_is_given_where_one_is_configured(address, links):
    config = SimpleNamespace(html_theme_options={"repository_url": address})
    directive = reporting.ReportTo.__new__(reporting.ReportTo)
    directive.state = SimpleNamespace(document=SimpleNamespace(settings=SimpleNamespace(
        env=SimpleNamespace(config=config))))
    found = directive.run()
    assert [link["refuri"] for paragraph in found for link in paragraph.findall(nodes.reference)] == links
