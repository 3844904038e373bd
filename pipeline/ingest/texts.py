"""Texts: plain text and Markdown, kept to the character, with what their beginning tells."""

from __future__ import annotations

import re
from typing import Any

from pipeline.ingest.articles import Draft
from pipeline.ingest.cleaning import collapsed, unix_lines
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.fields import metadata_of
from pipeline.ingest.openings import read_opening
from pipeline.ingest.refusals import Refusal

_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_LONGEST_FRONT_MATTER = 65536
_HEADING = re.compile(r" {0,3}#[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINED = re.compile(r" {0,3}=+[ \t]*")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{2,3}|`+)(?=\S)(.+?)(?<=\S)\1")


def plain_text_draft(data: bytes, place: str, *, config: IngestConfig) -> Draft:
    """Give the draft of a plain text: its decoded content, furniture included.

    Raises:
        Refusal: The bytes cannot be decoded.
    """
    text = unix_lines(decode_bytes(data, place))
    return Draft(text=text, media_type="text/plain", **vars(read_opening(text, config=config)))


def markdown_draft(data: bytes, place: str, *, config: IngestConfig) -> Draft:
    """Give the draft of a Markdown file: its decoded content, front matter included.

    Metadata comes from YAML front matter; the title else from the first heading of level one.
    Front matter that is no YAML mapping tells nothing and stops nothing.

    Raises:
        Refusal: The bytes cannot be decoded, or ``empty`` if nothing follows the front matter.
    """
    text = unix_lines(decode_bytes(data, place))
    match = _FRONT_MATTER.match(text)
    body_start = match.end() if match else 0
    if match and not text[body_start:].strip():
        raise Refusal("empty", f"{place}: no words below the front matter; fill or remove it")
    found = metadata_of(_front_matter(match["yaml"]) if match else {}, config=config)
    found["title"] = found["title"] or _first_heading(text[body_start:])
    return Draft(text=text, media_type="text/markdown", **found)


def _front_matter(source: str) -> dict[str, Any]:
    if len(source) > _LONGEST_FRONT_MATTER:
        return {}
    import yaml

    try:
        values = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError):
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def _first_heading(body: str) -> str | None:
    is_code = False
    previous = ""
    for line in body.split("\n"):
        if _FENCE.match(line):
            is_code = not is_code
        if not is_code:
            match = _HEADING.fullmatch(line)
            words = match["words"] if match else previous if _UNDERLINED.fullmatch(line) else ""
            if title := _plain_heading(words):
                return title
        previous = line
    return None


def _plain_heading(words: str) -> str | None:
    words = _LINK.sub(r"\1", words)
    words = collapsed(_EMPHASIS.sub(r"\2", words).replace("\\", ""))
    return words if any(c.isalnum() for c in words) else None
