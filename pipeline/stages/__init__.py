"""The stages in reading order, each with what it reads and writes.

The list is the story of a run: dvc.yaml, the commands and the README tell the same one,
and a test holds them together. Nothing heavy is imported here, so that every command
starts at once.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One arrow of the pipeline.

    Args:
        name: Verb or noun that is the command, the section of params.yaml and the DVC stage.
        reads: Datasets it reads; the first names its buckets.
        writes: Datasets it writes.
        code: Packages of ``pipeline`` that it depends on beside schemas, spans and docs.
        description: What it does, for ``--help`` and dvc.yaml.
        worth_a_process: Articles that take as long as starting a process for the stage.
    """

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    code: tuple[str, ...]
    description: str
    worth_a_process: int = 300


STAGES = (
    Stage(
        "ingest",
        (),
        ("sources", "articles", "sketches", "duplicates", "rejects"),
        ("ingest",),
        "Read files into articles; refuse with a reason what is none; group near copies.",
    ),
    Stage(
        "segment",
        ("articles",),
        ("documents",),
        ("segment",),
        "Cut articles into blocks, sentences and tokens.",
    ),
    Stage(
        "annotate",
        ("documents",),
        ("annotations",),
        ("annotate",),
        "Tag, parse and find named entities in one spaCy pass.",
        worth_a_process=15,
    ),
    Stage(
        "link",
        ("documents", "annotations"),
        ("mentions",),
        ("link",),
        "Link names, pronouns and descriptions to the sides of the pack.",
    ),
    Stage(
        "claims",
        ("articles", "documents", "annotations", "mentions"),
        ("claims",),
        ("claims",),
        "Extract what is asserted, and by whom.",
    ),
    Stage(
        "stance",
        ("documents", "mentions", "claims"),
        ("stances",),
        ("stance",),
        "Classify each claim as supporting, critical or neutral toward each side it concerns.",
        worth_a_process=15,
    ),
    Stage(
        "tables",
        ("articles", "documents", "annotations", "mentions", "claims", "stances"),
        ("claim_words", "tables"),
        ("tables", "intervals"),
        "Write the published tables, groups of equal claims, shares and the run's metrics.",
    ),
)


def stage_named(name: str) -> Stage:
    """Give the stage of that name.

    Raises:
        KeyError: There is none.
    """
    return {stage.name: stage for stage in STAGES}[name]
