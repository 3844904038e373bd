from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stance.descriptions import describe_target
from pipeline.stance.golden import hand_made_row
from pipeline.stance.judgements import read_words
from pipeline.stance.masks import masked_words, words_near_target
from pipeline.stance.polarity import read_lexicon
from pipeline.stance.predicates import judged_roles
from pipeline.stance.roles import find_roles
from pipeline.stance.trees import TargetTree

LABELS = ["nsubj", "dobj", "prep", "pobj", "poss", "conj", "xcomp", "ccomp", "acl", "relcl", "amod", "neg"]

# Text, target, tree, the roles found (part, predicate), and the sign of what they say together.
CASES = [
    (
        "Chinese labs surpassed theirs .",
        "Chinese",
        "Chinese Chinese ADJ JJ amod 1\nlabs lab NOUN NNS nsubj 2\nsurpassed surpass VERB VBD ROOT 2\n"
        "theirs theirs PRON PRP dobj 2\n. . PUNCT . punct 2",
        [("subj", "surpassed")],
        1,
    ),
    (
        "Bo was beaten by Ada .",
        "Bo",
        "Bo Bo PROPN NNP nsubjpass 2\nwas be AUX VBD auxpass 2\nbeaten beat VERB VBN ROOT 2\nby by ADP IN agent 2\n"
        "Ada Ada PROPN NNP pobj 3\n. . PUNCT . punct 2",
        [("obj", "beaten")],
        -1,
    ),
    (
        "Bo was beaten by Ada .",
        "Ada",
        "Bo Bo PROPN NNP nsubjpass 2\nwas be AUX VBD auxpass 2\nbeaten beat VERB VBN ROOT 2\nby by ADP IN agent 2\n"
        "Ada Ada PROPN NNP pobj 3\n. . PUNCT . punct 2",
        [("subj", "beaten")],
        1,
    ),
    (
        "Ada did not fail .",
        "Ada",
        "Ada Ada PROPN NNP nsubj 3\ndid do AUX VBD aux 3\nnot not PART RB neg 3\nfail fail VERB VB ROOT 3\n"
        ". . PUNCT . punct 3",
        [("subj", "fail")],
        1,
    ),
    (
        "Ada has no plan .",
        "Ada",
        "Ada Ada PROPN NNP nsubj 1\nhas have VERB VBZ ROOT 1\nno no DET DT det 3\nplan plan NOUN NN dobj 1\n"
        ". . PUNCT . punct 1",
        [("subj", "has")],
        -1,
    ),
    (
        "Ada banned Bo .",
        "Bo",
        "Ada Ada PROPN NNP nsubj 1\nbanned ban VERB VBD ROOT 1\nBo Bo PROPN NNP dobj 1\n. . PUNCT . punct 1",
        [("obj", "banned")],
        0,
    ),
    (
        "Ada 's lead shrank .",
        "Ada",
        "Ada Ada PROPN NNP poss 2\n's 's PART POS case 0\nlead lead NOUN NN nsubj 3\nshrank shrink VERB VBD ROOT 3\n"
        ". . PUNCT . punct 3",
        [("owner", "lead"), ("subj", "shrank")],
        -1,
    ),
    (
        "Ada eroded their dominance .",
        "Ada",
        "Ada Ada PROPN NNP nsubj 1\neroded erode VERB VBD ROOT 1\ntheir their PRON PRP$ poss 3\n"
        "dominance dominance NOUN NN dobj 1\n. . PUNCT . punct 1",
        [("subj", "eroded")],
        1,
    ),
    (
        "Ada is cheaper than Bo .",
        "Bo",
        "Ada Ada PROPN NNP nsubj 1\nis be AUX VBZ ROOT 1\ncheaper cheap ADJ JJR acomp 1\nthan than ADP IN prep 2\n"
        "Bo Bo PROPN NNP pobj 3\n. . PUNCT . punct 1",
        [("prep:than", "cheaper")],
        -1,
    ),
    (
        "They doubt that Ada can win .",
        "Ada",
        "They they PRON PRP nsubj 1\ndoubt doubt VERB VBP ROOT 1\nthat that SCONJ IN mark 5\nAda Ada PROPN NNP nsubj 5\n"
        "can can AUX MD aux 5\nwin win VERB VB ccomp 1\n. . PUNCT . punct 1",
        [("subj", "win")],
        -1,
    ),
    (
        "Firms like Ada meet .",
        "Ada",
        "Firms firm NOUN NNS nsubj 3\nlike like ADP IN prep 0\nAda Ada PROPN NNP pobj 1\nmeet meet VERB VBP ROOT 3\n"
        ". . PUNCT . punct 3",
        [("subj", "meet")],
        0,
    ),
]


@pytest.mark.parametrize(("text", "target", "table", "roles", "sign"), CASES)
def test_roles_and_what_they_say(
    text: str, target: str, table: str, roles: list[tuple[str, str]], sign: int
) -> None:
    tree = TargetTree(hand_made_row(text, target, table))
    found = find_roles(tree, tree.heads_of_target[0])
    assert [(role.name, tree.words[role.predicate]) for role in found] == roles
    reading = read_words(tree, read_lexicon())
    total = sum(worth for _, worth in judged_roles(reading, tree.heads_of_target[0]))
    assert (total > 0) - (total < 0) == sign


def test_names_numbers_and_contest_are_masked() -> None:
    table = (
        "Ada Ada PROPN NNP compound 1\nLabs Labs PROPN NNP nsubj 2\njoined join VERB VBD ROOT 2\nBo Bo PROPN NNP dobj 2\n"
        "in in ADP IN prep 2\n2024 2024 NUM CD nummod 6\nrace race NOUN NN pobj 4"
    )
    tree = TargetTree(hand_made_row("Ada Labs joined Bo in 2024 race", "Ada Labs", table))
    masked = masked_words(tree, read_lexicon(), tree.lowered)
    assert masked == ["_t_", "joined", "_o_", "in", "_n_", "_contest_"]
    assert words_near_target(masked, 1) == ["_t_", "joined"]


def test_a_row_without_tokens_is_described_as_nothing() -> None:
    row = hand_made_row("", "Ada", "")
    assert describe_target(row, read_lexicon()) == ("", "", "", {})


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ada", "lead", "fail", "not", "than", "by", "of", "brilliant", "race"]),
            st.sampled_from(["NOUN", "VERB", "ADJ", "ADP", "AUX", "PROPN", ""]),
            st.sampled_from(LABELS),
            st.integers(0, 11),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_any_tree_is_described(tokens: list[tuple[str, str, str, int]]) -> None:
    # Also trees that no parser gives, with cycles: a bad parse must not stop a run.
    lines = [f"{word} {word} {pos or 'X'} NN {dep} {head % len(tokens)}" for word, pos, dep, head in tokens]
    text = " ".join(word for word, *_ in tokens)
    row = hand_made_row(text, tokens[0][0], "\n".join(lines))
    described = describe_target(row, read_lexicon())
    assert "_t_" in described.window.split()
    assert all(-1 <= value <= 1 for value in described.polarity.values())
    assert describe_target(row, read_lexicon()) == described
