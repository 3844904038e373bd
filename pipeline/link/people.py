"""Persons whom the recogniser missed: "Renata Oyelaran-Voss, who leads for the prosecution"."""

from __future__ import annotations

from pipeline.link.drafts import Board
from pipeline.link.lexicon import COMPANY_NOUNS, PERSON_NOUNS, SAY_VERBS, TITLES
from pipeline.link.person_names import SURNAMES_FIRST, gender_of
from pipeline.link.reading import Reading

_SAYING = SAY_VERBS - {"plan", "expect", "report", "agree", "signal", "demand", "fear"}


def find_people(board: Board) -> None:
    """Put full names on the board that nothing else explains and that act as a person's.

    Two to four capitalised words outside title case, of which the first is a known given
    name, or which say something, or are followed by "who", an age, or a word for a person.
    """
    reading = board.reading
    token = 0
    while token < len(reading.words) - 1:
        if reading.tags[token] != "NNP" or token in board.at or not _is_cased(reading.words[token]):
            token += 1
            continue
        if reading.sentence_of[token] < 0 or reading.sentence(token).kind in {"title", "heading"}:
            token += 1
            continue
        last = _name_end(board, token)
        first = token + (reading.lowers[token] in TITLES)
        token = last
        words = reading.span_text(first, last).split() if last > first else []
        if (
            2 <= len(words) <= 4
            and all(_is_cased(w) for w in words)
            and _is_person(reading, first, last, words[0])
        ):
            board.place(first, last, " ".join(words), "none", sort="person")


def _is_cased(word: str) -> bool:
    return (
        word[:1].isupper()
        and not word.isupper()
        and word.replace("-", "").replace("’", "").replace("'", "").isalpha()
    )


def _name_end(board: Board, first: int) -> int:
    reading = board.reading
    end = reading.sentence(first).last
    last = first + 1
    while last < end and last not in board.at:
        joined = reading.starts[last] == reading.ends[last - 1]
        hyphen = reading.words[last] in {"-", "‑"} and joined and last + 1 < end
        part = _is_cased(reading.words[last]) and (reading.tags[last][:2] == "NN" or joined)
        if not hyphen and not part:
            break
        last += 1
    return last


def _is_person(reading: Reading, first: int, last: int, given: str) -> bool:
    if gender_of(given) or (given in SURNAMES_FIRST and last - first == 2):
        return True
    end = reading.sentence(first).last
    after = reading.lowers[last : min(last + 3, end)]
    if after[:1] == [","] and (
        after[1:2] == ["who"] or (after[1:2] and after[1].isdigit() and after[2:3] == [","])
    ):
        return True
    head = reading.head_in(first, last)
    apposed = reading.child(head, "appos")
    if apposed is not None and reading.lemmas[apposed].lower() in PERSON_NOUNS:
        return True
    return reading.deps[head] == "nsubj" and reading.lemmas[reading.heads[head]] in _SAYING


def find_companies(board: Board) -> None:
    """Make companies of names that the recogniser took for persons but that are called companies."""
    reading = board.reading
    for draft in board:
        if draft.sort != "person" or draft.kind or gender_of(draft.name):
            continue
        head = reading.head_in(draft.first, draft.last)
        beside = [kid for kid in reading.kids[head] if reading.deps[kid] == "appos"]
        if reading.deps[head] == "appos":
            beside.append(reading.heads[head])
        if any(reading.lemmas[i].lower() in COMPANY_NOUNS and i not in board.at for i in beside):
            draft.sort = "company"
