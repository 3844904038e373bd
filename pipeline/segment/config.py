"""What the segmentation of articles depends on."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import ConfigError


@dataclass(frozen=True)
class SegmentConfig:
    """Limits that keep later stages fast; neither changes how ordinary prose is cut.

    Attributes:
        max_tokens: Longest sentence, in tokens, 20 or more. A longer one is cut at a
            semicolon, else a comma, else anywhere between two tokens.
        max_run_chars: Longest stretch without white space that is tokenized in one go, in
            code points, 50 or more. A longer one is cut into pieces of this length.
    """

    max_tokens: int = 200
    max_run_chars: int = 200

    def __post_init__(self) -> None:
        for name, least in (("max_tokens", 20), ("max_run_chars", 50)):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < least:
                raise ConfigError(
                    f"segment.{name}",
                    f"the value is {value!r}",
                    f"a whole number of at least {least}",
                    "change it in params.yaml",
                )
