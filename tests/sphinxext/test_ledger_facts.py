"""What pages say of the ledger as a whole is counted, and its words are those of the ledger."""
import re

import pytest
import yaml
from bs4 import BeautifulSoup

from tests.book import contents
from trilateral.ledger import words
from trilateral.sphinxext import ledger_facts
from trilateral.theme import formats

RAW = yaml.safe_load((contents.ROOT / "data" / "claims.yml").read_text("utf-8"))


def number(text):
    """A count as pages print it."""
    return formats.COUNTS.index(text) if text in formats.COUNTS else int(text.replace(",", ""))


def test_facts_agree_with_the_file_and_with_each_other():
    facts = ledger_facts.facts()
    assert number(facts["claims"]) == len(RAW["claims"])
    assert number(facts["computed"]) == sum("decided_by" in claim for claim in RAW["claims"])
    for whole in (words.VERDICTS, ("computed", "judged"), [f"{each} confidence" for each in words.CONFIDENCES]):
        assert sum(number(facts[name]) for name in whole) == len(RAW["claims"])
    assert number(facts["robust"]) + number(facts["fragile"]) == number(facts["computed"])
    assert facts["as of"].endswith(RAW["as_of"][:4])


def test_a_table_sets_numbers_to_the_right():
    table = ledger_facts.table(["Word", "Number"], [["one", "1"], ["thousand", "1,000"]], "Numbers")
    assert [entry["classes"] for entry in table.findall(lambda node: node.tagname == "entry")] == [[], ["number"]] * 3


@pytest.mark.parametrize("page", contents.PAGES)
def test_no_page_types_a_count_of_claims(page):
    """Counts change; a page says them by the role."""
    text = contents.source(page).read_text("utf-8")
    assert not re.search(r"\b\d+ (claims|verdicts|checks)\b", text)
    for fact in re.findall(r"\{ledger-fact\}`([^`]+)`", text):
        assert fact in ledger_facts.facts()


@pytest.mark.slow
def test_counts_and_words_on_the_built_page(built):
    soup = BeautifulSoup((built / "book/how-to-read.html").read_text("utf-8"), "html.parser")
    tables = [[[cell.get_text() for cell in row.select("th, td")] for row in table.select("tbody tr")]
              for table in soup.select("table.ledger-words")]
    means, shown = ({row[0].split(" ", 1)[-1]: row[1] for row in table} for table in (tables[0], tables[1]))
    facts = ledger_facts.facts()
    for verdict, meaning in words.VERDICTS.items():
        assert number(shown[verdict]) == number(facts[verdict]) and means[verdict] == meaning
    said = [[row[0] for row in table] for table in tables[2:]]
    for kind in ("kinds", "confidences", "moments", "truths"):
        assert list(ledger_facts.WORDS[kind]) in said
    told = BeautifulSoup((built / f"{RAW['sections'][0]['page']}.html").read_text("utf-8"), "html.parser")
    assert not any("how-to-read" in link["href"] for link in told.select(".claim-places a"))  # an example tells nothing
