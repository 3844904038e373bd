"""The possible antecedents of a pronoun, scored."""

from __future__ import annotations

from pipeline.link.agreement import ANIMATE, agreement
from pipeline.link.binding import is_barred
from pipeline.link.config import LinkConfig
from pipeline.link.history import Candidate, History
from pipeline.link.phrases import Phrase
from pipeline.link.prominence import NAME, ROLES, prominence
from pipeline.link.pronouns import Agreement

_SINGLE_BESIDE_PLURAL = 1.5
_AHEAD = 0.8


def pronoun_candidates(history: History, token: int, asked: Agreement, config: LinkConfig) -> list[Candidate]:
    """Give the phrases that a pronoun may mean, each with its score.

    They stand before it, in its sentence or up to ``config.pronoun_sentences`` back, twice
    as far for persons; a pronoun in a heading looks only there. The subject after a fronted
    phrase counts too: "Despite its size, DeepSeek leads".
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
    has_plural = False
    for at in range(here, max(-1, here - back - 1), -1):
        phrases = _phrases(history, at, token, asked)
        if at == here:
            barred = {p.name for p in phrases if is_barred(reading, p.head, token, asked)}
        for phrase in phrases:
            fit = agreement(history.board, phrase, asked, token)
            if fit is None or phrase.name in barred:
                continue
            points = fit + prominence(history, phrase, token, asked)
            if asked.is_plural and not phrase.is_plural:
                singles.append((phrase, points))
                continue
            found.append(history.candidate(phrase, points, owner=asked.is_possessive))
            has_plural |= asked.is_plural and points > 0 and here - at < 2
    # an organisation is "they" only where nothing plural is near
    less = _SINGLE_BESIDE_PLURAL if has_plural else 0.0
    found += [history.candidate(phrase, points - less) for phrase, points in singles]
    ahead = _subject_ahead(history, token, asked)
    return [*found, ahead] if ahead is not None else found


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


def _phrases(history: History, at: int, token: int, asked: Agreement) -> list[Phrase]:
    heads = [head for head in history.heads_in(at) if head < token]
    phrases = [history.phrase(head) for head in heads]
    if asked.gender in {"m", "f"}:
        return phrases
    return phrases + [pair for pair in history.joined(heads) if pair.is_plural == asked.is_plural]


def _subject_ahead(history: History, token: int, asked: Agreement) -> Candidate | None:
    """Give the subject that a possessive in a fronted phrase points forward to."""
    reading = history.reading
    sentence = reading.sentence(token)
    roots = [i for i in range(token, sentence.last) if reading.deps[i] == "ROOT"]
    subject = reading.child(roots[0], "nsubj", "nsubjpass") if roots and asked.is_possessive else None
    if subject is None or subject < token or subject not in history.board.at:
        return None
    top = token
    while reading.heads[top] not in (roots[0], top):
        top = reading.heads[top]
    phrase = history.phrase(subject)
    fit = agreement(history.board, phrase, asked, token)
    if reading.deps[top] not in {"prep", "advcl"} or top > subject or fit is None or not phrase.is_name:
        return None
    return history.candidate(phrase, fit + ROLES["nsubj"] + NAME + _AHEAD)


def last_pair(history: History, token: int) -> Candidate | None:
    """Give the last two of one mention, in a word's sentence or the one before: for a bare "both".

    They are "A and B", or a mention of several sides such as "either capital".
    """
    here = history.reading.sentence_of[token]
    for at in range(here, max(-1, here - 2), -1):
        for draft in reversed(history.past):
            if history.reading.sentence_of[draft.first] == at and len(draft.sides) > 1:
                return Candidate(ROLES["nsubj"], draft.name, draft.sides, draft.sort, draft.kind)
        pairs = [p for p in history.joined([h for h in history.heads_in(at) if h < token]) if p.is_name]
        if pairs:
            return history.candidate(pairs[-1], ROLES["nsubj"])
    return None


def one_of_two(history: History, token: int) -> Candidate | None:
    """Give what "the former" or "the latter" means: the first or second of exactly two names just before."""
    reading = history.reading
    following = reading.tags[token + 1] if token + 1 < len(reading.tags) else ""
    if following[:2] in {"NN", "JJ"} or following == "VBN":
        return None  # "the former president"
    at = reading.sentence_of[token]
    near = [d for d in history.past if at - 1 <= reading.sentence_of[d.first] <= at and d.rule != "refused"]
    near = [d for d in near if d.sort in ANIMATE | {"product"}]
    names = list(dict.fromkeys(draft.name for draft in near))
    if len(names) != 2:
        return None
    name = names[reading.lowers[token] == "latter"]
    meant = next(draft for draft in near if draft.name == name)
    return Candidate(ROLES["nsubj"], meant.name, meant.sides, meant.sort, meant.kind)
