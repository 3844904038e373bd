"""What asserts nothing: questions, commands, bare fragments, words to the reader."""

from __future__ import annotations

from pipeline.claims.moods import is_instruction, is_question
from pipeline.claims.predicates import has_predicate
from pipeline.claims.readings import PUNCT, Interval, Reading
from pipeline.claims.teasers import is_addressed, is_disclaimer

_WH = frozenset({"WP", "WRB", "WDT", "WP$"})
_NAMING = frozenset({"how", "why", "who", "which", "where", "when"})
_ASKING = frozenset({"whether", "if"})
_LEADING = frozenset({"following", "below", "these"})
_MIN_SPOKEN = 6  # words of speech that need no sentence
_MAX_RUN_IN = 8  # words of a heading at the head of a paragraph


def is_assertion(
    reading: Reading,
    interval: Interval,
    *,
    attributed: bool = False,
    direct: bool = False,
    asked: bool = False,
    small: bool = False,
    min_words: int = 3,
) -> bool:
    """Tell whether words assert something that could be supported, disputed or checked.

    Args:
        reading: The article.
        interval: Tokens of one sentence or clause.
        attributed: Whether a cue presents them as somebody's words.
        direct: Whether these are quoted or a speaker's turn, as free as an author's words.
        asked: Whether the cue is one of asking, so that an opening "what" asks.
        small: Whether they are an object and what is said of it, which need no verb.
        min_words: Fewest words.
    """
    words = [i for i in range(*interval) if reading.lower[i] not in PUNCT]
    if len(words) == 2 and attributed and reading.pos[words[1]] == "AUX":
        return False  # "than analysts thought it would"
    if attributed and not direct and not small and _is_embedded_question(reading, words):
        return False
    brief = len(words) == 2 and _is_subject_and_verb(reading, words)
    if (len(words) < min_words and not brief) or is_question(reading, interval, words):
        return False
    text = reading.chars(interval).text_of(reading.text)
    if _is_run_in_heading(reading, interval, len(words)) or is_disclaimer(text):
        return False
    if (direct or not attributed) and is_addressed(text):
        return False
    if small:
        return True
    if attributed and not direct and reading.lower[words[0]] in _ASKING:
        return False
    if is_instruction(reading, words) or (asked and reading.tags[words[0]] in _WH):
        return False
    if direct and len(words) >= _MIN_SPOKEN and _is_spoken(reading, words):
        return True
    if (
        attributed
        and not direct
        and len(words) >= _MIN_SPOKEN
        and any(reading.pos[i] == "VERB" for i in words)
    ):
        return True  # a reported clause whose verb the tagger took for a noun
    if not attributed and _leads_to_list(reading, interval, words):
        return False
    return has_predicate(reading, interval, words)


def _is_embedded_question(reading: Reading, words: list[int]) -> bool:
    # "The paper says how it was done": what is said is named, not told.
    return len(words) > 2 and reading.lower[words[0]] in _NAMING and reading.tags[words[0]] in _WH


def _is_subject_and_verb(reading: Reading, words: list[int]) -> bool:
    # "We check."
    subject, verb = words
    return (
        reading.deps[subject] == "nsubj"
        and reading.heads[subject] == verb
        and reading.pos[verb] == "VERB"
        and reading.is_finite(verb)
    )


def _is_run_in_heading(reading: Reading, interval: Interval, n_words: int) -> bool:
    # "**Open weights come home.** On Tuesday …": bold words at the head of a paragraph.
    span = reading.chars(interval)
    text = reading.text[max(0, span.start - 2) : span.end + 2].strip()
    return n_words <= _MAX_RUN_IN and text[:2] in ("**", "__") and text[-2:] == text[:2]


def _is_spoken(reading: Reading, words: list[int]) -> bool:
    # "The fewer launches, the better the odds": speech need not be a sentence.
    return any(
        reading.tags[i] in ("JJR", "RBR") or (reading.pos[i] in ("VERB", "AUX") and reading.is_finite(i))
        for i in words
    )


def _leads_to_list(reading: Reading, interval: Interval, words: list[int]) -> bool:
    if reading.lower[interval[1] - 1] != ":":
        return False
    return len(words) < 8 or any(reading.lower[i] in _LEADING for i in words)
