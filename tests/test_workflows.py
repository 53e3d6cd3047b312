"""Workflows: valid, without what makes workflows unsafe, of commands that are there; and the scheduled update."""
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from trilateral import paths
from trilateral.cli import parser
from trilateral.sources.upstreams import UPSTREAMS

GITHUB = paths.book_dir() / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
ALL = {path.stem: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in WORKFLOWS}
JOBS = [(f"{name}.{key}", job) for name, flow in ALL.items() for key, job in flow["jobs"].items()]
UPDATE = yaml.load((GITHUB / "workflows" / "update.yml").read_text("utf-8"), yaml.BaseLoader)


def run(*call, **more):
    """Without the marks that the make which runs the tests leaves for a make below it: that one would chat."""
    env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    return subprocess.run([str(word) for word in call], capture_output=True, text=True, check=False, env=env, **more)


def test_the_schema_of_workflows():
    """Against the schema that check-jsonschema carries, without the net."""
    done = run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_known_weakness():
    """zizmor in its strictest persona: permissions, pins, credentials, expressions in shell; no exception needed."""
    tool = Path(sys.executable).parent / "zizmor"
    done = run(tool, "--offline", "--no-progress", "--persona", "auditor", GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_linter_would_notice(tmp_path):
    text = (GITHUB / "workflows" / "update.yml").read_text("utf-8")
    bad = tmp_path / "update.yml"
    bad.write_text(text.replace('"$GITHUB_REF_NAME"', "${{ github.event.head_commit.message }}"), "utf-8")
    done = run(Path(sys.executable).parent / "zizmor", "--offline", "--no-progress", bad)
    assert done.returncode != 0 and "template-injection" in done.stdout + done.stderr


def test_actions_are_pinned_and_say_which_version():
    for path in WORKFLOWS:
        for line in re.findall(r"uses: (.*)", path.read_text("utf-8")):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_the_workflows_that_there_should_be():
    assert set(ALL) == {"audit", "links", "next", "publish", "test", "update"}


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_allowed_unless_a_job_says_so(name):
    flow = ALL[name]
    assert flow["permissions"] == {} and flow["concurrency"]["group"]
    assert "pull_request_target" not in flow["on"] and "workflow_run" not in flow["on"]
    for job in flow["jobs"].values():
        assert "permissions" in job and int(job["timeout-minutes"]) <= 90


@pytest.mark.parametrize(("name", "job"), JOBS, ids=[name for name, _ in JOBS])
def test_a_job_that_may_write_runs_none_of_the_books_code(name, job):
    """What is installed, built or fetched runs where it can read; writing is left to gh and to Pages."""
    writes = {key for key, level in job["permissions"].items() if level == "write"}
    steps = job["steps"]
    for step in steps:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
        assert "secrets." not in str(step)
    tools = [step for step in steps if "make" in step.get("run", "") or "setup-python" in step.get("uses", "")]
    assert not (writes and tools), name
    with_token = [step for step in steps if "GH_TOKEN" in step.get("env", {})]
    assert all(step["run"].startswith(".github/") for step in with_token)


def test_rights_to_write():
    found = {name: {key for key, level in job["permissions"].items() if level == "write"} for name, job in JOBS}
    assert {name: rights for name, rights in found.items() if rights} == {
        "links.report": {"issues"}, "publish.deploy": {"pages", "id-token"}, "publish.release": {"contents"},
        "publish.notebooks": {"contents"},
        "update.propose": {"contents", "pull-requests"}}


def test_only_a_tag_publishes():
    assert ALL["publish"]["on"] == {"push": {"tags": ["v[0-9]+*"]}}
    jobs = ALL["publish"]["jobs"]
    assert [jobs[name]["needs"] for name in ("release", "notebooks", "deploy")] == [
        "build", "release", ["release", "notebooks"]]


def test_the_oldest_python_that_the_package_allows_is_tested():
    import tomllib

    project = tomllib.loads((paths.book_dir() / "pyproject.toml").read_text("utf-8"))["project"]
    assert f">={ALL['test']['jobs']['test']['strategy']['matrix']['python'][0]}" == project["requires-python"]


@pytest.mark.parametrize("path", sorted(GITHUB.glob("*.sh")), ids=lambda path: path.name)
def test_scripts_are_programs_that_stop_at_a_failure(path):
    assert os.access(path, os.X_OK) and "\nset -euo pipefail\n" in path.read_text("utf-8")
    done = run("bash", "-n", path)
    assert done.returncode == 0, done.stderr
    assert path.name in "".join(other.read_text("utf-8") for other in WORKFLOWS), "no workflow calls it"


def test_only_the_job_that_reads_no_upstream_may_write():
    assert UPDATE["permissions"] == {}
    refresh, propose = UPDATE["jobs"]["refresh"], UPDATE["jobs"]["propose"]
    assert refresh["permissions"] == {"contents": "read"}
    assert propose["permissions"] == {"contents": "write", "pull-requests": "write"}
    assert not any("make" in step.get("run", "") or "setup-python" in step.get("uses", "") for step in propose["steps"])


def test_every_source_can_be_chosen():
    assert UPDATE["on"]["workflow_dispatch"]["inputs"]["source"]["options"] == ["all", *UPSTREAMS]


def test_commands_are_there():
    """Scripts can be run, make knows its targets, and the command line understands what it is given."""
    known = set(re.findall(r"^([a-z]+):.*## ", (paths.book_dir() / "Makefile").read_text("utf-8"), re.M))
    for _, job in JOBS:
        for step in job["steps"]:
            program, *words = shlex.split(step.get("run", "true"))
            if program == "make":
                assert set(words) <= known
            elif program != "true":
                assert os.access(paths.book_dir() / program, os.X_OK)
    script = (GITHUB / "refresh.sh").read_text("utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)", script)) == {"update", "check"} <= known
    calls = re.findall(r'make update ARGS="?([^">]*)', script)
    assert len(calls) == 2
    for call in calls:
        words = call.replace("$source", "sipri_milex").replace("$out", "folder").split()
        options = parser().parse_args(["update", *words])
        assert options.list or (options.yes and options.accept_broken and str(options.summary) == "folder/part.md")


MAKEFILE = """\
update:
\t@$(PY) work.py $(ARGS)
check:
\t@echo "ok  places"; echo "C001: computed partly, typed supported"; exit $(FLIPPED)
"""
WORK = """\
import sys
words = sys.argv[1:]
if words == ["--list"]:
    sys.exit(print("Making the environment\\nhills: Office of hills\\n  heights\\nlakes: Office of lakes\\n"
                   "seas: Office of seas"))
name = words[words.index("--source") + 1]
if name == "seas":
    sys.exit("trilateral update: seas.csv: `rm` <b>&</b> 500")
if name == "hills":
    open("data/heights.csv", "a").write("hills,2024\\n")
open(words[words.index("--summary") + 1], "w").write(f"## {name} moves\\n")
"""
GH = """\
#!/usr/bin/env bash
echo "gh $*" >> "$LOG"
[ "$1 $2" != "pr list" ] || echo "${OPEN:-}"
"""


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A clone with a stand-in for make's targets and for gh, and the repository that it pushes to."""
    for name in [name for name in os.environ if name.startswith(("GIT_", "GITHUB_"))]:
        monkeypatch.delenv(name)
    for name, value in {"PY": sys.executable, "FLIPPED": "1", "LOG": str(tmp_path / "log"), "HOME": str(tmp_path),
                        "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH, "utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch", "main", origin)
    git(tmp_path, "clone", "--quiet", origin, clone)
    (clone / "data").mkdir()
    for name, content in {"Makefile": MAKEFILE, "work.py": WORK, "data/heights.csv": "producer,year\n"}.items():
        (clone / name).write_text(content, "utf-8")
    git(clone, "switch", "--quiet", "--create", "main")
    commit(clone, "Begin", "somebody@example.org")
    git(clone, "push", "--quiet", "origin", "main")
    return clone


def git(folder, *words):
    done = run("git", *words, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(folder, words, who):
    git(folder, "add", "--all")
    git(folder, "-c", "user.name=S", "-c", f"user.email={who}", "commit", "--quiet", "--message", words)


def test_sources_one_by_one(checkout, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    done = run(GITHUB / "refresh.sh", tmp_path / "out", cwd=checkout)
    assert done.returncode == 1 and "refresh.sh: failed: seas" in done.stderr
    assert (tmp_path / "output").read_text("utf-8") == "changed=true\n"
    assert "+hills,2024" in (tmp_path / "out" / "data.patch").read_text("utf-8")
    summary = (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert summary.startswith("## hills moves\n") and "lakes" not in summary
    assert "## seas failed\n\n    trilateral update: seas.csv: `rm` <b>&</b> 500\n" in summary
    assert "## `make check` asks for a decision\n\n    C001: computed partly, typed supported\n" in summary
    assert "ok  places" not in summary


def test_one_source_and_nothing_new(checkout, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    done = run(GITHUB / "refresh.sh", tmp_path / "out", "lakes", cwd=checkout)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "summary.md").read_text("utf-8") == "Nothing changes.\n"
    assert not (tmp_path / "output").exists() and (tmp_path / "out" / "data.patch").read_bytes() == b""


def test_a_name_that_is_a_command_is_refused(checkout, tmp_path):
    done = run(GITHUB / "refresh.sh", tmp_path / "out", "lakes; touch taken", cwd=checkout)
    assert done.returncode == 2 and not (checkout / "taken").exists()


@pytest.fixture
def refreshed(checkout, tmp_path):
    """What the first job hands to the second, which has a checkout of its own."""
    done = run(GITHUB / "refresh.sh", tmp_path / "out", "hills", cwd=checkout)
    assert done.returncode == 0, done.stderr
    git(tmp_path, "clone", "--quiet", tmp_path / "origin.git", tmp_path / "second")
    return tmp_path / "second"


def test_a_pull_request_is_opened_and_renewed(refreshed, tmp_path, monkeypatch):
    for number in ("", "7"):
        monkeypatch.setenv("OPEN", number)
        done = run(GITHUB / "propose.sh", tmp_path / "out", "main", cwd=refreshed)
        assert done.returncode == 0, done.stderr
        git(refreshed, "switch", "--quiet", "main")
    pushed = git(tmp_path / "origin.git", "show", "--stat", "--format=%ce", "update-data")
    assert "github-actions[bot]" in pushed and "data/heights.csv" in pushed and "1 file changed" in pushed
    log = (tmp_path / "log").read_text("utf-8").splitlines()
    asked = [line for line in log if line.startswith(("gh pr create", "gh pr edit"))]
    assert asked == [
        f"gh pr create --head update-data --base main --title Update the data --body-file {tmp_path}/out/body.md",
        f"gh pr edit 7 --body-file {tmp_path}/out/body.md"]
    assert (tmp_path / "out" / "body.md").read_text("utf-8").startswith("## hills moves\n")


def test_what_lies_outside_the_data_is_not_taken(refreshed, tmp_path):
    patch = tmp_path / "out" / "data.patch"
    patch.write_text(patch.read_text("utf-8") + "diff --git a/evil.py b/evil.py\nnew file mode 100644\n--- /dev/null\n"
                     "+++ b/evil.py\n@@ -0,0 +1 @@\n+print()\n", "utf-8")
    done = run(GITHUB / "propose.sh", tmp_path / "out", "main", cwd=refreshed)
    assert done.returncode == 0, done.stderr
    assert git(tmp_path / "origin.git", "ls-tree", "--name-only", "update-data").split() == [
        "Makefile", "data", "work.py"]


def test_somebodys_work_on_the_branch_is_not_overwritten(refreshed, tmp_path, monkeypatch):
    git(refreshed, "switch", "--quiet", "--create", "update-data")
    (refreshed / "data" / "note.csv").write_text("mine\n", "utf-8")
    commit(refreshed, "A correction", "somebody@example.org")
    git(refreshed, "push", "--quiet", "origin", "update-data")
    git(refreshed, "switch", "--quiet", "main")
    monkeypatch.setenv("OPEN", "7")
    done = run(GITHUB / "propose.sh", tmp_path / "out", "main", cwd=refreshed)
    assert done.returncode == 1
    assert "propose.sh: somebody@example.org has worked on update-data; merge or close" in done.stderr
    assert "note.csv" in git(tmp_path / "origin.git", "ls-tree", "-r", "--name-only", "update-data")


def test_a_long_summary_is_cut_between_lines(refreshed, tmp_path):
    line = "한" * 99
    (tmp_path / "out" / "summary.md").write_text(f"{line}\n" * 300, "utf-8")
    done = run(GITHUB / "propose.sh", tmp_path / "out", "main", cwd=refreshed)
    assert done.returncode == 0, done.stderr
    *lines, _, last = (tmp_path / "out" / "body.md").read_text("utf-8").splitlines()
    assert set(lines) == {line} and len(lines) == 60_000 // 298
    assert last == "The rest is in `summary.md`, which the run of the workflow keeps."
