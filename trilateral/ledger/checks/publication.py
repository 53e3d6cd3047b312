"""Checks on influence and publication: lobbying, conferences, the article's own sources."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = "2025-08-12"


@check("C151", threshold=0.5, vary=(0.33, 0.67), says="at least {} of the three defence ministers' meetings")
def shangri_la_gathers_the_three(trilateral_engagements: pd.DataFrame, *, threshold: float) -> Finding:
    """Is the Shangri-La Dialogue a place where those meet who decide about the three?

    Senior Americans come to many conferences; what the advice needs is that the right ones come. If at least half of
    the meetings of the three defence ministers took place there, it is the place. A third would make it one of several.
    Meetings by telephone or video have no place and are left out.
    """
    met = trilateral_engagements.query("level == 'ministers' and portfolio == 'defence' and status == 'held'")
    met = met[met["place"].notna() & (met["date"] < PUBLISHED)]
    there = met["place"].str.contains("Singapore").sum()
    return Finding.at_least(there / len(met), threshold, "share of meetings",
                            f"{there} of {len(met)} meetings of the three defence ministers in our table were at "
                            f"Singapore's Shangri-La Dialogue.")


@check("C153", threshold=1, vary=(0.5, 1.5), says="at least {} times what Japan reported")
def korea_pays_lobbyists(lobbying: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the ROK know how to use lobbyists in Washington?

    Japan is the yardstick: the richer ally, long known for its lobbying. If the ROK reports at least as much over the
    same time, it is no stranger to the trade. Half would still be much, half as much again would make it the leader.
    """
    reported = lobbying[lobbying["kind"] == "reported"]
    paid = reported.groupby("country")["amount_usd_m"].sum()
    return Finding.at_least(paid["KOR"] / paid["JPN"], threshold, "times Japan's",
                            f"From {reported['date'].min()[:4]} to {reported['date_end'].max()[:4]} Korean principals "
                            f"reported {paid['KOR']:.1f} million dollars spent on influence in the United States, "
                            f"Japanese ones {paid['JPN']:.1f} million.")


@check("C154", threshold=1985, vary=(1984, 1986), says="began by {}")
def korean_lobbying_by_the_mid_eighties(lobbying: pd.DataFrame, *, threshold: int) -> Finding:
    """Had Korean lobbying about defence in Washington begun by the middle of the 1980s?

    The claim says "at least": an earlier beginning bears it out. The first documented campaign or affair that was
    about troops or arms counts. 1985 is the middle; a year either side.
    """
    cases = lobbying[(lobbying["country"] == "KOR") & lobbying["kind"].isin(["affair", "arms"])]
    first = cases.sort_values("date").iloc[0]
    year = int(first["date"][:4])
    return Finding.at_most(year, threshold, "year",
                           f"The first documented case is of {year}: {first['event'].split(':')[0]}.")


@check("C163", threshold=1.0, vary=(0.75, 0.9), says="at least {} of the listed sources are used")
def listed_sources_are_used(article_sources: pd.DataFrame, *, threshold: float) -> Finding:
    """Does the article's list contain what the article uses?

    A list of sources says: this is what it rests on. So each should be tied to some statement. All of them is what a
    reader expects; three quarters and nine tenths are for a lenient one. As the article cites none by number, the tie
    is our reading. From half up the claim holds in part.
    """
    tied = article_sources["used_for"].notna().sum()
    whole = len(article_sources)
    found = (article_sources["found"] != "not found").sum()
    own = (article_sources["own"] == "yes").sum()
    return Finding.at_least(tied / whole, threshold, "share of sources",
                            f"Of {whole} listed sources {tied} can be tied to a statement; {own} are the author's own, "
                            f"and text of {found} could be found.", partly=0.5)
