"""Rows of prices: recognised whole, cut off before prose, and never prose with figures."""

from __future__ import annotations

import pytest

from pipeline.segment.parts import find_parts
from pipeline.segment.tickers import is_price_row, ticker_end

ARTICLE = "A laboratory in Hangzhou wiped $593 billion off one American company’s value in a day."

ROWS = [
    "ABC 189.25 +1.2% DEF 402.10 -0.3% GHI 875.30 +2.4%",
    "S&P 500 5,234.18 +29.10 (+0.56%) Dow 30 39,475.90 -305.47 (-0.77%) Nasdaq 16,428.82 +26.98 (+0.16%)",
    "Dow 39,475.90 ▼ -0.77% | Nasdaq 16,428.82 ▲ +0.16% | Gold 2,166.50 ▼ -0.83%",
    "bitcoin Bitcoin (BTC) $ 97,123.00 1.25% the-graph The Graph (GRT) $ 0.12 2.1% tether (USDT) $ 1 0.01%",
    "bitcoinBitcoin(BTC)$97,123.001.25%ethereumEthereum(ETH)$2,712.40-0.50%tetherTether(USDT)$1.000.01%",
    "BTC: $97123.12 | ETH: $2712.55 | BNB: $612.09 | XRP: $2.45",
    "Market Cap: $3.2T 24h Vol: $98.1B BTC Dominance: 58.2% ETH Gas: 5 Gwei Bitcoin BTC $97,123 1.2%",
    "Official Trump TRUMP $16.20 4.55% Just a chill guy CHILL $0.11 -3.2% "
    "cat in a dogs world MEW $0.03 0.2% Pudgy Penguins PENGU $0.01 2.5%",
]

PROSE = [
    "Sales rose 3.1% to $4.2 billion from $3.9 billion, and profit by 2.0% to $1.1 billion.",
    "Stocks slid 2.1% in Tokyo, 1.4% in Seoul, 0.9% in Taipei and 0.3% in Sydney.",
    "GPT-4 scored 86.4%, Claude 2 78.5%, Gemini 90.0%, Llama 68.9%, Qwen 72.1%.",
    "The scores were 71.8, 69.1, 64.2, 55.0, 43.9 and 12.1.",
    "Nvidia (NVDA) lost 17%, Broadcom (AVGO) 17.4%, Marvell (MRVL) 19.1%, Oracle (ORCL) 13.8% on the day.",
    "China has 47.5 percent, the United States 18.2 percent, Europe 12.0 percent and India 5.5 percent.",
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("between", [" ", "", "  "])
def test_a_row_is_cut_off_before_the_article(row: str, between: str) -> None:
    text = row + between + ARTICLE
    parts = find_parts(text)
    assert [part.hint for part in parts] == ["ticker", ""]
    assert text[parts[1].start : parts[1].end] == ARTICLE


@pytest.mark.parametrize("row", ROWS)
def test_a_row_alone_is_a_row(row: str) -> None:
    assert ticker_end(row) == len(row)


@pytest.mark.parametrize("sentence", PROSE)
def test_prose_with_figures_is_no_row(sentence: str) -> None:
    assert ticker_end(sentence) == 0
    assert not is_price_row(sentence)


@pytest.mark.parametrize("sentence", PROSE[1:])
def test_prose_with_figures_after_a_row_is_kept(sentence: str) -> None:
    text = ROWS[0] + " " + sentence
    assert text[ticker_end(text) :] == sentence


def test_thousands_of_prices_take_no_time_to_speak_of() -> None:
    row = " ".join(
        f"coin{i} Coin{i} (C{i}X) $ {i % 977}.{i % 100:02d} {i % 9}.{i % 97:02d}%" for i in range(3000)
    )
    assert row[ticker_end(row) :] == ""


@pytest.mark.parametrize(
    ("line", "is_row"),
    [
        ("PELHAM 400   4,118.22   -0.9%", True),
        ("10-YR YIELD 4.21% +3bp", True),
        ("Profit rose 4.2% to $3.10", False),
        ("Version 2.5 of the model", False),
        ("Founded: 2023", False),
    ],
)
def test_price_rows_of_a_table(line: str, is_row: bool) -> None:
    assert is_price_row(line) is is_row
