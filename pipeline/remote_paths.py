"""Remote paths: files and folders of object stores and HDFS, with the few verbs of a path that we use.

pyarrow, which reads the tables, also speaks to S3, Google Cloud Storage, Azure and HDFS, and
finds credentials where their own tools do: in the environment, a profile, the machine's role.
"""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import InputError

_RENAMING = ("hdfs://", "viewfs://")  # no object stores: a file grows there under its name
_LONGEST_FINDING = 300
_PIECE_BYTES = 16 * 1024 * 1024  # of a request; what Arrow asks at a time is a sixtieth of it


@dataclass(frozen=True)
class Listed:
    """A remote file as a listing tells it.

    Args:
        path: Of the file.
        size: Bytes.
        version: What changes when somebody writes the file again: its size and time.
    """

    path: RemotePath
    size: int
    version: str


@dataclass(frozen=True, order=True)
class RemotePath:
    """A file or folder of an object store or HDFS.

    It holds no connection, so it can be sent to other processes and machines; each connects
    by itself, once. What it does raises ``FileNotFoundError`` for a missing file and
    ``InputError`` where the place cannot be reached, the right to it included.

    Args:
        scheme: With the colon and slashes.
        authority: Bucket, container or server.
        inside: Names of folders, and of the file.
        options: Of the connection, from the question mark on; empty for the usual.
    """

    scheme: str
    authority: str
    inside: tuple[str, ...] = ()
    options: str = ""

    def __str__(self) -> str:
        return "/".join((self.scheme + self.authority, *self.inside)) + self.options

    def __truediv__(self, name: str) -> RemotePath:
        return self._at((*self.inside, *name.split("/")))

    def joinpath(self, *names: str) -> RemotePath:
        """Give the path of something inside."""
        return self._at((*self.inside, *names))

    def with_name(self, name: str) -> RemotePath:
        """Give the path of another name in the same folder."""
        return self._at((*self.inside[:-1], name))

    def as_posix(self) -> str:
        """Give the address."""
        return str(self)

    @property
    def anchor(self) -> str:
        """The scheme."""
        return self.scheme

    @property
    def parts(self) -> tuple[str, ...]:
        """The scheme, the bucket, and the names."""
        return (self.scheme, self.authority, *self.inside)

    @property
    def name(self) -> str:
        """The last name."""
        return self.parts[-1]

    @property
    def stem(self) -> str:
        """The last name without its last suffix."""
        return PurePosixPath(self.name).stem

    @property
    def suffixes(self) -> list[str]:
        """The suffixes of the last name."""
        return PurePosixPath(self.name).suffixes

    @property
    def parent(self) -> RemotePath:
        """The folder it is in; a bucket is its own."""
        return self._at(self.inside[:-1])

    def is_file(self) -> bool:
        """Ask whether there is such a file."""
        return bool(self._info().is_file)

    def is_dir(self) -> bool:
        """Ask whether there is such a folder; an object store has no empty one."""
        return bool(self._info().type.name == "Directory")

    def glob(self, pattern: str) -> Iterator[RemotePath]:
        """List the files of this folder whose names match, none if there is no folder."""
        names = [info.base_name for info in self._list(recursive=False) if info.is_file]
        return (self / name for name in names if PurePosixPath(name).match(pattern))

    def list_files(self) -> list[Listed] | None:
        """List all files of this folder and those below it, or this file; null: there is neither.

        One question is enough for a thousand files.
        """
        this = self._info()
        if this.type.name == "NotFound":
            return None
        found = [info for info in ([this] if this.is_file else self._list(recursive=True)) if info.is_file]
        start = len(self._key())
        paths = (self.joinpath(*info.path[start:].split("/")[1:]) for info in found)
        return [
            Listed(path, info.size, f"{info.size} {info.mtime_ns}")
            for path, info in zip(paths, found, strict=True)
        ]

    def open_input(self) -> Any:
        """Open it as pyarrow's file, of which parts can be read."""
        with self._reaching("read"):
            return self._filesystem().open_input_file(self._key())

    def read_bytes(self, most: int | None = None) -> bytes:
        """Read it whole, or no more than ``most`` bytes."""
        with self._reaching("read"), self._filesystem().open_input_file(self._key()) as file:
            return bytes(file.read(most))

    def read_text(self, encoding: str = "utf-8") -> str:
        """Read it as text."""
        return self.read_bytes().decode(encoding)

    def unlink(self) -> None:
        """Remove the file, if it is there."""
        with self._reaching("removed"), contextlib.suppress(FileNotFoundError):
            self._filesystem().delete_file(self._key())

    def download(self, to: Path) -> None:
        """Copy it to a file of this machine."""
        with (
            self._reaching("read"),
            self._filesystem().open_input_file(self._key()) as file,
            to.open("wb") as copy,
        ):
            while piece := file.read(_PIECE_BYTES):
                copy.write(piece)

    def upload(self, file: Path) -> None:
        """Put a file of this machine in its place, whole or not at all.

        Object stores show an object when its last byte is there. Azure may show an empty one
        before, which every reader of ours takes for none.
        """
        aside = self.with_name(f".{self.name}.part") if self.scheme in _RENAMING else self
        content = _content(file)
        with self._reaching("written"):
            # One call for all bytes: pyarrow completes an object even where an error or Ctrl-C ends
            # the block, so nothing may come between the first byte and the last.
            # Bytes go as they are: pyarrow would compress what is called .gz.
            with self._filesystem().open_output_stream(aside._key(), compression=None) as stream:
                stream.write(content)
            if aside is not self:
                self.unlink()
                self._filesystem().move(aside._key(), self._key())

    def _at(self, inside: tuple[str, ...]) -> RemotePath:
        return RemotePath(self.scheme, self.authority, inside, self.options)

    def _filesystem(self) -> Any:
        return _connect(self.scheme + self.authority, self.options)[0]

    def _key(self) -> str:
        base = _connect(self.scheme + self.authority, self.options)[1]
        return "/".join((base.rstrip("/"), *self.inside))

    def _info(self) -> Any:
        with self._reaching("looked up"):
            return self._filesystem().get_file_info(self._key())

    def _list(self, *, recursive: bool) -> list[Any]:
        from pyarrow import fs

        with self._reaching("listed"):
            selector = fs.FileSelector(self._key(), recursive=recursive, allow_not_found=True)
            return list(self._filesystem().get_file_info(selector))

    @contextlib.contextmanager
    def _reaching(self, done: str) -> Iterator[None]:
        import pyarrow as pa

        try:
            yield
        except (OSError, pa.ArrowException) as error:
            if isinstance(error, FileNotFoundError) and done == "read":
                raise
            raise InputError(
                str(self),
                f"cannot be {done} ({' '.join(str(error).split())[:_LONGEST_FINDING]})",
                "an address that can be reached, and the right to it",
                "check address, credentials and network, then run again: finished work is kept",
            ) from error


def _content(file: Path) -> Any:
    import pyarrow as pa

    if not file.stat().st_size:
        return b""  # nothing cannot be mapped
    return pa.memory_map(os.fspath(file)).read_buffer()


@functools.cache
def _connect(root: str, options: str) -> tuple[Any, str]:
    import pyarrow as pa
    from pyarrow import fs

    if root.startswith("s3://"):
        # A small object is then written with one request instead of three; pyarrow 18 cannot yet.
        quicker = f"{options}&allow_delayed_open=true" if options else "?allow_delayed_open=true"
        with contextlib.suppress(pa.ArrowInvalid):
            filesystem, base = fs.FileSystem.from_uri(f"{root}/{quicker}")
            return filesystem, base
    filesystem, base = fs.FileSystem.from_uri(f"{root}/{options}")
    return filesystem, base
