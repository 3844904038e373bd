"""Every act of speech, thought and will that an article tells of, inside others' words too."""

from __future__ import annotations

from dataclasses import replace

from pipeline.claims.act_nouns import read_act_noun, read_state
from pipeline.claims.act_passives import led
from pipeline.claims.act_verbs import is_aim, read_act_verb
from pipeline.claims.quotations import quoted_tokens
from pipeline.claims.readings import PUNCT, Interval, Reading
from pipeline.claims.relations import Attribution, joined, without

_SLIGHT = frozenset({"object", "infinitive", "complement"})
_LED = _SLIGHT | {"noun", "adjective", "passive", "hearsay"}


def find_acts(reading: Reading, attributions: list[Attribution]) -> list[Attribution]:
    """Give the attributions of an article with those inside their words, and acts that claim nothing.

    To the outermost attributions, on which claims rest, come what their sources say that
    others said, and whatever else tells of a mind: plans, wishes, fears, knowledge,
    criticism, passives that name nobody. Each stands on its own, its content without its own
    source and cue.

    Args:
        reading: The article.
        attributions: The outermost ones.

    Returns:
        All of them in order of their content.
    """
    found = _unfolded(reading, attributions)
    taken = {a.anchor for a in found if a.cue}
    taken.update(i for a in found for start, end in a.cue for i in range(start, end))
    parts = [part for quotation in quoted_tokens(reading) for part in quotation.parts]
    quoted = {i: part for part in parts for i in range(*part)}
    for index in range(len(reading.sentences)):
        if reading.block_kind(index) == "furniture":
            continue
        for i in range(*reading.sentence(index)):
            if i in taken:
                continue
            act = _read_act(reading, i)
            act = None if act is None else _clipped(act, quoted.get(i))
            if act is not None:
                found.append(act)
                taken.update(k for start, end in act.cue for k in range(start, end))
    found = [_closed(reading, _led(reading, act), quoted) for act in found]
    return sorted(_distinct(reading, found), key=lambda a: (a.start, a.anchor))


def _read_act(reading: Reading, i: int) -> Attribution | None:
    pos = reading.pos[i]
    if pos in ("VERB", "AUX"):
        return read_state(reading, i) or read_act_verb(reading, i)
    if pos == "ADJ":
        return read_state(reading, i)
    return read_act_noun(reading, i) if pos == "NOUN" else None


def _unfolded(reading: Reading, attributions: list[Attribution]) -> list[Attribution]:
    # The attributions and those inside them, each once.
    outer = {id(attribution) for attribution in attributions}
    found: list[Attribution] = []
    waiting, seen = list(reversed(attributions)), set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if id(one) in outer or one.rule not in _SLIGHT or not is_aim(reading, one.anchor):
            found.append(one)
        waiting.extend(one.inner)
    return found


def _clipped(act: Attribution, part: Interval | None) -> Attribution | None:
    # A cue inside quotation marks reaches nothing outside them.
    if part is None:
        return act
    low, high = part
    content = [(max(start, low), min(end, high)) for start, end in act.content if start < high and end > low]
    return replace(act, content=content) if content else None


def _led(reading: Reading, act: Attribution) -> Attribution:
    # "plans to", "warned of": the word that leads to the content belongs to the cue.
    if act.rule not in _LED or not act.cue:
        return act
    cue, content = led(reading, act.cue, act.content)
    return replace(act, cue=cue, content=content)


def _closed(reading: Reading, act: Attribution, quoted: dict[int, Interval]) -> Attribution:
    # Content that runs into a quotation of the same sentence ends where the quotation does.
    content = []
    for start, end in act.content:
        low, high = quoted.get(end - 1, (end, end))
        if start < low < end < high <= reading.sentence_at(start)[1]:
            end = high
        content.append((start, end))
    return replace(act, content=content)


def _distinct(reading: Reading, found: list[Attribution]) -> list[Attribution]:
    # Without source and cue in the content, and each content and source once.
    kept: dict[tuple[tuple[Interval, ...], Interval | None], Attribution] = {}
    for act in found:
        holes = [*act.cue, *([act.source] if act.source else [])]
        pieces = [part for piece in act.content for part in without(piece, holes)]
        pieces = joined([p for p in pieces if any(reading.lower[i] not in PUNCT for i in range(*p))])
        if pieces:
            key = tuple(pieces), act.source
            kept.setdefault(key, replace(act, content=pieces))
    return list(kept.values())
