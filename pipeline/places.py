"""Places: where files are, on this machine or at an address such as ``s3://bucket/results``."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeGuard, TypeVar, cast

from pipeline.errors import ConfigError, InputError
from pipeline.remote_paths import RemotePath

Item = TypeVar("Item")
Answer = TypeVar("Answer")
SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss", "hdfs", "viewfs")
_NO_BUCKETS = ("hdfs", "viewfs")
# What may follow an address; any other question mark belongs to a name.
_OPTIONS = re.compile(
    r"\?(?:(?:region|scheme|endpoint_override|project_id|enable_tls|credential_kind|tenant_id|client_id"
    r"|blob_storage_authority|dfs_storage_authority|user|replication)=[^&/?]*&?)+$"
)
_REQUESTS = 16  # at a time; each waits some 20 ms for its answer


def to_path(text: str | os.PathLike[str]) -> Path:
    """Give the place that a path or an address names.

    A remote one is a ``RemotePath``. It is typed as a ``Path`` because it answers all that the
    pipeline asks of one; what works on files of this machine only, such as ``open``, refuses it.

    Raises:
        ConfigError: The address has a scheme that we do not know, no bucket, or a password in it.

    Example:
        >>> print(to_path("articles") / "a.txt", to_path("s3://bucket/articles/") / "a.txt")
        articles/a.txt s3://bucket/articles/a.txt
    """
    address = os.fspath(text)
    if "://" not in address:
        return Path(text)
    scheme, rest = address.split("://", 1)
    if scheme == "file":
        return Path("/" + rest.lstrip("/"))
    if scheme not in SCHEMES:
        known = ", ".join(f"{name}://" for name in SCHEMES)
        raise ConfigError(address, "is no address that we can read", f"a path, or an address with {known}")
    found = _OPTIONS.search(rest)
    options = found.group() if found else ""
    authority, *inside = rest.removesuffix(options).split("/")
    user, _, server = authority.rpartition("@")
    if ":" in user:
        safe = f"{scheme}://…@{server}"
        raise ConfigError(safe, "has a password in it", "none", "put it into the environment or a profile")
    if not authority and scheme not in _NO_BUCKETS:
        raise ConfigError(address, "names no bucket", f"an address such as {scheme}://bucket/folder")
    return as_path(RemotePath(f"{scheme}://", authority, tuple(filter(None, inside)), options))


def as_path(path: RemotePath) -> Path:
    """Give a remote path where a ``Path`` is asked for; see :func:`to_path`."""
    return cast(Path, path)


def is_remote(path: object) -> TypeGuard[RemotePath]:
    """Tell whether a path is one of an object store or HDFS."""
    return isinstance(path, RemotePath)


def to_local(path: str | os.PathLike[str] | RemotePath) -> Path:
    """Give a path of this machine, for what reads nothing else.

    Raises:
        InputError: It is an address.
    """
    text = str(path)
    if re.match(rf"(?:{'|'.join(SCHEMES)}):/", text):
        raise InputError(
            re.sub(":/+", "://", text, count=1),  # a Path of an address has lost a slash
            "is an address",
            "a folder of this machine",
            "copy it here first (aws s3 cp --recursive, gcloud storage cp -r, azcopy copy --recursive, "
            "hdfs dfs -get) and name the copy",
        )
    return Path(text)


def map_waiting(
    function: Callable[[Item], Answer], items: Sequence[Item], place: Path | None
) -> list[Answer]:
    """Apply a function to items; in threads where their place is remote and the time goes in waiting."""
    if not is_remote(place) or len(items) < 2:
        return [function(item) for item in items]
    with ThreadPoolExecutor(_REQUESTS) as threads:
        return list(threads.map(function, items))


@contextlib.contextmanager
def uploading(path: RemotePath) -> Iterator[Path]:
    """Give a path of this machine to write to, which is uploaded when the block ends well."""
    with tempfile.TemporaryDirectory(prefix="claimline-") as folder:
        aside = Path(folder) / path.name
        yield aside
        path.upload(aside)


@contextlib.contextmanager
def downloading(path: Path) -> Iterator[Path]:
    """Give a path of this machine with the content of a file: its own, or a copy that goes after."""
    if not is_remote(path):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="claimline-") as folder:
        aside = Path(folder) / path.name
        path.download(aside)
        yield aside
