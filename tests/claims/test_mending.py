"""Parses put right around reporting verbs, on rows built by hand."""

from __future__ import annotations

from pipeline.claims.lexicon import load_lexicon
from pipeline.claims.mending import MendedParse


def mended(rows: str) -> MendedParse:
    """Build a parse from lines of word, lemma, part of speech, tag, label, head."""
    columns = list(zip(*(line.split() for line in rows.strip().splitlines()), strict=True))
    words, lemmas, pos, tags, deps, heads = columns
    return MendedParse(words, lemmas, pos, tags, deps, [int(h) for h in heads], load_lexicon().verbs)


def test_a_coordinated_cue_is_lifted_out_of_what_was_said() -> None:
    parse = mended(
        """
        She   she   PRON  PRP nsubj 1
        said  say   VERB  VBD ROOT  1
        sales sale  NOUN  NNS nsubj 4
        would will  AUX   MD  aux   4
        fall  fall  VERB  VB  ccomp 1
        and   and   CCONJ CC  cc    4
        added add   VERB  VBD conj  4
        that  that  PRON  DT  dobj  6
        """
    )
    assert parse.heads[6] == 1


def test_a_coordinated_verb_that_cannot_report_stays() -> None:
    parse = mended(
        """
        She   she   PRON  PRP nsubj 1
        said  say   VERB  VBD ROOT  1
        he    he    PRON  PRP nsubj 3
        fell  fall  VERB  VBD ccomp 1
        and   and   CCONJ CC  cc    3
        slept sleep VERB  VBD conj  3
        """
    )
    assert parse.heads[5] == 3


def test_a_coordinated_verb_with_a_subject_stays() -> None:
    parse = mended(
        """
        She   she   PRON  PRP nsubj 1
        said  say   VERB  VBD ROOT  1
        he    he    PRON  PRP nsubj 3
        would will  VERB  MD  ccomp 1
        and   and   CCONJ CC  cc    3
        they  they  PRON  PRP nsubj 6
        added add   VERB  VBD conj  3
        """
    )
    assert parse.heads[6] == 3


def test_a_verb_hung_on_a_root_noun_is_made_the_root() -> None:
    parse = mended(
        """
        The       the     DET   DT  det  1
        company   company NOUN  NN  ROOT 1
        ,         ,       PUNCT ,   punct 1
        confirmed confirm VERB  VBN acl  1
        that      that    SCONJ IN  mark 6
        it        it      PRON  PRP nsubj 6
        fell      fall    VERB  VBD ccomp 3
        """
    )
    assert (parse.deps[3], parse.heads[3], parse.tags[3]) == ("ROOT", 3, "VBD")
    assert (parse.deps[1], parse.heads[1]) == ("nsubj", 3)


def test_a_noun_with_a_subject_and_a_clause_is_a_verb() -> None:
    parse = mended(
        """
        Smith  Smith PROPN NNP nsubj 1
        claims claim NOUN  NNS ROOT  1
        it     it    PRON  PRP nsubj 3
        fell   fall  VERB  VBD acl   1
        """
    )
    assert (parse.pos[1], parse.tags[1]) == ("VERB", "VBZ")


def test_a_plain_noun_stays_a_noun() -> None:
    parse = mended(
        """
        The    the   DET  DT  det  1
        claims claim NOUN NNS nsubj 2
        fell   fall  VERB VBD ROOT 2
        """
    )
    assert parse.pos[1] == "NOUN"


def test_a_split_off_negation_is_no_subject() -> None:
    parse = mended(
        """
        I     i     PRON  PRP nsubj 1
        do    do    AUX   VBP aux   3
        n’t   n’t   PRON  PRP nsubj 3
        think think VERB  VBP ROOT  3
        so    so    ADV   RB  advmod 3
        """
    )
    assert parse.deps[2] == "neg"
    assert parse.heads[0] == 3
