"""What verbs and nouns say of whoever plays a part in them: by frame, denial, doubt and degree."""

from __future__ import annotations

from pipeline.stance.judgements import COMPARED, DENIED, VERBAL, Reading, phrase_worth
from pipeline.stance.lexicon import Frame
from pipeline.stance.roles import Role, find_roles

_NO_FRAME = Frame(0, 0)
_HEDGED = 0.7  # may, might, could
_WANTED = 0.5  # "plans to modernise its army": not done yet
_COPULAS = frozenset(
    ["be", "become", "remain", "seem", "appear", "look", "prove", "stay", "get", "feel", "sound", "grow"]
)
_MODALS = {"may", "might", "could", "would", "should"}
_CONDITIONS = {"if", "unless", "whether"}
_FAILING = {"fail", "refuse", "struggle", "stop", "cease"}
_POLITE = {"decline"}  # "declined to comment" is no decline
_TOPICS = {"for", "of", "on", "against", "about", "with", "to"}
_DEPTH = 3


def _frame(reading: Reading, verb: int) -> Frame:
    tree, lexicon = reading.tree, reading.lexicon
    lemma = tree.lemmas[verb]
    for child in tree.child(verb, "prep", "prt", "dative", "advmod"):
        key = (lemma, tree.lemmas[child])
        if key in lexicon.verb_prepositions:
            return lexicon.verb_prepositions[key]
    if lemma in lexicon.contest or (lemma in _POLITE and tree.child(verb, "xcomp")):
        return _NO_FRAME
    frame = lexicon.verbs.get(lemma, _NO_FRAME)
    own = reading.scores[verb]
    if own and abs(own) != abs(frame.worth):
        return Frame(round(own), 0)  # the first word of a phrase: "set the pace"
    return frame


def _handed_on(reading: Reading, verb: str, worth: float) -> float:
    # What the object's worth says of the subject.
    lexicon = reading.lexicon
    if verb in lexicon.losing:
        return -worth
    if verb in lexicon.turning:
        return max(0.0, -worth)
    return worth if verb in lexicon.passing else 0.3 * worth


def _complement_worth(reading: Reading, verb: int, depth: int) -> float:
    # What the verb's objects, complements and adverbs say of its subject.
    tree, scores = reading.tree, reading.scores
    lemma, worth = tree.lemmas[verb], 0.0
    for child in tree.children[verb]:
        label = tree.deps[child]
        if child in tree.target:
            continue
        if label == "dobj":
            worth += _handed_on(reading, lemma, phrase_worth(reading, child))
        elif label in {"attr", "acomp", "oprd"}:
            worth += phrase_worth(reading, child) * (1.0 if lemma in _COPULAS else 0.5)
        elif label == "xcomp" and depth < _DEPTH:
            value = verb_worth(reading, "subj", child, depth + 1)
            worth += -value if lemma in reading.lexicon.losing or lemma in _FAILING else value
        elif label in {"advmod", "npadvmod"}:
            worth += 0.5 * phrase_worth(reading, child)
        elif label == "prep":
            worth += 0.5 * scores[child]
            worth += 0.3 * sum(phrase_worth(reading, k) for k in tree.child(child, "pobj"))
    return worth


def _subject_worth(reading: Reading, verb: int, depth: int) -> float:
    tree, frame = reading.tree, _frame(reading, verb)
    if frame.object < 0 and any(tree.lemmas[k] in reading.lexicon.standing for k in tree.child(verb, "dobj")):
        return 1.0  # to erode a rival's lead is success
    return frame.subject + _complement_worth(reading, verb, depth)


def _object_worth(reading: Reading, verb: int) -> float:
    tree = reading.tree
    worth = float(_frame(reading, verb).object)
    for preposition in tree.child(verb, "prep"):
        if tree.lemmas[preposition] == "as":  # "seen as a success"
            worth += sum(phrase_worth(reading, k) for k in tree.child(preposition, "pobj"))
    if tree.child(verb, "auxpass"):
        worth += 0.5 * sum(reading.scores[k] for k in tree.child(verb, "advmod"))
    else:
        worth += sum(phrase_worth(reading, k) for k in tree.child(verb, "oprd", "acomp"))
    if not worth and tree.lemmas[verb] not in reading.lexicon.speech:
        # "problems dog X", "concerns surrounding X": the subject's worth falls on the object.
        subjects = tree.child(verb, "nsubj") or ([tree.heads[verb]] if tree.deps[verb] == "acl" else [])
        worth = 0.5 * sum(phrase_worth(reading, k) for k in subjects)
    return worth


def _preposition_worth(reading: Reading, preposition: str, verb: int, depth: int) -> float:
    # What a verb says of the object of one of its prepositions.
    tree = reading.tree
    if preposition == "unlike" and depth < _DEPTH:
        return -verb_worth(reading, "subj", verb, _DEPTH)
    pair = reading.lexicon.verb_prepositions.get((tree.lemmas[verb], preposition))
    if pair is not None:
        return float(pair.object)
    if preposition in _TOPICS:
        # "blamed China for the failure": the object of the verb beside it says something too.
        return 0.3 * sum(phrase_worth(reading, k) for k in tree.child(verb, "dobj"))
    return 0.0


def verb_worth(reading: Reading, role: str, verb: int, depth: int = 0) -> float:
    """Give what a verb and its complements say of whoever plays a role in it.

    Args:
        reading: The row.
        role: ``subj``, ``obj`` or ``prep:x``, as in :class:`Role`.
        verb: Index of the verb.
        depth: How many verbs lie above it; doubt and conditions are only asked of the first.
    """
    tree = reading.tree
    if role == "subj":
        worth = _subject_worth(reading, verb, depth)
    elif role == "obj":
        worth = _object_worth(reading, verb)
    else:
        worth = _preposition_worth(reading, role.partition(":")[2], verb, depth)
    auxiliaries = tree.child(verb, "aux")
    worth *= DENIED if tree.is_negated(verb) else 1.0
    worth *= _HEDGED if any(tree.lemmas[k] in _MODALS for k in auxiliaries) else 1.0
    if depth:
        return worth
    if any(tree.lemmas[k] == "neither" for s in tree.child(verb, "nsubj") for k in tree.children[s]):
        return 0.0
    worth *= DENIED if tree.is_doubted(verb) else 1.0
    is_wanted = tree.deps[verb] in {"xcomp", "advcl"} and any(tree.tags[k] == "TO" for k in auxiliaries)
    is_condition = any(tree.lemmas[k] in _CONDITIONS for k in tree.child(verb, "mark"))
    return worth * (_WANTED if is_wanted else 1.0) * (_WANTED if is_condition else 1.0)


def role_worth(reading: Reading, role: Role) -> float:
    """Give what the sentence says of the target in one of its roles, about -3 to 3."""
    tree, i = reading.tree, role.predicate
    if role.name == "prep:than":
        return -COMPARED if phrase_worth(reading, i) >= 0 else COMPARED
    if tree.pos[i] in VERBAL:
        if role.name == "attr":
            return sum(phrase_worth(reading, k) for k in tree.child(i, "nsubj"))
        return verb_worth(reading, role.name, i)
    if role.name.startswith("prep:"):
        listed = reading.lexicon.noun_prepositions.get((tree.lemmas[i], role.name[5:]))
        worth = float(listed) if listed is not None else 0.5 * phrase_worth(reading, i)
        return worth * DENIED if tree.is_negated(i) else worth
    return phrase_worth(reading, i)


def judged_roles(reading: Reading, head: int) -> list[tuple[Role, float]]:
    """Give every role of a mention with what it says of the target.

    What a target owns and what happens to it are judged together: a narrowing lead is bad for
    its owner and a narrowing deficit good, though "lead" is good and "narrow" is not.

    Args:
        reading: The row.
        head: Head token of the mention.
    """
    judged = [(role, role_worth(reading, role)) for role in find_roles(reading.tree, head)]
    fates = [worth for role, worth in judged if role.via in {"owner", "of"} and role.name in {"subj", "obj"}]
    if sum(fates) >= 0:
        return judged
    owns_bad = any(worth < 0 for role, worth in judged if role.name == "owner" and not role.via)
    return [
        (role, -worth if _is_owned(role) or (owns_bad and role.via in {"owner", "of"}) else worth)
        for role, worth in judged
    ]


def _is_owned(role: Role) -> bool:
    return role.name == "owner" or (role.name == "prep:of" and not role.via)
