"""What articles of the usual kind show, and how far some articles may be from it by chance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

RANGES_FILE = Path(__file__).with_name("drift.yaml")
# One in so many runs of the usual kind is beyond an end of its range; a run has a dozen ranges.
_ONE_IN = 2000
# Fewer hands wrote the sample corpus than a newspaper, so its articles are too much alike.
LEAST_ALIKE = 0.005


@dataclass(frozen=True)
class Usual:
    """What a share is in the sample corpus.

    Args:
        share: The share over all articles, 0 to 1.
        alike: How much of a share's variation lies between articles, 0 to 1: 0 if every
            article is the same mixture, 1 if an article is all of one kind (the
            intraclass correlation).
    """

    share: float
    alike: float

    def interval(self, articles: int, of: int) -> tuple[float, float]:
        """Give the range in which the share of so many articles lies if they are of the usual kind.

        A beta distribution around the usual share; it widens with few articles and few
        things counted, and is never narrower than what single articles differ by, because
        the articles of one newspaper are alike in ways of their own.

        Args:
            articles: Number of articles.
            of: Number of things of which a share was counted.

        Returns:
            Low and high end, 0 to 1; both ends of the scale if nothing can be said.

        Example:
            >>> low, high = Usual(0.05, 0.005).interval(articles=3, of=1200)
            >>> round(low, 3), round(high, 3)
            (0.009, 0.134)
        """
        if not articles or not of:
            return 0.0, 1.0
        spread = self.alike * (1 / articles + 1) + (1 - self.alike) / of
        if spread >= 1:
            return 0.0, 1.0
        from scipy.special import betaincinv

        strength = 1 / spread - 1
        shape = (self.share * strength, (1 - self.share) * strength)
        return float(betaincinv(*shape, 1 / _ONE_IN)), float(betaincinv(*shape, 1 - 1 / _ONE_IN))


@cache
def usual_shares() -> dict[str, Usual]:
    """Read ``drift.yaml``: what each measure is in the sample corpus."""
    found = yaml.safe_load(RANGES_FILE.read_text(encoding="utf-8"))
    return {name: Usual(row["share"], row["alike"]) for name, row in found["measures"].items()}


def fit_usual(counted: list[tuple[int, int]], alike: float | None = None) -> Usual:
    """Give the usual share of articles and how much it varies between them.

    The share is moved half a count to the middle, so that what the sample corpus never
    shows is rare and not impossible.

    Args:
        counted: For each article the things counted, and of how many.
        alike: The variation between articles where it is known; measured if None.

    Source:
        Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 15.2:
        the moment estimator of the intraclass correlation.
    """
    rows = [(hits, of) for hits, of in counted if of]
    total = sum(of for _, of in rows)
    share = (sum(hits for hits, _ in rows) + 0.5) / (total + 1)
    if alike is None:
        between = sum(of * (hits / of - share) ** 2 for hits, of in rows) / total / (share * (1 - share))
        chance = len(rows) / total
        alike = max(LEAST_ALIKE, (between - chance) / (1 - chance))
    return Usual(round(share, 5), round(alike, 5))
