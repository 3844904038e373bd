"""Labels, signatures and headings that name who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pyarrow as pa
import pytest

from pipeline.claims import ClaimsConfig, extract_claims

LETTERS = """Letters to the editor
Sir - Your paper has been unfair to our laboratories. The controls work.
Clement Vane, Leeds
Sir - My pupils learn on Chinese models. They cost nothing.
Nasreen Oakley"""


def claims_of(annotate: Callable[..., pa.Table], text: str) -> list[tuple[str, str]]:
    row = extract_claims(annotate(text), config=ClaimsConfig()).to_pylist()[0]
    return [(claim["claimant_name"], claim["text"]) for claim in row["claims"]]


def test_letters_belong_to_those_who_sign_them(annotate: Callable[..., pa.Table]) -> None:
    assert claims_of(annotate, LETTERS) == [
        ("Clement Vane", "Your paper has been unfair to our laboratories."),
        ("Clement Vane", "The controls work."),
        ("Nasreen Oakley", "My pupils learn on Chinese models."),
        ("Nasreen Oakley", "They cost nothing."),
    ]


def test_one_letter_is_its_authors_own_voice(annotate: Callable[..., pa.Table]) -> None:
    one = "\n".join(LETTERS.splitlines()[:3])
    assert {name for name, _ in claims_of(annotate, one)} == {"author"}


def test_a_transcript_goes_on_without_a_label(annotate: Callable[..., pa.Table]) -> None:
    text = (
        "HOST: Is it over?\nANN LEE: It has barely begun.\nThe laboratories are still hiring people.\n"
        "HOST: The figures disagree."
    )
    assert claims_of(annotate, text) == [
        ("Ann Lee", "It has barely begun."),
        ("Ann Lee", "The laboratories are still hiring people."),
        ("Host", "The figures disagree."),
    ]


def test_a_camp_speaks_the_fragments_below_its_heading(annotate: Callable[..., pa.Table]) -> None:
    text = "Critics\nExporting censorship inside a file that looks neutral.\nPrices fell by a third in May."
    assert claims_of(annotate, text) == [
        ("Critics", "Exporting censorship inside a file that looks neutral."),
        ("author", "Prices fell by a third in May."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Update: The ministry has answered our questions.",
        "BEIJING: The ministry has opened a new office.",
        "Washington: The talks have failed again.",
        "Ann Lee: Possession of a stolen chip.\nBob Ray: Sale of a stolen chip.\nCy Day: Theft of a chip.",
    ],
)
def test_words_before_a_colon_that_name_no_speaker(annotate: Callable[..., pa.Table], text: str) -> None:
    assert {name for name, _ in claims_of(annotate, text)} <= {"author"}
