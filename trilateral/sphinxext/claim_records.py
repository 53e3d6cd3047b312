"""A claim's record as MyST Markdown: what a reader sees under its anchor."""
from __future__ import annotations

import re

from pandas.api.types import is_numeric_dtype

from trilateral import ledger, paths, tables
from trilateral.ledger import audit, checking, references
from trilateral.ledger.claims import Evidence
from trilateral.ledger.words import MOMENTS, TRUTHS

_KEY = re.compile(r"[a-z]+(_[a-z]+)+")  # a value of a table that names a kind: put_off
ROWS = 12  # rows of a table that a record shows; the table itself is a download


def markdown(one: ledger.Judged) -> list[str]:
    """Lines of the record, less its head and the chapters that tell it."""
    claim = one.claim
    step, part = _step(one.id)
    lines = [f"**{claim.claim}**", ""]
    if claim.holds:
        lines += [f"*What holds.* {claim.holds}", "", f"*What does not.* {claim.fails}", ""]
    lines += [f"*Verdict.* {claim.note}", ""]
    dated = [f"{MOMENTS[name]} {TRUTHS[claim.when[name]]}" for name in MOMENTS if claim.when[name] != "none"]
    if dated:
        said = "; ".join(dated)
        lines += [f"*Over time.* {said[0].upper()}{said[1:]}.", ""]
    for piece in claim.evidence:
        lines += _evidence(piece, one)
    lines += [f"*In the argument.* {step.title} (step {step.id}), where it is {part}.", ""]
    lines += [f"*Confidence.* {claim.confidence.capitalize()}: would change with this: {claim.would_change}", ""]
    history = " ".join(f"{entry['date']}, {entry['verdict']}: {entry['why']}" for entry in claim.history)
    lines += [f"*History.* {history}", ""]
    return lines


def _step(id: str) -> tuple[ledger.Node, str]:
    """The step of the argument that a claim stands in, and as what."""
    parts = {"rests_on": "a ground", "comes_to": "what the step comes to", "against": "reported against it"}
    return next((node, words) for node in ledger.contents().argument for name, words in parts.items()
                if id in getattr(node, name))


def _evidence(piece: Evidence, one: ledger.Judged) -> list[str]:
    if piece.kind == "cite":
        note = references.notes(paths.book_dir()).get(piece.cite, "")
        part = f" *{note.rstrip('.')}.*" if references.in_part(note) else ""
        return [f"- {piece.says} {{cite}}`{piece.cite}`{part}", ""]
    if piece.kind == "measure":
        from trilateral.measures import catalogue

        found = catalogue.by_id()[piece.measure]
        value = f"{found.value:,.0f} ± {found.uncertainty:,.1f} {found.unit}"
        return [f"- {piece.says} {found.name}: {value} ({found.method}).", ""]
    if piece.kind == "check":
        return _check(piece.check, one)
    return _table(piece)


def _check(name: str, one: ledger.Judged) -> list[str]:
    """Question and finding; the argument for the threshold folded below."""
    check, found = checking.checks()[name], next(found for found in one.outcomes if found.check == name)
    decides = "decides" if one.claim.decided_by == name else "beside the judgement"
    others = check.sensitivity(found)
    tried = f"Threshold: {found.threshold}; others: {others}" if found.threshold else others[:1].upper() + others[1:]
    return [
        f"- *{check.question}* {found.sentence} **{found.verdict.capitalize()}** (check `{name}`, {decides}).", "",
        "  :::{dropdown} How it was decided",
        f"  {check.argument}", "",
        f"  {tried}.",
        "  :::", "",
    ]


def _table(piece: Evidence) -> list[str]:
    found = audit.rows(piece)
    columns, shown = list(found.columns), found.head(ROWS)
    more = f", the first {ROWS} of them below" if len(found) > ROWS else ""
    lines = [f"- {piece.says} {len(found)} of {len(tables.load(piece.table))} rows of `{piece.table}`{more}.", ""]
    sides = [" ---: |" if is_numeric_dtype(found[column]) else " --- |" for column in columns]
    head = ["  | " + " | ".join(column.replace("_", " ") for column in columns) + " |", "  |" + "".join(sides)]
    cells = [[_cell(value) for value in row] for row in shown.itertuples(index=False)]
    return lines + head + ["  | " + " | ".join(row) + " |" for row in cells] + [""]


def _cell(value: object) -> str:
    """As a reader would write it: nothing for none, no underscores in a kind, no point behind a whole number."""
    said = str(value)
    if said in ("<NA>", "nan", "NaT"):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return said.replace("_", " ") if _KEY.fullmatch(said) else said.replace("|", "/")
