"""Let Lighthouse judge four pages of this book, and the same pages as the stock theme ships them.

    python bench/lighthouse.py [--lighthouse PROGRAM] [--site FOLDER] [--stock FOLDER] [--runs N] [--out FILE]

Lighthouse is no dependency: ``npm i lighthouse`` in a folder of its own, then give its program or put it on
the PATH. Mobile profile, medians of a few runs, served on this machine with gzip. Not a test: scores of a
busy machine are worth nothing, and move by two or three points on a quiet one.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
PAGES = ("book/index", "notebooks/first-island-chain", "notebooks/defence-spending", "notebooks/ledger")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COLUMNS = ("Page", "Build", "Performance", "Accessibility", "Best practices", "SEO", "kB sent", "Requests",
           "Blocked (ms)")
SWITCHES = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
OURS, STOCK = "this book", "stock theme"


AGAIN = "Please run Lighthouse again"  # what it says when its browser lost the beginning of a trace


def judged(program: str, address: str, tries: int = 3) -> dict:
    """Lighthouse's report on a page; where Lighthouse asks to be run again, it is."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        call = [program, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={SWITCHES}",
                f"--only-categories={','.join(CATEGORIES)}"]
        done = subprocess.run(call, env={**os.environ, "CHROME_PATH": str(chromium)}, capture_output=True, text=True,
                              check=False)
        if done.returncode and AGAIN in done.stderr and tries > 1:
            return judged(program, address, tries - 1)
        if done.returncode:
            sys.exit(f"{' '.join(call)} failed\n{done.stderr[-3000:]}")
        return json.loads(report.read_text("utf-8"))


def measured(report: dict) -> list[float]:
    """The four scores out of 100, kilobytes, requests, milliseconds for which the page did not answer."""
    audits = report["audits"]
    scores = [100 * report["categories"][name]["score"] for name in CATEGORIES]
    requests = audits["network-requests"]["details"]["items"]
    return [*scores, sum(request["transferSize"] for request in requests) / 1000, len(requests),
            audits["total-blocking-time"]["numericValue"]]


def stock(folder: Path) -> Path:
    """Build the same pages with the theme's files as they come; executions that are at hand are taken along."""
    from bench.run import Tree

    tree = Tree(folder)
    tree.edit("_config.yml", r"  config:\n", "  config:\n    trilateral_lean: false\n")
    if (ROOT / "_build" / ".jupyter_cache").exists():
        shutil.copytree(ROOT / "_build" / ".jupyter_cache", folder / "_build" / ".jupyter_cache")
    tree.build()
    return folder / "_build" / "html"


def rows_of(program: str, name: str, site: Path, runs: int) -> list[list]:
    """A row a page: medians."""
    from tests.browser.served import served

    rows = []
    with served(site, headers=(site / "_headers").exists()) as base:
        for page in PAGES:
            found = [measured(judged(program, f"{base}/{page}.html")) for _ in range(runs)]
            rows.append([page, name, *(round(statistics.median(column)) for column in zip(*found, strict=True))])
            print(*rows[-1], sep="  ", flush=True)
    return rows


def main() -> None:
    """Judge both builds and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lighthouse", default=shutil.which("lighthouse"))
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    parser.add_argument("--stock", type=Path, help="a build with trilateral_lean: false; without one it is made")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, default=ROOT / "book" / "lighthouse.csv")
    options = parser.parse_args()
    if not options.lighthouse:
        sys.exit("no lighthouse: npm i lighthouse in a folder of its own, then --lighthouse its program")
    asked = subprocess.run([options.lighthouse, "--version"], capture_output=True, text=True, check=True)
    with tempfile.TemporaryDirectory() as scratch:
        before = options.stock or stock(Path(scratch) / "stock")
        rows = rows_of(options.lighthouse, STOCK, before, options.runs)
        rows += rows_of(options.lighthouse, OURS, options.site, options.runs)
    rows.sort(key=lambda row: (PAGES.index(row[0]), row[1] == OURS))
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)
    how = f"Lighthouse {asked.stdout.strip()}, mobile profile, gzip; the median of {options.runs} runs a page."
    options.out.with_suffix(".txt").write_text(f"{how}\n", "utf-8")
    print(f"wrote {options.out} and {options.out.with_suffix('.txt')}")


if __name__ == "__main__":
    main()
