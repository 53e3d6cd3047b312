"""Checks on the crisis of December 2024 to June 2025: how long it lasted, and what went on meanwhile."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

ELECTION = pd.Timestamp("2025-06-03")


@check("C018", threshold=6, vary=(5, 5.9, 6.1), says="more than {} calendar months")
def crisis_lasted_over_six_months(crisis_timeline: pd.DataFrame, *, threshold: float) -> Finding:
    """Had the crisis lasted more than six months by election day?

    The article gives the threshold itself: "more than" six. A calendar month counts as one wherever it is as long as
    the calendar says, so 3 December to 3 June is six; a day either side is a thirtieth of a month. Exactly six is not
    more than six, and is so near that the claim holds in part. Varied by a month and by three days.
    """
    start = pd.to_datetime(crisis_timeline["date"]).min()
    months = (ELECTION.year - start.year) * 12 + ELECTION.month - start.month + (ELECTION.day - start.day) / 30
    days = (ELECTION - start).days
    verdict = "supported" if months > threshold else "partly" if months >= threshold - 0.1 else "contradicted"
    return Finding(months, "months", verdict,
                   f"From {start:%-d %B %Y} to {ELECTION:%-d %B %Y} are {days} days, {months:.3g} calendar months.")
