"""A broken copy of every table and layer gives one clear error that names file, row and field."""
import json
import shutil

import pytest

from trilateral import paths, tables

NAMES = tables.names()
TABLES = [name for name in NAMES if not name.startswith("geo/")]
LAYERS = [name for name in NAMES if name.startswith("geo/")]


@pytest.fixture
def copy(tmp_path):
    """A copy of one table or layer in a data folder of its own; gives its path."""

    def make(name):
        found = tables.manifest(name)
        target = tmp_path / "data" / found.data_path.relative_to(paths.data_dir())
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(found.data_path, target)
        shutil.copy(found.path, target.with_suffix(".yml"))
        return target

    return make


def fault(name, path):
    """The message that ``tables.verify`` gives for the broken copy."""
    folder = path.parent.parent if name.startswith("geo/") else path.parent
    with pytest.raises(tables.DataError) as caught:
        tables.verify(name, folder)
    return str(caught.value)


def lines(path):
    return path.read_text("utf-8").split("\n")


def edit(path, rows):
    path.write_text("\n".join(rows), "utf-8")


def numeric_column(name):
    """Position and name of the first numeric column, or None."""
    columns = tables.manifest(name).columns
    return next(((i, c) for i, (c, spec) in enumerate(columns.items()) if spec["type"] in ("integer", "number")), None)


def cells_of(row):
    import csv

    return next(csv.reader([row]))


def row_of(cells):
    import csv
    import io

    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_one_is_whole(name):
    assert tables.verify(name).name == name.removeprefix("geo/")


@pytest.mark.parametrize("name", TABLES)
def test_wrong_column(name, copy):
    path = copy(name)
    rows = lines(path)
    first = list(tables.manifest(name).columns)[0]
    edit(path, [rows[0].replace(first, "wrong", 1), *rows[1:]])
    message = fault(name, path)
    assert f"data/{path.name} row 1" in message and f"missing column {first}" in message
    assert "unknown column wrong" in message


@pytest.mark.parametrize("name", [name for name in TABLES if numeric_column(name)])
def test_text_in_a_number(name, copy):
    path = copy(name)
    rows = lines(path)
    position, column = numeric_column(name)
    cells = cells_of(rows[2])
    cells[position] = "n/a?"
    edit(path, [*rows[:2], row_of(cells), *rows[3:]])
    message = fault(name, path)
    assert message.startswith(f"data/{path.name} row 3, column {column}: n/a? is not a")
    assert "\n" not in message


@pytest.mark.parametrize("name", TABLES)
def test_key_twice(name, copy):
    path = copy(name)
    rows = lines(path)
    edit(path, [*rows[:2], rows[1], *rows[3:]])
    message = fault(name, path)
    assert f"data/{path.name} row 3, column {'+'.join(tables.manifest(name).key)}" in message
    assert "keys must be unique" in message


@pytest.mark.parametrize("name", TABLES)
def test_missing_row(name, copy):
    path = copy(name)
    rows = lines(path)
    edit(path, [*rows[:1], *rows[2:]])
    found = tables.manifest(name)
    message = fault(name, path)
    assert message.startswith(f"data/{path.name}: {found.rows - 1} rows;") and str(found.rows) in message


@pytest.mark.parametrize("name", TABLES)
def test_changed_byte(name, copy):
    path = copy(name)
    path.write_bytes(path.read_bytes().rstrip(b"\n"))  # the same values, other bytes
    assert f"data/{path.name}: sha256" in fault(name, path)


@pytest.mark.parametrize("name", TABLES)
def test_not_text(name, copy):
    path = copy(name)
    path.write_bytes(b"\xff\xfe\x00bad")
    assert f"data/{path.name}" in fault(name, path)


def test_range_is_named(copy):
    path = copy("places")
    rows = lines(path)
    cells = cells_of(rows[13])
    cells[list(tables.manifest("places").columns).index("lat")] = "261.3"
    edit(path, [*rows[:13], row_of(cells), *rows[14:]])
    assert fault("places", path) == (
        "data/places.csv row 14, column lat: 261.3 is not a latitude in degrees (-90 to 90)"
    )


@pytest.mark.parametrize("name", LAYERS)
def test_layer_property_missing(name, copy):
    path = copy(name)
    document = json.loads(path.read_text("utf-8"))
    lost = next(iter(document["features"][0]["properties"]))
    del document["features"][0]["properties"][lost]
    path.write_text(json.dumps(document), "utf-8")
    message = fault(name, path)
    assert message.startswith(f"data/geo/{path.name} feature 1: properties") and lost in message


@pytest.mark.parametrize("name", LAYERS)
def test_layer_out_of_bounds(name, copy):
    path = copy(name)
    document = json.loads(path.read_text("utf-8"))
    shape = document["features"][0]["geometry"]
    shape["coordinates"] = _moved(shape["coordinates"], 200)
    path.write_text(json.dumps(document), "utf-8")
    assert f"data/geo/{path.name} feature 1, geometry: reaches" in fault(name, path)


def _moved(part, east):
    if isinstance(part[0], (int, float)):
        return [part[0] + east, *part[1:]]
    return [_moved(p, east) for p in part]


@pytest.mark.parametrize("name", LAYERS)
def test_layer_not_json(name, copy):
    path = copy(name)
    path.write_text(path.read_text("utf-8")[:-40], "utf-8")
    assert f"data/geo/{path.name}: not a GeoJSON FeatureCollection" in fault(name, path)


def test_no_such_table():
    with pytest.raises(tables.DataError, match=r"data/nothing\.yml: no such manifest; there are .*places"):
        tables.load("nothing")


def test_a_manifest_that_lies(copy):
    path = copy("federal_subjects")
    text = path.with_suffix(".yml").read_text("utf-8")
    path.with_suffix(".yml").write_text(text.replace("row_floor:", "row_flor:"), "utf-8")
    message = fault("federal_subjects", path)
    assert message == "data/federal_subjects.yml, field (top): must contain ['row_floor'] properties"
