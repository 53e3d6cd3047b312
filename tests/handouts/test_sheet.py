"""The handout of a unit: a student's, on paper, without an answer."""
import io
import re

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from tests.publishing.conftest import apart
from trilateral import paths
from trilateral.handouts import sheet
from trilateral.teaching import units

ROOT = paths.book_dir()
UNITS = units.every(ROOT)
PILOT = next(unit for unit in UNITS if unit.name == "defence-spending")
SIZES = {"a4": (595, 842), "letter": (612, 792)}
pytestmark = pytest.mark.slow


def squeezed(text):
    """Words without the gaps, ligatures and hyphens that lines of a PDF make."""
    for ligature, letters in {"ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi"}.items():
        text = text.replace(ligature, letters)
    return re.sub(r"[\s\u00ad]+", "", text)


@pytest.fixture(scope="module")
def whole(built):
    """Pages as teachers see them."""
    return {unit.name: BeautifulSoup((built / f"{unit.page}.html").read_text("utf-8"), "html.parser") for unit in UNITS}


@pytest.fixture(scope="module")
def sheets(built):
    return {unit.name: sheet.article(ROOT, built, unit.page) for unit in UNITS}


@pytest.fixture(scope="module")
def printed(chromium, built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sheets")
    for size in SIZES:
        apart(sheet.pdf, ROOT, built, PILOT.page, folder / f"{size}.pdf", size)
    return {size: PdfReader(io.BytesIO((folder / f"{size}.pdf").read_bytes())) for size in SIZES}


def secrets(page):
    """Sentences that only a teacher may read: solutions, answers, the teacher's section."""
    found = page.select(".solution .fold-body > p, .solution .fold-body pre, .answers li, .self-test-why, "
                        "#for-the-teacher p")
    return [squeezed(one.get_text())[:60] for one in found if len(one.get_text().strip()) > 40]


def test_no_answer_is_on_it(whole, sheets):
    for name, page in whole.items():
        words, hidden = squeezed(sheets[name].get_text()), secrets(page)
        assert len(hidden) > 10, name
        assert [one for one in hidden if one in words] == [], name
        assert "data-right" not in str(sheets[name])
        assert not sheets[name].select("#for-the-teacher, .solution, .solutions, .answers, input, button, pre")


def test_what_a_student_needs_is_on_it_with_room_to_write(sheets):
    for name, found in sheets.items():
        anchors = [one["id"] for one in found.select("section[id]")]
        for section in ("what-you-will-be-able-to-do", "warm-up", "exercises", "discussion", "test-yourself"):
            assert section in anchors, (name, section)
        assert len(found.select(".exercise")) == 3
        for place in ("#discussion ol > li", ".source-criticism ol > li", "#warm-up ol > li"):
            assert found.select(place) and all(item.select(".line") for item in found.select(place)), (name, place)
        assert found.select_one("h1 + .who")


@pytest.mark.browser
@pytest.mark.parametrize("size", SIZES)
def test_it_is_a_tagged_pdf_of_few_pages(printed, sheets, size):
    found = printed[size]
    assert 1 <= len(found.pages) <= 4
    for page in found.pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(SIZES[size], abs=1)
    root = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root and root["/Lang"] == "en"
    assert found.metadata.title.startswith("Unit ")
    fonts = [font.get_object() for page in found.pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        held = font.get("/DescendantFonts", [font])[0].get_object()
        assert font["/Subtype"] == "/Type3" or {"/FontFile2", "/FontFile3"} & set(held["/FontDescriptor"])


@pytest.mark.browser
def test_its_words_are_the_articles(printed, whole, sheets):
    words = squeezed("".join(page.extract_text() for page in printed["a4"].pages))
    for paragraph in sheets[PILOT.name].select("#discussion li > p, .exercise > p"):
        assert squeezed(paragraph.get_text())[:30] in words
    assert [one for one in secrets(whole[PILOT.name]) if one in words] == []


@pytest.mark.browser
def test_twice_the_same_bytes(chromium, built, printed, tmp_path):
    apart(sheet.pdf, ROOT, built, PILOT.page, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == printed["a4"].stream.getvalue()


def test_what_is_wrong_is_said_and_nothing_written(built, tmp_path):
    with pytest.raises(ValueError, match="paper 'a5': one of a4, letter is expected"):
        sheet.pdf(ROOT, built, PILOT.page, tmp_path / "out.pdf", "a5")
    with pytest.raises(ValueError, match=r"index\.html: there is no section 'for-the-teacher'"):
        sheet.pdf(ROOT, built, "book/index", tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
