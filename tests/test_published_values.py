"""The committed tables against figures that their producers print elsewhere. Each test names its source."""
import pytest

from trilateral import tables


@pytest.fixture(scope="module")
def spending():
    return tables.load("military_expenditure").set_index(["iso3", "year", "measure"])["value"]


@pytest.fixture(scope="module")
def world():
    return tables.load("military_expenditure_world").set_index("year")


@pytest.fixture(scope="module")
def economy():
    return tables.load("economy").set_index(["iso3", "year", "measure"])["value"]


# SIPRI Military Expenditure Database, April 2025 edition, year 2024, as looked up by hand in the workbook:
# current US$ m, constant 2023 US$ m, % of GDP, US$ per capita, % of government spending.
SIX = {
    "USA": (997_309, 968_382, 3.42, 2_895, 9.11),
    "CHN": (313_658, 317_561, 1.71, 221, 5.06),
    "RUS": (148_967, 150_534, 7.05, 1_026, 18.90),
    "JPN": (55_274, 58_399, 1.37, 446, 3.25),
    "KOR": (47_571, 48_473, 2.56, 919, 11.32),
    "TWN": (16_475, 16_635, 2.10, 708, 12.06),
}
MEASURES = {  # measure -> (factor from the table to the print, half a unit of the last printed digit)
    "current_usd_m": (1, 0.5), "constant_usd_m": (1, 0.5), "share_of_gdp": (100, 0.005),
    "per_capita_usd": (1, 0.5), "share_of_government": (100, 0.005),
}


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
@pytest.mark.parametrize("iso3", SIX)
@pytest.mark.parametrize(("position", "measure"), list(enumerate(MEASURES)))
def test_six_countries_in_2024(spending, iso3, position, measure):
    factor, half = MEASURES[measure]
    assert spending[iso3, 2024, measure] * factor == pytest.approx(SIX[iso3][position], abs=half + 1e-9)


# SIPRI Fact Sheet, Trends in World Military Expenditure, 2024 (April 2025), table 1:
# US$ bn current, % of GDP, % of the world, as printed.
@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
@pytest.mark.parametrize(("iso3", "bn", "gdp", "of_world"), [
    ("USA", "997", "3.4", "37"), ("CHN", "314", "1.7", "12"), ("RUS", "149", "7.1", "5.5"),
    ("DEU", "88.5", "1.9", "3.3"), ("IND", "86.1", "2.3", "3.2"), ("GBR", "81.8", "2.3", "3.0"),
    ("UKR", "64.7", "34", "2.4"), ("FRA", "64.7", "2.1", "2.4"), ("JPN", "55.3", "1.4", "2.0"),
])
def test_fact_sheet_of_april_2025(spending, world, iso3, bn, gdp, of_world):
    current = spending[iso3, 2024, "current_usd_m"] / 1000
    assert as_printed(current, bn) == bn
    assert as_printed(spending[iso3, 2024, "share_of_gdp"] * 100, gdp) == gdp
    assert as_printed(current / world.loc[2024, "current_usd_bn"] * 100, of_world) == of_world


def as_printed(value, like):
    """``value`` with as many decimals as the printed text ``like``."""
    return f"{value:.{len(like.partition('.')[2])}f}"


@pytest.mark.edition(military_expenditure_world="April 2025 (data to 2024)")
def test_world_total(world):
    # Same Fact Sheet: US$ 2718 billion in 2024, 9.4 % more in real terms than in 2023.
    assert world.loc[2024, "current_usd_bn"] == pytest.approx(2718.2, abs=0.05)
    growth = world.loc[2024, "constant_usd_bn"] / world.loc[2023, "constant_usd_bn"] - 1
    assert growth == pytest.approx(0.094, abs=0.0005)
    assert world["current_usd_bn"].notna().sum() == 1
    assert world.index.tolist() == [1990, *range(1992, 2025)]


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_real_growth_in_2024(spending):
    # Same Fact Sheet, table 1 and text: Japan +21 %, USA +5.7 %, China +7.0 %, Korea +1.4 % in real terms.
    for iso3, percent, half in [("JPN", 21, 0.5), ("USA", 5.7, 0.05), ("CHN", 7.0, 0.05), ("KOR", 1.4, 0.05)]:
        growth = spending[iso3, 2024, "constant_usd_m"] / spending[iso3, 2023, "constant_usd_m"] - 1
        assert growth * 100 == pytest.approx(percent, abs=half), iso3


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_years(spending):
    # The tables begin where the book begins; SIPRI's workbook of April 2025 ends in 2024.
    years = spending.index.get_level_values("year")
    assert (years.min(), years.max()) == (1990, 2024)


def test_no_zero_anywhere(spending):
    # SIPRI prints 0.0 for North Korea before 2015, and for Russia before 1993, where it has no exchange rate.
    assert (spending > 0).all()
    korea = spending["PRK"]
    assert set(korea.index.get_level_values("year")) == {2015, 2016, 2017, 2018}
    assert set(korea.index.get_level_values("measure")) == {"current_usd_m", "per_capita_usd"}
    assert spending["RUS"].xs("current_usd_m", level="measure").index.min() == 1993
    assert spending["RUS"].xs("constant_usd_m", level="measure").index.min() == 1992


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_viet_nam_ends_in_2018(spending):
    # SIPRI's note on Viet Nam: no figures are available for the years 2019-2024.
    assert spending["VNM"].index.get_level_values("year").max() == 2018


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_quality_of_the_big_estimates():
    # SIPRI Fact Sheet April 2025, table 1: brackets, which mark estimates, at China and Russia; none at Japan, USA.
    frame = tables.load("military_expenditure")
    latest = frame[(frame["year"] == 2024) & (frame["measure"] == "current_usd_m")].set_index("iso3")["quality"]
    assert latest[["CHN", "RUS", "JPN", "USA", "KOR"]].tolist() == ["estimate"] * 2 + ["reported"] * 3
    assert set(frame.loc[frame["iso3"] == "PRK", "quality"]) == {"highly_uncertain"}


@pytest.mark.edition(military_expenditure="April 2025 (data to 2024)")
def test_sipri_share_stays_under_ten_percent():
    # SIPRI's terms: less than 10 % of the data set. Every number from it counts, over all tables.
    names = ("military_expenditure", "military_expenditure_world")
    of = {tables.manifest(name).sources[0].licence["of"] for name in names}
    assert of == {35_449}  # numeric cells of the five country sheets of the workbook of April 2025
    numbers = len(tables.load("military_expenditure"))
    numbers += int(tables.load("military_expenditure_world").drop(columns="year").notna().sum().sum())
    assert numbers / of.pop() < 0.10


@pytest.mark.edition(economy="update of 2026-07-01 (data to 2025)")
@pytest.mark.parametrize(("iso3", "year", "dollars"), [
    ("USA", 1995, 11_106_673_921_000), ("USA", 2000, 13_717_679_619_000), ("USA", 2015, 18_295_019_000_000),
    ("POL", 1995, 218_906_804_616), ("POL", 2000, 283_174_187_558), ("POL", 2015, 480_054_118_583),
])
def test_chained_gdp_is_the_world_banks_own(economy, iso3, year, dollars):
    # World Bank, World Development Indicators, NY.GDP.MKTP.KD (constant 2015 US$), a download with data to 2023.
    assert economy[iso3, year, "gdp_constant_2015_usd"] == pytest.approx(dollars, rel=1e-9)


@pytest.mark.edition(economy="update of 2026-07-01 (data to 2025)")
def test_russian_growth(economy):
    # World Bank, NY.GDP.MKTP.KD.ZG: -1.4, 4.1, 4.9, 1.0 % in 2022 to 2025.
    percent = [round(economy["RUS", year, "gdp_growth"] * 100, 1) for year in range(2022, 2026)]
    assert percent == [-1.4, 4.1, 4.9, 1.0]


def test_constant_equals_current_in_the_base_year(economy):
    # WDI's definition of the measure: constant 2015 US$ are converted at the exchange rates of 2015.
    for iso3 in set(economy.index.get_level_values("iso3")) - {"PRK"}:
        constant = economy[iso3, 2015, "gdp_constant_2015_usd"]
        assert constant == pytest.approx(economy[iso3, 2015, "gdp_current_usd"], abs=0.5)


@pytest.mark.edition(economy="April 2025 (actual data to 2024)")
def test_taiwan_is_the_imfs_and_actual(economy):
    # IMF, World Economic Outlook, April 2025: GDP of 782.441 billion US$ and 23.4 million people in 2024.
    assert economy["TWN", 2024, "gdp_current_usd"] == pytest.approx(782.441e9)
    assert economy["TWN", 2024, "population"] == pytest.approx(23.4e6)
    assert economy["TWN"].index.get_level_values("year").max() == 2024
    frame = tables.load("economy")
    assert set(frame.loc[frame["producer"] == "imf", "iso3"]) == {"TWN"}


def test_sipris_share_of_gdp_fits_the_world_banks_gdp(spending, economy):
    # Two producers, one ratio: SIPRI's current US$ over the World Bank's GDP is SIPRI's own share within a tenth.
    year = min(table.index.get_level_values("year").max() for table in (spending, economy))
    for iso3 in ("KOR", "JPN", "USA", "DEU", "AUS"):
        ratio = spending[iso3, year, "current_usd_m"] * 1e6 / economy[iso3, year, "gdp_current_usd"]
        assert ratio == pytest.approx(spending[iso3, year, "share_of_gdp"], rel=0.1), iso3


def test_federal_subjects_add_up():
    # Rosstat, Far Eastern Federal District: census of 2021, 7,975,762 people; area 6,952,600 km²;
    # census of 2010, present eleven subjects, 8,371,257 people (the table has thousands a subject).
    frame = tables.load("federal_subjects")
    assert frame["population_2021"].sum() == 7_975_762
    assert frame["area_km2"].sum() == 6_952_600
    assert frame["population_2010"].sum() == pytest.approx(8_371_257, abs=5_500)


def test_a_federal_subject():
    # Rosstat, censuses of Amur Oblast: 830,103 people in 2010, 766,912 in 2021.
    amur = tables.load("federal_subjects").set_index("iso_3166_2").loc["RU-AMU"]
    assert amur["population_2010"] == pytest.approx(830_103, abs=1_500)
    assert amur["population_2021"] == 766_912
    assert amur["name_ru"] == "Амурская область"
