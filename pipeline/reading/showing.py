"""What a run shows of one article or one claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pipeline.reading.highlighting import Mark, Shown, mark_article, render_page, render_text
from pipeline.reading.passages import find_row

if TYPE_CHECKING:
    from pipeline.reading.run import Run


def show_article(run: Run, article_id: str) -> Shown:
    """Give a whole article with its claims, claimants and sides marked.

    Raises:
        InputError: The run has no such article.
    """
    article = find_row(run.articles, "article_id", article_id, "article")
    body = render_text(article["text"], _marks(run, article_id))
    return Shown(render_page(_head(article), body, run.sides), f"{_head(article)}\n\n{article['text']}")


def show_claim(run: Run, claim_id: str) -> Shown:
    """Give a claim in its paragraph, and the paragraphs beside it.

    Raises:
        InputError: The run has no such claim.
    """
    claim = find_row(run.claims, "claim_id", claim_id, "claim or article")
    article = find_row(run.articles, "article_id", claim["article_id"], "article")
    blocks = run.blocks[run.blocks["article_id"] == claim["article_id"]]
    place = int((blocks["end_char"] < claim["end_char"]).sum())
    near = blocks.iloc[max(place - 1, 0) : place + 2]
    start = min(int(near["start_char"].min()), int(claim["start_char"]))
    end = max(int(near["end_char"].max()), int(claim["end_char"]))
    text = article["text"]
    body = render_text(text, _marks(run, claim["article_id"], claim_id), start, end)
    return Shown(render_page(_head(article), body, run.sides), f"{_head(article)}\n\n{text[start:end]}")


def _head(article: pd.Series) -> str:
    parts = (article[name] for name in ("title", "publisher", "published_on"))
    return " · ".join(str(part) for part in parts if not pd.isna(part)) or str(article["source_path"])


def _marks(run: Run, article_id: str, chosen: str | None = None) -> list[Mark]:
    claims = run.claims_full[run.claims_full["article_id"] == article_id]
    places = run.claims[["claim_id", "claimant_start_char", "claimant_end_char"]]
    return mark_article(
        claims.merge(places, on="claim_id", how="left"),
        run.entities[run.entities["article_id"] == article_id],
        run.blocks[run.blocks["article_id"] == article_id],
        run.sides,
        chosen,
    )
