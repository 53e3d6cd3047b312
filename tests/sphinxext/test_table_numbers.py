"""Columns of numbers are told from words."""
import pytest
from docutils import nodes
from docutils.core import publish_doctree

from trilateral.sphinxext.table_heads import mark_numbers

TABLE = """
.. list-table::
   :header-rows: 1

   * - Place
     - {0}
     - Words
   * - Here
     - {1}
     - ten
   * - There
     - {2}
     - 7 or so
"""


def marked(*cells):
    """Which columns of the table bear the class, by row."""
    group = next(publish_doctree(TABLE.format(*cells)).findall(nodes.tgroup))
    mark_numbers(group)
    mark_numbers(group)
    return [[entry["classes"].count("number") for entry in row.children] for row in group.findall(nodes.row)]


@pytest.mark.parametrize("cells", [("Sum", "1", "2.5"), ("Sum", "1,043", "−3"), ("Share", "12 %", "4%"),
                                   ("Sum", "", "7"), ("Sum", "2022", "22")])
def test_numbers_with_their_heading(cells):
    assert marked(*cells) == [[0, 1, 0]] * 3


@pytest.mark.parametrize("cells", [("Sum", "1", "two"), ("Sum", "1–2", "3"), ("Sum", "", ""),
                                   ("Day", "2025-01-02", "3"), ("Year", "1999", "2022")])
def test_all_else_is_words(cells):
    assert marked(*cells) == [[0, 0, 0]] * 3
