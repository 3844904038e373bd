"""People that a writer knows and comes back to: "the engineers I trained", "the people I taught"."""

from __future__ import annotations

from pipeline.link.description_links import CLEAR
from pipeline.link.history import Candidate, History

_WRITER = frozenset({"i", "we"})
_PEOPLE = frozenset({"people", "person", "one", "man", "woman"})


def own_group_at(history: History, clause: int) -> tuple[int, int, Candidate] | None:
    """Give the phrase that a relative clause of the writer's ends, where it means an earlier such phrase.

    The noun is that of the earlier phrase, or stands for any people ("those people I
    taught"). The earlier phrase is noted when its clause is passed.

    Args:
        history: What was said before.
        clause: A token that may be the verb of a relative clause.

    Returns:
        First token, head noun and antecedent; null where there is none.
    """
    reading = history.reading
    if reading.deps[clause] != "relcl":
        return None
    subject, head = reading.child(clause, "nsubj"), reading.heads[clause]
    if subject is None or reading.lowers[subject] not in _WRITER or head > clause:
        return None
    noun = reading.lemmas[head].lower()
    phrase = history.phrase(head)
    if phrase.sort != "person" or not phrase.is_plural:
        return None
    if phrase.sides:
        history.own_groups.append(Candidate(CLEAR, phrase.name, phrase.sides, "person", noun))
        return None
    first = reading.base_start(head)
    groups = history.own_groups
    if (
        not groups
        or not history.board.is_free(first, head + 1)
        or reading.lowers[first] not in {"the", "those"}
    ):
        return None
    if first < head - 1 or len({group.sides for group in groups}) > 1:
        return None
    if noun not in _PEOPLE and noun != groups[-1].kind:
        return None
    last = groups[-1]
    return first, head, Candidate(last.score, last.name, last.sides, last.sort, "")
