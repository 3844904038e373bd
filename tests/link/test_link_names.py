"""Names in text, whatever the tokenizer does, and what hyphens, places and languages make of them."""

from __future__ import annotations

import pytest

from pipeline.link.hyphens import judge_hyphens
from pipeline.link.name_index import Entry, Hit, NameIndex
from pipeline.link.packs import find_pack, read_pack
from pipeline.link.pronouns import is_empty_it
from pipeline.link.reading import Reading
from pipeline.shipped import shipped_path


@pytest.fixture(scope="session")
def index():
    return NameIndex(read_pack(find_pack("us-china", shipped_path("sides"))))


def plain(words, row):
    return Reading(row(" ".join(f"{word}/NNP/dep/0" for word in words.split())))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Nvidia ’s chips", ["Nvidia"]),
        ("U.S.-China talks", ["U.S.", "China"]),
        ("US - backed labs", ["US"]),
        ("DeepSeek-V5 and Qwen 3.7-Max", ["DeepSeek-V5", "Qwen 3.7-Max"]),
        ("US Commerce Department rules", ["US Commerce Department"]),
        ("tell us about it", []),
        ("bone china cups", []),
        ("CHINA BANS NVIDIA CHIPS", ["CHINA", "NVIDIA"]),
        ("the South China Sea", ["South China Sea"]),
        ("deepseek and openai", ["deepseek", "openai"]),
        ("Chinas and Nvidias", []),
    ],
)
def test_names_are_found_in_text(index, row, words, found):
    reading = plain(words, row)
    hits = index.find(reading)
    assert [reading.text[h.start_char : h.end_char] for h in hits if h.entry.kind != "idea"] == found
    for hit in hits:
        assert reading.starts[hit.first] <= hit.start_char < hit.end_char <= reading.ends[hit.last - 1]


@pytest.mark.parametrize(
    ("text", "name", "kind", "ambiguous", "rule"),
    [
        ("US-backed labs", "US", "country", False, "compound"),
        ("China-based firms", "China", "country", False, "compound"),
        ("pro-Beijing papers", "Beijing", "country", False, "compound"),
        ("Sino-American ties", "American", "demonym", False, "compound"),
        ("Japanese-American trade", "American", "demonym", False, "compound"),
        ("African-American voters", "American", "demonym", False, "refused"),
        ("Chinese-American chef", "Chinese", "demonym", False, "refused"),
        ("non-Chinese chips", "Chinese", "demonym", False, "refused"),
        ("Chinese-language edition", "Chinese", "demonym", False, "refused"),
        ("Meta-analysis of", "Meta", "company", True, "refused"),
        ("Meta-owned app", "Meta", "company", True, "compound"),
        ("Chinese models", "Chinese", "demonym", False, None),
        ("China — which", "China", "country", False, None),
    ],
)
def test_hyphens_are_judged(text, name, kind, ambiguous, rule):
    start = text.index(name)
    hit = Hit(start, start + len(name), 0, 1, Entry(name, name, kind, "side", ambiguous))
    assert judge_hyphens(text, hit) == rule


@pytest.mark.parametrize(
    ("spec", "empty"),
    [
        (
            "it/PRP/nsubj/1 is/VBZ/ROOT/1/be clear/JJ/acomp/1 that/IN/mark/5 it/PRP/nsubj/5 fell/VBD/ccomp/1",
            True,
        ),
        ("it/PRP/nsubj/1 is/VBZ/ROOT/1/be hard/JJ/acomp/1 to/TO/aux/4 win/VB/xcomp/2", True),
        ("it/PRP/nsubj/1 is/VBZ/ROOT/1/be able/JJ/acomp/1 to/TO/aux/4 win/VB/xcomp/2", False),
        ("it/PRP/nsubj/1 is/VBZ/ROOT/1/be cheap/JJ/acomp/1", False),
        ("it/PRP/nsubj/1 takes/VBZ/ROOT/1/take years/NNS/dobj/1/year to/TO/aux/4 win/VB/xcomp/1", True),
        ("it/PRP/nsubj/1 takes/VBZ/ROOT/1/take orders/NNS/dobj/1/order", False),
        ("it/PRP/nsubj/1 seems/VBZ/ROOT/1/seem that/IN/mark/4 all/DT/nsubj/4 fell/VBD/ccomp/1", True),
        ("it/PRP/nsubj/1 rained/VBD/ROOT/1/rain", True),
        ("it/PRP/nsubj/1 fell/VBD/ROOT/1/fall", False),
        (
            "it/PRP/nsubjpass/2 was/VBD/auxpass/2 said/VBN/ROOT/2/say that/IN/mark/5 all/DT/nsubj/5 fell/VBD/ccomp/2",
            True,
        ),
        (
            "it/PRP/nsubjpass/2 was/VBD/auxpass/2 told/VBN/ROOT/2/tell that/IN/mark/5 all/DT/nsubj/5 fell/VBD/ccomp/2",
            False,
        ),
        ("they/PRP/nsubj/1 deny/VBP/ROOT/1/deny it/PRP/dobj/1", True),
        ("they/PRP/nsubj/1 buy/VBP/ROOT/1/buy it/PRP/dobj/1", False),
    ],
)
def test_an_it_that_stands_for_nobody_is_told(read, spec, empty):
    reading = read(spec)
    assert (
        is_empty_it(reading, reading.lowers.index("it")) is empty
        if not spec.startswith("they")
        else (is_empty_it(reading, 2) is empty)
    )


def test_split_nouns_are_one_noun(read):
    reading = read("the/DT/det/4 start/VB/nmod/4 -/HYPH/punct/1 up/RP/prt/1 Foo/NNP/nsubj/5 grew/VBD/ROOT/5")
    assert (reading.tags[3], reading.lemmas[3], reading.deps[3], reading.heads[3]) == (
        "NN",
        "start-up",
        "nmod",
        4,
    )
    assert reading.heads[1:3] == [3, 3]


def test_a_split_noun_never_makes_a_circle(read):
    reading = read("start/VB/ROOT/0 -/HYPH/punct/0 up/RP/prt/3 there/RB/advmod/0")
    assert all(list(reading.ancestors(i))[-1:] in ([2], []) for i in range(4))
