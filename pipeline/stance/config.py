"""Parameters of the stance stage and of training its classifier."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError


@dataclass(frozen=True)
class StanceConfig:
    """What the stance stage may be told.

    Attributes:
        model: Name of a folder in ``models/stance``, or the path of one.
        abstain_below: Smallest top probability, 0 to 1, at which a stance is given; below it
            the stance is null. 0 never abstains.
    """

    model: str = "baseline"
    abstain_below: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.abstain_below <= 1:
            raise ConfigError("stance.abstain_below", f"is {self.abstain_below}", "a number from 0 to 1")


@dataclass(frozen=True)
class TrainingConfig:
    """How a classifier is trained.

    Attributes:
        strength: Inverse of the penalty on weights, above 0: more trusts the labels more.
        side_weight: How often a label that names its side counts, above 0. Such labels are of
            the contest at hand, the others of sentences from elsewhere.
        width: Words to either side of a mention that make its window, at least 1.
        folds: Parts for the probabilities' calibration, at least 2; groups stay whole.
        seed: Seed of the folds and of the bootstrap.
    """

    strength: float = 0.2
    side_weight: float = 1.0
    width: int = 6
    folds: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        for name, least in (("strength", 0), ("side_weight", 0)):
            if not getattr(self, name) > least:
                raise ConfigError(f"training.{name}", f"is {getattr(self, name)}", f"a number above {least}")
        for name, least in (("width", 1), ("folds", 2)):
            if getattr(self, name) < least:
                raise ConfigError(f"training.{name}", f"is {getattr(self, name)}", f"{least} or more")
