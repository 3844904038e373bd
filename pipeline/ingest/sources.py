"""Sources: which files to read, and the name each has in the tables."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.places import as_path, is_remote
from pipeline.remote_paths import RemotePath


@dataclass(frozen=True)
class Source:
    """A file to read.

    Args:
        path: Where it is.
        source_path: Its name in the tables, with ``/`` on every system: the folder as named by
            the user and the path inside it, or the file's own name.
        size: Bytes on disk; 0 where it could not be asked.
        version: Of a remote file, what changes when somebody writes it again, so that it need not
            be read to be compared; empty for a file of this machine.
    """

    path: Path
    source_path: str
    size: int
    version: str = ""


@dataclass(frozen=True)
class _Found:
    path: Path
    root: Path  # the argument, absolute; its links are kept
    inside: tuple[str, ...]  # folders and name below the root; empty for a file argument
    identity: Path
    size: int | None = None  # null: to be asked
    version: str = ""

    def source_path(self, parents: int) -> str:
        names = [part for part in self.root.parts if part != self.root.anchor]
        name = "/".join([*names[-(1 + parents) :], *self.inside])
        # A file name need not be text; bytes that are none are written as escapes.
        return os.fsencode(name).decode("utf-8", "backslashreplace")


def list_sources(paths: Sequence[Path]) -> list[Source]:
    """List the files under some files and folders, each once.

    Files and folders whose name begins with a dot are skipped inside a folder. Links are
    followed, but no folder is entered twice. The folders of object stores and HDFS are listed in
    the same way. Folders that cannot be listed, broken links and
    things that are no regular files are listed too: reading them gives a reject with its reason,
    so that nothing is lost in silence.

    Args:
        paths: Files and folders, in any order: the result does not depend on it.

    Returns:
        Sources sorted by ``source_path``, which is unique: where two arguments would give two
        files the same one, their parent folders are put in front.

    Raises:
        InputError: No paths, a path that does not exist, or a folder with no file in it.
    """
    if not paths:
        raise InputError("articles", "no file or folder was named", next_step="name a folder of articles")
    found: dict[Path, _Found] = {}
    for path in paths:
        for item in _walk_remote(path) if is_remote(path) else _walk(Path(path)):
            known = found.get(item.identity)
            # Of two names for one file the one that says more wins, whatever the order.
            if known is None or _rank(item) < _rank(known):
                found[item.identity] = item
    named = _distinct_names(sorted(found.values(), key=lambda item: (is_remote(item.path), item.path)))
    return sorted((_source(item, name) for item, name in named), key=lambda source: source.source_path)


def _rank(item: _Found) -> tuple[int, str, Path]:
    return -len(item.inside), item.source_path(0), item.path


def _walk(path: Path) -> Iterator[_Found]:
    # Dots in a path are resolved, because `..` is no name; links are kept, because theirs is one.
    root = _real(path) if ".." in path.parts else path.absolute()
    try:
        root.lstat()
        is_folder = root.is_dir()
    except (FileNotFoundError, NotADirectoryError) as error:
        advice = "check the spelling of the path"
        raise InputError(str(path), "no such file or folder", next_step=advice) from error
    except OSError as error:
        finding = error.strerror or "cannot be looked up"
        raise InputError(str(path), finding, next_step="check who may read the folders above it") from error
    if not is_folder:
        yield _Found(root, root, (), _real(root))
        return
    empty = True
    for inside in _files_below(root):
        empty = False
        full = root.joinpath(*inside)
        yield _Found(full, root, inside, _real(full))
    if empty:
        raise InputError(str(path), "the folder has no file in it", next_step="name one that holds articles")


def _walk_remote(root: RemotePath) -> Iterator[_Found]:
    listed = root.list_files()
    if listed is None:
        advice = "check the spelling of the address"
        raise InputError(str(root), "no such bucket, file or folder", next_step=advice)
    empty = True
    for file in listed:
        inside = file.path.parts[len(root.parts) :]
        if not any(name.startswith(".") for name in inside):
            empty = False
            path = as_path(file.path)
            yield _Found(path, as_path(root), inside, path, file.size, file.version)
    if empty:
        raise InputError(str(root), "the folder has no file in it", next_step="name one that holds articles")


def _real(path: Path) -> Path:
    # Path.resolve raises for a link to itself before Python 3.13.
    return Path(os.path.realpath(path))


def _files_below(root: Path) -> Iterator[tuple[str, ...]]:
    # Real folders first and linked ones last: a file reached both ways keeps its real path.
    folders: list[tuple[str, ...]] = [()]
    links: list[tuple[str, ...]] = []
    entered: set[Path] = set()
    while folders or links:
        inside = folders.pop() if folders else links.pop(0)
        folder = root.joinpath(*inside)
        identity = _real(folder)
        if identity in entered:
            continue
        entered.add(identity)
        try:
            with os.scandir(folder) as entries:
                visible = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError:
            yield inside
            continue
        for entry in visible:
            below = (*inside, entry.name)
            if entry.is_dir(follow_symlinks=False):
                folders.append(below)
            elif entry.is_symlink() and Path(entry.path).is_dir():
                links.append(below)
            else:
                yield below


def _distinct_names(items: list[_Found]) -> list[tuple[_Found, str]]:
    parents = dict.fromkeys((item.root for item in items), 0)
    while True:
        names = [item.source_path(parents[item.root]) for item in items]
        counts = Counter(names)
        clashing = {item.root for item, name in zip(items, names, strict=True) if counts[name] > 1}
        longer = {root for root in clashing if parents[root] + 1 < len(root.parts)}
        if not longer:
            return list(zip(items, names, strict=True))
        for root in longer:
            parents[root] += 1


def _source(item: _Found, name: str) -> Source:
    if item.size is not None:
        return Source(item.path, name, item.size, item.version)
    try:
        size = item.path.stat().st_size
    except OSError:
        size = 0
    return Source(item.path, name, size)
