"""The countries of the book's statistical tables, in the order in which the tables list them."""
from __future__ import annotations

PARTNERS = ("KOR", "JPN", "USA")
OTHERS = ("CHN", "RUS", "TWN", "PRK", "PHL", "AUS", "VNM", "IND", "GBR", "FRA", "DEU", "POL", "UKR")

ISO3 = PARTNERS + OTHERS
"""ISO 3166-1 alpha-3 codes: the three partners, their neighbours, and the countries they are compared with."""

FIRST_YEAR = 1990
"""First year of the tables: the whole of the period after the Cold War, and no more than is needed."""
