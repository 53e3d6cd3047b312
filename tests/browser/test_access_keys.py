"""With keys alone: what can be reached, where the focus is seen, what opens and closes, what is announced."""
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHAPTER, LEDGER, MANUAL = "notebooks/defence-spending", "notebooks/ledger", "book/how-to-read"
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
# Of the element that has the focus: what it is, whether a ring shows, whether something covers it, how large it is.
FOCUS = """() => {
    const e = document.activeElement;
    if (e === document.body) return null;
    const holder = e.matches('.sd-stretched-link') ? e.closest('.sd-card') : e;
    const s = getComputedStyle(e, e.matches('.sd-stretched-link') ? '::after' : null);
    const boxes = [...holder.getClientRects()].filter(r => r.width && r.height);
    const seen = boxes.some(r => [0.1, 0.5, 0.9].some(part => {
        const there = document.elementFromPoint(r.left + part * r.width, r.top + r.height / 2);
        return there && (holder.contains(there) || there.contains(holder) && !there.matches('dialog, body, html'));
    }));
    const box = (e.closest('label') ?? holder).getBoundingClientRect();
    const inline = e.matches("[tabindex]:not(a, button)") || !e.closest(".figure-tools") &&
        e.closest("p, dd, figcaption, .claim, .term, svg, .page-toc");
    return {what: e.outerHTML.slice(0, 120), ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
            seen, place: e.getRootNode() === document && [...document.querySelectorAll('*')].indexOf(e),
            small: !inline && (box.width < 24 || box.height < 24)};
}"""


@pytest.fixture
def opened(browser, built):
    """Open a page; nothing may go wrong on it."""
    contexts, errors = [], []

    def go(name, viewport=WIDE, **options):
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto((built / f"{name}.html").as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert errors == []


def walk(page, most=900):
    """Tab from the page's beginning until the browser's own controls come; what had the focus, in order."""
    steps = []
    for _ in range(most):
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUS)
        if step is None or steps and step["place"] == steps[0]["place"]:
            return steps
        steps.append(step)
    raise AssertionError(f"no way out of {steps[-1]['what']}")


@pytest.mark.parametrize(("name", "viewport"), [("book/index", WIDE), ("book/index", PHONE), (CHAPTER, WIDE),
                                               (CHAPTER, PHONE), (LEDGER, PHONE), (MANUAL, WIDE)])
def test_a_walk_through_the_page(opened, name, viewport):
    """Everything has its turn, shows that it has the focus, is not covered, is large enough, and lets go again."""
    page = opened(name, viewport)
    steps = walk(page)
    assert len(steps) > 20
    assert "main-content" in steps[0]["what"], "first of all one can skip the menus"
    assert [step["what"] for step in steps if not step["ring"]] == []
    assert [step["what"] for step in steps if not step["seen"]] == []
    assert [step["what"] for step in steps if step["small"]] == []
    can = page.evaluate("""[...document.querySelectorAll('a[href], button, input, select, summary')].filter(e =>
        e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0).length""")
    assert len({step["place"] for step in steps}) >= can


def test_the_way_back_is_not_covered_by_the_bar_above(opened):
    page = opened(MANUAL)
    page.evaluate("document.querySelector('.prev-next-footer a').focus()")
    covered = []
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        step = page.evaluate(FOCUS)
        if step is None:
            break
        covered += [] if step["seen"] else [step["what"]]
    assert covered == []


def test_one_can_skip_the_menus(opened):
    page = opened(CHAPTER)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    assert link.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(("title", "inside"), [("Contents of the book", "nav.bd-docs-nav"),
                                               ("Contents of the page", "#pst-page-toc-nav")])
def test_a_menu_on_a_phone_holds_the_focus_and_gives_it_back(opened, title, inside):
    page = opened(MANUAL, PHONE)
    button = page.locator(f"button[data-bs-title='{title}'], button[aria-label='{title}'], button[title='{title}']")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name=title)
    assert dialog.locator(inside).is_visible()
    for _ in range(page.locator("dialog[open] :is(a, button)").count() + 3):
        page.keyboard.press("Tab")
        place = "document.activeElement === document.body || document.activeElement.closest('dialog[open]') !== null"
        assert page.evaluate(place), "what lies below has no turn"
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert button.evaluate("button => button === document.activeElement")


def test_the_search_opens_with_keys_and_closes_again(opened):
    page = opened(MANUAL)
    button = page.locator("#pst-primary-sidebar .search-button__button")
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Search")
    assert dialog.locator("input").evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    assert dialog.count() == 0 and button.evaluate("button => button === document.activeElement")


def test_the_switch_of_colours_says_what_is_chosen(opened):
    page = opened(MANUAL)
    switch = page.locator(".theme-switch-button:visible")
    switch.focus()
    names, said = [], []
    for _ in range(3):
        page.keyboard.press("Enter")
        page.wait_for_function("name => document.querySelector('main > [role=status]').textContent !== name",
                               arg=(said or [""])[-1], timeout=5_000)
        names.append(switch.get_attribute("aria-label"))
        said.append(page.locator("main > [role=status]").text_content())
    assert names == said and len(set(said)) == 3
    assert all(name.startswith("Colour mode: ") for name in names)


def test_previews_show_on_focus_stay_under_the_pointer_and_go_with_escape(opened):
    page = opened(CHAPTER, {"width": 1000, "height": 900})  # wider, the lines of terms stand in the margin
    for kind in ("claim", "term"):
        holder = page.locator(f".{kind}:has([role=tooltip])").first
        line = holder.locator("[role=tooltip]")
        holder.locator("a").focus()
        assert line.is_visible()
        page.keyboard.press("Escape")
        assert not line.is_visible()
        page.keyboard.press("Tab")
        holder.locator("a").hover()
        line.hover()
        assert line.is_visible(), "one can point at it"
        page.mouse.move(2, 2)
        assert not line.is_visible()


def test_folded_code_opens_with_keys_and_its_frame_has_a_name(opened):
    page = opened(CHAPTER, PHONE)
    fold = page.locator("details.code-below").first
    summary = fold.locator("summary")
    assert "Show the code" in summary.aria_snapshot()
    summary.focus()
    page.keyboard.press("Enter")
    code = fold.locator("pre").first
    assert code.is_visible()
    page.wait_for_function("frame => frame.tabIndex === 0", arg=code.element_handle())
    assert code.get_attribute("role") == "group" and "scrolls" in code.get_attribute("aria-label")


def test_frames_that_scroll_have_names_and_others_are_passed_by(opened):
    page = opened("notebooks/first-island-chain", PHONE)
    frames = page.locator(".pst-scrollable-table-container")
    page.wait_for_function("document.querySelector('.pst-scrollable-table-container[role=group]')")
    for frame in frames.all():
        scrolls = frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
        name = frame.get_attribute("aria-label") if frame.get_attribute("role") == "group" else None
        caption = frame.locator("caption").text_content().strip()
        assert (name or "").startswith(caption) == scrolls == (frame.get_attribute("tabindex") == "0")
    widest = frames.first
    widest.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("frame => frame.scrollLeft > 0", arg=widest.element_handle())


def test_a_figure_is_read_in_order(opened):
    """Picture, then caption, source, and what one can take along; each link says of what."""
    page = opened("notebooks/first-island-chain")
    figure = page.locator("figure.block").first
    head, tree = figure.aria_snapshot().split("\n", 1)
    number = figure.locator(".caption-number").inner_text().strip()
    assert number in head and "Source" not in head, "its name is its caption"
    parts = ['img "', number, "Source: ", f"of {number}", f"Link to {number}"]
    places = [tree.index(part) for part in parts]
    assert places == sorted(places)
    assert tree.count('img "') == 1, "the picture for the other theme is not heard"
    for link in figure.locator(".figure-tools a").all():
        assert number in link.get_attribute("aria-label")


def test_a_live_figure_and_the_ledger_are_read_in_order(opened):
    tree = opened(CHAPTER).locator("figure:has(.live)").first.aria_snapshot().split("\n", 1)[1]
    places = [tree.index(part) for part in ("combobox", "slider", 'img "', "Figure", "Source: ", "Link to Figure")]
    assert places == sorted(places)
    tree = opened(LEDGER).locator(".ledger").aria_snapshot()
    places = [tree.index(part) for part in ("search", "searchbox", "- combobox", "status", "- table", "columnheader",
                                            "rowheader")]
    assert places == sorted(places)
    narrow = opened(LEDGER, PHONE).locator(".ledger").aria_snapshot()
    assert "- table" in narrow and "rowheader" in narrow, "cards on a phone stay a table"


def test_the_count_of_claims_is_announced(opened):
    page = opened(LEDGER)
    page.locator("select[name=verdict]").select_option("outdated")
    assert page.get_by_role("status").filter(has_text=" of ").count() == 1


def test_what_is_opened_and_scrolls_is_a_stop_with_a_name(opened):
    """A table in a fold of the catalogue, too wide for a phone: not asked before, then at once."""
    page = opened("book/data", viewport=PHONE)
    frames = """() => [...document.querySelectorAll('details.sd-dropdown .pst-scrollable-table-container')]
        .filter(e => e.checkVisibility() && e.scrollWidth > e.clientWidth)
        .map(e => [e.tabIndex, e.getAttribute('role'), !!e.getAttribute('aria-label')])"""
    assert page.evaluate(frames) == []
    page.evaluate("document.querySelectorAll('details.sd-dropdown').forEach(each => { each.open = true; })")
    page.wait_for_timeout(300)
    found = page.evaluate(frames)
    assert found and all(each == [0, "group", True] for each in found)
