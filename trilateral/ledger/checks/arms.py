"""Checks on the recommendations about arms: exports, missiles, joint production, the F-16."""
from __future__ import annotations

import pandas as pd

from trilateral import names
from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.measures import coverage, series

PUBLISHED = "2025-08-12"
MID_EIGHTIES = pd.Timestamp("1986-12-31")
STOCK = 50  # missiles: a quarter of what Australia was allowed to buy, enough for a few salvoes


def _years(transfers: pd.DataFrame, back: int) -> tuple[int, int]:
    """First and last of the five years that end ``back`` years before the table's last."""
    end = int(transfers["year"].max()) - back
    return end - 4, end


def _exports(transfers: pd.DataFrame, supplier: str, back: int = 0) -> pd.DataFrame:
    """Deliveries of one supplier in the five years that end ``back`` years before the table's last."""
    return transfers[(transfers["supplier"] == supplier) & transfers["year"].between(*_years(transfers, back))]


def _spending(military_expenditure: pd.DataFrame, iso3: str) -> tuple[int, float]:
    """Last year with a value, and the value in US$ million of that year."""
    return series.latest(series.wide(military_expenditure, "current_usd_m", [iso3])[iso3])


def _lrasm(anti_ship_missiles: pd.DataFrame) -> pd.DataFrame:
    return anti_ship_missiles[anti_ship_missiles["weapon"].str.startswith("LRASM")]


@check("C139", threshold=3, vary=(2, 5, 10), says="at least {} times Japan's deliveries")
def korea_outsells_japan(arms_transfers: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the ROK's arms industry sell markedly more abroad than that of the largest Asian ally?

    Exports do not measure an industry whole: Japan's builds much and mostly for Japan. But an arms industry that
    others buy from has proved its goods. Japan spends more on arms than the ROK; if the ROK all the same delivers
    three times Japan's volume over five years, "one of the best" is no exaggeration. Twice would be an edge that one
    ship could explain, five and ten a different class.
    """
    first, last = _years(arms_transfers, 0)
    korea, japan = (_exports(arms_transfers, supplier)["tiv_m"].sum() for supplier in ("KOR", "JPN"))
    times = korea / japan
    return Finding.at_least(times, threshold, "times",
                            f"From {first} to {last} the ROK delivered {times:.0f} times Japan's volume of major arms "
                            f"({korea:,.0f} and {japan:,.0f} million of SIPRI's units).")


@check("C142", threshold=1.25, vary=(1.1, 1.5, 2), says="at least {} times as many customers as ten years before")
def korean_customers_multiplied(arms_transfers: pd.DataFrame, *, threshold: float) -> Finding:
    """Has the circle of the ROK's customers widened, as its firms say they want?

    The claim is about declared aims; whether they are carried out is the test of them. A customer is a state that
    received major arms within five years, so that one large ship does not count for two. A quarter more customers
    in ten years is a widening that one would notice; a tenth could be chance, twice as many a leap.
    """
    now, then = (_exports(arms_transfers, "KOR", back)["recipient"].nunique() for back in (0, 10))
    first, last = _years(arms_transfers, 0)
    return Finding.at_least(now / then, threshold, "times",
                            f"The ROK delivered major arms to {now} recipients from {first} to {last} and to {then} "
                            f"from {first - 10} to {last - 10}, {now / then:.2f} times as many.")


@check("C140", fixed="a rule is in the constitution or it is not, and arms were delivered or they were not")
def japans_limits_are_constitutional(japan_export_rules: pd.DataFrame, arms_transfers: pd.DataFrame) -> Finding:
    """Were Japan's limits on arms exports in its constitution, and did they forbid exports, on 12 August 2025?

    Two parts: some step that made the limits has the form of a provision of the constitution; and Japan had
    delivered no major arms in the five years for which the register has full figures.
    """
    steps = japan_export_rules[(japan_export_rules["date"] < PUBLISHED) & (japan_export_rules["direction"] != "deal")]
    written = steps["form"].str.contains("constitution")
    sold = _exports(arms_transfers, "JPN")
    states = sold["recipient"].nunique()
    first, last = _years(arms_transfers, 0)
    return Finding.parts({"in the constitution": written.any(), "nothing exported": sold.empty},
                         f"The constitution holds {written.sum() or 'none'} of the {len(steps)} steps that made the "
                         f"rules by then; from {first} to {last} Japan delivered major arms to {states} states.")


@check("C141", fixed="the law asks for leave or it does not")
def korean_exports_are_free(rok_export_rules: pd.DataFrame) -> Finding:
    """Does the law of the ROK leave exports of arms without restriction?

    "No legal restrictions" holds if no rule of law asks for leave or forbids. A rule counts if a page states it,
    whenever that page was written: laws of this kind are older than their descriptions.
    """
    rules = rok_export_rules[rok_export_rules["form"] == "law"]
    leave, ban = ((rules["effect"] == effect).sum() for effect in ("permission", "ban"))
    return Finding.parts({"no leave is needed": leave == 0, "nothing is forbidden": ban == 0},
                         f"Pages on the ROK's law name {leave or 'no'} rules by which exports of arms need leave and "
                         f"{ban or 'none'} by which they are forbidden.")


@check("C143", threshold=3, vary=(2, 5), says="at least {} times the coast a dollar of the next ally")
def coast_for_each_dollar(coastlines: pd.DataFrame, military_expenditure: pd.DataFrame, *, threshold: float) -> Finding:
    """Is there an American ally in the region with much to defend and little to pay for it?

    Coast is what anti-ship missiles defend; military spending is what pays for them. Allies differ by their nature,
    and somebody is always last, so that to be last is not enough: "small budgets and much territory" should mean
    several times the next ally's coast for each dollar. Three times is our reading of several, varied to two and five.
    """
    lengths = coastlines.set_index("iso3")["coastline_km"]
    ratio = pd.Series({iso3: km / _spending(military_expenditure, iso3)[1] * 1000 for iso3, km in lengths.items()})
    (one, most), (other, second) = ratio.nlargest(2).items()
    return Finding.at_least(most / second, threshold, "times",
                            f"{names.country(one)}: {most:,.0f} km of coast for each billion dollars spent in a year, "
                            f"{most / second:.1f} times the next ally, {names.country(other)} ({second:,.0f} km).")


@check("C144", threshold=0.10, vary=(0.05, 0.20), says="at least {} of a year's military spending")
def lrasm_beyond_a_small_budget(
    anti_ship_missiles: pd.DataFrame, military_expenditure: pd.DataFrame, *, threshold: float
) -> Finding:
    """Would a modest stock of LRASM be more than the Philippines could pay for?

    The price is the package price that Washington set for Australia, divided by its missiles: more than the bare
    missile, as training and support are in it. The stock is fifty. States of this kind put a tenth to a fifth of their
    spending into new arms of all sorts; a purchase that takes a tenth of a whole year's spending would crowd out
    everything else. Varied to a twentieth and a fifth. Aircraft to carry the missile are not in the price.
    """
    sale = _lrasm(anti_ship_missiles).dropna(subset=["price_usd_m", "missiles"]).iloc[0]
    each = float(sale["price_usd_m"] / sale["missiles"])
    year, spent = _spending(military_expenditure, "PHL")
    share = each * STOCK / spent
    return Finding.at_least(share, threshold, "share of a year's spending",
                            f"At {each:.1f} million dollars each, support included, {STOCK} LRASM cost "
                            f"{each * STOCK:,.0f} million, {share:.1%} of what the Philippines spent in {year}.")


@check("C145", threshold=10, vary=(5, 20), says="a small budget is less than {} billion dollars a year")
def lrasm_kept_from_allies(
    anti_ship_missiles: pd.DataFrame, military_expenditure: pd.DataFrame, *, threshold: float
) -> Finding:
    """Has Washington kept LRASM from its allies in the region?

    Two parts: from every ally, as one would expect if technology were the obstacle; and from those with small
    budgets, of whom the article speaks. Ten billion dollars a year parts those who run fleets of modern aircraft
    from those who do not; five and twenty are as defensible. That no sale was found is no proof of a refusal.
    """
    sales = _lrasm(anti_ship_missiles)
    holders = sorted(set(sales[sales["date"] < PUBLISHED]["holder"]))
    small = [iso3 for iso3 in holders if _spending(military_expenditure, iso3)[1] < threshold * 1000]
    return Finding.parts({"from all": not holders, "from small": not small},
                         f"Allies in the region for whom LRASM had been approved by August 2025: "
                         f"{', '.join(map(names.country, holders)) or 'none'}; with a small budget: "
                         f"{', '.join(map(names.country, small)) or 'none'}.")


@check("C146", threshold=12, vary=(6, 24, 36), says="at least {} months before the article")
def korean_missile_in_service(anti_ship_missiles: pd.DataFrame, *, threshold: float) -> Finding:
    """Could a Korean anti-ship missile serve an ally with a small budget?

    Nothing shows that better than that one does. A first shipment can fail; after a year with an ally's navy a weapon
    may be said to serve. Counted from the first delivery to the article. Varied from half a year to three years.
    """
    sold = anti_ship_missiles[(anti_ship_missiles["maker"] == "KOR") & (anti_ship_missiles["stage"] == "delivered")]
    first = pd.to_datetime(sold["date"]).min()
    months = (pd.Timestamp(PUBLISHED) - first).days / 30.44
    return Finding.at_least(months, threshold, "months",
                            f"The first Korean anti-ship missiles for an American ally with a small budget, the "
                            f"{names.country(sold['holder'].iloc[0])}, came in {first:%B %Y}, {months:.0f} months "
                            f"before the article.")


@check("C146", threshold=0.5, vary=(0.33, 0.67), says="at least {} of the strait's water")
def korean_missile_covers_the_strait(
    layer_luzon_strait, places: pd.DataFrame, weapon_ranges: pd.DataFrame, *, threshold: float
) -> Finding:
    """Would the Korean missile that is on the market close the gap beside Taiwan?

    The Luzon Strait is the widest water beside Taiwan that an ally's land commands. From one place in the Batanes and
    one on Luzon's north coast, the missile should cover at least half of it, so that a fleet must pass within reach;
    a third or two thirds are as defensible. Range is the largest in print, and a missile still has to find its ship.
    """
    stands = places.set_index("id").loc[["basco", "aparri"], ["lon", "lat"]]
    km = float(weapon_ranges.set_index("id").loc["c-star", "max_km"])
    covered = coverage.share(layer_luzon_strait.geometry.iloc[0],
                             *(coverage.reach(lon, lat, km) for lon, lat in stands.itertuples(index=False)))
    return Finding.at_least(covered, threshold, "share of the water",
                            f"With {km:.0f} km C-Star covers {covered:.0%} of the Luzon Strait from Batan and Luzon's "
                            f"north coast.")


@check("C149", threshold=12, vary=(3, 6, 24), says="the drain went on within {} months before the article")
def munitions_were_drained(munitions_strain: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the three conflicts drawn on American munitions shortly before the article, and were stocks short?

    Four parts: each of the three drains went on within the time given, and deliveries had been stopped for want of
    stocks. A missile used takes two years and more to replace, so that what was used within a year is still missing:
    twelve months are the threshold. Three months ask whether the fighting was nearly of the day.
    """
    end = pd.to_datetime(munitions_strain["date_end"]).fillna(pd.Timestamp(PUBLISHED))
    ago = ((pd.Timestamp(PUBLISHED) - end).dt.days / 30.44).clip(lower=0)
    drains = munitions_strain.assign(ago=ago)[munitions_strain["kind"] == "drain"].set_index("cause")["ago"]
    paused = ((munitions_strain["kind"] == "pause") & (munitions_strain["date"] < PUBLISHED)).any()
    words = ", ".join(f"{cause} {months:.1f}" for cause, months in drains.items())
    return Finding.parts({"pause": paused, **(drains <= threshold).to_dict()},
                         f"Months from the end of each drain to the article: {words}; deliveries had "
                         f"{'' if paused else 'not '}been paused for want of stocks.")


@check("C150", threshold=1, vary=(7, 30), says="at least {} days before the article")
def joint_building_was_agreed(tariffs: pd.DataFrame, *, threshold: float) -> Finding:
    """Had Seoul and Washington already agreed to build together when the article recommended it?

    The advice is sound if such work can be agreed, and that it was is the best proof. A day before publication is
    enough for that; a week or a month asks whether an author could have taken it in.
    """
    found = tariffs[(tariffs["country"] == "KOR") & tariffs["note"].fillna("").str.contains("shipbuilding")]
    first = pd.to_datetime(found["date"]).min()
    days = (pd.Timestamp(PUBLISHED) - first).days
    return Finding.at_least(days, threshold, "days",
                            f"The pledge of Korean money for American shipyards was announced on {first:%-d %B %Y}, "
                            f"{days} days before the article.")


@check("C155", threshold=3, vary=(2, 5), says="at most {} years after the middle eighties")
def f16_line_of_the_eighties(f16_programme: pd.DataFrame, *, threshold: float) -> Finding:
    """Was an F-16 line in the ROK what was sought in the middle of the 1980s?

    A campaign for a production line ends in the choice of the aircraft to be built. Three years from campaign to
    choice are usual for a fighter; if more passed, the campaign was for something else, or later. Counted from the
    end of 1986, the latest that one would call the middle; varied to two years and five.
    """
    chosen = pd.to_datetime(f16_programme[f16_programme["event"].str.startswith("F-16 chosen")]["date"]).min()
    years = (chosen - MID_EIGHTIES).days / 365.25
    ordered = f16_programme[f16_programme["date"] <= f"{MID_EIGHTIES:%Y-%m-%d}"]["aircraft"].sum()
    return Finding.at_most(years, threshold, "years",
                           f"The F-16 was chosen for production in the ROK in {chosen:%B %Y}, {years:.1f} years after "
                           f"the end of 1986; by then {int(ordered)} had been ordered, built in America.")


@check("C156", threshold=100, vary=(50, 130), says="at least {} aircraft built")
def f16_partnership_lasts(f16_programme: pd.DataFrame, *, threshold: float) -> Finding:
    """Was the F-16 partnership productive, and did it go on when the article appeared?

    Two parts. Productive: a hundred aircraft built, about what makes a line of one's own pay; fifty would be an
    assembly, a hundred and thirty nearly the whole programme. Going on: some work on the fleet under contract on
    12 August 2025, cancelled contracts not counted.
    """
    line = f16_programme[f16_programme["stage"] == "production"]
    built, last = int(line["aircraft"].sum()), line["date_end"].max()[:4]
    work = f16_programme[~f16_programme["event"].str.contains("cancelled")]
    open_ = work[(work["date"] <= PUBLISHED) & (work["date_end"] >= PUBLISHED)]
    return Finding.parts({"productive": built >= threshold, "going on": not open_.empty},
                         f"{built} F-16s were built in the ROK, the last in {last}; contracts for work on the fleet "
                         f"that were open on 12 August 2025: {len(open_)}.")
