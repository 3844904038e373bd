"""Parameters of the link stage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LinkConfig:
    """How boldly names, pronouns and descriptions are linked.

    Args:
        min_evidence: Points of context an ambiguous name needs before it is linked, 1 to 6.
            Higher refuses more look-alikes and misses more names.
        pronoun_sentences: How many sentences back a pronoun looks for its antecedent, 0 to 6.
        description_sentences: How many sentences back a description such as "the company"
            looks for its antecedent, 0 to 30.
        min_pronoun_score: Lowest score of an antecedent that a pronoun may take, -2 to 6.
            The scores are those of :mod:`pipeline.link.antecedents`.
        min_description_score: The same for a description.
        tie_margin: If the best antecedent of another side is this close to the best one, in
            points of score, the pronoun or description stays unlinked. 0 never abstains.
        link_anaphora: Whether pronouns and descriptions are linked at all.
    """

    min_evidence: float = 2.0
    pronoun_sentences: int = 3
    description_sentences: int = 12
    min_pronoun_score: float = 0.1
    min_description_score: float = 0.5
    tie_margin: float = 0.35
    link_anaphora: bool = True
