"""The ledger and its badges in a real browser: filters, sorting, links of the map, previews, keyboard, no script."""
import pytest

from tests.browser.served import served
from trilateral import ledger
from trilateral.sphinxext import language

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = "notebooks/ledger"
CHAPTER = "notebooks/alliance-of-three"
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(built):
    with served(built) as base:
        yield base


@pytest.fixture
def opened(browser, address):
    """Open a page in a context of given options; closes it, and no error may have been logged."""
    contexts, errors = [], []

    def go(name, query="", **options):
        context = browser.new_context(**{"viewport": WIDE, "reduced_motion": "reduce", **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: message.type == "error" and errors.append(message.text))
        page.goto(f"{address}/{name}.html{query}", wait_until="load")
        return page

    yield go
    for context in contexts:
        context.close()
    assert errors == []


def shown(page):
    """Ids of the claims that the table shows, in its order."""
    return page.eval_on_selector_all(".ledger-table tbody tr:not([hidden])",
                                     "rows => rows.map(row => row.cells[0].textContent)")


def wanted(**chosen):
    frame = ledger.frame()
    for column, value in chosen.items():
        frame = frame[frame[column] == value]
    return list(frame["id"])


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_filters_show_what_the_ledger_holds(opened, viewport):
    page = opened(PAGE, viewport=viewport)
    assert shown(page) == wanted()
    page.locator("select[name=verdict]").select_option("contradicted")
    assert shown(page) == wanted(verdict="contradicted")
    page.locator("select[name=section]").select_option("3")
    assert shown(page) == wanted(verdict="contradicted", section=3)
    assert page.inner_text(".ledger-count") == f"{len(shown(page))} of {len(wanted())} claims"
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function("() => !location.search")
    assert shown(page) == wanted()


def test_text_finds_claims(opened):
    page = opened(PAGE)
    page.locator("input[name=text]").fill("foch napoleon")
    found = [id for id, one in ledger.judged().items()
             if all(word in one.claim.claim.lower() for word in ("foch", "napoleon"))]
    assert found and shown(page) == found


def test_the_choice_is_in_the_address_and_comes_back(opened):
    page = opened(PAGE)
    page.locator("select[name=kind]").select_option("causal")
    page.locator("select[name=confidence]").select_option("low")
    assert page.evaluate("location.search") == "?kind=causal&confidence=low"
    again = opened(PAGE, "?kind=causal&confidence=low")
    assert shown(again) == wanted(kind="causal", confidence="low") != []


def test_decided_by_a_check(opened):
    page = opened(PAGE)
    page.locator("select[name=decided]").select_option("fragile")
    assert shown(page) == wanted(robust="fragile")
    page.locator("select[name=decided]").select_option("computed")
    assert shown(page) == wanted(computed=True)


def test_sorting_by_verdict_and_back(opened):
    page = opened(PAGE)
    heading = page.get_by_role("button", name="Verdict")
    heading.focus()
    page.keyboard.press("Enter")
    order = {verdict: place for place, verdict in enumerate(ledger.VERDICTS)}
    verdicts = ledger.frame().set_index("id")["verdict"]
    ranks = [order[verdicts[id]] for id in shown(page)]
    assert ranks == sorted(ranks)
    page.keyboard.press("Enter")
    assert page.get_attribute(".ledger-table thead th:nth-child(5)", "aria-sort") == "descending"


def test_without_scripts_every_claim_is_there_and_no_control(opened):
    page = opened(PAGE, java_script_enabled=False)
    assert page.locator(".ledger-table tbody tr").count() == len(wanted())
    assert not page.locator(".ledger-controls").is_visible()
    assert page.locator(".linked-figure .live-wide a").first.is_visible()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_claim_is_a_link_of_the_map_that_leads_to_its_record(opened, viewport):
    page = opened(PAGE, viewport=viewport)
    links = page.locator(".linked-figure .live-static:visible a")
    labels = links.evaluate_all("links => links.map(a => a.getAttribute('aria-label').slice(0, 4))")
    assert sorted(labels) == wanted()
    chosen = links.nth(5)
    id = chosen.get_attribute("aria-label")[:4].lower()
    chosen.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/*#{id}")
    assert page.locator(f"#{id}.claim-record").is_visible()


def test_a_preview_shows_on_hover_and_goes_with_escape(opened):
    page = opened(CHAPTER)
    badge = page.locator(".claim:has(.claim-preview)").first
    preview = badge.locator(".claim-preview")
    assert not preview.is_visible()
    badge.locator("a").hover()
    assert preview.is_visible()
    page.keyboard.press("Escape")
    assert not preview.is_visible()
    page.mouse.move(5, 5)
    badge.locator("a").hover()
    assert preview.is_visible(), "another visit shows it again"


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_preview_shows_on_focus_and_stays_on_the_page(opened, viewport):
    page = opened(CHAPTER, viewport=viewport)
    for badge in page.locator(".claim:has(.claim-preview)").all()[:12]:
        badge.locator("a").focus()
        box = badge.locator(".claim-preview").bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= viewport["width"]
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_screen_reader_hears_claim_and_verdict(opened):
    page = opened(CHAPTER)
    badge = page.locator(".claim:has(.claim-preview)").first
    id = badge.locator(".claim-id").inner_text()
    one = ledger.judged()[id]
    tree = badge.aria_snapshot()
    assert f"{id} {one.verdict}" in " ".join(tree.split()) or f"{id}" in tree and one.verdict in tree
    described = badge.locator("a").get_attribute("aria-describedby")
    assert language.curled(one.claim.claim) in page.locator(f"#{described}").text_content()
