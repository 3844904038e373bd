"""Every table that crosses a border: its columns, their meaning, and the words they may hold.

Two families. The *datasets* are what stages hand on: one row is one article, sorted by
``article_id``, with lists for what is inside it; several datasets of the same articles
join column by column. The *published* tables are what people read: one row is one thing,
no nesting. Offsets are 0-based, half-open, in Unicode code points of ``articles.text``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import pyarrow as pa

from pipeline.errors import SchemaError

SCHEMA_VERSION = "1"

# ---------------------------------------------------------------- closed vocabularies

BLOCK_KINDS = ("title", "heading", "paragraph", "list_item", "quote", "caption", "furniture")
CLAIM_KINDS = ("fact", "judgement", "cause", "forecast", "report")
CLAIMANT_KINDS = ("author", "named", "unnamed")
FRAMINGS = ("stated", "claimed", "conceded", "warned", "denied", "doubted")
STANCES = ("supporting", "critical", "neutral")
REJECT_REASONS = {
    "unsupported": "a kind of file that no reader knows",
    "unreadable": "the file could not be opened or read",
    "truncated": "a compressed or columnar file that ends too early or is damaged",
    "binary": "bytes that are no text",
    "bad_encoding": "no character encoding fits the bytes",
    "bad_characters": "characters that no text can hold, such as lone surrogates",
    "broken_record": "a record that cannot be parsed",
    "missing_field": "a file or record without the text field",
    "empty": "no words",
    "no_prose": "a page in which no article was found",
    "too_long": "more characters than ingest.max_chars",
    "too_large": "more bytes than ingest.max_bytes",
    "not_english": "another language than English",
    "duplicate": "the same text as an article already kept",
}


def _field(name: str, kind: pa.DataType, description: str, *, nullable: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


def _words(vocabulary: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in vocabulary)


_ID = pa.string()
_INT = pa.int32()
_START = "first character, 0-based, in code points of articles.text"
_END = "one past the last character"

_article_id = _field("article_id", _ID, "id of the article: SHA-256 of its text, 16 hex digits")
_sentence_id = _field("sentence_id", _ID, "id of the sentence: SHA-256 of article and span, 16 hex digits")
_claim_id = _field("claim_id", _ID, "id of the claim: SHA-256 of article and span, 16 hex digits")
_start = _field("start_char", _INT, _START)
_end = _field("end_char", _INT, _END)

_ARTICLE_FIELDS = [
    _article_id,
    _field(
        "source_path",
        _ID,
        "file it came from: the folder as named on the command line, then the path inside it",
    ),
    _field(
        "source_record",
        _INT,
        "record number in that file, from 0; null for a file that is one article",
        nullable=True,
    ),
    _field("media_type", _ID, "kind of the file, such as text/plain or text/html"),
    _field("title", _ID, "title, from metadata or the first line; null if there is none", nullable=True),
    _field("authors", pa.list_(pa.string()), "authors in their order; empty if unknown"),
    _field("publisher", _ID, "publisher or site name; null if unknown", nullable=True),
    _field("published_on", pa.date32(), "date of publication; null if unknown", nullable=True),
    _field("url", _ID, "address of the article; null if unknown", nullable=True),
    _field("language", _ID, "ISO 639-1 code of the language that was detected"),
    _field("text", _ID, "the stored text that every offset points into"),
    _field("n_chars", _INT, "length of text in code points"),
    _field("n_words", _INT, "runs of non-space characters in text"),
]

_SPAN = pa.struct([pa.field("start_char", _INT, nullable=False), pa.field("end_char", _INT, nullable=False)])
_BLOCK = pa.struct([*_SPAN, pa.field("kind", pa.string(), nullable=False)])


def _struct(*fields: tuple[str, pa.DataType] | tuple[str, pa.DataType, bool]) -> pa.StructType:
    return pa.struct([pa.field(f[0], f[1], nullable=len(f) > 2 and f[2]) for f in fields])


# ---------------------------------------------------------------- datasets, a row an article

ARTICLES = pa.schema(
    [
        *_ARTICLE_FIELDS,
        _field(
            "layout",
            pa.list_(_BLOCK),
            "blocks that the reader knew from markup, in order; null where only the text tells",
            nullable=True,
        ),
    ]
)

DUPLICATES = pa.schema(
    [
        _article_id,
        _field(
            "duplicate_group", _ID, "smallest article_id among near copies; the article's own if it has none"
        ),
    ]
)

REJECTS = pa.schema(
    [
        _field("source_path", _ID, "file it came from"),
        _field(
            "source_record",
            _INT,
            "record number in that file, from 0; null for the whole file",
            nullable=True,
        ),
        _field("reason", _ID, f"why it was refused: {_words(REJECT_REASONS)}"),
        _field("detail", _ID, "what was found, in words"),
    ]
)

# A row is a file, so that a file that did not change is not read again.
SOURCES = pa.schema(
    [
        _field("source_path", _ID, "file that was read"),
        _field("digest", _ID, "SHA-256 of its bytes; empty if they could not be read"),
        _field("articles", pa.list_(pa.struct(list(ARTICLES))), "rows of ARTICLES found in it"),
        _field("rejects", pa.list_(pa.struct(list(REJECTS))), "rows of REJECTS found in it"),
    ]
)

_SENTENCE = _struct(
    ("start_char", _INT),
    ("end_char", _INT),
    ("block_index", _INT),
    ("first_token", _INT),
    ("n_tokens", _INT),
)

DOCUMENTS = pa.schema(
    [
        _article_id,
        _field("text", _ID, "articles.text"),
        _field("blocks", pa.list_(_BLOCK), "stretches of the article in order; they do not overlap"),
        _field("sentences", pa.list_(_SENTENCE), "sentences in order; none crosses a block's border"),
        _field("token_starts", pa.list_(_INT), "first character of each token; white space is no token"),
        _field("token_ends", pa.list_(_INT), "one past the last character of each token"),
    ]
)

ANNOTATIONS = pa.schema(
    [
        _article_id,
        _field("lemmas", pa.list_(pa.string()), "a token's lemma; empty in furniture, which is not parsed"),
        _field("pos", pa.list_(pa.string()), "a token's universal part of speech; empty in furniture"),
        _field("tags", pa.list_(pa.string()), "a token's Penn tag; empty in furniture"),
        _field("deps", pa.list_(pa.string()), "a token's dependency label (ClearNLP, as spaCy writes it)"),
        _field("heads", pa.list_(_INT), "index of a token's head in the article; its own index at a root"),
        _field("ent_iobs", pa.list_(pa.string()), "B, I or O: where a named entity begins, goes on, is not"),
        _field("ent_types", pa.list_(pa.string()), "type of the token's named entity; empty outside"),
    ]
)

_MENTION = _struct(
    ("entity_id", _ID),
    ("start_char", _INT),
    ("end_char", _INT),
    ("sentence_index", _INT),
    ("first_token", _INT),
    ("n_tokens", _INT),
    ("text", pa.string()),
    ("label", pa.string(), True),
    ("name", pa.string()),
    ("side", pa.string(), True),
    ("side_rule", pa.string()),
)

MENTIONS = pa.schema(
    [_article_id, _field("mentions", pa.list_(_MENTION), "mentions in order of their start")]
)

_ATTRIBUTION = _struct(
    ("source_spans", pa.list_(_SPAN)),
    ("cue_spans", pa.list_(_SPAN)),
    ("content_spans", pa.list_(_SPAN)),
    ("is_direct", pa.bool_()),
)

_CLAIM = _struct(
    ("claim_id", _ID),
    ("sentence_index", _INT),
    ("start_char", _INT),
    ("end_char", _INT),
    ("text", pa.string()),
    ("kind", pa.string()),
    ("claim_score", pa.float32()),
    ("claimant_kind", pa.string()),
    ("claimant", pa.string()),
    ("claimant_start_char", _INT, True),
    ("claimant_end_char", _INT, True),
    ("claimant_name", pa.string()),
    ("claimant_side", pa.string(), True),
    ("claimant_rule", pa.string()),
    ("inner_claimant", pa.string(), True),
    ("inner_claimant_start_char", _INT, True),
    ("inner_claimant_end_char", _INT, True),
    ("inner_claimant_name", pa.string(), True),
    ("cue", pa.string(), True),
    ("cue_start_char", _INT, True),
    ("cue_end_char", _INT, True),
    ("framing", pa.string()),
    ("is_direct", pa.bool_()),
)

CLAIMS = pa.schema(
    [
        _article_id,
        _field(
            "attributions",
            pa.list_(_ATTRIBUTION),
            "who is said to have said, thought or planned what, nested ones too; in order of content",
        ),
        _field("claims", pa.list_(_CLAIM), "claims in order of their start"),
        _field(
            "speaker_mentions",
            pa.list_(_MENTION),
            "pronouns by which a speaker of a side means it, such as we, in order of their start",
        ),
    ]
)

_STANCE = _struct(
    ("claim_id", _ID),
    ("side", pa.string()),
    ("stance", pa.string(), True),
    ("p_supporting", pa.float32()),
    ("p_critical", pa.float32()),
    ("p_neutral", pa.float32()),
    ("target", pa.string()),
    ("target_start_char", _INT),
    ("target_end_char", _INT),
    ("model_id", pa.string()),
)

STANCE_ROWS = pa.schema(
    [_article_id, _field("stances", pa.list_(_STANCE), "a claim and a side, in claim order")]
)

# ---------------------------------------------------------------- published tables

PUBLISHED: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [*_ARTICLE_FIELDS, DUPLICATES.field("duplicate_group")],
        metadata={"row": "an article kept", "key": "article_id"},
    ),
    "blocks": pa.schema(
        [
            _article_id,
            _field("block_index", _INT, "number of the block in its article, from 0"),
            _start,
            _end,
            _field("kind", _ID, f"one of {_words(BLOCK_KINDS)}"),
        ],
        metadata={"row": "a stretch of an article", "key": "article_id block_index"},
    ),
    "sentences": pa.schema(
        [
            _sentence_id,
            _article_id,
            _field("sentence_index", _INT, "number of the sentence in its article, from 0"),
            _start,
            _end,
            _field("block_kind", _ID, "kind of the block it stands in"),
            _field("n_tokens", _INT, "tokens in it"),
        ],
        metadata={"row": "a sentence", "key": "article_id sentence_index"},
    ),
    "tokens": pa.schema(
        [
            _article_id,
            _sentence_id,
            _field("token_index", _INT, "number of the token in its article, from 0"),
            _start,
            _end,
            _field("text", pa.string(), "the token's words"),
            _field("lemma", pa.string(), "base form; null in furniture, which is not parsed", nullable=True),
            _field("pos", pa.string(), "universal part of speech; null in furniture", nullable=True),
            _field("tag", pa.string(), "Penn Treebank tag; null in furniture", nullable=True),
            _field("dep", pa.string(), "dependency label; null in furniture", nullable=True),
            _field(
                "head_index",
                _INT,
                "token_index of its head, its own at a root; null in furniture",
                nullable=True,
            ),
            _field(
                "ent_iob",
                pa.string(),
                "B, I or O: a named entity begins, goes on, is not; null in furniture",
                nullable=True,
            ),
            _field("ent_type", pa.string(), "type of its named entity; null outside one", nullable=True),
        ],
        metadata={"row": "a token", "key": "article_id token_index"},
    ),
    "entities": pa.schema(
        [
            _field("entity_id", _ID, "id of the mention: SHA-256 of article, span and side, 16 hex digits"),
            _article_id,
            _sentence_id,
            _start,
            _end,
            _field("text", pa.string(), "the words of the mention"),
            _field(
                "label",
                pa.string(),
                "named-entity type; null for a name, pronoun or description only the pack knows",
                nullable=True,
            ),
            _field("name", pa.string(), "canonical name: the pack's, or the fullest form in the article"),
            _field("side", pa.string(), "side it belongs to; null if none", nullable=True),
            _field("side_rule", pa.string(), "how the side was found; `none` where no side was"),
        ],
        metadata={"row": "a mention of somebody or something", "key": "entity_id"},
    ),
    "claims": pa.schema(
        [
            _claim_id,
            _article_id,
            _sentence_id,
            _start,
            _end,
            _field("text", pa.string(), "the words of the claim"),
            _field("kind", pa.string(), f"one of {_words(CLAIM_KINDS)}"),
            _field("claim_score", pa.float32(), "how likely it is a claim, 0 to 1"),
            _field("claimant_kind", pa.string(), f"one of {_words(CLAIMANT_KINDS)}"),
            _field(
                "claimant",
                pa.string(),
                "who makes it, in the article's words; `author` for the article's own voice",
            ),
            _field(
                "claimant_start_char",
                _INT,
                "first character of those words; null for the author",
                nullable=True,
            ),
            _field(
                "claimant_end_char", _INT, "one past their last character; null for the author", nullable=True
            ),
            _field(
                "claimant_name",
                pa.string(),
                "the claimant's fullest name in the article; `author` for its own voice",
            ),
            _field("claimant_side", pa.string(), "side the claimant belongs to; null if none", nullable=True),
            _field("claimant_rule", pa.string(), "which rule found the claimant"),
            _field(
                "inner_claimant",
                pa.string(),
                "whom the claimant has it from, where sources nest: X in Reuters says that X said; else null",
                nullable=True,
            ),
            _field(
                "inner_claimant_start_char",
                _INT,
                "first character of those words; null without them",
                nullable=True,
            ),
            _field(
                "inner_claimant_end_char",
                _INT,
                "one past their last character; null without them",
                nullable=True,
            ),
            _field(
                "inner_claimant_name",
                pa.string(),
                "the inner claimant's fullest name in the article; null without one",
                nullable=True,
            ),
            _field(
                "cue",
                pa.string(),
                "words that attribute it, such as said; null for the author",
                nullable=True,
            ),
            _field("cue_start_char", _INT, "first character of the cue; null without one", nullable=True),
            _field(
                "cue_end_char", _INT, "one past the cue's last character; null without one", nullable=True
            ),
            _field("framing", pa.string(), f"how the reporter presents it: {_words(FRAMINGS)}"),
            _field("is_direct", pa.bool_(), "whether the claim stands in quotation marks"),
        ],
        metadata={"row": "a claim", "key": "claim_id"},
    ),
    "stances": pa.schema(
        [
            _claim_id,
            _field("side", pa.string(), "side that the claim concerns"),
            _field(
                "stance",
                pa.string(),
                f"one of {_words(STANCES)}; null where the model abstained",
                nullable=True,
            ),
            _field("p_supporting", pa.float32(), "probability of supporting, 0 to 1"),
            _field("p_critical", pa.float32(), "probability of critical, 0 to 1"),
            _field("p_neutral", pa.float32(), "probability of neutral, 0 to 1; the three sum to 1"),
            _field("target", pa.string(), "the side's first mention in the claim"),
            _field("target_start_char", _INT, "first character of that mention"),
            _field("target_end_char", _INT, "one past its last character"),
            _field("model_id", pa.string(), "digest of the classifier that answered"),
        ],
        metadata={"row": "a claim and a side that it concerns", "key": "claim_id side"},
    ),
    "claim_groups": pa.schema(
        [
            _field("group_id", _ID, "smallest claim_id of the group"),
            _claim_id,
            _article_id,
            DUPLICATES.field("duplicate_group"),
            _field("is_representative", pa.bool_(), "whether this claim stands for its group"),
        ],
        metadata={"row": "a claim in the group that says the same", "key": "group_id claim_id"},
    ),
    "shares": pa.schema(
        [
            _field(
                "slice",
                pa.string(),
                "what the claims were cut by: all, publisher, claimant, claimant_side or month",
            ),
            _field("slice_value", pa.string(), "value of the slice; `all` for the whole"),
            _field("side", pa.string(), "side"),
            _field("stance", pa.string(), f"one of {_words(STANCES)}"),
            _field("claims", _INT, "claims of the slice with this stance toward the side"),
            _field("independent_claims", _INT, "the same, claims that say the same counted once"),
            _field(
                "share", pa.float64(), "claims over all claims of the slice that concern the side, 0 to 1"
            ),
            _field("share_low", pa.float64(), "lower end of the 95 % Wilson interval for independent claims"),
            _field("share_high", pa.float64(), "upper end of that interval"),
        ],
        metadata={"row": "a side, a stance and a slice", "key": "slice slice_value side stance"},
    ),
    "rejects": REJECTS.with_metadata({"row": "something refused", "key": "source_path source_record"}),
}


def content_id(*parts: str | int) -> str:
    """Give the first 16 hex digits of the SHA-256 over the parts.

    Parts are joined with a character that no field holds, so ("a", "bc") and ("ab", "c")
    differ. The same content has the same id on every machine and with every model.

    Example:
        >>> content_id("abc", 0, 3)
        '24fb24cf5d108b1b'
    """
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:16]


def check_table(table: pa.Table, schema: pa.Schema, place: str) -> pa.Table:
    """Give the table with exactly the schema's columns, or say what is wrong with it.

    Arrow itself accepts nulls in a non-null field and silently drops extra columns when a
    table is made from rows; borders are where both must stop. Descriptions come from the
    schema; the values are not copied.

    Args:
        table: Any table.
        schema: The border's schema.
        place: Where this is, for the error.

    Raises:
        SchemaError: A column is missing, unknown, of another type, or null where it may not be.
    """
    wanted, found = set(schema.names), set(table.column_names)
    if wanted != found:
        missing, unknown = sorted(wanted - found), sorted(found - wanted)
        finding = " and ".join(
            text
            for text in (
                f"columns missing: {', '.join(missing)}" if missing else "",
                f"columns unknown: {', '.join(unknown)}" if unknown else "",
            )
            if text
        )
        raise SchemaError(place, finding, f"the columns {', '.join(schema.names)}")
    table = table.select(schema.names)
    try:
        table = table.cast(schema)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
        raise SchemaError(place, f"a column has another type: {error}", str(schema.types)) from error
    for field in schema:
        if not field.nullable and table.column(field.name).null_count:
            raise SchemaError(place, f"column {field.name} holds nulls", "a value in every row")
    return table
