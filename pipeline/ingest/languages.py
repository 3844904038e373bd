"""Languages: whether a text is English, and which language it is in if it is not."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pipeline.ingest.config import IngestConfig

# Function words that make up a third of English prose and are rare in other languages.
_FUNCTION_WORDS = """
the and of to that with for this from which have has had been would by are were as at be it its their they he
his her you your not but or an on is was will can more than who what when about into after
"""
_ENGLISH = frozenset(_FUNCTION_WORDS.split())
_WORD = re.compile(r"[^\W\d_]+")
_MOST_CHARS = 6_000
_FEWEST_LETTERS = 12
# Languages news is written in; those left out are rare and win on short or odd English texts.
_CODES = """
af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko
ky lt lv mk ml mn mr ms nb ne nl nn no pa pl pt ro ru si sk sl sq sr sv sw ta te th tl tr uk ur uz vi zh
"""


def detect_language(text: str, *, config: IngestConfig) -> tuple[str, float]:
    """Give a text's ISO 639-1 code and how sure that is, 0 to 1.

    A text with enough English function words is English, whatever else stands in it, so an
    English article with a paragraph in another language stays English. Others are asked of a
    language model; where it doubts, and in a few words or none, the answer is ``en``.

    Returns:
        ``("en", 1.0)`` for text taken as English without or against the model's word.
    """
    sample = text if len(text) <= _MOST_CHARS else _spread(text)
    tokens = sample.lower().split()
    if sum(map(_ENGLISH.__contains__, tokens)) >= config.english_share * max(len(tokens), 1):
        return "en", 1.0
    words = _WORD.findall(sample)
    if sum(map(len, words)) < _FEWEST_LETTERS and sample.isascii():
        return "en", 1.0
    ranked = _identifier().rank(" ".join(words))
    language, probability = ranked[0]
    # Odd English, such as a table of prices, leaves the model in doubt; another language does not.
    if dict(ranked)["en"] >= config.least_english:
        return "en", 1.0
    return language, probability


def _spread(text: str) -> str:
    # Beginning, middle and end: a translated summary at the top must not decide alone.
    part = _MOST_CHARS // 3
    middle = len(text) // 2
    return "\n".join((text[:part], text[middle - part // 2 : middle + part // 2], text[-part:]))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _CODES.split() if code in known])
    return identifier
