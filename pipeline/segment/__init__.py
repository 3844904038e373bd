"""Articles cut into blocks, sentences and tokens: ARTICLES to DOCUMENTS."""

from pipeline.segment.config import SegmentConfig
from pipeline.segment.documents import segment_articles

__all__ = ["SegmentConfig", "segment_articles"]
