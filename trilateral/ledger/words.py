"""The words of the ledger, with what each means."""

VERDICTS = {
    "supported": "The evidence carries the claim.",
    "partly": "One part of the claim holds and another does not; the record says which.",
    "contradicted": "The evidence speaks against the claim.",
    "not testable": "No evidence to be had would settle it, or its source could not be found; the record says why.",
    "outdated": "Events had overtaken the claim when it was published, or have since.",
}
"""Verdict -> what it means, in the order in which counts are shown."""

ICONS = {"supported": "✓", "partly": "◐", "contradicted": "✕", "not testable": "?", "outdated": "↻"}
"""Verdict -> a sign that stands beside the word, never instead of it."""

KINDS = {
    "fact": "says that something is or was so",
    "measurement": "gives a number, a length of time, a rank",
    "causal": "says that one thing brings about another",
    "forecast": "says what will or may come",
    "opinion": "judges",
    "recommendation": "says what should be done",
    "quotation": "reports somebody's words; the verdict is on the report, not on what was said",
}
"""Kind of claim -> what such a claim does."""

CONFIDENCES = {
    "high": "We should be surprised to change this verdict.",
    "medium": "Better sources could move it to a neighbouring verdict.",
    "low": "It rests on little, or on excerpts alone.",
}
"""Confidence in a verdict -> what it means."""

TRUTHS = {
    "holds": "it held",
    "partly": "it held in part",
    "fails": "it did not hold",
    "unknown": "we cannot tell",
    "none": "does not apply",
}
"""State of a claim at one of three dates -> in words."""

MOMENTS = {
    "said": "when its source was written",
    "published": "on 12 August 2025",
    "now": "as of the data edition",
}
"""The three dates at which a claim is judged."""
