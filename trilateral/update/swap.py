"""Exchange two folders in one step, where the system can."""
from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the working folder
RENAME_EXCHANGE = 2  # linux/fs.h
RENAME_SWAP = 2  # sys/stdio.h of macOS

# An old kernel, a file system without it (NFS, FAT, some FUSE), a container that forbids unknown calls.
UNABLE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two paths of one file system atomically; False, and nothing done, where that cannot be had.

    Raises
    ------
    OSError
        One of them is not there, lies on another file system or may not be renamed.
    """
    call = _call()
    if call is None:
        return False
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNABLE:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


def _call():
    """The system's own exchange as a function of two paths that gives 0 when done, or None."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            rename = library.renameat2
            rename.argtypes = [ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint]
            return lambda one, other: rename(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE)
        if sys.platform == "darwin":
            rename = library.renamex_np
            rename.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_uint]
            return lambda one, other: rename(one, other, RENAME_SWAP)
    except (AttributeError, OSError, TypeError):  # no such function in the C library; Windows has no library None
        pass
    return None
