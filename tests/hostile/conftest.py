"""What hostile tests share: a way from bytes to rows, and to the processor's time that took."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from pipeline.ingest import IngestConfig, list_sources, read_source
from pipeline.schemas import ARTICLES, REJECTS, check_table

MOST_SECONDS = 2.0


class Outcome(NamedTuple):
    articles: list[dict[str, Any]]
    rejects: list[dict[str, Any]]
    seconds: float

    @property
    def reasons(self) -> list[str]:
        return [reject["reason"] for reject in self.rejects]


Read = Callable[..., Outcome]


@pytest.fixture(scope="session", autouse=True)
def loaded() -> None:
    """Load what is loaded once, so that no input is charged for it."""
    import trafilatura  # noqa: F401

    from pipeline.ingest.languages import detect_language

    detect_language("Dies ist ein Text, den niemand für englisch hält.", config=IngestConfig())


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_file(name: str, content: bytes | str, config: IngestConfig | None = None) -> Outcome:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        (source,) = list_sources([path])
        begun = time.process_time()
        articles, rejects = read_source(source, config=config or IngestConfig())
        seconds = time.process_time() - begun
        path.unlink()
        check_table(articles, ARTICLES, name)
        check_table(rejects, REJECTS, name)
        return Outcome(articles.to_pylist(), rejects.to_pylist(), seconds)

    return read_file
