"""Checks on Taiwan (ROC): what hangs on it, and who is needed to defend it."""
from __future__ import annotations

import pandas as pd

from trilateral.ledger.checking import check
from trilateral.ledger.finding import Finding
from trilateral.measures import widths

BASES = {"JPN": ("kadena", "sasebo", "iwakuni", "yokosuka", "misawa"), "KOR": ("kunsan", "osan", "camp-humphreys")}
"""American bases by host whose distance to Taipei the book measures."""


def _nearest(measurements: dict, host: str) -> float:
    """Kilometres from Taipei to the nearest American base that ``host`` lends."""
    return min(measurements[f"distance-{base}-taipei"].value for base in BASES[host])


@check("C138", threshold=2, vary=(1.5, 3), says="at least {} times nearer than Guam")
def bases_nearer_than_guam(measurements: dict, *, threshold: float) -> Finding:
    """Do bases on the allies' land give American forces a reach that they would not have from their own?

    Guam is the nearest American soil with an air base. An aircraft that flies half as far can fly at least twice as
    often, so that a base half as far away doubles what the same force can do: that would be punching above its weight.
    Counted for the farther of the two allies, since the claim is about the three together; varied to 1.5 and 3.
    """
    guam = measurements["distance-andersen-taipei"].value
    near = {host: _nearest(measurements, host) for host in BASES}
    ratio = guam / max(near.values())
    return Finding.at_least(ratio, threshold, "times nearer",
                            f"The nearest American base in Japan is {near['JPN']:,.0f} km from Taipei, in the ROK "
                            f"{near['KOR']:,.0f} km; Guam is {guam:,.0f} km away, {ratio:.1f} times the greater one.")


@check("C157", threshold=0.5, vary=(0.33, 0.75), says="at least {} of the most advanced capacity")
def taiwan_makes_the_advanced_chips(chip_capacity: pd.DataFrame, *, threshold: float) -> Finding:
    """Does American industry hang on Taiwan for the chips that it cannot get elsewhere?

    Dependence is a matter of the most advanced logic chips, which American firms design and do not make. More than
    half of the world's capacity in one place means that it could not be replaced; a third would hurt, three quarters
    would leave hardly anything. The figures are of 2019; newer ones could not be had.
    """
    edge = chip_capacity[chip_capacity["node"] == "under 10 nm"].set_index("region")["share"]
    return Finding.at_least(float(edge["TWN"]), threshold, "share of capacity",
                            f"In {chip_capacity['year'].max()} Taiwan had {edge['TWN']:.0%} of the world's capacity "
                            f"for logic chips under 10 nanometres, the United States {edge['USA']:.0%}.")


@check("C157", threshold=1, vary=(1.25, 2), says="more than {} times the widest passage that is left")
def chain_without_taiwan(
    layer_strait_shores, straits: pd.DataFrame, measurements: dict, *, threshold: float
) -> Finding:
    """Would the First Island Chain have its widest gap where Taiwan lies, if Taiwan were lost to it?

    A chain is as strong as its widest gap. If the way from the last Japanese island, Yonaguni, to the first Philippine
    islet, Mavulis, were the widest of all, Taiwan is the link that matters most. Held against the widest of the main
    passages that do not end in Taiwan; a quarter more, and twice as wide, ask how much would change.
    """
    shores = layer_strait_shores.set_index("landmass").geometry
    gap = widths.gap(shores["Yonaguni"], shores["Mavulis"]).km
    ends = straits[["from_landmass", "to_landmass"]].isin(["Taiwan"]).any(axis=1)
    main = straits[(straits["main"] == "yes") & ~ends].set_index("id")["name"]
    widest, name = max((measurements[f"width-{strait}"].value, name) for strait, name in main.items())
    verdict = "supported" if gap / widest > threshold else "contradicted"
    return Finding(gap / widest, "times", verdict,
                   f"From Yonaguni to Mavulis it is {gap:,.0f} km, {gap / widest:.2f} times the widest main passage "
                   f"that would be left ({name}, {widest:,.0f} km).")


@check("C158", threshold=1000, vary=(800, 1200, 1400), says="a base within {} km of Taipei")
def both_allies_have_bases_in_reach(measurements: dict, *, threshold: float) -> Finding:
    """Could American fighters work over Taiwan from both allies' soil?

    To defend an island from the air, aircraft must come, stay and go back. A thousand kilometres is about what a
    modern fighter can do without tankers, which would be hunted. Two parts, one for each ally's nearest base. Fuel,
    load and tankers move the line: 800, 1,200 and 1,400 kilometres are tried.
    """
    near = {host: _nearest(measurements, host) for host in BASES}
    return Finding.parts({host: km <= threshold for host, km in near.items()},
                         f"The nearest American base in Japan is {near['JPN']:,.0f} km from Taipei, the nearest in the "
                         f"ROK {near['KOR']:,.0f} km.")


@check("C159", fixed="the study names an ally among its conditions or it does not")
def war_game_needs_both_allies(war_game_conditions: pd.DataFrame) -> Finding:
    """Does the best-known public war game say that Taiwan cannot be held without Japan, and without the ROK?

    Two parts, one for each ally: it stands among the conditions that the study found necessary for every success. What
    the base case merely assumes does not count.
    """
    conditions = war_game_conditions[war_game_conditions["kind"] == "condition"]
    named = {ally: ally in set(conditions["country"]) for ally in ("JPN", "KOR")}
    names = {"JPN": "Japan's bases", "KOR": "the ROK's"}
    said = "; ".join(f"{names[ally]} are {'' if among else 'not '}among them" for ally, among in named.items())
    return Finding.parts(named, f"The study names {len(conditions)} conditions of success in "
                                f"{int(conditions['runs'].max())} games: {said}.")
