"""The small book, built once with an address of its site and a repository, and once without."""
import pytest

from tests.sphinxext import small


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    return small.build(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def addressed(tmp_path_factory):
    settings = {"html_baseurl": f"{small.ADDRESS}/", "trilateral_pdf": "book.pdf", "repository": small.REPOSITORY}
    return small.build(tmp_path_factory.mktemp("addressed"), **settings)
