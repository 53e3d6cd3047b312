"""What workflows run to publish, audit and report, with stand-ins for the programs that need the net."""
import os
import subprocess
import sys
import tarfile

import pytest

from tests.publishing.sites import files, site
from trilateral import paths

GITHUB = paths.book_dir() / ".github"
# gh with a folder for each release: list, view, download and create as far as the scripts use them.
GH = r"""#!/usr/bin/env bash
echo "gh $*" >> "$LOG"
case "$1 $2" in
  "release list") ls "$RELEASES" ;;
  "release view") [ -d "$RELEASES/$3" ] ;;
  "release download") to=${*: -1}; mkdir -p "$to"; cp "$RELEASES/$3"/site-*.tar.gz "$RELEASES/$3/SHA256SUMS" "$to/" ;;
  "release create") shift 2; mkdir "$RELEASES/$1"; tag=$1; shift
    for file in "$@"; do [[ $file == --* ]] && break; cp "$file" "$RELEASES/$tag/"; done ;;
  "issue list") echo "${ISSUES:-[]}" ;;
esac
"""
TRILATERAL = f"""#!/usr/bin/env bash
exec {sys.executable} -m trilateral "$@"
"""


def program(path, text):
    path.write_text(text, "utf-8")
    path.chmod(0o755)


@pytest.fixture
def world(tmp_path, monkeypatch):
    """A folder with stand-ins first on the PATH; gives a function that runs a script in it."""
    for name in ("bin", "releases"):
        (tmp_path / name).mkdir()
    program(tmp_path / "bin" / "gh", GH)
    program(tmp_path / "bin" / "trilateral", TRILATERAL)
    for name, value in {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "LOG": str(tmp_path / "log"),
                        "RELEASES": str(tmp_path / "releases"), "TRILATERAL": str(tmp_path / "bin" / "trilateral"),
                        "PYTHONPATH": str(paths.book_dir())}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)

    def call(script, *words):
        line = [str(GITHUB / script), *map(str, words)]
        return subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)

    return call


def publish(world, tmp_path, name, day, **more):
    """Both scripts, as the workflow's jobs call them; what they said last."""
    built = site(tmp_path / f"site-{name}", name, day, **more)
    tree, release = tmp_path / f"tree-{name}", tmp_path / f"release-{name}"
    done = world("editions.sh", f"v{name}", built, tree, release)
    return done if done.returncode else world("release.sh", f"v{name}", release)


def test_an_edition_finds_the_earlier_ones_in_their_releases(world, tmp_path):
    for name, day in (("2025.1", "2025-11-22"), ("2026.1", "2026-05-05")):
        done = publish(world, tmp_path, name, day)
        assert done.returncode == 0, done.stderr
    tree = tmp_path / "tree-2026.1"
    assert files(tree / "2025.1") == files(tmp_path / "site-2025.1") == files(tmp_path / "tree-2025.1" / "latest")
    assert files(tree / "latest") == files(tmp_path / "site-2026.1")
    created = [line for line in (tmp_path / "log").read_text("utf-8").splitlines() if "release create" in line]
    assert len(created) == 2 and "--verify-tag --title Edition 2026.1" in created[1]
    with tarfile.open(tmp_path / "releases" / "v2026.1" / "site-2026.1.tar.gz") as archive:
        assert {member.mtime for member in archive} == {0} and {member.uid for member in archive} == {0}


def test_the_same_site_gives_the_same_archive_and_is_released_once(world, tmp_path):
    publish(world, tmp_path, "2025.1", "2025-11-22")
    first = files(tmp_path / "releases" / "v2025.1")
    for path in (tmp_path / "site-2025.1").rglob("*"):
        os.utime(path, (1, 1))
    again = tmp_path / "again"
    assert world("editions.sh", "v2025.1", tmp_path / "site-2025.1", tmp_path / "tree", again).returncode == 0
    assert files(again) == first
    done = world("release.sh", "v2025.1", again)
    assert done.returncode == 0 and "is released already, with the same site" in done.stdout


def test_a_released_edition_is_not_replaced(world, tmp_path):
    publish(world, tmp_path, "2025.1", "2025-11-22")
    before = files(tmp_path / "releases")
    other = site(tmp_path / "other", "2025.1", "2025-11-22", words=" mended")
    assert world("editions.sh", "v2025.1", other, tmp_path / "tree", tmp_path / "out").returncode == 0
    done = world("release.sh", "v2025.1", tmp_path / "out")
    assert done.returncode == 1 and "was released with another site" in done.stderr
    assert files(tmp_path / "releases") == before


def test_a_tag_that_is_not_the_version_is_refused(world, tmp_path):
    built = site(tmp_path / "site", "2025.1", "2025-11-22")
    done = world("editions.sh", "v2025.2", built, tmp_path / "tree", tmp_path / "out")
    assert done.returncode == 1 and "the tag is v2025.2, and CITATION.cff has the version 2025.1" in done.stderr
    assert not (tmp_path / "tree").exists()


def test_an_archive_that_was_changed_stops_it(world, tmp_path):
    publish(world, tmp_path, "2025.1", "2025-11-22")
    with (tmp_path / "releases" / "v2025.1" / "site-2025.1.tar.gz").open("ab") as file:
        file.write(b"more")
    done = publish(world, tmp_path, "2026.1", "2026-05-05")
    assert done.returncode != 0 and "FAILED" in done.stdout + done.stderr


def test_a_release_that_is_no_edition_is_left_out(world, tmp_path):
    (tmp_path / "releases" / "data-sample").mkdir()
    done = publish(world, tmp_path, "2025.1", "2025-11-22")
    assert done.returncode == 0, done.stderr
    assert not any("download data-sample" in line for line in (tmp_path / "log").read_text("utf-8").splitlines())


MINE, OTHER = '{"number": 7, "title": "Links"}', '{"number": 8, "title": "Links, more"}'


@pytest.mark.parametrize(("wanted", "issues", "asked"), [
    (True, "[]", "issue create --title Links --body-file"), (True, f"[{OTHER}, {MINE}]", "issue edit 7 --body-file"),
    (False, f"[{MINE}]", "issue close 7"), (False, f"[{OTHER}]", None)])
def test_one_issue(world, tmp_path, monkeypatch, wanted, issues, asked):
    monkeypatch.setenv("ISSUES", issues)
    (tmp_path / "report.md").write_text("# Report\n", "utf-8")
    if wanted:
        (tmp_path / "wanted").touch()
    done = world("issue.sh", "Links", tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [line.removeprefix("gh ") for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert [line for line in lines if asked and line.startswith(asked)] == lines[1:] and "--author" in lines[0]


# python3 that makes environments of one program, which notes how it was called and finds fault with one lock.
PYTHON = r"""#!/usr/bin/env bash
[ "$1 $2" = "-m venv" ] || exit 0
mkdir -p "$3/bin"
printf '#!/bin/sh\n' > "$3/bin/python"
printf '#!/bin/sh\necho "$*" >> "$LOG"\ncase "$*" in *requirements-lab.txt) exit 1;; esac\n' > "$3/bin/pip-audit"
chmod +x "$3/bin/python" "$3/bin/pip-audit"
"""


def test_every_lock_is_audited_strictly(world, tmp_path):
    program(tmp_path / "bin" / "python3", PYTHON)
    done = world("audit.sh")
    assert done.returncode == 1 and done.stderr == "audit.sh: look at requirements-lab.txt\n"
    calls = (tmp_path / "log").read_text("utf-8").splitlines()
    locks = sorted(path.name for path in paths.book_dir().glob("requirements*.txt"))
    assert [call.split()[-1] for call in calls] == locks and len(locks) >= 6
    assert all("--strict" in call.split() and "--require-hashes" in call.split() for call in calls)


@pytest.mark.parametrize(("status", "report", "code", "wanted"), [
    (0, "fine", 0, False), (1, "## Lead nowhere", 0, True), (1, "", 1, False)])
def test_links_that_lead_nowhere_do_not_fail_the_run(world, tmp_path, status, report, code, wanted):
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    program(tmp_path / ".venv" / "bin" / "trilateral", f'#!/bin/sh\nprintf "{report}" > "$3"\nexit {status}\n')
    done = world("links.sh", tmp_path / "out")
    assert done.returncode == code and (tmp_path / "out" / "wanted").exists() == wanted


@pytest.fixture
def remote(world, tmp_path, monkeypatch):
    """A repository, the checkout in which the script runs, and a folder of notebooks that is not only notebooks."""
    for name, value in {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}.items():
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "remote", "add", "origin", str(tmp_path / "remote.git"))
    (tmp_path / ".gitignore").write_text("*.ipynb\n", "utf-8")
    for name in ("notebooks/one.ipynb", "notebooks/units/one.ipynb", "trilateral-1-py3-none-any.whl"):
        path = tmp_path / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, "utf-8")
    return tmp_path / "remote.git"


def git(folder, *words):
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True).stdout


def kept(remote):
    """Files of the branch."""
    return git(remote, "ls-tree", "-r", "--name-only", "notebooks").split()


def test_each_edition_has_its_notebooks_on_the_branch(world, remote, tmp_path):
    for tag in ("v2025.1", "v2026.1"):
        done = world("notebooks.sh", tag, tmp_path / "made")
        assert done.returncode == 0, done.stderr
        (tmp_path / "made" / "notebooks" / "one.ipynb").unlink(missing_ok=True)  # the later edition has one less
    assert kept(remote) == ["2025.1/notebooks/one.ipynb", "2025.1/notebooks/units/one.ipynb",
                            "2026.1/notebooks/units/one.ipynb"]
    assert git(remote, "show", "notebooks:2025.1/notebooks/one.ipynb") == "notebooks/one.ipynb"
    assert git(remote, "log", "--format=%s", "notebooks").splitlines() == [
        "Notebooks of edition 2026.1", "Notebooks of edition 2025.1"]
    assert git(tmp_path, "diff", "--cached", "--name-only") == "", "the checkout's own index is left alone"


def test_an_edition_that_is_there_is_not_pushed_again(world, remote, tmp_path):
    world("notebooks.sh", "v2025.1", tmp_path / "made")
    first = git(remote, "rev-parse", "notebooks")
    done = world("notebooks.sh", "v2025.1", tmp_path / "made")
    assert done.returncode == 0 and "those of 2025.1 are there already" in done.stdout
    assert git(remote, "rev-parse", "notebooks") == first


def test_an_edition_put_again_loses_what_it_no_longer_has(world, remote, tmp_path):
    world("notebooks.sh", "v2025.1", tmp_path / "made")
    (tmp_path / "made" / "notebooks" / "one.ipynb").unlink()
    assert world("notebooks.sh", "v2025.1", tmp_path / "made").returncode == 0
    assert kept(remote) == ["2025.1/notebooks/units/one.ipynb"]


def test_a_folder_without_notebooks_is_refused(world, remote, tmp_path):
    (tmp_path / "empty").mkdir()
    done = world("notebooks.sh", "v2025.1", tmp_path / "empty")
    assert done.returncode == 1 and "no notebook in" in done.stderr
    assert git(remote, "branch", "--list", "notebooks") == ""
