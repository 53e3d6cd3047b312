"""A stage is a whole copy with a life of its own; one that is not wanted leaves no trace."""
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.update import small
from trilateral.update import staging
from trilateral.update.contents import contents, differing, fingerprint
from trilateral.update.errors import UpdateError
from trilateral.update.staging import stage, workshop

DIGESTS = st.dictionaries(st.text("ab/.", min_size=1, max_size=5), st.sampled_from(["1", "2", "3"]), max_size=5)


@pytest.fixture
def data(tmp_path):
    return small.write(tmp_path / "data", 0)


def test_the_copy_has_the_same_bytes_modes_and_times(data):
    os.chmod(data / "claims.yml", 0o640)
    os.utime(data / "years.csv", (1e9, 1e9))
    made = stage(data)
    assert contents(made.next) == contents(data) == made.files
    assert made.fingerprint == fingerprint(contents(data))
    for name in contents(data):
        old, new = (data / name).stat(), (made.next / name).stat()
        assert (old.st_mode, old.st_mtime_ns) == (new.st_mode, new.st_mtime_ns)
        assert old.st_ino != new.st_ino  # no hard link


def test_writing_in_place_into_the_copy_does_not_reach_the_data(data):
    before = contents(data)
    made = stage(data)
    with open(made.next / "years.csv", "r+b") as stream:
        stream.write(b"YEAR")
    assert contents(data) == before
    assert differing(before, contents(made.next)) == ["years.csv"]


def test_the_copy_of_a_dead_update_is_removed(data):
    stale = workshop(data) / "next"
    stale.mkdir(parents=True)
    (stale / "half").write_text("written")
    assert "half" not in contents(stage(data).next)


def test_one_that_is_discarded_leaves_the_lock_alone(data):
    staging.discard(stage(data))
    assert [path.name for path in workshop(data).iterdir()] == ["lock"]


def test_a_link_to_the_data_shares_the_workshop(data, tmp_path):
    link = tmp_path / "elsewhere"
    link.symlink_to(data)
    assert workshop(link) == workshop(data)
    assert stage(link).data == data


@pytest.mark.parametrize(("make", "message"), [
    (lambda path: path.symlink_to("years.csv"), "data/odd: is a link; a plain file is expected"),
    (lambda path: path.symlink_to("geo"), "data/odd: is a link; a plain file is expected"),
    (lambda path: os.mkfifo(path), "data/odd: is a special file; a plain file is expected"),
])
def test_what_cannot_be_kept_is_refused(data, make, message):
    make(data / "odd")
    with pytest.raises(UpdateError, match=message):
        stage(data)
    assert not (workshop(data) / "next").exists()


def test_a_copy_that_fails_leaves_nothing(data, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("shutil.copystat", full)
    with pytest.raises(OSError, match="No space"):
        stage(data)
    assert not (workshop(data) / "next").exists()


@given(DIGESTS, DIGESTS)
@settings(max_examples=50, deadline=None, derandomize=True)
def test_fingerprints_differ_where_files_do(one, other):
    assert (fingerprint(one) == fingerprint(other)) == (one == other) == (not differing(one, other))
