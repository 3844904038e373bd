"""Labelled texts made into questions to the stance classifier, parsed as a run parses them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.stages.exams import run_texts
from pipeline.stages.settings import Settings

if TYPE_CHECKING:
    from pipeline.stance.labels import Label


def annotate_texts(texts: Sequence[str], settings: Settings) -> pa.Table:
    """Segment and parse texts, each taken for a paragraph of prose.

    Args:
        texts: Distinct texts.
        settings: Parameters; names the spaCy pipeline.

    Returns:
        One row a text, with the columns of ARTICLES, DOCUMENTS and ANNOTATIONS.
    """
    return pa.concat_tables(run_texts(texts, settings, upto="annotate", as_paragraphs=True))


def label_targets(labels: Sequence[Label], settings: Settings) -> Iterator[pa.Table]:
    """Yield TARGETS for labels, in portions and in their order."""
    from pipeline.stance.targets import make_targets

    for start in range(0, len(labels), _PORTION):
        portion = labels[start : start + _PORTION]
        texts = list(dict.fromkeys(label.text for label in portion))
        yield make_targets([label._asdict() for label in portion], annotate_texts(texts, settings))


_PORTION = 1000  # labels held in memory at once; changes no answer
