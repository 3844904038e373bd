"""Parameters of the stance stage and of training its classifier."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError


@dataclass(frozen=True)
class StanceConfig:
    """What the stance stage may be told.

    Attributes:
        model: ``promoted`` for the model that ``claimline promote`` chose last (without one, the
            shipped ``fast``), the name of a folder in ``models/stance``, or the path of one.
        abstain_below: Smallest top probability, 0 to 1, at which a stance is given; below it
            the stance is null. 0 never abstains.
    """

    model: str = "promoted"
    abstain_below: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.abstain_below <= 1:
            raise ConfigError("stance.abstain_below", f"is {self.abstain_below}", "a number from 0 to 1")


@dataclass(frozen=True)
class TrainingConfig:
    """How a classifier is trained on an encoder's features.

    Attributes:
        strengths: Inverse penalties on weights to choose from, each above 0.
        own_weights: How often a label counts beside one of the base training, to choose from.
        choose_on: Most labels of one's own that strengths and weights are compared on.
        folds: Parts that are held out in turn, at least 2; groups stay whole.
        seed: Seed of folds, of the learning curve's draws and of the bootstrap.
    """

    strengths: tuple[float, ...] = (0.003, 0.02, 0.1)
    own_weights: tuple[float, ...] = (1.0, 4.0)
    choose_on: int = 1500
    folds: int = 5
    seed: int = 0

    def __post_init__(self) -> None:
        for name in ("strengths", "own_weights"):
            values = getattr(self, name)
            if not values or min(values) <= 0:
                raise ConfigError(f"training.{name}", f"is {values}", "one or more numbers above 0")
        if self.folds < 2:
            raise ConfigError("training.folds", f"is {self.folds}", "2 or more")
