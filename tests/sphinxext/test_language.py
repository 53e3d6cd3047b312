"""Foreign words are marked with their language, in prose, in the bibliography, and in what the book writes itself."""
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from trilateral.sphinxext import language


@pytest.mark.parametrize(("text", "found"), [
    ("In Seoul (서울) and Busan", [("서울", "ko")]),
    ("the islands 尖閣諸島, in Russian Кунаширский пролив", [("尖閣諸島", "ja"), ("Кунаширский пролив", "ru")]),
    ("ひらがなと漢字", [("ひらがなと漢字", "ja")]),
    ("대한민국 and 中国", [("대한민국", "ko"), ("中国", "zh")]),
    ("평화 · 번영 in one", [("평화 · 번영", "ko")]),
    ("Foch's tomb, Türkiye, Łódź, 5 µm, Δ", []),
])
def test_scripts_tell_their_language(text, found):
    pieces = language.runs(text)
    assert [piece for piece in pieces if piece[1]] == found
    assert "".join(words for words, _ in pieces) == text


def test_chinese_characters_are_read_by_what_is_near():
    assert language.runs("東京", near="ja") == [("東京", "ja")]
    assert language.runs("東京", near="fr") == language.runs("東京")


def test_a_place_has_the_language_of_its_state():
    from trilateral import tables

    places = tables.load("places").dropna(subset=["name_local"])
    han = places[places["name_local"].str.fullmatch("[\u4e00-\u9fff]+")]
    assert len(han) > 3
    for name, state in han[["name_local", "iso3"]].itertuples(index=False):
        assert language.runs(name) == [(name, language.STATES[state])]


@given(st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("서울東京ひМ ·<&"))))
def test_no_letter_is_lost(text):
    assert "".join(words for words, _ in language.runs(text)) == text
    text = text.translate({ord(sign): None for sign in "\r'\"`"})  # these are curled
    assert BeautifulSoup(f"<p>{language.escaped(text)}</p>", "html.parser").get_text() == text


def test_marks_of_quotation_are_curled():
    assert language.escaped("Seoul's 'no' to \"all\" & 한국") == (
        'Seoul’s ‘no’ to “all” &amp; <span lang="ko">한국</span>')


BOOK = {
    "conf.py": "extensions = ['myst_nb', 'sphinxcontrib.bibtex', 'words']\nbibtex_bibfiles = ['refs.bib']\n",
    "words.py": "def setup(app):\n    from trilateral.sphinxext import language\n    language.register(app)\n",
    "refs.bib": "@misc{one, author={A. B.}, title={{Ikalawang batch ng misil}}, year={2025}, langid={filipino}}\n"
                "@misc{two, author={A. B.}, title={{On missiles}}, year={2024}}\n",
    "index.md": "# Title\n\nThe {lang}`szlachta <pl>` met in 서울, `서울`, {lang}`東京 <ja>`.\n\n"
                "```{bibliography}\n:all:\n```\n",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page of a small book, built in this process."""
    from sphinx.application import Sphinx

    folder = tmp_path_factory.mktemp("words")
    for name, text in BOOK.items():
        (folder / name).write_text(text, "utf-8")
    import sys
    sys.path.insert(0, str(folder))
    app = Sphinx(folder, folder, folder / "out", folder / "trees", "html", status=None)
    app.build()
    sys.path.remove(str(folder))
    return BeautifulSoup((folder / "out" / "index.html").read_text("utf-8"), "html.parser")


@pytest.mark.slow
def test_on_a_page(page):
    found = [(span.get_text(), span["lang"]) for span in page.select("[role=main] span[lang], div.body span[lang]")]
    assert list(dict.fromkeys(found)) == [("szlachta", "pl"), ("서울", "ko"), ("東京", "ja"),
                                          ("Ikalawang batch ng misil", "fil")]
    assert page.select_one("code").get_text() == "서울" and not page.select("code [lang]")


def test_a_mark_is_docutils_own():
    from docutils.core import publish_doctree, publish_from_doctree

    tree = publish_doctree("")
    tree += nodes.paragraph("", "", nodes.inline("", "mot", classes=[f"{language.MARK}fr"]))
    assert b'lang="fr"' in publish_from_doctree(tree, writer_name="html5")
