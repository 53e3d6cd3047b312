"""The checks of this ledger: each takes tables by name and returns a finding.

A table that stands in this folder is meant first, then a table of the book: ``economy`` is the book's.
Write the question, the threshold and why before you look at the result.
"""
from __future__ import annotations

import pandas as pd

from trilateral.ledger import Finding, check

BEFORE_THE_LETTER = 2024  # the last full year before 1 September 2025


@check("C003", threshold=1, vary=(1.05, 1.1), says="at least {} times")
def output_a_head_is_higher(economy: pd.DataFrame, *, threshold: float) -> Finding:
    """Is gross domestic product a head higher in the ROK than in Japan?

    More is more, so one is the line. A twentieth and a tenth more are for a reader who finds that a lead
    smaller than what exchange rates move in a year is none. The last full year before the letter counts.
    """
    year = economy[economy["year"] == BEFORE_THE_LETTER]
    values = year.pivot(index="iso3", columns="measure", values="value")
    a_head = values["gdp_current_usd"] / values["population"]
    ratio = a_head["KOR"] / a_head["JPN"]
    return Finding.at_least(ratio, threshold, "times",
                            f"In {BEFORE_THE_LETTER} output a head in the ROK was {ratio:.2f} times that in Japan.")


@check("C006", fixed="the letter says every figure, so that one without a source decides")
def every_figure_has_a_source(letter_figures: pd.DataFrame) -> Finding:
    """Does each figure of the letter come with a source?

    A source is named if a reader can tell from the letter who published the figure. Whether the figure is right
    is another question.
    """
    without = int(letter_figures["source_named"].isna().sum())
    return Finding.at_most(without, 0, "figures without a source",
                           f"{without} of the {len(letter_figures)} figures have no source.")
