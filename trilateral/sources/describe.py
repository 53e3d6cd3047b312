"""Texts of the manifests: one YAML template a table in ``templates/``, filled with facts of the edition."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).parent / "templates"


def description(name: str, retrieved: str | None = None, **facts: Any) -> dict[str, Any]:
    """The manifest text of the table ``name`` with ``{fact}`` replaced in every string.

    Parameters
    ----------
    name
        Name of the table, which is also the name of its template.
    retrieved
        Date (YYYY-MM-DD) on which the inputs were obtained, if not that of the template.
    facts
        What the data say of themselves: last year, base year of constant prices. A value that is
        only a placeholder keeps the type of its fact, so that a number stays a number.
    """
    text = (TEMPLATES / f"{name}.yml").read_text("utf-8")
    filled = _fill(yaml.safe_load(text), facts)
    if retrieved:
        filled["sources"] = [{**source, "retrieved": retrieved} for source in filled["sources"]]
    return filled


def _fill(part: Any, facts: dict[str, Any]) -> Any:
    if isinstance(part, dict):
        return {key: _fill(value, facts) for key, value in part.items()}
    if isinstance(part, list):
        return [_fill(value, facts) for value in part]
    if not isinstance(part, str):
        return part
    if part[:1] == "{" and part[-1:] == "}" and part[1:-1] in facts:
        return facts[part[1:-1]]
    return part.format_map(facts)
