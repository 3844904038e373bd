"""Files and records in, articles out: readers, cleaning, metadata, repeats and near copies."""

from pipeline.ingest.articles import split_repeats
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.duplicates import group_near_duplicates
from pipeline.ingest.readers import read_source
from pipeline.ingest.sketches import SKETCHES, sketch_articles
from pipeline.ingest.sources import Source, list_sources

__all__ = [
    "SKETCHES",
    "IngestConfig",
    "Source",
    "group_near_duplicates",
    "list_sources",
    "read_source",
    "sketch_articles",
    "split_repeats",
]
