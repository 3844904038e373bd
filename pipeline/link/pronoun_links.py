"""The possible antecedents of a pronoun, scored."""

from __future__ import annotations

from pipeline.link.agreement import ANIMATE, agreement
from pipeline.link.binding import is_barred
from pipeline.link.config import LinkConfig
from pipeline.link.history import Candidate, History
from pipeline.link.phrases import Phrase, phrase_at
from pipeline.link.prominence import NAME, ROLES, prominence
from pipeline.link.pronouns import Agreement
from pipeline.link.reading import Reading

_SINGLE_BESIDE_PLURAL = 1.5
_AHEAD = 0.8
MOST_PHRASES = 80  # looked at for one pronoun, the nearest; prose has half as many in reach
_ANY = frozenset({"no", "any", "every", "each", "neither", "either"})
_IN_TIME = frozenset(
    {"before", "after", "when", "while", "although", "though", "since", "as", "until", "once"}
)


def pronoun_candidates(history: History, token: int, asked: Agreement, config: LinkConfig) -> list[Candidate]:
    """Give the phrases that a pronoun may mean, each with its score.

    They stand before it, in its sentence or up to ``config.pronoun_sentences`` back, twice
    as far for persons, and are no more than 80; a pronoun in a heading looks only there. The
    subject after a fronted phrase counts too: "Despite its size, DeepSeek leads".
    """
    reading = history.reading
    here = reading.sentence_of[token]
    if asked.is_reflexive:
        return _own_subject(history, token, asked)
    back = config.pronoun_sentences * (2 if asked.gender in {"m", "f"} else 1)
    if reading.sentences[here].kind in {"title", "heading"}:
        back = 0
    found: list[Candidate] = []
    singles: list[tuple[Phrase, float]] = []
    barred: set[str] = set()
    foreign = _origin_of_owned(history, token) if asked.is_possessive else ()
    has_plural = False
    left = MOST_PHRASES
    for at in range(here, max(-1, here - back - 1), -1):
        phrases = _phrases(history, at, token, asked, left)
        left -= len(phrases)
        if at == here:
            barred = {p.name for p in phrases if is_barred(reading, p.head, token, asked)}
        for phrase in phrases:
            fit = agreement(history.board, phrase, asked, token)
            if at < here and not phrase.is_plural and _is_any(reading, phrase):
                continue  # "no American lab has found it. It …"
            if fit is None or phrase.name in barred or (foreign and phrase.sides == foreign):
                continue
            points = fit + prominence(history, phrase, token, asked)
            if asked.is_plural and not phrase.is_plural:
                singles.append((phrase, points))
                continue
            found.append(history.candidate(phrase, points, owner=asked.is_possessive))
            has_plural |= asked.is_plural and points > 0 and here - at < 2
        if left <= 0:
            break
    # an organisation is "they" only where nothing plural is near
    less = _SINGLE_BESIDE_PLURAL if has_plural else 0.0
    found += [history.candidate(phrase, points - less) for phrase, points in singles]
    ahead = _subject_ahead(history, token, asked)
    return [*found, ahead] if ahead is not None else found


def _is_any(reading: Reading, phrase: Phrase) -> bool:
    """Tell whether a phrase is of none in particular, so that no later sentence can mean it."""
    return phrase.draft is None and reading.lowers[reading.base_start(phrase.head)] in _ANY


def _origin_of_owned(history: History, token: int) -> tuple[str, ...]:
    """Give the side that the owned thing is said to be of: "its American suppliers" are not America's."""
    reading = history.reading
    for i in range(token + 1, reading.heads[token]):
        draft = history.board.at.get(i)
        if draft is not None and draft.rule == "demonym":
            return draft.sides
    return ()


def _own_subject(history: History, token: int, asked: Agreement) -> list[Candidate]:
    """Give the subject of a reflexive's clause, or the noun just before it: "Beijing itself"."""
    reading = history.reading
    clause = reading.verb_over(token)
    heads = [reading.heads[token]] if reading.deps[token] in {"appos", "npadvmod", "nmod"} else []
    while clause is not None:
        subject = reading.child(clause, "nsubj", "nsubjpass")
        if subject is not None:
            heads.append(subject if reading.tags[subject][:1] != "W" else reading.heads[clause])
            break
        clause = (
            reading.heads[clause] if reading.deps[clause] in {"xcomp", "conj", "advcl", "pcomp"} else None
        )
    heads += [kid for top in heads for kid in reading.kids[top] if reading.deps[kid] == "appos"]
    found = []
    for head in heads:
        if head < token and head in history.heads_in(reading.sentence_of[token]):
            fit = agreement(history.board, history.phrase(head), asked, token)
            if fit is not None:
                found.append(history.candidate(history.phrase(head), fit + ROLES["nsubj"]))
    return found[:1]


def _phrases(history: History, at: int, token: int, asked: Agreement, most: int) -> list[Phrase]:
    heads = [head for head in history.heads_in(at) if head < token][-most:]
    phrases = [history.phrase(head) for head in heads]
    if asked.gender in {"m", "f"}:
        return phrases
    pairs = [pair for pair in history.joined(heads) if pair.is_plural == asked.is_plural]
    if not asked.is_plural and pairs:  # "neither A nor B has published its": of each of them
        parts = {name for pair in pairs for name in pair.name.split(" and ")}
        phrases = [phrase for phrase in phrases if phrase.name not in parts]
    return phrases + pairs


def _opens_in_time(reading: Reading, token: int) -> bool:
    """Tell whether a subject stands in "before it left" and the like, in a paragraph's first sentence."""
    at = reading.sentence_of[token]
    if at and reading.sentences[at - 1].block == reading.sentences[at].block:
        return False
    clause = reading.verb_over(token)
    marks = reading.kids[clause] if clause is not None else []
    return any(reading.deps[k] in {"mark", "advmod"} and reading.lowers[k] in _IN_TIME for k in marks)


def _subject_ahead(history: History, token: int, asked: Agreement) -> Candidate | None:
    """Give the subject that a pronoun in a fronted phrase points forward to: "before it left office, X"."""
    reading = history.reading
    sentence = reading.sentence(token)
    if not asked.is_possessive and reading.deps[token] not in {"nsubj", "nsubjpass"}:
        return None
    if not asked.is_possessive and not _opens_in_time(reading, token):
        return None
    roots = [i for i in range(token, sentence.last) if reading.deps[i] == "ROOT"]
    subject = reading.child(roots[0], "nsubj", "nsubjpass") if roots else None
    if subject is None or subject < token:
        return None
    top = token
    while reading.heads[top] not in (roots[0], top):
        top = reading.heads[top]
    phrase = phrase_at(history.board, subject)
    fit = agreement(history.board, phrase, asked, token)
    if reading.deps[top] not in {"prep", "advcl", "npadvmod"} or top > subject or fit is None:
        return None
    if not phrase.is_name and not (phrase.sides and phrase.sort in ANIMATE):
        return None
    return history.candidate(phrase, fit + ROLES["nsubj"] + NAME + _AHEAD)
