"""Checks on who held which office on the day of publication."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = "2025-08-12"


def in_words(day: str) -> str:
    """``2025-08-12`` as 12 August 2025."""
    return f"{pd.Timestamp(day):%-d %B %Y}"


def days_between(first: str, last: str) -> int:
    """Days from ``first`` to ``last``."""
    return (pd.Timestamp(last) - pd.Timestamp(first)).days


def came_in(offices: pd.DataFrame, person: str) -> str:
    """First day of ``person`` in the office held last."""
    return offices.loc[offices["person"] == person, "took_office"].max()


def on_day(offices: pd.DataFrame, day: str) -> pd.DataFrame:
    """Rows of those in office on ``day``."""
    return offices[(offices["took_office"] <= day) & (offices["left_office"].isna() | (offices["left_office"] > day))]


@check("C120", threshold=90, vary=(60, 180), says="at most {} days in office")
def rutte_was_recently_named(offices: pd.DataFrame, *, threshold: int) -> Finding:
    """Had the Secretary General of NATO been named recently when the article appeared?

    Governments and newspapers give a newcomer a hundred days of grace at the most; after a quarter of a year nobody
    who has met every ally is new. The count begins with the first day in office, which favours the claim: he had been
    appointed months before. Varied to two months and to half a year.
    """
    row = on_day(offices, PUBLISHED).set_index("post").loc["nato_secretary_general"]
    days = days_between(row["took_office"], PUBLISHED)
    return Finding.at_most(days, threshold, "days",
                           f"{row['person']} had been in office for {days} days on {in_words(PUBLISHED)}.")


@check("C123", fixed="a title is held on a day or it is not")
def kellogg_held_the_title(offices: pd.DataFrame) -> Finding:
    """Was the envoy's title on the day of publication the one that the article prints, Ukraine and Russia?

    Supported if it was; outdated if he had held it before; contradicted if he never had.
    """
    rows = offices[offices["person"] == "Keith Kellogg"]
    titles = [title for title in rows["title"] if "Ukraine" in title and "Russia" in title]
    now = on_day(rows, PUBLISHED)
    verdict = "supported" if now["title"].isin(titles).any() else "outdated" if titles else "contradicted"
    return Finding(None, "", verdict, f"On {in_words(PUBLISHED)} he was “{'; '.join(now['title'])}”, as he had been "
                                      f"since {in_words(now['took_office'].min())}.")


@check("C127", threshold=2, vary=(1, 4), says="{} officials with an earlier post on Asia make a set")
def asia_hands_were_missing(offices: pd.DataFrame, *, threshold: int) -> Finding:
    """Was there no set of officials for Asia to compare with the two whom the article names for Europe?

    The claim has two sides. One is posts: those that answer to Washington for Asia alone are a set if most of them
    are held in full, so half or fewer bears the claim out. The other is people: the article names two persons for
    Europe, so two in office with an earlier post on Asia would be as many. Varied to one, and to twice as many. Skill
    and access to the president, which the claim also means, no table can show.
    """
    american = offices[offices["body"] == "USA"]
    there = on_day(american, PUBLISHED)
    posts = american.loc[american["theatre"] == "Asia", "post"].nunique()
    full = there.loc[(there["theatre"] == "Asia") & (there["standing"] == "full"), "post"].nunique()
    people = there.loc[there["asia_before"] == "yes", "person"].tolist()
    return Finding.parts(
        {"posts": full <= posts / 2, "people": len(people) < threshold},
        f"Of {posts} posts for Asia alone {full} were held in full on {in_words(PUBLISHED)}; "
        f"{len(people)} officials in office had held an earlier one on Asia ({', '.join(people)}).")
