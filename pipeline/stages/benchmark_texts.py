"""Articles to measure on: copies of real ones in which part of the words is new."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from pipeline.ingest import list_sources, read_source
from pipeline.schemas import ARTICLES, content_id
from pipeline.stages.settings import Settings

_LONG_WORD = re.compile(r"\b[a-z]{7,}\b")
_CONSONANTS = "bcdfghklmnprstvz"
_PART_NEW = 0.15


def fresh_copies(paths: Sequence[Path], copies: int, settings: Settings) -> pa.Table:
    """Read articles and repeat them, each copy after the first with words that nobody has seen.

    Args:
        paths: Files and folders.
        copies: How often each article comes, at least once.
        settings: How to read them.

    Returns:
        Rows of ARTICLES, the first copy of all articles before the second.
    """
    config = settings.section("ingest")
    read = pa.concat_tables([read_source(source, config=config)[0] for source in list_sources(paths)])
    rows = read.to_pylist()
    tables = [read]
    for copy in range(1, copies):
        change = partial(_changed, chance=random.Random(copy))
        changed = []
        for row in rows:
            text = _LONG_WORD.sub(change, row["text"])
            changed.append({**row, "text": text, "article_id": content_id(text)})
        tables.append(pa.Table.from_pylist(changed, schema=ARTICLES))
    return pa.concat_tables(tables)


def _changed(match: re.Match[str], chance: random.Random) -> str:
    word = match[0]
    # The length and the ending stay, so that offsets hold and a tagger sees the same form.
    if chance.random() > _PART_NEW:
        return word
    at = chance.randrange(1, len(word) - 3)
    return word[:at] + chance.choice(_CONSONANTS) + word[at + 1 :]
