"""Made-up daily figures in the layout of JapanandBattleship.csv: a mark, 17 columns, floats, one row a day."""
from __future__ import annotations

from datetime import date, timedelta

PATH = "/s0914712/pla-data-dashboard/{}/data/JapanandBattleship.csv"
HOST = "raw.githubusercontent.com"
BREAK = date(2022, 8, 6)
HEADER = ("date,空中,聯合演訓,艦通過,航母活動,與那國,宮古,大禹,對馬,進,出,艦型,備考,"
          "pla_aircraft_sorties,plan_vessel_sorties,remark,國家")


def row(day: date, aircraft: str | None = None, ships: str | None = None) -> str:
    """One day's row; ships from August 2022 on. Three days in seven of the time before have none."""
    counted = aircraft if aircraft is not None else f"{7 + day.toordinal() * 5 % 23}.0"
    seen = ships if ships is not None else (f"{5 + day.toordinal() % 4}.0" if day >= BREAK else "")
    return f"{day:%Y/%m/%d},1.0,0.0,,,,,,,,,未提及,words,{counted},{seen},True,中國"


def days(first: date = date(2020, 9, 10), last: date = date(2025, 12, 20)) -> list[str]:
    """Rows from ``first`` to ``last``."""
    every = (first + timedelta(n) for n in range((last - first).days + 1))
    return [row(day) for day in every if day >= BREAK or day.toordinal() % 7 < 4]


def document(rows: list[str] | None = None, header: str = HEADER) -> bytes:
    """The file."""
    return ("\ufeff" + "\n".join([header, *(days() if rows is None else rows), ""])).encode()
