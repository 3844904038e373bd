"""Where reported words end, beyond what the parser hung on them."""

from __future__ import annotations

from pipeline.claims.lexicon import load_lexicon, word_list
from pipeline.claims.readings import DASHES, STOPS, Reading

_KEEPS = frozenset({"because", "if", "unless", "until", "whether", "so", "than"})
_PLACES = frozenset({"in", "on", "at", "during", "via", "through", "from", "with", "before", "after", "to"})
_SET_APART = frozenset({"according", "as", "during"})
_PARTS = frozenset({"dobj", "npadvmod", "advmod", "attr", "acomp"})


def content_end(reading: Reading, verb: int, end: int) -> int:
    """Give where content ends, with what the parser hung on the reporting verb though it is reported.

    Phrases that say where something was said ("in a statement") stay outside, and so does
    all after a comma but "because".
    """
    last = reading.sentence_at(verb)[1]
    for kid in reading.kids[verb]:
        if kid < end or reading.left[kid] > end + (reading.lower[end : end + 1] == [","]):
            continue
        has_comma = reading.left[kid] > end
        dep = reading.deps[kid]
        if dep == "advcl":
            mark = reading.child(kid, "mark", "advmod")
            opener = "" if mark is None else reading.lower[mark]
            if opener not in _KEEPS or (has_comma and opener != "because"):
                break
        elif has_comma or (dep == "prep" and _is_setting(reading, kid)) or dep not in {*_PARTS, "prep"}:
            break
        end = min(reading.right[kid], last)
    return end


def _is_setting(reading: Reading, prep: int) -> bool:
    if reading.lower[prep] in _SET_APART:
        return True
    noun = reading.child(prep, "pobj")
    return (
        noun is not None and reading.lower[prep] in _PLACES and reading.lemmas[noun] in word_list("settings")
    )


def end_of_second_that(reading: Reading, start: int, end: int) -> int:
    """Give the end of "said that A, and that B", wherever the parser hung the second clause."""
    last = reading.sentence_at(start)[1]
    at = end
    while at < last and (reading.lower[at] == "," or at in reading.marks):
        at += 1
    if reading.lower[start] != "that" or reading.lower[at : at + 2] not in (["and", "that"], ["but", "that"]):
        return end
    stop = at + 2
    while stop < last and reading.lower[stop] not in STOPS | {","} | DASHES:
        stop += 1
    return stop


def end_after_colon(reading: Reading, end: int) -> int:
    """Give the end of "said it was unused: too much went elsewhere", the explanation reported too."""
    last = reading.sentence_at(end - 1)[1]
    if end >= last - 2 or reading.lower[end] != ":" or end + 1 in reading.marks:
        return end
    verbs = load_lexicon().verbs
    if any(reading.lemmas[k] in verbs and reading.is_finite(k) for k in range(end, last)):
        return end
    return last - 1 if reading.lower[last - 1] in STOPS else last
