"""Costs: pages that would take a parser minutes, told before it sees them."""

from __future__ import annotations

import re

from pipeline.ingest.config import IngestConfig
from pipeline.ingest.refusals import Refusal

# A start tag: quotation marks count only behind an equals sign, as in a browser.
_START_TAG = re.compile(r"""<[A-Za-z](?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')|["'=])*+""")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")
# The parser compares each attribute with all before it.
_MOST_ATTRIBUTES = 1000


def refuse_costly(markup: str, place: str, config: IngestConfig) -> None:
    """Refuse a page with too many tags, or a tag with too many attributes.

    Raises:
        Refusal: ``too_large`` or ``unreadable``.
    """
    n_tags = markup.count("<")
    if n_tags > config.max_page_tags:
        finding = f"{place}: a page of {n_tags} tags"
        raise Refusal("too_large", f"{finding}; cut it or raise ingest.max_page_tags")
    for tag in _START_TAG.finditer(markup):
        if tag.end() - tag.start() > 2 * _MOST_ATTRIBUTES:
            n_attributes = len(_QUOTED.sub("= ", tag[0]).replace("/", " ").split()) - 1
            if n_attributes > _MOST_ATTRIBUTES:
                finding = f"{place}: a tag with {n_attributes} attributes at character {tag.start()}"
                raise Refusal("unreadable", f"{finding}; save the page again")
