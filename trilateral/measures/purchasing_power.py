"""Military expenditure at the purchasing power that money has in a whole economy."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MEASURE = "ppp_usd_m"


def at_purchasing_power(spending: pd.DataFrame, economy: pd.DataFrame) -> pd.DataFrame:
    """Current dollars turned back into the country's money and then into international dollars.

    The conversion factor is that of GDP: of haircuts, bread and rent. What soldiers and ships cost
    differs from it, and imported weapons are paid for at the exchange rate, so the result overstates
    what the money of a low-price country buys. Read it as an upper bound of the correction.

    Parameters
    ----------
    spending
        The table ``military_expenditure``.
    economy
        The table ``economy``, for ``exchange_rate`` and ``ppp_conversion_factor`` (both in units of
        the country's currency for a dollar).

    Returns
    -------
    DataFrame
        iso3, year, measure (always ``ppp_usd_m``), value (millions of international dollars),
        quality: for the countries and years that have all three figures.
    """
    paid = spending[spending["measure"] == "current_usd_m"].drop(columns="measure")
    for measure in ("exchange_rate", "ppp_conversion_factor"):
        found = economy.loc[economy["measure"] == measure, ["iso3", "year", "value"]]
        paid = paid.merge(found.rename(columns={"value": measure}), on=["iso3", "year"])
    value = paid["value"] * paid["exchange_rate"] / paid["ppp_conversion_factor"]
    columns = ["iso3", "year", "measure", "value", "quality"]
    return paid.assign(value=value, measure=MEASURE).dropna(subset="value")[columns].reset_index(drop=True)
