"""Build the book without Jupyter Book, with the newest Sphinx, MyST-NB and theme there are, and say what differs.

    python bench/next.py [--work FOLDER] [--reference _build/html] [--keep]

Needs the book's environment (its Jupyter Book turns ``_config.yml`` into Sphinx' own ``conf.py``), the built book to
compare with, and a package index. Exit status 1 if the book does not build so, or loses pages, anchors or figures.
"""
from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from collections import Counter
from pathlib import Path

from bs4 import BeautifulSoup

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.run import ROOT, Tree
from trilateral.cli.build import JUPYTER_BOOK

PACKED = ("README.md", "LICENSE")  # beside what a build reads, what an installation does
DROPPED = "jupyter_book"
# Extensions of the configuration that Jupyter Book brings along, by the names of their packages.
BROUGHT = ("sphinx-comments", "sphinx-copybutton", "sphinx-design", "sphinx-external-toc", "sphinx-jupyterbook-latex",
           "sphinx-multitoc-numbering", "sphinxcontrib-bibtex")
TOLD = ("sphinx", "docutils", "myst-nb", "myst-parser", "sphinx-book-theme", "pydata-sphinx-theme", "jupyter-cache")


def wanted() -> list[str]:
    """What the book needs without Jupyter Book, by name alone: newest versions are the point."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["book"]]
    names = {re.match(r"[\w.-]+(\[[^]]*])?", line)[0] for line in lines}
    return sorted((names | set(BROUGHT)) - {"jupyter-book"})


def environment(folder: Path) -> Path:
    """A fresh environment with what is wanted; its Python."""
    venv.create(folder, with_pip=True, clear=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *wanted()])
    return python


def configured(tree: Path) -> None:
    """A copy of the book with a ``conf.py`` that names no Jupyter Book."""
    Tree(tree)
    for name in PACKED:
        shutil.copy(ROOT / name, tree)
    run([sys.executable, "-c", JUPYTER_BOOK, "config", "sphinx", "."], cwd=tree)
    conf = tree / "conf.py"
    text, count = re.subn(rf"'{DROPPED}',\s*", "", conf.read_text("utf-8"))
    if not count:
        raise SystemExit(f"conf.py does not name the extension {DROPPED}; see what `jupyter-book config` writes now")
    conf.write_text(f"{text}\nnb_execution_cache_path = '_build/.jupyter_cache'\n", "utf-8")


def run(call: list, **more) -> subprocess.CompletedProcess:
    """A command that must succeed."""
    done = subprocess.run([str(word) for word in call], text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, **more)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, call))} failed\n{done.stdout[-6000:]}")
    return done


def build(python: Path, tree: Path) -> list[str]:
    """Build; Sphinx' warnings, one line each. Warnings are told, not fatal: they are what one wants to know."""
    # The book's own package: MyST-NB finds the renderer of its figures through the installed entry point.
    run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation",
         "--editable", tree])
    noted = tree / "warnings.txt"
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    run([python, "-m", "sphinx", "-b", "html", "-n", "-w", noted, "-d", "_build/.doctrees", ".", "_build/html"],
        cwd=tree, env=clean)
    text = re.sub(r"\x1b\[[0-9;]*m", "", noted.read_text("utf-8"))
    return [line.replace(f"{tree}/", "") for line in text.splitlines() if re.search(r"WARNING|ERROR", line)]


class Site:
    """Pages of a built book, with what others may link to."""

    def __init__(self, folder: Path):
        self.pages = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.html"))
                      if path.relative_to(folder).parts[0] not in ("_static", "_figures")}
        self.figures: set[str] = set()  # what pages ask for: a folder that was built in before keeps older files
        self.anchors: dict[str, set[str]] = {}
        self.words: dict[str, list[str]] = {}
        self.pictures: dict[str, int] = {}
        for name, path in self.pages.items():
            text = path.read_text("utf-8")
            self.figures |= {one for one in re.findall(r"_figures/[\w.-]+", text) if (folder / one).is_file()}
            soup = BeautifulSoup(text, "html.parser")
            article = soup.select_one("article") or soup
            self.anchors[name] = {one["id"] for one in article.select("[id]")}
            self.words[name] = article.get_text(" ").split()
            self.pictures[name] = len(article.select("img, svg"))


def compare(before: Site, after: Site) -> tuple[list[str], bool]:
    """Lines of Markdown, and whether something is lost that readers or links rest on."""
    pages = before.pages.keys() - after.pages.keys()
    figures = before.figures - after.figures
    both = sorted(before.pages.keys() & after.pages.keys())
    anchors = {name: before.anchors[name] - after.anchors[name] for name in both}
    pictures = {name: (before.pictures[name], after.pictures[name]) for name in both
                if before.pictures[name] != after.pictures[name]}
    words = {name: count for name in both if (count := _moved(before.words[name], after.words[name]))}
    ids = ({(name, one) for name in site.pages for one in site.anchors[name]} for site in (before, after))
    lines = ["## What differs", "", "| | today | without Jupyter Book | lost | new |",
             "| --- | --- | --- | --- | --- |",
             _row("pages", set(before.pages), set(after.pages)),
             _row("files of figures", before.figures, after.figures), _row("anchors", *ids), ""]
    lines += [f"- page lost: {name}" for name in sorted(pages)]
    lines += [f"- figure lost: {name}" for name in sorted(figures)]
    lines += [f"- anchors lost on {name}: {', '.join(sorted(lost)[:8])}" for name, lost in anchors.items() if lost]
    lines += [f"- pictures on {name}: {old}, then {new}" for name, (old, new) in pictures.items()]
    lines += [f"- words that differ on {name}: {count}" for name, count in words.items()]
    return lines, bool(pages or figures or any(anchors.values()))


def _row(title: str, before: set, after: set) -> str:
    return f"| {title} | {len(before)} | {len(after)} | {len(before - after)} | {len(after - before)} |"


def _moved(one: list[str], other: list[str]) -> int:
    """How many words stand in one article and not in the other."""
    a, b = Counter(one), Counter(other)
    return sum(((a - b) + (b - a)).values())


def versions(python: Path | str) -> dict[str, str]:
    """Version of each package that matters."""
    code = ("import sys; from importlib import metadata as m\n"
            "for n in sys.argv[1:]: print(n, m.version(n))")
    return dict(line.split() for line in run([python, "-c", code, *TOLD]).stdout.splitlines())


def main() -> int:
    """Make, build, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=ROOT / "_build" / "next", metavar="FOLDER")
    parser.add_argument("--reference", type=Path, default=ROOT / "_build" / "html", metavar="FOLDER")
    parser.add_argument("--keep", action="store_true", help="take the environment that the last run left")
    options = parser.parse_args()
    if not (options.reference / "objects.inv").is_file():
        raise SystemExit(f"{options.reference}: no built book to compare with; run `make book` first")
    work, tree = options.work.resolve(), options.work.resolve() / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    configured(tree)
    python = work / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    python = python if options.keep and python.exists() else environment(work / "env")
    old, new = versions(sys.executable), versions(python)
    print("# The book without Jupyter Book\n\n| package | today | newest |\n| --- | --- | --- |")
    print("\n".join(f"| {name} | {old[name]} | {new[name]} |" for name in TOLD), flush=True)
    warnings = build(python, tree)
    lines, lost = compare(Site(options.reference), Site(tree / "_build" / "html"))
    kinds = Counter(match[1] if (match := re.search(r"\[([\w.]+)\]\s*$", line)) else "other" for line in warnings)
    lines += ["", f"## Warnings: {len(warnings)}", "", *(f"- {count} × {kind}" for kind, count in kinds.items()),
              *(f"  - `{line[:200]}`" for line in warnings[:10])]
    print("\n".join(["", *lines]))
    return int(lost)


if __name__ == "__main__":
    sys.exit(main())
