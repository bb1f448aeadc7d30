"""Writing files so that they are never seen half-written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file as ``replacing`` does; text becomes UTF-8 with its line ends as they are.

    Raises:
        OSError: the folder cannot be written.
    """
    with replacing(path) as stream:
        stream.write(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears, or changes, only when all of it is written.

    An existing file keeps its mode and, where that is allowed, its owner; a symbolic link stays and
    the file that it names is written. What is no file (a pipe) is written as it comes.

    Raises:
        OSError: the folder cannot be written.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            yield device
        return
    import tempfile  # a run that writes nothing need not load it

    target = Path(os.path.realpath(path))
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
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
