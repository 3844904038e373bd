"""Everything about ingest that a user may set, with its meaning, unit and range."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.errors import ConfigError

# Names under which people store our fields, in order of preference. Compared without case,
# white space and punctuation, so `published_at` is also `publishedAt` and `Published At`.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "article", "maintext", "main_text", "article_text", "article_body",
        "article_content", "full_text", "body_text", "plain_text", "clean_text", "story", "document",
        "markdown", "html", "body_html", "content_html", "raw_text", "paragraphs",
    ),
    "title": ("title", "headline", "heading", "article_title", "head_line", "name"),
    "authors": ("authors", "author", "byline", "by", "creator", "writer", "author_name", "author_names"),
    "publisher": (
        "publisher", "outlet", "site_name", "site", "source", "publication", "newspaper", "source_name",
        "media", "media_name", "source_domain", "domain", "website",
    ),
    "published_on": (
        "published_on", "published", "date", "published_at", "date_published", "publish_date",
        "publication_date", "published_date", "pub_date", "date_publish", "article_date", "datetime",
        "created_at", "timestamp",
    ),
    "url": (
        "url", "link", "source_url", "canonical_url", "article_url", "permalink", "web_url", "href", "source",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class IngestConfig:
    """What ingest accepts, and how alike two articles must be to count as one.

    Args:
        fields: For each of our fields (``text title authors publisher published_on url``) the
            names it may have in records and front matter, the first that holds a value winning.
            A field left out keeps its default names; names given replace the defaults.
        max_bytes: Largest file, and largest content of a compressed file, in bytes; at least 1.
        max_page_bytes: Largest HTML page in bytes; finding the article in a page costs far more
            time than reading it. At least 1.
        max_page_tags: Most tags of an HTML page, opening and closing; time grows with them more than
            with the page's length. At least 1.
        max_records: Most records of one file, kept and refused; at least 1.
        max_chars: Longest article in code points; at least 1.
        english_share: Share of common English function words, 0 to 1, from which a text counts as
            English without asking the language model. English prose has 0.3 to 0.45.
        least_english: Probability of English, 0 to 1, below which the language model refuses a
            text; one that it doubts, such as a list of names, stays English.
        shingle_words: Words in a shingle, the unit near copies are compared by; at least 1.
        sketch_size: Most shingles kept of an article; 64 or more. More is exacter and larger.
        bucket_digits: Hex digits of an article's id that name its bucket, 1 to 5: 2 give 256 buckets.
            Some thousand articles in each are a good size; above a million articles take one more.
        min_containment: Share of the smaller article, 0 to 1, that two near copies have in common
            at least; shingles that many articles share count less.
        min_overlap: The same share of the larger article, 0 to 1: keeps a digest of many stories
            from being called a copy of each.

    Raises:
        ConfigError: A value is out of its range, or a field is unknown.
    """

    fields: Mapping[str, Sequence[str]] = field(default_factory=lambda: dict(FIELD_NAMES))
    max_bytes: int = 256 * 1024 * 1024
    max_page_bytes: int = 8 * 1024 * 1024
    max_page_tags: int = 100_000
    max_records: int = 500_000
    max_chars: int = 2_000_000
    english_share: float = 0.15
    least_english: float = 0.01
    shingle_words: int = 3
    sketch_size: int = 512
    bucket_digits: int = 2
    min_containment: float = 0.55
    min_overlap: float = 0.25

    def __post_init__(self) -> None:
        limits = ("max_bytes", "max_page_bytes", "max_page_tags", "max_records", "max_chars")
        for name in (*limits, "shingle_words"):
            _check(name, getattr(self, name), 1, None)
        _check("sketch_size", self.sketch_size, 64, None)
        _check("bucket_digits", self.bucket_digits, 1, 5)
        for name in ("english_share", "least_english", "min_containment", "min_overlap"):
            _check(name, getattr(self, name), 0, 1)
        for name, names in self.fields.items():
            place = f"ingest.fields.{name}"
            if name not in FIELD_NAMES:
                raise ConfigError(place, "no such field", f"one of {', '.join(FIELD_NAMES)}")
            if isinstance(names, str) or not names or not all(isinstance(n, str) and n for n in names):
                raise ConfigError(place, f"{names!r} is no list of names", "a list such as [text, body]")

    def names_of(self, our_field: str) -> Sequence[str]:
        """Give the names a field of ours may have, in order of preference."""
        return self.fields.get(our_field, FIELD_NAMES[our_field])


def _check(name: str, value: float, low: float, high: float | None) -> None:
    # The other way round, a value that is no number would pass.
    if not (low <= value and (high is None or value <= high)):
        span = f"{low} to {high}" if high is not None else f"{low} or more"
        raise ConfigError(f"ingest.{name}", f"{value} is out of range", span, "change it in params.yaml")
