"""Torture: every reader of foreign bytes asked with bytes that nobody would write.

A target is a function from bytes to nothing that raises only when a promise is broken: an input
ends in a value, a refusal with its reason, or a ``ClaimlineError``; within two seconds; and every
span that comes out lies inside its text.
"""

from pipeline.torture.fuzzing import Tried, fuzz_targets
from pipeline.torture.targets import TARGETS, Target

__all__ = ["TARGETS", "Target", "Tried", "fuzz_targets"]
