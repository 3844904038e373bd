"""One name for one somebody: surnames and short forms joined to the full form of the article."""

from __future__ import annotations

import re

from pipeline.link.acronyms import settle_acronyms
from pipeline.link.countries import COUNTRIES
from pipeline.link.drafts import Board, Draft, Introduction
from pipeline.link.lexicon import TITLES, words
from pipeline.link.name_forms import Known, surface, write_forms
from pipeline.link.person_names import SURNAMES_FIRST, gender_of
from pipeline.link.reading import Reading
from pipeline.link.sorts import sort_of_noun

_SMALL = words("small_in_persons")
_LEGAL_FORM = re.compile(r",? (?:Inc|Corp|Ltd|LLC|PLC|plc|Co|AG|GmbH)\.?$")
_HEADINGS = frozenset({"title", "heading"})
_LONGEST = 8  # tokens of what is taken for a name in a heading
# First words that are no short form of an organisation's name.
_GENERIC_FIRST = words("generic_first")


def apply_introductions(board: Board, introductions: list[Introduction]) -> bool:
    """Give introduced names their side, here and wherever the article repeats them.

    A name that two introductions give to different sides gets none. Tells whether anything
    changed.
    """
    told: dict[str, Introduction | None] = {}
    for one in introductions:
        text = _LEGAL_FORM.sub("", board.reading.span_text(one.first, one.last))
        if text in told and told[text] is not None and told[text].sides != one.sides:  # type: ignore[union-attr]
            told[text] = None
        else:
            told.setdefault(text, one)
    changed = False
    for one in introductions:
        draft = board.at.get(one.first)
        text = _LEGAL_FORM.sub("", board.reading.span_text(one.first, one.last))
        if draft is None and told[text] is not None and board.is_free(one.first, one.last):
            draft = board.place(one.first, one.last, text, "none", sort=one.sort)
        if told[text] is not None and one.noun:
            board.describe(text, one.noun)
    for draft in list(board):
        text = _LEGAL_FORM.sub("", board.reading.text[draft.start_char : draft.end_char])
        known = told.get(text)
        if known is not None and not draft.sides and draft.rule in {"none", "refused", "short_name"}:
            draft.sides, draft.rule, draft.sort = known.sides, known.rule, known.sort
            changed = True
    forms = {
        text: Known(text, one.sides, one.sort, "", True) for text, one in told.items() if one is not None
    }
    _uncover(board, forms)
    rules = {text: one.rule for text, one in told.items() if one is not None}
    for draft in write_forms(board, forms):
        draft.rule = rules[board.reading.text[draft.start_char : draft.end_char]]
        changed = True
    return changed


def _uncover(board: Board, forms: dict[str, Known]) -> None:
    """Take off the board what the recogniser made of a known name in a heading: "Foo Labs Opens"."""
    reading = board.reading
    for draft in list(board):
        if draft.rule != "none" or draft.sides or reading.sentence(draft.first).kind not in _HEADINGS:
            continue
        parts = [
            reading.span_text(i, j)
            for i in range(draft.first, draft.last)
            for j in (i + 2, i + 3)
            if j <= draft.last
        ]
        if draft.last - draft.first <= _LONGEST and any(part in forms for part in parts if " " in part):
            board.remove(draft)


def link_short_names(board: Board) -> None:
    """Join surnames, first words of company names, and acronyms to the full names of the article."""
    settle_acronyms(board)
    forms = _short_forms(board)
    reading = board.reading
    for draft in list(board):
        text = reading.text[draft.start_char : draft.end_char]
        known = forms.get(text)
        if known is None or (draft.sides and draft.kind):
            continue
        if draft.name == known.name and draft.sides == known.sides:
            continue
        if draft.label == "NORP" or text in COUNTRIES:
            continue
        if draft.label in {"GPE", "LOC"} and not known.strong and not known.sides:
            continue
        draft.name, draft.sort, draft.kind = known.name, known.sort, known.kind
        if known.sides != draft.sides:
            draft.sides, draft.rule = known.sides, "short_name" if known.sides else "none"
    write_forms(board, forms)
    _find_genders(board)


def _short_forms(board: Board) -> dict[str, Known]:
    """Give the short forms that the article's full names allow; one that two names share is left out."""
    reading = board.reading
    forms: dict[str, Known | None] = {}
    rank = {id(d): i for i, d in enumerate(board)}
    full = sorted(
        (d for d in board if _is_full(reading, d)), key=lambda d: (-len(surface(reading, d)), rank[id(d)])
    )
    for draft in full:
        words = surface(reading, draft).split()
        for form, strong in _forms_of(draft, words):
            known = Known(draft.name, draft.sides, draft.sort, draft.kind, strong)
            other = forms.setdefault(form, known)
            if other is not None and other.name != known.name:
                if strong and not other.strong:
                    forms[form] = known
                elif strong == other.strong:
                    forms[form] = None
    return {form: known for form, known in forms.items() if known is not None}


def _is_full(reading: Reading, draft: Draft) -> bool:
    if draft.rule in {"pronoun", "description", "refused", "demonym", "compound"} or draft.sort not in {
        "person", "company", "org", "government", "product"
    }:  # fmt: skip
        return False
    return " " in surface(reading, draft)


def _forms_of(draft: Draft, words: list[str]) -> list[tuple[str, bool]]:
    words = [w.strip(",.") if w.lower() not in {"jr.", "sr."} else "" for w in words]
    words = [w for w in words if w and w.lower() not in TITLES]
    if len(words) < 2 or not all(w[:1].isupper() or w.lower() in _SMALL for w in words):
        return []
    if draft.sort == "person":
        if len(words) > 4:
            return []
        surname_first = len(words) == 2 and words[0] in SURNAMES_FIRST
        forms = [(words[-1], not surname_first), (words[0], surname_first)]
        return [(form, strong) for form, strong in forms if len(form) > 2 or (strong and len(form) > 1)]
    first = words[0]
    if draft.sort == "product" or len(first) < 4 or first.lower() in _GENERIC_FIRST or not first.isalpha():
        return []
    suffix = sort_of_noun(words[-1].lower()) != "thing" or len(words) == 2
    return [(first, False)] if suffix and draft.sort in {"company", "org"} else []


def _find_genders(board: Board) -> None:
    reading = board.reading
    for draft in board:
        if draft.sort != "person":
            continue
        before = reading.lowers[draft.first - 1] if draft.first else ""
        gender = (
            TITLES.get(before)
            or TITLES.get(reading.lowers[draft.first])
            or gender_of(surface(reading, draft))
        )
        if gender:
            board.genders.setdefault(draft.name, gender)
        if before in TITLES or before in {"senator", "president"}:
            board.describe(draft.name, before)
