"""Sound documents in the shape of every upstream, small and with made-up figures: what gets mutated."""
from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from trilateral.sources import census, dprk, nmc, rosstat, sipri, troops, un_votes, vdem
from trilateral.sources.countries import FIRST_YEAR, ISO3

YEARS = range(2014, 2025)
SHEETS = {
    "Current US$": (["Country", "Notes"], 6, 1000.0),
    "Constant (2023) US$": (["Country", "", "Notes"], 6, 2000.0),
    "Share of GDP": (["Country", "Notes"], 6, 0.02),
    "Per capita": (["Country", "Notes"], 7, 300.0),
    "Share of Govt. spending": (["Country", "Notes", "Reporting year"], 8, 0.1),
}


def _csv(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\n".join([*lines, ""]).encode(encoding)


def sipri_workbook() -> bytes:
    """Regional totals and five sheets of our countries and one more; three colours, a sign of missing data."""
    import openpyxl
    from openpyxl.styles import Font

    workbook = openpyxl.Workbook()
    workbook.active.title = "Front page"
    totals = workbook.create_sheet("Regional totals")
    heads = [*map(float, YEARS), f"{YEARS[-1]} (current prices)"]
    for column, (head, figure) in enumerate(zip(["Region", *heads], ["World", *[1500.5] * len(heads)], strict=True), 1):
        totals.cell(14, column, head)
        totals.cell(15, column, figure)
    for title, (lead, header, figure) in SHEETS.items():
        sheet = workbook.create_sheet(title)
        sheet["A1"] = f"Military expenditure by country: {title}"
        for column, text in enumerate([*lead, *map(float, YEARS)], 1):
            sheet.cell(header, column, text)
        sheet.cell(header + 2, 1, "Asia & Oceania")
        for row, country in enumerate([*sipri.COUNTRIES, "Atlantis"], header + 3):
            sheet.cell(row, 1, country)
            for column, _ in enumerate(YEARS, len(lead) + 1):
                sheet.cell(row, column, figure)
        sheet.cell(header + 12, len(lead) + 1, "...")
        sheet.cell(header + 13, len(lead) + 2).font = Font(color="FF0000FF")
        sheet.cell(header + 13, len(lead) + 3).font = Font(color="FFFF0000")
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def sipri_register() -> bytes:
    """The register with its preamble, in Latin-1."""
    head = ("Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
            "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
            "SIPRI TIV of delivered weapons")
    deals = [f"{to},{by},2012,,18,,K2,tank,8,{doubt},{years},New,côté,4.75,85,{tiv}"
             for to, by, years, tiv, doubt in (
                 ("Poland", "South Korea", "2022; 2023; 2024", "39.9", "?"), ("Iraq", "South Korea", "2016", "5", ""),
                 ("Philippines", "Japan", "2023; 2024", "26", ""), ("Egypt", "South Korea", "", "", ""),
                 ("India", "Russia", "2001", "5", "")) for _ in range(4)]
    return _csv("Transfers of major conventional arms from All countries  to All countries .", "",
                "Data generated: 23 Oct 2025 5:22:49 PM", head, *deals, encoding="latin-1")


WDI = {"gdp_current_usd": ("NY.GDP.MKTP.CD", 5e11), "gdp_growth": ("NY.GDP.MKTP.KD.ZG", 2.0),
       "gdp_deflator_growth": ("NY.GDP.DEFL.KD.ZG", 1.5), "population": ("SP.POP.TOTL", 5e7),
       "exchange_rate": ("PA.NUS.FCRF", 10.0), "ppp_conversion_factor": ("PA.NUS.PPP", 7.0)}


def _economies(measure: str) -> list[str]:
    return [c for c in ISO3 if c != "TWN" and (c != "PRK" or measure == "population")]


def world_bank_long(measure: str) -> bytes:
    """One indicator as public copies have it."""
    rows = [f'"Name, long",{iso3},{year},{WDI[measure][1]}' for iso3 in ["WLD", *_economies(measure)] for year in YEARS]
    return _csv("Country Name,Country Code,Year,Value", *rows)


def world_bank_wide(measure: str) -> bytes:
    """One indicator as the bulk download has it: a byte-order mark, a preamble, an empty last column."""
    code, figure = WDI[measure]
    rows = [f'"Name","{iso3}","Title","{code}",' + "".join(f'"{figure}",' for _ in YEARS)
            for iso3 in ["WLD", *_economies(measure)]]
    heads = '"Country Name","Country Code","Indicator Name","Indicator Code",' + "".join(f'"{y}",' for y in YEARS)
    return b"\xef\xbb\xbf" + _csv('"Data Source","World Development Indicators",', "",
                                  '"Last Updated Date","2026-07-01",', "", heads, *rows)


def weo() -> bytes:
    """The series of Taiwan, thousands with commas, projections at the end."""
    years = range(YEARS[0], 2031)
    series = (("NGDPD", "U.S. dollars", "Billions", '"1,600"'), ("NGDP_RPCH", "Percent change", "Units", "3"),
              ("LP", "Persons", "Millions", "23.4"), ("PCPIPCH", "Percent change", "Units", "--"))
    return _csv(",".join(["ISO", "WEO Subject Code", "Units", "Scale", *map(str, years), "Estimates Start After"]),
                *(",".join(["TWN", *said, *[figure] * len(years), "2024"]) for *said, figure in series))


def launches() -> bytes:
    """Three years of launches."""
    one = {"time": "05:34 (UTC)", "series": 1, "missile": "hwasong-15", "facility": "sunan", "landing": "sea-of-japan",
           "apogee": 6248, "distance": "1080", "bearing": 90, "outcome": "success", "description": "Words."}
    other = {**one, "missile": dprk.CLASSES["short"][0], "apogee": "unknown", "distance": "na", "outcome": "failure"}
    bins = [{"year": year, "data": [{**one, "date": f"{year}-03-24"}, {**other, "date": f"{year}-09"}]}
            for year in (2017, 2022, 2024)]
    return json.dumps({"timeBins": bins}).encode()


def pla_days() -> bytes:
    """Days on both sides of the break in definition, with a byte-order mark and columns that are not read."""
    rows = ["2020/09/10,,30.0,,", "2020/09/18,,18.0,,", "2022/08/05,,49.0,,", "2022/08/06,,20.0,14.0,",
            "2022/08/31,1.0,62.0,7.0,words", "2022/09/01,,,,",
            *(f"2022/09/{day:02},,{day}.0,3.0," for day in range(2, 28))]
    return b"\xef\xbb\xbf" + _csv("date,空中,pla_aircraft_sorties,plan_vessel_sorties,remark", *rows)


def census_trade() -> bytes:
    """Both partners and one more country."""
    rows = [f'{y},{code},"Korea, South",{20000 + y},{10000 + y}.1234,-10000'
            for code in census.PARTNERS for y in range(census.FIRST_YEAR, 2023)]
    return _csv("year,CTY_CODE,CTYNAME,IYR,EYR,balance", *rows, "2000,5700,China,100000,16000,-84000")


def democracy_v15() -> bytes:
    """V-Dem's country-years with intervals."""
    heads = ",".join(f"{i}{e}" for i in vdem.INDICES for e in ("", "_codelow", "_codehigh"))
    return _csv(f"country_text_id,year,{heads}",
                *(f"{c},{y},0.5,0.4,0.6,0.3,0.2,0.4" for c in vdem.COUNTRIES for y in YEARS))


def democracy_v16() -> bytes:
    """The next version, without intervals."""
    return _csv("iso3,year,v2x_polyarchy", *(f"{c},{y},0.7" for c in vdem.COUNTRIES for y in range(2014, 2026)))


def capability() -> bytes:
    """Correlates of War codes and scores."""
    return _csv("ccode,year,cinc", *(f"{c},{y},0.02" for c in nmc.COUNTRIES for y in range(2010, 2023)))


def ideal_points() -> bytes:
    """Five states; the newest year has no estimate yet."""
    return _csv("iso3c,year,IdealPointAll",
                *(f"{c},{y},{'' if y == YEARS[-1] else 1.0}" for c in un_votes.COUNTRIES for y in YEARS))


def personnel() -> bytes:
    """All hosts from the first year on, Japan's known anomalies included."""
    odd = {2015: 36_000, 2016: 12_000, 2017: 11_500}
    rows = [f"x,{host},{year},{30_000 + (odd.get(year, 19_000) if host == 'JPN' else 300)},10000,50,9000,11000"
            for host in troops.HOSTS for year in range(FIRST_YEAR, 2025)]
    return _csv("countryname,iso3c,year,troops_ad,army_ad,navy_ad,air_force_ad,marine_corps_ad",
                "x,JPN,1960,46295,10,20,30,-17", *rows)


def subjects() -> bytes:
    """Eleven subjects whose sums are the published ones."""
    codes, people, area = list(rosstat.SUBJECTS), rosstat.PUBLISHED_POPULATION_2021, rosstat.PUBLISHED_AREA
    rows = [f"{code},x,800,700,650,700000,600000" for code in codes[:-1]]
    return _csv("iso_3166_2,subject," + ",".join(rosstat.FIGURES), *rows,
                f"{codes[-1]},x,800,700,650,{people - 7_000_000},{area - 6_000_000}")


def natural_earth() -> bytes:
    """A shapefile of countries as Natural Earth packs it."""
    import geopandas
    import shapely

    codes = ["JPN", "KOR", "TWN", "CHN", "RUS"]
    frame = geopandas.GeoDataFrame(
        {"ADMIN": codes, "ISO_A3_EH": ["-99", *codes[1:]], "ADM0_A3": codes},
        geometry=[shapely.box(100 + 5 * i, 30, 104 + 5 * i, 34) for i, _ in enumerate(codes)], crs="EPSG:4326")
    out = io.BytesIO()
    with tempfile.TemporaryDirectory() as scratch:
        stem = Path(scratch) / "ne_10m_admin_0_countries"
        frame.to_file(stem.with_suffix(".shp"), encoding="utf-8")
        from bench.fuzzing import packed
        out.write(packed.zipped([(path.name, path.read_bytes()) for path in sorted(Path(scratch).iterdir())]))
    return out.getvalue()
