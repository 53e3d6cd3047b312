"""Weigh every page: requests and compressed bytes at first view and to its end, errors, and what moved.

    python bench/weigh.py [--site FOLDER] [--widths 1280,390] [--out _build/weight.json]

The pages are served on this machine, compressed, with the headers of the built site. Bytes are those of
bodies under gzip's level 6.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Print the table and write it down."""
    from playwright.sync_api import sync_playwright

    from tests.browser.served import served
    from tests.browser.switches import SWITCHES
    from tests.browser.visits import visits

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=ROOT / "_build" / "html")
    parser.add_argument("--widths", default="1280,390")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    hosted = (options.site / "_headers").exists()
    with served(options.site, headers=hosted) as base, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=SWITCHES)
        found = {int(width): visits(browser, options.site, base, int(width)) for width in options.widths.split(",")}
        browser.close()
    print(f"{'page':34} {'width':>5} {'requests':>8} {'kB':>6} {'to the end':>10} {'kB':>6} {'errors':>6} {'moved':>6}")
    rows = []
    for width, every in found.items():
        for one in every:
            outside = sum(not address.startswith((base, "data:", "blob:")) for address in one.asked)
            errors = len(one.errors) + len(one.forbidden) + outside
            print(f"{one.page:34} {width:5} {len(one.first):8} {one.first_bytes / 1e3:6.1f} {len(one.asked):10} "
                  f"{one.all_bytes / 1e3:6.1f} {errors:6} {one.moved:6.3f}", flush=True)
            rows.append({"width": width, **{k: v for k, v in asdict(one).items() if k not in ("first", "asked")},
                         "requests": len(one.first), "requests_to_the_end": len(one.asked), "outside": outside})
    if options.out:
        options.out.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
