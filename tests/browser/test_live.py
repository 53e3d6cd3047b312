"""Live figures in a real browser: asleep, woken, driven by keyboard, in both widths and themes, without scripts."""
import csv
import io

import pandas as pd
import pytest

from tests.browser.axe import violations
from tests.browser.served import served
from trilateral import measures, tables

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = "notebooks/defence-spending"
# Bytes as sent, compressed. Awake, the page had 494 kB before its text doubled, claims got badges and text a face.
FIRST_VIEW, AWAKE = 200_000, 530_000


@pytest.fixture(scope="module")
def address(built):
    with served(built) as base:
        yield base


@pytest.fixture
def opened(browser, address, request):
    """The page with live figures, with what it asked for and what went wrong."""
    options = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce", **getattr(request, "param", {})}
    context = browser.new_context(**options)
    page = context.new_page()
    page.sent, page.errors = {}, []
    page.on("requestfinished", lambda r: page.sent.update({r.url: int(r.response().headers["content-length"])}))
    page.on("console", lambda m: m.type == "error" and page.errors.append(m.text))
    page.on("response", lambda r: r.status >= 400 and page.errors.append(f"{r.status} {r.url}"))
    page.on("pageerror", lambda e: page.errors.append(str(e)))
    page.goto(f"{address}/{PAGE}.html", wait_until="networkidle")
    yield page
    assert page.errors == []
    context.close()


def wake(page, name):
    """Scroll to a figure and wait until it is live; gives its locator."""
    figure = page.locator(f"figure#{name}")
    figure.scroll_into_view_if_needed()
    figure.locator(".live[data-awake]").wait_for(state="attached", timeout=60_000)
    return figure


PHONE = {"viewport": {"width": 390, "height": 844}}


@pytest.mark.parametrize("opened", [{}, PHONE], indirect=True, ids=["wide", "narrow"])
def test_light_before_and_after(opened, address):
    """The reach of a page with three live figures, and none asks another host."""
    assert opened.locator(".live").count() == 3
    assert not [url for url in opened.sent if "vega" in url or ".live.js" in url], "Vega waits for a reader"
    assert sum(opened.sent.values()) < FIRST_VIEW
    for figure in opened.locator("figure:has(.live)").all():
        wake(opened, figure.get_attribute("id"))
    opened.wait_for_load_state("networkidle")
    assert sum(url.endswith("vega.js") for url in opened.sent) == 1
    assert all(url.startswith(address) for url in opened.sent)
    live = sum(size for url, size in opened.sent.items() if "vega" in url or ".live.js" in url)
    assert FIRST_VIEW / 2 < live < AWAKE - FIRST_VIEW / 2
    assert sum(opened.sent.values()) < AWAKE


@pytest.mark.parametrize("opened", [{}, PHONE], indirect=True, ids=["wide", "narrow"])
def test_waking_moves_nothing_that_a_reader_looks_at(opened):
    before = opened.evaluate("document.querySelector('#what-it-takes .live-picture').getBoundingClientRect().height")
    wake(opened, "what-it-takes")
    after = opened.evaluate("document.querySelector('#what-it-takes .live-host').getBoundingClientRect().height")
    assert after == pytest.approx(before, abs=8)
    assert opened.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_driven_by_keyboard_alone(opened):
    """Tab to the menus, change them with keys, and what is read off follows."""
    figure = wake(opened, "spending-explorer")
    figure.locator("select[name=measure]").focus()
    opened.keyboard.type("Share of GDP")
    readout = figure.locator(".live-readout")
    year = tables.load("military_expenditure")["year"].max()
    readout.get_by_text(f"{year}, % of GDP").wait_for()
    for _ in range(4):
        opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.name") == "readoff"
    opened.keyboard.press("ArrowLeft")
    readout.get_by_text(f"{year - 1}, % of GDP").wait_for()
    shares = tables.load("military_expenditure").query("measure == 'share_of_gdp' and year == @year - 1")
    korea = shares.set_index("iso3").loc["KOR", "value"]
    assert f"ROK: {korea * 100:.1f}" in readout.inner_text()


def test_marks_have_names(opened):
    figure = wake(opened, "spending-explorer")
    names = figure.locator(".live-host [role='graphics-symbol'][aria-roledescription='point']").evaluate_all(
        "marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert len(names) > 100 and all(names)
    assert any(name.startswith("Japan, 2014: ") and name.endswith("reported") for name in names)
    assert figure.locator(".live-host[aria-label*='Lines from 1990']").count() == 1


def test_the_selection_is_what_is_seen(opened):
    """Countries ticked, years cut: the CSV holds those rows, with the table's own figures."""
    figure = wake(opened, "spending-explorer")
    for name in ("China", "Russia", "Taiwan"):
        figure.get_by_role("checkbox", name=name).uncheck()
    figure.get_by_role("checkbox", name="DPRK").check()
    figure.locator("select[name=measure]").select_option("current_usd_m")
    with opened.expect_download() as caught:
        figure.get_by_role("button", name="Selection (CSV)").click()
    text = caught.value.path().read_text("utf-8")
    assert "# source: SIPRI" in text and "# licence: " in text and "show_PRK=true" in text
    rows = pd.read_csv(io.StringIO(text), comment="#", float_precision="round_trip")
    assert set(rows["iso3"]) == {"JPN", "KOR", "PRK"}
    table = tables.load("military_expenditure").query("measure == 'current_usd_m'").set_index(["iso3", "year"])
    assert [table.loc[(r.iso3, r.year), "value"] for r in rows.itertuples()] == list(rows["value"])
    assert set(rows.loc[rows["iso3"] == "PRK", "quality"]) == {"highly_uncertain"}
    assert len(next(csv.reader(io.StringIO(text.splitlines()[-1])))) == len(rows.columns)


def test_views_are_what_they_say(opened):
    """Index and share, against the table."""
    figure = wake(opened, "spending-explorer")
    table = tables.load("military_expenditure").query("measure == 'constant_usd_m'")
    wide = table.pivot(index="year", columns="iso3", values="value")
    year = int(wide.index.max())
    figure.locator("select[name=look]").select_option("index")
    readout = figure.locator(".live-readout")
    readout.get_by_text("first year = 100").wait_for()
    assert f"Japan: {100 * wide.loc[year, 'JPN'] / wide.loc[1990, 'JPN']:.0f}" in readout.inner_text()
    assert "Russia" not in readout.inner_text(), "no figure in the first year, no index"
    figure.locator("select[name=look]").select_option("share")
    readout.get_by_text("% of the group").wait_for()
    group = wide.loc[year, ["CHN", "RUS", "JPN", "KOR", "TWN"]]
    assert f"ROK: {100 * group['KOR'] / group.sum():.1f}" in readout.inner_text()


def test_what_it_takes_adds_up(opened):
    figure = wake(opened, "what-it-takes")
    figure.locator("select[name=country]").select_option("KOR")
    figure.locator("select[name=target]").select_option("5")
    for name, value in (("by", "2034"), ("growth", "2"), ("readoff", "2034")):
        figure.locator(f"input[name={name}]").fill(value)
    countries = figure.locator("select[name=country] option").evaluate_all("all => all.map(one => one.value)")
    incomes = measures.wide(tables.load("economy"), "gdp_current_usd", countries)
    shares = measures.wide(tables.load("military_expenditure"), "share_of_gdp", countries)
    year = int((incomes * shares).dropna().index.max())  # the last that both producers have for all of them
    economy, share = incomes["KOR"], shares.loc[year, "KOR"]
    steps = range(1, 2034 - year + 1)
    gdp = [economy[year] / 1e9 * 1.02**k for k in steps]
    more = sum(g * (0.05 - share) * k / len(steps) for g, k in zip(gdp, steps, strict=True))
    readout = figure.locator(".live-readout")
    readout.get_by_text(f"${gdp[-1] * 0.05:,.1f} billion, 5.00% of GDP").wait_for()
    assert f"More in all the years until then: ${more:,.1f} billion" in readout.inner_text()


def test_it_follows_the_theme(opened):
    figure = wake(opened, "spending-explorer")
    line = figure.locator(".live-host [aria-roledescription='line mark'][aria-label='Japan']")
    seen = []
    for theme in ("light", "dark"):
        opened.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        seen.append(line.evaluate("mark => getComputedStyle(mark).stroke"))
    from matplotlib.colors import to_hex

    from trilateral.theme.colours import DARK, LIGHT

    found = [to_hex([int(part) / 255 for part in stroke[4:-1].split(",")]) for stroke in seen]
    assert found == [LIGHT["JPN"], DARK["JPN"]]


def test_turning_a_phone_keeps_the_settings(opened):
    figure = wake(opened, "spending-explorer")
    figure.locator("select[name=measure]").select_option("share_of_gdp")
    across = "document.querySelector('#spending-explorer .live-host svg').viewBox.baseVal.width"
    wide = opened.evaluate(across)
    opened.set_viewport_size({"width": 390, "height": 844})
    opened.wait_for_function(f"() => {across} < {wide} - 200")
    figure.locator(".live-readout").get_by_text("% of GDP").first.wait_for()


@pytest.mark.parametrize("opened", [{"java_script_enabled": False}], indirect=True, ids=["no script"])
def test_without_scripts_there_is_the_picture(opened):
    figure = opened.locator("figure#burden-sharing")
    assert figure.locator(".live-picture").is_visible() and not figure.locator("form").is_visible()
    assert figure.locator(".live-wide svg").is_visible() and not figure.locator(".live-narrow svg").is_visible()


def test_on_paper_there_is_the_picture(opened):
    figure = wake(opened, "burden-sharing")
    opened.emulate_media(media="print")
    assert figure.locator(".live-picture").is_visible()
    assert not figure.locator(".live-host").is_visible() and not figure.locator("form").is_visible()


@pytest.mark.parametrize("opened", [{}, PHONE, {"color_scheme": "dark"}, {**PHONE, "color_scheme": "dark"}],
                         indirect=True, ids=["light-wide", "light-narrow", "dark-wide", "dark-narrow"])
def test_accessible_when_awake(opened):
    for figure in opened.locator("figure:has(.live)").all():
        wake(opened, figure.get_attribute("id"))
    assert violations(opened) == []
