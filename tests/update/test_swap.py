"""What a system may refuse on the way: an exchange of folders, a rename, bringing names to the disk."""
import ctypes
import errno
import os
import shutil

import pytest

from tests.update import small
from trilateral.update import swap, transaction
from trilateral.update.contents import contents
from trilateral.update.errors import UpdateError
from trilateral.update.staging import stage


@pytest.fixture
def data(tmp_path):
    return small.write(tmp_path / "data", 0)


def staged(data, edition):
    made = stage(data)
    small.write(made.next, edition)
    return made


def fails(monkeypatch, made, before, number, at):
    """A rename, of which ``at`` gives true for source and target, fails; the commit leaves the old state."""
    data, rename = made.data, os.rename

    def refuse(source, target):
        if at(source, target):
            raise OSError(number, os.strerror(number))
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    with pytest.raises(OSError, match=os.strerror(number)):
        transaction.commit(made, "")
    monkeypatch.undo()
    assert contents(data) == before and transaction.recover(data) == ""


def test_a_system_that_refuses_leaves_the_old_state(data, monkeypatch):
    """The first rename, or the exchange, fails: a mount point, a folder that a program of Windows holds open."""
    before, made = contents(data), staged(data, 1)
    fails(monkeypatch, made, before, errno.EBUSY, lambda source, target: data in (source, target))


def test_a_second_rename_that_fails_is_taken_back(data, monkeypatch):
    before, made = contents(data), staged(data, 1)
    fails(monkeypatch, made, before, errno.EACCES, lambda source, target: source == made.next)


def test_an_error_right_after_the_exchange_leaves_the_new_state_and_a_way_back(data, monkeypatch):
    before, made = contents(data), staged(data, 1)
    wanted, calls = contents(made.next), []

    def fail(folder):
        calls.append(folder)
        if folder == data.parent and len(calls) < 10:
            raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("trilateral.update.durable.sync_folder", fail)
    with pytest.raises(OSError, match="Input/output"):
        transaction.commit(made, "")
    monkeypatch.undo()
    transaction.recover(data)
    assert contents(data) == wanted
    transaction.undo(data)
    assert contents(data) == before


def test_a_folder_that_appears_in_the_gap_is_not_overwritten(data, monkeypatch):
    before, made = contents(data), staged(data, 1)
    wanted, rename = contents(made.next), os.rename

    def stop(source, target):
        if source == made.next:
            raise SystemExit
        rename(source, target)

    monkeypatch.setattr(os, "rename", stop)
    monkeypatch.setattr("trilateral.update.recovery._exchange",
                        lambda shop, incoming: (rename(shop.data, shop.coming / "data"), stop(incoming, shop.data)))
    with pytest.raises(SystemExit):
        transaction.commit(made, "")
    monkeypatch.setattr(os, "rename", rename)
    small.write(data, 2)
    with pytest.raises(UpdateError, match="data: appeared while an update was half done; move it away"):
        transaction.recover(data)
    shutil.rmtree(data)
    assert "finished an update" in transaction.recover(data)
    assert contents(data) == wanted
    transaction.undo(data)
    assert contents(data) == before


@pytest.mark.parametrize(("number", "done"), [
    (0, True), *((one, False) for one in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM))])
def test_a_system_without_an_exchange_says_so(number, done, tmp_path, monkeypatch):
    def call(one, other):
        ctypes.set_errno(number)
        return -1 if number else 0

    monkeypatch.setattr(swap, "_call", lambda: call)
    assert swap.exchange(tmp_path / "one", tmp_path / "other") is done


def test_an_exchange_of_what_is_not_there_is_an_error(tmp_path):
    (tmp_path / "one").mkdir()
    if swap._call() is None:
        pytest.skip("this system has no exchange of folders")
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "one", tmp_path / "other")
