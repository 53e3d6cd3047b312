"""Notebooks in the browser: a site that is whole, the same each time, and asks one outside host, once asked to."""
import json
import shutil
import tarfile
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import lacking
from tests.browser.served import read_rules, served
from trilateral import paths
from trilateral.handouts import lite, lite_kernel
from trilateral.publishing import archive, live_pages
from trilateral.sphinxext import policy

ROOT = paths.book_dir()
PAGE = "notebooks/defence-spending"


def wheels(folder):
    """The site's own packages."""
    return sorted((folder / "pypi").glob("*.whl"))


def stand_in(folder, names):
    """An archive laid out as Pyodide's full one: the kernel's files, its list of packages, and a file for each."""
    inner = folder / "pyodide"
    inner.mkdir(parents=True)
    lock = {name: {"file_name": f"{name}-1-py3-none-any.whl", "depends": []} for name in names}
    for name in [*lite_kernel.CORE, *(one["file_name"] for one in lock.values())]:
        (inner / name).write_text("export {};\n")
    (inner / lite_kernel.LOCK).write_text(json.dumps({"packages": lock}))
    path = folder / "pyodide-0.tar.bz2"
    with tarfile.open(path, "w:bz2") as packed:
        packed.add(inner, "pyodide")
    return path


@pytest.fixture(scope="module")
def tools():
    """JupyterLite and the wheels that its site carries; without them tests skip, but fail in integration."""
    try:
        lite.require()
    except ValueError as error:
        lacking.skip(str(error))


@pytest.fixture(scope="module")
def site(tools, built, tmp_path_factory):
    """The folder for a host, with JupyterLite; and beside it JupyterLite alone, with a kernel of its own."""
    base = tmp_path_factory.mktemp("hosted")
    out, pages = base / "site", base / "html"
    shutil.copytree(built, pages, ignore=shutil.ignore_patterns("_figures", "_images", "_sources"))  # long to pack
    archive.site(ROOT, pages, out, {}, {live_pages.FOLDER: lambda path: lite.build(ROOT, built, path)})
    names = [*lite_kernel.SHELL, *lite_kernel.needs(wheels(out / live_pages.FOLDER))]
    lite.build(ROOT, built, base / "own" / live_pages.FOLDER, stand_in(base / "given", names))
    return SimpleNamespace(folder=out, lite=out / live_pages.FOLDER, own=base / "own" / live_pages.FOLDER, names=names)


def files(folder):
    return {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
def test_every_notebook_of_the_book_and_all_that_it_needs(site, built):
    there = {name for name in files(built / "_notebooks") if name.endswith(".ipynb")}
    assert there and set(files(site.lite / "files")) >= there
    for name in there:
        content = json.loads((site.lite / "files" / name).read_text("utf-8"))
        assert content["metadata"]["kernelspec"]["name"] == "python"
    index = json.loads((site.lite / "pypi" / "all.json").read_text("utf-8"))
    assert {"trilateral", "comm", "fastjsonschema", "pandera", "typeguard"} <= set(index)
    with zipfile.ZipFile(next(path for path in wheels(site.lite) if path.name.startswith("trilateral-"))) as packed:
        assert "trilateral/_data/military_expenditure.csv" in packed.namelist()
    assert not [name for name in files(site.lite) if name.endswith(".map")]
    assert sum(path.stat().st_size for path in files(site.lite).values()) < 45e6


@pytest.mark.slow
def test_what_it_needs_of_the_kernel_is_not_what_the_kernel_lacks(site):
    """No vl-convert, no pyogrio, nothing that is not in the list of Pyodide's packages."""
    pins = {line.partition("==")[0] for line in (ROOT / "tests/requirements-pyodide.in").read_text().splitlines()}
    assert set(site.names) - {"micropip", "jedi"} <= pins
    assert not {"vl-convert-python", "pyogrio", "pandera"} & set(site.names)


@pytest.mark.slow
def test_the_same_bytes_but_for_the_kernel(site):
    own, plain = files(site.own), files(site.lite)
    added = {name for name in own if name.startswith(lite.OWN_KERNEL)}
    assert {Path(name).name for name in added} >= set(lite_kernel.CORE)
    assert set(own) - added == set(plain) - {policy.APACHE}
    other = {name for name in set(own) - added if own[name].read_bytes() != plain[name].read_bytes()}
    assert other == {lite.SETTINGS}
    settings = json.loads(own[lite.SETTINGS].read_text())["jupyter-config-data"]["litePluginSettings"][lite.PLUGIN]
    assert settings["pyodideUrl"] == f"./{lite.OWN_KERNEL}/pyodide.mjs" and settings["disablePyPIFallback"] is True


@pytest.mark.slow
def test_links_stand_where_a_notebook_is_and_nowhere_without_jupyterlite(site, built):
    text = (site.folder / f"{PAGE}.html").read_text("utf-8")
    assert f'href="../lite/notebooks/index.html?path={PAGE}.ipynb"' in text and "cdn.jsdelivr.net" in text
    assert "run-here" not in (site.folder / "index.html").read_text("utf-8")
    for page in [built / f"{PAGE}.html", *site.folder.glob("book/*.html")]:
        assert "lite/notebooks" not in page.read_text("utf-8"), page
    assert "cdn.jsdelivr.net" not in live_pages.line(PAGE, local=True)


@pytest.mark.slow
def test_hosts_send_jupyterlite_another_policy_and_pages_the_same(site, built):
    rules = dict(read_rules((site.folder / "_headers").read_text("utf-8")))
    before = dict(dict(read_rules((built / "_headers").read_text("utf-8")))["/*"])
    key = "Content-Security-Policy"
    own, shared = dict(rules["/lite/*"])[key], dict(rules["/*"])
    assert "https://cdn.jsdelivr.net" in own and own.endswith("frame-ancestors 'none'")
    assert shared[key] == "frame-ancestors 'none'" and {**shared, key: before[key]} == before
    for place in ("/", "/index.html", "/book/*", "/notebooks/*", "/_static/*", "/downloads/*"):
        assert dict(rules[place])[key] == before[key], place
    assert max(map(len, (site.folder / "_headers").read_text("utf-8").splitlines())) < 2000  # as Cloudflare allows
    apache = (site.lite / policy.APACHE).read_text("utf-8")
    assert f'Header always set {key} "{own}"' in apache and "AddType text/javascript .mjs" in apache
    assert f'Header always set {key} "{before[key]}"' in (site.folder / policy.APACHE).read_text("utf-8")
    nginx = (site.folder / policy.NGINX).read_text("utf-8")
    assert f'set $policy "{before[key]}";' in nginx and f'if ($uri ~ "/lite/") {{ set $policy "{own}"; }}' in nginx
    assert f"add_header {key} $policy always;" in nginx
    assert "cdn." not in live_pages.rules(site.lite, local=True)


@pytest.fixture
def tab(browser):
    """A page that reaches this machine alone, with the addresses that it asked outside and what its console said."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    outside, faults = [], []

    def seen(request):
        if not request.url.startswith(("http://127.0.0.1", "data:", "blob:", "file:")):
            outside.append(request.url)

    context.on("request", seen)
    context.route(lambda url: not url.startswith(("http://127.0.0.1", "file:")), lambda route: route.abort())
    page = context.new_page()
    page.on("console", lambda message: "Content Security" in message.text and faults.append(message.text))
    yield SimpleNamespace(page=page, context=context, outside=outside, faults=faults)
    context.close()


@pytest.mark.slow
@pytest.mark.browser
def test_a_press_opens_the_chapter_and_asks_for_the_kernel_alone(site, tab):
    with served(site.folder, headers=True) as base:
        tab.page.goto(f"{base}/{PAGE}.html", wait_until="load")
        link = tab.page.get_by_role("link", name="Run this page in the browser")
        assert "MB" in tab.page.inner_text(".run-here") and tab.outside == []
        with tab.context.expect_event("request", lambda one: live_pages.KERNEL in one.url, timeout=60_000):
            link.click()
        tab.page.get_by_role("heading", name="Defence spending").first.wait_for()
        tab.page.locator(".jp-CodeCell", has_text="Run this cell first").first.wait_for()  # others as one scrolls
    assert {address.split("/pyodide/")[0] for address in tab.outside} == {live_pages.KERNEL}
    assert tab.faults == []


@pytest.mark.slow
@pytest.mark.browser
def test_a_site_with_a_kernel_of_its_own_asks_no_other_host(site, tab):
    rules = live_pages.rules(site.own, local=True)
    (site.own.parent / "_headers").write_text(f"/lite/*\n  Content-Security-Policy: {rules}\n")
    with served(site.own.parent, headers=True) as base:
        asked = f"{base}/lite/{lite.OWN_KERNEL}/pyodide.mjs"
        with tab.context.expect_event("request", lambda one: one.url == asked, timeout=60_000):
            tab.page.goto(f"{base}/{live_pages.address(PAGE)}")
    assert (tab.outside, tab.faults) == ([], [])


@pytest.mark.slow
@pytest.mark.browser
def test_a_copy_on_a_disk_says_that_it_needs_a_server(site, tab):
    tab.page.goto((site.folder / f"{PAGE}.html").as_uri(), wait_until="load")
    assert "Read from a website" in tab.page.inner_text(".run-here")
    assert tab.page.locator(".run-here a").count() == 0


@pytest.mark.parametrize("fault", ["core", "package", "file", "text", "version", "none"])
def test_an_archive_that_lacks_something_is_refused(tools, tmp_path, fault):
    """Before anything is built: its name, and what is missing."""
    carried = [path for path in lite._carried() if path.name.startswith("pandera-")]
    names = [*lite_kernel.SHELL, *lite_kernel.needs(carried)]
    given = stand_in(tmp_path / "given", names[:-1] if fault == "package" else names)
    inner = tmp_path / "given" / "pyodide"
    if fault == "core":
        (inner / "pyodide.asm.wasm").unlink()
    if fault == "file":
        (inner / f"{names[-1]}-1-py3-none-any.whl").unlink()
    if fault == "version":
        (inner / "package.json").write_text('{"version": "0.1"}')
    if fault in ("core", "file", "version"):
        given = inner
    if fault == "text":
        given.write_text("no archive")
    said = {"core": "lacks pyodide.asm.wasm", "package": f"has no package {names[-1]}", "text": "is no archive",
            "file": f"lacks {names[-1]}-1-py3-none-any.whl", "version": "is version 0.1 of Pyodide; .* made for 314.0"}
    if fault == "none":
        lite_kernel.require(given, carried, tmp_path / "into", "314.0")
        assert (tmp_path / "into" / "pyodide.mjs").is_file()
    else:
        with pytest.raises(ValueError, match=said[fault]):
            lite_kernel.require(given, carried, tmp_path / "into", "314.0")


def test_a_failed_build_leaves_the_last_site(tools, tmp_path):
    """Here there are no notebooks."""
    (tmp_path / "lite").mkdir()
    (tmp_path / "lite" / "index.html").write_text("the last one")
    with pytest.raises(ValueError, match="no notebooks; build the book first"):
        lite.build(ROOT, tmp_path / "html", tmp_path / "lite")
    assert files(tmp_path).keys() == {"lite/index.html"}
    with pytest.raises(ValueError, match="no-such.tar.bz2: no such file"):
        lite.build(ROOT, tmp_path / "html", tmp_path / "lite", tmp_path / "no-such.tar.bz2")
