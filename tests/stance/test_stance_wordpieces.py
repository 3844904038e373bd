from __future__ import annotations

from typing import Any

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from pipeline.stance.wordpieces import mark_pieces

_WORDS = ["<s>", "</s>", "[UNK]", "gus", "hal", "beat", "##en", "by", "and", ".", "über"]


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    made = Tokenizer(WordPiece({word: i for i, word in enumerate(_WORDS)}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = Lowercase(), BertPreTokenizer()
    made.post_processor = TemplateProcessing(single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)])
    return made


@pytest.mark.parametrize(
    ("text", "target", "rival", "marked", "against"),
    [
        ("Gus beat Hal.", [(0, 3)], [(9, 12)], [1], [3]),
        ("Gus beat Gus.", [(0, 3), (9, 12)], [], [1, 3], []),
        ("Über Gus", [(5, 8)], [], [2], []),  # code points, not bytes
        ("Gus beaten", [(4, 10)], [], [2, 3], []),  # every piece of a word
        ("Gus beaten", [(8, 10)], [], [3], []),
        ("Gus beat Hal.", [(0, 3)], [(0, 12)], [1], [2, 3]),  # the target wins where both claim a piece
        ("Gus  beat", [(3, 4)], [], [0], []),  # white space has no piece: the first stands in
    ],
)
def test_pieces_of_mentions_are_marked(
    tokenizer: Any, text: str, target: Any, rival: Any, marked: list[int], against: list[int]
) -> None:
    pieces = mark_pieces(tokenizer, text, target, rival)
    assert [i for i, mark in enumerate(pieces.target) if mark] == marked
    assert [i for i, mark in enumerate(pieces.rival) if mark] == against
    assert len(pieces.ids) == len(pieces.target) == len(pieces.rival)


@pytest.mark.parametrize("before", [0, 3, 40, 400])
def test_a_long_text_is_cropped_round_the_target(tokenizer: Any, before: int) -> None:
    text = "hal " * before + "gus" + " beat" * 300
    pieces = mark_pieces(tokenizer, text, [(4 * before, 4 * before + 3)], longest=20)
    assert len(pieces.ids) == 20
    assert pieces.ids[0] == 0 and pieces.ids[-1] == 1
    assert [pieces.ids[i] for i, mark in enumerate(pieces.target) if mark] == [_WORDS.index("gus")]
