"""Articles to measure on: copies of real ones with words that change from copy to copy."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pyarrow as pa

from pipeline.ingest import list_sources, read_source
from pipeline.schemas import ARTICLES, content_id
from pipeline.stages.settings import Settings

_LONG_WORD = re.compile(r"\b[a-z]{5,}\b")
_SENTENCE = re.compile(r"[^.!?\n]{20,}[.!?][”’\"')]*(?=\s)")
_CONSONANTS = "bcdfghklmnprstvz"
_PART_OTHER, _PART_NEW = 0.3, 0.05
_RECORDS_A_FILE = 1_000


class _Words:
    """The long words of some texts, to exchange for others of their length.

    The length stays, so that offsets hold. A twentieth is coined, so that no vocabulary holds them
    all; the others are common words, so that no network reads longer texts than it would.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        found = sorted({word for text in texts for word in _LONG_WORD.findall(text)})
        self._of_length = {n: [word for word in found if len(word) == n] for n in {len(w) for w in found}}

    def changed(self, text: str, chance: random.Random) -> str:
        """Give the text with other words."""

        def change(match: re.Match[str]) -> str:
            word, dice = match[0], chance.random()
            if dice < _PART_NEW:
                at = chance.randrange(1, len(word) - 1)
                return word[:at] + chance.choice(_CONSONANTS) + word[at + 1 :]
            return chance.choice(self._of_length[len(word)]) if dice < _PART_OTHER else word

        return _LONG_WORD.sub(change, text)


def read_articles(paths: Sequence[Path], settings: Settings) -> pa.Table:
    """Read files and folders into rows of ARTICLES."""
    config = settings.section("ingest")
    return pa.concat_tables([read_source(source, config=config)[0] for source in list_sources(paths)])


def fresh_copies(paths: Sequence[Path], copies: int, settings: Settings) -> pa.Table:
    """Read articles and repeat them, each copy after the first with other words.

    Args:
        paths: Files and folders.
        copies: How often each article comes, at least once.
        settings: How to read them.

    Returns:
        Rows of ARTICLES, the first copy of all articles before the second.
    """
    read = read_articles(paths, settings)
    rows = read.to_pylist()
    words = _Words([row["text"] for row in rows])
    tables = [read]
    for copy in range(1, copies):
        chance = random.Random(copy)
        changed = []
        for row in rows:
            text = words.changed(row["text"], chance)
            changed.append({**row, "text": text, "article_id": content_id(text)})
        tables.append(pa.Table.from_pylist(changed, schema=ARTICLES))
    return pa.concat_tables(tables)


def write_briefs(paths: Sequence[Path], folder: Path, count: int, words: int, settings: Settings) -> int:
    """Write short articles of neighbouring sentences, a thousand records a file.

    Args:
        paths: Articles whose sentences to take.
        folder: Where to write; made if it is not there.
        count: Articles to write.
        words: Words that each has at least.
        settings: How to read the articles.

    Returns:
        Words written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = 0
    briefs = _briefs([row["text"] for row in read_articles(paths, settings).to_pylist()], words)
    for first in range(0, count, _RECORDS_A_FILE):
        rows: list[str] = []
        for text in islice(briefs, min(_RECORDS_A_FILE, count - first)):
            written += len(text.split())
            rows.append(json.dumps({"text": text, "publisher": f"Paper {len(rows) % 20}"}))
        (folder / f"{first:08}.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return written


def _briefs(texts: Sequence[str], words: int) -> Iterator[str]:
    vocabulary = _Words(texts)
    chance = random.Random(0)
    while True:
        for text in texts:
            brief: list[str] = []
            for sentence in _SENTENCE.findall(text):
                brief.append(sentence.strip())
                if sum(len(part.split()) for part in brief) >= words:
                    yield vocabulary.changed(" ".join(brief), chance)
                    brief = []
