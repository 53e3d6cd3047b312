"""Checks on what publics think of the allies."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding

PUBLISHED = "2025-08-12"


@check("C137", threshold=0.5, vary=(0.4, 0.67, 0.75), says="fewer than {} see the benefit")
def americans_miss_the_benefit(opinion: pd.DataFrame, *, threshold: float) -> Finding:
    """Do Americans fail to see what they gain by the alliance with the ROK, so that they need to be told?

    The advice is to stress the benefit to the United States. It answers a need if most people do not see one. Half is
    the natural line; two thirds and three quarters are for a reader who wants more than a majority, two fifths for one
    who wants a plain lack. The last poll before the article counts. A poll of the public says nothing of officials.
    """
    asked = opinion[(opinion["country"] == "USA") & (opinion["topic"] == "benefit") & (opinion["about"] == "KOR")
                    & (opinion["group"] == "all") & (opinion["date"] < PUBLISHED)]
    last = asked.sort_values("date").iloc[-1]
    verdict = "supported" if last["value"] < threshold else "contradicted"
    return Finding(float(last["value"]), "share of Americans", verdict,
                   f"In the last poll before the article ({last['pollster']}, {last['date'][:7]}) {last['value']:.0%} "
                   f"of Americans said that the alliance with the ROK serves their own security.")


@check("C137", threshold=0.5, vary=(0.4, 0.67, 0.75), says="fewer than {} think well of one of the two")
def americans_need_winning_over(opinion: pd.DataFrame, *, threshold: float) -> Finding:
    """Do Americans think so little of one of the two allies that they need winning over?

    Public diplomacy is first of all for making friends. If most Americans like both countries, that part is done, and
    what remains is to tell them why it matters. Half is the line, varied as for the benefit. The latest poll that asked
    about both alike counts, and of the two the one less liked.
    """
    asked = opinion[(opinion["country"] == "USA") & (opinion["topic"] == "favourable")]
    both = asked.pivot_table(index=["date", "pollster"], columns="about", values="value")[["KOR", "JPN"]].dropna()
    last = both.sort_index().iloc[-1]
    verdict = "supported" if last.min() < threshold else "contradicted"
    return Finding(float(last.min()), "share of Americans", verdict,
                   f"In the poll of {last.name[0][:7]} {last['KOR']:.0%} of Americans thought well of the ROK and "
                   f"{last['JPN']:.0%} of Japan.")
