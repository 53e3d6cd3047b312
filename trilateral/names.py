"""Names of countries and seas as the book prints them (the naming policy)."""
from __future__ import annotations

COUNTRIES = {
    "USA": "United States",
    "JPN": "Japan",
    "KOR": "ROK (South Korea)",
    "CHN": "China (PRC)",
    "RUS": "Russia",
    "TWN": "Taiwan (ROC)",
    "PRK": "DPRK (North Korea)",
    "PHL": "Philippines",
    "AUS": "Australia",
    "VNM": "Viet Nam",
    "MYS": "Malaysia",
    "IND": "India",
    "GBR": "United Kingdom",
    "FRA": "France",
    "DEU": "Germany",
    "POL": "Poland",
    "UKR": "Ukraine",
}

SHORT = {
    "USA": "United States",
    "KOR": "ROK",
    "CHN": "China",
    "TWN": "Taiwan",
    "PRK": "DPRK",
    "GBR": "UK",
}

PARTNERS = ("USA", "JPN", "KOR")


def country(iso3: str) -> str:
    """Full name, for tables and first mentions.

    Raises
    ------
    KeyError
        The book has no name for the code; add it here, once.
    """
    return COUNTRIES[iso3]


def short(iso3: str) -> str:
    """Short name, for labels in charts."""
    return SHORT.get(iso3, COUNTRIES[iso3])
