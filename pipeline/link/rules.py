"""The closed vocabulary of ``side_rule``: how a mention's side was found."""

from __future__ import annotations

SIDE_RULES = {
    "name": "a name of the pack, or an entity that contains one",
    "demonym": "an adjective or noun of origin, such as Chinese models or Americans",
    "compound": "part of a hyphenated word, such as US-backed, or of a pair, such as US-China",
    "capital": "a capital that acts for its government, such as Washington said",
    "place": "a place that stands for, or says where from, a company, lab, product or person of the side",
    "policy": "a law, plan or rule of the pack, or whose maker's side is named with it",
    "modifier": "a name the pack does not know, after words of a side: the Hangzhou start-up Foo",
    "apposition": "a name the pack does not know, explained beside it: Foo, a Chinese lab",
    "affiliation": "a person the pack does not know, named with an employer or office of the side",
    "short_name": "a short form or acronym of a name that the article gives in full elsewhere",
    "origin": "a phrase without a name that says whose it is after its noun: a lab in California",
    "setting": "a body, office or market of the state that the passage is about: prosecutors said",
    "pronoun": "a pronoun, by its antecedent",
    "description": "a description such as the company or both countries, by its antecedent",
    "refused": "a name of the pack that the context speaks against; it has no side",
    "none": "nothing gave a side",
}
