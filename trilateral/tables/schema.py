"""Check a table against its manifest with pandera, and say plainly what is wrong."""
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trilateral.tables.errors import DataError
from trilateral.tables.manifests import Manifest

if TYPE_CHECKING:
    import pandas as pd

DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "date": "string"}
NOUNS = {"integer": "a whole number", "number": "a number", "date": "a date (YYYY-MM-DD)", "string": "a text"}
DATE = r"\d{4}-\d{2}-\d{2}"
MOST_FAULTS = 10  # a broken file has thousands of faults; the first few say what happened


def typed(text: pd.DataFrame, manifest: Manifest) -> pd.DataFrame:
    """Give the columns of ``text`` (all strings, as read) the types of the manifest.

    Raises
    ------
    DataError
        Columns missing, unknown or in another order; a cell that is not of its column's type.
    """
    _check_header(list(text.columns), manifest)
    faults: list[str] = []
    frame = text.copy()
    for column, spec in manifest.columns.items():
        frame[column] = _typed_column(text[column], column, spec, manifest, faults)
    _raise(faults)
    return frame


def _check_header(found: list[str], manifest: Manifest) -> None:
    expected = list(manifest.columns)
    if found != expected:
        missing = [c for c in expected if c not in found]
        unknown = [c for c in found if c not in expected]
        detail = "; ".join(
            part
            for part in (
                f"missing column {', '.join(missing)}" if missing else "",
                f"unknown column {', '.join(unknown)}" if unknown else "",
            )
            if part
        )
        raise DataError(
            f"{manifest.shown} row 1: {detail or 'columns in another order'}; "
            f"found {', '.join(found)}; expected {', '.join(expected)}"
        )


def _typed_column(cells: pd.Series, column: str, spec: dict[str, Any], manifest: Manifest, faults: list[str]):
    import pandas as pd

    kind = spec["type"]
    if kind in ("string", "date"):
        return cells.astype("string")
    numbers = pd.to_numeric(cells, errors="coerce")
    bad = numbers.isna() & cells.notna()
    if kind == "integer":
        bad |= numbers.notna() & (numbers % 1 != 0)
    for position in cells.index[bad]:
        faults.append(_fault(manifest, position, column, cells[position], f"is not {NOUNS[kind]}"))
    if bad.any():
        return cells
    return numbers.astype(DTYPES[kind])


def check(frame: pd.DataFrame, manifest: Manifest) -> None:
    """Check types, ranges, allowed values, keys and row count of a typed table.

    Raises
    ------
    DataError
        One line a fault, at most ten, each naming file, row, column, value and expectation.
    """
    import pandera.errors
    import pandera.pandas as pa

    columns = {name: _column(pa, spec) for name, spec in manifest.columns.items()}
    faults: list[str] = []
    try:
        pa.DataFrameSchema(columns, strict=True, ordered=True).validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for case in errors.failure_cases.itertuples():
            faults.append(_fault(manifest, case.index, case.column, case.failure_case, _expectation(case, manifest)))
    faults += _value_ranges(frame, manifest)
    faults += _repeated_keys(frame, manifest)
    if len(frame) < manifest.row_floor:
        faults.append(f"{manifest.shown}: {len(frame)} rows; at least {manifest.row_floor} are expected")
    elif len(frame) != manifest.rows:
        faults.append(f"{manifest.shown}: {len(frame)} rows; its manifest says {manifest.rows}")
    _raise(faults)


def _column(pa, spec: dict[str, Any]):
    checks = []
    if "min" in spec:
        checks.append(pa.Check.ge(spec["min"]))
    if "max" in spec:
        checks.append(pa.Check.le(spec["max"]))
    if "values" in spec:
        checks.append(pa.Check.isin(list(spec["values"])))
    if "pattern" in spec or spec["type"] == "date":
        checks.append(pa.Check.str_matches(f"^(?:{spec.get('pattern', DATE)})$"))
    return pa.Column(DTYPES[spec["type"]], checks, nullable=spec.get("missing", False), coerce=False)


def _expectation(case, manifest: Manifest) -> str:
    spec = manifest.columns.get(case.column, {})
    check_name = str(case.check)
    if check_name.startswith("not_nullable"):
        return "is missing, and the column may not have gaps"
    if check_name.startswith("isin"):
        return f"is not one of {', '.join(map(str, spec['values']))}"
    if check_name.startswith(("greater", "less")):
        return _range_words(spec, case.column)
    if check_name.startswith("str_matches"):
        return f"is not {NOUNS['date']}" if spec["type"] == "date" else f"does not match {spec['pattern']}"
    return f"is not {NOUNS.get(spec.get('type'), 'as expected')} ({check_name})"


def _range_words(spec: dict[str, Any], column: str) -> str:
    span = f"({spec.get('min', '-∞'):g} to {spec.get('max', '∞'):g})" if {"min", "max"} <= set(spec) else (
        f"(at least {spec['min']:g})" if "min" in spec else f"(at most {spec['max']:g})")
    coordinate = {"lat": "a latitude in degrees", "lon": "a longitude in degrees"}
    if column in coordinate:
        return f"is not {coordinate[column]} {span}"
    return f"is outside the expected range {span}"


def _value_ranges(frame: pd.DataFrame, manifest: Manifest) -> list[str]:
    """Ranges that hang on the measure of a long table: checked on the column ``value``."""
    faults = []
    for column, spec in manifest.columns.items():
        for name, rule in spec.get("values", {}).items():
            if "value" not in frame.columns or not {"min", "max"} & set(rule):
                continue
            rows = frame.loc[frame[column] == name, "value"]
            bad = (rows < rule.get("min", float("-inf"))) | (rows > rule.get("max", float("inf")))
            for position in rows.index[bad.fillna(False)]:
                faults.append(_fault(manifest, position, "value", rows[position],
                                     f"{_range_words(rule, 'value')} of {column} {name}"))
    return faults


def _repeated_keys(frame: pd.DataFrame, manifest: Manifest) -> list[str]:
    key = list(manifest.key)
    repeated = frame.index[frame.duplicated(key)]
    return [
        _fault(manifest, position, "+".join(key), "/".join(str(frame.at[position, c]) for c in key),
               "stands there already; keys must be unique")
        for position in repeated
    ]


def _fault(manifest: Manifest, position, column: str, value: Any, expectation: str) -> str:
    import pandas as pd

    place = "" if pd.isna(position) else f" row {int(position) + 2}"
    shown = "nothing" if pd.isna(value) else value
    return f"{manifest.shown}{place}, column {column}: {shown} {expectation}"


def _raise(faults: list[str]) -> None:
    if faults:
        more = len(faults) - MOST_FAULTS
        raise DataError("\n".join(faults[:MOST_FAULTS] + ([f"... and {more} more"] if more > 0 else [])))
