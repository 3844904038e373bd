"""How uncertain a share is that was seen in a sample."""

from __future__ import annotations

import numpy as np

Z_95 = 1.959963984540054  # standard deviations either side that hold 95 % of a normal distribution


def wilson_interval(share: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the 95 % score interval of shares seen in samples of ``n``.

    Source:
        Wilson (1927), J. Am. Stat. Assoc. 22, 209-212: it stays inside 0 to 1 for small samples.

    Example:
        >>> low, high = wilson_interval(np.array([0.5]), np.array([10]))
        >>> round(float(low[0]), 3), round(float(high[0]), 3)
        (0.237, 0.763)
    """
    square = Z_95**2
    centre = (share + square / (2 * n)) / (1 + square / n)
    half = Z_95 / (1 + square / n) * np.sqrt(share * (1 - share) / n + square / (4 * n**2))
    return np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
