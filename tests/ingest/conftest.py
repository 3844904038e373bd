"""What tests of ingest share: a way from bytes to what is read of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest import IngestConfig, list_sources, read_source
from pipeline.schemas import ARTICLES, REJECTS, check_table

Rows = list[dict[str, Any]]
Read = Callable[..., tuple[Rows, Rows]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and give the ARTICLES and REJECTS rows that are read of it."""

    def read_file(name: str, content: bytes | str, config: IngestConfig | None = None) -> tuple[Rows, Rows]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (source,) = list_sources([path])
        articles, rejects = read_source(source, config=config or IngestConfig())
        check_table(articles, ARTICLES, name)
        check_table(rejects, REJECTS, name)
        return articles.to_pylist(), rejects.to_pylist()

    return read_file
