"""The stage: MENTIONS as the schema asks, from one article or many, and nothing lost on the way."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.link.config import LinkConfig
from pipeline.link.lexicon import words
from pipeline.link.lint import FINDINGS, lint_pack
from pipeline.link.mentions import link_mentions
from pipeline.link.packs import find_pack, read_pack
from pipeline.link.rules import SIDE_RULES
from pipeline.schemas import ANNOTATIONS, DOCUMENTS, MENTIONS, check_table, content_id
from pipeline.shipped import shipped_path

ARTICLE = """Washington and Beijing talk

Subscribe to our newsletter

The United States and China met in Geneva. Both sides praised DeepSeek. It did not comment.

"We are glad," said Renata Oyelaran-Voss, who chairs the forum. She left at noon."""


@pytest.fixture(scope="session")
def pack():
    return read_pack(find_pack("us-china", shipped_path("sides")))


def test_mentions_are_rows_of_the_schema(annotate, pack):
    table = annotate(ARTICLE)
    linked = link_mentions(table, pack=pack, config=LinkConfig())
    check_table(linked, MENTIONS, "test")
    row, mentions = table.to_pylist()[0], linked.to_pylist()[0]["mentions"]
    order = [(m["start_char"], m["end_char"], m["side"] or "") for m in mentions]
    assert order == sorted(order)
    assert len(set(order)) == len(order)
    for m in mentions:
        assert m["text"] == row["text"][m["start_char"] : m["end_char"]]
        assert m["entity_id"] == content_id(
            row["article_id"], m["start_char"], m["end_char"], m["side"] or ""
        )
        assert m["name"].strip() == m["name"] != ""
        assert m["side_rule"] in SIDE_RULES
        assert (m["side"] is not None) or m["side_rule"] in {"none", "refused", "pronoun", "description"}
        sentence = row["sentences"][m["sentence_index"]]
        assert sentence["first_token"] <= m["first_token"]
        assert m["first_token"] + m["n_tokens"] <= sentence["first_token"] + sentence["n_tokens"]
        assert row["token_starts"][m["first_token"]] <= m["start_char"]
        assert m["end_char"] <= row["token_ends"][m["first_token"] + m["n_tokens"] - 1]
        assert row["blocks"][sentence["block_index"]]["kind"] != "furniture"


def test_who_is_who_in_an_article(annotate, pack):
    mentions = link_mentions(annotate(ARTICLE), pack=pack, config=LinkConfig()).to_pylist()[0]["mentions"]
    told = {(m["text"], m["side"]): (m["name"], m["side_rule"]) for m in mentions}
    assert (
        told["Both sides", "us"] == told["Both sides", "china"] == ("United States and China", "description")
    )
    assert told["It", "china"] == ("DeepSeek", "pronoun")
    assert told["She", None] == ("Renata Oyelaran-Voss", "pronoun")
    assert told["Washington", "us"][1] == told["Beijing", "china"][1] == "capital"


def test_an_article_is_linked_alone_or_among_others_alike(annotate, pack):
    texts = ["China leads. It knows.", "ASML fell. It knows.", "Foo, a Chinese lab, grew.", "Foo fell."]
    together = annotate(*texts)
    linked = link_mentions(together, pack=pack, config=LinkConfig())
    for i in range(len(texts)):
        alone = link_mentions(together.slice(i, 1), pack=pack, config=LinkConfig())
        assert alone.to_pylist() == linked.slice(i, 1).to_pylist()
    assert not any(m["side"] for m in linked.to_pylist()[3]["mentions"])


def test_no_articles_give_no_rows(pack):
    fields = [*DOCUMENTS, *(field for field in ANNOTATIONS if field.name != "article_id")]
    linked = link_mentions(pa.schema(fields).empty_table(), pack=pack, config=LinkConfig())
    assert linked.num_rows == 0
    assert linked.schema.equals(MENTIONS)


def test_anaphora_can_be_left_out(annotate, link):
    table = annotate("China leads. It knows. The country waits.")
    with_it = {m["text"] for m in link(table)[0] if m["side"]}
    without = {m["text"] for m in link(table, config=LinkConfig(link_anaphora=False))[0] if m["side"]}
    assert with_it == {"China", "It", "The country"}
    assert without == {"China"}


def test_a_wide_margin_abstains(annotate, link):
    table = annotate("China leads. It knows.")
    assert {m["text"] for m in link(table, config=LinkConfig(min_pronoun_score=9.0))[0]} == {"China"}


TOKENS = st.sampled_from(
    [
        "China",
        "US",
        "it",
        "its",
        "they",
        "Washington",
        "the",
        "company",
        "start",
        "-",
        "up",
        "Foo",
        "said",
        "that",
        ",",
        ".",
        "«",
        "»",
        "models",
        "Chinese",
        "both",
        "sides",
        "'s",
        "he",
    ]
)
TAGS = st.sampled_from(
    ["NNP", "NN", "NNS", "PRP", "PRP$", "VBD", "JJ", "DT", "IN", ",", ".", "POS", "HYPH", "CD"]
)
DEPS = st.sampled_from(
    [
        "nsubj",
        "dobj",
        "pobj",
        "prep",
        "det",
        "amod",
        "compound",
        "poss",
        "appos",
        "conj",
        "relcl",
        "ccomp",
        "attr",
        "punct",
    ]
)
LABELS = st.sampled_from(["O", "O", "O", "B-ORG", "B-PERSON", "B-GPE", "I-ORG"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_parse_gives_mentions_that_slice_back(row, link, data):
    sentences = []
    for _ in range(data.draw(st.integers(1, 3))):
        n = data.draw(st.integers(1, 9))
        root = data.draw(st.integers(0, n - 1))
        tokens = []
        for i in range(n):
            # every head is nearer to the root, so that the tree has no circle
            head = root if i == root else data.draw(st.sampled_from([root, i - 1 if i > root else i + 1]))
            dep = "ROOT" if i == root else data.draw(DEPS)
            tokens.append(f"{data.draw(TOKENS)}/{data.draw(TAGS)}/{dep}/{head}//{data.draw(LABELS)}")
        sentences.append(" ".join(tokens))
    made = row(" | ".join(sentences))
    fields = [*DOCUMENTS, *(field for field in ANNOTATIONS if field.name != "article_id")]
    table = pa.Table.from_pylist([made], schema=pa.schema(fields))
    mentions = link(table)[0]
    assert mentions == link(table)[0]
    for m in mentions:
        assert made["text"][m["start_char"] : m["end_char"]] == m["text"]
        assert m["text"].strip()


def test_lint_says_what_a_pack_lacks_and_never_uses(annotate, pack):
    text = "Veldstra Robotics grew. " * 6 + "Apple growers lost a crop. China and Nvidia waited."
    linked = link_mentions(annotate(text), pack=pack, config=LinkConfig())
    found = lint_pack(pack, [linked])
    by_kind = {kind: [f for f in found if f.kind == kind] for kind in FINDINGS}
    assert [(f.name, f.count) for f in by_kind["unclaimed"]] == [("Veldstra Robotics", 6)]
    assert [(f.name, f.count) for f in by_kind["refused"]] == [("Apple", 1)]
    unmatched = {f.name for f in by_kind["unmatched"]}
    assert "Baidu" in unmatched
    assert not {"China", "Nvidia"} & unmatched
    assert found == sorted(found, key=lambda f: (list(FINDINGS).index(f.kind), -f.count, f.name))


def test_every_list_of_the_lexicon_is_read():
    assert "start-up" in words("company_nouns")
    with pytest.raises(KeyError, match="no_such_list"):
        words("no_such_list")
