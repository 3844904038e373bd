"""What stands beside an unknown name and explains it: "Foo, a Chinese lab", "Foo is based in Shenzhen"."""

from __future__ import annotations

from pipeline.link.drafts import Board, Introduction
from pipeline.link.lexicon import STAFF_NOUNS, words
from pipeline.link.ownership import sides_of
from pipeline.link.sorts import sort_of_noun

NAME_TAGS = frozenset({"NNP", "NNPS"})
TYPED = frozenset({"company", "product", "person", "policy", "government"})
AGAINST = words("against")
FORMER = frozenset({"former", "ex", "onetime", "then"})
_SEATED = words("watchers")
_BE = frozenset({"be", "remain", "become"})
_BASED = frozenset({"based", "headquartered", "founded", "located", "incorporated", "registered"})


def told_by(board: Board, head: int, first: int, last: int, rule: str) -> Introduction | None:
    """Give the side that a phrase says of a name: "a Chinese lab", "a spokesman for Huawei".

    Null where the phrase calls it nothing of a side's, an onlooker (an analyst), a former
    official, or somebody's rival.

    Args:
        board: The mentions so far.
        head: Head noun of the phrase.
        first: First token of the name.
        last: One past its last token.
        rule: The rule to record; persons get ``affiliation``, laws ``policy``.
    """
    reading = board.reading
    noun = reading.lemmas[head].lower()
    if noun == "one":
        of = reading.child(head, "prep")
        inner = reading.child(of, "pobj") if of is not None and reading.lowers[of] == "of" else None
        if inner is None:
            return None
        group = board.at.get(inner)
        if group is not None and group.rule == "pronoun" and len(group.sides) == 1:
            named = board.at.get(first)  # "one of them, Foo"
            sort = "person" if named is None or named.sort == "person" else named.sort
            return Introduction(first, last, group.sides, "affiliation" if sort == "person" else rule, sort)
        head, noun = inner, reading.lemmas[inner].lower()
    sort = sort_of_noun(noun)
    if sort not in TYPED or (sort == "person" and noun not in STAFF_NOUNS) or head in board.at:
        return None
    begin = reading.base_start(head)
    if any(reading.lowers[i] in FORMER for i in range(begin, head)):
        return None
    if noun in _SEATED and board.is_free(begin, head):
        return None  # "a security group in Vermont": that says where it sits, no more
    sides = sides_of(board, head) or _staff_sides(board, head, sort)
    if len(sides) != 1 or (noun in AGAINST and reading.child(head, "poss") is not None):
        return None
    if sort == "person":
        rule = "affiliation"
    return Introduction(first, last, sides, "policy" if sort == "policy" else rule, sort, noun)


def _staff_sides(board: Board, head: int, sort: str) -> tuple[str, ...]:
    """Sides of "a spokesman for the ministry", "chief executive of Moonshot"."""
    reading = board.reading
    for kid in reading.kids[head]:
        if (
            sort == "person"
            and reading.deps[kid] == "prep"
            and reading.lowers[kid] in {"of", "at", "for", "with"}
        ):
            employer = reading.child(kid, "pobj")
            if employer is not None and (sides := sides_of(board, employer)):
                return sides
    return ()


def told_beside(board: Board, first: int, last: int) -> Introduction | None:
    """Give what stands after a name; null if it gives no side.

    "Foo, a Chinese lab,", "Foo (a Chinese lab)", "Foo, based in Shenzhen", "Foo of Huawei".
    """
    reading = board.reading
    head = reading.head_in(first, last)
    person = _is_person(board, first)
    top = head
    while reading.deps[top] == "conj" and reading.tags[reading.heads[top]] in NAME_TAGS:
        top = reading.heads[top]  # "two Chinese start-ups, Foo and Bar"
    above = reading.heads[top]
    if reading.deps[top] == "appos" and above < first and above not in board.at:
        return told_by(board, above, first, last, "apposition")
    for kid in reading.kids[head]:
        if kid < last:
            continue
        if reading.deps[kid] == "appos" and (told := told_by(board, kid, first, last, "apposition")):
            return told
        party = board.at.get(kid) if reading.deps[kid] == "appos" else None
        member = party is not None and (party.kind == "government" or (party.kind == "demonym" and person))
        if party is not None and member and len(party.sides) == 1:  # "a Republican"
            return Introduction(first, last, party.sides, "affiliation", "person")
        if reading.deps[kid] in {"acl", "relcl"} and (told := _based(board, kid, first, last)):
            return told
        if (
            person
            and reading.deps[kid] == "prep"
            and reading.lowers[kid] in {"of", "at", "from"}
            and kid == last
        ):
            employer = board.at.get(reading.child(kid, "pobj") or -1)
            if employer is not None and employer.sides and employer.sort in {"company", "government"}:
                return Introduction(first, last, employer.sides, "affiliation", "person")
    return _by_surface(board, first, last)


def _by_surface(board: Board, first: int, last: int) -> Introduction | None:
    """Judge what follows a comma, dash or bracket where the parser saw no apposition."""
    reading = board.reading
    end = reading.sentence(first).last
    if last + 2 >= end or reading.words[last] not in {",", "(", "–", "—", "-", "--"}:
        return None
    if reading.lowers[last + 1] not in {"a", "an", "the", "one", "another"} and last + 1 not in board.at:
        return None
    for i in range(last + 1, min(last + 10, end)):
        if (reading.tags[i][:1] == "V" and reading.tags[i] not in {"VBN", "VBG"}) or reading.words[i] in {
            ",",
            ")",
            ";",
            ":",
        }:
            return None
        last_of_run = i + 1 >= end or reading.tags[i + 1][:2] != "NN"
        if (
            reading.tags[i] == "NN"
            and last_of_run
            and i not in board.at
            and reading.words[i + 1 : i + 2] != ["-"]
        ):
            return told_by(board, i, first, last, "apposition")
    return None


def _based(board: Board, verb: int, first: int, last: int) -> Introduction | None:
    reading = board.reading
    if reading.lowers[verb] not in _BASED:
        return None
    for kid in reading.kids[verb]:
        if reading.deps[kid] == "prep" and reading.lowers[kid] in {"in", "at", "near"}:
            where = board.at.get(reading.child(kid, "pobj") or -1)
            if where is not None and (where.sides or where.home):
                sort = "person" if _is_person(board, first) else "company"
                return Introduction(first, last, where.sides or where.home, "apposition", sort)
    return None


def told_by_verb(board: Board, first: int, last: int) -> Introduction | None:
    """Give what a verb says of a name: "Foo is a Chinese lab", "Foo is based in Shenzhen"."""
    reading = board.reading
    head = reading.head_in(first, last)
    verb = reading.heads[head]
    if reading.child(verb, "neg") is not None:
        return None
    if reading.deps[head] == "attr" and reading.lemmas[verb] in _BE:  # "Its head of sales is Foo"
        called = reading.child(verb, "nsubj")
        return told_by(board, called, first, last, "affiliation") if called is not None else None
    if reading.deps[head] not in {"nsubj", "nsubjpass"}:
        return None
    if reading.deps[head] == "nsubjpass":
        return _based(board, verb, first, last)
    told = reading.child(verb, "attr") if reading.lemmas[verb] in _BE else None
    return told_by(board, told, first, last, "apposition") if told is not None else None


def told_after(board: Board, first: int, last: int) -> Introduction | None:
    """Give what the noun after a name says: "the Foo model from Moonshot" and "Baidu's Foo chip"."""
    reading = board.reading
    head = reading.head_in(first, last)
    noun = reading.heads[head]
    if reading.deps[head] not in {"compound", "nmod", "amod"} or noun != last or noun in board.at:
        return None
    sort = sort_of_noun(reading.lemmas[noun].lower())
    if sort not in {"product", "policy"} or reading.tags[noun][:2] != "NN" or is_heading(board, first):
        return None
    sides = sides_of(board, noun)
    rule = "policy" if sort == "policy" else "modifier"
    return Introduction(first, last, sides, rule, sort) if len(sides) == 1 else None


def _is_person(board: Board, token: int) -> bool:
    draft = board.at.get(token)
    return draft is not None and draft.sort == "person"


def is_heading(board: Board, token: int) -> bool:
    """Tell whether a token stands in a title or heading, where capitals say little."""
    return board.reading.sentence(token).kind in {"title", "heading"}
