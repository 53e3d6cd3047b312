"""A ledger of another text: the folder that is begun, what is said of faults in it, one line each."""
import re
import shutil

import pytest

from trilateral import ledger, scaffold, tables
from trilateral.cli import main
from trilateral.ledger import checking


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    folder = tmp_path_factory.mktemp("new") / "ours"
    scaffold.create(folder)
    return folder


@pytest.fixture
def folder(begun, tmp_path):
    return shutil.copytree(begun, tmp_path / "ours")


def checked(folder, capsys, *more):
    """Exit status of the check of a folder, and the lines of its faults."""
    status = main(["check", "--data", str(folder / "data"), *more])
    return status, [line for line in capsys.readouterr().err.splitlines() if line]


def slip(folder, name, there, instead):
    path = folder / "data" / name
    text = path.read_text("utf-8")
    assert there in text
    path.write_text(text.replace(there, instead), "utf-8")


def test_the_command_writes_a_whole_folder(tmp_path, capsys):
    assert main(["new", str(tmp_path / "deep" / "ours")]) == 0
    shown = capsys.readouterr().out
    files = {path.relative_to(tmp_path / "deep" / "ours").as_posix()
             for path in (tmp_path / "deep").rglob("*") if path.is_file()}
    assert files == {"README.md", "_config.yml", "_toc.yml", "ledger.md", "text.md", "data/checks.py",
                     "data/claims.yml", "data/letter_figures.csv", "data/letter_figures.yml", "data/references.bib"}
    assert all(name.rpartition("/")[2] in shown for name in files) and "trilateral check --data" in shown
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["ours"]


def test_what_is_there_is_left_alone(tmp_path, capsys):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "mine.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    for name in ("ours", "file"):
        assert main(["new", str(tmp_path / name)]) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert {path.name for path in tmp_path.rglob("*")} == {"ours", "mine.txt", "file"}


def test_an_empty_folder_will_do(tmp_path):
    (tmp_path / "ours").mkdir()
    assert main(["new", str(tmp_path / "ours")]) == 0
    assert (tmp_path / "ours" / "ledger.md").is_file()


def test_a_new_folder_has_no_fault(begun, capsys):
    assert checked(begun, capsys) == (0, [])


def test_its_claims_have_three_sorts_of_verdict(begun):
    found = ledger.judged(begun / "data")
    assert {id: (one.verdict, one.computed) for id, one in found.items()} == {
        "C003": (ledger.outcomes(begun / "data")["output_a_head_is_higher"].verdict, True),
        "C006": ("contradicted", True), "C007": ("not testable", False)}
    marked = re.findall(r"C\d{3}", (begun / "text.md").read_text("utf-8"))
    assert set(found) < set(marked)


def test_its_value_is_that_of_the_books_table(begun):
    economy = tables.load("economy").set_index(["year", "iso3", "measure"])["value"]
    head = {iso3: economy[2024, iso3, "gdp_current_usd"] / economy[2024, iso3, "population"] for iso3 in ("KOR", "JPN")}
    outcome = ledger.outcomes(begun / "data")["output_a_head_is_higher"]
    assert outcome.value == pytest.approx(head["KOR"] / head["JPN"])


def test_the_books_ledger_is_another(begun):
    mine, books = checking.checks(begun / "data"), checking.checks()
    assert len(mine) == 2 and len(books) > 100 and not set(mine) & set(books)
    assert len(ledger.contents(begun / "data").claims) == 3 and len(ledger.contents().claims) > 100


def test_the_ledger_is_printed(begun, capsys):
    assert main(["ledger", "--data", str(begun / "data")]) == 0
    assert "3 claims: 1 supported, 0 partly, 1 contradicted, 1 not testable" in capsys.readouterr().out
    assert main(["ledger", "--data", str(begun / "data"), "--checks"]) == 0
    assert "2 checks" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "there", "instead", "said"), [
    ("claims.yml", "C003", "C3", r"^trilateral check: data/claims\.yml A, field rests_on.*'C3'$"),
    ("claims.yml", "id: C003", "id: C3", r"claims\.yml C3, field id: must match pattern \^C.*; found 'C3'$"),
    ("claims.yml", "id: C007", "id: C006", r"claims\.yml C006: two claims have this id$"),
    ("claims.yml", "verdict: contradicted", "verdict: false", r"C006, field verdict: must be one of .*found 'False'$"),
    ("claims.yml", "verdict: not testable", "verdict: nonsense", r"C007, field verdict.*found 'nonsense'$"),
    ("claims.yml", "every_figure_has_a_source", "every_source_is_good",
     r"claims\.yml C006, field evidence: there is no check 'every_source_is_good'$"),
    ("claims.yml", "- check: every_figure_has_a_source\n", "- {cite: worldbank2026wdi, says: So it is.}\n",
     r"C006, field decided_by: 'every_figure_has_a_source' is not among its evidence$"),
    ("claims.yml", "cite: worldbank2026wdi", "cite: nobody2026",
     r"'nobody2026' has no record in data/references\.bib$"),
    ("claims.yml", "source_named.isna()", "sauce.isna()", r"C006, evidence 2: table letter_figures, where .*sauce"),
    ("claims.yml", "comes_to: [C007]", "comes_to: [C006]", r"C006 stands in 2 steps"),
    ("claims.yml", "claims:\n", "claims: [\n", r"data/claims\.yml: not YAML"),
    ("checks.py", "def every_figure", "def every figure", r"data/checks\.py line \d+: SyntaxError"),
    ("checks.py", "import pandas", "import pandaz", r"data/checks\.py line \d+: ModuleNotFoundError: .*pandaz"),
    ("checks.py", "vary=(1.05, 1.1)", "vary=(1.05,)",
     r"data/checks\.py line \d+: ValueError: check of C003: a threshold"),
    ("checks.py", '"source_named"', '"source"', r"check every_figure_has_a_source \(C006\): KeyError: 'source'$"),
    ("checks.py", '@check("C006"', '@check("C007"', r"check every_figure_has_a_source: does not name C006"),
    ("letter_figures.yml", "name: letter_figures", "name: figures", r"field name: 'figures' is not the file's name"),
    ("letter_figures.csv", "2,2,", "2,two,", r"letter_figures\.csv row 3, column sentence: two is not a whole number$"),
    ("letter_figures.csv", "World Bank", "", r"letter_figures\.csv: sha256 \w+; its manifest says \w+$"),
])
def test_a_fault_is_one_line(folder, capsys, name, there, instead, said):
    slip(folder, name, there, instead)
    status, lines = checked(folder, capsys)
    assert status == 1 and any(re.search(said, line) for line in lines), lines
    assert len(lines) <= 3 and not any("Traceback" in line for line in lines)


def test_a_table_without_a_manifest(folder, capsys):
    (folder / "data" / "letter_figures.yml").unlink()
    status, lines = checked(folder, capsys)
    assert status == 1
    assert lines[0] == "data/letter_figures.csv: has no manifest; data/letter_figures.yml is expected beside it"


def test_a_changed_table_is_taken_over_and_changes_the_verdict(folder, capsys):
    manifest = folder / "data" / "letter_figures.yml"
    before = manifest.read_text("utf-8").splitlines()
    slip(folder, "letter_figures.csv", "Japan,\n", "Japan,World Bank\n")
    slip(folder, "letter_figures.csv", "1990,\n", "1990,World Bank\n")
    slip(folder, "letter_figures.csv", "3,3,", "4,4,closer together,Our own eyes\n3,3,")
    status, lines = checked(folder, capsys, "--accept")
    after = manifest.read_text("utf-8").splitlines()
    assert [line for line in before if line not in after] == before[-2:] and after[-2] == "rows: 4"
    assert status == 1 and any("every_figure_has_a_source gives 'supported'" in line for line in lines)
    assert ledger.judged(folder / "data")["C006"].verdict == "supported"


def test_a_manifest_in_the_making_gets_rows_and_bytes(folder, capsys):
    path = folder / "data" / "letter_figures.yml"
    path.write_text(re.sub(r"^(rows|sha256): .*\n", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    assert checked(folder, capsys)[1][0].startswith("data/letter_figures.yml, field (top): must contain")
    assert checked(folder, capsys, "--accept") == (0, [])


def test_a_bad_table_is_not_taken_over(folder, capsys):
    manifest = (folder / "data" / "letter_figures.yml").read_bytes()
    slip(folder, "letter_figures.csv", "3,3,", "1,3,")
    status, lines = checked(folder, capsys, "--accept")
    assert status == 1 and "keys must be unique" in lines[0]
    assert (folder / "data" / "letter_figures.yml").read_bytes() == manifest


@pytest.mark.parametrize(("call", "said"), [
    (["check", "--accept"], "--accept: goes with --data FOLDER"),
    (["check", "--data", "nowhere"], "--data nowhere: is not a folder"),
    (["ledger", "--data", "nowhere"], "--data nowhere: is not a folder"),
    (["build", "nowhere"], "nowhere: is not a book: there is no _toc.yml in it"),
])
def test_a_wrong_call_is_one_line(call, said, capsys):
    assert main(call) == 1
    assert said in capsys.readouterr().err


def test_a_check_can_be_tried_before_it_stands_in_a_file(begun):
    @ledger.check("C004", threshold=3, vary=(2, 4), says="at least {} figures")
    def figures_are_many(letter_figures, *, threshold):
        return ledger.Finding.at_least(len(letter_figures), threshold, "figures", "So many.")

    tried = ledger.tried(figures_are_many, begun / "data")
    assert (tried.value, tried.verdict, tried.robust) == (3, "supported", False)
    assert "figures_are_many" not in {**checking.checks(begun / "data"), **checking.checks()}
