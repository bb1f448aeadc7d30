"""Writing files so that they are never seen half-written."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file so that it is never seen half-written.

    An existing file keeps its mode and, where that is allowed, its owner; a symbolic link stays and
    the file that it names is written. Text becomes UTF-8 with its line ends as they are.

    Raises:
        OSError: the folder cannot be written.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.exists() and not path.is_file():
        path.write_bytes(data)
        return
    target = Path(os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        _take_after(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _take_after(target: Path, temporary: str) -> None:
    """Give the new file the owner and mode of the one that it replaces."""
    if not target.exists():
        os.chmod(temporary, 0o666 & ~_umask())
        return
    old = target.stat()
    if hasattr(os, "chown"):
        with suppress(PermissionError):
            os.chown(temporary, old.st_uid, old.st_gid)
    os.chmod(temporary, old.st_mode & 0o7777)


def is_read_only(path: Path) -> bool:
    """Whether a file is marked against writing; replacing it would pass over the mark."""
    return not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
