"""The answer that takes no reading: the floor that every figure of the pipeline stands on.

Each sentence of five words or more that ends in no question mark is the article's own claim,
a fact and neutral; a side is concerned where one of its names stands. Furniture is not told
from prose, nor a capital from a place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pipeline.link.packs import Side, SidePack

_FEWEST_WORDS = 5


def answer_trivially(row: Mapping[str, Any], pack: SidePack) -> dict[str, Any]:
    """Give an article's claims, mentions and stances without reading it.

    Args:
        row: A row of DOCUMENTS with the article's ``text``.
        pack: The sides and their names.

    Returns:
        The row with ``claims``, ``mentions`` and ``stances`` as far as scoring reads them.
    """
    text = row["text"]
    places = sorted(
        (match.start(), match.end(), side.side)
        for side in pack.sides
        for match in _names_of(side).finditer(text)
    )
    mentions = [{"start_char": start, "end_char": end, "side": side} for start, end, side in places]
    claims, stances = [], []
    for index, sentence in enumerate(row["sentences"]):
        start, end = sentence["start_char"], sentence["end_char"]
        words = text[start:end]
        if len(words.split()) < _FEWEST_WORDS or words.rstrip("\"'”’) ").endswith("?"):
            continue
        claim_id = str(index)
        claims.append(
            {
                "claim_id": claim_id,
                "start_char": start,
                "end_char": end,
                "sentence_index": index,
                "kind": "fact",
                "claimant_kind": "author",
                "claimant": "author",
                "claimant_name": "author",
            }
        )
        concerned = {side for first, _, side in places if start <= first < end}
        stances += [{"claim_id": claim_id, "side": side, "stance": "neutral"} for side in sorted(concerned)]
    return {**row, "claims": claims, "mentions": mentions, "speaker_mentions": [], "stances": stances}


def _names_of(side: Side) -> re.Pattern[str]:
    forms = {form for member in side.members for form in member.forms}
    longest_first = sorted(sorted(forms), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
