"""What a reader has asked the system for: less motion, more contrast, colours of their own."""
import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHAPTER, MANUAL = "notebooks/alliance-of-three", "book/how-to-read"
MOVES = """() => [...document.querySelectorAll('*')].flatMap(e => [null, '::before', '::after'].map(part => {
    const s = getComputedStyle(e, part);
    const long = text => text.split(',').some(time => parseFloat(time) > 0);
    return (long(s.transitionDuration) || s.animationName !== 'none' && long(s.animationDuration) ||
        s.scrollBehavior === 'smooth') && `${e.tagName}.${e.className}${part ?? ''}`;
})).filter(Boolean)"""


@pytest.fixture
def opened(browser, built):
    contexts = []

    def go(name, **options):
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 800}, **options))
        page = contexts[-1].new_page()
        page.goto((built / f"{name}.html").as_uri())
        return page

    yield go
    for context in contexts:
        context.close()


def test_nothing_moves_for_who_asks_for_less_motion(opened):
    assert opened(MANUAL, reduced_motion="no-preference").evaluate(MOVES) != [], "else the test sees nothing"
    assert opened(MANUAL, reduced_motion="reduce").evaluate(MOVES) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_badges_keep_border_and_word_in_colours_of_the_system(opened, scheme):
    page = opened(CHAPTER, forced_colors="active", color_scheme=scheme)
    looks = page.eval_on_selector_all(".claim-link", """links => links.map(link => {
        const s = getComputedStyle(link);
        return [link.parentElement.className.match(/claim-[a-z-]+/)[0],
                s.borderTopStyle, parseFloat(s.borderTopWidth) > 0 && s.borderTopColor !== s.backgroundColor,
                s.color !== s.backgroundColor, link.innerText.trim().split(' ').length >= 3];
    })""")
    assert len({(kind, border) for kind, border, *_ in looks}) >= 3, "verdicts differ in their borders"
    assert all(seen and legible and worded for *_, seen, legible, worded in looks)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pictures_keep_their_paper_in_colours_of_the_system(opened, scheme):
    """Dark lines on a dark ground would be gone: a picture stands on the paper of its own theme."""
    page = opened(CHAPTER, forced_colors="active", color_scheme=scheme)
    found = page.eval_on_selector_all("figure.block picture img", """images => images.filter(i =>
        i.checkVisibility()).map(i => [getComputedStyle(i).backgroundColor, i.currentSrc || i.src])""")
    paper = page.evaluate("""() => {
        const probe = document.createElement('i');
        probe.style.cssText = 'forced-color-adjust: none; color: var(--c-paper)';
        document.body.append(probe);
        return getComputedStyle(probe).color;
    }""")
    assert found and {ground for ground, _ in found} == {paper}
    assert all(f"-{scheme}-" in source for _, source in found)


def test_the_focus_is_seen_in_colours_of_the_system(opened):
    page = opened(MANUAL, forced_colors="active")
    for selector in ("nav.bd-docs-nav a", ".theme-switch-button", ".claim-link", ".bd-article p a.reference"):
        target = page.locator(selector).first
        page.keyboard.press("Tab")
        target.focus()
        style = target.evaluate("e => [getComputedStyle(e).outlineStyle, parseFloat(getComputedStyle(e).outlineWidth)]")
        assert style[0] != "none" and style[1] >= 2, selector


def test_more_contrast_on_request(opened):
    def quiet(contrast):
        page = opened(CHAPTER, contrast=contrast)
        return page.evaluate("""[document.querySelector('p.credit'), document.querySelector('.bd-article')].map(e =>
            getComputedStyle(e).color)"""), page.locator(".bd-article p a.reference").first.evaluate(
            "link => getComputedStyle(link).textDecorationLine")

    (before, _), _ = quiet("no-preference")
    (after, text), line = quiet("more")
    assert before != after and line == "underline"
    assert sum(map(int, after[4:-1].split(","))) <= sum(map(int, before[4:-1].split(",")))
