"""Chapters and units as notebooks that run in a reader's browser: a JupyterLite site, made without a network.

The site holds the notebooks, the package's wheel with its data, and the few packages that the kernel does not bring.
The kernel, Pyodide, comes from its own host when a reader runs a cell, or from the site itself if it was made with
an archive of Pyodide.
"""
from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from trilateral.handouts import lite_kernel, opening, wheel
from trilateral.publishing import imprint
from trilateral.publishing.live_pages import OWN_KERNEL
from trilateral.publishing.whole import whole

TOOLS = Path(sys.prefix) / "classroom"
APPS = ("notebooks", "lab")
KERNEL = {"display_name": "Python (in your browser)", "language": "python", "name": "python"}
EXTENSION = Path("share/jupyter/labextensions/@jupyterlite/pyodide-kernel-extension")
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
SETTINGS = "jupyter-lite.json"


def build(root: Path, html: Path, into: Path, pyodide: Path | None = None) -> int:
    """Make the site whole, or leave ``into`` as it was; give its size in bytes.

    Parameters
    ----------
    root : the checkout
    html : folder of a finished build, with its notebooks
    into : folder of the site; it works from a server only, at any address
    pyodide : an archive of Pyodide (``.tar.bz2``) or its folder; the site then asks no other host for its kernel

    Raises
    ------
    ValueError
        A tool or a notebook is missing, the archive lacks something, or JupyterLite could not make the site.
    """
    require(pyodide)
    with tempfile.TemporaryDirectory() as folder, whole(into) as draft:
        stage, facts = Path(folder), imprint.read(root)
        _notebooks(html, stage / "content")
        wheels = _wheels(root, stage / "wheels", facts.moment)
        if pyodide is not None:
            lite_kernel.require(pyodide, wheels, stage / OWN_KERNEL, kernel_version())
        _configure(stage, wheels, facts.name)
        _call(stage, facts.moment)
        _in_order(stage / "site")
        _require_whole(stage / "site", wheels, pyodide is not None)
        shutil.copytree(stage / "site", draft)
    return sum(path.stat().st_size for path in into.rglob("*") if path.is_file())


def require(pyodide: Path | None = None) -> None:
    """Whether there is what a site is made with.

    Raises
    ------
    ValueError
        JupyterLite, the packages that the site carries, or the archive of Pyodide are not there.
    """
    if not (TOOLS / "bin" / "jupyter-lite").is_file() or not any(_carried()):
        raise ValueError(f"{TOOLS.name}: JupyterLite, or the packages that its site carries, are not there; "
                         "`make lite` brings them")
    if pyodide is not None and not pyodide.exists():
        raise ValueError(f"{pyodide}: no such file; expected Pyodide's full archive, or its folder")


def kernel_version() -> str:
    """Version of Pyodide that the site's kernel is made for."""
    code = "from jupyterlite_pyodide_kernel.constants import PYODIDE_VERSION as version; print(version)"
    done = subprocess.run([TOOLS / "bin" / "python", "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"{TOOLS.name}: does not say which Pyodide its kernel is for: {done.stderr.strip()[-200:]}")
    return done.stdout.strip()


def _carried() -> list[Path]:
    """Wheels of what the package needs and Pyodide lacks, fetched by ``make`` from their lock."""
    return sorted((TOOLS / "wheels").glob("*-none-any.whl"))


def _notebooks(html: Path, into: Path) -> None:
    """Every notebook of the build under its page's path, for the kernel that the site has."""
    found = sorted((html / opening.FOLDER).rglob("*.ipynb"))
    if not found:
        raise ValueError(f"{html.name}/{opening.FOLDER}: there are no notebooks; build the book first")
    for path in found:
        content = json.loads(path.read_text("utf-8"))
        content["metadata"]["kernelspec"] = KERNEL
        target = into / path.relative_to(html / opening.FOLDER)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _wheels(root: Path, into: Path, moment: int) -> list[Path]:
    """The package and what it needs; the index of wheels holds the dates of their files."""
    into.mkdir()
    name, content = wheel.make(root)
    (into / name).write_bytes(content)
    for path in _carried():
        shutil.copyfile(path, into / path.name)
    found = sorted(into.iterdir())
    for path in found:
        os.utime(path, (moment, moment))
    return found


def _configure(stage: Path, wheels: list[Path], name: str) -> None:
    """What is built, and what the site says of itself; nothing is looked for at an index of packages."""
    tool = {
        "LiteBuildConfig": {
            "contents": ["content"], "output_dir": "site", "no_sourcemaps": True, "apps": list(APPS),
            # no extension but the kernel: those of the tools that lie beside it are of no use here
            "ignore_sys_prefix": ["federated_extensions"], "federated_extensions": [str(TOOLS / EXTENSION)],
        },
        "PipliteAddon": {"piplite_urls": [f"wheels/{path.name}" for path in wheels]},
    }
    site = {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": name, "litePluginSettings": {PLUGIN: {"disablePyPIFallback": True}}}}
    (stage / "jupyter_lite_config.json").write_text(json.dumps(tool), "utf-8")
    (stage / SETTINGS).write_text(json.dumps(site), "utf-8")


def _call(stage: Path, moment: int) -> None:
    own = {"SOURCE_DATE_EPOCH": str(moment), "JUPYTER_CONFIG_DIR": str(stage / "none"), "TZ": "UTC"}
    done = subprocess.run([TOOLS / "bin" / "jupyter-lite", "build"], cwd=stage, capture_output=True, text=True,
                          check=False, env={**os.environ, **own})
    if done.returncode:
        said = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
        raise ValueError("JupyterLite could not make its site: " + "; ".join(said[-3:] or ["nothing said"]))


def _in_order(site: Path) -> None:
    """Lists of contents by name: the tool writes them in the order of the file system."""
    for path in (site / "api" / "contents").rglob("all.json"):
        listed = json.loads(path.read_text("utf-8"))
        listed["content"].sort(key=lambda entry: entry["path"])
        path.write_text(json.dumps(listed, indent=1, sort_keys=True) + "\n", "utf-8")


def _require_whole(site: Path, wheels: list[Path], local: bool) -> None:
    """The tool ends well even where it has left something out."""
    wanted = [f"{app}/index.html" for app in APPS] + [f"pypi/{path.name}" for path in wheels] + ["pypi/all.json"]
    wanted += [f"{OWN_KERNEL}/{name}" for name in lite_kernel.CORE] if local else []
    if missing := [name for name in wanted if not (site / name).is_file()]:
        raise ValueError(f"JupyterLite's site lacks {', '.join(missing)}")
