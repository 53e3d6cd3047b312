"""Sound documents in the shape of every upstream, small and with made-up figures: what gets mutated."""
from __future__ import annotations

import json
import re
import tempfile
from datetime import date
from pathlib import Path

from bench.fuzzing import packed
from tests.upstreams import dprk, imf, natural_earth, pla, sipri, worldbank
from tests.upstreams import sipri_register as register
from trilateral.sources import census, nmc, rosstat, troops, un_votes, vdem
from trilateral.sources.countries import FIRST_YEAR
from trilateral.sources.economy import WDI

YEARS = range(2014, 2025)


def _csv(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def _undated(workbook: bytes) -> bytes:
    """A zip as it would be at any other time: a case must be the same whenever it is made."""
    made = re.compile(rb"\d{4}-\d\d-\d\dT[\d:]+Z")
    return packed.zipped([(name, made.sub(b"2026-01-01T00:00:00Z", content) if name == "docProps/core.xml" else content)
                          for name, content in packed.members(workbook)])


def sipri_workbook() -> bytes:
    """Regional totals and five sheets of our countries and one more; three colours, a sign of missing data."""
    from openpyxl.styles import Font

    with tempfile.TemporaryDirectory() as scratch:
        sample = sipri.Sample(Path(scratch), first=1989)
        for measure in sipri.LAYOUT:
            sample.cell(measure, "Viet Nam", 2020).value = "..."
            sample.cell(measure, "China", 2024).font = Font(color="FF0000FF")
            sample.cell(measure, "Ukraine", 2023).font = Font(color="FFFF0000")
        return _undated(sample.save().read_bytes())


def sipri_register() -> bytes:
    """Twenty deals of ours with an accent in Latin-1, twenty of others, the oldest of 1950."""
    others = [register.line("India", "Russia", f"{year}", "5", order=f"{year}") for year in range(1950, 2026, 4)]
    return register.register([*register.deals(20, 0), register.line(comment="côté"), *others])


FIGURES = worldbank.figures(first=1990)
FEW = {key: value for key, value in FIGURES.items() if key[2] >= 2012}


def world_bank_api() -> bytes:
    """Replies of the API, two pages."""
    api = worldbank.Api(FEW)
    return json.dumps(api.document(800, 2012)).encode()


def world_bank_long(measure: str) -> bytes:
    """One indicator as public copies have it."""
    return worldbank.long_csv(WDI[measure].indicator, FEW).encode()


def world_bank_bulk(measure: str) -> bytes:
    """One indicator as the bulk download has it: a byte-order mark, a preamble, an empty last column."""
    return worldbank.bulk_csv(WDI[measure].indicator, FEW).encode()


def world_bank_zip(measure: str) -> bytes:
    """The bulk download itself."""
    text = worldbank.bulk_csv(WDI[measure].indicator, FEW)
    return _undated(worldbank.bulk_zip(WDI[measure].indicator, text))


def weo_legacy() -> bytes:
    """The IMF's old layout: text with tabs in UTF-16, called .xls."""
    return imf.legacy_bytes(imf.legacy())


def weo_portal() -> bytes:
    """The export of the IMF's data portal."""
    return imf.portal_csv(imf.portal())


def weo_workbook() -> bytes:
    """The workbook of an edition."""
    return _undated(imf.portal_xlsx(imf.portal()))


def launches() -> bytes:
    """Thirty launches."""
    return dprk.document(dprk.launches(30))


def pla_days() -> bytes:
    """Days on both sides of the break in definition, with a byte-order mark and columns that are not read."""
    return pla.document(pla.days(date(2022, 6, 25), date(2022, 10, 5)))


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


def earth() -> bytes:
    """A zip of countries as Natural Earth packs it, its table undated."""
    files = dict(natural_earth.members(natural_earth.countries()))
    table = next(name for name in files if name.endswith(".dbf"))
    files[table] = files[table][:1] + b"\x7e\x01\x01" + files[table][4:]
    return packed.zipped(list(files.items()))
