"""Made-up launches in the layout of the compilation nk-missile-tests: ``{"timeBins": [{"year", "data"}]}``."""
from __future__ import annotations

import itertools
import json
from datetime import date, timedelta

PATH = "/nagix/nk-missile-tests/{}/data/test.en.json"
HOST = "raw.githubusercontent.com"
MISSILES = ("scud-b", "nodong", "hwasong-12", "kn-25", "hwasong-15", "pukguksong-1", "unknown")
LANDINGS = ("sea-of-japan", "yellow-sea", "pacific-ocean", "north-korea", "na", "unknown")


def launch(number: int = 0, **changed) -> dict:
    """One launch; numbers follow each other by nine days from January 2012 on."""
    day = date(2012, 1, 4) + timedelta(9 * number)
    return {"date": f"{day}", "time": "21:10 (UTC)" if number % 3 else "unknown", "series": 1 + number % 4,
            "missile": MISSILES[number % 7], "facility": ("sunan", "sohae", "samsok-test-2")[number % 3],
            "landing": LANDINGS[number % 6], "apogee": ("unknown", 90 + number % 50, f"{95 + number % 40}")[number % 3],
            "distance": ("na", 300 + number % 400, f"{310 + number % 90}", 450.5)[number % 4], "bearing": 90,
            "outcome": ("success", "failure", "unknown")[number % 3], "description": "Made up.", **changed}


def launches(count: int = 320) -> list[dict]:
    """``count`` launches in order of time; 320 end in November 2019."""
    return [launch(number) for number in range(count)]


def document(rows: list[dict] | None = None) -> bytes:
    """The file, launches grouped by year as they come."""
    rows = launches() if rows is None else rows
    bins = [{"data": list(part), "year": int(year) if year.isdigit() else year}
            for year, part in itertools.groupby(rows, key=lambda row: str(row.get("date"))[:4])]
    return json.dumps({"timeBins": bins}, indent="\t").encode()
