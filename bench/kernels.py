"""Run every executable page in a kernel of its own and measure what a student's computer or server must hold.

    python bench/kernels.py [--rounds N] [--server PROGRAM] [--out book/kernels.csv] [PAGE ...]

A page costs the memory that its kernel held at the most, the time to start, which ends with the first cell of code
that imports the package, and the time that all of it takes. The same is asked of an empty kernel, whose only cell is
``pass``, and of the server of JupyterLab with a kernel that is not counted. Times are seconds of a processor, which
others on the machine hardly change; the clock on a wall says as much on a machine that is idle. Reported are medians
of a few rounds.
"""
from __future__ import annotations

import argparse
import csv
import json
import os
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import yaml
from jupyter_client.manager import start_new_kernel
from myst_nb.core.read import read_myst_markdown_notebook

from trilateral.sphinxext.teaching.sizing import COLUMNS, EMPTY, FILE, SERVER

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
TIMEOUT = 300
# Not getrusage's ru_maxrss where the other is to be had: a process inherits it from the one that started it.
PROBE = """
import json, resource, sys, time
try:
    with open("/proc/self/status") as file:
        peak = next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) * 1024
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"bytes": peak, "seconds": time.process_time()}))
"""


@dataclass(frozen=True)
class Run:
    """One kernel from start to end: megabytes at the peak, seconds of a processor to start and in all."""

    mb: float
    start: float
    seconds: float


def pages() -> list[str]:
    """Executable pages of the folder ``notebooks``, in the order of the contents."""
    contents = yaml.safe_load((ROOT / "_toc.yml").read_text("utf-8"))
    listed = [entry["file"] for part in contents["parts"] for entry in part["chapters"]]
    return [page for page in listed if page.startswith("notebooks/")]


def cells(page: str) -> list[str]:
    """The page's code, cell by cell."""
    text = (ROOT / f"{page}.md").read_text("utf-8")
    return [cell.source for cell in read_myst_markdown_notebook(text).cells if cell.cell_type == "code"]


def run(code: list[str], folder: Path = ROOT) -> Run:
    """Run cells of code in a fresh kernel whose working directory is ``folder``; the first that fails is an error."""
    manager, client = start_new_kernel(startup_timeout=TIMEOUT, cwd=str(folder), stderr=subprocess.DEVNULL,
                                       env={**os.environ, "PYTHONPATH": str(ROOT)})
    try:
        _cell(client, code[0])
        first = json.loads(_cell(client, PROBE))
        for source in code[1:]:
            _cell(client, source)
        last = json.loads(_cell(client, PROBE))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return Run(last["bytes"] / 1e6, first["seconds"], last["seconds"])


def _cell(client, source: str) -> str:
    """Run one cell, and give what it printed."""
    said: list[str] = []

    def hear(message) -> None:
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])

    reply = client.execute_interactive(source, timeout=TIMEOUT, output_hook=hear)["content"]
    if reply["status"] != "ok":
        raise RuntimeError(f"{reply['ename']}: {reply['evalue']}\n{source}")
    return "".join(said)


def server(program: str) -> Run:
    """JupyterLab's server, which has shown its page, listed a folder and started one kernel; without that kernel."""
    token = secrets.token_hex()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        call = [program, "--no-browser", "--port=0", "--allow-root", f"--ServerApp.root_dir={folder}",
                f"--IdentityProvider.token={token}"]
        # Its own folders, so that no file of this user is read or written.
        place = {name: str(folder / name) for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR")}
        process = subprocess.Popen(call, env={**os.environ, **place}, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            base = _address(folder / "JUPYTER_RUNTIME_DIR", process)
            for path, data in (("lab", None), ("api/contents", None), ("api/kernels", b"{}")):
                request = urllib.request.Request(base + path, data=data, headers={"Authorization": f"token {token}"})
                urllib.request.urlopen(request, timeout=TIMEOUT).read()
            status = Path(f"/proc/{process.pid}/status").read_text("utf-8")
            peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) * 1024
            counts = Path(f"/proc/{process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
            ticks = int(counts[11]) + int(counts[12])  # of the program and of the system for it
        finally:
            process.terminate()
            process.wait(timeout=TIMEOUT)
    seconds = ticks / os.sysconf("SC_CLK_TCK")
    return Run(peak / 1e6, seconds, seconds)


def _address(folder: Path, process: subprocess.Popen) -> str:
    """Where the server listens, as soon as it says so."""
    for _ in range(10 * TIMEOUT):
        if process.poll() is not None:
            raise RuntimeError(f"{process.args[0]} ended with {process.returncode}")
        for file in folder.glob("jpserver-*.json"):
            try:
                return json.loads(file.read_text("utf-8"))["url"]
            except (ValueError, KeyError):  # not written to its end
                pass
        time.sleep(0.1)
    raise RuntimeError(f"{process.args[0]} said no address in {TIMEOUT} s")


def row(name: str, runs: list[Run], empty: list[Run]) -> list[str]:
    """A line of the table: medians, memory and start also as ratios to those of an empty kernel."""
    def middle(field: str, of: list[Run]) -> float:
        return statistics.median(getattr(each, field) for each in of)

    return [name, f"{middle('mb', runs):.0f}", f"{middle('mb', runs) / middle('mb', empty):.2f}",
            f"{middle('start', runs):.2f}", f"{middle('start', runs) / middle('start', empty):.2f}",
            f"{middle('seconds', runs):.1f}"]


def main() -> None:
    """Run the rounds and write the table."""
    from bench.run import machine

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="such as notebooks/defence-spending; default: all")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--server", default=shutil.which("jupyter-lab", path=str(ROOT / ".venv" / "classroom" / "bin"))
                        or shutil.which("jupyter-lab"))
    parser.add_argument("--out", type=Path, default=ROOT / FILE)
    options = parser.parse_args()
    if not options.server or not Path("/proc/self/status").exists():
        sys.exit("needs Linux and the program jupyter-lab: install requirements-lab.txt, or give it as --server")
    code = {page: cells(page) for page in options.pages or pages()}
    empty, lab, runs = [], [], {page: [] for page in code}
    for number in range(options.rounds):
        empty.append(run(["pass"]))
        lab.append(server(options.server))
        for page, sources in code.items():
            runs[page].append(run(sources, (ROOT / page).parent))
            print(f"round {number + 1}", *row(page, runs[page][-1:], empty[-1:]), sep="  ", flush=True)
    lines = [row(EMPTY, empty, empty), row(SERVER, lab, empty), *(row(page, runs[page], empty) for page in code)]
    with options.out.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([*lines, [f"median of {options.rounds} rounds; {machine()}", *[""] * (len(COLUMNS) - 1)]])
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
