"""One board of mentions from the names of the pack and the entities of the recogniser."""

from __future__ import annotations

from pipeline.link.drafts import SORT_OF_KIND, SORT_OF_LABEL, Board, Draft
from pipeline.link.lexicon import NOT_NAMES, PRODUCT_NOUNS, TITLES, words
from pipeline.link.name_index import Hit
from pipeline.link.reading import Reading
from pipeline.link.sorts import sort_of_noun

_THINGS_NAMED = frozenset(SORT_OF_LABEL)
_DETERMINERS = words("determiners_before_names")
_EDGES = words("edges")
_SMALL = words("small_in_names")
_CORPORATE = words("corporate")
# Bodies that watch the contest: the country in their name does not make them its voice.
_ONLOOKERS = words("onlookers")


def draft_entities(reading: Reading, judged: list[tuple[Hit, str]]) -> Board:
    """Give the board with every linked name and every named entity, one mention a place.

    Where they overlap the longer one wins: a name of the pack over a piece of it that the
    recogniser found, and an entity over a country or company in its name, whose side it
    then takes ("China Widget Corp"). A person is never of a side for the country in his
    name, and an entity that runs over two names of the pack is the recogniser's slip.
    """
    board = Board(reading)
    refused = [hit for hit, rule in judged if rule == "refused"]
    for hit, rule in judged:
        if rule == "relative":
            board.place(
                hit.first - 1, hit.last, reading.span_text(hit.first - 1, hit.last), "none", sort="person"
            )
        elif rule == "person":
            board.place(
                hit.first, hit.last + 1, reading.span_text(hit.first, hit.last + 1), "none", sort="person"
            )
        elif rule != "refused":
            board.add(_draft(hit, rule))
    for first, last, label in reading.ents:
        if label in _THINGS_NAMED:
            first, last = _trimmed(reading, first, last, label)
            if first < last and _is_name(reading, first, last):
                _add_entity(board, first, last, label, refused)
    for hit in refused:
        if board.is_free(hit.first, hit.last):
            sort = SORT_OF_KIND.get(hit.entry.kind, "thing")
            text = reading.text[hit.start_char : hit.end_char]
            draft = Draft(hit.first, hit.last, hit.start_char, hit.end_char, text, "refused")
            if hit.entry.kind in {"country", "capital", "place"}:
                draft.sort, draft.home = sort, (hit.entry.side or "",)
            board.add(draft)
    return board


def _draft(hit: Hit, rule: str) -> Draft:
    entry = hit.entry
    return Draft(
        hit.first, hit.last, hit.start_char, hit.end_char, entry.name, rule, (entry.side or "",),
        kind=entry.kind, sort=SORT_OF_KIND[entry.kind], home=(entry.side or "",),
    )  # fmt: skip


def _trimmed(reading: Reading, first: int, last: int, label: str) -> tuple[int, int]:
    """Drop articles, titles, marks and possessive endings from an entity's ends."""
    lowers = reading.lowers
    while last > first and lowers[last - 1] in _EDGES:
        last -= 1
    while first < last and (
        lowers[first] in _EDGES or lowers[first] in _DETERMINERS
        or (label == "PERSON" and lowers[first] in TITLES and first + 1 < last)
    ):  # fmt: skip
        first += 1
    return first, last


def _is_name(reading: Reading, first: int, last: int) -> bool:
    words = reading.words[first:last]
    if len(words) == 1 and words[0].lower().rstrip(".") in NOT_NAMES:
        return False
    if (
        len(words) == 1
        and first
        and reading.lowers[first - 1] in _DETERMINERS
        and sort_of_noun(words[0].lower()) != "thing"
    ):
        return False  # "the Party", "the Act": a description, to be resolved
    opens = first == reading.sentence(first).first
    if len(words) == 1 and opens and sort_of_noun(reading.lemmas[first].lower()) != "thing":
        return False  # "Labs publish": a capital only because it comes first
    return any(w[:1].isupper() or (w[:1].isdigit() and not w.isdigit()) for w in words) and any(
        c.isalpha() for w in words for c in w
    )


def _add_entity(board: Board, first: int, last: int, label: str, refused: list[Hit]) -> None:
    reading = board.reading
    start, end = reading.starts[first], reading.ends[last - 1]
    inside = board.overlapping(first, last)
    if not inside:
        same = [hit for hit in refused if hit.start_char == start and hit.end_char == end]
        text = reading.text[start:end]
        draft = Draft(first, last, start, end, text, "refused" if same else "none", label=label)
        draft.sort = SORT_OF_LABEL[label]
        if same and same[0].entry.kind in {"country", "capital", "place"} and label != "PERSON":
            draft.home = (same[0].entry.side or "",)
        board.add(draft)
        return
    if len(inside) > 1:
        return
    name = inside[0]
    if (name.start_char, name.end_char) == (start, end):
        name.label = label
        return
    if name.start_char < start or name.end_char > end:
        return
    if sides := _swallowed(board, name, first, last, label):
        board.remove(name)
        draft = Draft(first, last, start, end, reading.text[start:end], "name", label=label)
        draft.sort = SORT_OF_LABEL[label]
        if sides == "own":
            draft.sides, draft.kind = name.sides, name.kind
            draft.rule = "policy" if label == "LAW" else "name"
            draft.sort = "company" if name.sort == "company" and label == "ORG" else draft.sort
            if all(
                w.lower().strip(".,") in _CORPORATE for w in reading.words[name.last : last] if w.strip(".,")
            ):
                draft.name = name.name
        else:
            draft.rule = "none"
        board.add(draft)


def _swallowed(board: Board, name: Draft, first: int, last: int, label: str) -> str:
    """Say what a longer entity makes of a name in it.

    Returns:
        ``own`` if the entity takes its place and its side, ``none`` if it takes its place
        and has no side, empty if the name stays and the entity is left out.
    """
    reading = board.reading
    words = reading.words[first:last]
    proper = all(w[:1].isupper() or w[:1].isdigit() or w.lower() in _SMALL for w in words)
    if label == "PERSON":
        if name.sort == "person":
            return "none" if _is_relative(reading, name, first) else ""
        given = name.kind == "country" and name.first == first and words[0].istitle()
        place = name.kind in {"capital", "place"}
        owner = any(mark in reading.text[name.end_char : name.end_char + 2] for mark in "’'")
        return "none" if (given or place) and proper and not owner and len(words) <= 3 else ""
    if (
        not proper
        or _is_title_case(reading, first)
        or reading.text[name.end_char : name.end_char + 1] in {"'", "’", "-"}
    ):
        return ""
    if any(reading.tags[i][:1] == "V" for i in range(first, last)):
        return ""
    rest = reading.words[name.last : last]
    if label == "ORG" and name.first == first and all(w.isupper() and len(w) < 4 for w in rest):
        return ""  # "NVDA US": where the share is listed
    if (
        all(w.lower() in NOT_NAMES | {"tech"} for w in reading.words[name.last : last])
        and name.first == first
    ):
        return ""  # "American AI"
    if label in {"ORG", "PRODUCT"} and any(w.lower() in PRODUCT_NOUNS for w in words[1:]):
        return ""
    if label in {"LOC", "EVENT", "WORK_OF_ART"}:
        return "none" if name.kind in {"country", "demonym", "capital", "place"} else ""
    if label in {"ORG", "PRODUCT", "FAC", "LAW"}:
        last_word = words[-1].lower()
        if name.kind in {"country", "demonym", "capital", "place"} and last_word in _ONLOOKERS | {"of"}:
            return "none"
        if name.kind == "capital":
            return (
                "own" if last_word in _CORPORATE | {"academy", "court", "bank", "semiconductor"} else "none"
            )
        return "own"
    return ""


def _is_relative(reading: Reading, name: Draft, first: int) -> bool:
    """Tell whether a given name before a surname of the pack makes another person: Michelle Obama."""
    alone = name.last - name.first == 1 and first < name.first
    given = reading.words[first]
    stranger = given[:1].isupper() and reading.lowers[first] not in TITLES and given not in name.name.split()
    return alone and stranger and sort_of_noun(reading.lemmas[first].lower()) == "thing"


def _is_title_case(reading: Reading, token: int) -> bool:
    sentence = reading.sentence(token)
    words = [w for w in reading.words[sentence.first : sentence.last] if w.isalpha() and len(w) > 3]
    return len(words) >= 4 and sum(w[:1].isupper() for w in words) > 0.7 * len(words)
