"""Why a block is furniture: every word that the rules answer with, and what it means."""

from __future__ import annotations

# What markup alone tells, before anyone reads the words.
STRUCTURES = {
    "front_matter": "metadata at the very top of a Markdown file",
    "code": "source code",
    "image": "the markup of an image",
    "table": "a row of a table that holds no sentence",
    "markup": "tags, link definitions, shortcodes",
    "rule": "a line without letters or digits",
    "ticker": "market prices",
}

REASONS = {
    **STRUCTURES,
    "furniture": "the reader of the page said so",
    "symbols": "no letter and no digit",
    "number": "a counter",
    "date": "a date, a time or a reading time standing alone",
    "navigation": "menus, buttons, share bars",
    "breadcrumb": "where on the site the page is",
    "link": "an address of the web",
    "handle": "handles, hashtags and the foot of an embedded post",
    "contact": "addresses to write to or to call",
    "byline": "who wrote it",
    "bio": "who the writer is",
    "credit": "who took the picture",
    "stage": "a stage direction of a transcript",
    "cookie_notice": "consent to cookies and terms",
    "subscription": "subscribing, signing in, following, paying",
    "advertisement": "advertisements and affiliate notes",
    "read_more": "a pointer to another page",
    "teaser": "the beginning of another article",
    "comments": "prompts to comment or rate",
    "copyright": "rights",
    "disclaimer": "disclaimers",
    "page_note": "what the page says about itself: corrections, credits of the desk, embargoes",
    "tags": "topics and keywords",
    "related": "a list of other articles",
    "repetition": "a line that comes back",
    "below": "labels, headlines and teasers below the article's end",
}
