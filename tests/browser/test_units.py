"""A teaching unit in a browser, from a file: the self-test by keyboard, what is folded, without a script, on paper."""
import pytest

from tests.book.contents import ARGUMENT, UNITS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = UNITS[0]
FIRST = "#self-test-1"


@pytest.fixture(scope="module")
def visit(browser, built):
    """One look at a unit for all questions: the page, what it asked for and what its console said."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    asked, said = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto((built / f"{PAGE}.html").as_uri())
    yield opened, asked, said
    opened.close()


@pytest.fixture
def page(visit):
    """The page as it was when it had just been opened."""
    opened, _, _ = visit
    opened.reload()
    opened.emulate_media(media="screen")
    return opened


def letters(page):
    return page.locator(f"{FIRST} li").count()


def test_a_question_is_answered_by_keyboard_alone(page):
    page.locator(f"{FIRST} input").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    page.keyboard.press("Enter")
    said = page.locator(f"{FIRST} .self-test-said")
    assert said.get_attribute("aria-live") == "polite" and said.inner_text() == "Choose an answer first."
    page.keyboard.press("Shift+Tab")
    found = []
    for turn in range(letters(page)):
        page.keyboard.press("Space" if turn == 0 else "ArrowDown")
        assert said.inner_text() == "", "another choice takes the old answer away"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        found.append(said.inner_text())
        page.keyboard.press("Shift+Tab")
    assert sum(line.startswith("✓ Right. ") for line in found) == 1
    assert sum(line.startswith("✗ Not this one. ") for line in found) == len(found) - 1
    assert len({line.split(". ", 1)[1] for line in found}) == len(found), "each option has a reason of its own"


def test_the_right_option_is_the_one_that_the_answers_name(page):
    page.locator(".self-test .answers > summary").click()
    for number in range(page.locator(".self-test-question").count()):
        question = page.locator(".self-test-question").nth(number)
        named = page.locator(".self-test-answers > li").nth(number).inner_text()[0]
        question.locator("input").nth("ABCD".index(named)).check()
        question.locator("button").click()
        assert question.locator(".self-test-said").inner_text().startswith("✓ Right. ")
        assert "self-test-right" in question.get_attribute("class")


def test_hints_and_solutions_are_folded_and_open_by_keyboard(page):
    folds = page.locator("details.fold.hint, details.fold.solution")
    assert folds.count() >= 5  # two hints, three solutions
    for place in range(folds.count()):
        fold = folds.nth(place)
        assert not fold.locator(".fold-body").is_visible()
        fold.locator("summary").first.focus()
        page.keyboard.press("Enter")
        assert fold.locator(".fold-body").is_visible()
    names = page.locator("details.solution > summary").all_inner_texts()
    number = ARGUMENT.index(PAGE.replace("units/", "")) + 1
    assert names == [f"Solution to exercise {number}.{place}" for place in (1, 2, 3)]
    assert page.locator(".exercise-number").all_inner_texts() == [f"Exercise {number}.{place}" for place in (1, 2, 3)]
    assert page.locator(".exercise-level").all_inner_texts() == [
        "with data, easier", "with data, harder", "source criticism",
    ]


def test_solutions_ran_and_checks_are_not_on_the_page(page):
    assert page.locator("details.solution .cell_output").count() >= 2
    text = page.locator("article").text_content()
    assert "check(" not in text and "check.mistake" not in text and ": right (" not in text
    assert page.locator("article").inner_html().count("vnd.trilateral.seal") == 0


def test_ids_are_the_pages_own(page):
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(node => node.id)")
    assert len(set(ids)) == len(ids)


def test_nothing_is_asked_from_outside_and_nothing_goes_wrong(visit, page):
    page.locator(f"{FIRST} button").click()
    _, asked, said = visit
    assert {address.partition(":")[0] for address in asked} <= {"file", "data"} and said == []


def test_on_paper_an_unopened_solution_stays_closed_and_answers_are_read(page):
    page.locator("details.solution > summary").nth(1).click()
    page.emulate_media(media="print")
    shown = [page.locator("details.solution").nth(place).is_visible() for place in range(3)]
    assert shown == [False, True, False]
    assert page.locator(".self-test-answers > li").first.is_visible()
    assert not page.locator(f"{FIRST} button").is_visible() and not page.locator(f"{FIRST} input").first.is_visible()


def test_without_a_script_the_answers_stand_at_the_end(browser, built):
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto((built / f"{PAGE}.html").as_uri())
    assert not opened.locator(f"{FIRST} button").is_visible()
    assert opened.locator(f"{FIRST} label").first.is_visible()
    opened.locator(".self-test .answers > summary").click()
    answers = opened.locator(".self-test-answers > li")
    assert answers.count() == opened.locator(".self-test-question").count() and answers.first.is_visible()
    opened.locator("details.solution > summary").first.click()
    assert opened.locator("details.solution .fold-body").first.is_visible()
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_sticks_out(browser, built, width):
    opened = browser.new_page(viewport={"width": width, "height": 800})
    for name in UNITS:
        opened.goto((built / f"{name}.html").as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        cut = opened.evaluate("""[...document.querySelectorAll('.solution .cell_input pre')]
            .filter(code => code.scrollWidth > code.clientWidth + 1).length""")
        assert width < 600 or cut == 0, f"{name}: a line of code is cut"
    opened.close()
