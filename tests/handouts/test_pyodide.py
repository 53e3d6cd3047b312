"""All pages with code under the versions that Pyodide has, without pyogrio and vl-convert: the same numbers."""
import json
import os
import re
import subprocess
import zipfile
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path

import pytest
import yaml

from tests import lacking
from trilateral import paths, tables
from trilateral.figures.live import VEGA_MIME, VEGALITE_MIME
from trilateral.figures.show import FIGURE_MIME
from trilateral.handouts import notebooks, pages, wheel

ROOT = paths.book_dir()
ENVIRONMENT = ROOT / ".venv" / "pyodide"
LOCK = ROOT / "tests" / "requirements-pyodide.txt"
RUNNER = Path(__file__).with_name("run_cells.py")
ABSENT = ("pyogrio", "vl_convert", "fiona")
GLUE = "application/papermill.record/text/plain"
PAGES = [entry["file"] for part in yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))["parts"]
         for entry in part["chapters"] if "kernelspec:" in (ROOT / f"{entry['file']}.md").read_text("utf-8")]


@pytest.fixture(scope="session")
def python():
    """The Python of the environment with Pyodide's versions; without it tests skip, but fail in integration."""
    found = ENVIRONMENT / "bin" / "python"
    if not found.is_file():
        lacking.skip("no environment with Pyodide's versions: `make test` makes it in .venv/pyodide")
    return found


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The package as its wheel holds it: nothing of the checkout can be reached."""
    folder = tmp_path_factory.mktemp("browser")
    name, content = wheel.make(ROOT)
    (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / name) as packed:
        packed.extractall(folder / "site")
    own = {"PYTHONPATH": str(folder / "site"), "MPLBACKEND": "agg", "IPYTHONDIR": str(folder / "ipython")}
    return folder, {key: value for key, value in {**os.environ, **own}.items() if key != "TRILATERAL_DATA"}


@pytest.fixture(scope="module")
def told(python, built, installed):
    """Page -> the book's outputs, and what its cells gave in a process of its own, or why they gave nothing."""
    folder, environment = installed

    def run(page):
        cells = [cell for cell in pages.executed(ROOT, built, page).cells if cell.cell_type == "code"]
        done = subprocess.run([python, RUNNER], input=json.dumps([cell.source for cell in cells]), cwd=folder,
                              env=environment, text=True, capture_output=True, check=False)
        shown = [output for cell in cells for output in cell.outputs if "data" in output]
        return shown, json.loads(done.stdout) if done.returncode == 0 else done.stderr.strip()[-1500:]

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(PAGES, pool.map(run, PAGES), strict=True))


@pytest.mark.slow
def test_every_page_says_what_the_book_says(told):
    assert {page: found for page, (_, found) in told.items() if isinstance(found, str)} == {}
    assert len(told) > 10
    for page, (shown, found) in told.items():
        glued = {output.metadata["scrapbook"]["name"]: output.data[GLUE] for output in shown if GLUE in output.data}
        assert found["glued"] == glued, page
    assert sum(len(found["glued"]) for _, found in told.values()) > 400


@pytest.mark.slow
def test_figures_are_drawn_and_live_ones_left_to_the_notebook(told):
    """As many as in the book; those that are live as Vega-Lite, since they cannot be compiled there."""
    all_live = 0
    for page, (shown, found) in told.items():
        live, figures = (sum(kind in output.data for output in shown) for kind in (VEGA_MIME, FIGURE_MIME))
        kinds = found["kinds"]
        assert (kinds.get(VEGALITE_MIME, 0), kinds.get(VEGA_MIME, 0)) == (live, 0), page
        assert kinds.get(FIGURE_MIME, 0) == figures - live, page
        all_live += live
    assert all_live >= 4


@pytest.mark.slow
def test_every_table_and_layer_loads_without_gdal(python, installed):
    folder, environment = installed
    code = ("from trilateral import tables as t\n"
            "print(sum(len(t.layer(n[4:]) if n.startswith('geo/') else t.load(n)) for n in t.names()))")
    done = subprocess.run([python, "-c", code], cwd=folder, env=environment, capture_output=True, text=True,
                          check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == sum(tables.manifest(name).rows for name in tables.names())


def test_the_environment_is_that_of_the_browser(python):
    """What Pyodide lacks is not there, and the versions are Pyodide's, not the book's."""
    code = ("import importlib.metadata as m, importlib.util as u, json; "
            f"print(json.dumps([[n for n in {ABSENT!r} if u.find_spec(n)], "
            "{d.metadata['Name'].lower(): d.version for d in m.distributions()}]))")
    done = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True)
    there, versions = json.loads(done.stdout)
    assert there == []
    pins = dict(re.findall(r"^(pandas|numpy|geopandas|shapely|pyproj|matplotlib|altair)==(\S+)",
                           LOCK.read_text("utf-8"), re.M))
    assert len(pins) == 7 and {name: versions[name] for name in pins} == pins
    assert any(metadata.version(name) != version for name, version in pins.items())


def test_the_lock_is_for_the_kernel_that_the_site_asks_for():
    """A newer kernel brings other versions: then the file beside the lock follows its pyodide-lock.json."""
    source, lock = LOCK.with_suffix(".in").read_text("utf-8"), LOCK.read_text("utf-8")
    tools = (ROOT / "requirements-classroom.txt").read_text("utf-8")
    kernel = re.search(r"^jupyterlite-pyodide-kernel==(\S+)", tools, re.M)[1]
    assert f"jupyterlite-pyodide-kernel {kernel} asks for" in source
    asked = dict(re.findall(r"^([a-z-]+)==([\w.]+)$", source, re.M))
    pins = dict(re.findall(r"^([a-z-]+)==([\w.]+)", lock, re.M))
    assert len(asked) > 20 and {name: pins[name] for name in asked} == asked
    assert not re.search(r"^(pyogrio|fiona|vl-convert-python)==", lock, re.M)


@pytest.mark.slow
def test_a_notebook_holds_the_code_of_its_page(built):
    """What is run here is what readers get, after the cell that installs the package."""
    page = "notebooks/defence-spending"
    cells = [[cell.source for cell in one.cells if cell.cell_type == "code"]
             for one in (notebooks.chapter(ROOT, built, page), pages.executed(ROOT, built, page))]
    assert cells[0][1:] == cells[1]
