"""Federal subjects: every subject once, whole numbers, sums as published. Made-up figures with the right sums."""
import pytest

from trilateral import tables
from trilateral.sources import rosstat
from trilateral.tables import DataError

HEADER = "iso_3166_2,subject,pop_1989_thousand,pop_2002_thousand,pop_2010_thousand,pop_census_2021_persons,area_km2"


def rows():
    """One row a subject; the last one brings the sums to the published totals."""
    codes = list(rosstat.SUBJECTS)
    people = rosstat.PUBLISHED_POPULATION_2021 - 10 * 700_000
    area = rosstat.PUBLISHED_AREA - 10 * 600_000
    last = f"{codes[-1]},x,800,700,650,{people},{area}"
    return [*(f"{code},x,800,700,650,700000,600000" for code in codes[:-1]), last]


@pytest.fixture
def write(tmp_path):
    def write(lines, header=HEADER):
        path = tmp_path / "subjects.csv"
        path.write_text("\n".join([header, *lines, ""]), "utf-8")
        return path

    return write


def test_build_publishes_eleven_subjects_in_persons(write, tmp_path):
    rosstat.build({"subjects": write(rows())}, tmp_path / "out")
    frame = tables.load("federal_subjects", tmp_path / "out").set_index("iso_3166_2")
    assert len(frame) == 11
    assert frame.loc["RU-YEV", ["name_en", "name_ru", "population_1989", "population_2021"]].tolist() == [
        "Jewish Autonomous Oblast", "Еврейская автономная область", 800_000, 700_000]


def test_order_of_the_input_does_not_matter(write):
    forward, backward = rosstat.read(write(rows())), rosstat.read(write(rows()[::-1]))
    assert forward.equals(backward)


@pytest.mark.parametrize(("change", "message"), [
    (lambda r: r[:-1], r"subjects\.csv: nothing for RU-ZAB"),
    (lambda r: [*r, r[0]], r"line 13, column iso_3166_2: 'RU-AMU'; expected each of"),
    (lambda r: [r[0].replace("RU-AMU", "RU-MOW"), *r[1:]], r"line 2, column iso_3166_2: 'RU-MOW'"),
    (lambda r: [r[0].replace("800", "many"), *r[1:]], r"line 2, column pop_1989_thousand: 'many' is not a positive"),
    (lambda r: [r[0].replace("800", "-800"), *r[1:]], r"column pop_1989_thousand: '-800' is not a positive whole"),
    (lambda r: [r[0].replace("800", "800.5"), *r[1:]], r"column pop_1989_thousand: '800\.5' is not a positive whole"),
    (lambda r: [r[0].replace("700000", "700001"), *r[1:]],
     r"subjects' population_2021 add up to 7,975,763; 7,975,762 is published"),
    (lambda r: [r[0].replace("600000", "600100"), *r[1:]],
     r"subjects' area_km2 add up to 6,952,700; 6,952,600 is published"),
])
def test_faults_are_named(write, tmp_path, change, message):
    with pytest.raises(DataError, match=message):
        rosstat.build({"subjects": write(change(rows()))}, tmp_path / "out")


def test_missing_column(write):
    with pytest.raises(DataError, match=r"subjects\.csv line 1: no column area_km2"):
        rosstat.read(write(rows(), HEADER.replace("area_km2", "area")))
