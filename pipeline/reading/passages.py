"""A claim with the words around it and where it was printed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pipeline.errors import InputError

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, repr=False)
class Passage:
    """A claim in its article.

    Args:
        before: Words before it, as they stand in the article.
        text: The claim's words.
        after: Words after it.
        title: The article's title; None if it has none.
        publisher: Who printed it; None if unknown.
        published_on: When; None if unknown.
        article_id: Id of the article.
    """

    before: str
    text: str
    after: str
    title: str | None
    publisher: str | None
    published_on: date | None
    article_id: str

    def __repr__(self) -> str:
        when = self.published_on and f"{self.published_on:%Y-%m-%d}"
        printed = ", ".join(str(part) for part in (self.title, self.publisher, when) if part)
        words = [" ".join(part.split()) for part in (self.before, self.text, self.after)]
        return f"{printed or self.article_id}\n… {words[0]} >>>{words[1]}<<< {words[2]} …"


def find_row(frame: pd.DataFrame, column: str, identifier: str, what: str) -> pd.Series:
    """Give the one row with an id.

    Raises:
        InputError: There is none.
    """
    found = frame[frame[column] == identifier]
    if found.empty:
        raise InputError(f"{what} {identifier!r}", "is not in this run", f"a {column} of its tables")
    row: pd.Series = found.iloc[0]
    return row


def find_passage(claims: pd.DataFrame, articles: pd.DataFrame, claim_id: str, words: int) -> Passage:
    """Give a claim and up to so many words on either side.

    Args:
        claims: Published claims.
        articles: Published articles.
        claim_id: Which claim.
        words: Runs of non-space characters to give on each side; 0 gives none.

    Raises:
        InputError: There is no such claim.
    """
    claim = find_row(claims, "claim_id", claim_id, "claim")
    article = find_row(articles, "article_id", claim["article_id"], "article")
    text, start, end = article["text"], int(claim["start_char"]), int(claim["end_char"])
    return Passage(
        before=_last_words(text, start, words),
        text=text[start:end],
        after=_first_words(text, end, words),
        title=_or_none(article["title"]),
        publisher=_or_none(article["publisher"]),
        published_on=_or_none(article["published_on"]),
        article_id=article["article_id"],
    )


def _or_none(value: Any) -> Any:
    return None if pd.isna(value) else value


def _first_words(text: str, start: int, words: int) -> str:
    end = start
    for _ in range(words):
        found = _WORD.search(text, end)
        if found is None:
            break
        end = found.end()
    return text[start:end]


def _last_words(text: str, end: int, words: int) -> str:
    start = end
    for _ in range(words):
        while start and text[start - 1].isspace():
            start -= 1
        while start and not text[start - 1].isspace():
            start -= 1
    return text[start:end]
