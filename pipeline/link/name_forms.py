"""The places where an article repeats a name or writes a short form of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.link.drafts import Board, Draft
from pipeline.link.lexicon import TITLES
from pipeline.link.reading import Reading
from pipeline.link.sorts import sort_of_noun


@dataclass(frozen=True, slots=True)
class Known:
    """What a short form stands for."""

    name: str
    sides: tuple[str, ...]
    sort: str
    kind: str
    strong: bool


def surface(reading: Reading, draft: Draft) -> str:
    """Give the words of a mention as the article writes them."""
    return reading.text[draft.start_char : draft.end_char]


def write_forms(board: Board, forms: dict[str, Known]) -> list[Draft]:
    """Put a draft wherever one of the forms stands free in the article."""
    reading = board.reading
    # By first word, then by length, the longest first: a thousand people may be called Ann.
    by_first: dict[str, dict[int, set[str]]] = {}
    for form in sorted(forms, key=len, reverse=True):
        first = re.split(r"[\s\-]", form)[0]
        by_first.setdefault(first, {}).setdefault(len(form), set()).add(form)
    written: list[Draft] = []
    if not by_first:
        return written
    for i, word in enumerate(reading.words):
        for length, same in by_first.get(word, {}).items():
            start = reading.starts[i]
            form = reading.text[start : start + length]
            if reading.sentence_of[i] < 0 or form not in same:
                continue
            first, last = reading.tokens_of(start, start + len(form))
            whole = reading.ends[last - 1] == start + len(form) and board.is_free(first, last)
            tagged = any(reading.tags[t][:2] == "NN" for t in range(first, last))
            if not whole or not tagged or _joined(board, first, last):
                continue
            known = forms[form]
            rule = "short_name" if known.sides else "none"
            draft = Draft(first, last, start, start + len(form), known.name, rule, known.sides)
            draft.sort, draft.kind = known.sort, known.kind
            board.add(draft)
            written.append(draft)
            break
    return written


def _joined(board: Board, first: int, last: int) -> bool:
    """Tell whether the words are a piece of a longer name or word: "Sable Island", "pre-Dray"."""
    reading = board.reading
    at = reading.sentence_of[first]
    headed = reading.sentence(first).kind in {"title", "heading"} and last - first > 1
    for token in (first - 1, last):
        if 0 <= token < len(reading.words) and reading.sentence_of[token] == at:
            name = (
                reading.tags[token] == "NNP" and reading.words[token][:1].isupper() and token not in board.at
            )
            if (
                name
                and not headed
                and reading.lowers[token] not in TITLES
                and sort_of_noun(reading.lowers[token]) == "thing"
            ):
                return True
            touching = reading.ends[first - 1] == reading.starts[first] if token < first else False
            if touching and reading.words[token] in {"-", "‑"}:
                return True
    return False
