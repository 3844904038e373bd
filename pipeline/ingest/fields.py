"""Fields: which of a record's or front matter's names stands for which of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from pipeline.ingest.articles import Draft
from pipeline.ingest.cleaning import mended, unix_lines
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.dates import parse_date
from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.metadata import link_of, names_of, plain_words, publisher_of
from pipeline.ingest.pages import is_markup, markup_draft
from pipeline.ingest.refusals import Refusal, excerpt

_MOST_NAMES_SHOWN = 30


# The records of a file share their names; a bound, because a hostile file has endless ones.
@lru_cache(maxsize=4096)
def bare_name(name: str) -> str:
    """Give a field's name without case, white space and punctuation.

    Example:
        >>> bare_name("Published At"), bare_name("publishedAt")
        ('publishedat', 'publishedat')
    """
    return re.sub(r"[\W_]+", "", name.casefold())


def find_fields(names: Iterable[str], our_field: str, *, config: IngestConfig) -> list[str]:
    """Give the names that stand for a field of ours, the preferred first."""
    by_bare: dict[str, str] = {}
    for name in names:
        by_bare.setdefault(bare_name(name), name)
    wanted = (bare_name(name) for name in config.names_of(our_field))
    return [by_bare[bare] for bare in dict.fromkeys(wanted) if bare in by_bare]


def missing_text(names: Iterable[str], place: str, *, config: IngestConfig) -> Refusal:
    """Give the refusal of a file or record that has no text field, naming what it has."""
    shown = [excerpt(str(name), 40) for name in names]
    more = f" and {len(shown) - _MOST_NAMES_SHOWN} more" if len(shown) > _MOST_NAMES_SHOWN else ""
    return Refusal(
        "missing_field",
        f"{place}: no text field among {', '.join(shown[:_MOST_NAMES_SHOWN]) or 'no fields'}{more}; "
        f"expected one of {', '.join(config.names_of('text'))}; name yours in ingest.fields.text",
    )


def record_text(record: Mapping[str, Any], place: str, *, config: IngestConfig) -> str:
    """Give the words of a record's text field; a list of strings is its paragraphs.

    Raises:
        Refusal: ``missing_field`` or ``empty``.
    """
    names = find_fields(record, "text", config=config)
    for name in names:
        value = record.get(name)
        if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, bytes):
            value = decode_bytes(value, place)
        if isinstance(value, str) and value.strip():
            return value
    # A text field that holds a number or an object is not the text field.
    if not any(isinstance(record[name], str | bytes | list | None) for name in names):
        raise missing_text(record, place, config=config)
    raise Refusal("empty", f"{place}: nothing in the field {names[0]!r}; fill or remove it")


def metadata_of(record: Mapping[str, Any], *, config: IngestConfig) -> dict[str, Any]:
    """Give title, authors, publisher, published_on and url of a record or front matter.

    The first accepted name with a usable value wins; a field without one is null, authors empty.
    """
    readers = {
        "title": _words,
        "authors": names_of,
        "publisher": _publisher,
        "published_on": parse_date,
        "url": link_of,
    }
    found: dict[str, Any] = {}
    for our_field, read in readers.items():
        names = find_fields(record, our_field, config=config)
        values = (read(record[name]) for name in names if record.get(name) is not None)
        found[our_field] = next((value for value in values if value), [] if our_field == "authors" else None)
    return found


def _words(value: object) -> str | None:
    words = plain_words(value)
    return mended(words) if words else None


def _publisher(value: object) -> str | None:
    words = publisher_of(value)
    return mended(words) if words else None


def record_draft(
    record: Mapping[str, Any], source_record: int | None, media_type: str, place: str, *, config: IngestConfig
) -> Draft:
    """Give the draft of a record: its text field, to the character but for ``\\r\\n``, and its metadata.

    Text that is clearly HTML is extracted like a page; what the record says wins over its head.

    Raises:
        Refusal: ``missing_field`` or ``empty``, or what extraction raises.
    """
    text = mended(unix_lines(record_text(record, place, config=config)))
    found = metadata_of(record, config=config)
    if not is_markup(text):
        return Draft(text=text, media_type=media_type, source_record=source_record, **found)
    page = markup_draft(text, place, title=found["title"], config=config)
    found = {name: value or getattr(page, name) for name, value in found.items()}
    return Draft(
        text=page.text, layout=page.layout, media_type=media_type, source_record=source_record, **found
    )
