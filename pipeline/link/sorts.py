"""What a common noun stands for: a company, a government, a country, a product, a policy, a person."""

from __future__ import annotations

from pipeline.link.lexicon import (
    COMPANY_NOUNS,
    COUNTRY_NOUNS,
    GOVERNMENT_NOUNS,
    PERSON_NOUNS,
    POLICY_NOUNS,
    PRODUCT_NOUNS,
)


def sort_of_noun(lemma: str) -> str:
    """Give what a common noun stands for; ``thing`` where no list has it.

    Example:
        >>> sort_of_noun("chipmaker"), sort_of_noun("ministry"), sort_of_noun("model"), sort_of_noun("cup")
        ('company', 'government', 'product', 'thing')
    """
    if lemma in COMPANY_NOUNS:
        return "company"
    if lemma in GOVERNMENT_NOUNS:
        return "government"
    if lemma in COUNTRY_NOUNS:
        return "country"
    if lemma in PRODUCT_NOUNS:
        return "product"
    if lemma in POLICY_NOUNS:
        return "policy"
    return "person" if lemma in PERSON_NOUNS else "thing"
